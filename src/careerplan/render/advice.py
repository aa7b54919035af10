"""Advice: the lines of a screen, and the answer of `--json`."""

from collections.abc import Sequence

from ..core.advice import Piece
from ..core.guide import Guide
from ..core.references import Names
from .answers import Answer
from .forecast import span_in_words
from .layout import Screen, bold, dim, labelled, pad, safe, typed, width_of, wrap
from .sentences import both

SHOWN = 5
"""So many pieces of advice are shown, where nobody said how many."""

NAMED = 3
"""So many records or words are named, and the others counted."""


class AdviceLine(Answer, frozen=True, kw_only=True):
    """`days`: how much sooner everything would be likely, 0 where it changes nothing there; `eased`: how much sooner the actions that
    remain would be over, all their days together. `found`: the references and words that it rests on; `facts`: the facts. `read`: a
    command that shows more."""

    id: str
    title: str
    why: str
    found: list[str]
    facts: list[str]
    days: int
    eased: int
    command: str
    read: str | None


class AdviceAnswer(Answer, frozen=True, kw_only=True):
    """What brings everything forward most comes first. `prompt`: with --prompt, the brief; then `advice` is empty."""

    advice: list[AdviceLine]
    prompt: str | None


def advice_answer(pieces: Sequence[Piece], guide: Guide, names: Names) -> AdviceAnswer:
    lines = [AdviceLine(id=one.rule.id, title=one.rule.title, why=why_of(one, guide, names), found=list(one.found),
                        facts=list(one.rule.facts), days=max(0, one.sooner.days), eased=max(0, one.sooner.eased), command=one.command,
                        read=one.rule.read)
             for one in pieces]  # fmt: skip
    return AdviceAnswer(advice=lines, prompt=None)


def why_of(piece: Piece, guide: Guide, names: Names) -> str:
    """The rule's reason, with what it found in it."""
    said = {"names": named(piece.found, guide, names), "count": piece.count, "total": piece.total, "percent": piece.percent}
    return piece.rule.why.format_map(said)


def named(found: Sequence[str], guide: Guide, names: Names) -> str:
    """`mercy-hospital, hope-clinic and 3 more`."""
    labels = {word: label.lower() for words in guide.vocabulary.values() for word, label in words.items()}
    labels |= {id: f"{id} ({action.title})" for id, action in guide.actions.items()}
    shown = [names.short(one) if "/" in one else labels.get(one, one.replace("_", " ")) for one in found[:NAMED]]
    return safe(both([*shown, *([f"{len(found) - NAMED} more"] if len(found) > NAMED else [])], "and")) if shown else ""


def advice(answer: AdviceAnswer, total: int, text: str, screen: Screen) -> str:
    if not answer.advice:
        return "\n".join([*wrap("No rule has anything to say: what they look for is in order.", screen),
                          typed("What is next:", "careerplan next", screen, column=14)])  # fmt: skip
    blocks = ["\n".join(_piece(one, index, screen)) for index, one in enumerate(answer.advice, 1)]
    left = total - len(answer.advice)
    if left:
        more = f"{left} more {'piece' if left == 1 else 'pieces'} of advice:"
        blocks.append(typed(more, f"careerplan advise -n {total}", screen, column=len(more) + 1))
    return "\n\n".join([*blocks, *(["\n".join(wrap(text, screen))] if text else [])])


def _piece(one: AdviceLine, number: int, screen: Screen) -> list[str]:
    head = wrap(safe(one.title), screen, first=pad(f"{number}.", 4))
    sooner = f"{span_in_words(one.days)} sooner" if one.days >= 1 else ""
    if len(head) == 1 and width_of(head[0]) + len(sooner) + 2 <= screen.width:
        head = [bold(head[0], screen) + " " * (screen.width - width_of(head[0]) - len(sooner)) + dim(sooner, screen)]
    else:
        head = [bold(line, screen) for line in head] + ([f"    {sooner}"] if sooner else [])
    facts = f" ({', '.join(one.facts)})" if one.facts else ""
    lines = [*(line.rstrip() for line in head), *labelled("Why", safe(one.why + facts), screen, indent=4)]
    lines.append(typed("Type", one.command, screen, indent=4))
    return [*lines, *([typed("Read", one.read, screen, indent=4)] if one.read else [])]
