"""Where one stands on the career path: by years in the job, not before it; and what the level after that asks for.

The levels and the bands are the guide's. Years count in paid work that was what the path is about; overlaps count once.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Literal

from msgspec import Struct

from .dates import A_LIFE, A_YEAR, add_months
from .hours import experiences
from .kinds import Experience
from .pay import Observation, Pay, Spread, bands_at, observations, spread
from .plan import Plan
from .skills import SkillState
from .topics import Band, Level, Tip, Topic

FULL_TIME = 30
"""Hours a week from which on a job is called full time here: it only says that its days count whole."""

Why = Literal["kind", "unpaid", "kind-unsaid", "not-the-job", "job-unsaid", "not-begun", "no-start"]
"""Why an experience does not count."""

Stretch = tuple[date, date]
"""Days from the first up to the second, which is not in it any more."""


class NotCounted(Struct, frozen=True, kw_only=True):
    """`said`: what the record says; `fill`: what to type where it may count, with {ref} for the record."""

    ref: str
    why: Why
    said: str = ""
    fill: str | None = None

    def command(self, name: str) -> str | None:
        """What to type, with `name` for the record."""
        return self.fill.replace("{ref}", name) if self.fill else None


class Worked(Struct, frozen=True, kw_only=True):
    """An experience whose days count, or may."""

    ref: str
    start: date
    end: date | None
    """None while it goes on."""
    stretch: Stretch


class Tenure(Struct, frozen=True, kw_only=True):
    """The time in the job. `in_doubt`: work that was the job in part."""

    counts: tuple[Worked, ...]
    in_doubt: tuple[Worked, ...]
    not_counted: tuple[NotCounted, ...]
    days: int
    years: float
    years_with_doubt: float | None
    """With all that is in doubt; None where nothing is."""
    years_beside: float
    """In other experience, of whatever sort: before the job, or beside it."""
    part_time: bool
    """Some of it was less than full time, whose days count whole here."""

    @property
    def begun(self) -> bool:
        return bool(self.counts)


class Shown(Struct, frozen=True, kw_only=True):
    """Something to work on, and the records that show each of its skills already."""

    tip: Tip
    by: dict[str, tuple[str, ...]]

    @property
    def missing(self) -> list[str]:
        return [skill for skill, refs in self.by.items() if not refs]


class Official(Struct, frozen=True, kw_only=True):
    """A figure of others, to hold beside the guide's bands, and the ids of those that it lies in."""

    entry: Band
    median: int
    bands: tuple[str, ...]


class Ladder(Struct, frozen=True, kw_only=True):
    """The whole path, and where one stands on it."""

    levels: list[Level]
    bands: list[Band]
    official: list[Official]
    tenure: Tenure
    band: Band | None
    """That of the years; None before the job, and where the guide names no years."""
    level: Level | None
    """That of the band."""
    next_band: Band | None
    next_band_on: date | None
    """When it begins, if one goes on; None where nothing goes on."""
    next: Level | None
    """The level to work toward: the one after."""
    aim: Level | None
    shown: list[Shown]
    seen: list[Observation]
    spread: Spread | None

    @property
    def missing(self) -> list[str]:
        """The skills that the next level asks for and nothing shows."""
        return list(dict.fromkeys(skill for one in self.shown for skill in one.missing))


def ladder(path: Topic[Any], pay: Topic[Any], plan: Plan, states: Iterable[SkillState], today: date) -> Ladder:
    """`states`: the skills, with the records behind each."""
    levels: list[Level] = [entry for entry in path.entries() if isinstance(entry, Level)]
    bands = [entry for entry in pay.entries() if isinstance(entry, Band) and entry.low is not None]
    time = tenure(plan, today)
    here = band_at(time.years, bands) if time.begun else None
    level = next((one for one in levels if here and here.id in one.bands), None)
    aim = next((one for one in levels if one.id == plan.profile.level), None)
    following = _following(levels, level, aim) if time.begun else next(iter(levels), None)
    ahead = _ahead(bands, time.years) if time.begun else None
    tips = following.tips if following else ()
    behind = {state.id: state.backed_by for state in states}
    seen = observations(plan, bands)
    return Ladder(
        levels=levels, bands=bands, official=_official(pay, bands), tenure=time, band=here, level=level,
        next_band=ahead, next_band_on=_reached(time, ahead.years[0], today) if ahead else None, next=following, aim=aim,
        shown=[Shown(tip=tip, by={skill: behind.get(skill, ()) for skill in tip.skills}) for tip in tips], seen=seen, spread=spread(seen),
    )  # fmt: skip


def tenure(plan: Plan, today: date) -> Tenure:
    """The days of paid work that was the job, each once, up to the end of that work or to today."""
    held = {f"experience/{id}": one for id, one in experiences(plan)}
    weighed = {ref: _weighed(ref, one, today) for ref, one in held.items()}
    counts = [one for ref, one in weighed.items() if isinstance(one, Worked) and held[ref].case_management == "yes"]
    in_doubt = [one for one in weighed.values() if isinstance(one, Worked) and one not in counts]
    refused = [one for one in weighed.values() if isinstance(one, NotCounted)]
    union = joined(one.stretch for one in counts)
    whole = joined(one.stretch for one in (*counts, *in_doubt))
    others = joined(stretch for one in refused if (stretch := _stretch(held[one.ref], today)))
    return Tenure(
        counts=tuple(counts), in_doubt=tuple(in_doubt), not_counted=tuple(refused), days=days_in(union), years=years_in(union),
        years_with_doubt=years_in(whole) if in_doubt else None, years_beside=years_in(others),
        part_time=any((held[one.ref].hours_per_week or FULL_TIME) < FULL_TIME for one in counts),
    )  # fmt: skip


def band_at(years: float, bands: Sequence[Band]) -> Band | None:
    """The band of so many years: its first day belongs to it, its last is the next one's first. Bands without years are never reached."""
    return next((band for band in bands if band.years and band.years[0] <= years and all(years < end for end in band.years[1:])), None)


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same days, each once, in as few stretches as can be."""
    found: list[Stretch] = []
    for start, stop in sorted(one for one in stretches if one[0] < one[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((start, stop))
    return found


def days_in(union: Iterable[Stretch]) -> int:
    return sum((stop - start).days for start, stop in union)


def years_in(union: Sequence[Stretch]) -> float:
    """Years in stretches that are joined: a whole number on the day on which so many years are full. One stretch turns over on its
    anniversary; several are put together from their days."""
    if len(union) != 1:
        return days_in(union) / A_YEAR
    start, stop = union[0]
    full = stop.year - start.year
    full -= add_months(start, 12 * full) > stop
    turned, turns = (add_months(start, 12 * count) for count in (full, full + 1))
    return full + (stop - turned).days / (turns - turned).days


def _weighed(ref: str, held: Experience, today: date) -> Worked | NotCounted:
    """The days of an experience that count or may, or why none does. What nothing can mend comes before what can."""
    if held.sort not in (None, "paid"):
        return NotCounted(ref=ref, why="kind", said=held.sort or "")
    if held.paid is False:
        return NotCounted(ref=ref, why="unpaid")
    if held.case_management == "no":
        return NotCounted(ref=ref, why="not-the-job")
    if held.start and held.start > today:
        return NotCounted(ref=ref, why="not-begun")
    if held.sort is None:
        return NotCounted(ref=ref, why="kind-unsaid", fill="careerplan set {ref} kind=paid")
    if held.case_management is None:
        return NotCounted(ref=ref, why="job-unsaid", fill="careerplan set {ref} case_management=yes")
    if held.start is None:
        return NotCounted(ref=ref, why="no-start", fill="careerplan set {ref} start=…")
    over = held.end is not None and held.end < today
    return Worked(ref=ref, start=held.start, end=held.end if over else None, stretch=_stretch(held, today) or (held.start, held.start))


def _stretch(held: Experience, today: date) -> Stretch | None:
    """Its days so far; None where it does not say when it began."""
    if held.start is None or held.start > today:
        return None
    return held.start, held.end + timedelta(days=1) if held.end and held.end < today else today


def _official(pay: Topic[Any], bands: Sequence[Band]) -> list[Official]:
    known = [(entry, entry.median) for entry in pay.entries() if isinstance(entry, Band) and entry.median is not None]
    return [Official(entry=entry, median=median, bands=bands_at(Pay(low=median, high=median), bands)) for entry, median in known]


def _following(levels: Sequence[Level], level: Level | None, aim: Level | None) -> Level | None:
    """The level after; where the years do not tell one's level, that which one aims at."""
    if level is None:
        return aim
    return next(iter(levels[levels.index(level) + 1 :]), None)


def _ahead(bands: Sequence[Band], years: float) -> Band | None:
    """The band that more years lead to."""
    return min((band for band in bands if band.years and band.years[0] > years), key=lambda band: band.years[0], default=None)


def _reached(time: Tenure, years: int, today: date) -> date | None:
    """The day on which so many years are full, if what goes on today does."""
    if years > A_LIFE or all(one.end for one in time.counts):
        return None
    union = joined(one.stretch for one in time.counts)
    if len(union) > 1 or (union and union[0][1] < today):  # what begins today is a stretch of its own after a gap
        return today + timedelta(days=math.ceil(years * A_YEAR - time.days))
    return add_months(union[0][0] if union else today, 12 * years)
