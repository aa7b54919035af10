"""What a credential asks for before one may apply: the shapes of a `requires` tree in the guide's catalogue.

Whether somebody's records meet it is worked out in `eligibility.py`. An unknown key is an error in the guide.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, field

from .guide import Asks, Confidence
from .kinds import StudyType
from .records import Hours, HoursAWeek

WithinYears = Annotated[int, Meta(ge=1, le=100)]
"""Only the last so many years count."""


class CredentialAsked(Asks, frozen=True, kw_only=True, omit_defaults=True):
    """An active license or certification."""

    codes: list[str]
    """The letters that count."""
    open: bool = False
    """A license whose letters the catalogue does not know may count too: whether it does cannot be told."""
    refused: dict[str, str] = field(default_factory=dict, name="not")
    """Letters that do not count -> why, as it is told."""


class DegreeAsked(Asks, frozen=True, kw_only=True, omit_defaults=True):
    """A completed degree or diploma."""

    at_least: StudyType
    areas: list[str] = []
    """Words of which one is in what was studied; without them, anything counts."""
    open: bool = False
    """Another area may count too: whether it does cannot be told."""


class ExperienceAsked(Asks, frozen=True, kw_only=True, omit_defaults=True):
    """So many months of full-time work, or so many hours. Every other key narrows down what counts."""

    months: Annotated[float, Meta(ge=0, le=1200)] | None = None
    hours: Hours | None = None
    full_time: HoursAWeek = 35
    """Hours a week that are full time; less counts in proportion. 0: however many hours it was."""
    kinds: list[Literal["paid", "volunteer", "internship", "shadowing"]] = []
    case_management: list[Literal["yes", "part", "no"]] = []
    tags: list[str] = []
    """One of these tags says that it was this sort of work …"""
    unless: list[str] = []
    """… and one of these that it was not. With neither, it cannot be told."""
    settings: list[str] = []
    supervised: bool = False
    """Somebody supervised it."""
    supervised_by: list[str] = []
    """Letters of which the supervisor has one."""
    leads: bool = False
    """One led others in it."""
    supervision: bool = False
    """Only logged hours that were supervised count."""
    within_years: WithinYears | None = None
    after: list[DegreeAsked] = []
    """Only what was worked after one of these degrees counts."""

    def __post_init__(self) -> None:
        if (self.months is None) == (self.hours is None):
            raise ValueError("experience is either months or hours")

    @property
    def want(self) -> float:
        return self.months or self.hours or 0.0


class CoursesAsked(Asks, frozen=True, kw_only=True, omit_defaults=True):
    """So many hours of courses. Without topics and categories, of any."""

    hours: Hours
    topics: list[str] = []
    categories: list[str] = []
    within_years: WithinYears | None = None


class Requirement(Asks, frozen=True, kw_only=True, omit_defaults=True):
    """One requirement, or several of which all or one must be met. Exactly one of credential, degree, experience, courses,
    confirm, all, any."""

    text: str
    """What is asked for, in a few words: "a degree in social work"."""
    facts: list[str] = []
    ask: str | None = None
    """What the issuer looks at beside this and no record can show."""
    as_of: str | None = None
    confidence: Confidence | None = None
    """Of the whole, where it is older or less sure than what else stands in the entry."""
    credential: CredentialAsked | None = None
    degree: DegreeAsked | None = None
    experience: ExperienceAsked | None = None
    courses: CoursesAsked | None = None
    confirm: str | None = None
    """Something that no record can show; where to look. It can never be told."""
    all: list["Requirement"] = []
    any: list["Requirement"] = []

    def __post_init__(self) -> None:
        if len(self._given) != 1:
            kinds = "credential, degree, experience, courses, confirm, all, any"
            raise ValueError(f"a requirement is exactly one of {kinds}; found {self._given or 'none'}")

    @property
    def kind(self) -> str:
        return self._given[0]

    @property
    def _given(self) -> list[str]:
        return [name for name in ("credential", "degree", "experience", "courses", "confirm", "all", "any") if getattr(self, name)]

    def walk(self) -> Iterator["Requirement"]:
        """This requirement and all inside it."""
        yield self
        for part in (*self.all, *self.any):
            yield from part.walk()
