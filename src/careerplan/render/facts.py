"""A fact that reasons name by its id: where the guide rests on it; and its JSON."""

from collections.abc import Sequence
from itertools import groupby

from ..core.facts import Cited
from ..core.guide import Guide
from ..core.topics import Entry, Sourced
from .answers import FactPlace, FactTold
from .layout import Screen, bold, safe, typed, wrap
from .topics import details, sourced

FIRST = {"claim": "  · ", "tip": "  · ", "requirement": "  · "}
"""What stands before one of several texts under a head."""


def fact_told(id: str, places: Sequence[Cited], guide: Guide) -> FactTold:
    return FactTold(id=id, places=[_answer(one, guide) for one in places])


def _answer(one: Cited, guide: Guide) -> FactPlace:
    told = one.told
    return FactPlace(kind=one.kind, where=one.where, title=one.title, text=" ".join(said(one, guide)), source=told.source,
                     as_of=told.as_of, confidence=told.confidence, verify_at=told.verify_at, command=one.command)  # fmt: skip


def said(one: Cited, guide: Guide) -> list[str]:
    """What stands at a place: its text, and what an entry has beside it."""
    more = [f"{label}: {text}." for label, text in details(one.told, guide)] if isinstance(one.told, Entry) else []
    return [text for text in (one.text, *more) if text]


def fact(id: str, places: Sequence[Cited], guide: Guide, screen: Screen) -> str:
    """What is said in one place stands under one head."""
    lines = wrap(f"What the guide rests on {safe(id)}:", screen)
    for (where, title, age, command), ours in groupby(places, lambda one: (one.where, one.title, provenance(one.told), one.command)):
        lines += ["", *(bold(line, screen) for line in wrap(f"{where}: {title}", screen))]
        for text, first in dict.fromkeys((text, FIRST.get(one.kind, "  ")) for one in ours for text in said(one, guide)):
            lines += wrap(text, screen, first=first)
        lines += wrap(age, screen, first="  ") if age else []
        lines.append(typed("Read", command, screen, indent=2))
    return "\n".join(lines)


def provenance(told: Sourced) -> str:
    """`Source: the Commission's pages. As of 2024 (an older or a second-hand page). Check with yourcommission.org.`"""
    return " ".join(part for part in (f"Source: {told.source}." if told.source else "", sourced(told)) if part)
