"""Scheduling: tasks that wait for each other, one person with so many hours a week, and things that take their time however
many hours one has. Knows no guide and no plan.

Times are days from today, as numbers. A task is worked on without a break, one at a time; what it takes besides passes by
itself. It ends when both are over.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, timedelta
from heapq import heapify, heappop, heappush
from math import ceil
from typing import Literal, NamedTuple

from msgspec import Struct

from .dates import A_LIFE, A_YEAR

LEAST, USUALLY = 0, 1
"""Which of a task's two figures is meant."""

LIFETIME = A_YEAR * A_LIFE
"""Whatever is later than this many days ahead has no date."""


class Exam(NamedTuple):
    """An exam that is held every year. `apply_until`: `01-31`, the last day to apply for it, the last before its month."""

    month: int
    apply_until: str | None = None


class Task(Struct, frozen=True, kw_only=True):
    """Something to do. Of each pair of figures the first is the least, the second the usual one."""

    ref: str
    hours: tuple[float, float] = (0.0, 0.0)
    """Hours of work."""
    days: tuple[float, float] = (0.0, 0.0)
    """Days that pass from its beginning, whatever one does."""
    needs: tuple[str, ...] = ()
    """Tasks that have to be over before it begins."""
    better_after: tuple[str, ...] = ()
    """Tasks that are taken up first where there is a choice."""
    not_before: tuple[float, float] = (0.0, 0.0)
    """It does not end before this day."""
    clock: tuple[str, ...] = ()
    """Tasks from whose end on its days pass, if it has any (what is not there is over); else they pass from its beginning."""
    exams: tuple[Exam, ...] = ()
    """It ends with one of these exams: the first that is still to be applied for when it begins."""


class Slot(Struct, frozen=True):
    """When a task begins, when its work is done, and when it is over."""

    begins: float
    worked: float
    ends: float


def ends(task: Task, begins: float, worked: float, which: int, today: date, since: float = 0.0) -> float:
    """When a task is over; never sooner for a later beginning. `since`: when its clock began to run, where it has one."""
    over = max(worked, (since if task.clock else begins) + task.days[which], task.not_before[which])
    return max(over, _exam(task.exams, begins, over, today)) if task.exams else over


def span(task: Task, hours_per_day: float, which: int) -> float:
    """Days that a task takes by itself, its exam months left aside."""
    return max(task.hours[which] / hours_per_day, task.days[which])


def in_order(tasks: Sequence[Task]) -> list[Task]:
    """The tasks, each after what it needs. Raises ValueError where they wait for each other."""
    by_ref = {task.ref: task for task in tasks}
    waits = {task.ref: len(_needed(task.needs, by_ref)) for task in tasks}
    after = _after(tasks, by_ref, "needs")
    found = [task for task in tasks if not waits[task.ref]]
    for task in found:  # it grows while it is walked
        for ref in after.get(task.ref, ()):
            waits[ref] -= 1
            if not waits[ref]:
                found.append(by_ref[ref])
    if len(found) < len(tasks):
        raise ValueError("tasks wait for each other")
    return found


def schedule(tasks: Sequence[Task], hours_per_day: float, today: date, which: int = USUALLY) -> dict[str, Slot]:
    """When each task is done, in the order in which they are taken up, by one who begins at once what takes no work, and else
    takes up, of what can be begun, first what is not better after something else; then what the longest time hangs on once its
    work is done (Jackson's rule); then what comes first in `tasks`."""
    by_ref = {task.ref: task for task in tasks}
    tails = _tails(tasks, hours_per_day, which)
    urgency = {task.ref: (task.hours[which] / hours_per_day - tails[task.ref], index, task.ref) for index, task in enumerate(tasks)}
    waits = {task.ref: len(_needed(task.needs, by_ref)) for task in tasks}
    later = {task.ref: len(_needed(task.better_after, by_ref)) if task.hours[which] else 0 for task in tasks}
    after, better = _after(tasks, by_ref, "needs"), _after(tasks, by_ref, "better_after")
    opens = dict.fromkeys(by_ref, 0.0)
    coming = [(0.0, ref) for ref in by_ref if not waits[ref]]
    free: list[tuple[int, tuple[float, int, str]]] = []
    slots: dict[str, Slot] = {}
    now = 0.0

    def offer(ref: str) -> None:
        """It can be begun. What stood as better later stays in `free`, and is passed over there."""
        work = bool(by_ref[ref].hours[which])
        heappush(free, (work + (later[ref] > 0), urgency[ref]))

    heapify(coming)
    while coming or free:
        now = now if free else max(now, coming[0][0])
        while coming and coming[0][0] <= now:
            offer(heappop(coming)[1])
        ref = heappop(free)[1][2]
        if ref in slots:
            continue
        task = by_ref[ref]
        worked = now + task.hours[which] / hours_per_day
        slots[ref] = Slot(now, worked, _over(task, now, worked, slots, which, today))
        for one in better.get(ref, ()):
            later[one] -= 1
            if not later[one] and not waits[one] and opens[one] <= now:
                offer(one)
        for one in after.get(ref, ()):
            waits[one] -= 1
            opens[one] = max(opens[one], slots[ref].ends)
            if not waits[one]:
                heappush(coming, (opens[one], one))
        now = worked
    return slots


def followed(tasks: Sequence[Task], order: Iterable[str], hours_per_day: float, today: date, which: int = USUALLY) -> dict[str, Slot]:
    """When each task is done by one who takes them up in an order that was possible before; what was not in it comes last. With
    less to do, or more hours, it is never later than it was."""
    by_ref = {task.ref: task for task in tasks}
    place = {ref: index for index, ref in enumerate(dict.fromkeys((*order, *by_ref)))}
    waits = {task.ref: len(_needed(task.needs, by_ref)) for task in tasks}
    after = _after(tasks, by_ref, "needs")
    free = [place[ref] for ref in by_ref if not waits[ref]]
    refs = list(place)
    slots: dict[str, Slot] = {}
    now = 0.0
    heapify(free)
    while free:
        task = by_ref[refs[heappop(free)]]
        begins = max([now, *(slots[need].ends for need in _needed(task.needs, by_ref))])
        now = begins + task.hours[which] / hours_per_day
        slots[task.ref] = Slot(begins, now, _over(task, begins, now, slots, which, today))
        for ref in after.get(task.ref, ()):
            waits[ref] -= 1
            if not waits[ref]:
                heappush(free, place[ref])
    return slots


def earliest(tasks: Sequence[Task], hours_per_day: float, today: date, which: int = LEAST) -> dict[str, float]:
    """For each task the day before which it cannot be over, in whatever order one works: by the longest chain to it, and by
    all the work that has to come before it."""
    chain: dict[str, float] = {}
    before: dict[str, frozenset[str]] = {}
    work = {task.ref: task.hours[which] / hours_per_day for task in tasks}
    for task in in_order(tasks):
        needs = _needed(task.needs, work)
        before[task.ref] = frozenset(needs).union(*(before[need] for need in needs))
        begins = max([sum(work[ref] for ref in before[task.ref]), *(chain[need] for need in needs)])
        since = max((chain[one] for one in task.clock if one in chain), default=0.0)
        chain[task.ref] = ends(task, begins, begins + work[task.ref], which, today, since)
    return chain


def all_done(tasks: Sequence[Task], refs: Iterable[str], bounds: Mapping[str, float], hours_per_day: float, which: int = LEAST) -> float:
    """The day before which none of the ways to work has all of `refs` done: the latest of their bounds, or all the work
    that they need together."""
    by_ref = {task.ref: task for task in tasks}
    wanted, todo = set[str](), [ref for ref in refs if ref in by_ref]
    latest = max((bounds[ref] for ref in todo), default=0.0)
    while todo:
        ref = todo.pop()
        if ref not in wanted:
            wanted.add(ref)
            todo += [need for need in by_ref[ref].needs if need in by_ref]
    return max(latest, sum(by_ref[ref].hours[which] for ref in wanted) / hours_per_day)


def critical_path(tasks: Sequence[Task], hours_per_day: float, today: date, which: int = USUALLY) -> tuple[list[str], float]:
    """The chain of tasks, first to last, that would decide the end if everything that can be begun were worked on at once, and
    that end."""
    over: dict[str, float] = {}
    decided: dict[str, str] = {}
    for task in in_order(tasks):
        needs = _needed(task.needs, over)
        begins = max((over[need] for need in needs), default=0.0)
        worked = begins + task.hours[which] / hours_per_day
        clock = [one for one in task.clock if one in over]
        since = max((over[one] for one in clock), default=0.0)
        if needs:
            by_clock = clock and since + task.days[which] > worked
            decided[task.ref] = max(clock if by_clock else needs, key=over.__getitem__)
        over[task.ref] = ends(task, begins, worked, which, today, since)
    if not over:
        return [], 0.0
    path = [max(over, key=over.__getitem__)]
    while path[-1] in decided:
        path.append(decided[path[-1]])
    return path[::-1], over[path[0]]


def whole(days: float) -> int:
    """Days, as they are shown: the day on which something is over, at most a lifetime."""
    return ceil(min(days, LIFETIME) - 1e-9)


def day(days: float, today: date) -> date | None:
    """The day so many days ahead, None beyond a lifetime."""
    return today + timedelta(days=whole(days)) if days < LIFETIME else None


def _over(task: Task, begins: float, worked: float, slots: Mapping[str, Slot], which: int, today: date) -> float:
    since = max((slots[one].ends for one in task.clock if one in slots), default=0.0)
    return ends(task, begins, worked, which, today, since)


def _needed(needs: Iterable[str], known: Container[str]) -> list[str]:
    """What is needed, as far as it is there; what is not there is over."""
    return [need for need in dict.fromkeys(needs) if need in known]


def _after(tasks: Sequence[Task], known: Container[str], which: Literal["needs", "better_after"]) -> dict[str, list[str]]:
    """Task -> the tasks that need it, or that are better after it."""
    found: dict[str, list[str]] = {}
    for task in tasks:
        for need in _needed(getattr(task, which), known):
            found.setdefault(need, []).append(task.ref)
    return found


def _tails(tasks: Sequence[Task], hours_per_day: float, which: int) -> dict[str, float]:
    """For each task, how long the longest chain is that begins with it."""
    found: dict[str, float] = {}
    after: dict[str, float] = {}
    for task in reversed(in_order(tasks)):
        found[task.ref] = span(task, hours_per_day, which) + after.get(task.ref, 0.0)
        unclocked = task.hours[which] / hours_per_day + after.get(task.ref, 0.0)  # its days pass already
        for need in task.needs:
            after[need] = max(after.get(need, 0.0), found[task.ref] if not task.clock or need in task.clock else unclocked)
    return found


def _exam(exams: Sequence[Exam], begins: float, over: float, today: date) -> float:
    """The day of the first exam that one can still apply for; of one without a last day to apply, the first after `over`."""
    if over >= LIFETIME:
        return over
    applied, ready = (today + timedelta(days=ceil(days - 1e-9)) for days in (begins, over))
    for year in range(applied.year, ready.year + 3):
        for exam in sorted(exams):
            held = date(year, exam.month, 1)
            closes = _last_before(held, exam.apply_until) if exam.apply_until else None
            if applied <= closes if closes else ready <= held:
                return float((held - today).days)
    raise AssertionError("an exam is held every year")


def _last_before(day: date, month_and_day: str) -> date:
    """`10-15`: the last 15 October up to a day."""
    found = date.fromisoformat(f"{day.year}-{month_and_day}")
    return found if found <= day else found.replace(year=day.year - 1)
