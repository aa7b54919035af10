"""What a job pays, as it was advertised or offered: yearly dollars read out of a text, and held beside the guide's ranges.

What cannot be read is never guessed. A text is read as a whole or not at all: a second amount in it may be a bonus.
"""

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from .kinds import Application
from .plan import Plan
from .topics import Band

Per = Literal["year", "month", "week", "hour"]
A_YEAR: dict[Per, int] = {"year": 1, "month": 12, "week": 52, "hour": 2080}
"""How often that is paid in a year; 2,080 hours are 40 a week."""

ENOUGH = 3
"""From so many amounts on, their range and median are told."""

LEAST_A_YEAR = 10_000
"""An amount that does not say for how long is a year's from here on. Below, it may be a month's."""

LOWEST, HIGHEST = 1_000, 10_000_000
"""What lies outside is no yearly pay."""

_MONEY = r"(?:usd? ?)?\$? ?((?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9})(?:\.[0-9]{1,2})?) ?(k)?(?: ?(?:dollars|usd))?"
_PER = r"(?: ?(?:/|per|an?|each) ?(year|yr|annum|month|mo|week|wk|hour|hr|h)| ?(annually|yearly|monthly|weekly|hourly))?"
_UNITS: dict[Per, tuple[str, ...]] = {
    "year": ("year", "yr", "annum", "annually", "yearly"), "month": ("month", "mo", "monthly"), "week": ("week", "wk", "weekly"),
    "hour": ("hour", "hr", "h", "hourly"),
}  # fmt: skip


class Pay(Struct, frozen=True, kw_only=True):
    """Dollars a year, from the lowest to the highest that a text gives. `per`: what the text gives them for."""

    low: int
    high: int
    per: Per = "year"

    @property
    def worked_out(self) -> bool:
        return self.per != "year"

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


class Said(Struct, frozen=True, kw_only=True):
    """What was advertised or offered. `pay`: None where it cannot be read; `bands`: the ids of those that it lies in."""

    text: str
    pay: Pay | None
    bands: tuple[str, ...]


class Observation(Struct, frozen=True, kw_only=True):
    """The pay that one saw in an application."""

    ref: str
    employer: str
    advertised: Said | None
    offered: Said | None

    @property
    def pay(self) -> Pay | None:
        """What was offered; before that, what was advertised."""
        return next((one.pay for one in (self.offered, self.advertised) if one and one.pay), None)


class Spread(Struct, frozen=True, kw_only=True):
    """Of so many amounts the lowest, the highest and the median, in which a range counts with its middle."""

    count: int
    low: int
    high: int
    median: int


def read_pay(text: str) -> Pay | None:
    """`$52,000`, `52k-58k`, `$26.50 an hour`, `4,200 a month`; None for anything else."""
    found = re.fullmatch(rf"(?:(between|from) )?{_MONEY}{_PER}(?: ?(-|–|—|to|and) ?{_MONEY})?{_PER}\.?", " ".join(text.lower().split()))
    if not found:
        return None
    opening, first, first_k, *first_unit, joint, last, last_k, long_unit, short_unit = found.groups()
    if (joint == "and") != (opening == "between") or (opening and not joint):
        return None
    units = {_unit(unit) for unit in (*first_unit, long_unit, short_unit) if unit}
    if len(units) > 1:
        return None
    if last_k and not first_k and _cents(first) < _cents(last):  # 52-58k
        first_k = last_k
    amounts = [_cents(number) * (1000 if k else 1) for number, k in ((first, first_k), (last, last_k)) if number]
    return _yearly(min(amounts), amounts[-1], next(iter(units), None)) if amounts == sorted(amounts) else None


def bands_at(pay: Pay, bands: Sequence[Band]) -> tuple[str, ...]:
    """The bands that an amount or a range lies in; where two of them touch, both."""
    return tuple(
        band.id for band in bands
        if band.low is not None and band.low <= pay.high and (band.open or band.high is None or pay.low <= band.high)
    )  # fmt: skip


def observations(plan: Plan, bands: Sequence[Band]) -> list[Observation]:
    """Every application that says what it pays."""
    return [
        Observation(ref=f"application/{id}", employer=one.employer, advertised=_said(one.pay, bands), offered=_said(one.offered, bands))
        for id, one in plan.of_kind("application").items()
        if isinstance(one, Application) and (one.pay or one.offered)
    ]


def spread(seen: Sequence[Observation]) -> Spread | None:
    """Range and median of what can be read, once there is enough of it."""
    amounts = [one.pay for one in seen if one.pay]
    if len(amounts) < ENOUGH:
        return None
    middles = sorted(one.middle for one in amounts)
    half = len(middles) // 2
    median = middles[half] if len(middles) % 2 else (middles[half - 1] + middles[half]) / 2
    return Spread(count=len(amounts), low=min(one.low for one in amounts), high=max(one.high for one in amounts), median=round(median))


def _said(text: str | None, bands: Sequence[Band]) -> Said | None:
    if not text:
        return None
    pay = read_pay(text)
    return Said(text=text, pay=pay, bands=bands_at(pay, bands) if pay else ())


def _unit(word: str) -> Per:
    return next(unit for unit, words in _UNITS.items() if word in words)


def _cents(number: str) -> int:
    dollars, _, rest = number.replace(",", "").partition(".")
    return int(dollars) * 100 + int(rest.ljust(2, "0"))


def _yearly(low: int, high: int, per: Per | None) -> Pay | None:
    """Of amounts in cents."""
    if per is None and low < LEAST_A_YEAR * 100:
        return None
    low, high = ((cents * A_YEAR[per or "year"] + 50) // 100 for cents in (low, high))
    return Pay(low=low, high=high, per=per or "year") if low >= LOWEST and high <= HIGHEST else None
