"""The shipped guide's own tests: its ids, its references, its rules, its facts, its commands, its words."""

import re
import shlex
from collections import Counter
from itertools import pairwise

import pytest

from careerplan import guidebook
from careerplan.cli.here import Here
from careerplan.cli.reading import problems_of
from careerplan.core.advice_rules import Rule
from careerplan.core.fields import fields_of
from careerplan.core.guide import Action, AnyOf, Evidence, Guide
from careerplan.core.kinds import KINDS
from careerplan.core.plan import Profile, new_plan
from careerplan.core.progress import progress
from tests.conftest import TODAY, Run

GUIDE = guidebook.load_guide()
TOPICS = {name: guidebook.load_topic(GUIDE, name) for name in GUIDE.topics}
SKILLS = list(TOPICS["skills"].entries())
ACTIONS = list(GUIDE.actions.values())
ids = [action.id for action in ACTIONS]
every_action = pytest.mark.parametrize("action", ACTIONS, ids=ids)

FACTS_IN_STEP = {1: 9, 2: 9, 3: 9, 4: 7, 5: 6, 6: 10, 7: 6, 8: 8, 9: 9, 10: 14}
"""How many facts the published guide states in each step: S1.1 to S1.9, …"""

BACKGROUND = {"S1.2", "S1.3", "S2.5", "S2.8", "S3.4", "S3.6", "S4.1", "S5.1", "S7.2", "S7.6", "S8.7", "S8.8",
              "S9.3", "S9.6", "S9.9", "S10.11"}  # fmt: skip
"""Facts that no action rests on: they belong in a step's why."""


def rules(action: Action) -> list[Evidence]:
    return list(action.evidence.walk()) if action.evidence else []


def test_there_are_ten_steps_with_four_to_eight_actions_each_and_71_in_all() -> None:
    assert [step.id for step in GUIDE.steps] == [f"step-{number}" for number in range(1, 11)]
    assert [len(step.actions) for step in GUIDE.steps] == [6, 8, 8, 7, 6, 8, 6, 7, 7, 8]
    assert len(ids) == 71


def test_ids_and_slugs_are_unique_and_ids_count_up_in_their_step() -> None:
    assert len(set(ids)) == len(ids)
    slugs = [step.slug for step in GUIDE.steps]
    assert slugs == ["understand-role", "education", "experience", "communication", "organization", "certification",
                     "law-ethics", "community", "network", "apply"]  # fmt: skip
    for step in GUIDE.steps:
        assert [action.id for action in step.actions] == [f"{step.number}.{count}" for count in range(1, len(step.actions) + 1)]


def test_counts_by_need_are_those_of_the_inventory() -> None:
    def need(action: Action) -> str:
        if action.when and not action.when.searching:
            return "conditional"
        return "any-of" if isinstance(action.need, AnyOf) else action.need

    assert Counter(map(need, ACTIONS)) == {"core": 47, "any-of": 10, "conditional": 11, "optional": 3}
    assert Counter(action.group for action in ACTIONS if action.group) == {"experience": 3, "communication": 3, "planning": 2, "meeting": 2}


def test_what_comes_first_is_there_and_no_hard_need_waits_for_itself() -> None:
    known = set(ids) | set(GUIDE.step_by_id)
    hard: dict[str, set[str]] = {}
    for step in GUIDE.steps:
        for owner, needs in [(step.id, step.needs), *((action.id, action.needs) for action in step.actions)]:
            named = {ref for which in ("hard", "soft") for need in needs.alternatives(which) for ref in need}  # type: ignore[arg-type]
            assert named <= known - {owner}
            hard[owner] = {ref for need in needs.alternatives("hard") for ref in need}
        hard[step.id] |= {action.id for action in step.actions}
    done: set[str] = set()
    while len(done) < len(hard):
        free = {ref for ref, needs in hard.items() if needs <= done} - done
        assert free, f"a circle among {set(hard) - done}"
        done |= free


def test_only_the_readiness_check_and_applying_wait_for_whole_steps() -> None:
    waiting = {action.id: need for action in ACTIONS for need in action.needs.hard if str(need).startswith("step-")}
    assert set(waiting) == {"10.1", "10.4"}


@pytest.mark.parametrize("step", GUIDE.steps, ids=lambda step: step.id)
def test_every_fact_of_a_step_is_cited_by_an_action_or_is_its_background(step) -> None:  # type: ignore[no-untyped-def]
    number = int(step.number)
    facts = {f"S{number}.{count}" for count in range(1, FACTS_IN_STEP[number] + 1)}
    cited = {fact for action in step.actions for fact in action.facts}
    assert set(step.background) == facts & BACKGROUND
    assert cited | set(step.background) == facts
    assert not cited & set(step.background)


@every_action
def test_an_action_has_all_its_texts_and_a_sensible_sitting(action: Action) -> None:
    assert action.title[0].isupper()
    assert not action.title.endswith(".")
    assert len(action.title) <= 52
    assert action.why.endswith(".")
    assert 5 <= action.minutes <= 120

    assert set(action.skills) <= {skill.id for skill in SKILLS}


def test_the_guide_is_in_order_by_its_own_check() -> None:
    assert problems_of(guidebook.shipped_guide()) == []


RULES = guidebook.load_advice(GUIDE).rules
SAID = {
    "route": "bachelor", "field": "nursing", "settings": "hospital", "population": "older-adults", "level": "entry", "degree": "required",
    "end": "2028-05", "hours_per_week": "8", "aim": "+2y", "case_management": "part", "valid_until": "+2y", "until": "+2y", "hours": "2",
    "date": "today",
}  # fmt: skip
"""What is typed for a `…` that only the person knows."""


def filled_in(command: str) -> str:
    """The command, as somebody types it."""
    said = re.sub(r"(\w+)(=| )…", lambda place: f"{place[1]}{place[2]}{SAID[place[1]]}" if place[1] in SAID else place[0], command)
    return said.replace("…", "my own words")


ESTIMATES = guidebook.load_estimates(GUIDE)


def test_advice_and_estimates_rest_on_facts_that_the_guide_knows() -> None:
    known = cited() | BACKGROUND | {fact for action in ACTIONS for fact in action.facts}
    for said in (*RULES, *ESTIMATES.says):
        assert set(said.facts) <= known, getattr(said, "id", said)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_of_advice_says_what_and_why_and_its_command_is_understood(rule: Rule, run: Run) -> None:
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert len(rule.title) <= 70
    assert rule.why.endswith(".")
    test_texts_are_plain_and_american(rule.id, rule.why.replace("{", "").replace("}", ""))
    run("init", "--yes", "--route", "bachelor", "--field", "nursing", "--population", "older-adults")
    for words in (["certification", "CCM", "--code", "CCM"], ["license", "RN", "--code", "RN"], ["experience", "Nurse aide"],
                  ["education", "Nursing"], ["contact", "Dana Lee"], ["resource", "Food bank"], ["course", "Ethics"],
                  ["application", "Mercy Hospital", "--history", "applied"]):  # fmt: skip
        run("add", *words)
    for command in filter(None, (rule.how, rule.read)):
        filled = filled_in(re.sub(r"\{[a-z_ ]+\|([^}]*)\}", r"\1", command))
        if filled != "careerplan rate":  # it asks: nobody is there to answer
            run(*shlex.split(filled)[1:])


def test_every_word_list_that_a_field_names_is_in_the_vocabulary() -> None:
    named = {field.vocabulary for kind in (*KINDS.values(), Profile) for field in fields_of(kind).values() if field.vocabulary}
    assert named <= set(GUIDE.vocabulary)
    assert all(re.fullmatch(r"[a-z0-9-]+", word) and label for words in GUIDE.vocabulary.values() for word, label in words.items())


def test_the_fifteen_skills_are_there_in_order_and_each_is_trained_somewhere() -> None:
    assert [skill.facts for skill in SKILLS] == [[f"K{number:02}"] for number in range(1, 16)]
    assert [skill.id for skill in SKILLS] == list(GUIDE.vocabulary["skills"])
    assert {skill.id for skill in SKILLS} == {skill for action in ACTIONS for skill in action.skills}


@every_action
def test_the_command_of_an_action_works_as_it_is_shown(action: Action, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Filled with real words, typed against the real program, and the action it belongs to is closer for it."""
    run("init", "--yes", "--route", "bachelor", "--field", "nursing", "--population", "older-adults")
    run("add", "certification", "Certified Case Manager", "--code", "CCM", "--status", "planned")
    run("add", "license", "Registered nurse", "--code", "RN")
    run("add", "experience", "Nurse aide", "--at", "Mercy")
    run("add", "education", "State University", "--area", "Nursing", "--study-type", "bachelor", "--status", "enrolled")
    run("add", "contact", "Dana Lee")
    run("add", "resource", "Food bank")
    run("add", "application", "Mercy Hospital", "--history", "interview")
    run("add", "application", "St. Ann", "--history", "not-selected")
    for skill in action.evidence.ratings if action.evidence and action.evidence.times > 1 else []:
        run("add", "skill", skill, "--ratings", "2026-05-01=2")
    shown = run("show", action.id, "--json").data["action"]
    assert "{" not in shown["how"]
    words = shlex.split(filled_in(shown["how"]))
    assert words[0] == "careerplan"
    if words[1] == "interview" and "--answer" not in words:  # it asks: somebody is there to answer
        monkeypatch.setattr(Here, "asks", True)
        said = iter(["my own words", "q"])
        monkeypatch.setattr("typer.prompt", lambda *_question, **_more: next(said))
    run(*words[1:])
    after = run("show", action.id, "--json").data["action"]
    moved = any(after[key] != shown[key] for key in ("satisfied", "have", "want", "by", "notes"))
    assert moved or shown["satisfied"], f"{shown['how']} does not move {action.id}"


def test_a_fresh_plan_has_47_core_actions_and_the_groups() -> None:
    view = progress(GUIDE, new_plan(GUIDE), TODAY)
    core = [state for state in view.states.values() if state.applies == "yes" and state.action.need == "core"]
    assert len(core) == 46  # all but 10.8, which applies while searching
    assert view.applicable == 46 + 3  # the group `planning` is only advised


TEXTS = [(step.id, text) for step in GUIDE.steps for text in (step.title, step.why)]
TEXTS += [(action.id, text) for action in ACTIONS for text in (action.title, action.why)]


@pytest.mark.parametrize(("place", "text"), TEXTS)
def test_texts_are_plain_and_american(place: str, text: str) -> None:
    assert not re.search(r"\b(licence|organis|programme|practise|behaviour|centre|healthcare-|utilis|recognis)", text, re.IGNORECASE)
    assert "!" not in text
    assert "  " not in text
    sentences = re.split(r"(?<=[.?]) ", text)
    assert all(len(sentence.split()) <= 40 for sentence in sentences)


def test_no_two_actions_explain_themselves_with_the_same_words() -> None:
    whys = sorted(action.why for action in ACTIONS)
    assert all(one != other for one, other in pairwise(whys))


def test_the_guide_is_read_without_its_texts_being_changed(guide: Guide) -> None:
    assert guide == GUIDE


# The topics

ENTRIES = [(name, entry) for name, topic in TOPICS.items() for entry in topic.entries()]
QUESTIONS = [question for topic in TOPICS.values() for question in topic.questions]
DUTIES = {"R1": 3, "R2": 3, "R3": 3, "R4": 3, "R5": 3, "R6": 2, "R7": 2, "R8": 2, "R9": 2}
"""How many duties each group of the published guide has: 23 in all."""
SUBFACTS = {"D": 8, "E": 6, "L": 5, "P": 5}
"""D.1 to D.8 and E.1 to E.6 (with a point), L1 to L5, P1 to P5."""
ANSWERS_TO = {"Q1": 5, "Q2": 3, "Q3": 3, "Q4": 3, "Q5": 3}
AGING = re.compile(r"\$\d|\d+ hours|\d+ years|every \d|fee|percent|%")


def cited() -> set[str]:
    found = {fact for topic in TOPICS.values() for fact in topic.facts}
    for _, entry in ENTRIES:
        found |= {*entry.facts, *(fact for part in (*entry.claims, *entry.tips) for fact in part.facts)}
    return found | {fact for question in QUESTIONS for fact in question.facts}


def test_every_fact_of_the_guides_sections_is_cited_in_a_topic() -> None:
    facts = {f"{group}.{number}" for group, count in {**DUTIES, **ANSWERS_TO}.items() for number in range(1, count + 1)}
    facts |= {f"{letter}{'.' if letter in 'DE' else ''}{number}" for letter, count in SUBFACTS.items() for number in range(1, count + 1)}
    facts |= {f"K{number:02}" for number in range(1, 16)}
    assert facts - cited() == set()


def test_the_23_duties_stand_under_their_nine_groups() -> None:
    groups = [section for section in TOPICS["duties"].sections if section.words == "duties"]
    assert [len(section.entries) for section in groups] == list(DUTIES.values())
    assert [entry.id for section in groups for entry in section.entries] == list(GUIDE.vocabulary["duties"])


def test_levels_and_bands_are_two_lists_with_the_explicit_map() -> None:
    bands = {level.id: level.bands for level in TOPICS["path"].entries()}
    assert bands == {
        "entry": ["entry-level"],
        "coordinator": ["mid-level"],
        "senior": ["senior"],
        "manager": ["lead", "director"],
        "executive": [],
    }
    assert sum(len(level.tips) for level in TOPICS["path"].entries()) == 12
    ranges = [(band.low, band.high, band.open, band.years) for band in TOPICS["pay"].sections[0].entries]
    assert ranges == [(30000, 40000, False, [0, 2]), (40000, 60000, False, [2, 5]), (60000, 80000, False, [5]),
                      (80000, 100000, True, []), (100000, 150000, True, [])]  # fmt: skip


def test_the_aim_of_a_skill_never_falls_from_one_level_to_the_next() -> None:
    levels = list(TOPICS["path"].entries())
    for skill in GUIDE.vocabulary["skills"]:
        aims = [level.ratings.get(skill, level.rating) for level in levels]
        assert aims == sorted(aims), skill


def test_leadership_is_not_asked_of_those_who_begin() -> None:
    assert TOPICS["path"].entry("entry").ratings["leadership"] == 1


@pytest.mark.parametrize(
    ("code", "years", "hours", "minimums", "cycle"),
    [
        ("CCM", 5, 80, {"ethics": 8}, "fixed-dates"), ("CMGT-BC", 5, 75, {}, "from-issue"),
        ("ACM-RN", 4, 40, {"specific": 30}, "from-issue"),
        ("ACM-SW", 4, 40, {"specific": 30}, "from-issue"), ("C-SWCM", 2, 20, {"ethics": 3}, "from-issue"),
        ("C-ASWCM", 2, 20, {"ethics": 3}, "from-issue"), ("C-SWHC", 2, 20, {}, "from-issue"), ("CMC", 3, 45, {}, "month-end"),
        ("CCCTM", 5, 90, {"cctm": 68}, "from-issue"), ("BCPA", 3, 30, {"ethics": 6, "jedi": 3}, "from-issue"),
        ("CPHQ", 2, 30, {"approved": 8}, "january"), ("CHC", 2, 40, {"live": 20}, "from-issue"), ("CMCN", 3, 25, {}, "from-issue"),
    ],
)  # fmt: skip
def test_the_catalogue_has_the_rules_of_the_issuers(code: str, years: int, hours: int, minimums: dict[str, int], cycle: str) -> None:
    [entry] = [one for one in TOPICS["certifications"].entries() if code == one.code]
    rule = entry.renewal
    assert (rule.years, rule.hours, rule.minimums, rule.cycle) == (years, hours, minimums, cycle)


@pytest.mark.parametrize("entry", [entry for entry in TOPICS["certifications"].entries() if entry.code], ids=lambda entry: entry.id)
def test_a_credential_says_who_grants_it_how_old_that_is_and_where_to_confirm_it(entry) -> None:  # type: ignore[no-untyped-def]
    assert entry.issuer
    assert entry.eligibility
    assert entry.as_of
    assert entry.confidence
    assert entry.verify_at


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[f"{name}-{entry.id}" for name, entry in ENTRIES])
def test_what_ages_carries_its_date(name: str, entry) -> None:  # type: ignore[no-untyped-def]
    for part in (entry, *entry.claims):
        if part.source or part.confidence:
            assert part.as_of
        if AGING.search(f"{getattr(part, 'title', '')} {part.text}") and name in ("pay", "certifications", "community"):
            assert part.as_of


def test_a_cpr_card_is_no_case_management_certification(run: Run) -> None:
    run("init", "--yes")
    assert run("add", "certification", "CPR", "--expires", "2027-01-01", "--json").data["satisfied"] == []
    assert run("show", "6.4", "--json").data["action"]["applicable"] == "no"
    assert run("add", "certification", "Certified Case Manager", "--status", "planned", "--json").data["satisfied"] == ["6.3"]
    assert run("show", "6.4", "--json").data["action"]["applicable"] == "yes"
    assert "6.5" in run("set", "certified-case-manager", "status=pending", "--json").data["satisfied"]


def test_a_license_may_be_named_by_its_letters(run: Run) -> None:
    run("init", "--yes", "--field", "nursing", "--route", "no-degree")
    assert "2.7" in run("add", "license", "RN", "--jurisdiction", "Ohio", "--json").data["satisfied"]


def test_former_names_are_those_that_have_changed() -> None:
    formerly = " ".join(entry.formerly for _, entry in ENTRIES if entry.formerly)
    for name in ("National Association of Professional Geriatric Care Managers", "CCMC", "RN-BC", "MSNCB", "n4a", "Aunt Bertha", "Cerner"):
        assert name in formerly


def test_the_bank_has_24_questions_in_four_themes_8_to_ask_and_3_about_oneself() -> None:
    counted = Counter(question.theme for question in QUESTIONS)
    assert counted == {"patient-care": 6, "complex-situations": 8, "experience": 6, "motivation": 4, "ask-them": 8, "fit": 3}
    assert all(question.skills for question in QUESTIONS if question.theme not in ("ask-them", "fit"))


TOPIC_TEXTS = [(f"{name}", text) for name, topic in TOPICS.items() for text in (topic.title, topic.text, *(s.text for s in topic.sections))]
TOPIC_TEXTS += [(f"{name} {entry.id}", text) for name, entry in ENTRIES
                for text in (entry.title, entry.text, *(part.text for part in (*entry.claims, *entry.tips)))]  # fmt: skip
TOPIC_TEXTS += [(question.id, question.text) for question in QUESTIONS]


@pytest.mark.parametrize(("place", "text"), [(place, text) for place, text in TOPIC_TEXTS if text])
def test_texts_of_topics_are_plain_and_american(place: str, text: str) -> None:
    test_texts_are_plain_and_american(place, re.sub(r" \(.*?\)", "", text))
