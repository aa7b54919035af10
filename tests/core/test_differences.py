"""What became different between two plans, by name."""

from datetime import date

import pytest

from careerplan.core.differences import Difference, differences, named
from careerplan.core.entries import HoursEntry
from careerplan.core.guide import Guide
from careerplan.core.kinds import Contact, Experience
from careerplan.core.plan import Plan, new_plan


@pytest.fixture
def plan(baker: Guide) -> Plan:
    return new_plan(baker).with_record("contact/dana", Contact(name="Dana", phone="1")).with_mark("1.1", status="doing")


def words(before: Plan, after: Plan) -> list[str]:
    return [one.in_words() for one in differences(before, after)]


def test_nothing_differs_from_itself(plan: Plan) -> None:
    assert differences(plan, plan) == []


def test_a_record_that_came_went_or_changed_is_named_with_its_fields(plan: Plan) -> None:
    after = plan.with_record("contact/dana", Contact(name="Dana", phone="2", next_contact=date(2026, 12, 1)))
    assert words(plan, after) == ["contact/dana: phone, next_contact"]
    assert differences(plan, after)[0].fields == {"phone": ("1", "2"), "next_contact": (None, date(2026, 12, 1))}
    after = plan.with_record("contact/kim", Contact(name="Kim"))
    assert (words(plan, after), words(after, plan)) == (["contact/kim added"], ["contact/kim removed"])


def test_an_entry_of_a_log_is_a_field_of_its_own(plan: Plan) -> None:
    before = plan.with_record("experience/aide", Experience(position="Aide", hours_log={"2026-11-01": HoursEntry(hours=1)}))
    log = {"2026-11-01": HoursEntry(hours=1), "2026-11-02": HoursEntry(hours=2)}
    after = before.with_record("experience/aide", Experience(position="Aide", hours_log=log))
    assert words(before, after) == ["experience/aide: hours_log.2026-11-02"]


def test_marks_notes_and_the_profile_are_named_by_what_a_person_types(plan: Plan) -> None:
    assert words(plan, plan.with_mark("1.1", status="done", done_on=date(2026, 11, 22))) == ["1.1: status, done_on"]
    assert words(plan, plan.with_note("1.2", "bread", on=date(2026, 11, 22))) == ["1.2: notes.2026-11-22"]
    assert words(plan, plan.with_profile(name="Eve")) == ["profile: name"]
    assert words(plan, plan.with_mark("step-1", status="done")) == ["step-1: status"]


def test_a_command_is_named_by_what_it_changed_and_not_by_what_was_typed(plan: Plan) -> None:
    found = [Difference(f"contact/c{number}", "added", {"name": (None, "private")}) for number in range(5)]
    assert named("add", found[:1]) == "add contact/c0"
    assert named("add", found) == "add contact/c0 contact/c1 and 3 more"
    assert named("profile set", differences(plan, plan.with_profile(name="Eve"))) == "profile set"
