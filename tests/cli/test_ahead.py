"""`forecast` and `advise`, as they are typed."""

from pathlib import Path

import pytest

from tests.conftest import BAKER, Run

NAMES = {
    "experience": ["Nurse aide", "--at", "Sunrise Home", "--supervisor", "Hannah Quill", "--note", "Quiet nights at Maple Street"],
    "contact": ["Dana Lee", "--email", "dana@example.org", "--phone", "555-0100", "--at", "Mercy West"],
    "application": ["Hope Clinic", "--url", "https://hope.example", "--history", "applied", "--lesson", "Ask Ms. Hill first"],
    "education": ["Ridgewater College", "--area", "Nursing", "--status", "enrolled"],
    "license": ["Registered nurse", "--code", "RN", "--number", "RN-889922", "--jurisdiction", "Ohio"],
    "resource": ["Elm Street pantry", "--category", "food"],
    "achievement": ["Falls on ward Birch", "--situation", "Two falls"],
}
SECRETS = ["Sunrise", "Quill", "Maple", "Dana", "example", "555", "Mercy", "Hope", "Hill", "Ridgewater", "889922", "Ohio", "Elm", "Birch",
           "Two falls", "Ada Lovelace", "Toledo", "my secret wish", "Ask the boss"]  # fmt: skip


def test_forecast_says_when_what_decides_and_what_would_help(run: Run, plan: Path) -> None:
    run("profile", "set", "route=associate", "field=social-work", "hours_per_week=10", "aim=2027-01")
    said = run("forecast").out
    for part in ("With 10 hours a week", "at the earliest", "after your aim (31 Jan 2027)", "critical path", "Complete your degree",
                 "What would make it sooner", "our own estimate", "(Q2.2)", "careerplan forecast --if-done 2.6"):  # fmt: skip
        assert part in said
    found = run("forecast", "--json").data
    assert found["critical_path"][-1]["ends"] == found["likely"]
    assert found["compared"] is None


def test_forecast_tries_something_out_and_changes_nothing(run: Run, plan: Path) -> None:
    run("profile", "set", "route=bachelor")
    before = plan.read_bytes()
    found = run("forecast", "--if-done", "2.6", "--if-skipped", "10.1", "--json").data
    assert (found["if_done"], found["if_skipped"]) == (["2.6"], ["10.1"])
    assert found["compared"]["days"] > 900
    assert "sooner." in run("forecast", "--if-done", "2.6").out
    assert plan.read_bytes() == before


@pytest.mark.parametrize("hours", ["0", "-3", "169", "nan", "inf"])
def test_hours_that_no_week_has_are_refused(run: Run, plan: Path, hours: str) -> None:
    assert "is not between 0 and 168" in run("forecast", f"--hours-per-week={hours}", code=3).err


def test_what_is_tried_out_has_to_be_there(run: Run, plan: Path) -> None:
    assert "careerplan forecast --if-done" in run("forecast", "--if-done", "step-33", code=3).err
    assert run("forecast", "--if-skipped", "dana", "--json", code=3).error["code"] == "unknown-reference"


def test_five_hours_are_assumed_and_said(run: Run, plan: Path) -> None:
    assert "You have not said how many hours" in run("forecast").out
    assert run("forecast", "--json").data["hours_assumed"] is True


def test_advise_says_what_why_and_what_to_type(run: Run, plan: Path) -> None:
    said = run("advise", "-n", "1").out
    assert said.startswith("1.  Choose a route")
    assert "(S2.1, S2.2, Q3.1)" in said
    assert "Type  careerplan profile set route=bachelor field=nursing" in said
    assert "2 more pieces of advice: careerplan advise -n 3" in said
    assert len(run("advise", "--json").data["advice"]) == 3
    assert "careerplan advise -n 10" in run("advise", "-n", "0", code=3).err


def test_a_brief_tells_no_name_no_place_and_no_note(run: Run, plan: Path) -> None:
    run("profile", "set", "name=Ada Lovelace", "region=Toledo", "route=associate")
    run("note", "1.1", "my secret wish")
    run("add", "action", "step-3", "Ask the boss")
    for kind, words in NAMES.items():
        run("add", kind, *words)
    said = run("advise", "--prompt")
    assert said.err == ""
    assert [secret for secret in SECRETS if secret.casefold() in said.out.casefold()] == []
    for part in ("position Nurse aide", "code RN", "Associate degree".lower(), "1 applied", "## What I would like from you"):
        assert part in said.out
    assert run("advise", "--prompt", "--json").data["prompt"] == said.out.rstrip("\n")


def test_a_guide_without_rules_or_estimates_still_has_an_answer(run: Run, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "guide"
    shutil.copytree(BAKER, folder)
    index = folder / "guide.toml"
    index.write_text(index.read_text().replace('forecast = "forecast"\n', "").replace('advice = "advice"\n', ""))
    run("--guide", str(folder), "init", "--yes")
    assert "No rule has anything to say" in run("advise").out
    assert "at the earliest" in run("forecast").out


def test_another_guide_brings_its_own_advice(run: Run) -> None:
    run("--guide", str(BAKER), "init", "--yes")
    run("add", "contact", "Jo", "--role", "grocer")
    said = run("advise").out
    assert "You know 1 of 2; still missing: miller." in said
    assert 'careerplan add contact "…" --role miller' in said
