"""Why one thing comes before another: the terms of its place in words, and the one that decided."""

from collections.abc import Sequence
from datetime import date

from ..core.agenda import LATER, READY, Item, Term
from ..core.dates import in_words
from ..core.kinds import KINDS
from .layout import safe
from .sentences import plural

TIERS = ("overdue", "due soon", "under way", "ready to be closed", "come up again", "can be started", "set for later")
"""The tiers of the agenda, in their order."""

_DECIDED = (
    "it is overdue; {next} is not", "it is due soon; {next} is not", "it is under way; {next} is not",
    "it is ready to be closed; {next} is not", "it has come up again; {next} has not", "it can be started now; {next} is set for later",
)  # fmt: skip
"""A tier before a later one."""


def order_in_words(item: Item) -> list[str]:
    """The terms of an item's place, the most important first."""
    return [_term(term) for term in item.order]


def told_order(item: Item) -> list[str]:
    """Those of them that tell something: not that nothing waits, and not twice that it can be started."""
    first, *others = item.order
    return [_term(first), *(_term(term) for term in others if _tells(term))]


def _tells(term: Term) -> bool:
    match term.name:
        case "tier":
            return term.value != READY
        case "day" | "kind" | "place":
            return True
        case "optional" | "better-later" | "depth" | "gates" | "waiting":
            return term.value != 0


def _term(term: Term) -> str:
    value = term.value
    match term.name:
        case "tier":
            return TIERS[value]
        case "day":
            return in_words(date.fromordinal(value))
        case "kind":
            return list(KINDS)[value]
        case "optional":
            return "optional" if value else "not optional"
        case "better-later":
            return "something is best done before it" if value else "nothing is best done before it"
        case "depth":
            return f"{_come(value)} before its step"
        case "gates":
            return f"{_wait(value)} for its step"
        case "waiting":
            return f"{_wait(value)} for it"
        case "place":
            return f"number {value + 1} in the order of the guide"


def decided(item: Item, following: Item) -> str:
    """Which term decided that one comes before the other: `it is overdue; the next one (1.4) is not`."""
    after = f"the next one ({_called(following)})"
    term, other = _first_different(item.order, following.order)
    if term is None or other is None or term.name != other.name or term.name == "kind":
        if item.kind != following.kind:
            return f"{after} has the same day, and of {item.kind} and {following.kind} the {item.kind} comes first"
        return f"its name comes before that of {after}, and nothing else tells them apart"
    match term.name:
        case "tier":
            return _DECIDED[min(term.value, LATER - 1)].format(next=after)
        case "day":
            days = [in_words(date.fromordinal(one.value)) for one in (term, other)]
            return f"its day is {days[0]}, and that of {after} is {days[1]}"
        case "optional":
            return f"{after} is optional, and it is not"
        case "better-later":
            return f"something is best done before {after}, and nothing before it"
        case "depth":
            return f"{_come(term.value)} before its step, and {_come(other.value)} before that of {after}"
        case "gates":
            return f"{_wait(term.value)} for its step, and {_wait(other.value)} for that of {after}"
        case "waiting":
            return f"{_wait(term.value)} for it, and {_wait(other.value)} for {after}"
        case "place":
            return f"it stands before {after} in the guide, and nothing else tells them apart"


def _first_different(ours: Sequence[Term], theirs: Sequence[Term]) -> tuple[Term | None, Term | None]:
    return next(((one, other) for one, other in zip(ours, theirs, strict=False) if one != other), (None, None))


def _called(item: Item) -> str:
    return item.ref if item.kind == "action" else item.ref.replace("step-", "step ") if item.kind == "step" else safe(item.title)


def _come(steps: int) -> str:
    return "no step comes" if steps == 0 else f"{plural(steps, 'step')} {'comes' if steps == 1 else 'come'}"


def _wait(actions: int) -> str:
    """`actions`: how many wait, as a negative number."""
    return "no action waits" if actions == 0 else f"{plural(-actions, 'action')} {'waits' if actions == -1 else 'wait'}"
