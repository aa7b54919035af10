"""A document as one page of HTML that stands alone: no script, nothing to fetch, light and dark, made for print and for
screen readers too. What is drawn stands beside it in words."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from ..core.dates import in_words
from ..core.document import Block, Document, Section, Span, Table, Text, Timeline, Todo

LONG = 20
"""So many letters without a space may be broken."""

WHOLE = 15
"""So many letters in a cell stay on one line: a date, a state."""

MARK = 0.01
"""How wide a mark is, of the whole."""

_SHORT = ' class="short"'

STYLE = """
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1f24; --dim: #4b5563; --line: #d5dae1; --sure: #0b6e5f;
  --likely: #8fc7bd; --box: #f4f6f8; --mark: #c2410c; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171c; --ink: #e9ecf1; --dim: #b3bcc8; --line: #39414d;
  --sure: #52cdb5; --likely: #3a8c7d; --box: #1d2229; --mark: #ff9d73; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 2px solid var(--line); }
p { margin: .5rem 0; }
header p, footer { color: var(--dim); }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 1rem 0 0; }
a { color: var(--sure); text-underline-offset: .2em; }
a:focus-visible { outline: 3px solid var(--sure); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--dim); padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; font-weight: 400; padding: .35rem 1rem .35rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--dim); font-size: .9rem; white-space: nowrap; }
td.short { white-space: nowrap; }
tbody th { font-weight: 600; }
td.drawn { width: 28%; min-width: 5rem; }
svg { display: block; width: 100%; height: .8rem; margin-top: .4rem; }
.whole { fill: var(--line); } .sure { fill: var(--sure); } .likely { fill: var(--likely); }
.mark { fill: var(--mark); } .gap { fill: var(--paper); }
svg text { fill: var(--dim); font-size: .75rem; }
.key { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; color: var(--dim); font-size: .9rem; }
.key svg { display: inline-block; width: 1.2rem; margin: 0 .4rem 0 0; vertical-align: -.1rem; }
ol { padding-left: 1.5rem; } li { margin: .75rem 0; } li strong, li code { display: block; }
code { background: var(--box); padding: .3rem .5rem; margin-top: .25rem; font: .9rem/1.4 ui-monospace, monospace; }
@media (max-width: 40rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  tbody tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  tbody th, tbody td { display: block; border: 0; padding: 0; width: auto; }
  td.drawn { width: auto; }
  td[data-head]:not(:empty)::before { content: attr(data-head) ": "; color: var(--dim); }
  td:empty { display: none; }
}
@media print {
  :root { --paper: #ffffff; --ink: #000000; --dim: #333333; --line: #bbbbbb; --sure: #0b6e5f; --likely: #8fc7bd; --box: #ffffff;
    --mark: #c2410c; }
  @page { margin: 16mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  h2, caption { break-after: avoid; } table, tr, li { break-inside: avoid; }
  code { border: 1px solid var(--line); }
  svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def as_html(document: Document) -> str:
    title = _text(document.title)
    links = "".join(f'<li><a href="#{escape(one.id)}">{_text(one.title)}</a></li>' for one in document.sections)
    nav = f'\n<nav aria-label="Sections"><ul>{links}</ul></nav>' if len(document.sections) > 1 else ""
    notes = "".join(f"<p>{_text(note)}</p>" for note in document.notes)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(document.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{title}</h1>\n{notes}{nav}\n</header>\n"
        f"<main>\n{''.join(map(_section, document.sections))}</main>\n"
        "<footer><p>Made with careerplan from one person's own records.</p></footer>\n</body>\n</html>\n"
    )


def _section(one: Section) -> str:
    id, title = escape(one.id), _text(one.title)
    return f'<section aria-labelledby="{id}">\n<h2 id="{id}">{title}</h2>\n{_blocks(one.blocks)}</section>\n'


def _blocks(blocks: tuple[Block, ...]) -> str:
    """One block after the other; things to do that follow each other are one list."""
    parts: list[str] = []
    todos: list[str] = []
    for block in blocks:
        if isinstance(block, Todo):
            command = f" <code>{_text(block.command)}</code>" if block.command else ""
            todos.append(f"<li><strong>{_text(block.title)}</strong>{_text(block.why)}{command}</li>\n")
            continue
        parts += [*_list(todos), *_block(block)]
        todos = []
    return "".join([*parts, *_list(todos)])


def _list(todos: list[str]) -> list[str]:
    return [f"<ol>\n{''.join(todos)}</ol>\n"] if todos else []


def _block(block: Text | Table | Timeline) -> Iterator[str]:
    match block:
        case Text():
            yield f"<p>{_text(block.text)}</p>\n"
        case Table():
            aims = block.aims or (None,) * len(block.parts)
            drawn = [_bar(part, aim) if part is not None else "" for part, aim in zip(block.parts, aims, strict=True)]
            yield _table(block.caption, block.filled, drawn)
        case Timeline():
            drawn = [_span(span, block) if span.left else "" for span in block.spans]
            rows = [(span.label, *_span_words(span)) for span in block.spans]
            yield _table(block.caption, [("step", "at the earliest", "likely"), *rows], drawn, _axis(block))
            yield _key(block)


def _table(caption: str, cells: Sequence[tuple[str, ...]], drawn: Sequence[str], axis: str = "") -> str:
    """The first row is the head, and the first cell names its row. What is drawn stands after it, below its axis, and is said
    in the cells beside it."""
    bars = any(drawn)
    head, *rows = cells
    first, *others = [f'<th scope="col">{_text(one)}</th>' for one in head]
    columns = [first, *([f'<td class="drawn">{axis}</td>'] if bars else []), *others]
    body = "".join(_row(row, head, drawn[index] if bars else None) for index, row in enumerate(rows))
    return f"<table>\n<caption>{_text(caption)}</caption>\n<thead><tr>{''.join(columns)}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"


def _row(row: tuple[str, ...], head: tuple[str, ...], drawn: str | None) -> str:
    cells = "".join(
        f'<td data-head="{escape(name)}"{_SHORT if len(text) <= WHOLE else ""}>{_text(text)}</td>'
        for name, text in zip(head[1:], row[1:], strict=True)
    )
    bar = "" if drawn is None else f'<td class="drawn">{drawn}</td>'
    return f'<tr><th scope="row">{_text(row[0])}</th>{bar}{cells}</tr>\n'


def _text(text: str) -> str:
    """A text between tags. A word too long for a column may be broken."""
    return "".join(escape(part) + "<wbr>" * (len(part) == LONG) for part in re.findall(rf"\S{{{LONG}}}|\S+|\s+", text))


def _drawing(inside: str) -> str:
    return f'<svg aria-hidden="true" focusable="false">{inside}</svg>'


def _rect(kind: str, begins: float, width: float) -> str:
    return f'<rect class="{kind}" x="{begins:.2%}" width="{max(width, 0):.2%}" height="100%"/>'


def _bar(part: float, aim: float | None) -> str:
    return _drawing(_rect("whole", 0, 1) + _rect("sure", 0, part) + (_mark(aim) if aim is not None else ""))


def _mark(place: float) -> str:
    """A line between two gaps, so that it is seen on any bar."""
    begins = min(max(place - MARK / 2, MARK), 1 - 2 * MARK)
    return _rect("gap", begins - MARK, 3 * MARK) + _rect("mark", begins, MARK)


def _span(span: Span, line: Timeline) -> str:
    begins, sure, likely = line.extent(span, 0.01)
    marks = "".join(_mark(line.place(day)) for _, day in line.marks)
    return _drawing(_rect("whole", 0, 1) + _rect("likely", begins, likely - begins) + _rect("sure", begins, sure - begins) + marks)


def _axis(line: Timeline) -> str:
    """The years, each where it begins."""
    years = [(year, line.place(date(year, 1, 1))) for year in line.years(5)]
    return _drawing("".join(f'<text x="{at:.2%}" y="90%">{year}</text>' for year, at in years if at < 0.9))


def _span_words(span: Span) -> tuple[str, str]:
    if not span.left:
        return "nothing left", ""
    first, last = (in_words(day) if day else "no date" for day in (span.earliest, span.likely))
    return first, last


def _key(line: Timeline) -> str:
    """What the shades mean, and where the drawing begins and ends."""
    said = [("sure", "not over before its end"), ("likely", "likely over by its end")]
    said += [("mark", f"{name}, {in_words(day)}") for name, day in line.marks]
    swatches = "".join(f"<span>{_drawing(_rect(kind, 0, 1))}{_text(text)}</span>" for kind, text in said)
    return f'<p class="key">{swatches}<span>from {in_words(line.first)} to {in_words(line.last)}</span></p>\n'
