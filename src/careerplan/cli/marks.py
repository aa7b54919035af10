"""Commands that say something of a step or an action: done, start, skip, reopen, note, target."""

from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from ..core.dates import NotADate, in_words, read_date
from ..core.fields import Problem, read_text
from ..core.plan import Plan, completed, reopened, skipped, started, step_of
from ..core.progress import ActionState, Progress, newly_satisfied, unblocked, without_evidence
from ..core.records import MAX_TEXT
from ..core.references import resolve
from ..errors import InvalidValue, Refused
from ..render import answers, screens
from ..render.layout import typed as typed_line
from ..render.sentences import both, missing_in_words
from ..store import Change
from .completion import complete_mark, complete_step
from .here import Here, here_of
from .options import read_day

Ref = Annotated[str, typer.Argument(metavar="REF", help="A step (3, step-3) or an action (3.2).", autocompletion=complete_mark)]


def done(ctx: typer.Context, ref: Ref) -> None:
    """Mark a step or an action as done."""
    here = here_of(ctx)
    change, id = _mark(here, ref, "done", lambda plan, id: completed(plan, id, on=here.today))
    day = change.after.mark(id).done_on
    step = here.seen(change.after).step_states.get(id)
    bare = screens.bare_actions(step, here.guide) if step and change.changed else ""
    _report(ctx, here, change, id, "is done", f"was already done{f' on {in_words(day)}' if day else ''}", bare)


def start(ctx: typer.Context, ref: Ref) -> None:
    """Say that you have begun a step or an action. It then comes before others in `next`."""
    here = here_of(ctx)
    change, id = _mark(here, ref, "start", started)
    _report(ctx, here, change, id, "is under way", "was already under way")


def skip(
    ctx: typer.Context,
    ref: Ref,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why you skip it. Your later self will ask.")] = None,
) -> None:
    """Leave out a step or an action, with the reason."""
    here = here_of(ctx)
    instead = f'careerplan skip {ref} --because "not for me, since …"'
    if because is None:
        because = _asked(here, "Why do you skip it?", "--because", instead)
    reason = _text(here.text(because), "--because", instead=instead)
    change, id = _mark(here, ref, "skip", lambda plan, id: skipped(plan, id, because=reason))
    _report(ctx, here, change, id, "is skipped, and no longer counted", "was already skipped, for this reason")


def reopen(ctx: typer.Context, ref: Ref) -> None:
    """Take back done, start or skip. Notes and dates stay."""
    here = here_of(ctx)
    change, id = _mark(here, ref, "reopen", reopened)
    state = here.seen(change.after).states.get(id)
    still = f"It still counts as satisfied, by {_by(state)}." if state and state.satisfied else ""
    _report(ctx, here, change, id, "is open again", "was open already", still)


def note(
    ctx: typer.Context,
    ref: Ref,
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT", help="Your words. Leave them out to be asked.")] = None,
) -> None:
    """Write a note on a step or an action. Some actions ask for notes, and these count."""
    here = here_of(ctx)
    plan = here.load()
    id = resolve(ref, here.guide, plan, command="note", records=False)
    typed = " ".join(text) if text else _asked(here, "Your note", "the note", _as_note(ref))
    words = _text(here.text(typed), "the note", instead=_as_note(ref), example=_example(here, id))
    change = here.change(lambda plan: plan.with_note(id, words, on=here.today))
    _report(ctx, here, change, id, "has your note", "", _so_far(here, id, here.seen(change.after)))


def target(
    ctx: typer.Context,
    ref: Ref,
    day: Annotated[str, typer.Argument(metavar="DATE", help="2027-03-31, 2027-03, +30d, +3m; none takes it away.")],
) -> None:
    """Set the date by which you want a step or an action done."""
    here = here_of(ctx)
    try:
        wanted = None if day.strip().lower() in ("none", "") else read_date(day, today=here.today, last_day=True)
    except NotADate as error:
        reason = f" ({error.reason})" if error.reason else ""
        raise InvalidValue([f'"{day}" is not a date{reason}'], hints=[f"careerplan target {ref} {one}" for one in error.try_]) from None
    change, id = _mark(here, ref, "target", lambda plan, id: plan.with_mark(id, target=wanted))
    said = f"is set for {in_words(wanted)}" if wanted else "has no date now"
    _report(ctx, here, change, id, said, "had that date already" if wanted else "had no date")


# One's own actions


def add_action(
    ctx: typer.Context,
    step: Annotated[str, typer.Argument(metavar="STEP", help="The step it belongs to, such as step-3.", autocompletion=complete_step)],
    title: Annotated[str | None, typer.Argument(metavar="TEXT", help="What you want to do, in a few words.", show_default=False)] = None,
    by: Annotated[str | None, typer.Option("--target", metavar="DATE", help="By when, such as +14d.")] = None,
) -> None:
    """Add an action of your own to a step. It is then like the guide's.

    For example: careerplan add action step-3 "Ask the ward manager about shadowing" --target +14d
    """
    here = here_of(ctx)
    if title is None:
        said = f'"{step}"' if " " in step else '"what you want to do"'
        hint = f"careerplan add action {'step-3' if ' ' in step else step} {said}"
        raise InvalidValue(["say which step it belongs to, and what you want to do"], hints=[hint])
    words = _text(here.text(title), "the action", instead=f'careerplan add action {step} "what you want to do"', longest=200)
    wanted = read_day(here, "--target", by, last_day=True) if by else None
    added: list[str] = []

    def edit(plan: Plan) -> Plan:
        ref = resolve(step, here.guide, plan, command="add action {} …", records=False)
        known = next((id for mark in plan.steps.values() for id, one in mark.own.items() if one.title == words), None)
        id, after = (known, plan) if known else plan.with_own_action(_step_of(here, ref), words, on=here.today)
        added[:] = [id]
        return after.with_mark(id, target=wanted) if wanted else after

    change = here.change(edit)
    _report(ctx, here, change, added[0], "is yours now", "is there already")


def remove_action(ctx: typer.Context, ref: str) -> None:
    """Take out an action that the person added, with its marks and notes."""
    here = here_of(ctx)
    id = ref.strip().lower()
    before = here.load()
    mark, title = before.mark(id), here.guide.actions[id].title
    if mark.notes:
        raise Refused(f"{id} stays: it has notes, and they would go with it", hints=[f'careerplan skip {id} --because "…"'])
    change = here.change(lambda plan: plan.without_own_action(id))
    items = here.agenda(change.after, here.seen(change.after))
    step = here.guide.step_by_id[_step_of(here, id)]
    put_back = f'careerplan add action {step.id} "{title}"' + (f" --target {mark.target}" if mark.target else "")
    answer = answers.MarkAnswer(ref=id, changed=True, status="todo", target=None, satisfied=[], unblocked=[], without_evidence=[],
                                next=answers.first_item(items, here.guide, here.today))  # fmt: skip
    text = screens.marked(f"Removed {id}: {title}.", items, here.guide, here.today, here.screen)
    here.answer(ctx, answer, lambda: f"{text}\n{typed_line('To put it back:', put_back, here.screen, column=16)}")


def _step_of(here: Here, ref: str) -> str:
    return ref if ref in here.guide.step_by_id else step_of(ref)


# What they share


def _mark(here: Here, text: str, command: str, edit: Callable[[Plan, str], Plan]) -> tuple[Change, str]:
    """Apply an edit to what `text` names. The change, and the whole reference."""

    def named(plan: Plan) -> str:
        return resolve(text, here.guide, plan, command=command, records=False)

    change = here.change(lambda plan: edit(plan, named(plan)))
    return change, named(change.before)


def _report(ctx: typer.Context, here: Here, change: Change, id: str, said: str, otherwise: str, *more: str) -> None:
    """Say what changed (`said`, or `otherwise` when nothing did), what it brought, and what is next."""
    before, seen = here.seen(change.before), here.seen(change.after)
    items = here.agenda(change.after, seen)
    freed = unblocked(before, seen)
    mark = change.after.mark(id)
    step = seen.step_states.get(id)
    answer = answers.MarkAnswer(
        ref=id, changed=change.changed, status=mark.status or "todo", target=mark.target,
        satisfied=newly_satisfied(before, seen), unblocked=freed,
        without_evidence=[state.action.id for state in without_evidence(step)] if step else [],
        next=answers.first_item(items, here.guide, here.today),
    )  # fmt: skip
    sentence = f"{_name(here, id)} {said}: {_title(here, id)}." if change.changed else f"{_name(here, id)} {otherwise}; nothing changed."
    brought = (*more, screens.lets_start(freed, here.guide))
    here.answer(ctx, answer, lambda: screens.marked(sentence, items, here.guide, here.today, here.screen, *brought))


def _by(state: ActionState) -> str:
    return both([ref.split("/", 1)[1] for ref in state.found.by], "and") if state.found.by else "what you entered"


def _so_far(here: Here, id: str, seen: Progress) -> str:
    """After a note: whether the action is satisfied now, or how far it is."""
    state = seen.states.get(id)
    if state is None or state.action.evidence is None:
        return ""
    if state.found.holds:
        step = seen.step_states[here.guide.step_of[id].id]
        return f"That satisfies it: step {step.step.number} is {step.satisfied} of {step.applicable}."
    so_far = missing_in_words(state, here.guide)
    return f"{so_far[:1].upper()}{so_far[1:]}." if so_far else ""


def _asked(here: Here, question: str, what: str, instead: str) -> str:
    """Ask for a text where somebody is there to answer."""
    if not here.asks:
        raise InvalidValue([f"{what} is missing"], hints=[instead])
    answer: str = typer.prompt(question)
    return answer


def _text(text: str, what: str, *, instead: str, example: str = "", longest: int = MAX_TEXT) -> str:
    try:
        return read_text(text, example=example, longest=longest)
    except Problem as problem:
        raise InvalidValue([f"{what}: {problem.message}"], hints=[instead]) from None


def _as_note(ref: str) -> str:
    return f'careerplan note {ref} "what you found, thought or did"'


def _example(here: Here, id: str) -> str:
    """The text in the guide's own command for an action: an example, not an answer."""
    action = here.guide.actions.get(id)
    parts: Sequence[str] = action.how.split('"') if action and action.how.startswith("careerplan note") else ()
    return parts[1] if len(parts) > 2 else ""


def _name(here: Here, id: str) -> str:
    return f"Step {id.removeprefix('step-')}" if id in here.guide.step_by_id else id


def _title(here: Here, id: str) -> str:
    step = here.guide.step_by_id.get(id)
    return step.title if step else here.guide.actions[id].title
