"""The plan on a page: `report`, and `status --wide`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from ..core import credentials, hours
from ..core import skills as skill_states
from ..core.document import Document
from ..core.fields import nearest
from ..core.plan import Plan
from ..errors import InvalidValue
from ..export.html import as_html
from ..export.markdown import as_markdown
from ..render.layout import safe, typed, visible
from ..render.report import SECTIONS, Sources
from ..render.report import report as as_document
from ..render.report_answer import ReportAnswer
from .completion import complete_words
from .here import Here, here_of
from .output import say

Form = Literal["markdown", "html"]
FORMS: dict[str, Form] = {"markdown": "markdown", "md": "markdown", "html": "html", "htm": "html"}

_complete_form = complete_words(choices=("markdown", "html"))
_complete_section = complete_words(choices=list(SECTIONS))


def report(
    ctx: typer.Context,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write it to a file: .html or .md.")] = None,
    form: Annotated[str | None, typer.Option("--format", metavar="FORM", help="html or markdown.", autocompletion=_complete_form)] = None,
    section: Annotated[
        list[str] | None,
        typer.Option("--section", metavar="NAME", help=f"Only these: {', '.join(SECTIONS)}.", autocompletion=_complete_section),
    ] = None,
    redact: Annotated[bool, typer.Option("--redact", help="Without names, places, notes and links, for a mentor.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
) -> None:
    """Put your plan on a page, to print or to show: progress, timeline, hours, skills.

    For example: careerplan report -o plan.html
    """
    here = here_of(ctx)
    chosen, made = _sections(section), _form(form, output)
    plan = here.load()
    document = document_of(here, here.redacted(plan) if redact else plan, chosen, redacted=redact)
    text = visible(as_html(document) if made == "html" else as_markdown(document))
    file = here.hand_over(text, output, force=force)
    here.answer(ctx, ReportAnswer(form=made, file=file, sections=chosen, redacted=redact, text=text),
                lambda: f"Your report is in {safe(output or '')}." if file else text.rstrip("\n"))  # fmt: skip
    if not file and here.asks:
        say(typed("To keep it as a page:", "careerplan report -o plan.html", here.screen, column=22), err=True)


def document_of(here: Here, plan: Plan, chosen: Sequence[str], *, redacted: bool = False) -> Document:
    """The plan's document, with what its sections ask for worked out only if they ask."""
    here.met(plan)
    seen, today = here.seen(plan), here.today
    target = plan.profile.hours_target
    sources = Sources(
        plan=plan, guide=here.guide, today=today, seen=seen, items=lambda: here.agenda(plan, seen),
        ahead=lambda: here.ahead(plan, seen),
        estimates=lambda: here.estimates.text, redacted=redacted,
        hours=lambda: (hours.worked(plan, today), hours.outlook(plan, target, today) if target else None),
        standings=lambda: credentials.standings(plan, here.topic("certifications"), today),
        skills=lambda: skill_states.skills(here.guide, plan, seen, path=here.topic("path"), catalogue=here.topic("certifications"),
                                           today=today),
    )  # fmt: skip
    return as_document(sources, chosen)


def _sections(named: list[str] | None) -> list[str]:
    """The sections that were named, each once and in their order; all, where none was."""
    words = [word.strip().lower() for text in named or [] for word in text.split(",") if word.strip()]
    if named and not words:
        raise InvalidValue([f"--section: it names none of {', '.join(SECTIONS)}"], hints=["careerplan report --section progress"])
    for word in words:
        if word not in SECTIONS:
            near = nearest(word, SECTIONS, 1) or tuple(SECTIONS)[:1]
            raise InvalidValue([f'--section: "{word}" is none of {", ".join(SECTIONS)}'], hints=[f"careerplan report --section {near[0]}"])
    return [section for section in SECTIONS if section in words or not words]


def _form(named: str | None, output: str | None) -> Form:
    file = output if output != "-" else None
    said = (named or (Path(file).suffix.lstrip(".") if file else "markdown")).strip().lower()
    if said not in FORMS:
        what = f'--format: "{said}" is neither html nor markdown' if named else f"{output}: its ending is neither .html nor .md"
        raise InvalidValue([what], hints=["careerplan report -o plan.html"])
    return FORMS[said]
