"""P1, P3, P8, P15: every call that a changing command makes of the operating system fails once, and the program is
killed once before each; the plan is the old one or the new one, the history has both, and the next change works."""

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from careerplan.history import History
from careerplan.render.contract import ANSWERS
from careerplan.store import PlanFile
from tests.promises import faulty
from tests.promises.commands import CHANGING, READING, World, prepare, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="calls as POSIX has them")

WAYS = ("init", "note", "undo", "restore", "edit", "check")
"""One command for each way in which the program saves: these are always stepped call by call."""

EACH_CALL = [
    *((command, 1) for command in WAYS),
    *((command, 11) for command in CHANGING if command not in WAYS),
    *(pytest.param(command, 1, marks=pytest.mark.long) for command in CHANGING if command not in WAYS),
]
"""The others save as `note` does: every eleventh call of each, from another one on; all in the long run."""


def file_of(world: World, path: Path | None = None) -> PlanFile:
    return PlanFile(path or world.plan, kept_in=world.history, now=datetime(2026, 11, 23, 12))


def test_every_command_is_listed_as_changing_or_reading() -> None:
    assert {command.partition(" --")[0] for command in (*CHANGING, *READING, "history purge")} == set(ANSWERS)


def the_change(world: World, command: str) -> tuple[bytes | None, bytes | None]:
    """The plan before and after a command that nothing disturbs."""
    prepare(world, command)
    old = world.bytes()
    assert run(*CHANGING[command]) in (0, 3), command
    new = world.bytes()
    assert old != new, f"{command} changed nothing"
    return old, new


def goes_on(world: World) -> None:
    """The next change works, and can be taken back byte for byte."""
    if world.bytes() is None:
        return
    before = world.plan.read_bytes()
    file_of(world).put(before + b"# a word more\n", instead_of=before, verb="edit")
    assert world.litter() == []
    file_of(world).turn("undo", 1)
    assert world.plan.read_bytes() == before


def first(command: str, step: int) -> int:
    """The call to begin with: a different one for each command."""
    return 1 + list(CHANGING).index(command) % step


@pytest.mark.parametrize(("command", "step"), EACH_CALL)
def test_a_call_that_fails_leaves_the_old_plan_or_the_new_one(
    world: World, command: str, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = the_change(world, command)
    number, ended = first(command, step), False
    while not ended:
        prepare(world, command)
        with monkeypatch.context() as patched:
            system = faulty.failing_at(number)
            faulty.install(patched, system)
            code = run(*CHANGING[command])
        now = world.bytes()
        where = f"{command}: call {number}"
        assert code in (0, 3), f"{where} ended with {code}"
        assert now in (old, new), f"{where}: neither the old plan nor the new one"
        assert command == "check" or code != 0 or now == new, f"{where}: success was said and nothing saved"
        assert [name for name in (world.litter() if world.home.exists() else []) if name != ".plan.toml.tmp"] == [], where
        goes_on(world)
        ended = system.count < number
        number += step
    assert number > 20, "hardly a save"


@pytest.mark.parametrize(("command", "step"), EACH_CALL)
def test_a_program_that_is_killed_leaves_the_old_plan_or_the_new_one(
    world: World, command: str, step: int, monkeypatch: pytest.MonkeyPatch, in_memory: Path
) -> None:
    """What is on the disk just before each call is what a kill at that moment leaves: nothing is held back in buffers."""
    old, new = the_change(world, command)
    prepare(world, command)
    seen: list[tuple[str, bytes | None]] = []

    def look(number: int, name: str, args: tuple[Any, ...]) -> None:
        seen.append((f"{command}: before call {number}, {name}", world.bytes()))
        shutil.copytree(world.folder, in_memory / command / str(number))

    with monkeypatch.context() as patched:
        faulty.install(patched, faulty.FaultyOs(look))
        run(*CHANGING[command])
    assert {now for _, now in seen} <= {old, new}, [where for where, now in seen if now not in (old, new)]
    for number in range(first(command, step), len(seen) + 1, step):
        where, now = seen[number - 1]
        left = World(in_memory / command / str(number))
        if now is not None:
            kept = set(map(_data, _snapshots(left, world)))
            assert old is None or now == old or old in kept, f"{where}: the bytes before are nowhere"
        shutil.rmtree(world.folder)
        shutil.copytree(left.folder, world.folder)
        goes_on(world)
    assert len(seen) > 20, "hardly a save"
    shutil.rmtree(in_memory / command)


def _snapshots(left: World, real: World) -> list[Any]:
    history = History(left.history, real.plan, now=None)
    return [history.snapshot(version.number) for version in history.versions()]


def _data(snapshot: Any) -> bytes:
    data: bytes = snapshot.data
    return data
