"""Skills now and against what is aimed at, and the answer to "is this for you?"."""

from collections.abc import Sequence
from datetime import date

from ..core.dates import in_words
from ..core.guide import Guide
from ..core.plan import Plan
from ..core.records import entry_order
from ..core.references import Names
from ..core.skills import SkillState
from ..core.topics import QuestionAsked
from .entries import LEVELS
from .layout import Screen, bold, labelled, safe, table, typed, wrap
from .overview_answers import (
    appeals,
    latest_answer,
)
from .sentences import both, capital

# Skills


def skills(states: Sequence[SkillState], plan: Plan, guide: Guide, screen: Screen) -> str:
    """Now, against the aim, and what stands behind it; then what to do about the largest gap."""
    names, advice = Names(plan, guide), _skill_advice(states, plan, guide, screen)
    if screen.narrow:
        return "\n".join([*(line for one in states for line in _skill_narrow(one, names, guide, screen)), "", *advice])
    head = ["skill", "now", "aim", "since last", "backed by"]
    rows = [[guide.label("skills", s.id), str(s.now or "-"), str(s.aim or ""), _moved(s), _backing(s, names)] for s in states]
    lines = table(rows, screen, head=head)
    return "\n".join([bold(lines[0], screen), *lines[1:], "", *advice])


def _skill_narrow(one: SkillState, names: Names, guide: Guide, screen: Screen) -> list[str]:
    """`Communication: 3, aim 4, +1, nurse-aide`"""
    now = f"{one.now}{f', aim {one.aim}' if one.aim else ''}" if one.now else "not rated"
    said = ", ".join(part for part in (now, _moved(one), _backing(one, names)) if part)
    return wrap(f"{guide.label('skills', one.id)}: {said}", screen, rest="  ")


def _skill_advice(states: Sequence[SkillState], plan: Plan, guide: Guide, screen: Screen) -> list[str]:
    """What the aim is, what to do about the largest gaps, and what lacks a record."""
    lines = []
    aimed = plan.profile.level
    none = "Say at which level you aim, and each skill gets an aim."
    goal = f"The aim is that of this level: {guide.label('levels', aimed).lower()}." if aimed else none
    lines += wrap(f"{goal} Levels: {', '.join(f'{number} {word}' for number, word in LEVELS.items())}.", screen)
    if not aimed and (levels := guide.vocabulary.get("levels")):
        lines.append(typed("Type", f"careerplan profile set level={next(iter(levels))}", screen))
    gaps = sorted((one for one in states if one.gap), key=lambda one: -one.gap)
    for one in gaps:
        built = [f"{id} ({guide.actions[id].title})" for id in one.built_by[:2]]
        how = f"trained by {both(built, 'and')}" if built else "no open action trains it; a course or a task at work would"
        lines += wrap(f"{guide.label('skills', one.id)}, {one.now} of {one.aim}: {how}.", screen, first="  ")
    if bare := [one for one in states if one.lacks_evidence]:
        named = both([guide.label("skills", one.id).lower() for one in bare], "and")
        lines += wrap(f"Rated 3 or more, and nothing recorded shows it yet: {named}.", screen)
        lines.append(typed("Type", f'careerplan add achievement "…" --skills {bare[0].id}', screen))
    unrated = [one.id for one in states if one.now is None]
    return [*lines, typed("Rate:", f"careerplan rate {unrated[0]} 3" if unrated else "careerplan rate", screen, column=7)]


def _moved(one: SkillState) -> str:
    if one.now is None or one.before is None:
        return ""
    return f"{one.now - one.before:+d}" if one.now != one.before else "same"


def _backing(one: SkillState, names: Names) -> str:
    named = [safe(names.short(ref)) for ref in one.backed_by[:2]]
    more = f" and {len(one.backed_by) - 2} more" if len(one.backed_by) > 2 else ""
    return f"{', '.join(named)}{more}" if named else "nothing yet" if one.lacks_evidence else ""


# Is this for you?


def fit(plan: Plan, guide: Guide, questions: Sequence[QuestionAsked], screen: Screen) -> str:
    marks = appeals(plan, guide)
    said = {appeal: words for appeal, words in marks.items() if appeal}
    count = sum(map(len, said.values()))
    lines = [bold("Is this for you?", screen), ""]
    if count:
        for appeal, words in said.items():
            named = ", ".join(guide.label("duties", word) for word in words) or "none"
            lines += labelled(f"{capital(appeal)} ({len(words)}):", named, screen, column=17)
    if marks[""]:
        lines += wrap(f"{len(marks[''])} of {count + len(marks[''])} duties are not marked yet.", screen)
        lines.append(typed("Type", f"careerplan weigh {marks[''][0]} attractive" if count else "careerplan weigh", screen))
    for one in questions:
        answer = latest_answer(plan, one.id)
        lines += ["", *wrap(one.text, screen)]
        how = typed("Type", f'careerplan interview {one.id} --answer "…"', screen)
        lines += wrap(safe(answer), screen, first="  ") if answer else [how]
    lines.append("")
    if plan.profile.decisions:
        for key in sorted(plan.profile.decisions, key=entry_order):
            decision = plan.profile.decisions[key]
            because = f": {safe(decision.because)}" if decision.because else ""
            lines += wrap(f"{in_words(date.fromisoformat(key[:10]))}, you decided {decision.decision}{because}", screen, rest="  ")
    else:
        lines += wrap("You have not decided yet: go, not-now or no.", screen)
        for label, word in (("Yes:", "go"), ("Later:", "not-now"), ("No:", "no")):
            lines.append(typed(label, f'careerplan decide {word} --because "…"', screen, column=7))
    return "\n".join(lines)
