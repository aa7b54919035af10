"""Files that are made for somebody else: whole or not at all, and never over the plan or what belongs to it."""

import errno
import os
import shlex
import stat
from collections.abc import Iterable
from pathlib import Path

from . import disk
from .errors import FileThere, NoFolder, PartOfPlan, in_our_words


def write(path: Path, data: bytes, *, kept: Iterable[Path], force: bool, again: str) -> None:
    """Write a file, private to its owner unless it was there. Raises FileThere, NoFolder, PartOfPlan,
    CannotAccess.

    `kept`: files and folders that are not written over by whatever name. `force`: a file that is there may be replaced, but no
    link and no device. `again`: the command to type for that.
    """
    with in_our_words("write", path):
        if not path.name or path.is_dir():
            raise OSError(errno.EISDIR, "it is a folder")
        if not os.path.lexists(path.parent):
            raise NoFolder(str(path), str(path.parent), f"mkdir -p {shlex.quote(str(path.parent))}")
        if any(_lies_in(one, place) for place in kept for one in (path, disk.temporary_of(path))):
            raise PartOfPlan(str(path))
        there = os.lstat(path) if os.path.lexists(path) else None
        if there and not stat.S_ISREG(there.st_mode):
            raise OSError(errno.EINVAL, "it is a link, or not a file")
        if not force:
            try:
                disk.write_new(path, data)
            except FileExistsError:
                raise FileThere(str(path), again) from None
            return
        disk.replace(path, data, like=there, last=lambda: None)


def _lies_in(path: Path, kept: Path) -> bool:
    real = Path(os.path.realpath(path))
    return any(_same(place, kept) for place in (real, *real.parents))


def _same(one: Path, other: Path) -> bool:
    """Whether both are one file, also by a second name of it."""
    try:
        return os.path.samefile(one, other)
    except OSError:  # one of them is not there
        return os.path.normcase(one) == os.path.normcase(os.path.realpath(other))
