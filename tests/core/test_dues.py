from datetime import date, timedelta

import pytest

from careerplan import guidebook
from careerplan.core.dues import dues
from careerplan.core.kinds import Certification, Contact, Course, Education, Event
from careerplan.core.plan import Plan, new_plan
from careerplan.core.progress import progress
from careerplan.core.records import Record
from tests.conftest import BAKER

DAY = date(2026, 11, 22)
GUIDE = guidebook.load_guide(BAKER)
EMPTY = new_plan(GUIDE)


def due(plan: Plan, until: date = date.max) -> list[str]:
    return [one.ref for one in dues(plan, progress(GUIDE, plan, DAY), until, today=DAY)]


def test_the_last_day_that_is_looked_at_counts() -> None:
    plan = EMPTY.with_record("contact/a", Contact(name="A", next_contact=DAY + timedelta(days=30)))
    assert due(plan, DAY + timedelta(days=30)) == ["contact/a"]
    assert due(plan, DAY + timedelta(days=29)) == []


def test_what_is_earliest_comes_first_and_steps_before_records() -> None:
    plan = EMPTY.with_mark("step-2", target=DAY).with_mark("1.3", target=DAY - timedelta(days=1))
    plan = plan.with_record("contact/b", Contact(name="B", next_contact=DAY)).with_record("contact/a", Contact(name="A", next_contact=DAY))
    assert due(plan) == ["1.3", "step-2", "contact/a", "contact/b"]


def test_what_is_blocked_is_listed_with_what_comes_first() -> None:
    plan = EMPTY.with_mark("1.2", target=DAY)
    found = dues(plan, progress(GUIDE, plan, DAY), DAY, today=DAY)
    assert [(one.ref, one.blocked_by) for one in found] == [("1.2", ("1.1",))]


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_course_or_an_event_is_due_until_its_day_is_over(days: int) -> None:
    plan = EMPTY.with_record("course/a", Course(title="A", date=DAY + timedelta(days=days)))
    plan = plan.with_record("event/b", Event(title="B", date=DAY + timedelta(days=days)))
    assert due(plan) == (["course/a", "event/b"] if days >= 0 else [])


@pytest.mark.parametrize(
    ("record", "asks"),
    [
        (Education(institution="S", status="enrolled", end=DAY), True),
        (Education(institution="S", status="completed", end=DAY), False),
        (Education(institution="S", end=DAY), False),
        (Certification(name="C", status="planned", valid_until=DAY), False),
        (Certification(name="C", valid_until=DAY - timedelta(days=400)), True),
    ],
)
def test_a_date_asks_only_in_the_states_in_which_it_means_something(record: Record, asks: bool) -> None:
    kind = type(record).__name__.lower()
    assert bool(due(EMPTY.with_record(f"{kind}/a", record))) is asks


def test_what_is_done_or_closed_is_due_no_more() -> None:
    plan = EMPTY.with_mark("1.1", target=DAY).with_mark("step-3", target=DAY, status="done")
    assert due(plan.with_mark("1.1", status="done")) == []
