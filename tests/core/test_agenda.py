from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from careerplan import guidebook
from careerplan.core.agenda import AGAIN, Item, Reason, agenda
from careerplan.core.dues import LEARNING_AHEAD
from careerplan.core.entries import RatingEntry, StageEntry
from careerplan.core.guide import Guide, Needs
from careerplan.core.kinds import (
    Achievement,
    Application,
    Certification,
    Contact,
    Course,
    Education,
    Event,
    Experience,
    License,
    Membership,  # fmt: skip
    Resource,
    Skill,
)
from careerplan.core.plan import Plan, completed, new_plan, skipped, started
from careerplan.core.progress import progress
from careerplan.core.records import Record
from tests.conftest import BAKER

DAY = date(2026, 11, 22)
GUIDE = guidebook.load_guide(BAKER)


@pytest.fixture
def empty(baker: Guide) -> Plan:
    return new_plan(baker)


def refs(plan: Plan, today: date = DAY) -> list[str]:
    return [item.ref for item in agenda(GUIDE, plan, today)]


def first(plan: Plan, today: date = DAY) -> Item:
    return agenda(GUIDE, plan, today)[0]


def kinds(item: Item) -> list[str]:
    return [reason.kind for reason in item.reasons]


def test_a_fresh_plan_starts_with_what_nothing_comes_before_and_most_wait_for(empty: Plan) -> None:
    assert refs(empty) == ["1.1", "1.3", "2.1", "3.1", "2.6"]
    assert kinds(first(empty)) == ["first", "waited-for"]


def test_of_a_group_one_member_is_offered_and_none_once_it_is_satisfied(empty: Plan) -> None:
    group = next(item for item in agenda(GUIDE, empty, DAY) if item.ref == "2.1")
    assert group.reasons[0].refs == ("2.1", "2.2")
    assert not {"2.1", "2.2"} & set(refs(completed(empty, "2.2", on=DAY)))


def test_the_member_of_a_group_that_was_started_is_the_one_offered(empty: Plan) -> None:
    assert refs(started(empty, "2.2"))[0] == "2.2"


@pytest.mark.parametrize("soft", ["step-1", "step-3", "1.2", "3.1"])
def test_steps_that_are_better_after_themselves_or_after_an_action_are_in_the_list_like_others(empty: Plan, soft: str) -> None:
    steps = [replace(step, needs=Needs(soft=[soft])) if step.id == "step-1" else step for step in GUIDE.steps]
    found = agenda(replace(GUIDE, steps=tuple(steps)), empty, DAY)
    assert {item.ref for item in found} == set(refs(empty))


def test_a_step_that_is_better_after_an_action_stands_after_the_step_of_that(empty: Plan) -> None:
    steps = [replace(step, needs=Needs(soft=["3.1"] if step.id == "step-1" else [])) for step in GUIDE.steps]
    found = agenda(replace(GUIDE, steps=tuple(steps)), empty, DAY)
    depth = {item.ref: term.value for item in found for term in item.order if term.name == "depth"}
    assert (depth["1.1"], depth["2.1"], depth["3.1"]) == (1, 0, 0)


def test_optional_comes_after_core(empty: Plan) -> None:
    assert refs(empty)[-1] == "2.6"


@pytest.mark.parametrize(
    ("days", "place", "kind"),
    [(-1, 0, "overdue"), (0, 0, "due"), (14, 0, "due"), (15, -1, None)],
)
def test_a_date_counts_from_two_weeks_before(empty: Plan, days: int, place: int, kind: str | None) -> None:
    plan = empty.with_mark("3.1", target=DAY + timedelta(days=days))
    item = agenda(GUIDE, plan, DAY)[place]
    assert item.ref == "3.1"
    assert (kind in kinds(item)) if kind else kinds(item)[0] == "later"
    assert item.due == DAY + timedelta(days=days)


def test_the_order_is_overdue_due_doing_close_ready(empty: Plan) -> None:
    plan = empty.with_mark("3.1", target=DAY - timedelta(days=1)).with_mark("2.6", target=DAY + timedelta(days=3))
    plan = started(plan, "2.1")
    for id in ("1.1", "1.2", "1.3"):
        plan = completed(plan, id, on=DAY)
    assert refs(plan) == ["3.1", "2.6", "2.1", "step-1"]


def test_the_longest_overdue_comes_first(empty: Plan) -> None:
    plan = empty.with_mark("3.1", target=DAY - timedelta(days=1)).with_mark("1.3", target=DAY - timedelta(days=2))
    assert refs(plan)[:2] == ["1.3", "3.1"]


def test_what_is_blocked_and_overdue_is_replaced_by_what_unblocks_it(empty: Plan) -> None:
    plan = empty.with_mark("1.2", target=DAY - timedelta(days=3))
    item = first(plan)
    assert (item.ref, kinds(item)[0], item.reasons[0].refs) == ("1.1", "unblocks", ("1.2",))
    assert "1.2" not in refs(plan)


def test_what_waits_for_whole_steps_is_replaced_by_their_best_action(empty: Plan) -> None:
    item = first(empty.with_mark("3.3", target=DAY))
    assert (item.ref, kinds(item)[0]) == ("1.1", "unblocks")


def test_an_overdue_step_shows_its_best_action_or_that_it_can_be_closed(empty: Plan) -> None:
    dated = empty.with_mark("step-2", target=DAY - timedelta(days=1))
    assert (first(dated).ref, kinds(first(dated))[0]) == ("2.1", "unblocks")
    ready = completed(completed(dated, "2.1", on=DAY), "2.3", on=DAY)
    assert (first(ready).ref, kinds(first(ready))) == ("step-2", ["overdue", "close"])


def test_a_step_that_is_ready_can_be_closed_and_a_closed_one_asks_for_nothing(empty: Plan) -> None:
    plan = empty
    for id in ("1.1", "1.2", "1.3"):
        plan = completed(plan, id, on=DAY)
    item = first(plan)
    assert (item.ref, item.command, item.kind) == ("step-1", "careerplan done 1", "step")
    assert "step-1" not in refs(completed(plan, "step-1", on=DAY))
    assert not [ref for ref in refs(skipped(empty, "step-1", because="x")) if ref.startswith("1.")]


def test_half_written_notes_come_before_new_work(empty: Plan) -> None:
    plan = empty.with_note("1.1", "a", on=DAY)
    assert kinds(first(plan))[0] == "partly"


@pytest.mark.parametrize(
    ("ref", "record", "title", "command"),
    [
        ("certification/ccm", Certification(name="CCM", valid_until=DAY), "Renew CCM", "renew ccm"),
        ("membership/cmsa", Membership(organization="CMSA", renews=DAY), "Renew your membership of CMSA", "set cmsa renews=+1y"),
        ("contact/dana", Contact(name="Dana", next_contact=DAY), "Get in touch with Dana", "met dana --next +3m"),
        ("application/mercy", Application(employer="Mercy", follow_up=DAY), "Follow up with Mercy", "followed-up mercy"),
    ],
)
def test_the_dates_of_records_come_up(empty: Plan, ref: str, record: object, title: str, command: str) -> None:
    item = first(empty.with_record(ref, record))  # type: ignore[arg-type]
    assert (item.ref, item.kind, item.title, item.due) == (ref, ref.split("/")[0], title, DAY)
    assert item.command == f"careerplan {command}"


def test_a_revoked_certification_asks_for_no_renewal(empty: Plan) -> None:
    gone = Certification(name="CCM", status="revoked", valid_until=DAY)
    assert "certification/ccm" not in refs(empty.with_record("certification/ccm", gone))


def test_when_all_is_done_nothing_is_left(empty: Plan) -> None:
    plan = empty
    for step in GUIDE.steps:
        plan = completed(plan, step.id, on=DAY)
    assert refs(plan) == []


# A law: nothing that cannot be started ever appears, and the order is stable.

MARKS = st.lists(
    st.tuples(
        st.sampled_from([*GUIDE.actions, *GUIDE.step_by_id]),
        st.sampled_from(["done", "skipped", "doing", "target", "note"]),
        st.integers(-30, 30),
    ),
    max_size=12,
)


@settings(max_examples=300)
@given(MARKS, st.booleans(), st.booleans())
def test_nothing_that_cannot_be_started_ever_appears(marks: list[tuple[str, str, int]], searching: bool, working: bool) -> None:
    plan = new_plan(GUIDE)
    if searching:
        history = {"2026-11-01": StageEntry(stage="applied")}
        plan = plan.with_record("application/a", Application(employer="A", history=history))
    if working:
        plan = plan.with_record("experience/h", Experience(position="H", kind="paid", setting="bakery"))
    for ref, what, days in marks:
        if what == "target":
            plan = plan.with_mark(ref, target=DAY + timedelta(days=days))
        elif what == "note":
            plan = plan.with_note(ref, "x", on=DAY)
        else:
            plan = {"done": completed(plan, ref, on=DAY), "skipped": skipped(plan, ref, because="x"), "doing": started(plan, ref)}[what]
    view = progress(GUIDE, plan, DAY)
    items = agenda(GUIDE, plan, DAY)
    for item in items:
        if item.kind == "action":
            state = view.states[item.ref]
            assert state.open
            assert not state.blocked_by
            assert not view.step_states[item.step or ""].closed
        elif item.kind == "step":
            assert view.step_states[item.ref].ready
    assert len({item.ref for item in items}) == len(items)
    assert [item.order for item in items] == sorted(item.order for item in items)
    assert items == agenda(GUIDE, plan, DAY)
    assert not items or all(item.reasons for item in items)


# What has come up again


def test_what_every_record_asks_for_comes_up_again_and_lowers_nothing(empty: Plan) -> None:
    plan = empty.with_record(
        "experience/a", Experience(position="Helper", kind="paid", setting="bakery", supervisor="Jo", hours_per_week=8)
    )
    before = progress(GUIDE, plan, DAY)
    after = plan.with_record("experience/b", Experience(position="Helper", kind="paid", setting="hotel"))
    assert before.states["2.3"].satisfied
    assert progress(GUIDE, after, DAY).satisfied == before.satisfied
    again = next(item for item in agenda(GUIDE, after, DAY) if item.ref == "2.3")
    assert again.tier == AGAIN
    assert again.reasons == (Reason("again", ("experience/b",), count=1),)
    assert "2.3" not in refs(plan)
    assert "2.3" not in refs(skipped(after, "2.3", because="enough"))


def test_hours_of_learning_that_are_missing_stand_there_a_quarter_before_the_period_ends(empty: Plan) -> None:
    catalogue = guidebook.load_topic(guidebook.load_guide(), "certifications")

    def asked(until: date) -> list[Item]:
        plan = empty.with_record("certification/ccm", Certification(name="CCM", code="CCM", valid_until=until))
        return [item for item in agenda(GUIDE, plan, DAY, catalogue=catalogue) if item.kind == "certification"]

    assert not asked(DAY + timedelta(days=LEARNING_AHEAD + 1))
    found = asked(DAY + timedelta(days=LEARNING_AHEAD))
    assert found[0].title == "Learn 80 more hours for CCM"
    assert found[0].reasons[0].kind == "short-of"


# Laws

RECORDS: list[tuple[str, Record]] = [
    ("experience/a", Experience(position="Helper", kind="paid", setting="bakery", start=date(2026, 1, 1))),
    ("experience/b", Experience(position="Helper", kind="volunteer", setting="hotel", supervisor="Jo", hours_per_week=8)),
    ("experience/c", Experience(position="Later", kind="paid", setting="bakery", start=date(2027, 1, 1))),
    ("contact/a", Contact(name="A", role="miller", next_contact=date(2026, 11, 1))),
    ("contact/b", Contact(name="B", role="grocer")),
    ("contact/c", Contact(name="C", next_contact=date(2026, 11, 1))),
    ("contact/d", Contact(name="D", next_contact=date(2026, 11, 1))),
    ("license/a", License(name="Permit", valid_until=date(2026, 11, 30))),
    ("license/b", License(name="Old permit", valid_until=date(2025, 11, 30))),
    ("course/a", Course(title="Sourdough", topics=("sourdough",), date=date(2026, 12, 1))),
    ("course/b", Course(title="Hygiene", topics=("hygiene", "sourdough"))),
    ("education/a", Education(institution="School", study_type="bachelor", status="enrolled", end=date(2026, 11, 1))),
    ("education/b", Education(institution="School", study_type="bachelor", status="completed", end=date(2026, 11, 1))),
    ("application/a", Application(employer="A", history={"2026-11-01": StageEntry(stage="applied")})),
    ("application/b", Application(employer="B", history={"2026-11-01": StageEntry(stage="interview")})),
    ("resource/a", Resource(name="A")),
    ("skill/kneading", Skill(ratings={"2026-05-01": RatingEntry(level=2)})),
]
some_records = st.lists(st.sampled_from(RECORDS), max_size=8, unique_by=lambda one: one[0])
profiles = st.fixed_dictionaries({}, optional={"field": st.sampled_from(["bread", "pastry"]),
                                               "route": st.sampled_from(["apprentice", "bachelor"])})  # fmt: skip
ids = st.sampled_from(sorted(GUIDE.actions))
marks = st.dictionaries(ids, st.sampled_from(["done", "doing", "skipped"]), max_size=5)
days = st.dictionaries(st.one_of(ids, st.sampled_from(["step-1", "step-2", "step-3"])), st.integers(-40, 40), max_size=3)


def made(records: list[tuple[str, Record]], profile: dict[str, str], said: dict[str, str], targets: dict[str, int]) -> Plan:
    plan = new_plan(GUIDE).with_profile(**profile)
    for ref, record in records:
        plan = plan.with_record(ref, record)
    for ref, status in said.items():
        plan = plan.with_mark(ref, status=status)
    for ref, ahead in targets.items():
        plan = plan.with_mark(ref, target=DAY + timedelta(days=ahead))
    return plan


@given(some_records, profiles, marks, days)
def test_nothing_blocked_ever_stands_above_what_can_be_started(
    records: list[tuple[str, Record]], profile: dict[str, str], said: dict[str, str], targets: dict[str, int]
) -> None:
    plan = made(records, profile, said, targets)
    seen = progress(GUIDE, plan, DAY)
    items = agenda(GUIDE, plan, DAY, seen)
    assert not [item.ref for item in items if item.kind == "action" and seen.states[item.ref].blocked_by]
    assert len({item.ref for item in items}) == len(items)
    started_last = [item.tier for item in items]
    assert started_last == sorted(started_last)


@given(some_records, profiles, marks, st.sampled_from(RECORDS))
def test_adding_evidence_never_lowers_progress(
    records: list[tuple[str, Record]], profile: dict[str, str], said: dict[str, str], more: tuple[str, Record]
) -> None:
    plan = made([one for one in records if one[0] != more[0]], profile, said, {})
    before, after = progress(GUIDE, plan, DAY), progress(GUIDE, plan.with_record(*more), DAY)
    lost = [id for id, state in before.states.items() if state.satisfied and not after.states[id].satisfied]
    assert not lost
    assert after.satisfied >= before.satisfied


SHIPPED = guidebook.load_guide()
LAW: list[Record] = [
    Experience(position="Aide", kind="paid", setting="hospital", start=date(2026, 1, 1)),
    Experience(position="Helper", kind="volunteer", setting="nursing-home", tags=("community",), hours_per_week=4, supervisor="Jo"),
    Experience(position="Manager", kind="paid", case_management="yes", people_led=3, start=date(2027, 1, 1)),
    Achievement(title="A", kind="outcome", date=date(2026, 1, 1)),
    Contact(name="A", role="nurse", source="work", last_contact=date(2026, 11, 1)),
    Contact(name="B", role="community-organization", next_contact=date(2026, 12, 1)),
    Course(title="HIPAA", topics=("hipaa",), date=date(2025, 1, 1)),
    Course(title="HIPAA again", topics=("hipaa",), date=date(2027, 1, 1)),
    Course(title="Ethics", topics=("healthcare-ethics", "ethics-code", "patient-rights"), date=date(2026, 1, 1)),
    Education(area="Nursing", study_type="bachelor", status="enrolled", end=date(2027, 5, 1)),
    Education(area="Nursing", study_type="bachelor", status="completed", end=date(2020, 5, 1)),
    License(name="Registered nurse", code="RN", valid_until=date(2026, 1, 1)),
    License(name="Registered nurse", code="RN", valid_until=date(2027, 1, 1)),
    Certification(name="Certified Case Manager", code="CCM", status="planned"),
    Certification(name="Certified Case Manager", code="CCM", status="active"),
    Resource(name="Pantry", category="food", assured=date(2026, 1, 1)),
    Resource(name="Shelter", category="housing", assured=date(2026, 11, 1), eligibility="A", application_process="B"),
    Membership(organization="CMSA", since=date(2026, 1, 1)),
    Event(title="Fair", kind="conference", date=date(2026, 1, 1)),
    Application(employer="A", tailored=True, history={"2026-11-01": StageEntry(stage="applied")}),
    Application(employer="B", history={"2026-11-01": StageEntry(stage="not-selected")}),
]
shipped_profiles = st.fixed_dictionaries({}, optional={
    "route": st.sampled_from(["no-degree", "bachelor"]), "field": st.sampled_from(["nursing", "social-work"]),
    "population": st.sampled_from(["older-adults", "general"]), "level": st.just("senior"),
})  # fmt: skip


@given(st.lists(st.sampled_from(range(len(LAW))), max_size=12, unique=True), st.sampled_from(range(len(LAW))), shipped_profiles)
def test_in_the_shipped_guide_too_nothing_that_is_added_takes_anything_away(held: list[int], more: int, profile: dict[str, str]) -> None:
    plan = new_plan(SHIPPED).with_profile(**profile)
    for index in held:
        plan = plan.with_record(f"{type(LAW[index]).__name__.lower()}/r{index}", LAW[index])
    added = plan.with_record(f"{type(LAW[more]).__name__.lower()}/more", LAW[more])
    before, after = progress(SHIPPED, plan, DAY), progress(SHIPPED, added, DAY)
    assert not [id for id, state in before.states.items() if state.satisfied and not after.states[id].satisfied]
    assert after.satisfied >= before.satisfied
    items = agenda(SHIPPED, added, DAY, after)
    assert not [item.ref for item in items if item.kind == "action" and after.states[item.ref].blocked_by]


@given(some_records, profiles, marks, days, st.randoms())
def test_the_order_does_not_come_from_the_order_of_the_file(
    records: list[tuple[str, Record]], profile: dict[str, str], said: dict[str, str], targets: dict[str, int], random: Random
) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)
    assert refs(made(shuffled, profile, said, targets)) == refs(made(records, profile, said, targets))


@given(some_records, profiles, marks, days)
def test_the_terms_of_the_order_say_the_order(
    records: list[tuple[str, Record]], profile: dict[str, str], said: dict[str, str], targets: dict[str, int]
) -> None:
    items = agenda(GUIDE, made(records, profile, said, targets), DAY)
    assert items == sorted(items, key=lambda item: ([term.value for term in item.order], item.ref))
