"""How well one does the guide's skills: now, against the level aimed at, and what stands behind it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from .conditions import Look
from .credentials import credentials, entry_of
from .evidence import evidence
from .guide import Evidence, Guide
from .kinds import Credential, Skill
from .plan import Plan
from .progress import Progress
from .records import Record, entry_order
from .topics import Level, Topic

ASKS_FOR_EVIDENCE = 3
"""From this level on, a rating needs a record behind it: Benner's "competent" comes with experience."""

SHOWING = ("experience", "achievement", "course", "education", "certification", "license")
"""Kinds of records that can show a skill."""


class SkillState(Struct, frozen=True, kw_only=True):
    """One skill. Levels are 1 to 5; None where nothing is known."""

    id: str
    now: int | None
    rated: date | None
    before: int | None
    """The rating before that."""
    aim: int | None
    """What the level of the career path that one aims at asks for."""
    backed_by: tuple[str, ...]
    """The records that show it."""
    built_by: tuple[str, ...]
    """Open actions that train it, while it is below its aim."""

    @property
    def gap(self) -> int:
        return max(0, (self.aim or 0) - (self.now or 0)) if self.now else 0

    @property
    def lacks_evidence(self) -> bool:
        return (self.now or 0) >= ASKS_FOR_EVIDENCE and not self.backed_by


def skills(guide: Guide, plan: Plan, seen: Progress, *, path: Topic[Any], catalogue: Topic[Any], today: date) -> list[SkillState]:
    """Every skill, in the guide's order."""
    aimed = path.entry(plan.profile.level or "")
    rules = [(skill, rule) for level in path.entries() for tip in level.tips for skill, rule in tip.shown.items()]
    shown = _shown(plan, seen, catalogue, rules, Look(guide, plan, today))
    return [_state(id, guide, plan, seen, aimed, shown.get(id, {})) for id in guide.vocabulary.get("skills", ())]


def weakest(states: list[SkillState]) -> list[str]:
    """The skills: those farthest below their aim first, then those without a rating, then the others."""

    def rank(one: SkillState) -> tuple[int, int]:
        beyond = (one.now or 0) - (one.aim or ASKS_FOR_EVIDENCE)
        return (1, 0) if one.now is None else (0 if beyond < 0 else 2, beyond)

    return [one.id for one in sorted(states, key=rank)]


def _state(id: str, guide: Guide, plan: Plan, seen: Progress, aimed: Level | None, shown: dict[str, None]) -> SkillState:
    held = plan.of_kind("skill").get(id)
    ratings = held.ratings if isinstance(held, Skill) else {}
    keys = sorted(ratings, key=entry_order)
    now = ratings[keys[-1]].level if keys else None
    aim = aimed.ratings.get(id, aimed.rating) if aimed else None
    building = [a.id for a in guide.actions.values() if id in a.skills and seen.states[a.id].open and not seen.states[a.id].blocked_by]
    return SkillState(
        id=id, now=now, rated=date.fromisoformat(keys[-1][:10]) if keys else None,
        before=ratings[keys[-2]].level if len(keys) > 1 else None, aim=aim, backed_by=tuple(shown),
        built_by=tuple(building) if now is None or (aim or 0) > now else (),
    )  # fmt: skip


def _shown(
    plan: Plan, seen: Progress, catalogue: Topic[Any], rules: Sequence[tuple[str, Evidence]], look: Look
) -> dict[str, dict[str, None]]:
    """Skill -> the records that show it: those that say so, those that count for an action which trains it, those that a rule
    finds, and credentials of which the catalogue says so. What has expired or has not happened yet shows nothing."""
    said = [(skill, ref) for skill, rule in rules for ref in evidence(rule, look).by]
    for ref, record in plan.all_records():
        said += [(skill, ref) for skill in getattr(record, "skills", ())]
    for state in seen.states.values():
        said += [(skill, ref) for skill in state.action.skills for ref in state.found.by]
    for ref, credential in credentials(plan):
        entry = entry_of(credential, catalogue)
        said += [(skill, ref) for skill in (entry.skills if entry else ())]
    shows = {ref for ref, record in plan.all_records() if ref.split("/", 1)[0] in SHOWING and _shows(record, look.today)}
    found: dict[str, dict[str, None]] = {}
    for skill, ref in said:
        if ref in shows:
            found.setdefault(skill, {})[ref] = None
    return found


def _shows(record: Record, today: date) -> bool:
    if isinstance(record, Credential) and record.status_on(today) != "active":
        return False
    day = getattr(record, record.happens) if record.happens else None
    return day is None or day <= today
