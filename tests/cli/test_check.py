"""check and check --fix: every problem with its place, what was found and what to type."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run


def add(plan: Path, text: str) -> bytes:
    plan.write_bytes(plan.read_bytes() + text.encode())
    return plan.read_bytes()


def found(run: Run, code: int = 3) -> dict[str, Any]:
    """The first problem at each place."""
    return {one["place"]: one for one in reversed(run("check", "--json", code=code).data["problems"])}


def test_a_plan_without_problems_is_silent(run: Run, plan: Path) -> None:
    run("add", "contact", "Dana Lee")
    ran = run("check")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert found(run, code=0) == {}


PROBLEMS = [
    ('[contact.x]\nname = "X"\nphoone = "1"', "contact.x.phoone", "is it phone", "careerplan edit"),
    ('[contact.x]\nname = "X"\nshoe = 38', "contact.x.shoe", "no such field", "careerplan edit"),
    ('[kontact.x]\nname = "X"', "kontact", "contact", ""),
    ('[contact.x]\nname = 3', "contact.x.name", "3", "careerplan"),
    ('[contact.x]\nrole = "Nurse"', "contact.x.name", "missing", "careerplan"),
    ('[contact.x]\nname = "X"\nnext_contact = "2027-02-30"', "contact.x.next_contact", "2027-02-30", "careerplan"),
    ('[contact.x]\nname = "X"\nnext_contact = 1850-01-01', "contact.x.next_contact", "1850", "careerplan"),
    ('[certification.x]\nname = "X"\nstatus = "aktive"', "certification.x.status", "aktive", "careerplan"),
    ('[license.x]\nname = "X"\nawarded = 2030-01-01\nvalid_until = 2029-01-01', "license.x.valid_until", "before", "careerplan set x"),
    ('[license.x]\nname = "X"\nvalid_until = 2024-01-01', "license.x.valid_until", "expired", "careerplan renew x"),
    ('[course.x]\ntitle = "X"\ncounts_for = ["certification/gone"]', "course.x.counts_for", "certification/gone", "careerplan set x"),
    ('[course.x]\ntitle = "X"\nhours = -3', "course.x.hours", "-3", "careerplan"),
    ('[course.x]\ntitle = "X"\nhours = nan', "course.x.hours", "nan", "careerplan"),
    ('[contact.Dana]\nname = "X"\n[contact.dana]\nname = "Y"', "contact.dana", "Dana", "careerplan"),
    ('[steps.step-99]\ntitle = "X"', "steps.step-99", "guide", "careerplan"),
    ('[steps.step-4.actions."4.99"]\nstatus = "done"', 'steps.step-4.actions."4.99"', "guide", "careerplan"),
    ('[resource.x]\nname = "X"\ncategory = "fod"', "resource.x.category", "fod", "careerplan"),
    ('[contact.x]\nname = "X"\nname = "Y"', "line", "overwrite", "careerplan edit"),
    ('<<<<<<< HEAD\n[contact.x]\nname = "X"\n=======\n>>>>>>> theirs', "line", "conflict", "careerplan edit"),
    ('[contact.x]\nname = "X', "line", "", "careerplan edit"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "said", "typed"), PROBLEMS, ids=lambda value: str(value)[:36].replace("\n", " "))
def test_a_problem_has_its_place_what_was_found_and_what_to_type(
    run: Run, plan: Path, text: str, place: str, said: str, typed: str
) -> None:
    before = add(plan, f"\n{text}\n")
    line = before.decode().split(text.split("\n")[0])[0].count("\n") + 1
    problems = found(run)
    known = next((one for one in problems if one.startswith(place)), None)
    assert known, problems
    problem = problems[known]
    assert said in problem["problem"] + " ".join(problem["type"]), problem
    assert any(typed in one for one in problem["type"]), problem
    assert line <= problem["line"] <= line + text.count("\n") + 1
    shown = " ".join(run("check", code=3).out.split())
    assert known in shown
    assert plan.read_bytes() == before


def test_a_letter_that_only_looks_like_a_line_end_is_not_counted_as_one(run: Run, plan: Path) -> None:
    place = add(plan, '\n[contact.x]\nname = "a\u2028b\x85c"\nshoe = 38\n').count(b"\n")
    assert found(run)["contact.x.shoe"]["line"] == place


def test_a_step_that_is_done_without_evidence_is_named(run: Run, plan: Path) -> None:
    run("done", "5")
    problem = found(run)["steps.step-5.status"]
    assert "behind" in problem["problem"]
    assert any("reopen" in one for one in problem["type"])


def test_all_problems_come_at_once(run: Run, plan: Path) -> None:
    add(plan, '\n[contact.x]\nname = 3\nfoo = 1\n[course.y]\ntitle = "Y"\nhours = -1\n')
    assert set(found(run)) == {"contact.x.name", "contact.x.foo", "course.y.hours"}


def test_what_check_says_to_type_can_be_typed(run: Run, plan: Path) -> None:
    add(
        plan,
        '\n[certification.x]\nname = "X"\nawarded = 2020-01-01\nvalid_until = 2024-01-01\n[resource.f]\nname = "F"\ncategory = "fod"\n',
    )
    problems = found(run)
    for place in ("certification.x.valid_until", "resource.f.category"):
        words = next(line for line in problems[place]["type"] if "YYYY" not in line).split()
        assert words[0] == "careerplan"
        run(*words[1:])
    assert found(run, code=0) == {}


MENDABLE = """
[contact.x]
Name = "X"      # my own words
next_contact = "2027-05-03"
[course.y]
title = "Y"
hours = "6.5"
counts_for = ["ccm"]
[certification.ccm]
name = "CCM"
status = "Active"
"""


def test_fix_sets_right_what_has_one_meaning_and_keeps_the_rest_as_it_is(run: Run, plan: Path) -> None:
    before = add(plan, MENDABLE + '[contact.z]\nname = "Z"\nshoe = 38\n')
    said = run("check", "--fix", code=3).out
    after = plan.read_text()
    for line in ('name = "X"      # my own words', "next_contact = 2027-05-03", "hours = 6.5", 'counts_for = ["certification/ccm"]',
                 'status = "active"', "shoe = 38"):  # fmt: skip
        assert line in after, line
    assert "Set right" in said
    assert "shoe" in said
    run("undo")
    assert plan.read_bytes() == before


def test_fix_with_nothing_to_set_right_writes_nothing(run: Run, plan: Path) -> None:
    before = add(plan, '\n[contact.z]\nname = "Z"\nshoe = 38\n')
    run("check", "--fix", code=3)
    assert plan.read_bytes() == before
    assert len(run("history", "--json").data["versions"]) == 1


def test_fix_never_guesses(run: Run, plan: Path) -> None:
    before = add(plan, '\n[contact.z]\nname = "Z"\nnext_contact = "next May"\n[course.c]\ntitle = "C"\nhours = "a few"\n')
    run("check", "--fix", code=3)
    assert plan.read_bytes() == before


def test_after_fix_the_second_time_has_nothing_to_do(run: Run, plan: Path) -> None:
    add(plan, MENDABLE)
    assert run("check", "--fix").out
    assert run("check", "--fix").out == ""


def test_a_plan_with_very_many_problems_says_the_first_hundred(run: Run, plan: Path) -> None:
    add(plan, "\n" + "\n".join(f'[contact.c{number}]\nname = "X"\nshoe = 38' for number in range(3000)) + "\n")
    assert len(found(run)) == 100
    assert "There may be more" in run("check", code=3).out


def test_a_hard_link_is_named_since_a_save_parts_the_two(run: Run, plan: Path) -> None:
    other = plan.with_name("other.toml")
    other.hardlink_to(plan)
    before = plan.read_bytes()
    assert "hard link" in found(run)["the file"]["problem"]
    run("note", "1.1", "mine")
    assert other.read_bytes() == before
    assert found(run, code=0) == {}
