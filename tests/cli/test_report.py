"""`report` and `status --wide`: the whole plan on a page."""

import os
from pathlib import Path

import pytest

from careerplan import codec
from careerplan.render.report import SECTIONS
from tests.cli.test_ahead import NAMES, SECRETS
from tests.conftest import BAKER, Run
from tests.core.test_redaction import full, planted
from tests.test_screens import A_YEAR, words


@pytest.fixture
def year(run: Run, path: Path) -> Path:
    for line in A_YEAR:
        run(*words(line))
    return path


def test_each_section_says_what_its_command_says(run: Run, year: Path) -> None:
    said = run("report").out
    for title, _ in SECTIONS.values():
        assert f"\n## {title}\n" in said
    for step in run("status", "--json").data["steps"]:
        assert f"{step['title']} | {step['status'].replace('todo', 'to do')} |" in said
        assert f"| {step['satisfied']} of {step['applicable']} |" in said
    first = run("next", "--json").data["items"][0]
    assert f"- **{first['title']}**" in said
    assert f"`{first['command']}`" in said
    assert "| CCM | due soon | 2 Dec 2021 | 1 Dec 2026 | 3 of 80; 3 of 8 ethics |" in said
    assert "| all hours | 10.5 of 500 |" in said
    assert "| Communication | 3 | 3 | there | 1 |" in said
    assert "| employer | title | stage | at this stage for | next |" in said
    assert "| Mercy Hospital | Care coordinator | applied | 12 days |" in said
    ends = {one["id"]: one for one in run("forecast", "--json").data["steps"]}
    assert ends["step-10"]["likely"] == "2031-11-03"
    assert "| 10. Apply | 5 Sep 2030 | 3 Nov 2031 |" in said


@pytest.mark.parametrize(("hours", "said"), [
    ("1", "With 1 hour a week everything is done on "),
    ("0.06", "at the earliest, and likely not within 80 years."),
    ("0.001", "With 0.001 hours a week it takes more than 80 years."),
])  # fmt: skip
def test_what_takes_a_lifetime_has_no_day(run: Run, year: Path, hours: str, said: str) -> None:
    run("profile", "set", f"hours_per_week={hours}")
    assert said in run("report", "--section", "timeline").out
    assert "None" not in run("report", "--format", "html").out


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_stands_alone(run: Run, year: Path, section: str) -> None:
    said = run("report", "--section", section).out
    assert [line for line in said.splitlines() if line.startswith("## ")] == [f"## {SECTIONS[section][0]}"]


def test_sections_come_in_one_order_however_they_are_named(run: Run, year: Path) -> None:
    found = run("report", "--section", "Skills,hours", "--section", "progress", "--section", "hours", "--json").data
    assert found["sections"] == ["progress", "hours", "skills"]
    assert found["text"].index("## Hours") < found["text"].index("## Skills")


def test_an_empty_plan_has_a_page_too(run: Run, plan: Path) -> None:
    said = run("report").out
    for part in (
        "No hours of experience are recorded",
        "No certification or license",
        "No skill is rated",
        "No application is recorded",
        "0 of ",
    ):
        assert part in said
    assert "<h1>My career plan</h1>" in run("report", "--format", "html").out


@pytest.mark.parametrize(
    ("name", "begins"), [("plan.html", "<!DOCTYPE html>"), ("plan.HTM", "<!DOCTYPE html>"), ("plan.md", "# Career plan")]
)
def test_the_ending_of_a_file_says_its_form(run: Run, year: Path, tmp_path: Path, name: str, begins: str) -> None:
    place = tmp_path / name
    found = run("report", "-o", str(place), "--json").data
    assert found["file"] == str(place)
    assert place.read_text("utf-8").startswith(begins)
    assert place.read_text("utf-8") == found["text"]


def test_the_form_that_is_named_goes_before_the_ending(run: Run, plan: Path, tmp_path: Path) -> None:
    run("report", "-o", str(tmp_path / "plan.txt"), "--format", "html")
    assert (tmp_path / "plan.txt").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_nothing_is_written_over_and_nothing_is_written_where_anything_is_wrong(run: Run, plan: Path, tmp_path: Path) -> None:
    place = tmp_path / "there.html"
    place.write_text("mine")
    before = plan.read_bytes()
    said = run("report", "--redact", "-o", str(place), code=3)
    assert f"there is already a file {place}" in " ".join(said.err.split())
    assert f"try:   careerplan report --redact -o {place} --force" in said.err
    assert place.read_text() == "mine"
    refused = {
        ("-o", "new.pdf"): "its ending is neither .html nor .md",
        ("-o", "new"): "its ending is neither .html nor .md",
        ("--format", "pdf", "-o", "new.html"): '"pdf" is neither html nor markdown',
        ("--section", "skils", "-o", "new.html"): "careerplan report --section skills",
        ("-o", "nowhere/new.html"): "nowhere",
        ("-o", "", "--format", "html"): "it is a folder",
        ("-o", ".", "--format", "html"): "it is a folder",
        ("--section", " , "): "it names none of progress",
    }
    for typed, said in refused.items():
        placed = [str(tmp_path / word) if word.startswith(("new", "nowhere")) else word for word in typed]
        assert said in " ".join(run("report", *placed, code=3).err.split()), typed
    assert not list(tmp_path.glob("new*"))
    run("report", "-o", str(plan.with_suffix(".html")))
    assert plan.read_bytes() == before


def test_a_folder_that_is_not_there_is_named(run: Run, plan: Path, tmp_path: Path) -> None:
    place = tmp_path / "none" / "x.html"
    for typed in (["report"], ["report", "--force"], ["hours", "--sheet", "csv"]):
        error = run(*typed, "-o", str(place), "--json", code=3).error
        assert (error["code"], error["message"]) == ("no-folder", f"there is no folder {place.parent}, so {place} was not written")
        assert error["hint"] == f"first make it: mkdir -p {place.parent}"
    assert not place.parent.exists()


def test_force_replaces_a_file_and_nothing_else(run: Run, plan: Path, tmp_path: Path) -> None:
    place = tmp_path / "there.html"
    place.write_text("mine")
    run("report", "-o", str(place), "--force")
    assert place.read_text("utf-8").startswith("<!DOCTYPE html>")
    folder, link = tmp_path / "folder.html", tmp_path / "link.html"
    folder.mkdir()
    link.symlink_to(place)
    nowhere, pipe = tmp_path / "nowhere.html", tmp_path / "pipe.html"
    nowhere.symlink_to(tmp_path / "not there")
    os.mkfifo(pipe)
    odd = [(one, "it is a link, or not a file") for one in (link, nowhere, pipe)]
    for other, said in ((folder, "it is a folder"), *odd):
        for more in ([], ["--force"]):
            told = " ".join(run("report", "-o", str(other), *more, code=3).err.split())
            assert said in told
            assert "--force" not in told
    assert link.is_symlink()
    assert not (tmp_path / "not there").exists()


@pytest.mark.parametrize("way", ["itself", "link", "second name", "lock", "temporary", "version", "new in history"])
def test_the_plan_and_what_belongs_to_it_is_never_written_over(run: Run, plan: Path, tmp_path: Path, way: str) -> None:
    run("add", "contact", "Dana")
    history = next(path for path in Path(os.environ["CAREERPLAN_HISTORY"]).rglob("*") if path.is_file())
    link, second = tmp_path / "link.html", tmp_path / "second.html"
    link.symlink_to(plan)
    os.link(plan, second)
    places = {"itself": plan, "link": link, "second name": second, "lock": plan.with_name(f".{plan.name}.lock"),
              "temporary": plan.with_name(f".{plan.name}.tmp"), "version": history,
              "new in history": history.with_name("x.html")}  # fmt: skip
    place = places[way]
    before = (plan.read_bytes(), history.read_bytes(), sorted(plan.parent.iterdir()), sorted(history.parent.iterdir()))
    for force in ([], ["--force"]):
        said = run("report", "--format", "html", "-o", str(place), *force, code=3)
        assert "belongs to your plan" in " ".join(said.err.split())
    assert (plan.read_bytes(), history.read_bytes(), sorted(plan.parent.iterdir()), sorted(history.parent.iterdir())) == before


def test_a_dash_is_the_screen(run: Run, plan: Path) -> None:
    assert run("report", "-o", "-").out == run("report").out
    assert run("report", "-o", "-", "--json").data["file"] is None


def test_a_page_for_a_mentor_tells_no_name_no_place_and_no_note(run: Run, plan: Path) -> None:
    run("profile", "set", "name=Ada Lovelace", "region=Toledo", "route=associate", "hours_target=500")
    run("note", "1.1", "my secret wish")
    run("add", "action", "step-3", "Ask the boss", "--target", "2026-12-01")
    for kind, typed in NAMES.items():
        run("add", kind, *typed)
    for form in ("html", "markdown"):
        said = run("report", "--redact", "--format", form).out
        assert [secret for secret in SECRETS if secret.casefold() in said.casefold()] == []
        assert "Names, places, notes and links are left out. “You” is the person whose plan this is." in said
        assert "A career plan" in said
        assert "Application 1" in said
    assert "Ada Lovelace" in run("report").out


def test_a_secret_in_any_field_stays_out_of_a_redacted_page(run: Run, plan: Path) -> None:
    plan.write_text(codec.write_document(codec.plan_document(full())), "utf-8")
    whole = run("report", "--format", "html").out
    assert "Quarrywright" in whole
    for form in ("html", "markdown"):
        assert "quarrywright" not in run("report", "--redact", "--format", form).out.casefold()


def test_no_name_of_any_field_or_entry_stands_in_what_is_shown_to_others(run: Run, plan: Path) -> None:
    made, names = planted()
    plan.write_text(codec.write_document(codec.plan_document(made)), "utf-8")
    outputs = {line: run(*line.split()).out.casefold() for line in ("report --redact", "report --redact --format html", "advise --prompt")}
    assert {name: line for line, said in outputs.items() for name in names if name.casefold() in said} == {}
    assert all("left out" in said for said in outputs.values())


def test_a_page_for_somebody_else_has_no_command(run: Run, year: Path) -> None:
    for form in ("html", "markdown"):
        said = run("report", "--redact", "--format", form).out
        assert "Follow up with Application 1" in said
        assert "It was due on 17 Nov 2026" in said
        assert "careerplan " not in said.replace("Made with careerplan", "")
        assert "careerplan followed-up mercy-hospital" in run("report", "--format", form).out


def test_a_caption_promises_what_its_table_shows(run: Run, plan: Path) -> None:
    run("add", "certification", "Certified Bookbinder", "--status", "planned")
    run("rate", "ethics", "3")
    said = run("report").out
    for caption in ("**Certifications and licenses**\n", "**Skills, rated from 1 to 5**\n"):
        assert caption in said
    run("add", "license", "Driver", "--expires", "2027-01-01")
    run("profile", "set", "level=entry")
    said = run("report").out
    for caption in ("**Certifications and licenses, with their present period**\n", "**Skills, rated from 1 to 5, against the aim**\n"):
        assert caption in said
    run("add", "certification", "Certified Case Manager", "--code", "CCM", "--expires", "2027-01-01")
    assert "**Certifications and licenses, with their present period and hours of learning**\n" in run("report").out


def test_a_job_that_is_not_in_the_hours_is_named_with_what_it_lacks(run: Run, plan: Path) -> None:
    run("add", "experience", "Nurse aide", "--start", "2026-01")
    run("add", "experience", "Cook", "--hours-per-week", "8")
    run("add", "experience", "Later", "--start", "2027-01")
    lacking = "Not counted yet: Nurse aide (without its hours a week) and Cook (without the day it began)."
    said = run("report", "--section", "hours").out
    assert lacking in said
    assert "No hours of experience are recorded yet" not in said
    run("add", "experience", "Helper", "--start", "2026-01", "--hours-per-week", "8")
    said = run("report", "--section", "hours").out
    assert lacking in said
    assert "hours in all." in said


def test_wide_shows_the_same_page_as_wide_as_the_terminal(run: Run, year: Path) -> None:
    for columns, widest in ((200, 120), (100, 100), (80, 80)):
        lines = run("status", "--wide", columns=columns).out.splitlines()
        assert max(map(len, lines)) <= widest
        assert [title for title, _ in SECTIONS.values() if title in lines] == [title for title, _ in SECTIONS.values()]
    assert run("status", "--wide", "--json").data == run("status", "--json").data


def test_another_guide_has_its_page_and_no_word_of_this_career(run: Run, tmp_path: Path) -> None:
    run("--guide", str(BAKER), "init", "--yes")
    said = run("report").out
    assert "care" not in said.replace("career", "").casefold()
    assert "baker" in said.casefold()


def test_a_file_on_its_way_is_never_laid_over_the_plan(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / ".x.html.tmp"
    run("--plan", str(plan), "init", "--yes")
    for force in ([], ["--force"]):
        assert "belongs to your plan" in " ".join(
            run("--plan", str(plan), "report", "-o", str(tmp_path / "x.html"), *force, code=3).err.split()
        )
    assert plan.exists()
