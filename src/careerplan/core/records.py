"""What a record is, and what may be said of its fields where `kinds.py` declares them."""

from datetime import date
from typing import Annotated, Any, ClassVar

from msgspec import Meta, Struct

Day = date
"""Some kinds have a field called `date`."""

MAX_TEXT = 10_000
"""Characters in one text."""

Text = Annotated[str, Meta(max_length=MAX_TEXT)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
DayKey = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]{1,4})?$")]
"""The day of an entry: `2026-11-22`, and `2026-11-22-2` for the second entry of that day."""

Hours = Annotated[float, Meta(ge=0, le=100_000)]
HoursAWeek = Annotated[float, Meta(ge=0, le=168)]
Years = Annotated[float, Meta(ge=0, le=100)]
Days = Annotated[float, Meta(ge=0, le=36_525)]
Count = Annotated[int, Meta(ge=1, le=100_000)]
Rating = Annotated[int, Meta(ge=1, le=5)]
People = Annotated[int, Meta(ge=0, le=100_000)]


class Due(Struct, frozen=True):
    """A date that asks for something when it comes: what to do, and the command that records it."""

    title: str
    command: str
    unless: tuple[str, ...] = ()
    """Statuses in which the date asks for nothing."""
    when: tuple[str, ...] = ()
    """Where it asks in some statuses only: these."""
    passes: bool = False
    """Once its day is over, it has happened, and asks for nothing."""


class Dated(Struct, frozen=True):
    """Something that a record asks for on a day. `command`: with {ref} for what names the record."""

    title: str
    day: Day
    command: str
    ahead: int = 14
    """How many days before its day it is shown; 0 where it cannot be done sooner."""
    missing: float = 0
    """Hours of continuing education that are missing for it, of `wanted`."""
    wanted: float = 0


def about(doc: str, **more: Any) -> Meta:
    """What a field means, for help and documentation, and:

    vocabulary: the guide's list its words come from; `open`: other words are welcome too.
    refers: the kinds that it names records of. last_day: a month alone means its last day.
    short: a second, shorter option name. story: a text in which one tells of others, looked over for patient data.
    public: what stands here tells of no person and no place; every other text is left out of what is shown to others.
    names: it names a person, an organization or a place, or is the number of one: its words are left out of public texts, too.
    public and names: an organization that is shown to others where the guide names it itself.
    """
    return Meta(description=doc, extra=more)


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something the person has, did or knows."""

    natural: ClassVar[tuple[str, ...]] = ()
    """The fields that the first argument of `add` may fill: the first of them that no option gives."""
    columns: ClassVar[tuple[str, ...]] = ()
    """What `list` and a sentence about the record show, most telling first."""
    ascending: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Pairs of dates of which the first is never after the second."""
    asks: ClassVar[dict[str, Due]] = {}
    """Dates that ask for something when they come."""
    logs: ClassVar[tuple[str, ...]] = ()
    """Fields that hold entries by date."""
    derived: ClassVar[tuple[str, ...]] = ()
    """What is worked out of it, yes or no, that a guide's rule may ask for like a field."""
    happens: ClassVar[str | None] = None
    """The date before which the record is only an intention, and satisfies nothing."""

    @property
    def called(self) -> str | None:
        """What the person calls it."""
        return next(filter(None, (getattr(self, name) for name in self.natural)), None)


def entry_order(key: str) -> tuple[str, int]:
    """Sorts the keys of dated entries: by day, then by number within the day."""
    return key[:10], int(key[11:] or 1)


def entry_key(day: Day, taken: Any) -> str:
    """The key of a new entry on `day`: the day, or the day with the next free number."""
    key, number = day.isoformat(), 1
    while key in taken:
        number += 1
        key = f"{day.isoformat()}-{number}"
    return key
