"""What goes out of a run: text that a terminal can show, and JSON documents."""

import re
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import typer

from ..render.layout import visible

_TO_ASCII = str.maketrans({"█": "#", "░": ".", "…": "...", "–": "-", "—": "-", "·": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "é": "e"})


def document(command: str, today: date | None, part: str, content: Any, warnings: Sequence[str] = ()) -> str:
    """The JSON document of an answer or an error. `warnings` is there only when there is one."""
    import msgspec

    whole = {"careerplan": 1, "command": command, "today": today, part: content} | ({"warnings": warnings} if warnings else {})
    try:
        return _escaped(msgspec.json.format(msgspec.json.encode(whole), indent=2).decode())
    except UnicodeEncodeError:  # what was typed holds half a letter: JSON has an escape for it
        import json

        return json.dumps(msgspec.to_builtins(whole), indent=2)


def _escaped(text: str) -> str:
    """JSON with what could steer a terminal written as JSON's own escapes."""
    if text.isascii() and "\x7f" not in text:
        return text
    return re.sub("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", lambda found: f"\\u{ord(found[0]):04x}", text)


class NotSaid(Exception):
    """The answer could not be written: the file that it was sent to is full, say."""


def say(text: str, *, err: bool = False) -> None:
    """Print a text, with what the stream cannot show, or what could steer it, written in characters that can be shown."""
    text = visible(text)
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.translate(_TO_ASCII).encode(encoding, "backslashreplace").decode(encoding)
    try:
        typer.echo(text, err=err)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NotSaid((error.strerror or str(error)).lower()) from None
