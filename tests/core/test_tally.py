"""How much there was between two days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from careerplan.core.tally import Span, Tally, window

days = some.dates(date(2019, 1, 1), date(2026, 12, 31))
spans = some.lists(some.builds(Span, first=days, last=days, rate=some.sampled_from([0.25, 0.5, 1.0])), max_size=6)


@given(spans, days, days, some.sampled_from([None, 1.0]), some.booleans())
def test_a_tally_is_what_one_gets_day_by_day(held: list[Span], first: date, last: date, most: float | None, leap_days: bool) -> None:
    total = 0.0
    day = first
    while day <= last:
        if leap_days or (day.month, day.day) != (2, 29):
            rate = sum(span.rate for span in held if span.first <= day <= span.last)
            total += rate if most is None else min(rate, most)
        day += timedelta(days=1)
    assert Tally(held, most=most, leap_days=leap_days).between(first, last) == pytest.approx(total)


@given(spans, some.none() | days, days, some.booleans())
def test_what_each_span_comes_to_adds_up_to_the_tally(held: list[Span], first: date | None, last: date, leap_days: bool) -> None:
    each = sum(span.between(first, last, leap_days=leap_days) for span in held)
    assert each == pytest.approx(Tally(held, leap_days=leap_days).between(first, last))


@given(spans, days, some.integers(0, 400))
def test_time_can_be_cut_anywhere(held: list[Span], first: date, ahead: int) -> None:
    tally, last = Tally(held, most=1.0, leap_days=False), date(2026, 12, 31)
    cut = min(first + timedelta(days=ahead), last)
    whole = tally.between(first, cut) + tally.between(cut + timedelta(days=1), last)
    assert whole == pytest.approx(tally.between(first, last))


@given(days)
def test_a_year_is_365_days_from_whatever_day(first: date) -> None:
    try:
        last = first.replace(year=first.year + 1) - timedelta(days=1)
    except ValueError:
        last = date(first.year + 1, 2, 28)
    tally = Tally([Span(date(2000, 1, 1), date(2040, 1, 1), 1.0)], leap_days=False)
    assert tally.between(first, last) == 365


def test_the_last_years_begin_on_the_day_after_that_of_years_ago() -> None:
    assert window(date(2026, 11, 22), 3) == date(2023, 11, 23)
    assert window(date(2024, 2, 29), 1) == date(2023, 3, 1)
    assert window(date(2026, 11, 22), None) is None
