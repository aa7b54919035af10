"""Asking for many things in turn: skills to rate, duties to weigh. Each answer is saved at once; Enter leaves one out."""

from collections.abc import Sequence

import typer

from ..core.fields import fields_of
from ..core.kinds import KINDS, NAMED_BY_GUIDE
from ..core.plan import Plan
from ..core.records import entry_order
from ..core.topics import SkillLevel
from ..errors import InvalidValue, Stopped
from ..render import screens
from ..render.layout import Screen, safe, wrap
from ..render.sentences import both
from .entries import RATE, Entered, with_entry
from .here import Here
from .output import say
from .records import guide_word


def ask_round(here: Here, entered: Entered, name: str | None) -> None:
    """Ask for the value of one word of the guide; or in turn of those without one; or, where all have one, of all."""
    assert entered.value is not None
    before = here.load()
    words = here.guide.vocabulary.get(NAMED_BY_GUIDE[entered.kind], {})
    unsaid = [word for word in words if word not in before.of_kind(entered.kind)]
    chosen = [guide_word(here, entered.kind, name, command=entered.command)] if name else unsaid or list(words)
    field = fields_of(entered.entry)[entered.value]
    values = field.choices or [str(number) for number in range(int(field.low or 1), int(field.high or 5) + 1)]
    if not here.asks or not chosen:
        example = f"careerplan {entered.command} {chosen[0] if chosen else '…'} {values[len(values) // 2]}"
        raise InvalidValue([f"say which {entered.kind} and what: {', '.join(values)}"], hints=[example])
    topic = here.topic(NAMED_BY_GUIDE[entered.kind])
    hello = wrap("Enter leaves one out; Ctrl-C stops, and what you answered is kept.", here.screen)
    say("\n".join([*hello, *_explained(here, entered, topic.levels)]))
    after = before
    for word in chosen:
        entry = topic.entry(word)
        say("\n".join(["", words[word], *(wrap(entry.text, here.screen, first="  ") if entry and entry.text else [])]))
        if (value := _asked(values, _held(after, entered, word), here.screen)) is not None:
            after = _saved(here, entered, word, value)
    items = here.agenda(after, here.seen(after))
    say(screens.marked(_summed_up(before, after, entered), items, here.guide, here.today, here.screen))


def _explained(here: Here, entered: Entered, levels: Sequence[SkillLevel]) -> list[str]:
    """What the levels mean, where levels are asked for."""
    rows = [wrap(f"{one.title}: {one.text}", here.screen, first=f"  {one.level}  ") for one in levels if entered is RATE]
    return [line for row in rows for line in row]


def _held(plan: Plan, entered: Entered, word: str) -> str:
    """What was said last."""
    record = plan.of_kind(entered.kind).get(word)
    entries = getattr(record, entered.log) if record else {}
    return str(getattr(entries[max(entries, key=entry_order)], str(entered.value))) if entries else ""


def _asked(values: Sequence[str], held: str, screen: Screen) -> str | None:
    """One of the values, typed whole or by its first letters; None for Enter."""
    was = f" (it was {held})" if held else ""
    while True:
        typed = asked(f"{both(values, 'or')}{was}", screen, indent="  ").lower()
        close = [value for value in values if value.startswith(typed)] if typed else []
        if not typed:
            return None
        if len(close) == 1 or typed in values:
            return typed if typed in values else close[0]
        say(f"  Type {both(values, 'or')}, or Enter to leave it out.")


def _saved(here: Here, entered: Entered, word: str, value: str) -> Plan:
    def edit(plan: Plan) -> Plan:
        record = plan.of_kind(entered.kind).get(word) or KINDS[entered.kind]()
        changed = with_entry(here, record, entered, here.today.isoformat(), {str(entered.value): [value]}, name=word)
        return plan.with_record(f"{entered.kind}/{word}", changed)

    return here.change(edit).after


def _summed_up(before: Plan, after: Plan, entered: Entered) -> str:
    said = [id for id, record in after.of_kind(entered.kind).items() if before.of_kind(entered.kind).get(id) != record]
    return f"{len(said)} saved: {safe(', '.join(said))}." if said else "Nothing was changed."


def asked(question: str, screen: Screen, *, indent: str = "") -> str:
    """An answer in a round of questions of which each is saved at once; empty for Enter. Raises Stopped."""
    try:
        answer: str = typer.prompt("\n".join(wrap(question, screen, first=indent)), default="", show_default=False)
    except (KeyboardInterrupt, typer.Abort):
        raise Stopped from None
    return answer.strip()
