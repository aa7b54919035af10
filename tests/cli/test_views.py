"""`next`, narrowed and explained, and `due`."""

from pathlib import Path

import pytest

from tests.conftest import Run


def test_next_says_what_its_order_comes_from(run: Run, plan: Path) -> None:
    run("target", "3.1", "+3d")
    assert "Order due within two weeks; 25 Nov 2026;" in run("next", "--why").out
    terms = run("next", "--json").data["items"][0]["order"]
    assert terms[:2] == [{"term": "tier", "value": 1, "text": "due within two weeks"},
                         {"term": "day", "value": 739945, "text": "25 Nov 2026"}]  # fmt: skip


def test_next_is_narrowed_to_a_step_and_a_kind(run: Run, plan: Path) -> None:
    run("add", "contact", "Dana", "--next-contact", "today")
    assert run("next", "--kind", "contact").out.startswith("Next  Get in touch with Dana")
    assert [item["step"] for item in run("next", "-n", "3", "--step", "3.2", "--json").data["items"]] == ["step-3"] * 3
    said = "Nothing that is open belongs to step 3, is of the kind contact and fits into 1 minute.\n"
    assert " ".join(run("next", "--step", "3", "--kind", "contact", "--minutes", "1").out.split()) == said.strip()


def test_a_kind_that_is_none_is_refused_with_the_nearest(run: Run, plan: Path) -> None:
    assert "careerplan next --kind contact" in run("next", "--kind", "contacts", code=3).err
    assert "careerplan next --step step-1" in run("next", "--step", "11", code=3).err


def test_due_lists_what_is_overdue_and_what_comes(run: Run, plan: Path) -> None:
    run("add", "contact", "Dana", "--next-contact", "-2d")
    run("target", "2", "+30d")
    run("target", "2.6", "+31d")
    said = run("due").out
    assert "Get in touch with Dana: 20 Nov 2026, 2 days ago" in said
    assert "Step 2: Get the education that fits: 22 Dec 2026, in 30 days" in said
    assert "2.6" not in said
    found = run("due", "--within", "5w", "--json").data
    assert [(line["ref"], line["days"], line["overdue"]) for line in found["items"]] == [("contact/dana", -2, True), ("step-2", 30, False)]


def test_due_says_what_comes_after_when_nothing_is_due(run: Run, plan: Path) -> None:
    assert "careerplan target 2 +3m" in run("due").out
    run("target", "2", "+40d")
    said = run("due").out
    assert "Nothing is due in the next 30 days." in said
    assert "careerplan due --within 40d" in said
    assert run("due", "--json").data["later"]["ref"] == "step-2"


def test_the_exit_code_is_asked_for(run: Run, plan: Path) -> None:
    run("due", "--exit-code")
    run("target", "2", "today")
    run("due")
    run("due", "--within", "0d", "--exit-code", code=4)
    assert run("due", "--exit-code", "--json", code=4).data["items"]


def test_a_time_that_is_none_is_refused(run: Run, plan: Path) -> None:
    for wrong in ("3x", "-3d", "soon", "2026-11-21", "99999999y", ""):
        assert "--within 30d" in run("due", f"--within={wrong}", code=3).err


@pytest.mark.parametrize(("typed", "hints"), [
    (["advice"], ["careerplan advise"]),
    (["lst"], ["careerplan list", "careerplan set"]),
    (["history", "shwo"], ["careerplan history show"]),
    (["zzz"], ["careerplan --help"]),
])  # fmt: skip
def test_a_command_that_is_misspelled_is_there_to_copy(run: Run, typed: list[str], hints: list[str]) -> None:
    assert run(*typed, "--json", code=2).error["hints"] == hints


def test_the_last_day_that_is_looked_at_is_due(run: Run, plan: Path) -> None:
    run("add", "contact", "Dana", "--next-contact", "+30d")
    run("due", "--within", "30d", "--exit-code", code=4)
    run("due", "--within", "29d", "--exit-code")
