"""Opening a person's own editor, the only other program that careerplan ever starts."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from ..errors import NoEditor

USUAL = ("notepad",) if os.name == "nt" else ("nano", "editor", "vim", "vi")
"""What is looked for where neither VISUAL nor EDITOR names one, the friendliest first."""
_PLUS = {"vi", "vim", "nvim", "nano", "pico", "emacs", "emacsclient", "micro", "joe", "kak", "mcedit"}
"""Editors that take `+12` for line 12."""


def open_editor(path: Path, environment: Mapping[str, str], *, line: int | None = None) -> None:
    """Open a file in VISUAL, EDITOR or a usual editor, and wait until it is closed. Raises NoEditor."""
    words = editor_of(environment)
    name = Path(words[0]).stem
    at_line = [f"+{line}"] if line and name in _PLUS else []
    before = signal.signal(signal.SIGINT, _leave_it)
    try:
        code = subprocess.run([*words, *at_line, str(path)], check=False).returncode
    except OSError as error:
        raise NoEditor(words[0], (error.strerror or str(error)).lower()) from None
    finally:
        signal.signal(signal.SIGINT, before)
    if code != 0:
        raise NoEditor(words[0], f"it ended with {code}")


def _leave_it(_number: int, _frame: object) -> None:
    """Ctrl-C is the editor's. A function of ours, since an editor would inherit the system's own way of ignoring it."""


def editor_of(environment: Mapping[str, str]) -> list[str]:
    """The command of the editor. Raises NoEditor."""
    for name in ("VISUAL", "EDITOR"):
        if said := environment.get(name, "").strip():
            try:
                return shlex.split(said, posix=os.name != "nt")
            except ValueError:
                raise NoEditor(said, "its quotation marks do not match") from None
    for name in USUAL:
        if found := shutil.which(name):
            return [found]
    raise NoEditor("", "")
