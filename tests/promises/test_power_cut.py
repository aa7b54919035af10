"""P2: what a command called saved is on the disk, and a power cut in the middle leaves the old plan or the new one.

A model of the disk as fsync(2) and rename(2) describe it: the content of a file is safe from its fsync on, a name from the
fsync of its folder on; until then the disk may hold the name as it was or as it became.
"""

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.promises import faulty
from tests.promises.commands import CHANGING, World, prepare, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="calls as POSIX has them")


class Disk:
    """What a power cut would leave of a folder tree, followed call by call."""

    def __init__(self, folder: Path) -> None:
        self.safe: dict[int, bytes | None] = {}
        """Inode -> content that is on the disk; None while none is."""
        self.names: dict[Path, set[int | None]] = {}
        """File -> the inodes that it may be after a power cut; None: no file."""
        self._new_folders: set[Path] = set()
        """Folders that a power cut may take away, with all that is in them."""
        self._pins: list[int] = []
        self._open: dict[int, Path] = {}
        for place in folder.rglob("*"):
            if place.is_file():
                self.names[place] = {self._pin(place)}
                self.safe[place.stat().st_ino] = place.read_bytes()

    def _pin(self, place: Path) -> int:
        """The inode of a file, held open so that its number is not given again."""
        self._pins.append(os.open(place, os.O_RDONLY))
        return os.fstat(self._pins[-1]).st_ino

    def __call__(self, name: str, args: tuple[Any, ...], result: Any) -> None:
        """After a call of the program."""
        if name == "open":
            self._open[result] = Path(args[0])
            if args[1] & os.O_CREAT and Path(args[0]) not in self.names:
                inode = self._pin(Path(args[0]))
                self.safe.setdefault(inode, None)
                self._may_be(Path(args[0]), inode)
        elif name == "fsync":
            place = self._open[args[0]]
            if stat.S_ISDIR(os.fstat(args[0]).st_mode):
                self._new_folders = {one for one in self._new_folders if one.parent != place}
                self.names |= {one: {self._inode(one)} for one in self.names if one.parent == place}
            else:
                self.safe[os.fstat(args[0]).st_ino] = place.read_bytes()
        elif name in ("replace", "rename", "link"):
            source, target = map(Path, args)
            self._may_be(target, self._inode(target))
            if name != "link":
                self._may_be(source, None)
        elif name == "mkdir":
            self._new_folders.add(Path(args[0]))
        elif name == "unlink":
            self._may_be(Path(args[0]), None)

    def _may_be(self, place: Path, inode: int | None) -> None:
        self.names.setdefault(place, {None}).add(inode)

    def _inode(self, place: Path) -> int | None:
        return place.stat().st_ino if place.exists() else None

    def after_a_cut(self, place: Path) -> set[bytes | str | None]:
        """Every content that the file may have."""
        found: set[bytes | str | None] = {None} if self._new_folders & set(place.parents) else set()
        for inode in self.names.get(place, {None}):
            content = None if inode is None else self.safe.get(inode)
            found.add("anything" if inode is not None and content is None else content)
        return found

    def close(self) -> None:
        for pin in self._pins:
            os.close(pin)


@pytest.mark.parametrize("command", CHANGING)
def test_a_power_cut_leaves_the_old_plan_or_the_new_one_and_success_means_on_the_disk(
    world: World, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(world, command)
    old = world.bytes()
    disk = Disk(world.folder)
    seen: list[tuple[str, set[bytes | str | None]]] = []

    def after(name: str, args: tuple[Any, ...], result: Any) -> None:
        disk(name, args, result)
        seen.append((name, disk.after_a_cut(world.plan)))

    with monkeypatch.context() as patched:
        faulty.install(patched, faulty.FaultyOs(after=after))
        assert run(*CHANGING[command]) in (0, 3)
    new = world.bytes()
    disk.close()
    assert new != old
    for name, contents in seen:
        assert contents <= {old, new}, f"{command}: after {name}"
    assert disk.after_a_cut(world.plan) == {new}
    kept = [disk.after_a_cut(place) for place in disk.names if place.parent.parent == world.history]
    for data in filter(None, (old, new)):
        assert any(all(isinstance(one, bytes) and one.endswith(b"\n" + data) for one in may_be) for may_be in kept if may_be), (
            "the history would be lost"
        )
