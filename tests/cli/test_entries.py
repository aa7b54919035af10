"""Dated entries: rate, weigh, decide, log, stage, followed-up, interviewed, met, verified, renew."""

from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture
def lived(plan: Path, run: Run) -> Path:
    """A plan with one of each."""
    run("add", "experience", "Nurse aide", "--at", "Mercy")
    run("add", "application", "Mercy Hospital")
    run("add", "contact", "Dana Lee", "--next-contact", "2026-11-20")
    run("add", "resource", "Food bank", "--category", "food")
    run("add", "certification", "Certified Case Manager", "--code", "CCM", "--awarded", "2021-12-01", "--expires", "2026-11-30")
    return plan


def record(run: Run, ref: str):  # type: ignore[no-untyped-def]
    return run("show", ref, "--json").data["record"]


# rate, weigh


def test_a_skill_is_rated_and_says_what_it_was(plan: Path, run: Run) -> None:
    run("rate", "communication", "2", today="2026-06-01")
    said = run("rate", "communication", "4", today="2026-11-22").out
    assert "Communication: level 4 (proficient); it was 2 on 1 Jun 2026." in said
    assert record(run, "skill/communication")["ratings"] == {"2026-06-01": {"level": 2}, "2026-11-22": {"level": 4}}


def test_a_second_rating_of_a_day_takes_the_place_of_the_first(plan: Path, run: Run) -> None:
    run("rate", "ethics", "2")
    run("rate", "ethics", "3")
    assert record(run, "skill/ethics")["ratings"] == {"2026-11-22": {"level": 3}}
    assert run("rate", "ethics", "3", "--json").data["changed"] is False


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["rate", "comunication", "3"], 'there is no skill "comunication"', "careerplan rate communication 3"),
        (["rate", "ethics", "6"], "LEVEL: 6 is above 5", "careerplan rate ethics 5"),
        (["rate", "ethics", "much"], 'LEVEL: "much" is not a number', ""),
        (["rate", "ethics", "3", "--on", "2026-11-23"], "--on: 23 Nov 2026 is still to come", "--on today"),
        (["rate"], "say which skill and what: 1, 2, 3, 4, 5", "careerplan rate communication 3"),
        (["weigh", "booking", "nice"], 'APPEAL: "nice" is not one of attractive, neutral, worrying', "careerplan weigh booking attractive"),
        (["weigh", "booking", ""], "APPEAL: it is empty", "careerplan weigh --help"),
        (["rate", "ethics", " "], "LEVEL: it is empty", "careerplan rate --help"),
        (["weigh", "booking"], "say which duty", "careerplan weigh booking neutral"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_with_what_to_type(plan: Path, run: Run, words: list[str], message: str, hint: str) -> None:
    before = plan.read_bytes()
    found = run(*words, code=3)
    assert message in found.err
    assert hint in found.err
    assert plan.read_bytes() == before


def test_marking_all_duties_satisfies_the_action_that_asks_for_it(plan: Path, run: Run) -> None:
    duties = run("fit", "--json").data["unmarked"]
    assert len(duties) == 23
    for duty in duties[:-1]:
        run("weigh", duty, "neutral")
    assert run("weigh", duties[-1], "worrying", "--json").data["satisfied"] == ["1.2"]
    data = run("fit", "--json").data
    assert (len(data["neutral"]), data["worrying"], data["unmarked"]) == (22, [duties[-1]], [])


# decide


def test_decisions_are_kept_with_their_reasons(plan: Path, run: Run) -> None:
    assert run("decide", "not-now", "--because", "the children are small", "--json", today="2025-01-05").data["satisfied"] == ["1.5"]
    said = run("decide", "go", "--because", "they are at school now", today="2026-11-22").out
    assert "You decided go on 22 Nov 2026, because: they are at school now." in said
    assert list(run("profile", "--json").data["profile"]["decisions"]) == ["2025-01-05", "2026-11-22"]
    assert run("fit", "--json").data["decision"] == "go"
    assert "you decided not-now: the children are small" in run("fit").out


def test_another_decision_of_the_same_day_does_not_take_over_the_reason(plan: Path, run: Run) -> None:
    run("decide", "not-now", "--because", "money")
    said = run("decide", "no").out
    assert "money" not in said
    assert "Next" not in said
    assert run("fit", "--json").data["because"] is None


def test_the_words_on_the_screen_can_be_typed(plan: Path, run: Run) -> None:
    assert "Working with people: level 4" in run("rate", "Working with people", "4").out
    run("weigh", "Draw up care plans", "neutral")
    assert run("add", "resource", "Bus", "--category", "Transportation", "--json").data["record"]["category"] == "transportation"


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["log"], "say which experience: nurse-aide", "careerplan log nurse-aide 6.5"),
        (["log", "nurse-aide"], "say which hours", "careerplan log nurse-aide 6.5"),
        (["stage"], "say which application: mercy-hospital", "careerplan stage mercy-hospital applied"),
        (["met"], "say which contact: dana-lee", "careerplan met dana-lee"),
        (["verified"], "say which resource: food-bank", "careerplan verified food-bank"),
        (["renew"], "say which certification or license: ccm", "careerplan renew ccm"),
        (["met", "dana-lee", "--gave", "…"], "--gave: your own words are missing", "--gave"),
        (["followed-up"], "say which application: mercy-hospital", "careerplan followed-up mercy-hospital"),
        (["add", "action", "Ask about shadowing"], "say which step it belongs to", 'careerplan add action step-3 "Ask about shadowing"'),
        (["decide", "go", "--because", "…"], "your own words are missing", "careerplan decide go --because"),
        (["decide", "maybe"], "is not one of go, not-now, no", "careerplan decide not-now"),
    ],
)
def test_what_is_missing_is_said_with_what_there_is(lived: Path, run: Run, words: list[str], message: str, hint: str) -> None:
    found = run(*words, code=3)
    assert message in found.err
    assert hint in found.err


def test_without_any_record_the_way_to_add_one_is_said(plan: Path, run: Run) -> None:
    assert "careerplan add experience" in run("log", code=3).err


def test_a_decision_is_one_of_three(plan: Path, run: Run) -> None:
    assert "careerplan decide go" in run("decide", "yes", code=3).err


# log


def test_hours_are_logged_with_what_was_done(lived: Path, run: Run) -> None:
    said = run("log", "nurse-aide", "6.5", "--what", "rounds, then = charts", "--supervised").out
    assert "Logged 6.5 hours of nurse-aide on 22 Nov 2026; 6.5 hours are in its log." in said
    assert record(run, "nurse-aide")["hours_log"]["2026-11-22"] == {"hours": 6.5, "what": "rounds, then = charts", "supervised": True}


def test_a_second_log_of_a_day_stands_beside_the_first(lived: Path, run: Run) -> None:
    run("log", "nurse-aide", "3")
    said = run("log", "nurse-aide", "3").out
    assert "There were 3 hours on that day already." in " ".join(said.split())
    assert "careerplan set nurse-aide hours_log.2026-11-22-2=" in said
    assert list(record(run, "nurse-aide")["hours_log"]) == ["2026-11-22", "2026-11-22-2"]


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["log", "nurse", "6"], 'there is no experience "nurse" (nurse-aide)', "careerplan log nurse-aide 6"),
        (["log", "nurse-aide", "25"], "HOURS: 25 is above 24", "careerplan log nurse-aide 24"),
        (["log", "nurse-aide", "-1"], "", ""),
        (["log", "nurse-aide", "6,5"], 'HOURS: "6,5" is not a number', "careerplan log nurse-aide 6.5"),
        (["log", "nurse-aide", "6", "--on", "11/20/2026"], '--on: "11/20/2026" is not a date', "--on 2026-11-20"),
        (["log", "nurse-aide", "6", "--what", "…"], "--what: your own words are missing", ""),
    ],
)  # fmt: skip
def test_hours_that_do_not_fit_are_refused(lived: Path, run: Run, words: list[str], message: str, hint: str) -> None:
    found = run(*words, code=2 if "-1" in words else 3)
    assert message in found.err
    assert hint in found.err


# Applications


def test_a_stage_is_appended_and_says_what_comes_next(lived: Path, run: Run) -> None:
    assert "Follow up with Mercy Hospital: 29 Nov 2026." in " ".join(run("stage", "mercy-hospital", "applied").out.split())
    run("stage", "mercy-hospital", "in-review", "--note", "they called")
    assert record(run, "mercy-hospital")["history"] == {
        "2026-11-22": {"stage": "applied"}, "2026-11-22-2": {"stage": "in-review", "note": "they called"},
    }  # fmt: skip


def test_the_same_stage_again_corrects_its_day(lived: Path, run: Run) -> None:
    run("stage", "mercy-hospital", "applied", "--note", "by post")
    run("stage", "mercy-hospital", "applied", "--on", "2026-11-20")
    assert record(run, "mercy-hospital")["history"] == {"2026-11-20": {"stage": "applied", "note": "by post"}}


def test_an_interview_that_is_still_ahead_is_moved_and_one_that_was_held_stays(lived: Path, run: Run) -> None:
    assert "interview --on YYYY-MM-DD" in run("stage", "mercy-hospital", "interview").out
    run("stage", "mercy-hospital", "interview", "--on", "2026-12-03")
    run("stage", "mercy-hospital", "interview", "--on", "2026-12-04")
    assert list(record(run, "mercy-hospital")["history"]) == ["2026-12-04"]
    run("stage", "mercy-hospital", "interview", "--on", "2026-12-16", today="2026-12-05")
    assert list(record(run, "mercy-hospital")["history"]) == ["2026-12-04", "2026-12-16"]


def test_the_same_stage_again_on_the_same_day_changes_nothing(lived: Path, run: Run) -> None:
    run("stage", "mercy-hospital", "applied")
    assert run("stage", "mercy-hospital", "applied", "--json").data["changed"] is False


def test_a_follow_up_appears_in_next_on_its_day_and_not_before(lived: Path, run: Run) -> None:
    run("stage", "mercy-hospital", "applied", "--on", "2026-11-22")
    run("met", "dana-lee")
    assert run("next", "--json", today="2026-11-28").data["items"][0]["kind"] != "application"
    item = run("next", "--json", today="2026-11-29").data["items"][0]
    assert (item["title"], item["command"]) == ("Follow up with Mercy Hospital", "careerplan followed-up mercy-hospital")
    run("followed-up", "mercy-hospital", "--note", "left a message")
    run("followed-up", "mercy-hospital", today="2026-12-06")
    item = run("next", "--json", today="2026-12-13").data["items"]
    commands = [one["command"] for one in run("next", "-n", "3", "--json", today="2026-12-13").data["items"]]
    assert "careerplan stage mercy-hospital no-response" in commands
    assert item


def test_an_interview_is_prepared_thanked_for_and_asked_for_feedback(lived: Path, run: Run) -> None:
    run("stage", "mercy-hospital", "interview", "--on", "2026-12-03")
    commands = [one["command"] for one in run("next", "-n", "9", "--json").data["items"]]
    assert "careerplan interview mercy-hospital" in commands
    assert "10.6" not in [one["ref"] for one in run("next", "-n", "99", "--json").data["items"]]
    items = run("next", "-n", "9", "--json", today="2026-12-04").data["items"]
    thanks = next(one for one in items if one["title"].startswith("Thank"))
    assert thanks["command"] == "careerplan interviewed mercy-hospital --on 2026-12-03 --thanked today"
    run(*thanks["command"].split()[1:])
    said = run(
        "interviewed",
        "mercy-hospital",
        "--people",
        "Dana Lee",
        "--questions",
        "Why here, and why now?",
        "--feedback-asked",
        "today",
        "--json",
    )
    assert "10.6" in said.data["satisfied"]
    kept = record(run, "mercy-hospital")["interviews"]["2026-12-03"]
    assert (kept["people"], kept["questions"], kept["thanked"]) == (["Dana Lee"], ["Why here, and why now?"], "2026-12-04")


def test_a_rejection_asks_for_one_lesson(lived: Path, run: Run) -> None:
    assert 'careerplan set mercy-hospital lesson="…"' in run("stage", "mercy-hospital", "not-selected").out
    item = next(one for one in run("next", "-n", "99", "--json").data["items"] if one["ref"] == "10.7")
    assert item["command"] == 'careerplan set mercy-hospital lesson="…"'
    assert "10.7" in run("set", "mercy-hospital", "lesson=Bring a story", "--json").data["satisfied"]


def test_an_unknown_stage_is_refused_with_the_nearest(lived: Path, run: Run) -> None:
    found = run("stage", "mercy-hospital", "rejected", code=3)
    assert "not-selected" in found.err
    assert "careerplan stage mercy-hospital" in found.err


# Contacts, resources


def test_met_keeps_the_day_and_asks_for_the_next_one(lived: Path, run: Run) -> None:
    run("met", "dana-lee", "--next", "+1m", "--gave", "an article")
    held = record(run, "dana-lee")
    assert (held["last_contact"], held["next_contact"]) == ("2026-11-22", "2026-12-22")
    assert held["gave"] == {"2026-11-22": {"what": "an article"}}


def test_a_day_that_has_come_moves_on_by_three_months_and_one_ahead_stays(lived: Path, run: Run) -> None:
    assert "The next time: 22 Feb 2027." in run("met", "dana-lee").out
    run("met", "dana-lee", today="2026-12-01")
    assert record(run, "dana-lee")["next_contact"] == "2027-02-22"


def test_where_no_day_is_wanted_none_is_made_up(lived: Path, run: Run) -> None:
    run("add", "contact", "Bo")
    assert "careerplan met bo --next +3m" in run("met", "bo").out
    assert record(run, "bo")["next_contact"] is None


def test_an_earlier_meeting_does_not_move_the_last_contact_back(lived: Path, run: Run) -> None:
    run("met", "dana-lee", "--next", "+1m")
    run("met", "dana-lee", "--on", "2026-10-01", "--gave", "a book")
    held = record(run, "dana-lee")
    assert (held["last_contact"], held["next_contact"], list(held["gave"])) == ("2026-11-22", "2026-12-22", ["2026-10-01"])


def test_two_gifts_of_a_day_are_both_kept_and_the_same_one_is_not_said_twice(lived: Path, run: Run) -> None:
    for what in ("an article", "a name", "a name"):
        run("met", "dana-lee", "--gave", what)
    assert [one["what"] for one in record(run, "dana-lee")["gave"].values()] == ["an article", "a name"]


def test_verified_keeps_the_day(lived: Path, run: Run) -> None:
    assert "food-bank is verified as of 22 Nov 2026." in run("verified", "food-bank").out
    assert "was already verified" in run("verified", "food-bank").out
    assert run("resources", "--json").data["stale"] == []
    assert run("resources", "--json", today="2027-05-22").data["stale"] == []
    assert run("resources", "--json", today="2027-05-23").data["stale"] == ["resource/food-bank"]


# renew


def test_renew_proposes_the_end_and_keeps_the_earlier_period(lived: Path, run: Run) -> None:
    found = run("renew", "ccm", code=3)
    assert "careerplan renew ccm --until 2031-11-30" in found.err
    assert "confirm it with the issuer" in " ".join(found.err.split())
    run("renew", "ccm", "--until", "2031-11-30")
    held = record(run, "ccm")
    assert (held["valid_from"], held["valid_until"], held["awarded"]) == ("2026-12-01", "2031-11-30", "2021-12-01")
    assert held["periods"] == {"2021-12-01": {"valid_until": "2026-11-30"}}
    assert run("renew", "ccm", "--until", "2031-11-30", "--json").data["changed"] is False


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["renew", "ccm", "--until", "2025-01-01"], "--until: 1 Jan 2025 is before the present end (30 Nov 2026)",
         "careerplan set ccm valid_until=2025-01-01"),
        (["renew", "ccm", "--until", "2031-11-30", "--from", "2032-01-01"], "is before --from", "careerplan renew ccm --until"),
        (["renew", "dana-lee", "--until", "+5y"], 'there is no certification or license "dana-lee"', "careerplan renew ccm"),
    ],
)  # fmt: skip
def test_a_renewal_that_cannot_be_is_refused(lived: Path, run: Run, words: list[str], message: str, hint: str) -> None:
    found = run(*words, code=3)
    assert message in " ".join(found.err.split())
    assert hint in found.err


def test_what_is_planned_cannot_be_renewed_yet(plan: Path, run: Run) -> None:
    run("add", "certification", "CCM", "--status", "planned")
    found = run("renew", "ccm", "--until", "+5y", code=3)
    assert "careerplan set ccm status=active valid_until=+5y" in found.err
    assert "is planned, so there is nothing to renew yet" in run("renew", "ccm", code=3).err


# Privacy


def test_a_text_that_tells_of_somebody_is_pointed_out_and_saved_where_nobody_can_be_asked(lived: Path, run: Run) -> None:
    found = run("note", "4.4", "Reviewed MRN 4482913")
    assert "careful: this looks like a record or member number (“MRN 4482913”)" in " ".join(found.err.split())
    assert "MRN 4482913" in lived.read_text()
    assert run("log", "nurse-aide", "3", "--what", "DOB 03/14/1941", "--json").json["warnings"] == ["a birth date"]


def test_it_can_be_left_out_once_or_for_good(lived: Path, run: Run) -> None:
    assert run("--no-privacy-check", "note", "4.4", "Reviewed MRN 4482913").err == ""
    assert run("note", "4.4", "Reviewed MRN 4482914", "--no-privacy-check").err == ""
    run("profile", "set", "privacy_check=no")
    assert run("note", "4.4", "Reviewed MRN 4482915").err == ""


def test_who_is_asked_and_says_no_saves_nothing(lived: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from careerplan.cli.here import Here

    monkeypatch.setattr(Here, "asks", True)
    monkeypatch.setattr("typer.confirm", lambda *_question, **_more: False)
    before = lived.read_bytes()
    assert "not saved, as you asked" in run("note", "4.4", "Reviewed MRN 4482913", code=3).err
    assert lived.read_bytes() == before
    monkeypatch.setattr("typer.confirm", lambda *_question, **_more: True)
    run("note", "4.4", "Reviewed MRN 4482913")
    assert lived.read_bytes() != before
