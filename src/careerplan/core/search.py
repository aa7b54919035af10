"""Finding words in the guide: its steps, actions and topics."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from .facts import Cited
from .guide import Guide
from .topics import Credentialed, Entry, Topic


class Hit(Struct, frozen=True, kw_only=True):
    """A place where all of the words stand. `command` shows it whole."""

    where: str
    title: str
    text: str
    command: str
    score: int
    """How many of the words are in the title."""


def search(words: str, guide: Guide, topics: Mapping[str, Topic[Any]]) -> list[Hit]:
    """Every place that has all the words, each at the beginning of a word; those that have them in the title first."""
    wanted = [f" {word}" for word in _folded(words).split()]
    if not wanted:
        return []
    found = []
    for where, title, text, command in _places(guide, topics):
        whole, named = _folded(f"{title} {text}"), _folded(title)
        if all(word in f" {whole}" for word in wanted):
            score = sum(word in f" {named}" for word in wanted)
            found.append(Hit(where=where, title=title, text=text, command=command, score=score))
    return sorted(found, key=lambda hit: -hit.score)


def hits_of(places: Sequence[Cited]) -> list[Hit]:
    """The places that rest on a fact."""
    return [Hit(where=one.where, title=one.title, text=one.text, command=one.command, score=1) for one in places]


def _places(guide: Guide, topics: Mapping[str, Topic[Any]]) -> Iterator[tuple[str, str, str, str]]:
    """(where, title, text, command) of everything that can be read."""
    for step in guide.steps:
        yield f"step {step.number}", step.title, step.why, f"careerplan guide {step.number}"
        for action in step.actions:
            yield action.id, action.title, action.why, f"careerplan show {action.id}"
    for name, topic in topics.items():
        command = f"careerplan guide {name}"
        yield name, topic.title, topic.text, command
        for entry in topic.entries():
            yield name, entry.title, _all_of(entry), command
        for question in topic.questions:
            yield name, question.text, guide.label("themes", question.theme), command


def _all_of(entry: Entry) -> str:
    parts = [entry.text, f"Formerly {entry.formerly}." if entry.formerly else ""]
    parts += [claim.text for claim in entry.claims] + [tip.text for tip in entry.tips]
    if isinstance(entry, Credentialed):
        parts += [entry.code or "", entry.issuer, entry.who, entry.eligibility]
    return " ".join(part for part in parts if part)


def _folded(text: str) -> str:
    """Small letters without accents, and nothing but words."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"\w+", re.sub("[\u0300-\u036f]", "", plain)))
