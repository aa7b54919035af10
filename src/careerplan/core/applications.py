"""The course of an application: what it asks for and when, how long it has waited, and how many were answered.

The dates are proposals, after what career advisers usually recommend: ask again a week after applying and a week after
that, twice at most; thank the people of an interview the day after.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from .entries import ENDED
from .kinds import Application
from .records import Dated, entry_order

FOLLOW_UP_AFTER = timedelta(days=7)
FOLLOW_UPS = 2
THANK_WITHIN = timedelta(days=7)
"""After that, a thank-you would only remind them how late it is."""


class Channel(Struct, frozen=True, kw_only=True):
    """How the applications that were found in one way fared."""

    channel: str
    applied: int
    answered: int

    @property
    def percent(self) -> int:
        """Rounded down."""
        return 100 * self.answered // self.applied


def dated(one: Application, today: date) -> Iterator[Dated]:
    """What an application asks for, and on which day."""
    if one.stage in ENDED:
        return
    yield from _follow_up(one)
    for day in interview_days(one):
        held = [entry for key, entry in one.interviews.items() if key[:10] == day.isoformat()]
        if day >= today:
            yield Dated(f"Prepare for your interview at {one.employer}", day, "careerplan interview {ref}")
        elif today - day <= THANK_WITHIN and not any(entry.thanked for entry in held):
            command = f"careerplan interviewed {{ref}} --on {day} --thanked today"
            yield Dated(f"Thank {one.employer} for the interview", day + timedelta(days=1), command, ahead=0)


def ask_again_on(one: Application) -> date | None:
    """The day to ask again; None where one need not, has asked often enough, or it has ended."""
    if one.stage in ENDED:
        return None
    heard = last_heard(one)
    often = heard is not None and len(_asked(one, heard)) >= FOLLOW_UPS
    return one.follow_up or (None if often else _waits_until(one))


def interview_days(one: Application) -> list[date]:
    """The days of interviews, from the history or from what was kept of them."""
    keys = [*one.interviews, *(key for key, entry in one.history.items() if entry.stage == "interview")]
    return sorted({date.fromisoformat(key[:10]) for key in keys})


def last_heard(one: Application) -> date | None:
    """The day of its latest stage."""
    return date.fromisoformat(max(one.history, key=entry_order)[:10]) if one.history else None


def channels(all_of_them: Iterable[Application]) -> list[Channel]:
    """Response rates by how an application was found, the most used first. Only what was sent counts."""
    sent = [one for one in all_of_them if one.sent]
    found = []
    for channel in dict.fromkeys(one.channel or "" for one in sent):
        ours = [one for one in sent if (one.channel or "") == channel]
        found.append(Channel(channel=channel, applied=len(ours), answered=sum(one.answered for one in ours)))
    return sorted(found, key=lambda one: -one.applied)


def _follow_up(one: Application) -> Iterator[Dated]:
    if asking := ask_again_on(one):
        yield Dated(f"Follow up with {one.employer}", asking, "careerplan followed-up {ref}", ahead=0)
    elif waiting := _waits_until(one):
        closing = f"Close your application to {one.employer}, if nobody answered"
        yield Dated(closing, waiting, "careerplan stage {ref} no-response", ahead=0)


def _waits_until(one: Application) -> date | None:
    """A week after the last that was heard of one that is out, or after it was last asked for."""
    heard = last_heard(one)
    if one.stage not in ("applied", "in-review") or heard is None:
        return None
    return max([heard, *_asked(one, heard)]) + FOLLOW_UP_AFTER


def _asked(one: Application, since: date) -> list[date]:
    return [day for key in one.follow_ups if (day := date.fromisoformat(key[:10])) >= since]
