"""What records keep under a day, or inside a field: hours, stages, interviews, ratings, answers."""

from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

from .records import Day, Name, Rating, Text, about

Stage = Literal["interested", "preparing", "applied", "in-review", "interview", "offer", "accepted",
                "not-selected", "declined", "withdrawn", "no-response"]  # fmt: skip
STAGES: tuple[Stage, ...] = get_args(Stage)
ENDED = frozenset({"accepted", "not-selected", "declined", "withdrawn", "no-response"})
OUT = frozenset({"applied", "in-review", "interview", "offer"})
ANSWERED = frozenset({"in-review", "interview", "offer", "accepted", "not-selected"})
"""Stages that only come about when an employer answers."""
Asked = Literal["required", "preferred", "not-mentioned"]
Appeal = Literal["attractive", "neutral", "worrying"]


class Period(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An earlier period of a credential, under its first day (or, where that is not known, its last)."""

    valid_until: Day | None = None


class HoursEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was worked on a day."""

    hours: Annotated[Annotated[float, Meta(ge=0, le=24)], about("hours, such as 6.5")]
    what: Annotated[Text | None, about("what you did", story=True)] = None
    supervised: Annotated[bool, about("whether somebody supervised you")] = False


class Gift(Struct, frozen=True, kw_only=True):
    """What you gave back to a contact on a day."""

    what: Annotated[Text, about("what you did for them")]


class Requires(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a posting says of each."""

    degree: Asked | None = None
    license: Asked | None = None
    certification: Asked | None = None


class StageEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A stage reached on a day."""

    stage: Annotated[Stage, about("how far it has come")]
    note: Annotated[Text | None, about("what happened", story=True)] = None


class FollowUp(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """You asked an employer again."""

    note: Annotated[Text | None, about("whom you asked, and what they said", story=True)] = None


class Interview(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An interview, under its day."""

    people: Annotated[tuple[Name, ...], about("who was there", names=True)] = ()
    questions: Annotated[tuple[Text, ...], about("what they asked you", story=True)] = ()
    thanked: Annotated[Day | None, about("when you thanked them")] = None
    feedback_asked: Annotated[Day | None, about("when you asked for feedback")] = None
    feedback: Annotated[Text | None, about("what they answered", story=True)] = None
    note: Annotated[Text | None, about("how it went", story=True)] = None


class RatingEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Benner's five levels: 1 novice, 2 advanced beginner, 3 competent, 4 proficient, 5 expert."""

    level: Annotated[Rating, about("1 novice, 2 advanced beginner, 3 competent, 4 proficient, 5 expert")]


class AppealEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What you think of a duty on a day."""

    appeal: Annotated[Appeal, about("attractive, neutral or worrying")]


class AnswerEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Your answer to a question, as you gave it on a day."""

    answer: Annotated[Text, about("your answer", story=True)]
