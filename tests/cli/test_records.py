"""add, list, show, set, remove."""

import shlex
from pathlib import Path

import pytest

from careerplan import store
from careerplan.core.fields import fields_of
from careerplan.core.kinds import KINDS, NAMED_BY_GUIDE
from tests.conftest import Run


def test_a_certification_and_an_experience_are_added_as_a_person_types_them(plan: Path, run: Run) -> None:
    run("add", "certification", "Certified Case Manager", "--code", "CCM", "--issuer", "CCMC", "--expires", "2031-05-31")
    found = run("add", "experience", "Nurse aide", "--at", "Sunrise Home", "--kind", "volunteer", "--setting", "nursing-home",
                "--start", "2026-01", "--hours-per-week", "8")  # fmt: skip
    said = " ".join(found.out.split())
    assert "Added nurse-aide: Nurse aide, Sunrise Home, volunteer, nursing home, since January 2026, 8 hours a week." in said
    assert "That satisfies 3.3 (Volunteer in a health care setting), so step 3 is 1 of 5." in said
    records = run("list", "--json").data["records"]
    assert [(one["ref"], one["record"]) for one in records] == [
        ("certification/ccm", "certification"),
        ("experience/nurse-aide", "experience"),
    ]
    assert (records[0]["valid_until"], records[1]["start"], records[1]["hours_per_week"]) == ("2031-05-31", "2026-01-01", 8.0)


def test_add_answers_with_the_reference_and_what_it_satisfied(plan: Path, run: Run) -> None:
    data = run("add", "membership", "CMSA", "--json").data
    assert (data["ref"], data["satisfied"]) == ("membership/cmsa", ["8.3", "9.2"])
    assert data["record"]["organization"] == "CMSA"


def test_one_record_can_satisfy_actions_in_several_steps(plan: Path, run: Run) -> None:
    words = ["--kind", "volunteer", "--setting", "hospital", "--tags", "community,ehr"]
    assert run("add", "experience", "Helper", *words, "--json").data["satisfied"] == ["3.3", "4.3", "5.4"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in NAMED_BY_GUIDE])
def test_every_kind_is_added_listed_shown_changed_and_removed(plan: Path, run: Run, kind: str) -> None:
    ref = run("add", kind, "Something new", "--json").data["ref"]
    assert ref == f"{kind}/something-new"
    listed = run("list", kind, "--json").data["records"]
    assert [one["ref"] for one in listed] == [ref]
    assert set(listed[0]) - {"state"} == {"ref", "record", *fields_of(KINDS[kind])}
    assert "Something new" in run("list", kind).out
    assert run("show", "something-new", "--json").data["record"]["ref"] == ref
    text = next((name for name in fields_of(KINDS[kind]) if name in ("note", "action")), "theme")
    words = "motivation" if text == "theme" else "in my words"
    assert run("set", "something-new", f"{text}={words}", "--json").data["record"][text] == words
    assert run("set", "something-new", f"{text}=", "--json").data["record"][text] is None
    run("remove", "something-new")
    assert run("list", kind, "--json").data["records"] == []


@pytest.mark.parametrize("kind", list(KINDS))
def test_help_lists_every_field_as_an_option(plan: Path, run: Run, kind: str) -> None:
    said = run("add", kind, "--help").out
    assert all(f"--{name.replace('_', '-')}" in said for name in fields_of(KINDS[kind]))


def test_yes_no_options_may_stand_alone_or_take_a_word(plan: Path, run: Run) -> None:
    assert run("add", "event", "Forum", "--online", "--kind", "forum", "--json").data["record"]["online"] is True
    assert run("add", "event", "Fair", "--online", "no", "--json").data["record"]["online"] is False
    assert run("add", "event", "Talk", "--json", "--online").data["record"]["online"] is True


def test_education_takes_the_school_or_the_subject_as_its_name(plan: Path, run: Run) -> None:
    assert run("add", "education", "State University", "--area", "Nursing", "--json").data["record"]["institution"] == "State University"
    second = run("add", "education", "Nursing", "--institution", "State University", "--json").data["record"]
    assert (second["area"], second["institution"]) == ("Nursing", "State University")


def test_logs_and_tables_are_filled_from_the_command_line(plan: Path, run: Run) -> None:
    run("add", "application", "Mercy Hospital", "--requires", "degree=required,license=preferred", "--history", "2026-11-20=applied")
    run("set", "mercy-hospital", "history=interview", "history.2026-11-20.note=by e-mail", "requires.certification=not-mentioned")
    record = run("show", "mercy-hospital", "--json").data["record"]
    assert record["requires"] == {"degree": "required", "license": "preferred", "certification": "not-mentioned"}
    assert record["history"]["2026-11-20"]["note"] == "by e-mail"
    assert record["history"]["2026-11-22"]["stage"] == "interview"


def test_a_skill_is_rated_again_on_another_day_in_the_same_record(plan: Path, run: Run) -> None:
    run("add", "skill", "communication", "--ratings", "2")
    run("add", "skill", "communication", "--ratings", "3", today="2027-01-05")
    records = run("list", "skill", "--json").data["records"]
    assert [(one["ref"], list(one["ratings"])) for one in records] == [("skill/communication", ["2026-11-22", "2027-01-05"])]
    found = run("add", "skill", "comunication", "--ratings", "2", code=3)
    assert "careerplan add skill communication" in found.err


def test_problems_of_several_options_are_told_at_once_and_nothing_is_written(plan: Path, run: Run) -> None:
    before = plan.read_bytes()
    words = ["add", "experience", "Aide", "--kind", "foo", "--start", "11/22/2026", "--hours-per-week", "-8"]
    found = run(*words, code=3)
    assert "3 values are not right, and nothing was changed" in found.err
    assert '--start: "11/22/2026" is not a date' in found.err
    assert "--start 2026-11-22" in found.err
    error = run(*words, "--json", code=3).error
    assert (error["code"], len(error["problems"]), len(error["hints"])) == ("invalid-value", 3, 3)
    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["certification", "X", "--expires", "2031-13-31"], '--expires: "2031-13-31" is not a date (there is no month 13)',
         "--expires 2031-12-31, or 2031-12, or +5y"),
        (["certification", "X", "--awarded", "2026-05-02", "--expires", "2026-05-01"],
         "--expires: 1 May 2026 is before awarded (2 May 2026)", "--expires 2027-05-02"),
        (["experience", "X", "--start", "2026-05", "--end", "2026-04"], "--end: 30 Apr 2026 is before start (1 May 2026)",
         "--end 2027-05-01"),
        (["experience", "X", "--hours-per-week", "169"], "--hours-per-week: 169 is above 168", "--hours-per-week 168"),
        (["experience", "X", "--setting", "hospitl"], '--setting: "hospitl" is not one of', "--setting hospital"),
        (["experience", ""], "the name: it cannot be empty", "--position …"),
        (["experience", "…"], "the name: your own words are missing", ""),
        (["achievement", "X", "--experience", "nobody"], '--experience: there is no experience "nobody"', "careerplan"),
        (["course", "X", "--counts-for", "ccm"], '--counts-for: there is no certification or license "ccm"', "careerplan"),
    ],
)  # fmt: skip
def test_a_bad_value_says_what_is_wrong_and_what_to_type(plan: Path, run: Run, words: list[str], message: str, hint: str) -> None:
    before = plan.read_bytes()
    error = run("add", *words, "--json", code=3).error
    assert error["message"].startswith(message)
    assert (error["hint"] or "").startswith(hint)
    assert plan.read_bytes() == before


def test_an_unknown_kind_is_answered_with_the_nearest(plan: Path, run: Run) -> None:
    for command in ("add", "list"):
        found = run(command, "certifcation", code=3)
        assert 'there is no kind of record called "certifcation"' in found.err
        assert f"try:   careerplan {command} certification" in found.err


def test_an_unknown_field_is_answered_with_the_nearest(plan: Path, run: Run) -> None:
    run("add", "experience", "Aide")
    found = run("set", "aide", "supervisr=Ana", code=3)
    assert 'there is no field "supervisr"' in found.err
    assert "supervisor=" in found.err
    assert "is not FIELD=VALUE" in run("set", "aide", "supervisor", code=3).err


def test_an_ambiguous_record_is_answered_with_the_candidates(plan: Path, run: Run) -> None:
    run("add", "certification", "CCM")
    run("add", "course", "CCM")
    found = run("show", "ccm", code=3)
    assert "could be two things: course/ccm, certification/ccm" in found.err
    assert run("show", "ccm", "--json", code=3).error["code"] == "ambiguous-reference"
    assert run("show", "course/ccm", "--json").data["ref"] == "course/ccm"


def test_what_is_referred_to_is_not_removed_and_by_whom_is_said(plan: Path, run: Run) -> None:
    run("add", "experience", "Aide")
    run("add", "achievement", "Fewer falls", "--experience", "aide")
    found = run("remove", "aide", code=3)
    assert "aide stays: fewer-falls (experience) refers to it" in found.err
    assert "careerplan set fewer-falls experience=" in found.err
    run("set", "fewer-falls", "experience=")
    run("remove", "aide")


def test_a_removed_record_can_be_put_back_with_the_command_that_is_printed(plan: Path, run: Run) -> None:
    run("add", "experience", 'The "big" $5 job', "--at", "Ann's `home`", "--tags", "a,b", "--paid", "no", "--people-led", "2",
        "--hours-log", "2026-11-20=6.5", "--highlights", "Led five, cut no-shows", "--highlights", "Second")  # fmt: skip
    before = store.load(plan)
    command = run("remove", "the-big-5-job", "--json").data["put_back"]
    run(*shlex.split(command)[1:])
    assert store.load(plan) == before


def test_removing_says_what_is_no_longer_satisfied(plan: Path, run: Run) -> None:
    run("add", "membership", "CMSA")
    found = run("remove", "cmsa", "--json").data
    assert (found["unsatisfied"], found["satisfied"]) == (["8.3", "9.2"], [])


def test_setting_what_is_already_so_changes_nothing(plan: Path, run: Run) -> None:
    run("add", "contact", "Dana")
    run("set", "dana", "role=nurse")
    assert run("set", "dana", "role=nurse", "--json").data["changed"] is False


def test_a_list_of_nothing_says_how_to_begin(plan: Path, run: Run) -> None:
    assert "Nothing is recorded yet." in run("list").out
    assert "careerplan add course --help" in run("list", "course").out


def test_a_record_without_a_name_says_how_to_give_one(plan: Path, run: Run) -> None:
    assert 'careerplan add contact "' in run("add", "contact", code=3).err


def test_an_expired_certification_satisfies_nothing(plan: Path, run: Run) -> None:
    run("add", "certification", "CCM", "--issuer", "CCMC", "--expires", "2026-12-31")
    assert run("show", "6.6", "--json").data["action"]["satisfied"] is True
    assert run("show", "6.6", "--json", today="2027-01-01").data["action"]["satisfied"] is False
