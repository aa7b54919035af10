"""A plan as rules of advice ask it: what is worked out is worked out once, and only when a rule asks. Knows no career."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal

from .advice_rules import Effect
from .applications import ask_again_on
from .conditions import Look
from .credentials import Standing, standings
from .dates import add_months
from .estimates import Estimates
from .forecast import Sooner, Trials
from .guide import Guide
from .kinds import Application, Experience
from .ladder import Ladder, ladder
from .plan import Plan
from .progress import Progress
from .skills import SkillState, skills
from .topics import Topic
from .wanted import Wanted, wanted

OVERDUE = timedelta(days=7)
"""An application that was to be asked after so long ago is quiet."""
WORTH_A_CHANGE = 14
"""Days: another order is advised only where it brings so many."""

RATING_MONTHS = 6
"""A rating older than this is stale."""
BEHIND = 0.1
"""So much of a period's learning may be missing before it is behind: a tenth."""


class Adviser:
    """A plan, and what can be worked out of it."""

    def __init__(
        self,
        guide: Guide,
        plan: Plan,
        seen: Progress,
        today: date,
        *,
        estimates: Estimates,
        path: Topic[Any],
        catalogue: Topic[Any],
        pay: Topic[Any],
    ) -> None:
        self.guide, self.plan, self.seen, self.today = guide, plan, seen, today
        self._estimates, self._path, self._catalogue, self._pay = estimates, path, catalogue, pay
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
    def ladder(self) -> Ladder:
        return ladder(self._path, self._pay, self.plan, self.skills, self.today)

    @cached_property
    def standings(self) -> list[Standing]:
        return standings(self.plan, self._catalogue, self.today)

    def sooner(self, effect: Effect | None) -> Sooner:
        """What following it would change in the forecast."""
        if effect is None:
            return Sooner(0, 0)
        if effect.profile:
            return self.trials.profile(**effect.profile)
        if effect.longest_first:
            return self.trials.longest_first()
        if effect.hours:
            return self.trials.hours(self.trials.bare.hours_per_week + effect.hours)
        if effect.left_out:
            return self.trials.done(*effect.left_out)
        return Sooner(0, self.trials.done(*effect.done).eased) if effect.done else Sooner(0, 0)


def _behind(adviser: Adviser) -> Iterator[str]:
    """Credentials of whose period more has passed than of their learning is there."""
    for one in adviser.standings:
        if one.state in ("active", "due soon") and one.missing and one.hours and one.begins and one.ends:
            passed = (adviser.today - one.begins).days / max(1, (one.ends - one.begins).days)
            if passed - (one.hours.want - one.missing) / one.hours.want > BEHIND:
                yield one.ref


def _quiet(adviser: Adviser) -> Iterator[str]:
    """Applications that were to be asked after a week ago."""
    for id, one in adviser.plan.of_kind("application").items():
        if isinstance(one, Application) and (day := ask_again_on(one)) and adviser.today - day >= OVERDUE:
            yield f"application/{id}"


def _not_counted(adviser: Adviser) -> Iterator[str]:
    """Case management that does not count for the wanted certification, since it is no employment."""
    for reason in _reasons(adviser, "not_counted"):
        held = adviser.plan.record(reason.ref)
        if isinstance(held, Experience) and held.sort not in (None, "paid") and held.case_management in ("yes", "part"):
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


def _wanted_unmet(adviser: Adviser) -> Iterator[str]:
    """The wanted certification, unless what it asks for looks met."""
    if adviser.wanted and adviser.wanted.assessed and adviser.wanted.assessed.state != "met":
        yield adviser.wanted.ref


def _waiting_chain(adviser: Adviser) -> Iterator[str]:
    """What the longest chain begins with, where taking it up first would make the whole sooner by weeks."""
    if adviser.trials.longest_first().days >= WORTH_A_CHANGE and adviser.trials.bare.path:
        yield adviser.trials.bare.path[0].ref


def _late(adviser: Adviser) -> Iterator[str]:
    """The profile field of the day that one wants to be there, where the forecast is later."""
    if adviser.trials.bare.is_late(adviser.plan.profile.aim):
        yield "aim"


def _stale(adviser: Adviser) -> Iterator[str]:
    oldest = add_months(adviser.today, -RATING_MONTHS)
    yield from (one.id for one in adviser.skills if one.rated and one.rated < oldest)


FINDERS: Mapping[str, Callable[[Adviser], Iterable[str]]] = {
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
    "hours-decide": lambda adviser: ["hours_per_week"] if adviser.trials.bare.by_hours else [],
    "waiting-chain": _waiting_chain,
    "wanted-unmet": _wanted_unmet,
    "next-level-unshown": lambda adviser: adviser.ladder.missing if adviser.ladder.tenure.begun else [],
}
"""What a premise may ask for by name: words of the guide, references or profile fields, the most telling first."""
