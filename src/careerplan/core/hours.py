"""Hours of experience: what was worked where, how far it is to a number of hours, and when one will be there.

Hours that were logged count as they are. For the time before the first entry of a log, the hours a week that the
record gives are counted, and called estimated.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from .dates import A_LIFE, A_YEAR, add_months
from .kinds import Experience
from .plan import Plan
from .records import entry_order

PACE_DAYS = 56
"""The pace is that of the last eight weeks."""


class Worked(Struct, frozen=True, kw_only=True):
    """Hours worked: on `day`, or estimated for all the days from `day` to `until`."""

    ref: str
    day: date
    until: date
    hours: float
    estimated: bool = False
    supervised: bool = False
    what: str | None = None


class Total(Struct, frozen=True, kw_only=True):
    """Hours of one setting, kind or month (`2026-11`); `hours` includes the estimated ones."""

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
    """All hours so far, by their first day."""
    found = [one for id, held in experiences(plan) for one in _worked(f"experience/{id}", held, today)]
    return sorted(found, key=lambda one: one.day)


def uncounted(plan: Plan, today: date) -> list[Experience]:
    """What has begun and is not in the hours: nothing is logged, and the hours a week or the first day are missing."""
    begun = (held for _, held in experiences(plan) if held.start is None or held.start <= today)
    return [held for held in begun if not held.hours_log and (held.hours_per_week is None or held.start is None)]


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


def by_month(hours: Sequence[Worked]) -> list[Total]:
    """Sums by month, `2026-11`. What was estimated lies evenly on its days."""
    logged = {one.word: one for one in totals((one for one in hours if not one.estimated), lambda one: f"{one.day:%Y-%m}")}
    spread = {f"{month:%Y-%m}": count for month, count in _by_month([one for one in hours if one.estimated]).items()}
    none = Total(word="", hours=0, estimated=0, supervised=0)
    return [Total(word=month, hours=logged.get(month, none).hours + spread.get(month, 0), estimated=spread.get(month, 0),
                  supervised=logged.get(month, none).supervised) for month in sorted({*logged, *spread})]  # fmt: skip


def _by_month(stretches: Sequence[Worked]) -> dict[date, float]:
    """The first of a month -> the hours in it. One pass over the days on which a stretch begins or ends, however many run."""
    changes: dict[date, list[float]] = {}
    for one in stretches:
        daily = one.hours / ((one.until - one.day).days + 1)
        changes.setdefault(one.day, []).append(daily)
        changes.setdefault(one.until + timedelta(days=1), []).append(-daily)
    found: dict[date, float] = {}
    running, daily = 0, 0.0
    for begin, end in pairwise(sorted(changes)):
        running += sum(1 if change > 0 else -1 for change in changes[begin])
        daily = daily + sum(changes[begin]) if running else 0.0  # so that nothing is left over of sums that should be nothing
        while running and begin < end:
            month = begin.replace(day=1)
            after = min(add_months(month, 1), end)
            found[month] = found.get(month, 0.0) + daily * (after - begin).days
            begin = after
    return found


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
    if held.start and held.hours_per_week and held.start <= last:
        hours = ((last - held.start).days + 1) / 7 * held.hours_per_week
        yield Worked(ref=ref, day=held.start, until=last, hours=hours, estimated=True)
    for key in days:
        day, entry = date.fromisoformat(key[:10]), held.hours_log[key]
        if day <= today:
            yield Worked(ref=ref, day=day, until=day, hours=entry.hours, supervised=entry.supervised, what=entry.what)


def _after(today: date, weeks: float) -> date | None:
    """The day so many weeks ahead; None beyond a lifetime."""
    return today + timedelta(days=-int(-weeks * 7 // 1)) if weeks < A_LIFE * A_YEAR / 7 else None


def _sum(hours: Iterable[Worked]) -> float:
    return sum(one.hours for one in hours)
