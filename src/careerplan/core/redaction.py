"""A plan that may be shown to a mentor or an assistant: without names, places, numbers, links, notes and stories.

What is not declared to be public (`records.about`) is left out, so that a new field is left out until somebody decides.
Whatever was filled stays filled, so that progress is the same as before.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from .fields import Field, fields_of
from .guide import Guide
from .kinds import KINDS, NAMED_BY_GUIDE, Credential
from .plan import Decision, Mark, Note, OwnAction, Plan, Profile, StepMark

LEFT_OUT = "left out"
OWN_ACTION = "An action of your own"


def redacted(plan: Plan, guide: Guide) -> Plan:
    """The plan without what tells who somebody is. References still lead where they led."""
    known = {id for action in guide.actions.values() if action.evidence for rule in action.evidence.walk() for id in rule.ids}
    renamed = {f"{kind}/{id}": f"{kind}/{id if _is_known(kind, id, record, known, guide) else f'{kind}-{number}'}"
               for kind, held in plan.records.items() for number, (id, record) in enumerate(held.items(), 1)}  # fmt: skip
    records: dict[str, dict[str, Any]] = {}
    for old, new in renamed.items():
        kind, id = new.split("/", 1)
        held = records.setdefault(kind, {})
        held[id] = _record(plan.record(old), f"{kind.capitalize()} {len(held) + 1}", renamed, guide)
    steps = {id: _step(mark) for id, mark in plan.steps.items()}
    return replace(plan, profile=_profile(plan.profile, guide), steps=steps, records=records)


def _is_known(kind: str, id: str, record: Any, known: set[str], guide: Guide) -> bool:
    """Whether an id is the guide's, or a credential's letters; any other is made from a name."""
    if isinstance(record, Credential):
        return bool(record.code) and str(record.code).casefold() == id.casefold()
    return id in known or id in guide.vocabulary.get(NAMED_BY_GUIDE.get(kind, ""), {})


def _record(record: Any, name: str, renamed: Mapping[str, str], guide: Guide) -> Any:
    """A record without private texts; what names it becomes `Contact 1`."""
    fields = fields_of(type(record))
    private = [field for field in fields.values() if getattr(record, field.name) not in (None, (), {}, "")]
    first = next((name for name in KINDS[type(record).__name__.lower()].natural if fields[name].required), None)
    changes = {field.name: _value(field, getattr(record, field.name), renamed, guide) for field in private}
    if first and not fields[first].public:
        changes[first] = name
    return replace(record, **changes)


def _value(field: Field, value: Any, renamed: Mapping[str, str], guide: Guide) -> Any:
    words = guide.vocabulary.get(field.vocabulary or "", {})
    match field.form:
        case "text" if field.refers:
            return renamed.get(value, LEFT_OUT)
        case "text":
            return value if field.public or value in words else LEFT_OUT
        case "list" if field.refers:
            return tuple(renamed.get(one, LEFT_OUT) for one in value)
        case "list":
            return tuple(dict.fromkeys(one if field.public or one in words else LEFT_OUT for one in value))
        case "log":
            return {day: _entry(entry, renamed, guide) for day, entry in value.items()}
        case "table":
            return _entry(value, renamed, guide)
        case "amounts":
            return {name if field.public or name in words else LEFT_OUT: number for name, number in value.items()}
        case "date" | "number" | "whole" | "yes-no" | "choice":
            return value


def _entry(entry: Struct, renamed: Mapping[str, str], guide: Guide) -> Struct:
    filled = [field for field in fields_of(type(entry)).values() if getattr(entry, field.name) not in (None, (), {}, "")]
    return replace(entry, **{field.name: _value(field, getattr(entry, field.name), renamed, guide) for field in filled})


def _profile(profile: Profile, guide: Guide) -> Profile:
    kept = _entry(replace(profile, decisions={}), {}, guide)
    assert isinstance(kept, Profile)
    decisions = {day: Decision(decision=one.decision, because=LEFT_OUT if one.because else None) for day, one in profile.decisions.items()}
    return replace(kept, name=None, decisions=decisions)


def _step(mark: StepMark) -> StepMark:
    own = {id: OwnAction(title=OWN_ACTION, added=one.added) for id, one in mark.own.items()}
    bare = replace(mark, own=own, actions={id: _mark(one) for id, one in mark.actions.items()}, title="")
    return _mark(bare)  # type: ignore[return-value]


def _mark(mark: Mark) -> Mark:
    notes = {day: Note(text=LEFT_OUT) for day in mark.notes}
    return replace(mark, notes=notes, because=LEFT_OUT if mark.because else None)
