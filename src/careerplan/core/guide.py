"""What is asked: the guide's values. The shapes are those of the TOML in `guide/`; the texts live there, never here.

A key that these shapes do not know is an error in the guide, never ignored.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct, field

from .records import Count

Word: TypeAlias = str | bool | int
Wanted: TypeAlias = Word | list[Word] | dict[str, str]
"""What a field must be: a value, one of a list, `"any"` (filled), `"none"` (empty), `{ at_least = PROFILE_FIELD }`, a date
that is `{ older = "6m" }` than so many months, or a word (or its label) of a list of the vocabulary: `{ among = LIST }`."""


OneOf: TypeAlias = Annotated[list[str], Meta(min_length=1)]
"""Several of which one is enough."""

Confidence = Literal["high", "medium", "low", "unverified"]
"""How sure a statement is."""


class Asks(Struct, frozen=True, forbid_unknown_fields=True):
    """A shape of the guide."""


class Evidence(Asks, frozen=True, omit_defaults=True):
    """The rule that says what satisfies an action without a tick. Exactly one of records, notes, profile, ratings, marks, all, any."""

    records: str | None = None
    """A record kind."""
    where: dict[str, Wanted] = {}
    """Field -> what it must be; all of them. With `profile`: profile fields. `history.stage` looks at every entry."""
    ids: list[str] = []
    """Only the records with these ids, and all of them."""
    count: Count = 1
    """At least so many records (with `distinct`: so many different values)."""
    distinct: str | None = None
    """Count the different values of this field."""
    every: list[str | OneOf] = []
    """Only records with these fields count; a list inside means one of them, `interviews.feedback` looks at every entry. The
    others are asked for again, and take nothing away: what is added never lowers progress."""
    fresh: dict[str, str] = {}
    """Only records whose date in this field is not older than this count: `{ assured = "6m" }`."""
    refresh: dict[str, str] = {}
    """The latest of the records comes up again when its date in this field is older than this, unless one is still to come:
    `{ date = "12m" }`. It takes nothing away."""
    upcoming: bool = False
    """Records still to happen count, and only they."""
    notes: Annotated[int, Meta(ge=0, le=100_000)] = 0
    """So many notes on the action."""
    over_days: Annotated[int, Meta(ge=0, le=36_525)] = 0
    """With `notes`: the first and the last are so many days apart."""
    profile: list[str] = []
    """These profile fields are set."""
    ratings: Literal["all"] | list[str] = []
    """These skills are rated."""
    marks: Literal["all"] | list[str] = []
    """These duties are marked."""
    times: Count = 1
    """With `ratings` or `marks`: each so many times."""
    all: list["Evidence"] = []
    any: list["Evidence"] = []

    def __post_init__(self) -> None:
        rules = [name for name in ("records", "notes", "profile", "ratings", "marks", "all", "any") if getattr(self, name)]
        if len(rules) != 1:
            kinds = "records, notes, profile, ratings, marks, all, any"
            raise ValueError(f"an evidence rule is exactly one of {kinds}; found {rules or 'none'}")

    def walk(self) -> Iterator["Evidence"]:
        """This rule and all rules inside it."""
        yield self
        for part in (*self.all, *self.any):
            yield from part.walk()


class Condition(Asks, frozen=True, omit_defaults=True):
    """When an action applies. All keys that are given must hold; a profile field that is not set leaves it open."""

    route: str | list[str] = []
    field: str | list[str] = []
    population: str | list[str] = []
    level: str | list[str] = []
    holds: str | list[str] = []
    """A record of one of these kinds is active."""
    wants: str | list[str] = []
    """A record of one of these kinds is planned, or further on its way."""
    among: str | None = None
    """With `holds` and `wants`: only credentials whose code or name is in this list of the vocabulary."""
    searching: bool = False
    """An application is out and has not ended."""
    stage: str | list[str] = []
    """An application has come to one of these stages."""
    any: list["Condition"] = []


class Needs(Asks, frozen=True, omit_defaults=True):
    """What comes first: actions (`3.2`) or steps (`step-3`). A list inside a list means one of these."""

    hard: list[str | OneOf] = []
    """Blocks while it is open."""
    soft: list[str | OneOf] = []
    """Only orders."""

    def alternatives(self, which: Literal["hard", "soft"]) -> list[list[str]]:
        return [[need] if isinstance(need, str) else need for need in getattr(self, which)]


class AnyOf(Asks, frozen=True, rename={"group": "any-of"}):
    """One action of the group is enough. An optional group counts only once it is satisfied."""

    group: str
    optional: bool = False


class Action(Asks, frozen=True, kw_only=True):
    """One thing to tick off inside a step."""

    id: str
    """`3.2`. For ever."""
    title: str
    why: str
    how: str
    """The exact command that satisfies or ticks it. `{missing|nurse}` becomes the first word that its evidence still
    misses, `{experience|nurse-aide}` the record of that kind (or of several kinds) that it speaks of,
    `{route|bachelor}` what the profile says, `{again|+1y}` the day on which it comes up again; after the bar stands what it is
    without."""
    asks: str | None = None
    """A command that asks for it instead, shown where somebody is there to answer. It has the same places."""
    need: Literal["core", "optional"] | AnyOf = "core"
    when: Condition | None = None
    needs: Needs = Needs()
    skills: list[str] = []
    minutes: Annotated[int, Meta(ge=1, le=1440)]
    """One sitting that moves it."""
    facts: list[str] = []
    evidence: Evidence | None = None
    """None: only a tick counts."""

    @property
    def group(self) -> str | None:
        return self.need.group if isinstance(self.need, AnyOf) else None

    @property
    def optional(self) -> bool:
        return self.need.optional if isinstance(self.need, AnyOf) else self.need == "optional"


class Step(Asks, frozen=True, kw_only=True, dict=True):
    """One of the guide's steps."""

    id: str
    """`step-3`. For ever."""
    slug: str
    title: str
    why: str
    background: list[str] = []
    """Facts told in `why` that no action rests on."""
    needs: Needs = Needs()
    actions: list[Action]

    @property
    def number(self) -> str:
        return self.id.removeprefix("step-")


class GuideStamp(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which guide a plan was made with."""

    id: str
    version: str
    folder: str | None = None
    """Where it is, when it is not the one that ships."""


class Change(Asks, frozen=True, kw_only=True):
    """What a version of the guide brought."""

    version: str
    text: str
    added: list[str] = []
    """Actions that are new."""
    changed: list[str] = []
    """Actions that now ask for something else, or for more."""
    removed: dict[str, str] = {}
    """Actions that are gone: id -> title."""


class Guide(Struct, frozen=True, kw_only=True, dict=True):
    """A guide: its steps in order, and its words."""

    id: str
    title: str
    goal: str
    """Who one becomes: "care coordinator"."""
    work: str = "the job"
    """What that work is called: "case management". A record says of an experience whether it was that."""
    version: str
    steps: tuple[Step, ...]
    vocabulary: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """List -> word -> label."""
    topics: Mapping[str, str] = field(default_factory=dict)
    """What can be read beside the steps: topic -> its file's name, without the ending."""
    changes: tuple[Change, ...] = ()
    """Oldest first."""
    privacy: str | None = None
    """The name of the file that says what would tell of a real person in care."""
    forecast: str | None = None
    """The name of the file that says what each action takes in all."""
    advice: str | None = None
    """The name of the file of rules for advice."""

    @cached_property
    def step_by_id(self) -> dict[str, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def actions(self) -> dict[str, Action]:
        """Every action by its id, in the guide's order."""
        return {action.id: action for step in self.steps for action in step.actions}

    @cached_property
    def step_of(self) -> dict[str, Step]:
        """Action id -> its step."""
        return {action.id: step for step in self.steps for action in step.actions}

    def label(self, words: str, word: str) -> str:
        """How a word of a vocabulary is written for people."""
        return self.vocabulary.get(words, {}).get(word, word)

    def changes_since(self, version: str) -> tuple[Change, ...]:
        """What later versions than this one brought; everything, when the version is not known."""
        versions = [change.version for change in self.changes]
        if version == self.version:
            return ()
        return self.changes[versions.index(version) + 1 :] if version in versions else self.changes

    @property
    def removed(self) -> dict[str, str]:
        """Actions that earlier versions had: id -> title."""
        return {id: title for change in self.changes for id, title in change.removed.items()}

    @property
    def stamp(self) -> GuideStamp:
        return GuideStamp(id=self.id, version=self.version)
