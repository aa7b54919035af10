"""What `--json` answers: one shape a command, which only ever gains keys.

References are whole (`certification/ccm`, `step-3`, `3.2`), every key is always there, null when empty.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from msgspec import Struct, to_builtins

from ..core.agenda import Item
from ..core.conditions import Applies
from ..core.fields import fields_of
from ..core.guide import AnyOf, Guide, Step
from ..core.kinds import KINDS, Credential
from ..core.plan import Plan, Profile
from ..core.progress import ActionState, Progress, StepState, StepStatus
from ..core.records import Record
from .order import order_in_words
from .sentences import why

Status = Literal["todo", "doing", "done", "skipped"]


class Answer(Struct, frozen=True, kw_only=True):
    """The `data` of a command."""


class ProgressCount(Answer, frozen=True, kw_only=True):
    """`satisfied` of `applicable` actions; `percent` is a whole number, rounded down."""

    steps_done: int
    steps_total: int
    satisfied: int
    applicable: int
    percent: int


class StepLine(Answer, frozen=True, kw_only=True):
    """A step in `status`. `ready`: everything applicable is satisfied and you have not closed it."""

    id: str
    slug: str
    title: str
    status: StepStatus
    ready: bool
    satisfied: int
    applicable: int
    target: date | None
    done_on: date | None


class StatusAnswer(Answer, frozen=True, kw_only=True):
    steps: list[StepLine]
    progress: ProgressCount


class OrderTerm(Answer, frozen=True, kw_only=True):
    """`text`: the term in words."""

    term: str
    value: int
    text: str


class NextItem(Answer, frozen=True, kw_only=True):
    """One thing to do. `kind`: action, step, or the record's kind; `minutes`: one sitting; `order`: the terms of its place,
    of which the first that differs decides, and the smaller value comes first."""

    ref: str
    kind: str
    title: str
    step: str | None
    why: list[str]
    command: str
    due: date | None
    minutes: int
    order: list[OrderTerm]


class NextAnswer(Answer, frozen=True, kw_only=True):
    items: list[NextItem]


class HomeAnswer(Answer, frozen=True, kw_only=True):
    progress: ProgressCount
    next: NextItem | None


class InitAnswer(Answer, frozen=True, kw_only=True):
    """`added`: the records made from your answers."""

    path: str
    progress: ProgressCount
    added: list[str]
    next: NextItem | None


class MarkAnswer(Answer, frozen=True, kw_only=True):
    """A mark on a step or an action. `unblocked`: what can be started now and could not before;
    `without_evidence`: actions of a step closed by hand that nothing but the closing satisfies."""

    ref: str
    changed: bool
    status: Status
    target: date | None
    satisfied: list[str]
    unblocked: list[str]
    without_evidence: list[str]
    next: NextItem | None


class RecordAnswer(Answer, frozen=True, kw_only=True):
    """A record that was added, changed or removed. `satisfied`: the actions it has just satisfied;
    `unsatisfied`: those it no longer does; `put_back`: after `remove`, the command that adds it again."""

    ref: str
    changed: bool
    record: dict[str, Any]
    satisfied: list[str]
    unsatisfied: list[str]
    unblocked: list[str]
    put_back: str | None
    next: NextItem | None


class ListAnswer(Answer, frozen=True, kw_only=True):
    """Each record has `ref`, `record` (its kind) and its fields by their names."""

    records: list[dict[str, Any]]


class GuideAction(Answer, frozen=True, kw_only=True):
    """`applicable`: "depends" when the profile does not say yet. `need`: core, optional or any-of:GROUP."""

    id: str
    title: str
    why: str
    how: str
    need: str
    minutes: int
    status: Status
    applicable: Applies
    satisfied: bool
    by: list[str]
    blocked_by: list[str]
    have: int
    want: int
    target: date | None
    notes: dict[str, str]


class GuideStep(Answer, frozen=True, kw_only=True):
    id: str
    slug: str
    title: str
    why: str
    actions: list[GuideAction]


class FactPlace(Answer, frozen=True, kw_only=True):
    """A place of the guide that rests on a fact. `where`: `step 3`, an action, a topic, eligibility, forecast or advice;
    `source`, `as_of`, `confidence`, `verify_at`: as in topics; `command` shows it whole."""

    kind: Literal["step", "action", "topic", "entry", "claim", "tip", "requirement", "question", "forecast", "advice"]
    where: str
    title: str
    text: str
    source: str | None
    as_of: str | None
    confidence: str | None
    verify_at: str | None
    command: str


class FactTold(Answer, frozen=True, kw_only=True):
    """A fact that reasons name by its id, with every place that rests on it."""

    id: str
    places: list[FactPlace]


class GuideAnswer(Answer, frozen=True, kw_only=True):
    """`topics`: what can be read beside the steps. `topic`: the one that was asked for, as it stands in the guide. `fact`:
    the one that was asked for."""

    title: str
    steps: list[GuideStep]
    topics: list[str]
    topic: dict[str, Any] | None
    fact: FactTold | None


class ShowAnswer(Answer, frozen=True, kw_only=True):
    """One of `record`, `step`, `action` is given, by what `ref` names. `satisfies`: the actions a record counts for."""

    ref: str
    record: dict[str, Any] | None
    step: GuideStep | None
    action: GuideAction | None
    satisfies: list[str]


class ProfileAnswer(Answer, frozen=True, kw_only=True):
    """`applicable`, `not_applicable`: the actions that a change of the profile brought in or took away."""

    profile: dict[str, Any]
    changed: bool
    applicable: list[str]
    not_applicable: list[str]
    satisfied: list[str]


class WhereAnswer(Answer, frozen=True, kw_only=True):
    path: str
    exists: bool
    history: str
    """The folder of the plan's earlier versions."""


def progress_count(seen: Progress) -> ProgressCount:
    return ProgressCount(steps_done=seen.steps_done, steps_total=len(seen.steps), satisfied=seen.satisfied,
                         applicable=seen.applicable, percent=seen.percent)  # fmt: skip


def status_answer(seen: Progress) -> StatusAnswer:
    return StatusAnswer(steps=[_step_line(step) for step in seen.steps], progress=progress_count(seen))


def next_item(item: Item, guide: Guide, today: date) -> NextItem:
    return NextItem(ref=item.ref, kind=item.kind, title=item.title, step=item.step, why=why(item, guide, today),
                    command=item.command, due=item.due, minutes=item.minutes, order=_order(item))  # fmt: skip


def _order(item: Item) -> list[OrderTerm]:
    said = zip(item.order, order_in_words(item), strict=True)
    return [OrderTerm(term=term.name, value=term.value, text=text) for term, text in said]


def first_item(items: Sequence[Item], guide: Guide, today: date) -> NextItem | None:
    return next_item(items[0], guide, today) if items else None


def guide_step(step: Step, seen: Progress) -> GuideStep:
    actions = [guide_action(seen.states[action.id]) for action in step.actions]
    return GuideStep(id=step.id, slug=step.slug, title=step.title, why=step.why, actions=actions)


def guide_action(state: ActionState) -> GuideAction:
    action = state.action
    need = f"any-of:{action.need.group}" if isinstance(action.need, AnyOf) else action.need
    return GuideAction(
        id=action.id, title=action.title, why=action.why, how=state.command, need=need, minutes=action.minutes,
        status=state.mark.status or "todo", applicable=state.applies, satisfied=state.satisfied, by=list(state.found.by),
        blocked_by=list(state.blocked_by), have=state.found.have, want=state.found.want, target=state.mark.target,
        notes={key: note.text for key, note in state.mark.notes.items()},
    )  # fmt: skip


def record_fields(ref: str, record: Record, today: date) -> dict[str, Any]:
    """`ref`, `record` (the kind) and every field by its name: null, or an empty list or table, when empty. A credential
    has its `state` on the day too."""
    kind = ref.split("/", 1)[0]
    values = {name: to_builtins(getattr(record, name)) for name in fields_of(KINDS[kind])}
    state = {"state": record.state_on(today)} if isinstance(record, Credential) else {}
    return {"ref": ref, "record": kind, **values, **state}


def list_answer(plan: Plan, kinds: Sequence[str], today: date) -> ListAnswer:
    return ListAnswer(records=[record_fields(ref, one, today) for ref, one in plan.all_records() if ref.split("/", 1)[0] in kinds])


def profile_fields(profile: Profile) -> dict[str, Any]:
    return {name: to_builtins(getattr(profile, name)) for name in fields_of(Profile)}


def satisfies(ref: str, seen: Progress) -> list[str]:
    """The actions that a record counts for."""
    return [id for id, state in seen.states.items() if ref in state.found.by and state.found.holds]


def _step_line(step: StepState) -> StepLine:
    return StepLine(id=step.step.id, slug=step.step.slug, title=step.step.title, status=step.status, ready=step.ready,
                    satisfied=step.satisfied, applicable=step.applicable, target=step.mark.target,
                    done_on=step.mark.done_on)  # fmt: skip
