"""Help, on a screen of any width."""

import pytest

from careerplan.render.contract import ANSWERS
from careerplan.render.layout import width_of
from tests.conftest import Run

COMMANDS = [name.split() for name in ANSWERS if name != "home"] + [["add", "certification"], ["add", "experience"], []]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_is_whole_on_a_narrow_screen(run: Run, words: list[str]) -> None:
    narrow = run(*words, "--help", columns=40).out
    assert [line for line in narrow.splitlines() if width_of(line) > 40] == []
    assert narrow.split() == run(*words, "--help", columns=80).out.split()


def test_no_word_that_can_be_typed_is_broken_at_its_hyphen(run: Run) -> None:
    for columns in (40, 80):
        said = run("add", "experience", "--help", columns=columns).out
        assert [line for line in said.splitlines() if line.endswith("-")] == []
        assert "rehabilitation-center" in said
        assert "\u2011" not in said
