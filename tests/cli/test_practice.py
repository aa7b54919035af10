"""Practicing for interviews, and the weekly review, where nobody can be asked."""

from pathlib import Path

import pytest

from tests.conftest import Run


def test_a_question_is_shown_with_what_fits_and_what_to_type(plan: Path, run: Run) -> None:
    run("add", "achievement", "Fall list", "--kind", "initiative", "--situation", "Falls", "--action", "A list", "--result", "Half")
    said = run("interview", "own-initiative").out
    assert "You have done this: Fall list [fall-list]" in said
    assert "result:    Half" in said
    assert 'careerplan interview own-initiative --answer "…"' in said
    assert run("interview", "own-initiative", "--json").data["achievements"] == ["achievement/fall-list"]


def test_an_answer_is_kept_with_its_day(plan: Path, run: Run) -> None:
    run("interview", "own-initiative", "--answer", "I made a list.")
    assert run("interview", "own-initiative", "--answer", "I made a list.", "--json").data["changed"] is False
    run("interview", "own-initiative", "--answer", "I made a better list.", today="2026-11-25")
    record = run("show", "question/own-initiative", "--json").data["record"]
    assert [one["answer"] for one in record["practice"].values()] == ["I made a list.", "I made a better list."]
    assert "On 25 Nov 2026 you said: I made a better list." in run("interview", "own-initiative").out


def test_the_weakest_skill_is_asked_about_first(plan: Path, run: Run) -> None:
    run("rate", "negotiation", "1")
    assert "negotiation" in run("interview", "--json").data["question"]["skills"]


def test_a_theme_or_skill_narrows_and_a_wrong_one_is_refused(plan: Path, run: Run) -> None:
    assert run("interview", "--theme", "experience", "--json").data["question"]["theme"] == "experience"
    assert "computer" in run("interview", "--skill", "computer", "--json").data["question"]["skills"]
    assert "careerplan interview --theme experience" in run("interview", "--theme", "expereince", code=3).err
    assert "careerplan interview" in run("interview", "zebra", code=3).err
    assert "say to which question" in run("interview", "--answer", "x", code=3).err


def test_questions_asked_at_an_interview_are_practiced_for_that_application(plan: Path, run: Run) -> None:
    run("add", "application", "Mercy Hospital")
    run("interviewed", "mercy-hospital", "--questions", "Why Mercy?")
    data = run("interview", "mercy-hospital", "--json").data["question"]
    assert (data["id"], data["text"]) == ("why-mercy", "Why Mercy?")
    run("interview", "why-mercy", "--answer", "It is close to home.")
    assert run("show", "question/why-mercy", "--json").data["record"]["application"] == "application/mercy-hospital"


def test_six_answers_and_three_questions_to_ask_satisfy_the_preparation(plan: Path, run: Run) -> None:
    for question in ("three-conditions", "understood", "family-argument", "failed-plan", "many-cases", "better-result"):
        run("interview", question, "--answer", f"About {question} I say this.")
    run("interview", "who-supervises")
    run("interview", "on-call")
    assert "[kept]" in run("interview", "--ask").out
    assert run("add", "question", "Where do you park?", "--theme", "ask-them", "--json").data["satisfied"] == ["10.5"]
    assert run("interview", "who-supervises", "--json").data["question"]["theme"] == "ask-them"


def test_the_review_lists_the_week(plan: Path, run: Run) -> None:
    run("add", "experience", "Nurse aide", "--at", "Mercy", "--start", "2026-01")
    run("add", "contact", "Dana Lee", "--next-contact", "2026-11-01")
    run("add", "membership", "CMSA", "--renews", "2026-11-25")
    run("done", "1.1")
    said = run("review").out
    for part in (
        "done 1.1",
        "careerplan log nurse-aide 8",
        "careerplan met dana-lee --next +3m",
        "careerplan set cmsa renews=+1y",
        "careerplan target",
    ):
        assert part in said
    data = run("review", "--json").data
    assert (data["to_log"], data["people"]) == (["experience/nurse-aide"], ["contact/dana-lee"])
    assert [one["ref"] for one in data["due"]] == ["membership/cmsa"]


def test_a_quiet_week_is_no_reproach(plan: Path, run: Run) -> None:
    assert "That is fine" in run("review").out


# One's own actions


def test_an_own_action_is_like_the_guides(plan: Path, run: Run) -> None:
    before = run("status", "--json").data["steps"][2]["applicable"]
    data = run("add", "action", "step-3", "Ask the ward manager about shadowing", "--target", "+14d", "--json").data
    assert (data["ref"], data["target"]) == ("3.a", "2026-12-06")
    assert run("status", "--json").data["steps"][2]["applicable"] == before + 1
    assert run("next", "--json").data["items"][0]["ref"] == "3.a"
    assert "Ask the ward manager" in run("guide", "3").out
    run("note", "3.a", "She is away until Monday")
    assert "She is away" in run("show", "3.A").out
    assert run("done", "3.a", "--json").data["changed"] is True
    assert run("show", "3.a", "--json").data["action"]["satisfied"] is True


def test_own_actions_have_ids_that_are_never_given_twice(plan: Path, run: Run) -> None:
    assert run("add", "action", "3", "One", "--json").data["ref"] == "3.a"
    assert run("add", "action", "3", "Two", "--json").data["ref"] == "3.b"
    assert run("add", "action", "3", "One", "--json").data["changed"] is False
    assert run("add", "action", "experience", "Three", "--json").data["ref"] == "3.c"


def test_an_own_action_can_be_removed_unless_notes_would_go_with_it(plan: Path, run: Run) -> None:
    run("add", "action", "3", "One", "--target", "2026-12-06")
    said = run("remove", "3.a").out
    assert 'careerplan add action step-3 "One" --target 2026-12-06' in said
    assert "there is no action 3.a" in run("done", "3.a", code=3).err
    run("add", "action", "3", "Two")
    run("note", "3.a", "mine")
    assert 'careerplan skip 3.a --because "…"' in run("remove", "3.a", code=3).err
    assert "3.a" in run("show", "3.a").out


@pytest.mark.parametrize(("words", "hint"), [(["step-33", "X"], "careerplan add action step-3"), (["3", "…"], "careerplan add action 3"),
                                             (["3", "X", "--target", "soon"], "--target")])  # fmt: skip
def test_an_own_action_that_does_not_fit_is_refused(plan: Path, run: Run, words: list[str], hint: str) -> None:
    assert hint in run("add", "action", *words, code=3).err


def test_own_actions_survive_in_the_file_as_written(plan: Path, run: Run) -> None:
    run("add", "action", "3", "Ask")
    assert '[steps.step-3.own."3.a"]\ntitle = "Ask"\nadded = 2026-11-22\n' in plan.read_text(encoding="utf-8")
