"""A document in Markdown, for a mentor or a wiki. Whatever signs a text has, it is shown as it is."""

import re
from collections.abc import Iterator

from ..core.dates import in_words
from ..core.document import Block, Document, Span, Table, Text, Timeline, Todo


def cell(text: str) -> str:
    """A text inside a Markdown table: shown as it is, whatever signs it has."""
    return re.sub(r"([\\`*_{}\[\]<>|~&!#])", r"\\\1", " ".join(text.split()))


def paragraph(text: str) -> str:
    """The same where a line begins: no list, rule or heading is made of it."""
    return re.sub(r"^(?:([-+=])|(\d+)([.)]))", lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", cell(text))


def as_markdown(document: Document) -> str:
    lines = [f"# {cell(document.title)}", "", *[paragraph(note) + "  " for note in document.notes]]
    for section in document.sections:
        lines += ["", f"## {cell(section.title)}"]
        for block in section.blocks:
            lines += ["", *_block(block)]
    return "\n".join(lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Text():
            yield paragraph(block.text)
        case Table():
            yield from [f"**{cell(block.caption)}**", ""]
            yield from _rows(*block.filled)
        case Todo():
            yield f"- **{cell(block.title)}**  "
            yield f"  {paragraph(block.why)}{'  ' if block.command else ''}"
            yield from [f"  {_code(block.command)}"] if block.command else []
        case Timeline():
            yield from [f"**{cell(block.caption)}**", ""]
            yield from _rows(("step", "at the earliest", "likely"), *map(_span, block.spans))


def _code(text: str) -> str:
    """A command, between as many ticks as keep those that it has."""
    ticks = "`" * (1 + max(map(len, re.findall(r"`+", text)), default=0))
    inside = " ".join(text.split())
    return f"{ticks} {inside} {ticks}" if len(ticks) > 1 else f"`{inside}`"


def _span(span: Span) -> tuple[str, ...]:
    days = [in_words(day) if day else "no date" for day in (span.earliest, span.likely)]
    return (span.label, *(days if span.left else ("nothing left", "")))


def _rows(head: tuple[str, ...], *rows: tuple[str, ...]) -> Iterator[str]:
    yield f"| {' | '.join(cell(one) for one in head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(cell(one) for one in row)} |" for row in rows)
