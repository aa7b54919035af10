"""What the interpreter itself reports of a program: files that are opened to write, sockets, other programs."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

WRITES = {"os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.utime", "os.rmdir"}
STARTS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "pty.spawn", "os.startfile"}
_seen: list[tuple[str, Any]] | None = None


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if _seen is None:
        return
    opened_to_write = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if opened_to_write or event in WRITES or event in STARTS or event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        _seen.append(("open to write" if opened_to_write else event, args))


sys.addaudithook(_hook)


@contextmanager
def watched() -> Iterator[list[tuple[str, Any]]]:
    """What happens meanwhile: (event, arguments)."""
    global _seen
    seen: list[tuple[str, Any]] = []
    _seen = seen
    try:
        yield seen
    finally:
        _seen = None
