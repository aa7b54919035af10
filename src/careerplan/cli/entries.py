"""Commands that add a dated entry to what is there already: rate, weigh, decide, log, stage, followed-up, interviewed,
met, verified, renew. One declaration of the entry (`core/kinds.py`) gives the options."""

from collections.abc import Callable
from datetime import date, timedelta
from inspect import Parameter
from typing import Annotated, Any

import typer
from msgspec import Struct
from msgspec.structs import asdict, replace

from ..core import credentials
from ..core.applications import interview_days
from ..core.dates import add_months, in_words
from ..core.fields import assign, fields_of
from ..core.kinds import KINDS, NAMED_BY_GUIDE, Application, Credential
from ..core.plan import Decision, Plan, Profile
from ..core.records import Record, entry_key, entry_order
from ..core.references import resolve_record, short
from ..core.topics import Renewal
from ..errors import InvalidValue, Refused
from ..render import entries as sentences
from .completion import complete_kind, complete_words
from .here import Here, here_of
from .options import as_option, declared_command, declared_options, given, parameter, read_day, read_values
from .records import guide_word, report

On = Annotated[str, typer.Option("--on", metavar="DATE", help="The day, when it is not today.", show_default=False)]
CONTACT_MONTHS = 3
"""When a day to be in touch has come and gone, the next one is so many months ahead, unless the person says otherwise."""

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


LOG = Entered("log", "experience", "hours_log", "hours", anew=True)
STAGE = Entered("stage", "application", "history", "stage", anew=True, ahead=True)
FOLLOWED_UP = Entered("followed-up", "application", "follow_ups")
INTERVIEWED = Entered("interviewed", "application", "interviews", ahead=True)
RATE = Entered("rate", "skill", "ratings", "level")
WEIGH = Entered("weigh", "duty", "marks", "appeal")


def _command(entered: Entered, doc: str) -> Callable[..., None]:
    """A command that adds such an entry: what it is added to, its value, and an option for each other part."""
    asked = entered.kind in NAMED_BY_GUIDE

    def body(ctx: typer.Context, name: str | None = None, value: str | None = None, on: str = "", **typed: Any) -> None:
        here = here_of(ctx)
        texts = ({entered.value: [value]} if entered.value and value is not None else {}) | given(typed)
        if asked and (name is None or value is None):
            from .rounds import ask_round

            ask_round(here, entered, name)
        else:
            enter(ctx, here, entered, str(name), texts, on=on)

    complete = complete_words(NAMED_BY_GUIDE[entered.kind]) if asked else complete_kind(entered.kind)
    metavar = entered.kind.upper()
    info = typer.Argument(metavar=f"[{metavar}]" if asked else metavar, help=f"Which {entered.kind}.", autocompletion=complete,
                          show_default=False)  # fmt: skip
    parameters = [parameter("name", None if asked else Parameter.empty, str | None if asked else str, info)]
    options = {one.name: one for one in declared_options(entered.entry)}
    if entered.value:
        del options[entered.value]
        field = fields_of(entered.entry)[entered.value]
        word = entered.value.upper()
        info = typer.Argument(metavar=f"[{word}]" if asked else word, help=f"{field.doc[:1].upper()}{field.doc[1:]}.",
                              autocompletion=complete_words(choices=field.choices), show_default=False)  # fmt: skip
        parameters.append(parameter("value", None if asked else Parameter.empty, str | None if asked else str, info))
    day = typer.Option("--on", metavar="DATE", help="The day, when it is not today.", show_default=False)
    return declared_command(body, entered.entry, [*parameters, parameter("on", "", str, day), *options.values()], doc=doc)


log = _command(LOG, "Log hours of an experience.\n\nFor example: careerplan log nurse-aide 6.5 --supervised")
stage = _command(STAGE, "Say how far an application has come.\n\nFor example: careerplan stage mercy-hospital interview --on 2026-12-03")
followed_up = _command(FOLLOWED_UP, "Keep that you asked an employer again.")
interviewed = _command(INTERVIEWED, "Keep what there is to say of an interview: who was there, what they asked, feedback.")
rate = _command(RATE, "Rate yourself in a skill, from 1 to 5. Without a skill, you are asked for each in turn.")
weigh = _command(WEIGH, "Say how a duty of the job appeals to you. Without a duty, you are asked for each in turn.")


def enter(ctx: typer.Context, here: Here, entered: Entered, name: str, texts: Texts, *, on: str = "") -> None:
    """Add an entry, and say what it changed."""
    if blank := [part for part, words in texts.items() if not all(word.strip() for word in words)]:
        raise InvalidValue([f"{_named_part(entered, part)}: it is empty" for part in blank], hints=[f"careerplan {entered.command} --help"])
    added: list[str] = []

    def edit(plan: Plan) -> Plan:
        ref, record = _holder(here, plan, entered, name, " ".join(texts.get(entered.value or "", [])))
        day = _day_of(here, entered, record, on)
        key = _key(getattr(record, entered.log), day, entered, texts)
        added[:] = [ref, key]
        return plan.with_record(ref, with_entry(here, record, entered, key, texts, name=name))

    change = here.change(edit)
    ref, key = added
    record = change.after.record(ref)
    said = sentences.entered(short(ref, change.after, here.guide), ref, record, entered.log, key, here.guide, here.today, change.changed)
    name = short(ref, change.after, here.guide)
    lesson = entered is STAGE and getattr(record, "stage", None) == "not-selected" and not getattr(record, "lesson", None)
    report(ctx, here, change, ref, record, said, then=("For next time:", f'careerplan set {name} lesson="…"') if lesson else None)


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


def _key(held: dict[str, Any], day: date, entered: Entered, texts: Texts) -> str:
    """Where the entry goes. What is the same as the last entry of its day is not said twice."""
    of_day = sorted((key for key in held if key[:10] == day.isoformat()), key=entry_order)
    if not of_day or not entered.anew:
        return of_day[-1] if of_day else day.isoformat()
    same = entered is STAGE and texts.get("stage") == [held[of_day[-1]].stage]
    return of_day[-1] if same else entry_key(day, held)


# Others


def met(
    ctx: typer.Context,
    contact: Annotated[str, typer.Argument(metavar="CONTACT", help="Whom.", autocompletion=complete_kind("contact"))],
    on: On = "",
    again: Annotated[str | None, typer.Option("--next", metavar="DATE", help="When to be in touch again, such as +3m.")] = None,
    gave: Annotated[str | None, typer.Option("--gave", metavar="TEXT", help="What you gave back: an article, an introduction.")] = None,
) -> None:
    """Keep that you were in touch with a contact."""
    here = here_of(ctx)
    day = _past_day(here, on)
    following = read_day(here, "--next", again) if again else None

    def edit(plan: Plan) -> Plan:
        ref = resolve_record(contact, plan, ("contact",), command="met")
        values = asdict(plan.record(ref))
        latest = max(filter(None, (values["last_contact"], day)))
        if gave and gave.strip() not in [one.what for key, one in values["gave"].items() if key[:10] == day.isoformat()]:
            key = entry_key(day, values["gave"])
            assign(values, KINDS["contact"], f"gave.{key}.what", [gave], today=here.today, vocabulary={}, refer=lambda text, _kinds: text)
        held = values["next_contact"]
        usual = add_months(day, CONTACT_MONTHS) if held and held <= day else held
        return plan.with_record(ref, replace(plan.record(ref), last_contact=latest, next_contact=following or usual, gave=values["gave"]))

    change = here.change(edit)
    ref = resolve_record(contact, change.after, ("contact",), command="met")
    record = change.after.record(ref)
    remind = None if getattr(record, "next_contact", None) else f"careerplan met {short(ref, change.after, here.guide)} --next +3m"
    report(ctx, here, change, ref, record, sentences.met(record), then=("To be reminded:", remind) if remind else None)


def verified(
    ctx: typer.Context,
    resource: Annotated[str, typer.Argument(metavar="RESOURCE", help="Which.", autocompletion=complete_kind("resource"))],
    on: On = "",
) -> None:
    """Keep that an entry of your directory still holds."""
    here = here_of(ctx)
    day = _past_day(here, on)

    def edit(plan: Plan) -> Plan:
        ref = resolve_record(resource, plan, ("resource",), command="verified")
        return plan.with_record(ref, replace(plan.record(ref), assured=day))

    change = here.change(edit)
    ref = resolve_record(resource, change.after, ("resource",), command="verified")
    said = f"{short(ref, change.after, here.guide)} {'is verified' if change.changed else 'was already verified'} as of {in_words(day)}."
    report(ctx, here, change, ref, change.after.record(ref), said)


def renew(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="A certification or license.", autocompletion=complete_kind("certification", "license"))
    ],
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="The last day of the new period.")] = None,
    begins: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Its first day, when it does not follow the old one.")
    ] = None,
) -> None:
    """Begin the next period of a certification or license. The earlier one is kept."""
    here = here_of(ctx)
    plan = here.load()
    whole = resolve_record(ref, plan, ("certification", "license"), command="renew {}")
    _check_status(plan.record(whole), short(whole, plan, here.guide))
    until = until or _asked_until(here, plan, whole)
    last = read_day(here, "--until", until, last_day=True)
    first = read_day(here, "--from", begins) if begins else None

    def edit(plan: Plan) -> Plan:
        record = plan.record(whole)
        assert isinstance(record, Credential)
        if record.valid_until == last:
            return plan
        _check_renewal(record, last, first, short(whole, plan, here.guide))
        return plan.with_record(whole, credentials.renewed(record, last, rule_of(here, record), today=here.today, first=first))

    change = here.change(edit)
    record = change.after.record(whole)
    said = f"{short(whole, change.after, here.guide)} {'is renewed' if change.changed else 'was already renewed'} until {in_words(last)}."
    report(ctx, here, change, whole, record, said)


def decide(
    ctx: typer.Context,
    decision: Annotated[
        str, typer.Argument(metavar="DECISION", help="go, not-now or no.", autocompletion=complete_words(choices=("go", "not-now", "no")))
    ],
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Your reason. Your later self will ask.")] = None,
    on: On = "",
) -> None:
    """Decide whether this is for you: go, not-now or no. Earlier decisions are kept."""
    here = here_of(ctx)
    here.load()
    if because is None and here.asks:
        because = typer.prompt("Why? (Enter to leave it open)", default="", show_default=False) or None
    texts = {"decision": [decision]} | ({"because": [because]} if because else {})
    day = _past_day(here, on)

    def edit(plan: Plan) -> Plan:
        held = plan.profile.decisions
        paths = {f"decisions.{day}.{part}": words for part, words in texts.items()}
        values = read_values(
            here, Profile, paths, {"decisions": held}, refer=lambda text, _kinds: text,
            label=lambda path: "DECISION" if path.endswith("decision") else "--because",
            suggest=lambda _path, value: f"careerplan decide {value}",
        )  # fmt: skip
        return plan.with_profile(**values)

    change = here.change(edit)
    latest = change.after.profile.decisions[day.isoformat()]
    assert isinstance(latest, Decision)
    from .setup import report_profile_change

    report_profile_change(ctx, here, change, sentences.decided(latest, day))


def _past_day(here: Here, on: str) -> date:
    day = read_day(here, "--on", on) if on else here.today
    if day > here.today:
        raise InvalidValue([f"--on: {in_words(day)} is still to come"], hints=["--on today"])
    return day


def rule_of(here: Here, record: Credential) -> Renewal:
    return credentials.rule_of(record, credentials.entry_of(record, here.topic("certifications")))


def _asked_until(here: Here, plan: Plan, ref: str) -> str:
    """Until when, where no option said so: asked, with what the catalogue's rule would give."""
    record = plan.record(ref)
    assert isinstance(record, Credential)
    rule = rule_of(here, record)
    _, ends = credentials.period(record, rule)
    first = ends + timedelta(days=1) if ends else here.today
    likely = credentials.end_of_period(first, rule)
    shown = likely.isoformat() if likely else "+2y"
    if not here.asks:
        known = "by the rule we know; confirm it with the issuer" if likely else "the day is on your certificate"
        command = f"careerplan renew {short(ref, plan, here.guide)} --until {shown}"
        raise InvalidValue([f"--until is missing: the last day of the new period ({known})"], hints=[command])
    answer: str = typer.prompt("Until which day? Copy it from your certificate or the issuer's page", default=shown)
    return answer


def _check_status(record: Record, name: str) -> None:
    """Raises Refused for what was never active."""
    status = getattr(record, "status", None)
    if status in ("planned", "pending", "revoked"):
        hint = f"careerplan set {name} status=active valid_until=+5y"
        raise Refused(f"{name} is {status}, so there is nothing to renew yet", hints=[hint])


def _check_renewal(record: Credential, last: date, first: date | None, name: str) -> None:
    """Raises InvalidValue for a day that does not lie ahead of the old period."""
    if record.valid_until and last < record.valid_until:
        said = f"--until: {in_words(last)} is before the present end ({in_words(record.valid_until)})"
        raise InvalidValue([said], hints=[f"careerplan set {name} valid_until={last}"])
    if first and first > last:
        said = f"--until: {in_words(last)} is before --from ({in_words(first)})"
        raise InvalidValue([said], hints=[f"careerplan renew {name} --until +5y"])
