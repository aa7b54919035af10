"""Texts that come in from elsewhere: standard input, or a file that an editor left."""

import sys

from ..errors import InvalidValue

MAX_INPUT = 100_000
"""Bytes that are read from standard input for a text."""


def text_from_stdin() -> str:
    data = sys.stdin.buffer.read(MAX_INPUT + 1)
    if len(data) > MAX_INPUT:
        raise InvalidValue([f"standard input is longer than {MAX_INPUT:,} bytes"])
    return as_text(data)


def as_text(data: bytes) -> str:
    try:
        return data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").strip()
    except UnicodeDecodeError:
        raise InvalidValue(["what came in is not text in UTF-8"]) from None
