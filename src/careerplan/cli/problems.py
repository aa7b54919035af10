"""How a problem is said: what is wrong, where, and what to type next."""

from collections.abc import Sequence
from typing import Any

from ..render.layout import PROGRAM, Screen, command, safe, wrap


def error_answer(code: str, message: str, hints: Sequence[str], problems: Sequence[str]) -> dict[str, Any]:
    """`hint`: what to type next, or null; `hints`: all of them; `problems`: each with its place."""
    return {"code": code, "message": message, "hint": hints[0] if hints else None, "hints": list(hints), "problems": list(problems)}


def error_text(message: str, hints: Sequence[str], problems: Sequence[str], screen: Screen) -> str:
    lines = wrap(safe(message), screen, first="error: ")
    for problem in problems:
        lines += wrap(safe(problem), screen, first=" " * 7, rest=" " * 9)
    for index, hint in enumerate(hints):
        label = "try:   " if index == 0 else "       "
        if hint.startswith((PROGRAM, "--")):
            lines.append(label + command(safe(hint), screen))
        else:
            lines += wrap(safe(hint), screen, first=label)
    return "\n".join(lines)
