"""Hours of experience: what counts, what is estimated, and when one is there."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerplan.core.entries import HoursEntry
from careerplan.core.guide import GuideStamp
from careerplan.core.hours import by_month, outlook, pace_of, totals, worked
from careerplan.core.kinds import Experience
from careerplan.core.plan import Plan

TODAY = date(2026, 11, 22)


def plan(**held: Experience) -> Plan:
    return Plan(guide=GuideStamp(id="x", version="1"), records={"experience": held})


def log(**days: float) -> dict[str, HoursEntry]:
    return {day.removeprefix("d").replace("_", "-"): HoursEntry(hours=hours) for day, hours in days.items()}


def total(held: Plan, today: date = TODAY) -> float:
    return sum(one.hours for one in worked(held, today))


def test_logged_hours_count_as_they_are() -> None:
    held = plan(aide=Experience(position="Aide", hours_log=log(d2026_11_20=6.5, d2026_11_20_2=1)))
    assert total(held) == 7.5
    assert [one.estimated for one in worked(held, TODAY)] == [False, False]


def test_hours_a_week_are_estimated_from_the_first_day_to_today_or_the_end() -> None:
    weeks = plan(aide=Experience(position="Aide", start=date(2026, 11, 9), hours_per_week=7))
    assert total(weeks) == pytest.approx(14)
    ended = plan(aide=Experience(position="Aide", start=date(2026, 11, 9), end=date(2026, 11, 15), hours_per_week=7))
    assert total(ended) == pytest.approx(7)


def test_the_estimate_ends_where_the_log_begins_so_that_nothing_counts_twice() -> None:
    held = plan(aide=Experience(position="Aide", start=date(2026, 11, 9), hours_per_week=7, hours_log=log(d2026_11_16=3)))
    assert total(held) == pytest.approx(7 + 3)


@pytest.mark.parametrize("held", [
    Experience(position="Aide", start=date(2026, 12, 1), hours_per_week=7),
    Experience(position="Aide", hours_log=log(d2026_11_23=3)),
    Experience(position="Aide", hours_per_week=7),
])  # fmt: skip
def test_what_is_still_to_come_or_has_no_first_day_does_not_count(held: Experience) -> None:
    assert total(plan(aide=held)) == 0


@given(st.dates(date(2020, 1, 1), date(2027, 1, 1)), st.integers(0, 1200), st.floats(0.5, 60))
def test_the_months_of_an_estimate_add_up_to_the_whole(start: date, days: int, per_week: float) -> None:
    end = start + timedelta(days=days)
    held = plan(aide=Experience(position="Aide", start=start, end=end, hours_per_week=per_week))
    months = by_month(worked(held, date(2031, 1, 1)))
    assert sum(one.hours for one in months) == pytest.approx((days + 1) / 7 * per_week)
    assert [one.word for one in months] == sorted({f"{start + timedelta(days=count):%Y-%m}" for count in range(days + 1)})


STRETCH = st.tuples(st.dates(date(2025, 1, 1), date(2026, 12, 1)), st.integers(0, 400), st.floats(0.5, 60))


@given(st.lists(STRETCH, max_size=5), st.lists(st.dates(date(2025, 1, 1), TODAY), max_size=5, unique=True))
def test_a_month_has_what_its_days_have(stretches: list[tuple[date, int, float]], logged: list[date]) -> None:
    held = {f"e{number}": Experience(position="Aide", start=start, end=start + timedelta(days=days), hours_per_week=per_week)
            for number, (start, days, per_week) in enumerate(stretches)}  # fmt: skip
    held["log"] = Experience(position="Aide", hours_log={day.isoformat(): HoursEntry(hours=3, supervised=True) for day in logged})
    expected: dict[str, float] = {}
    for start, days, per_week in stretches:
        for day in (start + timedelta(days=count) for count in range(days + 1)):
            if day <= TODAY:
                expected[f"{day:%Y-%m}"] = expected.get(f"{day:%Y-%m}", 0) + per_week / 7
    found = by_month(worked(plan(**held), TODAY))
    assert {one.word: one.estimated for one in found if one.estimated} == pytest.approx(expected)
    assert sum(one.hours for one in found) == pytest.approx(sum(expected.values()) + 3 * len(logged))
    assert sum(one.supervised for one in found) == 3 * len(logged)
    assert [one.word for one in found] == sorted(one.word for one in found)


def test_totals_keep_what_is_estimated_and_supervised_apart() -> None:
    entries = {"2026-11-20": HoursEntry(hours=2, supervised=True), "2026-11-21": HoursEntry(hours=3)}
    held = plan(aide=Experience(position="Aide", start=date(2026, 11, 13), hours_per_week=7, hours_log=entries))
    [one] = totals(worked(held, TODAY), lambda _one: "all")
    assert (one.hours, one.estimated, one.supervised) == (pytest.approx(12), pytest.approx(7), 2)


def test_the_pace_is_that_of_the_last_eight_weeks_of_what_goes_on() -> None:
    recent = log(d2026_10_01=8, d2026_11_20=8)
    assert pace_of(plan(aide=Experience(position="Aide", hours_log=recent)), TODAY) == pytest.approx(16 / (53 / 7))
    assert pace_of(plan(aide=Experience(position="Aide", hours_log=recent, end=date(2026, 11, 21))), TODAY) == 0
    old = Experience(position="Aide", hours_log=log(d2026_01_01=8), hours_per_week=5)
    assert pace_of(plan(aide=old), TODAY) == 5
    assert pace_of(plan(aide=old), TODAY, supervised=True) == 0


def test_a_log_that_has_just_begun_does_not_hide_the_hours_a_week_before_it() -> None:
    held = Experience(position="Aide", start=date(2026, 1, 1), hours_per_week=8, hours_log=log(d2026_11_22=8))
    assert pace_of(plan(aide=held), TODAY) == pytest.approx((55 / 7 * 8 + 8) / 8)
    new = Experience(position="Aide", start=date(2026, 11, 9), hours_per_week=7, hours_log=log(d2026_11_16=14))
    assert pace_of(plan(aide=new), TODAY) == pytest.approx((7 + 14) / 2)


def test_the_day_of_arrival_is_worked_out_from_the_pace() -> None:
    held = plan(aide=Experience(position="Aide", start=TODAY - timedelta(days=69), hours_per_week=10))
    found = outlook(held, 200, TODAY)
    assert (found.hours, found.left, found.reached) == (pytest.approx(100), pytest.approx(100), TODAY + timedelta(days=70))
    assert outlook(held, 100, TODAY).reached == TODAY
    assert outlook(plan(), 100, TODAY).reached is None


def test_a_lifetime_away_is_not_a_date() -> None:
    held = plan(aide=Experience(position="Aide", hours_log=log(d2026_11_01=0.1)))
    assert outlook(held, 100_000, TODAY).reached is None


def test_one_experience_can_be_looked_at_alone() -> None:
    held = plan(a=Experience(position="A", hours_log=log(d2026_11_20=5)), b=Experience(position="B", hours_log=log(d2026_11_20=3)))
    assert outlook(held, 10, TODAY, ref="experience/b").hours == 3
