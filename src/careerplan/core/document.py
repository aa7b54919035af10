"""A document before it has a form: sections of texts, tables, things to do and a timeline. It is drawn on a terminal, in
Markdown and in HTML, each from the same values."""

from datetime import date
from typing import TypeAlias

from msgspec import Struct


class Text(Struct, frozen=True):
    """A paragraph."""

    text: str


class Table(Struct, frozen=True, kw_only=True):
    """Rows under a head; the first cell names its row. `parts`: for each row how much of its whole is there, from 0 to 1,
    drawn as a bar beside the words that say it; None for a row without one. `aims`: where on that whole each is to be."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    parts: tuple[float | None, ...] = ()
    aims: tuple[float | None, ...] = ()

    @property
    def filled(self) -> tuple[tuple[str, ...], ...]:
        """The head and the rows, without the columns in which no row says anything."""
        kept = [index for index in range(len(self.head)) if index == 0 or any(row[index] for row in self.rows)]
        return tuple(tuple(row[index] for index in kept) for row in (self.head, *self.rows))


class Todo(Struct, frozen=True, kw_only=True):
    """Something to do: what, why, and the command to type, where the reader is the one who can type it."""

    title: str
    why: str
    command: str | None


class Span(Struct, frozen=True, kw_only=True):
    """A line of a timeline: it begins, cannot be over before `earliest`, and is likely over on `likely`. None: no day is known."""

    label: str
    begins: date | None
    earliest: date | None
    likely: date | None
    left: bool
    """Whether anything of it is left."""


class Timeline(Struct, frozen=True, kw_only=True):
    """Spans between two days. `marks`: single days between them, by their name."""

    caption: str
    first: date
    last: date
    spans: tuple[Span, ...]
    marks: tuple[tuple[str, date], ...] = ()

    def place(self, day: date | None) -> float:
        """Where a day lies, from 0 to 1; an unknown day lies at the end."""
        return 1.0 if day is None else share((day - self.first).days, max(1, (self.last - self.first).days))

    def extent(self, span: Span, least: float) -> tuple[float, float, float]:
        """Where a span begins, is surely not over before, and is likely over, each from 0 to 1 and in this order. What could be
        over before it is planned to begin is drawn from that day on. `least`: what it takes at least, so that it can be seen."""
        sure, likely = self.place(span.earliest), self.place(span.likely)
        begins = min(self.place(span.begins), sure, 1 - least)
        likely = max(likely, begins + least)
        return begins, min(sure, likely), likely

    def years(self, most: int) -> list[int]:
        """The years that begin between the two days, at most so many, evenly apart."""
        every = range(self.first.year + 1, self.last.year + 1)
        return list(every[:: -(-len(every) // most) or 1])


Block: TypeAlias = Text | Table | Todo | Timeline


class Section(Struct, frozen=True, kw_only=True):
    """A part of a document. `id`: a word."""

    id: str
    title: str
    blocks: tuple[Block, ...]


class Document(Struct, frozen=True, kw_only=True):
    """The whole. `notes`: what a reader should know before the first section."""

    title: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]


def share(have: float, want: float) -> float:
    """How much of something is there, from 0 to 1."""
    return 0.0 if want <= 0 else max(0.0, min(1.0, have / want))
