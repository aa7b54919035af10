"""Every rule of the guide's advice: a plan for which it speaks, and one that is nearly the same for which it does not."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from careerplan import guidebook
from careerplan.core.advice import Piece, advice, piece_of
from careerplan.core.advice_rules import Effect, Premise, Rule, Share
from careerplan.core.adviser import FINDERS, Adviser
from careerplan.core.entries import FollowUp, Gift, HoursEntry, RatingEntry, Requires, StageEntry
from careerplan.core.guide import Condition, Evidence
from careerplan.core.kinds import (
    Achievement,
    Application,
    Certification,
    Contact,
    Course,
    Education,
    Experience,
    License,
    Resource,
    Skill,
)  # fmt: skip
from careerplan.core.plan import Plan, completed, new_plan
from careerplan.core.progress import progress
from careerplan.core.references import Names
from careerplan.render.advice import named, why_of

DAY = date(2026, 11, 22)
GUIDE = guidebook.load_guide()
ADVICE = guidebook.load_advice(GUIDE)
RULES = {rule.id: rule for rule in ADVICE.rules}
ESTIMATES = guidebook.load_estimates(GUIDE)
PATH, CATALOGUE, PAY = (guidebook.load_topic(GUIDE, name) for name in ("path", "certifications", "pay"))
EMPTY = new_plan(GUIDE)
YEAR_AGO, WEEK_AGO = DAY - timedelta(days=366), DAY - timedelta(days=7)


def adviser(plan: Plan) -> Adviser:
    return Adviser(GUIDE, plan, progress(GUIDE, plan, DAY), DAY, estimates=ESTIMATES, path=PATH, catalogue=CATALOGUE, pay=PAY)


def p(*records: Any, done: tuple[str, ...] = (), **profile: Any) -> Plan:
    """A plan with these records, whatever their ids, with these steps and actions done and this profile."""
    plan = EMPTY.with_profile(**profile)
    for number, record in enumerate(records):
        ref = (record[0], record[1]) if isinstance(record, tuple) else (f"{type(record).__name__.lower()}/r{number}", record)
        plan = plan.with_record(*ref)
    for ref in done:
        plan = completed(plan, ref, on=DAY)
    return plan


def job(stage: str | None = None, day: date = WEEK_AGO, **fields: Any) -> Application:
    return Application(employer="E", history={day.isoformat(): StageEntry(stage=stage)} if stage else {}, **fields)  # type: ignore[arg-type]


def asks(**requires: Any) -> Application:
    return job(requires=Requires(**requires))


def cert(code: str, status: Any = "planned", **fields: Any) -> Certification:
    return Certification(name=code, code=code, status=status, **fields)


def work(kind: Any = "paid", cm: Any = "yes", **fields: Any) -> Experience:
    usual: dict[str, Any] = {"start": YEAR_AGO, "hours_per_week": 40, "setting": "hospital"} | fields
    return Experience(position="P", kind=kind, case_management=cm, **usual)


def rated(skill: str, level: int, on: date = WEEK_AGO) -> tuple[str, Skill]:
    return f"skill/{skill}", Skill(ratings={on.isoformat(): RatingEntry(level=level)})


ALL_RATED = [rated(skill, 1) for skill in GUIDE.vocabulary["skills"]]
STORIES = [Achievement(title=f"A{n}") for n in range(3)]
ROLES = [Contact(name="C", role=role) for role in ("doctor", "nurse", "social-worker", "therapist", "care-coordinator")]
HELP = [Resource(name="R", category=word) for word in ("healthcare", "housing", "food", "mental-health", "transportation", "financial")]
LPN = License(name="LPN", code="LPN")
RN = License(name="RN", code="RN")
MASTER = Education(area="Social work", study_type="master", status="completed", end=YEAR_AGO)
BACHELOR = Education(area="Nursing", study_type="bachelor", status="completed", end=YEAR_AGO)
ENROLLED = Education(area="Nursing", study_type="bachelor", status="enrolled", start=YEAR_AGO)

CASES: dict[str, tuple[Plan, Plan]] = {
    "choose-a-route": (p(), p(route="bachelor")),
    "collect-postings": (p(asks(degree="required"), route="bachelor"), p(*[asks(degree="preferred")] * 3, route="bachelor")),
    "degree-less-needed": (
        p(asks(degree="required"), asks(degree="preferred"), asks(degree="not-mentioned"), route="bachelor"),
        p(asks(degree="required"), asks(degree="required"), asks(degree="not-mentioned"), asks(degree="preferred"), route="bachelor"),
    ),
    "degree-needed": (
        p(asks(degree="required"), asks(degree="required"), asks(degree="not-mentioned"), asks(degree="preferred"), route="no-degree"),
        p(asks(degree="required"), asks(degree="required"), asks(degree="not-mentioned"), BACHELOR, route="no-degree"),
    ),
    "set-degree-end": (p(ENROLLED, route="bachelor"), p(Education(status="enrolled", end=DAY), route="bachelor")),
    "say-hours": (p(), p(hours_per_week=3)),
    "aim-too-early": (p(route="bachelor", aim=DAY + timedelta(days=300)), p(route="bachelor", aim=DAY + timedelta(days=9000))),
    "set-an-aim": (p(route="bachelor"), p(route="bachelor", aim=DAY)),
    "a-little-more": (
        p(work(start=date(2020, 1, 1)), hours_per_week=2, route="no-degree"),
        p(*ALL_RATED, route="bachelor", hours_per_week=40),
    ),
    "longest-first": (
        p(RN, BACHELOR, cert("CCM"), route="bachelor", field="nursing", hours_per_week=4),
        p(route="bachelor", hours_per_week=20),
    ),
    "license-missing": (p(*[asks(license="required")] * 3), p(*[asks(license="required")] * 2, *[asks(license="not-mentioned")] * 2)),
    "certification-missing": (p(*[asks(certification="required")] * 3), p(*[asks(certification="required")] * 3, cert("CCM"))),
    "certification-can-wait": (
        p(*[asks(certification="preferred")] * 3, cert("CCM")),
        p(*[asks(certification="preferred")] * 2, *[asks(certification="required")] * 2, cert("CCM")),
    ),
    "job-first": (p(cert("CCM"), work("volunteer")), p(cert("CCM"), work("paid"))),
    "older-adults": (p(population="older-adults"), p(population="older-adults", done=("6.8",))),
    "mental-health": (p(population="mental-health"), p(population="mental-health", done=("6.8",))),
    "chronic-disease": (p(population="chronic-disease"), p(cert("CCM"), population="chronic-disease")),
    "hospitals-may-ask": (p(settings=("hospital",)), p(settings=("hospital",), done=("6.2", "6.3"))),
    "nurses-in-hospitals": (
        p(cert("CCM"), field="nursing", settings=("hospital",)),
        p(cert("CCM"), field="nursing", settings=("nursing-home",)),
    ),
    "social-workers": (p(cert("CCM"), field="social-work"), p(cert("CCM", "active"), field="social-work")),
    "social-workers-with-a-master": (p(cert("CCM"), MASTER, field="social-work"), p(cert("CCM"), BACHELOR, field="social-work")),
    "lpn-and-ccm": (p(LPN, cert("CCM")), p(LPN, cert("CCM"), BACHELOR)),
    "hours-will-not-count": (p(cert("CCM"), work("volunteer")), p(cert("CCM"), work("volunteer", "no"))),
    "say-what-counts": (p(cert("CCM"), work(cm=None)), p(cert("CCM"), work(cm="no"))),
    "supervised-by-a-ccm": (p(cert("CCM"), work()), p(cert("CCM"), RN, work(start=date(2020, 1, 1)))),
    "case-management-unsaid": (p(work(cm=None)), p(work(cm="part"))),
    "hours-unlogged": (
        p(work(hours_per_week=None)),
        p(work(hours_per_week=None, hours_log={WEEK_AGO.isoformat(): HoursEntry(hours=3)})),
    ),
    "rate-skills": (p(*ALL_RATED[1:]), p(*ALL_RATED)),
    "rate-again": (p(rated("ethics", 2, date(2026, 5, 21))), p(rated("ethics", 2, date(2026, 5, 22)))),
    "skill-gap": (p(rated("communication", 2), level="entry"), p(rated("communication", 3), level="entry")),
    "back-it-up": (p(rated("ethics", 3)), p(rated("ethics", 3), Achievement(title="A", skills=("ethics",)))),
    "leadership-before-senior": (p(level="senior"), p(work(people_led=2), level="senior")),
    "next-level": (p(work()), p(work("volunteer"))),
    "three-stories": (p(work(start=date(2026, 8, 21))), p(work(start=date(2026, 8, 22)))),
    "network-gaps": (p(*ROLES[1:]), p(*ROLES)),
    "keep-warm": (
        p(Contact(name="C", last_contact=date(2026, 5, 21))),
        p(Contact(name="C", last_contact=date(2026, 5, 21), next_contact=DAY)),
    ),
    "give-back": (p(*ROLES[:3]), p(*ROLES[:2])),
    "directory-gaps": (p(*HELP[1:]), p(*HELP)),
    "verify-directory": (p(Resource(name="R", assured=date(2026, 5, 21))), p(Resource(name="R", assured=date(2026, 5, 22)))),
    "ready-to-apply": (p(done=("step-2", "step-3")), p(job("applied"), done=("step-2", "step-3"))),
    "not-ready-yet": (p(job("applied"), route="bachelor"), p(job("applied"), done=("step-2", "step-3"))),
    "nobody-answers": (p(*[job("no-response")] * 5), p(*[job("no-response")] * 4, job("interview"))),
    "follow-up": (
        p(job("applied", DAY - timedelta(days=14))),
        p(job("applied", DAY - timedelta(days=99), follow_ups={f"2026-09-{day}": FollowUp() for day in ("01", "08")})),
    ),
    "tailor": (p(*[job("applied")] * 2, job("applied", tailored=True)), p(*[job("applied", tailored=True)] * 2, job("applied"))),
    "other-channels": (p(*[job("applied")] * 4), p(*[job("applied")] * 3, job("applied", channel="alumni-network"))),
    "interviews-without-offer": (p(*[job("interview")] * 3), p(*[job("interview")] * 2, job("offer"))),
    "keep-working": (p(job("applied")), p(job("applied"), work())),
    "renewal-pace": (
        p(cert("CCM", "active", valid_from=date(2022, 6, 1), valid_until=date(2027, 5, 31))),
        p(cert("CCM", "active", valid_from=date(2026, 6, 1), valid_until=date(2031, 5, 31))),
    ),
    "courses-uncounted": (
        p(("certification/ccm", cert("CCM", "active")), Course(title="C", counts_for=("certification/ccm",))),
        p(("certification/ccm", cert("CCM", "active")), Course(title="C", counts_for=("certification/ccm",), hours=2, date=DAY)),
    ),
    "run-out": (p(License(name="RN", code="RN", valid_until=WEEK_AGO)), p(License(name="RN", code="RN", valid_until=DAY))),
    "no-end": (p(RN), p(License(name="RN", code="RN", valid_until=DAY))),
    "privacy-refresher": (
        p(Course(title="C", topics=("hipaa",), date=date(2025, 11, 21))),
        p(Course(title="C", topics=("hipaa",), date=date(2025, 11, 21)), Course(title="D", topics=("hipaa",), date=date(2027, 1, 1))),
    ),
}  # fmt: skip
"""Rule -> (a plan for which it speaks, a plan for which it does not)."""


def test_every_rule_is_tried_both_ways_and_there_are_many() -> None:
    assert set(CASES) == set(RULES)
    assert len(RULES) == len(ADVICE.rules) >= 30


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_speaks_where_it_should_and_is_silent_where_it_should_not(rule: str) -> None:
    speaks, silent = CASES[rule]
    assert piece_of(RULES[rule], adviser(speaks))
    assert piece_of(RULES[rule], adviser(silent)) is None


@pytest.mark.parametrize("rule", CASES)
def test_a_piece_says_what_it_rests_on_and_a_command_without_open_places(rule: str) -> None:
    plan = CASES[rule][0]
    piece = piece_of(RULES[rule], adviser(plan))
    assert piece
    said = why_of(piece, GUIDE, Names(plan, GUIDE))
    assert "{" not in said + piece.command
    assert not said.startswith((":", " "))
    if "{names}" in piece.rule.why:
        assert piece.found
    assert all(ref in plan.records.get(ref.split("/")[0], {}) or ref.split("/", 1)[1] in plan.of_kind(ref.split("/")[0])
               for ref in piece.found if "/" in ref)  # fmt: skip


NEARLY: dict[str, list[Plan]] = {
    "collect-postings": [p(asks(degree="required"))],
    "degree-less-needed": [
        p(asks(degree="required"), asks(degree="preferred"), asks(degree="not-mentioned"), route="associate"),
        p(asks(degree="required"), asks(degree="preferred"), asks(degree="not-mentioned"), route="bachelor", done=("2.6",)),
    ],
    "degree-needed": [
        p(asks(degree="required"), asks(degree="preferred"), asks(degree="not-mentioned"), route="no-degree"),
        p(asks(degree="required"), asks(degree="required"), asks(degree="not-mentioned"), asks(degree="preferred"), route="bachelor"),
    ],
    "set-degree-end": [p(ENROLLED, route="bachelor", done=("2.6",))],
    "set-an-aim": [p()],
    "a-little-more": [p(work(start=date(2020, 1, 1)), hours_per_week=2)],
    "longest-first": [p(RN, BACHELOR, cert("CCM"), field="nursing", hours_per_week=4)],
    "license-missing": [p(*[asks(license="required")] * 3, RN)],
    "certification-missing": [p(*[asks(certification="required")] * 2, *[asks(certification="not-mentioned")] * 2)],
    "certification-can-wait": [
        p(*[asks(certification="preferred")] * 3, cert("CCM"), done=("6.5",)),
    ],
    "job-first": [p(work("volunteer")), p(cert("CCM", "active"), work("volunteer"))],
    "older-adults": [p(population="mental-health"), p(cert("CMC"), population="older-adults")],
    "mental-health": [p(population="older-adults"), p(cert("CBHCM"), population="mental-health")],
    "chronic-disease": [p(population="general"), p(population="chronic-disease", done=("6.3", "6.8"))],
    "hospitals-may-ask": [p(settings=("nursing-home",)), p(cert("CCM"), settings=("hospital",))],
    "nurses-in-hospitals": [
        p(field="nursing", settings=("hospital",)),
        p(cert("CCM"), field="social-work", settings=("hospital",)),
        p(cert("CCM"), cert("ACM-RN"), field="nursing", settings=("hospital",)),
    ],
    "social-workers": [
        p(cert("CCM"), field="nursing"),
        p(cert("CCM"), cert("C-SWCM"), field="social-work"),
        p(cert("CCM"), MASTER, field="social-work"),
    ],
    "social-workers-with-a-master": [
        p(cert("CCM", "active"), MASTER, field="social-work"),
        p(cert("CCM"), MASTER, field="nursing"),
        p(cert("CCM"), cert("C-ASWCM"), MASTER, field="social-work"),
    ],
    "lpn-and-ccm": [p(cert("CCM")), p(LPN), p(LPN, RN, cert("CCM"))],
    "supervised-by-a-ccm": [p(cert("CCM"), work(supervisor_credential="CCM")), p(cert("ACM-RN"), work())],
    "leadership-before-senior": [p(level="entry"), p(Achievement(title="A", kind="leadership"), level="senior")],
    "three-stories": [p(*STORIES, work(start=date(2026, 8, 21)))],
    "give-back": [p(*ROLES[:2], Contact(name="C", gave={WEEK_AGO.isoformat(): Gift(what="A name")}))],
    "ready-to-apply": [p()],
    "not-ready-yet": [p(job("interested"), route="bachelor")],
    "interviews-without-offer": [p(*[job("interview")] * 2), p(*[job("interview")] * 3, job("offer"))],
    "keep-working": [p(job("interested"))],
    "privacy-refresher": [
        p(),
        p(Course(title="C", topics=("hipaa",), date=date(2025, 11, 21)), Course(title="D", topics=("hipaa",), date=WEEK_AGO)),
    ],
}
"""Rule -> more plans for which it does not speak, so that each of its premises is what keeps it silent in one of them."""


@pytest.mark.parametrize("rule", [rule for rule in ADVICE.rules if len(rule.premises) > 1], ids=lambda rule: rule.id)
def test_every_premise_of_a_rule_keeps_it_silent_somewhere(rule: Rule) -> None:
    silent = [adviser(plan) for plan in (CASES[rule.id][1], *NEARLY.get(rule.id, ()))]
    assert all(piece_of(rule, one) is None for one in silent)
    for index in range(len(rule.premises)):
        without = replace(rule, premises=[one for place, one in enumerate(rule.premises) if place != index])
        assert any(piece_of(without, one) for one in silent), f"premise {index + 1} can be left out"


def test_what_would_be_lost_comes_first_then_what_all_rests_on_then_what_brings_the_whole_forward_most() -> None:
    plan = p(*CASES["renewal-pace"][0].of_kind("certification").values(), *[asks(degree="not-mentioned")] * 3, route="bachelor")
    found = advice(ADVICE.rules, adviser(plan))
    assert [piece.rule.id for piece in found][:3] == ["renewal-pace", "say-hours", "degree-less-needed"]
    gains = [(max(0, piece.sooner.days), max(0, piece.sooner.eased)) for piece in found[2:]]
    assert gains == sorted(gains, reverse=True)
    assert sum(days == 0 < eased for days, eased in gains) > 2


def test_the_effect_of_advice_is_what_the_forecast_says() -> None:
    plan = p(route="bachelor", hours_per_week=5)
    one = adviser(plan)
    trials = one.trials
    assert one.sooner(Effect(profile={"route": "no-degree"})) == trials.profile(route="no-degree")
    assert one.sooner(Effect(hours=2)) == trials.hours(7)
    assert one.sooner(Effect(left_out=["2.6"])) == trials.done("2.6")
    assert one.sooner(Effect(done=["2.6"])) == (0, trials.done("2.6").eased)
    assert one.sooner(Effect(longest_first=True)) == trials.longest_first()
    assert one.sooner(None).days == 0


@pytest.mark.parametrize(
    ("test", "holds"),
    [
        (Premise(any=[Premise(when=Condition(route="no-degree")), Premise(has=Evidence(records="contact"))]), True),
        (Premise(settled=["1.1"]), False),
        (Premise(open=["1.1"]), True),
        (Premise(share=Share(of=Evidence(records="contact"), that=Evidence(records="contact", where={"role": "nurse"}), least=2)), True),
        (Premise(share=Share(of=Evidence(records="contact"), that=Evidence(records="contact", where={"role": "nurse"}), below=50)), False),
        (
            Premise(share=Share(of=Evidence(records="contact"), that=Evidence(records="contact", where={"role": "nurse"}), at_least=51)),
            False,
        ),
        (Premise(finds="skills-unrated"), True),
        (Premise(finds="skills-below-aim"), False),
    ],
)
def test_tests_are_joined_and_counted(test: Premise, holds: bool) -> None:
    plan = p(Contact(name="A", role="nurse"), Contact(name="B"), route="bachelor")
    assert (piece_of(Rule(id="x", title="", why="", how="careerplan next", premises=[test]), adviser(plan)) is not None) is holds


@pytest.mark.parametrize("make", [Premise, lambda: Premise(settled=["1.1"], open=["1.1"])])
def test_a_test_is_exactly_one_question(make: Callable[[], Premise]) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        make()


def test_many_names_are_counted_and_hostile_ones_shown_as_they_are() -> None:
    plan = p(*[(f"contact/c{n}", Contact(name="C")) for n in range(6)], ("contact/\x1b[31m", Contact(name="D")))
    found = tuple(f"contact/{id}" for id in plan.of_kind("contact"))
    assert named(found, GUIDE, Names(plan, GUIDE)) == "c0, c1, c2 and 4 more"
    assert "\x1b" not in named(found[-1:], GUIDE, Names(plan, GUIDE))


def test_a_plan_of_nothing_is_told_to_begin() -> None:
    found: list[Piece] = advice(ADVICE.rules, adviser(EMPTY))
    assert {"choose-a-route", "say-hours", "rate-skills", "network-gaps", "directory-gaps"} == {piece.rule.id for piece in found}


def test_every_finder_is_used_and_every_name_is_a_finder() -> None:
    named = {part.finds for rule in ADVICE.rules for test in rule.premises for part in test.walk() if part.finds}
    assert named == set(FINDERS)
