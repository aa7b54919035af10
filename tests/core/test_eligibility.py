"""What each credential asks for, held against what is recorded: met, not met, cannot tell."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from careerplan import guidebook
from careerplan.core.catalogue import entry_named
from careerplan.core.eligibility import Assessed, Node, aimed_at, assess, assess_all, joined, lacking
from careerplan.core.entries import HoursEntry
from careerplan.core.guide import GuideStamp
from careerplan.core.hours import worked
from careerplan.core.kinds import Certification, Course, Education, Experience, License
from careerplan.core.plan import Plan
from careerplan.core.records import Record
from careerplan.core.requirements import CredentialAsked, DegreeAsked, ExperienceAsked, Requirement
from careerplan.core.topics import Credentialed, Section, Topic
from careerplan.errors import AmbiguousReference, UnknownReference

TODAY = date(2026, 11, 22)
GUIDE = guidebook.load_guide()
CATALOGUE: Topic[Credentialed] = guidebook.load_topic(GUIDE, "certifications")
CODES = [entry.code for entry in CATALOGUE.entries() if entry.code and entry.requires]


def plan(*records: Record) -> Plan:
    """A plan with these records; a license is `license/1`, the second `license/2`."""
    kinds: dict[str, dict[str, Record]] = {}
    for record in records:
        held = kinds.setdefault(type(record).__name__.lower(), {})
        held[str(len(held) + 1)] = record
    return Plan(guide=GuideStamp(id="x", version="1"), records=kinds)


def of(code: str, *records: Record, today: date = TODAY) -> Assessed:
    return assess(entry_named(code, CATALOGUE, plan(), command="eligibility"), CATALOGUE, plan(*records), today)


def ask(rule: Any, *records: Record, today: date = TODAY) -> Node:
    """One requirement, held against these records."""
    name = {ExperienceAsked: "experience", DegreeAsked: "degree", CredentialAsked: "credential"}[type(rule)]
    entry = Credentialed(id="x", title="X", code="X", requires=Requirement(text="so much", **{name: rule}))
    other = Credentialed(id="lpn", title="Licensed practical nurse", code="LPN", also=["LVN"])
    catalogue: Topic[Credentialed] = Topic(title="All", sections=[Section(id="all", title="All", entries=[entry, other])])
    root = assess(entry, catalogue, plan(*records), today).root
    assert root
    return root


def leaf(found: Assessed, words: str) -> Node:
    """The requirement whose text has these words."""
    assert found.root
    [one] = [node for node in found.root.walk() if words in node.asked.text]
    return one


def job(**more: Any) -> Experience:
    usual = {"position": "Case manager", "kind": "paid", "setting": "hospital", "start": date(2022, 1, 1), "hours_per_week": 40,
             "case_management": "yes", "supervisor": "Dana Lee", "supervisor_credential": "RN"}  # fmt: skip
    return Experience(**{**usual, **more})


def degree(area: str = "Social work", study_type: Any = "bachelor", **more: Any) -> Education:
    return Education(area=area, study_type=study_type, **{"status": "completed", "end": date(2020, 5, 31), **more})


RN = License(name="Registered nurse", code="RN")
LPN = License(name="Licensed practical nurse", code="LPN")
LCSW = License(name="Clinical social worker", code="LCSW")
CM_COURSE = Course(title="Case management", topics=("case-management",), hours=30, date=date(2026, 1, 1))
NURSE = job(tags=("registered-nurse",))
ETHICIST = job(tags=("ethics-consultation",))
SUPERVISION = {f"2024-{month:02}-{day:02}": HoursEntry(hours=5, supervised=True) for month in (3, 9) for day in range(1, 11)}
CARE_MANAGER = job(hours_log=SUPERVISION)

CASES: dict[str, tuple[list[Record], list[Record], list[Record]]] = {
    "CCM": ([RN, job()], [LPN, job()], [RN, job(kind=None)]),
    "CMGT-BC": ([RN, NURSE, CM_COURSE], [RN, NURSE], [RN, job(), CM_COURSE]),
    "ACM-RN": ([RN, job()], [LPN, job()], [RN, job(setting=None)]),
    "ACM-SW": ([degree(), job()], [degree("History"), job()], [degree(), job(case_management=None)]),
    "C-SWCM": ([degree(), LCSW, job()], [degree("Nursing"), LCSW, job()], [degree(), job()]),
    "C-ASWCM": ([degree(study_type="master"), LCSW, job(), CM_COURSE], [degree(), LCSW, job(), CM_COURSE],
                [degree(study_type="master"), LCSW, job(start=None), CM_COURSE]),
    "C-SWHC": ([degree(study_type="master"), job(), CM_COURSE], [degree(study_type="master"), job(setting="other"), CM_COURSE],
               [degree(study_type="master"), job(), replace(CM_COURSE, hours=None)]),
    "CMC": ([degree(study_type="master"), CARE_MANAGER], [degree(study_type="master"), replace(CARE_MANAGER, kind="volunteer")],
            [degree(study_type="master"), job()]),
    "CCCTM": ([RN, job(tags=("care-transitions",))], [RN, job(tags=("other-work",))], [RN, job()]),
    "CBHCM": ([degree("History"), job(setting="mental-health-agency")], [degree("History"), job()],
              [degree("History", status=None), job(setting="mental-health-agency")]),
    "HEC-C": ([degree("History"), ETHICIST], [degree("History"), replace(ETHICIST, kind="shadowing")], [degree("History"), job()]),
}  # fmt: skip
"""Code -> records that meet it, records that do not, and records of which it cannot be told."""


@pytest.mark.parametrize("code", CASES)
def test_each_certification_is_met_not_met_or_cannot_be_told_by_what_is_recorded(code: str) -> None:
    assert [of(code, *records).state for records in CASES[code]] == ["met", "not-met", "cannot-tell"]


@pytest.mark.parametrize("code", CASES)
def test_nobody_meets_a_certification_with_an_empty_plan(code: str) -> None:
    assert of(code).state == "not-met"


def test_every_rule_of_the_catalogue_has_its_cases() -> None:
    assert set(CODES) - set(CASES) == {"CPHQ", "RN", "LPN"}


def test_what_was_not_looked_up_is_never_guessed() -> None:
    found = {one.entry.code: one.state for one in assess_all(CATALOGUE, plan(RN, NURSE, CARE_MANAGER), TODAY)}
    assert {code for code, state in found.items() if state == "not-looked-up"} == {"BCPA", "CHW", "CHC", "CMCN"}


def test_what_no_record_can_show_is_never_met() -> None:
    everything: list[Record] = [RN, LPN, LCSW, NURSE, CARE_MANAGER, CM_COURSE, degree("Nursing", "doctorate")]
    assert {code: of(code, *everything).state for code in ("CPHQ", "RN", "LPN")} == dict.fromkeys(("CPHQ", "RN", "LPN"), "cannot-tell")


def test_a_rule_names_the_facts_it_rests_on_and_they_are_the_entrys() -> None:
    for entry in CATALOGUE.entries():
        for part in entry.requires.walk() if entry.requires else ():
            assert part.text
            assert part.facts
            assert set(part.facts) <= set(entry.facts), entry.code


# What does not count, and why


def test_volunteering_does_not_count_for_the_cmc() -> None:
    found = of("CMC", degree(study_type="master"), replace(CARE_MANAGER, kind="volunteer"), replace(CARE_MANAGER, kind="internship"))
    assert found.root
    months = next(node for node in found.root.walk() if node.unit == "months")
    assert [(one.ref, one.why, one.said) for one in months.not_counted] == [
        ("experience/1", "kind", "volunteer"), ("experience/2", "kind", "internship"),
    ]  # fmt: skip


def test_an_lpn_does_not_open_the_ccm_and_the_reason_is_the_guides() -> None:
    node = leaf(of("CCM", LPN, job()), "active license or certification")
    assert (node.state, node.counts) == ("not-met", ())
    [reason] = node.not_counted
    assert (reason.ref, reason.why) == ("license/1", "refused")
    assert "LPN" in reason.said


@pytest.mark.parametrize("name", ["LVN", "Licensed practical nurse", "lpn"])
def test_an_lpn_is_known_by_its_other_letters_and_by_its_name(name: str) -> None:
    assert of("CCM", License(name=name), job()).state == "not-met"


def test_an_lpn_with_a_qualifying_degree_may_use_that() -> None:
    intern = job(kind="internship", case_management="no", end=date(2022, 3, 1))
    assert of("CCM", LPN, degree("Nursing"), intern, job()).state == "met"
    assert of("CCM", LPN, degree("Nursing"), job()).state == "cannot-tell"


@pytest.mark.parametrize(
    ("supervisor", "state"), [("CCM", "met"), ("RN, ccm", "met"), ("Certified Case Manager", "met"), ("RN", "not-met")]
)
def test_twelve_months_are_enough_under_a_ccm_and_twenty_four_otherwise(supervisor: str, state: str) -> None:
    year = job(start=date(2025, 1, 1), end=date(2025, 12, 31), supervisor_credential=supervisor, people_led=0)
    assert of("CCM", RN, year).state == state
    assert of("CCM", RN, replace(year, start=date(2024, 1, 1))).state == "met"


def test_twelve_months_of_supervising_are_enough() -> None:
    year = job(start=date(2025, 1, 1), end=date(2025, 12, 31), case_management="part")
    assert of("CCM", RN, replace(year, people_led=4)).state == "met"
    assert of("CCM", RN, year).state == "cannot-tell"
    assert of("CCM", RN, replace(year, people_led=0)).state == "not-met"
    assert of("CCM", RN, replace(year, people_led=4, case_management="no")).state == "not-met"


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (License(name="RN", code="RN", status="planned"), "planned"), (License(name="RN", code="RN", status="inactive"), "inactive"),
        (License(name="RN", code="RN", status="revoked"), "revoked"), (License(name="RN", code="RN", status="pending"), "pending"),
        (License(name="RN", code="RN", valid_until=date(2026, 11, 21)), "expired"),
    ],
)  # fmt: skip
def test_a_license_that_is_not_active_does_not_count_and_it_is_said_why(record: License, why: str) -> None:
    node = ask(CredentialAsked(codes=["RN"]), record)
    assert (node.state, [one.why for one in node.not_counted]) == ("not-met", [why])


def test_a_license_counts_through_its_last_day() -> None:
    assert ask(CredentialAsked(codes=["RN"]), License(name="RN", valid_until=TODAY)).state == "met"


def test_a_license_that_the_catalogue_does_not_know_cannot_be_told() -> None:
    rule = CredentialAsked(codes=["RN"], open=True)
    assert ask(rule, License(name="Physical therapist", code="PT")).state == "cannot-tell"
    assert ask(rule, LPN).state == "not-met"
    assert ask(CredentialAsked(codes=["RN"]), License(name="Physical therapist", code="PT")).state == "not-met"
    unsaid = ask(CredentialAsked(codes=["RN"]), License(name="Physical therapist"))
    assert (unsaid.state, unsaid.in_doubt[0].fill) == ("cannot-tell", "code=…")
    assert ask(rule, Certification(name="CPR")).state == "not-met"


@pytest.mark.parametrize(("name", "counts"), [("Registered Nurse (RN)", True), ("RN license", True), ("LPN license", False), ("LVN", False),
                                              ("Licensed practical nurse", False)])  # fmt: skip
def test_a_license_is_known_by_the_letters_in_its_name(name: str, counts: bool) -> None:
    rule = CredentialAsked(codes=["RN"], open=True, refused={"LPN": "no", "LVN": "no"})
    assert ask(rule, License(name=name)).state == ("met" if counts else "not-met")


def test_by_then_is_what_only_time_can_bring() -> None:
    """Courses, renewals and looks into one's papers are taken for done; a license that one never had is not."""
    work = job(start=TODAY - timedelta(days=364), tags=("registered-nurse",))
    found = of("CMGT-BC", RN, work)
    assert found.state == "not-met"
    assert found.root
    assert found.root.reached is None
    assert found.root.in_time == TODAY + timedelta(days=365)
    expired = of("CMGT-BC", License(name="RN", code="RN", valid_until=TODAY - timedelta(days=1)), work).root
    assert expired
    assert expired.in_time == found.root.in_time
    never = of("CMGT-BC", work).root
    assert never
    assert never.in_time is None


def test_of_several_ways_the_one_that_is_begun_says_what_is_missing() -> None:
    social_worker = of("CMC", degree(), job(start=TODAY - timedelta(days=3 * 365), tags=("case-management",))).root
    assert social_worker
    missing = [node.asked.text for node in lacking(social_worker)]
    assert missing
    assert social_worker.asked.text not in missing


@pytest.mark.parametrize(
    ("record", "state", "why"),
    [
        (degree(status="enrolled", end=None), "not-met", "enrolled"), (degree(status="withdrawn"), "not-met", "withdrawn"),
        (degree(status="planned"), "not-met", "planned"), (degree(end=date(2026, 11, 23)), "not-met", "not-yet"),
        (degree(study_type="associate"), "not-met", "lower"), (degree("Law"), "not-met", "not-area"),
        (degree(status=None), "cannot-tell", "status"), (degree(study_type=None), "cannot-tell", "study-type"),
        (Education(institution="State", study_type="bachelor", status="completed"), "cannot-tell", "area"),
    ],
)  # fmt: skip
def test_a_degree_that_does_not_count_says_why(record: Education, state: str, why: str) -> None:
    node = ask(DegreeAsked(at_least="bachelor", areas=["social work"]), record)
    assert (node.state, [one.why for one in (*node.not_counted, *node.in_doubt)]) == (state, [why])


def test_a_degree_counts_from_its_last_day_and_a_higher_one_too() -> None:
    rule = DegreeAsked(at_least="bachelor", areas=["social work"])
    assert ask(rule, degree("Master of Social Work", "master", end=TODAY)).state == "met"


def test_capitals_make_no_difference_in_areas_and_tags() -> None:
    for area, said in product(("social work", "Social Work"), ("social work", "Social Work")):
        assert ask(DegreeAsked(at_least="bachelor", areas=[area]), degree(said)).state == "met"
    for tag, said in product(("direct-care", "Direct-Care"), ("direct-care", "Direct-Care")):
        assert ask(ExperienceAsked(months=1, tags=[tag]), job(tags=(said,))).state == "met"


def test_a_degree_under_way_is_met_on_the_day_it_ends() -> None:
    node = ask(DegreeAsked(at_least="bachelor"), degree(status="enrolled", end=date(2027, 5, 31)))
    assert (node.state, node.reached) == ("not-met", date(2027, 5, 31))
    assert ask(DegreeAsked(at_least="bachelor", areas=["law"]), degree(status="enrolled", end=date(2027, 5, 31))).reached is None


# Time


YEAR = ExperienceAsked(months=12)


@pytest.mark.parametrize("first", [date(2023, 3, 1), date(2024, 2, 29), date(2024, 1, 31), date(2023, 2, 15), date(2025, 11, 22)])
def test_a_year_is_twelve_months_from_whatever_day_and_not_a_day_less(first: date) -> None:
    day = first.day - 1 if first.month != 3 else 28
    last = first.replace(year=first.year + 1, month=first.month if first.month != 3 else 2, day=day)
    node = ask(YEAR, job(start=first, end=last))
    assert (node.state, [one.amount for one in node.counts]) == ("met", [12])
    assert ask(YEAR, job(start=first, end=last - timedelta(days=1))).state == "not-met"


def test_time_at_two_places_at_once_counts_once_and_half_time_counts_half() -> None:
    half = job(start=date(2025, 1, 1), end=date(2025, 12, 31), hours_per_week=17.5)
    assert ask(YEAR, half).have == 6
    assert ask(YEAR, half, half).have == 12
    assert ask(YEAR, half, half, half).have == 12
    full = job(start=date(2025, 1, 1), end=date(2025, 12, 31))
    assert ask(ExperienceAsked(months=24), full, full).have == 12
    assert ask(replace(YEAR, full_time=0), half).have == 12


def test_gaps_and_jobs_that_follow_each_other_add_up() -> None:
    first, second = job(start=date(2024, 1, 1), end=date(2024, 6, 30)), job(start=date(2024, 7, 1), end=date(2024, 12, 31))
    assert ask(YEAR, first, second).have == 12
    assert ask(YEAR, first, replace(second, start=date(2024, 7, 2))).have < 12  # type: ignore[operator]


def test_what_has_not_begun_does_not_count_and_what_goes_on_counts_to_today() -> None:
    node = ask(YEAR, job(start=date(2026, 11, 23)), job(start=TODAY))
    assert [one.why for one in node.not_counted] == ["not-begun"]
    assert node.have == round(12 / 365, 2)


def test_only_the_last_years_count_where_the_rule_says_so() -> None:
    rule = ExperienceAsked(months=12, within_years=3)
    assert ask(rule, job(start=date(2022, 1, 1), end=date(2023, 11, 22))).not_counted[0].why == "too-long-ago"
    assert ask(rule, job(start=date(2022, 11, 23), end=date(2024, 11, 22))).have == 12


def test_only_what_comes_after_the_degree_counts() -> None:
    rule = ExperienceAsked(months=12, after=[DegreeAsked(at_least="bachelor")])
    held = job(start=date(2020, 1, 1), end=date(2021, 5, 31))
    assert ask(rule, held, degree()).have == 12
    assert ask(rule, replace(held, end=date(2020, 5, 31)), degree()).not_counted[0].why == "before-degree"
    assert ask(rule, held).not_counted[0].why == "no-degree"
    undated = ask(rule, held, degree(end=None))
    assert (undated.state, undated.in_doubt[0].ref, undated.in_doubt[0].fill) == (
        "cannot-tell",
        "education/1",
        "end=…",
    )


def test_it_cannot_be_told_only_where_what_is_in_doubt_could_be_enough() -> None:
    long, short = job(kind=None), job(kind=None, start=date(2026, 10, 1))
    rule = replace(YEAR, kinds=["paid"])
    assert ask(rule, long).state == "cannot-tell"
    node = ask(rule, short)
    assert (node.state, [one.fill for one in node.in_doubt]) == ("not-met", ["kind=…"])
    assert ask(rule, job(start=None)).in_doubt[0].why == "no-start"
    assert ask(rule, job(hours_per_week=None)).in_doubt[0].why == "no-hours"


def test_hours_are_those_that_the_hours_command_counts() -> None:
    held = job(start=date(2025, 3, 3), hours_log={"2026-10-01": HoursEntry(hours=8, supervised=True), "2026-11-23": HoursEntry(hours=9)})
    node = ask(ExperienceAsked(hours=5000), held)
    assert node.have == pytest.approx(sum(one.hours for one in worked(plan(held), TODAY)), abs=0.01)


def test_hours_of_supervision_are_those_that_were_logged_as_supervised() -> None:
    log = {"2026-10-01": HoursEntry(hours=8, supervised=True), "2026-10-02": HoursEntry(hours=4)}
    node = ask(ExperienceAsked(hours=100, supervision=True), job(hours_log=log))
    assert (node.have, node.state, node.in_doubt[0].instead) == (8, "cannot-tell", 'careerplan log {ref} 1 --supervised --what "…"')


def test_hours_logged_before_the_degree_do_not_count() -> None:
    log = {"2020-05-31": HoursEntry(hours=8), "2020-06-01": HoursEntry(hours=4)}
    rule = ExperienceAsked(hours=100, after=[DegreeAsked(at_least="bachelor")])
    assert ask(rule, job(start=date(2020, 5, 31), hours_log=log), degree()).have == 4


def test_of_two_degrees_the_earlier_is_the_one_after_which_work_counts() -> None:
    rule = ExperienceAsked(months=12, after=[DegreeAsked(at_least="bachelor")])
    held = job(start=date(2021, 1, 1), end=date(2021, 12, 31))
    assert ask(rule, held, degree(end=date(2022, 5, 31)), degree(), degree(end=date(2023, 5, 31))).have == 12


def test_the_date_is_when_there_is_enough_if_it_goes_on_like_this() -> None:
    node = ask(YEAR, job(start=date(2026, 1, 1)))
    assert (node.state, node.reached) == ("not-met", date(2026, 12, 31))
    assert ask(YEAR, job(start=date(2026, 1, 1)), today=date(2026, 12, 31)).state == "met"
    assert ask(YEAR, job(start=date(2026, 1, 1)), today=date(2026, 12, 30)).state == "not-met"
    assert ask(YEAR, job(start=date(2026, 1, 1), end=date(2026, 10, 1))).reached is None
    assert ask(YEAR, job(start=date(2026, 1, 1), end=date(2026, 12, 30))).reached is None


def test_the_soonest_day_is_that_of_full_time_work_from_now_on() -> None:
    halfway = job(start=TODAY - timedelta(days=729), hours_per_week=17.5)  # 730 days at half time: 12 months of 24
    node = ask(ExperienceAsked(months=24, case_management=["yes"]), halfway)
    assert (node.have, node.soonest) == (pytest.approx(12, abs=0.05), TODAY + timedelta(days=365))
    assert node.reached
    assert node.soonest < node.reached
    assert ask(ExperienceAsked(hours=350)).soonest == TODAY + timedelta(days=70)
    assert ask(CredentialAsked(codes=["RN"])).soonest is None


def test_hours_are_reached_at_the_pace_of_the_last_weeks() -> None:
    node = ask(ExperienceAsked(hours=100), job(start=date(2026, 11, 9), hours_per_week=35))
    assert (node.have, node.reached) == (70, date(2026, 11, 28))


def test_hours_within_a_few_years_are_never_reached_at_too_slow_a_pace() -> None:
    slow = job(start=date(2024, 11, 23), hours_per_week=10)
    assert ask(ExperienceAsked(hours=2000, within_years=3), slow).reached is None
    assert ask(ExperienceAsked(hours=2000), slow).reached is not None
    assert ask(ExperienceAsked(hours=1500, within_years=3), slow).reached == date(2027, 10, 8)


# Several requirements together


def three(state: str, day: date | None = None) -> Node:
    return Node(asked=Requirement(text="x", confirm="y"), state=state, reached=day)  # type: ignore[arg-type]


STATES = ("met", "cannot-tell", "not-met")
WORLDS = {"met": (True,), "not-met": (False,), "cannot-tell": (True, False)}


trees = some.recursive(
    some.sampled_from(STATES),
    lambda parts: some.tuples(some.sampled_from(["all", "any"]), some.lists(parts, min_size=1, max_size=3)),
    max_leaves=7,
)


@given(trees)
def test_a_tree_is_met_when_it_is_in_every_case_and_not_met_when_it_is_in_none(tree: Any) -> None:
    """Brute force: each part that cannot be told is taken to be met, and not to be."""

    def build(one: Any) -> Node:
        if isinstance(one, str):
            return three(one)
        kind, parts = one
        return joined(Requirement(text="x", **{kind: [Requirement(text="x", confirm="y")]}), tuple(map(build, parts)))

    def leaves(one: Any) -> list[str]:
        return [one] if isinstance(one, str) else [word for part in one[1] for word in leaves(part)]

    def value(one: Any, chosen: Any) -> bool:
        if isinstance(one, str):
            return bool(next(chosen))
        values = [value(part, chosen) for part in one[1]]
        return all(values) if one[0] == "all" else any(values)

    outcomes = {value(tree, iter(world)) for world in product(*(WORLDS[word] for word in leaves(tree)))}
    expected = "cannot-tell" if len(outcomes) == 2 else "met" if outcomes == {True} else "not-met"
    assert build(tree).state == expected


def test_all_are_met_on_the_latest_day_and_one_of_several_on_the_earliest() -> None:
    soon, late = three("not-met", date(2027, 1, 1)), three("not-met", date(2028, 1, 1))
    every = Requirement(text="x", all=[soon.asked])
    one = Requirement(text="x", any=[soon.asked])
    assert joined(every, (soon, late)).reached == date(2028, 1, 1)
    assert joined(one, (soon, late, three("not-met"))).reached == date(2027, 1, 1)
    assert joined(every, (soon, three("not-met"))).reached is None


def test_what_is_lacking_is_told_in_as_few_parts_as_say_it() -> None:
    root = of("CCM", RN).root
    assert root
    assert [node.asked.text for node in lacking(root)] == ["time employed in case management"]


def test_what_is_lacking_of_requirements_deep_inside_each_other_is_told_at_once() -> None:
    met, node = three("met"), three("not-met")
    for _ in range(60):
        every = Node(asked=Requirement(text="x", all=[met.asked]), state="not-met", parts=(met, node))
        node = Node(asked=Requirement(text="x", any=[met.asked]), state="not-met", parts=(every,))
    assert lacking(node) == [three("not-met")]


# Laws

days = some.dates(date(2014, 1, 1), date(2028, 1, 1))


def maybe(choices: Any) -> Any:
    return some.one_of(some.none(), choices)


jobs = some.builds(
    Experience, position=some.just("X"), kind=maybe(some.sampled_from(["paid", "volunteer"])), start=maybe(days),
    end=maybe(some.dates(date(2024, 1, 1), date(2028, 1, 1))), hours_per_week=maybe(some.sampled_from([10.0, 20.0, 40.0])),
    case_management=maybe(some.sampled_from(["yes", "part", "no"])), supervisor_credential=maybe(some.sampled_from(["CCM", "RN"])),
    people_led=maybe(some.sampled_from([0, 3])), setting=maybe(some.sampled_from(["hospital", "other"])),
    tags=some.sampled_from([(), ("registered-nurse",), ("direct-care",), ("other-work",)]),
    hours_log=some.sampled_from([{}, SUPERVISION]),
)  # fmt: skip
schools = some.builds(
    Education, area=maybe(some.sampled_from(["Nursing", "Social work", "History"])), end=maybe(days),
    study_type=maybe(some.sampled_from(["associate", "bachelor", "master"])), status=maybe(some.sampled_from(["completed", "enrolled"])),
)  # fmt: skip
licenses = some.builds(License, name=some.sampled_from(["RN", "LPN", "LCSW", "PT"]), valid_until=maybe(days))
topics = some.sampled_from([(), ("case-management",), ("hipaa",)])
courses = some.builds(Course, title=some.just("X"), hours=maybe(some.just(30.0)), date=maybe(days), topics=topics)
records = some.one_of(jobs, jobs, schools, licenses, courses)
RANK = {"not-met": 0, "cannot-tell": 1, "met": 2, "not-looked-up": 3}


@given(some.lists(records, max_size=5), records)
def test_a_further_record_never_makes_less_of_what_is_met(held: list[Record], more: Record) -> None:
    before, after = assess_all(CATALOGUE, plan(*held), TODAY), assess_all(CATALOGUE, plan(*held, more), TODAY)
    for one, other in zip(before, after, strict=True):
        assert RANK[other.state] >= RANK[one.state], one.entry.code
        for left, right in zip(one.root.walk() if one.root else (), other.root.walk() if other.root else (), strict=True):
            assert left.state in STATES
            assert (right.have or 0) >= (left.have or 0) - 0.011


@given(some.lists(records, max_size=4), some.integers(1, 400))
def test_a_date_that_is_told_is_the_first_day_on_which_it_is_met(held: list[Record], ahead: int) -> None:
    """Of months of work, which go on as they are written down."""
    node = ask(ExperienceAsked(months=24, kinds=["paid"]), *held)
    later = ask(ExperienceAsked(months=24, kinds=["paid"]), *held, today=TODAY + timedelta(days=ahead))
    begun = all(not isinstance(one, Experience) or one.start is None or one.start <= TODAY for one in held)
    if node.reached and begun:
        assert (later.state == "met") == (TODAY + timedelta(days=ahead) >= node.reached)


# Which one is meant


@pytest.mark.parametrize("text", ["CCM", "ccm", " ccm ", "Certified Case Manager", "certification/mine", "mine"])
def test_a_certification_is_named_by_code_name_or_ones_own_record(text: str) -> None:
    own = Plan(guide=GuideStamp(id="x", version="1"), records={"certification": {"mine": Certification(name="CCM")}})
    assert entry_named(text, CATALOGUE, own, command="eligibility").code == "CCM"
    assert entry_named("lvn", CATALOGUE, own, command="eligibility").code == "LPN"


@pytest.mark.parametrize(("text", "near"), [
    ("nurse", ["RN", "LPN", "CMCN"]),
    ("Social worker", ["C-SWHC", "ACM-SW", "C-SWCM"]),
    ("older adults", ["CMC"]),
    ("CMM", ["CMC", "CCM"]),
    ("CNA", []),
    ("of", []),
])  # fmt: skip
def test_what_the_catalogue_has_not_is_refused_with_what_is_called_so_or_is_for_such(text: str, near: list[str]) -> None:
    with pytest.raises(UnknownReference) as refused:
        entry_named(text, CATALOGUE, plan(), command="eligibility")
    assert list(refused.value.near[: len(near)]) == near
    assert refused.value.hints[0] == (f"careerplan eligibility {near[0]}" if near else "careerplan eligibility")


def test_letters_that_are_those_of_several_are_refused_with_the_candidates() -> None:
    with pytest.raises(AmbiguousReference) as refused:
        entry_named("acm", CATALOGUE, plan(), command="eligibility")
    assert refused.value.hints == ("careerplan eligibility ACM-RN", "careerplan eligibility ACM-SW")
    assert entry_named("acm-sw", CATALOGUE, plan(), command="eligibility").code == "ACM-SW"


def test_where_it_cannot_tell_a_tag_is_offered_that_the_requirement_takes() -> None:
    found = of("CMGT-BC", RN, job(tags=("community",)))
    said = [one.fill for node in found.root.walk() for one in node.in_doubt if one.why == "tags"] if found.root else []
    assert "tags=community,registered-nurse" in said
    assert not any("…" in (fill or "") for fill in said)


def test_a_code_that_is_not_known_is_refused_with_those_that_are_near() -> None:
    with pytest.raises(UnknownReference) as refused:
        entry_named("cmm", CATALOGUE, plan(), command="eligibility")
    assert "careerplan eligibility CCM" in refused.value.hints


def test_what_one_plans_comes_first() -> None:
    found = assess_all(CATALOGUE, plan(Certification(name="Care Manager Certified", status="planned")), TODAY)
    assert (found[0].entry.code, found[0].mine, found[0].standing) == ("CMC", "certification/1", "planned")
    assert found[1].entry.code == "CCM"


def test_each_credential_that_is_aimed_at_is_held_against_the_records_and_what_nobody_knows_is_said_to_be_unknown() -> None:
    records = [Certification(name=name, status=status) for name, status in
               (("CCM", "active"), ("CCM", "planned"), ("CMC", "pending"), ("Bookbinder", "planned"), ("CPHQ", "revoked"))]  # fmt: skip
    found = aimed_at(CATALOGUE, plan(*records, License(name="RN", status="planned")), TODAY)
    codes = {ref: one.entry.code if one else None for ref, one in found.items()}
    assert codes == {"certification/2": "CCM", "certification/3": "CMC", "certification/4": None, "license/1": "RN"}
    assert found["certification/3"] == of("CMC", *records)
