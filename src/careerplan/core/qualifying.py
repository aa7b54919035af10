"""Which experience counts for a requirement, which does not and why, and which cannot be told before more is filled in."""

import re
import shlex
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from .dates import A_LIFE
from .hours import goes_on, pace_in
from .kinds import Experience
from .records import entry_order
from .requirements import ExperienceAsked
from .tally import MONTH_DAYS, Span, Tally, window

WEEK = 40.0
"""Hours a week that are hoped for, where nothing says how many."""

Why = Literal[
    "not-begun", "kind", "unpaid", "case-management", "tags", "setting", "supervisor", "supervised", "led", "too-long-ago",
    "before-degree", "no-degree", "degree-date", "no-hours", "no-start", "supervision",
    "planned", "pending", "inactive", "revoked", "expired", "refused", "letters", "unknown-letters", "no-code",
    "enrolled", "withdrawn", "not-yet", "lower", "not-area", "study-type", "area", "other-area", "status",
    "topics", "date", "hours",
]  # fmt: skip
"""Why a record does not count, or what is not known of it."""


class Reason(Struct, frozen=True, kw_only=True):
    """Why a record does not count, or why that cannot be told. `said`: what the record (or the guide) says of it."""

    ref: str
    why: Why
    said: str = ""
    fill: str | None = None
    """What `set` takes to say it, such as `kind=…`."""
    instead: str | None = None
    """A command that says it, where no field does, with {ref} for the record."""

    def command(self, name: str) -> str | None:
        """What to type. `name`: what names the record there."""
        return f"careerplan set {name} {self.fill}" if self.fill else self.instead and self.instead.replace("{ref}", name, 1)


class Since(Struct, frozen=True, kw_only=True):
    """From which day on work counts, after a degree."""

    day: date | None = None
    """After this day; None while there is no such degree with a date."""
    doubt: bool = False
    """A further degree may count, or has no date."""
    hoped: date | None = None
    """With `doubt`: the day, if that degree counts; None for any day."""
    degree: str | None = None
    """With `doubt`: that degree."""


class Weighed(Struct, frozen=True, kw_only=True):
    """One experience, held against a requirement."""

    ref: str
    held: Experience
    refused: Reason | None = None
    doubts: tuple[Reason, ...] = ()
    """What must be known before any of it counts."""
    short: tuple[Reason, ...] = ()
    """What must be known before all of it counts."""


def weigh(ref: str, held: Experience, asked: ExperienceAsked, today: date, letters: Callable[[str], set[str]], since: Since) -> Weighed:
    """Whether an experience counts. `letters`: the codes that a text names."""
    doubts: list[Reason] = []
    for certain, one in _conditions(ref, held, asked, today, letters):
        if certain:
            return Weighed(ref=ref, held=held, refused=one)
        doubts.append(one)
    if refused := _out_of_time(ref, held, asked, today, since):
        return Weighed(ref=ref, held=held, refused=refused)
    if asked.after and since.day is None:
        doubts.append(Reason(ref=since.degree or ref, why="degree-date", fill=None if since.hoped else "end=…"))
    return Weighed(ref=ref, held=held, doubts=tuple(doubts), short=tuple(_unknown_amount(ref, held, asked)))


def _conditions(
    ref: str, held: Experience, asked: ExperienceAsked, today: date, letters: Callable[[str], set[str]]
) -> Iterator[tuple[bool, Reason]]:
    """(whether it is certain, why it does not count) for every condition that is not met for certain."""
    if held.start and held.start > today:
        yield True, Reason(ref=ref, why="not-begun")
    if asked.kinds and held.sort not in asked.kinds:
        yield held.sort is not None, Reason(ref=ref, why="kind", said=held.sort or "", fill="kind=…")
    if asked.kinds == ["paid"] and held.paid is False:
        yield True, Reason(ref=ref, why="unpaid")
    if asked.case_management and held.case_management not in asked.case_management:
        told = held.case_management or ""
        rest = f"--start … --hours-per-week … --case-management {asked.case_management[0]}"
        part = f'careerplan add experience "…" --at "…" --kind {(asked.kinds or ["paid"])[0]} {rest}' if told else None
        fill = None if told else "case_management=…"
        yield told in ("yes", "no"), Reason(ref=ref, why="case-management", said=told, fill=fill, instead=part)
    if asked.tags and not _shared(held.tags, asked.tags):
        said = ", ".join(_shared(held.tags, asked.unless))
        tags = shlex.quote(",".join([*held.tags, asked.tags[0]]))
        yield bool(said), Reason(ref=ref, why="tags", said=said or asked.tags[0], fill=f"tags={tags}")
    if asked.settings and held.setting not in asked.settings:
        said = held.setting or ""
        yield bool(said), Reason(ref=ref, why="setting", said=said, fill="setting=…")
    if asked.supervised_by and not letters(held.supervisor_credential or "") & {code.casefold() for code in asked.supervised_by}:
        fill = "supervisor_credential=…"
        yield bool(held.supervisor_credential), Reason(ref=ref, why="supervisor", said=held.supervisor_credential or "", fill=fill)
    if asked.supervised and not (held.supervisor or held.supervisor_credential or any(one.supervised for one in held.hours_log.values())):
        yield False, Reason(ref=ref, why="supervised", fill="supervisor=…")
    if asked.leads and not held.people_led:
        yield held.people_led == 0, Reason(ref=ref, why="led", fill="people_led=…")


def _out_of_time(ref: str, held: Experience, asked: ExperienceAsked, today: date, since: Since) -> Reason | None:
    """Why nothing of it was worked in the time that counts."""
    if asked.after and since.day is None and not since.doubt:
        return Reason(ref=ref, why="no-degree")
    opens = window(today, asked.within_years)
    if held.end and opens and held.end < opens:
        return Reason(ref=ref, why="too-long-ago", said=str(asked.within_years))
    if held.end and since.day and held.end <= since.day and not since.doubt:
        return Reason(ref=ref, why="before-degree")
    return None


def _unknown_amount(ref: str, held: Experience, asked: ExperienceAsked) -> Iterator[Reason]:
    if asked.supervision:
        yield Reason(ref=ref, why="supervision", instead='careerplan log {ref} 1 --supervised --what "…"')
        return
    begun = _first_logged(held)
    if asked.hours is not None and begun and (held.start is None or held.start >= begun):
        return  # all of it is in the log
    if held.start is None:
        yield Reason(ref=ref, why="no-start", fill="start=…")
    if held.hours_per_week is None and (asked.full_time or asked.hours is not None):
        yield Reason(ref=ref, why="no-hours", fill="hours_per_week=…")


class Work(Struct, frozen=True, kw_only=True):
    """What experiences come to."""

    have: float
    hoped: float | None
    """If all that is in doubt counts; None where nobody can say how much that is."""
    amounts: dict[str, float]
    """Experience -> what of it counts; what overlaps is in each, and only once in the sum."""
    reached: date | None
    soonest: date | None
    """When it could be enough at the earliest, if all that counts were full time from now on."""


def work(weighed: list[Weighed], asked: ExperienceAsked, today: date, since: Since) -> Work:
    """The sum of what counts, of what may count, and when it will be enough."""
    counting = [one for one in weighed if not one.refused and not one.doubts]
    sure = [(one.ref, list(_spans(one.held, asked, today, since.day))) for one in counting]
    opens = window(today, asked.within_years)
    amounts = {ref: amount for ref, spans in sure if (amount := _amount(spans, asked, opens, today)) > 0}
    spans = [span for _, ours in sure for span in ours]
    have = _tally(spans, asked).between(opens, today)
    hoped: float | None = have
    open_ones = [one for one in weighed if not one.refused and (one.doubts or one.short)]
    if any(reason.why in ("no-start", "supervision") for one in open_ones for reason in one.short):
        hoped = None
    elif open_ones or since.doubt:
        after = since.hoped if since.doubt else since.day
        most = [span for one in weighed if not one.refused for span in _spans(one.held, asked, today, after, hope=True)]
        hoped = _tally(most, asked).between(opens, today)
    ahead = [span for one in counting for span in _ahead(one.held, asked, today, since.day)]
    reached = _tally([*spans, *ahead], asked).reaches(asked.want, today, asked.within_years) if ahead else None
    full = Span(today + timedelta(days=1), _far(today), 1 / MONTH_DAYS if asked.months is not None else (asked.full_time or WEEK) / 7)
    soonest = _tally([*spans, full], asked).reaches(asked.want, today, asked.within_years)
    return Work(have=have, hoped=hoped, amounts=amounts, reached=reached, soonest=soonest)


def _tally(spans: list[Span], asked: ExperienceAsked) -> Tally:
    """Full-time work at two places at once is full-time work; hours are added up."""
    return Tally(spans, most=1 / MONTH_DAYS, leap_days=False) if asked.months is not None else Tally(spans)


def _amount(spans: list[Span], asked: ExperienceAsked, first: date | None, last: date) -> float:
    """What one experience comes to by itself."""
    return sum(span.between(first, last, leap_days=asked.months is None) for span in spans)


def _spans(held: Experience, asked: ExperienceAsked, today: date, after: date | None, *, hope: bool = False) -> Iterator[Span]:
    """What was worked so far. With `hope`: full time, where the hours a week are not known."""
    first = max(filter(None, (held.start, after and after + timedelta(days=1))), default=None) if held.start else None
    last = min(held.end or today, today)
    week = (asked.full_time or WEEK) if hope and held.hours_per_week is None else held.hours_per_week
    if asked.months is not None:
        if first and (rate := _of_full_time(week, asked)):
            yield Span(first, last, rate)
        return
    begun = _first_logged(held)
    if first and week and not asked.supervision:
        yield Span(first, min(last, begun - timedelta(days=1)) if begun else last, week / 7)
    for key, entry in held.hours_log.items():
        day = date.fromisoformat(key[:10])
        if day <= today and (after is None or day > after) and (entry.supervised or not asked.supervision):
            yield Span(day, day, entry.hours)


def _ahead(held: Experience, asked: ExperienceAsked, today: date, after: date | None) -> Iterator[Span]:
    """What will be worked from tomorrow on, if it goes on as it does."""
    if not goes_on(held, today):
        return
    first = max(filter(None, (today, after))) + timedelta(days=1)
    last = held.end or _far(today)
    if asked.months is None:
        yield Span(first, last, pace_in(held, today, supervised=asked.supervision) / 7)
    elif held.start and (rate := _of_full_time(held.hours_per_week, asked)):
        yield Span(first, last, rate)


def _far(today: date) -> date:
    """Later than anything is looked ahead."""
    return today.replace(year=today.year + A_LIFE + 1, day=min(today.day, 28))


def _of_full_time(week: float | None, asked: ExperienceAsked) -> float:
    """Months that a day counts for."""
    return (min(1.0, (week or 0.0) / asked.full_time) if asked.full_time else 1.0) / MONTH_DAYS


def _first_logged(held: Experience) -> date | None:
    return date.fromisoformat(min(held.hours_log, key=entry_order)[:10]) if held.hours_log else None


def _shared(tags: tuple[str, ...], wanted: list[str]) -> list[str]:
    words = {word.casefold() for word in wanted}
    return [tag for tag in tags if tag.casefold() in words]


def letters_in(text: str) -> set[str]:
    """`RN, CCM` -> {"rn", "ccm", "rn, ccm"}: the words of a text that may be codes, and the text itself."""
    said = text.strip().casefold()
    return {said, *re.split(r"[^a-z0-9-]+", said)} - {""}
