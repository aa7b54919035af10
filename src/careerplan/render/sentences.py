"""What careerplan says, where it is more than a table: reasons, records, what changed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ..core.agenda import Item, Reason
from ..core.dates import in_words, month_in_words
from ..core.fields import fields_of
from ..core.guide import Guide
from ..core.kinds import KINDS, NAMED_BY_GUIDE
from ..core.progress import ActionState
from ..core.records import Record, entry_order
from .layout import Screen, clip, safe, wrap

if TYPE_CHECKING:
    from ..core.privacy import Sighting

STAGE_WORDS = {
    "interested": "of interest", "preparing": "being prepared", "applied": "applied", "in-review": "in review", "interview": "interview",
    "offer": "an offer", "accepted": "accepted", "not-selected": "they chose somebody else", "declined": "you declined",
    "withdrawn": "you withdrew", "no-response": "no answer",
}  # fmt: skip
"""How the stages of an application are said."""

STATUS_WORDS = {"todo": "to do", "doing": "doing", "done": "done", "skipped": "skipped"}


def why(item: Item, guide: Guide, today: date) -> list[str]:
    """Why an item is where it is, a clause for each reason."""
    return [_reason(reason, guide, today) for reason in item.reasons]


def _reason(reason: Reason, guide: Guide, today: date) -> str:
    match reason.kind:
        case "overdue":
            assert reason.day
            return f"it was due on {in_words(reason.day)}, {days((today - reason.day).days)} ago"
        case "due":
            assert reason.day
            left = (reason.day - today).days
            return "it is due today" if left == 0 else f"it is due on {in_words(reason.day)}, in {days(left)}"
        case "unblocks":
            assert reason.day
            was = "was due" if reason.day < today else "is due"
            return f"{_named(reason.refs[0])} {was} on {in_words(reason.day)}, and this comes first"
        case "doing":
            return "you have started it"
        case "partly":
            return f"you have {reason.count} of {reason.total}"
        case "close":
            counted = f"{reason.total} of {reason.total}" if reason.total else "all"
            return f"{counted} of what step {reason.refs[0].removeprefix('step-')} asks of you is there; only you close a step"
        case "first":
            return "nothing comes before it"
        case "open-now":
            return "what comes before it is done"
        case "better-later":
            return f"it can be started now, though {both([_named(ref) for ref in reason.refs], 'and')} {_is(reason.refs)} best done first"
        case "waited-for":
            more = "1 action waits" if reason.count == 1 else f"{reason.count} actions wait"
            return f"{more} for it"
        case "one-of":
            return f"one of {both(reason.refs, 'or')} is enough"
        case "optional":
            return "it is not required, only a good idea"
        case "last-in-step":
            return f"it is the last open action of step {reason.refs[0].removeprefix('step-')}"
        case "later":
            assert reason.day
            return f"you set it for {in_words(reason.day)}"
        case "again":
            named = [safe(ref.split("/", 1)[1]) for ref in reason.refs[:3]]
            named += [f"{reason.count - 3} more"] if reason.count > 3 else []
            return f"you did it once, and {both(named, 'and')} {'asks' if reason.count == 1 else 'ask'} for it again"
        case "short-of":
            assert reason.day
            left = (reason.day - today).days
            return f"{reason.count} of {reason.total} hours are there, and its period ends in {days(left)}"


def record_in_words(ref: str, record: Record, guide: Guide) -> str:
    """`Nurse aide, Sunrise Home, volunteer, since Jan 2026`."""
    kind = ref.split("/", 1)[0]
    fields = fields_of(KINDS[kind])
    said = []
    names = [name for name in KINDS[kind].columns if fields[name].form != "log"] or list(KINDS[kind].columns[:1])
    for name in names:
        value = getattr(record, name)
        if value in (None, (), {}, "", False):
            continue
        if name == "start" and getattr(record, "end", None) is None:
            said.append(f"since {month_in_words(value)}")
        elif fields[name].form == "date":
            said.append(f"{fields[name].name.replace('_', ' ')} {in_words(value)}")
        else:
            said.append(value_in_words(kind, name, value, guide))
    title = guide.label(NAMED_BY_GUIDE[kind], ref.split("/", 1)[1]) if kind in NAMED_BY_GUIDE else ""
    return safe(", ".join(dict.fromkeys([title, *said] if title else said)))


def value_in_words(kind: str, name: str, value: Any, guide: Guide) -> str:
    """A field's value, for people."""
    return _value(fields_of(KINDS[kind])[name], value, guide)


def _value(field: Any, value: Any, guide: Guide) -> str:
    if value in (None, (), {}, ""):
        return ""
    if field.form == "yes-no":
        return ("yes" if value else "no") if field.name not in ("online", "tailored") else (field.name if value else "")
    if field.form == "date":
        return in_words(value)
    if field.form == "list":
        return ", ".join(guide.label(field.vocabulary, one).lower() if field.vocabulary else one for one in value)
    if field.form == "log":
        return _log(field.name, value)
    if field.form == "table":
        parts = fields_of(type(value))
        return ", ".join(f"{name} {getattr(value, name)}" for name in parts if getattr(value, name))
    if field.form == "number":
        unit = {"hours_per_week": " hours a week", "hours": " hours"}.get(field.name, "")
        return f"{value:g}{unit}"
    return guide.label(field.vocabulary, value).lower() if field.vocabulary else str(value)


def _log(name: str, entries: dict[str, Any]) -> str:
    """The whole of a log in a few words: hours in all, the latest stage or level, or how often."""
    latest = max(entries, key=entry_order)
    day = in_words(date.fromisoformat(latest[:10]))
    match name:
        case "hours_log":
            return f"{sum(entry.hours for entry in entries.values()):g} hours on {days(len({key[:10] for key in entries}))}"
        case "ratings":
            return f"level {entries[latest].level} ({day})"
        case "history" | "marks" | "decisions":
            return f"{next(getattr(entries[latest], part) for part in fields_of(type(entries[latest])))} ({day})"
        case _:
            return f"{len(entries)}, the last on {day}" if len(entries) > 1 else f"on {day}"


def profile_value(field: Any, value: Any, guide: Guide) -> str:
    return _value(field, value, guide)


def satisfied_in_words(ids: Sequence[str], guide: Guide) -> str:
    """`That satisfies 3.3 (Volunteer in a health care setting) and 4.3 (…).`"""
    named = [f"{id} ({guide.actions[id].title})" for id in ids]
    return f"That satisfies {both(named, 'and')}."


def actions_in_words(ids: Iterable[str], guide: Guide) -> str:
    return ", ".join(f"{id} ({guide.actions[id].title})" for id in ids)


def missing_in_words(state: ActionState, guide: Guide) -> str:
    """How far the evidence of an open action is: `2 of 6; still missing: Food, Housing`. Empty when there is nothing to say."""
    found, rule = state.found, state.action.evidence
    if state.satisfied or rule is None or (found.want == 1 and not found.missing):
        return ""
    labels = {word: label for words in guide.vocabulary.values() for word, label in words.items()}
    missing = [labels.get(word, word.replace("_", " ")) for word in found.missing]
    more = f" and {len(missing) - 5} more" if len(missing) > 6 else ""
    listed = f"; still missing: {', '.join(missing[:5] if more else missing)}{more}" if missing else ""
    return f"{found.have} of {found.want} so far{listed}"


def in_doubt(seen: "Sequence[Sighting]", screen: Screen) -> str:
    """What a text seems to tell of a real person."""
    what = both([f"{one.name} (“{safe(clip(one.text, 40))}”)" for one in seen[:4]], "and")
    text = f"careful: this looks like {what}. Never keep what could tell who a real person in care is: say it without, or invent one."
    return "\n".join(wrap(text, screen, rest="  "))


def days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def plural(count: float, word: str) -> str:
    """`1 year`, `2.5 years`."""
    return f"{count:,g} {word}{'' if count == 1 else 's'}"


def both(words: Sequence[str], joint: str) -> str:
    """`a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named(ref: str) -> str:
    return ref.replace("step-", "step ")


def _is(refs: Sequence[str]) -> str:
    return "is" if len(refs) == 1 else "are"
