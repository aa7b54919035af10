from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerplan import guidebook
from careerplan.core.conditions import Look, applies, asks_profile
from careerplan.core.entries import HoursEntry, RatingEntry, StageEntry
from careerplan.core.evidence import Found, evidence, filled_command
from careerplan.core.guide import Condition, Evidence, Guide
from careerplan.core.kinds import Application, Contact, Course, Education, Experience, License, Resource, Skill
from careerplan.core.plan import Plan, completed, new_plan, skipped
from careerplan.core.progress import Progress, newly_satisfied, progress, unblocked, without_evidence
from careerplan.core.records import Record
from tests.conftest import BAKER

DAY = date(2026, 11, 22)
PAID = Experience(position="Helper", kind="paid", setting="bakery")


@pytest.fixture
def empty(baker: Guide) -> Plan:
    return new_plan(baker)


def seen(guide: Guide, plan: Plan, today: date = DAY) -> Progress:
    return progress(guide, plan, today)


def test_an_empty_plan_counts_what_applies_and_each_group_once(baker: Guide, empty: Plan) -> None:
    view = seen(baker, empty)
    assert [(step.satisfied, step.applicable) for step in view.steps] == [(0, 3), (0, 2), (0, 3)]
    assert (view.satisfied, view.applicable, view.percent, view.steps_done) == (0, 8, 0, 0)


def test_notes_count_up_to_what_is_asked(baker: Guide, empty: Plan) -> None:
    one = empty.with_note("1.1", "a", on=DAY)
    found = seen(baker, one).states["1.1"].found
    assert (found.holds, found.have, found.want) == (False, 1, 2)
    assert seen(baker, one.with_note("1.1", "b", on=DAY)).states["1.1"].satisfied


def test_one_record_satisfies_the_action_it_fits_and_says_so(baker: Guide, empty: Plan) -> None:
    view = seen(baker, empty.with_record("experience/helper", PAID))
    assert view.states["2.1"].found.by == ("experience/helper",)
    assert not view.states["2.2"].satisfied
    assert view.step_states["step-2"].satisfied == 1


def test_a_field_that_must_be_filled_does_not_count_while_it_is_empty(baker: Guide, empty: Plan) -> None:
    view = seen(baker, empty.with_record("experience/helper", Experience(position="Helper", kind="paid")))
    assert not view.states["2.1"].satisfied


@pytest.mark.parametrize("when", [
    Condition(route="a"), Condition(field=["a"]), Condition(population="a"), Condition(level="a"),
    Condition(any=[Condition(holds="license"), Condition(level="a")]), Condition(searching=True, field="a"),
    None, Condition(holds="license"), Condition(wants="license"), Condition(searching=True), Condition(stage="offer"),
    Condition(any=[Condition(holds="license"), Condition(searching=True)]),
])  # fmt: skip
def test_a_condition_asks_the_profile_where_another_profile_could_make_it_hold(baker: Guide, empty: Plan, when: Condition | None) -> None:
    plan = empty.with_record("application/a", Application(employer="A", history={"2026-11-01": StageEntry(stage="applied")}))
    answers = [applies(when, Look(baker, plan.with_profile(route=said, field=said, population=said, level=said), DAY)) for said in "ab"]
    assert asks_profile(when) is (answers[0] != answers[1])


@pytest.mark.parametrize(("start", "counts"), [(date(2026, 11, 22), True), (date(2026, 11, 23), False), (None, True)])
def test_what_has_not_begun_yet_satisfies_nothing(baker: Guide, empty: Plan, start: date | None, counts: bool) -> None:
    record = Experience(position="Helper", kind="paid", setting="bakery", start=start)
    assert seen(baker, empty.with_record("experience/helper", record)).states["2.1"].satisfied is counts


def test_every_record_has_to_have_what_every_one_is_asked_for(baker: Guide, empty: Plan) -> None:
    whole = Experience(position="Helper", supervisor="Ana", hours_per_week=8)
    one = empty.with_record("experience/a", whole)
    assert seen(baker, one).states["2.3"].satisfied
    two = one.with_record("experience/b", Experience(position="Helper", supervisor="Ana"))
    assert seen(baker, two).states["2.3"].found.missing == ("experience/b",)


def test_different_values_are_counted_and_the_missing_ones_named(baker: Guide, empty: Plan) -> None:
    plan = empty.with_record("contact/a", Contact(name="A", role="miller")).with_record("contact/b", Contact(name="B", role="miller"))
    found = seen(baker, plan).states["3.1"].found
    assert (found.holds, found.have, found.want, found.missing) == (False, 1, 2, ("grocer",))


def test_one_record_with_two_topics_counts_for_both(baker: Guide, empty: Plan) -> None:
    plan = empty.with_record("course/a", Course(title="A", topics=("sourdough", "hygiene")))
    assert seen(baker, plan).states["2.6"].satisfied


def test_an_optional_action_counts_only_once_it_is_satisfied(baker: Guide, empty: Plan) -> None:
    assert seen(baker, completed(empty, "2.6", on=DAY)).step_states["step-2"].applicable == 3


def test_all_skills_have_to_be_rated(baker: Guide, empty: Plan) -> None:
    rated = Skill(ratings={"2026-11-22": RatingEntry(level=2)})
    one = empty.with_record("skill/kneading", rated)
    assert seen(baker, one).states["1.3"].found.missing == ("patience",)
    assert seen(baker, one.with_record("skill/patience", rated)).states["1.3"].satisfied


# Conditions


def test_a_condition_on_a_field_that_is_not_set_depends_on_it(baker: Guide, empty: Plan) -> None:
    state = seen(baker, empty).states["2.4"]
    assert (state.applies, state.undecided) == ("depends", ("route", "field"))


def test_one_field_that_does_not_fit_decides_alone(baker: Guide, empty: Plan) -> None:
    assert seen(baker, empty.with_profile(field="bread")).states["2.4"].applies == "no"


def test_the_profile_brings_actions_in_at_once(baker: Guide, empty: Plan) -> None:
    assert seen(baker, empty.with_profile(field="pastry", route="bachelor")).states["2.4"].applies == "yes"


@pytest.mark.parametrize(("until", "applies"), [(date(2026, 11, 22), "yes"), (date(2026, 11, 21), "no"), (None, "yes")])
def test_a_license_that_has_expired_is_not_held(baker: Guide, empty: Plan, until: date | None, applies: str) -> None:
    plan = empty.with_record("license/p", License(name="Permit", valid_until=until))
    assert seen(baker, plan).states["2.5"].applies == applies


@pytest.mark.parametrize(("study", "counts"), [("associate", False), ("bachelor", True), ("master", True)])
def test_at_least_a_degree_means_that_one_or_a_higher_one(baker: Guide, empty: Plan, study: str, counts: bool) -> None:
    degree = Education(study_type=study, status="completed", end=DAY)  # type: ignore[arg-type]
    plan = empty.with_profile(field="pastry", route="bachelor").with_record("education/d", degree)
    assert seen(baker, plan).states["2.4"].satisfied is counts


@pytest.mark.parametrize(
    ("stages", "searching"),
    [([], False), (["interested"], False), (["applied"], True), (["applied", "interview"], True), (["applied", "not-selected"], False)],
)
def test_searching_is_while_an_application_is_out(baker: Guide, empty: Plan, stages: list[str], searching: bool) -> None:
    history = {f"2026-11-{day}": StageEntry(stage=stage) for day, stage in enumerate(stages, 10)}  # type: ignore[arg-type]
    plan = empty.with_record("application/x", Application(employer="X", history=history))
    assert (seen(baker, plan).states["3.4"].applies == "yes") is searching


# Blocks


def test_a_hard_need_blocks_until_it_is_satisfied(baker: Guide, empty: Plan) -> None:
    assert seen(baker, empty).states["1.2"].blocked_by == ("1.1",)
    done = completed(empty, "1.1", on=DAY)
    assert seen(baker, done).states["1.2"].blocked_by == ()
    assert unblocked(seen(baker, empty), seen(baker, done)) == ["1.2"]


def test_one_of_several_alternatives_is_enough(baker: Guide, empty: Plan) -> None:
    assert seen(baker, empty).states["2.3"].blocked_by == ("2.1", "2.2")
    assert seen(baker, completed(empty, "2.2", on=DAY)).states["2.3"].blocked_by == ()


def test_skipping_what_is_needed_lets_the_rest_go_on(baker: Guide, empty: Plan) -> None:
    assert seen(baker, skipped(empty, "1.1", because="x")).states["1.2"].blocked_by == ()


def test_a_step_that_is_ready_done_or_skipped_meets_a_need(baker: Guide, empty: Plan) -> None:
    assert seen(baker, empty).states["3.3"].blocked_by == ("step-1", "step-2")
    ready = completed(completed(completed(empty, "1.1", on=DAY), "1.2", on=DAY), "1.3", on=DAY)
    assert seen(baker, ready).step_states["step-1"].ready
    assert seen(baker, ready).states["3.3"].blocked_by == ("step-2",)
    assert seen(baker, skipped(ready, "step-2", because="x")).states["3.3"].blocked_by == ()


# Steps


def test_only_the_person_closes_a_step(baker: Guide, empty: Plan) -> None:
    plan = completed(completed(completed(empty, "1.1", on=DAY), "1.2", on=DAY), "1.3", on=DAY)
    step = seen(baker, plan).step_states["step-1"]
    assert (step.ready, step.status) == (True, "doing")
    closed = seen(baker, completed(plan, "step-1", on=DAY)).step_states["step-1"]
    assert (closed.ready, closed.status) == (False, "done")


def test_closing_a_step_covers_its_core_actions_and_names_the_bare_ones(baker: Guide, empty: Plan) -> None:
    plan = completed(empty.with_record("experience/h", PAID), "step-2", on=DAY)
    step = seen(baker, plan).step_states["step-2"]
    assert (step.satisfied, step.applicable) == (2, 2)
    assert [state.action.id for state in without_evidence(step)] == ["2.3"]
    assert not seen(baker, plan).states["2.6"].satisfied


def test_a_skipped_action_is_neither_counted_nor_satisfied(baker: Guide, empty: Plan) -> None:
    step = seen(baker, skipped(empty, "1.1", because="x")).step_states["step-1"]
    assert (step.satisfied, step.applicable) == (0, 2)


def test_a_skipped_step_is_not_counted(baker: Guide, empty: Plan) -> None:
    view = seen(baker, skipped(completed(empty, "1.1", on=DAY), "step-1", because="x"))
    assert (view.satisfied, view.applicable) == (0, 5)


def test_percent_is_rounded_down(baker: Guide, empty: Plan) -> None:
    plan = completed(completed(empty, "1.1", on=DAY), "1.2", on=DAY)
    assert seen(baker, completed(plan, "1.3", on=DAY)).percent == 37


def test_newly_satisfied_names_only_what_applies(baker: Guide, empty: Plan) -> None:
    after = empty.with_record("experience/h", PAID)  # fits 3.4 too, which applies only while searching
    assert newly_satisfied(seen(baker, empty), seen(baker, after)) == ["2.1"]


# Laws

RECORDS: list[tuple[str, Record]] = [
    ("experience/a", PAID),
    ("experience/b", Experience(position="B", kind="volunteer", setting="hotel", supervisor="Ana", hours_per_week=2)),
    ("contact/a", Contact(name="A", role="miller")),
    ("contact/b", Contact(name="B", role="grocer", next_contact=DAY)),
    ("course/a", Course(title="A", topics=("sourdough",))),
    ("course/b", Course(title="B", topics=("hygiene",))),
    ("license/a", License(name="P")),
    ("skill/kneading", Skill(ratings={"2026-11-22": RatingEntry(level=1)})),
    ("skill/patience", Skill(ratings={"2026-11-22": RatingEntry(level=1)})),
    ("application/a", Application(employer="A", history={"2026-11-22": StageEntry(stage="applied")})),
]
GUIDE = guidebook.load_guide(BAKER)


@settings(max_examples=200)
@given(st.permutations(RECORDS), st.sets(st.sampled_from(sorted(GUIDE.actions)), max_size=5))
def test_ticks_and_what_is_applicable_never_make_the_counts_contradict_each_other(
    records: list[tuple[str, Record]], ticks: set[str]
) -> None:
    plan = new_plan(GUIDE)
    for id in sorted(ticks):
        plan = completed(plan, id, on=DAY)
    before = seen(GUIDE, plan)
    for ref, record in records:
        plan = plan.with_record(ref, record)
        after = seen(GUIDE, plan)
        assert 0 <= after.satisfied <= after.applicable
        assert all(state.satisfied for id, state in after.states.items() if id in ticks)
        assert after.satisfied >= before.satisfied
        before = after


# Rules that the small guide does not use


def found(rule: Evidence, plan: Plan, today: date = DAY) -> bool:
    """Whether a rule on action 1.1 holds."""
    return evidence(rule, Look(GUIDE, plan, today), mark=plan.mark("1.1")).holds


@pytest.mark.parametrize(("day", "holds"), [(date(2026, 12, 12), False), (date(2026, 12, 13), True)])
def test_notes_may_have_to_be_weeks_apart(empty: Plan, day: date, holds: bool) -> None:
    rule = Evidence(notes=2, over_days=21)
    assert found(rule, empty.with_note("1.1", "a", on=DAY).with_note("1.1", "b", on=day)) is holds


@pytest.mark.parametrize(("assured", "holds"), [(date(2026, 5, 22), True), (date(2026, 5, 21), False), (None, False)])
def test_only_fresh_records_may_count_and_the_others_are_asked_for_again(empty: Plan, assured: date | None, holds: bool) -> None:
    rule = Evidence(records="resource", fresh={"assured": "6m"})
    plan = empty.with_record("resource/b", Resource(name="B", assured=assured))
    assert found(rule, plan) is holds
    both = evidence(rule, Look(GUIDE, plan.with_record("resource/a", Resource(name="A", assured=DAY)), DAY))
    assert both.holds
    assert both.again == (() if holds else ("resource/b",))


@pytest.mark.parametrize(("day", "holds"), [(date(2026, 11, 23), True), (date(2026, 11, 22), False)])
def test_only_what_is_still_to_come_is_upcoming(empty: Plan, day: date, holds: bool) -> None:
    assert found(Evidence(records="course", upcoming=True), empty.with_record("course/a", Course(title="A", date=day))) is holds


def test_ratings_may_have_to_be_repeated(empty: Plan) -> None:
    rule = Evidence(ratings=["kneading"], times=2)
    once = {"2026-05-01": RatingEntry(level=2)}
    assert not found(rule, empty.with_record("skill/kneading", Skill(ratings=once)))
    assert found(rule, empty.with_record("skill/kneading", Skill(ratings={**once, "2026-11-22": RatingEntry(level=3)})))


def test_all_and_any_of_rules(empty: Plan) -> None:
    yes, no = Evidence(profile=["name"]), Evidence(notes=1)
    plan = empty.with_profile(name="Bo")
    assert (found(Evidence(all=[yes, no]), plan), found(Evidence(any=[yes, no]), plan), found(Evidence(all=[yes, yes]), plan)) == (
        False,
        True,
        True,
    )


def test_an_empty_field_may_be_what_is_wanted(empty: Plan) -> None:
    rule = Evidence(records="experience", where={"end": "none"})
    assert found(rule, empty.with_record("experience/a", Experience(position="A")))
    assert not found(rule, empty.with_record("experience/a", Experience(position="A", end=DAY)))


def test_every_entry_of_a_log_is_looked_at(empty: Plan) -> None:
    rule = Evidence(records="application", where={"history.stage": "applied"})
    history = {"2026-11-01": StageEntry(stage="applied"), "2026-11-02": StageEntry(stage="interview")}
    assert found(rule, empty.with_record("application/a", Application(employer="A", history=history)))
    assert not found(rule, empty.with_record("application/a", Application(employer="A")))


@pytest.mark.parametrize(
    ("how", "command"),
    [
        ("set {contact|dana} next_contact=+3m", "set b next_contact=+3m"),
        ("set {license certification|rn} url=x", "set rn url=x"),
        ("profile set route={route|bachelor} field={field|bread}", "profile set route=apprentice field=bread"),
        ("add contact --role {missing|miller}", "add contact --role miller"),
    ],
)
def test_a_command_is_filled_with_what_the_plan_has(empty: Plan, how: str, command: str) -> None:
    plan = empty.with_profile(route="apprentice")
    plan = plan.with_record("contact/a", Contact(name="A", next_contact=DAY)).with_record("contact/b", Contact(name="B"))
    look = Look(GUIDE, plan, DAY)
    rule = Evidence(records="contact", every=["next_contact"])
    result = evidence(rule, look) if "contact|" in how else Found(False)
    assert filled_command(how, result, look) == command


EVERY = {"every": ["supervisor", ["hours_per_week", "hours_log"]]}
LOGGED = {"2026-11-01": HoursEntry(hours=3)}


@pytest.mark.parametrize(("said", "rule", "left"), [
    ({}, EVERY, 'supervisor="…" hours_per_week=8'),
    ({"hours_per_week": 36}, EVERY, 'supervisor="…"'),
    ({"hours_log": LOGGED}, EVERY, 'supervisor="…"'),
    ({"supervisor": "Ana"}, {"where": {"supervisor": "any", "hours_per_week": "any"}}, "hours_per_week=8"),
    ({"supervisor": "Ana"}, {"where": {"supervisor": "Kim"}}, 'supervisor="…" hours_per_week=8'),
])  # fmt: skip
def test_a_command_types_nothing_over_what_a_record_says(
    empty: Plan, guide: Guide, said: dict[str, Any], rule: dict[str, Any], left: str
) -> None:
    look = Look(guide, empty.with_record("experience/a", Experience(position="A", **said)), DAY)
    how = 'careerplan set {experience|nurse-aide} supervisor="…" hours_per_week=8'
    command = filled_command(how, Found(False, missing=("experience/a",)), look, Evidence(records="experience", **rule))
    assert command == f"careerplan set a {left}"
