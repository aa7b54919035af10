"""What `next` says where nothing fits that was asked for: what would, when something comes, or where to look."""

from collections.abc import Sequence
from datetime import date

from ..core.agenda import Item
from ..core.dates import in_words
from ..core.dues import USUALLY_AHEAD, DueItem
from ..core.narrowing import Narrowing
from .layout import Screen, safe, typed, wrap
from .sentences import both, days, plural


def nothing_fits(asked: Narrowing, items: Sequence[Item], coming: DueItem | None, today: date, screen: Screen) -> str:
    """`coming`: the next dated thing of the kind that was asked for."""
    narrowed = [f"belongs to step {asked.step.removeprefix('step-')}"] if asked.step else []
    narrowed += [f"is of the kind {asked.kind}"] if asked.kind else []
    narrowed += [f"fits into {plural(asked.minutes, 'minute')}"] if asked.minutes else []
    said = f"Nothing that is open {both(narrowed, 'and')}."
    longer = [item.minutes for item in items if asked.at_any_length.takes(item)]
    if longer:
        command = f"careerplan next{_step(asked)}{f' --kind {asked.kind}' if asked.kind else ''} --minutes {min(longer)}"
        return _with(f"{said} The shortest takes {plural(min(longer), 'minute')}.", "To see it:", command, screen)
    if coming:
        ahead = (coming.asked.day - today).days
        when = f"{in_words(coming.asked.day)}, in {days(ahead)}: {safe(coming.asked.title)}"
        command = "careerplan due" if ahead <= USUALLY_AHEAD else f"careerplan due --within {ahead}d"
        return _with(f"{said} The next one comes on {when}.", "To see it:", command, screen)
    if asked.step:
        return _with(said, "To see the step:", f"careerplan guide {asked.step.removeprefix('step-')}", screen)
    return _with(said, "What is open:", "careerplan next", screen)


def _with(text: str, label: str, command: str, screen: Screen) -> str:
    return "\n".join([*wrap(text, screen), typed(label, command, screen, column=len(label) + 1)])


def _step(asked: Narrowing) -> str:
    return f" --step {asked.step.removeprefix('step-')}" if asked.step else ""
