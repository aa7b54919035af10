"""P1, P3, P15 from outside: strace kills the real program at its N-th system call, or lets the call fail. Long."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.conftest import Figure
from tests.promises.commands import CHANGING, World, prepare
from tests.promises.test_stepping import file_of, goes_on, the_change

CALLS = ("openat", "write", "fsync", "rename,renameat,renameat2", "link,linkat", "unlink,unlinkat", "fchmod", "ftruncate", "mkdir,mkdirat",
         "flock", "close")  # fmt: skip
WAYS = ("note", "undo", "init")

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not shutil.which("strace"), reason="strace is not here"),
]


def traced(world: World, words: list[str], *options: str) -> subprocess.CompletedProcess[str]:
    """Only calls on the plan, its folder and its history are counted: `-P`."""
    places = [world.home, world.plan, world.plan.with_name(".plan.toml.tmp"), world.plan.with_name(".plan.toml.lock"), world.history]
    for folder in world.history.iterdir() if world.history.exists() else []:
        places += [folder, folder / ".version.tmp", *folder.iterdir()]
    paths = [word for place in places for word in ("-P", str(place))]
    command = ["strace", "-f", "-o", "/dev/stderr", *paths, *options, sys.executable, "-m", "careerplan", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def calls(world: World, words: list[str], call: str) -> int:
    return len(re.findall(rf"\b(?:{call.replace(',', '|')})\(", traced(world, words, "-e", f"trace={call}").stderr))


@pytest.mark.parametrize("fault", ["signal=KILL", "error=EIO"])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("command", WAYS)
def test_a_real_program_that_is_stopped_at_a_call_leaves_the_old_plan_or_the_new_one(
    world: World, command: str, call: str, fault: str, figure: Figure
) -> None:
    old, new = the_change(world, command)
    prepare(world, command)
    count = calls(world, CHANGING[command], call)
    stopped = 0
    for number in range(1, count + 1):
        prepare(world, command)
        done = traced(world, CHANGING[command], "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={number}")
        now = world.bytes()
        where = f"{command}: {call} {number}"
        assert now in (old, new), f"{where}: neither the old plan nor the new one"
        assert done.returncode != 0 or now == new, f"{where}: success was said and nothing saved"
        assert "Traceback" not in done.stdout + done.stderr, where
        if world.home.exists():
            assert set(world.litter()) <= {".plan.toml.tmp"}, where
        if now is not None:
            goes_on(world)
            file_of(world).load()
        stopped += done.returncode != 0
    if count:
        figure(f"{command}, {call.partition(',')[0]}, {fault}", f"{count} calls, {stopped} of them ended it")


def test_the_calls_that_save_are_seen_from_outside(world: World) -> None:
    """Else the test above would have nothing to do."""
    for call, least in (("fsync", 4), ("rename,renameat,renameat2", 1), ("link,linkat", 1), ("flock", 1)):
        prepare(world, "note")
        assert calls(world, CHANGING["note"], call) >= least, call
    assert os.path.exists(world.plan)
