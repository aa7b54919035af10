"""Finding a credential in the guide's catalogue, by whatever somebody calls it."""

from collections.abc import Sequence
from typing import Any

from ..errors import AmbiguousReference, UnknownReference
from .credentials import credentials, entry_of
from .plan import Plan
from .topics import Credentialed, Topic

SHORTEST_WORD = 3
"""Letters that a word has at least that is looked for in titles."""
FEW = 3
"""So many credentials can all be named."""
ALIKE = 0.6
"""Letters of which less is alike are another credential's."""


def entry_named(text: str, catalogue: Topic[Any], plan: Plan, *, command: str) -> Credentialed:
    """The credential that a code, a name or one's own record (`ccm`) means. Raises UnknownReference, AmbiguousReference where
    letters are those of several."""
    said = text.strip().casefold()
    coded: list[Credentialed] = [entry for entry in catalogue.entries() if entry.code]
    named = [entry for entry in coded if said in {str(word).casefold() for word in (entry.code, entry.id, entry.title)}]
    meant = named or [entry for entry in coded if said in {word.casefold() for word in entry.also}]
    if len(meant) > 1:
        raise AmbiguousReference(text, candidates=[str(entry.code) for entry in meant], command=command)
    if meant:
        return meant[0]
    for ref, record in credentials(plan):
        if said in (ref.casefold(), ref.split("/", 1)[1].casefold()) and (own := entry_of(record, catalogue)):
            return own
    if not coded:
        raise UnknownReference("this guide has no catalogue of certifications", near=(), command=command, instead="careerplan guide")
    what = f'the catalogue has no certification or license "{text}"'
    near = _near(said, coded) or [str(entry.code) for entry in coded if len(coded) <= FEW]
    raise UnknownReference(what, near=near, command=command, instead=f"careerplan {command}")


def _near(said: str, coded: Sequence[Credentialed]) -> list[str]:
    """The codes of what has a word in its title (the shortest first), or in whom it is for, that begins so; then codes that
    are written like it."""
    from .fields import nearest

    begun = f" {said}" if len(said) >= SHORTEST_WORD else "\n"
    titled = sorted((entry for entry in coded if begun in f" {entry.title}".casefold()), key=lambda entry: len(entry.title))
    by_words = [entry.code for entry in (*titled, *(entry for entry in coded if begun in f" {entry.who}".casefold()))]
    codes = {code.casefold(): entry.code for entry in coded for code in entry.codes}
    spelled = [codes[code] for code in nearest(said, codes, alike=ALIKE)]
    return list(dict.fromkeys(code for code in (*by_words, *spelled) if code))
