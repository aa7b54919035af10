"""The weekly review: what is due, what was done, hours, people, aims."""

from datetime import date, timedelta

import pytest

from careerplan.core.agenda import agenda
from careerplan.core.entries import HoursEntry
from careerplan.core.guide import Guide
from careerplan.core.kinds import Contact, Course, Experience, Membership
from careerplan.core.plan import Plan, completed, new_plan
from careerplan.core.week import Week, week

TODAY = date(2026, 11, 22)


def seen(guide: Guide, plan: Plan) -> Week:
    return week(plan, agenda(guide, plan, TODAY), TODAY)


@pytest.fixture
def empty(baker: Guide) -> Plan:
    return new_plan(baker)


@pytest.mark.parametrize(("days", "counts"), [(0, True), (6, True), (7, False)])
def test_what_was_done_in_the_last_seven_days_is_there(baker: Guide, empty: Plan, days: int, counts: bool) -> None:
    day = TODAY - timedelta(days=days)
    plan = completed(empty, "1.1", on=day).with_note("1.2", "x", on=day).with_record("course/c", Course(title="C", date=day))
    plan = plan.with_record("experience/e", Experience(position="E", hours_log={day.isoformat(): HoursEntry(hours=2)}))
    found = [("done", "1.1", day), ("note", "1.2", day), ("when", "course/c", day), ("hours_log", "experience/e", day)]
    assert list(seen(baker, plan).did) == (found if counts else [])


@pytest.mark.parametrize(("logged", "asks"), [(None, True), (7, True), (6, False)])
def test_hours_are_asked_for_where_none_were_logged_this_week(baker: Guide, empty: Plan, logged: int | None, asks: bool) -> None:
    log = {(TODAY - timedelta(days=logged)).isoformat(): HoursEntry(hours=2)} if logged is not None else {}
    plan = empty.with_record("experience/e", Experience(position="E", start=date(2026, 1, 1), hours_log=log))
    assert bool(seen(baker, plan).to_log) is asks


def test_an_experience_that_has_ended_is_not_asked_about(baker: Guide, empty: Plan) -> None:
    assert seen(baker, empty.with_record("experience/e", Experience(position="E", end=date(2026, 11, 1)))).to_log == ()


@pytest.mark.parametrize(("ahead", "there"), [(-30, True), (0, True), (7, True), (8, False)])
def test_people_of_the_coming_week_are_named(baker: Guide, empty: Plan, ahead: int, there: bool) -> None:
    plan = empty.with_record("contact/c", Contact(name="C", next_contact=TODAY + timedelta(days=ahead)))
    assert bool(seen(baker, plan).people) is there


def test_what_is_due_is_there_and_people_are_not_named_twice(baker: Guide, empty: Plan) -> None:
    plan = empty.with_record("contact/c", Contact(name="C", next_contact=TODAY)).with_record(
        "membership/m", Membership(organization="M", renews=TODAY)
    )
    assert [item.ref for item in seen(baker, plan).due] == ["membership/m"]


def test_aims_are_the_best_three_actions_without_a_date(baker: Guide, empty: Plan) -> None:
    aims = seen(baker, empty).aims
    assert 1 <= len(aims) <= 3
    assert all(item.kind == "action" and item.due is None for item in aims)
    first = aims[0].ref
    later = empty.with_mark(first, target=TODAY + timedelta(days=7))
    assert first not in [item.ref for item in seen(baker, later).aims]
