"""Skills: now, against the aim, what stands behind each, and what trains it."""

from datetime import date

import pytest

from careerplan.core.entries import RatingEntry
from careerplan.core.guide import Evidence, Guide
from careerplan.core.kinds import Achievement, Certification, Contact, Course, Experience, Skill
from careerplan.core.plan import Plan, new_plan
from careerplan.core.progress import progress
from careerplan.core.skills import SkillState, skills, weakest
from careerplan.core.topics import Credentialed, Level, Section, Tip, Topic

TODAY = date(2026, 11, 22)
PATH: Topic[Level] = Topic(
    title="", sections=[Section(id="levels", title="", entries=[Level(id="journeyman", rating=3, ratings={"kneading": 5})])]
)
CATALOGUE: Topic[Credentialed] = Topic(
    title="", sections=[Section(id="all", title="", entries=[Credentialed(id="mb", title="Master", code="MB", skills=["patience"])])]
)


@pytest.fixture
def empty(baker: Guide) -> Plan:
    return new_plan(baker)


def rated(plan: Plan, skill: str, *levels: int) -> Plan:
    days = {f"2026-0{number}-01": RatingEntry(level=level) for number, level in enumerate(levels, 1)}
    return plan.with_record(f"skill/{skill}", Skill(ratings=days))


def seen(guide: Guide, plan: Plan) -> dict[str, SkillState]:
    states = skills(guide, plan, progress(guide, plan, TODAY), path=PATH, catalogue=CATALOGUE, today=TODAY)
    return {one.id: one for one in states}


def test_the_latest_rating_stands_beside_the_one_before(baker: Guide, empty: Plan) -> None:
    one = seen(baker, rated(empty, "kneading", 2, 4))["kneading"]
    assert (one.now, one.before, one.rated) == (4, 2, date(2026, 2, 1))
    assert seen(baker, empty)["kneading"].now is None


def test_the_aim_is_that_of_the_level_in_the_profile(baker: Guide, empty: Plan) -> None:
    assert seen(baker, empty)["kneading"].aim is None
    aiming = seen(baker, rated(empty.with_profile(level="journeyman"), "kneading", 2))
    assert (aiming["kneading"].aim, aiming["kneading"].gap, aiming["patience"].aim) == (5, 3, 3)


@pytest.mark.parametrize(("led", "shows"), [(None, False), (0, False), (1, True)])
def test_a_rule_of_the_path_says_what_else_shows_a_skill(baker: Guide, empty: Plan, led: int | None, shows: bool) -> None:
    rule = Evidence(records="experience", where={"people_led": "any"})
    tip = Tip(text="Teach.", skills=["patience"], shown={"patience": rule})
    path: Topic[Level] = Topic(title="", sections=[Section(id="levels", title="", entries=[Level(id="master", tips=[tip])])])
    plan = empty.with_record("experience/a", Experience(position="Baker", people_led=led))
    found = skills(baker, plan, progress(baker, plan, TODAY), path=path, catalogue=CATALOGUE, today=TODAY)
    assert next(one.backed_by for one in found if one.id == "patience") == (("experience/a",) if shows else ())


def test_a_rule_shows_no_skill_by_records_of_a_kind_that_shows_none(baker: Guide, empty: Plan) -> None:
    tip = Tip(text="Ask.", skills=["patience"], shown={"patience": Evidence(records="contact")})
    path: Topic[Level] = Topic(title="", sections=[Section(id="levels", title="", entries=[Level(id="master", tips=[tip])])])
    plan = empty.with_record("contact/a", Contact(name="Ada"))
    found = skills(baker, plan, progress(baker, plan, TODAY), path=path, catalogue=CATALOGUE, today=TODAY)
    assert not any(one.backed_by for one in found)


def test_a_gap_names_the_open_actions_that_train_the_skill(baker: Guide, empty: Plan) -> None:
    one = seen(baker, rated(empty.with_profile(level="journeyman"), "kneading", 2))["kneading"]
    trained = [action.id for action in baker.actions.values() if "kneading" in action.skills]
    assert trained
    assert set(one.built_by) <= set(trained)
    reached = seen(baker, rated(empty.with_profile(level="journeyman"), "kneading", 5))["kneading"]
    assert (reached.gap, reached.built_by) == (0, ())


@pytest.mark.parametrize(("level", "lacks"), [(2, False), (3, True), (5, True)])
def test_from_level_three_on_a_record_is_asked_for(baker: Guide, empty: Plan, level: int, lacks: bool) -> None:
    assert seen(baker, rated(empty, "patience", level))["patience"].lacks_evidence is lacks


def test_a_record_that_names_the_skill_backs_it(baker: Guide, empty: Plan) -> None:
    plan = rated(empty, "patience", 4).with_record("achievement/a", Achievement(title="A", skills=("patience",)))
    one = seen(baker, plan)["patience"]
    assert (one.backed_by, one.lacks_evidence) == (("achievement/a",), False)


def test_a_record_that_counts_for_an_action_backs_the_skills_which_that_trains(baker: Guide, empty: Plan) -> None:
    plan = empty.with_record("experience/helper", Experience(position="Helper", kind="paid", setting="bakery", start=date(2026, 1, 1)))
    backed = {id for id, one in seen(baker, plan).items() if one.backed_by}
    assert backed == set(baker.actions["2.1"].skills)


@pytest.mark.parametrize(("status", "until", "backs"), [
    ("active", None, True), ("active", TODAY, True), ("active", date(2026, 11, 21), False), ("planned", None, False),
    ("revoked", None, False),
])  # fmt: skip
def test_a_certification_backs_a_skill_only_while_it_holds(baker: Guide, empty: Plan, status: str, until: date | None, backs: bool) -> None:
    plan = empty.with_record("certification/mb", Certification(name="Master", code="mb", status=status, valid_until=until))  # type: ignore[arg-type]
    assert bool(seen(baker, plan)["patience"].backed_by) is backs


def test_what_has_not_happened_yet_backs_nothing(baker: Guide, empty: Plan) -> None:
    plan = empty.with_record("course/c", Course(title="C", date=date(2026, 11, 23), skills=("patience",)))
    assert seen(baker, plan)["patience"].backed_by == ()


def test_the_weakest_comes_first(baker: Guide, empty: Plan) -> None:
    plan = rated(rated(empty, "kneading", 4), "patience", 2)
    assert weakest(list(seen(baker, plan).values())) == ["patience", "kneading"]
