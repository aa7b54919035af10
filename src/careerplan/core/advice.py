"""Advice: the guide's rules, held against one's own records. Each piece says what, why, and what to type.

A rule is data (`Rule`); this module knows how to ask a plan, and no career. First comes what keeps something from being
lost, then what the forecast rests on, then what would bring the whole forward most, then the guide's order.
"""

from msgspec import Struct

from .advice_rules import Effect, Premise, Rule, Share
from .adviser import FINDERS, Adviser
from .conditions import Look, applies
from .evidence import Found, evidence, filled_command
from .forecast import Sooner
from .progress import Progress


class Piece(Struct, frozen=True, kw_only=True):
    """A rule that speaks. `found`: words of the guide, or references. `sooner`: what following it would bring."""

    rule: Rule
    found: tuple[str, ...]
    count: int
    total: int
    sooner: Sooner
    command: str

    @property
    def percent(self) -> int:
        return 100 * self.count // self.total if self.total else 0


class Told(Struct, frozen=True):
    """What a premise found."""

    holds: bool
    found: tuple[str, ...] = ()
    count: int = 0
    total: int = 0


def advice(rules: list[Rule], adviser: Adviser) -> list[Piece]:
    """Every piece of advice that a rule has for this plan: first what keeps something from being lost, then what the forecast
    rests on, then what brings the whole forward most, then what eases most of what remains, then by the guide's order."""
    found = [piece for rule in rules if (piece := piece_of(rule, adviser))]
    return sorted(found, key=_rank)


def _rank(piece: Piece) -> tuple[bool, bool, int, int]:
    effect = piece.rule.effect or Effect()
    return not effect.keep, not effect.basis, -max(0, piece.sooner.days), -max(0, piece.sooner.eased)


def piece_of(rule: Rule, adviser: Adviser) -> Piece | None:
    """What a rule says of this plan; None where one of its premises does not hold."""
    told: list[Told] = []
    for premise in rule.premises:
        told.append(asked(premise, adviser))
        if not told[-1].holds:
            return None
    tells = next((one for one in told if one.found or one.total), Told(True))
    return Piece(rule=rule, found=tells.found, count=tells.count, total=tells.total, sooner=adviser.sooner(rule.effect),
                 command=filled_command(rule.how, Found(False, tells.found, missing=tells.found), adviser.look))  # fmt: skip


def asked(premise: Premise, adviser: Adviser) -> Told:
    """Whether a premise holds of a plan, and what it found."""
    look = adviser.look
    if premise.any:
        parts = [asked(part, adviser) for part in premise.any]
        return next((part for part in parts if part.holds), Told(False))
    if premise.when:
        return Told(applies(premise.when, look)[0] == "yes")
    if premise.has:
        found = evidence(premise.has, look)
        return Told(found.holds) if premise.has.profile else Told(found.holds, found.by, len(found.by) or found.have, found.want)
    if premise.lacks:
        found = evidence(premise.lacks, look)
        return Told(not found.holds) if premise.lacks.profile else Told(not found.holds, found.missing, found.have, found.want)
    if premise.share:
        return _share(premise.share, look)
    if premise.finds:
        refs = tuple(FINDERS[premise.finds](adviser))
        return Told(bool(refs), refs, len(refs), len(refs))
    if premise.open:
        return Told(any(state.open for ref in premise.open if (state := adviser.seen.states.get(ref))))
    return Told(all(_is_settled(ref, adviser.seen) for ref in premise.settled))


def _share(share: Share, look: Look) -> Told:
    whole = evidence(share.of, look).by
    part = set(evidence(share.that, look).by)
    such = tuple(ref for ref in whole if ref in part)
    percent = 100 * len(such) / len(whole) if whole else 0.0
    return Told(len(whole) >= share.least and share.at_least <= percent < share.below, such, len(such), len(whole))


def _is_settled(ref: str, seen: Progress) -> bool:
    if step := seen.step_states.get(ref):
        return step.ready or step.closed
    state = seen.states.get(ref)
    return state is None or state.satisfied or state.skipped or state.applies == "no"
