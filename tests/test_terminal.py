"""A real terminal: questions, Ctrl-C, color."""

import os
import shlex
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest

from careerplan import disk, store
from careerplan.core.plan import new_plan
from careerplan.guidebook import load_guide

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals as POSIX has them")


def spawn(path: Path, *words: str, columns: int = 80, **more: str):  # type: ignore[no-untyped-def]
    environment = {**os.environ, "CAREERPLAN_FILE": str(path), "CAREERPLAN_TODAY": "2026-11-22", "TERM": "xterm", "NO_COLOR": "",
                   "COLUMNS": str(columns), **more}  # fmt: skip
    return pexpect.spawn(sys.executable, ["-m", "careerplan", *words], env=environment, encoding="utf-8", timeout=20,
                         dimensions=(40, columns))  # fmt: skip


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


def editor(tmp_path: Path, *commands: str) -> str:
    """An editor that does the next of these shell commands to the file each time it is opened; then nothing."""
    place = tmp_path / "editor.sh"
    turns = tmp_path / "turns"
    cases = "".join(f"{number}) {command} ;;\n" for number, command in enumerate(commands))
    place.write_text(f'echo x >> "{turns}"\nfor file; do :; done\ncase $(($(wc -l < "{turns}") - 1)) in\n{cases}esac\n')
    return f"sh {place}"


def test_edit_offers_to_open_the_draft_again_at_the_problem(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    spawn(path, "init", "--yes", "--name", "Ada").expect(pexpect.EOF)
    child = spawn(
        path, "edit", EDITOR=editor(tmp_path, 'sed -i "s/^name = .*/name = 3/" "$file"', 'sed -i "s/^name = 3/name = \'Eve\'/" "$file"')
    )
    child.expect_exact("profile.name")
    answer(child, "Open it again?", "y")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert store.load(path).profile.name == "Eve"


def test_what_is_left_at_a_problem_is_kept_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    spawn(path, "init", "--yes", "--name", "Ada").expect(pexpect.EOF)
    before = path.read_bytes()
    child = spawn(path, "edit", EDITOR=editor(tmp_path, 'echo "words of mine = " >> "$file"'))
    child.expect_exact("Open it again?")
    child.sendintr()
    child.expect_exact("careerplan edit")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 3
    assert path.read_bytes() == before
    (tmp_path / "turns").unlink()
    child = spawn(path, "edit", EDITOR=editor(tmp_path, 'sed -i "s/^words of mine = .*/# words of mine/" "$file"'))
    child.expect(pexpect.EOF)
    assert path.read_bytes() == before + b"# words of mine\n"


def test_ctrl_c_while_the_editor_is_open_changes_nothing_and_keeps_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    spawn(path, "init", "--yes").expect(pexpect.EOF)
    before = path.read_bytes()
    child = spawn(path, "note", "1.1", "-", EDITOR=editor(tmp_path, 'echo "precious words" > "$file"; echo ready; exec sleep 30'))
    child.expect_exact("ready")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 3
    assert path.read_bytes() == before
    kept = [place for place in Path(os.environ["CAREERPLAN_HISTORY"]).rglob("*") if place.is_file() and b"precious" in place.read_bytes()]
    assert len(kept) == 1


def test_purge_asks_and_enter_means_no(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    spawn(path, "init", "--yes").expect(pexpect.EOF)
    spawn(path, "note", "1.1", "mine").expect(pexpect.EOF)
    child = spawn(path, "history", "purge")
    answer(child, "Forget every earlier version?", "")
    child.expect(pexpect.EOF)
    child = spawn(path, "undo")
    child.expect_exact("Taken back: note 1.1")
    child.expect(pexpect.EOF)
    child = spawn(path, "history", "purge")
    answer(child, "Forget every earlier version?", "y")
    child.expect(pexpect.EOF)
    child = spawn(path, "undo")
    child.expect_exact("error:")
    child.expect(pexpect.EOF)


def test_ctrl_c_while_waiting_for_another_careerplan_ends_at_once(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    spawn(path, "init", "--yes").expect(pexpect.EOF)
    before = path.read_bytes()
    with disk.locked(path, seconds=1):
        child = spawn(path, "note", "1.1", "mine")
        time.sleep(3)  # Python has to have started
        child.sendintr()
        child.expect(pexpect.EOF)
        child.close()
    assert child.exitstatus == 130
    assert path.read_bytes() == before


def test_past_and_check_fit_a_window_of_forty_columns(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    spawn(path, "init", "--yes").expect(pexpect.EOF)
    spawn(path, "note", "1.1", "mine").expect(pexpect.EOF)
    with path.open("ab") as file:
        file.write(b"[contact.x]\nname = 3\nshoe = 38\n")
    for words in (["history"], ["history", "show", "2"], ["check"], ["undo"]):
        child = spawn(path, *words, columns=40)
        child.expect(pexpect.EOF)
        for line in child.before.splitlines():
            assert len(line) <= 40 or "careerplan " in line or str(path) in line, line
