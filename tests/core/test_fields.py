from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerplan.core.entries import Requires, StageEntry
from careerplan.core.fields import Problem, UnknownField, assign, check_ascending, fields_of, read_text
from careerplan.core.kinds import KINDS, Application, Course, Event, Experience
from careerplan.core.records import Record

TODAY = date(2026, 11, 22)
WORDS = {"settings": {"nursing-home": "Nursing home", "hospital": "Hospital"}, "tags": {"ehr": "EHR"}, "topics": {"hipaa": "HIPAA"}}


def read(kind: type[Record], path: str, *texts: str, current: dict[str, Any] | None = None) -> Any:
    values = dict(current or {})
    name = assign(values, kind, path, texts, today=TODAY, vocabulary=WORDS, refer=lambda text, kinds: f"{kinds[0]}/{text}")
    return values[name]


@pytest.mark.parametrize(
    ("kind", "path", "texts", "value"),
    [
        (Experience, "position", ["Nurse aide"], "Nurse aide"),
        (Experience, "hours-per-week", ["8"], 8.0),
        (Experience, "hours_per_week", ["7.5"], 7.5),
        (Experience, "people_led", ["3"], 3),
        (Experience, "start", ["2026-01"], date(2026, 1, 1)),
        (Experience, "end", ["2026-01"], date(2026, 1, 31)),
        (Experience, "kind", ["Volunteer"], "volunteer"),
        (Experience, "setting", ["nursing home"], "nursing-home"),
        (Experience, "setting", ["Nursing_Home"], "nursing-home"),
        (Experience, "paid", ["yes"], True),
        (Event, "online", ["no"], False),
        (Experience, "tags", ["ehr,weekend", "ehr"], ("ehr", "weekend")),
        (Experience, "highlights", ["Led five aides, cut no-shows"], ("Led five aides, cut no-shows",)),
        (Course, "counts_for", ["ccm"], ("certification/ccm",)),
        (Application, "requires", ["degree=required,license=preferred"], Requires(degree="required", license="preferred")),
        (Application, "requires.degree", ["not mentioned"], Requires(degree="not-mentioned")),
        (Application, "history", ["applied"], {"2026-11-22": StageEntry(stage="applied")}),
        (
            Application,
            "history",
            ["2026-11-25=interview", "2026-11-20=applied"],
            {"2026-11-20": StageEntry(stage="applied"), "2026-11-25": StageEntry(stage="interview")},
        ),
        (Experience, "hours_per_week", [""], None),
        (Experience, "tags", [""], ()),
    ],
)
def test_a_field_reads_what_a_person_types(kind: type[Record], path: str, texts: list[str], value: Any) -> None:
    assert read(kind, path, *texts) == value


@pytest.mark.parametrize(
    ("kind", "path", "text", "message"),
    [
        (Experience, "hours_per_week", "-8", "-8 is below 0"),
        (Experience, "hours_per_week", "169", "169 is above 168"),
        (Experience, "hours_per_week", "nan", '"nan" is not a number'),
        (Experience, "hours_per_week", "1e5", '"1e5" is not a number'),
        (Experience, "hours_per_week", "1_000", '"1_000" is not a number'),
        (Experience, "hours_per_week", "６", '"６" is not a number'),
        (Experience, "people_led", "2.5", "2.5 is not a whole number"),
        (Experience, "paid", "perhaps", '"perhaps" is neither yes nor no'),
        (Experience, "kind", "foo", '"foo" is not one of paid, volunteer, internship, shadowing'),
        (Experience, "setting", "moon", '"moon" is not one of nursing-home, hospital'),
        (Experience, "position", "", "it cannot be empty"),
        (Experience, "position", "…", "your own words are missing"),
        (Experience, "position", "x" * 201, "it has 201 characters; 200 is the most"),
        (Experience, "note", "a\0b", "it has a character that cannot be saved as text"),
        (Experience, "note", "a\udc80b", "it has a character that cannot be saved as text"),
        (Experience, "position.x", "y", "position is a single value; nothing is inside it"),
        (Application, "history", "hired", '"hired" is not one of interested, preparing, applied, in-review, interview, offer, accepted, '
         "not-selected, declined, withdrawn, no-response"),
        (Application, "history.2026-11-22.note", "x", "history needs stage first"),
        (Application, "requires", "required", "requires takes degree, license or certification, each as NAME=VALUE"),
        (Experience, "hours_log", "2026-02-30=5", '"2026-02-30" is not a date (February 2026 has 28 days)'),
        (Experience, "hours_log", "25", "25 is above 24"),
    ],
)  # fmt: skip
def test_what_does_not_fit_says_so(kind: type[Record], path: str, text: str, message: str) -> None:
    with pytest.raises(Problem) as caught:
        read(kind, path, text)
    assert caught.value.message == message


def test_an_unknown_field_names_the_nearest() -> None:
    with pytest.raises(UnknownField) as caught:
        read(Experience, "supervisr", "x")
    assert caught.value.suggestions == ("supervisor",)


def test_a_decimal_comma_is_answered_with_a_point() -> None:
    with pytest.raises(Problem) as caught:
        read(Experience, "hours_per_week", "6,5")
    assert caught.value.suggestions == ("6.5",)


def test_setting_part_of_an_entry_keeps_the_rest_of_it() -> None:
    current = {"history": {"2026-11-20": StageEntry(stage="applied")}}
    changed = read(Application, "history.2026-11-20.note", "by e-mail", current=current)
    assert changed == {"2026-11-20": StageEntry(stage="applied", note="by e-mail")}


def test_an_entry_can_be_taken_out() -> None:
    current = {"history": {"2026-11-20": StageEntry(stage="applied")}}
    assert read(Application, "history.2026-11-20", "", current=current) == {}


def test_dates_that_run_backward_are_found() -> None:
    values = {"start": date(2026, 2, 1), "end": date(2026, 1, 31)}
    [(field, problem)] = check_ascending(values, Experience.ascending)
    assert (field, problem.message) == ("end", "31 Jan 2026 is before start (1 Feb 2026)")
    assert problem.suggestions == ("2027-02-01",)
    assert check_ascending({"start": date(2026, 1, 31), "end": date(2026, 1, 31)}, Experience.ascending) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_field_has_a_line_of_documentation(kind: type[Record]) -> None:
    assert all(field.doc for field in fields_of(kind).values())
    assert set(kind.natural) | set(kind.columns) <= set(fields_of(kind))


@given(st.text())
def test_no_text_breaks_the_reading_of_a_text(text: str) -> None:
    try:
        assert read_text(text) == text.strip()
    except Problem:
        pass


@pytest.mark.parametrize("text", ["", ",", " , ,"])
def test_a_log_of_nothing_is_empty(text: str) -> None:
    assert read(KINDS["duty"], "marks", text) == {}


@given(st.sampled_from(sorted(KINDS)), st.data(), st.text(max_size=30))
def test_whatever_is_typed_for_a_field_is_read_or_refused(kind: str, data: st.DataObject, text: str) -> None:
    name = data.draw(st.sampled_from(list(fields_of(KINDS[kind]))))
    try:
        read(KINDS[kind], name, text)
    except Problem as problem:
        assert problem.message
