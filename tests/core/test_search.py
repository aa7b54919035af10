"""Finding words in the guide."""

import pytest

from careerplan import guidebook
from careerplan.core.search import search

GUIDE = guidebook.load_guide()
TOPICS = {name: guidebook.load_topic(GUIDE, name) for name in GUIDE.topics}


def found(words: str) -> list[tuple[str, str]]:
    return [(hit.where, hit.title) for hit in search(words, GUIDE, TOPICS)]


@pytest.mark.parametrize(
    ("words", "where"),
    [("shadow", "3.5"), ("NCLEX", "2.7"), ("geriatric care managers", "community"), ("LVN", "certifications"), ("résumé", "10.3"),
     ("resume", "10.3"), ("oracle cerner", "certifications"), ("stressful", "faq")],
)  # fmt: skip
def test_words_are_found_wherever_they_stand(words: str, where: str) -> None:
    assert where in [place for place, _ in found(words)]


def test_all_of_the_words_are_wanted_at_the_beginning_of_a_word() -> None:
    assert found("shadow zebra") == []
    assert found("hadow") == []
    assert found("") == []
    assert found(" !? ") == []


def test_what_has_the_words_in_its_title_comes_first() -> None:
    scores = [hit.score for hit in search("certification", GUIDE, TOPICS)]
    assert scores == sorted(scores, reverse=True)
    assert "certification" in search("certification", GUIDE, TOPICS)[0].title.lower()
