"""What is said of an entry that was added: hours, a stage, a rating, a mark."""

from datetime import date
from typing import Any

from ..core.applications import dated
from ..core.dates import in_words
from ..core.guide import Guide
from ..core.kinds import Application, Contact
from ..core.plan import Decision
from ..core.records import Record, entry_order
from .layout import safe
from .sentences import STAGE_WORDS, both

LEVELS = {1: "novice", 2: "advanced beginner", 3: "competent", 4: "proficient", 5: "expert"}


def entered(name: str, ref: str, record: Record, log: str, key: str, guide: Guide, today: date, changed: bool) -> str:
    """`Logged 6.5 hours of nurse-aide on 22 Nov 2026; 46.5 hours are in its log.`"""
    if not changed:
        return f"{name} already says so; nothing changed."
    entries = getattr(record, log)
    entry, day = entries[key], in_words(date.fromisoformat(key[:10]))
    match log:
        case "hours_log":
            total = sum(one.hours for one in entries.values())
            earlier = sum(one.hours for other, one in entries.items() if other[:10] == key[:10] and other != key)
            second = f" There were {earlier:g} hours on that day already." if earlier else ""
            return f"Logged {entry.hours:g} hours of {name} on {day}; {total:g} hours are in its log.{second}"
        case "history":
            assert isinstance(record, Application)
            return f"{safe(record.employer)}: {STAGE_WORDS[entry.stage]} on {day}.{_proposed(record, today)}"
        case "follow_ups":
            assert isinstance(record, Application)
            return f"You followed up with {safe(record.employer)} on {day}.{_proposed(record, today)}"
        case "interviews":
            assert isinstance(record, Application)
            return f"Kept of the interview at {safe(record.employer)} on {day}: {_kept(entry)}.{_proposed(record, today)}"
        case "ratings":
            return f"{guide.label('skills', ref.split('/', 1)[1])}: level {entry.level} ({LEVELS[entry.level]}){_before(entries, key)}."
        case "marks":
            return f"{guide.label('duties', ref.split('/', 1)[1])}: {entry.appeal}."
        case _:
            return f"Kept in {name} on {day}."


def met(record: Record) -> str:
    assert isinstance(record, Contact)
    assert record.last_contact
    following = f" The next time: {in_words(record.next_contact)}." if record.next_contact else ""
    return f"You were in touch with {safe(record.name)} on {in_words(record.last_contact)}.{following}"


def decided(decision: Decision, day: date) -> str:
    because = f", because: {safe(decision.because)}" if decision.because else ""
    kept = "" if decision.decision == "go" else " That is good to know too. Your plan stays as it is, in case you change your mind."
    return f"You decided {decision.decision} on {in_words(day)}{because}.{kept}"


def _proposed(record: Application, today: date) -> str:
    """What the application asks for next."""
    ahead = [one for one in dated(record, today) if one.day >= today]
    return f" {ahead[0].title}: {in_words(ahead[0].day)}." if ahead else ""


def _kept(entry: Any) -> str:
    said = {
        "people": "who was there", "questions": "what they asked", "thanked": "your thanks", "feedback": "their feedback",
        "feedback_asked": "that you asked for feedback", "note": "how it went",
    }  # fmt: skip
    found = [words for name, words in said.items() if getattr(entry, name)]
    return both(found, "and") if found else "its day"


def _before(entries: dict[str, Any], key: str) -> str:
    earlier = [one for one in sorted(entries, key=entry_order) if entry_order(one) < entry_order(key)]
    return f"; it was {entries[earlier[-1]].level} on {in_words(date.fromisoformat(earlier[-1][:10]))}" if earlier else ""
