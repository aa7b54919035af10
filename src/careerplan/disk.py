"""How bytes reach the disk: whole or not at all, flushed, private to their owner. It knows no plan and no history.

Every call that can fail raises OSError; who calls says it in words. `replace` is the protocol that SQLite's "Atomic
Commit" and the fsync(2) manual ask for: write beside, flush, rename, flush the folder.
"""

import errno
import os
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from msgspec import Struct

WINDOWS_RETRY_SECONDS = 2.5
_BINARY = getattr(os, "O_BINARY", 0)
_OURS = getattr(os, "O_CLOEXEC", 0) | _BINARY
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)


class Held(Struct, frozen=True):
    """A file as it was read: its bytes, and what the system says of it."""

    data: bytes
    status: os.stat_result


class NotConfirmed(OSError):
    """The new file is in its place, but the disk did not confirm the rename."""


def read(path: Path, *, limit: int) -> Held:
    """A regular file of at most `limit` bytes. Never blocks, not even on a pipe."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _OURS)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file")
        parts, size = [], 0
        while size <= limit and (part := os.read(handle, min(1 << 20, limit + 1 - size))):
            parts.append(part)
            size += len(part)
    finally:
        os.close(handle)
    if size > limit:
        raise OSError(errno.EFBIG, f"it is larger than {limit / 1024 / 1024:g} MiB")
    return Held(b"".join(parts), status)


def replace(real: Path, data: bytes, *, like: os.stat_result | None, last: Callable[[], None]) -> None:
    """Put `data` in the place of `real`, whole or not at all.

    `like`: whose mode and owner the new file takes over; None makes it private to its owner. `last` runs when everything
    is on the disk and only the rename is missing; what it raises leaves `real` as it was. Raises NotConfirmed when the
    rename is done and the folder could not be flushed.
    """
    if like and not like.st_mode & 0o222:  # a rename would not ask; who took the right to write away meant it
        raise PermissionError(errno.EACCES, "it is write-protected")
    temporary = temporary_of(real)
    with suppress(FileNotFoundError):
        os.unlink(temporary)  # left by a program that was killed
    try:
        _write(temporary, data, like)
        if read(temporary, limit=len(data)).data != data:
            raise OSError(errno.EIO, "the disk gives back something else than was written")
        last()
        _rename(temporary, real)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    try:
        sync_folder(real.parent)
    except OSError as error:
        raise NotConfirmed(error.errno, error.strerror) from None


def write_new(path: Path, data: bytes, *, temporary: Path | None = None) -> None:
    """Write a file that is not there yet, whole or not at all, private to its owner and flushed.

    `temporary`: the name that it has until it is whole. Raises FileExistsError.
    """
    temporary = temporary or temporary_of(path)
    with suppress(FileNotFoundError):
        os.unlink(temporary)
    try:
        _write(temporary, data, None)
        _appear(temporary, path)
    finally:
        with suppress(OSError):
            os.unlink(temporary)
    sync_folder(path.parent)


def temporary_of(real: Path) -> Path:
    """The one name under which a save may leave something, when it is killed."""
    return real.with_name(f".{real.name}.tmp")


def make_folder(folder: Path) -> None:
    """Create the folders that are missing, each private to its owner whatever the umask."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        os.mkdir(folder, 0o700)
        os.chmod(folder, 0o700)  # mkdir takes away what the umask says
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder. Some file systems cannot, which is not an error."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | _OURS)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


class LockBusy(Exception):
    """Somebody else held the lock all the time. `holder`: its process, where that is known."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@contextmanager
def locked(real: Path, *, seconds: float) -> Iterator[None]:
    """Hold the lock of a file: one beside it, locked by the kernel, so that a killed holder blocks nobody.

    Written here, since importing filelock takes as long as a whole read of the plan (it loads logging, secrets, urllib).
    Raises LockBusy after `seconds`, and OSError where the file system has no locks.
    """
    place = lock_of(real)
    deadline = time.monotonic() + seconds
    while True:
        handle = os.open(place, os.O_RDWR | os.O_CREAT | _NOFOLLOW | _OURS, 0o600)
        try:
            while not _try_lock(handle):
                if time.monotonic() > deadline:
                    with suppress(OSError):
                        raise LockBusy(os.read(handle, 32).decode("ascii", "ignore").strip())
                    raise LockBusy("")
                time.sleep(0.01)
            if _is_still(handle, place):
                os.ftruncate(handle, 0)
                os.write(handle, str(os.getpid()).encode())
                yield
                return
        finally:
            os.close(handle)  # which gives the lock back


def lock_of(real: Path) -> Path:
    return real.with_name(f".{real.name}.lock")


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, 1 << 20, os.SEEK_SET)  # far behind what is written, which stays readable
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_still(handle: int, place: Path) -> bool:
    """Whether the locked file is the one that others find: somebody may have removed it meanwhile."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(place))
    except FileNotFoundError:
        return False


@contextmanager
def interruptible() -> Iterator[None]:
    """Let SIGTERM and SIGHUP unwind like an exception, so that no temporary file is left behind."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {}
    with suppress(ValueError):  # not in the main thread
        before = {getattr(signal, name): signal.signal(getattr(signal, name), _unwind) for name in names}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _unwind(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def _write(path: Path, data: bytes, like: os.stat_result | None) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW | _OURS, 0o600)
    try:
        if sys.platform != "win32":
            made = os.fstat(handle)
            if like and (like.st_uid, like.st_gid) != (made.st_uid, made.st_gid):
                os.fchown(handle, like.st_uid, like.st_gid)
            os.fchmod(handle, stat.S_IMODE(like.st_mode) if like else 0o600)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        _sync(handle)
    finally:
        os.close(handle)


def _sync(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # not every file system knows it; fsync below then does what it can
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    os.fsync(handle)


def _appear(temporary: Path, path: Path) -> None:
    """Give a file its name, unless something has that name. Raises FileExistsError."""
    if sys.platform != "win32":
        try:
            os.link(temporary, path)
            return
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
    os.rename(temporary, path)


def _rename(temporary: Path, real: Path) -> None:
    """Rename over the plan. On Windows another program may hold the file open for a moment, so it is tried again."""
    deadline = time.monotonic() + WINDOWS_RETRY_SECONDS
    while True:
        try:
            os.replace(temporary, real)
            return
        except PermissionError as error:
            if getattr(error, "winerror", None) not in (5, 32, 33) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
