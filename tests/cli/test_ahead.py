"""`forecast` and `advise`, as they are typed."""

import re
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
                 "What would change most, were it done already", "our own estimate", "(Q2.2)",
                 "careerplan forecast --if-done 2.6"):  # fmt: skip
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


def test_forecast_tries_out_another_profile_and_another_order(run: Run, plan: Path) -> None:
    run("profile", "set", "route=bachelor", "field=social-work")
    before = plan.read_bytes()
    found = run("forecast", "--if-profile", "route=no-degree", "--longest-first", "--json").data
    assert (found["if_profile"], found["longest_first"]) == (["route=no-degree"], True)
    assert found["compared"]["days"] > 300
    gain = next(one for one in run("forecast", "--json").data["sooner"] if one["value"] == "no-degree")
    tried = run(*gain["command"].split()[1:], "--json").data
    assert (tried["likely"], tried["compared"]["days"]) == (gain["likely"], gain["days"])
    assert plan.read_bytes() == before
    refused = run("forecast", "--if-profile", "route=phd", code=3).err
    assert "careerplan forecast --if-profile route=bachelor" in refused
    assert "careerplan forecast --if-profile route=…" in run("forecast", "--if-profile", "rout=associate", code=3).err


def test_what_is_left_out_since_nothing_is_said_stands_right_under_the_dates(run: Run, plan: Path) -> None:
    lines = run("forecast").out.splitlines()
    assert lines[3].startswith("This leaves out all that depends on your route")
    assert lines[5] == "Type  careerplan profile set route=…"


@pytest.mark.parametrize("hours", ["0", "-3", "169", "nan", "inf"])
def test_hours_that_no_week_has_are_refused(run: Run, plan: Path, hours: str) -> None:
    assert "is not from 0.001 to 168" in run("forecast", f"--hours-per-week={hours}", code=3).err


def test_what_is_tried_out_has_to_be_there(run: Run, plan: Path) -> None:
    assert "careerplan forecast --if-done" in run("forecast", "--if-done", "step-33", code=3).err
    assert run("forecast", "--if-skipped", "dana", "--json", code=3).error["code"] == "unknown-reference"


def test_five_hours_are_assumed_and_said(run: Run, plan: Path) -> None:
    assert "You have not said how many hours" in run("forecast").out
    assert run("forecast", "--json").data["hours_assumed"] is True


def test_advise_says_what_why_and_what_to_type(run: Run, plan: Path) -> None:
    said = run("advise", "-n", "2").out
    assert said.startswith("1.  Choose a route\n")
    assert "2.  Say how many hours a week you have\n" in said
    assert "(S2.1, S2.2, Q3.1)" in said
    assert "Type  careerplan profile set route=…" in said
    assert "3 more pieces of advice: careerplan advise -n 5" in said
    assert len(run("advise", "--json").data["advice"]) == 5
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
    for part in (
        "position Nurse aide",
        "code RN",
        "Associate degree".lower(),
        "application-1: stage applied",
        "## What I would like from you",
    ):
        assert part in said.out
    assert run("advise", "--prompt", "--json").data["prompt"] == said.out.rstrip("\n")


def test_a_brief_has_the_id_of_every_record_that_its_advice_speaks_of(run: Run, plan: Path) -> None:
    run("profile", "set", "route=bachelor", "hours_per_week=5")
    for kind, words in NAMES.items():
        run("add", kind, *words)
    run("add", "contact", "Kim Ito", "--role", "nurse", "--last-contact", "2026-01-01")
    run("add", "application", "Elm Home", "--requires", "degree=required,license=not-mentioned", "--title", "Care coordinator")
    said = run("advise", "--prompt").out
    for line in (
        "- experience-1: position Nurse aide", "- license rn: name Registered nurse; code RN; status active",
        "- education-1: area Nursing; status enrolled", "- application-1: stage applied", "- achievement-1: nothing more is said",
        "- application-2: title Care coordinator; requires degree required, license not mentioned; stage not said",
        "- people I know: 1 role not said (contact-1); 1 nurse (contact-2)", "- entries in my directory of local help: 1 food (resource-1)",
    ):  # fmt: skip
        assert f"{line}\n" in said
    have, _, advice = said.partition("## What the program's rules tell me")
    spoken_of = re.findall(r"\b(?:contact|experience|resource|education|application)-\d\b", advice)
    assert len(spoken_of) >= 3
    assert [id for id in spoken_of if id not in have.partition("## What I have")[2]] == []


def test_a_brief_says_what_a_certification_that_is_aimed_at_asks_for_and_what_of_it_is_there(run: Run, plan: Path) -> None:
    assert "held against my records\n\n- nothing yet\n" in run("advise", "--prompt").out
    run("add", "certification", "Certified Case Manager", "--code", "CCM", "--status", "planned")
    run("add", "certification", "Certified Bookbinder", "--status", "pending")
    run("add", "license", "Registered nurse", "--code", "RN", "--status", "active")
    run("add", "experience", "Case manager", "--kind", "paid", "--case-management", "yes", "--start", "2026-02-22",
        "--hours-per-week", "40", "--supervisor-credential", "LCSW")  # fmt: skip
    run("add", "experience", "Helper", "--kind", "volunteer", "--case-management", "yes")
    said = run("advise", "--prompt").out
    for line in (
        "- certification ccm (CCM), planned: not met on what I recorded (as of 2024, high confidence); "
        "the issuer decides: yourcommission.org",
        "  - not met: schooling or a license, and time in case management; all of these",
        "    - looks met: a license or a degree in health or human services; one of these",
        "      - looks met: an active license or certification in a health or human services profession, such as RN, LCSW, CRC or CDMS "
        "(counts: rn)",
        "          - cannot be told: field experience inside your degree",
        "      - not met: 24 months of full-time case management, whoever supervised it (9.01 of 24 months; "
        "there about 2028-02-21 at the present pace; counts: experience-1; does not count: experience-2)",
        "- certification-1, pending: what it asks for is not known here; its issuer says",
    ):
        assert f"{line}\n" in said


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


def test_paid_case_management_is_not_told_to_find_employment(run: Run, plan: Path) -> None:
    run("profile", "set", "route=bachelor", "field=nursing")
    run("add", "license", "Registered nurse", "--code", "RN", "--valid-until", "2028-01-31")
    run("add", "certification", "Certified Case Manager", "--code", "CCM", "--status", "planned")
    run("add", "experience", "Case manager", "--kind", "paid", "--start", "2024-07-01", "--hours-per-week", "40",
        "--case-management", "yes", "--supervisor", "Kim", "--supervisor-credential", "RN")  # fmt: skip
    rules = {one["id"] for one in run("advise", "--json").data["advice"]}
    assert not rules & {"hours-will-not-count", "say-what-counts"}, rules
    assert "looks met" in run("eligibility", "CCM").out
    run("add", "experience", "Helper", "--kind", "volunteer", "--start", "2026-01-01", "--hours-per-week", "8", "--case-management", "yes")
    said = run("advise", "-n", "40").out
    assert "helper: this is case management, but no employment" in " ".join(said.split())
    assert "case-manager: this is case management" not in " ".join(said.split())


def test_an_active_license_is_a_passed_exam(run: Run, plan: Path) -> None:
    run("profile", "set", "route=bachelor", "field=nursing")
    run("add", "license", "Registered nurse", "--code", "RN", "--status", "active")
    assert "2.7" not in run("forecast", "--json").out


def test_a_certification_that_nothing_leads_to_is_named_in_the_forecast(run: Run, plan: Path) -> None:
    run("profile", "set", "route=no-degree")
    run("add", "license", "LPN", "--code", "LPN", "--status", "active")
    run("add", "certification", "Certified Case Manager", "--code", "CCM", "--status", "planned")
    said = " ".join(run("forecast").out.split())
    assert "The CCM is in here as if you could get it, but nothing you have recorded leads to all that it asks for." in said
    assert run("forecast", "--json").data["unreached"] == "CCM"
    run("remove", "ccm")
    assert run("forecast", "--json").data["unreached"] is None


def test_the_hours_decide_only_where_they_take_longer_than_the_chain(run: Run, plan: Path) -> None:
    run("profile", "set", "route=bachelor", "hours_per_week=5")
    assert run("forecast", "--json").data["by_hours"] is False
    run("profile", "set", "route=no-degree", "hours_per_week=1")
    assert run("forecast", "--json").data["by_hours"] is True


def test_a_shorter_route_gains_what_its_command_says(run: Run, plan: Path) -> None:
    run("profile", "set", "route=bachelor", "hours_per_week=5")
    for name in ("A", "B", "C"):
        run("add", "application", name, "--requires", "degree=preferred", "--history", "interested")
    piece = next(one for one in run("advise", "--json").data["advice"] if one["id"] == "degree-less-needed")
    tried = run(*piece["command"].split()[1:], "--json").data["compared"]["days"]
    assert piece["days"] == pytest.approx(tried, abs=2)


def test_nothing_is_both_done_and_skipped(run: Run, plan: Path) -> None:
    assert "1.1 cannot be both done and skipped" in run("forecast", "--if-done", "1.1", "--if-skipped", "1.1", code=3).err


def test_nothing_gains_more_than_a_lifetime(run: Run, plan: Path) -> None:
    run("profile", "set", "route=no-degree", "hours_per_week=0.001", "aim=2028-01")
    assert all(one["days"] <= 365.25 * 80 for one in run("forecast", "--json").data["sooner"])
    assert all(one["days"] <= 365.25 * 80 for one in run("advise", "--json").data["advice"])
