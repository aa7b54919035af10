"""What is wrong with a guide: references to nothing, unknown words, circles. Each problem is told with its place.

That its files have the right shape is checked on reading (`codec.py`); this is about what they say.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from .advice_rules import Advice, Effect, Premise
from .estimates import Estimates
from .fields import fields_of
from .guide import Action, Guide, Step
from .kinds import KINDS
from .plan import Profile
from .privacy import PrivacyCheck
from .requirements import Requirement
from .rule_check import wrong_condition, wrong_evidence
from .topics import Credentialed, Level, Topic

_WORD = r"[a-z0-9]+(-[a-z0-9]+)*"


def problems(
    guide: Guide, topics: Mapping[str, Topic[Any]], checks: Sequence[PrivacyCheck], *,
    estimates: Estimates | None = None, advice: Advice | None = None,
) -> list[str]:  # fmt: skip
    """Every problem, with its place. Empty when the guide is in order."""
    found = [*_ids(guide), *_needs(guide), *_words(guide), *_changes(guide), *_patterns(checks)]
    for action in guide.actions.values():
        found += [f"action {action.id}, {problem}" for problem in _action(action, guide)]
    for name, topic in topics.items():
        found += [f"topic {name}, {problem}" for problem in _topic(topic, topics, guide)]
    found += [f"forecast, {problem}" for problem in _estimates(estimates or Estimates(), guide)]
    found += [f"advice, {problem}" for problem in _advice(advice or Advice(), guide)]
    return found


def _ids(guide: Guide) -> Iterator[str]:
    for what, ids in (("step", [s.id for s in guide.steps]), ("slug", [s.slug for s in guide.steps]),
                      ("action", [a.id for s in guide.steps for a in s.actions])):  # fmt: skip
        yield from (f"{what} {id}: it is there {count} times; each {what} is there once" for id, count in Counter(ids).items() if count > 1)
    for step in guide.steps:
        if not re.fullmatch(r"step-[1-9][0-9]{0,3}", step.id):
            yield f"step {step.id}: an id looks like step-3"
        if not re.fullmatch(_WORD, step.slug) or step.slug.isdecimal():
            yield f'step {step.id}, slug: "{step.slug}" is not a word in small letters'
        for action in step.actions:
            if not re.fullmatch(rf"{re.escape(step.number)}\.[1-9][0-9]{{0,3}}", action.id):
                yield f"action {action.id}: an action of {step.id} has an id such as {step.number}.1"


def _needs(guide: Guide) -> Iterator[str]:
    known = {*guide.actions, *guide.step_by_id}
    owners: list[Step | Action] = [*guide.steps, *guide.actions.values()]
    for owner in owners:
        named = [ref for need in owner.needs.alternatives("hard") + owner.needs.alternatives("soft") for ref in need]
        yield from (f"{owner.id}, needs: there is no {ref}" for ref in named if ref not in known)
    if circle := _circle(_before(guide, "hard")):
        yield f"needs: {', '.join(circle)} wait for each other, so that none can ever begin"
    elif circle := _circle(_before(guide, "hard", "soft")):
        yield f"needs: {', '.join(circle)} are better after each other, so that none is the first"


def _before(guide: Guide, *which: Literal["hard", "soft"]) -> dict[str, set[str]]:
    """What comes before each step and action: a step is over with its actions, and an action begins after what its step needs."""

    def needed(one: Step | Action) -> set[str]:
        return {ref for kind in which for need in one.needs.alternatives(kind) for ref in need if ref in known}

    known = {*guide.actions, *guide.step_by_id}
    before = {step.id: needed(step) | {action.id for action in step.actions} for step in guide.steps}
    return before | {id: needed(action) | needed(guide.step_of[id]) for id, action in guide.actions.items()}


def _circle(before: Mapping[str, set[str]]) -> list[str]:
    """What waits for itself, near or far, without what only waits for that."""
    left = dict(before)
    while free := {ref for ref, refs in left.items() if left.keys().isdisjoint(refs)}:
        left = {ref: refs for ref, refs in left.items() if ref not in free}
    while last := left.keys() - {ref for refs in left.values() for ref in refs}:
        left = {ref: refs for ref, refs in left.items() if ref not in last}
    return sorted(left)


def _words(guide: Guide) -> Iterator[str]:
    for name, words in guide.vocabulary.items():
        yield from (f'vocabulary {name}: "{word}" is not a word in small letters' for word in words if not re.fullmatch(_WORD, word))


def _changes(guide: Guide) -> Iterator[str]:
    for change in guide.changes:
        for id in [*change.added, *change.changed]:
            if id not in guide.actions and not any(id in later.removed for later in guide.changes):
                yield f"changes, version {change.version}: there is no action {id}"
    if guide.changes and guide.changes[-1].version != guide.version:
        yield f"changes: the last one is of version {guide.changes[-1].version}, and the guide's version is {guide.version}"


def _patterns(checks: Sequence[PrivacyCheck]) -> Iterator[str]:
    for check in checks:
        try:
            re.compile(check.pattern)
        except re.error as error:
            yield f"privacy, {check.name}: the pattern cannot be read ({error})"


def _action(action: Action, guide: Guide) -> Iterator[str]:
    skills = guide.vocabulary.get("skills", {})
    yield from (f'skills: there is no skill "{skill}"' for skill in action.skills if skill not in skills)
    for name, command in (("how", action.how), ("asks", action.asks)):
        if command is not None and not command.startswith("careerplan "):
            yield f"{name}: it begins with careerplan"
    yield from (f"evidence, {problem}" for problem in wrong_evidence(action.evidence, guide))
    yield from (f"when, {problem}" for problem in wrong_condition(action.when, guide))


def _topic(topic: Topic[Any], topics: Mapping[str, Topic[Any]], guide: Guide) -> Iterator[str]:
    skills = guide.vocabulary.get("skills", {})
    ids = Counter([entry.id for entry in topic.entries()] + [question.id for question in topic.questions])
    yield from (f"{id}: it is there {count} times" for id, count in ids.items() if count > 1)
    for section in topic.sections:
        words = guide.vocabulary.get(section.words or "", {})
        if section.words and section.words not in guide.vocabulary:
            yield f'section {section.id}, words: the vocabulary has no list "{section.words}"'
        for entry in section.entries:
            if section.words and entry.id not in words:
                yield f"{entry.id}: it is not a word of {section.words}"
            if not entry.title:
                yield f"{entry.id}: the title is missing"
    for question in topic.questions:
        if question.theme not in guide.vocabulary.get("themes", {}):
            yield f'{question.id}, theme: "{question.theme}" is not a word of themes'
        yield from (f'{question.id}, skills: there is no skill "{skill}"' for skill in question.skills if skill not in skills)
    bands = {band.id for band in topics["pay"].entries()} if "pay" in topics else set()
    for entry in topic.entries():
        named = [skill for tip in entry.tips for skill in tip.skills]
        for tip in entry.tips:
            named += tip.shown
            yield from (f"{entry.id}, shown, {problem}" for rule in tip.shown.values() for problem in wrong_evidence(rule, guide))
        if isinstance(entry, Level):
            named += entry.ratings
            yield from (f"{entry.id}, bands: there is no pay band {band}" for band in entry.bands if band not in bands)
        if isinstance(entry, Credentialed):
            named += entry.skills
            asked = entry.requires.walk() if entry.requires else ()
            yield from (f"{entry.id}, requires, {problem}" for part in asked for problem in _required(part, guide))
        yield from (f'{entry.id}, skills: there is no skill "{skill}"' for skill in named if skill not in skills)


def _required(part: Requirement, guide: Guide) -> Iterator[str]:
    if not part.text.strip():
        yield f"{part.kind}: the text is missing"
    named = {"settings": part.experience.settings if part.experience else [],
             "tags": [*part.experience.tags, *part.experience.unless] if part.experience else [],
             "topics": part.courses.topics if part.courses else []}  # fmt: skip
    for list_, words in named.items():
        yield from (f'{list_}: "{word}" is not a word of {list_}' for word in words if word not in guide.vocabulary.get(list_, {}))
    if part.experience and part.experience.unless and not part.experience.tags:
        yield "unless: it is only asked beside tags"
    if part.credential and (
        both := {code.casefold() for code in part.credential.codes} & {code.casefold() for code in part.credential.refused}
    ):
        yield f"credential: {', '.join(sorted(both))} both counts and does not"


# What looks ahead


def _estimates(estimates: Estimates, guide: Guide) -> Iterator[str]:
    needed = _before(guide, "hard")
    after = {id: {*refs} for id, refs in needed.items()}
    if estimates.goal is not None and estimates.goal not in guide.step_by_id:
        yield f"goal: there is no step {estimates.goal}"
    for id, takes in estimates.actions.items():
        if id not in guide.actions:
            yield f"there is no action {id}"
            continue
        for key, refs in (("after", takes.after), ("begins_with", takes.begins_with)):
            yield from (f"{id}, {key}: there is no action {ref}" for ref in refs if ref not in guide.actions)
            after[id] |= {ref for ref in refs if ref in guide.actions}
        for name, kind in (("since", takes.since), ("ends_with", takes.ends_with)):
            if kind is not None and kind not in KINDS:
                yield f'{id}, {name}: there is no kind "{kind}"'
        for least, usual in filter(None, (takes.hours, takes.days, *(case.days for case in takes.cases))):
            if not 0 <= least <= usual:
                yield f"{id}: {least:g} to {usual:g} is not from the least to the usual"
        for case in takes.cases:
            yield from (f"{id}, when, {problem}" for problem in wrong_condition(case.when, guide))
            yield from (f"{id}, has, {problem}" for problem in wrong_evidence(case.has, guide))
    if circle := () if _circle(needed) else _circle(after):
        yield f"after: {', '.join(circle)} wait for each other, so that none can ever begin"


def _advice(advice: Advice, guide: Guide) -> Iterator[str]:
    yield from (f"{id}: it is there {count} times" for id, count in Counter(rule.id for rule in advice.rules).items() if count > 1)
    for rule in advice.rules:
        if not re.fullmatch(_WORD, rule.id):
            yield f'"{rule.id}" is not a word in small letters'
        if not rule.premises:
            yield f"{rule.id}: it has no premises, and would always speak"
        for name, command in (("how", rule.how), ("read", rule.read)):
            if command is not None and not command.startswith("careerplan "):
                yield f"{rule.id}, {name}: it begins with careerplan"
        for part in (part for premise in rule.premises for part in premise.walk()):
            yield from (f"{rule.id}, {problem}" for problem in _premise(part, guide))
        yield from (f"{rule.id}, effect: {problem}" for problem in _effect(rule.effect or Effect(), guide))


def _premise(premise: Premise, guide: Guide) -> Iterator[str]:
    yield from (f"when, {problem}" for problem in wrong_condition(premise.when, guide))
    share = premise.share
    for rule in (premise.has, premise.lacks, *((share.of, share.that) if share else ())):
        yield from wrong_evidence(rule, guide)
        if rule and any(part.notes for part in rule.walk()):
            yield "notes: advice looks at records and the profile, never at notes"
    yield from (
        f"there is no {ref}" for ref in (*premise.settled, *premise.open) if ref not in guide.actions and ref not in guide.step_by_id
    )


def _effect(effect: Effect, guide: Guide) -> Iterator[str]:
    yield from (f"there is no action {ref}" for ref in (*effect.done, *effect.left_out) if ref not in guide.actions)
    for name, word in effect.profile.items():
        field = fields_of(Profile).get(name)
        if field is None or word not in guide.vocabulary.get(field.vocabulary or "", {}):
            yield f'profile: there is no {name} "{word}"'
