"""What a person is writing in an editor, kept in a private file until it is in the plan."""

import os
from contextlib import suppress
from pathlib import Path

from . import disk
from .errors import in_our_words


def lay(place: Path, data: bytes) -> None:
    """Lay out a draft, unless there is one already: what was written before goes on. Raises CannotAccess."""
    with in_our_words("write", place):
        disk.make_folder(place.parent)
        with suppress(FileExistsError):
            disk.write_new(place, data)


def read(place: Path, *, limit: int) -> bytes:
    """What the draft says now. Raises CannotAccess."""
    with in_our_words("read", place):
        return disk.read(place, limit=limit).data


def forget(place: Path, *, limit: int, only: bytes | None = None) -> None:
    """Take a draft away; where `only` is given, one that says just that."""
    with suppress(OSError):
        if only is None or disk.read(place, limit=limit).data == only:
            os.unlink(place)
