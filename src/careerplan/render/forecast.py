"""When it can be done: the lines of a screen, and the answer of `--json`."""

from collections.abc import Sequence
from datetime import date, timedelta

from ..core.dates import A_MONTH, in_words
from ..core.document import Span, Timeline
from ..core.estimates import Estimates
from ..core.forecast import ASSUMED_HOURS, Forecast, Gain, Leg, StepForecast
from ..core.guide import Guide
from ..core.plan import Plan
from ..core.schedule import whole
from .answers import Answer
from .layout import Screen, bold, clip, pad, safe, stretch, typed, width_of, wrap
from .sentences import both, days, plural

BAR = 22

LEGEND = "When each step is over: not before the end of █, likely by the end of ░."


class ForecastStep(Answer, frozen=True, kw_only=True):
    """`left`: the actions that remain. `late`: likely after your target."""

    id: str
    title: str
    left: list[str]
    begins: date | None
    earliest: date | None
    likely: date | None
    target: date | None
    late: bool


class PathLeg(Answer, frozen=True, kw_only=True):
    """`calendar`: the time passes by itself; more hours a week would not shorten it. `text`: what the time is for."""

    ref: str
    title: str
    text: str | None
    begins: date | None
    ends: date | None
    days: int
    calendar: bool


class SoonerLine(Answer, frozen=True, kw_only=True):
    """`kind`: hours (a week), done (an action), instead (another action of its group), order (`longest-first`), full-time (what counts
    for a certification), or a field of your profile, with its `value`; `days`: how much sooner the whole would be likely, on the day
    `likely`."""

    kind: str
    value: str
    days: int
    likely: date | None
    command: str


class GuideSays(Answer, frozen=True, kw_only=True):
    text: str
    facts: list[str]


class Compared(Answer, frozen=True, kw_only=True):
    """What it would be without the changes that were asked for. `days`: how much sooner the whole is likely with them."""

    earliest: date | None
    likely: date | None
    days: int


class ForecastAnswer(Answer, frozen=True, kw_only=True):
    """Every estimate is ours. Days are null where none can be told (beyond 80 years). `hours_assumed`: neither you nor your profile said
    how many hours a week. `goal`: the step with which the goal is reached; `late`: that is likely after your aim. `by_hours`: the
    hours a week decide the day, not the critical path. `unreached`: the certification that you plan, where nothing you have recorded
    leads to it; `taken_for_done`: what it asks for that is not met, and is expected to be by then. `undecided`: fields of your profile
    on which more actions depend, which are not in it. `sooner`: what would help; `behind`: what would change most, were it done
    already. `longest_first`: what the longest chain hangs on comes before what is recommended first. `compared`: null where nothing was
    tried out."""

    hours_per_week: float
    hours_assumed: bool
    hours_left_least: float
    hours_left_usually: float
    earliest: date | None
    likely: date | None
    aim: date | None
    goal: str | None
    late: bool
    by_hours: bool
    unreached: str | None
    taken_for_done: list[str]
    undecided: list[str]
    steps: list[ForecastStep]
    critical_path: list[PathLeg]
    sooner: list[SoonerLine]
    behind: list[SoonerLine]
    if_done: list[str]
    if_skipped: list[str]
    if_profile: list[str]
    longest_first: bool
    compared: Compared | None
    estimates: str
    guide_says: list[GuideSays]


def forecast_answer(
    found: Forecast, plan: Plan, guide: Guide, estimates: Estimates, *,
    if_done: Sequence[str] = (), if_skipped: Sequence[str] = (), if_profile: Sequence[str] = (), longest_first: bool = False,
    as_is: Forecast | None = None,
) -> ForecastAnswer:  # fmt: skip
    titles = {step.id: step.title for step in guide.steps}
    return ForecastAnswer(
        hours_per_week=found.hours_per_week, hours_assumed=found.assumed,
        hours_left_least=round(found.hours[0], 1), hours_left_usually=round(found.hours[1], 1),
        earliest=found.earliest, likely=found.likely, aim=plan.profile.aim, goal=found.goal.step if found.goal else None,
        late=found.is_late(plan.profile.aim), by_hours=found.by_hours, undecided=list(found.undecided),
        unreached=found.unreached, taken_for_done=list(found.taken_for_done),
        steps=[ForecastStep(id=one.step, title=titles[one.step], left=list(one.left), begins=one.begins, earliest=one.earliest,
                            likely=one.likely, target=one.target, late=one.late) for one in found.steps],
        critical_path=[PathLeg(ref=leg.ref, title=guide.actions[leg.ref].title, text=_text(leg, estimates), begins=leg.begins,
                               ends=leg.ends, days=leg.days, calendar=leg.calendar) for leg in found.path],
        sooner=[_line(one, found) for one in found.sooner], behind=[_line(one, found) for one in found.behind],
        if_done=list(if_done), if_skipped=list(if_skipped), if_profile=list(if_profile), longest_first=longest_first,
        compared=Compared(earliest=as_is.earliest, likely=as_is.likely, days=_sooner_by(as_is, found)) if as_is else None,
        estimates=estimates.text, guide_says=[GuideSays(text=one.text, facts=list(one.facts)) for one in estimates.says],
    )  # fmt: skip


def _line(one: Gain, found: Forecast) -> SoonerLine:
    likely = found.likely - timedelta(days=one.days) if found.likely else None
    return SoonerLine(kind=one.kind, value=one.value, days=one.days, likely=likely, command=sooner_command(one))


def _text(leg: Leg, estimates: Estimates) -> str | None:
    takes = estimates.actions.get(leg.ref)
    return (takes.text or None) if takes and leg.calendar else None


def sooner_command(one: Gain) -> str:
    match one.kind:
        case "hours":
            return f"careerplan forecast --hours-per-week {one.value}"
        case "done":
            return f"careerplan forecast --if-done {one.value}"
        case "instead":
            return f"careerplan start {one.value}"
        case "order":
            return f"careerplan forecast --{one.value}"
        case "full-time":
            return f"careerplan eligibility {one.value}"
    return f"careerplan forecast --if-profile {one.kind}={one.value}"


def forecast(
    found: Forecast, plan: Plan, guide: Guide, estimates: Estimates, today: date, screen: Screen, *, as_is: Forecast | None = None
) -> str:
    lines = [
        *_whole(found, plan, guide, screen),
        *(_compared(as_is, found, screen) if as_is else []),
        "",
        *timeline(found, guide, plan, today, screen),
    ]
    lines += ["", *_decides(found, guide, estimates, screen)] if found.path else []
    for head, gains in (("What would make it sooner", found.sooner), ("What would change most, were it done already", found.behind)):
        lines += ["", *_gains(head, gains, found, guide, screen)] if gains else []
    lines += ["", *_labels(found, estimates, guide, screen)]
    return "\n".join(lines)


def _whole(found: Forecast, plan: Plan, guide: Guide, screen: Screen) -> list[str]:
    week = f"{found.hours_per_week:g} {'hour' if found.hours_per_week == 1 else 'hours'} a week"
    if not any(one.left for one in found.steps):
        return wrap("Nothing is left to schedule: everything that applies to you is done.", screen)
    lines = wrap(f"With {week}, everything in the guide that applies to you is done:", screen)
    lines.append(f"  at the earliest  {_day(found.earliest)}")
    goal = goal_in_words(found, plan, guide)
    lines += wrap(f"{_day(found.likely)}{'' if goal else against_aim(found, plan)}", screen, first="  likely           ")
    lines += wrap(goal, screen) if goal else []
    if found.open_length:
        lines += wrap(left_open(found), screen)
        lines.append(typed("Type", f"careerplan profile set {found.open_length[0]}=…", screen))
    if found.assumed:
        lines += wrap(f"You have not said how many hours a week you can give to it; {ASSUMED_HOURS:g} are taken.", screen)
        lines.append(typed("Type", "careerplan profile set hours_per_week=5", screen))
    return lines


def against_aim(found: Forecast, plan: Plan) -> str:
    """`, after your aim (30 Jun 2028)`; nothing without an aim."""
    aim = plan.profile.aim
    return "" if not aim else f", {'after' if found.is_late(aim) else 'in time for'} your aim ({in_words(aim)})"


def goal_in_words(found: Forecast, plan: Plan, guide: Guide) -> str | None:
    """When the step is over with which the goal is reached, where that is not the last."""
    if not found.goal or not found.goal.left or found.goal.likely == found.likely:
        return None
    step = guide.step_by_id[found.goal.step]
    return f"Step {step.number} ({step.title}) is likely over by {_day(found.goal.likely)}{against_aim(found, plan)}."


def left_open(found: Forecast) -> str:
    """What is not in it, although it can take long."""
    fields = both([name.replace("_", " ") for name in found.open_length], "and")
    return f"This leaves out all that depends on your {fields}, which your profile does not say yet. With it, it can be years later."


def _compared(as_is: Forecast, found: Forecast, screen: Screen) -> list[str]:
    if as_is.likely is None and found.likely is None:
        return wrap("As your plan is, there is no date either.", screen)
    gained = _sooner_by(as_is, found)
    said = f"that is {span_in_words(gained)} sooner" if gained > 0 else f"{span_in_words(-gained)} later" if gained < 0 else "no change"
    return wrap(f"As your plan is, it is likely {_day(as_is.likely)}: {said}.", screen)


def timeline_of(found: Forecast, guide: Guide, plan: Plan, today: date) -> Timeline:
    """A span for each step, with its number and title."""
    titles = {step.id: f"{step.number}. {step.title}" for step in guide.steps}
    last = max((day for one in found.steps for day in (one.earliest, one.likely) if day and one.left), default=today)
    return Timeline(
        caption="When each step can be over, and when it likely is", first=today, last=last,
        spans=tuple(Span(label=titles[one.step], begins=one.begins, earliest=one.earliest, likely=one.likely, left=bool(one.left))
                    for one in found.steps),
        marks=(("your aim", plan.profile.aim),) if plan.profile.aim and today <= plan.profile.aim <= last else (),
    )  # fmt: skip


def timeline(found: Forecast, guide: Guide, plan: Plan, today: date, screen: Screen) -> list[str]:
    """A line a step, under what its marks mean: full up to the earliest day, light up to the likely one."""
    whole = timeline_of(found, guide, plan, today)
    titles = {step.id: step.title for step in guide.steps}
    room = screen.width - 4 - BAR - 2 - 19 - 2
    lines = wrap(LEGEND, screen)
    for one, span in zip(found.steps, whole.spans, strict=True):
        number = one.step.removeprefix("step-")
        when, drawn = _when(one), stretch(*whole.extent(span, 0), BAR) if span.left else " " * BAR
        if screen.narrow:
            lines += wrap(titles[one.step], screen, first=f"{number:>2}  ")
            lines += [f"    {drawn}".rstrip(), *wrap(when, screen, first="    ")] if one.left else wrap(when, screen, first="    ")
        else:
            lines.append(f"{number:>2}  {pad(clip(titles[one.step], room), room)}  {drawn}  {when}".rstrip())
        if one.late and one.target:
            lines += wrap(f"likely after your date, {in_words(one.target)}", screen, first="    ")
    first, last = _month(today), _month(whole.last)
    scale = f"{first}{' ' * max(1, BAR - width_of(first) - width_of(last))}{last}"
    lines.append(" " * (4 if screen.narrow else 4 + room + 2) + scale)
    return lines


def _when(one: StepForecast) -> str:
    if not one.left:
        return "nothing left"
    first, last = (_month(day) if day else "no date" for day in (one.earliest, one.likely))
    return first if first == last else f"{first} – {last}"


def _decides(found: Forecast, guide: Guide, estimates: Estimates, screen: Screen) -> list[str]:
    low, high = (f"{hours:,.0f}" for hours in found.hours)
    weeks = plural(max(1, round(found.hours[1] / found.hours_per_week)), "week")
    work = f"{low} to {high} hours of work lie ahead, up to {weeks} at this pace"
    if found.by_hours:
        lines = [bold("What decides the day: your hours", screen)]
        lines += wrap(f"{work}. That is more than the longest chain (critical path) takes by itself:", screen, first="  ")
    else:
        lines = [bold(line, screen) for line in wrap("What decides the day: the longest chain (critical path)", screen)]
    for leg in (leg for leg in found.path if leg.days >= 1):
        why = f": {_text(leg, estimates) or 'it passes by itself'}" if leg.calendar else ""
        said = f"{safe(guide.actions[leg.ref].title)}, {_day(leg.begins)} to {_day(leg.ends)} ({span_in_words(leg.days)}{why})"
        lines += wrap(said, screen, first=f"  {leg.ref:<5} ")
    return [*lines, *([] if found.by_hours else wrap(f"Beside it, {work}.", screen, first="  "))]


def _gains(head: str, gains: Sequence[Gain], found: Forecast, guide: Guide, screen: Screen) -> list[str]:
    lines = [bold(line, screen) for line in wrap(head, screen)]
    for one in gains:
        day = f" ({_day(found.likely - timedelta(days=one.days))})" if found.likely else ""
        lines += wrap(f"{_gain(one, guide)}: {span_in_words(one.days)} sooner{day}", screen, first="  ", rest="    ")
        label = {"instead": "Type", "full-time": "See"}.get(one.kind, "Try")
        lines.append(typed(label, sooner_command(one), screen, indent=4))
    return lines


def _gain(one: Gain, guide: Guide) -> str:
    match one.kind:
        case "hours":
            return f"{one.value} hours a week"
        case "done":
            return f"{one.value} {safe(guide.actions[one.value].title)}"
        case "order":
            return "The longest chain first, although the guide recommends other things before it"
        case "full-time":
            return f"Full-time work that counts for the {one.value}, from now on"
        case "instead":
            return f"{one.value} {safe(guide.actions[one.value].title)}, instead"
    label = guide.label(f"{one.kind}s", one.value).lower()
    return f"Another {one.kind} ({label})"


def _labels(found: Forecast, estimates: Estimates, guide: Guide, screen: Screen) -> list[str]:
    lines = []
    if found.unreached:
        said = f"The {found.unreached} is in here as if you could get it, but nothing you have recorded leads to all that it asks for."
        lines += [*wrap(said, screen), typed("See", f"careerplan eligibility {found.unreached}", screen)]
    if found.taken_for_done:
        said = f"The certification is in here as if you had this by then: {both(list(found.taken_for_done), 'and')}."
        lines += [*wrap(said, screen), typed("See", "careerplan eligibility", screen)]
    lines += wrap(estimates.text, screen) if estimates.text else []
    lines += [line for one in estimates.says for line in wrap(f"{one.text} ({', '.join(one.facts)})", screen)]
    if others := [name for name in found.undecided if name not in found.open_length]:
        fields = both([name.replace("_", " ") for name in others], "and")
        lines += wrap(f"More depends on your {fields}, which your profile does not say yet: it is not in here.", screen)
        lines.append(typed("Type", f"careerplan profile set {others[0]}=…", screen))
    return lines


def span_in_words(count: int) -> str:
    """`12 days`, `5 weeks`, `7 months`, `3 years 2 months`."""
    if count < 14:
        return days(count)
    if count < 61:
        return plural(round(count / 7), "week")
    months = round(count / A_MONTH)
    years, rest = divmod(months, 12)
    return " ".join([*([plural(years, "year")] if years else []), *([plural(rest, "month")] if rest else [])])


def _month(day: date) -> str:
    """`Nov 2026`."""
    return in_words(day).split(" ", 1)[1]


def _day(day: date | None) -> str:
    return in_words(day) if day else "not within 80 years"


def _sooner_by(as_is: Forecast, found: Forecast) -> int:
    return whole(as_is.likely_days) - whole(found.likely_days)
