"""Options made from declarations: what a kind or the profile declares becomes the options of a command, once."""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

import typer
from msgspec import Struct
from typer.core import TyperCommand

from ..core.dates import LAST_YEAR, NotADate, read_date
from ..core.fields import Field, Problem, UnknownField, Vocabulary, assign, check_ascending, fields_of
from ..errors import CareerplanError, InvalidValue
from .here import Here, here_of

_METAVARS = {
    "date": "DATE",
    "number": "NUMBER",
    "whole": "NUMBER",
    "yes-no": "YES/NO",
    "log": "DATE=VALUE",
    "table": "NAME=VALUE",
    "amounts": "NAME=NUMBER",
}
_YES_NO = {"yes", "no", "true", "false", "y", "n", "1", "0"}


class DeclaredCommand(TyperCommand):
    """A command whose options come from a declaration: yes-no options may stand alone, and its help lists the words."""

    declared: type[Struct]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        switches = {option_of(field) for field in fields_of(self.declared).values() if field.form == "yes-no"}
        return super().parse_args(ctx, list(_with_yes(args, switches)))

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        here = here_of(ctx)
        rows = [(option_of(field), ", ".join(words)) for field in fields_of(self.declared).values()
                if (words := field.choices or tuple(here.guide.vocabulary.get(field.vocabulary or "", ())))]  # fmt: skip
        if rows:
            with formatter.section("Words"):
                formatter.write_dl(rows)
        with formatter.section("Dates"):
            formatter.write_text("2026-11-22, 2026-11, today, +30d, +3m, +5y (from today)")


def declared_options(declared: type[Struct]) -> list[inspect.Parameter]:
    """A parameter for each declared field: a text, or several for lists, logs and tables."""
    return [_parameter(field) for field in fields_of(declared).values()]


def declared_command(
    body: Callable[..., None], declared: type[Struct], parameters: Sequence[inspect.Parameter], *, doc: str
) -> Callable[..., None]:
    """`body` as Typer has to see it: Typer reads a function's signature and annotations."""
    context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    parameters = [context, *parameters]
    body.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    body.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    body.__doc__ = doc
    body.command_class = type("Declared", (DeclaredCommand,), {"declared": declared})  # type: ignore[attr-defined]
    return body


def parameter(name: str, default: Any, kind: Any, info: Any) -> inspect.Parameter:
    """One more parameter of such a command."""
    place = inspect.Parameter.POSITIONAL_OR_KEYWORD if info.__class__.__name__ == "ArgumentInfo" else inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, place, default=default, annotation=Annotated[kind, info])


def read_day(here: Here, option: str, text: str, *, last_day: bool = False) -> date:
    """The day that was typed for an option. Raises InvalidValue."""
    try:
        return read_date(text, today=here.today, last_day=last_day)
    except NotADate as error:
        reason = f" ({error.reason})" if error.reason else ""
        raise InvalidValue([f'{option}: "{text}" is not a date{reason}'], hints=[f"{option} {one}" for one in error.try_]) from None


def read_ahead(here: Here, option: str, text: str) -> date:
    """The last day of a span from today on: `30d`, `2w`, `3m`, or a date; no day is after the last that a plan can hold.
    Raises InvalidValue."""
    span = re.fullmatch(r"[0-9]{1,4}[dwmy]", text.strip().lower())
    better: tuple[str, ...] = ()
    try:
        day = read_date(f"+{text.strip()}" if span else text, today=here.today)
        if day >= here.today:
            return day
    except NotADate as error:
        if span:
            return date(LAST_YEAR, 12, 31)
        better = tuple(one for one in error.try_ if one[:1].isdigit() and one >= here.today.isoformat())
    hints = better if re.search("[0-9][-/.][0-9]", text) and better else ("30d", "3m")
    raise InvalidValue([f'{option}: "{text}" is not a time from today on'], hints=[f"{option} {one}" for one in hints])


def option_of(field: Field) -> str:
    return "--" + field.name.replace("_", "-")


def given(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """The options that were typed, each as a list of texts."""
    return {name: [value] if isinstance(value, str) else list(value) for name, value in values.items() if value not in (None, [])}


def assignments(words: Sequence[str], command: str) -> dict[str, list[str]]:
    """`FIELD=VALUE …` as field -> texts. Raises InvalidValue."""
    found: dict[str, list[str]] = {}
    wrong = [word for word in words if "=" not in word]
    if wrong or not words:
        said = [f'"{word}" is not FIELD=VALUE' for word in wrong] or ["say what to change, as FIELD=VALUE"]
        raise InvalidValue(said, hints=[f"careerplan {command} {wrong[0]}=…" if wrong else f"careerplan {command} --help"])
    for word in words:
        path, _, text = word.partition("=")
        found.setdefault(path, []).append(text)
    return found


def read_values(
    here: Here,
    declared: type[Struct],
    typed: Mapping[str, Sequence[str]],
    current: Mapping[str, Any],
    *,
    refer: Callable[[str, tuple[str, ...]], str],
    label: Callable[[str], str],
    suggest: Callable[[str, str], str],
) -> dict[str, Any]:
    """What was typed, as values of the declared fields. All problems are raised at once, as InvalidValue.

    `current`: the values so far. `label`: how a field is named in a problem; `suggest`: how a better value is typed.
    """
    vocabulary: Vocabulary = here.guide.vocabulary
    values, changed = dict(current), set()
    problems: list[tuple[str, Problem]] = []
    elsewhere: list[str] = []
    if sum(texts.count("-") for texts in typed.values()) > 1:
        raise InvalidValue(["- stands for one text, and it is there more than once"])
    for path, texts in typed.items():
        try:
            changed.add(
                assign(values, declared, path, [here.text(text) for text in texts], today=here.today, vocabulary=vocabulary, refer=refer)
            )
        except Problem as problem:
            problems.append((path, problem))
        except CareerplanError as error:
            problems.append((path, Problem(error.message)))
            elsewhere += error.hints
    problems += check_ascending(values, getattr(declared, "ascending", ()))
    if problems:
        said = [one.message if isinstance(one, UnknownField) else f"{label(path)}: {one.message}" for path, one in problems]
        hints = [hint for path, one in problems if one.suggestions for hint in _hints(path, one, suggest)]
        hints += elsewhere
        raise InvalidValue(said, hints=hints)
    return {name: values[name] for name in changed}


def _hints(path: str, problem: Problem, suggest: Callable[[str, str], str]) -> list[str]:
    """What to type instead: a whole command for each of the suggested words (of other values for the first), or an option
    with all of them."""
    first, *others = problem.suggestions
    whole = suggest(first, "…") if isinstance(problem, UnknownField) else suggest(path, first)
    if not whole.startswith("careerplan "):
        return [", or ".join([whole, *others])]
    return [whole, *(suggest(path, other) for other in others if other.replace("-", "").isalpha())]


def as_option(declared: type[Struct], path: str) -> str:
    """A field as an option, by its shorter name where it has one."""
    field = fields_of(declared).get(path)
    return f"--{field.short}" if field and field.short else "--" + path.replace("_", "-")


def as_assignment(command: str) -> Callable[[str, str], str]:
    """How a better value is typed for a command that takes FIELD=VALUE."""
    return lambda path, value: f"careerplan {command} {path}={value}"


def _parameter(field: Field) -> inspect.Parameter:
    names = [option_of(field), *([f"--{field.short}"] if field.short else [])]
    several = field.form in ("list", "log", "table", "amounts")
    metavar = _METAVARS.get(field.form, "WORD" if field.choices or field.vocabulary else "TEXT")
    option = typer.Option(*names, help=field.doc, metavar=metavar, autocompletion=_completion(field), show_default=False)
    kind: Any = list[str] | None if several else str | None
    return inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, option])


def _completion(field: Field) -> Callable[..., list[str]] | None:
    if not (field.choices or field.vocabulary):
        return None

    def words(ctx: typer.Context, incomplete: str) -> list[str]:
        try:
            known = field.choices or tuple(here_of(ctx).guide.vocabulary.get(field.vocabulary or "", ()))
        except CareerplanError:
            return []
        return [word for word in known if word.startswith(incomplete)]

    return words


def _with_yes(args: Sequence[str], switches: set[str]) -> Sequence[str]:
    """`--online` alone means `--online yes`."""
    found = []
    for index, word in enumerate(args):
        found.append(word)
        following = args[index + 1].lower() if index + 1 < len(args) else ""
        if word in switches and following not in _YES_NO:
            found.append("yes")
    return found
