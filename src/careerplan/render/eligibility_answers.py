"""What `--json` answers for `eligibility`. As in `answers.py`: references are whole, every key is always there."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from ..core.eligibility import Assessed, Node, lacking
from ..core.guide import Guide
from .answers import Answer
from .eligibility import doubt_in_words, fills, reason_in_words


class CountedRecord(Answer, frozen=True, kw_only=True):
    """`amount`: months or hours, by the requirement's `unit`; null where one record is enough."""

    ref: str
    amount: float | None


class RecordReason(Answer, frozen=True, kw_only=True):
    """Why a record does not count, or what it does not say. `why`: one word for it. `command`: what to type, where a field says it."""

    ref: str
    why: str
    text: str
    command: str | None


class RequirementLine(Answer, frozen=True, kw_only=True):
    """A requirement and those inside it (`parts`). `kind`: all, any, credential, degree, experience, courses, confirm. `reached`:
    the day on which it will be met at the present pace, today where it is. `counts`: amounts that overlap are in each.
    `in_doubt`: records that may count. `fill`: what to type where it cannot be told. `ask`: what the issuer looks at
    beside it. `confirm`: where to look, for what no record can show."""

    kind: str
    text: str
    state: Literal["met", "not-met", "cannot-tell"]
    have: float | None
    want: float | None
    unit: str | None
    missing: float | None
    reached: date | None
    counts: list[CountedRecord]
    not_counted: list[RecordReason]
    in_doubt: list[RecordReason]
    fill: list[str]
    ask: str | None
    confirm: str | None
    facts: list[str]
    parts: list["RequirementLine"]


class EligibilityLine(Answer, frozen=True, kw_only=True):
    """`state`: met (it looks met on what you recorded), not-met, cannot-tell, or not-looked-up. `ref`, `standing`: your own
    record of it. `missing`: what is not met; `unclear`: what cannot be told. Confirm all of it with the issuer."""

    code: str
    title: str
    ref: str | None
    standing: str | None
    state: Literal["met", "not-met", "cannot-tell", "not-looked-up"]
    missing: list[str]
    unclear: list[str]
    reached: date | None
    confirm_with: str | None
    as_of: str | None
    confidence: str | None


class EligibilityAnswer(Answer, frozen=True, kw_only=True):
    """`requirement`: the whole of what the one that was asked for asks; null without a code, or where it was not looked up."""

    certifications: list[EligibilityLine]
    requirement: RequirementLine | None


def eligibility_answer(found: Sequence[Assessed], guide: Guide, *, whole: bool) -> EligibilityAnswer:
    """`whole`: one was asked for."""
    root = found[0].root if whole else None
    return EligibilityAnswer(certifications=[_line(one) for one in found], requirement=_requirement(root, guide) if root else None)


def _line(one: Assessed) -> EligibilityLine:
    entry: Any = one.entry
    parts = lacking(one.root) if one.root else []
    return EligibilityLine(
        code=entry.code, title=entry.title, ref=one.mine, standing=one.standing, state=one.state,
        missing=[part.asked.text for part in parts if part.state == "not-met"],
        unclear=[part.asked.text for part in parts if part.state == "cannot-tell"],
        reached=one.root.reached if one.root else None, confirm_with=entry.verify_at, as_of=one.as_of, confidence=one.confidence,
    )  # fmt: skip


def _requirement(node: Node, guide: Guide) -> RequirementLine:
    return RequirementLine(
        kind=node.kind, text=node.asked.text, state=node.state, have=node.have, want=node.want, unit=node.unit,
        missing=round(node.missing, 2) if node.want is not None else None, reached=node.reached,
        counts=[CountedRecord(ref=one.ref, amount=one.amount) for one in node.counts],
        not_counted=[RecordReason(ref=one.ref, why=one.why, text=reason_in_words(one, guide), command=None) for one in node.not_counted],
        in_doubt=[RecordReason(ref=one.ref, why=one.why, text=doubt_in_words(one, node.asked, guide), command=one.command(one.ref))
                  for one in node.in_doubt],
        fill=fills(node, None) if not node.parts else [], ask=node.asked.ask, confirm=node.asked.confirm,
        facts=node.asked.facts, parts=[_requirement(part, guide) for part in node.parts],
    )  # fmt: skip
