"""Dates as people type them, and dates as people read them. Days are local; `today` is always passed in."""

import re
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1900, 2199
A_LIFE = 80
"""Years: nothing is looked ahead further."""
A_YEAR = 365.25
A_MONTH = A_YEAR / 12
"""Days, on average."""
MONTHS = ("January", "February", "March", "April", "May", "June",
          "July", "August", "September", "October", "November", "December")  # fmt: skip

# Compiled when a date is typed, not at every start.
_ISO = r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?"
_AMERICAN = r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})"
_SLASHED = r"([0-9]{4})[/.]([0-9]{1,2})(?:[/.]([0-9]{1,2}))?|([0-9]{1,2})[/.-]([0-9]{4})"
_YEAR = r"[0-9]{4}"
_AHEAD = r"([+-])([0-9]{1,4})([dwmy])"


class NotADate(ValueError):
    """`reason` completes `"…" is not a date`; `try_` holds texts that would be."""

    def __init__(self, reason: str, try_: tuple[str, ...]) -> None:
        super().__init__(reason)
        self.reason = reason
        self.try_ = try_


def read_date(text: str, *, today: date, last_day: bool = False) -> date:
    """The day that `text` means: 2026-11-22, 2026-11, today, +30d, +2w, +3m, +5y (or -30d, for the past).

    A month alone is its first day, or with `last_day` its last (an end, an expiry). Raises NotADate.
    """
    typed = text.strip().lower()
    if typed in ("today", "tomorrow", "yesterday"):
        return today + timedelta(days={"yesterday": -1, "today": 0, "tomorrow": 1}[typed])
    if ahead := re.fullmatch(_AHEAD, typed):
        return _ahead(today, int(ahead[1] + ahead[2]), ahead[3])
    if iso := re.fullmatch(_ISO, typed):
        year, month = int(iso[1]), int(iso[2])
        day = int(iso[3]) if iso[3] else (_length(year, month) if last_day else 1)
        return _calendar_day(year, month, day)
    if american := re.fullmatch(_AMERICAN, typed):
        raise NotADate("", _reordered(american))
    if slashed := re.fullmatch(_SLASHED, typed):
        parts = [slashed[1], slashed[2], slashed[3]] if slashed[1] else [slashed[5], slashed[4]]
        raise NotADate("", _if_real("-".join(part.zfill(2) for part in parts if part)))
    if re.fullmatch(_YEAR, typed):
        raise NotADate("the month is missing", _if_real(f"{typed}-06"))
    raise NotADate("", (today.isoformat(), f"{today:%Y-%m}", "+30d"))


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter (31 January + 1 month = 28 February)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def is_yearly_day(text: str) -> bool:
    """Whether `05-31` is a day that every year has: no 29 February."""
    try:
        return bool(re.fullmatch(r"[0-9]{2}-[0-9]{2}", text)) and bool(date.fromisoformat(f"2001-{text}"))
    except ValueError:
        return False


def in_words(day: date) -> str:
    """`22 Nov 2026`: one order that Americans and everybody else read the same way."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def month_in_words(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _ahead(today: date, count: int, unit: str) -> date:
    try:
        if unit in "dw":
            return _within(today + timedelta(days=count * (7 if unit == "w" else 1)))
        return _within(add_months(today, count * (12 if unit == "y" else 1)))
    except (OverflowError, ValueError) as error:
        raise NotADate("that is too far away", ("+30d", "+3m", "+5y")) from error


def _within(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(day)
    return day


def _calendar_day(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADate(f"years run from {FIRST_YEAR} to {LAST_YEAR}", ())
    if not 1 <= month <= 12:
        raise NotADate(f"there is no month {month}", (f"{year}-12-{min(max(day, 1), 31):02}", f"{year}-12", "+5y"))
    if not 1 <= day <= _length(year, month):
        last = _length(year, month)
        raise NotADate(f"{MONTHS[month - 1]} {year} has {last} days", (f"{year}-{month:02}-{last}", f"{year}-{month:02}"))
    return date(year, month, day)


def _length(year: int, month: int) -> int:
    """Days of a month (31 where there is no such month)."""
    if not 1 <= month <= 12 or not 1 <= year < 9999:
        return 31
    return (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days


def _if_real(text: str) -> tuple[str, ...]:
    """The text, where it would be read."""
    try:
        read_date(text, today=date.min)
    except NotADate as error:
        return error.try_
    return (text,)


def _reordered(american: re.Match[str]) -> tuple[str, ...]:
    """`11/22/2026` can only be one day; `11/12/2026` could be two, and both are offered."""
    first, second, year = int(american[1]), int(american[2]), int(american[3])
    found = []
    for month, day in ((first, second), (second, first)):
        if 1 <= month <= 12 and 1 <= day <= _length(year, month):
            found.append(f"{year:04}-{month:02}-{day:02}")
    return tuple(dict.fromkeys(found))
