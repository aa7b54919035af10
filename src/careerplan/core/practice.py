"""Practicing for interviews: which question comes next, and which achievements answer it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from .kinds import Achievement, Application, Question
from .plan import Plan, slug
from .topics import QuestionAsked, Topic

ASK_THEM = "ask-them"
"""The theme of questions that one asks, and does not answer."""
FIT = "fit"
"""The theme of the questions whether the career is for one: answered once, not practiced."""


class Asked(Struct, frozen=True, kw_only=True):
    """A question, the guide's or one's own, with the answers given so far."""

    id: str
    text: str
    theme: str | None
    skills: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    application: str | None = None
    answers: Mapping[str, Any] = {}
    """Day -> entry."""


def bank(plan: Plan, topics: Iterable[Topic[Any]]) -> dict[str, Asked]:
    """Every question by its id: the guide's, the person's own, and those that were asked at interviews."""
    found = {one.id: _of_guide(one) for topic in topics for one in topic.questions}
    for id, held in plan.of_kind("question").items():
        if isinstance(held, Question):
            known = found.get(id)
            found[id] = Asked(id=id, text=held.text, theme=held.theme or (known.theme if known else None), application=held.application,
                              skills=known.skills if known else (), kinds=known.kinds if known else (), answers=held.practice)  # fmt: skip
    for ref, record in plan.all_records():
        for text in _asked_at(record):
            known = found.get(slug(text)) or Asked(id=slug(text), text=text, theme=None)
            found[known.id] = replace(known, application=known.application or ref)
    return {id: one for id, one in found.items() if id}


def to_practice(
    questions: Mapping[str, Asked],
    weakest: Sequence[str],
    *,
    theme: str | None = None,
    skill: str | None = None,
    application: str | None = None,
) -> list[Asked]:
    """The questions to practice, in the order in which they are asked: those least practiced first, then by the weakest of
    their skills. With `application`, only those that belong to it."""
    rank = {word: index for index, word in enumerate(weakest)}
    fitting = [
        one for one in questions.values()
        if one.theme != ASK_THEM and (one.theme != FIT or theme == FIT) and theme in (None, one.theme)
        and application in (None, one.application)
        and (skill is None or skill in one.skills)
    ]  # fmt: skip
    if theme == FIT:
        return sorted(fitting, key=lambda one: len(one.answers))
    return sorted(fitting, key=lambda one: (len(one.answers), min((rank.get(word, 99) for word in one.skills), default=99)))


def fitting_achievements(plan: Plan, question: Asked) -> list[tuple[str, Achievement]]:
    """(reference, achievement) of what one has done that answers a question, best first; three at most."""
    held = [(f"achievement/{id}", one) for id, one in plan.of_kind("achievement").items() if isinstance(one, Achievement)]
    scored = [(len(set(one.skills) & set(question.skills)) + 2 * (one.kind in question.kinds), ref, one) for ref, one in held]
    best = sorted((item for item in scored if item[0]), key=lambda item: -item[0])
    return [(ref, one) for _, ref, one in best[:3]]


def _of_guide(one: QuestionAsked) -> Asked:
    return Asked(id=one.id, text=one.text, theme=one.theme, skills=tuple(one.skills), kinds=tuple(one.kinds))


def _asked_at(record: Any) -> Iterable[str]:
    """What was asked at the interviews of an application."""
    return [text for entry in record.interviews.values() for text in entry.questions] if isinstance(record, Application) else []
