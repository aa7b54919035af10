"""Where the plan lives, and the only module that writes it.

Reading opens, reads and closes; it never writes, locks or waits. A change follows one protocol: the real path, a kernel
lock beside the plan, read, edit, write to a temporary file, flush it to the disk, make sure that nobody edited the plan
meanwhile, rename over it, flush the folder. Whatever interrupts it, the plan is the old one or the new one, whole.
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

import tomli
from msgspec import Struct

from . import codec
from .core.plan import Plan
from .errors import Busy, CannotAccess, CareerplanError, EditedMeanwhile, NoPlan, PlanExists, SavedUnconfirmed

MAX_BYTES = 8 * 1024 * 1024
LOCK_SECONDS = 10.0
WINDOWS_RETRY_SECONDS = 2.5

Edit = Callable[[Plan], Plan]


class Change(Struct, frozen=True):
    """What a change did: the plan before, and after."""

    before: Plan
    after: Plan

    @property
    def changed(self) -> bool:
        return self.before != self.after


class _Stored(Struct, frozen=True):
    data: bytes
    status: os.stat_result


def default_path() -> Path:
    """The plan's place in the user data folder of this system."""
    from platformdirs import user_data_path

    return user_data_path("careerplan", appauthor=False) / "plan.toml"


def load(path: Path, *, chosen: bool = False) -> Plan:
    """The plan in a file. `chosen`: the person named the file, so a message repeats it.

    Raises NoPlan, InvalidPlan, NewerFormat, CannotAccess.
    """
    stored = _read(path, chosen=chosen)
    return _parse(stored.data, path)


def create(path: Path, plan: Plan) -> None:
    """Write a first plan, readable by its owner alone. Raises PlanExists, Busy, CannotAccess."""
    real = _real(path)
    with _trouble("create", path):
        if os.path.lexists(real):
            raise PlanExists(str(path))
        _make_folder(real.parent)
        with _locked(real):
            if os.path.lexists(real):
                raise PlanExists(str(path))
            data = codec.write_document(codec.plan_document(plan)).encode("utf-8")
            assert _parse(data, path) == plan, "the plan does not read back as it was written"
            _replace(real, data, kept=None, unchanged=lambda: not os.path.lexists(real))


def change(path: Path, edit: Edit, *, chosen: bool = False) -> Change:
    """Read the plan, apply `edit` and save what it returns. Nothing is written when nothing changes.

    `edit` may run twice: again, when a hand edited the file while the first result was being written.
    Raises what `load` and `edit` raise, and Busy, EditedMeanwhile, CannotAccess, SavedUnconfirmed.
    """
    real = _real(path)
    _read(path, chosen=chosen)  # no plan, no folder to lock in
    with _trouble("save", path), _locked(real):
        for _attempt in range(2):
            stored = _read(path, chosen=chosen)
            before = _parse(stored.data, path)
            after = edit(before)
            if after == before:
                return Change(before, before)
            data = codec.changed_text(stored.data, before, after)
            _verify(stored.data, data, before, after, path)
            if _replace(real, data, kept=stored.status, unchanged=lambda held=stored: _read(path).data == held.data):  # type: ignore[misc]
                return Change(before, after)
        raise EditedMeanwhile(str(path))


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, readable by its owner alone: an export. Raises CannotAccess."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise CannotAccess("write", str(path), _why(error)) from None
    with os.fdopen(handle, "wb") as file:
        file.write(data)


# Reading


def _read(path: Path, *, chosen: bool = False) -> _Stored:
    """The bytes of a regular file, and what the system says of it. Never blocks, not even on a pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except FileNotFoundError:
        raise NoPlan(str(path), chosen=chosen) from None
    except OSError as error:
        raise CannotAccess("read", str(path), _why(error)) from None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        raise CannotAccess("read", str(path), "it is not a regular file")
    with os.fdopen(handle, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise CannotAccess("read", str(path), f"it is larger than {MAX_BYTES // 1024 // 1024} MiB")
    return _Stored(data, status)


def _parse(data: bytes, path: Path) -> Plan:
    return codec.parse_plan(codec.parse_document(data, str(path)), str(path))


# Writing


def _verify(old: bytes, new: bytes, before: Plan, after: Plan, path: Path) -> None:
    """The exact bytes, read back, are the plan that was meant, and everything else in the file is as it was."""
    document = tomli.loads(new.decode("utf-8").removeprefix("\ufeff"))
    expected = codec.parse_document(old, str(path))
    codec.apply_difference(expected, codec.plan_document(before), codec.plan_document(after))
    if _parse(new, path) != after or repr(document) != repr(_in_order_of(expected, document)):
        raise AssertionError("the plan does not read back as it was written")


def _in_order_of(value: object, model: object) -> object:
    """`value` with the keys of its tables in the order of `model`, so that the two compare by what they say (NaN too)."""
    if isinstance(value, dict) and isinstance(model, dict):
        keys = [key for key in model if key in value] + [key for key in value if key not in model]
        return {key: _in_order_of(value[key], model.get(key)) for key in keys}
    return value


def _replace(real: Path, data: bytes, *, kept: os.stat_result | None, unchanged: Callable[[], bool]) -> bool:
    """Put `data` in the plan's place, whole or not at all. False when the plan is not `unchanged` any more.

    `kept`: whose mode and owner the new file takes over; None makes it private to its owner.
    """
    temporary = real.with_name(f".{real.name}.tmp")
    with suppress(FileNotFoundError):
        os.unlink(temporary)
    try:
        _write_synced(temporary, data, kept)
        if not unchanged():
            return False
        _rename(temporary, real)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
    _sync_folder(real)
    return True


def _write_synced(temporary: Path, data: bytes, kept: os.stat_result | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, 0o600)
    with os.fdopen(handle, "wb") as file:
        if kept is not None and sys.platform != "win32":
            if (kept.st_uid, kept.st_gid) != (os.fstat(handle).st_uid, os.fstat(handle).st_gid):
                os.fchown(handle, kept.st_uid, kept.st_gid)
            os.fchmod(handle, stat.S_IMODE(kept.st_mode))
        file.write(data)
        file.flush()
        _sync(handle)


def _sync(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # not every file system knows it; fsync below then does what it can
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    os.fsync(handle)


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


def _sync_folder(real: Path) -> None:
    """Flush the rename itself. Some file systems cannot, which is not an error."""
    if sys.platform == "win32":
        return
    try:
        handle = os.open(real.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise SavedUnconfirmed(str(real), _why(error)) from None


# The lock


@contextmanager
def _locked(real: Path) -> Iterator[None]:
    """Hold the plan's lock: a file beside the real plan, locked by the kernel, so that a killed holder blocks nobody."""
    from filelock import FileLock, Timeout

    lock = FileLock(real.with_name(f".{real.name}.lock"), timeout=LOCK_SECONDS, mode=0o600, poll_interval=0.01,
                    fallback_to_soft=False)  # fmt: skip
    try:
        lock.acquire()
    except Timeout:
        raise Busy(str(real), LOCK_SECONDS) from None
    try:
        with _interruptible():
            yield
    finally:
        lock.release()


@contextmanager
def _interruptible() -> Iterator[None]:
    """While saving, let SIGTERM and SIGHUP unwind, so that no temporary file is left behind."""
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


# Helpers


@contextmanager
def _trouble(doing: str, path: Path) -> Iterator[None]:
    """What the operating system refuses, in our words."""
    try:
        yield
    except CareerplanError:
        raise
    except OSError as error:
        raise CannotAccess(doing, str(path), _why(error)) from None


def _real(path: Path) -> Path:
    """Where the bytes are: symbolic links stay, and what they point at is replaced."""
    return Path(os.path.realpath(path))


def _make_folder(folder: Path) -> None:
    """Create the folders that are missing, each private to its owner."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    with suppress(FileExistsError):
        os.mkdir(folder, 0o700)


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
