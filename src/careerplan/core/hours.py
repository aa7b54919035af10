"""Hours of experience: what was worked where, how far it is to a number of hours, and when one will be there.

Hours that were logged count as they are. For the time before the first entry of a log, the hours a week that the
record gives are counted, and called estimated.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from .dates import add_months
from .kinds import Experience
from .plan import Plan
from .records import entry_order

PACE_DAYS = 56
"""The pace is that of the last eight weeks."""


class Worked(Struct, frozen=True, kw_only=True):
    """Hours worked: on a day, or estimated for (the part of) a month that begins on `day`."""

    ref: str
    day: date
    hours: float
    estimated: bool = False
    supervised: bool = False
    what: str | None = None


class Total(Struct, frozen=True, kw_only=True):
    """Hours of one setting, kind or month; `hours` includes the estimated ones."""

    word: str
    hours: float
    estimated: float
    supervised: float


class Outlook(Struct, frozen=True, kw_only=True):
    """How far it is to a number of hours. `reached`: the day on which it will be, at this pace; None where there is none."""

    target: float
    hours: float
    pace: float
    """Hours a week."""
    reached: date | None

    @property
    def left(self) -> float:
        return max(0.0, self.target - self.hours)


def worked(plan: Plan, today: date) -> list[Worked]:
    """All hours so far, by day."""
    found = [one for id, held in experiences(plan) for one in _worked(f"experience/{id}", held, today)]
    return sorted(found, key=lambda one: one.day)


def experiences(plan: Plan) -> Iterator[tuple[str, Experience]]:
    for id, held in plan.of_kind("experience").items():
        if isinstance(held, Experience):
            yield id, held


def totals(hours: Iterable[Worked], word_of: Callable[[Worked], str]) -> list[Total]:
    """Sums by what `word_of` says, in the order in which the words come up."""
    found: dict[str, list[Worked]] = {}
    for one in hours:
        found.setdefault(word_of(one), []).append(one)
    return [Total(word=word, hours=_sum(ours), estimated=_sum(one for one in ours if one.estimated),
                  supervised=_sum(one for one in ours if one.supervised)) for word, ours in found.items()]  # fmt: skip


def outlook(plan: Plan, target: float, today: date, *, ref: str | None = None, supervised: bool = False) -> Outlook:
    """How far it is to `target`, in one experience or in all; with `supervised`, in supervised hours."""
    have = _sum(one for one in worked(plan, today) if ref in (None, one.ref) and (one.supervised or not supervised))
    pace = pace_of(plan, today, ref=ref, supervised=supervised)
    left = target - have
    reached = today if left <= 0 else _after(today, left / pace) if pace else None
    return Outlook(target=target, hours=have, pace=pace, reached=reached)


def pace_of(plan: Plan, today: date, *, ref: str | None = None, supervised: bool = False) -> float:
    """Hours a week, in all that goes on today: of the last eight weeks where hours were logged, else as the record says."""
    ours = [held for id, held in experiences(plan) if ref in (None, f"experience/{id}") and goes_on(held, today)]
    return sum(pace_in(held, today, supervised=supervised) for held in ours)


def pace_in(held: Experience, today: date, *, supervised: bool = False) -> float:
    """Hours a week in one experience that goes on."""
    days = {key: date.fromisoformat(key[:10]) for key in held.hours_log}
    since = today - timedelta(days=PACE_DAYS)
    recent = [entry.hours for key, entry in held.hours_log.items()
              if since < days[key] <= today and (entry.supervised or not supervised)]  # fmt: skip
    usual = 0.0 if supervised else held.hours_per_week or 0.0
    if not recent:
        return usual
    begun = min(days.values())
    if held.start and usual and begun > since:  # the log begins within these weeks: before it, the hours a week count
        first = max(held.start, since + timedelta(days=1))
        recent.append(max(0, (begun - first).days) / 7 * usual)
        begun = min(begun, first)
    weeks = min(PACE_DAYS, max(7, (today - begun).days + 1)) / 7
    return sum(recent) / weeks


def goes_on(held: Experience, today: date) -> bool:
    return (held.start is None or held.start <= today) and (held.end is None or held.end >= today)


def last_logged(held: Experience) -> date | None:
    return date.fromisoformat(max(held.hours_log, key=entry_order)[:10]) if held.hours_log else None


def _worked(ref: str, held: Experience, today: date) -> Iterator[Worked]:
    days = sorted(held.hours_log, key=entry_order)
    last = min([day for day in (held.end, today) if day] + [date.fromisoformat(key[:10]) - timedelta(days=1) for key in days[:1]])
    if held.start and held.hours_per_week:
        begin = held.start
        while begin <= last:
            end = min(add_months(begin.replace(day=1), 1) - timedelta(days=1), last)
            yield Worked(ref=ref, day=begin, hours=((end - begin).days + 1) / 7 * held.hours_per_week, estimated=True)
            begin = end + timedelta(days=1)
    for key in days:
        day, entry = date.fromisoformat(key[:10]), held.hours_log[key]
        if day <= today:
            yield Worked(ref=ref, day=day, hours=entry.hours, supervised=entry.supervised, what=entry.what)


def _after(today: date, weeks: float) -> date | None:
    """The day so many weeks ahead; None beyond a lifetime."""
    return today + timedelta(days=-int(-weeks * 7 // 1)) if weeks < 52 * 80 else None


def _sum(hours: Iterable[Worked]) -> float:
    return sum(one.hours for one in hours)
