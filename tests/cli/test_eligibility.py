"""eligibility: what each certification asks for, held against what is recorded."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from careerplan.render.layout import width_of
from tests.conftest import BAKER, Run


@pytest.fixture
def nurse(plan: Path, run: Run) -> Path:
    """A nurse who has been in case management under a CCM since January, and volunteered before."""
    run("add", "license", "Registered nurse", "--code", "RN")
    run("add", "certification", "Certified Case Manager", "--code", "CCM", "--status", "planned")
    run("add", "experience", "Case manager", "--kind", "paid", "--start", "2026-01", "--hours-per-week", "40", "--case-management", "yes",
        "--supervisor-credential", "CCM", "--people-led", "0")  # fmt: skip
    run("add", "experience", "Helper", "--kind", "volunteer", "--start", "2020-01", "--end", "2024-12", "--hours-per-week", "40")
    return plan


def said(text: str) -> str:
    return " ".join(text.split())


def parts(requirement: Any) -> list[Any]:
    return [requirement, *(one for part in requirement["parts"] for one in parts(part))]


def test_all_are_in_a_line_each_and_what_one_plans_comes_first(nurse: Path, run: Run) -> None:
    lines = run("eligibility").out.splitlines()
    codes = [found[1] for line in lines if (found := re.match(r"([A-Z][A-Z-]+)  +\S", line))]
    assert codes[0] == "CCM"
    assert len(codes) == 18
    assert "BCPA     Board Certified Patient Advocate. Not looked up here; see pacboard.org" in lines


def test_one_is_shown_whole_with_what_counts_what_does_not_and_when(nurse: Path, run: Run) -> None:
    shown = said(run("eligibility", "ccm").out)
    assert "not met: 12 months of full-time case management, supervised by a CCM So far 10.7 of 12 months" in shown
    assert "at your present pace about 31 Dec 2026. Counts: case-manager (10.7 months). Does not count: helper (volunteer work)." in shown
    assert "Confirm with the issuer, who decides: yourcommission.org. What stands here is as of 2024" in shown


def test_what_is_met_is_said_with_care(nurse: Path, run: Run) -> None:
    shown = said(run("eligibility", "CCM", today="2026-12-31").out)
    assert "looks met on what you recorded; confirm with the issuer (yourcommission.org)" in shown
    assert run("eligibility", "CCM", "--json", today="2026-12-30").data["certifications"][0]["state"] == "not-met"


def test_nobody_is_ever_told_that_they_are_eligible(nurse: Path, run: Run) -> None:
    for day in ("2026-11-22", "2036-11-22"):
        for words in ([], ["ccm"], ["rn"], ["ccm", "--json"], ["--json"]):
            assert "eligible" not in run("eligibility", *words, today=day).out.lower().replace('"eligibility"', "")


def test_where_it_cannot_tell_the_field_to_fill_is_told_and_filling_it_decides(nurse: Path, run: Run) -> None:
    run("set", "case-manager", "start=2025-01", "supervisor_credential=", "people_led=", "kind=")
    assert "careerplan set case-manager kind=… supervisor_credential=… people_led=…" in run("eligibility", "ccm").out
    data = run("eligibility", "ccm", "--json").data
    [months] = [one for one in parts(data["requirement"]) if "supervised by a CCM" in one["text"]]
    assert months["state"] == "cannot-tell"
    assert months["fill"] == ["careerplan set experience/case-manager kind=… supervisor_credential=…"]
    run("set", "case-manager", "kind=paid", "supervisor_credential=CCM")
    assert run("eligibility", "ccm", "--json").data["certifications"][0]["state"] == "met"


def test_a_tag_says_which_sort_of_work_it_was_and_earlier_tags_stay(nurse: Path, run: Run) -> None:
    run("set", "case-manager", "tags=ehr")
    assert "careerplan set case-manager tags=ehr,registered-nurse" in run("eligibility", "cmgt-bc").out
    run("set", "case-manager", "tags=ehr,registered-nurse")
    assert "Counts: case-manager" in run("eligibility", "cmgt-bc").out


def test_the_json_has_every_key_at_every_requirement(nurse: Path, run: Run) -> None:
    data = run("eligibility", "cmc", "--json").data
    keys = {"kind", "text", "state", "have", "want", "unit", "missing", "reached", "counts", "not_counted", "in_doubt", "fill", "ask",
            "confirm", "facts", "parts"}  # fmt: skip
    assert all(set(one) == keys for one in parts(data["requirement"]))
    everything = run("eligibility", "--json").data
    assert everything["requirement"] is None
    assert {one["code"] for one in everything["certifications"] if one["state"] == "not-looked-up"} == {"BCPA", "CHW", "CHC", "CMCN"}
    assert everything["certifications"][0] | {"missing": []} == {
        "code": "CCM", "title": "Certified Case Manager", "ref": "certification/ccm", "standing": "planned", "state": "not-met",
        "missing": [], "unclear": [], "reached": "2026-12-31", "confirm_with": "yourcommission.org", "as_of": "2024", "confidence": "high",
    }  # fmt: skip


def test_a_code_is_refused_with_what_is_near(nurse: Path, run: Run) -> None:
    error = run("eligibility", "CMM", "--json", code=3).error
    assert (error["code"], error["hint"]) == ("unknown-reference", "careerplan eligibility CMC")
    assert 'no certification or license "CMM"' in error["message"]


def test_without_a_plan_there_is_nothing_to_hold_against_it(run: Run) -> None:
    assert run("eligibility", "--json", code=3).error["code"] == "no-plan"


def test_another_guide_may_say_nothing_of_what_its_papers_ask_for(run: Run) -> None:
    run("init", "--yes", "--guide", str(BAKER))
    assert "MB       Master baker. Not looked up here; see the issuer" in run("eligibility").out
    assert "What it asks for was not looked up here" in said(run("eligibility", "mb").out)
    assert run("eligibility", "ccm", "--json", code=3).error["hint"] == "careerplan eligibility MB"


def test_where_a_guide_has_no_catalogue_the_hint_is_what_it_has(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "guide"
    shutil.copytree(BAKER, folder)
    index = folder / "guide.toml"
    index.write_text(index.read_text("utf-8").replace('certifications = "licenses"\n', ""), encoding="utf-8")
    run("init", "--yes", "--guide", str(folder))
    error = run("eligibility", "mb", "--json", code=3).error
    assert (error["message"], error["hint"]) == ("this guide has no catalogue of certifications", "careerplan guide")


def test_many_records_are_named_a_few_and_counted(nurse: Path, run: Run) -> None:
    for number in range(9):
        run("add", "experience", f"Helper {number}", "--kind", "volunteer", "--start", "2020-01")
    assert "helper, helper-0, helper-1, helper-2, helper-3 and 5 more (volunteer work)" in said(run("eligibility", "ccm").out)


@pytest.mark.parametrize("columns", [80, 40])
def test_what_a_plan_holds_is_only_shown(nurse: Path, run: Run, columns: int) -> None:
    with nurse.open("a", encoding="utf-8") as file:
        file.write('\n[experience."\\u001b[31m bad"]\nposition = "x"\nkind = "paid"\ncase_management = "yes"\nstart = 2025-01-01\n')
        file.write('hours_per_week = 40\nsupervisor_credential = "\\u001b[2J{ref}"\ntags = ["a b", "$(x)"]\n')
    for code in ("ccm", "cmgt-bc"):
        shown = run("eligibility", code, columns=columns).out
        assert "\x1b" not in shown
        assert all(width_of(line) <= columns for line in shown.splitlines() if "careerplan " not in line)


def test_a_license_that_begins_later_does_not_count_yet(run: Run, plan: Path) -> None:
    run("add", "license", "Registered nurse", "--code", "RN", "--awarded", "2030-01-01", "--valid-until", "2032-01-01")
    said = " ".join(run("eligibility", "CCM").out.split())
    assert "Does not count: rn (still to come)" in said or "Does not count: registered-nurse (still to come)" in said
