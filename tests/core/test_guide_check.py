"""A guide with a mistake in it is told so, with the place."""

import shutil
from pathlib import Path

import pytest

from careerplan import guidebook
from careerplan.cli.reading import problems_of
from tests.conftest import BAKER


def test_both_guides_are_in_order() -> None:
    assert problems_of(BAKER) == []
    assert problems_of(guidebook.shipped_guide()) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("steps/01-taste.toml", 'id = "1.2"', 'id = "1.1"', "action 1.1: it is there 2 times"),
        ("steps/01-taste.toml", 'id = "1.2"', 'id = "2.9"', "action 2.9: an action of step-1 has an id such as 1.1"),
        ("steps/01-taste.toml", 'hard = ["1.1"]', 'hard = ["9.1"]', "1.2, needs: there is no 9.1"),
        ("steps/01-taste.toml", 'hard = ["1.1"]', 'hard = ["1.2"]', "wait for each other"),
        ("steps/01-taste.toml", 'slug = "taste"', 'slug = "Taste it"', "step step-1, slug"),
        ("steps/01-taste.toml", 'slug = "taste"', 'slug = "learn"', "slug learn: it is there 2 times"),
        ("steps/01-taste.toml", "evidence = { notes = 2 }", "evidence = { notez = 2 }", "01-taste.toml"),
        ("steps/01-taste.toml", "evidence = { notes = 2 }", 'evidence = { profile = ["shoe"] }',
         'action 1.1, evidence, profile: there is no field "shoe"'),
        ("steps/01-taste.toml", 'ratings = "all"', 'ratings = ["flying"]', 'skills: "flying" is not one of them'),
        ("steps/01-taste.toml", "careerplan note 1.1", "note 1.1", "action 1.1, how: it begins with careerplan"),
        ("steps/01-taste.toml", "minutes = 10", "minutes = 0", '01-taste.toml: actions."1.1".minutes: 0 is below 1'),
        ("steps/02-learn.toml", 'setting = "any"', 'setting = "moon"', 'where setting: "moon" is not one of'),
        ("steps/02-learn.toml", 'records = "experience"', 'records = "bread"', 'records: there is no kind "bread"'),
        ("steps/02-learn.toml", 'kind = "paid", setting', 'kindness = "paid", setting', 'there is no field "kindness"'),
        ("vocabulary.toml", "sourdough =", '"Sour Dough" =', "vocabulary topics"),
        ("vocabulary.toml", "patience =", "haste =", 'it is not a word of skills'),
        ("guide.toml", '"03-sell"', '"04-none"', "04-none.toml"),
        ("guide.toml", 'version = "2"', 'version = "9"', "the guide's version is 9"),
        ("questions.toml", 'theme = "work"', 'theme = "wrok"', 'theme: "wrok" is not a word of themes'),
        ("forecast.toml", '"2.1"', '"2.9"', "forecast, there is no action 2.9"),
        ("forecast.toml", "hours = [5, 10]", "hours = [10, 5]", "forecast, 2.1: 10 to 5 is not from the least to the usual"),
        ("forecast.toml", "hours = [5, 10]", "hours = [5]", "forecast.toml"),
        ("forecast.toml", "hours = [5, 10]", 'after = ["3.3"]', "forecast, after: 2.1, 2.3, 3.3, step-2 wait for each other"),
        ("forecast.toml", "hours = [5, 10]", 'after = ["9.9"]', "forecast, 2.1, after: there is no action 9.9"),
        ("forecast.toml", 'since = "education"', 'since = "flour"', 'forecast, 2.4, since: there is no kind "flour"'),
        ("forecast.toml", 'route = "bachelor"', 'route = "sailor"', 'forecast, 2.4, when, route: "sailor" is not in the vocabulary'),
        ("advice.toml", "{names}", "{nmaes}", "advice.toml: rules.know-a-miller: why: there is no place {nmaes}"),
        ("advice.toml", "premises = [{ lacks", "premises = [{ lakcs", "advice.toml"),
        ("advice.toml", 'role = ["miller", "grocer"]', 'role = "pilot"', 'advice, know-a-miller, where role: "pilot" is not one of'),
        ("advice.toml", 'role = ["miller", "grocer"] }', 'next_contact = { older = "soon" } }', 'where: "soon" is not a number of months'),
        ("advice.toml", 'done = ["3.1"]', 'done = ["3.9"]', "advice, know-a-miller, effect: there is no action 3.9"),
        ("advice.toml", 'done = ["3.1"]', 'profile = { route = "sailor" }', 'profile: there is no route "sailor"'),
        ("advice.toml", "careerplan add", "add", "advice, know-a-miller, how: it begins with careerplan"),
        ("licenses.toml", 'cycle = "fixed-dates"', 'cycle = "often"', "licenses.toml"),
        ("licenses.toml", 'dates = ["06-30"]', 'dates = ["30 June"]', 'renewal: "30 June" is not a day'),
        ("licenses.toml", 'dates = ["06-30"]', "", "fixed-dates needs dates"),
        ("privacy.toml", "'crumb", "'(crumb", "the pattern cannot be read"),
        ("levels.toml", "rating = 3", "rating = 7", "levels.toml: sections.levels.entries.journeyman.rating: 7 is above 5"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(tmp_path: Path, file: str, old: str, new: str, problem: str) -> None:
    folder = tmp_path / "guide"
    shutil.copytree(BAKER, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(problem in one for one in problems_of(folder)), problems_of(folder)


def test_all_mistakes_are_told_at_once_also_across_files(tmp_path: Path) -> None:
    folder = tmp_path / "guide"
    shutil.copytree(BAKER, folder)
    for file, old in (("steps/01-taste.toml", 'title = "Taste"'), ("steps/02-learn.toml", 'title = "Learn the trade"')):
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(text.replace(old, "", 1), encoding="utf-8")
    (folder / "vocabulary.toml").write_text("not toml at all", encoding="utf-8")
    assert len(problems_of(folder)) >= 3


def test_a_folder_without_a_guide_is_one_problem(tmp_path: Path) -> None:
    assert len(problems_of(tmp_path)) >= 1


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ('experience = { months = 12, settings = ["moon"] }', 'mb, requires, settings: "moon" is not a word of settings'),
        ('experience = { hours = 12, tags = ["moon"] }', 'mb, requires, tags: "moon" is not a word of tags'),
        ('experience = { hours = 12, unless = ["moon"] }', "mb, requires, unless: it is only asked beside tags"),
        ('courses = { hours = 12, topics = ["moon"] }', 'mb, requires, topics: "moon" is not a word of topics'),
        ('credential = { codes = ["MB"], not = { mb = "no" } }', "mb, requires, credential: mb both counts and does not"),
        ('experience = { months = 12, hours = 12 }', "experience is either months or hours"),
        ('experience = { months = 12, moons = 12 }', "moons"),
        ('confirm = "ask"\ndegree = { at_least = "bachelor" }', "a requirement is exactly one of"),
        ('all = []', "a requirement is exactly one of"),
        ('degree = { at_least = "guru" }', "guru"),
    ],
)  # fmt: skip
def test_a_mistake_in_what_a_certification_asks_for_is_told(tmp_path: Path, asked: str, problem: str) -> None:
    folder = tmp_path / "guide"
    shutil.copytree(BAKER, folder)
    with (folder / "licenses.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[sections.entries.requires]\ntext = "bread"\n{asked}\n')
    assert any(problem in one for one in problems_of(folder)), problems_of(folder)
