"""What an advertised or offered pay comes to in a year, and which of the guide's ranges it lies in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerplan.core.guide import GuideStamp
from careerplan.core.kinds import Application
from careerplan.core.pay import HIGHEST, LOWEST, Pay, bands_at, observations, read_pay, spread
from careerplan.core.plan import Plan
from careerplan.core.topics import Band

BANDS = [
    Band(id="low", title="Low", low=30_000, high=40_000),
    Band(id="mid", title="Mid", low=40_000, high=60_000),
    Band(id="top", title="Top", low=60_000, high=80_000, open=True),
]


def year(low: int, high: int | None = None) -> Pay:
    return Pay(low=low, high=high or low)


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("$52,000", year(52_000)),
        ("52000", year(52_000)),
        ("USD 52,000", year(52_000)),
        ("52.5K", year(52_500)),
        ("$52,000.50", year(52_001)),
        ("52k-58k", year(52_000, 58_000)),
        ("52-58k", year(52_000, 58_000)),
        ("$52,000 – $58,000 per year", year(52_000, 58_000)),
        ("from 52k to 58k", year(52_000, 58_000)),
        ("between 52,000 and 58,000 dollars", year(52_000, 58_000)),
        ("  $52,000/yr. ", year(52_000)),
        ("52k per annum", year(52_000)),
        ("9,500 a year", year(9_500)),
        ("$26.50 an hour", Pay(low=55_120, high=55_120, per="hour")),
        ("$26/hr - $28/hr", Pay(low=54_080, high=58_240, per="hour")),
        ("26.50 hourly", Pay(low=55_120, high=55_120, per="hour")),
        ("4,200 a month", Pay(low=50_400, high=50_400, per="month")),
        ("800-1k a week", Pay(low=41_600, high=52_000, per="week")),
        ("10,000", year(10_000)),
    ],
)
def test_a_yearly_pay_is_read_out_of_what_people_write(text: str, pay: Pay) -> None:
    assert read_pay(text) == pay
    assert pay.worked_out == (pay.per != "year")


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "DOE", "up to 58k", "from 52k", "52k+", "52k and 58k", "between 52k to 58k", "between 52k", "58k-52k",
        "$26/hr - $28 a month", "€52,000", "52.000", "52,00", "4 200", "4,200", "9,999", "52,000 plus 401k", "52k 58k", "30 h",
        "52 a year", "1e999", "nan", "inf", "-52,000", "9" * 200, "9" * 9 + "k", "９" * 5, "５２０００", "٥٢٠٠٠", "$", "k", "\x1b[31m52k",
        "52k\x00",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_not_guessed(text: str) -> None:
    assert read_pay(text) is None


@given(st.text(max_size=200) | st.text("0123456789,.$k-–/ ahourtoyearmnd", max_size=60) | st.from_regex(r"\$?[0-9]{1,250}[k.,]?[0-9]*"))
def test_reading_any_text_gives_a_plain_pay_or_nothing(text: str) -> None:
    found = read_pay(text)
    assert found is None or (LOWEST <= found.low <= found.high <= HIGHEST and type(found.low) is type(found.high) is int)


@given(st.integers(10_000, 9_000_000), st.integers(0, 100_000))
def test_what_is_written_as_dollars_is_read_as_the_same_dollars(low: int, more: int) -> None:
    assert read_pay(f"${low:,}") == year(low)
    assert read_pay(f"{low} to {low + more}") == year(low, low + more)


@pytest.mark.parametrize(
    ("pay", "bands"),
    [
        (year(29_999), ()),
        (year(30_000), ("low",)),
        (year(39_999), ("low",)),
        (year(40_000), ("low", "mid")),
        (year(40_001), ("mid",)),
        (year(60_000), ("mid", "top")),
        (year(80_000), ("top",)),
        (year(500_000), ("top",)),
        (year(38_000, 42_000), ("low", "mid")),
        (year(20_000, 90_000), ("low", "mid", "top")),
        (year(20_000, 29_999), ()),
    ],
)
def test_an_amount_where_two_bands_touch_lies_in_both(pay: Pay, bands: tuple[str, ...]) -> None:
    assert bands_at(pay, BANDS) == bands


def seen(**held: tuple[str | None, str | None]) -> Plan:
    records = {id: Application(employer=id, pay=advertised, offered=offered) for id, (advertised, offered) in held.items()}
    return Plan(guide=GuideStamp(id="x", version="1"), records={"application": records})


def test_an_application_without_a_word_of_pay_is_no_observation() -> None:
    [one] = observations(seen(a=("52k", "negotiable"), b=(None, None)), BANDS)
    assert (one.ref, one.offered and one.offered.pay, one.advertised and one.advertised.bands) == ("application/a", None, ("mid",))
    assert one.pay == year(52_000)


def test_an_offer_counts_before_what_was_advertised() -> None:
    [one] = observations(seen(a=("52k", "50k")), BANDS)
    assert one.pay == year(50_000)


def test_range_and_median_come_with_the_third_amount_that_can_be_read() -> None:
    two = seen(a=("30k", None), b=("40k-50k", None), c=("good", None))
    assert spread(observations(two, BANDS)) is None
    three = spread(observations(seen(a=("30k", None), b=("40k-50k", None), c=("20k", "90k")), BANDS))
    assert three
    assert (three.count, three.low, three.high, three.median) == (3, 30_000, 90_000, 45_000)
    four = spread(observations(seen(a=("30k", None), b=("40k", None), c=("50k", None), d=("90k", None)), BANDS))
    assert four
    assert four.median == 45_000
