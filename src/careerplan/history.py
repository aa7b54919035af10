"""What the plan was before each change: one file for each version, in a folder outside of the plan's own.

A version is the exact bytes of the plan under a first line that says what it is, a TOML comment. So each is a plan that a
person can copy back by hand. Files are only ever added, and thinned out as `core/timeline.py` says. Who adds holds the
plan's lock; reading needs none.
"""

import os
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from . import disk
from .core.timeline import Made, Version, surplus

MAX_BYTES = 1 << 30
"""Of one version: more than any plan may have."""
_MARK = b"# careerplan version "
_NAME = re.compile(r"([0-9]{6,}) ([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2})\.([0-9]{2})\.([0-9]{2})\.toml")
_ABOUT = """\
Earlier versions of the careerplan plan in
{path}

careerplan history     lists them
careerplan restore N   brings one back

Each file here is a whole plan. To bring one back by hand, copy it over the plan.
"""


class _Head(Version, frozen=True, kw_only=True):
    """The first line of a version's file."""

    length: int
    crc: int


class Snapshot(Struct, frozen=True):
    """A version with its bytes."""

    version: Version
    data: bytes


def default_root() -> Path:
    """Where histories are kept, in the user state folder of this system."""
    from platformdirs import user_state_path

    return user_state_path("careerplan", appauthor=False) / "history"


class History:
    """The versions of one plan. `root`: where the histories of all plans are. `now`: local time of this run, for who adds."""

    def __init__(self, root: Path, real: Path, *, now: datetime | None) -> None:
        self.real = real
        self.root = root
        self.now = now

    @cached_property
    def folder(self) -> Path:
        """`%home%ada%plan.toml`: the plan's own path, as one name."""
        name = re.sub(r"[/\\:]", "%", str(self.real))
        if len(os.fsencode(name)) > 200:
            name = f"{zlib.crc32(os.fsencode(name)):08x}{name[-60:]}"
        return self.root / name

    @property
    def _temporary(self) -> Path:
        """The one name under which a version that is not whole may lie, when careerplan is killed."""
        return disk.temporary_of(self.folder / "version")

    # Reading

    def versions(self) -> list[Version]:
        """Every version that is whole, oldest first.

        What is damaged or cannot be read is passed over; not so the newest, as the others would then seem to be the present.
        Raises OSError.
        """
        files = self._files()
        found = [*map(_snapshot_if_readable, files[:-1]), *map(_snapshot, files[-1:])]
        return [snapshot.version for snapshot in found if snapshot]

    def last(self) -> Snapshot | None:
        """The newest version that is whole. Raises OSError."""
        return next(filter(None, map(_snapshot, reversed(self._files()))), None)

    def snapshot(self, number: int) -> Snapshot | None:
        """A version; None where there is none, or it is damaged. Raises OSError."""
        return next((_snapshot(file) for file in self._files() if file.number == number), None)

    # Writing

    def keep(self, data: bytes, made: Made) -> Path:
        """Add the plan as it is about to be. Returns the file, so that it can be taken back. Raises OSError."""
        files = self._files()
        number = files[-1].number + 1 if files else 1
        assert self.now is not None
        version = Version(number=number, when=self.now.replace(microsecond=0), **asdict(made))
        disk.make_folder(self.folder)
        if not files:
            self._introduce()
        place = self.folder / f"{number:06} {version.when:%Y-%m-%d %H.%M.%S}.toml"
        disk.write_new(place, _file(version, data), temporary=self._temporary)
        return place

    def thin(self) -> None:
        """Take away what is not kept for ever. Failing at that is no failure of the change."""
        files = self._files()
        gone = set(surplus([(file.number, file.when) for file in files], now=self.now)) if self.now else set()
        for file in files:
            if file.number in gone:
                with suppress(OSError):
                    os.unlink(file.place)

    def purge(self) -> int:
        """Forget every version. Returns how many there were. Raises OSError."""
        files = self._files()
        for file in files:
            os.unlink(file.place)
        with suppress(FileNotFoundError):
            os.unlink(self._temporary)
        with suppress(OSError):
            os.unlink(self.folder / "about.txt")
            os.rmdir(self.folder)
        return len(files)

    def _files(self) -> list["_File"]:
        """Oldest first, from the names alone."""
        try:
            names = os.listdir(self.folder)
        except FileNotFoundError:
            return []
        return sorted(_named(self.folder, names), key=lambda file: file.number)

    def _introduce(self) -> None:
        text = _ABOUT.format(path=self.real).encode("utf-8", "surrogateescape")
        with suppress(FileExistsError):
            disk.write_new(self.folder / "about.txt", text, temporary=self._temporary)


class _File(Struct, frozen=True):
    number: int
    when: datetime
    place: Path


def _named(folder: Path, names: list[str]) -> Iterator[_File]:
    for name in names:
        if found := _NAME.fullmatch(name):
            with suppress(ValueError):
                yield _File(int(found[1]), datetime.fromisoformat(f"{found[2]}T{found[3]}:{found[4]}:{found[5]}"), folder / name)


def _file(version: Version, data: bytes) -> bytes:
    head = _Head(**asdict(version), length=len(data), crc=zlib.crc32(data))
    return _MARK + msgspec.json.encode(head) + b"\n" + data


def _snapshot(file: _File) -> Snapshot | None:
    """A version; None when its file is damaged, is not the one that its name says, or was thinned out just now. Raises OSError."""
    try:
        raw = disk.read(file.place, limit=MAX_BYTES).data
        line, _, data = raw.partition(b"\n")
        head = msgspec.json.decode(line.removeprefix(_MARK), type=_Head)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
    if (head.number, head.length, head.crc) != (file.number, len(data), zlib.crc32(data)):
        return None
    return Snapshot(Version(**{name: getattr(head, name) for name in Version.__struct_fields__}), data)


def _snapshot_if_readable(file: _File) -> Snapshot | None:
    with suppress(OSError):
        return _snapshot(file)
    return None
