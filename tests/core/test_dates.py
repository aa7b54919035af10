from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerplan.core.dates import NotADate, add_months, in_words, read_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("2026-1-2", date(2026, 1, 2)),
        (" 2026-11-22 ", date(2026, 11, 22)),
        ("2026-11", date(2026, 11, 1)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 23)),
        ("+30d", date(2026, 12, 22)),
        ("+2w", date(2026, 12, 6)),
        ("+3m", date(2027, 2, 22)),
        ("+5y", date(2031, 11, 22)),
        ("-1m", date(2026, 10, 22)),
        ("2028-02-29", date(2028, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2199-12-31", date(2199, 12, 31)),
    ],
)
def test_a_date_is_read_as_it_is_typed(typed: str, day: date) -> None:
    assert read_date(typed, today=TODAY) == day


@pytest.mark.parametrize(("typed", "day"), [("2031-05", date(2031, 5, 31)), ("2028-02", date(2028, 2, 29)), ("2027-02", date(2027, 2, 28))])
def test_a_month_means_its_last_day_where_something_ends(typed: str, day: date) -> None:
    assert read_date(typed, today=TODAY, last_day=True) == day


@pytest.mark.parametrize(
    ("typed", "reason", "instead"),
    [
        ("11/22/2026", "", ("2026-11-22",)),
        ("22.11.2026", "", ("2026-11-22",)),
        ("3/4/2026", "", ("2026-03-04", "2026-04-03")),
        ("2031-13-31", "there is no month 13", ("2031-12-31", "2031-12", "+5y")),
        ("2026-02-30", "February 2026 has 28 days", ("2026-02-28", "2026-02")),
        ("2026-04-00", "April 2026 has 30 days", ("2026-04-30", "2026-04")),
        ("1899-12-31", "years run from 1900 to 2199", ()),
        ("2200-01", "years run from 1900 to 2199", ()),
        ("6/2028", "", ("2028-06",)),
        ("2026/1/2", "", ("2026-01-02",)),
        ("2026/13", "", ("2026-12-01", "2026-12", "+5y")),
        ("2019", "the month is missing", ("2019-06",)),
        ("+999y", "that is too far away", ("+30d", "+3m", "+5y")),
        ("next May", "", ("2026-11-22", "2026-11", "+30d")),
        ("٢٠٢٦-١١-٢٢", "", ("2026-11-22", "2026-11", "+30d")),
        ("", "", ("2026-11-22", "2026-11", "+30d")),
    ],
)
def test_what_is_not_a_date_says_why_and_what_would_be(typed: str, reason: str, instead: tuple[str, ...]) -> None:
    with pytest.raises(NotADate) as caught:
        read_date(typed, today=TODAY)
    assert (caught.value.reason, caught.value.try_) == (reason, instead)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_reads_back_as_itself(day: date) -> None:
    assert read_date(day.isoformat(), today=TODAY) == day


@given(st.text(max_size=12))
def test_no_text_does_anything_but_give_a_day_or_say_why_not(text: str) -> None:
    try:
        assert isinstance(read_date(text, today=TODAY), date)
    except NotADate as error:
        assert all(read_date(one, today=TODAY) for one in error.try_)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 22), 2, date(2027, 1, 22)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_are_added_without_leaving_the_month(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


def test_a_day_is_written_so_that_nobody_mistakes_it() -> None:
    assert in_words(date(2026, 3, 4)) == "4 Mar 2026"
