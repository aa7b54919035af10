"""A real terminal: questions, Ctrl-C, color."""

import os
import sys
from pathlib import Path

import pytest

from careerplan import store

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals as POSIX has them")


def spawn(path: Path, *words: str, **more: str):  # type: ignore[no-untyped-def]
    environment = {**os.environ, "CAREERPLAN_FILE": str(path), "CAREERPLAN_TODAY": "2026-11-22", "TERM": "xterm", "NO_COLOR": "", **more}
    return pexpect.spawn(sys.executable, ["-m", "careerplan", *words], env=environment, encoding="utf-8", timeout=20, dimensions=(40, 80))


def answer(child, question: str, text: str) -> None:  # type: ignore[no-untyped-def]
    child.expect_exact(question)
    child.sendline(text)


def test_init_asks_teaches_and_writes_what_was_answered(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    child = spawn(path, "init")
    answer(child, "What should I call you?", "Ada")
    answer(child, "Number [1]", "2")
    answer(child, "What is your work there", "Nurse aide")
    answer(child, "Where do you work?", "Sunrise Home")
    answer(child, "Number [1]", "nursing home")
    answer(child, "Since when?", "01/2026")
    child.expect_exact("2026-01")
    answer(child, "Since when?", "2026-01")
    answer(child, "Number [1]", "9")
    child.expect_exact("Type a number from 1 to 5.")
    answer(child, "Number [1]", "bachelor")
    answer(child, "What did you study?", "Nursing")
    answer(child, "At which school?", "")
    answer(child, "When did you finish?", "2019-05")
    answer(child, "Do you hold a license?", "RN")
    answer(child, "Number [4]", "")
    answer(child, "Number [1]", "2")
    answer(child, "How many hours a week", "")
    answer(child, "By when", "2028-06")
    child.expect_exact("Your plan is ready, Ada")
    child.expect(pexpect.EOF)
    plan = store.load(path)
    assert plan.profile.route == "bachelor"
    assert [ref for ref, _ in plan.all_records()] == ["education/nursing", "license/rn", "experience/nurse-aide"]


def test_ctrl_c_in_the_middle_of_the_questions_writes_nothing_and_ends_with_130(tmp_path: Path) -> None:
    path = tmp_path / "home" / "plan.toml"
    child = spawn(path, "init")
    answer(child, "What should I call you?", "Ada")
    child.expect_exact("Number [1]")
    child.sendintr()
    child.expect_exact("stopped; nothing was changed")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert not path.parent.exists()


def test_a_note_and_a_record_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    spawn(path, "init", "--yes").expect(pexpect.EOF)
    child = spawn(path, "note", "1.1")
    answer(child, "Your note", "They keep care together")
    child.expect_exact("That satisfies it")
    child.expect(pexpect.EOF)
    child = spawn(path, "add", "contact")
    answer(child, "Their name", "Dana Lee")
    answer(child, "What they are to your work", "nurse")
    for question in ("Where they work", "When you were last in touch", "When to be in touch again"):
        answer(child, question, "")
    child.expect_exact("Added dana-lee: Dana Lee, nurse.")
    child.expect(pexpect.EOF)


def test_color_is_there_on_a_terminal_and_gone_with_no_color(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    spawn(path, "init", "--yes").expect(pexpect.EOF)
    colored, plain = spawn(path, "next"), spawn(path, "next", NO_COLOR="1")
    assert "\x1b[1m" in colored.read()
    assert "\x1b" not in plain.read()


def test_json_never_asks(tmp_path: Path) -> None:
    child = spawn(tmp_path / "plan.toml", "init", "--json")
    child.expect_exact('"careerplan": 1')
    child.expect(pexpect.EOF)
