"""path: where one stands, what it pays, what comes next."""

from pathlib import Path

import pytest

from careerplan import guidebook
from careerplan.core.guide import Guide
from careerplan.core.kinds import Application, Experience
from careerplan.core.ladder import ladder
from careerplan.core.plan import new_plan
from careerplan.render.ladder import path as path_screen
from careerplan.render.layout import Screen
from tests.conftest import BAKER, TODAY, Run

HOSTILE = ["\x1b[2J52k", "\x1b[1m52k", "1e999", "9" * 200, "５２,０００", "${HOME}", "{ref}", "52k\u202ek25"]


def told(run: Run) -> str:
    return " ".join(run("path").out.split())


def test_before_the_job_the_first_level_is_next(plan: Path, run: Run) -> None:
    run("add", "experience", "Helper", "--kind", "volunteer", "--start", "2020-01")
    run("add", "experience", "Nurse aide", "--kind", "paid", "--start", "2021-01")
    said = told(run)
    assert "Whether you are in the job cannot be told yet: nurse-aide does not say enough." in said
    assert "helper: volunteering comes before the job" in said
    assert "careerplan set nurse-aide case_management=yes" in said
    assert "Next: Entry-level care coordinator" in said
    assert "guide's range, undated, unsourced" in said
    assert "Registered nurses: $81,220 (May 2022)" in said


def test_two_years_in_the_job_lead_to_the_second_level_on_their_day(plan: Path, run: Run) -> None:
    run("add", "experience", "Coordinator", "--kind", "paid", "--case-management", "yes", "--start", "2024-11-23")
    assert "Entry-level care coordinator (you are here)" in told(run)
    assert "2 years are full on 23 Nov 2026: then it is “Mid-level”" in told(run)
    data = run("path", "--json").data
    assert (data["level"], data["time"]["years"], data["next_band_on"]) == ("entry", 1.99, "2026-11-23")
    data = run("path", "--json", today="2026-11-23").data
    assert (data["level"], data["band"], data["time"]["years"], data["next"]["id"]) == ("coordinator", "mid-level", 2.0, "senior")


def test_the_aim_is_compared_to_the_next_level(plan: Path, run: Run) -> None:
    assert "careerplan profile set level=entry" in told(run)
    run("profile", "set", "level=senior")
    assert "You aim further up, at Senior care coordinator: this comes first." in told(run)
    run("profile", "set", "level=entry")
    assert "It is the level you aim at." in told(run)
    run("add", "experience", "Coordinator", "--kind", "paid", "--case-management", "yes", "--start", "2023-11-23")
    assert "You aim at Entry-level care coordinator, which your years have reached." in told(run)


def test_what_the_next_level_asks_for_names_the_records_that_show_it(plan: Path, run: Run) -> None:
    run("add", "achievement", "Fall list", "--skills", "communication,organization")
    found = run("path", "--json").data["next"]
    assert found["tips"][0]["shown_by"] == {"communication": ["achievement/fall-list"], "interpersonal": []}
    assert found["command"] == 'careerplan add achievement "…" --skills interpersonal'
    assert "Communication: fall-list; Working with people: nothing yet" in told(run)


def test_pay_is_kept_with_an_application_and_read(plan: Path, run: Run) -> None:
    assert "--advertised 52000" in told(run)
    run("add", "application", "Mercy", "--advertised", "39k-41k", "--offered", "$26.50 an hour")
    run("add", "application", "Hope", "--pay", "a lot")
    [mercy, hope] = run("path", "--json").data["observations"]
    assert (mercy["advertised"]["low"], mercy["advertised"]["bands"]) == (39_000, ["entry-level", "mid-level"])
    assert (mercy["offered"]["low"], mercy["offered"]["per"], mercy["offered"]["worked_out"]) == (55_120, "hour", True)
    assert (hope["advertised"]["low"], hope["offered"]) == (None, None)
    assert "“a lot”, which cannot be read as pay for a year" in told(run)
    run("set", "hope", "pay=40000", "offered=$20 an hour")
    run("add", "application", "St. Ann", "--advertised", "$48,000")
    assert run("path", "--json").data["spread"] == {"count": 3, "low": 41_600, "high": 55_120, "median": 48_000}
    assert "3 amounts, from $41,600 to $55,120; the median is $48,000." in told(run)


def test_an_application_that_says_nothing_of_pay_is_offered_for_it(plan: Path, run: Run) -> None:
    run("add", "application", "Mercy")
    assert 'careerplan set mercy pay="…" offered="…"' in told(run)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_pay_steers_the_screen_or_becomes_a_number_by_chance(plan: Path, run: Run, text: str) -> None:
    run("add", "application", f"M {text}"[:200], "--advertised", text, "--offered", text)
    found = run("path").out
    assert not any(sign in found for sign in ("\x1b", "\u202e", " inf", "nan"))
    assert run("path", "--json").data["observations"][0]["advertised"]["low"] is None


def test_what_a_terminal_would_take_for_a_style_is_shown(guide: Guide) -> None:
    bold = "\x1b[1m52k"
    held = new_plan(guide).with_record("application/one", Application(employer=bold, pay=bold, offered=bold))
    held = held.with_record(f"experience/{bold}", Experience(position="x", kind="paid", case_management="yes", start=TODAY))
    found = ladder(guidebook.load_topic(guide, "path"), guidebook.load_topic(guide, "pay"), held, [], TODAY)
    shown = path_screen(found, held, guide, Screen())
    assert "\x1b" not in shown
    assert shown.count("\\x1b[1m52k") == 4


def test_an_empty_plan_has_every_key(plan: Path, run: Run) -> None:
    data = run("path", "--json").data
    assert (data["time"]["begun"], data["time"]["years"], data["band"], data["level"], data["spread"]) == (False, 0, None, None, None)
    assert [one["bands"] for one in data["levels"]] == [["entry-level"], ["mid-level"], ["senior"], ["lead", "director"], []]
    assert [(one["years_from"], one["years_to"]) for one in data["bands"]] == [(0, 2), (2, 5), (5, None), (None, None), (None, None)]
    assert {one["as_of"] for one in data["official"]} == {"2025-05", "2022-05"}


def test_a_guide_without_pay_says_so_plainly(path: Path, run: Run) -> None:
    run("--guide", str(BAKER), "init", "--yes")
    run("add", "experience", "Baker", "--kind", "paid", "--case-management", "yes", "--start", "2020-01")
    assert "The guide names no pay bands, so your years do not tell your level." in told(run)
    assert run("path", "--json").data["next"] is None
    assert "careerplan profile set level=journeyman" in told(run)


def test_a_guide_without_a_path_says_so_plainly(tmp_path: Path, path: Path, run: Run) -> None:
    folder = tmp_path / "guide"
    for place in BAKER.rglob("*.toml"):
        copy = folder / place.relative_to(BAKER)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(place.read_text(encoding="utf-8").replace('path = "levels"\n', ""), encoding="utf-8")
    run("--guide", str(folder), "init", "--yes")
    assert "This guide tells of no levels and no pay bands." in told(run)
    assert (run("path", "--json").data["levels"], run("path", "--json").data["next"]) == ([], None)


def test_without_a_plan_there_is_nothing_to_stand_on(run: Run) -> None:
    assert "you have no plan yet" in run("path", code=3).err


@pytest.mark.parametrize(("start", "said"), [
    ("2026-01-22", "for 10 months"), ("2026-01-25", "for 9 months"), ("2025-11-23", "for 11 months"), ("2025-11-22", "for 1 year"),
])  # fmt: skip
def test_months_in_the_job_are_those_of_the_calendar(run: Run, plan: Path, start: str, said: str) -> None:
    run("add", "experience", "Coordinator", "--kind", "paid", "--case-management", "yes", "--start", start, "--hours-per-week", "40")
    assert f"You have been in the job {said}:" in run("path").out
