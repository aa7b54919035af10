"""Rules of advice, as a guide writes them: the shapes. What they find in a plan is worked out in `advice.py`."""

from collections.abc import Iterator
from string import Formatter
from typing import Annotated, Literal

from msgspec import Meta

from .guide import Asks, Condition, Evidence
from .records import Count, HoursAWeek

Finder = Literal["skills-below-aim", "skills-unbacked", "skills-unrated", "ratings-stale", "renewals-behind", "courses-uncounted",
                 "credentials-without-end", "applications-quiet", "hours-not-counted", "hours-in-doubt", "late",
                 "hours-decide", "waiting-chain", "wanted-unmet", "next-level-unshown"]  # fmt: skip


PLACES = ("names", "count", "total", "percent")
"""What the reason of a piece of advice may hold."""


class Share(Asks, frozen=True, kw_only=True):
    """How many of some records are such: a part in percent. Nothing is said of fewer than `least`."""

    of: Evidence
    that: Evidence
    least: Count = 3
    at_least: Annotated[int, Meta(ge=0, le=100)] = 0
    below: Annotated[int, Meta(ge=1, le=101)] = 101


class Premise(Asks, frozen=True, kw_only=True):
    """A question to a plan: exactly one of its keys."""

    when: Condition | None = None
    has: Evidence | None = None
    lacks: Evidence | None = None
    share: Share | None = None
    finds: Finder | None = None
    """Something that is worked out: its name is one of `FINDERS`."""
    settled: list[str] = []
    """These steps and actions are all ready, satisfied, done, skipped, or do not apply."""
    open: list[str] = []
    """One of these actions is open."""
    any: list["Premise"] = []

    def __post_init__(self) -> None:
        kinds = ("when", "has", "lacks", "share", "finds", "settled", "open", "any")
        if len([name for name in kinds if getattr(self, name)]) != 1:
            raise ValueError(f"a premise is exactly one of {', '.join(kinds)}")

    def walk(self) -> Iterator["Premise"]:
        yield self
        for part in self.any:
            yield from part.walk()


class Effect(Asks, frozen=True, kw_only=True):
    """What following a piece of advice to its end would change in the forecast, or that something is kept which would be lost."""

    done: list[str] = []
    """Actions that would be done: they are scheduled anyway, so that nothing is sooner for it but what waits for them."""
    left_out: list[str] = []
    """Actions that would be left out."""
    profile: dict[str, str] = {}
    hours: HoursAWeek = 0
    longest_first: bool = False
    keep: bool = False
    """Something is kept that would be lost."""
    basis: bool = False
    """Every day that is told rests on it."""


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

    def __post_init__(self) -> None:
        try:
            places = [(place, form, how) for _, place, form, how in Formatter().parse(self.why) if place is not None]
        except ValueError:
            raise ValueError("why: a brace stands alone; a place is written {names}") from None
        if wrong := [place for place, form, how in places if place not in PLACES or form or how]:
            raise ValueError(f"why: there is no place {{{wrong[0]}}}; there are {', '.join(f'{{{place}}}' for place in PLACES)}")


class Advice(Asks, frozen=True, kw_only=True):
    """A guide's file of rules."""

    text: str = ""
    rules: list[Rule] = []
