"""`review`: the week, looked back on and ahead. Every question can be left out; every answer is saved at once."""

from collections.abc import Callable

import typer
from msgspec.structs import replace

from ..core.agenda import Item
from ..core.dates import NotADate, in_words, read_date
from ..core.plan import Plan
from ..core.references import short
from ..core.week import week
from ..errors import CareerplanError
from ..render import week as screens
from ..render.layout import safe, typed, wrap
from ..render.sentences import plural
from .entries import LOG, with_entry
from .here import Here, here_of
from .output import say
from .rounds import asked


def review(ctx: typer.Context) -> None:
    """Walk through your week: what is due, what you did, hours, people, what to aim at.

    Every question can be left out with Enter, and every answer is saved at once. Without a terminal, it is a list.
    """
    here = here_of(ctx)
    plan = here.load()
    found = week(plan, here.agenda(plan, here.seen(plan)), here.today)
    if not here.asks:
        answer = screens.review_answer(found, here.guide, here.today)
        here.answer(ctx, answer, lambda: screens.review(found, plan, here.guide, here.today, here.screen))
        return
    hello = f"Your week since {in_words(found.since)}. Enter leaves a question out; Ctrl-C stops, and what you answered is kept."
    say("\n".join([*wrap(hello, here.screen), ""]))
    say("\n".join(screens.did(found.did, plan, here.guide, here.screen)))
    saved = sum(_log(here, plan, ref) for ref in found.to_log)
    saved += sum(_meet(here, plan, ref) for ref in found.people)
    for item in found.due:
        say("\n" + "\n".join([*wrap(safe(item.title), here.screen), typed("Type", item.command, here.screen)]))
    saved += sum(_aim(here, item) for item in found.aims)
    say(f"\n{plural(saved, 'answer')} saved. See you next week." if saved else "\nNothing was changed. See you next week.")


def _log(here: Here, plan: Plan, ref: str) -> bool:
    """Hours of an experience, logged for today."""

    def edit(text: str) -> Callable[[Plan], Plan]:
        def log(plan: Plan) -> Plan:
            record = plan.record(ref)
            key = here.today.isoformat()
            return plan.with_record(ref, with_entry(here, record, LOG, key, {"hours": [text]}, name=short(ref, plan, here.guide)))

        return log

    return _asked(here, f"How many hours were you at {_named(plan, ref)} today? (such as 6.5)", edit)


def _meet(here: Here, plan: Plan, ref: str) -> bool:
    """The next contact with somebody: a yes, or the day for the next time."""

    def edit(text: str) -> Callable[[Plan], Plan]:
        following = here.today if text.lower() in ("y", "yes") else read_date(text, today=here.today)

        def meet(plan: Plan) -> Plan:
            if following == here.today:
                return plan.with_record(ref, replace(plan.record(ref), last_contact=here.today, next_contact=None))
            return plan.with_record(ref, replace(plan.record(ref), next_contact=following))

        return meet

    return _asked(here, f"Were you in touch with {_named(plan, ref)}? Type yes, or a day to do it, such as +3d", edit)


def _aim(here: Here, item: Item) -> bool:
    """An action to aim at: a yes for a week from now, or a day."""

    def edit(text: str) -> Callable[[Plan], Plan]:
        day = read_date("+7d" if text.lower() in ("y", "yes") else text, today=here.today)
        return lambda plan: plan.with_mark(item.ref, target=day)

    return _asked(here, f"Do {item.ref} ({safe(item.title)}) by next week? Type yes, a day, or Enter to leave it", edit)


def _asked(here: Here, question: str, edit: Callable[[str], Callable[[Plan], Plan]]) -> bool:
    """Ask until the answer fits, and save it. Whether anything was saved."""
    while True:
        say("")
        text = asked(question, here.screen)
        if text.lower() in ("", "n", "no"):
            return False
        try:
            return here.change(edit(text)).changed
        except NotADate as error:
            say(f"  That is not a day; {error.try_[0] if error.try_ else '+7d'} is.")
        except CareerplanError as error:
            say(f"  {error.message}")


def _named(plan: Plan, ref: str) -> str:
    record = plan.record(ref)
    return safe(getattr(record, record.natural[0]))
