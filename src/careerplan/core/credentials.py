"""Licenses and certifications: their periods, and what continuing education still asks for.

What a credential asks for stands in the guide's catalogue; what the person's record says overrides it. Either way it is
the issuer who decides.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from .dates import A_MONTH, add_months
from .entries import Period
from .kinds import Course, Credential
from .plan import Plan
from .records import entry_key
from .topics import Credentialed, Renewal, Topic


class Need(Struct, frozen=True, kw_only=True):
    """Hours of a category in this period. `category` is None for all hours together."""

    category: str | None
    have: float
    want: float

    @property
    def missing(self) -> float:
        return max(0.0, self.want - self.have)


class Standing(Struct, frozen=True, kw_only=True):
    """Where one credential stands today."""

    ref: str
    record: Credential
    state: str
    entry: Credentialed | None
    """The catalogue's, where its code is known there."""
    rule: Renewal
    begins: date | None
    ends: date | None
    computed: bool
    """The end was worked out from the rule; the record does not say it."""
    hours: Need | None
    minimums: tuple[Need, ...]
    courses: tuple[str, ...]
    """The courses that count in this period."""
    undated: tuple[str, ...]
    """Courses for it that have no date or no hours, and so cannot count."""

    @property
    def missing(self) -> float:
        """Hours still to do: the whole or the sub-minimums, whichever asks for more."""
        whole = self.hours.missing if self.hours else 0.0
        return max(whole, sum(need.missing for need in self.minimums))

    def pace(self, today: date) -> float | None:
        """Hours a month that are still needed; None when nothing is, or there is no end."""
        if not self.missing or self.ends is None or self.ends <= today:
            return None
        return self.missing / max(1.0, (self.ends - today).days / A_MONTH)

    @property
    def opens(self) -> date | None:
        """The first day on which it can be renewed, where the catalogue knows it."""
        return add_months(self.ends, -self.rule.window_months) + timedelta(days=1) if self.ends and self.rule.window_months else None


def standings(plan: Plan, catalogue: Topic[Any], today: date) -> list[Standing]:
    """Every credential; those that run out first come first."""
    courses = courses_for(plan)
    found = [standing(ref, record, courses.get(ref, ()), catalogue, today) for ref, record in credentials(plan)]
    return sorted(found, key=lambda one: (one.ends is None, one.ends or today))


def credentials(plan: Plan) -> Iterator[tuple[str, Credential]]:
    for kind in ("certification", "license"):
        for id, record in plan.of_kind(kind).items():
            if isinstance(record, Credential):
                yield f"{kind}/{id}", record


def courses_for(plan: Plan) -> dict[str, list[tuple[str, Course]]]:
    """Credential -> the courses that count for it."""
    found: dict[str, list[tuple[str, Course]]] = {}
    for id, one in plan.of_kind("course").items():
        if isinstance(one, Course):
            for ref in dict.fromkeys(one.counts_for):
                found.setdefault(ref, []).append((f"course/{id}", one))
    return found


def standing(ref: str, record: Credential, ours: Sequence[tuple[str, Course]], catalogue: Topic[Any], today: date) -> Standing:
    """Where a credential stands. `ours`: the courses that are said to count for it."""
    entry = entry_of(record, catalogue)
    rule = rule_of(record, entry)
    begins, ends = period(record, rule)
    undated = tuple(ref for ref, one in ours if one.date is None or one.hours is None)
    counting = [(ref, one) for ref, one in ours if one.hours is not None and _within(one, begins, ends, today)]
    courses = [one for _, one in counting]
    held = record.status in ("active", "inactive")
    return Standing(
        ref=ref, record=record, state=record.state_on(today), entry=entry, rule=rule, begins=begins, ends=ends,
        computed=record.valid_until is None and ends is not None,
        hours=Need(category=None, have=_counted(courses, rule), want=rule.hours) if rule.hours and held else None,
        minimums=tuple(Need(category=name, have=_in(name, courses), want=want) for name, want in rule.minimums.items() if held),
        courses=tuple(ref for ref, _ in counting), undated=undated,
    )  # fmt: skip


def entry_of(record: Credential, catalogue: Topic[Any]) -> Credentialed | None:
    """The catalogue's entry for a credential: by its code, or where it has none by its name."""
    found: Credentialed | None = catalogue.by_word.get((record.code or record.name).strip().casefold())
    return found if found and found.code else None


def rule_of(record: Credential, entry: Credentialed | None) -> Renewal:
    """What keeps it alive: the catalogue's rule, with what the record says in its place."""
    rule = entry.renewal if entry and entry.renewal else Renewal()
    own = {"years": record.renewal_years, "hours": record.renewal_hours, "minimums": record.renewal_minimums}
    return replace(rule, **{name: value for name, value in own.items() if value not in (None, {})})


def period(record: Credential, rule: Renewal) -> tuple[date | None, date | None]:
    """The first and the last day of the present period, as far as they are known."""
    first = record.valid_from or (record.awarded if not record.periods else None)
    if record.valid_until is None:
        return first, end_of_period(first, rule) if first and record.status == "active" else None
    if record.valid_from is None and rule.years:
        latest = add_months(record.valid_until, -_months(rule)) + timedelta(days=1)
        first = max(first, latest) if first else latest
    return first, record.valid_until


def end_of_period(first: date, rule: Renewal) -> date | None:
    """The last day of a period that begins on `first`; where rules leave a choice, the earlier day, which is the safer."""
    if not rule.years:
        return None
    around = add_months(first, _months(rule)) - timedelta(days=1)
    match rule.cycle:
        case "from-issue":
            return around
        case "month-end":
            return add_months(around.replace(day=1), 1) - timedelta(days=1)
        case "january":
            begins = first if (first.month, first.day) == (1, 1) else date(first.year + 1, 1, 1)
            return add_months(begins, _months(rule)) - timedelta(days=1)
        case "fixed-dates":
            days = [date.fromisoformat(f"{year}-{day}") for year in (around.year - 1, around.year) for day in rule.dates]
            return max((day for day in days if day <= around), default=around)


def renewed(record: Credential, until: date, rule: Renewal, *, today: date, first: date | None = None) -> Credential:
    """The credential in its next period, the earlier one kept. Without `first`, the new one follows the old, or begins
    today where that has lapsed."""
    began, ended = period(record, rule)
    held = record.valid_from or record.awarded or began or ended
    periods = record.periods
    if held and ended:
        periods = {**periods, entry_key(held, periods): Period(valid_until=ended)}
    follows = ended + timedelta(days=1) if ended and ended >= today else today
    return replace(record, periods=periods, valid_from=first or follows, valid_until=until, status="active")


def _months(rule: Renewal) -> int:
    return round((rule.years or 0) * 12)


def _within(one: Course, begins: date | None, ends: date | None, today: date) -> bool:
    return one.date is not None and (begins is None or one.date >= begins) and one.date <= min(ends or today, today)


def _in(category: str, courses: list[Course]) -> float:
    return sum(one.hours or 0 for one in courses if category.casefold() in [word.casefold() for word in one.categories])


def _counted(courses: list[Course], rule: Renewal) -> float:
    """All hours, without those of a category beyond its maximum."""
    over = sum(max(0.0, _in(name, courses) - most) for name, most in rule.maximums.items())
    return sum(one.hours or 0 for one in courses) - over
