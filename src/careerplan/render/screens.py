"""What a person sees: each function returns the text of one screen, from values."""

from collections.abc import Sequence
from datetime import date

from ..core.agenda import Item
from ..core.dates import in_words, month_in_words
from ..core.guide import Guide, Step
from ..core.plan import Mark, Plan, Profile, gone_actions, step_of
from ..core.progress import ActionState, Progress, StepState, without_evidence
from ..core.records import entry_order
from .layout import Screen, bar, bold, command, dim, green, labelled, pad, safe, typed, width_of, wrap
from .order import TIERS, decided, told_order
from .sentences import (
    STATUS_WORDS,
    actions_in_words,
    both,
    capital,
    days,
    missing_in_words,
    record_in_words,
    why,
)

# Next


def next_things(items: Sequence[Item], guide: Guide, today: date, screen: Screen) -> str:
    """The best thing to do, and then the others."""
    if not items:
        return "\n".join(wrap("Nothing is open: everything that applies to you is done.", screen))
    return "\n\n".join(_item(item, index, guide, today, screen) for index, item in enumerate(items))


def next_explained(items: Sequence[Item], count: int, guide: Guide, today: date, screen: Screen) -> str:
    """The first so many of them, each with what its place comes from, and what decided it against the one after it."""
    blocks = []
    for index, item in enumerate(items[:count]):
        lines = [_item(item, index, guide, today, screen), *labelled("Order", "; ".join(told_order(item)), screen, indent=6)]
        if index + 1 < len(items):
            because = f"{'First' if index == 0 else 'Then'} because {decided(item, items[index + 1])}."
            lines += wrap(because, screen, first=" " * 12)
        blocks.append("\n".join(lines))
    tiers = f"The order: {', '.join(TIERS)}. All its terms stand in the answer of --json."
    return "\n\n".join([*blocks, "\n".join(wrap(tiers, screen))])


def _item(item: Item, index: int, guide: Guide, today: date, screen: Screen) -> str:
    label = "Next" if index == 0 else "Then"
    name = item.ref if item.kind == "action" else ""
    title = f"{name}  {safe(item.title)}" if name else safe(item.title)
    takes = f"{item.minutes} min"
    head = wrap(title, screen, first=pad(label, 6), rest=" " * (8 + len(name) if name else 6))
    if len(head) == 1 and width_of(head[0]) + len(takes) + 2 <= screen.width:
        gap = screen.width - width_of(head[0]) - len(takes)
        head = [bold(head[0], screen) + " " * gap + dim(takes, screen)]
    else:
        head = [bold(line, screen) for line in head] + [" " * 6 + takes]
    reasons = why(item, guide, today)
    lines = labelled("Why", ", and ".join(reasons) if len(reasons) < 3 else "; ".join(reasons), screen, indent=6)
    return "\n".join([*head, *lines, typed("Type", (item.asks if screen.asks else None) or item.command, screen, indent=6)])


def home(seen: Progress, items: Sequence[Item], guide: Guide, today: date, screen: Screen) -> str:
    line = f"{counted_in_words(seen)}. For all of it: {command('careerplan status', screen)}"
    return "\n".join([*wrap(line, screen), "", next_things(items[:1], guide, today, screen)])


def no_plan(guide: Guide, screen: Screen) -> str:
    """What `careerplan` alone says before there is a plan."""
    text = (
        f"careerplan leads you through {len(guide.steps)} steps to becoming a {guide.goal}: it keeps what you have done, "
        "and says what comes next and why. You have no plan yet."
    )
    return "\n".join([*wrap(text, screen), "", typed("Start with:", "careerplan init", screen, column=13),
                      typed("Just look:", "careerplan guide", screen, column=13)])  # fmt: skip


def first_plan(
    path: str, plan: Plan, added: Sequence[str], seen: Progress, items: Sequence[Item], guide: Guide, today: date, screen: Screen
) -> str:
    """What `init` says: the plan, where it is, what was recorded, what comes next."""
    hello = f"Your plan is ready, {safe(plan.profile.name)}" if plan.profile.name else "Your plan is ready"
    lines = wrap(f"{hello}: {len(seen.steps)} steps, {seen.applicable} actions that apply to you.", screen)
    lines += ["It lives here, on this computer only:", f"  {safe(path)}"]
    for ref in added:
        lines += wrap(f"Recorded: {record_in_words(ref, plan.record(ref), guide)}.", screen)
    if seen.satisfied:
        lines += wrap(f"That already satisfies {seen.satisfied} of them.", screen)
    return "\n".join([*lines, "", next_things(items[:1], guide, today, screen)])


# Status


def status(seen: Progress, plan: Plan, guide: Guide, today: date, screen: Screen) -> str:
    lines = [*_head(plan.profile, guide, today, screen), ""]
    for step in seen.steps:
        lines += _step_narrow(step, today, screen) if screen.narrow else _step_line(step, seen, today, screen)
    lines += ["", *wrap(counted_in_words(seen), screen)]
    for step in seen.steps:
        if step.ready:
            lines.append(typed(f"Close step {step.step.number}:", f"careerplan done {step.step.number}", screen, column=16))
    lines.append(typed("What is next:", "careerplan next", screen, column=16))
    if guide.changes_since(plan.guide.version):
        lines += wrap("The guide has a new version. Your marks and records are all there.", screen)
        lines.append(typed("What is new:", "careerplan guide changes", screen, column=16))
    return "\n".join(lines)


def _head(profile: Profile, guide: Guide, today: date, screen: Screen) -> list[str]:
    goal = guide.goal
    if profile.aim:
        left = (profile.aim - today).days
        ahead = f"{left // 7} weeks" if left >= 14 else days(left) if left >= 0 else f"{days(-left)} ago"
        goal = f"{goal} by {month_in_words(profile.aim)} ({ahead})"
    left_text = f"{safe(profile.name)} · {goal}" if profile.name else capital(goal)
    gap = screen.width - width_of(left_text) - len(in_words(today))
    if gap >= 2:
        return [bold(left_text, screen) + " " * gap + in_words(today)]
    return [*(bold(line, screen) for line in wrap(left_text, screen)), in_words(today)]


def _step_line(step: StepState, seen: Progress, today: date, screen: Screen) -> list[str]:
    titles = max(width_of(one.step.title) for one in seen.steps)
    word = state_word(step)
    cells = f"{step.step.number:>2}  {pad(step.step.title, titles)}  {_colored(pad(word, 7), word, screen)}  "
    counted = f"{step.satisfied} of {step.applicable}"
    cells += f"{counted:<8}{bar(step.satisfied, step.applicable)}"
    notes = step_notes(step, today)
    plain = 4 + titles + 2 + 7 + 2 + 8 + 10
    if notes and plain + 2 + width_of(notes) <= screen.width:
        return [f"{cells}  {notes}"]
    return [cells, f"    {notes}"] if notes else [cells]


def _step_narrow(step: StepState, today: date, screen: Screen) -> list[str]:
    word = state_word(step)
    lines = wrap(step.step.title, screen, first=f"{step.step.number:>2}  ")
    lines.append(f"    {_colored(word, word, screen)}, {step.satisfied} of {step.applicable} {bar(step.satisfied, step.applicable)}")
    notes = step_notes(step, today)
    return lines + (wrap(notes, screen, first="    ") if notes else [])


def state_word(step: StepState) -> str:
    if step.ready:
        return "ready"
    if step.status == "todo" and step.waits_for:
        return "waits"
    return STATUS_WORDS[step.status]


def _colored(text: str, word: str, screen: Screen) -> str:
    return green(text, screen) if word in ("done", "ready") else text


def step_notes(step: StepState, today: date) -> str:
    if step.closed:
        return f"on {in_words(step.mark.done_on)}" if step.mark.done_on else ""
    said = [f"for {both([ref.removeprefix('step-') for ref in step.waits_for], 'and')}"] if state_word(step) == "waits" else []
    if target := step.mark.target:
        said.append(f"was due {in_words(target)}" if target < today else f"by {in_words(target)}")
    return ", ".join(said)


def counted_in_words(seen: Progress) -> str:
    return f"{seen.satisfied} of {seen.applicable} actions ({seen.percent}%), {seen.steps_done} of {len(seen.steps)} steps done"


# The guide


def guide_overview(guide: Guide, seen: Progress | None, screen: Screen) -> str:
    lines = [bold(guide.title, screen), ""]
    for step in guide.steps:
        lines += wrap(step.title, screen, first=f"{step.number:>2}  ")
        state = seen.step_states[step.id] if seen else None
        if state:
            lines += [f"    {state_word(state)}, {state.satisfied} of {state.applicable}"]
    from .topics import overview

    lines += ["", typed("Read one:", f"careerplan guide {guide.steps[0].id}", screen, column=11)]
    return "\n".join([*lines, *(["", *overview(guide, screen)] if guide.topics else [])])


def guide_step(step: Step, guide: Guide, seen: Progress, plan: Plan | None, screen: Screen) -> str:
    """One step with its why and its actions; with a plan, their state."""
    state = seen.step_states[step.id]
    head = wrap(f"Step {step.number}  {step.title}", screen)
    lines = [*(bold(line, screen) for line in head), "", *wrap(step.why, screen)]
    if plan:
        lines += ["", f"{capital(state_word(state))}: {state.satisfied} of {state.applicable}"]
        lines += _notes(state.mark, screen)
    for action in state.actions:
        lines += ["", *_action(action, guide, screen, with_state=plan is not None)]
    for id in gone_actions(guide, plan) if plan else ():
        if step_of(id) == step.id:
            lines += ["", *wrap(f"{id} {guide.removed.get(id, '')}".rstrip() + f" ({_said_of(id, plan)})", screen),
                      *wrap("It is no longer in the guide; what you said of it is kept.", screen, first=" " * 6)]  # fmt: skip
    return "\n".join(lines)


def _said_of(id: str, plan: Plan | None) -> str:
    """What the person said of an action that is gone."""
    mark = plan.mark(id) if plan else Mark()
    day = f" on {in_words(mark.done_on)}" if mark.done_on else ""
    return f"{STATUS_WORDS[mark.status]}{day}" if mark.status else "with your notes" if mark.notes else "to do"


def _action(state: ActionState, guide: Guide, screen: Screen, *, with_state: bool) -> list[str]:
    action = state.action
    lines = [bold(line, screen) for line in wrap(action.title, screen, first=pad(action.id, 6))]
    if with_state:
        lines += wrap(_action_state(state, guide), screen, first=" " * 6)
    lines += wrap(action.why, screen, first=" " * 6)
    if not (with_state and (state.satisfied or state.applies != "yes")):
        lines.append(typed("Type", (state.asks if screen.asks else None) or state.command, screen, indent=6))
    return lines


def _action_state(state: ActionState, guide: Guide) -> str:
    """`To do, about 30 minutes. One of 3.2, 3.3 or 3.4 is enough.`"""
    said = [_action_word(state, guide)]
    if state.open:
        said.append(f"about {state.action.minutes} minutes a sitting")
    sentence = capital(", ".join(said)) + "."
    if missing := missing_in_words(state, guide):
        sentence += f" {capital(missing)}."
    if state.mark.target and state.open:
        sentence += f" Your date: {in_words(state.mark.target)}."
    return sentence


def _action_word(state: ActionState, guide: Guide) -> str:
    if state.skipped:
        return f"skipped{': ' + safe(state.mark.because) if state.mark.because else ''}"
    if state.satisfied:
        if state.found.by:
            return f"done, by {both([safe(ref.split('/', 1)[1]) for ref in state.found.by[:3]], 'and')}"
        return f"done on {in_words(state.mark.done_on)}" if state.mark.done_on else "done"
    if state.applies == "no":
        return "does not apply to you"
    if state.applies == "depends":
        fields = both([name.replace("_", " ") for name in state.undecided], "and")
        return f"depends on your {fields}, which your profile does not say yet"
    if state.blocked_by:
        waits = [both([ref.replace("step-", "step ") for ref in need], "or") for need in state.unmet]
        return f"waits for {both(waits, 'and')}"
    need = "optional" if state.action.optional else ""
    if state.action.group:
        members = [action.id for action in guide.step_of[state.action.id].actions if action.group == state.action.group]
        need = f"one of {both(members, 'or')} is enough"
    word = "doing" if state.mark.status == "doing" else "to do"
    return f"{word}, {need}" if need else word


def _notes(mark: Mark, screen: Screen) -> list[str]:
    lines = []
    for key in sorted(mark.notes, key=entry_order):
        day = in_words(date.fromisoformat(key[:10]))
        lines += wrap(safe(mark.notes[key].text), screen, first=f"Note, {day}: ", rest="  ")
    return lines


def action_shown(state: ActionState, guide: Guide, screen: Screen) -> str:
    lines = [*_action(state, guide, screen, with_state=True), *_notes(state.mark, screen)]
    return "\n".join(lines)


# Marks


def marked(sentence: str, answer_next: Sequence[Item], guide: Guide, today: date, screen: Screen, *more: str) -> str:
    """What changed, what it brought, and what is next."""
    said = [line for text in (sentence, *more) if text for line in wrap(text, screen)]
    return "\n".join([*said, next_things(answer_next[:1], guide, today, screen)])


def bare_actions(step: StepState, guide: Guide) -> str:
    """Which actions of a closed step have nothing behind them yet."""
    bare = without_evidence(step)
    if not bare:
        return ""
    have = "1 of its actions has" if len(bare) == 1 else f"{len(bare)} of its actions have"
    return f"{have} nothing behind {'it' if len(bare) == 1 else 'them'} yet: {actions_in_words([s.action.id for s in bare], guide)}."


def lets_start(ids: Sequence[str], guide: Guide) -> str:
    return f"That lets you start {actions_in_words(ids, guide)}." if ids else ""
