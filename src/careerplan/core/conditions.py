"""One look at a plan, and whether what the guide says of it holds: the conditions under which something applies.

Conditions are data (`guide.Condition`); this module knows field names only.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from .entries import ENDED, OUT
from .fields import word_of
from .guide import Condition, Guide
from .kinds import AIMED_AT, KINDS, Application, Credential
from .plan import Plan
from .records import Record

Applies = Literal["yes", "no", "depends"]


class Look:
    """One look at a plan: its records, and the answers that are asked for again and again."""

    def __init__(self, guide: Guide, plan: Plan, today: date) -> None:
        self.guide, self.plan, self.today = guide, plan, today
        self._lists: dict[tuple[str, bool], list[tuple[str, Record]]] = {}

    def records(self, kind: str, *, upcoming: bool = False) -> list[tuple[str, Record]]:
        """(reference, record) of a kind: those that have happened, or those that are still to happen."""
        if (kind, upcoming) not in self._lists:
            happens = KINDS[kind].happens
            found = []
            for id, record in self.plan.of_kind(kind).items():
                day = getattr(record, happens) if happens else None
                if (day is not None and day > self.today) == upcoming:
                    found.append((f"{kind}/{id}", record))
            self._lists[kind, upcoming] = found
        return self._lists[kind, upcoming]

    def of_kind(self, kind: str) -> str | None:
        """The id of the record of a kind that an action most likely speaks of: a credential on its way, else the latest."""
        held = self.plan.of_kind(kind)
        under_way = [id for id, r in held.items() if isinstance(r, Credential) and r.status in AIMED_AT]
        return next(iter([*under_way, *reversed(list(held))]), None)


def applies(when: Condition | None, look: Look) -> tuple[Applies, tuple[str, ...]]:
    """Whether a condition holds, and where that depends, on which profile fields."""
    if when is None:
        return "yes", ()
    answers: list[tuple[Applies, tuple[str, ...]]] = []
    for name in ("route", "field", "population", "level"):
        if wanted := getattr(when, name):
            said = getattr(look.plan.profile, name)
            answers.append(("depends", (name,)) if said is None else (_yes(said in listed(wanted)), ()))
    if when.holds:
        answers.append((_yes(_any_with_status(when.holds, ("active",), when.among, look)), ()))
    if when.wants:
        answers.append((_yes(_any_with_status(when.wants, (*AIMED_AT, "active", "expired"), when.among, look)), ()))
    if when.searching:
        answers.append((_yes(any(is_out(one) for one in _applications(look))), ()))
    if when.stage:
        stages = set(listed(when.stage))
        answers.append((_yes(any(stage in stages for one in _applications(look) for stage in so_far(one.history, "stage", look))), ()))
    if when.any:
        answers.append(_either([applies(one, look) for one in when.any]))
    return _both(answers)


def asks_profile(when: Condition | None) -> bool:
    """Whether the profile has a say in it."""
    return when is not None and bool(when.route or when.field or when.population or when.level or any(map(asks_profile, when.any)))


def is_out(application: Application) -> bool:
    """Whether an application is out and has not ended."""
    stages = [entry.stage for entry in application.history.values()]
    return any(stage in OUT for stage in stages) and not any(stage in ENDED for stage in stages)


def _both(answers: list[tuple[Applies, tuple[str, ...]]]) -> tuple[Applies, tuple[str, ...]]:
    if any(answer == "no" for answer, _ in answers):
        return "no", ()
    undecided = tuple(dict.fromkeys(name for _, names in answers for name in names))
    return ("depends" if undecided else "yes"), undecided


def _either(answers: list[tuple[Applies, tuple[str, ...]]]) -> tuple[Applies, tuple[str, ...]]:
    if any(answer == "yes" for answer, _ in answers):
        return "yes", ()
    undecided = tuple(dict.fromkeys(name for _, names in answers for name in names))
    return ("depends" if undecided else "no"), undecided


def _any_with_status(kinds: str | list[str], statuses: tuple[str, ...], among: str | None, look: Look) -> bool:
    held = (record for kind in listed(kinds) for record in look.plan.of_kind(kind).values())
    fitting = (one for one in held if isinstance(one, Credential) and one.status_on(look.today) in statuses)
    return any(not among or is_among(letters(one), among, look) for one in fitting)


def _applications(look: Look) -> list[Application]:
    return [record for record in look.plan.of_kind("application").values() if isinstance(record, Application)]


def _yes(holds: bool) -> Applies:
    return "yes" if holds else "no"


def listed(wanted: str | list[str]) -> list[str]:
    return [wanted] if isinstance(wanted, str) else wanted


def letters(record: Credential) -> str:
    """A credential's code; many people give it as the name."""
    return record.code or record.name


def is_among(said: str, words: str, look: Look) -> bool:
    """Whether this is a word, or the label of a word, of a list of the vocabulary."""
    known = look.guide.vocabulary.get(words, {})
    return said.strip().casefold() in known or word_of(said, known) is not None


def so_far(entries: Mapping[str, Any], part: str, look: Look) -> tuple[Any, ...]:
    """A part of every dated entry that is not still to come."""
    today = look.today.isoformat()
    return tuple(getattr(entry, part) for key, entry in entries.items() if key[:10] <= today)
