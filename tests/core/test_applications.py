"""What applications ask for: follow-ups, interviews, thanks; and how many were answered."""

from datetime import date, timedelta

import pytest

from careerplan.core.applications import channels, dated, interview_days
from careerplan.core.entries import FollowUp, Interview, StageEntry
from careerplan.core.kinds import Application

TODAY = date(2026, 11, 22)


def application(*stages: tuple[str, str], **more: object) -> Application:
    history = {day: StageEntry(stage=stage) for day, stage in stages}  # type: ignore[arg-type]
    return Application(employer="Mercy", history=history, **more)  # type: ignore[arg-type]


def asks(one: Application, today: date = TODAY) -> list[tuple[str, date]]:
    return [(asked.title.split(" Mercy")[0], asked.day) for asked in dated(one, today)]


def test_a_week_after_applying_it_is_time_to_follow_up() -> None:
    assert asks(application(("2026-11-20", "applied"))) == [("Follow up with", date(2026, 11, 27))]


def test_a_second_time_a_week_after_the_first_and_then_no_more() -> None:
    once = application(("2026-11-01", "applied"), follow_ups={"2026-11-10": FollowUp()})
    assert asks(once) == [("Follow up with", date(2026, 11, 17))]
    twice = application(("2026-11-01", "applied"), follow_ups={"2026-11-10": FollowUp(), "2026-11-18": FollowUp()})
    assert asks(twice) == [("Close your application to", date(2026, 11, 25))]


def test_news_begin_the_count_anew() -> None:
    one = application(
        ("2026-11-01", "applied"), ("2026-11-15", "in-review"), follow_ups={"2026-11-08": FollowUp(), "2026-11-14": FollowUp()}
    )
    assert asks(one) == [("Follow up with", date(2026, 11, 22))]


def test_a_day_that_the_person_set_comes_before_the_proposal() -> None:
    assert asks(application(("2026-11-20", "applied"), follow_up=date(2026, 12, 24))) == [("Follow up with", date(2026, 12, 24))]


@pytest.mark.parametrize("stage", ["interested", "preparing", "offer"])
def test_before_applying_and_with_an_offer_nobody_is_asked_again(stage: str) -> None:
    assert asks(application(("2026-11-01", stage))) == []


@pytest.mark.parametrize("stage", ["accepted", "not-selected", "declined", "withdrawn", "no-response"])
def test_what_has_ended_asks_for_nothing(stage: str) -> None:
    assert asks(application(("2026-11-01", "interview"), ("2026-11-21", stage), follow_up=TODAY)) == []


def test_an_interview_is_prepared_for_until_its_day_and_thanked_for_the_day_after() -> None:
    one = application(("2026-11-24", "interview"))
    assert asks(one) == [("Prepare for your interview at", date(2026, 11, 24))]
    assert asks(one, date(2026, 11, 24)) == [("Prepare for your interview at", date(2026, 11, 24))]
    assert asks(one, date(2026, 11, 25)) == [("Thank", date(2026, 11, 25))]
    assert asks(one, date(2026, 12, 1)) == [("Thank", date(2026, 11, 25))]
    assert asks(one, date(2026, 12, 2)) == []


def test_once_thanked_nothing_is_asked() -> None:
    assert asks(application(("2026-11-20", "interview"), interviews={"2026-11-20": Interview(thanked=TODAY)})) == []


def test_follow_ups_and_thanks_are_not_shown_before_their_day() -> None:
    assert [one.ahead for one in dated(application(("2026-11-20", "applied")), TODAY)] == [0]


def test_interviews_are_known_from_the_history_and_from_what_was_kept() -> None:
    one = application(("2026-11-10", "interview"), interviews={"2026-11-10": Interview(), "2026-11-20": Interview()})
    assert interview_days(one) == [date(2026, 11, 10), date(2026, 11, 20)]


def test_response_rates_count_what_was_sent_by_channel() -> None:
    held = [
        application(("2026-11-01", "applied"), channel="job-site"),
        application(("2026-11-01", "applied"), ("2026-11-09", "not-selected"), channel="job-site"),
        application(("2026-11-01", "no-response"), channel="job-site"),
        application(("2026-11-01", "interview"), channel="alumni-network"),
        application(("2026-11-01", "interested"), channel="job-site"),
    ]
    assert [(one.channel, one.answered, one.applied, one.percent) for one in channels(held)] == [
        ("job-site", 1, 3, 33), ("alumni-network", 1, 1, 100),
    ]  # fmt: skip


@pytest.mark.parametrize(("stages", "sent"), [([], False), ([("2026-11-01", "preparing")], False), ([("2026-11-01", "offer")], True)])
def test_only_what_went_out_was_sent(stages: list[tuple[str, str]], sent: bool) -> None:
    assert application(*stages).sent is sent


def test_every_proposal_lies_at_most_two_weeks_after_the_last_thing_that_happened() -> None:
    for days in range(40):
        day = TODAY - timedelta(days=days)
        assert all(one.day <= day + timedelta(days=14) for one in dated(application((day.isoformat(), "applied")), TODAY))
