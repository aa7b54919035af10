"""Where the guide rests on a fact."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from careerplan import guidebook
from careerplan.core.facts import Cited, cited, fact_named, looks_like_fact
from careerplan.core.guide import Guide
from careerplan.render.facts import said

GUIDE = Path(__file__).parent.parent.parent / "guide"


@pytest.fixture(scope="module")
def known(guide: Guide) -> dict[str, list[Cited]]:
    topics = {name: guidebook.load_topic(guide, name) for name in guide.topics}
    return cited(guide, topics, guidebook.load_estimates(guide), guidebook.load_advice(guide))


def _facts_in(value: Any) -> Iterator[str]:
    """Every id under `facts` or `background`, wherever it stands in a file."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from inside if key in ("facts", "background") else _facts_in(inside)
    if isinstance(value, list):
        for inside in value:
            yield from _facts_in(inside)


def test_every_fact_that_any_file_of_the_guide_names_can_be_looked_up(known: dict[str, list[Cited]]) -> None:
    named = {fact for place in GUIDE.rglob("*.toml") for fact in _facts_in(tomllib.loads(place.read_text(encoding="utf-8")))}
    assert len(named) > 200
    assert set(known) == named
    assert [fact for fact in named if not looks_like_fact(fact)] == []


def test_every_place_says_something_and_how_to_open_it(known: dict[str, list[Cited]], guide: Guide) -> None:
    places = [one for found in known.values() for one in found]
    assert [one for one in places if not (said(one, guide) and one.title and one.command.startswith("careerplan "))] == []
    assert [one.text for one in places if "{" in one.text or one.text.startswith("…:")] == []


def test_a_fact_is_found_in_whatever_sort_of_place_rests_on_it(known: dict[str, list[Cited]]) -> None:
    kinds = {one.kind for found in known.values() for one in found}
    assert kinds >= {"step", "action", "topic", "entry", "tip", "requirement", "question", "forecast", "advice"}
    assert [(one.kind, one.command) for one in known["S10.11"]][:2] == [
        ("step", "careerplan guide 10"),
        ("entry", "careerplan guide interview"),
    ]
    assert ("requirement", "careerplan eligibility CCM") in [(one.kind, one.command) for one in known["CCM.3"]]


def test_a_requirement_is_as_old_as_it_says_and_comes_from_where_its_entry_does(known: dict[str, list[Cited]]) -> None:
    [asked, *_] = [one.told for one in known["CCM.3"] if one.kind == "requirement"]
    assert (asked.as_of, asked.confidence, asked.verify_at) == ("2024", "high", "yourcommission.org")


@pytest.mark.parametrize("text", ["S10.11", "l3", "k01", "OTHER.HEC-C", "f-org", " CCM.3 "])
def test_what_has_the_form_of_a_fact_looks_like_one(text: str) -> None:
    assert looks_like_fact(text)


@pytest.mark.parametrize("text", ["pay", "get-organized", "3", "3.2", "step-3", "zebra", "", "two words"])
def test_what_names_a_step_or_a_topic_does_not(text: str) -> None:
    assert not looks_like_fact(text)


def test_the_letters_of_a_fact_may_be_small() -> None:
    assert fact_named(" other.hec-c", ["S1.1", "OTHER.HEC-C"]) == "OTHER.HEC-C"
    assert fact_named("S1", ["S1.1"]) is None
