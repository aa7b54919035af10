"""Commands that show one part of the plan whole: skills, fit, hours, certifications, contacts, resources, applications."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from ..core import applications as course
from ..core import credentials, evidence
from ..core import hours as worked_hours
from ..core import skills as skill_states
from ..core.fields import nearest
from ..core.kinds import Application
from ..core.plan import Plan
from ..core.references import resolve_record
from ..errors import InvalidValue
from ..export import hours as sheets
from ..render import overview_answers as answers
from ..render import overviews as screens
from ..render import skills as skill_screens
from .completion import complete_kind, complete_words
from .here import Here, here_of

MAX_HOURS = 100_000
SHEETS = ("csv", "markdown")

_complete_experience = complete_kind("experience")
_complete_credential = complete_kind("certification", "license")
_complete_sheet = complete_words(choices=SHEETS)


def skills(ctx: typer.Context) -> None:
    """Show your skills: now, against the level you aim at, and what stands behind each."""
    here = here_of(ctx)
    plan = here.load()
    path = here.topic("path")
    states = skill_states.skills(here.guide, plan, here.seen(plan), path=path, catalogue=here.topic("certifications"), today=here.today)
    here.answer(ctx, answers.skills_answer(states, plan, here.guide), lambda: skill_screens.skills(states, plan, here.guide, here.screen))


def fit(ctx: typer.Context) -> None:
    """Is this for you? Your marks on the duties, your answers, your decision."""
    here = here_of(ctx)
    plan = here.load()
    questions = [one for one in here.topic("duties").questions if one.theme == "fit"]
    here.answer(ctx, answers.fit_answer(plan, here.guide, questions), lambda: skill_screens.fit(plan, here.guide, questions, here.screen))


def hours(
    ctx: typer.Context,
    experience: Annotated[
        str | None, typer.Argument(metavar="EXPERIENCE", help="One experience; without it, all.", autocompletion=_complete_experience)
    ] = None,
    target: Annotated[float | None, typer.Option("--target", metavar="HOURS", help="How many hours you want to reach.")] = None,
    supervised: Annotated[bool, typer.Option("--supervised", help="Only hours that were supervised.")] = False,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="FORM", help="A sheet to sign: csv or markdown.", autocompletion=_complete_sheet)
    ] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write the sheet to a file.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
) -> None:
    """Add up your hours of experience, against a number to reach.

    With --sheet: the logged hours, day by day, for a supervisor to sign.
    """
    here = here_of(ctx)
    plan = here.load()
    if target is not None and not 0 < target <= MAX_HOURS:
        raise InvalidValue([f"--target: {target:g} is not between 1 and {MAX_HOURS:,}"], hints=["careerplan hours --target 500"])
    chosen = resolve_record(experience, plan, ("experience",), command="hours") if experience else None
    everything = worked_hours.worked(plan, here.today)
    found = [one for one in everything if (not chosen or one.ref == chosen) and (one.supervised or not supervised)]
    if sheet or output:
        _sheet(ctx, here, plan, [one for one in found if not one.estimated], sheet or Path(output or "").suffix.lstrip("."), output, force)
        return
    wanted = target or plan.profile.hours_target
    outlook = worked_hours.outlook(plan, wanted, here.today, ref=chosen, supervised=supervised) if wanted else None
    here.answer(ctx, answers.hours_answer(found, outlook, plan), lambda: screens.hours(found, outlook, plan, here.guide, here.screen))


def certifications(
    ctx: typer.Context,
    ref: Annotated[str | None, typer.Argument(metavar="REF", help="One; without it, all.", autocompletion=_complete_credential)] = None,
) -> None:
    """Show your certifications and licenses: where each stands, and what its renewal still asks for."""
    here = here_of(ctx)
    plan = here.load()
    chosen = resolve_record(ref, plan, ("certification", "license"), command="certifications") if ref else None
    found = [one for one in credentials.standings(plan, here.topic("certifications"), here.today) if chosen in (None, one.ref)]
    answer = answers.certifications_answer(found, here.today)
    here.answer(ctx, answer, lambda: screens.certifications(found, plan, here.guide, here.today, here.screen))


def contacts(ctx: typer.Context) -> None:
    """Show whom you know, and with whom it is time to be in touch."""
    here = here_of(ctx)
    plan = here.load()
    here.answer(ctx, answers.contacts_answer(plan, here.today), lambda: screens.contacts(plan, here.guide, here.today, here.screen))


def resources(ctx: typer.Context) -> None:
    """Show your directory of local help: what is missing, and what to verify again."""
    here = here_of(ctx)
    plan = here.load()
    sections = [section for section in here.topic("community").sections if section.words == "resource_categories"]
    wanted = [entry.id for section in sections for entry in section.entries]
    stale = evidence.stale(here.guide, plan, "resource", here.today)
    here.answer(ctx, answers.resources_answer(plan, wanted, stale), lambda: screens.resources(plan, wanted, stale, here.guide, here.screen))


def applications(ctx: typer.Context) -> None:
    """Show your applications by stage, how long each has waited, and how many were answered."""
    here = here_of(ctx)
    plan = here.load()
    held = [(f"application/{id}", one) for id, one in plan.of_kind("application").items() if isinstance(one, Application)]
    channels = course.channels(one for _, one in held)
    here.answer(ctx, answers.applications_answer(held, channels, here.today),
                lambda: screens.applications(held, channels, plan, here.guide, here.today, here.screen))  # fmt: skip


def _sheet(ctx: typer.Context, here: Here, plan: Plan, found: list[Any], form: str, output: str | None, force: bool) -> None:
    """Print the logged hours as a sheet, or write them to a file."""
    kind: Literal["csv", "markdown"] | None = {"csv": "csv", "markdown": "markdown", "md": "markdown"}.get(form.lower())  # type: ignore[assignment]
    if kind is None:
        near = nearest(form, SHEETS, 1) or SHEETS[:1]
        raise InvalidValue([f'--sheet: "{form}" is neither csv nor markdown'], hints=[f"careerplan hours --sheet {near[0]}"])
    text = sheets.as_csv(found, plan) if kind == "csv" else sheets.as_markdown(found, plan, name=plan.profile.name, today=here.today)
    file = here.hand_over(text, output, force=force)
    here.answer(ctx, answers.SheetAnswer(form=kind, file=file, text=text),
                lambda: f"{len(found)} entries written to {output}." if file else text.replace("\r\n", "\n").rstrip("\n"))  # fmt: skip
