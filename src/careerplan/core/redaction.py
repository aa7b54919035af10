"""A plan that may be shown to a mentor or an assistant: without names, places, numbers, links, notes and stories.

What is not declared to be public (`records.about`) is left out, so that a new field is left out until somebody decides. What
private fields name is taken out of public ones too. Whatever was filled stays filled, and what the guide knows stays as it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
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

_REACHES = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an e-mail address
    r"|(?:https?://|www\.)\S+"
    r"|(?<!\w)(?:\+?[0-9]{1,3}[ .-])?(?:\([0-9]{3}\) ?|[0-9]{3}[ .-])?[0-9]{3}[ .-][0-9]{4}(?!\w)"  # a phone number
    r"|[0-9]{6,}",
    re.IGNORECASE,
)
"""What leads to somebody, whoever it is."""


class _Known(NamedTuple):
    """What a redaction goes by."""

    renamed: Mapping[str, str]
    """References, old -> new."""
    guide: Guide
    texts: frozenset[str]
    """What the guide calls things, in small letters: they tell of nobody."""
    words: frozenset[str]
    """The words of these."""
    names: frozenset[str]
    """What private fields name, which is taken out of public texts, too: `Nurse at Mercy West`, where Mercy West is the employer."""
    parts: frozenset[str]
    """The single words of these names that are not the guide's."""
    others: dict[str, str]
    """Words that are in no vocabulary -> what stands for each, so that different ones stay different."""

    def shown(self, field: Field, text: str) -> str:
        """A text of a field as others may see it; the letters of a credential are its code, and stay."""
        if field.vocabulary and text not in self.guide.vocabulary.get(field.vocabulary, {}):
            return self.others.setdefault(text, LEFT_OUT if not self.others else f"{LEFT_OUT} {len(self.others) + 1}")
        if field.vocabulary or text.casefold() in self.texts or (field.public and field.name == "code"):
            return text
        if not field.public or (field.known and not self.words.issuperset(_words(text))):
            return LEFT_OUT
        return self._without_names(_REACHES.sub(LEFT_OUT, text))

    def _without_names(self, text: str) -> str:
        parts = re.split(r"(\W+)", text)  # words, and what stands between them
        place = 0
        while place < len(parts):
            ends = (place + 2 * words - 1 for words in range(MOST_WORDS, 0, -1))
            end = next((end for end in ends if "".join(parts[place:end]).casefold() in self.names), None)
            if end or parts[place].casefold() in self.parts:
                parts[place : end or place + 1] = [LEFT_OUT]
            place += 2
        return "".join(parts)


def redacted(plan: Plan, guide: Guide, *, known: Iterable[str] = ()) -> Plan:
    """The plan without what tells who somebody is. References still lead where they led. `known`: what else the guide calls
    something by, in its topics."""
    renamed = _renamed(plan, guide)
    texts = frozenset(
        text.casefold() for text in (*known, *(text for words in guide.vocabulary.values() for pair in words.items() for text in pair))
    )
    words = frozenset(word for text in texts for word in _words(text))
    names = _names(plan)
    parts = frozenset(word for name in names for word in _words(name) if len(word) >= SHORTEST_NAME) - words
    going_by = _Known(renamed, guide, texts, words, names, parts, {})
    records: dict[str, dict[str, Any]] = {}
    for old, new in renamed.items():
        kind, id = new.split("/", 1)
        held = records.setdefault(kind, {})
        held[id] = _record(plan.record(old), f"{kind.capitalize()} {len(held) + 1}", going_by)
    steps = {id: _step(mark) for id, mark in plan.steps.items()}
    return replace(plan, profile=_profile(plan.profile, going_by), steps=steps, records=records)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _renamed(plan: Plan, guide: Guide) -> dict[str, str]:
    """Reference -> what it becomes: an id that was made from a name becomes its kind and a number."""
    by_rule = {id for action in guide.actions.values() if action.evidence for rule in action.evidence.walk() for id in rule.ids}
    found: dict[str, str] = {}
    for kind, held in plan.records.items():
        kept = {id for id, record in held.items() if _is_known(kind, id, record, by_rule, guide)}
        free = (f"{kind}-{number}" for number in range(1, 2 * len(held) + 1) if f"{kind}-{number}" not in kept)
        found |= {f"{kind}/{id}": f"{kind}/{id if id in kept else next(free)}" for id in held}
    return found


def _names(plan: Plan) -> frozenset[str]:
    """What the plan's private fields name, in small letters."""
    records = [record for _, record in plan.all_records()]
    found = (re.sub(r"^\W+|\W+$", "", name).casefold() for one in (plan.profile, *records) for name in _named_in(one))
    return frozenset(name for name in found if len(name) >= SHORTEST_NAME)


def _named_in(one: Struct) -> Iterator[str]:
    """Whatever short text a private field has, also inside its entries."""
    for field in fields_of(type(one)).values():
        said = getattr(one, field.name)
        if field.form == "log":
            yield from (name for entry in said.values() for name in _named_in(entry))
        elif field.form == "table" and said:
            yield from _named_in(said)
        elif (
            said and field.form in ("text", "list") and not (field.public or field.refers or field.vocabulary) and field.longest < MAX_TEXT
        ):
            yield from ([said] if field.form == "text" else said)


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
