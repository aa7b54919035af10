"""Lines that fit, whatever is in them. What the pieces look like stands in `tests/test_screens.py`."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from careerplan.core.fields import fields_of
from careerplan.core.kinds import KINDS, NAMED_BY_GUIDE
from careerplan.render.layout import Screen, bold, width_of, wrap
from tests.conftest import Run
from tests.promises.commands import READING

LONG = "x" * 200
WIDE = "李" * 100
DOCUMENTS = ("report", "report --format", "advise --prompt")
SCREENS = {name: words for name, words in READING.items() if name not in (*DOCUMENTS, "show", "where")}


@given(some.lists(some.text(some.sampled_from("ab-李é"), min_size=1, max_size=90)), some.integers(20, 80))
def test_no_line_is_wider_than_the_screen_and_no_letter_is_lost(words: list[str], width: int) -> None:
    lines = wrap(" ".join(words), Screen(width), first="  - ", rest="      ")
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()).removeprefix("-") == "".join(words)


def test_a_path_and_an_address_stay_whole_to_be_copied() -> None:
    for whole in ("/home/" + "a" * 60, "~/" + "a" * 60, "https://example.org/" + "b" * 60, "C:\\" + "c" * 60, "(/home/" + "d" * 60):
        assert whole in wrap(f"in {whole}", Screen(40))
    assert "contact/" + "a" * 60 not in wrap("contact/" + "a" * 60, Screen(40))


def test_a_style_is_never_broken() -> None:
    for length in range(30, 60):
        said = "\n".join(wrap(bold("x" * length, Screen(40, color=True)) + " more", Screen(40)))
        assert said.count("\x1b[1m") == said.count("\x1b[0m") == 1


def test_what_fits_is_left_as_it_is() -> None:
    assert wrap("a  b   c", Screen(40)) == ["a  b   c"]


@pytest.fixture
def long_words(run: Run, path: Path) -> Path:
    """A plan in which every text is one long word."""
    run("init", "--yes", "--name", LONG)
    run("note", "1.1", LONG)
    run("skip", "4.6", "--because", WIDE)
    run("add", "action", "step-3", LONG)
    for kind in (kind for kind in KINDS if kind not in NAMED_BY_GUIDE):
        texts = [field for field in fields_of(KINDS[kind]).values() if field.form == "text" and not (field.vocabulary or field.refers)]
        _, *others = [field.name for field in texts if not field.choices]
        run("add", kind, LONG)
        [ref] = [one["ref"] for one in run("list", kind, "--json").data["records"]]
        if others:
            run("set", ref, *(f"{other}={WIDE if other == 'note' else LONG}" for other in others))
    return path


@pytest.mark.parametrize("columns", [80, 40])
def test_a_long_word_in_a_record_makes_no_screen_wider(run: Run, long_words: Path, columns: int) -> None:
    refs = [one["ref"] for one in run("list", "--json").data["records"]]
    assert len(refs) == len(KINDS) - len(NAMED_BY_GUIDE)
    for words in [*SCREENS.values(), ["due", "--within", "5y"], *(["show", ref] for ref in refs)]:
        shown = run(*words, columns=columns).out
        wide = [line for line in shown.splitlines() if width_of(line) > columns and "careerplan " not in line]
        assert wide == [], words
