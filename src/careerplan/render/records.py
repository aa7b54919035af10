"""What a person sees of records and of the profile."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from ..core.dates import in_words
from ..core.fields import fields_of
from ..core.guide import Guide
from ..core.kinds import KINDS, Credential
from ..core.plan import Plan, Profile
from ..core.progress import Progress
from ..core.records import Record, entry_order
from .layout import Screen, bold, labelled, safe, table, typed, wrap
from .sentences import actions_in_words, both, capital, profile_value, satisfied_in_words, value_in_words

# Records


def satisfied_here(ids: Sequence[str], seen: Progress, guide: Guide) -> str:
    steps = [seen.step_states[id] for id in dict.fromkeys(guide.step_of[one].id for one in ids)]
    now = both([f"step {s.step.number} is {s.satisfied} of {s.applicable}" for s in steps], "and")
    return f"{satisfied_in_words(ids, guide).removesuffix('.')}, so {now}."


def records(plan: Plan, kinds: Sequence[str], guide: Guide, today: date, screen: Screen) -> str:
    """A table for each kind that has records."""
    blocks = []
    for kind in kinds:
        if held := {id: seen_on(record, today) for id, record in plan.of_kind(kind).items()}:
            blocks.append("\n".join(_kind_table(kind, held, plan, guide, screen, titled=len(kinds) > 1)))
    if blocks:
        return "\n\n".join(blocks)
    kind = kinds[0] if len(kinds) == 1 else "experience"
    nothing = f"No {kind} is recorded yet." if len(kinds) == 1 else "Nothing is recorded yet."
    return "\n".join([nothing, typed("Add one:", f"careerplan add {kind} --help", screen, column=10)])


def seen_on(record: Record, today: date) -> Record:
    """The record as it is shown: a credential with its state on the day, which is never stored."""
    return replace(record, status=record.state_on(today)) if isinstance(record, Credential) else record


def _kind_table(kind: str, held: Mapping[str, Record], plan: Plan, guide: Guide, screen: Screen, *, titled: bool) -> list[str]:
    columns = KINDS[kind].columns
    rows = [[safe(id), *(safe(value_in_words(kind, name, getattr(r, name), guide)) for name in columns)] for id, r in held.items()]
    head = [kind if titled else "ref", *(name.replace("_", " ") for name in columns)]
    lines = table(rows, screen, head=head)
    if screen.narrow:
        return [bold(f"{capital(kind)} ({len(held)})", screen), *lines]
    return [bold(lines[0], screen), *lines[1:]]


def record_shown(ref: str, record: Record, typed_as: str, satisfies: Sequence[str], guide: Guide, screen: Screen) -> str:
    """All of a record. `typed_as`: how it is named in a command."""
    kind, id = ref.split("/", 1)
    fields = fields_of(KINDS[kind])
    said = {name: value_in_words(kind, name, getattr(record, name), guide) for name in fields}
    column = max((len(name) for name, value in said.items() if value), default=4) + 2
    lines = [bold(line, screen) for line in wrap(f"{safe(id)} ({kind})", screen)]
    for name, value in said.items():
        if not value:
            continue
        lines += labelled(name.replace("_", " "), safe(value), screen, indent=2, column=column)
        if fields[name].form == "log" and (len(getattr(record, name)) > 1 or _has_more(getattr(record, name))):
            lines += _entries(getattr(record, name), screen)
    lines += wrap(f"Counts for {actions_in_words(satisfies, guide)}." if satisfies else "Counts for no action yet.", screen)
    empty = [name for name, value in said.items() if not value]
    if empty:
        lines += wrap(f"Still empty: {', '.join(empty)}.", screen)
    return "\n".join([*lines, typed("Change it:", f"careerplan set {typed_as} FIELD=VALUE", screen, column=11)])


def _entries(entries: Mapping[str, Any], screen: Screen) -> Iterable[str]:
    for key in sorted(entries, key=entry_order):
        parts = [_part(name, getattr(entries[key], name)) for name in fields_of(type(entries[key]))]
        yield from wrap(safe(", ".join(part for part in parts if part)), screen, first=f"    {key}  ")


def _has_more(entries: Mapping[str, Any]) -> bool:
    """Whether an entry says more than a word or a number: a second part, or a text."""

    def more(entry: Any) -> bool:
        filled = [field for name, field in fields_of(type(entry)).items() if getattr(entry, name)]
        return len(filled) > 1 or any(field.story for field in filled)

    return any(more(entry) for entry in entries.values())


def _part(name: str, value: Any) -> str:
    """A part of a dated entry; one that is only yes or no by its name."""
    if isinstance(value, bool) or value in (None, ()):
        return name if value else ""
    if isinstance(value, date):
        return f"{name.replace('_', ' ')} {in_words(value)}"
    return ", ".join(value) if isinstance(value, tuple) else f"{value:g}" if isinstance(value, float) else str(value)


def put_back(ref: str, record: Record) -> str:
    """The command that adds a record again, whole but for the details inside its logs."""
    kind, id = ref.split("/", 1)
    declared = KINDS[kind]
    words = [f"careerplan add {kind}", quoted(str(getattr(record, declared.natural[0]))) if declared.natural else id]
    for name, field in fields_of(declared).items():
        value = getattr(record, name)
        if name in declared.natural[:1] or value == field.default:
            continue
        parts = value if field.form == "list" else [_as_typed(field.form, value)]
        words += [f"{field.option} {quoted(part)}" for part in parts]
    return " ".join(words)


def _as_typed(form: str, value: Any) -> str:
    if form == "yes-no":
        return "yes" if value else "no"
    if form == "log":
        return ",".join(f"{key}={getattr(entry, next(iter(fields_of(type(entry)))))}" for key, entry in value.items())
    if form == "table":
        return ",".join(f"{name}={getattr(value, name)}" for name in fields_of(type(value)) if getattr(value, name))
    return f"{value:g}" if form == "number" else str(value)


def quoted(text: str) -> str:
    """A word for the shell: double quotes, which every shell knows, unless the text needs more."""
    if text and all(c.isalnum() or c in "-_=.,:/@+" for c in text):
        return text
    if not set(text) & set('"$`\\!'):
        return f'"{text}"'
    import shlex

    return shlex.quote(text)


# Profile


def profile(held: Profile, guide: Guide, seen: Progress, screen: Screen, *changes: str) -> str:
    fields = fields_of(Profile)
    column = max(len(name) for name in fields) + 2
    lines = [line for change in changes for line in wrap(change, screen)]
    lines += [""] if lines else []
    for name, field in fields.items():
        value = getattr(held, name)
        shown = safe(profile_value(field, value, guide)) or f"(not said) {field.doc}"
        lines += labelled(name, shown, screen, column=column)
    open_fields = dict.fromkeys(name for state in seen.states.values() for name in state.undecided)
    if open_fields:
        count = sum(state.applies == "depends" for state in seen.states.values())
        depend = "1 action depends" if count == 1 else f"{count} actions depend"
        lines += ["", *wrap(f"{depend} on {both(list(open_fields), 'and')}, which you have not said yet.", screen)]
    first = next(iter(open_fields), "hours_per_week")
    words = guide.vocabulary.get(fields[first].vocabulary or "", {})
    example = next(iter(words), "5")
    if words:
        lines += wrap(f"{capital(first)} is one of {', '.join(words)}.", screen)
    return "\n".join([*lines, typed("Change it:", f"careerplan profile set {first}={example}", screen, column=11)])


def profile_changes(now: Sequence[str], gone: Sequence[str], guide: Guide) -> list[str]:
    said = []
    if now:
        said.append(f"Now {_applies(now)} to you: {actions_in_words(now, guide)}.")
    if gone:
        said.append(f"No longer {_applies(gone)} to you: {actions_in_words(gone, guide)}.")
    return said


def _applies(ids: Sequence[str]) -> str:
    return "applies" if len(ids) == 1 else "apply"
