"""What can be set right in a plan file without a guess: what was written is read as the command line would read it."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from msgspec import Struct

from .fields import Field, Problem, Vocabulary, fields_of, read_field
from .findings import MOST, Finding, Keys
from .guide import GuideStamp
from .kinds import KINDS
from .plan import FORMAT, Profile, StepMark
from .plan_check import meant_key, meant_reference, meant_word
from .shape_check import shown

_TABLES: dict[str, type[Struct]] = {"steps": StepMark, **KINDS}
_FIXED_DATE = r"\s*[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?\s*"
"""A day or a month that means the same whenever it is read; `today` does not."""


def mended(document: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """The document with what can be set right: names of fields, dates, numbers and words that were written as texts,
    references that were written short. What has more than one meaning stays."""
    whole: dict[str, Any] = deepcopy(dict(document))
    _rename(whole, ("format", "guide", "profile", "steps", *KINDS))
    if "format" not in whole or whole["format"] == str(FORMAT):
        whole = {"format": FORMAT} | {key: value for key, value in whole.items() if key != "format"}
    known = {kind: [f"{kind}/{id}" for id in whole[kind]] for kind in KINDS if isinstance(whole.get(kind), dict)}
    _mend(whole.get("guide"), GuideStamp, vocabulary, known)
    _mend(whole.get("profile"), Profile, vocabulary, known)
    for key, declared in _TABLES.items():
        table = whole.get(key)
        for entry in table.values() if isinstance(table, dict) else ():
            _mend(entry, declared, vocabulary, known)
    return whole


def _rename(table: dict[str, Any], known: Any) -> None:
    for key in [key for key in table if key not in known][:MOST]:
        meant = meant_key(key, known)
        if meant and meant not in table:
            table[meant] = table.pop(key)


def _mend(table: Any, declared: type[Struct], vocabulary: Vocabulary, known: Mapping[str, list[str]]) -> None:
    if not isinstance(table, dict):
        return
    fields = fields_of(declared)
    _rename(table, fields)
    for key, value in table.items():
        field = fields.get(key)
        if field is None:
            continue
        if field.entry and isinstance(value, dict):
            for inside in [value] if field.form == "table" else value.values():
                _mend(inside, field.entry, vocabulary, known)
        elif isinstance(value, list):
            table[key] = [_value(field, one, vocabulary, known) for one in value]
        else:
            table[key] = _value(field, value, vocabulary, known)


def _value(field: Field, value: Any, vocabulary: Vocabulary, known: Mapping[str, list[str]]) -> Any:
    """What a text means where something else is asked for; the text itself, where that is not certain."""
    if not isinstance(value, str):
        return value
    if field.refers:
        return meant_reference(value, [ref for kind in field.refers for ref in known.get(kind, ())]) or value
    if field.vocabulary:
        return meant_word(value, vocabulary.get(field.vocabulary, {})) or value
    if field.form not in ("date", "number", "whole", "yes-no", "choice") or (field.form == "date" and not re.fullmatch(_FIXED_DATE, value)):
        return value
    try:
        return read_field(field, value, today=date.min, vocabulary=vocabulary, refer=lambda ref, _kinds: ref)
    except Problem:
        return value


def mendings(document: Mapping[str, Any], whole: Mapping[str, Any], where: Keys = ()) -> Iterator[Finding]:
    """What differs between a document and what it was mended to."""
    for key, value in document.items():
        if key not in whole:
            yield Finding((*where, key), f"its name is {meant_key(key, whole)} now", ())
        elif isinstance(value, dict):
            yield from mendings(value, whole[key], (*where, key))
        elif value != whole[key]:
            yield Finding((*where, key), f"{_shown(value)} is {_shown(whole[key])} now", ())
    if "format" not in document and not where:
        yield Finding(("format",), f"it is {FORMAT} now", ())


def _shown(value: Any) -> str:
    return ", ".join(map(shown, value)) if isinstance(value, list) else shown(value)
