"""What is dated in a plan, on which day, and what to type for it: targets, renewals, continuing education, studies, courses
and events to come, follow-ups, thank-yous, interviews, people to be in touch with, and what grows old.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict

from . import applications
from .conditions import Look
from .evidence import Found, ages, filled_command
from .guide import Guide
from .kinds import KINDS, Application, Credential
from .plan import Plan
from .progress import Progress
from .records import Dated, Due, Record

if TYPE_CHECKING:
    from .topics import Topic

USUALLY_AHEAD = 30
"""Days that are looked ahead, where nobody says how many."""
LEARNING_AHEAD = 90
"""Missing hours of continuing education are pointed out so many days before the period ends."""


class DueItem(Struct, frozen=True, kw_only=True):
    """Something with a day. `kind`: step, action, or the record's kind."""

    ref: str
    kind: str
    asked: Dated
    blocked_by: tuple[str, ...] = ()
    """What has to come first."""


def dues(guide: Guide, plan: Plan, seen: Progress, *, today: date, catalogue: "Topic[Any] | None" = None) -> list[DueItem]:
    """Everything that is overdue or has a day to come; the earliest first. `catalogue`: what credentials ask for."""
    found = (*_targets(seen), *_growing_old(seen, Look(guide, plan, today)), *of_records(plan, today=today, catalogue=catalogue))
    return sorted(found, key=lambda one: (one.asked.day, list(KINDS).index(one.kind) if one.kind in KINDS else -1, one.ref))


def of_records(plan: Plan, *, today: date, catalogue: "Topic[Any] | None" = None) -> Iterator[DueItem]:
    """What the records ask for, on whatever day."""
    for kind, held in plan.records.items():
        if KINDS[kind].asks or KINDS[kind] is Application:
            for id, record in held.items():
                for asked in _asked_by(record, today):
                    yield DueItem(ref=f"{kind}/{id}", kind=kind, asked=asked)
    if catalogue:
        yield from _learning(plan, catalogue, today)


def needs_catalogue(plan: Plan, today: date) -> bool:
    """Whether a credential is held, so that what its renewal asks for matters."""
    return any(_is_held(record, today) for kind in ("certification", "license") for record in plan.of_kind(kind).values())


def _targets(seen: Progress) -> Iterator[DueItem]:
    for step in seen.steps:
        if step.closed:
            continue
        if step.mark.target:
            command = f"careerplan done {step.step.number}" if step.ready else f"careerplan next --step {step.step.number}"
            asked = Dated(f"Step {step.step.number}: {step.step.title}", step.mark.target, command)
            yield DueItem(ref=step.step.id, kind="step", asked=asked, blocked_by=step.waits_for)
        for state in step.actions:
            if state.mark.target and state.open:
                asked = Dated(f"{state.action.id} {state.action.title}", state.mark.target, state.command)
                yield DueItem(ref=state.action.id, kind="action", asked=asked, blocked_by=state.blocked_by)


def _growing_old(seen: Progress, look: Look) -> Iterator[DueItem]:
    """Records of which the guide asks something once more when they are older than it says."""
    for state in (state for step in seen.steps if step.mark.status != "skipped" for state in step.actions):
        if state.action.evidence and state.applies == "yes" and not state.skipped:
            for ref, day in (one for rule in state.action.evidence.walk() for one in ages(rule, look)):
                kind, id = ref.split("/", 1)
                command = filled_command(state.action.how, Found(False, missing=(ref,), again_on=day), look)
                title = f"{state.action.id} {state.action.title} ({look.plan.record(ref).called or id})"
                yield DueItem(ref=ref, kind=kind, asked=Dated(title, day, command))


def _asked_by(record: Record, today: date) -> Iterator[Dated]:
    for name, due in record.asks.items():
        day = getattr(record, name)
        if day is not None and _is_asked(due, record, day, today):
            yield Dated(due.title.format_map(asdict(record)), day, due.command)
    if isinstance(record, Application):
        yield from applications.dated(record, today)


def _is_asked(due: Due, record: Record, day: date, today: date) -> bool:
    status = getattr(record, "status", None)
    return status not in due.unless and (not due.when or status in due.when) and not (due.passes and day < today)


def _learning(plan: Plan, catalogue: "Topic[Any]", today: date) -> Iterator[DueItem]:
    """Continuing education that is still missing for a period that has not ended."""
    from .credentials import courses_for, credentials, standing  # only where a credential is held

    courses = courses_for(plan)
    for ref, record in credentials(plan):
        if _is_held(record, today):
            one = standing(ref, record, courses.get(ref, ()), catalogue, today)
            if one.missing and one.ends and one.hours:
                asked = Dated(
                    f"Learn {one.missing:g} more hours for {record.code or record.name}", one.ends,
                    "careerplan add course \"…\" --hours 2 --date today --counts-for {ref}",
                    ahead=LEARNING_AHEAD, missing=one.missing, wanted=one.hours.want,
                )  # fmt: skip
                yield DueItem(ref=ref, kind=ref.split("/", 1)[0], asked=asked)


def _is_held(record: Record, today: date) -> bool:
    return isinstance(record, Credential) and record.status_on(today) == "active"
