"""What is no command line of ours: said in plain words, with what to type instead."""

from pathlib import Path

import pytest

from careerplan.cli.usage import again
from tests.conftest import Run


@pytest.mark.parametrize(("typed", "said", "hints"), [
    ("forecast --hours-per-week ten", '--hours-per-week: "ten" is not a number', ["careerplan forecast --hours-per-week 15"]),
    ("forecast --hours-per-week=12.5h", '--hours-per-week: "12.5h" is not a number', ["careerplan forecast --hours-per-week=12.5"]),
    ("next --minutes 30m --step 2", '--minutes: "30m" is not a number', ["careerplan next --minutes 30 --step 2"]),
    ("next --minutes 2.5", '--minutes: "2.5" is not a whole number', ["careerplan next --minutes 2"]),
    ("next -n many", '-n: "many" is not a number', ["careerplan next -n 15"]),
    ("undo all", 'N: "all" is not a number', ["careerplan undo 1"]),
    ("forecast --if-done", "--if-done needs a value after it", ["careerplan forecast --help"]),
    ("add contact Dana --at", "--at needs a value after it", ["careerplan add contact --help"]),
    ("--plan", "--plan needs a value after it", ["careerplan --help"]),
    ("status -wide", "there is no option -wide", ["careerplan status --wide"]),
    ("next -minutes 30", "there is no option -minutes", ["careerplan next --minutes 30"]),
    ("next --minutse=3", "there is no option --minutse", ["careerplan next --minutes=3"]),
    ("next -q", "there is no option -q", ["careerplan next --help"]),
    ("report plan.html", '"plan.html" is more than report takes', ["careerplan report -o plan.html"]),
    ("report --redact my.md", '"my.md" is more than report takes', ["careerplan report --redact -o my.md"]),
    ("report plan", '"plan" is more than report takes', ["careerplan report --help"]),
    ("next plan.html", '"plan.html" is more than next takes', ["careerplan next --help"]),
    ("show", "missing argument 'REF'", ["careerplan show --help"]),
])  # fmt: skip
def test_what_is_wrong_is_said_in_plain_words_with_what_to_type(run: Run, plan: Path, typed: str, said: str, hints: list[str]) -> None:
    found = run(*typed.split(), code=2)
    assert f"error: {said}\ntry:   {hints[0]}\n" == found.err
    error = run("--json", *typed.split(), code=2).error
    assert (error["code"], error["message"]) == ("usage", said)
    assert [hint.replace(" --json", "") for hint in error["hints"]] == hints


@pytest.mark.parametrize("typed", ["forecast --hours-per-week ten", "next --minutes 30m", "status -wide", "next --minutse 5", "undo all"])
def test_what_is_offered_works(run: Run, plan: Path, typed: str) -> None:
    run("target", "2", "+3m")
    [hint] = run(*typed.split(), "--json", code=2).error["hints"]
    run(*hint.split()[1:])


def test_what_was_typed_comes_again_with_other_words_and_without_the_plan() -> None:
    assert again(["--plan", "a.toml", "next", "--guide=x", "-n", "3x"], {"3x": ["3"]}) == "careerplan next -n 3"
    assert again(["note", "1.1", "a b"], {}) == "careerplan note 1.1 'a b'"
