"""P20, P22, P24, P27: a sheet of hours runs nothing in a spreadsheet, and keeps its shape whatever was typed."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from careerplan.core.hours import Worked
from careerplan.core.kinds import Experience
from careerplan.core.plan import GuideStamp, Plan
from careerplan.export import hours as sheets
from tests.conftest import Run

DAY = date(2026, 11, 2)
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20) | st.builds(
    "{}{}{}".format, st.sampled_from(["", " ", "'", '"', "''", ' "']), st.sampled_from(SIGNS), st.text(max_size=3)
)


def sheet_of(text: str) -> tuple[list[Worked], Plan]:
    held = Experience(position=text, organization=text, supervisor=text, supervisor_credential=text)
    plan = Plan(guide=GuideStamp(id="x", version="1"), records={"experience": {"x": held}})
    return [Worked(ref="experience/x", day=DAY, until=DAY, hours=10000.25, supervised=True, what=text)], plan


@given(TEXTS)
def test_no_cell_is_a_formula_and_every_cell_comes_back_as_typed(text: str) -> None:
    rows = list(csv.reader(io.StringIO(sheets.as_csv(*sheet_of(text)), newline="")))
    assert [len(row) for row in rows] == [8, 8, 8]
    for cell in rows[1]:
        assert not cell.lstrip(" \"'").startswith(SIGNS) or cell.startswith("'")
    assert [sheets.undone(cell) for cell in rows[1]] == [DAY.isoformat(), text, text, text, text, "10000.25", "yes", text]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", " ", '"', ' "', "'"])
def test_a_sign_that_begins_a_formula_is_quoted_behind_spaces_and_quotes_too(before: str, sign: str) -> None:
    assert sheets.as_csv(*sheet_of(f"{before}{sign}1")).count("'") >= 5


def shape(markdown: str) -> list[tuple[str, int]]:
    return [(token.type, token.nesting) for token in MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown)]


def inside(markdown: str) -> set[str]:
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown)
    return {child.type for token in tokens for child in token.children or []}


@given(TEXTS | st.text(st.sampled_from("*_`[]()<>!|\\#&~-+.1 \n:/ahtps"), min_size=1, max_size=20))
def test_no_text_changes_the_shape_of_the_page(text: str) -> None:
    hours, plan = sheet_of(text)
    plain = sheets.as_markdown(*sheet_of("x"), name="x", today=DAY)
    page = sheets.as_markdown(hours, plan, name=text, today=DAY)
    assert shape(page) == shape(plain)
    assert inside(page) <= {"text", "text_special", "strong_open", "strong_close", "hardbreak", "softbreak"}


def test_a_sheet_that_is_printed_steers_no_terminal(plan: Path, run: Run) -> None:
    with plan.open("ab") as file:
        file.write(b'\n[experience.x]\nposition = "a\\u001b[31m\\u202e"\n[experience.x.hours_log.2026-11-02]\nhours = 1\n')
    for form in ("csv", "markdown"):
        said = run("hours", "--sheet", form).out
        assert "\x1b" not in said
        assert "\\u202e" in said


@pytest.mark.parametrize("name", ["plan.toml", ".plan.toml.lock"])
def test_a_sheet_is_never_written_over_the_plan_or_its_lock(plan: Path, run: Run, name: str) -> None:
    before = plan.read_bytes()
    run("hours", "--sheet", "csv", "--output", str(plan.with_name(name)), code=3)
    assert plan.read_bytes() == before


def test_a_sheet_goes_nowhere_through_a_link(plan: Path, run: Run, tmp_path: Path) -> None:
    before = plan.read_bytes()
    link = tmp_path / "hours.csv"
    link.symlink_to(plan)
    run("hours", "--output", str(link), code=3)
    link.unlink()
    link.symlink_to(tmp_path / "nothing.csv")
    run("hours", "--output", str(link), code=3)
    assert plan.read_bytes() == before
