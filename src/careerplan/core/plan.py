"""What one person has: the plan and its edits. A plan is a value; every edit returns a new one.

Nothing derived is in it: no percentages, no "expired", no "ready".
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from .guide import Action, Guide, GuideStamp
from .kinds import KINDS, NAMED_BY_GUIDE
from .records import Day, DayKey, Hours, HoursAWeek, Name, Record, Text, about, entry_key

FORMAT = 1
"""The plan file's format."""

OWN_MINUTES = 30
"""What a sitting of an own action is taken to last."""

Status = Literal["doing", "done", "skipped"]
"""What a person may say of a step or an action."""


class Decision(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether this is for you, as you decided it on a day."""

    decision: Annotated[Literal["go", "not-now", "no"], about("go, not-now or no")]
    because: Annotated[Text | None, about("your reason", story=True)] = None


class Profile(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who you are and where you are going. Every field may stay empty."""

    name: Annotated[Name | None, about("what to call you", names=True)] = None
    route: Annotated[Name | None, about("the degree you aim for, or none", vocabulary="routes")] = None
    field: Annotated[Name | None, about("the field you come from or study", vocabulary="fields")] = None
    region: Annotated[Name | None, about("the state or region you want to work in", names=True)] = None
    settings: Annotated[tuple[Name, ...], about("the places you would like to work in", vocabulary="settings")] = ()
    population: Annotated[Name | None, about("the people you would like to work with", vocabulary="populations")] = None
    level: Annotated[Name | None, about("the level you aim at", vocabulary="levels")] = None
    hours_per_week: Annotated[HoursAWeek | None, about("the hours a week you can give to this")] = None
    aim: Annotated[Day | None, about("when you want to be there", last_day=True)] = None
    hours_target: Annotated[Hours | None, about("the hours of experience you want to reach in all")] = None
    privacy_check: Annotated[bool, about("whether your texts are looked over for what tells who somebody is; yes unless you say no")] = True
    decisions: Annotated[dict[DayKey, Decision], about("what you decided, by date; careerplan decide keeps it")] = {}


class Note(Struct, frozen=True, kw_only=True):
    """A note, under the day it was written."""

    text: Text


class Mark(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the person said of an action."""

    status: Status | None = None
    done_on: Day | None = None
    because: Text | None = None
    """Why it was skipped."""
    target: Day | None = None
    notes: dict[DayKey, Note] = {}


class OwnAction(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An action that the person added to a step, under an id such as `3.a`."""

    title: Annotated[str, Meta(min_length=1, max_length=200)]
    added: Day | None = None


class StepMark(Mark, frozen=True, kw_only=True, omit_defaults=True):
    """What the person said of a step and of its actions."""

    title: Annotated[str, Meta(max_length=1000)] = ""
    """For whoever reads the file; the guide's title is what is shown."""
    actions: dict[str, Mark] = {}
    own: dict[str, OwnAction] = {}


class Plan(Struct, frozen=True, kw_only=True):
    """One person's plan. `records`: kind -> id -> record."""

    guide: GuideStamp
    profile: Profile = Profile()
    steps: Mapping[str, StepMark] = {}
    records: Mapping[str, Mapping[str, Record]] = {}

    def of_kind(self, kind: str) -> Mapping[str, Record]:
        return self.records.get(kind, {})

    def all_records(self) -> Iterator[tuple[str, Record]]:
        """(whole reference, record) of every record, by kind in the order of KINDS."""
        for kind in KINDS:
            for id, record in self.of_kind(kind).items():
                yield f"{kind}/{id}", record

    def record(self, ref: str) -> Record:
        kind, id = ref.split("/", 1)
        return self.records[kind][id]

    def mark(self, ref: str) -> Mark:
        """The mark on a step or an action, empty where nothing was said."""
        if ref.startswith("step-"):
            return self.steps.get(ref) or StepMark()
        step = self.steps.get(step_of(ref))
        return (step.actions.get(ref) if step else None) or Mark()

    # Edits

    def with_mark(self, ref: str, **changes: Any) -> "Plan":
        """The plan with these fields of a mark changed. `ref`: a step or an action."""
        step_id = ref if ref.startswith("step-") else step_of(ref)
        step = self.steps.get(step_id) or StepMark()
        if ref == step_id:
            step = replace(step, **changes)
        else:
            actions = {**step.actions, ref: replace(self.mark(ref), **changes)}
            step = replace(step, actions={id: mark for id, mark in actions.items() if mark != Mark()})
        return replace(self, steps={**self.steps, step_id: step})

    def with_note(self, ref: str, text: str, *, on: date) -> "Plan":
        notes = self.mark(ref).notes
        return self.with_mark(ref, notes={**notes, entry_key(on, notes): Note(text=text)})

    def with_record(self, ref: str, record: Record) -> "Plan":
        """The plan with a record added or replaced."""
        kind, id = ref.split("/", 1)
        return replace(self, records={**self.records, kind: {**self.of_kind(kind), id: record}})

    def without_record(self, ref: str) -> "Plan":
        kind, id = ref.split("/", 1)
        rest = {other: record for other, record in self.of_kind(kind).items() if other != id}
        return replace(self, records={name: held for name, held in {**self.records, kind: rest}.items() if held})

    def with_own_action(self, step_id: str, title: str, *, on: date) -> tuple[str, "Plan"]:
        """The new action's id (`3.a`, then `3.b`), and the plan with it. An id is never given twice."""
        step = self.steps.get(step_id) or StepMark()
        known = {*step.own, *step.actions}
        id = next(id for letters in _letters() if (id := f"{step_id.removeprefix('step-')}.{letters}") not in known)
        own = {**step.own, id: OwnAction(title=title, added=on)}
        return id, replace(self, steps={**self.steps, step_id: replace(step, own=own)})

    def without_own_action(self, id: str) -> "Plan":
        """The plan without an own action, and without what was said of it."""
        step = self.steps[step_of(id)]
        own = {key: one for key, one in step.own.items() if key != id}
        actions = {key: mark for key, mark in step.actions.items() if key != id}
        return replace(self, steps={**self.steps, step_of(id): replace(step, own=own, actions=actions)})

    def with_profile(self, **changes: Any) -> "Plan":
        return replace(self, profile=replace(self.profile, **changes))


def new_plan(guide: Guide, *, folder: str | None = None) -> Plan:
    """An empty plan with the guide's steps in it. `folder`: where the guide is, when it is not the one that ships."""
    return Plan(guide=replace(guide.stamp, folder=folder), steps={step.id: StepMark(title=step.title) for step in guide.steps})


def completed(plan: Plan, ref: str, *, on: date) -> Plan:
    """The plan with a step or an action marked done; the same plan when it is already."""
    if plan.mark(ref).status == "done":
        return plan
    return plan.with_mark(ref, status="done", done_on=on, because=None)


def started(plan: Plan, ref: str) -> Plan:
    return plan.with_mark(ref, status="doing", done_on=None, because=None)


def skipped(plan: Plan, ref: str, *, because: str) -> Plan:
    return plan.with_mark(ref, status="skipped", because=because, done_on=None)


def reopened(plan: Plan, ref: str) -> Plan:
    """The plan with nothing said about a step or an action, except its target date and notes."""
    return plan.with_mark(ref, status=None, done_on=None, because=None)


def with_own_actions(guide: Guide, plan: Plan) -> Guide:
    """The guide with the person's own actions in its steps: from here on they are like the guide's."""
    if not any(mark.own for mark in plan.steps.values()):
        return guide
    steps = []
    for step in guide.steps:
        held = plan.steps.get(step.id) or StepMark()
        own = [Action(id=id, title=one.title, why="You added this one yourself.", how=f"careerplan done {id}", minutes=OWN_MINUTES)
               for id, one in held.own.items() if id not in guide.actions]  # fmt: skip
        steps.append(replace(step, actions=[*step.actions, *own]))
    return replace(guide, steps=tuple(steps))


def is_own_action(ref: str, plan: Plan) -> bool:
    """Whether this is the id of an action that the person added."""
    return any(ref.strip().lower() in mark.own for mark in plan.steps.values())


def gone_actions(guide: Guide, plan: Plan) -> list[str]:
    """The actions that the person said something of, or gave notes to, and that the guide no longer has."""
    return [id for mark in plan.steps.values() for id in mark.actions if id not in guide.actions and id not in mark.own]


def step_of(action: str) -> str:
    """`3.2` -> `step-3`."""
    return f"step-{action.split('.', 1)[0]}"


def new_id(plan: Plan, kind: str, *names: str | None, reserved: Iterable[str] = ()) -> str:
    """A short id, unique in its kind, from the first of `names` that has Latin letters (a code, then a name).

    It never looks like a step or an action, nor is it one of `reserved` (the guide's own words for its steps).
    """
    if kind in NAMED_BY_GUIDE:
        return next(name for name in names if name)
    id = next((found for name in names if (found := slug(name or ""))), "")
    if not id:
        id = f"{kind}-1"
    elif re.fullmatch(r"(step-?)?[0-9-]+", id) or id in set(reserved):
        id = f"{kind}-{id}"
    taken = {id.casefold() for id in plan.of_kind(kind)}
    base, count = (kind, 1) if id == f"{kind}-1" else (id, 1)
    while id in taken:
        count += 1
        id = f"{base}-{count}"
    return id


def _letters() -> Iterator[str]:
    """a … z, aa … zz."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield from alphabet
    yield from (first + second for first in alphabet for second in alphabet)


def slug(name: str) -> str:
    """`Nurse Aide (CNA)` -> `nurse-aide-cna`; accents fall off; 40 characters at most, cut between words."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return found if len(found) <= 40 else found[:41].rsplit("-", 1)[0][:40].strip("-")


def referrers(plan: Plan, ref: str) -> list[tuple[str, str]]:
    """(record, field) of every record that names `ref`."""
    from .fields import fields_of

    found = []
    for other, record in plan.all_records():
        for field in fields_of(type(record)).values():
            if field.refers:
                value = getattr(record, field.name)
                if ref in (value if isinstance(value, tuple) else (value,)):
                    found.append((other, field.name))
    return found
