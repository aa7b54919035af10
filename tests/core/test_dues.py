from datetime import date, timedelta

import pytest

from careerplan import guidebook
from careerplan.core.agenda import AGAIN, agenda
from careerplan.core.dues import DueItem, dues
from careerplan.core.kinds import Certification, Contact, Course, Education, Event, Resource
from careerplan.core.plan import Plan, new_plan, skipped
from careerplan.core.progress import progress
from careerplan.core.records import Record
from tests.conftest import BAKER

DAY = date(2026, 11, 22)
GUIDE = guidebook.load_guide(BAKER)
EMPTY = new_plan(GUIDE)


def due(plan: Plan) -> list[str]:
    return [one.ref for one in dues(GUIDE, plan, progress(GUIDE, plan, DAY), today=DAY)]


def test_what_is_earliest_comes_first_and_steps_before_records() -> None:
    plan = EMPTY.with_mark("step-2", target=DAY).with_mark("1.3", target=DAY - timedelta(days=1))
    plan = plan.with_record("contact/b", Contact(name="B", next_contact=DAY)).with_record("contact/a", Contact(name="A", next_contact=DAY))
    assert due(plan) == ["1.3", "step-2", "contact/a", "contact/b"]


def test_what_is_blocked_is_listed_with_what_comes_first() -> None:
    plan = EMPTY.with_mark("1.2", target=DAY)
    found = dues(GUIDE, plan, progress(GUIDE, plan, DAY), today=DAY)
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


# What grows old by the guide's rules

SHIPPED = guidebook.load_guide()
BARE = new_plan(SHIPPED)
PANTRY = BARE.with_record("resource/pantry", Resource(name="Pantry", category="food", assured=date(2026, 5, 31)))
TRAINED = BARE.with_record("course/basics", Course(title="HIPAA basics", topics=("hipaa",), date=date(2026, 1, 31)))


def growing_old(plan: Plan, today: date = DAY) -> list[DueItem]:
    return [one for one in dues(SHIPPED, plan, progress(SHIPPED, plan, today), today=today) if "." in one.asked.title[:4]]


def test_a_resource_is_to_be_verified_six_months_after_it_was() -> None:
    (item,) = growing_old(PANTRY)
    assert (item.ref, item.kind, item.asked.day) == ("resource/pantry", "resource", date(2026, 11, 30))
    assert item.asked.title == "8.7 Check your entries every six months (Pantry)"
    assert item.asked.command == "careerplan verified pantry"
    assert growing_old(skipped(PANTRY, "8.7", because="x")) == growing_old(skipped(PANTRY, "step-8", because="x")) == []


def test_a_training_is_to_be_refreshed_a_year_after_the_latest_unless_that_is_planned() -> None:
    (item,) = growing_old(TRAINED)
    assert (item.ref, item.asked.day) == ("course/basics", date(2027, 1, 31))
    assert item.asked.command == 'careerplan add course "HIPAA refresher" --topics hipaa --date 2027-01-31'
    assert growing_old(TRAINED, date(2027, 3, 1))[0].asked.command.endswith("--date 2027-03-01")
    again = Course(title="Refresher", topics=("hipaa",), date=date(2026, 11, 1))
    assert [one.ref for one in growing_old(TRAINED.with_record("course/again", again))] == ["course/again"]
    planned = Course(title="Refresher", topics=("hipaa",), date=date(2027, 1, 1))
    assert growing_old(TRAINED.with_record("course/planned", planned)) == []


@pytest.mark.parametrize(("today", "there"), [(date(2027, 11, 1), False), (date(2027, 11, 2), True)])
def test_what_has_grown_old_comes_up_again_in_next_and_lowers_no_progress(today: date, there: bool) -> None:
    plan = TRAINED.with_record("course/again", Course(title="Refresher", topics=("hipaa",), date=date(2026, 11, 1)))
    items = [item for item in agenda(SHIPPED, plan, today) if item.is_about("course") and item.tier == AGAIN]
    assert [(item.ref, item.reasons[0].refs) for item in items] == ([("7.5", ("course/again",))] if there else [])
    assert progress(SHIPPED, plan, today).states["7.5"].satisfied
