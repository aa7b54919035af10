"""What was typed and is no command line of ours: said in plain words, with what to type instead."""

import re
import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from ..render.layout import PROGRAM

GOOD_NUMBER = {"option": "15", "argument": "1"}
"""What is proposed where nothing that was typed comes near a number."""


def usage_problem(error: Any, words: Sequence[str]) -> tuple[str, list[str]]:
    """The sentence and the hints. `words`: the whole command line."""
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx else PROGRAM
    said = str(error.format_message()).strip().rstrip(".")
    if meant := re.findall(r"'([\w-]+)'", said.partition("Did you mean")[2]):
        return _small(said), [f"{path} {name}" for name in meant[:3]]
    if any(word.startswith("-") and " " in word for word in words):
        return _small(said), ["put -- before a text that begins with a dash"]
    if long := _with_two_dashes(ctx, words):
        return f"there is no option {long[1:]}", [again(words, {long[1:]: [long]})]
    if number := re.fullmatch(r"(['\"])(.*)\1 is not a valid (int|float|integer)\.?", str(error.message), re.DOTALL):
        return _not_a_number(error, number[2], words, whole=number[3] != "float")
    if hasattr(error, "possibilities"):
        hints = [again(words, {error.option_name: [name]}) for name in error.possibilities or ()]
        return f"there is no option {error.option_name}", hints or [f"{path} --help"]
    if "requires an argument" in said:
        return f"{error.option_name} needs a value after it", [f"{path} --help"]
    if extra := re.search(r"unexpected extra argument\S* \((.*)\)", said, re.DOTALL):
        return _too_much(extra[1], ctx, path, words)
    return _small(said), [f"{path} --help"]


def again(words: Sequence[str], instead: Mapping[str, Sequence[str]]) -> str:
    """What was typed, with others in the place of some words, also around a `=`; without the plan and the guide, which stand in
    every command that is shown."""
    found = [PROGRAM]
    for before, word in zip(["", *words], words, strict=False):
        if word.partition("=")[0] not in ("--plan", "--guide") and before not in ("--plan", "--guide"):
            parts = [part for half in word.split("=", 1) for part in instead.get(half, [half])]
            found += instead.get(word, ["=".join(parts)])
    return shlex.join(found)


def _not_a_number(error: Any, typed: str, words: Sequence[str], *, whole: bool) -> tuple[str, list[str]]:
    """`30m` was meant to be 30."""
    param = error.param
    option = param.param_type_name == "option"
    names = [name for name in param.opts if any(word.partition("=")[0] == name for word in words)] if option else []
    name = names[0] if names else param.opts[-1] if option else param.human_readable_name
    near = re.search(r"[1-9][0-9]{0,5}" + ("" if whole else r"(\.[0-9]+)?"), typed)
    better = near[0] if near else GOOD_NUMBER[param.param_type_name]
    number = "a whole number" if whole and re.fullmatch(r"-?[0-9]+[.,][0-9]+", typed) else "a number"
    return f'{name}: "{typed}" is not {number}', [again(words, {typed: [better]})]


def _too_much(extra: str, ctx: Any, path: str, words: Sequence[str]) -> tuple[str, list[str]]:
    """A file that a command could write to is named with an option."""
    first = next((word for word in words if extra.startswith(word) and word), extra)
    writes = ctx is not None and any("-o" in param.opts for param in ctx.command.params)
    hint = again(words, {first: ["-o", first]}) if writes and re.search(r"\.\w+$", first) else f"{path} --help"
    return f'"{extra}" is more than {path.removeprefix(PROGRAM).strip() or PROGRAM} takes', [hint]


def _with_two_dashes(ctx: Any, words: Sequence[str]) -> str | None:
    """`--wide`, where `-wide` was typed and there is such an option."""
    known = {name for param in ctx.command.params for name in param.opts} if ctx else set()
    return next((f"-{word}" for word in words if re.match(r"-\w{2}", word) and f"-{word}".partition("=")[0] in known), None)


def _small(said: str) -> str:
    return said[:1].lower() + said[1:]
