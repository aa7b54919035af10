"""The order of a plan's kept versions: what `undo` and `redo` come to, and which versions may be thinned out."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

ALWAYS = 20
"""So many of the newest versions are always kept …"""
FRESH = timedelta(days=2)
"""… and all that are younger than this; then one a day, one a week, one a month."""
DAILY = timedelta(days=30)
WEEKLY = timedelta(days=180)

Turn = Literal["change", "undo", "redo"]


class Made(Struct, frozen=True, kw_only=True):
    """What made a version."""

    command: str
    """A verb and what it changed, `add contact/dana-lee`; never a text that was typed."""
    changed: tuple[str, ...] = ()
    """What became different: `contact/dana-lee added`, `contact/dana-lee: phone`."""
    turn: Turn = "change"
    count: int = 1
    """Of an undo or a redo: how many changes."""


class Version(Made, frozen=True, kw_only=True):
    """The plan as a change left it. The bytes are the history's to fetch."""

    number: int
    """1, 2, 3 …; never given twice."""
    when: datetime
    """Local time, without a zone."""


def standing(versions: Sequence[Version]) -> tuple[list[Version], list[Version]]:
    """(in force, undone): the changes that the present plan rests on, oldest first, and those that `redo` brings back, last
    undone last.

    The first in force is only the ground to stand on, and cannot be undone itself. A gap in the numbers (thinned out,
    or damaged) ends what can be undone: what lies before it can be restored.
    """
    done: list[Version] = []
    done_at = 0
    undone: list[Version] = []
    for version in versions:
        count = version.count
        if done and version.number != done_at + 1:
            done, undone = [], []
        done_at = version.number
        if version.turn == "undo" and len(done) > count:
            undone += reversed(done[-count:])
            del done[-count:]
        elif version.turn == "redo" and len(undone) >= count:
            done += reversed(undone[-count:])
            del undone[-count:]
        elif version.turn == "change":
            done.append(version)
            undone = []
        else:  # what it turned back lies before a gap
            done, undone = [version], []
    return done, undone


def surplus(taken: Sequence[tuple[int, datetime]], *, now: datetime) -> list[int]:
    """The numbers of versions that may go: of (number, when), oldest first.

    All of the last two days and the newest twenty stay, then the last of each day for a month, of each week for half
    a year, and of each month for ever.
    """
    kept: set[tuple[str, object]] = set()
    found = []
    for place, (number, when) in enumerate(reversed(taken)):
        age = now - when
        if place < ALWAYS or age < FRESH:
            continue
        slot = _slot(when, age)
        if slot in kept:
            found.append(number)
        kept.add(slot)
    return found[::-1]


def _slot(when: datetime, age: timedelta) -> tuple[str, object]:
    """What a version stands for when there is one of its kind."""
    if age < DAILY:
        return "day", when.date()
    if age < WEEKLY:
        return "week", when.isocalendar()[:2]
    return "month", (when.year, when.month)
