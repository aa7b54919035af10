"""Commands that look ahead: when it can be done."""

from typing import Annotated

import typer

from .. import guidebook
from ..core import forecast as outlook
from ..core.plan import completed, skipped
from ..core.references import resolve
from ..errors import InvalidValue
from ..render import forecast as screens
from .completion import complete_mark
from .here import here_of

MOST_HOURS = 168


def forecast(
    ctx: typer.Context,
    hours_per_week: Annotated[
        float | None, typer.Option("--hours-per-week", metavar="N", help="With so many hours a week, whatever your profile says.")
    ] = None,
    if_done: Annotated[
        list[str] | None, typer.Option("--if-done", metavar="REF", help="As if this were done.", autocompletion=complete_mark)
    ] = None,
    if_skipped: Annotated[
        list[str] | None, typer.Option("--if-skipped", metavar="REF", help="As if this were skipped.", autocompletion=complete_mark)
    ] = None,
) -> None:
    """Say when it can be done, what decides the day, and what would make it sooner.

    Nothing is changed: --if-done and --if-skipped only try it out.
    """
    here = here_of(ctx)
    if hours_per_week is not None and not 0 < hours_per_week <= MOST_HOURS:
        raise InvalidValue([f"--hours-per-week: {hours_per_week:g} is not between 0 and {MOST_HOURS}"],
                           hints=["careerplan forecast --hours-per-week 5"])  # fmt: skip
    plan = as_is = here.load()
    done, left_out = ([resolve(ref, here.guide, plan, command=f"forecast {option}", records=False) for ref in refs or []]
                      for option, refs in (("--if-done", if_done), ("--if-skipped", if_skipped)))  # fmt: skip
    for ref in done:
        plan = completed(plan, ref, on=here.today)
    for ref in left_out:
        plan = skipped(plan, ref, because="what if")
    estimates = guidebook.load_estimates(here.guide, here.folder)
    found, before = (
        outlook.forecast(here.guide, one, here.seen(one), estimates, here.today, hours_per_week=hours_per_week) if one else None
        for one in (plan, as_is if plan is not as_is else None)
    )
    assert found is not None
    answer = screens.forecast_answer(found, plan, here.guide, estimates, if_done=done, if_skipped=left_out, as_is=before)
    here.answer(ctx, answer, lambda: screens.forecast(found, plan, here.guide, estimates, here.today, here.screen, as_is=before))
