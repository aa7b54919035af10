"""A document on a terminal."""

from collections.abc import Iterator

from ..core.dates import in_words
from ..core.document import Block, Document, Span, Table, Text, Timeline, Todo
from .layout import Screen, bar, bold, clip, labelled, pad, stretch, table, typed, width_of, wrap

BAR = 10
LINE = 30
"""Columns of a timeline at most."""


def page(document: Document, screen: Screen) -> str:
    lines = [bold(line, screen) for line in wrap(document.title, screen)] + wrap(" ".join(document.notes), screen)
    for section in document.sections:
        lines += ["", bold(section.title, screen)]
        before: Block | None = None
        for block in section.blocks:
            lines += [*([""] if isinstance(before, Table) and isinstance(block, Table) else []), *_block(block, screen)]
            before = block
    return "\n".join(lines)


def _block(block: Block, screen: Screen) -> Iterator[str]:
    match block:
        case Text():
            yield from wrap(block.text, screen)
        case Table():
            yield from _table(block, screen)
        case Todo():
            yield from wrap(block.title, screen, first="- ")
            yield from labelled("Why", block.why, screen, indent=2)
            yield from [typed("Type", block.command, screen, indent=2)] if block.command else []
        case Timeline():
            yield from _timeline(block, screen)


def _table(one: Table, screen: Screen) -> Iterator[str]:
    """With bars after the first column. The head says what the caption would."""
    drawn = any(part is not None for part in one.parts)
    parts = one.parts or (None,) * len(one.rows)
    rows = [[row[0], *([bar(round(part * 100), 100, BAR) if part is not None else ""] if drawn else []), *row[1:]]
            for row, part in zip(one.rows, parts, strict=True)]  # fmt: skip
    yield from table(rows, screen, head=[one.head[0], *([""] if drawn else []), *one.head[1:]])


def _timeline(one: Timeline, screen: Screen) -> Iterator[str]:
    """A line a span: its name, its drawing, its days; below each other on a narrow screen."""
    said = [span_in_dates(span) for span in one.spans]
    beside = screen.width - max(map(width_of, said)) - 4
    names = min(max(width_of(span.label) for span in one.spans), beside - BAR)
    columns = LINE if screen.narrow else min(LINE, beside - names)
    for span, days in zip(one.spans, said, strict=True):
        drawn = stretch(*one.extent(span, 0), columns) if span.left else " " * columns
        if screen.narrow:
            yield from wrap(span.label, screen)
            yield from [f"  {drawn}".rstrip()] if span.left else []
            yield from wrap(days, screen, first="  ")
        else:
            yield f"{pad(clip(span.label, names), names)}  {drawn}  {days}".rstrip()


def span_in_dates(span: Span) -> str:
    """`14 Mar 2029, likely 30 Jul 2030`."""
    if not span.left:
        return "nothing left"
    first, last = (in_words(day) if day else "no date" for day in (span.earliest, span.likely))
    return first if first == last else f"{first}, likely {last}"
