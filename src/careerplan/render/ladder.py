"""The career path as a screen: where one stands, the levels and their pay, the pay one has seen, the next level."""

from collections.abc import Sequence

from ..core.dates import MONTHS, in_words
from ..core.guide import Guide
from ..core.ladder import Ladder, NotCounted, Tenure, Worked
from ..core.pay import A_YEAR, ENOUGH, Observation, Said
from ..core.plan import Plan
from ..core.references import Names
from ..core.topics import Band, Level
from .ladder_answers import compared_to_aim, showing_command, title_of
from .layout import Screen, bold, labelled, safe, typed, wrap
from .sentences import both, days, plural

NOT_COUNTED = {
    "unpaid": "it was not paid", "not-the-job": "it was not {work}", "not-begun": "it has not begun yet",
    "kind-unsaid": "you have not said what sort of work it was", "no-start": "you have not said when it began",
    "job-unsaid": "you have not said whether it was {work}",
}  # fmt: skip
BEFORE = {"volunteer": "volunteering", "internship": "an internship", "shadowing": "shadowing"}
FILLS = {"kind-unsaid": "If it was paid:", "job-unsaid": "If it was:", "no-start": "Type"}
"""What stands before the command."""


def path(found: Ladder, plan: Plan, guide: Guide, screen: Screen) -> str:
    names = Names(plan, guide)
    parts = [_stands(found, names, guide, screen), _map(found, guide, screen), _official(found, screen),
             _seen(found, plan, names, screen), _next(found, names, guide, screen)]  # fmt: skip
    return "\n\n".join("\n".join(part) for part in parts if part)


# Where one stands


def _stands(found: Ladder, names: Names, guide: Guide, screen: Screen) -> list[str]:
    time = found.tenure
    if not time.begun:
        unsaid = [one for one in time.not_counted if one.fill]
        text = (f"Whether you are in the job cannot be told yet: {safe(names.short(unsaid[0].ref))} does not say enough." if unsaid
                else f"You are not in the job yet: nothing you have recorded counts as paid work in {guide.work}.")  # fmt: skip
        lines = [bold(line, screen) for line in wrap(text, screen)]
        lines += wrap("What comes before the job is worth a lot, but its years are not years in the job.", screen)
    else:
        said = "" if found.band is None else f": {_quoted(found.band)} in the guide's pay"
        at = "" if found.level is None else f", {title_of(found.level, guide)} on its career path"
        text = f"You have been in the job for {length_in_words(time.years, time.days)}{said}{at}."
        lines = [bold(line, screen) for line in wrap(text, screen)]
        lines += [line for one in time.counts for line in wrap(_worked(one, names), screen, first="  ", rest="    ")]
    if found.next_band and found.next_band_on:
        full = plural(found.next_band.years[0], "year")
        lines += wrap(f"If you go on, {full} are full on {in_words(found.next_band_on)}: then it is {_quoted(found.next_band)}.", screen)
    if time.part_time:
        lines += wrap(
            "These are years of the calendar, whatever the hours a week; for a certification, part time may count for less.", screen
        )
    if time.years_beside:
        lines += wrap(f"Other experience, before the job or beside it: {length_in_words(time.years_beside, 0)}.", screen)
    return [*lines, *_doubts(time, names, guide, screen)]


def _doubts(time: Tenure, names: Names, guide: Guide, screen: Screen) -> list[str]:
    lines: list[str] = []
    if time.in_doubt and time.years_with_doubt is not None:
        with_it = length_in_words(time.years_with_doubt, 0)
        lines += wrap(f"In doubt, as it was {guide.work} in part. If all of it counts, it is {with_it}:", screen)
        lines += [line for one in time.in_doubt for line in wrap(_worked(one, names), screen, first="  ", rest="    ")]
    if time.not_counted:
        lines.append("Not counted:")
    for one in time.not_counted:
        lines += wrap(f"{safe(names.short(one.ref))}: {_why(one, guide)}", screen, first="  ", rest="    ")
        if command := one.command(names.short(one.ref)):
            label = FILLS[one.why]
            lines.append(typed(label, command, screen, indent=4, column=max(6, len(label) + 1)))
    return lines


def _worked(one: Worked, names: Names) -> str:
    return f"{safe(names.short(one.ref))}: {f'{in_words(one.start)} to {in_words(one.end)}' if one.end else f'since {in_words(one.start)}'}"


def _why(one: NotCounted, guide: Guide) -> str:
    if one.why == "kind":
        return f"{BEFORE.get(one.said, safe(one.said))} comes before the job"
    return NOT_COUNTED[one.why].format(work=guide.work)


WHOLE_MONTH = 0.05
"""Of a month: months differ by as much, so that ten months of the calendar are ten twelfths of a year."""


def length_in_words(years: float, count: int) -> str:
    """`1 year 11 months`, with years never rounded up; below a month, in days."""
    full = int(years)
    months = min(11, int((years - full) * 12 + WHOLE_MONTH))
    if not full and not months:
        return days(count) if count else "less than a month"
    return " ".join([*([plural(full, "year")] if full else []), *([plural(months, "month")] if months else [])])


# The levels and their bands


def _map(found: Ladder, guide: Guide, screen: Screen) -> list[str]:
    if not found.levels and not found.bands:
        return wrap("This guide tells of no levels and no pay bands.", screen)
    lines = [bold(line, screen) for line in wrap("The levels, with the pay that goes with them", screen)]
    bands, seen = {band.id: band for band in found.bands}, list[Band]()
    for number, level in enumerate(found.levels, 1):
        marks = [word for word, one in (("you are here", found.level), ("next", found.next), ("your aim", found.aim)) if one is level]
        marked = f" ({both(marks, 'and')})" if marks else ""
        lines += wrap(f"{title_of(level, guide)}{marked}", screen, first=f"  {number}  ")
        theirs = [bands[id] for id in level.bands if id in bands]
        for band in theirs:
            lines += _band(band, found, screen)
        if not theirs:
            upward = f": {_quoted(above)} and upward" if (above := next(reversed(seen), None)) else ""
            lines += wrap(f"no pay band of its own in the guide{upward}", screen, first="     ")
        seen += theirs
    with_level = {id for level in found.levels for id in level.bands}
    for band in found.bands:
        if band.id not in with_level:
            lines += _band(band, found, screen)
    lines += _how_to_read(found.levels, found.bands, screen)
    return [*lines, typed("Read", "careerplan guide path", screen)] if found.levels else lines


def _band(band: Band, found: Ladder, screen: Screen) -> list[str]:
    here = " (yours)" if band is found.band else ""
    most = f" to {_dollars(band.high)}" if band.high is not None else ""
    text = f"{band.title}: {_dollars(band.low)}{most}{' and more' if band.open else ''}; {_years(band)}{here}"
    return wrap(text, screen, first="     ", rest="       ")


def _years(band: Band) -> str:
    if not band.years:
        return "no years named"
    start, *end = band.years
    if not end:
        return f"{start} years or more"
    return f"{start} to less than {end[0]} years" if start else f"less than {end[0]} years"


def _how_to_read(levels: Sequence[Level], bands: Sequence[Band], screen: Screen) -> list[str]:
    if not bands:
        return wrap("The guide names no pay bands, so your years do not tell your level.", screen)
    text = "Which pay goes with which level is our reading; the guide does not say. " if levels else ""
    text += f"Dollars a year, and years in the job: the guide's range, {_age(bands)}. Where two ranges touch, the amount lies in both."
    turns = next((band.years[1] for band in bands if band.years[1:]), None)
    if turns is not None:
        text += f" Years turn over: on the day {plural(turns, 'year')} are full, the next band begins."
    if bare := [_quoted(band) for band in bands if not band.years]:
        text += f" Years alone never lead to {both(bare, 'or')}: the guide names none for {'it' if len(bare) == 1 else 'them'}."
    return wrap(text, screen)


def _age(bands: Sequence[Band]) -> str:
    """`undated, unsourced`"""
    ages = sorted({_month(band.as_of) for band in bands})
    sources = sorted({band.source for band in bands if band.source})
    return f"{both(ages, 'and')}, {safe(both(sources, 'and')) if sources else 'unsourced'}"


def _month(as_of: str | None) -> str:
    """`2025-05` -> `May 2025`"""
    year, _, month = (as_of or "undated").partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month.isdecimal() and 1 <= int(month) <= 12 else as_of or "undated"


def _official(found: Ladder, screen: Screen) -> list[str]:
    if not found.official:
        return []
    lines = [bold(line, screen) for line in wrap("Official medians of the nearest occupations: half earn less, half more", screen)]
    for one in found.official:
        lines += wrap(f"{one.entry.title}: {_dollars(one.median)} ({_month(one.entry.as_of)}){_lies(one.bands, found)}", screen,
                      first="  ", rest="    ")  # fmt: skip
    if check := sorted({one.entry.verify_at for one in found.official if one.entry.verify_at}):
        lines += wrap(f"Check with {both(check, 'and')}.", screen)
    return lines


# The pay one has seen


def _seen(found: Ladder, plan: Plan, names: Names, screen: Screen) -> list[str]:
    lines = [bold("The pay you have seen", screen)]
    for one in found.seen:
        lines += _observed(one, found, screen)
    if found.spread:
        one_line = f"{found.spread.count} amounts, from {_dollars(found.spread.low)} to {_dollars(found.spread.high)}"
        how = "An offer counts before what was advertised, a range with its middle."
        lines += wrap(f"{one_line}; the median is {_dollars(found.spread.median)}. {how}", screen)
    elif found.seen:
        lines += wrap(f"From {ENOUGH} amounts on, their range and median stand here.", screen)
    else:
        lines += wrap("Nothing yet. Keep what a posting says, and what they offer you:", screen)
    applied = next((one.ref for one in found.seen), next((f"application/{id}" for id in plan.of_kind("application")), None))
    if not applied:
        lines.append(typed("Type", 'careerplan add application "…" --advertised 52000', screen))
    elif not found.seen:
        lines.append(typed("Type", f'careerplan set {names.short(applied)} pay="…" offered="…"', screen))
    return lines


def _observed(one: Observation, found: Ladder, screen: Screen) -> list[str]:
    lines = wrap(safe(one.employer), screen, first="  ")
    for label, said in (("advertised", one.advertised), ("offered", one.offered)):
        if said and screen.narrow:
            lines += wrap(f"{label} {_said(said, found)}", screen, first="    ", rest="      ")
        elif said:
            lines += labelled(label, _said(said, found), screen, indent=4, column=12)
    return lines


def _said(said: Said, found: Ladder) -> str:
    written = f"“{safe(said.text)}”"
    if said.pay is None:
        return f"{written}, which cannot be read as pay for a year"
    low, high = (_dollars(amount) for amount in (said.pay.low, said.pay.high))
    pay = low if low == high else f"{low} to {high}"
    times = A_YEAR[said.pay.per]
    how = f", worked out with {times:,} {said.pay.per}s a year" if said.pay.worked_out else ""
    return f"{written}: {pay}{how}{_lies(said.bands, found)}"


def _lies(bands: Sequence[str], found: Ladder) -> str:
    """`, in Entry-level and Mid-level`"""
    if not found.bands:
        return ""
    titles = [_quoted(band) for band in found.bands if band.id in bands]
    return f", in {both(titles, 'and')}" if titles else ", outside of the guide's ranges"


# The next level


def _next(found: Ladder, names: Names, guide: Guide, screen: Screen) -> list[str]:
    level = found.next
    if level is None:
        return wrap("No level comes after yours in the guide.", screen) if found.level else _without_level(found, screen)
    lines = [bold(line, screen) for line in wrap(f"Next: {title_of(level, guide)}", screen)]
    lines += wrap(level.text, screen) if level.text else []
    lines += _aim(found, guide, screen)
    for one in found.shown:
        lines += wrap(one.tip.text, screen, first="  - ")
        shown = [f"{guide.label('skills', skill)}: {_records(refs, names)}" for skill, refs in one.by.items()]
        lines += wrap("; ".join(shown), screen, first="    ") if shown else []
    if command := showing_command(found.missing):
        missing = both([guide.label("skills", skill).lower() for skill in found.missing], "and")
        lines += [*wrap(f"Nothing you have recorded shows {missing} yet.", screen), typed("Type", command, screen)]
    return lines


def _without_level(found: Ladder, screen: Screen) -> list[str]:
    """Where neither years nor an aim tell which level comes next."""
    if not found.levels:
        return []
    return [*wrap("Say at which level you aim, and you see what it asks for.", screen),
            typed("Type", f"careerplan profile set level={found.levels[0].id}", screen)]  # fmt: skip


def _aim(found: Ladder, guide: Guide, screen: Screen) -> list[str]:
    if found.next is None:
        return []
    set_aim = typed("Aim at it:", f"careerplan profile set level={found.next.id}", screen, column=11)
    if found.aim is None:
        return [set_aim]
    aim = title_of(found.aim, guide)
    match compared_to_aim(found):
        case "same":
            return wrap("It is the level you aim at.", screen)
        case "before":
            return wrap(f"You aim further up, at {aim}: this comes first.", screen)
        case _:
            return [*wrap(f"You aim at {aim}, which your years have reached.", screen), set_aim]


def _records(refs: Sequence[str], names: Names) -> str:
    if not refs:
        return "nothing yet"
    more = f" and {len(refs) - 3} more" if len(refs) > 3 else ""
    return f"{', '.join(safe(names.short(ref)) for ref in refs[:3])}{more}"


def _quoted(band: Band) -> str:
    return f"“{band.title}”"


def _dollars(amount: int | None) -> str:
    return f"${amount or 0:,}"
