"""A brief for an assistant or a mentor: a plan in Markdown that stands alone. It is made from a plan that is redacted
already; whoever reads it learns no name."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ..core.agenda import Item
from ..core.eligibility import Assessed, lacking
from ..core.fields import fields_of
from ..core.forecast import Forecast
from ..core.guide import Guide
from ..core.kinds import KINDS, Application, Contact, Skill
from ..core.plan import Plan, Profile
from ..core.progress import Progress
from ..core.records import entry_order
from ..core.redaction import LEFT_OUT
from ..core.wanted import Wanted

WISHES = (
    "Tell me what you would do next in my place, and why, resting on what stands above.",
    "Ask me before you assume anything that is not here.",
    "Say which of your statements I should check with an issuer, a school or a state board, and never that I qualify for something.",
    "Do not invent requirements, fees, dates or organizations.",
)

NOTHING: tuple[object, ...] = (None, (), {}, "", False, LEFT_OUT, (LEFT_OUT,))

STATES = {
    "met": "looks met on what I recorded",
    "not-met": "not met yet",
    "cannot-tell": "cannot be told",
    "not-looked-up": "not looked up",
}

IN_A_LINE = ("education", "license", "certification", "experience", "course", "membership", "achievement")
"""Kinds of which every record is named, in so many words."""


def brief(
    plan: Plan, guide: Guide, seen: Progress, items: Sequence[Item], ahead: Forecast, wanted: Wanted | None,
    advice: Sequence[tuple[str, str]], today: date,
) -> str:  # fmt: skip
    """`plan`: redacted. `wanted`: the certification that is aimed at. `advice`: (title, reason) of each piece."""
    sections = {
        "Where I want to go": _profile(plan.profile, guide),
        f"How far I am: {seen.satisfied} of {seen.applicable} actions, {seen.steps_done} of {len(seen.steps)} steps": _steps(seen),
        "What I have": _records(plan, guide),
        **({"The certification I aim at": _wanted(wanted.assessed)} if wanted and wanted.assessed else {}),
        "What comes next, by the program's rules": [item.title for item in items],
        "When": _ahead(ahead, guide),
        "What the program's rules advise": [f"{title}: {why}" for title, why in advice],
        "What I would like from you": WISHES,
    }
    lines = [f"# My plan to become a {guide.goal}", "",
             f"As of {today}. Names, places and notes are left out on purpose; please do not ask for them."]  # fmt: skip
    for title, said in sections.items():
        lines += ["", f"## {title}", "", *([_line(one) for one in said] or ["- nothing yet"])]
    return "\n".join(lines)


def _line(text: str) -> str:
    """One point of a list, whatever line breaks and marks the text holds."""
    return "- " + re.sub(r"[*_`<>\[\]|]", "", " ".join(text.split()))


def _steps(seen: Progress) -> Iterator[str]:
    for one in seen.steps:
        yield f"{one.step.number}. {one.step.title}: {one.satisfied} of {one.applicable}{', closed' if one.closed else ''}"


def _profile(profile: Profile, guide: Guide) -> Iterator[str]:
    for field in fields_of(Profile).values():
        said = getattr(profile, field.name)
        if said not in (None, (), {}, LEFT_OUT) and field.name not in ("decisions", "privacy_check"):
            yield f"{field.name.replace('_', ' ')}: {_said(field, said, guide)}"


def _records(plan: Plan, guide: Guide) -> Iterator[str]:
    for kind in IN_A_LINE:
        for id, record in plan.of_kind(kind).items():
            parts = [f"{field.name.replace('_', ' ')} {_said(field, value, guide)}" for field in fields_of(KINDS[kind]).values()
                     if (value := getattr(record, field.name)) not in NOTHING and field.form not in ("log", "amounts")]  # fmt: skip
            yield f"{kind} ({id}): {'; '.join(parts)}"
    levels = [f"{guide.label('skills', id).lower()} {held.ratings[max(held.ratings, key=entry_order)].level}"
              for id, held in plan.of_kind("skill").items() if isinstance(held, Skill) and held.ratings]  # fmt: skip
    if levels:
        yield f"skills, as I rate them from 1 to 5: {', '.join(levels)}"
    roles = [
        guide.label("contact_roles", one.role or "other").lower() for one in plan.of_kind("contact").values() if isinstance(one, Contact)
    ]
    if roles:
        yield f"people I know: {', '.join(f'{roles.count(word)} {word}' for word in dict.fromkeys(roles))}"
    for id, one in plan.of_kind("application").items():
        if isinstance(one, Application):
            yield f"application ({id}): {'; '.join(_application(one, guide))}"
    if entries := len(plan.of_kind("resource")):
        yield f"entries in my directory of local help: {entries}"


def _application(one: Application, guide: Guide) -> Iterator[str]:
    fields = fields_of(Application)
    yield one.stage or "no stage"
    for name in ("title", "setting", "channel", "requires", "tailored"):
        if (said := getattr(one, name)) not in NOTHING:
            yield f"{name} {_said(fields[name], said, guide)}"


def _wanted(found: Assessed) -> Iterator[str]:
    """What it asks for, as far as it is not met by what is recorded."""
    checked = f", as of {found.as_of}" if found.as_of else ""
    yield f"{found.entry.title} ({found.entry.code}): {STATES[found.state]}; this is the program's reading{checked}, and the issuer decides"
    for node in lacking(found.root) if found.root else ():
        amount = f": {node.have or 0:g} of {node.want:g} {node.unit} so far" if node.unit and node.want else ""
        by = f", at my present pace about {node.reached}" if node.reached else ""
        yield f"{STATES[node.state]}: {node.asked.text}{amount}{by}"


def _said(field: Any, value: Any, guide: Guide) -> str:
    words = value if isinstance(value, tuple) else (value,)
    if field.form == "yes-no":
        return "yes" if value else "no"
    if field.form == "table":
        return ", ".join(f"{name} {said}" for name in fields_of(type(value)) if (said := getattr(value, name)))
    if field.vocabulary:
        return ", ".join(guide.label(field.vocabulary, word).lower() for word in words)
    return ", ".join(f"{word:g}" if isinstance(word, float) else str(word) for word in words)


def _ahead(ahead: Forecast, guide: Guide) -> Iterator[str]:
    when = f"at the earliest {ahead.earliest or 'unknown'}, likely {ahead.likely or 'unknown'}"
    yield f"with {ahead.hours_per_week:g} hours a week: {when} (estimates of the program, made without knowing me)"
    if ahead.path:
        yield f"what decides it: {', then '.join(guide.actions[leg.ref].title for leg in ahead.path)}"
