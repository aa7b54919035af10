"""What in the plain values of a document does not fit the shape declared for it: every problem, each with its place."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import reduce
from math import isfinite
from operator import getitem
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from .dates import FIRST_YEAR, LAST_YEAR
from .findings import MOST, Finding, Keys
from .plan import Plan

T = TypeVar("T")


def fitting_table(value: Any, declared: type[T], where: Keys, found: list[Finding]) -> dict[str, T]:
    """The entries of a table keyed by id."""
    if not isinstance(value, dict):
        found.append(Finding(where, f"{shown(value)} is not a table"))
        return {}
    try:
        return msgspec.convert(value, dict[str, declared])  # type: ignore[valid-type]
    except msgspec.ValidationError:
        entries = {}
        for id, entry in value.items():
            if len(found) < MOST and (fits := fitting(entry, declared, (*where, id), found)):
                entries[id] = fits
        return entries


def fitting(value: Any, declared: type[T], where: Keys, found: list[Finding]) -> T | None:
    """One typed value; every field that does not fit is a problem of its own."""
    try:
        return msgspec.convert(value, declared)
    except msgspec.ValidationError:
        found += _problems(value, declared, where)
        return None


def _problems(value: Any, declared: Any, where: Keys) -> Iterator[Finding]:
    """What does not fit, as deep as it can be named."""
    if not isinstance(value, dict):
        yield Finding(where, f"{shown(value)} is not a table")
        return
    for info in msgspec.structs.fields(declared):
        place = (*where, info.name)
        if info.name not in value:
            if info.required:
                yield Finding(place, "is missing")
            continue
        inside = value[info.name]
        try:
            msgspec.convert(inside, info.type)
        except msgspec.ValidationError as error:
            yield from _deeper(inside, info.type, place) or [Finding(place, f"{shown(_at(inside, str(error)))} {_reason(str(error))}")]


def _deeper(inside: Any, declared: Any, place: Keys) -> list[Finding]:
    """What does not fit in the entries of a table."""
    if not isinstance(inside, dict):
        return []
    entry = _entry_type(declared)
    if entry is None:
        return [Finding((*place, key), f"{shown(one)} is not a number") for key, one in inside.items() if not _is_number(one)]
    found: list[Finding] = []
    for key, one in inside.items():
        fitting(one, entry, (*place, key), found)
    return found


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _entry_type(declared: Any) -> Any:
    """The struct that a dict field holds."""
    while hasattr(declared, "__metadata__"):
        declared = declared.__origin__
    holds = get_args(declared)[1] if get_origin(declared) is dict else None
    return holds if isinstance(holds, type) and issubclass(holds, msgspec.Struct) else None


def nearest(document: Any, declared: type[T]) -> tuple[T | None, list[Finding]]:
    """A document of any shape as a value, and what of it does not fit. A number out of its bounds is a problem, and taken for
    the bound, so that one sees on; with anything else that does not fit there is no value."""
    found: list[Finding] = []
    while len(found) < MOST:
        try:
            return msgspec.convert(document, declared), found
        except msgspec.ValidationError as error:
            said, path = str(error).partition(" - at `$")[0], _path_of(deepcopy(document), declared, str(error))
            found.append(_misfit(document, path, said))
            bound = re.match("Expected `(?:int|float)` (?:>=|<=) ([0-9.]+)", said)
            if not bound or not path:
                break
            reduce(getitem, path[:-1], document)[path[-1]] = int(float(bound[1]))
    return None, found


def _misfit(document: Any, path: list[Any], said: str) -> Finding:
    """What msgspec said of what is at a path. An entry of a list is named by its id, where it has one."""
    keys: list[str] = []
    at = document
    for key in path:
        at = at[key]
        keys += _name_of(at, key) if isinstance(key, int) else [key]
    return Finding(tuple(keys), _in_our_words(at, said))


def _path_of(document: Any, declared: Any, message: str) -> list[Any]:
    """The keys and numbers that lead to what a message speaks of. It cuts the document down to that."""
    path: list[Any] = []
    at = document
    for name, index in re.findall(r"\.([^.\[`]+)|\[([^\]]+)\]", message.partition(" - at `$")[2]):
        path.append(int(index) if isinstance(at, list) else name or _culprit(at, document, declared, message))
        at = at[path[-1]]
    return path


def _culprit(table: dict[str, Any], document: Any, declared: Any, message: str) -> str:
    """The key of a table's entry that a message speaks of without naming it; no other stays in the table."""
    entries = dict(table)
    for key, entry in entries.items():
        table.clear()
        table[key] = entry
        try:
            msgspec.convert(document, declared)
        except msgspec.ValidationError as error:
            if str(error) == message:
                return key
    raise AssertionError(message)


def _name_of(entry: Any, index: int) -> list[str]:
    if not isinstance(entry, dict | list):
        return []
    named = entry.get("id") if isinstance(entry, dict) else None
    return [named if isinstance(named, str) else str(index + 1)]


def _in_our_words(found: Any, said: str) -> str:
    """What msgspec says of what was found. What a shape says itself stays as it is."""
    if field := re.search("(missing required|unknown) field `(.*)`", said):
        return f"{field[2]} is missing" if field[1].startswith("missing") else f'there is no field "{field[2]}"'
    return f"{shown(found)} {_reason(said)}" if re.match("(Expected|Invalid|Integer|Number) ", said) else said


_TYPE_WORDS = {"date": "a date", "str": "a text", "bool": "true or false", "int": "a whole number", "float": "a number",
               "array": "a list", "object": "a table"}  # fmt: skip


def _reason(message: str) -> str:
    """msgspec's sentence, in ours."""
    text = message.split(" - at ")[0]
    if many := re.search("of length ([0-9]+), got ([0-9]+)", text):
        return f"has {many[2]} in it, and not {many[1]}"
    bound = re.search(r"(`(?:str|array)` of length )?(>=|<=) ([0-9.]+)", text)
    if bound and bound[1]:
        return "is empty" if bound[2] == ">=" else "is too long"
    if bound:
        return f"is {'below' if bound[2] == '>=' else 'above'} {float(bound[3]):.12g}"
    if "RFC3339" in text:
        return "is not a date"
    if "enum value" in text:
        return "is not one of the choices"
    if "regex" in text:
        return "is not keyed by a day, such as 2026-11-22"
    expected = [_TYPE_WORDS[word] for word in re.findall(r"[a-z]+", text.split(", got")[0]) if word in _TYPE_WORDS]
    return f"is not {' or '.join(expected)}" if expected else "does not fit"


def _at(value: Any, message: str) -> Any:
    """The item of a list that the message speaks of."""
    index = message.rpartition("`$[")[2].partition("]")[0] if "`$[" in message else ""
    return value[int(index)] if index.isdigit() and isinstance(value, list) else value


def shown(value: Any) -> str:
    """What was found, short."""
    if isinstance(value, str):
        return f'"{value if len(value) <= 40 else value[:39] + "…"}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, int) and value.bit_length() > 64:
        return "a number of that size"
    return "nothing" if value is None else str(value)


# What the declared types cannot say


def strange_values(plan: Plan) -> Iterator[Finding]:
    """Days that are none, years out of reach, numbers without end, own actions in another step."""
    for step, mark in plan.steps.items():
        number = step.removeprefix("step-")
        for id in mark.own:
            if not re.fullmatch(rf"{re.escape(number)}\.[a-z]{{1,2}}", id):
                yield Finding(("steps", step, "own", id), f"an action of your own in this step has an id such as {number}.a")
    yield from _strange(plan.profile, ("profile",))
    yield from _strange(plan.steps, ("steps",))
    yield from _strange(plan.records, ())


def _strange(value: Any, where: Keys) -> Iterator[Finding]:
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _strange(getattr(value, name), (*where, name))
    elif isinstance(value, Mapping):
        for key, inside in value.items():
            if _DAY_KEY.fullmatch(key) and not is_day(key[:10]):
                yield Finding((*where, key), "there is no such day")
            yield from _strange(inside, (*where, key))
    elif isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        yield Finding(where, f"{value} is not between {FIRST_YEAR} and {LAST_YEAR}")
    elif isinstance(value, float) and not isfinite(value):
        yield Finding(where, f"{value} is not a number that can be counted")
    elif isinstance(value, str) and "\0" in value:
        yield Finding(where, "it has a character that no text should have (NUL)")
    elif isinstance(value, tuple):
        for one in value:
            yield from _strange(one, where)


_DAY_KEY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]{1,4})?")


def is_day(text: str) -> bool:
    """Whether `2026-02-30` is in the calendar, and a year that anything here may have."""
    try:
        return FIRST_YEAR <= date.fromisoformat(text).year <= LAST_YEAR
    except ValueError:
        return False
