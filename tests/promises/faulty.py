"""The operating system as it can be: at the N-th call of the program it fails, or it is looked at just before."""

import errno
import os
from collections.abc import Callable
from typing import Any

import pytest

CALLS = {
    "open",
    "read",
    "write",
    "fsync",
    "close",
    "fstat",
    "fchmod",
    "fchown",
    "ftruncate",
    "replace",
    "link",
    "rename",
    "unlink",
    "mkdir",
    "listdir",
}
"""What the program asks of the system when it saves."""


def nothing(*_args: Any) -> None:
    pass


class FaultyOs:
    """Stands in for the module `os`. `before(number, name, args)` runs before each call, and may raise; `after(name, args,
    result)` after it."""

    def __init__(self, before: Callable[[int, str, tuple[Any, ...]], None] = nothing, after: Callable[..., None] = nothing) -> None:
        self._before = before
        self._after = after
        self.count = 0

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def call(*args: Any, **more: Any) -> Any:
            self.count += 1
            try:
                self._before(self.count, name, args)
            except OSError:
                if name == "close":
                    real(*args, **more)  # a failing close has closed all the same
                raise
            result = real(*args, **more)
            self._after(name, args, result)
            return result

        return call


def install(monkeypatch: pytest.MonkeyPatch, faulty: FaultyOs) -> None:
    for module in ("disk", "history", "store", "drafts"):
        monkeypatch.setattr(f"careerplan.{module}.os", faulty)


def failing_at(number: int, code: int = errno.ENOSPC) -> FaultyOs:
    """A system whose `number`-th call fails."""

    def before(count: int, name: str, args: tuple[Any, ...]) -> None:
        if count == number:
            raise OSError(code, os.strerror(code))

    return FaultyOs(before)
