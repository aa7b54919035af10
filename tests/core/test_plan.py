from datetime import date

import pytest

from careerplan.core.guide import Guide
from careerplan.core.kinds import Achievement, Certification, Contact, Course, Experience
from careerplan.core.plan import Plan, completed, new_id, new_plan, referrers, reopened, skipped, started

DAY = date(2026, 11, 22)


@pytest.fixture
def empty(baker: Guide) -> Plan:
    return new_plan(baker)


def test_a_new_plan_has_the_steps_of_its_guide_in_it(empty: Plan) -> None:
    assert [mark.title for mark in empty.steps.values()] == ["Taste", "Learn the trade", "Sell a loaf"]


def test_an_edit_leaves_the_plan_it_was_made_from_alone(empty: Plan) -> None:
    assert completed(empty, "1.1", on=DAY) != empty
    assert empty.mark("1.1").status is None


def test_done_twice_is_done_once_on_the_first_day(empty: Plan) -> None:
    once = completed(empty, "step-1", on=DAY)
    assert completed(once, "step-1", on=date(2027, 1, 1)) == once


def test_reopening_takes_back_what_was_said_and_keeps_notes_and_dates(empty: Plan) -> None:
    noted = empty.with_note("1.1", "crisp", on=DAY).with_mark("1.1", target=DAY)
    assert reopened(skipped(noted, "1.1", because="no oven"), "1.1") == noted
    assert reopened(completed(noted, "1.1", on=DAY), "1.1") == noted
    assert reopened(started(empty, "1.1"), "1.1") == empty


def test_a_second_note_of_a_day_gets_a_number(empty: Plan) -> None:
    plan = empty.with_note("1.1", "a", on=DAY).with_note("1.1", "b", on=DAY).with_note("1.1", "c", on=DAY)
    assert list(plan.mark("1.1").notes) == ["2026-11-22", "2026-11-22-2", "2026-11-22-3"]


@pytest.mark.parametrize(
    ("kind", "names", "id"),
    [
        ("certification", ["CCM", "Certified Case Manager"], "ccm"),
        ("experience", [None, "Nurse Aide (CNA)"], "nurse-aide-cna"),
        ("contact", ["José Núñez"], "jose-nunez"),
        ("contact", ["李小龙"], "contact-1"),
        ("course", ["3.2"], "course-3-2"),
        ("course", ["Step 3"], "course-step-3"),
        ("course", ["42"], "course-42"),
        ("course", ["learn"], "course-learn"),
        ("course", ["x" * 60], "x" * 40),
        ("course", ["../../etc/passwd"], "etc-passwd"),
    ],
)
def test_an_id_is_short_plain_and_never_looks_like_a_step(empty: Plan, kind: str, names: list[str | None], id: str) -> None:
    assert new_id(empty, kind, *names, reserved=["taste", "learn", "sell"]) == id


def test_ids_are_unique_in_their_kind(empty: Plan) -> None:
    plan = empty
    for _ in range(3):
        plan = plan.with_record(f"contact/{new_id(plan, 'contact', '李')}", Contact(name="李"))
        plan = plan.with_record(f"experience/{new_id(plan, 'experience', 'Aide')}", Experience(position="Aide"))
    assert list(plan.of_kind("contact")) == ["contact-1", "contact-2", "contact-3"]
    assert list(plan.of_kind("experience")) == ["aide", "aide-2", "aide-3"]


def test_who_refers_to_a_record_is_found_in_single_fields_and_in_lists(empty: Plan) -> None:
    plan = (
        empty.with_record("experience/aide", Experience(position="Aide"))
        .with_record("achievement/falls", Achievement(title="Falls", experience="experience/aide"))
        .with_record("certification/ccm", Certification(name="CCM"))
        .with_record("course/ethics", Course(title="Ethics", counts_for=("certification/ccm",)))
    )
    assert referrers(plan, "experience/aide") == [("achievement/falls", "experience")]
    assert referrers(plan, "certification/ccm") == [("course/ethics", "counts_for")]
    assert referrers(plan, "course/ethics") == []


def test_taking_the_last_record_of_a_kind_leaves_no_trace(empty: Plan) -> None:
    assert empty.with_record("event/fair", Contact(name="x")).without_record("event/fair") == empty
