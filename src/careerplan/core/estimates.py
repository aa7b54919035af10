"""What remains, as tasks for a schedule: what each action takes by the guide's file of estimates, and what the person's own
records say of it: since when it goes on, when it ends, what is half done.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from .conditions import Look, applies
from .evidence import evidence
from .guide import Asks, Condition, Evidence, Guide
from .plan import Plan
from .progress import ActionState, Progress, StepState, is_met, one_of_each_group
from .records import Days, Hours
from .schedule import Task
from .topics import Sourced
from .wanted import Wanted

UNDER_WAY = ("enrolled", None)


class Case(Asks, frozen=True, kw_only=True):
    """What an action takes for those for whom a condition holds, and who have what a rule of evidence asks for."""

    when: Condition = Condition()
    has: Evidence | None = None
    days: tuple[Days, Days]


class Takes(Asks, frozen=True, kw_only=True):
    """What an action takes in all: pairs of the least and the usual figure."""

    text: str = ""
    """What the time is for."""
    hours: tuple[Hours, Hours] | None = None
    """Hours of one's own time; without it one to two sittings."""
    days: tuple[Days, Days] | None = None
    """Days that pass, whatever one does."""
    cases: list[Case] = []
    """The first that holds: its days stand in the place of `days`."""
    since: str | None = None
    """A kind of record: the days began with the first of them that goes on."""
    begins_with: list[str] = []
    """Actions with whose end the days begin to pass, where no record has begun."""
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
    goal: str | None = None
    """The step with which the goal is reached: the day that one aims at is held against it, whatever comes later."""
    actions: dict[str, Takes] = {}


class Basis:
    """What a forecast rests on. `longest_first`: nothing is better after something else."""

    def __init__(
        self, guide: Guide, plan: Plan, estimates: Estimates, today: date, wanted: Wanted | None = None, longest_first: bool = False
    ) -> None:
        self.guide, self.plan, self.estimates, self.today, self.wanted = guide, plan, estimates, today, wanted
        self.longest_first = longest_first
        self.look = Look(guide, plan, today)

    def at_full_time(self) -> "Basis":
        """With full-time work that counts for the wanted certification, from now on."""
        soon = self.wanted and replace(self.wanted, eligible_on=self.wanted.soonest)
        return Basis(self.guide, self.plan, self.estimates, self.today, soon, self.longest_first)

    def with_profile(self, **changes: str) -> "Basis":
        return Basis(self.guide, self.plan.with_profile(**changes), self.estimates, self.today, self.wanted, self.longest_first)


def tasks_of(basis: Basis, seen: Progress, instead: str = "") -> list[Task]:
    """What remains: the open actions that count, of a group only one (`instead`, where it is in it), with what each takes and
    waits for."""
    chosen = {state.action.id: state for step in seen.steps if not step.closed for state in _remaining(step, instead)}
    by_step = {step.step.id: tuple(s.action.id for s in step.actions if s.action.id in chosen) for step in seen.steps}
    return [_task(state, seen, chosen, by_step, basis) for state in chosen.values()]


def _remaining(step: StepState, instead: str) -> Iterable[ActionState]:
    """The open actions that count: not what is optional and not begun."""
    return one_of_each_group(step, [s for s in step.actions if s.open and (not s.action.optional or s.mark.status == "doing")], instead)


def _task(
    state: ActionState, seen: Progress, chosen: Mapping[str, ActionState], by_step: Mapping[str, Sequence[str]], basis: Basis
) -> Task:
    action, step = state.action, basis.guide.step_of[state.action.id]
    takes = basis.estimates.actions.get(action.id) or Takes()
    case = next((case for case in takes.cases if _fits(case, basis.look)), None)
    hours = takes.hours or (action.minutes / 60, action.minutes / 30)
    days = case.days if case else takes.days or (0.0, 0.0)
    before = {
        which: tuple(ref for need in action.needs.alternatives(which) + step.needs.alternatives(which) if not is_met(need, seen)
                     for ref in _first_there(need, chosen, by_step))
        for which in ("hard", "soft")
    }  # fmt: skip
    left = 1 - (state.found.have / state.found.want if state.found.want else 0)
    eager = basis.longest_first or state.mark.status == "doing"
    task = Task(ref=action.id, hours=(hours[0] * left, hours[1] * left), days=days, needs=before["hard"],
                better_after=() if eager else before["soft"])  # fmt: skip
    return _bound(task, takes, chosen, basis)


def _fits(case: Case, look: Look) -> bool:
    return applies(case.when, look)[0] == "yes" and (case.has is None or evidence(case.has, look).holds)


def _bound(task: Task, takes: Takes, chosen: Mapping[str, ActionState], basis: Basis) -> Task:
    """The task, with what the person's own records say of its time."""
    after = tuple(ref for ref in takes.after if ref in chosen)
    waits_until = None
    if takes.since and (begun := _begun(takes.since, basis)):
        passed = (basis.today - begun).days
        waits_until = (max(0.0, task.days[0] - passed), max(0.0, task.days[1] - passed))
    if takes.ends_with and (until := _under_way_until(takes.ends_with, basis)):
        waits_until = (float((until - basis.today).days),) * 2
    if takes.eligible and basis.wanted and basis.wanted.eligible_on:
        likely = float((basis.wanted.eligible_on - basis.today).days)
        least = float((basis.wanted.soonest - basis.today).days) if basis.wanted.soonest else likely
        waits_until, after = (min(least, likely), likely), ()
    if waits_until:
        task = replace(task, days=(0.0, 0.0), not_before=waits_until)
    if takes.exam and basis.wanted:
        task = replace(task, exams=basis.wanted.exams)
    clock = tuple(ref for ref in takes.begins_with if ref in chosen) if waits_until is None else ()
    return replace(task, needs=tuple(dict.fromkeys((*task.needs, *after, *clock))), clock=clock)


def _first_there(need: Sequence[str], chosen: Mapping[str, ActionState], by_step: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Of the alternatives of a need the first that is among what remains."""
    found: list[Sequence[str]] = [by_step.get(ref, ()) or ((ref,) if ref in chosen else ()) for ref in need]
    return next((refs for refs in found if refs), ())


def _begun(kind: str, basis: Basis) -> date | None:
    """When the first record of a kind began that is not over, or that has no end to be reached."""
    days = [getattr(record, "start", None) for _, record in basis.look.records(kind) if getattr(record, "status", None) in UNDER_WAY]
    return min((start for start in days if start), default=None)


def _under_way_until(kind: str, basis: Basis) -> date | None:
    """The last day of the records of a kind that are under way."""
    held = [record for record in basis.plan.of_kind(kind).values() if getattr(record, "status", None) in UNDER_WAY]
    return max((end for record in held if (end := getattr(record, "end", None)) and end > basis.today), default=None)
