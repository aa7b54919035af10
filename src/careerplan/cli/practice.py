"""`interview`: practicing answers, and questions to ask."""

from typing import Annotated

import typer
from msgspec.structs import replace

from ..core import practice
from ..core.entries import AnswerEntry
from ..core.fields import Problem, nearest, read_text
from ..core.kinds import Question
from ..core.plan import Plan
from ..core.practice import ASK_THEM, Asked
from ..core.records import entry_key
from ..core.references import resolve_record
from ..core.skills import skills, weakest
from ..errors import CareerplanError, InvalidValue, UnknownReference
from ..render import practice as screens
from ..render.layout import wrap
from ..store import Change
from .completion import complete_question, complete_words
from .here import Here, here_of
from .output import say
from .records import report
from .rounds import asked

_complete_theme = complete_words("themes")
_complete_skill = complete_words("skills")


def interview(
    ctx: typer.Context,
    what: Annotated[
        str | None, typer.Argument(metavar="WHAT", help="A question, or an application.", autocompletion=complete_question)
    ] = None,
    theme: Annotated[str | None, typer.Option("--theme", metavar="WORD", help="One theme.", autocompletion=_complete_theme)] = None,
    skill: Annotated[str | None, typer.Option("--skill", metavar="WORD", help="One skill.", autocompletion=_complete_skill)] = None,
    answer: Annotated[str | None, typer.Option("--answer", metavar="TEXT", help="Your answer to the question.")] = None,
    ask: Annotated[bool, typer.Option("--ask", help="Show questions that you can ask them.")] = False,
) -> None:
    """Practice for interviews: a question, what you have done that fits, your answer.

    What you practiced least and rate lowest comes first.
    """
    here = here_of(ctx)
    plan = here.load()
    questions = practice.bank(plan, [here.topic("interview"), here.topic("duties")])
    _known(here, "themes", "--theme", theme)
    _known(here, "skills", "--skill", skill)
    one, application = _meant(here, plan, questions, what)
    if ask or (one and one.theme == ASK_THEM and one.id not in plan.of_kind("question")):
        _to_ask(ctx, here, questions, one)
    elif answer is not None:
        if one is None:
            raise InvalidValue(
                ["--answer: say to which question; without --answer, one is shown with its name"],
                hints=[f"careerplan interview {what or ''}".rstrip()],
            )
        _report_kept(ctx, here, *_kept(here, one, _words(one, here.text(answer))))
    else:
        _practice(ctx, here, plan, questions, [one] if one else _in_order(here, plan, questions, theme, skill, application))


def _meant(here: Here, plan: Plan, questions: dict[str, Asked], what: str | None) -> tuple[Asked | None, str | None]:
    """The question that was named, or the application."""
    if what is None:
        return None, None
    if found := questions.get(what.strip().lower().removeprefix("question/")):
        return found, None
    try:
        return None, resolve_record(what, plan, ("application",), command="interview")
    except CareerplanError:
        near = nearest(what.lower(), [*questions, *plan.of_kind("application")])
        said = f'there is no question and no application called "{what}"'
        raise UnknownReference(said, near=near, command="interview", instead="careerplan interview") from None


def _in_order(
    here: Here, plan: Plan, questions: dict[str, Asked], theme: str | None, skill: str | None, application: str | None
) -> list[Asked]:
    states = skills(here.guide, plan, here.seen(plan), path=here.topic("path"), catalogue=here.topic("certifications"), today=here.today)
    found = practice.to_practice(questions, weakest(states), theme=theme, skill=skill, application=application)
    if application and not found:
        found = practice.to_practice(questions, weakest(states), theme=theme, skill=skill)
    return found


def _practice(ctx: typer.Context, here: Here, plan: Plan, questions: dict[str, Asked], order: list[Asked]) -> None:
    """Show the first question; on a terminal, ask for its answer and go on to the next."""
    if not order:
        raise InvalidValue(["the guide has no such question"], hints=["careerplan interview"])
    if not here.asks:
        answer = screens.practice_answer(order[0], practice.fitting_achievements(plan, order[0]), questions)
        here.answer(ctx, answer, lambda: screens.question(order[0], plan, here.guide, here.screen))
        return
    say("\n".join(wrap("Enter leaves a question out; q stops. Each answer is saved at once.", here.screen)))
    kept = 0
    for one in order:
        say("\n" + screens.question(one, plan, here.guide, here.screen, typed_command=False))
        text = asked("Your answer", here.screen)
        if text.lower() in ("q", "quit"):
            break
        if text:
            _, change = _kept(here, one, _words(one, text))
            plan, kept = change.after, kept + 1
    say(screens.practiced(kept, here.screen))


def _kept(here: Here, one: Asked, text: str) -> tuple[str, Change]:
    """Keep an answer; the question becomes a record of the plan with its first."""
    ref = f"question/{one.id}"

    def edit(plan: Plan) -> Plan:
        held = plan.of_kind("question").get(one.id) or _record_of(one)
        assert isinstance(held, Question)
        said = [entry.answer for key, entry in held.practice.items() if key[:10] == here.today.isoformat()]
        if text in said:
            return plan
        entry = AnswerEntry(answer=text)
        return plan.with_record(ref, replace(held, practice={**held.practice, entry_key(here.today, held.practice): entry}))

    return ref, here.change(edit)


def _record_of(one: Asked) -> Question:
    return Question(text=one.text, theme=one.theme, application=one.application)


def _words(one: Asked, answer: str) -> str:
    try:
        return read_text(answer)
    except Problem as problem:
        raise InvalidValue([f"--answer: {problem.message}"], hints=[f'careerplan interview {one.id} --answer "In my last job …"']) from None


def _report_kept(ctx: typer.Context, here: Here, ref: str, change: Change) -> None:
    record = change.after.record(ref)
    assert isinstance(record, Question)
    report(ctx, here, change, ref, record, screens.kept(record, change.changed))


def _to_ask(ctx: typer.Context, here: Here, questions: dict[str, Asked], one: Asked | None) -> None:
    """Keep a question of the guide to ask them; or show all that there are."""
    if one is None or one.theme != ASK_THEM:
        offered = [question for question in questions.values() if question.theme == ASK_THEM]
        plan = here.load()
        here.answer(ctx, screens.practice_answer(None, [], questions), lambda: screens.to_ask(offered, plan, here.screen))
        return
    ref = f"question/{one.id}"
    change = here.change(lambda plan: plan.with_record(ref, plan.of_kind("question").get(one.id) or _record_of(one)))
    report(ctx, here, change, ref, change.after.record(ref), f"You will ask them: {one.text}")


def _known(here: Here, vocabulary: str, option: str, word: str | None) -> None:
    words = [known for known in here.guide.vocabulary.get(vocabulary, {}) if known != ASK_THEM]
    if word is not None and word not in words:
        near = nearest(word, words, 1) or tuple(words[:1])
        hints = [f"careerplan interview {option} {one}" for one in near]
        raise InvalidValue([f'{option}: "{word}" is not one of {", ".join(words)}'], hints=hints)
