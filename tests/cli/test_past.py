"""undo, redo, history, restore."""

import os
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture
def states(run: Run, plan: Path) -> list[bytes]:
    """Four states of a plan: after `init`, after a contact, after its phone, after a step."""
    found = [plan.read_bytes()]
    for words in (["add", "contact", "Dana Lee"], ["set", "dana-lee", "phone=555"], ["done", "3"]):
        run(*words)
        found.append(plan.read_bytes())
    return found


def test_undo_names_the_command_and_brings_back_the_exact_bytes(run: Run, plan: Path, states: list[bytes]) -> None:
    said = run("undo").out
    assert "Taken back: done step-3" in said
    assert "careerplan redo" in said
    assert plan.read_bytes() == states[2]
    assert "Taken back: set contact/dana-lee" in run("undo").out
    assert plan.read_bytes() == states[1]


def test_undo_takes_back_several_and_redo_makes_them_again(run: Run, plan: Path, states: list[bytes]) -> None:
    assert [one["command"] for one in run("undo", "3", "--json").data["turned"]] == [
        "done step-3",
        "set contact/dana-lee",
        "add contact/dana-lee",
    ]
    assert plan.read_bytes() == states[0]
    assert run("redo", "2", "--json").data["can_redo"] == 1
    assert plan.read_bytes() == states[2]
    run("redo")
    assert plan.read_bytes() == states[3]


def test_a_change_after_an_undo_ends_what_redo_could_bring_and_loses_nothing(run: Run, plan: Path, states: list[bytes]) -> None:
    run("undo", "2")
    run("note", "1.1", "another way")
    assert "there is nothing to redo" in run("redo", code=3).err
    run("restore", "4")
    assert plan.read_bytes() == states[3]


@pytest.mark.parametrize(("words", "said"), [
    (["undo", "4"], "only the last 3 changes can be undone"), (["redo"], "there is nothing to redo"),
    (["undo", "99999999999"], "only the last 3"), (["restore", "99"], "there is no version 99"),
    (["history", "show", "0"], "there is no version 0"),
])  # fmt: skip
def test_what_cannot_be_is_said_and_changes_nothing(run: Run, plan: Path, states: list[bytes], words: list[str], said: str) -> None:
    assert said in " ".join(run(*words, code=3).err.split())
    assert plan.read_bytes() == states[3]


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5"])
def test_a_count_that_is_none_is_refused(run: Run, plan: Path, states: list[bytes], number: str) -> None:
    assert run("undo", "--", number, code=2 if number in ("x", "1.5") else 3).err
    assert plan.read_bytes() == states[3]


def test_an_edit_by_hand_is_a_change_of_its_own(run: Run, plan: Path, states: list[bytes]) -> None:
    by_hand = states[3].replace(b"Dana Lee", b"Dana Lees") + b"# a word of mine\n"
    plan.write_bytes(by_hand)
    assert "edited by hand" in run("undo").out
    assert plan.read_bytes() == states[3]
    run("redo")
    assert plan.read_bytes() == by_hand
    run("add", "contact", "Kim")
    run("undo")
    assert plan.read_bytes() == by_hand


def test_history_lists_when_by_which_command_and_what(run: Run, states: list[bytes]) -> None:
    shown = run("history").out
    assert "4  done step-3" in shown
    assert "contact/dana-lee: phone" in shown
    found = run("history", "--json").data
    assert [one["command"] for one in found["versions"]] == ["done step-3", "set contact/dana-lee", "add contact/dana-lee", "init"]
    assert found["can_undo"] == 3
    assert run("history", "-n", "1").out.count("22 Nov 2026") == 1


def test_no_text_that_was_typed_is_in_what_history_lists(run: Run, plan: Path) -> None:
    run("note", "1.1", "my secret reason")
    run("add", "contact", "Dana Lee", "--note", "another secret")
    run("profile", "set", "name=Zoe Secret")
    assert "ecret" not in run("history").out + run("history", "--json").out


def test_history_show_tells_a_change_field_by_field(run: Run, states: list[bytes]) -> None:
    assert "phone: nothing → 555" in run("history", "show", "3").out
    assert run("history", "show", "3", "--json").data["differences"][0]["fields"]["phone"] == {"before": None, "after": "555"}
    assert "oldest version" in run("history", "show", "1").out


def test_restore_is_a_change_that_can_be_undone(run: Run, plan: Path, states: list[bytes]) -> None:
    run("restore", "2")
    assert plan.read_bytes() == states[1]
    run("undo")
    assert plan.read_bytes() == states[3]
    run("restore", "4")
    assert plan.read_bytes() == states[3]
    assert len(run("history", "--json").data["versions"]) == 6  # to bring back what is there changes nothing


def test_a_plan_that_went_away_is_brought_back_and_never_made_anew_by_mistake(run: Run, plan: Path, states: list[bytes]) -> None:
    plan.unlink()
    for words in (["next"], ["init", "--yes"], ["add", "contact", "X"], ["undo"]):
        assert "careerplan restore" in run(*words, code=3).err, words
        assert not plan.exists()
    run("restore")
    assert plan.read_bytes() == states[3]


def test_init_new_begins_again_and_the_old_plan_can_still_be_brought_back(run: Run, plan: Path, states: list[bytes]) -> None:
    plan.unlink()
    run("init", "--yes", "--new", "--name", "Eve")
    assert b'name = "Eve"' in plan.read_bytes()
    run("restore", "4")
    assert plan.read_bytes() == states[3]


def test_purge_asks_and_forgets_every_version(run: Run, plan: Path, states: list[bytes]) -> None:
    assert "--yes" in run("history", "purge", code=3).err
    assert "4 earlier versions forgotten" in run("history", "purge", "--yes").out
    assert plan.read_bytes() == states[3]
    run("undo", code=3)
    run("note", "1.1", "on I go")
    run("undo")
    assert plan.read_bytes() == states[3]


def test_a_history_that_cannot_be_kept_stops_the_change(
    run: Run, plan: Path, states: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("CAREERPLAN_HISTORY", str(tmp_path / "file"))
    assert "nothing was changed" in " ".join(run("note", "1.1", "x", code=3).err.split())
    assert plan.read_bytes() == states[3]
    run("next")


def test_a_symbolic_link_has_the_history_of_what_it_points_at(
    run: Run, plan: Path, states: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(os.path.relpath(plan, tmp_path))
    monkeypatch.setenv("CAREERPLAN_FILE", str(link))
    run("undo")
    assert link.is_symlink()
    assert plan.read_bytes() == states[2]
