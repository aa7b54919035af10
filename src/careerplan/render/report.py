"""The whole plan on a page: what each section says, before it has a form."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from ..core.agenda import Item
from ..core.applications import channels, dated, last_heard
from ..core.credentials import Need, Standing
from ..core.dates import in_words, month_in_words
from ..core.document import Block, Document, Section, Table, Text, Todo, share
from ..core.forecast import Forecast
from ..core.guide import Guide
from ..core.hours import Outlook, Worked, totals, uncounted
from ..core.kinds import Application, Experience
from ..core.plan import Plan
from ..core.progress import Progress
from ..core.skills import SkillState
from .forecast import against_aim, goal_in_words, left_open, timeline_of
from .layout import safe
from .overview_answers import kind_of, setting_of
from .overviews import PIPELINE
from .screens import counted_in_words, state_word, step_notes
from .sentences import STAGE_WORDS, both, capital, days, plural, why

TODOS = 5
"""So many things to do stand in a report."""

NAMED = 5
"""So many jobs are named in a sentence, and the others counted."""


class Sources(Struct, frozen=True, kw_only=True):
    """What a report is made from. Each is asked only by the sections that need it."""

    plan: Plan
    guide: Guide
    today: date
    seen: Progress
    items: Callable[[], Sequence[Item]]
    ahead: Callable[[], Forecast]
    estimates: Callable[[], str]
    hours: Callable[[], tuple[Sequence[Worked], Outlook | None]]
    standings: Callable[[], Sequence[Standing]]
    skills: Callable[[], Sequence[SkillState]]
    redacted: bool = False
    """It is for somebody else, who types no commands."""


def report(sources: Sources, chosen: Sequence[str]) -> Document:
    """The chosen sections, in the order of SECTIONS."""
    name = sources.plan.profile.name
    notes = [f"As of {in_words(sources.today)}."]
    title = f"Career plan: {name}" if name and not sources.redacted else "A career plan" if sources.redacted else "My career plan"
    if aim := sources.plan.profile.aim:
        notes.append(f"The aim: {sources.guide.goal} by {month_in_words(aim)}.")
    if sources.redacted:
        notes.append("Names, places, notes and links are left out. “You” is the person whose plan this is.")
    return Document(
        title=safe(title), notes=tuple(notes),
        sections=tuple(Section(id=id, title=title, blocks=tuple(make(sources))) for id, (title, make) in SECTIONS.items() if id in chosen),
    )  # fmt: skip


def _progress(sources: Sources) -> list[Block]:
    rows = [(f"{one.step.number}. {one.step.title}", state_word(one), f"{one.satisfied} of {one.applicable}",
             step_notes(one, sources.today)) for one in sources.seen.steps]  # fmt: skip
    parts = tuple(share(one.satisfied, one.applicable) for one in sources.seen.steps)
    return [Text(f"{counted_in_words(sources.seen)}."),
            Table(caption="The steps", head=("step", "state", "actions", "when"), rows=tuple(rows), parts=parts)]  # fmt: skip


def _timeline(sources: Sources) -> list[Block]:
    ahead = sources.ahead()
    whole = timeline_of(ahead, sources.guide, sources.plan, sources.today)
    if not any(span.left for span in whole.spans):
        return [Text("Nothing is left to schedule.")]
    week = f"With {ahead.hours_per_week:g} {'hour' if ahead.hours_per_week == 1 else 'hours'} a week"
    goal = goal_in_words(ahead, sources.plan, sources.guide)
    aim = "" if goal else against_aim(ahead, sources.plan)
    likely = f"likely on {in_words(ahead.likely)}{aim}" if ahead.likely else "likely not within 80 years"
    said = (f"{week} everything is done on {in_words(ahead.earliest)} at the earliest, and {likely}." if ahead.earliest
            else f"{week} it takes more than 80 years.")  # fmt: skip
    more = [*([goal] if goal else []), *([left_open(ahead)] if ahead.open_length else [])]
    return [Text(" ".join([said, *more])), whole, *([Text(note)] if (note := sources.estimates()) else [])]


def _next(sources: Sources) -> list[Block]:
    items = sources.items()[:TODOS]
    return [Todo(title=safe(f"{item.ref} {item.title}" if item.kind == "action" else item.title),
                 why=capital("; ".join(why(item, sources.guide, sources.today))) + ".",
                 command=None if sources.redacted else safe(item.command))
            for item in items] or [Text("Nothing is open: everything that applies is done.")]  # fmt: skip


def _hours(sources: Sources) -> list[Block]:
    found, outlook = sources.hours()
    silent = _uncounted(uncounted(sources.plan, sources.today))
    if not found:
        return [Text(silent or "No hours of experience are recorded yet.")]
    blocks: list[Block] = []
    words: Mapping[str, Callable[[Worked], str]] = {
        "setting": lambda one: sources.guide.label("settings", setting_of(one, sources.plan)).lower() or "not said",
        "kind": lambda one: kind_of(one, sources.plan) or "not said",
    }
    for caption, word_of in words.items():
        rows = [(safe(one.word), _h(one.hours), _h(one.estimated), _h(one.supervised)) for one in totals(found, word_of)]
        blocks.append(
            Table(caption=f"Hours by {caption}", head=(caption, "hours", "of these estimated", "logged as supervised"), rows=tuple(rows))
        )
    whole = sum(one.hours for one in found)
    said = f"{_h(whole)} hours in all"
    if outlook:
        there = f", about {in_words(outlook.reached)} at this pace" if outlook.left and outlook.reached else ""
        row = ("all hours", f"{_h(outlook.hours)} of {_h(outlook.target)}")
        blocks.append(
            Table(caption=f"The number to reach{there}", head=("goal", "so far"), rows=(row,), parts=(share(whole, outlook.target),))
        )
    return [Text(f"{said}."), *([Text(silent)] if silent else []), *blocks]


def _uncounted(jobs: Sequence[Experience]) -> str:
    """`Not counted yet: Nurse aide (without its hours a week).`"""
    lacks = [f"{safe(one.position)} (without {'its hours a week' if one.hours_per_week is None else 'the day it began'})" for one in jobs]
    more = [f"{len(lacks) - NAMED} more"] if len(lacks) > NAMED else []
    return f"Not counted yet: {both([*lacks[:NAMED], *more], 'and')}." if lacks else ""


def _certifications(sources: Sources) -> list[Block]:
    found = sources.standings()
    if not found:
        return [Text("No certification or license is recorded yet.")]
    rows, parts = [], []
    for one in found:
        needs = [*([one.hours] if one.hours else []), *one.minimums]
        since = in_words(one.begins) if one.begins else ""
        rows.append((safe(one.record.code or one.record.name), one.state, since, in_words(one.ends) if one.ends else "",
                     "; ".join(_need(need) for need in needs), str(len(one.record.periods) or "")))  # fmt: skip
        parts.append(share(one.hours.have, one.hours.want) if one.hours else None)
    period = any(since or until for _, _, since, until, *_ in rows)
    shown = [*(["present period"] if period else []), *(["hours of learning"] if any(row[4] for row in rows) else [])]
    table = Table(caption=", with their ".join(["Certifications and licenses", *([both(shown, "and")] if shown else [])]),
                  head=("credential", "state", "since", "until", "learning", "renewed"), rows=tuple(rows), parts=tuple(parts))  # fmt: skip
    return [table, Text("What a renewal asks for was looked up and can be out of date: confirm with the issuer.")]


def _skills(sources: Sources) -> list[Block]:
    known = sources.skills()
    rated = [one for one in known if one.now is not None]
    if not rated:
        return [Text("No skill is rated yet.")]
    rows = [(sources.guide.label("skills", one.id), str(one.now), str(one.aim or ""), _gap(one), str(len(one.backed_by) or ""))
            for one in rated]  # fmt: skip
    table = Table(
        caption=f"Skills, rated from 1 to 5{', against the aim' if any(one.aim for one in rated) else ''}",
        head=("skill", "now", "aim", "to go", "records behind it"),
        rows=tuple(rows), parts=tuple(share(one.now or 0, 5) for one in rated),
        aims=tuple(share(one.aim, 5) if one.aim else None for one in rated),
    )  # fmt: skip
    unrated = len(known) - len(rated)
    return [table, *([Text(f"{plural(unrated, 'skill')} more {'is' if unrated == 1 else 'are'} not rated yet.")] if unrated else [])]


def _applications(sources: Sources) -> list[Block]:
    held = [one for one in sources.plan.of_kind("application").values() if isinstance(one, Application)]
    if not held:
        return [Text("No application is recorded yet.")]
    by_stage = sorted(held, key=lambda one: PIPELINE.index(one.stage))
    rows = [(safe(one.employer), safe(one.title or ""), STAGE_WORDS.get(one.stage or "", "no stage"), _since(one, sources.today),
             _asks(one, sources.today)) for one in by_stage]  # fmt: skip
    pipeline = Table(
        caption="Applications, what is nearest to a job first",
        head=("employer", "title", "stage", "at this stage for", "next"),
        rows=tuple(rows),
    )
    rates = channels(held)
    answered = sum(one.answered for one in rates)
    said = [Text(f"Answered, of those that went out: {answered} of {sum(one.sent for one in held)}.")] if rates else []
    ways = Table(
        caption="Answers, by how the job was found", head=("way", "answered"),
        rows=tuple((sources.guide.label("channels", one.channel) or "Not said", f"{one.answered} of {one.applied}") for one in rates),
        parts=tuple(share(one.answered, one.applied) for one in rates),
    )  # fmt: skip
    return [*said, pipeline, *([ways] if rates else [])]


SECTIONS: Mapping[str, tuple[str, Callable[[Sources], list[Block]]]] = {
    "progress": ("How far it is", _progress),
    "timeline": ("When", _timeline),
    "next": ("What comes next", _next),
    "hours": ("Hours of experience", _hours),
    "certifications": ("Certifications and licenses", _certifications),
    "skills": ("Skills", _skills),
    "applications": ("Applications", _applications),
}
"""Section -> its title, and what makes it."""


def _h(hours: float) -> str:
    return f"{hours:,.1f}".removesuffix(".0") if hours else "0"


def _need(need: Need) -> str:
    return f"{_h(min(need.have, need.want))} of {_h(need.want)}{f' {safe(need.category)}' if need.category else ''}"


def _gap(one: SkillState) -> str:
    return "" if one.aim is None else str(one.gap) if one.gap else "there"


def _since(one: Application, today: date) -> str:
    heard = last_heard(one)
    return days((today - heard).days) if heard and heard <= today else ""


def _asks(one: Application, today: date) -> str:
    asked = min(dated(one, today), key=lambda due: due.day, default=None)
    return safe(f"{asked.title}: {in_words(asked.day)}") if asked else ""
