"""The certification that one aims at: when what it asks for is met at the present pace, and when its exam is."""

from datetime import date
from typing import Any

from msgspec import Struct

from .credentials import credentials, entry_of
from .eligibility import Assessed, assess, lacking
from .kinds import AIMED_AT, Certification
from .plan import Plan
from .schedule import Exam
from .topics import Topic


class Wanted(Struct, frozen=True, kw_only=True):
    """The certification that is aimed at. `eligible_on`: the day on which what it asks for is met as far as only time can bring
    it, where that can be told. `soonest`: the same, with full-time work that counts from now on."""

    ref: str
    eligible_on: date | None = None
    soonest: date | None = None
    exams: tuple[Exam, ...] = ()
    """Those that one can still apply for; once one has applied, those that are held."""
    assessed: Assessed | None = None

    @property
    def unreached(self) -> str | None:
        """Its letters, where something that it asks for is missing, and nothing that is recorded leads there."""
        missing = self.assessed is not None and self.assessed.state == "not-met" and self.eligible_on is None
        return self.assessed.entry.code if missing and self.assessed else None

    @property
    def taken_for_done(self) -> tuple[str, ...]:
        """What it asks for that is not met, and is expected to be by then: it takes a course, a renewal, or a look into one's papers."""
        root = self.assessed.root if self.assessed and self.eligible_on else None
        return tuple(node.asked.text for node in lacking(root) if node.reached is None) if root else ()


def wanted(plan: Plan, catalogue: Topic[Any], today: date) -> Wanted | None:
    """The first certification that is planned or applied for, and that the catalogue knows."""
    for ref, record in credentials(plan):
        entry = entry_of(record, catalogue)
        if isinstance(record, Certification) and record.status in AIMED_AT and entry:
            found = assess(entry, catalogue, plan, today)
            applied = record.status == "pending"
            exams = tuple(Exam(one.month, None if applied else one.apply_until) for one in entry.exams)
            in_time, soonest = (found.root.in_time, found.root.soonest) if found.root else (None, None)
            return Wanted(ref=ref, eligible_on=in_time, soonest=soonest, exams=exams, assessed=found)
    return None
