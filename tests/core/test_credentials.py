"""Licenses and certifications: states, periods, continuing education, renewals."""

from datetime import date

import pytest

from careerplan.core.credentials import end_of_period, period, renewed, rule_of, standings
from careerplan.core.entries import Period
from careerplan.core.guide import GuideStamp
from careerplan.core.kinds import Certification, Course, License
from careerplan.core.plan import Plan
from careerplan.core.records import Record
from careerplan.core.topics import Credentialed, Renewal, Section, Topic

TODAY = date(2026, 11, 22)
RULE = Renewal(years=5, hours=80, minimums={"ethics": 8}, cycle="fixed-dates", dates=["05-31", "11-30"], window_months=3)
CCM = Credentialed(id="ccm", title="CCM", code="CCM", also=["CCM-X"], verify_at="issuer.org", renewal=RULE)
CATALOGUE: Topic[Credentialed] = Topic(title="All", sections=[Section(id="all", title="All", entries=[CCM])])


def plan(**kinds: dict[str, Record]) -> Plan:
    return Plan(guide=GuideStamp(id="x", version="1"), records=kinds)


def standing(record: Certification, *courses: Course):  # type: ignore[no-untyped-def]
    held = plan(certification={"ccm": record}, course={str(number): one for number, one in enumerate(courses)})
    return standings(held, CATALOGUE, TODAY)[0]


def course(hours: float | None = 10, day: date | None = date(2026, 6, 1), *categories: str) -> Course:
    return Course(title="C", hours=hours, date=day, categories=categories, counts_for=("certification/ccm",))


@pytest.mark.parametrize(
    ("status", "until", "state"),
    [
        ("planned", None, "planned"), ("pending", date(2026, 1, 1), "pending"), ("active", None, "active"),
        ("active", date(2027, 2, 20), "due soon"), ("active", date(2027, 2, 21), "active"), ("active", TODAY, "due soon"),
        ("active", date(2026, 11, 21), "expired"), ("inactive", date(2020, 1, 1), "inactive"), ("revoked", None, "revoked"),
    ],
)  # fmt: skip
def test_the_state_is_worked_out_on_the_day(status: str, until: date | None, state: str) -> None:
    assert standing(Certification(name="CCM", code="CCM", status=status, valid_until=until)).state == state  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cycle", "first", "end"),
    [
        ("from-issue", date(2026, 3, 10), date(2028, 3, 9)),
        ("from-issue", date(2024, 2, 29), date(2026, 2, 27)),
        ("month-end", date(2026, 3, 10), date(2028, 3, 31)),
        ("month-end", date(2028, 4, 1), date(2030, 3, 31)),
        ("january", date(2026, 3, 10), date(2028, 12, 31)),
        ("january", date(2029, 1, 1), date(2030, 12, 31)),
        ("fixed-dates", date(2026, 3, 10), date(2027, 11, 30)),
        ("fixed-dates", date(2026, 6, 1), date(2028, 5, 31)),
        ("fixed-dates", date(2026, 12, 1), date(2028, 11, 30)),
    ],
)
def test_a_period_ends_by_the_kind_of_its_cycle(cycle: str, first: date, end: date) -> None:
    rule = Renewal(years=2, cycle=cycle, dates=["05-31", "11-30"])  # type: ignore[arg-type]
    assert end_of_period(first, rule) == end


def test_without_years_there_is_no_end_to_work_out() -> None:
    assert end_of_period(TODAY, Renewal()) is None


def test_hours_are_counted_for_the_whole_and_for_each_minimum() -> None:
    found = standing(
        Certification(name="CCM", code="ccm", valid_until=date(2031, 5, 31)), course(10), course(3, date(2026, 7, 1), "Ethics")
    )
    assert (found.hours.have, found.hours.want, found.hours.missing) == (13, 80, 67)
    assert [(need.category, need.have, need.missing) for need in found.minimums] == [("ethics", 3, 5)]
    assert found.missing == 67
    assert found.courses == ("course/0", "course/1")


def test_a_missing_minimum_keeps_hours_missing_when_the_whole_is_done() -> None:
    found = standing(Certification(name="CCM", code="CCM", valid_until=date(2031, 5, 31)), course(90))
    assert (found.hours.missing, found.missing) == (0, 8)


def test_only_courses_of_this_period_that_have_happened_count() -> None:
    record = Certification(name="CCM", code="CCM", valid_from=date(2026, 6, 1), valid_until=date(2031, 5, 31))
    found = standing(record, course(1, date(2026, 5, 31)), course(2, date(2026, 6, 1)), course(4, TODAY), course(8, date(2026, 11, 23)))
    assert found.hours.have == 6


def test_courses_without_a_date_or_hours_are_named_and_not_counted() -> None:
    found = standing(Certification(name="CCM", code="CCM", valid_until=date(2031, 5, 31)), course(10, None), course(None))
    assert (found.hours.have, found.undated) == (0, ("course/0", "course/1"))


def test_a_maximum_caps_what_counts() -> None:
    rule = Renewal(years=4, hours=40, maximums={"other": 10})
    entry = Credentialed(id="acm", title="ACM", code="CCM", renewal=rule)
    held = plan(certification={"ccm": Certification(name="X", code="CCM", valid_until=date(2028, 1, 1))},
                course={"a": course(15, date(2026, 1, 1), "other"), "b": course(5)})  # fmt: skip
    [found] = standings(held, Topic(title="", sections=[Section(id="x", title="", entries=[entry])]), TODAY)
    assert found.hours is not None
    assert found.hours.have == 15


def test_the_pace_is_hours_a_month_until_the_end() -> None:
    found = standing(Certification(name="CCM", code="CCM", valid_until=date(2027, 11, 22)), course(20))
    assert found.pace(TODAY) == pytest.approx(60 / 12, rel=0.01)
    assert standing(Certification(name="CCM", code="CCM", valid_until=date(2026, 1, 1))).pace(TODAY) is None


def test_what_the_record_says_overrides_the_catalogue() -> None:
    record = Certification(name="CCM", code="CCM", renewal_hours=60, renewal_minimums={"live": 20})
    rule = rule_of(record, CCM)
    assert (rule.years, rule.hours, rule.minimums) == (5, 60, {"live": 20})
    assert rule_of(License(name="RN", renewal_years=2), None).years == 2


def test_a_credential_without_a_code_is_known_by_its_name() -> None:
    assert standing(Certification(name="ccm")).entry == CCM
    assert standing(Certification(name="something else")).entry is None


def test_the_end_is_worked_out_only_where_the_record_does_not_say_it() -> None:
    found = standing(Certification(name="CCM", code="CCM", awarded=date(2026, 2, 1)))
    assert (found.ends, found.computed) == (date(2030, 11, 30), True)
    said = standing(Certification(name="CCM", code="CCM-X", awarded=date(2026, 2, 1), valid_until=date(2031, 5, 31)))
    assert (said.ends, said.computed, said.opens) == (date(2031, 5, 31), False, date(2031, 3, 1))


def test_the_first_day_of_the_present_period_is_not_that_of_the_first_award() -> None:
    rule = Renewal(years=5)
    record = Certification(name="CCM", awarded=date(2016, 6, 1), valid_until=date(2031, 5, 31))
    assert period(record, rule) == (date(2026, 6, 1), date(2031, 5, 31))


def test_renewing_keeps_every_earlier_period() -> None:
    record = Certification(name="CCM", awarded=date(2021, 12, 1), valid_until=date(2026, 11, 30))
    once = renewed(record, date(2031, 11, 30), RULE, today=TODAY)
    assert (once.valid_from, once.valid_until, once.awarded) == (date(2026, 12, 1), date(2031, 11, 30), date(2021, 12, 1))
    assert once.periods == {"2021-12-01": Period(valid_until=date(2026, 11, 30))}
    twice = renewed(once, date(2036, 11, 30), RULE, today=date(2031, 10, 1))
    assert list(twice.periods) == ["2021-12-01", "2026-12-01"]


def test_renewing_after_a_lapse_begins_on_the_day() -> None:
    record = Certification(name="CCM", valid_until=date(2026, 10, 31))
    assert renewed(record, date(2031, 5, 31), Renewal(), today=TODAY).valid_from == TODAY
    first = date(2026, 11, 1)
    assert renewed(record, date(2031, 5, 31), Renewal(), today=TODAY, first=first).valid_from == first


def test_those_that_run_out_first_come_first() -> None:
    held = plan(certification={"a": Certification(name="A"), "b": Certification(name="B", valid_until=date(2030, 1, 1))},
                license={"c": License(name="C", valid_until=date(2027, 1, 1))})  # fmt: skip
    assert [one.ref for one in standings(held, CATALOGUE, TODAY)] == ["license/c", "certification/b", "certification/a"]
