"""P6, P13, P17, P18, P31, P32: looking leaves everything alone, nothing leaves the machine, files are private, every terminal
and every time zone will do."""

import io
import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from careerplan import disk
from tests.promises.commands import CHANGING, READING, World, prepare, run
from tests.promises.watching import STARTS, watched

posix = pytest.mark.skipif(os.name == "nt", reason="modes as POSIX has them")
LOOKING = {**READING, "check": ["check"]}


def everything(folder: Path) -> dict[Path, tuple[Any, ...]]:
    """Each file and folder with all that can be seen of it."""
    found = {}
    for place in [folder, *folder.rglob("*")]:
        status = place.lstat()
        content = place.read_bytes() if place.is_file() else None
        found[place] = (status.st_ino, status.st_mode, status.st_mtime_ns, status.st_uid, content)
    return found


@pytest.mark.parametrize("json_too", [False, True])
@pytest.mark.parametrize("command", LOOKING)
def test_looking_writes_nothing_anywhere(world: World, command: str, json_too: bool) -> None:
    before = everything(world.folder)
    with watched() as seen:
        assert run(*LOOKING[command], *["--json"] * json_too) in (0, 3)
    assert seen == []
    assert everything(world.folder) == before


def test_looking_does_not_wait_for_who_saves(world: World) -> None:
    with disk.locked(world.plan, seconds=1):
        for command, words in LOOKING.items():
            began = datetime.now()
            assert run(*words) in (0, 3), command
            assert datetime.now() - began < timedelta(seconds=3)


@pytest.mark.parametrize("command", CHANGING)
def test_no_command_opens_a_socket_or_starts_a_program_but_the_editor(world: World, command: str) -> None:
    prepare(world, command)
    with watched() as seen:
        assert run(*CHANGING[command]) in (0, 3)
    others = [event for event, args in seen if event in STARTS or event.startswith(("socket", "urllib", "http"))]
    assert others == (["subprocess.Popen"] if command == "edit" else [])


@posix
@pytest.mark.parametrize("umask", [0, 0o022, 0o077, 0o177])
def test_what_careerplan_makes_is_private_whatever_the_umask(world: World, umask: int) -> None:
    prepare(world, "init")
    before = os.umask(umask)
    try:
        assert run("init", "--yes") == 0
        assert run("note", "1.1", "mine") == 0
        assert run("edit") == 0
        assert run("hours", "--sheet", "csv", "--output", str(world.home / "sheet.csv")) == 0
    finally:
        os.umask(before)
    for place in [world.home, *world.home.rglob("*"), world.history, *world.history.rglob("*")]:
        assert stat.S_IMODE(place.stat().st_mode) == (0o700 if place.is_dir() else 0o600), place


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_the_mode_of_a_plan_is_neither_loosened_nor_tightened(world: World, mode: int) -> None:
    world.plan.chmod(mode)
    assert run("note", "1.1", "mine") == 0
    assert run("undo") == 0
    assert stat.S_IMODE(world.plan.stat().st_mode) == mode


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
@pytest.mark.parametrize("command", {**LOOKING, **CHANGING})
def test_every_screen_can_be_shown_in_every_encoding(world: World, command: str, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(world, command)
    screens = [io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict") for _ in range(2)]
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", screens[0])
        patched.setattr(sys, "stderr", screens[1])
        code = run(*{**LOOKING, **CHANGING}[command])
        sys.stdout.flush()
    assert code in (0, 3)
    shown = [one.buffer.getvalue().decode(encoding) for one in screens]  # type: ignore[attr-defined]
    assert any(shown) or command == "check"
    assert not any("\x1b" in one for one in shown)


@posix
@pytest.mark.parametrize("zone", ["Etc/GMT+12", "America/Los_Angeles", "UTC", "Asia/Kolkata", "Etc/GMT-14"])
def test_today_is_the_day_where_the_person_is(world: World, zone: str) -> None:
    environment = {**os.environ, "TZ": zone}
    del environment["CAREERPLAN_TODAY"]
    line = [sys.executable, "-m", "careerplan", "note", "1.1", "mine", "--json"]
    before = day_in(zone)
    subprocess.run(line, env=environment, check=True, capture_output=True)
    shown = subprocess.run([*line[:3], "history", "--json"], env=environment, check=True, capture_output=True)
    when = datetime.fromisoformat(json.loads(shown.stdout)["data"]["versions"][0]["when"])
    assert before <= when.date() <= day_in(zone)
    assert world.plan.read_bytes().count(f'notes."{before}"'.encode()) or f"{before}".encode() in world.plan.read_bytes()


def day_in(zone: str):  # type: ignore[no-untyped-def]
    from zoneinfo import ZoneInfo

    return datetime.now(UTC).astimezone(ZoneInfo(zone)).date()
