"""A brief for an assistant or a mentor: a plan in Markdown that stands alone. It is made from a plan that is redacted
already; whoever reads it learns no name. Every record that it speaks of stands in it under the same id."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ..core.agenda import Item
from ..core.eligibility import Assessed, Node
from ..core.fields import Field, fields_of
from ..core.forecast import Forecast
from ..core.guide import Guide
from ..core.kinds import KINDS, Application, Skill
from ..core.plan import Plan, Profile
from ..core.progress import Progress
from ..core.records import Record, entry_order
from ..core.redaction import is_placeholder
from ..core.references import Names

WISHES = (
    "Tell me what you would do next in my place, and why, resting on what stands above.",
    "Ask me before you assume anything that is not here.",
    "Say which of your statements I should check with an issuer, a school or a state board, and never that I qualify for something.",
    "Do not invent requirements, fees, dates or organizations.",
)

IN_A_LINE = ("education", "license", "certification", "experience", "course", "membership", "achievement", "application")
"""Kinds of which every record has a line of its own."""

BY_WORD = {
    "contact": ("people I know", "role", "role not said"),
    "resource": ("entries in my directory of local help", "category", "category not said"),
}
"""Kinds of which only the ids are told, by a word of the record: how they are called, that field, and what stands where it is empty."""

NAMED = 20
"""So many ids are named, and the others counted."""

STATES = {"met": "looks met", "not-met": "not met", "cannot-tell": "cannot be told", "not-looked-up": "not looked up"}


MOST = 30
"""So many records of a kind are told of, the latest; the others are counted."""


def brief(
    plan: Plan, guide: Guide, seen: Progress, items: Sequence[Item], ahead: Forecast, aims: Mapping[str, Assessed | None],
    advice: Sequence[tuple[str, str]], today: date,
) -> str:  # fmt: skip
    """`plan`: redacted. `aims`: the credentials that are aimed at, and what they ask for. `advice`: (title, reason) of each piece."""
    names = Names(plan, guide)
    sections = {
        "Where I want to go": _profile(plan.profile, guide),
        f"How far I am: {seen.satisfied} of {seen.applicable} actions, {seen.steps_done} of {len(seen.steps)} steps": _steps(seen),
        "What I have": _records(plan, guide, names),
        "What the certifications I aim at ask for, held against my records": _aims(aims, plan, names),
        "What comes next, by the program's rules": [item.title for item in items],
        "When": _ahead(ahead, guide),
        "What the program's rules tell me": [f"{title}: {why}" for title, why in advice],
        "What I would like from you": WISHES,
    }
    lines = [f"# My plan to become a {guide.goal}", "",
             f"As of {today}. Names, places and notes are left out on purpose; please do not ask for them."]  # fmt: skip
    for title, said in sections.items():
        lines += ["", f"## {title}", "", *([_line(one) for one in said] or ["- nothing yet"])]
    return "\n".join(lines)


def _line(text: str) -> str:
    """One point of a list, whatever line breaks and marks the text holds. Spaces before it put it below another."""
    depth = len(text) - len(text.lstrip(" "))
    return " " * depth + "- " + re.sub(r"[*_`<>\[\]|]", "", " ".join(text.split()))


def _steps(seen: Progress) -> Iterator[str]:
    for one in seen.steps:
        yield f"{one.step.number}. {one.step.title}: {one.satisfied} of {one.applicable}{', closed' if one.closed else ''}"


def _profile(profile: Profile, guide: Guide) -> Iterator[str]:
    for field in fields_of(Profile).values():
        said = _said(field, getattr(profile, field.name), guide)
        if said and field.name not in ("decisions", "privacy_check"):
            yield f"{_words(field.name)}: {said}"


def _records(plan: Plan, guide: Guide, names: Names) -> Iterator[str]:
    for kind in IN_A_LINE:
        held = list(plan.of_kind(kind).items())
        for id, record in held[-MOST:]:
            yield f"{_called(f'{kind}/{id}', names)}: {'; '.join(_parts(record, guide, names)) or 'nothing more is said'}"
        if len(held) > MOST:
            yield f"{len(held) - MOST:,} more of the kind {kind}, entered earlier"
    levels = [f"{guide.label('skills', id).lower()} {held.ratings[max(held.ratings, key=entry_order)].level}"
              for id, held in plan.of_kind("skill").items() if isinstance(held, Skill) and held.ratings]  # fmt: skip
    if levels:
        yield f"skills, as I rate them from 1 to 5: {', '.join(levels)}"
    for kind, (title, name, without) in BY_WORD.items():
        ids: dict[str, list[str]] = {}
        for id, record in plan.of_kind(kind).items():
            word = _said(fields_of(KINDS[kind])[name], getattr(record, name), guide) or without
            ids.setdefault(word, []).append(names.short(f"{kind}/{id}"))
        if ids:
            yield f"{title}: " + "; ".join(f"{len(held)} {word} ({_listed(held)})" for word, held in ids.items())


def _called(ref: str, names: Names) -> str:
    """`certification ccm`, `experience-1`: by what the pieces of advice call it."""
    kind, name = ref.split("/", 1)[0], names.short(ref)
    return name if name.startswith(kind) else f"{kind} {name}"


def _parts(record: Record, guide: Guide, names: Names) -> Iterator[str]:
    """What a record says beside its own name, where that is left out."""
    for field in fields_of(type(record)).values():
        told = field.public or field.vocabulary or field.refers or field.form != "text"
        if told and (said := _said(field, getattr(record, field.name), guide, names)):
            yield f"{_words(field.name)} {said}"
    if isinstance(record, Application):
        yield f"stage {record.stage or 'not said'}"


def _said(field: Field, value: Any, guide: Guide, names: Names | None = None) -> str:
    """What is said of a field; nothing where it is empty, left out, or a yes or no that nobody has said."""
    if field.form in ("log", "amounts") or value is None or (field.form == "yes-no" and value == field.default):
        return ""
    words = [word for word in (value if isinstance(value, tuple) else (value,)) if not is_placeholder(str(word))]
    if field.form == "yes-no":
        return "yes" if value else "no"
    if field.form == "table":
        return ", ".join(f"{name} {_words(said)}" for name in fields_of(type(value)) if (said := getattr(value, name)))
    if field.vocabulary:
        return ", ".join(guide.label(field.vocabulary, word).lower() for word in words)
    if field.refers and names:
        return ", ".join(names.short(word) for word in words)
    return ", ".join(f"{word:g}" if isinstance(word, float) else str(word) for word in words)


def _listed(ids: Iterable[str]) -> str:
    """Ids, each once; where there are many, the others are counted."""
    every = list(dict.fromkeys(ids))
    return ", ".join([*every[:NAMED], *([f"{len(every) - NAMED} more"] if len(every) > NAMED else [])])


def _words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")


def _aims(aims: Mapping[str, Assessed | None], plan: Plan, names: Names) -> Iterator[str]:
    """Each credential that is aimed at, and below it what it asks for, as deep as it goes."""
    for ref, one in aims.items():
        letters = f" ({one.entry.code})" if one else ""
        called = f"{_called(ref, names)}{letters}, {getattr(plan.record(ref), 'status', '')}"
        if one is None:
            yield f"{called}: what it asks for is not known here; its issuer says"
            continue
        age = [f"as of {one.as_of}"] if one.as_of else []
        sure = ", ".join([*age, *([f"{one.confidence} confidence"] if one.confidence else [])])
        state = f"{STATES[one.state]} on what I recorded{f' ({sure})' if sure else ''}"
        yield f"{called}: {state}; the issuer decides: {one.entry.verify_at or one.entry.issuer}"
        if one.root:
            yield from _asked(one.root, names, depth=1)


def _asked(node: Node, names: Names, *, depth: int) -> Iterator[str]:
    """`not met: 24 months of full-time case management (8.5 of 24 months; counts: experience-1)`."""
    more = [f"{node.have or 0:g} of {node.want:g} {node.unit}"] if node.unit and node.want else []
    more += [f"there about {node.reached} at the present pace"] if node.reached and node.state != "met" and not node.parts else []
    for what, found in (("counts", node.counts), ("does not count", node.not_counted), ("unclear", node.in_doubt)):
        more += [f"{what}: {_listed(names.short(one.ref) for one in found)}"] if found else []
    which = {"all": "; all of these", "any": "; one of these"}.get(node.kind, "")
    yield f"{'  ' * depth}{STATES[node.state]}: {node.asked.text}{f' ({said})' if (said := '; '.join(more)) else ''}{which}"
    for part in node.parts:
        yield from _asked(part, names, depth=depth + 1)


def _ahead(ahead: Forecast, guide: Guide) -> Iterator[str]:
    when = f"at the earliest {ahead.earliest or 'unknown'}, likely {ahead.likely or 'unknown'}"
    yield f"with {ahead.hours_per_week:g} hours a week: {when} (estimates of the program, made without knowing me)"
    if ahead.path:
        yield f"what decides it: {', then '.join(guide.actions[leg.ref].title for leg in ahead.path)}"
