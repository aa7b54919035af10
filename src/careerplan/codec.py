"""TOML text to and from the guide's and the plan's values. All problems are told at once, each with its place.

What the plan file holds and this program does not know stays: a change is made on the raw document.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

import msgspec
import tomli

from .core.findings import Finding, Keys
from .core.guide import Change, Guide, GuideStamp, Step
from .core.kinds import KINDS
from .core.plan import FORMAT, Plan, Profile, StepMark
from .core.records import Record
from .core.shape_check import fitting, fitting_table, is_day, nearest, shown, strange_values
from .errors import InvalidGuide, InvalidPlan, NewerFormat

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

    from .core.topics import Topic

T = TypeVar("T")
Document = dict[str, Any]
"""A TOML document as plain values."""

_BOM = "\ufeff"
_LARGE = 1 << 16
MAX_LINES = 250_000
MAX_TABLES = 20_000
"""Ten times what a person could enter in years. The largest size alone would allow a million of each."""
_CONFLICT = ("<<<<<<< ", ">>>>>>> ")


# The plan


def parse(data: bytes, path: str) -> tuple[Document, Plan]:
    """A plan file's bytes as raw document and as plan. Raises InvalidPlan with every problem, NewerFormat."""
    document = parse_document(data, path)
    return document, parse_plan(document, path, look_closely=_looks_odd(data))


def parse_document(data: bytes, path: str) -> Document:
    """The raw document of a plan file. Raises InvalidPlan with line and column."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidPlan(path, [_no_text(data, error)]) from None
    text = text.removeprefix(_BOM)
    if len(data) > _LARGE and (bomb := _bomb(text)):
        raise InvalidPlan(path, [bomb])
    try:
        document = tomli.loads(text)
    except (tomli.TOMLDecodeError, ValueError, RecursionError) as error:
        raise InvalidPlan(path, [_toml_problem(error, text)]) from None
    if not document:
        raise InvalidPlan(path, [Finding((), "the file is empty")])
    return document


def _no_text(data: bytes, error: UnicodeDecodeError) -> Finding:
    return Finding((), "this is not text in UTF-8", line=data[: error.start].count(b"\n") + 1)


def _bomb(text: str) -> Finding | None:
    """What in a file is small enough to read and made to take minutes or gigabytes all the same."""
    for mark, most, what in (("\n", MAX_LINES, "lines"), ("\n[", MAX_TABLES, "tables")):
        if (many := text.count(mark)) > most:
            return Finding((), f"it has {many:,} {what}; careerplan reads up to {most:,}")
    few = re.search("[0-9_]{80}", text[::50])  # of 4000 digits in a row every fiftieth makes 80
    if few and (digits := re.search("[0-9_]{4000}", text)):  # tomli, looking for a date in it, takes a gigabyte for eight million
        line = text.count("\n", 0, digits.start()) + 1
        return Finding((), "there is a number of more digits than anything here has", line=line)
    return None


def parse_plan(document: Document, path: str, *, look_closely: bool = True) -> Plan:
    """The plan in a raw document. Raises NewerFormat, or InvalidPlan with every problem, table and field.

    `look_closely`: look also for what the declared types cannot say, value by value.
    """
    found = document.get("format")
    if isinstance(found, int) and not isinstance(found, bool) and found > FORMAT:
        raise NewerFormat(path, found, FORMAT)
    problems: list[Finding] = []
    if isinstance(found, bool) or found != FORMAT:
        said = f"{shown(found)} is not {FORMAT}" if "format" in document else f"is missing; it should be {FORMAT}"
        problems.append(Finding(("format",), said))
    guide = fitting(document.get("guide", {}), GuideStamp, ("guide",), problems)
    profile = fitting(document.get("profile", {}), Profile, ("profile",), problems)
    steps = fitting_table(document.get("steps", {}), StepMark, ("steps",), problems)
    records: dict[str, Mapping[str, Record]] = {}
    for kind, declared in KINDS.items():
        if kind in document:
            records[kind] = fitting_table(document[kind], declared, (kind,), problems)
    plan = Plan(guide=guide or GuideStamp(id="", version=""), profile=profile or Profile(), steps=steps, records=records)
    if look_closely or problems:
        problems += strange_values(plan)
    if problems:
        raise InvalidPlan(path, problems)
    return plan


def _looks_odd(data: bytes) -> bool:
    """Whether the text has anything that could be a value which no type forbids: a day that is none, a year out of reach,
    nan, NUL, an action of one's own. Wrong alarms cost time only."""
    if any(sign in data for sign in _ODD) or re.search(_NOT_FINITE, data):
        return True
    return not all(is_day(day.decode()) for day in set(re.findall(_DAY, data)))


_ODD = (b"\0", rb"\u0000", rb"\U00000000", rb"\x00", b".own")
_NOT_FINITE = rb"[=,[]\s*[+-]?(?:nan|inf)"
_DAY = rb"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def plan_document(plan: Plan) -> Document:
    """The plan as a document. Empty fields are left out."""
    document: Document = {"format": FORMAT, "guide": _plain(plan.guide), "profile": _plain(plan.profile)}
    document["steps"] = {id: {"title": mark.title, **_plain(mark)} for id, mark in plan.steps.items()}
    for kind, records in plan.records.items():
        if records:
            document[kind] = {id: _plain(record) for id, record in records.items()}
    return document


def differing(before: Plan, after: Plan) -> tuple[Document, Document]:
    """Both plans as documents, without the steps and records that they share."""
    old: Document = {"guide": _plain(before.guide), "profile": _plain(before.profile)}
    new: Document = {"guide": _plain(after.guide), "profile": _plain(after.profile)}
    for document, plan, other in ((old, before, after), (new, after, before)):
        document["steps"] = {
            id: {"title": mark.title, **_plain(mark)} for id, mark in plan.steps.items() if other.steps.get(id) is not mark
        }
        for kind, records in plan.records.items():
            if records:
                others = other.of_kind(kind)
                document[kind] = {id: _plain(record) for id, record in records.items() if others.get(id) is not record}
    return old, new


def rewritten(data: bytes, document: Document, old: Document, new: Document) -> bytes:
    """The plan file's bytes after a change; `document`, which is what they say now, becomes what they will say.

    The difference between `old` and `new` is applied to the raw document, so that what is not known here stays.
    A file that a hand has touched is patched in place and keeps its comments; one that careerplan wrote is written anew.
    A byte order mark and CRLF line ends are kept.
    """
    text = data.decode("utf-8")
    bom, text = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    crlf = "\r\n" in text
    text = text.replace("\r\n", "\n") if crlf else text
    ours = text == write_document(document)
    apply_difference(document, old, new)
    written = write_document(document) if ours else _patched(text, old, new)
    return (bom + (written.replace("\n", "\r\n") if crlf else written)).encode("utf-8")


def says_the_same(found: Document, meant: Document) -> bool:
    """Whether two documents say the same, whatever the order of their keys. NaN is as good as NaN."""
    return repr(found) == repr(meant) or repr(found) == repr(_in_order_of(meant, found))


def _in_order_of(value: object, model: object) -> object:
    if isinstance(value, dict) and isinstance(model, dict):
        keys = [key for key in model if key in value] + [key for key in value if key not in model]
        return {key: _in_order_of(value[key], model.get(key)) for key in keys}
    return value


def lines_of(data: bytes, paths: Iterable[Keys]) -> dict[Keys, int]:
    """For each path the line (from 1) where the value stands, or else the table it belongs to; those that are found.

    It looks at lines, not at the grammar: good enough to send a person there.
    """
    paths = list(paths)
    wanted = {path[:depth] for path in paths for depth in range(1, len(path) + 1)}
    found: dict[Keys, int] = {}
    table: Keys = ()
    for number, text in enumerate(data.decode("utf-8", "replace").split("\n") if wanted else [], 1):
        if header := re.match(r"\s*\[+([^#]{1,999}?)\]+\s*(?:#.*)?$", text):
            keys = table = _keys_of(header[1])
        elif assigned := re.match(r"\s*([A-Za-z0-9_\"'. -]{1,999}?)\s*=", text):
            keys = (*table, *_keys_of(assigned[1]))
        else:
            continue
        for depth in range(1, len(keys) + 1):
            if keys[:depth] in wanted:
                found.setdefault(keys[:depth], number)
    return {path: found[prefix] for path in paths for depth in range(1, len(path) + 1) if (prefix := path[:depth]) in found}


def _keys_of(text: str) -> Keys:
    """`steps.step-1."1.1"` -> ("steps", "step-1", "1.1")."""
    return tuple(single or double or bare for single, double, bare in re.findall(r"'([^']*)'|\"([^\"]*)\"|([A-Za-z0-9_-]+)", text))


def write_document(document: Document) -> str:
    import tomli_w

    return tomli_w.dumps(document)


def apply_difference(document: Any, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Change in `document` what differs between `old` and `new`, key by key, and nothing else. A key that is only written
    otherwise now keeps its comment."""
    for key in [key for key in old if key not in new]:
        from .core.plan_check import meant_key

        item = document.pop(key, None)
        if item is not None and (meant := meant_key(key, new)) and meant not in old:
            document[meant] = item
            old = {**old, meant: old[key]}
    for key, value in new.items():
        if key in old and old[key] == value:
            continue
        if isinstance(value, Mapping) and isinstance(document.get(key), Mapping):
            apply_difference(document[key], old.get(key, {}), value)
        else:
            document[key] = value


def _patched(text: str, old: Document, new: Document) -> str:
    import tomlkit

    document: TOMLDocument = tomlkit.parse(text if text.endswith("\n") else text + "\n")
    apply_difference(document, old, new)
    return tomlkit.dumps(document)


def _plain(value: msgspec.Struct) -> Document:
    """A struct as TOML values; None and what has its default is left out."""
    return cast(Document, _without_empty(msgspec.to_builtins(value, builtin_types=(date,))))


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item is not None}
    return list(value) if isinstance(value, tuple) else value


def _toml_problem(error: Exception, text: str) -> Finding:
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(_CONFLICT):
            return Finding((), f"there is a conflict mark of a merge ({line[:7]})", line=number, column=1)
    if isinstance(error, tomli.TOMLDecodeError) and hasattr(error, "lineno"):
        return Finding((), f"{error.msg[0].lower()}{error.msg[1:]}", line=error.lineno, column=error.colno)
    return Finding((), "it is nested too deeply" if isinstance(error, RecursionError) else str(error))


# The guide


class _GuideFile(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    title: str
    goal: str
    version: str
    steps: Annotated[list[str], msgspec.Meta(min_length=1)]
    work: str = "the job"
    topics: dict[str, str] = {}
    changes: list[Change] = []
    privacy: str | None = None
    forecast: str | None = None
    advice: str | None = None


def parse_guide_index(data: bytes, where: str) -> _GuideFile:
    return _guide_part(data, _GuideFile, where)


def parse_step(data: bytes, where: str) -> Step:
    return _guide_part(data, Step, where)


def parse_part(data: bytes, declared: type[T], where: str) -> T:
    """A file of the guide that has a shape of its own."""
    return _guide_part(data, declared, where)


def parse_topic(data: bytes, where: str, name: str, vocabulary: Mapping[str, Mapping[str, str]]) -> "Topic[Any]":
    """A topic, with the labels of the vocabulary as titles where its entries are words."""
    from .core.topics import shape_of

    topic: Topic[Any] = _guide_part(data, shape_of(name), where)
    sections = []
    for section in topic.sections:
        labels = vocabulary.get(section.words or "", {})
        titled = [msgspec.structs.replace(one, title=one.title or labels.get(one.id, "")) for one in section.entries]
        sections.append(msgspec.structs.replace(section, entries=titled))
    return msgspec.structs.replace(topic, sections=sections)


def parse_vocabulary(data: bytes, where: str) -> dict[str, dict[str, str]]:
    return _guide_part(data, dict[str, dict[str, str]], where)


def make_guide(index: _GuideFile, steps: list[Step], vocabulary: dict[str, dict[str, str]]) -> Guide:
    return Guide(
        id=index.id, title=index.title, goal=index.goal, work=index.work, version=index.version, steps=tuple(steps), vocabulary=vocabulary,
        topics=index.topics, changes=tuple(index.changes), privacy=index.privacy, forecast=index.forecast, advice=index.advice,
    )  # fmt: skip


def encode_guide(guide: Guide) -> bytes:
    return msgspec.json.format(msgspec.json.encode(guide), indent=1)


def decode_guide(data: bytes) -> Guide:
    return msgspec.json.decode(data, type=Guide)


def _guide_part(data: bytes, declared: type[T], where: str) -> T:
    """One file of the guide. An unknown key or rule is an error here, never ignored, and so is a number without end."""
    text, value = "", None
    try:
        text = data.decode("utf-8")
        if len(data) > _LARGE and (bomb := _bomb(text)):
            raise InvalidGuide(where, [f"{where}: {bomb}"])
        value, found = nearest(tomli.loads(text, parse_float=_counted), declared)
        if value is not None and not found:
            return value
    except UnicodeDecodeError as error:
        found = [_no_text(data, error)]
    except (tomli.TOMLDecodeError, ValueError, RecursionError) as error:
        found = [_toml_problem(error, text)]
    raise InvalidGuide(where, [f"{where}: {one}" for one in found], nearest=value)


class _Endless:
    """What stands for a number that no field takes: it fits no shape, so that it is refused with its place."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text


def _counted(text: str) -> float | _Endless:
    return number if isfinite(number := float(text)) else _Endless(text)
