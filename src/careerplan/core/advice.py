"""Advice: the guide's rules, held against one's own records. Each piece says what, why, and what to type.

A rule is data (`Rule`); this module knows how to ask a plan, and no career. First comes what keeps something from being
lost, then what would bring the whole forward most (`forecast.py`), then the guide's order.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal

from msgspec import Struct

from .applications import last_heard
from .conditions import Look, applies, is_out
from .credentials import Standing, standings
from .dates import add_months
from .estimates import Estimates
from .evidence import Found, evidence, filled_command
from .forecast import Sooner, Trials
from .guide import Asks, Condition, Evidence, Guide
from .kinds import Application, Experience
from .plan import Plan
from .progress import Progress
from .skills import SkillState, skills
from .topics import Topic
from .wanted import Wanted, wanted

QUIET = timedelta(days=14)
"""An application that nobody answered, or asked after, for so long is quiet."""
RATING_MONTHS = 6
"""A rating older than this is stale."""
BEHIND = 0.1
"""So much of a period's learning may be missing before it is behind: a tenth."""

Finder = Literal["skills-below-aim", "skills-unbacked", "skills-unrated", "ratings-stale", "renewals-behind", "courses-uncounted",
                 "credentials-without-end", "applications-quiet", "hours-not-counted", "hours-in-doubt", "late"]  # fmt: skip


class Share(Asks, frozen=True, kw_only=True):
    """How many of some records are such: a part in percent. Nothing is said of fewer than `least`."""

    of: Evidence
    that: Evidence
    least: int = 3
    at_least: int = 0
    below: int = 101


class Premise(Asks, frozen=True, kw_only=True):
    """A question to a plan: exactly one of its keys, but that `least` goes with `finds`, and `is` with `refs`."""

    when: Condition | None = None
    has: Evidence | None = None
    lacks: Evidence | None = None
    share: Share | None = None
    finds: Finder | None = None
    """Something that is worked out: its name is one of `FINDERS`."""
    least: int = 1
    """With `finds`: at least so many."""
    settled: list[str] = []
    """These steps and actions are all ready, satisfied, done, skipped, or do not apply."""
    open: list[str] = []
    """One of these actions is open."""
    any: list["Premise"] = []
    all: list["Premise"] = []

    def __post_init__(self) -> None:
        kinds = ("when", "has", "lacks", "share", "finds", "settled", "open", "any", "all")
        if len([name for name in kinds if getattr(self, name)]) != 1:
            raise ValueError(f"a premise is exactly one of {', '.join(kinds)}")

    def walk(self) -> Iterator["Premise"]:
        yield self
        for part in (*self.any, *self.all):
            yield from part.walk()


class Effect(Asks, frozen=True, kw_only=True):
    """What following a piece of advice would change: actions done or left out, a profile field, hours a week more; or that
    something is kept which would be lost."""

    done: list[str] = []
    profile: dict[str, str] = {}
    hours: float = 0
    keep: bool = False


class Rule(Asks, frozen=True, kw_only=True):
    """One piece of advice, and when it is given.

    `why` may hold {names} and {count} of {total}, {percent}: what the first premise that tells anything found.
    """

    id: str
    title: str
    why: str
    premises: list[Premise]
    """All of them hold."""
    how: str
    """The command to type. It has the places of an action's `how`."""
    read: str | None = None
    """A command that shows more."""
    facts: list[str] = []
    effect: Effect | None = None


class Advice(Asks, frozen=True, kw_only=True):
    """A guide's file of rules."""

    text: str = ""
    rules: list[Rule] = []


class Piece(Struct, frozen=True, kw_only=True):
    """A rule that speaks. `found`: words of the guide, or references. `sooner`: what following it would bring."""

    rule: Rule
    found: tuple[str, ...]
    count: int
    total: int
    sooner: Sooner
    command: str

    @property
    def percent(self) -> int:
        return 100 * self.count // self.total if self.total else 0


class Told(Struct, frozen=True):
    """What a premise found."""

    holds: bool
    found: tuple[str, ...] = ()
    count: int = 0
    total: int = 0


class Adviser:
    """A plan as rules ask it: what is worked out is worked out once, and only when a rule asks."""

    def __init__(
        self, guide: Guide, plan: Plan, seen: Progress, today: date, *, estimates: Estimates, path: Topic[Any], catalogue: Topic[Any]
    ) -> None:
        self.guide, self.plan, self.seen, self.today = guide, plan, seen, today
        self._estimates, self._path, self._catalogue = estimates, path, catalogue
        self.look = Look(guide, plan, today)

    @cached_property
    def wanted(self) -> Wanted | None:
        return wanted(self.plan, self._catalogue, self.today)

    @cached_property
    def trials(self) -> Trials:
        return Trials(self.guide, self.plan, self.seen, self._estimates, self.today, wanted=self.wanted)

    @cached_property
    def skills(self) -> list[SkillState]:
        return skills(self.guide, self.plan, self.seen, path=self._path, catalogue=self._catalogue, today=self.today)

    @cached_property
    def standings(self) -> list[Standing]:
        return standings(self.plan, self._catalogue, self.today)

    def sooner(self, effect: Effect | None) -> Sooner:
        if effect is None:
            return Sooner(0, 0)
        if effect.profile:
            return self.trials.profile(**effect.profile)
        return self.trials.hours(self.trials.bare.hours_per_week + effect.hours) if effect.hours else self.trials.done(*effect.done)


def advice(rules: list[Rule], adviser: Adviser) -> list[Piece]:
    """Every piece of advice that a rule has for this plan: first what keeps something from being lost, then what brings the
    whole forward most, then what brings most of what remains forward, then by the guide's order."""
    found = [piece for rule in rules if (piece := piece_of(rule, adviser))]
    return sorted(
        found,
        key=lambda piece: (not (piece.rule.effect and piece.rule.effect.keep), -max(0, piece.sooner.days), -max(0, piece.sooner.eased)),
    )


def piece_of(rule: Rule, adviser: Adviser) -> Piece | None:
    """What a rule says of this plan; None where one of its premises does not hold."""
    told: list[Told] = []
    for premise in rule.premises:
        told.append(asked(premise, adviser))
        if not told[-1].holds:
            return None
    tells = next((one for one in told if one.found or one.total), Told(True))
    return Piece(rule=rule, found=tells.found, count=tells.count, total=tells.total, sooner=adviser.sooner(rule.effect),
                 command=filled_command(rule.how, Found(False, tells.found, missing=tells.found), adviser.look))  # fmt: skip


def asked(premise: Premise, adviser: Adviser) -> Told:
    """Whether a premise holds of a plan, and what it found."""
    look = adviser.look
    if premise.any:
        parts = [asked(part, adviser) for part in premise.any]
        return next((part for part in parts if part.holds), Told(False))
    if premise.all:
        parts = [asked(part, adviser) for part in premise.all]
        return Told(True, *_first(parts)) if all(part.holds for part in parts) else Told(False)
    if premise.when:
        return Told(applies(premise.when, look)[0] == "yes")
    if premise.has:
        found = evidence(premise.has, look)
        return Told(found.holds) if premise.has.profile else Told(found.holds, found.by, len(found.by) or found.have, found.want)
    if premise.lacks:
        found = evidence(premise.lacks, look)
        return Told(not found.holds) if premise.lacks.profile else Told(not found.holds, found.missing, found.have, found.want)
    if premise.share:
        return _share(premise.share, look)
    if premise.finds:
        refs = tuple(FINDERS[premise.finds](adviser))
        return Told(len(refs) >= premise.least, refs, len(refs), len(refs))
    if premise.open:
        return Told(any(state.open for ref in premise.open if (state := adviser.seen.states.get(ref))))
    return Told(all(_is_settled(ref, adviser.seen) for ref in premise.settled))


def _first(parts: list[Told]) -> tuple[tuple[str, ...], int, int]:
    tells = next((part for part in parts if part.found or part.total), Told(True))
    return tells.found, tells.count, tells.total


def _share(share: Share, look: Look) -> Told:
    whole = evidence(share.of, look).by
    part = set(evidence(share.that, look).by)
    such = tuple(ref for ref in whole if ref in part)
    percent = 100 * len(such) / len(whole) if whole else 0.0
    return Told(len(whole) >= share.least and share.at_least <= percent < share.below, such, len(such), len(whole))


def _is_settled(ref: str, seen: Progress) -> bool:
    if step := seen.step_states.get(ref):
        return step.ready or step.closed
    state = seen.states.get(ref)
    return state is None or state.satisfied or state.skipped or state.applies == "no"


# What is worked out


def _behind(adviser: Adviser) -> Iterator[str]:
    """Credentials of whose period more has passed than of their learning is there."""
    for one in adviser.standings:
        if one.state in ("active", "due soon") and one.missing and one.hours and one.begins and one.ends:
            passed = (adviser.today - one.begins).days / max(1, (one.ends - one.begins).days)
            if passed - (one.hours.want - one.missing) / one.hours.want > BEHIND:
                yield one.ref


def _quiet(adviser: Adviser) -> Iterator[str]:
    """Applications that are out, of which nobody heard, and which nobody asked after, for two weeks."""
    for id, one in adviser.plan.of_kind("application").items():
        if isinstance(one, Application) and is_out(one) and (heard := last_heard(one)):
            latest = max([heard, *(date.fromisoformat(key[:10]) for key in one.follow_ups)])
            if adviser.today - latest >= QUIET:
                yield f"application/{id}"


def _not_counted(adviser: Adviser) -> Iterator[str]:
    """Case management that does not count for the wanted certification, since it is no employment."""
    for reason in _reasons(adviser, "not_counted"):
        held = adviser.plan.record(reason.ref)
        if isinstance(held, Experience) and held.kind not in (None, "paid") and held.case_management in ("yes", "part"):
            yield reason.ref


def _in_doubt(adviser: Adviser) -> Iterator[str]:
    """Experience of which a field is missing that would say whether it counts for the wanted certification, unless that looks met."""
    if adviser.wanted and adviser.wanted.assessed and adviser.wanted.assessed.state == "met":
        return
    yield from (reason.ref for reason in _reasons(adviser, "in_doubt") if reason.fill and reason.ref.startswith("experience/"))


def _reasons(adviser: Adviser, which: Literal["not_counted", "in_doubt"]) -> Iterator[Any]:
    """Why experience does not count, or may: that which counts nowhere."""
    assessed = adviser.wanted.assessed if adviser.wanted else None
    nodes = list(assessed.root.walk()) if assessed and assessed.root else []
    seen = {counted.ref for node in nodes for counted in node.counts}
    for node in nodes:
        for reason in getattr(node, which):
            if reason.ref not in seen and reason.ref.startswith("experience/"):
                seen.add(reason.ref)
                yield reason


def _late(adviser: Adviser) -> Iterator[str]:
    """The profile field of the day that one wants to be there, where the forecast is later."""
    if adviser.trials.bare.is_late(adviser.plan.profile.aim):
        yield "aim"


def _stale(adviser: Adviser) -> Iterator[str]:
    oldest = add_months(adviser.today, -RATING_MONTHS)
    yield from (one.id for one in adviser.skills if one.rated and one.rated < oldest)


FINDERS: Mapping[str, Callable[[Adviser], Iterator[str]]] = {
    "skills-below-aim": lambda adviser: (one.id for one in sorted(adviser.skills, key=lambda one: -one.gap) if one.gap),
    "skills-unbacked": lambda adviser: (one.id for one in adviser.skills if one.lacks_evidence),
    "skills-unrated": lambda adviser: (one.id for one in adviser.skills if one.now is None),
    "ratings-stale": _stale,
    "renewals-behind": _behind,
    "courses-uncounted": lambda adviser: (ref for one in adviser.standings for ref in one.undated),
    "credentials-without-end": lambda adviser: (one.ref for one in adviser.standings if one.state == "active" and one.ends is None),
    "applications-quiet": _quiet,
    "hours-not-counted": _not_counted,
    "hours-in-doubt": _in_doubt,
    "late": _late,
}
"""What a premise may ask for by name: words of the guide, references or profile fields, the most telling first."""
