"""A plan that may be shown to a mentor or an assistant: without names, places, numbers, links, notes and stories.

What is not declared to be public (`records.about`) is left out, so that a new field is left out until somebody decides. Out of
what is public goes every word of a name that stands in a field for names, unless the guide uses that word itself; and
whatever looks like an address, a link or a number. A name that stands nowhere else cannot be known.

Whatever was filled stays filled, and what was different stays different, so that progress is the same as before.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import count
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from .fields import Field, fields_of
from .guide import Guide
from .kinds import KINDS, NAMED_BY_GUIDE, Credential
from .own_words import WORD, OwnWords, key_of, own_words
from .plan import Decision, Mark, Note, OwnAction, Plan, Profile, StepMark
from .topics import Topic

NAMING = ("certifications", "community")
"""The topics of a guide that name credentials and organizations."""

LEFT_OUT = "left out"
OWN_ACTION = "An action of your own"
SHORTEST_NUMBER = 4
"""Digits of what is taken for a number of somebody, where it stands in a field for names."""

_SORTS = "city|college|company|county|inc|institute|school|state|university"
"""What many names have in them. Alone they tell nothing; beside a name they go with it: `Portland State`."""
_NO_NAMES = frozenset({"and", "for", "from", "left", "new", "of", "our", "out", "the", "with", *_SORTS.split("|")})

_TELLING = re.compile(
    r"""\S*@\S+ | (?:https?://|www\.)\S+ | \b[\w-]{2,}(?:\.[\w-]+)*\.[a-z]{2,}\b(?:/\S*)?  # addresses and links
        | \+?\(?\d(?:[\s().-]{0,3}\d){6,} | \w*\d{5,}\w*                                   # phone numbers, other numbers""",
    re.VERBOSE,
)
_RUN = re.compile(rf"{LEFT_OUT}(?:[\s-]+(?:{LEFT_OUT}|{_SORTS})\b)+", re.IGNORECASE)
_PLACEHOLDER = re.compile(rf"{LEFT_OUT}(?: \d+)?|(?:{'|'.join(KINDS)}) \d+", re.IGNORECASE)


class _Known(NamedTuple):
    """What a redaction goes by. `renamed`: references, old -> new. `names`: words of what fields for names hold."""

    renamed: Mapping[str, str]
    own: OwnWords
    names: frozenset[str]
    numbered: dict[str, dict[str, str]]
    """Vocabulary -> what was left out of it -> what stands there instead: words are counted, so each has its own."""

    def text(self, field: Field, text: str) -> str:
        """A text of a field as others may see it. An organization is shown only where the guide names it, too."""
        if not (field.public or field.vocabulary):
            return LEFT_OUT
        known = self.own.has(text)
        if known and (field.vocabulary or (field.public and not field.names)):
            return text
        return self._without_names(text) if field.public and (known or not field.names) else LEFT_OUT

    def word(self, field: Field, text: str) -> str:
        """The same for a word that rules may count, or hold against another."""
        shown = self.text(field, text)
        as_it_was = shown == text and not text.casefold().startswith(LEFT_OUT)
        if as_it_was or not (field.vocabulary or field.public):
            return shown
        held = self.numbered.setdefault(field.vocabulary or "", {})
        return held.setdefault(text if field.vocabulary else text.casefold(), f"{LEFT_OUT} {len(held) + 1}" if held else LEFT_OUT)

    def _without_names(self, text: str) -> str:
        bare = WORD.sub(lambda word: LEFT_OUT if self._is_name(word[0]) else word[0], _TELLING.sub(LEFT_OUT, text))
        return _RUN.sub(LEFT_OUT, bare)

    def _is_name(self, word: str) -> bool:
        if word.isascii() or word.lower() != word.upper():
            return key_of(word) in self.names
        parts = (word[begin:end] for begin in range(len(word)) for end in range(begin + 2, len(word) + 1))
        return any(part in self.names for part in parts)  # a script without case sets no spaces between words either


def redacted(plan: Plan, guide: Guide, topics: Iterable[Topic[Any]] = ()) -> Plan:
    """The plan without what tells who somebody is. References still lead where they led. `topics`: those of NAMING."""
    own = own_words(guide, topics)
    known = _Known({}, own, _names(plan, own), {})
    known = known._replace(renamed=dict(_renamed(plan, guide, known)))
    records: dict[str, dict[str, Any]] = {}
    for old, new in known.renamed.items():
        kind, id = new.split("/", 1)
        records.setdefault(kind, {})[id] = _record(plan.record(old), id.replace("-", " ").capitalize(), known)
    steps = {id: _step(mark) for id, mark in plan.steps.items()}
    return replace(plan, profile=_profile(plan.profile, known), steps=steps, records=records)


def is_placeholder(text: str) -> bool:
    """Whether this says only that something was left out: `left out 2`, `Contact 1`."""
    return bool(_PLACEHOLDER.fullmatch(text))


# Names


def _names(plan: Plan, own: OwnWords) -> frozenset[str]:
    """The words of all names in a plan, as they are compared."""
    held = (plan.profile, *(record for _, record in plan.all_records()))
    texts = {text for one in held for text in _named_in(one) if not (own.has(text) or is_placeholder(text))}
    return frozenset(key for text in texts for word in WORD.findall(text) if _tells(word) and (key := key_of(word)) not in own.words)


def _named_in(one: Struct) -> Iterator[str]:
    """What stands in the fields for names, of a record and of its entries."""
    for field in _naming(type(one)):
        said = getattr(one, field.name)
        if field.form == "log":
            for entry in said.values():
                yield from _named_in(entry)
        elif said:
            yield from said if isinstance(said, tuple) else (said,)


@cache
def _naming(declared: type[Struct]) -> list[Field]:
    """The fields for names, and those whose entries have one."""
    return [
        field for field in fields_of(declared).values() if field.names or (field.form == "log" and field.entry and _naming(field.entry))
    ]


def _tells(word: str) -> bool:
    if word.isdigit():
        return len(word) >= SHORTEST_NUMBER
    return word.casefold() not in _NO_NAMES and (len(word) > 2 or (len(word) == 2 and not word.islower()))


def _renamed(plan: Plan, guide: Guide, known: _Known) -> Iterator[tuple[str, str]]:
    """Every reference, old and new. An id stays where it is the guide's, or a credential's letters; any other is made from a name."""
    rules = (rule for action in guide.actions.values() if action.evidence for rule in action.evidence.walk())
    asked = {f"{rule.records}/{id}" for rule in rules for id in rule.ids}
    asked |= {f"{kind}/{word}" for kind, words in NAMED_BY_GUIDE.items() for word in guide.vocabulary.get(words, {})}
    for kind, held in plan.records.items():
        kept = {id for id, record in held.items() if f"{kind}/{id}" in asked or _is_code(id, record, known)}
        taken = {ref.casefold() for ref in (*asked, *(f"{kind}/{id}" for id in kept))}
        free = (ref for number in count(1) if (ref := f"{kind}/{kind}-{number}") not in taken)
        yield from ((f"{kind}/{id}", f"{kind}/{id}" if id in kept else next(free)) for id in held)


def _is_code(id: str, record: Any, known: _Known) -> bool:
    if not isinstance(record, Credential) or not record.code:
        return False
    return record.code.casefold() == id.casefold() and known.text(fields_of(type(record))["code"], record.code) == record.code


# The parts of a plan


def _record(record: Any, name: str, known: _Known) -> Any:
    """A record without private texts; what names it becomes `Contact 1`."""
    fields = fields_of(type(record))
    changes = _changes(record, known)
    first = next((name for name in KINDS[type(record).__name__.lower()].natural if fields[name].required), None)
    if first and changes[first] == LEFT_OUT:
        changes[first] = name
    return replace(record, **changes)


def _value(field: Field, value: Any, known: _Known) -> Any:
    match field.form:
        case "text" if field.refers:
            return known.renamed.get(value, LEFT_OUT)
        case "text":
            return known.word(field, value) if field.vocabulary else known.text(field, value)
        case "list" if field.refers:
            return tuple(known.renamed.get(one, LEFT_OUT) for one in value)
        case "list":
            return tuple(dict.fromkeys(known.word(field, one) for one in value))
        case "log":
            return {day: _entry(entry, known) for day, entry in value.items()}
        case "table":
            return _entry(value, known)
        case "amounts":
            return {known.word(field, name): number for name, number in value.items()}
        case "date" | "number" | "whole" | "yes-no" | "choice":
            return value


def _entry(entry: Struct, known: _Known) -> Struct:
    changes = _changes(entry, known)
    return replace(entry, **changes) if changes else entry


def _changes(one: Struct, known: _Known) -> dict[str, Any]:
    return {field.name: _value(field, said, known) for field in _telling(type(one)) if _is_filled(said := getattr(one, field.name))}


@cache
def _telling(declared: type[Struct]) -> list[Field]:
    """The fields that hold texts, or what holds texts."""
    return [field for field in fields_of(declared).values() if field.form in ("text", "list", "log", "table", "amounts")]


def _is_filled(said: Any) -> bool:
    return said not in (None, (), {}, "")


def _profile(profile: Profile, known: _Known) -> Profile:
    kept = _entry(replace(profile, decisions={}), known)
    assert isinstance(kept, Profile)
    decisions = {day: Decision(decision=one.decision, because=LEFT_OUT if one.because else None) for day, one in profile.decisions.items()}
    return replace(kept, decisions=decisions)


def _step(mark: StepMark) -> StepMark:
    own = {id: OwnAction(title=OWN_ACTION, added=one.added) for id, one in mark.own.items()}
    bare = replace(mark, own=own, actions={id: _mark(one) for id, one in mark.actions.items()}, title="")
    return _mark(bare)  # type: ignore[return-value]


def _mark(mark: Mark) -> Mark:
    notes = {day: Note(text=LEFT_OUT) for day in mark.notes}
    return replace(mark, notes=notes, because=LEFT_OUT if mark.because else None)
