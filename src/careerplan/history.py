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

    # Reading

    def versions(self) -> list[Version]:
        """Every version that is whole, oldest first. What is damaged is passed over."""
        return [found.version for number, _, place in self._files() if (found := _snapshot(place)) and found.version.number == number]

    def last(self) -> Snapshot | None:
        """The newest version that is whole."""
        return next((found for _, _, place in reversed(self._files()) if (found := _snapshot(place))), None)

    def snapshot(self, number: int) -> Snapshot | None:
        return next((found for known, _, place in self._files() if known == number and (found := _snapshot(place))), None)

    # Writing

    def keep(self, data: bytes, made: Made) -> Path:
        """Add the plan as it is about to be. Returns the file, so that it can be taken back. Raises OSError."""
        files = self._files()
        number = files[-1][0] + 1 if files else 1
        assert self.now is not None
        version = Version(number=number, when=self.now.replace(microsecond=0), **asdict(made))
        disk.make_folder(self.folder)
        if not files:
            self._introduce()
        place = self.folder / f"{number:06} {version.when:%Y-%m-%d %H.%M.%S}.toml"
        disk.write_new(place, _file(version, data))
        return place

    def thin(self) -> None:
        """Take away what is not kept for ever. Failing at that is no failure of the change."""
        files = self._files()
        gone = set(surplus([(number, when) for number, when, _ in files], now=self.now)) if self.now else set()
        for number, _, place in files:
            if number in gone:
                with suppress(OSError):
                    os.unlink(place)

    def purge(self) -> int:
        """Forget every version. Returns how many there were. Raises OSError."""
        files = self._files()
        for _, _, place in files:
            os.unlink(place)
        with suppress(OSError):
            os.unlink(self.folder / "about.txt")
            os.rmdir(self.folder)
        return len(files)

    def _files(self) -> list[tuple[int, datetime, Path]]:
        """(number, when, file), oldest first, from the names alone."""
        try:
            names = os.listdir(self.folder)
        except FileNotFoundError:
            return []
        return sorted(_named(self.folder, names))

    def _introduce(self) -> None:
        with suppress(FileExistsError):
            disk.write_new(self.folder / "about.txt", _ABOUT.format(path=self.real).encode("utf-8", "surrogateescape"))


def _named(folder: Path, names: list[str]) -> Iterator[tuple[int, datetime, Path]]:
    for name in names:
        if found := _NAME.fullmatch(name):
            with suppress(ValueError):
                yield int(found[1]), datetime.fromisoformat(f"{found[2]}T{found[3]}:{found[4]}:{found[5]}"), folder / name


def _file(version: Version, data: bytes) -> bytes:
    head = _Head(**asdict(version), length=len(data), crc=zlib.crc32(data))
    return _MARK + msgspec.json.encode(head) + b"\n" + data


def _snapshot(place: Path) -> Snapshot | None:
    """A version's file; None when it is damaged, or was cut short."""
    try:
        raw = disk.read(place, limit=MAX_BYTES).data
        line, _, data = raw.partition(b"\n")
        head = msgspec.json.decode(line.removeprefix(_MARK), type=_Head)
    except (OSError, msgspec.DecodeError):
        return None
    if (len(data), zlib.crc32(data)) != (head.length, head.crc):
        return None
    return Snapshot(Version(**{name: getattr(head, name) for name in Version.__struct_fields__}), data)
