"""A week looked back on, and the next one: what is due, what was done, hours to log, people, what to aim at."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from .agenda import DUE, OVERDUE, Item
from .hours import experiences, goes_on, last_logged
from .kinds import KINDS, Contact
from .plan import Plan
from .records import Day

WEEK = timedelta(days=7)

Did = tuple[str, str, Day]
"""(what, reference, day): what is done, note, or the name of a log; or `when` for a record that happened."""


class Week(Struct, frozen=True, kw_only=True):
    """What a weekly review looks at. `since`: the first day that is looked back on."""

    since: date
    due: tuple[Item, ...]
    """What is overdue or due soon, but for people."""
    did: tuple[Did, ...]
    """Oldest first."""
    to_log: tuple[str, ...]
    """Experiences that go on and had no hours logged this week."""
    people: tuple[str, ...]
    """Contacts to be in touch with in the coming week, or overdue."""
    aims: tuple[Item, ...]
    """What could be aimed at until next week: the best things to do that have no date."""


def week(plan: Plan, items: Sequence[Item], today: date) -> Week:
    since = today - WEEK + timedelta(days=1)
    people = [f"contact/{id}" for id, one in plan.of_kind("contact").items()
              if isinstance(one, Contact) and one.next_contact and one.next_contact <= today + WEEK]  # fmt: skip
    quiet = [f"experience/{id}" for id, one in experiences(plan) if goes_on(one, today) and (last_logged(one) or date.min) < since]
    return Week(
        since=since,
        due=tuple(item for item in items if item.tier in (OVERDUE, DUE) and item.kind != "contact"),
        did=tuple(sorted(_did(plan, since, today), key=lambda one: one[2])),
        to_log=tuple(quiet), people=tuple(people),
        aims=tuple([item for item in items if item.kind == "action" and item.due is None][:3]),
    )  # fmt: skip


def _did(plan: Plan, since: date, today: date) -> Iterator[Did]:
    for step, mark in plan.steps.items():
        for ref, one in ((step, mark), *mark.actions.items()):
            if one.done_on and since <= one.done_on <= today:
                yield "done", ref, one.done_on
            yield from (("note", ref, day) for key in one.notes if since <= (day := date.fromisoformat(key[:10])) <= today)
    for key, decision in plan.profile.decisions.items():
        if since <= (day := date.fromisoformat(key[:10])) <= today:
            yield "decided", decision.decision, day
    for ref, record in plan.all_records():
        for what, name in (("met", "last_contact"), ("verified", "assured")):
            when = getattr(record, name, None)
            if when and since <= when <= today:
                yield what, ref, when
        happened = getattr(record, record.happens) if record.happens else None
        if happened and since <= happened <= today:
            yield "when", ref, happened
        for log in KINDS[ref.split("/", 1)[0]].logs:
            days = sorted({date.fromisoformat(key[:10]) for key in getattr(record, log)})
            yield from ((log, ref, day) for day in days if since <= day <= today)
