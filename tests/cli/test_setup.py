"""init, profile, where, and what every command shares."""

import json
import os
import stat
from pathlib import Path

import pytest

from careerplan import disk, store
from careerplan.cli.app import COMMANDS
from tests.conftest import BAKER, Run


def test_init_writes_the_plan_with_the_ten_steps_and_says_where_and_what_next(run: Run, path: Path) -> None:
    found = run("init")
    assert "Your plan is ready: 10 steps, 49 actions that apply to you." in found.out
    assert str(path) in found.out
    assert "Next  1.1" in found.out
    plan = store.load(path)
    assert len(plan.steps) == 10
    assert plan.steps["step-3"].title == "Gain experience in health care"
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_init_takes_every_answer_as_an_option_and_records_what_is_there(run: Run, path: Path) -> None:
    said = (
        "--name Ada --route bachelor --field nursing --region Ohio --settings hospital,nursing-home --population older-adults "
        "--level entry --hours-per-week 6 --aim 2028-06 --degree bachelor --degree-area Nursing --degree-from StateU "
        "--degree-end 2019-05 --license RN --work Aide --work-at Mercy --work-setting hospital --work-start 2024-03"
    )
    found = run("init", *said.split(), "--json")
    assert found.data["added"] == ["education/stateu", "license/rn", "experience/aide"]
    profile = run("profile", "--json").data["profile"]
    assert (profile["settings"], profile["aim"], profile["hours_per_week"]) == (["hospital", "nursing-home"], "2028-06-30", 6.0)
    states = {action["id"]: action["satisfied"] for step in run("guide", "--json").data["steps"] for action in step["actions"]}
    assert states["2.1"]
    assert states["2.6"]
    assert states["3.2"]


def test_init_refuses_when_a_plan_is_there(plan: Path, run: Run) -> None:
    before = plan.read_bytes()
    found = run("init", "--yes", code=3)
    assert f"you already have a plan, and it stays as it is: {plan}" in found.err.replace("\n      ", "")
    assert run("init", "--json", code=3).error["code"] == "plan-exists"
    assert plan.read_bytes() == before


def test_init_with_a_bad_answer_writes_nothing(run: Run, path: Path) -> None:
    assert '--route: "bachelr" is not one of' in run("init", "--route", "bachelr", code=3).err
    assert not path.parent.exists()


def test_the_nclex_actions_appear_with_the_nursing_track_only(plan: Path, run: Run) -> None:
    run("profile", "set", "route=bachelor", "field=social-work")
    actions = {action["id"]: action["applicable"] for action in run("guide", "2", "--json").data["steps"][0]["actions"]}
    assert (actions["2.3"], actions["2.7"], actions["2.8"]) == ("yes", "no", "no")
    found = run("profile", "set", "field=nursing")
    assert "Now apply to you: 2.7 (Pass the NCLEX and get your nursing license), 2.8" in " ".join(found.out.split())
    assert run("profile", "set", "field=social-work", "--json").data["not_applicable"] == ["2.7", "2.8"]


def test_what_depends_on_the_profile_is_shown_with_what_would_decide_it(plan: Path, run: Run) -> None:
    assert "depends on your route" in run("guide", "2").out.lower()
    assert "depends on your route" not in run("profile", "set", "route=no-degree").out + run("guide", "2").out.lower()


def test_a_profile_field_is_cleared_and_bad_ones_are_refused(plan: Path, run: Run) -> None:
    run("profile", "set", "name=Ada", "aim=+1y")
    assert run("profile", "set", "name=", "--json").data["profile"]["name"] is None
    assert "careerplan profile set" in run("profile", "set", code=3).err
    assert "try:   careerplan profile set route=…\n" in run("profile", "set", "rout=x", code=3).err
    assert "try:   careerplan profile set aim=2026-11-22\n" in run("profile", "set", "aim=11/22/2026", code=3).err


def test_where_says_the_path_also_without_a_plan(run: Run, path: Path) -> None:
    assert run("where").out == f"{path}\n"
    data = run("where", "--json").data
    assert (data["path"], data["exists"]) == (str(path), False)
    assert run("where", "--history").out == f"{data['history']}\n"
    run("init", "--yes")
    assert any(Path(data["history"]).iterdir())


def test_alone_it_says_where_you_are_or_how_to_start(run: Run, path: Path) -> None:
    assert "careerplan init" in run().out
    assert run("--json", code=3).error["code"] == "no-plan"
    run("init", "--yes")
    assert "0 of 49 actions (0%), 0 of 10 steps done" in run().out
    assert run("--json").data["next"]["ref"] == "1.1"


# What every command shares

NEEDS_PLAN = [["status"], ["next"], ["done", "3"], ["start", "3"], ["skip", "3", "--because", "x"], ["reopen", "3"], ["note", "3", "x"],
              ["target", "3", "today"], ["add", "course", "x"], ["list"], ["show", "3"], ["set", "x", "a=b"], ["remove", "x"],
              ["profile"], ["profile", "set", "name=x"]]  # fmt: skip


@pytest.mark.parametrize("words", NEEDS_PLAN, ids=" ".join)
def test_without_a_plan_every_command_says_how_to_get_one(run: Run, path: Path, words: list[str]) -> None:
    found = run(*words, code=3)
    assert found.out == ""
    assert "you have no plan yet" in found.err
    assert "try:   careerplan init\n" in found.err
    assert run(*words, "--json", code=3).error["code"] == "no-plan"
    assert not path.parent.exists()


@pytest.mark.parametrize("words", NEEDS_PLAN, ids=" ".join)
def test_a_plan_that_cannot_be_read_stops_every_command_and_stays(run: Run, path: Path, words: list[str]) -> None:
    path.parent.mkdir()
    path.write_text('format = 1\n[guide]\nid = "x"\nversion = "1"\n[contact.a]\nname = 3\n[contact.b]\n')
    before = path.read_bytes()
    found = run(*words, code=3)
    assert "the plan has 2 problems, and nothing was changed" in found.err
    assert "contact.a.name: 3 is not a text" in found.err
    assert "contact.b.name: is missing" in found.err
    assert path.read_bytes() == before


def test_a_plan_of_a_later_format_is_told_apart(run: Run, path: Path) -> None:
    path.parent.mkdir()
    path.write_text("format = 2\n")
    assert run("next", "--json", code=3).error["code"] == "newer-format"


def test_json_and_plan_and_guide_work_before_and_after_the_command(run: Run, tmp_path: Path) -> None:
    other = str(tmp_path / "other.toml")
    run("--plan", other, "--guide", str(BAKER), "--json", "init", "--yes")
    before = run("--json", "--plan", other, "--guide", str(BAKER), "status")
    after = run("status", "--guide", str(BAKER), "--plan", other, "--json")
    assert before.json == after.json
    assert len(after.data["steps"]) == 3
    assert run("profile", "set", "name=Bo", "--plan", other, "--json").data["profile"]["name"] == "Bo"
    assert run("add", "contact", "X", "--plan", other, "--guide", str(BAKER), "--json").data["ref"] == "contact/x"


def test_a_plan_that_was_named_is_named_again_in_what_to_type(run: Run, tmp_path: Path) -> None:
    other = str(tmp_path / "other.toml")
    assert f"Type  careerplan --plan {other} note 1.1" in run("--plan", other, "init", "--yes").out


def test_an_error_names_its_command_and_keeps_the_plan_that_was_named(run: Run, tmp_path: Path) -> None:
    other = str(tmp_path / "other.toml")
    assert f"try:   careerplan --plan {other} init\n" in run("next", "--plan", other, code=3).err
    assert f"try:   careerplan --plan {other} init\n" in run(f"--plan={other}", "next", code=3).err
    assert run("--json", "profile", "set", "name=x", code=3).json["command"] == "profile set"
    assert run("--json", "add", "contact", "x", code=3).json["command"] == "add"
    run("init", "--yes")
    assert run("add", "contact", "x", "--json").json["command"] == "add"


def test_a_plan_that_is_being_saved_is_exit_75(plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAREERPLAN_LOCK_SECONDS", "0.1")
    with disk.locked(plan, seconds=1):
        found = run("done", "3", code=75)
        assert f"another careerplan (process {os.getpid()}) has been saving" in found.err
        assert run("done", "3", "--json", code=75).error["code"] == "busy"
        run("next")


@pytest.mark.parametrize("words", [["nxt"], ["done"], ["next", "--what"], ["add"], ["next", "-n", "x"]])
def test_a_command_line_that_is_not_understood_is_exit_2_also_in_json(plan: Path, run: Run, words: list[str]) -> None:
    assert "try:   careerplan" in run(*words, code=2).err
    assert run(*words, "--json", code=2).error["code"] == "usage"


@pytest.mark.parametrize("option", ["-n", "--minutes"])
def test_a_count_below_one_is_refused(plan: Path, run: Run, option: str) -> None:
    assert f"{option}: 0 is below 1" in run("next", option, "0", code=3).err


def test_today_can_be_set_and_a_bad_one_is_said(plan: Path, run: Run) -> None:
    assert run("status", "--json", today="2027-03-01").json["today"] == "2027-03-01"
    assert "CAREERPLAN_TODAY" in run("status", today="soon", code=3).err


def test_next_fits_into_the_minutes_that_are_there(plan: Path, run: Run) -> None:
    items = run("next", "-n", "50", "--minutes", "15", "--json").data["items"]
    assert items
    assert all(item["minutes"] <= 15 for item in items)
    assert "Nothing that is open fits into 1 minute." in run("next", "--minutes", "1").out


def test_a_bug_is_one_sentence_without_any_of_the_plan(plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("the secret in the plan")

    monkeypatch.setattr("careerplan.cli.here.progress", fail)
    found = run("next", code=1)
    assert "a mistake in careerplan itself (ZeroDivisionError)" in found.err
    assert "secret" not in found.err
    assert run("next", "--json", code=1).error["code"] == "bug"
    monkeypatch.setenv("CAREERPLAN_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("next")


def test_the_version_is_said(run: Run) -> None:
    assert run("--version").out.startswith("careerplan 0.")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_begins_with_a_sentence(run: Run, command: str) -> None:
    said = run(command, "--help").out
    assert said.startswith(f"Usage: careerplan {command}")
    assert said.split("\n\n")[1].strip().endswith(".")
    assert "--json" in said


def test_every_answer_is_one_json_document(plan: Path, run: Run) -> None:
    for words in (
        ["status"],
        ["next"],
        ["guide"],
        ["guide", "3"],
        ["profile"],
        ["list"],
        ["show", "3"],
        ["show", "3.2"],
        ["where"],
        ["done", "3"],
    ):
        document = json.loads(run(*words, "--json").out)
        assert list(document) == ["careerplan", "command", "today", "data"]
        assert (document["careerplan"], document["command"]) == (1, words[0])
