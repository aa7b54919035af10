"""When it can be done: what remains, scheduled over what waits for what, with the hours a week that one gives to it.

What an action takes is the guide's own file of estimates; the earliest day is a bound that no order of work can beat, the
likely day comes from a schedule with the usual figures (`schedule.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from .evidence import Look, applies, evidence
from .fields import fields_of
from .guide import Asks, Condition, Evidence, Guide
from .plan import Plan, Profile
from .progress import ActionState, Progress, StepState, for_profile, is_met
from .schedule import LEAST, LIFETIME, USUALLY, Slot, Task, all_done, critical_path, day, earliest, schedule, span
from .topics import Sourced
from .wanted import Wanted

ASSUMED_HOURS = 5.0
"""Hours a week, where nobody said."""

HOURS_OF_A_WEEK = 168

WORTH_SAYING = 7
"""Days: what would make it sooner by less is not said."""

MANY = 6
"""At most so many ways to make it sooner are said."""
UNDER_WAY = ("enrolled", None)


class Case(Asks, frozen=True, kw_only=True):
    """What an action takes for those for whom a condition holds, and who have what a rule of evidence asks for."""

    when: Condition = Condition()
    has: Evidence | None = None
    hours: tuple[float, float] | None = None
    days: tuple[float, float] | None = None


class Takes(Asks, frozen=True, kw_only=True):
    """What an action takes in all: pairs of the least and the usual figure."""

    text: str = ""
    """What the time is for."""
    hours: tuple[float, float] | None = None
    """Hours of one's own time; without it one to two sittings."""
    days: tuple[float, float] | None = None
    """Days that pass, whatever one does."""
    cases: list[Case] = []
    """The first that holds stands in the place of `hours` and `days`."""
    since: str | None = None
    """A kind of record: the days began with the first of them that goes on."""
    ends_with: str | None = None
    """A kind of record: where one is under way and says when it ends, that day stands in the place of `days`."""
    after: list[str] = []
    """Actions that it comes after, though it could be begun before."""
    eligible: bool = False
    """Where the day is known on which what the wanted certification asks for is met, it stands in the place of `days` and `after`."""
    exam: bool = False
    """It ends in a month in which the wanted certification has its exam."""


class Estimates(Asks, frozen=True, kw_only=True):
    """A guide's file of estimates."""

    text: str = ""
    says: list[Sourced] = []
    """The guide's own figures."""
    actions: dict[str, Takes] = {}


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
    """What would make the whole sooner, and by how many days. hours: more hours a week; done: an action done (or left out);
    instead: another action of its group; order: the longest chain first; else the name of the profile field that would be
    `value`."""

    kind: str
    value: str
    days: int


class Forecast(Struct, frozen=True, kw_only=True):
    """The whole. `hours`: what remains, least and usual. `assumed`: the hours a week were not given. `undecided`: profile
    fields on which more actions depend, which are not in it. `unreached`: see `Wanted`."""

    hours_per_week: float
    assumed: bool
    hours: tuple[float, float]
    steps: tuple[StepForecast, ...]
    earliest: date | None
    likely: date | None
    likely_days: float
    path: tuple[Leg, ...]
    by_hours: bool
    """The hours a week decide the day, not the critical path."""
    sooner: tuple[Gain, ...] = ()
    undecided: tuple[str, ...] = ()
    unreached: str | None = None


def forecast(
    guide: Guide, plan: Plan, seen: Progress, estimates: Estimates, today: date, *,
    hours_per_week: float | None = None, longest_first: bool = False, wanted: Wanted | None = None,
) -> Forecast:  # fmt: skip
    """What remains, scheduled. `hours_per_week`: instead of what the profile says. `longest_first`: what the longest chain
    hangs on is taken up first, although the guide recommends something else before it."""
    return Trials(guide, plan, seen, estimates, today, hours_per_week=hours_per_week, longest_first=longest_first, wanted=wanted).forecast


class Sooner(NamedTuple):
    """What something would bring. `days`: how much sooner the whole is likely, below 0 later. `eased`: how much sooner the
    actions that remain are over, all their days together."""

    days: int
    eased: int


class Trials:
    """A forecast, and what it would be if something were different."""

    def __init__(
        self, guide: Guide, plan: Plan, seen: Progress, estimates: Estimates, today: date, *,
        hours_per_week: float | None = None, longest_first: bool = False, wanted: Wanted | None = None,
    ) -> None:  # fmt: skip
        self._source, self._seen, self._estimates = _Source(guide, plan, estimates, today, wanted, longest_first), seen, estimates
        self._hours = (said := hours_per_week or plan.profile.hours_per_week) or ASSUMED_HOURS
        self._tasks = _tasks(self._source, seen)
        self.bare = replace(_made(self._source, seen, self._tasks, self._hours), assumed=not said)
        """The forecast, without what would make it sooner."""
        self._slots = schedule(self._tasks, self._hours / 7, today)

    @property
    def forecast(self) -> Forecast:
        undecided = (name for state in self._seen.states.values() if state.applies == "depends" for name in state.undecided)
        worth = sorted((one for one in self._gains() if one.days >= WORTH_SAYING), key=lambda one: -one.days)
        unreached = self._source.wanted.unreached if self._source.wanted else None
        return replace(self.bare, sooner=tuple(worth[:MANY]), undecided=tuple(dict.fromkeys(undecided)), unreached=unreached)

    def hours(self, a_week: float) -> Sooner:
        """With so many hours a week."""
        return self._gain(self._tasks, a_week)

    def longest_first(self) -> Sooner:
        """With what the longest chain hangs on taken up first."""
        return self._gain([replace(task, better_after=()) for task in self._tasks], self._hours)

    def done(self, *refs: str) -> Sooner:
        """If these actions were done, or left out."""
        return self._gain([task for task in self._tasks if task.ref not in refs], self._hours)

    def instead(self, ref: str) -> Sooner:
        """With this action of its group."""
        return self._gain(_tasks(self._source, self._seen, ref), self._hours)

    def profile(self, **changes: str) -> Sooner:
        """With another profile."""
        source = self._source.with_profile(**changes)
        seen = for_profile(self._seen, source.guide, source.plan, source.today)
        return self._gain(_tasks(source, seen), self._hours)

    def _gain(self, tasks: Sequence[Task], hours_per_week: float) -> Sooner:
        slots = schedule(tasks, hours_per_week / 7, self._source.today)
        eased = sum(_in_a_life(self._slots[ref].ends) - _in_a_life(slot.ends) for ref, slot in slots.items() if ref in self._slots)
        return Sooner(int(_in_a_life(self.bare.likely_days) - _in_a_life(_end(slots))), int(eased))

    def _gains(self) -> Iterable[Gain]:
        """What would make the whole sooner: more hours, an action done, another of its group, another route."""
        best = 0
        for more in sorted((self._hours + 2, self._hours * 2)):
            if more <= HOURS_OF_A_WEEK and (days := self.hours(more).days) > best:
                best = days
                yield Gain(kind="hours", value=f"{more:g}", days=days)
        yield Gain(kind="order", value="longest-first", days=self.longest_first().days)
        for leg in self.bare.path:
            yield Gain(kind="done", value=leg.ref, days=self.done(leg.ref).days)
            for other in _others(leg.ref, self._seen):
                yield Gain(kind="instead", value=other, days=self.instead(other).days)
        for name in _deciding(self._estimates):
            now = getattr(self._source.plan.profile, name)
            for word in self._source.guide.vocabulary.get(fields_of(Profile)[name].vocabulary or "", {}) if now else ():
                if word != now:
                    yield Gain(kind=name, value=word, days=self.profile(**{name: word}).days)


class _Source:
    """What a forecast is made from."""

    def __init__(
        self, guide: Guide, plan: Plan, estimates: Estimates, today: date, wanted: Wanted | None, longest_first: bool = False
    ) -> None:
        self.guide, self.plan, self.estimates, self.today, self.wanted = guide, plan, estimates, today, wanted
        self.longest_first = longest_first
        self.look = Look(guide, plan, today)

    def with_profile(self, **changes: str) -> "_Source":
        return _Source(self.guide, self.plan.with_profile(**changes), self.estimates, self.today, self.wanted, self.longest_first)


def tasks_of(guide: Guide, plan: Plan, seen: Progress, estimates: Estimates, today: date, *, wanted: Wanted | None = None) -> list[Task]:
    """What remains: the open actions that count, of a group only one, with what each takes and waits for."""
    return _tasks(_Source(guide, plan, estimates, today, wanted), seen)


def _tasks(source: _Source, seen: Progress, instead: str = "") -> list[Task]:
    chosen = {state.action.id: state for step in seen.steps if not step.closed for state in _remaining(step, instead)}
    by_step = {step.step.id: tuple(s.action.id for s in step.actions if s.action.id in chosen) for step in seen.steps}
    return [_task(state, seen, chosen, by_step, source) for state in chosen.values()]


def _made(source: _Source, seen: Progress, tasks: Sequence[Task], hours_per_week: float) -> Forecast:
    today, rate = source.today, hours_per_week / 7
    bounds, slots = earliest(tasks, rate, today), schedule(tasks, rate, today)
    likely = _end(slots)
    return Forecast(
        hours_per_week=hours_per_week, assumed=False,
        hours=(sum(task.hours[LEAST] for task in tasks), sum(task.hours[USUALLY] for task in tasks)),
        steps=tuple(_step(step, tasks, bounds, slots, rate, source) for step in seen.steps),
        earliest=day(all_done(tasks, bounds, bounds, rate), today), likely=day(likely, today), likely_days=likely,
        path=tuple(_legs(tasks, slots, rate, today)),
        by_hours=sum(task.hours[USUALLY] for task in tasks) / rate > critical_path(tasks, rate, today)[1],
    )  # fmt: skip


# From actions to tasks


def _remaining(step: StepState, instead: str) -> Iterable[ActionState]:
    """The open actions that count: not what is optional and not begun; of a group `instead`, what is under way, or the first."""
    settled = {state.action.group for state in step.actions if state.satisfied and state.action.group}
    found = [s for s in step.actions if s.open and s.action.group not in settled and (not s.action.optional or s.mark.status == "doing")]
    first: dict[str, ActionState] = {}
    for state in sorted(found, key=lambda one: (one.action.id != instead, one.mark.status != "doing")):
        first.setdefault(state.action.group or state.action.id, state)
    return [state for state in found if first[state.action.group or state.action.id] is state]


def _task(
    state: ActionState, seen: Progress, chosen: Mapping[str, ActionState], by_step: Mapping[str, Sequence[str]], source: _Source
) -> Task:
    action, step = state.action, source.guide.step_of[state.action.id]
    takes = source.estimates.actions.get(action.id) or Takes()
    case = next((case for case in takes.cases if _fits(case, source.look)), None)
    hours = (case and case.hours) or takes.hours or (action.minutes / 60, action.minutes / 30)
    days = (case and case.days) or takes.days or (0.0, 0.0)
    before = {
        which: tuple(ref for need in action.needs.alternatives(which) + step.needs.alternatives(which) if not is_met(need, seen)
                     for ref in _first_there(need, chosen, by_step))
        for which in ("hard", "soft")
    }  # fmt: skip
    left = 1 - (state.found.have / state.found.want if state.found.want else 0)
    eager = source.longest_first or state.mark.status == "doing"
    task = Task(ref=action.id, hours=(hours[0] * left, hours[1] * left), days=days, needs=before["hard"],
                better_after=() if eager else before["soft"])  # fmt: skip
    return _bound(task, takes, chosen, source)


def _fits(case: Case, look: Look) -> bool:
    return applies(case.when, look)[0] == "yes" and (case.has is None or evidence(case.has, look).holds)


def _bound(task: Task, takes: Takes, chosen: Mapping[str, ActionState], source: _Source) -> Task:
    """The task, with what the person's own records say of its time."""
    after = tuple(ref for ref in takes.after if ref in chosen)
    waits_until = None
    if takes.since and (begun := _begun(takes.since, source)):
        passed = (source.today - begun).days
        waits_until = (max(0.0, task.days[0] - passed), max(0.0, task.days[1] - passed))
    if takes.ends_with and (until := _under_way_until(takes.ends_with, source)):
        waits_until = (float((until - source.today).days),) * 2
    if takes.eligible and source.wanted and source.wanted.eligible_on:
        waits_until, after = (float((source.wanted.eligible_on - source.today).days),) * 2, ()
    if waits_until:
        task = replace(task, days=(0.0, 0.0), not_before=waits_until)
    if takes.exam and source.wanted:
        task = replace(task, months=source.wanted.exam_months, lead=source.wanted.exam_lead_days)
    return replace(task, needs=(*task.needs, *after))


def _first_there(need: Sequence[str], chosen: Mapping[str, ActionState], by_step: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Of the alternatives of a need the first that is among what remains."""
    found: list[Sequence[str]] = [by_step.get(ref, ()) or ((ref,) if ref in chosen else ()) for ref in need]
    return next((refs for refs in found if refs), ())


def _begun(kind: str, source: _Source) -> date | None:
    """When the first record of a kind began that is not over, or that has no end to be reached."""
    days = [getattr(record, "start", None) for _, record in source.look.records(kind) if getattr(record, "status", None) in UNDER_WAY]
    return min((start for start in days if start), default=None)


def _under_way_until(kind: str, source: _Source) -> date | None:
    """The last day of the records of a kind that are under way."""
    held = [record for record in source.plan.of_kind(kind).values() if getattr(record, "status", None) in UNDER_WAY]
    return max((end for record in held if (end := getattr(record, "end", None)) and end > source.today), default=None)


# From the schedule to days


def _in_a_life(days: float) -> float:
    return min(days, LIFETIME)


def _end(slots: Mapping[str, Slot]) -> float:
    return max((slot.ends for slot in slots.values()), default=0.0)


def _step(
    step: StepState, tasks: Sequence[Task], bounds: Mapping[str, float], slots: Mapping[str, Slot], rate: float, source: _Source
) -> StepForecast:
    left = tuple(state.action.id for state in step.actions if state.action.id in slots)
    return StepForecast(
        step=step.step.id, left=left, target=step.mark.target,
        begins=day(min((slots[ref].begins for ref in left), default=0.0), source.today),
        earliest=day(all_done(tasks, left, bounds, rate), source.today),
        likely=day(max((slots[ref].ends for ref in left), default=0.0), source.today),
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
