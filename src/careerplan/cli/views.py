"""Commands that only look: where you are, what comes next, and the guide."""

from typing import Annotated

import typer

from ..errors import InvalidValue, NoPlan
from ..render import answers, screens
from .here import here_of


def home(ctx: typer.Context) -> None:
    """Where you are, in a line, and what comes next."""
    here = here_of(ctx)
    try:
        plan = here.load()
    except NoPlan:
        if here.json:
            raise
        here.answer(ctx, answers.Answer(), lambda: screens.no_plan(here.guide, here.screen))
        return
    seen = here.seen(plan)
    items = here.agenda(plan, seen)
    answer = answers.HomeAnswer(progress=answers.progress_count(seen), next=answers.first_item(items, here.guide, here.today))
    here.answer(ctx, answer, lambda: screens.home(seen, items, here.guide, here.today, here.screen))


def status(ctx: typer.Context) -> None:
    """Show how far every step is.

    With its date, and what is ready to be closed.
    """
    here = here_of(ctx)
    plan = here.load()
    seen = here.seen(plan)
    here.answer(ctx, answers.status_answer(seen), lambda: screens.status(seen, plan, here.guide, here.today, here.screen))


def next(
    ctx: typer.Context,
    count: Annotated[int, typer.Option("-n", "--count", metavar="N", help="How many things to show.", show_default=True)] = 1,
    minutes: Annotated[int | None, typer.Option("--minutes", metavar="M", help="Only what fits into so many minutes.")] = None,
) -> None:
    """Say what to do next, why, and what to type for it."""
    here = here_of(ctx)
    for option, number in (("-n", count), ("--minutes", minutes)):
        if number is not None and number < 1:
            raise InvalidValue([f"{option}: {number} is below 1"], hints=[f"careerplan next {option} 3"])
    plan = here.load()
    items = here.agenda(plan, here.seen(plan))
    fitting = [item for item in items if minutes is None or item.minutes <= minutes]
    shown = fitting[:count]
    answer = answers.NextAnswer(items=[answers.next_item(item, here.guide, here.today) for item in shown])
    empty = f"Nothing that is open fits into {minutes} minutes." if items and minutes is not None else ""
    here.answer(ctx, answer, lambda: screens.next_things(shown, here.guide, here.today, here.screen, empty=empty))
