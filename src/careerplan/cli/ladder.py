"""The command that shows the career path: where you stand, what it pays, what comes next."""

import typer

from ..core import ladder as steps
from ..core import skills as skill_states
from ..render import ladder as screens
from ..render import ladder_answers as answers
from .here import here_of


def path(ctx: typer.Context) -> None:
    """See where you stand on the career path, what its levels pay, and what the next one asks for."""
    here = here_of(ctx)
    plan = here.load()
    levels, pay = here.topic("path"), here.topic("pay")
    states = skill_states.skills(here.guide, plan, here.seen(plan), path=levels, catalogue=here.topic("certifications"), today=here.today)
    found = steps.ladder(levels, pay, plan, states, here.today)
    here.answer(ctx, answers.path_answer(found, plan, here.guide), lambda: screens.path(found, plan, here.guide, here.screen))
