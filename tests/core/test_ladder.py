"""Where one stands on the career path: which days count, and the days before, on and after a boundary."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerplan.core.dates import add_months
from careerplan.core.guide import GuideStamp
from careerplan.core.kinds import Experience
from careerplan.core.ladder import Ladder, band_at, days_in, joined, ladder, tenure, years_in
from careerplan.core.plan import Plan, Profile
from careerplan.core.skills import SkillState
from careerplan.core.topics import Band, Level, Section, Tip, Topic

TODAY = date(2026, 11, 22)
BANDS = [
    Band(id="first", title="First", low=10, high=20, years=[0, 2]),
    Band(id="second", title="Second", low=20, high=30, years=[2, 5]),
    Band(id="third", title="Third", low=30, high=40, years=[5]),
    Band(id="chief", title="Chief", low=40, high=50, open=True),
]
MEDIAN = Band(id="official", title="Bakers", median=20)
LEVELS = [
    Level(id="apprentice", title="Apprentice", bands=["first"], tips=[Tip(text="Knead.", skills=["kneading"])]),
    Level(id="journeyman", title="Journeyman", bands=["second"], tips=[Tip(text="Wait.", skills=["patience", "kneading"])]),
    Level(id="master", title="Master", bands=["third"]),
    Level(id="owner", title="Owner", bands=["chief"]),
]
PATH: Topic[Level] = Topic(title="", sections=[Section(id="levels", title="", entries=LEVELS)])
PAY: Topic[Band] = Topic(title="", sections=[Section(id="a", title="", entries=BANDS), Section(id="b", title="", entries=[MEDIAN])])
NOTHING: Topic[Any] = Topic(title="")


def job(start: str | None, end: str | None = None, **more: Any) -> Experience:
    said: dict[str, Any] = {"kind": "paid", "case_management": "yes"} | more
    return Experience(position="Baker", start=date.fromisoformat(start) if start else None,
                      end=date.fromisoformat(end) if end else None, **said)  # fmt: skip


def plan(*held: Experience, aim: str | None = None) -> Plan:
    records = {f"job-{number}": one for number, one in enumerate(held, 1)}
    return Plan(guide=GuideStamp(id="x", version="1"), profile=Profile(level=aim), records={"experience": records})


def stands(*held: Experience, today: date = TODAY, aim: str | None = None, path: Topic[Any] = PATH, pay: Topic[Any] = PAY) -> Ladder:
    shows = [SkillState(id="kneading", now=None, rated=None, before=None, aim=None, backed_by=("course/dough",), built_by=())]
    return ladder(path, pay, plan(*held, aim=aim), shows, today)


@pytest.mark.parametrize(
    ("held", "why", "fill"),
    [
        (job("2020-01-01", kind="volunteer"), "kind", None),
        (job("2020-01-01", kind="internship", paid=True), "kind", None),
        (job(None, kind="shadowing", case_management=None), "kind", None),
        (job("2020-01-01", paid=False), "unpaid", None),
        (job("2020-01-01", kind=None), "kind-unsaid", "careerplan set job-1 kind=paid"),
        (job("2020-01-01", case_management="no"), "not-the-job", None),
        (job("2020-01-01", case_management=None), "job-unsaid", "careerplan set job-1 case_management=yes"),
        (job("2026-11-23"), "not-begun", None),
        (job(None), "no-start", "careerplan set job-1 start=…"),
    ],
)
def test_what_does_not_count_says_why_and_what_to_type_where_it_may(held: Experience, why: str, fill: str | None) -> None:
    found = tenure(plan(held), TODAY)
    [one] = found.not_counted
    assert (one.ref, one.why, one.command("job-1")) == ("experience/job-1", why, fill)
    assert (found.begun, found.years, found.counts) == (False, 0, ())


def test_paid_work_is_also_what_says_so_without_a_kind() -> None:
    assert tenure(plan(job("2025-11-22", kind=None, paid=True)), TODAY).years == 1


def test_the_job_in_part_is_in_doubt_and_counted_apart() -> None:
    found = tenure(plan(job("2025-11-22"), job("2024-11-22", "2025-11-21", case_management="part")), TODAY)
    assert (found.years, found.years_with_doubt, [one.ref for one in found.in_doubt]) == (1, 2, ["experience/job-2"])
    assert tenure(plan(job("2025-11-22")), TODAY).years_with_doubt is None


@pytest.mark.parametrize(("days", "band", "level"), [(-1, "first", "apprentice"), (0, "second", "journeyman"), (1, "second", "journeyman")])
def test_on_the_day_two_years_are_full_one_is_in_the_second_band(days: int, band: str, level: str) -> None:
    found = stands(job("2024-11-22"), today=TODAY + timedelta(days=days))
    assert (found.band and found.band.id, found.level and found.level.id) == (band, level)


@pytest.mark.parametrize(("last", "band"), [("2026-01-30", "first"), ("2026-01-31", "second"), ("2026-02-01", "second")])
def test_the_last_day_of_a_job_counts_once_it_is_over(last: str, band: str) -> None:
    found = stands(job("2024-02-01", last))
    assert found.band
    assert found.band.id == band


@pytest.mark.parametrize(("days", "band"), [(-1, "first"), (0, "second"), (1, "second")])
def test_years_with_a_gap_are_full_after_731_days(days: int, band: str) -> None:
    begun = TODAY - timedelta(days=731 - 100 + days)
    found = stands(job("2020-01-01", (date(2020, 1, 1) + timedelta(days=99)).isoformat()), job(begun.isoformat()))
    assert found.tenure.days == 731 + days
    assert found.band
    assert found.band.id == band


@pytest.mark.parametrize(("start", "today", "full"), [
    ("2024-02-29", date(2026, 2, 27), 1), ("2024-02-29", date(2026, 2, 28), 2), ("2025-11-22", date(2026, 11, 21), 0),
    ("2025-11-22", date(2026, 11, 22), 1), ("2026-11-22", date(2026, 11, 22), 0),
])  # fmt: skip
def test_an_unbroken_stretch_turns_over_on_its_anniversary(start: str, today: date, full: int) -> None:
    assert int(tenure(plan(job(start)), today).years) == full


def test_whoever_began_today_is_in_the_job() -> None:
    found = stands(job("2026-11-22"))
    assert (found.tenure.begun, found.tenure.days, found.band and found.band.id) == (True, 0, "first")


def test_two_jobs_at_once_count_once_and_one_right_after_the_other_is_unbroken() -> None:
    assert tenure(plan(job("2024-11-22"), job("2025-01-01", "2025-12-31")), TODAY).years == 2
    assert tenure(plan(job("2024-11-22", "2025-05-31"), job("2025-06-01")), TODAY).years == 2


def test_before_the_job_nothing_is_reached_and_the_first_level_is_next() -> None:
    found = stands(job("2010-01-01", kind="volunteer"), aim="master")
    assert (found.band, found.level, found.next_band, found.next_band_on) == (None, None, None, None)
    assert (found.next and found.next.id, found.aim and found.aim.id) == ("apprentice", "master")


def test_years_alone_never_lead_to_a_band_without_years() -> None:
    assert [band.id for years in (0, 1.99, 2, 4.99, 5, 80) if (band := band_at(years, BANDS))] == [
        "first", "first", "second", "second", "third", "third",
    ]  # fmt: skip
    found = stands(job("1980-01-01"))
    assert (found.level and found.level.id, found.next and found.next.id, found.next_band) == ("master", "owner", None)


@pytest.mark.parametrize(
    ("held", "day"),
    [
        ([job("2025-03-10")], date(2027, 3, 10)),
        ([job("2025-03-10", "2026-01-01")], None),
        ([job("2026-11-22")], date(2028, 11, 22)),
        ([job("2025-11-21", "2026-11-21"), job("2026-11-22")], date(2027, 11, 21)),
        ([job("2020-01-01", "2020-12-31"), job("2026-11-22")], TODAY + timedelta(days=731 - 366)),
        ([job("2020-01-01", "2020-12-31"), job("2026-10-22")], TODAY + timedelta(days=731 - 366 - 31)),
    ],
)
def test_the_day_of_the_next_band_is_the_day_on_which_it_begins(held: list[Experience], day: date | None) -> None:
    assert stands(*held).next_band_on == day
    if day:
        before, on = (stands(*held, today=then).band for then in (day - timedelta(days=1), day))
        assert (before and before.id, on and on.id) == ("first", "second")


def test_what_the_next_level_asks_for_names_the_records_that_show_it() -> None:
    found = stands(job("2026-01-01"))
    [one] = found.shown
    assert (one.by, one.missing, found.missing) == ({"patience": (), "kneading": ("course/dough",)}, ["patience"], ["patience"])


def test_a_guide_without_bands_does_not_tell_the_level() -> None:
    found = stands(job("2020-01-01"), pay=NOTHING)
    assert (found.band, found.level, found.next) == (None, None, None)
    aiming = stands(job("2020-01-01"), pay=NOTHING, aim="owner")
    assert (aiming.next and aiming.next.id) == "owner"
    assert stands(path=NOTHING, pay=NOTHING).next is None


def test_an_official_figure_is_no_band() -> None:
    found = stands()
    assert [(one.entry.id, one.median, one.bands) for one in found.official] == [("official", 20, ("first", "second"))]
    assert [band.id for band in found.bands] == ["first", "second", "third", "chief"]


def test_an_end_beyond_every_calendar_or_before_the_start_is_no_trouble() -> None:
    assert tenure(plan(job("2025-11-22", "9999-12-31")), TODAY).years == 1
    assert tenure(plan(job("2025-11-22", "0001-01-01")), TODAY).days == 0
    assert tenure(plan(job("0001-01-01")), TODAY).years > 2000


# Laws

DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@given(st.lists(st.tuples(DAYS, DAYS), max_size=6))
def test_the_union_holds_the_same_days_each_once(stretches: list[tuple[date, date]]) -> None:
    union = joined(stretches)
    days = {start.toordinal() + count for start, stop in stretches for count in range((stop - start).days)}
    assert days_in(union) == len(days)
    assert all(first[1] < second[0] for first, second in pairwise(union))
    assert joined(reversed(stretches)) == union == joined(union)


@given(DAYS, st.integers(1, 40))
def test_years_are_whole_on_the_anniversary_and_never_the_day_before(start: date, count: int) -> None:
    turns = add_months(start, 12 * count)
    assert years_in([(start, turns)]) == count
    assert count - 1 < years_in([(start, turns - timedelta(days=1))]) < count


@given(st.lists(st.tuples(DAYS, DAYS), max_size=4), DAYS)
def test_more_days_never_make_fewer_years(stretches: list[tuple[date, date]], day: date) -> None:
    more = [*stretches, (day, day + timedelta(days=1))]
    assert years_in(joined(stretches)) <= years_in(joined(more))


def test_years_before_the_job_and_beside_it_are_a_count_of_their_own() -> None:
    found = stands(
        job("2024-11-22"), job("2014-01-01", "2015-12-31", case_management="no"), job("2015-01-01", "2016-12-31", kind="volunteer"),
    ).tenure  # fmt: skip
    assert (found.years, found.years_beside) == (2, 3)
    assert stands(job("2030-01-01", case_management="no")).tenure.years_beside == 0


@pytest.mark.parametrize(("hours", "part_time"), [(29, True), (30, False), (None, False)])
def test_part_time_in_the_job_is_said(hours: float | None, part_time: bool) -> None:
    assert stands(job("2020-01-01", hours_per_week=hours)).tenure.part_time is part_time


def test_what_was_paid_is_paid_work_though_its_kind_is_not_said() -> None:
    assert stands(job("2020-01-01", kind=None, paid=True)).tenure.begun
    assert not stands(job("2020-01-01", kind=None, paid=None)).tenure.begun
