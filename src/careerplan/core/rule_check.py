"""What is wrong with the rules of a guide: evidence and conditions that ask for what no plan has, or no vocabulary. Each problem
is told with its place in the rule."""

import re
from collections.abc import Iterator, Mapping

from .fields import Field, Form, fields_of
from .guide import Condition, Evidence, Guide, Wanted
from .kinds import KINDS
from .plan import Profile

_AGE = r"[0-9]{1,4}m"

_COMPARED: Mapping[str, tuple[Form, ...]] = {"at_least": ("choice",), "among": ("text", "choice"), "older": ("date",)}
"""What a field may be compared by -> the fields that can be."""

_HOLDS_MORE = ("log", "table", "amounts")


def wrong_evidence(evidence: Evidence | None, guide: Guide) -> Iterator[str]:
    """Every problem of a rule of evidence, and of those inside it."""
    for rule in evidence.walk() if evidence else ():
        yield from _named(rule, guide)
        if rule.profile:
            yield from (f'where: "{name}" is inside of a field' for name in rule.where if "." in name)
            yield from _where(rule.where, fields_of(Profile), guide)
        if rule.records is not None and rule.records not in KINDS:
            yield f'records: there is no kind "{rule.records}"'
        elif rule.records is not None:
            fields = fields_of(KINDS[rule.records])
            yield from _read(rule, fields)
            derived = KINDS[rule.records].derived
            yield from _where({name: wanted for name, wanted in rule.where.items() if name not in derived}, fields, guide)


def wrong_condition(when: Condition | None, guide: Guide) -> Iterator[str]:
    """Every problem of a condition, and of those inside it."""
    if when is None:
        return
    fields = fields_of(Profile)
    if when.among and when.among not in guide.vocabulary:
        yield f'among: the vocabulary has no list "{when.among}"'
    for name in ("route", "field", "population", "level"):
        known = guide.vocabulary.get(fields[name].vocabulary or "", {})
        yield from (f'{name}: "{word}" is not in the vocabulary' for word in _listed(getattr(when, name)) if word not in known)
    for name in ("holds", "wants"):
        yield from (f'{name}: there is no kind "{kind}"' for kind in _listed(getattr(when, name)) if kind not in KINDS)
    for part in when.any:
        yield from wrong_condition(part, guide)


def _named(rule: Evidence, guide: Guide) -> Iterator[str]:
    """What a rule names of the guide's words and of the profile."""
    for words, kind in ((rule.ratings, "skills"), (rule.marks, "duties")):
        known = guide.vocabulary.get(kind, {})
        if words == "all" and not known:
            yield f"{kind}: the vocabulary has none"
        elif words != "all":
            yield from (f'{kind}: "{word}" is not one of them' for word in words if word not in known)
    yield from (f'profile: there is no field "{name}"' for name in rule.profile if name not in fields_of(Profile))


def _read(rule: Evidence, fields: Mapping[str, Field]) -> Iterator[str]:
    """What a rule reads of a record, beside what it wants of its fields."""
    for name in (name for names in rule.every for name in _listed(names)):
        outer = fields.get(name.partition(".")[0])
        if (_field_at(fields, name)) is None:
            yield f'{rule.records} has no field "{name}"'
        elif outer and "." in name and outer.form != "log":
            yield f'every: "{name}" is not in dated entries'
    if rule.distinct and _field_at(fields, rule.distinct) is None:
        yield f'{rule.records} has no field "{rule.distinct}"'
    for key, ages in (("fresh", rule.fresh), ("refresh", rule.refresh)):
        for name, age in ages.items():
            if not re.fullmatch(_AGE, age):
                yield f'{key}: "{age}" is not a number of months, such as 6m'
            if (field := fields.get(name)) is None:
                yield f'{rule.records} has no field "{name}"'
            elif field.form != "date":
                yield f'{key}: "{name}" is not a date'


def _where(where: Mapping[str, Wanted], fields: Mapping[str, Field], guide: Guide) -> Iterator[str]:
    for name, wanted in where.items():
        field = _field_at(fields, name)
        if field is None:
            yield f'where: there is no field "{name}"'
        elif isinstance(wanted, dict):
            yield from _compared(name, wanted, field, guide, many="." in name and fields[name.partition(".")[0]].form == "log")
        elif field.form in _HOLDS_MORE and wanted not in ("any", "none"):
            yield f'where {name}: it has more in it, and is only asked for as "any" or "none"'
        elif (known := {*field.choices, *guide.vocabulary.get(field.vocabulary or "", {})}) and not field.open:
            words = [word for word in (wanted if isinstance(wanted, list) else [wanted]) if isinstance(word, str)]
            yield from (f'where {name}: "{word}" is not one of {", ".join(sorted(known))}'
                        for word in words if word not in known | {"any", "none", "expired"})  # fmt: skip


def _compared(name: str, wanted: Mapping[str, str], field: Field, guide: Guide, *, many: bool) -> Iterator[str]:
    """`many`: the field is in dated entries, of which each has one."""
    if len(wanted) != 1:
        yield f"where {name}: it is compared by one of {', '.join(_COMPARED)}; found {', '.join(wanted) or 'none'}"
    for key, one in wanted.items():
        if key not in _COMPARED:
            yield f'where: "{key}" is neither at_least nor among nor older'
        elif many or field.form not in _COMPARED[key]:
            yield f"where {name}: {key} is asked of a single {' or '.join(_COMPARED[key])}, and it is none"
        if key == "at_least" and one not in fields_of(Profile):
            yield f'where: there is no profile field "{one}"'
        elif key == "among" and one not in guide.vocabulary:
            yield f'where: the vocabulary has no list "{one}"'
        elif key == "older" and not re.fullmatch(_AGE, one):
            yield f'where: "{one}" is not a number of months, such as 6m'


def _field_at(fields: Mapping[str, Field], path: str) -> Field | None:
    """The field at `status`, or at `history.stage`, inside another."""
    name, _, inside = path.partition(".")
    field = fields.get(name)
    return fields_of(field.entry).get(inside) if field and inside and field.entry else None if inside else field


def _listed(words: str | list[str]) -> list[str]:
    return [words] if isinstance(words, str) else words
