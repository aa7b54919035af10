"""A guide of one's own that is wrong: `guide check` names the place, and no command does more than refuse it."""

import copy
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import date
from math import inf, nan
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careerplan import guidebook
from careerplan.cli.app import app
from careerplan.cli.reading import problems_of
from tests.conftest import BAKER, Run

SHIPPED = guidebook.shipped_guide()
COMMANDS = (["next", "-n", "99", "--why"], ["due", "--within", "60y"], ["forecast", "--if-done", "2"], ["advise", "-n", "99"],
            ["advise", "--prompt"], ["path"], ["eligibility"], ["certifications"], ["skills"], ["status", "--wide"],
            ["report", "--redact"])  # fmt: skip
SECONDS = 5
"""What a command may take."""

REQUIRES = {"text": "three years at the oven", "all": [
    {"text": "work", "experience": {"months": 36, "within_years": 5}},
    {"text": "a course", "courses": {"hours": 8, "topics": ["hygiene"], "within_years": 5}},
]}  # fmt: skip
"""What the baker's paper asks for here, so that there is more to get wrong."""

Keys = tuple[str | int, ...]
Case = tuple[str, Keys, Any, str]
"""A file, the place in it, what is put there, and what `guide check` says. An entry of a list is named by its id."""


# Guides and plans to try


def documents(guide: Path) -> dict[str, dict[str, Any]]:
    """Every file of a guide, as plain values."""
    found = {place.relative_to(guide).as_posix(): tomli.loads(place.read_text(encoding="utf-8")) for place in guide.rglob("*.toml")}
    if guide == BAKER:
        paper = entry(found["licenses.toml"], ("sections", "papers", "entries", "mb"))
        paper |= {"requires": copy.deepcopy(REQUIRES), "exams": [{"month": 3, "apply_until": "01-31"}]}
        found["forecast.toml"]["actions"]["3.3"] = {"eligible": True, "exam": True, "after": ["3.1"]}
    return found


def entry(document: Any, keys: Keys) -> Any:
    for key in keys:
        document = (
            document[key] if isinstance(document, dict) or isinstance(key, int) else next(one for one in document if one["id"] == key)
        )
    return document


def put(document: Any, keys: Keys, value: Any) -> None:
    entry(document, keys[:-1])[keys[-1]] = value


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """A copy of each guide to edit."""
    copies = {guide: tmp_path_factory.mktemp("guide") / guide.name for guide in (BAKER, SHIPPED)}
    for guide, folder in copies.items():
        shutil.copytree(guide, folder)
        write(folder, documents(guide))
    return copies


def write(folder: Path, files: dict[str, Any]) -> None:
    for name, document in files.items():
        (folder / name).write_text(tomli_w.dumps(document), encoding="utf-8")


def plan_for(guide: Path) -> dict[str, Any]:
    """A plan in which a guide's rules have something to ask."""
    index = tomli.loads((guide / "guide.toml").read_text(encoding="utf-8"))
    code, field = ("MB", "pastry") if guide == BAKER else ("CCM", "nursing")
    return {
        "format": 1, "guide": {"id": index["id"], "version": index["version"]},
        "profile": {"route": "bachelor", "field": field, "hours_per_week": 5.0, "aim": date(2028, 1, 1)}, "steps": {},
        "certification": {"wanted": {"name": "Wanted", "code": code, "status": "planned"},
                          "held": {"name": "Held", "code": "MB" if guide == BAKER else "ACM", "valid_from": date(2024, 1, 1)}},
        "license": {"rn": {"name": "Registered Nurse", "code": "RN", "valid_until": date(2027, 1, 1)}},
        "education": {"school": {"area": "Nursing", "study_type": "bachelor", "status": "enrolled", "start": date(2025, 1, 1),
                                 "end": date(2028, 6, 1)}},
        "experience": {"job": {"position": "Helper", "kind": "paid", "case_management": "yes", "start": date(2025, 1, 1),
                               "hours_per_week": 30.0}},
        "course": {"c": {"title": "C", "date": date(2025, 1, 1), "hours": 3.0, "topics": ["hygiene"], "categories": ["ethics"],
                         "counts_for": ["certification/held"]}},
        "contact": {"c": {"name": "Dana", "role": "miller", "next_contact": date(2026, 11, 1)}},
        "skill": {"kneading" if guide == BAKER else "ethics": {"ratings": {"2025-01-01": {"level": 2}}}},
        "application": {f"a{number}": {"employer": "Mercy", "pay": "$52,000", "history": {"2026-10-01": {"stage": "applied"}},
                                       "requires": {"degree": "required"}} for number in range(4)},
    }  # fmt: skip


@pytest.fixture
def plans(path: Path) -> Callable[[Path], None]:
    """Put the plan for a guide in its place."""

    def put_plan(guide: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_text(tomli_w.dumps(plan_for(guide)), encoding="utf-8")

    return put_plan


def ended(words: list[str], folder: Path) -> int:
    """The exit code of a command, which has to end soon."""
    begun = time.perf_counter()
    code = app(args=[*words, "--guide", str(folder)], standalone_mode=False, prog_name="careerplan")
    assert time.perf_counter() - begun < SECONDS, words
    return int(code)


# What is wrong, and how it is named

FORECAST = 'forecast.toml: actions."2.1".'
PAPER = "licenses.toml: sections.papers.entries.mb."
MB: Keys = ("sections", "papers", "entries", "mb")
RULE: Keys = ("rules", "know-a-miller")
SAYS = "advice.toml: rules.know-a-miller"
FIRST: Keys = ("actions", "1.1")


def numbers(file: str, keys: Keys, place: str, *, low: float, high: float, whole: bool = False) -> list[Case]:
    """What is refused of a number: no number, what lies outside of its bounds."""
    ends: list[Case] = [(file, keys, value, f"{place}: {value} is not a {'whole ' if whole else ''}number") for value in (nan, inf, -inf)]
    far: Any = 10**9 if whole else 1e308
    below: Any = int(low) - 1 if whole else low - 0.5
    return [*ends, (file, keys, far, f"is above {high:.12g}"), (file, keys, below, f"{place}: {below} is below {low:g}")]


BAKERS: list[Case] = [
    *numbers("forecast.toml", ("actions", "2.1", "hours", 0), f"{FORECAST}hours", low=0, high=100_000),
    *numbers("forecast.toml", ("actions", "2.1", "days", 1), f"{FORECAST}days", low=0, high=36_525),
    *numbers("forecast.toml", ("actions", "2.4", "cases", 0, "days", 0), 'forecast.toml: actions."2.4".cases.1.days', low=0, high=36_525),
    *numbers("steps/01-taste.toml", (*FIRST, "minutes"), '01-taste.toml: actions."1.1".minutes', low=1, high=1440, whole=True),
    *numbers("steps/01-taste.toml", (*FIRST, "evidence", "notes"), 'actions."1.1".evidence.notes', low=0, high=100_000, whole=True),
    *numbers("steps/01-taste.toml", (*FIRST, "evidence", "over_days"), "evidence.over_days", low=0, high=36_525, whole=True),
    *numbers("steps/02-learn.toml", ("actions", "2.6", "evidence", "count"), "evidence.count", low=1, high=100_000, whole=True),
    *numbers("licenses.toml", (*MB, "renewal", "years"), f"{PAPER}renewal.years", low=0, high=100),
    *numbers("licenses.toml", (*MB, "renewal", "hours"), f"{PAPER}renewal.hours", low=0, high=100_000),
    *numbers("licenses.toml", (*MB, "renewal", "practice_hours"), f"{PAPER}renewal.practice_hours", low=0, high=100_000),
    *numbers("licenses.toml", (*MB, "renewal", "minimums", "hygiene"), f"{PAPER}renewal.minimums.hygiene", low=0, high=100_000),
    *numbers("licenses.toml", (*MB, "renewal", "window_months"), f"{PAPER}renewal.window_months", low=0, high=120, whole=True),
    *numbers("licenses.toml", (*MB, "renewal", "grace_days"), f"{PAPER}renewal.grace_days", low=0, high=3650, whole=True),
    *numbers("licenses.toml", (*MB, "requires", "all", 0, "experience", "months"), "experience.months", low=0, high=1200),
    *numbers("licenses.toml", (*MB, "requires", "all", 0, "experience", "full_time"), "experience.full_time", low=0, high=168),
    *numbers("licenses.toml", (*MB, "requires", "all", 0, "experience", "within_years"), "experience.within_years", low=1, high=100,
             whole=True),
    *numbers("licenses.toml", (*MB, "requires", "all", 1, "courses", "hours"), "requires.all.2.courses.hours", low=0, high=100_000),
    *numbers("licenses.toml", (*MB, "requires", "all", 1, "courses", "within_years"), "courses.within_years", low=1, high=100, whole=True),
    *numbers("licenses.toml", (*MB, "exams", 0, "month"), f"{PAPER}exams.1.month", low=1, high=12, whole=True),
    *numbers("levels.toml", ("sections", "levels", "entries", "journeyman", "rating"), "entries.journeyman.rating", low=1, high=5,
             whole=True),
    *numbers("levels.toml", ("sections", "levels", "entries", "journeyman", "ratings", "kneading"), "ratings.kneading", low=1, high=5,
             whole=True),
    *numbers("skills.toml", ("levels", 0, "level"), "skills.toml: levels.1.level", low=1, high=5, whole=True),
    ("advice.toml", (*RULE, "effect"), {"hours": nan}, f"{SAYS}.effect.hours: nan is not a number"),
    ("advice.toml", (*RULE, "effect"), {"hours": -5}, f"{SAYS}.effect.hours: -5 is below 0"),
    ("advice.toml", (*RULE, "effect"), {"hours": 169}, f"{SAYS}.effect.hours: 169 is above 168"),
    ("advice.toml", (*RULE, "premises"), [{"has": {"records": "contact", "count": 0}}], f"{SAYS}.premises.1.has.count: 0 is below 1"),
    ("advice.toml", (*RULE, "title"), nan, f"{SAYS}.title: nan is not a text"),
    ("licenses.toml", (*MB, "exams", 0, "apply_until"), "02-30", f'{PAPER}exams.1: "02-30" is not a day'),
    ("licenses.toml", (*MB, "exams", 0, "apply_until"), "02-29", f'{PAPER}exams.1: "02-29" is not a day'),
    ("licenses.toml", (*MB, "renewal", "dates"), ["13-01"], f'{PAPER}renewal: "13-01" is not a day'),
    ("licenses.toml", (*MB, "renewal", "years"), 2**70, f"{PAPER}renewal.years: a number of that size is above 100"),
    # circles, and what names nothing
    ("steps/01-taste.toml", ("needs",), {"soft": ["step-2"]}, "needs: 1.1, 1.2, 1.3, 2.1, 2.2"),
    ("steps/01-taste.toml", ("needs",), {"soft": ["step-1"]}, "step-1 are better after each other"),
    ("steps/01-taste.toml", ("needs",), {"soft": ["1.1"]}, "needs: 1.1 are better after each other"),
    ("steps/01-taste.toml", ("needs",), {"hard": ["step-2"]}, "step-2 are better after each other"),
    ("steps/01-taste.toml", ("needs",), {"hard": ["3.3"]}, "wait for each other, so that none can ever begin"),
    ("steps/01-taste.toml", ("needs",), {"soft": [[]]}, "01-taste.toml: needs.soft.1: a list is empty"),
    ("steps/01-taste.toml", ("needs",), {"hard": ["2.1", []]}, "01-taste.toml: needs.hard.2: a list is empty"),
    ("steps/01-taste.toml", (*FIRST, "needs"), {"soft": ["1.2"]}, "needs: 1.1, 1.2 are better after each other"),
    ("steps/01-taste.toml", (*FIRST, "needs"), {"soft": [[]]}, '01-taste.toml: actions."1.1".needs.soft.1: a list is empty'),
    ("steps/01-taste.toml", (*FIRST, "needs"), {"hard": ["9.9"]}, "1.1, needs: there is no 9.9"),
    ("forecast.toml", ("actions", "2.1", "after"), ["2.1"], "forecast, after: 2.1 wait for each other"),
    ("forecast.toml", ("actions", "2.1", "after"), ["3.3"], "forecast, after: 2.1, 2.3, 3.3, step-2 wait for each other"),
    ("guide.toml", ("steps",), [], "guide.toml: steps: a list is empty"),
    ("guide.toml", ("forecast",), "nowhere", "nowhere.toml: No such file"),
    ("guide.toml", ("topics", "path"), "nowhere", "nowhere.toml: No such file"),
    ("vocabulary.toml", ("skills",), {}, "skills: the vocabulary has none"),
    # braces
    *[("advice.toml", (*RULE, "why"), why, f"{SAYS}: why: a brace stands alone")
      for why in ("{", "}", "You know {names", "{count:{total}")],
    *[("advice.toml", (*RULE, "why"), why, f"{SAYS}: why: there is no place {{{place}}}")
      for why, place in (("{}", ""), ("{0}", "0"), ("{count!z}", "count"), ("{names:d}", "names"), ("{count:>9999999}", "count"),
                         ("{names.__class__}", "names.__class__"), ("{names[0]}", "names[0]"), ("{missing|x}", "missing|x"))],
    # what a rule asks of a field that it cannot have
    *[("advice.toml", (*RULE, "premises"), [{"has": {"records": "application", **rule}}], f"advice, know-a-miller, {said}")
      for rule, said in (
        ({"fresh": {"history": "6m"}}, 'fresh: "history" is not a date'),
        ({"refresh": {"employer": "6m"}}, 'refresh: "employer" is not a date'),
        ({"refresh": {"stage": "6m"}}, 'application has no field "stage"'),
        ({"fresh": {"deadline": "soon"}}, 'fresh: "soon" is not a number of months'),
        ({"where": {"employer": {"older": "6m"}}}, "where employer: older is asked of a single date, and it is none"),
        ({"where": {"employer": {"at_least": "route"}}}, "where employer: at_least is asked of a single choice, and it is none"),
        ({"where": {"history.stage": {"at_least": "level"}}}, "where history.stage: at_least is asked of a single choice"),
        ({"where": {"history.stage": {"among": "skills"}}}, "where history.stage: among is asked of a single text or choice"),
        ({"where": {"employer": {}}}, "where employer: it is compared by one of at_least, among, older; found none"),
        ({"where": {"employer": {"at_most": "route"}}}, 'where: "at_most" is neither at_least nor among nor older'),
        ({"where": {"history": "applied"}}, "where history: it has more in it"),
        ({"where": {"history": ["applied"]}}, "where history: it has more in it"),
        ({"where": {"shoe": "any"}}, 'where: there is no field "shoe"'),
        ({"every": ["requires.degree"]}, 'every: "requires.degree" is not in dated entries'),
        ({"every": [["shoe"]]}, 'application has no field "shoe"'),
        ({"distinct": "shoe"}, 'application has no field "shoe"'),
      )],
    ("advice.toml", (*RULE, "premises"), [{"has": {"every": [[]], "records": "contact"}}],
     f"{SAYS}.premises.1.has.every.1: a list is empty"),
    ("advice.toml", (*RULE, "premises"), [{"has": {"profile": ["route"], "where": {"decisions.because": "x"}}}],
     'advice, know-a-miller, where: "decisions.because" is inside of a field'),
    ("advice.toml", (*RULE, "premises"), [{"has": {"records": "bread"}}], 'advice, know-a-miller, records: there is no kind "bread"'),
    ("advice.toml", (*RULE, "premises"), [{"has": {"profile": ["shoe"]}}], 'advice, know-a-miller, profile: there is no field "shoe"'),
    ("advice.toml", (*RULE, "premises"), [{"settled": ["9.9"]}], "advice, know-a-miller, there is no 9.9"),
    ("advice.toml", (*RULE, "premises"), [{"when": {"holds": "bread"}}], 'advice, know-a-miller, when, holds: there is no kind "bread"'),
    ("advice.toml", (*RULE, "effect"), {"profile": {"shoe": "x"}}, 'advice, know-a-miller, effect: profile: there is no shoe "x"'),
    ("advice.toml", (*RULE, "effect"), {"done": ["9.9"]}, "advice, know-a-miller, effect: there is no action 9.9"),
    ("steps/02-learn.toml", ("actions", "2.4", "when"), {"route": "sailor"}, 'action 2.4, when, route: "sailor" is not in the vocabulary'),
]  # fmt: skip

BANDS: Keys = ("sections", 0, "entries", 0)
CARERS: list[Case] = [
    ("pay.toml", (*BANDS, "years"), [5, 3], "years: 5 to 3 runs backward"),
    ("pay.toml", (*BANDS, "years"), [1, 2, 3], "years: a list is too long"),
    ("pay.toml", (*BANDS, "years"), [2000], "years: 2000 is above 100"),
    ("pay.toml", (*BANDS, "low"), 10**18, "low: 1000000000000000000 is above 1000000000"),
    ("pay.toml", (*BANDS, "low"), -5, "low: -5 is below 0"),
    ("pay.toml", (*BANDS, "high"), 1, "is above high, which is 1"),
    ("certifications.toml", ("sections", 0, "entries", "ccm", "exams"), [{"month": 13}], "entries.ccm.exams.1.month: 13 is above 12"),
    ("certifications.toml", ("sections", 0, "entries", "ccm", "renewal", "years"), 99999, "entries.ccm.renewal.years: 99999 is above 100"),
    ("certifications.toml", ("sections", 0, "entries", "ccm", "renewal", "years"), inf, "entries.ccm.renewal.years: inf is not a number"),
    ("forecast.toml", ("actions", "1.1", "hours"), [1e308, 1e308], 'forecast.toml: actions."1.1".hours: 1e+308 is above 100000'),
    ("forecast.toml", ("actions", "2.3", "after"), ["10.4"], "wait for each other, so that none can ever begin"),
    ("steps/01-understand-the-role.toml", ("needs",), {"soft": ["step-2"]}, "step-2 are better after each other"),
    ("steps/01-understand-the-role.toml", ("actions",), [], "needs: there is no 1.6"),
]  # fmt: skip


def ids(case: Case) -> str:
    return f"{case[3][:60]}: {case[2]!s:.20}"


def is_wrong(guide: Path, folder: Path, case: Case, put_plan: Callable[[Path], None]) -> None:
    file, keys, value, said = case
    put_plan(guide)
    whole = documents(guide)[file]
    broken = copy.deepcopy(whole)
    put(broken, keys, value)
    try:
        write(folder, {file: broken})
        found = problems_of(folder)
        assert any(said in one for one in found), found
        assert ended(["guide", "check", str(folder)], folder) == 3
        codes = {" ".join(words): ended(words, folder) for words in COMMANDS}
        assert set(codes.values()) <= {0, 3}, codes
    finally:
        write(folder, {file: whole})


@pytest.mark.parametrize("case", BAKERS, ids=ids)
def test_a_mistake_in_a_small_guide_is_named_and_no_command_does_more_than_refuse_it(
    case: Case, folders: dict[Path, Path], plans: Callable[[Path], None]
) -> None:
    is_wrong(BAKER, folders[BAKER], case, plans)


@pytest.mark.parametrize("case", CARERS, ids=ids)
def test_a_mistake_in_a_copy_of_the_guide_that_ships_is_named_and_no_command_does_more_than_refuse_it(
    case: Case, folders: dict[Path, Path], plans: Callable[[Path], None]
) -> None:
    is_wrong(SHIPPED, folders[SHIPPED], case, plans)


@pytest.mark.parametrize("guide", [BAKER, SHIPPED], ids=["baker", "shipped"])
def test_without_a_mistake_every_command_works(guide: Path, folders: dict[Path, Path], plans: Callable[[Path], None]) -> None:
    plans(guide)
    assert problems_of(folders[guide]) == []
    assert {" ".join(words): ended(words, folders[guide]) for words in COMMANDS} == {" ".join(words): 0 for words in COMMANDS}


# Whatever is put wherever

VALUES = [nan, inf, -inf, -1, 0, 1, 2, 13, 10**6, 10**18, 2**70, 1e308, 1e-320, -1.5, 0.5, "", "x", "{", "}", "{names}", "{count!r}",
          "{missing|a}", "{route|", "careerplan next", "careerplan set ", "a" * 300, "\x1b[31m", "\u202e", [], {}, [1], [[]], ["x"], [{}],
          [nan], True, False, date(1, 1, 1), date(9999, 12, 31), "9999m", "0m", "13-45", "02-29", "1.1", "3.2", "step-1", "step-3", ["1.1"],
          ["step-2"], [["1.1", "step-3"]], [0, 0], [5, 1], [3, 3], [-5, -1], [1e308, 1e308], {"x": "y"}, {"older": "6m"},
          {"soft": ["step-1"]}, "any", "none", "all", "status", "experience", "contact", "skills", "history", "history.stage"]  # fmt: skip


def places(document: Any, before: Keys = ()) -> Iterator[Keys]:
    """Every place in a document."""
    for key, inside in document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ():
        yield (*before, key)
        yield from places(inside, (*before, key))


@pytest.mark.parametrize("guide", [BAKER, SHIPPED], ids=["baker", "shipped"])
def test_whatever_stands_wherever_in_a_guide_no_command_does_more_than_refuse_it(
    guide: Path, folders: dict[Path, Path], plans: Callable[[Path], None]
) -> None:
    plans(guide)
    folder = folders[guide]
    whole = documents(guide)
    spots = {file: list(places(document)) for file, document in whole.items()}
    share = 8 if guide == SHIPPED else 2

    @settings(max_examples=settings.default.max_examples // share, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)  # type: ignore[union-attr]
    @given(st.data())
    def tried(data: st.DataObject) -> None:
        file = data.draw(st.sampled_from(sorted(whole)))
        keys = data.draw(st.sampled_from(spots[file]))
        if (file, keys) == ("guide.toml", ("id",)):
            return  # that of another guide
        broken = copy.deepcopy(whole[file])
        if data.draw(st.integers(0, 4)):
            put(broken, keys, data.draw(st.sampled_from(VALUES)))
        else:
            del entry(broken, keys[:-1])[keys[-1]]
        try:
            write(folder, {file: broken})
            checked = ended(["guide", "check", str(folder)], folder)
            assert checked in (0, 3)
            codes = {" ".join(words): ended(words, folder) for words in COMMANDS}
            assert set(codes.values()) <= ({0, 3} if checked else {0}), codes
        finally:
            write(folder, {file: whole[file]})

    tried()


# How it is told


def test_a_command_that_a_guide_makes_fail_says_what_is_wrong_with_the_guide(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "my guide"
    shutil.copytree(BAKER, folder)
    run("init", "--yes", "--guide", str(folder))
    step = folder / "steps" / "01-taste.toml"
    step.write_text(step.read_text(encoding="utf-8").replace('hard = ["1.1"]', 'hard = ["9.1"]'), encoding="utf-8")
    told = run("next", code=3)
    assert "1.2, needs: there is no 9.1" in told.err
    assert "guide check '" in told.err
    assert run("next", "--json", code=3).error["hint"] == f"careerplan guide check '{folder}'"
    assert run("next", "--json", code=3).error["code"] == "invalid-guide"
    assert "try:" not in run("guide", "check", str(folder), code=3).err


def test_a_mistake_of_our_own_stays_one_whatever_guide_is_in_use(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("ours")

    run("init", "--yes", "--guide", str(BAKER))
    monkeypatch.setattr("careerplan.cli.here.agenda", broken)
    assert "a mistake in careerplan itself (KeyError)" in run("next", code=1).err


def test_the_guide_that_ships_is_not_looked_through_where_something_goes_wrong(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("ours")

    run("init", "--yes")
    monkeypatch.setattr("careerplan.cli.here.agenda", broken)
    monkeypatch.setattr("careerplan.cli.reading.problems_of", lambda folder: pytest.fail("it was looked through"))
    assert "a mistake in careerplan itself (KeyError)" in run("next", code=1).err
