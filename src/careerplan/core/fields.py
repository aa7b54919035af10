"""What a declared field takes: read from the declarations in `kinds.py` and `plan.py`, and used to understand what
a person types for it. One problem is one `Problem`; callers gather them, so that all are told at once."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields, replace

from .dates import NotADate, add_months, in_words, read_date
from .records import MAX_TEXT, entry_order

Form = Literal["text", "date", "number", "whole", "yes-no", "choice", "list", "log", "table", "amounts"]
Vocabulary = Mapping[str, Mapping[str, str]]
"""The guide's lists: name -> word -> label."""

_FORMS: dict[type, Form] = {str: "text", date: "date", float: "number", int: "whole", bool: "yes-no", tuple: "list", dict: "log"}
_YES_NO = {"yes": True, "true": True, "y": True, "1": True, "no": False, "false": False, "n": False, "0": False}
_BLANKS = {"…", "...", '"…"', "-", "?"}


class Problem(Exception):
    """What is wrong with one value. `suggestions`: values that would do."""

    def __init__(self, message: str, *suggestions: str) -> None:
        super().__init__(message)
        self.message = message
        self.suggestions = suggestions


class UnknownField(Problem):
    """There is no such field. `suggestions` are names of fields."""


class Field(Struct, frozen=True):
    """One declared field, as the rest of the program sees it."""

    name: str
    doc: str
    form: Form
    required: bool
    default: Any
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    longest: int = MAX_TEXT
    entry: type[Struct] | None = None
    """Of a log: what one dated entry is. Of a table: the table."""
    vocabulary: str | None = None
    open: bool = False
    refers: tuple[str, ...] = ()
    last_day: bool = False
    short: str | None = None
    story: bool = False
    public: bool = False
    names: bool = False

    @property
    def option(self) -> str:
        return "--" + self.name.replace("_", "-")


def fields_of(declared: type[Struct]) -> dict[str, Field]:
    """The declared fields of a kind, by name, in their order."""
    return _fields_of(declared)


@cache
def _fields_of(declared: Any) -> dict[str, Field]:
    return {info.name: _field(info) for info in fields(declared)}


def assign(
    values: dict[str, Any],
    declared: type[Struct],
    path: str,
    texts: Sequence[str],
    *,
    today: date,
    vocabulary: Vocabulary,
    refer: Callable[[str, tuple[str, ...]], str],
) -> str:
    """Put what was typed for `path` into `values` (field name -> value) and return the field's name.

    `path` is a field, or reaches into one: `requires.degree`, `history.2026-11-22.note`. An empty text clears.
    Only a list, a log or a table takes several texts; of several others, the last one counts.
    `refer` turns a typed reference into a whole one. Raises Problem.
    """
    name, *inside = path.strip().lower().split(".")
    name = name.replace("-", "_")
    if name not in fields_of(declared):
        known = fields_of(declared)
        raise UnknownField(f'there is no field "{name}"; there are {", ".join(known)}', *nearest(name, known, 1))
    field = fields_of(declared)[name]
    given = [text for text in texts if text.strip()]
    if not given:
        values[name] = _cleared(field, values.get(name, field.default), inside)
    elif field.form == "amounts":
        for text in given:
            values[name] = _into_amounts(values.get(name) or {}, inside, text, field)
    elif field.form in ("log", "table"):
        for text in given:
            values[name] = _into_table(field, values.get(name), inside, text, today)
    elif inside:
        raise Problem(f"{name} is a single value; nothing is inside it", name)
    elif field.form == "list":
        items = [word for text in given for word in _split_list(field, text)]
        values[name] = tuple(dict.fromkeys(_read_word(field, word, vocabulary, refer) for word in items))
    else:
        values[name] = read_field(field, given[-1], today=today, vocabulary=vocabulary, refer=refer)
    return name


def check_ascending(values: Mapping[str, Any], pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, Problem]]:
    """(field, what is wrong) for each pair of dates that runs backward."""
    return [
        (
            last,
            Problem(
                f"{in_words(values[last])} is before {first.replace('_', ' ')} ({in_words(values[first])})",
                add_months(values[first], 12).isoformat(),
            ),
        )
        for first, last in pairs
        if values.get(first) and values.get(last) and values[last] < values[first]
    ]


def nearest(word: str, known: Any, count: int = 3, *, alike: float = 0.5) -> tuple[str, ...]:
    """The known words most like `word`. `alike`: how much at least, from 0 to 1."""
    from difflib import get_close_matches

    return tuple(get_close_matches(word, list(known), n=count, cutoff=alike))


def word_of(text: str, words: Mapping[str, str]) -> str | None:
    """The word of a vocabulary whose label this is: what a screen shows can be typed."""
    said = " ".join(text.split()).casefold()
    return next((word for word, label in words.items() if label.casefold() == said), None)


def read_text(text: str, *, longest: int = MAX_TEXT, example: str = "") -> str:
    """A text as it will be stored. Refuses what is empty, a placeholder, the example itself, too long, or cannot be saved."""
    clean = text.strip()
    if not clean or clean in _BLANKS or (example and clean == example.strip()):
        raise Problem("your own words are missing", '"in your own words"')
    if len(clean) > longest:
        raise Problem(f"it has {len(clean)} characters; {longest} is the most")
    if "\0" in clean or any("\ud800" <= c <= "\udfff" for c in clean):
        raise Problem("it has a character that cannot be saved as text")
    return clean


def read_field(field: Field, text: str, *, today: date, vocabulary: Vocabulary, refer: Callable[[str, tuple[str, ...]], str]) -> Any:
    """What a text means for a field that takes a single value. Raises Problem."""
    match field.form:
        case "date":
            return _read_date(text, today=today, last_day=field.last_day)
        case "number" | "whole":
            return _read_number(field, text)
        case "yes-no":
            if text.strip().lower() not in _YES_NO:
                raise Problem(f'"{text}" is neither yes nor no', "yes", "no")
            return _YES_NO[text.strip().lower()]
        case _:
            return _read_word(field, text, vocabulary, refer)


def _split_list(field: Field, text: str) -> list[str]:
    """Words are separated by commas; sentences are not."""
    return [text] if field.longest == MAX_TEXT else [word for word in text.split(",") if word.strip()]


def _read_word(field: Field, text: str, vocabulary: Vocabulary, refer: Callable[[str, tuple[str, ...]], str]) -> str:
    """One word or text: a choice, a word of a vocabulary, a reference, or free text."""
    known = field.choices or (tuple(vocabulary.get(field.vocabulary, ())) if field.vocabulary else ())
    if known:
        word = "-".join(text.strip().lower().replace("_", " ").split())
        if word in known:
            return word
        if labelled := word_of(text, vocabulary.get(field.vocabulary or "", {})):
            return labelled
        if not field.open:
            near = nearest(word, known, 1)
            raise Problem(f'"{text.strip()}" is not one of {", ".join(known)}', *(near or known[:3]))
    clean = read_text(text, longest=field.longest)
    return refer(clean, field.refers) if field.refers else clean


def _read_date(text: str, *, today: date, last_day: bool) -> date:
    try:
        return read_date(text, today=today, last_day=last_day)
    except NotADate as error:
        reason = f" ({error.reason})" if error.reason else ""
        raise Problem(f'"{text}" is not a date{reason}', *error.try_) from None


def _read_number(field: Field, text: str) -> float | int:
    typed = text.strip()
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", typed):
        decimal = typed.replace(",", ".", 1)
        better = decimal if re.fullmatch(r"[0-9]{1,6}\.[0-9]{1,6}", decimal) else "8"
        raise Problem(f'"{text}" is not a number', better)
    if field.form == "whole" and "." in typed:
        raise Problem(f"{typed} is not a whole number", typed.split(".", 1)[0])
    number = int(typed) if field.form == "whole" else float(typed)
    if field.low is not None and number < field.low:
        raise Problem(f"{typed} is below {field.low:g}", f"{field.low:g}")
    if field.high is not None and number > field.high:
        raise Problem(f"{typed} is above {field.high:,g}", f"{field.high:g}")
    return number


def _into_table(field: Field, current: Any, inside: list[str], text: str, today: date) -> Any:
    """Set parts of a log (`2026-11-22=6.5`, or `6.5` for today) or of a table (`degree=required`), several with commas."""
    pairs = [(inside, text)] if inside else [_split_pair(part) for part in text.split(",") if part.strip()]
    for where, value in pairs:
        if field.form == "table":
            current = _into_entry(field, current, ".".join(where), value, today)
            continue
        current = dict(current or {})
        key, *rest = where or [today.isoformat()]
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{1,4}", key):
            key = _read_date(key, today=today, last_day=False).isoformat()
        assert field.entry is not None
        part = rest[0] if rest else next(iter(fields_of(field.entry)))
        current[key] = _into_entry(field, current.get(key), part, value, today)
    return dict(sorted((current or {}).items(), key=lambda item: entry_order(item[0]))) if field.form == "log" else current


def _into_amounts(current: Mapping[str, float], inside: list[str], text: str, field: Field) -> dict[str, float]:
    """Set amounts by name: `ethics=8,live=20`; a name with nothing after it is taken out."""
    found = dict(current)
    for where, value in [(inside, text)] if inside else [_split_pair(part) for part in text.split(",") if part.strip()]:
        word = ".".join(where).strip().lower()
        if not word:
            raise Problem(f'"{value}" has no name, as in NAME=NUMBER', "ethics=8")
        if value.strip():
            found[read_text(word, longest=field.longest)] = float(_read_number(field, value))
        else:
            found.pop(word, None)
    return found


def _split_pair(part: str) -> tuple[list[str], str]:
    key, equals, value = part.partition("=")
    return ([key.strip()], value.strip()) if equals else ([], part.strip())


def _into_entry(field: Field, current: Any, part: str, text: str, today: date) -> Any:
    assert field.entry is not None
    parts = fields_of(field.entry)
    if part not in parts:
        raise Problem(f"{field.name} takes {_or(list(parts))}, each as NAME=VALUE", f"{next(iter(parts))}={_example(parts)}")
    value: Any
    if parts[part].form == "list":
        value = (*getattr(current, part, ()), read_text(text, longest=parts[part].longest))
    else:
        value = read_field(parts[part], text, today=today, vocabulary={}, refer=lambda ref, _kinds: ref)
    if current is not None:
        return replace(current, **{part: value})
    missing = [name for name, one in parts.items() if one.required and name != part]
    if missing:
        raise Problem(f"{field.name} needs {_or(missing)} first")
    return field.entry(**{part: value})


def _cleared(field: Field, current: Any, inside: list[str]) -> Any:
    if field.required:
        raise Problem("it cannot be empty", "…")
    if not inside:
        return field.default
    if field.form in ("log", "amounts"):
        key, *parts = inside
        if not parts or key not in current:
            return {name: entry for name, entry in current.items() if name != key}
        return current | {key: _without_part(field, current[key], parts[0])}
    if field.form != "table":
        raise Problem(f"{field.name} is a single value; nothing is inside it", field.name)
    return _without_part(field, current, inside[0]) if current is not None else None


def _without_part(field: Field, entry: Any, part: str) -> Any:
    """An entry with one of its parts cleared."""
    parts = fields_of(type(entry))
    if part not in parts:
        raise Problem(f"{field.name} takes {_or(list(parts))}")
    if parts[part].required:
        raise Problem(f"{part} cannot be empty", "…")
    return replace(entry, **{part: parts[part].default})


def _field(info: Any) -> Field:
    """Unwrap `Annotated[Annotated[number, bound] | None, about(…)]`."""
    declared, doc, more = info.type, "", {}
    if get_origin(declared) is Annotated and declared.__metadata__[-1].description:
        *bounds, meta = declared.__metadata__
        doc, more = meta.description, dict(meta.extra)
        declared = Annotated[declared.__origin__, *bounds] if bounds else declared.__origin__
    if get_origin(declared) in (Union, UnionType):
        declared = next(part for part in get_args(declared) if part is not type(None))
    low, high, longest, declared = _bounds(declared)
    origin = get_origin(declared) or declared
    entry = declared if _is_struct(declared) else get_args(declared)[1] if origin is dict else None
    form: Form = "choice" if origin is Literal else "table" if _is_struct(declared) else _FORMS[origin]
    if form == "log" and not _is_struct(entry):
        low, high, _, _ = _bounds(entry)
        form, entry = "amounts", None
    if form == "list":
        longest = _bounds(get_args(declared)[0])[2]
    required = info.default is NODEFAULT and info.default_factory is NODEFAULT
    default = None if required else info.default_factory() if info.default is NODEFAULT else info.default
    return Field(name=info.name, doc=doc, form=form, required=required, default=default,
                 choices=get_args(declared) if origin is Literal else (), low=low, high=high,
                 longest=longest or MAX_TEXT, entry=entry, **more)  # fmt: skip


def _bounds(declared: Any) -> tuple[float | None, float | None, int | None, Any]:
    """The bounds on a number or on the length of a text, and what they bound."""
    if get_origin(declared) is not Annotated:
        return None, None, None, declared
    bound = declared.__metadata__[0]
    return bound.ge, bound.le, bound.max_length, declared.__origin__


def _is_struct(declared: Any) -> bool:
    return isinstance(declared, type) and issubclass(declared, Struct)


def _or(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _example(parts: dict[str, Field]) -> str:
    first = next(iter(parts.values()))
    return first.choices[0] if first.choices else f"{first.low or 1:g}"
