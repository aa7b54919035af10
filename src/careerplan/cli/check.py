"""`check`: everything that is wrong in the plan file, or worth a look, with its place and what to type."""

from typing import Annotated

import typer

from .. import codec
from ..core.findings import MOST, Finding, Keys
from ..core.mending import mended, mendings
from ..core.plan_check import FIXED, problems, unknown_keys
from ..errors import InvalidPlan
from ..render import check as screens
from .here import Here, here_of

FOUND = 3
"""The exit code when there is a problem: that of any other problem we expect."""


def check(
    ctx: typer.Context,
    fix: Annotated[bool, typer.Option("--fix", help="Set right what has only one meaning. `undo` takes it back.")] = False,
) -> None:
    """Check your plan: every problem with its place, and what to type. Says nothing when all is well."""
    here = here_of(ctx)
    found = _all(here)
    fixed: list[Finding] = []
    if fix and found:
        here.file.rewrite(lambda document: _mended(here, document, fixed), verb="check --fix")
        found = _all(here)
    path = str(here.path)
    text = screens.check(found, fixed, path, here.screen)
    if text or here.json:
        here.answer(ctx, screens.check_answer(found, fixed, path), lambda: text)
    if found:
        raise typer.Exit(FOUND)


def _all(here: Here) -> list[Finding]:
    held = here.file.read()
    parted = "the file has another name too (a hard link), and a save gives the new plan to this one alone"
    links = [Finding((), parted, hints=("careerplan where",))] if held.status.st_nlink > 1 else []
    return links + findings_of(here, held.data)


def findings_of(here: Here, data: bytes) -> list[Finding]:
    """Every problem of a plan file's bytes, with its line. Raises NewerFormat, OtherGuide."""
    try:
        document, plan = codec.parse(data, str(here.path))
    except InvalidPlan as error:
        found = [one for one in error.findings if isinstance(one, Finding)]
        found += _unknown_keys(here, data)
    else:
        here.met(plan)
        found = problems(document, plan, here.guide, here.seen(plan), here.today)
    would = _would_mend(here, data)
    lines = codec.lines_of(data, [one.path for one in found])
    return [one.at(lines.get(one.path), FIXED if one.path in would else one.hints) for one in found][:MOST]


def _mended(here: Here, document: codec.Document, fixed: list[Finding]) -> codec.Document:
    whole = mended(document, here.guide.vocabulary)
    fixed[:] = mendings(document, whole)
    return whole


def _would_mend(here: Here, data: bytes) -> set[Keys]:
    """The places that --fix would set right."""
    try:
        document = codec.parse_document(data, str(here.path))
    except InvalidPlan:
        return set()
    return {one.path for one in mendings(document, mended(document, here.guide.vocabulary))}


def _unknown_keys(here: Here, data: bytes) -> list[Finding]:
    try:
        return list(unknown_keys(codec.parse_document(data, str(here.path))))
    except InvalidPlan:
        return []
