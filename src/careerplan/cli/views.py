"""Commands that only look: where you are, what comes next, and the guide."""

from typing import Annotated

import typer

from ..core.dues import USUALLY_AHEAD, DueItem, dues
from ..core.fields import nearest
from ..core.kinds import KINDS
from ..core.narrowing import Narrowing
from ..core.plan import Plan, step_of
from ..core.references import Names, resolve
from ..errors import InvalidValue, NoPlan
from ..render import answers, screens
from .completion import complete_step, complete_words
from .here import Here, here_of

SOMETHING_DUE = 4
"""What `due --exit-code` ends with when something is due."""

ITEM_KINDS = ("action", "step", *KINDS)

_complete_kind = complete_words(choices=ITEM_KINDS)


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


def status(
    ctx: typer.Context,
    wide: Annotated[bool, typer.Option("--wide", help="The whole plan on a page, as wide as your terminal.")] = False,
) -> None:
    """Show how far every step is.

    With its date, and what is ready to be closed.
    """
    here = here_of(ctx)
    plan = here.load()
    seen = here.seen(plan)
    if wide and not here.json:
        from ..render.pages import page
        from ..render.report import SECTIONS
        from .report import document_of

        here.answer(ctx, answers.status_answer(seen), lambda: page(document_of(here, plan, list(SECTIONS)), here.wide_screen))
        return
    here.answer(ctx, answers.status_answer(seen), lambda: screens.status(seen, plan, here.guide, here.today, here.screen))


def next(
    ctx: typer.Context,
    count: Annotated[int, typer.Option("-n", "--count", metavar="N", help="How many things to show.", show_default=True)] = 1,
    minutes: Annotated[int | None, typer.Option("--minutes", metavar="M", help="Only what fits into so many minutes.")] = None,
    step: Annotated[
        str | None, typer.Option("--step", metavar="STEP", help="Only what belongs to a step.", autocompletion=complete_step)
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help="Only actions, steps, or what is about a record.", autocompletion=_complete_kind),
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Say what the order comes from.")] = False,
) -> None:
    """Say what to do next, why, and what to type for it."""
    here = here_of(ctx)
    for option, number, better in (("-n", count, 3), ("--minutes", minutes, 30)):
        if number is not None and number < 1:
            raise InvalidValue([f"{option}: {number} is below 1"], hints=[f"careerplan next {option} {better}"])
    if kind is not None and kind not in ITEM_KINDS:
        near = nearest(kind, ITEM_KINDS, 1) or ITEM_KINDS[:1]
        raise InvalidValue([f'--kind: "{kind}" is none of {", ".join(ITEM_KINDS)}'], hints=[f"careerplan next --kind {near[0]}"])
    plan = here.load()
    named = resolve(step, here.guide, plan, command="next --step", records=False) if step else None
    asked = step_of(named) if named and not named.startswith("step-") else named
    narrowing = Narrowing(step=asked, kind=kind, minutes=minutes)
    items = here.agenda(plan, here.seen(plan))
    fitting = [item for item in items if narrowing.takes(item)]
    answer = answers.NextAnswer(items=[answers.next_item(item, here.guide, here.today) for item in fitting[:count]])
    if narrowing and items and not fitting:
        from ..render.narrowed import nothing_fits

        here.answer(ctx, answer, lambda: nothing_fits(narrowing, items, _coming(here, plan, narrowing), here.today, here.screen))
    elif why and fitting:
        here.answer(ctx, answer, lambda: screens.next_explained(fitting, count, here.guide, here.today, here.screen))
    else:
        here.answer(ctx, answer, lambda: screens.next_things(fitting[:count], here.guide, here.today, here.screen))


def _coming(here: Here, plan: Plan, asked: Narrowing) -> DueItem | None:
    """The next dated thing of the kind that is asked for."""
    if asked.kind is None or asked.step:
        return None
    dated = dues(here.guide, plan, here.seen(plan), today=here.today, catalogue=here.catalogue(plan))
    ours = [one for one in dated if one.kind == asked.kind and one.asked.day > here.today]
    return ours[0] if ours else None


def due(
    ctx: typer.Context,
    within: Annotated[
        str, typer.Option("--within", metavar="TIME", help="How far to look ahead: 7d, 2w, 3m.", show_default=True)
    ] = f"{USUALLY_AHEAD}d",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 4 when something is due, with 0 when nothing is.")] = False,
) -> None:
    """List what has a date: targets, renewals, follow-ups, people, interviews.

    With --exit-code for cron and shell prompts: careerplan due --within 0d --exit-code
    """
    from ..render import due as lines
    from .options import read_ahead

    here = here_of(ctx)
    until = read_ahead(here, "--within", within)
    plan = here.load()
    seen = here.seen(plan)
    dated = dues(here.guide, plan, seen, today=here.today, catalogue=here.catalogue(plan))
    found = [one for one in dated if one.asked.day <= until]
    later = dated[len(found)] if len(found) < len(dated) else None
    answer = lines.due_answer(found, later, until, Names(plan, here.guide), here.today)
    here.answer(ctx, answer, lambda: lines.due(answer, here.today, here.screen, to_aim=() if dated else here.agenda(plan, seen)))
    if exit_code and found:
        raise typer.Exit(SOMETHING_DUE)
