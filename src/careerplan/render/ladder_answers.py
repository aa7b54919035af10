"""What `--json` answers for `path`. As in `answers.py`: references are whole, every key is always there, null when empty."""

import math
from collections.abc import Sequence
from datetime import date
from typing import Literal

from ..core.guide import Guide
from ..core.ladder import Ladder, Why, Worked
from ..core.pay import Observation, Per, Said
from ..core.plan import Plan
from ..core.references import Names
from ..core.topics import Band, Level
from .answers import Answer


class PathWork(Answer, frozen=True, kw_only=True):
    """`end`: null while it goes on; `days`: up to then or to today."""

    ref: str
    start: date
    end: date | None
    days: int


class PathNotCounted(Answer, frozen=True, kw_only=True):
    """`kind`: it was volunteering, an internship or shadowing, as `said`. `command`: what to type where it may count after all."""

    ref: str
    why: Why
    said: str
    command: str | None


class PathTime(Answer, frozen=True, kw_only=True):
    """The time in the job: paid work that was it, each day once. `years` are rounded down; `years_with_doubt`: with what was it in
    part, null where nothing is `in_doubt`; `years_beside`: in other experience, before the job or beside it; `part_time`: some of the
    job was less than full time, and its days count whole here."""

    begun: bool
    years: float
    days: int
    years_with_doubt: float | None
    years_beside: float
    part_time: bool
    counts: list[PathWork]
    in_doubt: list[PathWork]
    not_counted: list[PathNotCounted]


class PathLevel(Answer, frozen=True, kw_only=True):
    """`bands`: the pay bands that go with it; none where the guide has none. `here`: where your years put you."""

    id: str
    title: str
    text: str
    bands: list[str]
    here: bool
    next: bool
    aim: bool


class PathBand(Answer, frozen=True, kw_only=True):
    """Dollars a year; where two bands touch, the amount is in both. `open`: `high` is not the end. Years run from the day on which
    `years_from` are full up to the day before `years_to` are; both null where the guide names none."""

    id: str
    title: str
    low: int | None
    high: int | None
    open: bool
    years_from: int | None
    years_to: int | None
    as_of: str | None
    source: str | None
    here: bool


class PathOfficial(Answer, frozen=True, kw_only=True):
    """`bands`: those that its median lies in."""

    id: str
    title: str
    median: int
    as_of: str | None
    source: str | None
    verify_at: str | None
    bands: list[str]


class PathPay(Answer, frozen=True, kw_only=True):
    """`text` as you wrote it; `low` and `high` in dollars a year, null where it cannot be read. `per`: what it is given for;
    `worked_out`: a year has 2,080 hours, 52 weeks, 12 months."""

    text: str
    low: int | None
    high: int | None
    per: Per | None
    worked_out: bool
    bands: list[str]


class PathObservation(Answer, frozen=True, kw_only=True):
    ref: str
    employer: str
    advertised: PathPay | None
    offered: PathPay | None


class PathSpread(Answer, frozen=True, kw_only=True):
    """An offer counts before what was advertised, and in the median a range with its middle."""

    count: int
    low: int
    high: int
    median: int


class PathTip(Answer, frozen=True, kw_only=True):
    """`shown_by`: skill -> the records that show it already."""

    text: str
    shown_by: dict[str, list[str]]


class PathNext(Answer, frozen=True, kw_only=True):
    """`compared_to_aim`: whether it is the level you aim at, or comes before or after that; null where you aim at none.
    `missing`: skills that nothing shows yet, and `command` to record something that does."""

    id: str
    title: str
    text: str
    compared_to_aim: Literal["same", "before", "after"] | None
    tips: list[PathTip]
    missing: list[str]
    command: str | None


class PathAnswer(Answer, frozen=True, kw_only=True):
    """`band` is that of your years, `level` that of the band; null before the job, or where the guide does not tell. `next_band_on`:
    when `next_band` begins, if you go on. `spread`: null below three amounts that can be read."""

    time: PathTime
    band: str | None
    level: str | None
    next_band: str | None
    next_band_on: date | None
    levels: list[PathLevel]
    bands: list[PathBand]
    official: list[PathOfficial]
    observations: list[PathObservation]
    spread: PathSpread | None
    aim: str | None
    next: PathNext | None


def path_answer(found: Ladder, plan: Plan, guide: Guide) -> PathAnswer:
    time, spread, names = found.tenure, found.spread, Names(plan, guide)
    return PathAnswer(
        time=PathTime(
            begun=time.begun, years=_down(time.years), days=time.days,
            years_with_doubt=None if time.years_with_doubt is None else _down(time.years_with_doubt),
            years_beside=_down(time.years_beside), part_time=time.part_time,
            counts=_work(time.counts), in_doubt=_work(time.in_doubt),
            not_counted=[PathNotCounted(ref=one.ref, why=one.why, said=one.said, command=one.command(names.short(one.ref)))
                         for one in time.not_counted],
        ),
        band=_id(found.band), level=_id(found.level),
        next_band=_id(found.next_band), next_band_on=found.next_band_on,
        levels=[PathLevel(id=one.id, title=title_of(one, guide), text=one.text, bands=list(one.bands), here=one is found.level,
                          next=one is found.next, aim=one is found.aim) for one in found.levels],
        bands=[_band(one, found) for one in found.bands],
        official=[PathOfficial(id=one.entry.id, title=one.entry.title, median=one.median, as_of=one.entry.as_of, source=one.entry.source,
                               verify_at=one.entry.verify_at, bands=list(one.bands)) for one in found.official],
        observations=[_observation(one) for one in found.seen],
        spread=PathSpread(count=spread.count, low=spread.low, high=spread.high, median=spread.median) if spread else None,
        aim=_id(found.aim), next=_next(found, guide),
    )  # fmt: skip


def title_of(one: Level | Band, guide: Guide) -> str:
    """A level may go by the label of its word."""
    return one.title or guide.label("levels", one.id)


def compared_to_aim(found: Ladder) -> Literal["same", "before", "after"] | None:
    """Where the next level is, seen from the one aimed at."""
    if found.aim is None or found.next is None:
        return None
    place, aim = found.levels.index(found.next), found.levels.index(found.aim)
    return "same" if place == aim else "before" if place < aim else "after"


def showing_command(missing: Sequence[str]) -> str | None:
    """What records something that shows the first of these skills."""
    return f'careerplan add achievement "…" --skills {missing[0]}' if missing else None


def _id(one: Level | Band | None) -> str | None:
    return one.id if one else None


def _work(found: Sequence[Worked]) -> list[PathWork]:
    return [PathWork(ref=one.ref, start=one.start, end=one.end, days=max(0, (one.stretch[1] - one.stretch[0]).days)) for one in found]


def _band(one: Band, found: Ladder) -> PathBand:
    years = dict(enumerate(one.years))
    return PathBand(id=one.id, title=one.title, low=one.low, high=one.high, open=one.open, years_from=years.get(0), years_to=years.get(1),
                    as_of=one.as_of, source=one.source, here=one is found.band)  # fmt: skip


def _observation(one: Observation) -> PathObservation:
    return PathObservation(ref=one.ref, employer=one.employer, advertised=_pay(one.advertised), offered=_pay(one.offered))


def _pay(said: Said | None) -> PathPay | None:
    if said is None:
        return None
    if said.pay is None:
        return PathPay(text=said.text, low=None, high=None, per=None, worked_out=False, bands=[])
    return PathPay(text=said.text, low=said.pay.low, high=said.pay.high, per=said.pay.per, worked_out=said.pay.worked_out,
                   bands=list(said.bands))  # fmt: skip


def _next(found: Ladder, guide: Guide) -> PathNext | None:
    if found.next is None:
        return None
    tips = [PathTip(text=one.tip.text, shown_by={skill: list(refs) for skill, refs in one.by.items()}) for one in found.shown]
    return PathNext(id=found.next.id, title=title_of(found.next, guide), text=found.next.text, compared_to_aim=compared_to_aim(found),
                    tips=tips, missing=found.missing, command=showing_command(found.missing))  # fmt: skip


def _down(years: float) -> float:
    """Rounded down, so that no year is full too early."""
    return math.floor(years * 100) / 100
