"""`guide`: its steps, its topics, its facts, searching in it, what has changed, and checking one."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from msgspec.structs import replace
from typer._click.core import Command  # vendored by the typer that pyproject.toml pins, and not exported

from .. import guidebook
from ..core.facts import Cited, cited, fact_named, looks_like_fact
from ..core.fields import nearest
from ..core.guide_check import problems
from ..core.kinds import NAMED_BY_GUIDE
from ..core.plan import Plan, gone_actions, new_plan
from ..core.progress import StepState
from ..core.records import entry_order
from ..core.references import resolve
from ..core.search import hits_of, search
from ..core.topics import Topic
from ..errors import InvalidGuide, NoPlan, UnknownReference
from ..render import answers, screens
from ..render import facts as fact_screens
from ..render import topics as topic_screens
from .app import Family, built, with_shared
from .completion import complete_guide
from .here import Here, here_of
from .paths import path_of


class Reading(Family):
    """`guide`: its own commands; any other word names a step or a topic."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        command: Command = with_shared(built("guide", _read), ctx)
        return args[0], command, args

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        from typer._click.shell_completion import CompletionItem

        found = super().shell_complete(ctx, incomplete)
        return [*found, *(CompletionItem(word, help=what) for word, what in complete_guide(ctx, incomplete))]


guide = typer.Typer(cls=Reading, rich_markup_mode=None, add_completion=False)


@guide.callback(invoke_without_command=True)
def _guide(ctx: typer.Context) -> None:
    """Read the guide: a step, a topic, or a fact.

    For example: careerplan guide step-3, careerplan guide pay. A reason ends with
    its facts: careerplan guide S10.11. No plan is needed.
    """
    if ctx.invoked_subcommand is None:
        here = here_of(ctx)
        plan, has_plan = _plan_or_new(here)
        seen = here.seen(plan)
        steps = [answers.guide_step(one.step, seen) for one in seen.steps]
        answer = _answer(here, steps=steps)
        here.answer(ctx, answer, lambda: screens.guide_overview(here.guide, seen if has_plan else None, here.screen))


def _read(
    ctx: typer.Context, what: Annotated[str, typer.Argument(metavar="WHAT", help="A step (3, step-3), a topic (pay) or a fact (S10.11).")]
) -> None:
    """Read a step or a topic of the guide, or look up a fact."""
    here = here_of(ctx)
    plan, has_plan = _plan_or_new(here)
    name = what.strip().lower()
    if name in here.guide.topics:
        told = here.topic(name)
        answer = _answer(here, title=told.title, topic=topic_screens.as_written(told))
        mine = _mine(name, plan)
        here.answer(ctx, answer, lambda: topic_screens.topic(told, here.guide, here.screen, mine=mine))
        return
    ref = _step_named(what, here, plan)
    if ref is None:
        _look_up(ctx, what)
        return
    seen = here.seen(plan)
    step: StepState = seen.step_states[ref if ref in seen.step_states else here.guide.step_of[ref].id]
    answer = _answer(here, steps=[answers.guide_step(step.step, seen)])
    here.answer(ctx, answer, lambda: screens.guide_step(step.step, here.guide, seen, plan if has_plan else None, here.screen))


def _look_up(ctx: typer.Context, what: str) -> None:
    """Where the guide rests on a fact. Raises UnknownReference."""
    here = here_of(ctx)
    known = _cited(here)
    id = fact_named(what, known)
    if id is None:
        near = nearest(what.strip().upper(), known)
        raise UnknownReference(f'the guide rests on no fact called "{what}"', near=near, command="guide",
                               instead=f"careerplan guide search {what}")  # fmt: skip
    answer = _answer(here, fact=fact_screens.fact_told(id, known[id], here.guide))
    here.answer(ctx, answer, lambda: fact_screens.fact(id, known[id], here.guide, here.screen))


@guide.command("search")
def _search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to look for; the beginnings of words are enough.")],
) -> None:
    """Find words in the whole guide, or what rests on a fact."""
    here = here_of(ctx)
    _plan_or_new(here)
    said = " ".join(words)
    known = _cited(here) if looks_like_fact(said) else {}
    fact = fact_named(said, known)
    found = hits_of(known[fact]) if fact else search(said, here.guide, _topics(here))
    here.answer(ctx, topic_screens.search_answer(found), lambda: topic_screens.hits(found, said, here.screen))


@guide.command("changes")
def _changes(
    ctx: typer.Context,
    seen: Annotated[bool, typer.Option("--seen", help="You have read them: say no more of these.")] = False,
) -> None:
    """List what is new in the guide since you made your plan."""
    here = here_of(ctx)
    plan = here.load()
    news = here.guide.changes_since(plan.guide.version)
    gone = [(id, here.guide.removed.get(id, "")) for id in gone_actions(here.guide, plan)]
    if seen:
        here.change(lambda plan: replace(plan, guide=replace(plan.guide, version=here.guide.version)))
    answer = topic_screens.changes_answer(plan.guide.version, here.guide.version, news, gone)
    here.answer(ctx, answer, lambda: topic_screens.changes(here.guide, () if seen else news, gone, here.screen))


@guide.command("check")
def _check(ctx: typer.Context, folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder of a guide.")]) -> None:
    """Check a guide: all its problems, each with its place."""
    here = here_of(ctx)
    place = path_of(folder)
    found = problems_of(place)
    if found:
        raise InvalidGuide(folder, found)
    answer = topic_screens.CheckAnswer(folder=str(place.absolute()), problems=[])
    here.answer(ctx, answer, lambda: topic_screens.in_order(folder, here.screen))


def problems_of(folder: Path) -> list[str]:
    """Every problem of the guide in a folder: first of its files' shapes, then of what they say."""
    guide, found = guidebook.read_all(folder)
    if guide is None:
        return found
    topics: dict[str, Any] = {}
    checks: list[Any] = []
    for name in guide.topics:
        with guidebook.noting(found):
            topics[name] = guidebook.load_topic(guide, name, folder)
    estimates: Any = None
    advice: Any = None
    with guidebook.noting(found):
        checks = guidebook.load_privacy_checks(guide, folder)
    with guidebook.noting(found):
        estimates = guidebook.load_estimates(guide, folder)
    with guidebook.noting(found):
        advice = guidebook.load_advice(guide, folder)
    return found + problems(guide, topics, checks, estimates=estimates, advice=advice)


def _answer(here: Here, *, title: str = "", steps: Sequence[answers.GuideStep] = (), topic: dict[str, Any] | None = None,
            fact: answers.FactTold | None = None) -> answers.GuideAnswer:  # fmt: skip
    return answers.GuideAnswer(title=title or here.guide.title, steps=list(steps), topics=list(here.guide.topics), topic=topic, fact=fact)


def _topics(here: Here) -> dict[str, Topic[Any]]:
    return {name: here.topic(name) for name in here.guide.topics}


def _cited(here: Here) -> dict[str, list[Cited]]:
    return cited(here.guide, _topics(here), here.estimates, guidebook.load_advice(here.guide, here.folder))


def _plan_or_new(here: Here) -> tuple[Plan, bool]:
    """The plan, and whether there is one."""
    try:
        return here.load(), True
    except NoPlan:
        return new_plan(here.guide), False


def _mine(topic: str, plan: Plan) -> Mapping[str, str]:
    """What the plan says of the entries of a topic: ratings of skills, marks on duties."""
    found = {}
    for kind, words in NAMED_BY_GUIDE.items():
        if words == topic:
            for id, record in plan.of_kind(kind).items():
                [log] = record.logs
                if entries := getattr(record, log):
                    latest = entries[max(entries, key=entry_order)]
                    found[id] = f"you: {getattr(latest, latest.__struct_fields__[0])}"
    return found


def _step_named(what: str, here: Here, plan: Plan) -> str | None:
    """The step or action that is meant; None where it rather is a fact."""
    try:
        return resolve(what, here.guide, plan, command="guide", records=False)
    except UnknownReference as error:
        near = nearest(what.lower(), ["search", "changes", "check", *here.guide.topics, *(step.slug for step in here.guide.steps)])
        if what[:1].isdigit() or what.lower().startswith("step"):
            raise
        if looks_like_fact(what):
            return None
        said = f'the guide has no step or topic called "{what}"; its topics are {", ".join(here.guide.topics) or "none"}'
        raise UnknownReference(said, near=near or error.near, command="guide", instead=f"careerplan guide search {what}") from None
