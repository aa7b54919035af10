"""edit, and texts that come from standard input or the editor."""

import io
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from careerplan import store
from tests.conftest import Run


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make the person's editor a script: `editor("sed -i s/a/b/ $1")`."""

    def editor(line: str) -> None:
        script = tmp_path / "editor.sh"
        script.write_text(f'#!/bin/sh\nfor last; do :; done\nset -- "$last"\n{line}\n')
        script.chmod(0o700)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", str(script))

    return editor


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What comes on standard input."""

    def typed(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return typed


def drafts(tmp_path: Path) -> list[Path]:

    return sorted(Path(os.environ["CAREERPLAN_HISTORY"]).rglob("draft-*")) + sorted(
        Path(os.environ["CAREERPLAN_HISTORY"]).rglob("text.txt")
    )


def test_what_is_saved_in_the_editor_is_the_plan_byte_for_byte(run: Run, plan: Path, tmp_path: Path, editor: Any) -> None:
    before = plan.read_bytes()
    editor("printf '\\n# mine\\n[contact.x]\\nname = \"X\"\\n' >> $1")
    assert "Saved" in run("edit").out
    assert plan.read_bytes() == before + b'\n# mine\n[contact.x]\nname = "X"\n'
    assert drafts(tmp_path) == []
    assert "edit" in run("history").out
    run("undo")
    assert plan.read_bytes() == before


def test_an_editor_that_changes_nothing_saves_nothing(run: Run, plan: Path, tmp_path: Path, editor: Any) -> None:
    editor("true")
    assert "changed nothing" in run("edit").out
    assert (drafts(tmp_path), len(run("history", "--json").data["versions"])) == ([], 1)


def test_what_is_no_plan_is_said_and_kept_as_a_draft_that_goes_on(run: Run, plan: Path, tmp_path: Path, editor: Any) -> None:
    before = plan.read_bytes()
    editor("printf '[contact.x]\\nname = 3\\n' >> $1")
    said = " ".join(run("edit", code=3).err.split())
    assert "contact.x.name" in said
    assert "kept in" in said
    assert plan.read_bytes() == before
    (draft,) = drafts(tmp_path)
    assert draft.read_bytes() == before + b"[contact.x]\nname = 3\n"
    assert draft.stat().st_mode & 0o777 == 0o600
    editor("sed -i 's/name = 3/name = \"X\"/' $1")
    run("edit")
    assert b'name = "X"' in plan.read_bytes()
    assert drafts(tmp_path) == []


@pytest.mark.parametrize(("line", "said"), [
    ("exit 3", "ended with 3"), ("rm $1", "could not read"), ("kill -9 $$", "ended with -9"),
    ("printf '\\377\\376' > $1", "UTF-8"), ("head -c 9000000 /dev/zero > $1", "larger than 8 MiB"), (": > $1", "empty"),
    ("rm $1; mkdir $1", "could not read"), ("sed -i 's/format = 1/format = 2/' $1", "newer"),
])  # fmt: skip
def test_whatever_the_editor_does_the_plan_stays(run: Run, plan: Path, editor: Any, line: str, said: str) -> None:
    before = plan.read_bytes()
    editor(line)
    ran = run("edit", code=3)
    assert said in " ".join(ran.err.split())
    assert plan.read_bytes() == before


def test_a_plan_that_cannot_be_understood_can_be_mended_in_the_editor(run: Run, plan: Path, editor: Any) -> None:
    before = plan.read_bytes()
    plan.write_bytes(b"<<<<<<< HEAD\n" + before)
    editor("sed -i 1d $1")
    run("edit")
    assert plan.read_bytes() == before


def test_a_plan_that_somebody_else_changed_meanwhile_is_not_overwritten(run: Run, plan: Path, tmp_path: Path, editor: Any) -> None:
    editor(f"echo '# mine' >> $1; echo '# theirs' >> {plan}")
    said = " ".join(run("edit", code=3).err.split())
    assert "kept in" in said
    assert plan.read_text().endswith("# theirs\n")
    (draft,) = drafts(tmp_path)
    assert draft.read_text().endswith("# mine\n")


@pytest.mark.parametrize(("editor_said", "told"), [("/nowhere/editor", "did not work"), ("'unclosed", "quotation marks")])
def test_an_editor_that_is_not_there_is_said(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, editor_said: str, told: str) -> None:
    monkeypatch.setenv("VISUAL", editor_said)
    assert told in run("edit", code=3).err


def test_the_editor_works_on_a_private_copy_outside_of_the_plans_folder(run: Run, plan: Path, tmp_path: Path, editor: Any) -> None:
    editor(f"stat -c '%a %n' $1 > {tmp_path}/seen; stat -c %a $(dirname $1) >> {tmp_path}/seen")
    run("edit")
    mode, folder = (tmp_path / "seen").read_text().splitlines()
    assert mode.startswith("600 ")
    assert str(plan.parent) + "/" not in mode
    assert folder == "700"


# Texts


@pytest.mark.parametrize(("words", "where"), [
    (["note", "1.1", "-"], "steps"), (["skip", "4.6", "--because", "-"], "steps"), (["add", "contact", "X", "--note", "-"], "contact"),
    (["interview", "hard-days", "--answer", "-"], "question"), (["decide", "go", "--because", "-"], "profile"),
    (["add", "contact", "-"], "contact"),
])  # fmt: skip
def test_a_text_can_come_from_standard_input(run: Run, plan: Path, typed: Any, words: list[str], where: str) -> None:
    typed("in private, Zoë\n".encode())
    run(*words)
    assert "in private, Zoë" in plan.read_text(encoding="utf-8").split(f"[{where}", 1)[1]


def test_a_set_takes_a_text_from_standard_input_too(run: Run, plan: Path, typed: Any) -> None:
    run("add", "contact", "Dana Lee")
    typed(b"two\nlines\n")
    run("set", "dana-lee", "note=-")
    assert store.load(plan).record("contact/dana-lee").note == "two\nlines"  # type: ignore[attr-defined]


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xff\xfe", b"x" * 200_000, b"a\0b"])
def test_what_cannot_be_a_text_is_refused_and_nothing_is_written(run: Run, plan: Path, typed: Any, data: bytes) -> None:
    before = plan.read_bytes()
    typed(data)
    run("note", "1.1", "-", code=3)
    assert plan.read_bytes() == before
