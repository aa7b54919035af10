"""Keeping what is there up to date: met, verified, renew, decide."""

from datetime import date, timedelta
from typing import Annotated

import typer
from msgspec.structs import asdict, replace

from ..core import credentials
from ..core.dates import add_months, in_words
from ..core.kinds import KINDS, Credential
from ..core.plan import Decision, Plan, Profile
from ..core.records import Record, entry_key
from ..core.references import resolve_record, short
from ..core.topics import Renewal
from ..errors import InvalidValue, Refused
from ..render import entries as sentences
from .completion import complete_kind, complete_words
from .entries import none_said
from .here import Here, here_of
from .options import read_day, read_values
from .records import report

CONTACT_MONTHS = 3
"""When a day to be in touch has come and gone, the next one is so many months ahead, unless the person says otherwise."""

On = Annotated[str, typer.Option("--on", metavar="DATE", help="The day, when it is not today.", show_default=False)]

_complete_credential = complete_kind("certification", "license")


def met(
    ctx: typer.Context,
    contact: Annotated[
        str | None, typer.Argument(metavar="CONTACT", help="Whom.", autocompletion=complete_kind("contact"), show_default=False)
    ] = None,
    on: On = "",
    again: Annotated[str | None, typer.Option("--next", metavar="DATE", help="When to be in touch again, such as +3m.")] = None,
    gave: Annotated[str | None, typer.Option("--gave", metavar="TEXT", help="What you gave back: an article, an introduction.")] = None,
) -> None:
    """Record that you were in touch with a contact.

    For example: careerplan met dana-lee --next +3m
    """
    here = here_of(ctx)
    if contact is None:
        raise none_said(here, "met", "contact")
    day = _past_day(here, on)
    following = read_day(here, "--next", again) if again else None

    def edit(plan: Plan) -> Plan:
        ref = resolve_record(contact, plan, ("contact",), command="met")
        values = asdict(plan.record(ref))
        latest = max(filter(None, (values["last_contact"], day)))
        if gave and gave.strip() not in [one.what for key, one in values["gave"].items() if key[:10] == day.isoformat()]:
            path = f"gave.{entry_key(day, values['gave'])}.what"
            values |= read_values(here, KINDS["contact"], {path: [gave]}, values, refer=lambda text, _kinds: text,
                                  label=lambda _path: "--gave", suggest=lambda _path, value: f"--gave {value}")  # fmt: skip
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
    resource: Annotated[
        str | None, typer.Argument(metavar="RESOURCE", help="Which.", autocompletion=complete_kind("resource"), show_default=False)
    ] = None,
    on: On = "",
) -> None:
    """Record that you checked an entry in your directory of local help.

    For example: careerplan verified food-bank
    """
    here = here_of(ctx)
    if resource is None:
        raise none_said(here, "verified", "resource")
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
        str | None,
        typer.Argument(metavar="REF", help="A certification or license.", autocompletion=_complete_credential, show_default=False),
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="The last day of the new period.")] = None,
    begins: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Its first day, when it does not follow the old one.")
    ] = None,
) -> None:
    """Begin the next period of a certification or license. The earlier one is kept.

    For example: careerplan renew ccm --until 2031-05-31
    """
    here = here_of(ctx)
    plan = here.load()
    if ref is None:
        raise none_said(here, "renew", "certification", "license")
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
    """Decide whether this is for you: go, not-now or no. Earlier decisions are kept.

    For example: careerplan decide go --because "I like to see people get home safely"
    """
    here = here_of(ctx)
    here.load()
    if not decision.strip():
        raise InvalidValue(["DECISION is empty: it is go, not-now or no"], hints=["careerplan decide not-now"])
    if because is None and here.asks:
        because = typer.prompt("Why? (Enter to leave it open)", default="", show_default=False) or None
    texts = {"decision": [decision]} | ({"because": [because]} if because else {})
    day = _past_day(here, on)

    def edit(plan: Plan) -> Plan:
        held = dict(plan.profile.decisions)
        if day.isoformat() in held and held[day.isoformat()].decision != decision.strip().lower():
            del held[day.isoformat()]  # another decision does not take over the reason of the first
        paths = {f"decisions.{day}.{part}": words for part, words in texts.items()}
        values = read_values(
            here, Profile, paths, {"decisions": held}, refer=lambda text, _kinds: text,
            label=lambda path: "DECISION" if path.endswith("decision") else "--because",
            suggest=lambda path, value: f"careerplan decide {value if path.endswith('decision') else f'{decision} --because {value}'}",
        )  # fmt: skip
        return plan.with_profile(**values)

    change = here.change(edit)
    latest = change.after.profile.decisions[day.isoformat()]
    assert isinstance(latest, Decision)
    from .setup import report_profile_change

    report_profile_change(ctx, here, change, sentences.decided(latest, day), goes_on=latest.decision == "go")


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
