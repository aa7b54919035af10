"""How much there was between two days, of something that goes on at a rate: hours of work, months of full-time work.

Months are whole years' twelfths: 365 days are 12, from whatever day they are counted, for 29 February is not counted. So
time can be added up in any order, cut anywhere, and a year is always a year.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from .dates import A_LIFE, add_months

MONTH_DAYS = 365 / 12
ENOUGH = 1e-6
"""What sums of hours may be off by."""


class Span(Struct, frozen=True):
    """So much on each day, from the first to the last."""

    first: date
    last: date
    rate: float

    def between(self, first: date | None, last: date, *, leap_days: bool = True) -> float:
        """What of it lies between two days, both included; without a first day, from the beginning."""
        begin = max(self.first, first) if first else self.first
        end = min(self.last, last)
        return self.rate * _counted(begin.toordinal(), end.toordinal() + 1, leap_days) if begin <= end else 0.0


class Tally:
    """The sum of spans. With `most`, spans at the same time count together as no more than that a day."""

    def __init__(self, spans: Iterable[Span], *, most: float | None = None, leap_days: bool = True) -> None:
        self._leap_days = leap_days
        changes: dict[int, float] = {}
        for span in spans:
            if span.first <= span.last:
                for day, change in ((span.first.toordinal(), span.rate), (span.last.toordinal() + 1, -span.rate)):
                    changes[day] = changes.get(day, 0.0) + change
        self._days, self._sums, self._rates = [0], [0.0], [0.0]
        rate = 0.0
        for day in sorted(changes):
            self._sums.append(self._until(day))
            rate += changes[day]
            self._days.append(day)
            self._rates.append(rate if most is None else min(rate, most))

    def between(self, first: date | None, last: date) -> float:
        """The sum, both days included; without a first day, from the beginning."""
        if first is not None and first > last:
            return 0.0
        return self._until(last.toordinal() + 1) - (self._until(first.toordinal()) if first else 0.0)

    def reaches(self, want: float, today: date, years: int | None) -> date | None:
        """The first day from today on which there is enough, counting the last so many years; None where that never comes."""
        if years is None:
            ahead = bisect_right(range(A_LIFE * 365), want - ENOUGH, key=lambda days: self.between(None, today + timedelta(days=days)))
            return today + timedelta(days=ahead) if ahead < A_LIFE * 365 else None
        week = next((week for week in range(years * 53) if self._is_there(want, today + timedelta(weeks=week), years)), None)
        if week is None:
            return None
        days = (today + timedelta(weeks=week, days=day) for day in range(-6, 1))
        return next(day for day in days if day >= today and self._is_there(want, day, years))

    def _is_there(self, want: float, day: date, years: int) -> bool:
        return self.between(window(day, years), day) >= want - ENOUGH

    def _until(self, day: int) -> float:
        """The sum before a day."""
        index = bisect_right(self._days, day) - 1
        return self._sums[index] + self._rates[index] * _counted(self._days[index], day, self._leap_days)


@cache
def window(today: date, years: int | None) -> date | None:
    """The first of the last so many years that end today."""
    return add_months(today, -12 * years) + timedelta(days=1) if years else None


def _counted(first: int, end: int, leap_days: bool) -> int:
    """Days from the first to before the end."""
    return end - first - (0 if leap_days or first >= end else _leap_days(end) - _leap_days(first))


def _leap_days(before: int) -> int:
    """How many times it was 29 February before a day."""
    if before <= 1:
        return 0
    day = date.fromordinal(before - 1)
    year = day.year if (day.month, day.day) >= (2, 29) else day.year - 1
    return year // 4 - year // 100 + year // 400
