"""The command line's machinery as we want it: its help is whole on a narrow screen too, and whatever is wrong with what was
typed knows the command that it was typed for."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from typer._click.core import Context, augment_usage_errors  # vendored by the typer that pyproject.toml pins, and not exported
from typer._click.formatting import HelpFormatter
from typer.core import TyperGroup

from ..render.layout import MAX_WIDTH, NARROW

MARGIN = 2
SHORTEST = MAX_WIDTH - MARGIN - 6
"""Columns that the help of a command in a list, with its name, has at least; where they are not there, it is wrapped."""
UNBROKEN = "\u2011"
"""Stands for a hyphen while lines are broken, so that words which can be typed stay whole."""


class Page(HelpFormatter):
    """Help, as wide as the terminal is (the machinery's own is never below 50 columns), up to 80."""

    def __init__(self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None) -> None:
        columns = shutil.get_terminal_size((MAX_WIDTH, 24)).columns
        super().__init__(indent_increment, width or max(20, min(columns, max_width or MAX_WIDTH) - MARGIN), max_width)

    def write(self, string: str) -> None:
        super().write(string.replace(UNBROKEN, "-"))

    def write_text(self, text: str) -> None:
        formatter: Any = super()
        formatter.write_text(text.replace("-", UNBROKEN))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = MARGIN) -> None:
        """On a narrow screen, what something means stands below it."""
        whole = [(what, said.replace("-", UNBROKEN)) for what, said in rows]
        super().write_dl(whole, 0 if self.width < NARROW - MARGIN else col_max, col_spacing)


class Typed(Context):
    """What was typed for one command."""

    formatter_class = Page

    @contextmanager
    def scope(self, cleanup: bool = True) -> Iterator[Context]:
        with augment_usage_errors(self), super().scope(cleanup) as found:
            yield found


class Listing(TyperGroup):
    """A group whose help lists its commands, each with its sentence cut to a line of the usual width."""

    context_class = Typed

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        found = [(name, command) for name in self.list_commands(ctx) if (command := self.get_command(ctx, name)) and not command.hidden]
        longest = max(len(name) for name, _ in found)
        room = max(formatter.width - 6, SHORTEST) - longest
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(room)) for name, command in found])
