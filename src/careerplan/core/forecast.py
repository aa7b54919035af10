"""When it can be done: what remains, scheduled over what waits for what, with the hours a week that one gives to it.

What an action takes is the guide's own file of estimates; the earliest day is a bound that no order of work can beat, the
likely day comes from a schedule with the usual figures (`schedule.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from .estimates import Basis, Estimates, tasks_of
from .fields import fields_of
from .guide import Guide
from .plan import Plan, Profile
from .progress import Progress, StepState, for_profile
from .schedule import LEAST, USUALLY, Slot, Task, all_done, critical_path, day, earliest, followed, schedule, span, whole
from .wanted import Wanted

ASSUMED_HOURS = 5.0
"""Hours a week, where nobody said."""

HOURS_OF_A_WEEK = 168
FEWEST_HOURS = 0.001
"""Hours a week: with fewer, nothing would ever be over."""

WORTH_SAYING = 7
"""Days: what would make it sooner by less is not said."""

MANY = 6
"""At most so many ways to make it sooner are said."""

FEW = 2
"""At most so many things are said that would weigh most, were they done already."""


class StepForecast(Struct, frozen=True, kw_only=True):
    """One step. `left`: what remains in it. Days are None where none can be told."""

    step: str
    left: tuple[str, ...]
    begins: date | None
    earliest: date | None
    likely: date | None
    target: date | None

    @property
    def late(self) -> bool:
        """Whether it is likely after its target."""
        return bool(self.target and self.left and (self.likely is None or self.likely > self.target))


class Leg(Struct, frozen=True, kw_only=True):
    """A part of the critical path. `calendar`: the time passes by itself; more hours a week would not shorten it."""

    ref: str
    begins: date | None
    ends: date | None
    days: int
    calendar: bool


class Gain(Struct, frozen=True, kw_only=True):
    """What would make the whole sooner, and by how many days. hours: more hours a week; instead: another action of the group;
    order: the longest chain first; full-time: what counts for a certification full time from now on; done: an action that is
    done already; else the name of the profile field that would be `value`."""

    kind: str
    value: str
    days: int


class Forecast(Struct, frozen=True, kw_only=True):
    """The whole. A day is None where none can be told."""

    hours_per_week: float
    assumed: bool
    """Nobody said how many hours a week."""
    hours: tuple[float, float]
    """What remains, least and usual."""
    steps: tuple[StepForecast, ...]
    goal: StepForecast | None
    """The step with which the goal is reached, where the guide names one."""
    earliest: date | None
    likely: date | None
    likely_days: float
    path: tuple[Leg, ...]
    """The critical path."""
    order: tuple[str, ...]
    """What remains, in the order in which it is taken up."""
    by_hours: bool
    """The hours a week decide the day, not the critical path."""
    undecided: tuple[str, ...]
    """Profile fields on which more actions depend, which are not in it."""
    open_length: tuple[str, ...]
    """Those of them on which it depends how long something takes."""
    unreached: str | None
    """The letters of the wanted certification, where nothing that is recorded leads there."""
    taken_for_done: tuple[str, ...]
    """What the wanted certification asks for that is not met, and is expected to be by then."""
    sooner: tuple[Gain, ...] = ()
    """What would make it sooner, the most first."""
    behind: tuple[Gain, ...] = ()
    """What would change most, were it done already."""

    def is_late(self, aim: date | None) -> bool:
        """Whether the goal is likely reached after the day that one aims at."""
        if aim is None or (self.goal and not self.goal.left):
            return False
        likely = self.goal.likely if self.goal else self.likely
        return likely is None or likely > aim


def forecast(
    guide: Guide, plan: Plan, seen: Progress, estimates: Estimates, today: date, *,
    hours_per_week: float | None = None, longest_first: bool = False, wanted: Wanted | None = None, order: Sequence[str] = (),
) -> Forecast:  # fmt: skip
    """What remains, scheduled. `hours_per_week`: instead of what the profile says. `longest_first`: what the longest chain
    hangs on is taken up first, although the guide recommends something else before it. `order`: that of another forecast,
    which is followed where it ends sooner, so that less to do never takes longer."""
    return Trials(
        guide, plan, seen, estimates, today, hours_per_week=hours_per_week, longest_first=longest_first, wanted=wanted, order=order
    ).forecast


class Sooner(NamedTuple):
    """What something would bring. `days`: how much sooner the whole is likely, below 0 later. `eased`: how much sooner the
    actions that remain are over, all their days together."""

    days: int
    eased: int


class Trials:
    """A forecast, and what it would be if something were different."""

    def __init__(
        self, guide: Guide, plan: Plan, seen: Progress, estimates: Estimates, today: date, *,
        hours_per_week: float | None = None, longest_first: bool = False, wanted: Wanted | None = None, order: Sequence[str] = (),
    ) -> None:  # fmt: skip
        self._basis, self._seen, self._estimates = Basis(guide, plan, estimates, today, wanted, longest_first), seen, estimates
        said = hours_per_week or plan.profile.hours_per_week
        self._hours = max(said or ASSUMED_HOURS, FEWEST_HOURS)
        self._tasks = tasks_of(self._basis, seen)
        self._slots = _scheduled(self._tasks, self._hours / 7, today, order)
        self.bare = _made(self._basis, seen, self._tasks, self._slots, self._hours, assumed=not said)
        """The forecast, without what would make it sooner."""

    @property
    def forecast(self) -> Forecast:
        worth = sorted((one for one in self._gains() if one.days >= WORTH_SAYING), key=lambda one: -one.days)
        return replace(self.bare, sooner=tuple(worth[:MANY]), behind=tuple(self._behind()))

    def hours(self, a_week: float) -> Sooner:
        """With so many hours a week."""
        return self._gain(self._tasks, a_week)

    def longest_first(self) -> Sooner:
        """With what the longest chain hangs on taken up first."""
        return self._gain([replace(task, better_after=()) for task in self._tasks], self._hours)

    def full_time(self) -> Sooner:
        """With full-time work that counts for the wanted certification, from now on."""
        return self._gain(tasks_of(self._basis.at_full_time(), self._seen), self._hours)

    def done(self, *refs: str) -> Sooner:
        """If these actions were done, or left out."""
        return self._gain([task for task in self._tasks if task.ref not in refs], self._hours)

    def instead(self, ref: str) -> Sooner:
        """With this action of its group."""
        return self._gain(tasks_of(self._basis, self._seen, ref), self._hours)

    def profile(self, **changes: str) -> Sooner:
        """With another profile."""
        basis = self._basis.with_profile(**changes)
        seen = for_profile(self._seen, basis.guide, basis.plan, basis.today)
        return self._gain(tasks_of(basis, seen), self._hours)

    def _gain(self, tasks: Sequence[Task], hours_per_week: float) -> Sooner:
        slots = _scheduled(tasks, hours_per_week / 7, self._basis.today, self.bare.order)
        eased = sum(whole(self._slots[ref].ends) - whole(slot.ends) for ref, slot in slots.items() if ref in self._slots)
        return Sooner(whole(self.bare.likely_days) - whole(_end(slots)), eased)

    def _behind(self) -> Iterable[Gain]:
        """What of the critical path would change most, were it done already."""
        found = [Gain(kind="done", value=leg.ref, days=self.done(leg.ref).days) for leg in self.bare.path]
        return sorted((one for one in found if one.days >= WORTH_SAYING), key=lambda one: -one.days)[:FEW]

    def _gains(self) -> Iterable[Gain]:
        """What would make the whole sooner: more hours, another order, another action of a group, another route."""
        best = 0
        for more in sorted((self._hours + 2, self._hours * 2)):
            if more <= HOURS_OF_A_WEEK and (days := self.hours(more).days) > best:
                best = days
                yield Gain(kind="hours", value=f"{more:g}", days=days)
        yield Gain(kind="order", value="longest-first", days=self.longest_first().days)
        if (wanted := self._basis.wanted) and wanted.assessed and wanted.eligible_on and wanted.soonest:
            yield Gain(kind="full-time", value=wanted.assessed.entry.code or "", days=self.full_time().days)
        for leg in self.bare.path:
            for other in _others(leg.ref, self._seen):
                yield Gain(kind="instead", value=other, days=self.instead(other).days)
        for name in _deciding(self._estimates):
            now = getattr(self._basis.plan.profile, name)
            for word in self._basis.guide.vocabulary.get(fields_of(Profile)[name].vocabulary or "", {}) if now else ():
                if word != now:
                    yield Gain(kind=name, value=word, days=self.profile(**{name: word}).days)


def _scheduled(tasks: Sequence[Task], rate: float, today: date, order: Sequence[str]) -> dict[str, Slot]:
    """By the rule, or in the order that there was before: whichever ends sooner."""
    ours = schedule(tasks, rate, today)
    return min(ours, followed(tasks, order, rate, today), key=_end) if order else ours


def _made(
    basis: Basis, seen: Progress, tasks: Sequence[Task], slots: Mapping[str, Slot], hours_per_week: float, *, assumed: bool
) -> Forecast:
    today, rate = basis.today, hours_per_week / 7
    bounds, likely = earliest(tasks, rate, today), _end(slots)
    steps = tuple(_step(step, tasks, bounds, slots, rate, basis) for step in seen.steps)
    undecided = tuple(dict.fromkeys(name for s in seen.states.values() if s.applies == "depends" for name in s.undecided))
    return Forecast(
        hours_per_week=hours_per_week, assumed=assumed,
        hours=(sum(task.hours[LEAST] for task in tasks), sum(task.hours[USUALLY] for task in tasks)),
        steps=steps, goal=next((one for one in steps if one.step == basis.estimates.goal), None),
        earliest=day(all_done(tasks, bounds, bounds, rate), today), likely=day(likely, today), likely_days=likely,
        path=tuple(_legs(tasks, slots, rate, today)), order=tuple(slots),
        by_hours=sum(task.hours[USUALLY] for task in tasks) / rate > critical_path(tasks, rate, today)[1],
        undecided=undecided, open_length=tuple(name for name in _deciding(basis.estimates) if name in undecided),
        unreached=basis.wanted.unreached if basis.wanted else None,
        taken_for_done=basis.wanted.taken_for_done if basis.wanted else (),
    )  # fmt: skip


# From the schedule to days


def _end(slots: Mapping[str, Slot]) -> float:
    return max((slot.ends for slot in slots.values()), default=0.0)


def _step(
    step: StepState, tasks: Sequence[Task], bounds: Mapping[str, float], slots: Mapping[str, Slot], rate: float, basis: Basis
) -> StepForecast:
    left = tuple(state.action.id for state in step.actions if state.action.id in slots)
    return StepForecast(
        step=step.step.id, left=left, target=step.mark.target,
        begins=day(min((slots[ref].begins for ref in left), default=0.0), basis.today),
        earliest=day(all_done(tasks, left, bounds, rate), basis.today),
        likely=day(max((slots[ref].ends for ref in left), default=0.0), basis.today),
    )  # fmt: skip


def _legs(tasks: Sequence[Task], slots: Mapping[str, Slot], rate: float, today: date) -> Iterable[Leg]:
    by_ref = {task.ref: task for task in tasks}
    for ref in critical_path(tasks, rate, today)[0]:
        task, slot = by_ref[ref], slots[ref]
        yield Leg(ref=ref, begins=day(slot.begins, today), ends=day(slot.ends, today), days=round(min(slot.ends - slot.begins, 1e6)),
                  calendar=slot.ends > slot.worked and span(task, rate, USUALLY) >= task.hours[USUALLY] / rate)  # fmt: skip


# What would make it sooner


def _others(ref: str, seen: Progress) -> list[str]:
    """The other open actions of the group of an action."""
    action = seen.states[ref].action
    return [id for id, state in seen.states.items() if action.group and state.action.group == action.group and state.open and id != ref]


def _deciding(estimates: Estimates) -> list[Literal["route", "field", "population", "level"]]:
    """The profile fields on which it depends how long something takes."""
    cases = [case.when for takes in estimates.actions.values() for case in takes.cases]
    names: tuple[Literal["route", "field", "population", "level"], ...] = ("route", "field", "population", "level")
    return [name for name in names if any(getattr(when, name) for when in cases)]
