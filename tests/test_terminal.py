"""A real terminal: questions, Ctrl-C, color."""

import os
import shlex
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from careerplan import store
from careerplan.core.plan import new_plan
from careerplan.guidebook import load_guide

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


# Rounds of questions: each answer is saved at once


def asked(tmp_path: Path, *commands: str) -> Path:
    path = tmp_path / "plan.toml"
    store.PlanFile(path, kept_in=tmp_path / "history", now=datetime(2026, 11, 22, 12)).create(new_plan(load_guide()))
    for command in commands:
        spawn(path, *shlex.split(command)).expect(pexpect.EOF)
    return path


def test_rate_asks_for_each_skill_and_ctrl_c_keeps_what_was_answered(tmp_path: Path) -> None:
    path = asked(tmp_path)
    child = spawn(path, "rate")
    child.expect_exact("5  Expert")
    answer(child, "1, 2, 3, 4 or 5", "3")
    answer(child, "1, 2, 3, 4 or 5", "7")
    child.expect_exact("or Enter to leave it out.")
    answer(child, "1, 2, 3, 4 or 5", "")
    answer(child, "1, 2, 3, 4 or 5", "2")
    child.expect_exact("1, 2, 3, 4 or 5")
    child.sendintr()
    child.expect_exact("stopped; your answers are saved")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert list(store.load(path).of_kind("skill")) == ["communication", "interpersonal"]


def test_weigh_takes_the_first_letters_of_a_word(tmp_path: Path) -> None:
    path = asked(tmp_path)
    child = spawn(path, "weigh", "booking")
    answer(child, "attractive, neutral or worrying", "w")
    child.expect_exact("1 saved: booking.")
    child.expect(pexpect.EOF)
    assert list(store.load(path).of_kind("duty")) == ["booking"]


def test_interview_asks_one_question_after_the_other_until_q(tmp_path: Path) -> None:
    path = asked(tmp_path)
    child = spawn(path, "interview", "--theme", "experience")
    answer(child, "Your answer", "At the nursing home I learned to listen.")
    answer(child, "Your answer", "")
    answer(child, "Your answer", "q")
    child.expect_exact("1 answer kept.")
    child.expect(pexpect.EOF)
    assert len(store.load(path).of_kind("question")) == 1


def test_the_review_walks_through_the_week(tmp_path: Path) -> None:
    path = asked(tmp_path, "add experience 'Nurse aide' --start 2026-01", "add contact 'Dana Lee' --next-contact 2026-11-20")
    child = spawn(path, "review")
    answer(child, "How many hours were you at Nurse aide today?", "25")
    child.expect_exact("is above 24")
    answer(child, "How many hours were you at Nurse aide today?", "6")
    answer(child, "in touch with Dana Lee", "soon")
    child.expect_exact("That is not a day")
    answer(child, "in touch with Dana Lee", "yes")
    answer(child, "by next week?", "yes")
    answer(child, "by next week?", "")
    child.expect_exact("by next week?")
    child.sendintr()
    child.expect_exact("stopped; your answers are saved")
    child.expect(pexpect.EOF)
    plan = store.load(path)
    assert plan.record("experience/nurse-aide").hours_log["2026-11-22"].hours == 6  # type: ignore[attr-defined]
    assert plan.record("contact/dana-lee").last_contact == date(2026, 11, 22)  # type: ignore[attr-defined]
    assert [mark.target for step in plan.steps.values() for mark in step.actions.values()] == [date(2026, 11, 29)]


def test_what_tells_of_somebody_is_asked_about_before_it_is_saved(tmp_path: Path) -> None:
    path = asked(tmp_path)
    before = path.read_bytes()
    child = spawn(path, "note", "4.4", "Reviewed MRN 4482913")
    child.expect_exact("a record or member number")
    answer(child, "Keep it as it is? [y/N]", "")
    child.expect_exact("not saved, as you asked")
    child.expect(pexpect.EOF)
    assert path.read_bytes() == before
    child = spawn(path, "note", "4.4", "Reviewed MRN 4482913")
    answer(child, "Keep it as it is? [y/N]", "y")
    child.expect_exact("has your note")
    child.expect(pexpect.EOF)


def test_renew_asks_until_when_with_the_likely_day(tmp_path: Path) -> None:
    path = asked(tmp_path, "add certification CCM --code CCM --expires 2026-11-30")
    child = spawn(path, "renew", "ccm")
    answer(child, "[2031-11-30]", "")
    child.expect_exact("ccm is renewed until 30 Nov 2031.")
    child.expect(pexpect.EOF)
