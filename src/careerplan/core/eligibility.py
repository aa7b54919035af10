"""Whether what a plan records meets what a credential asks for: met, not met, or cannot be told, for each part of it.

The rules are the guide's (`requirements.py`). Nobody is told that they may apply: that is for the issuer to say, who sees
what no record shows.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from ..errors import UnknownReference
from .credentials import credentials, entry_of
from .hours import experiences
from .kinds import Course, Credential, Education, Experience, License
from .plan import Plan
from .qualifying import Reason, letters_in, weigh, work
from .requirements import CoursesAsked, CredentialAsked, DegreeAsked, ExperienceAsked, Requirement
from .schooling import OPEN, schooling, since
from .tally import ENOUGH, window
from .topics import Credentialed, Topic

State = Literal["met", "not-met", "cannot-tell"]

AIMED_AT = ("planned", "pending")
"""Where a credential stands that is aimed at."""


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
    soonest: date | None = None
    """The day on which it could be met at the earliest; None where that cannot be told."""
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


def aimed_at(catalogue: Topic[Any], plan: Plan, today: date) -> dict[str, Assessed | None]:
    """The credentials that are planned or applied for, each with what it asks for; None where the catalogue does not know it."""
    look = Look(plan, catalogue, today)
    meant = {ref: entry for ref, record, entry in look.credentials if record.status in AIMED_AT}
    assessed = {entry.id: _assess(entry, look) for entry in {one.id: one for one in meant.values() if one}.values()}
    return {ref: assessed[entry.id] if entry else None for ref, entry in meant.items()}


def assess(entry: Credentialed, catalogue: Topic[Any], plan: Plan, today: date) -> Assessed:
    return _assess(entry, Look(plan, catalogue, today))


def entry_named(text: str, catalogue: Topic[Any], plan: Plan, *, command: str) -> Credentialed:
    """The credential that a code, a name or one's own record (`ccm`) means. Raises UnknownReference."""
    said = text.strip().casefold()
    coded: list[Credentialed] = [entry for entry in catalogue.entries() if entry.code]
    for entry in coded:
        if said in {word.casefold() for word in (*entry.codes, entry.id, entry.title)}:
            return entry
    for ref, record in credentials(plan):
        if said in (ref.casefold(), ref.split("/", 1)[1].casefold()) and (own := entry_of(record, catalogue)):
            return own
    from .fields import nearest

    codes = {code.casefold(): code for entry in coded for code in entry.codes}
    near = [codes[code] for code in nearest(said, codes)] or [entry.code for entry in coded if entry.code]
    what = f'the catalogue has no certification or license "{text}"' if coded else "this guide has no catalogue of certifications"
    raise UnknownReference(what, near=near, command=command, instead="careerplan certifications")


def lacking(root: Node) -> list[Node]:
    """What is still missing, in as few parts as say it."""
    if root.state == "met":
        return []
    return [one for part in root.parts for one in lacking(part)] if root.kind == "all" else [root]


def joined(asked: Requirement, parts: tuple[Node, ...]) -> Node:
    """Of several, all or one. The date of all is the latest, that of one the earliest."""
    states = {part.state for part in parts}
    reached, soonest = ([day for part in parts if (day := getattr(part, name))] for name in ("reached", "soonest"))
    if asked.kind == "all":
        state: State = "not-met" if "not-met" in states else "cannot-tell" if "cannot-tell" in states else "met"
        latest = (max(days) if len(days) == len(parts) else None for days in (reached, soonest))
        return Node(asked=asked, state=state, parts=parts, reached=next(latest), soonest=next(latest))
    state = "met" if "met" in states else "cannot-tell" if "cannot-tell" in states else "not-met"
    return Node(asked=asked, state=state, parts=parts, reached=min(reached, default=None), soonest=min(soonest, default=None))


class Look:
    """A plan as it is looked at, with what every requirement needs of it worked out once."""

    def __init__(self, plan: Plan, catalogue: Topic[Any], today: date) -> None:
        self.plan, self.catalogue, self.today = plan, catalogue, today

    @cached_property
    def credentials(self) -> list[tuple[str, Credential, Credentialed | None]]:
        return [(ref, record, self._entry(record)) for ref, record in credentials(self.plan)]

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
        entry = self._by_word.get(text.strip().casefold())
        return letters_in(text) | ({code.casefold() for code in entry.codes} if entry else set())

    @cached_property
    def _by_word(self) -> dict[str, Credentialed]:
        return {word.casefold(): entry for entry in self.catalogue.entries() if entry.code for word in (entry.title, *entry.codes)}

    def _entry(self, record: Credential) -> Credentialed | None:
        return self._by_word.get((record.code or record.name).strip().casefold())


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
        return Node(asked=asked, state="cannot-tell")
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
    return Node(asked=asked, state=state, counts=tuple(counts), not_counted=tuple(not_counted), in_doubt=tuple(in_doubt),
                reached=look.today if counts else None, soonest=look.today if counts else None)  # fmt: skip


# Licenses and certifications


def _credential(asked: Requirement, rule: CredentialAsked, look: Look) -> Node:
    found = [one for ref, record, known in look.credentials if (one := _held(ref, record, known, rule, look.today))]
    return _leaf(asked, found, look, certain=lambda one: one.why != "unknown-letters")


def _held(ref: str, record: Credential, known: Credentialed | None, rule: CredentialAsked, today: date) -> Reason | str | None:
    """The reference of one that counts, why it does not, or nothing where it has nothing to do with it."""
    said = record.code or record.name
    ours = {code.casefold() for code in (said, *(known.codes if known else ()))}
    refused = next((why for code, why in rule.refused.items() if code.casefold() in ours), None)
    if refused is not None:
        return Reason(ref=ref, why="refused", said=refused)
    fits = not ours.isdisjoint(code.casefold() for code in rule.codes)
    if not fits and not isinstance(record, License):
        return None
    if not fits and (known or not rule.open):
        return Reason(ref=ref, why="letters", said=said)
    status = record.status_on(today)
    if status != "active":
        return Reason(ref=ref, why=status, said=said)  # type: ignore[arg-type]
    begins = record.valid_from or record.awarded
    if begins and begins > today:
        return Reason(ref=ref, why="not-yet", said=said)
    fill = None if record.code or fits else "code=…"
    return ref if fits else Reason(ref=ref, why="unknown-letters", said=said, fill=fill)


# Degrees


def _degree(asked: Requirement, rule: DegreeAsked, look: Look) -> Node:
    looked = [(held, schooling(ref, held, rule, look.today)) for ref, held in look.educations]
    node = _leaf(asked, [one for _, one in looked], look, certain=lambda one: one.why not in OPEN)
    ahead = [
        held.end for held, one in looked if isinstance(one, Reason) and one.why in ("enrolled", "not-yet") and not one.said and held.end
    ]
    coming = min((day for day in ahead if day >= look.today), default=None)
    return node if node.state == "met" else replace(node, reached=coming, soonest=coming)


# Experience and courses


def _experience(asked: Requirement, rule: ExperienceAsked, look: Look) -> Node:
    after = since(rule.after, look.educations, look.today)
    weighed = [weigh(ref, held, rule, look.today, look.letters, after) for ref, held in look.experiences]
    found = work(weighed, rule, look.today, after)
    doubts = dict.fromkeys(reason for one in weighed for reason in (*one.doubts, *one.short))
    return _amount(asked, found.have, found.hoped, rule.want, look, unit="months" if rule.months else "hours",
                   counts=[Counted(ref=ref, amount=round(amount, 2)) for ref, amount in found.amounts.items()],
                   not_counted=[one.refused for one in weighed if one.refused], in_doubt=list(doubts),
                   reached=found.reached, soonest=found.soonest)  # fmt: skip


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
    return _amount(asked, have, have + hoped, rule.hours, look, unit="hours", counts=counts, not_counted=not_counted,
                   in_doubt=in_doubt, reached=None, soonest=None)  # fmt: skip


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


def _amount(
    asked: Requirement,
    have: float,
    hoped: float | None,
    want: float,
    look: Look,
    *,
    unit: Literal["months", "hours"],
    counts: list[Counted],
    not_counted: list[Reason],
    in_doubt: list[Reason],
    reached: date | None,
    soonest: date | None,
) -> Node:
    """A requirement of so much. `hoped`: what it would be if all in doubt counts; None for nobody knows how much."""
    enough = have >= want - ENOUGH
    state: State = "met" if enough else "cannot-tell" if hoped is None or hoped >= want - ENOUGH else "not-met"
    return Node(asked=asked, state=state, have=round(have, 2), want=want, unit=unit, counts=tuple(counts), not_counted=tuple(not_counted),
                in_doubt=tuple(in_doubt), reached=look.today if enough else reached,
                soonest=look.today if enough else soonest)  # fmt: skip
