"""A plan that may be shown to a mentor or an assistant: without names, places, numbers, links, notes and stories.

What is not declared to be public (`records.about`) is left out, so that a new field is left out until somebody decides.
Whatever was filled stays filled, so that progress is the same as before.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from .fields import Field, fields_of
from .guide import Guide
from .kinds import KINDS, NAMED_BY_GUIDE, Credential
from .plan import Decision, Mark, Note, OwnAction, Plan, Profile, StepMark
from .records import MAX_TEXT

LEFT_OUT = "left out"
SHORTEST_NAME = 3
"""Letters of what is taken for a name."""
MOST_WORDS = 8
"""Words of a name that is looked for in other texts."""
OWN_ACTION = "An action of your own"


class _Known(NamedTuple):
    """What a redaction goes by. `renamed`: references, old -> new. `names`: what private fields name, which is taken out of public
    texts, too: `Nurse at Mercy West`, where Mercy West is the employer."""

    renamed: Mapping[str, str]
    guide: Guide
    names: frozenset[str]

    def shown(self, field: Field, text: str) -> str:
        """A text of a field as others may see it; the letters of a credential are its code, and stay."""
        if text in self.guide.vocabulary.get(field.vocabulary or "", {}) or (field.public and field.name == "code"):
            return text
        return self._without_names(text) if field.public else LEFT_OUT

    def _without_names(self, text: str) -> str:
        parts = re.split(r"(\W+)", text)  # words, and what stands between them
        place = 0
        while place < len(parts):
            ends = (place + 2 * words - 1 for words in range(MOST_WORDS, 0, -1))
            end = next((end for end in ends if "".join(parts[place:end]).casefold() in self.names), None)
            if end:
                parts[place:end] = [LEFT_OUT]
            place += 2
        return "".join(parts)


def redacted(plan: Plan, guide: Guide) -> Plan:
    """The plan without what tells who somebody is. References still lead where they led."""
    known = {id for action in guide.actions.values() if action.evidence for rule in action.evidence.walk() for id in rule.ids}
    renamed = {f"{kind}/{id}": f"{kind}/{id if _is_known(kind, id, record, known, guide) else f'{kind}-{number}'}"
               for kind, held in plan.records.items() for number, (id, record) in enumerate(held.items(), 1)}  # fmt: skip
    going_by = _Known(renamed, guide, _names(plan))
    records: dict[str, dict[str, Any]] = {}
    for old, new in renamed.items():
        kind, id = new.split("/", 1)
        held = records.setdefault(kind, {})
        held[id] = _record(plan.record(old), f"{kind.capitalize()} {len(held) + 1}", going_by)
    steps = {id: _step(mark) for id, mark in plan.steps.items()}
    return replace(plan, profile=_profile(plan.profile, going_by), steps=steps, records=records)


def _names(plan: Plan) -> frozenset[str]:
    """What the plan's private fields name, in small letters."""
    records = [record for _, record in plan.all_records()]
    found = (re.sub(r"^\W+|\W+$", "", name).casefold() for one in (plan.profile, *records) for name in _named_in(one))
    return frozenset(name for name in found if len(name) >= SHORTEST_NAME)


def _named_in(one: Struct) -> Iterator[str]:
    for field in fields_of(type(one)).values():
        said = getattr(one, field.name)
        if said and field.form == "text" and not (field.public or field.refers or field.vocabulary) and field.longest < MAX_TEXT:
            yield said


def _is_known(kind: str, id: str, record: Any, known: set[str], guide: Guide) -> bool:
    """Whether an id is the guide's, or a credential's letters; any other is made from a name."""
    if isinstance(record, Credential):
        return bool(record.code) and str(record.code).casefold() == id.casefold()
    return id in known or id in guide.vocabulary.get(NAMED_BY_GUIDE.get(kind, ""), {})


def _record(record: Any, name: str, known: _Known) -> Any:
    """A record without private texts; what names it becomes `Contact 1`."""
    fields = fields_of(type(record))
    private = [field for field in fields.values() if getattr(record, field.name) not in (None, (), {}, "")]
    first = next((name for name in KINDS[type(record).__name__.lower()].natural if fields[name].required), None)
    changes = {field.name: _value(field, getattr(record, field.name), known) for field in private}
    if first and not fields[first].public:
        changes[first] = name
    return replace(record, **changes)


def _value(field: Field, value: Any, known: _Known) -> Any:
    match field.form:
        case "text" if field.refers:
            return known.renamed.get(value, LEFT_OUT)
        case "text":
            return known.shown(field, value)
        case "list" if field.refers:
            return tuple(known.renamed.get(one, LEFT_OUT) for one in value)
        case "list":
            return tuple(dict.fromkeys(known.shown(field, one) for one in value))
        case "log":
            return {day: _entry(entry, known) for day, entry in value.items()}
        case "table":
            return _entry(value, known)
        case "amounts":
            return {known.shown(field, name): number for name, number in value.items()}
        case "date" | "number" | "whole" | "yes-no" | "choice":
            return value


def _entry(entry: Struct, known: _Known) -> Struct:
    filled = [field for field in fields_of(type(entry)).values() if getattr(entry, field.name) not in (None, (), {}, "")]
    return replace(entry, **{field.name: _value(field, getattr(entry, field.name), known) for field in filled})


def _profile(profile: Profile, known: _Known) -> Profile:
    kept = _entry(replace(profile, decisions={}), known)
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
