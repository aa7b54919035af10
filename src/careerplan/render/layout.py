"""Laying out text: one place between data and the terminal, widths, wrapping, bars.

Everything a person or a file supplied goes through `safe`. A command that is shown to be typed is never wrapped.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

PROGRAM = "careerplan"
MAX_WIDTH = 80
WIDEST_CELL = 30
"""Columns that a cell of a table takes at most where not all fit; half of what a wider screen has more comes on top."""

_COPIED = r"\W?(~?[/\\]|\w+:[/\\])"
"""How a path or an address begins."""

NARROW = 64
"""Below this many columns, what would stand side by side stands in lines below each other."""


@cache
def _unsafe() -> re.Pattern[str]:
    """Control characters, C1, invisible changes of direction, line and paragraph separators, lone surrogates; our own
    styles are let through where a text is printed."""
    return re.compile(
        "\x1b(?!\\[(?:0|1|2|32)m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
    )


def _is_plain(text: str) -> bool:
    """Whether every letter takes one column: Latin letters, and the signs we draw with."""
    return text.isascii() or all(letter < "\u0300" or "\u2010" <= letter <= "\u2027" or letter in "█░" for letter in text)


class Screen(Struct, frozen=True):
    """What is known of the place where text is shown."""

    width: int = MAX_WIDTH
    program: str = PROGRAM
    """What finds the program from where the person stands."""
    color: bool = False
    asks: bool = False
    """Somebody is there to answer questions."""

    @property
    def narrow(self) -> bool:
        return self.width < NARROW


def safe(text: object) -> str:
    """Data, made fit for a terminal: what could steer it is shown as a visible escape; line breaks become spaces."""
    spaced = re.sub(r"\s*[\r\n\t]+\s*", " ", str(text))
    return visible(spaced).replace("\x1b", "\\x1b")


def visible(text: str) -> str:
    """A whole text as it is printed: its lines and our own styles stay, what else could steer a terminal is shown."""
    return _unsafe().sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode(), text)


def width_of(text: str) -> int:
    """Columns that a text takes."""
    if _is_plain(text):
        return len(text)
    import wcwidth

    return wcwidth.width(text)


def pad(text: str, width: int) -> str:
    return text + " " * (width - width_of(text))


def clip(text: str, width: int) -> str:
    """At most `width` columns, with … where something was cut."""
    if width_of(text) <= width:
        return text
    kept = text
    while kept and width_of(kept) > width - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrap(text: str, screen: Screen, *, first: str = "", rest: str | None = None) -> list[str]:
    """Lines no wider than the screen. `first` stands before the first line, `rest` (or as many spaces) before the others.
    Only a path or an address, which is copied whole, may be wider."""
    rest = " " * width_of(first) if rest is None else rest
    room = max(1, screen.width - max(width_of(first), width_of(rest)))
    if len(text) * 2 > room:  # a letter takes two columns at most
        text = re.sub(r"\S+", lambda word: " ".join(_pieces(word[0], room)), text)
    how: dict[str, Any] = {
        "initial_indent": first, "subsequent_indent": rest, "break_on_hyphens": False, "break_long_words": False,
    }  # fmt: skip
    if not _is_plain(text):
        import wcwidth

        return wcwidth.wrap(text, screen.width, **how) or [first]
    import textwrap

    return textwrap.wrap(text, screen.width, **how) or [first]


def _pieces(word: str, room: int) -> Iterable[str]:
    """A word in pieces that fit into a line each."""
    if width_of(word) <= room or re.match(_COPIED, word):
        return [word]
    found = [""]
    for letter in re.findall("\x1b\\[[0-9]+m|.", word):  # a style of ours stays whole
        if found[-1] and width_of(found[-1] + letter) > room:
            found.append("")
        found[-1] += letter
    return found


def labelled(label: str, text: str, screen: Screen, *, indent: int = 0, column: int = 6) -> list[str]:
    """`label` in a column of its own, the text beside it."""
    return wrap(text, screen, first=" " * indent + pad(label, column))


def command(line: str, screen: Screen) -> str:
    """A command as it has to be typed here. Never wrapped."""
    line = safe(line)
    return screen.program + line.removeprefix(PROGRAM) if line == PROGRAM or line.startswith(PROGRAM + " ") else line


def typed(label: str, line: str, screen: Screen, *, indent: int = 0, column: int = 6) -> str:
    """A command to type, after its label; where that is too narrow, below it, so that it can be copied whole."""
    beside = " " * indent + pad(label, column) + command(line, screen)
    if screen.narrow and width_of(beside) > screen.width:
        return " " * indent + label + "\n" + command(line, screen)
    return beside


def bar(have: int, total: int, width: int = 10) -> str:
    """Full only when everything is there, empty only when nothing is."""
    filled = 0 if not total else min(width, max(have * width // total, 1 if have else 0))
    return "█" * filled + "░" * (width - filled)


def stretch(begins: float, sure: float, likely: float, width: int) -> str:
    """`  ███░░  `: from where something begins, full while it is sure to last, light while it is likely to. From 0 to 1."""
    first = min(round(begins * width), width - 1)
    last = max(round(likely * width), first + 1)
    full = min(max(round(sure * width), first), last)
    return pad(" " * first + "█" * (full - first) + "░" * (last - full), width)


def table(rows: Sequence[Sequence[str]], screen: Screen, *, head: Sequence[str]) -> list[str]:
    """Rows under a head. Columns that are empty are left out, and then as many from the right as do not fit;
    on a narrow screen each row becomes lines of its own."""
    kept = [index for index in range(len(head)) if any(row[index] for row in rows)]
    if screen.narrow:
        return [line for row in rows for line in _stacked(row, kept, head, screen)]
    widths = {index: max(width_of(head[index]), *(width_of(row[index]) for row in rows)) for index in kept}
    if sum(widths.values()) + 2 * (len(widths) - 1) > screen.width:
        widest = WIDEST_CELL + max(0, screen.width - MAX_WIDTH) // 2
        widths = {index: min(width, widest) for index, width in widths.items()}
    while len(kept) > 2 and sum(widths[index] + 2 for index in kept) - 2 > screen.width:
        kept.pop()
    spare = screen.width - sum(widths[index] + 2 for index in kept) + 2
    if spare < 0:
        widths[kept[-1]] = max(widths[kept[-1]] + spare, 4)
    return ["  ".join(pad(clip(cells[index], widths[index]), widths[index]) for index in kept).rstrip() for cells in (head, *rows)]


def _stacked(row: Sequence[str], kept: list[int], head: Sequence[str], screen: Screen) -> Iterable[str]:
    first, *others = kept
    yield from wrap(row[first], screen, rest="  ")
    for index in others:
        if row[index]:
            name = f"{head[index]}: " if head[index] else ""
            yield from wrap(name + row[index], screen, first="  ", rest="    ")


def bold(text: str, screen: Screen) -> str:
    return _styled(text, "1", screen)


def dim(text: str, screen: Screen) -> str:
    return _styled(text, "2", screen)


def green(text: str, screen: Screen) -> str:
    return _styled(text, "32", screen)


def _styled(text: str, code: str, screen: Screen) -> str:
    """Color is never the only signal: each style stands beside a word."""
    return f"\x1b[{code}m{text}\x1b[0m" if screen.color and text else text
