"""The kept versions of a plan: files that a person could read, and what damage does to them."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from careerplan.core.timeline import Made
from careerplan.history import History

NOW = datetime(2026, 11, 22, 14, 5, 11, 999)


def history_in(tmp_path: Path, now: datetime = NOW) -> History:
    return History(tmp_path / "kept", Path("/home/ada/plan.toml"), now=now)


def files(history: History) -> list[Path]:
    return sorted(one for one in history.folder.iterdir() if one.suffix == ".toml")


@pytest.fixture
def three(tmp_path: Path) -> History:
    history = history_in(tmp_path)
    for number in (1, 2, 3):
        history.keep(f"plan {number}\n".encode(), Made(command=f"add contact/c{number}", changed=(f"contact/c{number} added",)))
    return history


def test_a_version_is_the_exact_bytes_under_a_line_that_toml_does_not_see(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    data = b"\xef\xbb\xbf# mine\r\nx = 1"
    place = history.keep(data, Made(command="note step-1"))
    assert place.name == "000001 2026-11-22 14.05.11.toml"
    head, _, rest = place.read_bytes().partition(b"\n")
    assert rest == data
    assert head.startswith(b"# careerplan version {")
    assert json.loads(head[len("# careerplan version ") :])["command"] == "note step-1"


def test_the_folder_says_whose_versions_they_are_and_what_to_do(three: History) -> None:
    assert three.folder.name == "%home%ada%plan.toml"
    about = (three.folder / "about.txt").read_text()
    assert "/home/ada/plan.toml" in about
    assert "careerplan restore" in about


def test_a_very_long_path_still_has_a_folder_of_its_own(tmp_path: Path) -> None:
    paths = [Path("/" + "deep/" * 80 + f"{name}.toml") for name in ("a", "b")]
    folders = {History(tmp_path, path, now=NOW).folder.name for path in paths}
    assert len(folders) == 2
    assert all(len(name) < 255 for name in folders)


def test_versions_come_back_oldest_first_each_with_its_bytes(three: History) -> None:
    assert [one.number for one in three.versions()] == [1, 2, 3]
    assert [one.command for one in three.versions()] == ["add contact/c1", "add contact/c2", "add contact/c3"]
    snapshot = three.snapshot(2)
    assert snapshot is not None
    assert snapshot.data == b"plan 2\n"
    assert snapshot.version.when == NOW.replace(microsecond=0)


@pytest.mark.parametrize(
    "damage",
    [lambda data: b"", lambda data: data[:-1], lambda data: data + b"x", lambda data: data.replace(b"plan", b"plane"),
     lambda data: b"\0" * len(data), lambda data: data[10:], lambda data: data.replace(b'"number":3', b'"number":2'),
     lambda data: data.replace(b"{", b"[", 1)],
)  # fmt: skip
def test_a_damaged_version_is_passed_over_and_never_brought_back(three: History, damage) -> None:  # type: ignore[no-untyped-def]
    place = files(three)[-1]
    place.write_bytes(damage(place.read_bytes()))
    assert [one.number for one in three.versions()] == [1, 2]
    assert three.snapshot(3) is None
    last = three.last()
    assert last is not None
    assert last.data == b"plan 2\n"


def test_a_number_is_never_given_twice_not_even_when_the_last_one_is_damaged(three: History) -> None:
    files(three)[-1].write_bytes(b"")
    assert three.keep(b"plan 4\n", Made(command="x")).name.startswith("000004 ")


def test_what_else_lies_in_the_folder_is_left_alone(three: History) -> None:
    for name in ("000009 2026-99-99 14.05.11.toml", "notes.txt", "000007.toml", "draft-1.toml"):
        (three.folder / name).write_text("mine")
    assert len(three.versions()) == 3
    three.thin()
    three.purge()
    assert sorted(one.name for one in three.folder.iterdir()) == [
        "000007.toml",
        "000009 2026-99-99 14.05.11.toml",
        "draft-1.toml",
        "notes.txt",
    ]


def test_purge_leaves_nothing(three: History) -> None:
    (three.folder / ".version.tmp").write_text("left by a kill")
    assert three.purge() == 3
    assert not three.folder.exists()
    assert three.purge() == 0


def test_one_letter_that_became_another_is_damage(three: History) -> None:
    for place, number in zip(files(three)[:2], (1, 2), strict=True):
        place.write_bytes(place.read_bytes().replace(b"\nplan ", b"\nplam "))
        assert three.snapshot(number) is None
    assert [one.number for one in three.versions()] == [3]


def test_thinning_takes_away_the_files_that_the_rules_name(tmp_path: Path) -> None:
    for moment in range(6 * 60):  # every four hours for sixty days
        history_in(tmp_path, NOW - timedelta(hours=24 * 60 - 4 * moment)).keep(b"x", Made(command="x"))
    history = history_in(tmp_path)
    history.thin()
    assert 20 + 26 <= len(files(history)) < 20 + 30 + 6
    assert [one.number for one in history.versions()][-20:] == list(range(6 * 60 - 19, 6 * 60 + 1))


def test_a_clock_that_goes_backward_loses_nothing(three: History, tmp_path: Path) -> None:
    earlier = history_in(tmp_path, NOW - timedelta(days=900))
    earlier.keep(b"plan 4\n", Made(command="x"))
    earlier.thin()
    assert [one.number for one in earlier.versions()] == [1, 2, 3, 4]
