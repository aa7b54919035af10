"""A document before it has a form: where things lie, and what is left out."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from careerplan.core.document import Span, Table, Timeline, share

DAYS = st.dates(date(2020, 1, 1), date(2110, 1, 1))


@given(DAYS, DAYS, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS, st.sampled_from([0.0, 0.01]))
def test_a_span_lies_inside_its_line_and_its_ends_are_in_order(
    first: date, last: date, begins: date | None, earliest: date | None, likely: date | None, least: float
) -> None:
    line = Timeline(caption="", first=first, last=max(first, last), spans=())
    span = Span(label="x", begins=begins, earliest=earliest, likely=likely, left=True)
    start, sure, end = line.extent(span, least)
    assert 0 <= start <= sure <= end <= 1.0000001
    assert end - start >= least - 1e-9


def test_a_span_is_where_its_days_are() -> None:
    first = date(2026, 1, 1)
    line = Timeline(caption="", first=first, last=first + timedelta(100), spans=())
    days = {name: first + timedelta(count) for name, count in (("begins", 20), ("earliest", 50), ("likely", 90))}
    assert line.extent(Span(label="x", left=True, **days), 0) == (0.2, 0.5, 0.9)
    early = Span(label="x", left=True, begins=days["likely"], earliest=days["begins"], likely=first + timedelta(95))
    assert line.extent(early, 0) == (0.2, 0.2, 0.95)
    unknown = Span(label="x", left=True, begins=days["begins"], earliest=days["earliest"], likely=None)
    assert line.extent(unknown, 0) == (0.2, 0.5, 1.0)


@given(DAYS, st.integers(0, 30_000), st.integers(1, 9))
def test_the_years_of_a_line_are_few_and_evenly_apart(first: date, days: int, most: int) -> None:
    last = first + timedelta(days)
    years = Timeline(caption="", first=first, last=last, spans=()).years(most)
    assert len(years) <= most
    assert all(first < date(year, 1, 1) <= last for year in years)
    assert len({after - before for before, after in pairwise(years)}) <= 1
    assert years or first.year == last.year


def test_a_column_in_which_no_row_says_anything_is_left_out_but_never_the_first() -> None:
    table = Table(caption="", head=("a", "b", "c"), rows=(("", "", "1"), ("", "", "")))
    assert table.filled == (("a", "c"), ("", "1"), ("", ""))
    assert Table(caption="", head=("a", "b"), rows=()).filled == (("a",),)


def test_a_share_is_never_less_than_nothing_or_more_than_all() -> None:
    assert [share(*pair) for pair in ((1, 2), (3, 2), (-1, 2), (1, 0), (0, 0))] == [0.5, 1.0, 0.0, 0.0, 0.0]
