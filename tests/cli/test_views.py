"""`next`, narrowed and explained, and `due`."""

from pathlib import Path

import pytest

from tests.conftest import Run


def test_next_says_what_its_order_comes_from(run: Run, plan: Path) -> None:
    run("target", "3.1", "+3d")
    said = " ".join(run("next", "--why").out.split())
    assert "Order due soon; 25 Nov 2026;" in said
    assert "First because it is due soon; the next one (1.1) is not." in said
    terms = run("next", "--json").data["items"][0]["order"]
    assert terms[:2] == [{"term": "tier", "value": 1, "text": "due soon"},
                         {"term": "day", "value": 739945, "text": "25 Nov 2026"}]  # fmt: skip


def test_terms_that_say_nothing_are_left_out_and_stay_in_the_json(run: Run, plan: Path) -> None:
    said = " ".join(run("next", "--why", "-n", "3").out.split())
    assert "Order can be started; 2 actions wait for it; number 1 in the order of the guide First because" in said
    assert not any(empty in said for empty in (" 0 ", "no step comes before its step;", "not optional", "nothing is best done"))
    terms = run("next", "--why", "--json").data["items"][0]["order"]
    assert [one["term"] for one in terms] == ["tier", "optional", "better-later", "depth", "gates", "waiting", "place"]


def test_each_says_which_term_decided_it_against_the_next(run: Run, plan: Path) -> None:
    said = " ".join(run("next", "--why", "-n", "3").out.split())
    assert "First because it stands before the next one (1.4) in the guide, and nothing else tells them apart." in said
    assert "Then because 2 actions wait for it, and 1 action waits for the next one (1.3)." in said
    assert "because" not in run("next", "--why", "-n", "1", "--step", "1", "--kind", "action", "--minutes", "15").out.split("Order")[1]


def test_next_is_narrowed_to_a_step_and_a_kind(run: Run, plan: Path) -> None:
    run("add", "contact", "Dana", "--next-contact", "today")
    assert run("next", "--kind", "contact").out.startswith("Next  Get in touch with Dana")
    assert [item["step"] for item in run("next", "-n", "3", "--step", "3.2", "--json").data["items"]] == ["step-3"] * 3
    said = "Nothing that is open belongs to step 3, is of the kind contact and fits into 1 minute."
    assert " ".join(run("next", "--step", "3", "--kind", "contact", "--minutes", "1").out.split()).startswith(said)


def test_where_nothing_fits_the_time_the_shortest_is_named_with_its_command(run: Run, plan: Path) -> None:
    assert "careerplan next --minutes 30" in run("next", "--minutes", "0", code=3).err
    said = run("next", "--minutes", "3", "--step", "1").out
    assert "The shortest takes 15 minutes." in " ".join(said.split())
    command = said.splitlines()[-1]
    assert command == "To see it: careerplan next --step 1 --minutes 15"
    assert run(*command.split("careerplan ")[1].split()).out.startswith("Next  1.3")


def test_where_nothing_of_a_kind_is_open_it_says_when_the_next_one_comes(run: Run, plan: Path) -> None:
    run("add", "contact", "Dana", "--next-contact", "+20d")
    said = run("next", "--kind", "contact").out
    assert "Nothing that is open is of the kind contact. The next one comes on 12 Dec" in said
    assert "in 20 days: Get in touch with Dana." in " ".join(said.split())
    assert said.endswith("To see it: careerplan due\n")
    run("set", "dana", "next_contact=+40d")
    assert run("next", "--kind", "contact").out.endswith("careerplan due --within 40d\n")
    assert run("next", "--kind", "contact", "--step", "3").out.endswith("To see the step: careerplan guide 3\n")


def test_where_nothing_of_a_kind_is_to_come_it_says_what_to_type_instead(run: Run, plan: Path) -> None:
    assert run("next", "--kind", "license").out.endswith("What is open: careerplan next\n")
    assert run("next", "--kind", "license", "--json").data["items"] == []


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
    assert run("due").out.endswith("To set a date: careerplan target 1 +1m\n")
    run("target", "2", "+40d")
    said = run("due").out
    assert "Nothing is due in the next 30 days." in said
    assert "careerplan due --within 40d" in said
    assert run("due", "--json").data["later"]["ref"] == "step-2"


@pytest.mark.parametrize("within", ["30d", "5y", "0d"])
@pytest.mark.parametrize("today", ["2199-12-20", "2199-12-31"])
def test_the_last_days_that_a_plan_can_hold_are_days_like_others(run: Run, plan: Path, today: str, within: str) -> None:
    run("add", "contact", "Dana", "--next-contact", "2199-12-31")
    data = run("due", "--within", within, "--json", today=today).data
    assert data["until"] == (today if within == "0d" else "2199-12-31")
    assert [one["ref"] for one in data["items"]] == (["contact/dana"] if "2199-12-31" in (today, data["until"]) else [])
    run("due")
    run("next", "--why")
    run("next", "--kind", "license")


def test_a_date_that_is_written_otherwise_is_offered_as_it_works(run: Run, plan: Path) -> None:
    assert "--within 2026-12-31" in run("due", "--within", "12/31/2026", code=3).err
    run("due", "--within", "2026-12-31")
    assert run("due", "--within", "11/12/2026", "--json", code=3).error["hints"] == ["--within 2026-12-11"]
    assert run("due", "--within", "11/01/2025", "--json", code=3).error["hints"] == ["--within 30d", "--within 3m"]


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
