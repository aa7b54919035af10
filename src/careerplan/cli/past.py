"""Commands for what was there before: undo, redo, history, restore."""

from typing import Annotated

import typer

from ..core.timeline import Turn, Version, standing
from ..errors import InvalidValue, Refused
from ..render import past as screens
from .app import Family
from .here import Here, here_of

Number = Annotated[int, typer.Argument(metavar="N", help="A version, by its number in `careerplan history`.")]


def undo(
    ctx: typer.Context,
    count: Annotated[int, typer.Argument(metavar="N", help="How many changes to take back.")] = 1,
) -> None:
    """Take back the last change, byte for byte. An edit by hand is a change too."""
    _turn(ctx, "undo", count)


def redo(
    ctx: typer.Context,
    count: Annotated[int, typer.Argument(metavar="N", help="How many changes to make again.")] = 1,
) -> None:
    """Make a change again that you took back."""
    _turn(ctx, "redo", count)


def restore(
    ctx: typer.Context,
    number: Annotated[
        int | None, typer.Argument(metavar="N", help="A version, by its number in `careerplan history`; without it, the newest.")
    ] = None,
) -> None:
    """Bring the whole plan back as it was. It works also when the plan's file is gone or damaged."""
    here = here_of(ctx)
    version = here.file.restore(number)
    here.answer(ctx, screens.RestoreAnswer(version=screens.version_answer(version)),
                lambda: screens.restored(version, here.screen))  # fmt: skip


history = typer.Typer(cls=Family, rich_markup_mode=None, add_completion=False)


@history.callback(invoke_without_command=True)
def _history(
    ctx: typer.Context,
    count: Annotated[int, typer.Option("-n", "--count", metavar="N", min=1, help="How many to list.")] = 10,
) -> None:
    """List what changed in your plan, when, and by which command. The newest is first."""
    if ctx.invoked_subcommand is not None:
        return
    here = here_of(ctx)
    if here.file.exists():
        here.file.read()  # a plan that cannot be reached is said first
    versions = here.file.versions()
    done, undone = standing(versions)
    answer = screens.history_answer(versions, done, undone, folder=str(here.file.history.folder))
    here.answer(ctx, answer, lambda: screens.history(versions, count, done, undone, here.today, here.screen))


@history.command("show")
def _show(ctx: typer.Context, number: Number) -> None:
    """Show what one change did, field by field."""
    here = here_of(ctx)
    version, before = _with_the_one_before(here, number)
    found = here.file.difference(before, version) if before else []
    here.answer(ctx, screens.version_shown_answer(version, found), lambda: screens.version_shown(version, before, found, here.screen))


@history.command("restore", hidden=True)
def _restore(ctx: typer.Context, number: Number) -> None:
    """The same as `careerplan restore N`."""
    restore(ctx, number)


@history.command("purge")
def _purge(ctx: typer.Context, yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False) -> None:
    """Forget every earlier version: what you removed from your plan is then nowhere. The plan stays."""
    here = here_of(ctx)
    if not yes:
        if not here.asks:
            raise InvalidValue(
                ["nobody is here to ask, and what is forgotten cannot be brought back"], hints=["careerplan history purge --yes"]
            )
        if not typer.confirm("Forget every earlier version? Nothing can be undone after that.", default=False):
            raise Refused("nothing was forgotten")
    count = here.file.purge()
    here.answer(ctx, screens.PurgeAnswer(forgotten=count), lambda: screens.purged(count, here.screen))


def _turn(ctx: typer.Context, way: Turn, count: int) -> None:
    here = here_of(ctx)
    turned = here.file.turn(way, count)
    done, undone = standing(here.file.versions())
    answer = screens.TurnAnswer(
        turned=[screens.version_answer(one) for one in turned], can_undo=max(len(done) - 1, 0), can_redo=len(undone)
    )  # fmt: skip
    here.answer(ctx, answer, lambda: screens.turned(way, turned, here.screen))


def _with_the_one_before(here: Here, number: int) -> tuple[Version, Version | None]:
    """A version, and the newest one that is older."""
    versions = here.file.versions()
    place = next((place for place, one in enumerate(versions) if one.number == number), None)
    if place is None:
        raise Refused(f"there is no version {number} of this plan", hints=["careerplan history"])
    return versions[place], versions[place - 1] if place else None
