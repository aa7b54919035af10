"""What a guide says itself: it tells nothing of anybody, whoever writes it into a plan."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from .guide import Guide
from .topics import Topic

WORD = re.compile(r"[^\W\d_]+|\d+")
"""A word, wherever it stands: two of them in `greta_h`, `greta1985` and `Smith-Jones`."""


class OwnWords(Struct, frozen=True):
    """`texts`: whole texts, among them the organizations that the guide names. `words`: single words of its lists and of what its
    rules ask for; those of an organization are not among them, since many hold a place."""

    texts: frozenset[str]
    words: frozenset[str]

    def has(self, text: str) -> bool:
        return _folded(text) in self.texts


def own_words(guide: Guide, topics: Iterable[Topic[Any]] = ()) -> OwnWords:
    """`topics`: those that name credentials and organizations."""
    entries = [entry for topic in topics for entry in topic.entries()]
    rules = (rule for action in guide.actions.values() if action.evidence for rule in action.evidence.walk())
    said = [
        *(text for words in guide.vocabulary.values() for pair in words.items() for text in pair),
        *(text for rule in rules for wanted in rule.where.values() for text in _strings(wanted)),
        *(text for entry in entries for text in _asked_by(entry)),
    ]
    named = [part for entry in entries for text in (entry.title, getattr(entry, "issuer", ""), entry.formerly or "")
             for part in (text, *re.split(r"[(),;]", text))]  # fmt: skip
    return OwnWords(
        texts=frozenset(map(_folded, (*said, *named))) - {""},
        words=frozenset(key_of(word) for text in said for word in WORD.findall(text)),
    )


def key_of(word: str) -> str:
    """A word as it is compared: without case and accents, but two letters as they are written (`OR` is not `or`)."""
    plain = word
    if not word.isascii():
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
    return plain.casefold() if len(plain) > 2 else plain


def _asked_by(entry: Any) -> Iterator[str]:
    """The letters of a credential, and what it and its renewal ask for."""
    yield from getattr(entry, "codes", ())
    if requires := getattr(entry, "requires", None):
        for one in requires.walk():
            yield from _strings([one.credential, one.degree, one.experience, one.courses])
    if renewal := getattr(entry, "renewal", None):
        yield from (*renewal.minimums, *renewal.maximums)


def _strings(value: Any) -> Iterator[str]:
    """The words in a rule: of a table its keys, since the rest is told to people."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Struct):
        yield from _strings([getattr(value, name) for name in value.__struct_fields__])
    elif isinstance(value, Mapping | list | tuple):
        for one in value:
            yield from _strings(one)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
