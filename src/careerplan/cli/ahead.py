"""Commands that look ahead: when it can be done, and what would help."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from .. import guidebook
from ..core.advice import advice
from ..core.advice_rules import Advice
from ..core.adviser import Adviser
from ..core.eligibility import aimed_at
from ..core.forecast import FEWEST_HOURS, HOURS_OF_A_WEEK
from ..core.plan import Plan, completed, skipped
from ..core.references import Names, resolve
from ..errors import InvalidValue
from ..export.brief import brief
from ..render import advice as screens_of_advice
from ..render import forecast as screens
from .completion import complete_mark
from .here import Here, here_of
from .options import as_assignment, assignments
from .output import say
from .setup import profile_values


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
    if_profile: Annotated[
        list[str] | None, typer.Option("--if-profile", metavar="FIELD=VALUE", help="As if your profile said this, such as route=bachelor.")
    ] = None,
    longest_first: Annotated[
        bool, typer.Option("--longest-first", help="As if what decides the day came first, whatever is recommended before it.")
    ] = False,
) -> None:
    """Say when it can be done, what decides the day, and what would make it sooner.

    The likely day is for one who does what careerplan next says. Nothing is
    changed: the options only try it out.
    """
    here = here_of(ctx)
    if hours_per_week is not None and not FEWEST_HOURS <= hours_per_week <= HOURS_OF_A_WEEK:
        raise InvalidValue([f"--hours-per-week: {hours_per_week:g} is not from {FEWEST_HOURS} to {HOURS_OF_A_WEEK}"],
                           hints=["careerplan forecast --hours-per-week 5"])  # fmt: skip
    as_is = here.load()
    done, left_out = (
        list(dict.fromkeys(resolve(ref, here.guide, as_is, command=f"forecast {option}", records=False) for ref in refs or []))
        for option, refs in (("--if-done", if_done), ("--if-skipped", if_skipped))
    )
    if both := sorted({*done} & {*left_out}):
        raise InvalidValue([f"{both[0]} cannot be both done and skipped"], hints=[f"careerplan forecast --if-done {both[0]}"])
    typed = assignments(if_profile, "forecast --if-profile") if if_profile else {}
    plan = _as_if(as_is, done, left_out, here.today)
    plan = plan.with_profile(**profile_values(here, typed, plan.profile, suggest=as_assignment("forecast --if-profile")))
    before = here.ahead(as_is, here.seen(as_is)) if plan != as_is or hours_per_week or longest_first else None
    found = here.ahead(
        plan, here.seen(plan), hours_per_week=hours_per_week, longest_first=longest_first, order=before.order if before else ()
    )
    answer = screens.forecast_answer(found, plan, here.guide, here.estimates, if_done=done, if_skipped=left_out,
                                     if_profile=if_profile or [], longest_first=longest_first, as_is=before)  # fmt: skip
    here.answer(ctx, answer, lambda: screens.forecast(found, plan, here.guide, here.estimates, here.today, here.screen, as_is=before))


def _as_if(plan: Plan, done: Sequence[str], left_out: Sequence[str], today: date) -> Plan:
    for ref in done:
        plan = completed(plan, ref, on=today)
    for ref in left_out:
        plan = skipped(plan, ref, because="what if")
    return plan


def advise(
    ctx: typer.Context,
    count: Annotated[int | None, typer.Option("-n", "--count", metavar="N", help="How many pieces; 5, or all with --json.")] = None,
    prompt: Annotated[
        bool, typer.Option("--prompt", help="Print a brief without names, for an assistant of your choice. Nothing is sent.")
    ] = False,
) -> None:
    """Advice from rules over your own records, each with its reason.

    What would bring you there soonest comes first. The rules are in guide/advice.toml.
    """
    here = here_of(ctx)
    if count is not None and count < 1:
        raise InvalidValue([f"-n: {count} is below 1"], hints=["careerplan advise -n 10"])
    plan = here.load()
    plan = here.redacted(plan) if prompt else plan
    here.met(plan)
    rules, adviser = _adviser(here, plan)
    found, names = advice(rules.rules, adviser), Names(plan, here.guide)
    if prompt:
        reasons = [(one.rule.title, screens_of_advice.why_of(one, here.guide, names)) for one in found]
        items = here.agenda(plan, adviser.seen)[: screens_of_advice.SHOWN]
        aims = aimed_at(here.topic("certifications"), plan, here.today, known=adviser.wanted.assessed if adviser.wanted else None)
        text = brief(plan, here.guide, adviser.seen, items, adviser.trials.bare, aims, reasons, here.today)
        here.answer(ctx, screens_of_advice.AdviceAnswer(advice=[], prompt=text), lambda: text)
        if here.asks:
            say("\nLook it over before you paste it: a name inside a longer text may have been left.", err=True)
        return
    shown = found[: count or (len(found) if here.json else screens_of_advice.SHOWN)]
    answer = screens_of_advice.advice_answer(shown, here.guide, names)
    here.answer(ctx, answer, lambda: screens_of_advice.advice(answer, len(found), rules.text, here.screen))


def _adviser(here: Here, plan: Plan) -> tuple[Advice, Adviser]:
    """The guide's rules, and the plan as they ask it."""
    return guidebook.load_advice(here.guide, here.folder), Adviser(
        here.guide, plan, here.seen(plan), here.today, estimates=here.estimates,
        path=here.topic("path"), catalogue=here.topic("certifications"), pay=here.topic("pay"),
    )  # fmt: skip
