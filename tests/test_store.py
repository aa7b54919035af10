"""The save protocol. Each test here failed when the line it speaks of was taken out of `store.py`."""

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from careerplan import disk, store
from careerplan.core.guide import Guide
from careerplan.core.kinds import Contact
from careerplan.core.plan import Plan, new_plan
from careerplan.core.timeline import Made
from careerplan.errors import Busy, CannotAccess, EditedMeanwhile, InvalidPlan, NoPlan, PlanExists, SavedUnconfirmed, WouldHarm
from careerplan.store import Limits, PlanFile

NOW = datetime(2026, 11, 22, 12)
posix = pytest.mark.skipif(os.name == "nt", reason="modes, links and signals as POSIX has them")


@pytest.fixture
def place(tmp_path: Path, baker: Guide) -> Path:
    path = tmp_path / "plan.toml"
    create(path, new_plan(baker))
    return path


def file_at(path: Path, **limits: Any) -> PlanFile:
    return PlanFile(path, limits=Limits(**limits), kept_in=path.parent / "kept", now=NOW)


def create(path: Path, plan: Plan) -> None:
    file_at(path).create(plan)


def change(path: Path, edit: store.Edit, **limits: Any) -> store.Change:
    return file_at(path, **limits).change(edit, verb="try")


def add(name: str) -> store.Edit:
    return lambda plan: plan.with_record(f"contact/{name}", Contact(name=name))


def names(path: Path) -> list[str]:
    return list(store.load(path).of_kind("contact"))


def litter(path: Path) -> list[str]:
    return [one.name for one in path.parent.iterdir() if one.name not in (path.name, f".{path.name}.lock", "kept")]


def test_a_change_is_read_back(place: Path) -> None:
    made = change(place, add("dana"))
    assert (made.changed, names(place), litter(place)) == (True, ["dana"], [])


def test_a_change_that_changes_nothing_writes_nothing(place: Path) -> None:
    before = place.stat()
    assert not change(place, lambda plan: plan).changed
    assert (place.stat().st_mtime_ns, place.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_reading_leaves_everything_alone(place: Path) -> None:
    before = (sorted(place.parent.iterdir()), place.stat())
    store.load(place)
    assert (sorted(place.parent.iterdir()), place.stat()) == before


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_new_plan_and_its_folders_are_private(tmp_path: Path, baker: Guide, umask: int) -> None:
    old = os.umask(umask)
    try:
        path = tmp_path / "a" / "b" / "plan.toml"
        create(path, new_plan(baker))
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent)] == [0o700, 0o700]


def test_a_plan_that_is_write_protected_is_left_alone(place: Path) -> None:
    before = place.read_bytes()
    place.chmod(0o400)
    with pytest.raises(CannotAccess, match="it is write-protected; nothing was changed"):
        change(place, add("dana"))
    place.chmod(0o600)
    assert place.read_bytes() == before
    assert litter(place) == []


def test_a_change_that_was_cut_off_before_the_rename_is_never_gone_back_to(place: Path) -> None:
    first = place.read_bytes()
    change(place, add("dana"))
    second = place.read_bytes()
    file_at(place).history.keep(second + b"# cut off\n", Made(command="add contact/kim"))
    change(place, add("eve"))
    file = file_at(place)
    file.turn("undo", 1)
    assert place.read_bytes() == second
    file.turn("undo", 1)
    assert place.read_bytes() == first


@posix
@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664])
def test_the_mode_of_a_plan_is_kept(place: Path, mode: int) -> None:
    place.chmod(mode)
    change(place, add("dana"))
    assert stat.S_IMODE(place.stat().st_mode) == mode


@posix
def test_a_symbolic_link_stays_and_its_target_is_updated(place: Path, tmp_path: Path) -> None:
    link = tmp_path / "links" / "plan.toml"
    link.parent.mkdir()
    link.symlink_to("../plan.toml")
    change(link, add("dana"))
    assert link.is_symlink()
    assert names(place) == ["dana"]


@posix
def test_a_link_to_nothing_becomes_a_link_to_the_plan(tmp_path: Path, baker: Guide) -> None:
    link = tmp_path / "plan.toml"
    link.symlink_to(tmp_path / "synced" / "mine.toml")
    create(link, new_plan(baker))
    assert link.is_symlink()
    assert (tmp_path / "synced" / "mine.toml").is_file()


def test_a_plan_that_is_there_is_never_made_anew(place: Path, baker: Guide) -> None:
    before = place.read_bytes()
    with pytest.raises(PlanExists):
        create(place, new_plan(baker))
    place.write_bytes(b"")
    with pytest.raises(PlanExists):
        create(place, new_plan(baker))
    place.write_bytes(before)
    assert store.load(place) == new_plan(baker)


@pytest.mark.parametrize("data", [b"", b"\0\0\0", b"format = ", b"\xff\xfe", b"<<<<<<< HEAD\n"])
def test_a_plan_that_cannot_be_read_is_never_written(place: Path, data: bytes) -> None:
    place.write_bytes(data)
    with pytest.raises(InvalidPlan):
        change(place, add("dana"))
    assert place.read_bytes() == data
    assert litter(place) == []


@posix
def test_what_is_not_a_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "."):
        with pytest.raises(CannotAccess, match="it is not a regular file"):
            store.load(tmp_path / name)


def test_a_file_that_is_too_large_is_refused(place: Path) -> None:
    with place.open("ab") as file:
        file.truncate(store.LIMITS.max_bytes + 1)
    with pytest.raises(CannotAccess, match="larger than 8 MiB"):
        store.load(place)


def test_no_plan_is_no_plan_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(NoPlan):
        change(tmp_path / "none" / "plan.toml", add("dana"))
    assert list(tmp_path.iterdir()) == []


# Order: what makes an acknowledged change survive a power cut


@posix
def test_the_file_is_flushed_before_the_rename_and_the_folder_after_it(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    real_sync, real_replace = os.fsync, os.replace

    def sync(handle: int) -> None:
        calls.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        real_sync(handle)

    def replace(source: Any, target: Any) -> None:
        calls.append("rename")
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", replace)
    change(place, add("dana"))
    assert calls == ["file", "file", "folder", "rename", "folder"], (
        "the plan, its version, the version's folder; the rename; the plan's folder"
    )


STEPS = ["open", "write", "fsync", "replace", "fchmod"]


@posix
@pytest.mark.parametrize("name", ["fsync", "replace", "fchmod"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES])
def test_a_save_that_fails_changes_nothing_and_leaves_nothing(place: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> None:
    before = place.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, name, fail)
    with pytest.raises(CannotAccess, match=f"{os.strerror(number).lower()}; nothing was changed"):
        change(place, add("dana"))
    monkeypatch.undo()
    assert place.read_bytes() == before
    assert litter(place) == []
    assert [one.command for one in file_at(place).versions()] in (["init"], []), "a version of a change that never came to be"


def test_a_plan_that_somebody_else_made_while_the_lock_was_waited_for_is_said_and_stays(
    tmp_path: Path, baker: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "plan.toml"
    lock = disk.locked

    @contextmanager
    def locked(real: Path, *, seconds: float) -> Iterator[None]:
        with lock(real, seconds=seconds):
            place.write_bytes(b"theirs")
            yield

    monkeypatch.setattr(disk, "locked", locked)
    with pytest.raises(PlanExists):
        create(place, new_plan(baker))
    assert place.read_bytes() == b"theirs"


@posix
def test_a_folder_that_cannot_be_flushed_is_said_and_one_that_need_not_be_is_not(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync
    number = errno.EIO

    def fail(handle: int) -> None:
        if os.path.samestat(os.fstat(handle), os.stat(place.parent)):
            raise OSError(number, os.strerror(number))
        real(handle)

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SavedUnconfirmed):
        change(place, add("dana"))
    assert names(place) == ["dana"]
    number = errno.EINVAL
    change(place, add("lee"))
    assert names(place) == ["dana", "lee"]


def test_bytes_that_do_not_read_back_are_not_saved(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = place.read_bytes()
    monkeypatch.setattr("careerplan.codec.rewritten", lambda data, *_: data)
    with pytest.raises(WouldHarm):
        change(place, add("dana"))
    assert place.read_bytes() == before


def test_windows_holding_the_file_for_a_moment_is_waited_for(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, held = os.replace, [3]

    def replace(source: Any, target: Any) -> None:
        if held[0]:
            held[0] -= 1
            error = PermissionError(13, "held")
            error.winerror = 5  # type: ignore[attr-defined]
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    change(place, add("dana"))
    assert names(place) == ["dana"]


# Others at the same file


def test_a_hand_edit_between_reading_and_renaming_is_kept(place: Path) -> None:
    edits = [0]

    def edit(plan: Plan) -> Plan:
        if not edits[0]:
            place.write_bytes(place.read_bytes() + b'\n[contact.hand]\nname = "By hand"\n')
        edits[0] += 1
        return add("dana")(plan)

    change(place, edit)
    assert names(place) == ["hand", "dana"]
    assert edits == [2]


def test_a_file_that_is_edited_all_the_time_is_left_to_the_hand(place: Path) -> None:
    def edit(plan: Plan) -> Plan:
        place.write_bytes(place.read_bytes() + b"# again\n")
        return add("dana")(plan)

    with pytest.raises(EditedMeanwhile):
        change(place, edit)
    assert names(place) == []
    assert litter(place) == []


def test_a_busy_lock_is_waited_for_and_then_said(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, done = threading.Event(), threading.Event()

    def hold(plan: Plan) -> Plan:
        inside.set()
        done.wait(5)
        return plan

    holder = threading.Thread(target=change, args=(place, hold))
    holder.start()
    inside.wait(5)
    try:
        assert names(place) == []  # readers do not wait
        with pytest.raises(Busy, match=f"process {os.getpid()}"):
            change(place, add("dana"), lock_seconds=0.2)
    finally:
        done.set()
        holder.join()
    assert change(place, add("dana")).changed


SLOW_DISK = """
import os, time
os.fsync = lambda handle: (print("in", flush=True), time.sleep(20))
"""
WRITER = """
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from careerplan.store import PlanFile
from careerplan.core.kinds import Contact
path, me, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(count):
    id = f"{me}-{number}"
    file = PlanFile(path, kept_in=path.parent / "kept", now=datetime.now())
    file.change(lambda plan: plan.with_record(f"contact/{id}", Contact(name=id)), verb="add")
    print(id, flush=True)
"""


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_saving_leaves_no_temporary_file(place: Path, number: signal.Signals) -> None:
    script = SLOW_DISK + WRITER
    writer = subprocess.Popen([sys.executable, "-c", script, str(place), "w", "1"], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline().strip() == "in"
    writer.send_signal(number)
    assert writer.wait(5) == 128 + number
    assert litter(place) == []
    assert names(place) == []


@posix
def test_a_writer_that_is_killed_blocks_nobody_and_its_litter_goes_with_the_next_change(place: Path) -> None:
    script = SLOW_DISK + WRITER
    writer = subprocess.Popen([sys.executable, "-c", script, str(place), "w", "1"], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    writer.stdout.readline()
    writer.kill()
    writer.wait()
    assert litter(place) == [f".{place.name}.tmp"]
    began = time.monotonic()
    change(place, add("dana"))
    assert time.monotonic() - began < store.LIMITS.lock_seconds / 2
    assert (names(place), litter(place)) == (["dana"], [])
