"""The questions of `init`: few, friendly, each with an option. Enter keeps what is in [brackets]."""

from collections.abc import Sequence

import typer

from ..core.fields import fields_of
from ..core.kinds import KINDS
from ..core.plan import Profile
from ..errors import InvalidValue
from .here import Here
from .options import read_values
from .output import say

HAVE = {
    "degree": "the degree you hold, such as bachelor",
    "degree_area": "what you studied for it",
    "degree_from": "the school that gave it",
    "degree_end": "when you finished it, such as 2019-05",
    "license": "the letters of a license you hold, such as RN",
    "work": "your work in health care, such as Nurse aide",
    "work_at": "where you do it",
    "work_setting": "what sort of place that is, such as hospital",
    "work_start": "since when, such as 2024-03",
}
"""What you already have: an option of `init` for each, and records made from them."""

_RECORDS = {
    "degree": ("education", {"degree": "study_type", "degree_area": "area", "degree_from": "institution", "degree_end": "end"}),
    "license": ("license", {"license": "code"}),
    "work": ("experience", {"work_at": "organization", "work_setting": "setting", "work_start": "start"}),
}
"""First answer -> the kind it makes, and which answer fills which field."""

_ALWAYS = {"education": {"status": ["completed"]}, "license": {"status": ["active"]}, "experience": {"kind": ["paid"]}}


def records_of(answered: dict[str, list[str]]) -> list[tuple[str, str | None, dict[str, list[str]]]]:
    """(kind, name, fields) of each record that the answers make."""
    found = []
    for first, (kind, places) in _RECORDS.items():
        if first in answered:
            fields = {field: answered[name] for name, field in places.items() if name in answered}
            name = answered[first][0] if first not in places or kind == "license" else None
            found.append((kind, name, fields | _ALWAYS[kind]))
    return found


def ask_all(here: Here, answered: dict[str, list[str]]) -> dict[str, list[str]]:
    """Ask for what no option gave. The answers, as texts by field."""
    say("A few questions, so that the plan fits you. Enter skips one or keeps what is in\n[brackets]; you can change all of it later.\n")
    found = dict(answered)
    _ask(here, found, "name", "What should I call you?")
    if "work" not in found and _choose("Where do you start from?", ["new to health care", "already working in health care"]) == 1:
        _ask(here, found, "work", "What is your work there, in a few words?")
        if "work" in found:
            _ask(here, found, "work_at", "Where do you work?")
            _ask_word(here, found, "work_setting", "What sort of place is it?", "I would rather not say")
            _ask(here, found, "work_start", "Since when? (such as 2024-03)")
    _ask_degree(here, found)
    _ask(here, found, "license", "Do you hold a license? Its letters, such as RN or LPN; Enter if not.")
    _ask_word(here, found, "route", "Which degree do you aim for, or have?", "not decided yet")
    _ask_word(here, found, "field", "Which field do you come from, or study?", "not decided yet")
    _ask(here, found, "hours_per_week", "How many hours a week can you give to this? (such as 5)")
    _ask(here, found, "aim", f"By when would you like to be a {here.guide.goal}? (such as {here.today.year + 2}-06)")
    say("")
    return found


def _ask_degree(here: Here, found: dict[str, list[str]]) -> None:
    if "degree" in found:
        return
    degrees = [word for word in fields_of(KINDS["education"])["study_type"].choices if word not in ("high-school", "certificate")]
    chosen = _choose("Do you have a degree?", ["none yet", *degrees])
    if chosen == 0:
        return
    found["degree"] = [degrees[chosen - 1]]
    _ask(here, found, "degree_area", "What did you study?")
    _ask(here, found, "degree_from", "At which school?")
    _ask(here, found, "degree_end", "When did you finish? (such as 2019-05)")


def _ask_word(here: Here, found: dict[str, list[str]], name: str, question: str, none: str) -> None:
    """Ask for a word of the guide's vocabulary."""
    field = fields_of(KINDS["experience"])["setting"] if name == "work_setting" else fields_of(Profile)[name]
    words = here.guide.vocabulary.get(field.vocabulary or "", {})
    if name in found or not words:
        return
    held = found.get("degree", [""])[0]
    default = list(words).index(held) + 1 if name == "route" and held in words else 0
    chosen = _choose(question, [none, *(label[:1].lower() + label[1:] for label in words.values())], default=default)
    if chosen:
        found[name] = [list(words)[chosen - 1]]


def _ask(here: Here, found: dict[str, list[str]], name: str, question: str) -> None:
    """Ask for one text until it fits; Enter skips it."""
    while name not in found:
        text: str = typer.prompt(question, default="", show_default=False, prompt_suffix=" ")
        if not text.strip():
            return
        try:
            _check(here, name, text)
        except InvalidValue as error:
            say(f"  {error.message}" + (f". For example: {error.hints[0]}" if error.hints else ""))
            continue
        found[name] = [text]


def _check(here: Here, name: str, text: str) -> None:
    """Raise InvalidValue when the answer would not be accepted."""
    declared, field = next(
        ((KINDS[kind], places.get(name, KINDS[kind].natural[0])) for first, (kind, places) in _RECORDS.items() if name in (first, *places)),
        (Profile, name),
    )
    read_values(here, declared, {field: [text]}, {}, refer=lambda ref, _kinds: ref, label=lambda _path: "that does not fit",
                suggest=lambda _path, value: value)  # fmt: skip


def _choose(question: str, choices: Sequence[str], *, default: int = 0) -> int:
    """The number of the choice, counted from 0. It may be typed as its number or as its words."""
    say(question)
    for number, choice in enumerate(choices, 1):
        say(f"  {number}  {choice}")
    while True:
        typed: str = typer.prompt("Number", default=str(default + 1), prompt_suffix=" ").strip().lower()
        if typed.isdecimal() and 1 <= int(typed) <= len(choices):
            return int(typed) - 1
        close = [index for index, choice in enumerate(choices) if choice.lower().startswith(typed)]
        if typed and len(close) == 1:
            return close[0]
        say(f"  Type a number from 1 to {len(choices)}.")
