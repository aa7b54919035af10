"""Whether a text seems to tell of a real patient: the guide's checks, asked of what a person has just written.

It only points out; the person decides. What is looked for is the guide's data, since it depends on the trade.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from .fields import Field, fields_of
from .guide import Asks
from .plan import Plan


class PrivacyCheck(Asks, frozen=True, kw_only=True):
    """`pattern`: a regular expression. `name`: what it finds, as in "this looks like …"."""

    name: str
    pattern: str
    ignore_case: bool = True


class PrivacyFile(Asks, frozen=True, kw_only=True):
    """The file of a guide that holds its checks."""

    checks: list[PrivacyCheck] = []


class Sighting(Struct, frozen=True):
    """What was seen, and where."""

    name: str
    text: str


def sightings(texts: Sequence[str], checks: Sequence[PrivacyCheck]) -> list[Sighting]:
    """What in these texts looks like it tells of a real person in care; each thing once."""
    found: dict[Sighting, None] = {}
    for check in checks:
        pattern = re.compile(check.pattern, re.IGNORECASE if check.ignore_case else 0)
        for text in texts:
            for seen in pattern.finditer(text):
                found[Sighting(check.name, " ".join(seen[0].split()))] = None
    return list(found)


def new_stories(before: Plan, after: Plan) -> list[str]:
    """The texts that were written between two plans, of those in which one tells of others: notes, and fields that
    are declared so."""
    old = set(_stories(before, but=after))
    return [text for text in _stories(after, but=before) if text not in old]


def _stories(plan: Plan, *, but: Plan) -> Iterator[str]:
    """The stories of a plan, without what it shares with another (the same object)."""
    for step, mark in plan.steps.items():
        if but.steps.get(step) is not mark:
            for one in (mark, *mark.actions.values()):
                yield from (note.text for note in one.notes.values())
    for kind, held in plan.records.items():
        for id, record in held.items():
            if but.of_kind(kind).get(id) is not record:
                yield from _told(record)
    yield from (text for one in plan.profile.decisions.values() for text in _told(one))


def _told(value: Any) -> Iterator[str]:
    for field in fields_of(type(value)).values():
        said = getattr(value, field.name)
        if field.story and said:
            yield from said if isinstance(said, tuple) else (said,)
        elif field.form == "log" and _tells(field):
            for entry in said.values():
                yield from _told(entry)


def _tells(field: Field) -> bool:
    return field.entry is not None and any(part.story for part in fields_of(field.entry).values())
