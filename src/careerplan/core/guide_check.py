"""What is wrong with a guide: references to nothing, unknown words, circles. Each problem is told with its place.

That its files have the right shape is checked on reading (`codec.py`); this is about what they say.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from string import Formatter
from typing import Any

from .advice_rules import Advice, Effect, Premise
from .estimates import Estimates
from .fields import Field, fields_of
from .guide import Action, Condition, Evidence, Guide, Needs
from .kinds import KINDS
from .plan import Profile
from .privacy import PrivacyCheck
from .requirements import Requirement
from .topics import Credentialed, Level, Topic

_WORD = r"[a-z0-9]+(-[a-z0-9]+)*"
PLACES = frozenset({"names", "count", "total", "percent"})
"""What the reason of a piece of advice may hold."""

_AGE = r"[0-9]{1,4}m"


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
    hard: dict[str, set[str]] = {step.id: {action.id for action in step.actions} for step in guide.steps}
    owners: list[tuple[str, Needs]] = [(step.id, step.needs) for step in guide.steps]
    owners += [(action.id, action.needs) for action in guide.actions.values()]
    for owner, needs in owners:
        for need in [*needs.alternatives("hard"), *needs.alternatives("soft")]:
            yield from (f"{owner}, needs: there is no {ref}" for ref in need if ref not in known)
        hard.setdefault(owner, set()).update(ref for need in needs.alternatives("hard") for ref in need if ref in known)
    if circle := _circle(hard):
        yield f"needs: {', '.join(circle)} wait for each other, so that none can ever begin"


def _circle(hard: Mapping[str, set[str]]) -> list[str]:
    """What waits for itself, near or far."""
    done: set[str] = set()
    while free := {ref for ref, before in hard.items() if before <= done} - done:
        done |= free
    return sorted(set(hard) - done)


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
    if action.minutes < 1:
        yield f"minutes: {action.minutes} is below 1"
    for name, command in (("how", action.how), ("asks", action.asks)):
        if command is not None and not command.startswith("careerplan "):
            yield f"{name}: it begins with careerplan"
    for rule in action.evidence.walk() if action.evidence else ():
        yield from (f"evidence, {problem}" for problem in _rule(rule, guide))
    for when in _conditions(action.when):
        yield from (f"when, {problem}" for problem in _condition(when, guide))


def _rule(rule: Evidence, guide: Guide) -> Iterator[str]:
    for words, kind in ((rule.ratings, "skills"), (rule.marks, "duties")):
        if words != "all":
            yield from (f'{kind}: "{word}" is not one of them' for word in words if word not in guide.vocabulary.get(kind, {}))
    profile = fields_of(Profile)
    yield from (f'profile: there is no field "{name}"' for name in rule.profile if name not in profile)
    for key, ages in (("fresh", rule.fresh), ("refresh", rule.refresh)):
        yield from (f'{key}: "{age}" is not a number of months, such as 6m' for age in ages.values() if not re.fullmatch(_AGE, age))
    if rule.profile:
        yield from _wanted(rule.where, profile, guide)
    if rule.records is None:
        return
    if rule.records not in KINDS:
        yield f'records: there is no kind "{rule.records}"'
        return
    fields = fields_of(KINDS[rule.records])
    derived = KINDS[rule.records].derived
    every = [name for names in rule.every for name in ([names] if isinstance(names, str) else names)]
    named = [*every, *rule.fresh, *rule.refresh, *([rule.distinct] if rule.distinct else [])]
    yield from (f'{rule.records} has no field "{name}"' for name in named if _field_at(fields, name) is None)
    yield from _wanted({name: wanted for name, wanted in rule.where.items() if name not in derived}, fields, guide)


def _wanted(where: Mapping[str, Any], fields: Mapping[str, Field], guide: Guide) -> Iterator[str]:
    for name, wanted in where.items():
        field = _field_at(fields, name)
        if field is None:
            yield f'where: there is no field "{name}"'
            continue
        if isinstance(wanted, dict):
            for key, one in wanted.items():
                if key == "at_least" and one not in fields_of(Profile):
                    yield f'where: there is no profile field "{one}"'
                elif key == "among" and one not in guide.vocabulary:
                    yield f'where: the vocabulary has no list "{one}"'
                elif key == "older" and not re.fullmatch(_AGE, one):
                    yield f'where: "{one}" is not a number of months, such as 6m'
                elif key not in ("at_least", "among", "older"):
                    yield f'where: "{key}" is neither at_least nor among nor older'
            continue
        known = {*field.choices, *guide.vocabulary.get(field.vocabulary or "", {})}
        words = [word for word in (wanted if isinstance(wanted, list) else [wanted]) if isinstance(word, str)]
        if known and not field.open:
            yield from (f'where {name}: "{word}" is not one of {", ".join(sorted(known))}'
                        for word in words if word not in known | {"any", "none", "expired"})  # fmt: skip


def _field_at(fields: Mapping[str, Field], path: str) -> Field | None:
    name, _, inside = path.partition(".")
    field = fields.get(name)
    return fields_of(field.entry).get(inside) if field and inside and field.entry else None if inside else field


def _conditions(when: Condition | None) -> Iterator[Condition]:
    if when:
        yield when
        for part in when.any:
            yield from _conditions(part)


def _condition(when: Condition, guide: Guide) -> Iterator[str]:
    fields = fields_of(Profile)
    if when.among and when.among not in guide.vocabulary:
        yield f'among: the vocabulary has no list "{when.among}"'
    for name in ("route", "field", "population", "level"):
        words = getattr(when, name)
        known = guide.vocabulary.get(fields[name].vocabulary or "", {})
        said = [words] if isinstance(words, str) else words
        yield from (f'{name}: "{word}" is not in the vocabulary' for word in said if word not in known)
    for name in ("holds", "wants"):
        kinds = getattr(when, name)
        yield from (f'{name}: there is no kind "{kind}"' for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind not in KINDS)


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
            rules = [part for rule in tip.shown.values() for part in rule.walk()]
            yield from (f"{entry.id}, shown, {problem}" for rule in rules for problem in _rule(rule, guide))
        if isinstance(entry, Level):
            named += entry.ratings
            yield from (f"{entry.id}, bands: there is no pay band {band}" for band in entry.bands if band not in bands)
            if not all(1 <= level <= 5 for level in (entry.rating, *entry.ratings.values())):
                yield f"{entry.id}: a rating is from 1 to 5"
        if isinstance(entry, Credentialed):
            named += entry.skills
            yield from _renewal(entry)
            yield from _exams(entry)
            asked = entry.requires.walk() if entry.requires else ()
            yield from (f"{entry.id}, requires, {problem}" for part in asked for problem in _required(part, guide))
        yield from (f'{entry.id}, skills: there is no skill "{skill}"' for skill in named if skill not in skills)


def _renewal(entry: Credentialed) -> Iterator[str]:
    rule = entry.renewal
    if rule and rule.cycle == "fixed-dates" and not rule.dates:
        yield f"{entry.id}, renewal: fixed-dates needs dates"
    yield from (f'{entry.id}, renewal: "{day}" is not a day such as 05-31' for day in (rule.dates if rule else ()) if not _is_day(day))


def _exams(entry: Credentialed) -> Iterator[str]:
    for exam in entry.exams:
        if not 1 <= exam.month <= 12:
            yield f"{entry.id}, exams: there is no month {exam.month}"
        if exam.apply_until is not None and not _is_day(exam.apply_until):
            yield f'{entry.id}, exams: "{exam.apply_until}" is not a day such as 05-31'


def _is_day(text: str) -> bool:
    """Whether a month and a day are of every year: no 29 February."""
    try:
        return bool(re.fullmatch(r"[0-9]{2}-[0-9]{2}", text)) and bool(date.fromisoformat(f"2001-{text}"))
    except ValueError:
        return False


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
    hard: dict[str, set[str]] = {}
    for id, action in guide.actions.items():
        needs = action.needs.alternatives("hard") + guide.step_of[id].needs.alternatives("hard")
        hard[id] = {one for need in needs for ref in need for one in _actions_of(ref, guide) if one in guide.actions}
    if estimates.goal is not None and estimates.goal not in guide.step_by_id:
        yield f"goal: there is no step {estimates.goal}"
    for id, takes in estimates.actions.items():
        if id not in guide.actions:
            yield f"there is no action {id}"
            continue
        for key, refs in (("after", takes.after), ("begins_with", takes.begins_with)):
            yield from (f"{id}, {key}: there is no action {ref}" for ref in refs if ref not in guide.actions)
            hard[id] |= {ref for ref in refs if ref in guide.actions}
        for name, kind in (("since", takes.since), ("ends_with", takes.ends_with)):
            if kind is not None and kind not in KINDS:
                yield f'{id}, {name}: there is no kind "{kind}"'
        for least, usual in filter(None, (takes.hours, takes.days, *(case.days for case in takes.cases))):
            if not 0 <= least <= usual:
                yield f"{id}: {least:g} to {usual:g} is not from the least to the usual"
        for case in takes.cases:
            yield from (f"{id}, when, {problem}" for when in _conditions(case.when) for problem in _condition(when, guide))
            yield from (f"{id}, has, {problem}" for rule in (case.has.walk() if case.has else ()) for problem in _rule(rule, guide))
    if circle := _circle(hard):
        yield f"after: {', '.join(circle)} wait for each other, so that none can ever begin"


def _actions_of(ref: str, guide: Guide) -> list[str]:
    return [action.id for action in guide.step_by_id[ref].actions] if ref in guide.step_by_id else [ref]


def _advice(advice: Advice, guide: Guide) -> Iterator[str]:
    yield from (f"{id}: it is there {count} times" for id, count in Counter(rule.id for rule in advice.rules).items() if count > 1)
    for rule in advice.rules:
        if not re.fullmatch(_WORD, rule.id):
            yield f'"{rule.id}" is not a word in small letters'
        if not rule.premises:
            yield f"{rule.id}: it has no premises, and would always speak"
        places = {place for _, place, _, _ in Formatter().parse(rule.why) if place is not None}
        yield from (f"{rule.id}, why: there is no place {{{place}}}" for place in places - PLACES)
        for name, command in (("how", rule.how), ("read", rule.read)):
            if command is not None and not command.startswith("careerplan "):
                yield f"{rule.id}, {name}: it begins with careerplan"
        for part in (part for premise in rule.premises for part in premise.walk()):
            yield from (f"{rule.id}, {problem}" for problem in _premise(part, guide))
        yield from (f"{rule.id}, effect: {problem}" for problem in _effect(rule.effect or Effect(), guide))


def _premise(premise: Premise, guide: Guide) -> Iterator[str]:
    for when in _conditions(premise.when):
        yield from (f"when, {problem}" for problem in _condition(when, guide))
    share = premise.share
    for evidence in (premise.has, premise.lacks, *((share.of, share.that) if share else ())):
        for rule in evidence.walk() if evidence else ():
            yield from _rule(rule, guide)
            if rule.notes:
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
