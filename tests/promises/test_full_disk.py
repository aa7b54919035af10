"""P3: a disk that is full, or a file that may not grow, changes nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from careerplan import store
from tests.promises.commands import CHANGING, World, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="tmpfs and limits as Linux has them")


@pytest.fixture
def small(tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world on a disk of 256 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk here")
    world = World(disk)
    for name, value in world.environment.items():
        monkeypatch.setenv(name, value)
    try:
        assert run("init", "--yes") == 0
        yield world
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_fills_up_loses_nothing_that_was_called_saved(small: World) -> None:
    saved = 0
    while run("add", "contact", f"Contact {saved}", "--note", "x" * 2000) == 0:
        saved += 1
    assert saved > 2
    assert len(store.load(small.plan).of_kind("contact")) == saved
    full = small.bytes()
    with suppress(OSError), open(small.folder / "filler", "wb", buffering=0) as filler:
        while True:
            filler.write(b"x" * 512)
    for command in (*map(CHANGING.__getitem__, ("profile set", "done", "note", "add", "edit", "undo")), ["restore", "1"]):
        assert run(*command) == 3, command
        assert small.bytes() == full, command
        assert small.litter() == []
    for command in (["next"], ["status"], ["history"]):
        assert run(*command) == 0
    (small.folder / "filler").unlink()
    assert run("history", "purge", "--yes") == 0
    assert run("add", "contact", "One more") == 0


def test_a_file_that_may_not_grow_changes_nothing(world: World) -> None:
    size = world.plan.stat().st_size
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); from careerplan.cli.app import main; main()"
    for limit in (0, 100, size // 2, size):
        before = world.bytes()
        line = [sys.executable, "-c", limited.format(limit), "note", "1.1", "a few more words"]
        done = subprocess.run(line, env=os.environ, capture_output=True, text=True, check=False)
        assert done.returncode == 3
        assert "file too large" in done.stderr.replace("\n       ", " ")
        assert "nothing was changed" in done.stderr.replace("\n       ", " ")
        assert world.bytes() == before
        assert world.litter() == []
