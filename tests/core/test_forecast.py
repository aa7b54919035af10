from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerplan import guidebook
from careerplan.core.eligibility import Assessed
from careerplan.core.estimates import Basis, Case, Estimates, Takes, tasks_of
from careerplan.core.forecast import WORTH_SAYING, Forecast, forecast
from careerplan.core.guide import Condition, Evidence
from careerplan.core.kinds import Certification, Education, Experience
from careerplan.core.plan import Plan, completed, new_plan, skipped, started
from careerplan.core.progress import for_profile, is_met, progress
from careerplan.core.schedule import Exam, Task, whole
from careerplan.core.topics import Credentialed
from careerplan.core.wanted import Wanted
from careerplan.core.wanted import wanted as find_wanted
from tests.conftest import BAKER
from tests.core.test_agenda import made, marks, profiles, some_records

DAY = date(2026, 11, 22)
GUIDE = guidebook.load_guide(BAKER)
EMPTY = new_plan(GUIDE)
PASTRY = EMPTY.with_profile(field="pastry", route="bachelor")
SCHOOL = Takes(hours=(1, 1), days=(900, 1000), since="education", ends_with="education")


def seen(plan: Plan, estimates: Estimates | None = None, hours: float = 7, wanted: Wanted | None = None) -> Forecast:
    return forecast(GUIDE, plan, progress(GUIDE, plan, DAY), estimates or Estimates(), DAY, hours_per_week=hours, wanted=wanted)


def tasks(plan: Plan, wanted: Wanted | None = None, **takes: Takes) -> dict[str, Task]:
    estimates = Estimates(actions={ref.replace("a", "").replace("_", "."): one for ref, one in takes.items()})
    return {task.ref: task for task in tasks_of(Basis(GUIDE, plan, estimates, DAY, wanted), progress(GUIDE, plan, DAY))}


def test_what_remains_is_what_counts_and_of_a_group_one() -> None:
    assert list(tasks(EMPTY)) == ["1.1", "1.2", "1.3", "2.1", "2.3", "3.1", "3.2", "3.3"]
    assert "2.2" in tasks(started(EMPTY, "2.2"))
    assert "2.1" not in tasks(started(EMPTY, "2.2"))
    assert "2.6" in tasks(started(EMPTY, "2.6"))


def test_done_and_skipped_remain_no_more_and_block_nobody() -> None:
    plan = skipped(completed(EMPTY, "1.1", on=DAY), "2.1", because="x")
    assert not {"1.1", "2.1"} & set(tasks(plan))
    assert tasks(plan)["1.2"].needs == ()


def test_a_need_of_a_step_waits_for_all_that_remains_in_it() -> None:
    assert set(tasks(EMPTY)["3.3"].needs) == {"1.1", "1.2", "1.3", "2.1", "2.3"}


def test_without_an_estimate_an_action_takes_one_to_two_sittings() -> None:
    assert tasks(EMPTY)["2.1"].hours == (1.0, 2.0)


def test_what_is_half_there_takes_half_the_hours() -> None:
    assert tasks(EMPTY.with_note("1.1", "crusty", on=DAY), a1_1=Takes(hours=(4, 6)))["1.1"].hours == (2.0, 3.0)


def test_a_degree_ends_when_the_person_says_or_counts_from_when_it_began() -> None:
    under_way = Education(institution="S", status="enrolled", start=DAY - timedelta(days=300))
    assert tasks(PASTRY, a2_4=SCHOOL)["2.4"].days == (900, 1000)
    begun = tasks(PASTRY.with_record("education/s", under_way), a2_4=SCHOOL)["2.4"]
    assert (begun.days, begun.not_before) == ((0, 0), (600, 700))  # it passes already, whenever its work is taken up
    until = Education(institution="S", status="enrolled", end=DAY + timedelta(days=50))
    found = tasks(PASTRY.with_record("education/s", until), a2_4=SCHOOL)["2.4"]
    assert (found.days, found.not_before) == ((0, 0), (50, 50))
    over = Education(institution="S", status="completed", start=DAY - timedelta(days=3000), end=DAY - timedelta(days=2000))
    assert tasks(PASTRY.with_record("education/s", over), a2_4=SCHOOL)["2.4"].days == (900, 1000)


def test_the_first_case_that_fits_decides() -> None:
    has = Evidence(records="experience")
    takes = Takes(
        days=(1, 2),
        cases=[Case(when=Condition(route="bachelor"), has=has, days=(3, 4)), Case(when=Condition(route="bachelor"), days=(5, 6))],
    )
    assert tasks(EMPTY, a1_1=takes)["1.1"].days == (1, 2)
    assert tasks(PASTRY, a1_1=takes)["1.1"].days == (5, 6)
    assert tasks(PASTRY.with_record("experience/a", Experience(position="A")), a1_1=takes)["1.1"].days == (3, 4)


def test_the_wanted_certification_decides_when_it_can_be_applied_for_and_when_its_exam_is() -> None:
    takes = Takes(days=(100, 200), eligible=True, exam=True, after=["3.1"])
    unknown = tasks(EMPTY, wanted=Wanted(ref="certification/x", exams=(Exam(4, "01-31"),)), a3_3=takes)["3.3"]
    assert (unknown.days, unknown.exams) == ((100, 200), (Exam(4, "01-31"),))
    assert "3.1" in unknown.needs
    known = tasks(EMPTY, wanted=Wanted(ref="certification/x", eligible_on=DAY + timedelta(days=9)), a3_3=takes)["3.3"]
    assert (known.days, known.not_before) == ((0, 0), (9, 9))
    assert "3.1" not in known.needs


def test_the_earliest_and_the_likely_day_of_each_step_and_of_the_whole() -> None:
    found = seen(EMPTY, Estimates(actions={"3.1": Takes(hours=(1, 1), days=(10, 30))}))
    by_step = {one.step: one for one in found.steps}
    assert by_step["step-3"].earliest == DAY + timedelta(days=11)  # 3.2 waits for 3.1
    assert by_step["step-3"].likely == found.likely
    assert found.likely is not None
    assert found.likely >= DAY + timedelta(days=30)
    assert found.hours == (pytest.approx(295 / 60 + 0.0833 - 1 / 60 * 5, abs=1), pytest.approx(9, abs=2))


def test_a_finished_plan_has_nothing_left() -> None:
    plan = EMPTY
    for step in GUIDE.steps:
        plan = completed(plan, step.id, on=DAY)
    found = seen(plan)
    assert (found.earliest, found.likely, found.path, found.sooner) == (DAY, DAY, (), ())
    assert all(not one.left for one in found.steps)


def test_a_step_is_late_the_day_after_its_target() -> None:
    likely = next(one.likely for one in seen(EMPTY).steps if one.step == "step-1")
    assert likely is not None
    for target, late in ((likely, False), (likely - timedelta(days=1), True)):
        assert next(one.late for one in seen(EMPTY.with_mark("step-1", target=target)).steps if one.step == "step-1") is late


def test_what_makes_it_sooner_is_what_trying_it_out_gives() -> None:
    estimates = Estimates(actions={"2.4": SCHOOL, "2.1": Takes(hours=(30, 60)), "2.2": Takes(hours=(1, 2))})
    found = seen(PASTRY, estimates)
    gains = {(one.kind, one.value): one.days for one in (*found.sooner, *found.behind)}
    tried = completed(PASTRY, "2.4", on=DAY)
    assert gains["done", "2.4"] == whole(found.likely_days) - whole(seen(tried, estimates).likely_days)
    assert [one.days for one in found.sooner] == sorted((one.days for one in found.sooner), reverse=True)
    slow = seen(EMPTY, estimates)
    assert {one.kind for one in slow.sooner} == {"hours", "instead"}
    assert {one.kind for one in slow.behind} == {"done"}
    for gain in (one for one in slow.sooner if one.kind == "instead"):
        assert gain.days == whole(slow.likely_days) - whole(seen(started(EMPTY, gain.value), estimates).likely_days)
    doubled = next(one for one in slow.sooner if (one.kind, one.value) == ("hours", "14"))
    assert doubled.days == whole(slow.likely_days) - whole(seen(EMPTY, estimates, hours=14).likely_days)


def test_the_likely_day_is_for_one_who_follows_what_is_recommended_first() -> None:
    estimates = Estimates(actions={"1.2": Takes(hours=(40, 50)), "2.1": Takes(hours=(1, 1), days=(200, 300))})
    as_next = tasks_of(Basis(GUIDE, EMPTY, estimates, DAY), progress(GUIDE, EMPTY, DAY))
    soft = {task.ref: task.better_after for task in as_next if task.better_after}
    assert soft
    assert all(not is_met([ref], progress(GUIDE, EMPTY, DAY)) for refs in soft.values() for ref in refs)
    ref = next(iter(soft))
    begun = tasks_of(Basis(GUIDE, started(EMPTY, ref), estimates, DAY), progress(GUIDE, started(EMPTY, ref), DAY))
    assert next(task for task in begun if task.ref == ref).better_after == ()


def test_the_longest_chain_first_is_offered_where_it_makes_a_difference_and_is_what_its_option_gives() -> None:
    first, second = next((task.better_after[0], task.ref) for task in tasks(EMPTY).values() if task.better_after)
    estimates = Estimates(actions={first: Takes(hours=(60, 60)), second: Takes(hours=(1, 1), days=(400, 400))})
    found = seen(EMPTY, estimates)
    gain = next(one for one in found.sooner if one.kind == "order")
    other = forecast(GUIDE, EMPTY, progress(GUIDE, EMPTY, DAY), estimates, DAY, hours_per_week=7, longest_first=True)
    assert gain.days == whole(found.likely_days) - whole(other.likely_days) > 0
    assert not [one for one in other.sooner if one.kind == "order"]


def test_another_route_is_tried_out_where_the_estimates_depend_on_it() -> None:
    estimates = Estimates(actions={"2.4": Takes(cases=[Case(when=Condition(route="bachelor"), days=(900, 1000))])})
    gain = next(one for one in seen(PASTRY, estimates).sooner if one.kind == "route")
    other = PASTRY.with_profile(route=gain.value)
    assert gain.days == whole(seen(PASTRY, estimates).likely_days) - whole(seen(other, estimates).likely_days)


@pytest.mark.parametrize(("aim", "late"), [(0, False), (-1, True)])
def test_the_aim_is_held_against_the_step_with_which_the_goal_is_reached(aim: int, late: bool) -> None:
    estimates = Estimates(goal="step-1", actions={"3.1": Takes(hours=(1, 1), days=(10, 300))})
    found = seen(EMPTY, estimates)
    assert found.goal
    assert found.goal.likely
    assert found.likely
    assert found.goal.likely < found.likely
    assert found.is_late(found.goal.likely + timedelta(days=aim)) is late
    assert seen(EMPTY).is_late(found.goal.likely)
    assert not seen(completed(EMPTY, "step-1", on=DAY), estimates).is_late(DAY - timedelta(days=1))


def test_full_time_work_that_counts_is_a_way_to_be_sooner_only_where_some_counts_already() -> None:
    entry = Credentialed(id="x", code="X")
    takes = Estimates(actions={"3.3": Takes(days=(100, 200), eligible=True)})
    soon, late = DAY + timedelta(days=200), DAY + timedelta(days=900)
    going = Wanted(
        ref="certification/x",
        eligible_on=late,
        soonest=soon,
        assessed=Assessed(entry=entry, state="not-met", root=None, mine=None, standing=None),
    )
    found = seen(EMPTY, takes, wanted=going)
    assert [one.value for one in found.sooner if one.kind == "full-time"] == ["X"]
    assert found.earliest
    assert found.earliest < late <= (found.likely or DAY)
    nothing = Wanted(
        ref="certification/x", soonest=soon, assessed=Assessed(entry=entry, state="not-met", root=None, mine=None, standing=None)
    )
    assert not [one for one in seen(EMPTY, takes, wanted=nothing).sooner if one.kind == "full-time"]


def test_less_to_do_never_takes_longer_even_where_the_rule_would_be_misled() -> None:
    """Taking up the rest in another order can cost a whole cycle of exams."""
    guide = guidebook.load_guide()
    catalogue, takes = guidebook.load_topic(guide, "certifications"), guidebook.load_estimates(guide)
    for route, hours in (("associate", 2.0), ("master", 1.0), ("master", 7.0)):
        plan = new_plan(guide).with_profile(route=route, field="nursing", hours_per_week=hours)
        plan = plan.with_record("certification/ccm", Certification(name="CCM", code="CCM", status="planned"))
        meant = find_wanted(plan, catalogue, DAY)
        before = forecast(guide, plan, progress(guide, plan, DAY), takes, DAY, wanted=meant)
        for ref in ("2.2", "3.1", "3.2", "step-3", "step-8"):
            less = completed(plan, ref, on=DAY)
            after = forecast(guide, less, progress(guide, less, DAY), takes, DAY, wanted=meant, order=before.order)
            assert after.likely_days <= before.likely_days, (route, ref)
            assert all(gain.days >= WORTH_SAYING for gain in (*after.sooner, *after.behind))


def test_without_hours_five_are_assumed_and_said() -> None:
    found = forecast(GUIDE, EMPTY, progress(GUIDE, EMPTY, DAY), Estimates(), DAY)
    assert (found.hours_per_week, found.assumed) == (5, True)
    assert not seen(EMPTY).assumed


def test_what_the_profile_leaves_open_is_named() -> None:
    assert seen(EMPTY).undecided == ("route", "field")


estimates = st.builds(
    Estimates,
    actions=st.dictionaries(
        st.sampled_from(sorted(GUIDE.actions)),
        st.builds(Takes, hours=st.sampled_from([None, (0.5, 1.0), (3.0, 9.0)]), days=st.sampled_from([None, (5.0, 9.0), (300.0, 700.0)])),
    ),
)


@given(some_records, profiles, marks, estimates)
def test_a_step_is_never_likely_before_it_is_possible_nor_is_the_whole(
    records: list[tuple[str, object]], profile: dict[str, str], said: dict[str, str], takes: Estimates
) -> None:
    found = seen(made(records, profile, said, {}), takes)  # type: ignore[arg-type]
    for one in (*found.steps, found):
        assert one.earliest
        assert one.likely
        assert one.earliest <= one.likely
    assert found.likely == max(one.likely for one in found.steps if one.likely)


@given(some_records, profiles, marks, profiles)
def test_another_profile_is_seen_as_if_all_were_asked_anew(
    records: list[tuple[str, object]], profile: dict[str, str], said: dict[str, str], other: dict[str, str]
) -> None:
    plan = made(records, profile, said, {})  # type: ignore[arg-type]
    changed = plan.with_profile(**other)
    quick, anew = for_profile(progress(GUIDE, plan, DAY), GUIDE, changed, DAY), progress(GUIDE, changed, DAY)
    assert [(one.satisfied, one.applicable) for one in quick.steps] == [(one.satisfied, one.applicable) for one in anew.steps]
    for id, state in anew.states.items():
        asked = quick.states[id]
        assert (asked.applies, asked.undecided, asked.found, asked.covered, asked.unmet) == (
            state.applies, state.undecided, state.found, state.covered, state.unmet
        )  # fmt: skip
