"""What is wrong in a plan that can be read, or worth a look: each with its place and what to type.

That values have the right shape is checked on reading (`shape_check.py`); this is about what they say.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from msgspec import Struct

from .dates import in_words
from .fields import Field, check_ascending, fields_of, nearest
from .findings import MOST, Finding, Keys
from .guide import Guide, GuideStamp
from .kinds import KINDS, NAMED_BY_GUIDE, Credential
from .plan import Mark, Plan, Profile, StepMark
from .progress import Progress, without_evidence
from .records import Record
from .references import Names
from .shape_check import shown

FIXED = ("careerplan check --fix",)
"""What to type where the program knows what was meant."""
_TABLES: dict[str, type[Struct]] = {"steps": StepMark, **KINDS}
DATE = "YYYY-MM-DD"


def problems(document: Mapping[str, Any], plan: Plan, guide: Guide, seen: Progress, today: date) -> list[Finding]:
    """Every problem, in the order of the file. `document`: the raw values, which hold also what is not known here."""
    names = Names(plan, guide)
    found = [*unknown_keys(document), *_words(plan.profile, ("profile",), guide, lambda field: f"careerplan profile set {field}")]
    found += _marks(plan, guide, today)
    for kind in KINDS:
        found += _ids(plan, kind, guide)
    for ref, record in plan.all_records():
        kind, id = ref.split("/", 1)
        found += _record(record, (kind, id), names.short(ref), plan, guide, today)
    return [*found, *_closed(seen)]


# Keys that nothing here knows


def unknown_keys(document: Mapping[str, Any]) -> Iterator[Finding]:
    """What the file has and this program does not know: it is kept, and does nothing. The first hundred of them."""
    return islice(_unknown_keys(document), MOST)


def _unknown_keys(document: Mapping[str, Any]) -> Iterator[Finding]:
    known = ("format", "guide", "profile", "steps", *KINDS)
    yield from (_unknown((key,), "part of a plan", known) for key in document if key not in known)
    yield from _unknown_in(document.get("guide"), GuideStamp, ("guide",))
    yield from _unknown_in(document.get("profile"), Profile, ("profile",))
    for key, declared in _TABLES.items():
        table = document.get(key)
        for id, entry in table.items() if isinstance(table, Mapping) else ():
            yield from _unknown_in(entry, declared, (key, id))


def _unknown_in(value: Any, declared: type[Struct], where: Keys) -> Iterator[Finding]:
    if not isinstance(value, Mapping):
        return
    fields = fields_of(declared)
    for key, inside in value.items():
        field = fields.get(key)
        if field is None:
            yield _unknown((*where, key), "field here", fields)
        elif field.entry and field.form == "table":
            yield from _unknown_in(inside, field.entry, (*where, key))
        elif field.entry and isinstance(inside, Mapping):
            for entry_key, entry in inside.items():
                yield from _unknown_in(entry, field.entry, (*where, key, entry_key))


def _unknown(path: Keys, what: str, known: Any) -> Finding:
    key = path[-1]
    if meant := meant_key(key, known):
        return Finding(path, f"it is called {meant}", FIXED)
    near = nearest(key.lower(), known, 1)
    return Finding(path, f"there is no such {what}" + (f"; is it {near[0]}?" if near else ", so it is kept and does nothing"))


def meant_key(key: str, known: Any) -> str | None:
    """The known key that differs from this one in capitals, spaces and dashes alone."""
    folded = "_".join(key.strip().lower().replace("-", "_").split())
    return folded if folded in known and folded != key else None


# Marks on steps and actions


def _marks(plan: Plan, guide: Guide, today: date) -> Iterator[Finding]:
    for step, mark in plan.steps.items():
        where: Keys = ("steps", step)
        if step not in guide.step_by_id:
            near = nearest(step, guide.step_by_id, 1)
            yield Finding(where, "the guide has no such step" + (f"; is it {near[0]}?" if near else ""))
            continue
        yield from _mark(mark, where, step.removeprefix("step-"), today)
        for id, one in mark.actions.items():
            inside = (*where, "actions", id)
            if id not in guide.actions and id not in mark.own and id not in guide.removed:
                near = nearest(id, [action.id for action in guide.step_by_id[step].actions], 1)
                yield Finding(inside, "the guide has no such action" + (f"; is it {near[0]}?" if near else ""))
            elif id in guide.actions and guide.step_of[id].id != step:
                yield Finding(inside, f"this action belongs to {guide.step_of[id].id}")
            else:
                yield from _mark(one, inside, id, today)


def _mark(mark: Mark, where: Keys, ref: str, today: date) -> Iterator[Finding]:
    if mark.done_on and mark.done_on > today:
        yield Finding(
            (*where, "done_on"), f"{in_words(mark.done_on)} is yet to come", (f"careerplan reopen {ref}", f"careerplan done {ref}")
        )
    if mark.done_on and mark.status != "done":
        yield Finding(
            (*where, "done_on"), "it has a day, and is not marked as done", (f"careerplan done {ref}", f"careerplan reopen {ref}")
        )
    if mark.status == "skipped" and not mark.because:
        yield Finding((*where, "because"), "it is skipped, and the reason is missing", (f'careerplan skip {ref} --because "…"',))


def _closed(seen: Progress) -> Iterator[Finding]:
    """Steps that were marked done with core actions that nothing shows to be done."""
    for id, step in seen.step_states.items():
        if bare := without_evidence(step):
            ids = ", ".join(state.action.id for state in bare)
            hints = (*(f"careerplan done {state.action.id}" for state in bare[:3]), f"careerplan reopen {step.step.number}")
            yield Finding(("steps", id, "status"), f"it is marked done, and nothing stands behind {ids}", hints)


# Records


def _ids(plan: Plan, kind: str, guide: Guide) -> Iterator[Finding]:
    """Ids that are the same for a reader, or words that the guide does not have."""
    meant: dict[str, str] = {}
    for id in plan.of_kind(kind):
        same = meant.setdefault(unicodedata.normalize("NFC", id).casefold(), id)
        if same != id:
            yield Finding((kind, id), f"{same} is the same id, so neither can be named")
        if words := NAMED_BY_GUIDE.get(kind):
            known = guide.vocabulary.get(words, {})
            if known and id not in known:
                near = nearest(id.lower(), known, 1)
                yield Finding((kind, id), f"the guide has no such {kind}" + (f"; is it {near[0]}?" if near else ""))


def _record(record: Record, where: Keys, name: str, plan: Plan, guide: Guide, today: date) -> Iterator[Finding]:
    yield from _words(record, where, guide, lambda field: f"careerplan set {name} {field}")
    values = {key: getattr(record, key) for key in record.__struct_fields__}
    for last, problem in check_ascending(values, record.ascending):
        yield Finding((*where, last), problem.message, (f"careerplan set {name} {last}={DATE}",))
    for field in fields_of(type(record)).values():
        if field.refers and values[field.name]:
            yield from _references(field, values[field.name], where, name, plan)
    for log in record.logs:
        yield from (Finding((*where, log, key), f"{key[:10]} is yet to come") for key in values[log]
                    if key[:10] > today.isoformat() and log in _ONLY_PAST)  # fmt: skip
    if isinstance(record, Credential):
        yield from _expired(record, where, name, today)


_ONLY_PAST = ("hours_log", "ratings", "marks", "practice", "gave")
"""Logs of what has happened; an interview or a stage may be entered ahead."""


def _expired(record: Credential, where: Keys, name: str, today: date) -> Iterator[Finding]:
    if record.status_on(today) == "expired" and record.valid_until:
        said = f"it expired on {in_words(record.valid_until)}, and no renewal is recorded"
        yield Finding((*where, "valid_until"), said, (f"careerplan renew {name} --until {DATE}", f"careerplan set {name} status=inactive"))


def _references(field: Field, value: Any, where: Keys, name: str, plan: Plan) -> Iterator[Finding]:
    """Names of records that are not there."""
    wanted = value if isinstance(value, tuple) else (value,)
    known = [f"{kind}/{id}" for kind in field.refers for id in plan.of_kind(kind)]
    for ref in wanted:
        if ref in known:
            continue
        if meant_reference(ref, known):
            yield Finding((*where, field.name), f"{shown(ref)} is written in full as {meant_reference(ref, known)}", FIXED)
            continue
        near = nearest(ref, known, 1)
        rest = ",".join(one for one in wanted if one != ref)
        hints = (*(f"careerplan set {name} {field.name}={','.join(filter(None, [rest, one]))}" for one in near),
                 f"careerplan set {name} {field.name}={rest}")  # fmt: skip
        yield Finding((*where, field.name), f"there is no {' or '.join(field.refers)} {shown(ref)}", hints)


def meant_reference(text: str, known: list[str]) -> str | None:
    """The one whole reference that a hand has written short, or with other capitals."""
    said = text.strip().casefold()
    found = [ref for ref in known if said in (ref.casefold(), ref.split("/", 1)[1].casefold())]
    return found[0] if len(found) == 1 else None


# Words of the guide


def _words(value: Struct, where: Keys, guide: Guide, command: Callable[[str], str]) -> Iterator[Finding]:
    """Words that the guide's vocabulary does not have, where its words are asked for."""
    for field in fields_of(type(value)).values():
        known = guide.vocabulary.get(field.vocabulary or "", {})
        if not known or field.open:
            continue
        said = getattr(value, field.name) or ()
        for word in said if isinstance(said, tuple) else (said,):
            if word not in known:
                near = nearest(word.lower(), known, 1)
                among = ", ".join(known) if len(known) <= 8 else f"{', '.join(list(known)[:6])}, …"
                typed = FIXED if meant_word(word, known) else (f"{command(field.name)}={near[0] if near else ''}",)
                yield Finding((*where, field.name), f"{shown(word)} is not one of {among}", typed)


def meant_word(text: str, known: Mapping[str, str]) -> str | None:
    """The word of a vocabulary that was written with other capitals, spaces or as its label."""
    from .fields import word_of

    word = "-".join(text.strip().lower().replace("_", " ").split())
    return word if word in known else word_of(text, known)
