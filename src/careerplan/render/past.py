"""The plan's history on a screen, and as answers of --json."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ..core.dates import in_words
from ..core.differences import Difference
from ..core.timeline import Turn, Version
from .answers import Answer
from .layout import Screen, bold, safe, typed, wrap
from .sentences import plural


class VersionAnswer(Answer, frozen=True):
    """The plan as a change left it."""

    number: int
    when: datetime
    """Local time."""
    command: str
    """A verb and what it changed; never a text that was typed."""
    changed: list[str]
    """What became different: `contact/dana-lee added`, `contact/dana-lee: phone`."""


class TurnAnswer(Answer, frozen=True):
    """Changes that were taken back (undo) or made again (redo), in the order in which that was done."""

    turned: list[VersionAnswer]
    can_undo: int
    can_redo: int


class RestoreAnswer(Answer, frozen=True):
    """The version that the plan is like again."""

    version: VersionAnswer


class HistoryAnswer(Answer, frozen=True):
    """Every version that is kept, newest first."""

    folder: str
    """Where they are kept."""
    versions: list[VersionAnswer]
    can_undo: int
    can_redo: int


class FieldAnswer(Answer, frozen=True):
    """A field before and after a change; null where it was not there."""

    before: Any
    after: Any


class DifferenceAnswer(Answer, frozen=True):
    """One record, step or action that a change touched."""

    ref: str
    how: str
    """added, changed or removed"""
    fields: dict[str, FieldAnswer]


class VersionShownAnswer(Answer, frozen=True):
    """One change, field by field."""

    version: VersionAnswer
    differences: list[DifferenceAnswer]


class PurgeAnswer(Answer, frozen=True):
    """How many versions were forgotten."""

    forgotten: int


def version_answer(version: Version) -> VersionAnswer:
    return VersionAnswer(number=version.number, when=version.when, command=version.command, changed=list(version.changed))


def history_answer(versions: Sequence[Version], done: Sequence[Version], undone: Sequence[Version], *, folder: str) -> HistoryAnswer:
    newest_first = [version_answer(one) for one in reversed(versions)]
    return HistoryAnswer(folder=folder, versions=newest_first, can_undo=max(len(done) - 1, 0), can_redo=len(undone))


def version_shown_answer(version: Version, found: Sequence[Difference]) -> VersionShownAnswer:
    shown = [DifferenceAnswer(ref=one.ref, how=one.how, fields={name: FieldAnswer(before=old, after=new)
             for name, (old, new) in one.fields.items()}) for one in found]  # fmt: skip
    return VersionShownAnswer(version=version_answer(version), differences=shown)


def turned(way: Turn, versions: Sequence[Version], screen: Screen) -> str:
    """Which changes were taken back, or made again."""
    lines = []
    for version in versions:
        said = "Taken back" if way == "undo" else "Made again"
        lines += wrap(f"{said}: {safe(version.command)} ({_when(version)})", screen)
    back = "redo" if way == "undo" else "undo"
    count = f" {len(versions)}" if len(versions) > 1 else ""
    label = "To make it again:" if way == "undo" else "To take it back:"
    return "\n".join([*lines, "", typed(label, f"careerplan {back}{count}", screen, column=19),
                      typed("What is next:", "careerplan next", screen, column=19)])  # fmt: skip


def restored(version: Version, screen: Screen) -> str:
    said = f"Your plan is as it was after version {version.number}: {safe(version.command)} ({_when(version)})."
    return "\n".join([*wrap(said, screen), "", typed("To take that back:", "careerplan undo", screen, column=19),
                      typed("What is next:", "careerplan next", screen, column=19)])  # fmt: skip


def purged(count: int, screen: Screen) -> str:
    said = f"{plural(count, 'earlier version')} forgotten. Your plan is as it was." if count else "There was nothing to forget."
    return "\n".join(wrap(said, screen))


def history(
    versions: Sequence[Version], count: int, done: Sequence[Version], undone: Sequence[Version], today: date, screen: Screen
) -> str:
    """The newest `count` versions, newest first."""
    if not versions:
        return "\n".join(wrap("Nothing has been changed yet, so there is nothing to go back to.", screen))
    in_force = {version.number for version in done}
    width = len(str(versions[-1].number))
    lines: list[str] = []
    for version in reversed(versions[-count:]):
        away = version.turn == "change" and version.number > done[0].number and version.number not in in_force
        more = " (taken back)" if away else ""
        head = f"{version.number:>{width}}  "
        lines += wrap(bold(safe(_titled(version)), screen) + more, screen, first=head, rest=" " * len(head))
        lines += wrap(f"{_when(version)}{_what(version)}", screen, first=" " * len(head))
    if len(versions) > count:
        lines += ["", typed(f"{len(versions) - count} more:", f"careerplan history -n {len(versions)}", screen, column=19)]
    can_undo = len(done) > 1
    newest, earlier = (done[-1], done[-2]) if can_undo else (versions[-1], versions[-1])
    told = [("Take back the last:", "careerplan undo")] * can_undo + [("Make it again:", "careerplan redo")] * bool(undone)
    told += [("See one whole:", f"careerplan history show {newest.number}"), ("Go back to one:", f"careerplan restore {earlier.number}")]
    return "\n".join([*lines, "", *(typed(label, command, screen, column=21) for label, command in told)])


def version_shown(version: Version, before: Version | None, found: Sequence[Difference], screen: Screen) -> str:
    """What one change did: each field before and after."""
    head = wrap(f"Version {version.number}: {safe(_titled(version))}", screen)
    lines = [*(bold(line, screen) for line in head), *wrap(_when(version), screen), ""]
    if before is None:
        lines += wrap("It is the oldest version that is kept, so there is nothing to compare it with.", screen)
    elif not found:
        lines += wrap("Nothing in it differs from the version before, except perhaps spaces, comments or the order of things.", screen)
    for one in found:
        lines += wrap(bold(safe(f"{one.ref} {one.how}"), screen), screen)
        for name, (old, new) in one.fields.items():
            lines += wrap(safe(f"{name}: {_value(old, new, one.how)}"), screen, first="  ", rest="    ")
    return "\n".join([*lines, "", typed("Go back to this one:", f"careerplan restore {version.number}", screen, column=21)])


def _value(old: Any, new: Any, how: str) -> str:
    if how == "changed":
        return f"{_in_words(old)} → {_in_words(new)}"
    return _in_words(new if how == "added" else old)


def _in_words(value: Any) -> str:
    if value is None or value == ():
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{key} {_in_words(one)}" for key, one in value.items() if one not in (None, ()))
    fields = getattr(value, "__struct_fields__", None)
    if fields:
        return "; ".join(_in_words(one) for name in fields if (one := getattr(value, name)) not in (None, (), False))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _titled(version: Version) -> str:
    if version.turn == "change" or version.count == 1:
        return version.command
    return f"{version.command} {version.count}"


def _what(version: Version) -> str:
    """What became different, where the command does not say it already."""
    told = [one for one in version.changed if one.removesuffix(" added").removesuffix(" removed") not in version.command]
    shown = ", ".join(told[:3]) + (f" and {len(told) - 3} more" if len(told) > 3 else "")
    return safe(f"; {shown}") if told else ""


def _when(version: Version) -> str:
    return f"{in_words(version.when.date())}, {version.when:%H:%M}"
