"""How bytes reach the disk: what is read back, who holds the lock, what is never followed."""

import os
import threading
from pathlib import Path

import pytest

from careerplan import disk


def test_what_the_disk_gives_back_otherwise_never_takes_the_place_of_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "a"
    place.write_bytes(b"old")
    whole = disk._write
    monkeypatch.setattr(disk, "_write", lambda path, data, like: whole(path, data[:-1] + b"?", like))
    with pytest.raises(OSError, match="something else than was written"):
        disk.replace(place, b"new", like=place.stat(), last=lambda: None)
    assert place.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


def test_a_lock_whose_file_was_removed_while_it_was_waited_for_locks_all_the_same(tmp_path: Path) -> None:
    place = tmp_path / "a"
    got, done = threading.Event(), threading.Event()

    def wait_and_hold() -> None:
        with disk.locked(place, seconds=10):
            got.set()
            done.wait(10)

    waiting = threading.Thread(target=wait_and_hold)
    with disk.locked(place, seconds=1):
        waiting.start()
        assert not got.wait(0.2)
        disk.lock_of(place).unlink()
    assert got.wait(10)
    with pytest.raises(disk.LockBusy), disk.locked(place, seconds=0.05):
        pass
    done.set()
    waiting.join()


def test_a_busy_lock_names_its_holder(tmp_path: Path) -> None:
    place = tmp_path / "a"
    with disk.locked(place, seconds=1), pytest.raises(disk.LockBusy) as caught, disk.locked(place, seconds=0.05):
        pass
    assert caught.value.holder == str(os.getpid())


@pytest.mark.skipif(os.name == "nt", reason="links as POSIX has them")
def test_a_link_in_the_place_of_the_temporary_file_or_the_lock_is_not_followed(tmp_path: Path) -> None:
    place, victim = tmp_path / "a", tmp_path / "victim"
    victim.write_bytes(b"mine")
    disk.temporary_of(place).symlink_to(victim)
    disk.replace(place, b"new", like=None, last=lambda: None)
    assert (place.read_bytes(), victim.read_bytes()) == (b"new", b"mine")
    disk.lock_of(place).symlink_to(victim)
    with pytest.raises(OSError), disk.locked(place, seconds=0.05):  # noqa: PT011
        pass
    assert victim.read_bytes() == b"mine"


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    place = tmp_path / "a"
    place.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        disk.write_new(place, b"new")
    place.unlink()
    place.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        disk.write_new(place, b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["a"]
