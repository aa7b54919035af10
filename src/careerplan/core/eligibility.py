"""Whether what a plan records meets what a credential asks for: met, not met, or cannot be told, for each part of it.

The rules are the guide's (`requirements.py`). Nobody is told that they may apply: that is for the issuer to say, who sees
what no record shows.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from .credentials import credentials, entry_of
from .hours import experiences
from .kinds import AIMED_AT, Course, Credential, Education, Experience, License
from .plan import Plan
from .qualifying import Reason, letters_in, weigh, work
from .requirements import CoursesAsked, CredentialAsked, DegreeAsked, ExperienceAsked, Requirement
from .schooling import OPEN, schooling, since
from .tally import ENOUGH, window
from .topics import Credentialed, Topic

State = Literal["met", "not-met", "cannot-tell"]


class Counted(Struct, frozen=True, kw_only=True):
    """A record that counts. `amount`: months or hours, where it is of these."""

    ref: str
    amount: float | None = None


class Node(Struct, frozen=True, kw_only=True):
    """A requirement, held against a plan. `asked`: the guide's words for it."""

    asked: Requirement
    state: State
    counts: tuple[Counted, ...] = ()
    not_counted: tuple[Reason, ...] = ()
    in_doubt: tuple[Reason, ...] = ()
    """What cannot be told, of the records that may count."""
    have: float | None = None
    want: float | None = None
    unit: Literal["months", "hours"] | None = None
    reached: date | None = None
    """The day on which it will be met at the present pace; today where it is met, None where nothing leads there."""
    in_time: date | None = None
    """The day on which all of it is met that only time can bring; None where nothing leads there. What takes a course, a renewal
    or a look into one's papers is taken for done by then."""
    soonest: date | None = None
    """The same, if work that counts were full time from now on."""
    parts: tuple["Node", ...] = ()

    @property
    def kind(self) -> str:
        return self.asked.kind

    @property
    def missing(self) -> float:
        return max(0.0, (self.want or 0.0) - (self.have or 0.0))

    def walk(self) -> Iterator["Node"]:
        yield self
        for part in self.parts:
            yield from part.walk()


class Assessed(Struct, frozen=True, kw_only=True):
    """What one credential of the catalogue asks for, against what is recorded."""

    entry: Credentialed
    state: Literal["met", "not-met", "cannot-tell", "not-looked-up"]
    root: Node | None
    mine: str | None
    """The person's own record of it."""
    standing: str | None
    """Where that stands: planned, active, expired …"""

    @property
    def as_of(self) -> str | None:
        return (self.root.asked.as_of if self.root else None) or self.entry.as_of

    @property
    def confidence(self) -> str | None:
        return (self.root.asked.confidence if self.root else None) or self.entry.confidence


def assess_all(catalogue: Topic[Any], plan: Plan, today: date) -> list[Assessed]:
    """Every credential of the catalogue; first those that the person plans or has applied for."""
    look = Look(plan, catalogue, today)
    found = [_assess(entry, look) for entry in catalogue.entries() if entry.code]
    return sorted(found, key=lambda one: one.standing not in AIMED_AT)


def aimed_at(catalogue: Topic[Any], plan: Plan, today: date, *, known: Assessed | None = None) -> dict[str, Assessed | None]:
    """The credentials that are planned or applied for, each with what it asks for; None where the catalogue does not know it.
    `known`: one of them, where it has been looked at already."""
    look = Look(plan, catalogue, today)
    meant = {ref: entry for ref, record, entry in look.credentials if record.status in AIMED_AT}
    assessed = {known.entry.id: known} if known else {}
    assessed |= {
        entry.id: _assess(entry, look) for entry in {one.id: one for one in meant.values() if one}.values() if entry.id not in assessed
    }
    return {ref: assessed[entry.id] if entry else None for ref, entry in meant.items()}


def assess(entry: Credentialed, catalogue: Topic[Any], plan: Plan, today: date) -> Assessed:
    return _assess(entry, Look(plan, catalogue, today))


def lacking(root: Node) -> list[Node]:
    """What is still missing, in as few parts as say it."""
    if root.state == "met":
        return []
    if root.kind == "all":
        return [one for part in root.parts for one in lacking(part)]
    ways = [(part, lacking(part)) for part in root.parts if part.kind == "all"]
    nearest, missing = min(ways, key=lambda way: len(way[1]), default=(root, [root]))
    return missing if any(part.state == "met" for part in nearest.parts) else [root]


def joined(asked: Requirement, parts: tuple[Node, ...]) -> Node:
    """Of several, all or one. The date of all is the latest, that of one the earliest."""
    states = {part.state for part in parts}
    worse, better, day_of = ("not-met", "met", _latest) if asked.kind == "all" else ("met", "not-met", _earliest)
    state: State = worse if worse in states else "cannot-tell" if "cannot-tell" in states else better  # type: ignore[assignment]
    return Node(asked=asked, state=state, parts=parts, reached=day_of(parts, "reached"), soonest=day_of(parts, "soonest"),
                in_time=day_of(parts, "in_time"))  # fmt: skip


def _latest(parts: Sequence[Node], name: str) -> date | None:
    days = [getattr(part, name) for part in parts]
    return None if None in days else max(days)


def _earliest(parts: Sequence[Node], name: str) -> date | None:
    return min((day for part in parts if (day := getattr(part, name))), default=None)


class Look:
    """A plan as it is looked at, with what every requirement needs of it worked out once."""

    def __init__(self, plan: Plan, catalogue: Topic[Any], today: date) -> None:
        self.plan, self.catalogue, self.today = plan, catalogue, today

    @cached_property
    def credentials(self) -> list[tuple[str, Credential, Credentialed | None]]:
        return [(ref, record, entry_of(record, self.catalogue)) for ref, record in credentials(self.plan)]

    @cached_property
    def educations(self) -> list[tuple[str, Education]]:
        return [(f"education/{id}", held) for id, held in self.plan.of_kind("education").items() if isinstance(held, Education)]

    @cached_property
    def courses(self) -> list[tuple[str, Course]]:
        return [(f"course/{id}", held) for id, held in self.plan.of_kind("course").items() if isinstance(held, Course)]

    @cached_property
    def experiences(self) -> list[tuple[str, Experience]]:
        return [(f"experience/{id}", held) for id, held in experiences(self.plan)]

    def letters(self, text: str) -> set[str]:
        """The codes that a text names, by their letters or by a name that the catalogue has."""
        entry = self.catalogue.by_word.get(text.strip().casefold())
        return letters_in(text) | ({code.casefold() for code in entry.codes} if entry else set())


def _assess(entry: Credentialed, look: Look) -> Assessed:
    root = _node(entry.requires, look) if entry.requires else None
    own = [(ref, record.state_on(look.today)) for ref, record, known in look.credentials if known is entry]
    ref, standing = next(iter(own), (None, None))
    return Assessed(entry=entry, state=root.state if root else "not-looked-up", root=root, mine=ref, standing=standing)


def _node(asked: Requirement, look: Look) -> Node:
    if asked.credential:
        return _credential(asked, asked.credential, look)
    if asked.degree:
        return _degree(asked, asked.degree, look)
    if asked.experience:
        return _experience(asked, asked.experience, look)
    if asked.courses:
        return _courses(asked, asked.courses, look)
    if asked.confirm:
        return Node(asked=asked, state="cannot-tell", in_time=look.today, soonest=look.today)
    return joined(asked, tuple(_node(part, look) for part in asked.all or asked.any))


def _leaf(asked: Requirement, found: Iterable[Reason | str], look: Look, *, certain: Callable[[Reason], bool]) -> Node:
    """A requirement that one record is enough for. `found`: records that count, and reasons why others do not."""
    counts: list[Counted] = []
    not_counted: list[Reason] = []
    in_doubt: list[Reason] = []
    for one in found:
        if isinstance(one, str):
            counts.append(Counted(ref=one))
        else:
            (not_counted if certain(one) else in_doubt).append(one)
    state: State = "met" if counts else "cannot-tell" if in_doubt else "not-met"
    near = look.today if counts or in_doubt or any(reason.why == "expired" for reason in not_counted) else None
    return Node(asked=asked, state=state, counts=tuple(counts), not_counted=tuple(not_counted), in_doubt=tuple(in_doubt),
                reached=look.today if counts else None, in_time=near, soonest=near)  # fmt: skip


# Licenses and certifications


def _credential(asked: Requirement, rule: CredentialAsked, look: Look) -> Node:
    found = [one for ref, record, known in look.credentials if (one := _held(ref, record, known, rule, look))]
    return _leaf(asked, found, look, certain=lambda one: one.why not in ("unknown-letters", "no-code"))


def _held(ref: str, record: Credential, known: Credentialed | None, rule: CredentialAsked, look: Look) -> Reason | str | None:
    """The reference of one that counts, why it does not, or nothing where it has nothing to do with it."""
    said, today = record.code or record.name, look.today
    ours = look.letters(said)
    refused = next((why for code, why in rule.refused.items() if code.casefold() in ours), None)
    if refused is not None:
        return Reason(ref=ref, why="refused", said=refused)
    fits = not ours.isdisjoint(code.casefold() for code in rule.codes)
    if not fits and not isinstance(record, License):
        return None
    if not fits and (known or (record.code and not rule.open)):
        return Reason(ref=ref, why="letters", said=said)
    status = record.status_on(today)
    if status != "active":
        return Reason(ref=ref, why=status, said=said)  # type: ignore[arg-type]
    begins = record.valid_from or record.awarded
    if begins and begins > today:
        return Reason(ref=ref, why="not-yet", said=said)
    if fits:
        return ref
    return Reason(ref=ref, why="unknown-letters" if rule.open else "no-code", said=said, fill=None if record.code else "code=…")


# Degrees


def _degree(asked: Requirement, rule: DegreeAsked, look: Look) -> Node:
    looked = [(held, schooling(ref, held, rule, look.today)) for ref, held in look.educations]
    node = _leaf(asked, [one for _, one in looked], look, certain=lambda one: one.why not in OPEN)
    ahead = [
        held.end for held, one in looked if isinstance(one, Reason) and one.why in ("enrolled", "not-yet") and not one.said and held.end
    ]
    coming = min((day for day in ahead if day >= look.today), default=None)
    return node if node.state == "met" else replace(node, reached=coming, in_time=coming or node.in_time, soonest=coming or node.soonest)


# Experience and courses


def _experience(asked: Requirement, rule: ExperienceAsked, look: Look) -> Node:
    after = since(rule.after, look.educations, look.today)
    weighed = [weigh(ref, held, rule, look.today, look.letters, after) for ref, held in look.experiences]
    found = work(weighed, rule, look.today, after)
    doubts = dict.fromkeys(reason for one in weighed for reason in (*one.doubts, *one.short))
    node = Node(
        asked=asked, state="not-met", have=round(found.have, 2), want=rule.want, unit="months" if rule.months else "hours",
        counts=tuple(Counted(ref=ref, amount=round(amount, 2)) for ref, amount in found.amounts.items()),
        not_counted=tuple(one.refused for one in weighed if one.refused), in_doubt=tuple(doubts),
        reached=found.reached, in_time=found.reached, soonest=found.soonest,
    )  # fmt: skip
    return _judged(node, found.have, found.hoped, look.today)


def _courses(asked: Requirement, rule: CoursesAsked, look: Look) -> Node:
    counts, not_counted, in_doubt = [], [], []
    have, hoped = 0.0, 0.0
    for ref, held in look.courses:
        reason = _course(ref, held, rule, look.today)
        if reason is None:
            counts.append(Counted(ref=ref, amount=held.hours))
            have += held.hours or 0
        elif reason.fill:
            in_doubt.append(reason)
            hoped += held.hours if held.hours is not None else rule.hours
        else:
            not_counted.append(reason)
    node = Node(asked=asked, state="not-met", have=round(have, 2), want=rule.hours, unit="hours", counts=tuple(counts),
                not_counted=tuple(not_counted), in_doubt=tuple(in_doubt), in_time=look.today, soonest=look.today)  # fmt: skip
    return _judged(node, have, have + hoped, look.today)


def _course(ref: str, held: Course, rule: CoursesAsked, today: date) -> Reason | None:
    """Why a course does not count; with what to fill in, where that cannot be told."""
    opens = window(today, rule.within_years)
    wanted = {word.casefold() for word in (*rule.topics, *rule.categories)}
    said = [*held.topics, *held.categories]
    if said and wanted and wanted.isdisjoint(word.casefold() for word in said):
        return Reason(ref=ref, why="topics", said=", ".join(said))
    if held.date and held.date > today:
        return Reason(ref=ref, why="not-yet")
    if held.date and opens and held.date < opens:
        return Reason(ref=ref, why="too-long-ago", said=str(rule.within_years))
    if wanted and not said:
        return Reason(ref=ref, why="topics", fill="topics=…")
    if held.date is None:
        return Reason(ref=ref, why="date", fill="date=…")
    return None if held.hours is not None else Reason(ref=ref, why="hours", fill="hours=…")


def _judged(node: Node, have: float, hoped: float | None, today: date) -> Node:
    """A requirement of so much, with its state. `hoped`: what it would be if all in doubt counts; None for nobody knows how much."""
    enough = (node.want or 0.0) - ENOUGH
    if have >= enough:
        return replace(node, state="met", reached=today, in_time=today, soonest=today)
    return replace(node, state="cannot-tell") if hoped is None or hoped >= enough else node
