"""skills, fit, hours, certifications, contacts, resources, applications: one part of the plan whole."""

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import Run


def test_skills_show_gaps_and_what_lacks_evidence(plan: Path, run: Run) -> None:
    run("profile", "set", "level=entry")
    run("rate", "communication", "1")
    run("rate", "leadership", "4")
    said = " ".join(run("skills").out.split())
    assert "Communication, 1 of 3: trained by" in said
    assert "nothing recorded shows it yet: leadership" in said
    lines = {one["id"]: one for one in run("skills", "--json").data["skills"]}
    assert (lines["communication"]["gap"], lines["leadership"]["lacks_evidence"], lines["leadership"]["aim"]) == (2, True, 1)


def test_an_expired_certification_no_longer_backs_a_skill(plan: Path, run: Run) -> None:
    run("add", "certification", "CCM", "--code", "CCM", "--expires", "2026-12-31")
    backed = {one["id"]: one["backed_by"] for one in run("skills", "--json").data["skills"]}
    assert backed["ethics"] == ["certification/ccm"]
    later = {one["id"]: one["backed_by"] for one in run("skills", "--json", today="2027-01-01").data["skills"]}
    assert later["ethics"] == []


def test_fit_shows_the_questions_until_they_are_answered(plan: Path, run: Run) -> None:
    assert 'careerplan interview hard-days --answer "…"' in run("fit").out
    for question in ("helping-people", "hard-days", "fast-pace"):
        found = run("interview", question, "--answer", f"Yes, {question}", "--json").data
    assert found["satisfied"] == ["1.4"]
    assert run("fit", "--json").data["answers"]["hard-days"] == "Yes, hard-days"
    assert "Yes, hard-days" in run("fit").out


# Hours


@pytest.fixture
def worked(plan: Path, run: Run) -> Path:
    run("add", "experience", "Nurse aide", "--at", "Mercy", "--kind", "paid", "--setting", "hospital", "--supervisor", "Dana Lee")
    run("add", "experience", "Helper", "--at", "Pantry", "--kind", "volunteer")
    run("log", "nurse-aide", "8", "--on", "2026-11-02", "--supervised", "--what", "rounds | charts")
    run("log", "nurse-aide", "8", "--on", "2026-11-20")
    run("log", "helper", "4", "--on", "2026-10-31", "--what", "=SUM(A1)")
    return plan


def test_hours_are_summed_by_setting_kind_and_month(worked: Path, run: Run) -> None:
    data = run("hours", "--json").data
    assert (data["hours"], data["supervised"]) == (20, 8)
    assert {one["word"]: one["hours"] for one in data["by_kind"]} == {"volunteer": 4, "paid": 16}
    assert {one["word"]: one["hours"] for one in data["by_setting"]} == {"": 4, "hospital": 16}
    assert {one["word"]: one["hours"] for one in data["by_month"]} == {"2026-10": 4, "2026-11": 16}


def test_hours_against_a_target_say_when_one_is_there(worked: Path, run: Run) -> None:
    data = run("hours", "--target", "500", "--json").data
    assert (data["left"], data["reached"] > "2027") == (480, True)
    assert "480 to go." in run("hours", "--target", "500").out
    run("profile", "set", "hours_target=20")
    assert "You are there." in run("hours").out
    for wrong in ("0", "nan", "inf", "1e9"):
        assert "careerplan hours --target 500" in run("hours", "--target", wrong, code=3).err


def test_one_experience_or_the_supervised_hours_can_be_looked_at_alone(worked: Path, run: Run) -> None:
    assert run("hours", "helper", "--json").data["hours"] == 4
    assert run("hours", "--supervised", "--json").data["hours"] == 8


def test_the_sheet_is_csv_that_a_spreadsheet_reads_and_runs_nothing(worked: Path, run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("hours", "--sheet", "csv").out)))
    assert [(row["date"], row["hours"], row["supervised"]) for row in rows[:-1]] == [
        ("2026-10-31", "4", ""), ("2026-11-02", "8", "yes"), ("2026-11-20", "8", ""),
    ]  # fmt: skip
    assert rows[0]["what"] == "'=SUM(A1)"
    assert (rows[-1]["date"], rows[-1]["hours"]) == ("total", "20")


def test_the_sheet_in_markdown_has_lines_to_sign_on(worked: Path, run: Run) -> None:
    said = run("hours", "--supervised", "--sheet", "markdown").out
    assert "| 2026-11-02 | Nurse aide | Mercy | Dana Lee | 8 | yes | rounds \\| charts |" in said
    assert "Signature and date:" in said
    assert "2026-11-20" not in said


def test_a_sheet_is_written_to_a_new_file_and_never_over_one(worked: Path, run: Run, tmp_path: Path) -> None:
    place = tmp_path / "hours.csv"
    run("hours", "-o", str(place))
    written = place.read_bytes()
    assert written.startswith(b"date,position,")
    assert place.stat().st_mode & 0o777 == 0o600
    assert run("hours", "-o", str(place), "--sheet", "markdown", "--json", code=3).error["code"] == "file-exists"
    assert place.read_bytes() == written
    assert "--sheet" in run("hours", "-o", str(tmp_path / "hours.pdf"), code=3).err


# Certifications


def test_certifications_show_cycle_hours_and_sub_minimums(plan: Path, run: Run) -> None:
    run("add", "certification", "Certified Case Manager", "--code", "CCM", "--awarded", "2026-02-01", "--expires", "2031-05-31")
    run("add", "course", "Ethics", "--hours", "3", "--date", "2026-10-01", "--categories", "ethics", "--counts-for", "ccm")
    run("add", "course", "Undated", "--hours", "3", "--counts-for", "ccm")
    said = " ".join(run("certifications").out.split())
    assert "3 of 80 hours, 77 missing" in said
    assert "3 of 8 ethics, 5 missing" in said
    assert "about 1.4 a month until then" in said
    assert "Not counted, since the date or the hours are missing: undated." in said
    assert "confirm with yourcommission.org" in said
    [one] = run("certifications", "--json").data["certifications"]
    assert (one["missing"], one["state"], one["opens"]) == (77, "active", "2031-03-01")


def test_the_rule_can_be_overridden_in_the_plan(plan: Path, run: Run) -> None:
    run("add", "license", "RN", "--code", "RN", "--expires", "2028-03-31")
    assert "careerplan set rn renewal_years=… renewal_hours=…" in run("certifications").out
    run("set", "rn", "renewal_years=2", "renewal_hours=30", "renewal_minimums=ethics=2,live=10")
    [one] = run("certifications", "--json").data["certifications"]
    assert (one["begins"], one["hours"]["want"]) == ("2026-04-01", 30)
    assert {need["category"]: need["want"] for need in one["minimums"]} == {"ethics": 2, "live": 10}
    run("set", "rn", "renewal_minimums=live=")
    assert len(run("certifications", "rn", "--json").data["certifications"][0]["minimums"]) == 1


@pytest.mark.parametrize(("today", "state", "command"), [
    ("2026-08-31", "active", "careerplan add course"), ("2026-09-01", "due soon", "careerplan renew ccm"),
    ("2026-11-30", "due soon", "careerplan renew ccm"), ("2026-12-01", "expired", "careerplan renew ccm"),
])  # fmt: skip
def test_the_state_changes_with_the_day_and_is_never_stored(plan: Path, run: Run, today: str, state: str, command: str) -> None:
    run("add", "certification", "CCM", "--code", "CCM", "--expires", "2026-11-30")
    before = plan.read_bytes()
    said = run("certifications", today=today).out
    assert f": {state}" in said
    assert command in said
    assert plan.read_bytes() == before


def test_lists_show_the_state_of_the_day(plan: Path, run: Run) -> None:
    run("add", "certification", "CCM", "--code", "CCM", "--expires", "2026-11-30")
    assert "due soon" in run("list", "certification").out
    assert "expired" in run("show", "ccm", today="2026-12-01").out
    record = run("show", "ccm", "--json", today="2026-12-01").data["record"]
    assert (record["status"], record["state"]) == ("active", "expired")


# Contacts, resources, applications


def test_contacts_show_who_is_overdue_first(plan: Path, run: Run) -> None:
    run("add", "contact", "Bo")
    run("add", "contact", "Dana Lee", "--role", "nurse", "--next-contact", "2026-11-01")
    data = run("contacts", "--json").data["contacts"]
    assert [(one["ref"], one["overdue"]) for one in data] == [("contact/dana-lee", True), ("contact/bo", False)]
    assert "careerplan met dana-lee --next +3m" in run("contacts").out


def test_resources_show_what_is_missing_and_what_to_verify(plan: Path, run: Run) -> None:
    run("add", "resource", "Pantry", "--category", "food", "--assured", "2026-01-01")
    data = run("resources", "--json").data
    assert data["categories"]["food"] == ["resource/pantry"]
    assert data["missing"] == ["healthcare", "housing", "mental-health", "transportation", "financial"]
    assert data["stale"] == ["resource/pantry"]
    assert "careerplan verified pantry" in run("resources").out


def test_applications_show_the_pipeline_and_response_rates(plan: Path, run: Run) -> None:
    for employer, stage, channel in (
        ("Mercy", "applied", "job-site"),
        ("St. Ann", "interview", "job-site"),
        ("Hope", "interested", "alumni-network"),
    ):
        run("add", "application", employer, "--channel", channel, "--history", f"2026-11-10={stage}")
    data = run("applications", "--json").data
    assert {one["employer"]: (one["stage"], one["days"]) for one in data["applications"]} == {
        "Mercy": ("applied", 12), "St. Ann": ("interview", 12), "Hope": ("interested", 12),
    }  # fmt: skip
    assert data["channels"] == [{"channel": "job-site", "applied": 2, "answered": 1, "percent": 50}]
    said = run("applications").out
    assert said.index("St. Ann") < said.index("Mercy") < said.index("Hope")
    assert "Job site: 1 of 2 answered (50%)" in said


@pytest.mark.parametrize(
    "command", ["skills", "fit", "hours", "certifications", "contacts", "resources", "applications", "interview", "review"]
)
def test_an_empty_plan_is_shown_with_what_to_type_and_is_not_written(plan: Path, run: Run, command: str) -> None:
    before = plan.read_bytes()
    assert "careerplan " in run(command).out
    run(command, "--json")
    assert plan.read_bytes() == before
