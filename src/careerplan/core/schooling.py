"""Which degrees and diplomas count for a requirement, and from when on work counts after them."""

from collections.abc import Sequence
from datetime import date
from typing import get_args

from .kinds import Education, StudyType
from .qualifying import Reason, Since, Why
from .requirements import DegreeAsked

OPEN: frozenset[Why] = frozenset({"study-type", "area", "other-area", "status"})
"""What is not known of a degree, and not that it does not count."""
_TYPES: tuple[str, ...] = get_args(StudyType)


def schooling(ref: str, held: Education, rule: DegreeAsked, today: date) -> Reason | str:
    """The reference of a degree that counts, or why it does not. What is certain comes before what cannot be told."""
    doubt = _unclear(ref, held, rule)
    if held.study_type and _TYPES.index(held.study_type) < _TYPES.index(rule.at_least):
        return Reason(ref=ref, why="lower", said=held.study_type)
    if doubt and doubt.why == "other-area" and not rule.open:
        return Reason(ref=ref, why="not-area", said=doubt.said)
    if held.status in ("withdrawn", "planned"):
        return Reason(ref=ref, why=held.status)
    if held.status == "enrolled" or (held.end and held.end > today):
        return Reason(ref=ref, why="enrolled" if held.status == "enrolled" else "not-yet", said=doubt.why if doubt else "")
    if doubt:
        return doubt
    if held.status is None:
        return Reason(ref=ref, why="status", fill="status=…")
    return ref


def since(rules: Sequence[DegreeAsked], educations: Sequence[tuple[str, Education]], today: date) -> Since:
    """From when on work counts, where it has to come after a degree. The earliest degree that counts is the one."""
    looked = [(ref, held, schooling(ref, held, rule, today)) for rule in rules for ref, held in educations]
    dated = [held.end for _, held, one in looked if isinstance(one, str) and held.end]
    doubtful = [(ref, held) for ref, held, one in looked if (held.end is None if isinstance(one, str) else one.why in OPEN)]
    hoped = [*dated, *(held.end for _, held in doubtful if held.end)]
    return Since(day=min(dated, default=None), doubt=bool(doubtful), degree=doubtful[0][0] if doubtful else None,
                 hoped=min(hoped, default=None) if all(held.end for _, held in doubtful) else None)  # fmt: skip


def _unclear(ref: str, held: Education, rule: DegreeAsked) -> Reason | None:
    """What is not known of what was studied."""
    if held.study_type is None:
        return Reason(ref=ref, why="study-type", fill="study_type=…")
    area = (held.area or "").casefold()
    if not rule.areas or any(word.casefold() in area for word in rule.areas):
        return None
    if held.area is None:
        return Reason(ref=ref, why="area", fill="area=…")
    return Reason(ref=ref, why="other-area", said=held.area)
