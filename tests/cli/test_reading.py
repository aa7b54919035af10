"""`guide`: steps, topics, search, changes, check; and guides of one's own."""

import shutil
from pathlib import Path

import pytest

from careerplan import guidebook
from tests.conftest import BAKER, Run

TOPICS = list(guidebook.load_guide().topics)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_can_be_read_without_a_plan(run: Run, topic: str) -> None:
    told = guidebook.load_topic(guidebook.load_guide(), topic)
    said = " ".join(run("guide", topic).out.split())
    assert told.title in said
    assert all(entry.title in said for entry in told.entries())
    assert all(question.text in said for question in told.questions)
    data = run("guide", topic, "--json").data
    assert (data["topic"]["title"], data["steps"]) == (told.title, [])


def test_the_overview_names_steps_and_topics(run: Run) -> None:
    said = run("guide").out
    assert "careerplan guide skills" in said
    assert run("guide", "--json").data["topics"] == TOPICS


def test_what_ages_says_how_old_it_is_and_where_to_check(run: Run) -> None:
    said = " ".join(run("guide", "certifications").out.split())
    assert "As of 2026 (the issuer's own page). Check with yourcommission.org." in said
    assert "every 5 years, ending on May 31 or November 30; 80 hours of continuing education, of which 8 ethics" in said


def test_former_names_stand_beside_the_present_ones(run: Run) -> None:
    said = " ".join(run("guide", "community").out.split())
    assert "Aging Life Care Association (ALCA) Formerly National Association of Professional Geriatric Care Managers" in said


def test_where_the_guide_contradicts_itself_both_stand_there(run: Run) -> None:
    said = " ".join(run("guide", "faq").out.split())
    assert "typically a high school diploma" in said
    assert "some jobs insist on a bachelor's degree" in said
    pay = " ".join(run("guide", "pay").out.split())
    assert "$40,000 to $60,000 a year; 2 to 5 years in the job" in pay
    assert "$100,000 to $150,000 and more a year" in pay
    assert "40,000 dollars is the top of one and the bottom of the next, and both fit" in pay


def test_a_topic_shows_what_the_plan_says_of_it(plan: Path, run: Run) -> None:
    run("weigh", "booking", "worrying")
    run("rate", "ethics", "4")
    assert "Book appointments and procedures [you: worrying]" in run("guide", "duties").out
    assert "Ethics [you: 4]" in run("guide", "skills").out


@pytest.mark.parametrize(
    ("word", "hint"), [("paay", "careerplan guide pay"), ("zebra", "careerplan guide search zebra"), ("33", "careerplan guide step-")]
)
def test_an_unknown_topic_or_step_is_refused_with_what_is_near(run: Run, word: str, hint: str) -> None:
    assert hint in run("guide", word, code=3).err


def test_search_says_where_and_how_to_read_it(run: Run) -> None:
    data = run("guide", "search", "shadow", "--json").data
    assert data["hits"][0]["command"] == "careerplan show 3.5"
    assert "careerplan show 3.5" in run("guide", "search", "shadow").out
    assert "has nothing about “zebra”" in run("guide", "search", "zebra").out


# Facts


@pytest.mark.parametrize("typed", ["S10.11", "s10.11"])
def test_a_fact_that_a_reason_names_can_be_looked_up_without_a_plan(run: Run, typed: str) -> None:
    said = " ".join(run("guide", typed).out.split())
    assert "step 10: Apply Now you show what you have gathered." in said
    assert "advice: Change something about your applications …" in said
    assert "Read careerplan guide 10" in said
    fact = run("guide", typed, "--json").data["fact"]
    assert (fact["id"], fact["places"][0]["where"], fact["places"][0]["command"]) == ("S10.11", "step 10", "careerplan guide 10")


def test_a_fact_says_where_it_comes_from_how_old_it_is_and_where_to_check(run: Run) -> None:
    said = " ".join(run("guide", "CCM.3").out.split())
    assert "Source: the Commission's pages. As of 2024 (the issuer's own page). Check with yourcommission.org." in said
    assert "careerplan eligibility CCM" in said
    [entry, *_] = run("guide", "CCM.3", "--json").data["fact"]["places"]
    assert (entry["kind"], entry["as_of"], entry["confidence"]) == ("entry", "2026", "high")
    assert "80 hours of continuing education" in entry["text"]


def test_every_fact_that_advice_rests_on_can_be_looked_up(plan: Path, run: Run) -> None:
    facts = {fact for one in run("advise", "--json").data["advice"] for fact in one["facts"]}
    assert facts
    for fact in facts:
        assert "advise" in run("guide", fact).out


def test_search_finds_a_fact_too(run: Run) -> None:
    commands = [hit["command"] for hit in run("guide", "search", "ccm.3", "--json").data["hits"]]
    assert commands[0] == "careerplan guide certifications"
    assert "careerplan eligibility CCM" in commands


def test_an_unknown_fact_is_refused_with_what_is_near(run: Run) -> None:
    found = run("guide", "ccm.12", code=3)
    assert 'the guide rests on no fact called "ccm.12"' in found.err
    assert "careerplan guide CCM.1" in found.err
    assert run("guide", "covid19", "--json", code=3).error["hint"] == "careerplan guide search covid19"


def test_topics_are_read_only_for_what_looks_like_a_fact(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guidebook, "load_topic", lambda *_: pytest.fail("a topic was read"))
    run("guide", "3")
    run("guide", "zebra", code=3)


# Changes


@pytest.fixture
def earlier(run: Run, path: Path, tmp_path: Path) -> Path:
    """A plan made with version 1 of the baker's guide, which still had an action 1.9."""
    folder = tmp_path / "guide"
    shutil.copytree(BAKER, folder)
    run("init", "--yes", "--guide", str(folder))
    text = path.read_text(encoding="utf-8").replace('version = "2"', 'version = "1"')
    text += '\n[steps.step-1.actions."1.9"]\nstatus = "done"\ndone_on = 2026-01-01\n'
    path.write_text(text, encoding="utf-8")
    return path


def test_changes_lists_what_is_new_and_what_is_gone(earlier: Path, run: Run) -> None:
    said = run("guide", "changes").out
    assert "Version 2" in said
    assert "New: 1.3 Rate your hands" in said
    assert "1.9 Push the wheelbarrow" in said
    data = run("guide", "changes", "--json").data
    assert ([one["version"] for one in data["changes"]], data["gone"]) == (["2"], {"1.9": "Push the wheelbarrow"})


def test_status_says_that_the_guide_has_changed_until_it_was_read(earlier: Path, run: Run) -> None:
    assert "careerplan guide changes" in run("status").out
    run("guide", "changes", "--seen")
    assert "careerplan guide changes" not in run("status").out
    assert run("guide", "changes", "--json").data["changes"] == []


def test_an_action_that_is_gone_is_shown_as_such(earlier: Path, run: Run) -> None:
    said = " ".join(run("guide", "1").out.split())
    assert "1.9 Push the wheelbarrow (done on 1 Jan 2026) It is no longer in the guide; what you said of it is kept." in said
    found = run("show", "1.9", code=3)
    assert "action 1.9 (Push the wheelbarrow) is no longer in the guide" in " ".join(found.err.split())
    assert "careerplan guide changes" in found.err


def test_marks_on_actions_that_are_gone_are_kept(earlier: Path, run: Run) -> None:
    run("done", "1.1")
    run("guide", "changes", "--seen")
    assert '[steps.step-1.actions."1.9"]' in earlier.read_text(encoding="utf-8")


def test_a_plan_of_the_present_version_has_nothing_new(plan: Path, run: Run) -> None:
    assert "Nothing is new: your plan follows version 2 of the guide." in run("guide", "changes").out


# Guides of one's own


def test_a_plan_remembers_the_folder_of_its_guide(run: Run, path: Path) -> None:
    run("init", "--yes", "--guide", str(BAKER))
    assert run("status", "--json").data["steps"][0]["slug"] == "taste"
    assert "Describe a good loaf" in run("next").out
    run("rate", "kneading", "4")
    run("interview", "early", "--answer", "With a loud clock.")
    assert "Slow to heat" in run("guide", "ovens").out
    assert "careful: this looks like a secret recipe" in run("note", "1.1", "crumb 17").err


def test_the_whole_program_works_with_another_guide(run: Run, path: Path) -> None:
    run("init", "--yes", "--guide", str(BAKER), "--level", "journeyman")
    run("add", "certification", "Master baker", "--code", "MB", "--awarded", "2026-01-05")
    [paper] = run("certifications", "--json").data["certifications"]
    assert (paper["ends"], [need["category"] for need in paper["minimums"]]) == ("2028-06-30", ["hygiene"])
    skills = {one["id"]: one for one in run("skills", "--json").data["skills"]}
    assert (skills["kneading"]["aim"], skills["patience"]["backed_by"]) == (4, ["certification/mb"])
    for command in ("fit", "hours", "contacts", "resources", "applications", "interview", "review", "list", "profile"):
        run(command)
        run(command, "--json")
    assert "coordinator" not in run("guide").out + run("status").out + run("skills").out + run("fit").out


def test_a_plan_of_another_guide_is_not_read_with_this_one(run: Run, plan: Path) -> None:
    found = run("next", "--guide", str(BAKER), code=3)
    assert 'this plan follows the guide "care-coordinator"' in " ".join(found.err.split())
    assert run("next", "--guide", str(BAKER), "--json", code=3).error["code"] == "other-guide"


def test_check_says_that_a_guide_is_in_order(run: Run) -> None:
    assert "is in order" in run("guide", "check", str(BAKER)).out
    assert run("guide", "check", str(BAKER), "--json").data["problems"] == []


def test_a_name_that_no_folder_can_have_is_told_so(plan: Path, run: Run) -> None:
    assert run("guide", "check", "\ud800", "--json", code=3).error["code"] == "invalid-guide"
    assert "\ud800" in run("show", "\ud800", "--json", code=3).error["message"]


def test_check_tells_every_problem_and_ends_with_3(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "guide"
    shutil.copytree(BAKER, folder)
    place = folder / "steps" / "01-taste.toml"
    place.write_text(
        place.read_text(encoding="utf-8").replace('hard = ["1.1"]', 'hard = ["7.7"]').replace("minutes = 10", "minutes = 0"),
        encoding="utf-8",
    )
    error = run("guide", "check", str(folder), "--json", code=3).error
    assert error["code"] == "invalid-guide"
    assert len(error["problems"]) == 2
    assert "1.2, needs: there is no 7.7" in run("guide", "check", str(folder), code=3).err
