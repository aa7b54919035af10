"""done, start, skip, reopen, note, target."""

from pathlib import Path

import pytest

from careerplan import store
from tests.conftest import Run


def test_done_says_what_changed_what_it_unblocked_and_what_is_next(plan: Path, run: Run) -> None:
    run("done", "1.4")
    found = run("done", "1.1")
    assert found.out.startswith("1.1 is done: Describe the role in your own words.\n")
    assert "That lets you start 1.5 (Decide: go, not now, or no)." in found.out
    assert "Next  1.3" in found.out
    data = run("done", "1.5", "--json").data
    assert (data["ref"], data["changed"], data["unblocked"], data["next"]["ref"]) == ("1.5", True, ["1.6"], "1.3")


@pytest.mark.parametrize("ref", ["step-3", "3", "experience", "Step 3"])
def test_a_step_is_marked_done_however_it_is_named(plan: Path, run: Run, ref: str) -> None:
    found = run("done", ref)
    assert found.out.startswith("Step 3 is done: Gain experience in health care.\n")
    assert "5 of its actions have nothing behind them yet: 3.1 (Pick a setting to get into), 3.2" in " ".join(found.out.split())
    mark = store.load(plan).mark("step-3")
    assert (mark.status, str(mark.done_on)) == ("done", "2026-11-22")


def test_done_twice_changes_nothing_and_says_so(plan: Path, run: Run) -> None:
    run("done", "step-3")
    before = plan.read_bytes()
    found = run("done", "step-3", today="2027-01-01")
    assert found.out.startswith("Step 3 was already done on 22 Nov 2026; nothing changed.")
    assert run("done", "step-3", "--json").data["changed"] is False
    assert plan.read_bytes() == before


def test_closing_steps_2_and_3_lets_the_readiness_check_start(plan: Path, run: Run) -> None:
    run("done", "2")
    assert run("done", "3", "--json").data["unblocked"] == ["10.1", "10.4"]


def test_reopen_takes_back_and_says_what_still_counts(plan: Path, run: Run) -> None:
    run("note", "1.1", "They sit between everyone")
    run("done", "1.1")
    found = run("reopen", "1.1")
    assert "1.1 is open again" in found.out
    assert "It still counts as satisfied, by what you entered." in found.out
    assert "was open already; nothing changed" in run("reopen", "1.1").out


def test_start_puts_an_action_first(plan: Path, run: Run) -> None:
    run("start", "4.5")
    item = run("next", "--json").data["items"][0]
    assert (item["ref"], item["why"][0]) == ("4.5", "you have started it")
    assert "was already under way" in run("start", "4.5").out


def test_skip_keeps_the_reason_and_counts_it_no_more(plan: Path, run: Run) -> None:
    before = run("status", "--json").data["progress"]["applicable"]
    run("skip", "4.5", "--because", "I listen all day")
    assert run("status", "--json").data["progress"]["applicable"] == before - 1
    assert "skipped: I listen all day" in run("guide", "4").out.replace("Skipped", "skipped")
    assert "already skipped" in run("skip", "4.5", "--because", "I listen all day").out


def test_skip_without_a_reason_asks_for_one(plan: Path, run: Run) -> None:
    found = run("skip", "4.5", code=3)
    assert "--because is missing" in found.err
    assert 'careerplan skip 4.5 --because "' in found.err


def test_notes_add_up_and_say_how_far_it_is(plan: Path, run: Run) -> None:
    assert "1 of 3 so far." in run("note", "1.4", "Helping people moves me").out
    run("note", "1.4", "I", "slept", "well", "after", "hard", "days")
    found = run("note", "1.4", "I like it fast")
    assert "That satisfies it: step 1 is 1 of 6." in found.out
    shown = run("show", "1.4", "--json").data["action"]
    assert list(shown["notes"].values())[1] == "I slept well after hard days"
    assert run("note", "1.4", "One more", "--json").data["satisfied"] == []


@pytest.mark.parametrize("text", ["…", "...", "   ", "A care coordinator …", "a\0b"])
def test_a_placeholder_is_not_a_note(plan: Path, run: Run, text: str) -> None:
    before = plan.read_bytes()
    found = run("note", "1.1", text, code=3)
    assert found.err.startswith("error: the note: ")
    assert "careerplan note 1.1" in found.err
    assert plan.read_bytes() == before


def test_a_note_that_begins_with_a_dash_is_told_how_to_be_typed(plan: Path, run: Run) -> None:
    assert "put -- before a text that begins with a dash" in run("note", "1.1", "- first", code=2).err
    run("note", "1.1", "--", "- first")


def test_a_note_without_text_says_how_to_give_one(plan: Path, run: Run) -> None:
    assert 'careerplan note 1.1 "' in run("note", "1.1", code=3).err


def test_a_target_shows_in_status_and_can_be_taken_away(plan: Path, run: Run) -> None:
    assert "Step 2 is set for 31 Mar 2027" in run("target", "2", "2027-03").out
    assert "by 31 Mar 2027" in run("status").out
    assert run("status", "--json").data["steps"][1]["target"] == "2027-03-31"
    assert "had that date already" in run("target", "2", "2027-03-31").out
    assert "Step 2 has no date now" in run("target", "2", "none").out


def test_a_target_that_is_no_date_is_answered_with_one(plan: Path, run: Run) -> None:
    found = run("target", "2", "11/22/2026", code=3)
    assert found.err == 'error: "11/22/2026" is not a date\ntry:   careerplan target 2 2026-11-22\n'


@pytest.mark.parametrize("command", [["done"], ["start"], ["reopen"], ["skip", "--because", "x"]])
def test_an_unknown_reference_changes_nothing(plan: Path, run: Run, command: list[str]) -> None:
    before = plan.read_bytes()
    found = run(command[0], "step-33", *command[1:], code=3)
    assert "there is no step-33; the guide has step-1 to step-10" in found.err
    assert f"try:   careerplan {command[0]} step-3\n" in found.err
    assert run(command[0], "step-33", *command[1:], "--json", code=3).error["code"] == "unknown-reference"
    assert plan.read_bytes() == before
