"""The program: its commands, what all of them share, and the one boundary where problems become sentences.

A command's module is imported when the command is called, and not before.
"""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import copy
from importlib import import_module
from typing import Annotated, Any

import typer
from typer._click.core import Command  # vendored by the typer that pyproject.toml pins, and not exported
from typer._click.exceptions import ClickException
from typer.core import TyperCommand
from typer.main import get_command

from ..errors import CareerplanError, InvalidGuide
from .here import Here, here_of, named_command
from .machinery import Listing, Typed
from .output import NotSaid, document, say

COMMANDS = {
    "init": "setup", "next": "views", "due": "views", "status": "views", "guide": "reading", "done": "marks", "start": "marks",
    "skip": "marks", "reopen": "marks", "note": "marks", "target": "marks", "add": "records", "list": "records", "show": "records",
    "set": "records", "remove": "records", "rate": "entries", "weigh": "entries", "decide": "upkeep", "log": "entries",
    "met": "upkeep", "verified": "upkeep", "renew": "upkeep", "stage": "entries", "followed-up": "entries", "interviewed": "entries",
    "skills": "overviews", "fit": "overviews", "hours": "overviews", "certifications": "overviews", "contacts": "overviews",
    "resources": "overviews", "applications": "overviews",
    "eligibility": "eligibility", "forecast": "ahead", "path": "ladder", "advise": "ahead", "report": "report",
    "interview": "practice", "review": "review",
    "profile": "setup", "where": "setup", "undo": "past", "redo": "past", "history": "past", "restore": "past",
    "check": "check", "edit": "edit",
}  # fmt: skip
"""Command -> the module of this package that has it."""

SHARED = ("json", "plan", "guide", "no_privacy_check")
"""Options that work before and after every command."""

INTERRUPTED = 130


class Family(Listing):
    """A group whose commands take the shared options too."""

    def get_command(self, ctx: Any, cmd_name: str) -> Command | None:
        command = super().get_command(ctx, cmd_name)
        return with_shared(command, ctx) if command else None


class Root(Listing):
    """The program's own group: loads commands late, and turns every problem into a sentence or a JSON document."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f".{COMMANDS[cmd_name]}", __package__)
        name = cmd_name.replace("-", "_")
        return with_shared(built(cmd_name, getattr(module, name, None) or getattr(module, f"{name}_")), ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]  # for "did you mean"
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, standalone_mode: bool = True, **more: Any) -> Any:  # type: ignore[override]
        words = list(sys.argv[1:] if args is None else args)
        here = Here()
        here.words = words
        code = guarded(lambda: super(Root, self).main(args=words, standalone_mode=False, obj=here, **more), words, here)
        if standalone_mode:
            sys.exit(code)
        return code


def built(name: str, found: Any) -> Command:
    """A command from its function, or from a Typer with commands of its own."""
    if isinstance(found, typer.Typer):
        return get_command(found)
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, cls=getattr(found, "command_class", TyperCommand))(found)
    return get_command(single)


def with_shared(command: Command, ctx: Any) -> Command:
    """The command with the root's shared options, and our machinery."""
    command.context_class = Typed
    own = {param.name for param in command.params}
    root: Command = ctx.find_root().command
    command.params += [_quiet(param) for param in root.params if param.name in SHARED and param.name not in own]
    return command


def _quiet(param: Any) -> Any:
    """A shared option as a command has it; the rarest is named by `careerplan --help` alone."""
    if param.name != "no_privacy_check":
        return param
    param = copy(param)
    param.hidden = True
    return param


def guarded(run: Callable[[], Any], words: Sequence[str], here: Here) -> int:
    """Run the program and return its exit code; whatever goes wrong is said in one place, here."""
    try:
        return _outcome(run, words, here)
    except (BrokenPipeError, NotSaid) as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, NotSaid):
            with suppress(NotSaid):
                say(f"error: the answer could not be written: {error}; what the command did is done", err=True)
        return 1


def _outcome(run: Callable[[], Any], words: Sequence[str], here: Here) -> int:
    try:
        code = run()
        here.forget_draft()
    except CareerplanError as error:
        return _say_error(error, words, here)
    except ClickException as error:
        from .usage import usage_problem

        sentence, hints = usage_problem(error, words)
        return _say_problem("usage", sentence, words, hints=hints, exit_code=2)
    except (KeyboardInterrupt, typer.Abort):
        return _say_problem("interrupted", "stopped; nothing was changed by this command", words, exit_code=INTERRUPTED)
    except (BrokenPipeError, NotSaid):
        raise
    except Exception as error:
        if fault := _fault_of_guide(here):
            return _say_error(fault, words, here)
        if os.environ.get("CAREERPLAN_DEBUG") == "1":
            raise
        what = f"this is a mistake in careerplan itself ({type(error).__name__}), not in what you typed"
        return _say_problem("bug", what, words, hints=["set CAREERPLAN_DEBUG=1 and run it again to see where"], exit_code=1)
    if code == INTERRUPTED:
        return _say_problem("interrupted", "stopped; nothing was changed by this command", words, exit_code=INTERRUPTED)
    return code if isinstance(code, int) else 0


def _fault_of_guide(here: Here) -> InvalidGuide | None:
    """What is wrong with the guide of one's own that is in use: then that is why something went wrong that never should."""
    found: list[str] = []
    with suppress(Exception):  # a mistake in looking says nothing of the guide
        if here.folder:
            from .reading import problems_of

            found = problems_of(here.folder)
    return InvalidGuide(str(here.folder), found) if found else None


def _say_error(error: CareerplanError, words: Sequence[str], here: Here) -> int:
    hints = list(error.hints)
    if here.draft:
        hints.append(f"what you wrote is kept in {here.draft}")
    if isinstance(error, InvalidGuide) and here.folder and here.verb != "guide check":
        from shlex import quote

        hints.append(f"careerplan guide check {quote(here.typed.get('guide') or str(here.folder))}")
    return _say_problem(error.code, error.message, words, hints=hints, problems=getattr(error, "problems", ()),
                        exit_code=error.exit_code, path=getattr(error, "path", ""))  # fmt: skip


def _say_problem(
    code: str,
    message: str,
    words: Sequence[str],
    *,
    exit_code: int,
    hints: Sequence[str] = (),
    problems: Sequence[str] = (),
    path: str = "",
) -> int:
    from .problems import error_answer, error_text

    if "--json" in words:
        say(document(named_command(words), _today(), "error", error_answer(code, message, hints, problems)))
    else:
        if exit_code == INTERRUPTED and sys.stderr.isatty():
            say("", err=True)  # the terminal has just shown ^C
        say(error_text(message, hints, [*problems, *([f"in {path}"] if path else [])], Here(words).screen), err=True)
    return exit_code


def _today() -> Any:
    try:
        return Here().today
    except CareerplanError:
        return None


# What every command takes


def _remember(ctx: typer.Context, param: typer.CallbackParam, value: Any) -> Any:
    if value:
        here_of(ctx).typed[str(param.name)] = value
    return value


def _version(wanted: bool) -> None:
    if wanted:
        from .. import __version__

        say(f"careerplan {__version__}")
        raise typer.Exit


app = typer.Typer(cls=Root, rich_markup_mode=None, pretty_exceptions_enable=False,
                  context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})  # fmt: skip


@app.callback(invoke_without_command=True)
def careerplan(
    ctx: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Answer in JSON.", callback=_remember, expose_value=False)] = False,
    plan: Annotated[
        str | None, typer.Option("--plan", metavar="FILE", help="Use this plan file.", callback=_remember, expose_value=False)
    ] = None,
    guide: Annotated[
        str | None, typer.Option("--guide", metavar="DIR", help="Use the guide in this folder.", callback=_remember, expose_value=False)
    ] = None,
    no_privacy_check: Annotated[
        bool,
        typer.Option("--no-privacy-check", help="Save texts without looking them over.", callback=_remember, expose_value=False),
    ] = False,
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.", callback=_version, is_eager=True)] = False,
) -> None:
    """Your career plan, step by step: what you have, what comes next, and why.

    Start with `careerplan init`, then `careerplan next`. Alone, `careerplan` says where you are.
    """
    if ctx.invoked_subcommand is None:
        from .views import home

        home(ctx)


def main() -> None:
    app(prog_name="careerplan")
