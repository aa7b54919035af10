"""`eligibility`: what a certification asks for, held against what is recorded."""

from typing import Annotated

import typer

from ..core import eligibility as rules
from ..core.catalogue import entry_named
from ..render import eligibility as screens
from ..render.eligibility_answers import eligibility_answer
from .completion import complete_words
from .here import here_of

_complete_code = complete_words("credentials")


def eligibility(
    ctx: typer.Context,
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="One, such as CCM; without it, all.", autocompletion=_complete_code)
    ] = None,
) -> None:
    """Hold your plan against what each certification asks for: met, not met, or cannot tell.

    With a CODE: which records count, which do not and why, what is missing, and what to fill in. The issuer decides.
    """
    here = here_of(ctx)
    plan, catalogue = here.load(), here.topic("certifications")
    if code is None:
        found = rules.assess_all(catalogue, plan, here.today)
        here.answer(ctx, eligibility_answer(found, here.guide, whole=False), lambda: screens.overview(found, here.screen))
        return
    one = rules.assess(entry_named(code, catalogue, plan, command="eligibility"), catalogue, plan, here.today)
    here.answer(ctx, eligibility_answer([one], here.guide, whole=True), lambda: screens.tree(one, plan, here.guide, here.screen))
