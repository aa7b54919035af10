"""Where guide and plan meet: what applies, what is satisfied and by which records, what is blocked, what is ready.

Pure functions of guide, plan and today.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from .conditions import Applies, Look, applies, asks_profile
from .evidence import Found, evidence, filled_command
from .guide import Action, Guide, Step
from .plan import Mark, Plan, Status

StepStatus = Literal["todo", "doing", "done", "skipped"]


class ActionState(Struct, frozen=True, kw_only=True):
    """One action, seen with the plan."""

    action: Action
    mark: Mark
    applies: Applies
    undecided: tuple[str, ...] = ()
    """Where it depends: the profile fields that would decide it."""
    found: Found
    command: str
    """What to type for it, with the person's own records in it."""
    asks: str | None = None
    """What to type to be asked for it."""
    covered: bool = False
    """Satisfied because the step was marked done."""
    unmet: tuple[tuple[str, ...], ...] = ()
    """The hard needs that are not met, while it is open; of each, one alternative is enough."""

    @property
    def blocked_by(self) -> tuple[str, ...]:
        """Whole references of what has to come first, all alternatives."""
        return tuple(dict.fromkeys(ref for need in self.unmet for ref in need))

    @property
    def satisfied(self) -> bool:
        return self.found.holds or self.mark.status == "done" or self.covered

    @property
    def skipped(self) -> bool:
        return self.mark.status == "skipped"

    @property
    def begun(self) -> bool:
        """It applies, and is satisfied or under way."""
        return self.applies == "yes" and (self.satisfied or self.mark.status == "doing")

    @property
    def open(self) -> bool:
        """Something to do: it applies, and is neither satisfied nor skipped."""
        return self.applies == "yes" and not self.satisfied and not self.skipped


class StepState(Struct, frozen=True, kw_only=True, dict=True):
    """One step, seen with the plan."""

    step: Step
    mark: Mark
    actions: tuple[ActionState, ...]
    satisfied: int
    applicable: int

    @cached_property
    def closed(self) -> bool:
        return self.mark.status in ("done", "skipped")

    @cached_property
    def ready(self) -> bool:
        """Everything applicable is satisfied and the person has not closed it; only the person closes a step."""
        return not self.closed and self.satisfied == self.applicable

    @cached_property
    def status(self) -> StepStatus:
        if self.closed:
            return "done" if self.mark.status == "done" else "skipped"
        under_way = self.mark.status == "doing" or any(s.begun for s in self.actions)
        return "doing" if under_way else "todo"

    @cached_property
    def waits_for(self) -> tuple[str, ...]:
        """What has to come first, when nothing in the step can be started before it."""
        still_open = [state for state in self.actions if state.open]
        if not still_open or any(not state.blocked_by for state in still_open):
            return ()
        return tuple(dict.fromkeys(ref for state in still_open for ref in state.blocked_by))


class Progress(Struct, frozen=True, kw_only=True, dict=True):
    """The whole guide, seen with the plan."""

    steps: tuple[StepState, ...]

    @cached_property
    def states(self) -> dict[str, ActionState]:
        return {state.action.id: state for step in self.steps for state in step.actions}

    @cached_property
    def step_states(self) -> dict[str, StepState]:
        return {state.step.id: state for state in self.steps}

    @property
    def satisfied(self) -> int:
        return sum(step.satisfied for step in self.steps)

    @property
    def applicable(self) -> int:
        return sum(step.applicable for step in self.steps)

    @property
    def percent(self) -> int:
        return 100 * self.satisfied // self.applicable if self.applicable else 0

    @property
    def steps_done(self) -> int:
        return sum(step.status == "done" for step in self.steps)


def progress(guide: Guide, plan: Plan, today: date) -> Progress:
    """Every step and action of the guide with its state."""
    look = Look(guide, plan, today)
    steps = [_step(step, look) for step in guide.steps]
    draft = Progress(steps=tuple(steps))
    return Progress(steps=tuple(_with_blocks(step, draft) for step in steps))


def for_profile(seen: Progress, guide: Guide, plan: Plan, today: date) -> Progress:
    """The same progress with another profile: only what a profile can change is asked anew; commands may stay as they were."""
    look = Look(guide, plan, today)
    steps = []
    for step in seen.steps:
        anew = tuple(_action(s.action, step.mark.status, look) if _asks_profile(s.action) else s for s in step.actions)
        steps.append(_counted(step.step, step.mark, anew))
    draft = Progress(steps=tuple(steps))
    return Progress(steps=tuple(_with_blocks(step, draft) for step in steps))


def newly_satisfied(before: Progress, after: Progress) -> list[str]:
    """The actions that apply and are satisfied now, and were not before."""

    def counts(state: ActionState) -> bool:
        return state.satisfied and state.applies == "yes"

    return [id for id, state in after.states.items() if counts(state) and not counts(before.states[id])]


def unblocked(before: Progress, after: Progress) -> list[str]:
    """The actions that can be started now and could not before."""
    return [id for id, state in after.states.items() if state.open and not state.blocked_by and before.states[id].blocked_by]


def without_evidence(step: StepState) -> list[ActionState]:
    """The core actions of a closed step that nothing but the closing satisfies, one for each group."""
    bare: list[ActionState] = []
    groups = _groups(step.actions)
    for state in step.actions:
        members = groups.get(state.action.group or "", [state])
        if members[0] is state and all(s.covered and not s.found.holds and s.mark.status != "done" for s in members):
            bare.append(state)
    return bare


def can_start(seen: Progress) -> Iterator[ActionState]:
    """Every open action that nothing blocks, in steps that are not closed; of a group only one, and none once it is satisfied."""
    for step in seen.steps:
        if not step.closed:
            yield from one_of_each_group(step, [state for state in step.actions if state.open and not state.blocked_by])


def one_of_each_group(step: StepState, among: list[ActionState], first: str = "") -> list[ActionState]:
    """Of some actions of a step, those to do: of a group only one (`first`, what is under way, or the guide's first), and none
    once it is satisfied."""
    settled = {state.action.group for state in step.actions if state.satisfied and state.action.group}
    chosen: dict[str, ActionState] = {}
    for state in sorted(among, key=lambda one: (one.action.id != first, one.mark.status != "doing")):
        if state.action.group not in settled:
            chosen.setdefault(state.action.group or state.action.id, state)
    return [state for state in among if chosen.get(state.action.group or state.action.id) is state]


def waiting(seen: Progress) -> dict[str, set[str]]:
    """Action -> the open actions that cannot start before it, near and far."""
    direct: dict[str, set[str]] = {}
    for id, state in seen.states.items():
        for ref in state.blocked_by:
            step = seen.step_states.get(ref)
            before = [s.action.id for s in step.actions if s.open and not s.action.optional] if step else [ref]
            for one in before:
                direct.setdefault(one, set()).add(id)
    return {id: _reach(id, direct) for id in direct}


def _reach(start: str, direct: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = list(direct.get(start, ()))
    while todo:
        one = todo.pop()
        if one not in found and one != start:
            found.add(one)
            todo += direct.get(one, ())
    return found


# Steps


def _step(step: Step, look: Look) -> StepState:
    mark = look.plan.mark(step.id)
    return _counted(step, mark, tuple(_action(action, mark.status, look) for action in step.actions))


def _counted(step: Step, mark: Mark, states: tuple[ActionState, ...]) -> StepState:
    counted = [] if mark.status == "skipped" else [state for state in states if state.applies == "yes" and not state.skipped]
    groups = _groups(counted)
    singles = [state for state in counted if state.action.group is None]
    satisfied = [state for state in singles if state.satisfied]
    satisfied_groups = [members for members in groups.values() if any(state.satisfied for state in members)]
    wanted = [state for state in singles if state.satisfied or not state.action.optional]
    wanted_groups = [members for members in groups.values() if members in satisfied_groups or not members[0].action.optional]
    return StepState(
        step=step,
        mark=mark,
        actions=states,
        satisfied=len(satisfied) + len(satisfied_groups),
        applicable=len(wanted) + len(wanted_groups),
    )


def _groups(states: Iterable[ActionState]) -> dict[str, list[ActionState]]:
    groups: dict[str, list[ActionState]] = {}
    for state in states:
        if state.action.group:
            groups.setdefault(state.action.group, []).append(state)
    return groups


def _action(action: Action, step_status: Status | None, look: Look) -> ActionState:
    answer, undecided = applies(action.when, look)
    found = evidence(action.evidence, look, mark=look.plan.mark(action.id)) if action.evidence else Found(False)
    return ActionState(
        action=action,
        mark=look.plan.mark(action.id),
        applies=answer,
        undecided=undecided,
        found=found,
        command=filled_command(action.how, found, look, action.evidence),
        asks=filled_command(action.asks, found, look) if action.asks else None,
        covered=step_status == "done" and answer == "yes" and not action.optional,
    )


def _asks_profile(action: Action) -> bool:
    """Whether a profile decides if an action applies, or what satisfies it."""
    rules = action.evidence.walk() if action.evidence else ()
    return asks_profile(action.when) or any(rule.profile or any(isinstance(want, dict) for want in rule.where.values()) for rule in rules)


def _with_blocks(step: StepState, draft: Progress) -> StepState:
    """The same step, with what blocks its open actions."""
    states = []
    for state in step.actions:
        needs = state.action.needs.alternatives("hard") + step.step.needs.alternatives("hard") if state.open else []
        states.append(replace(state, unmet=tuple(tuple(need) for need in needs if not is_met(need, draft))))
    return replace(step, actions=tuple(states))


def is_met(need: list[str], so_far: Progress) -> bool:
    """Whether one of the alternatives is met: a step that is ready or closed; an action that is satisfied, skipped or
    does not apply."""

    def met(ref: str) -> bool:
        if ref in so_far.step_states:
            step = so_far.step_states[ref]
            return step.ready or step.closed
        state = so_far.states[ref]
        return state.satisfied or state.skipped or state.applies == "no"

    return any(met(ref) for ref in need)
