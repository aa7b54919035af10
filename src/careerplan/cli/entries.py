"""Commands that add a dated entry to what is there already: rate, weigh, log, stage, followed-up, interviewed. One
declaration of the entry (`core/entries.py`) gives the options."""

from collections.abc import Callable
from datetime import date
from typing import Any

import typer
from msgspec import Struct
from msgspec.structs import asdict, replace

from ..core.applications import interview_days
from ..core.dates import in_words
from ..core.fields import fields_of
from ..core.kinds import KINDS, NAMED_BY_GUIDE, Application
from ..core.plan import Plan
from ..core.records import Record, entry_key, entry_order
from ..core.references import resolve_record, short
from ..errors import CareerplanError, InvalidValue
from ..render import entries as sentences
from .completion import complete_kind, complete_words
from .here import Here, here_of
from .options import as_option, declared_command, declared_options, given, parameter, read_day, read_values
from .records import guide_word, report

Texts = dict[str, list[str]]
"""Part of an entry -> what was typed for it."""


class Entered(Struct, frozen=True):
    """What a command adds: an entry of a log of a kind. `value`: the part that is an argument."""

    command: str
    kind: str
    log: str
    value: str | None = None
    anew: bool = False
    """A second entry of a day stands beside the first; otherwise it changes it."""
    ahead: bool = False
    """The day may lie ahead."""

    @property
    def entry(self) -> type[Struct]:
        found = fields_of(KINDS[self.kind])[self.log].entry
        assert found is not None
        return found


_VALUES = {"log": ["6.5"], "stage": ["applied"]}
"""A value that may stand for the one that is missing."""

LOG = Entered("log", "experience", "hours_log", "hours", anew=True)
STAGE = Entered("stage", "application", "history", "stage", anew=True, ahead=True)
FOLLOWED_UP = Entered("followed-up", "application", "follow_ups")
INTERVIEWED = Entered("interviewed", "application", "interviews", ahead=True)
RATE = Entered("rate", "skill", "ratings", "level")
WEIGH = Entered("weigh", "duty", "marks", "appeal")


def _command(entered: Entered, doc: str, *, example: str) -> Callable[..., None]:
    """A command that adds such an entry: what it is added to, its value, and an option for each other part."""
    asked = entered.kind in NAMED_BY_GUIDE

    def body(ctx: typer.Context, name: str | None = None, value: str | None = None, on: str = "", **typed: Any) -> None:
        here = here_of(ctx)
        texts = ({entered.value: [value]} if entered.value and value is not None else {}) | given(typed)
        if asked and (name is None or value is None):
            from .rounds import ask_round

            ask_round(here, entered, name)
        else:
            _check_given(here, entered, name, value)
            enter(ctx, here, entered, str(name), texts, on=on)

    complete = complete_words(NAMED_BY_GUIDE[entered.kind]) if asked else complete_kind(entered.kind)
    info = typer.Argument(metavar=entered.kind.upper(), help=f"Which {entered.kind}.", autocompletion=complete, show_default=False)
    parameters = [parameter("name", None, str | None, info)]
    options = {one.name: one for one in declared_options(entered.entry)}
    if entered.value:
        del options[entered.value]
        field = fields_of(entered.entry)[entered.value]
        info = typer.Argument(metavar=entered.value.upper(), help=f"{field.doc[:1].upper()}{field.doc[1:]}.",
                              autocompletion=complete_words(choices=field.choices), show_default=False)  # fmt: skip
        parameters.append(parameter("value", None, str | None, info))
    day = typer.Option("--on", metavar="DATE", help="The day, when it is not today.", show_default=False)
    return declared_command(body, entered.entry, [*parameters, parameter("on", "", str, day), *options.values()],
                            doc=f"{doc}\n\nFor example: careerplan {example}")  # fmt: skip


log = _command(LOG, "Log hours of an experience.", example="log nurse-aide 6.5 --supervised")
stage = _command(STAGE, "Say how far an application has come.", example="stage mercy-hospital interview --on 2026-12-03")
followed_up = _command(
    FOLLOWED_UP, "Record that you followed up with an employer.", example='followed-up mercy-hospital --note "left a message"'
)
interviewed = _command(
    INTERVIEWED,
    "Record notes on an interview: who was there, what they asked, thanks, feedback.",
    example='interviewed mercy-hospital --people "Kim Ito" --thanked today',
)
rate = _command(RATE, "Rate yourself in a skill, from 1 to 5. Without a skill, you are asked for all.", example="rate communication 3")
weigh = _command(WEIGH, "Say how a duty of the job appeals to you. Without one, you are asked for all.", example="weigh booking neutral")


def _check_given(here: Here, entered: Entered, name: str | None, value: str | None) -> None:
    """Raises InvalidValue, with what there is, where it was not said what the entry belongs to, or its value."""
    if name is not None and (value is not None or entered.value is None):
        return
    like = " ".join(_VALUES.get(entered.command, []))
    if name is None:
        raise none_said(here, entered.command, entered.kind, more=like)
    raise InvalidValue([f"say which {entered.value}"], hints=[f"careerplan {entered.command} {name} {like}"])


def none_said(here: Here, command: str, *kinds: str, more: str = "") -> CareerplanError:
    """Which record was meant was not said: these there are. `more`: what else may be typed."""
    plan = here.load()
    held = [short(f"{kind}/{id}", plan, here.guide) for kind in kinds for id in plan.of_kind(kind)]
    what = " or ".join(kinds)
    if not held:
        return InvalidValue([f"you have no {what} yet"], hints=[f'careerplan add {kinds[0]} "…"'])
    return InvalidValue(
        [f"say which {what}: {', '.join(held[:8])}"], hints=[f"careerplan {command} {one} {more}".rstrip() for one in held[:3]]
    )


def enter(ctx: typer.Context, here: Here, entered: Entered, name: str, typed: Texts, *, on: str = "") -> None:
    """Add an entry, and say what it changed."""
    if entered is STAGE and typed.get("stage") == ["interview"] and not on and here.asks:
        on = typer.prompt("On which day is the interview?", default="today")
    if blank := [part for part, words in typed.items() if not all(word.strip() for word in words)]:
        raise InvalidValue([f"{_named_part(entered, part)}: it is empty" for part in blank], hints=[f"careerplan {entered.command} --help"])
    added: list[str] = []

    def edit(plan: Plan) -> Plan:
        texts = typed
        ref, record = _holder(here, plan, entered, name, " ".join(texts.get(entered.value or "", [])))
        day = _day_of(here, entered, record, on)
        if entered is STAGE:
            record, texts = _moved_stage(here, record, texts)
        key = _key(getattr(record, entered.log), day, entered)
        added[:] = [ref, key]
        return plan.with_record(ref, with_entry(here, record, entered, key, texts, name=name))

    change = here.change(edit)
    ref, key = added
    record = change.after.record(ref)
    said = sentences.entered(short(ref, change.after, here.guide), ref, record, entered.log, key, here.guide, here.today, change.changed)
    name = short(ref, change.after, here.guide)
    report(ctx, here, change, ref, record, said, then=_then(entered, record, name, key, on))


def _then(entered: Entered, record: Record, name: str, key: str, on: str) -> tuple[str, str] | None:
    """What may be wanted right after an entry."""
    if entered is LOG and key[10:]:
        return "To take it back:", f"careerplan set {name} hours_log.{key}="
    if entered is STAGE and isinstance(record, Application):
        if record.stage == "not-selected" and not record.lesson:
            return "For next time:", f'careerplan set {name} lesson="…"'
        if record.stage == "interview" and not on:
            return "On another day:", f"careerplan stage {name} interview --on YYYY-MM-DD"
    return None


def _moved_stage(here: Here, record: Record, texts: Texts) -> tuple[Record, Texts]:
    """Saying the latest stage again corrects its day: the entry is taken out, and its note goes with the new one.

    An interview that lies behind stays; the next one is another.
    """
    assert isinstance(record, Application)
    latest = max(record.history, key=entry_order, default=None)
    if latest is None or texts.get("stage") != [record.history[latest].stage]:
        return record, texts
    if record.history[latest].stage == "interview" and latest[:10] < here.today.isoformat():
        return record, texts
    note = record.history[latest].note
    history = {key: entry for key, entry in record.history.items() if key != latest}
    return replace(record, history=history), texts | ({} if note is None or "note" in texts else {"note": [note]})


def with_entry(here: Here, record: Record, entered: Entered, key: str, texts: Texts, *, name: str) -> Record:
    """The record with what was typed in the entry under `key`. Raises InvalidValue with every problem."""
    paths = {f"{entered.log}.{key}.{part}": words for part, words in texts.items()}
    if not paths:
        entries = {**getattr(record, entered.log), key: getattr(record, entered.log).get(key) or entered.entry()}
        return replace(record, **{entered.log: dict(sorted(entries.items(), key=lambda item: entry_order(item[0])))})
    values = read_values(
        here, type(record), paths, asdict(record), refer=lambda text, _kinds: text,
        label=lambda path: _named_part(entered, path), suggest=lambda path, value: _better(entered, name, path, value),
    )  # fmt: skip
    return replace(record, **values)


def _named_part(entered: Entered, path: str) -> str:
    part = path.rpartition(".")[2]
    return part.upper() if part == entered.value else as_option(entered.entry, part)


def _better(entered: Entered, name: str, path: str, value: str) -> str:
    part = path.rpartition(".")[2]
    return f"careerplan {entered.command} {name} {value}" if part == entered.value else f"{as_option(entered.entry, part)} {value}"


def _holder(here: Here, plan: Plan, entered: Entered, name: str, value: str) -> tuple[str, Record]:
    """The record that the entry is added to. One that the guide names comes into being with its first entry."""
    if entered.kind in NAMED_BY_GUIDE:
        word = guide_word(here, entered.kind, name, command=f"{entered.command} {{}} {value}".rstrip())
        return f"{entered.kind}/{word}", plan.of_kind(entered.kind).get(word) or KINDS[entered.kind]()
    ref = resolve_record(name, plan, (entered.kind,), command=f"{entered.command} {{}} {value}".rstrip())
    return ref, plan.record(ref)


def _day_of(here: Here, entered: Entered, record: Record, on: str) -> date:
    """The day of the entry: as typed, else today; of an interview, the latest that was not after today."""
    if on:
        day = read_day(here, "--on", on)
        if day > here.today and not entered.ahead:
            raise InvalidValue([f"--on: {in_words(day)} is still to come"], hints=["--on today"])
        return day
    if entered is INTERVIEWED and isinstance(record, Application):
        days = interview_days(record)
        return max((day for day in days if day <= here.today), default=min(days, default=here.today))
    return here.today


def _key(held: dict[str, Any], day: date, entered: Entered) -> str:
    """Where the entry goes."""
    of_day = sorted((key for key in held if key[:10] == day.isoformat()), key=entry_order)
    if not of_day or not entered.anew:
        return of_day[-1] if of_day else day.isoformat()
    return entry_key(day, held)
