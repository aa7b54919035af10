"""One part of the plan whole: hours, certifications, contacts, resources, applications."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from ..core.applications import Channel, dated, last_heard
from ..core.credentials import Need, Standing
from ..core.dates import A_MONTH, in_words, month_in_words
from ..core.entries import ENDED
from ..core.guide import Guide
from ..core.hours import Outlook, Total, Worked, by_month, totals
from ..core.kinds import AIMED_AT, Application
from ..core.plan import Plan
from ..core.references import Names
from .layout import Screen, bar, bold, safe, table, typed, wrap
from .overview_answers import (
    by_category,
    contacts_by_date,
    is_overdue,
    kind_of,
    setting_of,
)
from .records import quoted
from .sentences import STAGE_WORDS, both, capital, days, plural

PIPELINE = ("accepted", "offer", "interview", "in-review", "applied", "preparing", "interested", None,
            "not-selected", "declined", "withdrawn", "no-response")  # fmt: skip
"""Stages as they are shown: what is nearest to a job first, what has ended last."""

FOLLOWING = {None: "interested", "interested": "applied", "preparing": "applied", "applied": "interview", "in-review": "interview",
             "interview": "offer", "offer": "accepted"}  # fmt: skip
"""The stage that usually comes next."""

# Hours


def hours(found: Sequence[Worked], outlook: Outlook | None, plan: Plan, guide: Guide, screen: Screen) -> str:
    if not found and not plan.of_kind("experience"):
        return "\n".join([*wrap("No hours yet: they belong to an experience.", screen),
                          typed("Type", 'careerplan add experience "…" --at "…" --kind volunteer --start today', screen)])  # fmt: skip
    if not found:
        return "\n".join([*wrap("No such hours yet: log some, or say how many hours a week an experience has.", screen),
                          typed("Type", "careerplan log nurse-aide 6.5".replace("nurse-aide", _an_experience(plan)), screen)])  # fmt: skip
    blocks = [
        ("setting", totals(found, lambda one: guide.label("settings", setting_of(one, plan)).lower() or "not said")),
        ("kind", totals(found, lambda one: kind_of(one, plan) or "not said")),
        ("month", [replace(one, word=month_in_words(date.fromisoformat(f"{one.word}-01"))) for one in by_month(found)[-12:]]),
    ]
    lines: list[str] = []
    for head, sums in blocks:
        rows = [[one.word, _h(one.hours), _h(one.estimated), _h(one.supervised)] for one in sums]
        shown = table(rows, screen, head=[head, "hours", "of these estimated", "supervised"])
        lines += [*(shown if screen.narrow else [bold(shown[0], screen), *shown[1:]]), ""]
    total = Total(word="", hours=sum(one.hours for one in found), estimated=sum(one.hours for one in found if one.estimated),
                  supervised=sum(one.hours for one in found if one.supervised))  # fmt: skip
    if len(blocks[2][1]) == 12:
        lines += wrap("These are the last twelve months; earlier ones count too.", screen)
    about = f", of which {_h(total.estimated)} are estimated from hours a week" if total.estimated else ""
    lines += wrap(f"{_h(total.hours)} hours in all{about}; {_h(total.supervised) or 'none'} supervised.", screen)
    if outlook:
        lines += _outlook(outlook, screen)
    else:
        lines.append(typed("To reach a number:", "careerplan hours --target 500", screen, column=19))
    return "\n".join(lines)


def _outlook(outlook: Outlook, screen: Screen) -> list[str]:
    done = min(int(outlook.hours), int(outlook.target))
    lines = [f"{bar(done, int(outlook.target) or 1)} {_h(outlook.hours)} of {_h(outlook.target)}"]
    if not outlook.left:
        return [*lines, "You are there."]
    if outlook.reached is None:
        return [*lines, *wrap(f"{_h(outlook.left)} to go. Nothing goes on at present, so there is no date to tell.", screen)]
    pace = f"If you go on with {_h(outlook.pace)} hours a week, as lately, you are there about {in_words(outlook.reached)}."
    return [*lines, *wrap(f"{_h(outlook.left)} to go. {pace}", screen)]


def _an_experience(plan: Plan) -> str:
    return next(iter(plan.of_kind("experience")), "nurse-aide")


def _h(hours: float) -> str:
    """Hours without needless digits; empty for none."""
    return f"{hours:,.1f}".removesuffix(".0") if hours else ""


# Certifications and licenses


def certifications(found: Sequence[Standing], plan: Plan, guide: Guide, today: date, screen: Screen) -> str:
    if not found:
        return "\n".join([*wrap("No certification or license is recorded yet.", screen),
                          typed("Which there are:", "careerplan guide certifications", screen, column=17),
                          typed("Add one:", 'careerplan add certification "…" --status planned', screen, column=17)])  # fmt: skip
    names = Names(plan, guide)
    return "\n\n".join("\n".join(_credential(one, names.short(one.ref), today, screen)) for one in found)


def _credential(one: Standing, name: str, today: date, screen: Screen) -> list[str]:
    code = f" ({safe(one.record.code)})" if one.record.code and one.record.code != one.record.name else ""
    lines = [bold(line, screen) for line in wrap(f"{safe(one.record.name)}{code}: {one.state}", screen)]
    lines += wrap(_period(one, today), screen, first="  ") if one.ends or one.begins else []
    for need in [*([one.hours] if one.hours else []), *one.minimums]:
        lines += [f"  {_need(need)}"]
    if one.missing and (pace := one.pace(today)):
        rate = f"about {_h(max(pace, 0.1))} a month until then" if pace < one.missing else "before then"
        lines += wrap(f"Still missing: {_h(one.missing)} hours, {rate}.", screen, first="  ")
    if one.undated:
        names = both([safe(ref.split("/", 1)[1]) for ref in one.undated], "and")
        lines += wrap(f"Not counted, since the date or the hours are missing: {names}.", screen, first="  ")
    if one.hours is None and one.minimums == () and one.state in ("active", "due soon", "expired"):
        said = "How many hours its renewal asks for is not known here. Look on the issuer's page, then type your own numbers."
        lines += wrap(said, screen, first="  ")
        lines.append(typed("Type", f"careerplan set {name} renewal_years=… renewal_hours=…", screen, indent=2))
    if one.record.periods:
        earlier = [in_words(period.valid_until) for period in one.record.periods.values() if period.valid_until]
        lines += wrap(f"Earlier periods ended on {both(earlier, 'and')}.", screen, first="  ") if earlier else []
    if one.state in ("due soon", "expired"):
        lines.append(typed("Type", f"careerplan renew {name}", screen, indent=2))
    if one.missing and one.state != "expired":
        short_of = [f" --categories {quoted(need.category)}" for need in one.minimums if need.missing and need.category]
        course = f'careerplan add course "…" --hours 2 --date today{short_of[0] if short_of else ""} --counts-for {name}'
        lines.append(typed("Type", course, screen, indent=2))
    if one.entry and one.state in AIMED_AT:
        lines.append(typed("What it asks for:", f"careerplan eligibility {name}", screen, indent=2, column=18))
    elif one.entry:
        lines += wrap(f"By what we know{_age(one)}; confirm with {one.entry.verify_at or 'the issuer'}.", screen, first="  ")
    return lines


def _age(one: Standing) -> str:
    return f" as of {one.entry.as_of}" if one.entry and one.entry.as_of else ""


def _period(one: Standing, today: date) -> str:
    begins = f"since {in_words(one.begins)}, " if one.begins else ""
    if one.ends is None:
        return f"{capital(begins.rstrip(', '))}."
    left = (one.ends - today).days
    ahead = f"in {days(left)}" if left < 60 else f"in {plural(round(left / A_MONTH), 'month')}"
    when = "today" if left == 0 else f"{days(-left)} ago" if left < 0 else ahead
    worked_out = " (worked out; your certificate has the day)" if one.computed else ""
    opens = f"; renewal opens {in_words(one.opens)}" if one.opens and one.opens > today else ""
    ends = "ended" if left < 0 else "ends"
    return f"{capital(begins + ends)} {in_words(one.ends)}, {when}{worked_out}{opens}."


def _need(need: Need) -> str:
    have = min(need.have, need.want)
    name = safe(need.category) if need.category else "hours"
    done = "done" if not need.missing else f"{_h(need.missing)} missing"
    return f"{bar(int(have * 10), int(need.want * 10))} {_h(need.have) or '0'} of {_h(need.want)} {name}, {done}"


# Contacts


def contacts(plan: Plan, guide: Guide, today: date, screen: Screen) -> str:
    held, names = contacts_by_date(plan), Names(plan, guide)
    if not held:
        return "\n".join(["No contact is recorded yet.", typed("Add one:", 'careerplan add contact "…" --role nurse', screen, column=10)])
    rows = [
        [safe(names.short(ref)), safe(one.name), guide.label("contact_roles", one.role or "").lower(),
         in_words(one.last_contact) if one.last_contact else "", _when(one.next_contact, today), str(len(one.gave) or "")]
        for ref, one in held
    ]  # fmt: skip
    lines = table(rows, screen, head=["ref", "name", "role", "last", "next", "gave"])
    lines = lines if screen.narrow else [bold(lines[0], screen), *lines[1:]]
    late = [ref for ref, one in held if is_overdue(one, today)]
    without = [ref for ref, one in held if one.next_contact is None]
    lines.append("")
    if late:
        lines += wrap(f"Overdue: {len(late)} of {len(held)}.", screen)
        lines.append(typed("Type", f"careerplan met {names.short(late[0])} --next +3m", screen))
    elif without:
        lines += wrap(f"{len(without)} of {len(held)} have no day for the next time.", screen)
        lines.append(typed("Type", f"careerplan set {names.short(without[0])} next_contact=+3m", screen))
    else:
        lines += wrap("Nobody is overdue.", screen)
    return "\n".join(lines)


def _when(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return f"overdue, {in_words(day)}" if day < today else in_words(day)


# Resources


def resources(plan: Plan, wanted: Sequence[str], stale: Sequence[str], guide: Guide, screen: Screen) -> str:
    """The categories with their entries; what is missing, and what to verify again."""
    lines: list[str] = []
    names, categories, again = Names(plan, guide), by_category(plan, wanted), set(stale)
    for category, refs in categories.items():
        label = guide.label("resource_categories", category) or "Without a category"
        lines.append(bold(f"{label} ({len(refs)})", screen))
        for ref in refs:
            record = plan.record(ref)
            day = getattr(record, "assured", None)
            said = f"verified {in_words(day)}" if day else "not verified yet"
            late = "; verify it again" if ref in again and day else ""
            phone = getattr(record, "phone", None)
            name = f"{getattr(record, 'name', '')} [{names.short(ref)}]"
            lines += wrap(safe(f"{name}{f', {phone}' if phone else ''}, {said}{late}"), screen, first="  ", rest="    ")
    missing = [one for one in wanted if not categories[one]]
    lines.append("")
    if missing:
        lines += wrap(f"Missing: {both([guide.label('resource_categories', one).lower() for one in missing], 'and')}.", screen)
        lines.append(typed("Type", f'careerplan add resource "…" --category {missing[0]} --phone "…" --assured today', screen))
    if stale:
        lines += wrap(f"To verify: {len(stale)}.", screen)
        lines.append(typed("Type", f"careerplan verified {names.short(stale[0])}", screen))
    if not missing and not stale:
        lines += wrap("Nothing is missing, and everything is verified.", screen)
    return "\n".join(lines)


# Applications


def applications(
    held: Sequence[tuple[str, Application]], channels: Sequence[Channel], plan: Plan, guide: Guide, today: date, screen: Screen
) -> str:
    """The pipeline: by stage, the farthest first; and how many were answered."""
    if not held:
        return "\n".join([*wrap("No application is recorded yet. A job that interests you is one already.", screen),
                          typed("Add one:", 'careerplan add application "…" --history interested', screen, column=10)])  # fmt: skip
    lines: list[str] = []
    names = Names(plan, guide)
    for stage in PIPELINE:
        ours = [(ref, one) for ref, one in held if one.stage == stage]
        if ours:
            lines.append(bold(f"{capital(STAGE_WORDS[stage]) if stage else 'Without a stage'} ({len(ours)})", screen))
            for ref, one in ours:
                lines += wrap(_application(one, names.short(ref), today), screen, first="  ", rest="    ")
    sent = sum(one.sent for _, one in held)
    lines.append("")
    for one_channel in channels:
        label = guide.label("channels", one_channel.channel) if one_channel.channel else "Where you found it is not noted"
        lines += wrap(f"{label}: {one_channel.answered} of {one_channel.applied} answered ({one_channel.percent}%)", screen)
    lines += [] if sent else wrap("None is sent yet.", screen)
    for ref, one in held:
        if following := FOLLOWING.get(one.stage):
            command = f"careerplan stage {names.short(ref)} {following}"
            return "\n".join([*lines, typed("When one moves on:", command, screen, column=19)])
    return "\n".join([*lines, typed("Add one:", 'careerplan add application "…" --history interested', screen, column=19)])


def _application(one: Application, name: str, today: date) -> str:
    since = last_heard(one)
    wait = (today - since).days if since else None
    ago = f"{days(wait or 0)} ago" if one.stage in ENDED else f"for {days(wait or 0)}"
    waited = "" if wait is None else f", {'in ' + days(-wait) if wait < 0 else 'today' if wait == 0 else ago}"
    asks = min(dated(one, today), key=lambda asked: asked.day, default=None)
    then = f"; {asks.title[:1].lower()}{asks.title[1:]}: {in_words(asks.day)}" if asks else ""
    title = f", {one.title}" if one.title else ""
    return safe(f"{one.employer}{title} [{name}]{waited}{then}")
