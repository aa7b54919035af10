"""What is due: the lines of a list, and the answer of `--json`."""

from collections.abc import Sequence
from datetime import date

from ..core.agenda import Item
from ..core.dates import in_words
from ..core.dues import DueItem
from ..core.plan import step_of
from ..core.references import Names
from .answers import Answer
from .layout import Screen, bold, safe, typed, wrap
from .sentences import both, days


class DueLine(Answer, frozen=True, kw_only=True):
    """`days`: until then, below 0 when it is overdue. `blocked_by`: what has to come first."""

    ref: str
    kind: str
    title: str
    day: date
    days: int
    overdue: bool
    command: str
    blocked_by: list[str]


class DueAnswer(Answer, frozen=True, kw_only=True):
    """What is overdue, or due up to and with the day `until`; the earliest first. `later`: the first thing after that."""

    until: date
    items: list[DueLine]
    later: DueLine | None


def due_answer(found: Sequence[DueItem], later: DueItem | None, until: date, names: Names, today: date) -> DueAnswer:
    return DueAnswer(until=until, items=[_line(one, names, today) for one in found], later=_line(later, names, today) if later else None)


def due(answer: DueAnswer, today: date, screen: Screen, *, to_aim: Sequence[Item] = ()) -> str:
    """`to_aim`: what comes next, of which the first could have a date."""
    ahead = (answer.until - today).days
    within = "today" if ahead == 0 else f"in the next {days(ahead)}"
    lines: list[str] = []
    for head, overdue in (("Overdue", True), (within[:1].upper() + within[1:], False)):
        ours = [one for one in answer.items if one.overdue == overdue]
        if ours:
            lines += [*([""] if lines else []), bold(head, screen)]
            for one in ours:
                waits = f"; it waits for {both([ref.replace('step-', 'step ') for ref in one.blocked_by], 'and')}" if one.blocked_by else ""
                lines += wrap(f"{safe(one.title)}: {_when(one)}{waits}", screen, first="  ", rest="    ")
                lines.append(typed("Type", one.command, screen, indent=4))
    if answer.items:
        return "\n".join(lines)
    lines = wrap(f"Nothing is due {within}.", screen)
    if answer.later:
        lines += wrap(f"The first thing after that: {safe(answer.later.title)}, {_when(answer.later)}.", screen)
        lines.append(typed("To see it:", f"careerplan due --within {answer.later.days}d", screen, column=11))
    elif step := next((item.step for item in to_aim if item.step), None):
        lines.append(typed("To set a date:", f"careerplan target {step.removeprefix('step-')} +1m", screen, column=15))
    return "\n".join(lines)


def _when(one: DueLine) -> str:
    ago = "today" if one.days == 0 else f"in {days(one.days)}" if one.days > 0 else f"{days(-one.days)} ago"
    return f"{in_words(one.day)}, {ago}"


def _line(one: DueItem, names: Names, today: date) -> DueLine:
    command = one.asked.command.replace("{ref}", names.short(one.ref) if "/" in one.ref else one.ref)
    if one.blocked_by:
        first = one.blocked_by[0]
        command = f"careerplan next --step {(first if first.startswith('step-') else step_of(first)).removeprefix('step-')}"
    return DueLine(ref=one.ref, kind=one.kind, title=one.asked.title, day=one.asked.day, days=(one.asked.day - today).days,
                   overdue=one.asked.day < today, command=command, blocked_by=list(one.blocked_by))  # fmt: skip
