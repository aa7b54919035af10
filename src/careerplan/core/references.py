"""What a person types to name a step, an action or a record, and what it names. Nothing is guessed: what is unknown or
ambiguous is refused with the close matches or the candidates."""

import re
from collections import Counter
from functools import cached_property

from ..errors import AmbiguousReference, UnknownReference
from .guide import Guide
from .kinds import KINDS
from .plan import Plan, gone_actions

# step 3, step-3, Step3, 3 · 3.2, step-3.2
_NUMBERED = r"(?:step[- ]?)?([0-9]{1,4})(\.(?:[0-9]{1,4}|[a-z]{1,2}))?"


def resolve(text: str, guide: Guide, plan: Plan, *, command: str, records: bool = True, marks: bool = True) -> str:
    """The whole reference (`step-3`, `3.2`, `certification/ccm`) that `text` names.

    `records`, `marks`: whether a record, or a step or action, is meant at all. `command`: for the hint.
    Raises UnknownReference, AmbiguousReference.
    """
    typed = text.strip()
    found = _all_meant(typed, guide, plan, records=records, marks=marks)
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousReference(typed, candidates=found, command=command)
    raise _unknown(typed, guide, plan, command=command, records=records, marks=marks)


def resolve_record(text: str, plan: Plan, kinds: tuple[str, ...], *, command: str) -> str:
    """Like `resolve`, for a field that names records of these kinds only."""
    typed = text.strip().casefold()
    ids = [(kind, id) for kind in kinds for id in plan.of_kind(kind)]
    found = [f"{kind}/{id}" for kind, id in ids if typed in (id.casefold(), f"{kind}/{id}".casefold())]
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousReference(text, candidates=found, command=command)
    from .fields import nearest

    known = ", ".join(id for _, id in ids[:8]) or "there is none yet"
    near = nearest(typed, [id for _, id in ids]) or tuple(id for _, id in ids[:3])
    what, instead = " or ".join(kinds), f'careerplan add {kinds[0]} "…"'
    raise UnknownReference(f'there is no {what} "{text}" ({known})', near=near, command=command, instead=instead)


def short(ref: str, plan: Plan, guide: Guide) -> str:
    """The shortest text that names `ref`: `3` for step 3, the id where no other kind has it."""
    return Names(plan, guide).short(ref)


class Names:
    """The shortest texts that name the records of a plan; where many are asked for, the plan is gone through once."""

    def __init__(self, plan: Plan, guide: Guide) -> None:
        self._plan, self._guide = plan, guide

    @cached_property
    def _taken(self) -> Counter[str]:
        ids = (id.casefold() for held in self._plan.records.values() for id in held)
        return Counter([*ids, *(step.slug for step in self._guide.steps)])

    def short(self, ref: str) -> str:
        """An id that a hand has written with spaces is put in quotes, as it has to be typed."""
        if "/" not in ref:
            return ref.removeprefix("step-")
        id = ref.split("/", 1)[1]
        alone = self._taken[id.casefold()] == 1 and not re.fullmatch(_NUMBERED, id, re.IGNORECASE)
        name = id if alone else ref
        return name if re.fullmatch(r"[A-Za-z0-9/._-]+", name) else f'"{name}"'


def _all_meant(typed: str, guide: Guide, plan: Plan, *, records: bool, marks: bool) -> list[str]:
    low = typed.casefold()
    found = []
    if marks:
        if numbered := re.fullmatch(_NUMBERED, typed, re.IGNORECASE):
            id = f"{int(numbered[1])}{numbered[2].lower()}" if numbered[2] else f"step-{int(numbered[1])}"
            found = [id] if id in guide.actions or id in guide.step_by_id else []
        found += [step.id for step in guide.steps if step.slug == low]
    if records:
        kind, slash, id = low.partition("/")
        for one in [kind] if slash else KINDS:
            wanted = id if slash else low
            found += [f"{one}/{known}" for known in plan.of_kind(one) if known.casefold() == wanted]
    return found


def _unknown(typed: str, guide: Guide, plan: Plan, *, command: str, records: bool, marks: bool) -> UnknownReference:
    from .fields import nearest

    numbered = re.fullmatch(_NUMBERED, typed, re.IGNORECASE)
    if marks and numbered and not numbered[2]:
        first, last = guide.steps[0].id, guide.steps[-1].id
        close = nearest(f"step-{numbered[1]}", guide.step_by_id, 1) or (last,)
        return UnknownReference(f"there is no step-{numbered[1]}; the guide has {first} to {last}", near=close, command=command)
    if marks and numbered:
        step = guide.step_by_id.get(f"step-{int(numbered[1])}")
        ids = [action.id for action in step.actions] if step else []
        theirs = [id for id in ids if id[-1].isdigit()]  # the guide's own, not those that the person added
        if (gone := f"{int(numbered[1])}{numbered[2]}") in gone_actions(guide, plan) or gone in guide.removed:
            title = f" ({guide.removed[gone]})" if gone in guide.removed else ""
            said = f"action {gone}{title} is no longer in the guide; what you said of it is kept"
            return UnknownReference(said, near=(), command=command, instead="careerplan guide changes")
        has = f"step {numbered[1]} has {ids[0]} to {ids[-1]}" if ids else f"the guide has {guide.steps[0].id} to {guide.steps[-1].id}"
        return UnknownReference(
            f"there is no action {numbered[1]}{numbered[2]}; {has}",
            near=nearest(f"{numbered[1]}{numbered[2]}", theirs, 1) or theirs[-1:],
            command=command,
        )
    known = [step.slug for step in guide.steps] if marks else []
    if records:
        known += [ref if "/" in typed else ref.split("/", 1)[1] for ref, _ in plan.all_records()]
    what = "step, action or record" if records and marks else "step or action" if marks else "record"
    instead = "careerplan list" if records else "careerplan status"
    return UnknownReference(f'there is no {what} called "{typed}"', near=nearest(typed.casefold(), known), command=command, instead=instead)
