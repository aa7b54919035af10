"""What can be read beside the steps: skills, duties, the career path, pay, certifications and so on. The shapes are those
of the topic files in `guide/`; an unknown key is an error there. A fact that ages says how old it is and where to check."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Annotated, Any, Generic, Literal, TypeVar

from msgspec import Meta, Struct

from .dates import is_yearly_day
from .guide import Asks, Confidence, Evidence
from .records import Hours, Rating, Years
from .requirements import Requirement

Cycle = Literal["from-issue", "fixed-dates", "january", "month-end"]
"""When a credential's period ends: so many years after its first day; on the last of some fixed days before that; with
the year, counted from the January after; or at the end of the month."""

Yearly = Annotated[int, Meta(ge=0, le=1_000_000_000)]
"""Money for a year."""


class Sourced(Asks, frozen=True, kw_only=True):
    """A statement, the facts it rests on, and where it comes from."""

    text: str = ""
    facts: list[str] = []
    source: str | None = None
    as_of: str | None = None
    """A year or a month, or "undated"."""
    confidence: Confidence | None = None
    verify_at: str | None = None
    """Whose page to check before relying on it."""


class Tip(Asks, frozen=True, kw_only=True):
    """Something to work on."""

    text: str
    skills: list[str] = []
    shown: dict[str, Evidence] = {}
    """Skill -> what shows it, beside the records that say so themselves."""
    facts: list[str] = []


class Entry(Sourced, frozen=True, kw_only=True):
    """One thing that a topic tells of. Without a title, its id is a word of the section's list, and has its label."""

    id: str
    title: str = ""
    formerly: str | None = None
    claims: list[Sourced] = []
    """What different sources say, where they do not agree: shown side by side, never averaged."""
    tips: list[Tip] = []

    @property
    def words(self) -> list[str]:
        """What it is called by."""
        return [self.id, self.title]


class Level(Entry, frozen=True, kw_only=True):
    """A level of the career path."""

    bands: list[str] = []
    """The pay bands that go with it; none where the guide has none."""
    rating: Rating = 3
    """The level of skill to aim at, 1 to 5, in skills that `ratings` does not name."""
    ratings: dict[str, Rating] = {}


class Band(Entry, frozen=True, kw_only=True):
    """A range of yearly pay, or an official figure to hold beside such ranges. Where two ranges touch, the amount is in both."""

    low: Yearly | None = None
    high: Yearly | None = None
    open: bool = False
    """`high` is not the end."""
    years: Annotated[list[Annotated[int, Meta(ge=0, le=100)]], Meta(max_length=2)] = []
    """From, and up to (where that is given), so many years in the job. On the day on which these are full, the next one begins."""
    median: Yearly | None = None
    """An official figure: half earn less, half earn more."""

    def __post_init__(self) -> None:
        if self.years != sorted(self.years):
            raise ValueError(f"years: {self.years[0]} to {self.years[1]} runs backward")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low: {self.low} is above high, which is {self.high}")


class Renewal(Asks, frozen=True, kw_only=True):
    """What keeps a credential alive. Hours are of continuing education, in one period."""

    years: Years | None = None
    hours: Hours | None = None
    minimums: dict[str, Hours] = {}
    """Category -> hours of it, within `hours`."""
    maximums: dict[str, Hours] = {}
    """Category -> no more than so many hours of it count."""
    cycle: Cycle = "from-issue"
    dates: list[str] = []
    """With fixed dates: `05-31`."""
    window_months: Annotated[int, Meta(ge=0, le=120)] | None = None
    """So long before the end one may renew."""
    grace_days: Annotated[int, Meta(ge=0, le=3650)] | None = None
    practice_hours: Hours | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.cycle == "fixed-dates" and not self.dates:
            raise ValueError("fixed-dates needs dates")
        _refuse_no_days(self.dates)


class Exam(Asks, frozen=True, kw_only=True):
    """An exam that is held every year in a month."""

    month: Annotated[int, Meta(ge=1, le=12)]
    """1 to 12."""
    apply_until: str | None = None
    """The last day on which one may apply for it: `01-31`, the last before that month."""

    def __post_init__(self) -> None:
        _refuse_no_days([self.apply_until] if self.apply_until is not None else [])


class Credentialed(Entry, frozen=True, kw_only=True):
    """A certification or license of the catalogue (or, without a code, something to know about them)."""

    code: str | None = None
    also: list[str] = []
    """Other letters for the same."""
    names: list[str] = []
    """Other names for the same."""
    issuer: str = ""
    who: str = ""
    eligibility: str = ""
    requires: Requirement | None = None
    """The same as a rule that a plan is held against; None where it was not looked up."""
    exams: list[Exam] = []
    """None where the exam is all year round, or not known."""
    skills: list[str] = []
    renewal: Renewal | None = None

    @property
    def codes(self) -> list[str]:
        return [self.code, *self.also] if self.code else []

    @property
    def words(self) -> list[str]:
        return [*self.codes, self.title, *self.names, self.id]


E = TypeVar("E", bound=Entry)


class Section(Struct, Generic[E], frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a topic. `words`: the vocabulary whose words are the ids of its entries."""

    id: str
    title: str
    text: str = ""
    words: str | None = None
    entries: list[E]


class QuestionAsked(Asks, frozen=True, kw_only=True):
    """A question of the guide. `kinds`: an achievement of one of these kinds answers it."""

    id: str
    theme: str
    text: str
    skills: list[str] = []
    kinds: list[str] = []
    facts: list[str] = []


class SkillLevel(Asks, frozen=True, kw_only=True):
    """One of the levels of skill, with what it looks like."""

    level: Rating
    title: str
    text: str


class Topic(Struct, Generic[E], frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A topic, as it is read."""

    title: str
    text: str = ""
    command: str = "careerplan next"
    """What one does with it."""
    facts: list[str] = []
    sections: list[Section[E]] = []
    questions: list[QuestionAsked] = []
    levels: list[SkillLevel] = []

    def entries(self) -> Iterator[E]:
        for section in self.sections:
            yield from section.entries

    def entry(self, id: str) -> E | None:
        return next((entry for entry in self.entries() if entry.id == id), None)

    @cached_property
    def by_word(self) -> dict[str, E]:
        """Every entry by whatever it is called, in small letters; what is called the same is the first of them."""
        return {word.casefold(): entry for entry in reversed(list(self.entries())) for word in reversed(entry.words)}


SHAPES: dict[str, Any] = {"path": Topic[Level], "pay": Topic[Band], "certifications": Topic[Credentialed]}
"""Topics that the program also works with; every other is a `Topic[Entry]`."""


def _refuse_no_days(days: Iterable[str]) -> None:
    """Raise ValueError where one of these is not a day that every year has."""
    for day in days:
        if not is_yearly_day(day):
            raise ValueError(f'"{day}" is not a day such as 05-31')


def shape_of(topic: str) -> Any:
    return SHAPES.get(topic, Topic[Entry])
