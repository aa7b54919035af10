"""What `check` found, on a screen and as an answer of --json."""

from collections.abc import Sequence

from ..core.findings import MOST, Finding, quoted_key
from .answers import Answer
from .layout import Screen, bold, safe, typed, wrap
from .sentences import plural


class FindingAnswer(Answer, frozen=True):
    """One problem. `table` and `field` are null where the whole file is meant."""

    place: str
    table: str | None
    field: str | None
    line: int | None
    """The line of the file, from 1, where it is known."""
    problem: str
    type: list[str]
    """Commands to type, the likeliest first."""


class PlanCheckAnswer(Answer, frozen=True):
    """Every problem of the plan; none is an empty list, and exit code 0."""

    path: str
    problems: list[FindingAnswer]
    fixed: list[FindingAnswer]
    """What --fix has set right."""


class EditAnswer(Answer, frozen=True):
    """Whether the plan was changed in the editor, and how many problems `check` finds in it now."""

    changed: bool
    problems: int


def check_answer(found: Sequence[Finding], fixed: Sequence[Finding], path: str) -> PlanCheckAnswer:
    return PlanCheckAnswer(path=path, problems=[*map(_answer, found)], fixed=[*map(_answer, fixed)])


def _answer(one: Finding) -> FindingAnswer:
    depth = 1 if one.path[:1] in (("profile",), ("guide",)) else 2
    table, field = (".".join(map(quoted_key, part)) or None for part in (one.path[:depth], one.path[depth:]))
    return FindingAnswer(place=one.place, table=table, field=field, line=one.line, problem=one.problem, type=list(one.hints))


def check(found: Sequence[Finding], fixed: Sequence[Finding], path: str, screen: Screen) -> str:
    """Empty when there is nothing to say."""
    lines: list[str] = []
    for one in fixed:
        lines += wrap(safe(f"Set right: {one}"), screen, rest="  ")
    lines += [typed("To take that back:", "careerplan undo", screen, column=19)] if fixed else []
    if not found:
        return "\n".join(lines)
    lines += [""] if lines else []
    lines += [*wrap(bold(safe(f"{plural(len(found), 'thing')} to look at in {path}"), screen), screen)]
    for one in found:
        line = f" (line {one.line})" if one.path and one.line else ""
        lines += ["", *wrap(safe(f"{one.place}{line}: {one.problem}" if one.path or one.line else one.problem), screen, rest="  ")]
        lines += [typed("Type" if place == 0 else "or", hint, screen, indent=2, column=6) for place, hint in enumerate(one.hints)]
    if len(found) >= MOST:
        lines += ["", *wrap("There may be more: these are the first that were found.", screen)]
    if any("careerplan check --fix" in one.hints for one in found):
        lines += ["", *wrap("What has only one meaning is set right by careerplan check --fix.", screen)]
    return "\n".join(lines)


def edited(changed: bool, problems: int, screen: Screen) -> str:
    lines = wrap("Saved." if changed else "You changed nothing, so nothing was saved.", screen)
    lines += [typed("To take it back:", "careerplan undo", screen, column=19)] if changed else []
    lines += [typed(f"{plural(problems, 'thing')} to see:", "careerplan check", screen, column=19)] if problems else []
    return "\n".join([*lines, typed("What is next:", "careerplan next", screen, column=19)])
