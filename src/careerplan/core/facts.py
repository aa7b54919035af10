"""Where the guide rests on a fact: every place that names its id, so that a reason which ends with one can be looked up."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from .advice_rules import Advice
from .estimates import Estimates
from .guide import Guide
from .topics import Credentialed, Entry, Sourced, Topic

CitedKind = Literal["step", "action", "topic", "entry", "claim", "tip", "requirement", "question", "forecast", "advice"]

_ID = r"[a-z]+([0-9]+(\.[a-z0-9-]+)?|\.[a-z0-9-]+)|[a-z]-[a-z]+"
"""L3, S10.11, OTHER.HEC-C, F-ORG."""


class Cited(Struct, frozen=True, kw_only=True):
    """A place that rests on a fact. `told`: where it comes from and how old it is. `command` shows it whole."""

    kind: CitedKind
    where: str
    title: str
    text: str
    told: Sourced
    command: str


def looks_like_fact(text: str) -> bool:
    """Whether a text could be the id of a fact: to know whether it is one, the whole guide has to be read."""
    return bool(re.fullmatch(_ID, text.strip(), re.IGNORECASE))


def cited(guide: Guide, topics: Mapping[str, Topic[Any]], estimates: Estimates, advice: Advice) -> dict[str, list[Cited]]:
    """Fact -> every place that rests on it, in the order in which the guide is read."""
    found: dict[str, list[Cited]] = defaultdict(list)
    places = (_steps(guide), *(_topic(name, topic, guide) for name, topic in topics.items()), _estimates(estimates), _advice(advice))
    for facts, place in (one for part in places for one in part):
        for fact in dict.fromkeys(facts):
            found[fact].append(place)
    return dict(found)


def fact_named(text: str, known: Iterable[str]) -> str | None:
    """The fact that is meant, however large the letters were typed."""
    said = text.strip().casefold()
    return next((fact for fact in known if fact.casefold() == said), None)


Place = tuple[Iterable[str], Cited]


def _steps(guide: Guide) -> Iterator[Place]:
    for step in guide.steps:
        command = f"careerplan guide {step.number}"
        yield step.background, _place("step", f"step {step.number}", step.title, step.why, command)
        for action in step.actions:
            yield action.facts, _place("action", action.id, action.title, action.why, command)


def _topic(name: str, topic: Topic[Any], guide: Guide) -> Iterator[Place]:
    command = f"careerplan guide {name}"
    yield topic.facts, _place("topic", name, topic.title, topic.text, command)
    for entry in topic.entries():
        yield entry.facts, _place("entry", name, _name(entry), entry.text, command, entry)
        for claim in entry.claims:
            told = replace(claim, verify_at=claim.verify_at or entry.verify_at)
            yield claim.facts, _place("claim", name, _name(entry), claim.text, command, told)
        for tip in entry.tips:
            yield tip.facts, _place("tip", name, _name(entry), tip.text, command, _provenance(entry))
        if isinstance(entry, Credentialed) and entry.requires:
            yield from _requirements(entry)
    for question in topic.questions:
        yield question.facts, _place("question", name, guide.label("themes", question.theme), question.text, command)


def _requirements(entry: Credentialed) -> Iterator[Place]:
    """What is older or less sure than the entry says so of the whole tree."""
    assert entry.requires
    told = _provenance(entry, as_of=entry.requires.as_of, confidence=entry.requires.confidence)
    for part in entry.requires.walk():
        yield part.facts, _place("requirement", "eligibility", _name(entry), part.text, f"careerplan eligibility {entry.code}", told)


def _estimates(estimates: Estimates) -> Iterator[Place]:
    for said in estimates.says:
        yield said.facts, _place("forecast", "forecast", "The guide's own figures", said.text, "careerplan forecast", said)


def _advice(advice: Advice) -> Iterator[Place]:
    """A rule's reason is shown without what it would find in a plan."""
    for rule in advice.rules:
        why = re.sub(r"\{\w+\}", "…", rule.why).removeprefix("…: ")
        yield rule.facts, _place("advice", "advice", rule.title, why[:1].upper() + why[1:], "careerplan advise")


def _place(kind: CitedKind, where: str, title: str, text: str, command: str, told: Sourced | None = None) -> Cited:
    return Cited(kind=kind, where=where, title=title, text=text, command=command, told=told or Sourced())


def _name(entry: Entry) -> str:
    return f"{entry.title} ({entry.code})" if isinstance(entry, Credentialed) and entry.code else entry.title


def _provenance(entry: Sourced, *, as_of: str | None = None, confidence: Any = None) -> Sourced:
    return Sourced(source=entry.source, as_of=as_of or entry.as_of, confidence=confidence or entry.confidence, verify_at=entry.verify_at)
