"""The weekly review, as a list; and its JSON."""

from collections.abc import Sequence
from datetime import date

from ..core.dates import in_words
from ..core.guide import Guide
from ..core.kinds import NAMED_BY_GUIDE
from ..core.plan import Plan
from ..core.references import Names
from ..core.week import Did, Week
from .answers import Answer, NextItem, next_item
from .layout import Screen, bold, safe, typed, wrap
from .sentences import plural

DID = {
    "done": "done", "note": "a note on", "when": "", "hours_log": "hours of", "history": "a new stage of",
    "follow_ups": "followed up with", "interviews": "interview at", "ratings": "rated", "marks": "weighed", "practice": "practiced",
    "gave": "gave to", "periods": "renewed", "met": "in touch with", "verified": "checked", "decided": "decided:",
}  # fmt: skip


class DidItem(Answer, frozen=True, kw_only=True):
    """`what`: done, note, when (a record that happened), or the log that an entry went into."""

    what: str
    ref: str
    day: date


class ReviewAnswer(Answer, frozen=True, kw_only=True):
    """`to_log`: experiences without hours this week; `people`: contacts to be in touch with; `aims`: what could come next."""

    since: date
    due: list[NextItem]
    did: list[DidItem]
    to_log: list[str]
    people: list[str]
    aims: list[NextItem]


def review_answer(week: Week, guide: Guide, today: date) -> ReviewAnswer:
    return ReviewAnswer(
        since=week.since, due=[next_item(item, guide, today) for item in week.due],
        did=[DidItem(what=what, ref=ref, day=day) for what, ref, day in week.did], to_log=list(week.to_log), people=list(week.people),
        aims=[next_item(item, guide, today) for item in week.aims],
    )  # fmt: skip


def review(week: Week, plan: Plan, guide: Guide, today: date, screen: Screen) -> str:
    """The whole list, for where nobody can be asked."""
    names = Names(plan, guide)
    lines = [bold(f"The week since {in_words(week.since)}", screen), "", *did(week.did, plan, guide, screen)]
    if week.due:
        lines += ["", bold("Due", screen)]
        for item in week.due:
            day = f" ({in_words(item.due)})" if item.due else ""
            lines += [*wrap(f"{safe(item.title)}{day}", screen, first="- "), typed("Type", item.command, screen, indent=2)]
    if week.to_log:
        lines += ["", bold("Hours to log", screen)]
        lines += [typed("Type", f"careerplan log {names.short(ref)} 8", screen, indent=2) for ref in week.to_log]
    if week.people:
        lines += ["", bold("People", screen)]
        for ref in week.people:
            lines += [*wrap(_named(ref, plan, guide), screen, first="- "),
                      typed("Type", f"careerplan met {names.short(ref)} --next +3m", screen, indent=2)]  # fmt: skip
    if week.aims:
        lines += ["", bold("For next week", screen)]
        for item in week.aims:
            lines += [*wrap(f"{item.ref}  {safe(item.title)}", screen, first="- "),
                      typed("Type", f"careerplan target {item.ref} +7d", screen, indent=2)]  # fmt: skip
    return "\n".join(lines)


def did(done: Sequence[Did], plan: Plan, guide: Guide, screen: Screen) -> list[str]:
    if not done:
        return wrap("Nothing with a date this week. That is fine; here is something small to begin with.", screen)
    lines = wrap(f"You wrote down {plural(len(done), 'thing')}:", screen)
    for what, ref, day in done:
        said = f"{DID[what]} {_named(ref, plan, guide)}".strip()
        lines += wrap(safe(said), screen, first=f"  {in_words(day)}  ", rest="    ")
    return lines


def _named(ref: str, plan: Plan, guide: Guide) -> str:
    kind, slash, id = ref.partition("/")
    if slash:
        name = guide.label(NAMED_BY_GUIDE[kind], id) if kind in NAMED_BY_GUIDE else plan.record(ref).called or id
        return safe(f"“{name}”" if kind == "question" else name)
    if ref in guide.actions:
        return f"{ref} ({guide.actions[ref].title})"
    step = guide.step_by_id.get(ref)
    return f"step {step.number} ({step.title})" if step else ref
