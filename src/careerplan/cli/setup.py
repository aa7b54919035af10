"""Commands that set things up: init, profile, where."""

import shlex
from collections.abc import Callable
from typing import Annotated, Any

import typer

from ..core.fields import fields_of
from ..core.plan import Plan, Profile, new_plan
from ..core.progress import newly_satisfied
from ..errors import PlanExists
from ..render import answers, screens
from ..render import records as record_screens
from ..render.layout import safe, wrap
from ..store import Change
from .app import Family
from .here import Here, here_of
from .options import (
    as_assignment,
    as_option,
    assignments,
    declared_command,
    declared_options,
    given,
    parameter,
    read_values,
)
from .questions import HAVE, ask_all, records_of
from .records import with_new_record


def _init(ctx: typer.Context, yes: bool = False, new: bool = False, **typed: Any) -> None:
    here = here_of(ctx)
    if not new:
        here.file.refuse_gone("careerplan restore", "careerplan init --new")
    if here.path.exists():
        raise PlanExists(str(here.path), instead=_as_profile(given(typed)))
    answered = given(typed)
    if here.asks and not yes:
        answered = ask_all(here, answered)
    plan, added = _first_plan(here, answered)
    here.file.create(plan)
    seen = here.seen(plan)
    items = here.agenda(plan, seen)
    answer = answers.InitAnswer(
        path=str(here.path), progress=answers.progress_count(seen), added=added,
        next=answers.first_item(items, here.guide, here.today),
    )  # fmt: skip
    here.answer(ctx, answer, lambda: screens.first_plan(str(here.path), plan, added, seen, items, here.guide, here.today, here.screen))


def _as_profile(answered: dict[str, list[str]]) -> str:
    """What was typed for `init`, as a change of the profile; empty when nothing of it belongs there."""
    said = [f"{name}={','.join(words)}" for name, words in answered.items() if name in fields_of(Profile)]
    return shlex.join(["careerplan", "profile", "set", *said]) if said else ""


def _first_plan(here: Here, answered: dict[str, list[str]]) -> tuple[Plan, list[str]]:
    """The plan that the answers make, and the references of the records among them."""
    said = {name: texts for name, texts in answered.items() if name not in HAVE}
    plan = new_plan(here.guide, folder=str(here.folder) if here.folder else None)
    plan = plan.with_profile(**profile_values(here, said, Profile(), suggest=_as_option, label=_option))
    added = []
    for kind, name, typed in records_of(answered):
        ref, plan = with_new_record(here, plan, kind, name, typed)
        added.append(ref)
    return plan, added


def _option(path: str) -> str:
    return as_option(Profile, path)


def _as_option(path: str, value: str) -> str:
    return f"{_option(path)} {value}"


init = declared_command(
    _init,
    Profile,
    [
        parameter("yes", False, bool, typer.Option("--yes", "-y", help="Ask nothing; take the defaults.")),
        parameter("new", False, bool, typer.Option("--new", help="Begin anew, although earlier versions of a plan are kept here.")),
        *declared_options(Profile),
        *(parameter(name, None, str | None, typer.Option("--" + name.replace("_", "-"), metavar="TEXT", help=doc, show_default=False))
          for name, doc in HAVE.items()),
    ],
    doc="Make your plan, with a few questions.\n\n"
    "Every question has an option; without a terminal nothing is asked.",
)  # fmt: skip

profile = typer.Typer(cls=Family, rich_markup_mode=None, add_completion=False)


@profile.callback(invoke_without_command=True)
def _profile(ctx: typer.Context) -> None:
    """Show your profile: who you are and where you are going. `profile set` changes it."""
    if ctx.invoked_subcommand is None:
        here = here_of(ctx)
        plan = here.load()
        _report_profile(ctx, here, plan, plan)


@profile.command("set")
def _profile_set(
    ctx: typer.Context,
    changes: Annotated[list[str] | None, typer.Argument(metavar="FIELD=VALUE…", help="What to change; FIELD= clears.")] = None,
) -> None:
    """Change your profile. What applies to you changes with it."""
    here = here_of(ctx)
    typed = assignments(changes or [], "profile set")
    change = here.change(lambda plan: plan.with_profile(**profile_values(here, typed, plan.profile, suggest=as_assignment("profile set"))))
    _report_profile(ctx, here, change.before, change.after)


def where(
    ctx: typer.Context, history: Annotated[bool, typer.Option("--history", help="Say where its earlier versions are kept.")] = False
) -> None:
    """Say where your plan is."""
    here = here_of(ctx)
    path, kept = here.path.absolute(), here.file.history.folder
    answer = answers.WhereAnswer(path=str(path), exists=path.exists(), history=str(kept))
    here.answer(ctx, answer, lambda: safe(kept if history else path))


def profile_values(
    here: Here, typed: dict[str, list[str]], current: Profile, *, suggest: Callable[[str, str], str], label: Callable[[str], str] = str
) -> dict[str, Any]:
    """What was typed for profile fields. `suggest`: the command to type for a field and a value; `label`: how a field is named."""
    return read_values(
        here,
        Profile,
        typed,
        {name: getattr(current, name) for name in fields_of(Profile)},
        refer=lambda text, _kinds: text,
        label=label,
        suggest=suggest,
    )


def report_profile_change(ctx: typer.Context, here: Here, change: Change, said: str, *, goes_on: bool = True) -> None:
    """Say what a change of the profile brought, and what is next, where it goes on."""
    was, seen = here.seen(change.before), here.seen(change.after)
    items = here.agenda(change.after, seen)
    satisfied = newly_satisfied(was, seen)
    answer = answers.ProfileAnswer(
        profile=answers.profile_fields(change.after.profile), changed=change.changed, applicable=[], not_applicable=[], satisfied=satisfied,
    )  # fmt: skip
    more = [record_screens.satisfied_here(satisfied, seen, here.guide)] if satisfied else []
    if goes_on:
        here.answer(ctx, answer, lambda: screens.marked(said, items, here.guide, here.today, here.screen, *more))
    else:
        here.answer(ctx, answer, lambda: "\n".join(wrap(said, here.screen)))


def _report_profile(ctx: typer.Context, here: Here, before: Plan, after: Plan) -> None:
    was, seen = here.seen(before), here.seen(after)
    now = [id for id, state in seen.states.items() if state.applies == "yes" != was.states[id].applies]
    gone = [id for id, state in seen.states.items() if state.applies != "yes" == was.states[id].applies]
    answer = answers.ProfileAnswer(
        profile=answers.profile_fields(after.profile), changed=before != after, applicable=now, not_applicable=gone,
        satisfied=newly_satisfied(was, seen),
    )  # fmt: skip
    more = record_screens.profile_changes(now, gone, here.guide)
    here.answer(ctx, answer, lambda: record_screens.profile(after.profile, here.guide, seen, here.screen, *more))
