"""What comes next, in what order, and why: one ranked list, whatever its items come from.

The order: what is overdue, what is due soon, what is in progress, steps ready to be closed, what has come up
again since it was done, then the actions that can be started. Among these, core before optional, what nothing recommended
stands before, then by the dependencies between the steps, steps that others wait for as a whole, what most actions wait
for, and the guide's order. What is blocked never appears; where it has a date, the first thing that would unblock it
stands in its place. Each item carries the terms of its place, so that anybody can follow it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from .dues import of_records
from .guide import Evidence, Guide
from .kinds import KINDS
from .plan import Plan
from .progress import ActionState, Progress, StepState, can_start, is_met, progress, waiting
from .records import Dated
from .references import Names

if TYPE_CHECKING:
    from .topics import Topic

SOON = timedelta(days=14)
CLOSING_MINUTES = 1
DATED_RECORD_MINUTES = 5
AGAIN_MINUTES = 15
OVERDUE, DUE, DOING, CLOSE, AGAIN, READY, LATER = range(7)

ReasonKind = Literal["overdue", "due", "unblocks", "doing", "partly", "close", "first", "open-now", "better-later",
                     "waited-for", "one-of", "optional", "last-in-step", "later", "again", "short-of"]  # fmt: skip


class Reason(Struct, frozen=True):
    """One reason why something is where it is, as data; `render.sentences` says it."""

    kind: ReasonKind
    refs: tuple[str, ...] = ()
    day: date | None = None
    count: int = 0
    total: int = 0


class Term(NamedTuple):
    """One term of the order: of two items, the one with the smaller value at the first difference comes first."""

    value: int
    name: Literal["tier", "day", "kind", "optional", "better-later", "depth", "gates", "waiting", "place"]
    """gates, waiting: how many actions wait for its step, and for it, as a negative number."""


class Item(Struct, frozen=True, kw_only=True):
    """One thing to do next. `kind`: action, step, or the record's kind."""

    ref: str
    kind: str
    title: str
    step: str | None
    reasons: tuple[Reason, ...]
    command: str
    asks: str | None = None
    """A command that asks for it instead, for where somebody is there to answer."""
    due: date | None
    minutes: int
    order: tuple[Term, ...]
    """The first term is the tier. What is equal is ordered by its reference, never by its place in the file."""

    @property
    def tier(self) -> int:
        return self.order[0].value

    def is_about(self, kind: str) -> bool:
        """Whether it is of a kind, or comes up again for records of it."""
        again = [ref for reason in self.reasons if reason.kind == "again" for ref in reason.refs]
        return self.kind == kind or any(ref.startswith(f"{kind}/") for ref in again)


def agenda(guide: Guide, plan: Plan, today: date, seen: Progress | None = None, *, catalogue: "Topic[Any] | None" = None) -> list[Item]:
    """Everything that can be done now, best first. `catalogue`: what the credentials that are held ask for."""
    view = _View(guide, plan, today, seen or progress(guide, plan, today))
    best: dict[str, Item] = {}
    for item in (*_dated(view, catalogue), *_closings(view), *_again(view), *_startable(view)):
        held = best.get(item.ref)
        if held is None:
            best[item.ref] = item
        else:
            first, second = sorted((held, item), key=lambda one: one.order)
            best[item.ref] = replace(first, reasons=tuple(dict.fromkeys(first.reasons + second.reasons)))
    return sorted(best.values(), key=lambda item: (item.order, item.ref))


class _View:
    """The guide and the plan as the agenda sees them, with what is asked more than once."""

    def __init__(self, guide: Guide, plan: Plan, today: date, seen: Progress) -> None:
        self.guide, self.plan, self.today, self.seen = guide, plan, today, seen
        self.position = {id: index for index, id in enumerate(guide.actions)}
        self.waiting = waiting(seen)
        self.gates = Counter(ref for state in seen.states.values() for ref in state.blocked_by)
        self.names = Names(plan, guide)
        self.startable = {state.action.id: state for state in can_start(seen)}

    def rank(self, state: ActionState) -> tuple[Term, ...]:
        """Where an action stands among those that can be started."""
        id = state.action.id
        later = bool(state.mark.target and state.mark.target > self.today + SOON)
        step = self.guide.step_of[id]
        return (Term(LATER if later else READY, "tier"), Term(int(state.action.optional), "optional"),
                Term(int(bool(self.better_first(state))), "better-later"), Term(self.depth[step.id], "depth"),
                Term(-self.gates[step.id], "gates"), Term(-len(self.waiting.get(id, ())), "waiting"),
                Term(self.position[id], "place"))  # fmt: skip

    def better_first(self, state: ActionState) -> tuple[str, ...]:
        """What is recommended before it and still open."""
        step = self.guide.step_of[state.action.id]
        needs = state.action.needs.alternatives("soft") + step.needs.alternatives("soft")
        return tuple(dict.fromkeys(need[0] for need in needs if not is_met(need, self.seen)))

    def best_of(self, step: StepState) -> ActionState | None:
        """The action of a step that is best done first."""
        ours = [self.startable[s.action.id] for s in step.actions if s.action.id in self.startable]
        return min(ours, key=self.rank, default=None)

    def unblocker(self, ref: str, asked: frozenset[str] = frozenset()) -> ActionState | None:
        """The first thing that can be started and would help to unblock a step or an action."""
        if ref in asked:
            return None
        if ref in self.seen.step_states:
            step = self.seen.step_states[ref]
            inside = [state.action.id for state in step.actions if state.open]
            return self.best_of(step) or self._first(inside, asked | {ref})
        if ref in self.startable:
            return self.startable[ref]
        state = self.seen.states[ref]
        if state.applies == "depends":
            return self._first([id for id, a in self.guide.actions.items() if _decides(a.evidence, state)], asked | {ref})
        return self._first(list(state.blocked_by), asked | {ref})

    def _first(self, refs: list[str], asked: frozenset[str]) -> ActionState | None:
        return next((found for ref in refs if (found := self.unblocker(ref, asked))), None)

    @cached_property
    def depth(self) -> Mapping[str, int]:
        """How many steps stand before each step, along the longest way; as many as there are before one that stands before itself."""
        before = {step.id: {self.guide.step_of[ref].id if ref in self.guide.step_of else ref
                            for need in step.needs.alternatives("hard") + step.needs.alternatives("soft") for ref in need}
                  for step in self.guide.steps}  # fmt: skip
        found: dict[str, int] = {}
        while free := [id for id, refs in before.items() if id not in found and refs <= found.keys()]:
            found |= {id: 1 + max((found[ref] for ref in before[id]), default=-1) for id in free}
        return dict.fromkeys(before, len(before)) | found


# What is dated


def _dated(view: _View, catalogue: "Topic[Any] | None") -> Iterator[Item]:
    for step in view.seen.steps:
        if step.mark.target and not step.closed:
            yield from _dated_step(step, step.mark.target, view)
        for state in step.actions:
            if state.mark.target and state.open and not step.closed:
                yield from _dated_action(state, state.mark.target, view)
    for due in of_records(view.plan, today=view.today, catalogue=catalogue):
        yield from _dated_record(due.ref, due.asked, view)


def _dated_step(step: StepState, day: date, view: _View) -> Iterator[Item]:
    if (tier := _tier(day, view.today)) is None:
        return
    if step.ready:
        yield _closing(step, _when(tier, day), (_date_reason(tier, day),), day)
    elif state := view.unblocker(step.step.id):
        yield _action_item(state, view, _when(tier, day), (Reason("unblocks", (step.step.id,), day),), day)


def _dated_action(state: ActionState, day: date, view: _View) -> Iterator[Item]:
    if (tier := _tier(day, view.today)) is None:
        return
    if not state.blocked_by:
        yield _action_item(state, view, _when(tier, day), (_date_reason(tier, day),), day)
    elif instead := view.unblocker(state.action.id):
        yield _action_item(instead, view, _when(tier, day), (Reason("unblocks", (state.action.id,), day),), day)


def _dated_record(ref: str, asked: Dated, view: _View) -> Iterator[Item]:
    if (tier := _tier(asked.day, view.today, timedelta(days=asked.ahead))) is None:
        return
    kind = ref.split("/", 1)[0]
    short = Reason("short-of", day=asked.day, count=round(asked.wanted - asked.missing), total=round(asked.wanted))
    yield Item(
        ref=ref,
        kind=kind,
        title=asked.title,
        step=None,
        reasons=(short if asked.missing else _date_reason(tier, asked.day),),
        command=asked.command.replace("{ref}", view.names.short(ref)),
        due=asked.day,
        minutes=DATED_RECORD_MINUTES,
        order=(*_when(tier, asked.day), Term(list(KINDS).index(kind), "kind")),
    )


def _tier(day: date, today: date, ahead: timedelta = SOON) -> int | None:
    if day < today:
        return OVERDUE
    return DUE if day - today <= ahead else None


def _when(tier: int, day: date) -> tuple[Term, ...]:
    return Term(tier, "tier"), Term(day.toordinal(), "day")


def _date_reason(tier: int, day: date) -> Reason:
    return Reason("overdue" if tier == OVERDUE else "due", day=day)


# Steps to close


def _closings(view: _View) -> Iterator[Item]:
    for index, step in enumerate(view.seen.steps):
        if step.ready:
            yield _closing(step, (Term(CLOSE, "tier"), Term(index, "place")), (), None)


def _closing(step: StepState, order: tuple[Term, ...], reasons: tuple[Reason, ...], due: date | None) -> Item:
    ready = Reason("close", (step.step.id,), count=step.satisfied, total=step.applicable)
    return Item(
        ref=step.step.id,
        kind="step",
        title=f"Close step {step.step.number}: {step.step.title}",
        step=step.step.id,
        reasons=(*reasons, ready),
        command=f"careerplan done {step.step.number}",
        due=due or step.mark.target,
        minutes=CLOSING_MINUTES,
        order=order,
    )


# What has come up again


def _again(view: _View) -> Iterator[Item]:
    """Actions that ask for something of every record, and were done, while a record has come or grown old since."""
    for step in view.seen.steps:
        for state in step.actions:
            if (
                state.found.again
                and state.found.holds
                and state.applies == "yes"
                and "skipped" not in (state.mark.status, step.mark.status)
            ):
                yield Item(
                    ref=state.action.id, kind="action", title=state.action.title, step=step.step.id,
                    reasons=(Reason("again", state.found.again, count=len(state.found.again)),), command=state.command, asks=state.asks,
                    due=None, minutes=min(state.action.minutes, AGAIN_MINUTES),
                    order=(Term(AGAIN, "tier"), Term(view.position[state.action.id], "place")),
                )  # fmt: skip


# Actions to start


def _startable(view: _View) -> Iterator[Item]:
    for state in view.startable.values():
        rank = view.rank(state)
        under_way = state.mark.status == "doing" or (has_begun(state) and rank[0].value != LATER)
        yield _action_item(state, view, (Term(DOING, "tier"),) if under_way else (), (), state.mark.target)


def has_begun(state: ActionState) -> bool:
    """Whether the person began it: notes or ratings are there, but not all of them."""
    rule = state.action.evidence
    own_work = rule is not None and bool(rule.notes or rule.ratings)
    return own_work and 0 < state.found.have < state.found.want


def _action_item(state: ActionState, view: _View, order: tuple[Term, ...], reasons: tuple[Reason, ...], due: date | None) -> Item:
    """`order`: the terms that come before the rank of the action."""
    return Item(
        ref=state.action.id,
        kind="action",
        title=state.action.title,
        step=view.guide.step_of[state.action.id].id,
        reasons=reasons + _reasons(state, view),
        command=state.command,
        asks=state.asks,
        due=due or state.mark.target,
        minutes=state.action.minutes,
        order=order + view.rank(state),
    )


def _reasons(state: ActionState, view: _View) -> tuple[Reason, ...]:
    found = []
    id, step = state.action.id, view.guide.step_of[state.action.id]
    if state.mark.status == "doing":
        found.append(Reason("doing"))
    if has_begun(state):
        found.append(Reason("partly", count=state.found.have, total=state.found.want))
    members = [a.id for a in step.actions if a.group and a.group == state.action.group and view.seen.states[a.id].open]
    if len(members) > 1:
        found.append(Reason("one-of", tuple(members)))
    if state.action.optional:
        found.append(Reason("optional"))
    if state.mark.target and state.mark.target > view.today + SOON:
        found.append(Reason("later", day=state.mark.target))
    if state.mark.status != "doing" and (better := view.better_first(state)):
        found.append(Reason("better-later", better))
    elif not (state.action.optional or found):
        had_needs = any(needs.hard or needs.soft for needs in (state.action.needs, step.needs))
        found.append(Reason("open-now" if had_needs else "first"))
    if waiting := view.waiting.get(id):
        found.append(Reason("waited-for", tuple(sorted(waiting, key=view.position.__getitem__)), count=len(waiting)))
    state_of_step = view.seen.step_states[step.id]
    if state_of_step.applicable - state_of_step.satisfied == 1 and not state.action.optional:
        found.append(Reason("last-in-step", (step.id,)))
    return tuple(found)


def _decides(rule: Evidence | None, state: ActionState) -> bool:
    """Whether satisfying this rule sets a profile field on which the action depends."""
    return rule is not None and any(set(part.profile) & set(state.undecided) for part in rule.walk())
