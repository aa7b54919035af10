"""What in the plain values of a document does not fit the shape declared for it: every problem, each with its place."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from .plan import Profile, StepMark
from .records import Record

T = TypeVar("T")


def fitting_table(value: Any, declared: type[T], where: str, problems: list[str]) -> dict[str, T]:
    """The entries of a table keyed by id."""
    if not isinstance(value, dict):
        problems.append(f"{where}: {shown(value)} is not a table")
        return {}
    try:
        return msgspec.convert(value, dict[str, declared])  # type: ignore[valid-type]
    except msgspec.ValidationError:
        entries = {id: fitting(entry, declared, f"{where}.{_key(id)}", problems) for id, entry in value.items()}
        return {id: entry for id, entry in entries.items() if entry is not None}


def fitting(value: Any, declared: type[T], where: str, problems: list[str]) -> T | None:
    """One typed value; every field that does not fit is a problem of its own."""
    try:
        return msgspec.convert(value, declared)
    except msgspec.ValidationError:
        problems += _problems(value, declared, where)
        return None


def _problems(value: Any, declared: Any, where: str) -> Iterator[str]:
    """What does not fit, as deep as it can be named."""
    if not isinstance(value, dict):
        yield f"{where}: {shown(value)} is not a table"
        return
    for info in msgspec.structs.fields(declared):
        place = f"{where}.{info.name}"
        if info.name not in value:
            if info.required:
                yield f"{place}: is missing"
            continue
        try:
            msgspec.convert(value[info.name], info.type)
        except msgspec.ValidationError as error:
            entry = _entry_type(info.type)
            inside = value[info.name]
            if entry is not None and isinstance(inside, dict):
                found = list(_entry_problems(inside, entry, place))
                if found:
                    yield from found
                    continue
            if entry is None and isinstance(inside, dict):
                yield from (f"{place}.{_key(key)}: {shown(one)} is not a number" for key, one in inside.items() if not _is_number(one))
                continue
            yield f"{place}: {shown(_at(inside, str(error)))} {_reason(str(error))}"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _entry_problems(entries: Mapping[str, Any], entry: type, place: str) -> Iterator[str]:
    for key, value in entries.items():
        try:
            msgspec.convert(value, entry)
        except msgspec.ValidationError:
            yield from _problems(value, entry, f"{place}.{_key(key)}")


def _entry_type(declared: Any) -> Any:
    """The struct that a dict field holds."""
    while hasattr(declared, "__metadata__"):
        declared = declared.__origin__
    holds = get_args(declared)[1] if get_origin(declared) is dict else None
    return holds if isinstance(holds, type) and issubclass(holds, msgspec.Struct) else None


_TYPE_WORDS = {"date": "a date", "str": "a text", "bool": "true or false", "int": "a whole number", "float": "a number",
               "array": "a list", "object": "a table"}  # fmt: skip


def _reason(message: str) -> str:
    """msgspec's sentence, in ours."""
    text = message.split(" - at ")[0]
    bound = re.search(r"(`str` of length )?(>=|<=) ([0-9.]+)", text)
    if bound and bound[1]:
        return "is empty" if bound[2] == ">=" else "is too long"
    if bound:
        return f"is {'below' if bound[2] == '>=' else 'above'} {float(bound[3]):g}"
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
    return "nothing" if value is None else str(value)


def _key(id: str) -> str:
    return id if id.replace("-", "").replace("_", "").isalnum() and id.isascii() else f'"{id}"'


def strange_ids(steps: Mapping[str, StepMark]) -> Iterator[str]:
    """Own actions whose ids are not those of their step."""
    for step, mark in steps.items():
        number = step.removeprefix("step-")
        for id in mark.own:
            if not re.fullmatch(rf"{re.escape(number)}\.[a-z]{{1,2}}", id):
                yield f"steps.{_key(step)}.own.{_key(id)}: an action of your own in this step has an id such as {number}.a"


def impossible_days(steps: Mapping[str, StepMark], records: Mapping[str, Mapping[str, Record]], profile: Profile | None) -> Iterator[str]:
    """The keys of dated entries that look like days and are none: 2026-02-30."""
    logs: list[tuple[str, Mapping[str, Any]]] = [("profile.decisions", profile.decisions)] if profile else []
    for step, mark in steps.items():
        logs.append((f"steps.{_key(step)}.notes", mark.notes))
        logs += [(f"steps.{_key(step)}.actions.{_key(id)}.notes", one.notes) for id, one in mark.actions.items()]
    for kind, held in records.items():
        logs += [(f"{kind}.{_key(id)}.{name}", getattr(record, name)) for id, record in held.items() for name in record.logs]
    for place, entries in logs:
        for key in entries:
            try:
                date.fromisoformat(key[:10])
            except ValueError:
                yield f"{place}.{key}: there is no such day"
