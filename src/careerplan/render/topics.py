"""The guide as it is read beside the steps: topics, what a search found, what has changed; and their JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import to_builtins

from ..core.dates import MONTHS
from ..core.guide import Change, Guide
from ..core.search import Hit
from ..core.topics import Band, Credentialed, Entry, Level, Renewal, Section, Sourced, Topic
from .answers import Answer
from .layout import Screen, bold, safe, typed, wrap
from .sentences import both, plural

CONFIDENCE = {
    "high": "the issuer's own page", "medium": "an older or a second-hand page", "low": "one weak source", "unverified": "not verified",
}  # fmt: skip
CYCLES = {
    "from-issue": "", "fixed-dates": ", ending on fixed days", "january": ", counted from January",
    "month-end": ", to the end of the month",
}  # fmt: skip


class SearchHit(Answer, frozen=True, kw_only=True):
    """`where`: an action, `step 3`, or a topic; `command` shows it whole."""

    where: str
    title: str
    text: str
    command: str


class SearchAnswer(Answer, frozen=True, kw_only=True):
    hits: list[SearchHit]


class GuideChange(Answer, frozen=True, kw_only=True):
    """What a version brought. `removed`: id -> title."""

    version: str
    text: str
    added: list[str]
    changed: list[str]
    removed: dict[str, str]


class ChangesAnswer(Answer, frozen=True, kw_only=True):
    """`plan_version`: that of the guide your plan follows. `gone`: actions you said something of that the guide no longer
    has, id -> title."""

    plan_version: str
    guide_version: str
    changes: list[GuideChange]
    gone: dict[str, str]


class CheckAnswer(Answer, frozen=True, kw_only=True):
    folder: str
    problems: list[str]


def as_written(told: Topic[Any]) -> dict[str, Any]:
    """A topic as it stands in the guide."""
    found: dict[str, Any] = to_builtins(told)
    return found


def search_answer(found: Sequence[Hit]) -> SearchAnswer:
    return SearchAnswer(hits=[SearchHit(where=hit.where, title=hit.title, text=hit.text, command=hit.command) for hit in found])


def changes_answer(plan_version: str, guide_version: str, news: Sequence[Change], gone: Sequence[tuple[str, str]]) -> ChangesAnswer:
    changes = [GuideChange(version=one.version, text=one.text, added=one.added, changed=one.changed, removed=one.removed) for one in news]
    return ChangesAnswer(plan_version=plan_version, guide_version=guide_version, changes=changes, gone=dict(gone))


def topic(told: Topic[Any], guide: Guide, screen: Screen, *, mine: Mapping[str, str]) -> str:
    """A whole topic. `mine`: what the person's own plan says of an entry."""
    lines = [bold(told.title, screen), "", *wrap(told.text, screen)]
    for level in told.levels:
        lines += wrap(f"{level.title}: {level.text}", screen, first=f"  {level.level}  ")
    for section in told.sections:
        lines += ["", *_section(section, told, guide, screen, mine)]
    for theme in dict.fromkeys(one.theme for one in told.questions):
        lines += ["", bold(guide.label("themes", theme), screen)]
        for one in told.questions:
            if one.theme == theme:
                lines += wrap(one.text, screen, first="- ")
    return "\n".join([*lines, "", typed("Type", told.command, screen)])


def _section(section: Section[Any], told: Topic[Any], guide: Guide, screen: Screen, mine: Mapping[str, str]) -> list[str]:
    lines = [bold(section.title, screen)] if len(told.sections) > 1 or section.title != told.title else []
    lines += wrap(section.text, screen) if section.text else []
    for one in section.entries:
        lines += entry(one, guide, screen, own=mine.get(one.id, ""))
    return lines


def entry(one: Entry, guide: Guide, screen: Screen, *, own: str = "") -> list[str]:
    """One entry: its name, what there is to say, and how old and how sure it is."""
    title = f"{one.title} ({one.code})" if isinstance(one, Credentialed) and one.code else one.title
    lines = wrap(f"{title}{f' [{own}]' if own else ''}", screen, first="- ")
    if one.formerly:
        lines += wrap(f"Formerly {one.formerly}.", screen, first="  ")
    lines += wrap(one.text, screen, first="  ") if one.text else []
    for label, text in details(one, guide):
        detail = f"{label}: {text}"
        lines += wrap(detail, screen, first="  ", rest="    " if screen.narrow else " " * (len(label) + 4))
    for claim in one.claims:
        lines += wrap(f"{claim.text}{_in_brackets(claim)}", screen, first="  · ")
    for tip in one.tips:
        lines += wrap(tip.text, screen, first="  · ")
    if said := sourced(one):
        lines += wrap(said, screen, first="  ")
    return lines


def sourced(one: Sourced) -> str:
    """`As of 2024 (the issuer's own page). Check with yourcommission.org.`"""
    if one.as_of is None and one.verify_at is None:
        return ""
    age = "Undated" if one.as_of == "undated" else f"As of {one.as_of}" if one.as_of else ""
    sure = f" ({CONFIDENCE[one.confidence]})" if one.confidence else ""
    check = f" Check with {one.verify_at}." if one.verify_at else ""
    return f"{age}{sure}.{check}" if age else check.strip()


def _in_brackets(claim: Sourced) -> str:
    said = [claim.source or "", f"as of {claim.as_of}" if claim.as_of and claim.as_of != "undated" else claim.as_of or ""]
    known = [part for part in said if part]
    return f" ({', '.join(known)})" if known else ""


def details(one: Entry, guide: Guide) -> list[tuple[str, str]]:
    """What an entry has beside its text, by its shape."""
    if isinstance(one, Band):
        median = f"${one.median:,} a year" if one.median is not None else ""
        return [(label, text) for label, text in (("Range", _range(one)), ("Median", median)) if text]
    if isinstance(one, Level) and one.bands:
        return [("Pay", f"{both([band.replace('-', ' ') for band in one.bands], 'or')} (careerplan guide pay)")]
    if isinstance(one, Credentialed):
        renewal = renewal_in_words(one.renewal) if one.renewal else ""
        parts = [("From", one.issuer), ("For", one.who), ("Asks for", one.eligibility), ("Renewal", renewal)]
        return [(label, text) for label, text in parts if text]
    return []


def _range(band: Band) -> str:
    if band.low is None or band.high is None:
        return ""
    years = f"; {band.years[0]} {f'to {band.years[1]} ' if len(band.years) > 1 else 'or more '}years in the job" if band.years else ""
    return f"${band.low:,} to ${band.high:,}{' and more' if band.open else ''} a year{years}"


def renewal_in_words(rule: Renewal) -> str:
    """`every 5 years, ending on May 31 or November 30; 80 hours of continuing education, of which 8 ethics`"""
    said = []
    if rule.years:
        ends = f", ending on {both([_day(day) for day in rule.dates], 'or')}" if rule.dates else CYCLES[rule.cycle]
        said.append(f"every {plural(rule.years, 'year')}{ends}")
    if rule.hours:
        least = [f"{hours:g} {safe(name)}" for name, hours in rule.minimums.items()]
        most = [f"at most {hours:g} {safe(name)}" for name, hours in rule.maximums.items()]
        whole = f"{rule.hours:g} hours of continuing education"
        said.append(f"{whole}, of which {both(least + most, 'and')}" if least or most else whole)
    if rule.practice_hours:
        said.append(f"{rule.practice_hours:,g} hours of practice")
    return "; ".join([*said, *([rule.note] if rule.note else [])])


def _day(month_and_day: str) -> str:
    """`05-31` -> `May 31`"""
    month, day = month_and_day.split("-")
    return f"{MONTHS[int(month) - 1]} {int(day)}"


def hits(found: Sequence[Hit], words: str, screen: Screen) -> str:
    """Where the guide speaks of something."""
    if not found:
        text = f"The guide has nothing about “{safe(words)}”. Try fewer or shorter words."
        return "\n".join([*wrap(text, screen), typed("All of it:", "careerplan guide", screen, column=11)])
    lines = []
    for hit in found:
        lines += [*(bold(line, screen) for line in wrap(f"{hit.where}: {hit.title}", screen)), *wrap(hit.text, screen, first="  ")]
        lines += [typed("Read", hit.command, screen, indent=2)]
    return "\n".join(lines)


def overview(guide: Guide, screen: Screen) -> list[str]:
    """The topics, under the steps."""
    if not guide.topics:
        return []
    return [*wrap(f"Beside the steps you can read: {', '.join(guide.topics)}.", screen),
            typed("Read one:", f"careerplan guide {next(iter(guide.topics))}", screen, column=11),
            typed("Search:", "careerplan guide search WORDS", screen, column=11)]  # fmt: skip


def changes(guide: Guide, news: Sequence[Any], gone: Sequence[tuple[str, str]], screen: Screen) -> str:
    """What later versions of the guide brought, and what the person had marked that is gone."""
    lines: list[str] = []
    for change in news:
        lines += [bold(f"Version {change.version}", screen), *wrap(change.text, screen)]
        for label, ids in (("New", change.added), ("Changed", change.changed)):
            for id in ids:
                action = guide.actions.get(id)
                lines += wrap(f"{label}: {id} {action.title if action else ''}".rstrip(), screen, first="  ")
        for id, title in change.removed.items():
            lines += wrap(f"Gone: {id} {title}", screen, first="  ")
    if gone:
        lines += [*wrap("No longer in the guide; what you said of it is kept in your plan:", screen)]
        lines += [line for id, title in gone for line in wrap(f"{id} {title}".rstrip(), screen, first="  ")]
    if not lines:
        return "\n".join(wrap(f"Nothing is new: your plan follows version {guide.version} of the guide.", screen))
    return "\n".join([*lines, *([typed("Seen it:", "careerplan guide changes --seen", screen, column=10)] if news else [])])


def in_order(folder: str, screen: Screen) -> str:
    return "\n".join(wrap(f"The guide in {safe(folder)} is in order.", screen))
