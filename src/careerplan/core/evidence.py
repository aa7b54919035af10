"""What the guide's rules of evidence find in a plan: which records count, how far it is, and what still misses.

The rules are data (`guide.Evidence`); this module knows field names only.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import Any, Literal

from msgspec import Struct

from .conditions import Look, is_among, letters, listed, so_far
from .dates import add_months
from .fields import fields_of
from .guide import Evidence, Guide, Wanted
from .kinds import KINDS, NAMED_BY_GUIDE, Credential
from .plan import Mark, Plan, Profile
from .records import Record

_PLACE = r"\{([a-z_ ]+)\|([^}]*)\}"
"""A place in a guide's command that the plan fills."""


class Found(Struct, frozen=True):
    """What an evidence rule found: whether it holds, which records count, and how far it is."""

    holds: bool
    by: tuple[str, ...] = ()
    have: int = 0
    want: int = 1
    missing: tuple[str, ...] = ()
    """What is still missing: words (of a vocabulary, fields, skills) or references."""
    again: tuple[str, ...] = ()
    """Where it holds: records of which it asks the same once more."""
    again_on: date | None = None
    """Where that is since a day: which."""


def evidence(rule: Evidence, look: Look, *, mark: Mark | None = None) -> Found:
    """What a rule finds. `mark`: whose notes a rule of notes counts."""
    if rule.all:
        parts = [evidence(part, look, mark=mark) for part in rule.all]
        short = [part for part in parts if not part.holds]
        lead = short[0] if short else parts[-1]
        return Found(not short, _joined(part.by for part in parts), lead.have, lead.want, _joined(part.missing for part in short),
                     _joined(part.again for part in parts), _first_day(parts))  # fmt: skip
    if rule.any:
        parts = [evidence(part, look, mark=mark) for part in rule.any]
        best = max(parts, key=lambda part: (part.holds, part.have / (part.want or 1)))
        holding = [part for part in parts if part.holds]
        return Found(bool(holding), _joined(part.by for part in holding), best.have, best.want, best.missing,
                     _joined(part.again for part in holding), _first_day(holding))  # fmt: skip
    if rule.notes:
        return _notes(rule, mark or Mark())
    if rule.profile:
        return _profile(rule, look)
    if rule.ratings:
        return _named("skill", rule.ratings, rule.times, look)
    if rule.marks:
        return _named("duty", rule.marks, rule.times, look)
    return _records(rule, look)


def _notes(rule: Evidence, mark: Mark) -> Found:
    days = sorted(date.fromisoformat(key[:10]) for key in mark.notes)
    apart = (days[-1] - days[0]).days if days else 0
    return Found(len(days) >= rule.notes and apart >= rule.over_days, (), min(len(days), rule.notes), rule.notes)


def _profile(rule: Evidence, look: Look) -> Found:
    profile = look.plan.profile
    missing = tuple(name for name in rule.profile if not getattr(profile, name))
    fits = all(_test(wanted, None, look)(getattr(profile, name)) for name, wanted in rule.where.items())
    return Found(not missing and fits, (), len(rule.profile) - len(missing), len(rule.profile), missing)


def _named(kind: str, wanted: Literal["all"] | list[str], times: int, look: Look) -> Found:
    """Words of the guide (skills, duties) that have so many dated entries each."""
    words = list(look.guide.vocabulary.get(NAMED_BY_GUIDE[kind], ())) if wanted == "all" else wanted
    log = KINDS[kind].logs[0]
    said = {id for id, record in look.plan.of_kind(kind).items() if len(getattr(record, log)) >= times}
    missing = tuple(word for word in words if word not in said)
    by = tuple(f"{kind}/{word}" for word in words if word in said)
    return Found(not missing, by, len(by), len(words), missing)


def _records(rule: Evidence, look: Look) -> Found:
    assert rule.records is not None
    fitting = _fitting(rule, look, upcoming=rule.upcoming)
    refs = tuple(ref for ref, _ in fitting)
    if rule.ids:
        wanted = {id: f"{rule.records}/{id}" for id in rule.ids}
        there = tuple(ref for ref in wanted.values() if ref in refs)
        return Found(len(there) == len(wanted), there, len(there), len(wanted), tuple(id for id, ref in wanted.items() if ref not in there))
    if rule.every or rule.fresh:
        good = tuple(ref for ref, record in fitting if _has_every(record, rule) and _is_fresh(record, rule, look))
        known = set(good)
        short = tuple(ref for ref in refs if ref not in known)
        return Found(len(good) >= rule.count, good, min(len(good), rule.count), rule.count, short, again=short)
    if rule.distinct:
        return _distinct(rule, rule.distinct, fitting, look)
    old = [(ref, day) for ref, day in ages(rule, look) if day < look.today] if rule.refresh else []
    return Found(len(refs) >= rule.count, refs, min(len(refs), rule.count), rule.count,
                 again=tuple(ref for ref, _ in old), again_on=min((day for _, day in old), default=None))  # fmt: skip


def _fitting(rule: Evidence, look: Look, *, upcoming: bool) -> list[tuple[str, Record]]:
    """The records that have what a rule wants of their fields."""
    assert rule.records is not None
    kind = KINDS[rule.records]
    fitting = look.records(rule.records, upcoming=upcoming)
    for path, wanted in rule.where.items():
        read, test = _reader(kind, path, look), _test(wanted, (kind, path), look)
        fitting = [(ref, record) for ref, record in fitting if test(read(record))]
    return fitting


def ages(rule: Evidence, look: Look) -> list[tuple[str, date]]:
    """The records that grow old by a rule, and the last day on which each is not: all of them by `fresh`, the latest by
    `refresh`, unless one is still to come. Records without the date are not among them."""

    def last(record: Record, ages: Mapping[str, str]) -> date | None:
        days = [add_months(day, _months(age)) for name, age in ages.items() if (day := getattr(record, name))]
        return min(days) if len(days) == len(ages) else None

    fitting = _fitting(rule, look, upcoming=False) if rule.fresh or rule.refresh else []
    each = [(ref, day) for ref, record in fitting if rule.fresh and (day := last(record, rule.fresh))]
    renewed = [(ref, day) for ref, record in fitting if rule.refresh and (day := last(record, rule.refresh))]
    if renewed and not _fitting(rule, look, upcoming=True):
        each.append(max(renewed, key=lambda one: one[1]))
    return each


def _distinct(rule: Evidence, name: str, fitting: list[tuple[str, Record]], look: Look) -> Found:
    """Count different values of a field; where the rule names the values, only those, and the others are missing."""
    wanted = rule.where.get(name)
    named = [str(word) for word in wanted] if isinstance(wanted, list) else None
    read = _reader(KINDS[str(rule.records)], name, look)
    values: dict[str, None] = {}
    by = []
    for ref, record in fitting:
        said = read(record)
        words = [str(w) for w in (said if isinstance(said, tuple) else (said,)) if w and (named is None or w in named)]
        if words:
            by.append(ref)
            values.update(dict.fromkeys(words))
    missing = tuple(word for word in named or () if word not in values)
    return Found(len(values) >= rule.count, tuple(by), min(len(values), rule.count), rule.count, missing)


def stale(guide: Guide, plan: Plan, kind: str, today: date) -> list[str]:
    """The records of a kind whose date is missing, or older than the guide's rules allow: those to look at again."""
    look = Look(guide, plan, today)
    rules = [rule for action in guide.actions.values() if action.evidence for rule in action.evidence.walk()]
    fresh = [rule for rule in rules if rule.records == kind and rule.fresh]
    return [ref for ref, record in look.records(kind) if not all(_is_fresh(record, rule, look) for rule in fresh)]


def _has_every(record: Record, rule: Evidence) -> bool:
    return all(any(_reaches(record, name) for name in ([names] if isinstance(names, str) else names)) for names in rule.every)


def _reaches(record: Record, path: str) -> bool:
    """Whether a field is filled; `interviews.feedback`: whether it is in every entry, and there is one."""
    name, _, inside = path.partition(".")
    said = getattr(record, name)
    return bool(said) and all(_is_filled(getattr(entry, inside)) for entry in said.values()) if inside else _is_filled(said)


def _is_fresh(record: Record, rule: Evidence, look: Look) -> bool:
    """`"6m"`: not older than six months."""
    return all(
        (day := getattr(record, name)) is not None and add_months(day, _months(age)) >= look.today for name, age in rule.fresh.items()
    )


def _months(age: str) -> int:
    """`"6m"`: six months."""
    return int(age.removesuffix("m"))


def _test(wanted: Wanted, place: tuple[type[Record], str] | None, look: Look) -> Callable[[Any], bool]:
    """The question whether what a field says is what a rule wants. Letters' case does not matter."""
    if wanted == "any":
        return _is_filled
    if wanted == "none":
        return lambda said: not _is_filled(said)
    if isinstance(wanted, dict) and "among" in wanted:
        return lambda said: _is_filled(said) and is_among(said, wanted["among"], look)
    if isinstance(wanted, dict) and "older" in wanted:
        return lambda said: isinstance(said, date) and add_months(said, _months(wanted["older"])) < look.today
    if isinstance(wanted, dict):
        return lambda said: place is not None and _is_filled(said) and _at_least(said, wanted["at_least"], place, look)
    allowed = {_folded(word) for word in (wanted if isinstance(wanted, list) else [wanted])}

    def fits(said: Any) -> bool:
        if isinstance(said, tuple):
            return not allowed.isdisjoint(map(_folded, said))
        return said in allowed or _folded(said) in allowed

    return fits


def _reader(kind: type[Record], path: str, look: Look) -> Callable[[Record], Any]:
    """What reads a field of a record; `history.stage` reads that of every entry so far. An expired credential says so."""
    name, _, inside = path.partition(".")
    read: Callable[[Record], Any] = attrgetter(name)
    if inside and fields_of(kind)[name].form == "table":
        return lambda record: getattr(read(record), inside, None)
    if inside:
        return lambda record: so_far(read(record), inside, look)
    if name == "code" and issubclass(kind, Credential):
        return lambda record: letters(record) if isinstance(record, Credential) else None
    if name == "status" and issubclass(kind, Credential):
        return lambda record: record.status_on(look.today) if isinstance(record, Credential) else None
    return read


def _is_filled(said: Any) -> bool:
    return said not in (None, (), {}, "") and (said != 0 or said is False)


def _at_least(said: str, profile_field: str, place: tuple[type[Record], str], look: Look) -> bool:
    """Whether a choice is at least the one that the profile names, in the order in which the choices are declared."""
    kind, name = place
    choices = fields_of(kind)[name].choices
    floor = getattr(look.plan.profile, profile_field)
    return floor not in choices or choices.index(said) >= choices.index(floor)


def _folded(word: Any) -> Any:
    return word.casefold() if isinstance(word, str) else word


def _first_day(parts: Iterable[Found]) -> date | None:
    return min((part.again_on for part in parts if part.again_on), default=None)


def _joined(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in lists for word in words))


# The command


def filled_command(how: str, found: Found, look: Look, rule: Evidence | None = None) -> str:
    """The guide's command with what the plan fills in, and without what it says already of what the rule asks for."""

    def fill(place: re.Match[str]) -> str:
        if place[1] == "again":
            return max(found.again_on, look.today).isoformat() if found.again_on else place[2]
        if place[1] == "missing":
            return found.missing[0].rpartition("/")[2] if found.missing else place[2]
        if place[1] in Profile.__struct_fields__:
            said = getattr(look.plan.profile, place[1])
            return ",".join(said) if isinstance(said, tuple) and said else str(said or place[2]).replace('"', "'")
        kinds = place[1].split()
        short_of = [ref.partition("/")[2] for ref in found.missing if ref.partition("/")[0] in kinds]
        return next(chain(short_of, filter(None, map(look.of_kind, kinds))), place[2])

    command = re.sub(_PLACE, fill, how) if "{" in how else how
    return _unsaid(command, rule, look) if rule and rule.records and command.startswith("careerplan set ") else command


def _unsaid(command: str, rule: Evidence, look: Look) -> str:
    """`careerplan set RECORD …` without the fields that the record has, so that none is typed over by an example."""
    record = look.plan.of_kind(str(rule.records)).get(f"{command} ".split(" ")[2])
    asked = [*map(listed, rule.every), *([name] for name, wanted in rule.where.items() if wanted == "any")]
    said = {name for names in asked for name in names if record and any(_reaches(record, one) for one in names)}
    return re.sub(r' (\w+)=("[^"]*"|\S+)', lambda word: "" if word[1] in said else word[0], command)
