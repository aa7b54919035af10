from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerplan import guidebook
from careerplan.core.agenda import agenda
from careerplan.core.credentials import standings
from careerplan.core.entries import Interview, StageEntry
from careerplan.core.fields import Field, fields_of
from careerplan.core.hours import worked
from careerplan.core.kinds import (
    KINDS,
    Achievement,
    Application,
    Certification,
    Contact,
    Course,
    Education,
    Experience,
    License,
    Membership,
    Resource,
)
from careerplan.core.plan import Decision, Note, OwnAction, Plan, StepMark, new_plan
from careerplan.core.progress import progress
from careerplan.core.records import Record
from careerplan.core.redaction import redacted
from careerplan.core.references import Names

GUIDE = guidebook.load_guide()
DAY = date(2026, 11, 22)
SECRET = "Zebulon Quarrywright"


def entry_of(declared: type) -> Any:
    """An entry, or a table, with a secret in every text."""
    return declared(**{field.name: value_of(field) for field in fields_of(declared).values()})


def value_of(field: Field) -> Any:
    """A value for a field, secret where it may be."""
    match field.form:
        case "text":
            return next(iter(GUIDE.vocabulary[field.vocabulary])) if field.vocabulary and not field.open else SECRET
        case "list":
            return (SECRET,)
        case "date":
            return DAY
        case "number" | "whole":
            return 3
        case "yes-no":
            return True
        case "choice":
            return field.choices[0]
        case "log":
            return {"2026-11-01": entry_of(field.entry)} if field.entry else {}
        case "table":
            return entry_of(field.entry) if field.entry else None
        case "amounts":
            return {SECRET: 3.0}


def public_of(field: Field) -> Any:
    return {"text": "public", "list": ("public",), "amounts": {"public": 3.0}}[field.form]


def full() -> Plan:
    """A plan with a secret in every text that is not public."""
    plan = new_plan(GUIDE)
    for kind, declared in KINDS.items():
        values = {field.name: public_of(field) if field.public else value_of(field)
                  for field in fields_of(declared).values()}  # fmt: skip
        plan = plan.with_record(f"{kind}/zebulon-quarrywright", declared(**values))
    mark = StepMark(title=SECRET, because=SECRET, notes={"2026-11-01": Note(text=SECRET)}, own={"3.a": OwnAction(title=SECRET)})
    decisions = {"2026-11-01": Decision(decision="go", because=SECRET)}
    plan = Plan(guide=plan.guide, profile=plan.profile, steps={**plan.steps, "step-3": mark}, records=plan.records)
    return plan.with_mark("3.1", because=SECRET, status="skipped").with_profile(name=SECRET, region=SECRET, decisions=decisions)


def test_no_text_that_is_not_public_is_left() -> None:
    assert "quarrywright" not in repr(redacted(full(), GUIDE)).casefold()
    assert "quarrywright" in repr(full()).casefold()


def test_references_still_lead_where_they_led() -> None:
    plan = new_plan(GUIDE).with_record("experience/sunrise-home", Experience(position="Aide", organization="Sunrise Home"))
    plan = plan.with_record("achievement/x", Achievement(title="For Dana", experience="experience/sunrise-home"))
    plan = plan.with_record("certification/ccm", Certification(name="Certified Case Manager", code="CCM"))
    plan = plan.with_record("course/y", Course(title="Ethics", counts_for=("certification/ccm",)))
    shown = redacted(plan, GUIDE)
    assert shown.record("achievement/achievement-1").experience == "experience/experience-1"  # type: ignore[attr-defined]
    assert shown.record("course/course-1").counts_for == ("certification/ccm",)  # type: ignore[attr-defined]
    assert shown.record("experience/experience-1").position == "Aide"  # type: ignore[attr-defined]
    assert Names(shown, GUIDE).short("achievement/achievement-1") == "achievement-1"


def test_what_names_a_record_becomes_its_kind_and_a_number() -> None:
    plan = new_plan(GUIDE).with_record("contact/dana", Contact(name="Dana Lee", role="nurse", phone="555"))
    plan = plan.with_record("contact/kim", Contact(name="Kim Ito"))
    held = redacted(plan, GUIDE).of_kind("contact")
    assert [(id, one.name, one.role, one.phone) for id, one in held.items()] == [  # type: ignore[attr-defined]
        ("contact-1", "Contact 1", "nurse", "left out"),
        ("contact-2", "Contact 2", None, None),
    ]


def test_days_stages_and_levels_stay() -> None:
    one = Application(employer="Mercy", history={"2026-11-01": StageEntry(stage="applied", note="Ms. Hill")},
                      interviews={"2026-11-09": Interview(people=("Ms. Hill",), questions=("Why?",))})  # fmt: skip
    shown = redacted(new_plan(GUIDE).with_record("application/mercy", one), GUIDE).record("application/application-1")
    assert isinstance(shown, Application)
    assert (shown.employer, shown.stage, list(shown.interviews)) == ("Application 1", "applied", ["2026-11-09"])
    assert shown.interviews["2026-11-09"].people == ("left out",)


@pytest.mark.parametrize("today", [DAY, date(2027, 11, 22)])
def test_progress_is_the_same_as_before(today: date) -> None:
    plan = full()
    before, after = progress(GUIDE, plan, today), progress(GUIDE, redacted(plan, GUIDE), today)
    assert [state.satisfied for state in after.states.values()] == [state.satisfied for state in before.states.values()]


def test_doing_it_twice_is_doing_it_once() -> None:
    once = redacted(full(), GUIDE)
    assert redacted(once, GUIDE) == once


def test_what_a_private_field_names_is_left_out_of_public_texts_too() -> None:
    plan = new_plan(GUIDE).with_profile(name="Ada Lovelace")
    plan = plan.with_record("experience/x", Experience(position="Nurse at mercy west, with ada lovelace", organization="Mercy West"))
    plan = plan.with_record("course/y", Course(title="Westward Mercy Westerly", provider="Mercy West"))
    plan = plan.with_record("certification/ccm", Certification(name="CCM of Mercy West (2020)", code="CCM"))
    plan = plan.with_record("contact/z", Contact(name="CCM"))
    shown = redacted(plan, GUIDE)
    assert shown.record("experience/experience-1").position == "Nurse at left out, with left out"  # type: ignore[attr-defined]
    assert shown.record("course/course-1").title == "Westward left out Westerly"  # type: ignore[attr-defined]
    assert shown.record("certification/ccm").name == "left out of left out (2020)"  # type: ignore[attr-defined]
    assert shown.record("certification/ccm").code == "CCM"  # type: ignore[attr-defined]


CATALOGUE = guidebook.load_topic(GUIDE, "certifications")
KNOWN = [word for entry in CATALOGUE.entries() for word in entry.names_of_things]
PEOPLE = Application(employer="Mercy West Hospital", title="Coordinator (hiring: Ivy Tufts)",
                     interviews={"2026-11-09": Interview(people=("Ivy Tufts",))})  # fmt: skip


@pytest.mark.parametrize(
    ("private", "record", "name", "shown"),
    [
        (Experience(position="A", supervisor="Greta Holmquist"), Course(title="CCM, with Greta"), "title", "CCM, with left out"),
        (Education(institution="Portland State University"), Education(area="Nursing (Portland State)"), "area",
         "Nursing (left out State)"),
        (Experience(position="A", organization="Mercy West Hospital"), Experience(position="Nurse, Mercy West"), "position",
         "Nurse, left out left out"),
        (PEOPLE, PEOPLE, "title", "Coordinator (hiring: left out)"),
        (None, Course(title="HIPAA, ask g.h@mercy.org or (503) 555-0101, 555-0102"), "title", "HIPAA, ask left out or left out, left out"),
        (None, Course(title="Read https://mercy.example/a?b=c and 20261122334"), "title", "Read left out and left out"),
        (None, Course(title="Ethics 2019-2021, 45 CFR 164.530, 8 hours"), "title", "Ethics 2019-2021, 45 CFR 164.530, 8 hours"),
        (None, Membership(organization="Quillfeather Nurses of Multnomah County"), "organization", "left out"),
        (None, Membership(organization="Case Management Society of America"), "organization", "Case Management Society of America"),
        (None, License(name="RN", code="RN", issuer="Oregon State Board of Nursing"), "issuer", "left out"),
        (None, License(name="RN", code="RN", issuer="your state's board of nursing"), "issuer", "your state's board of nursing"),
        (Contact(name="Certified Case Manager"), Certification(name="Certified Case Manager"), "name", "Certified Case Manager"),
        (Contact(name="Nurse Ratched"), Experience(position="Nurse aide"), "position", "Nurse aide"),
    ],
)  # fmt: skip
def test_names_are_found_in_parts_and_what_leads_to_somebody_is_left_out_everywhere(
    private: Record | None, record: Record, name: str, shown: str
) -> None:
    plan = new_plan(GUIDE).with_record(f"{type(record).__name__.lower()}/shown", record)
    if private:
        plan = plan.with_record(f"{type(private).__name__.lower()}/private", private)
    held = redacted(plan, GUIDE, known=KNOWN).of_kind(type(record).__name__.lower())
    assert shown in [getattr(one, name) for one in held.values()]


def test_no_two_records_become_one() -> None:
    plan = new_plan(GUIDE).with_record("license/a", License(name="A")).with_record("license/license-1", License(name="B", code="LICENSE-1"))
    plan = plan.with_record("license/c", License(name="C")).with_record("license/license-2", License(name="D"))
    assert list(redacted(plan, GUIDE).of_kind("license")) == ["license-2", "license-1", "license-3", "license-4"]


words = st.sampled_from(
    ["night-shift", "Night shift", "community", "hipaa", "hospital", "my ward", "RN", "Registered nurse", "Certified Case Manager"]
)
texts = st.one_of(words, st.text(alphabet="abc ", min_size=1, max_size=5).map(lambda text: text.strip() or "a"))
plans = st.lists(st.one_of(
    st.builds(Experience, position=texts, organization=texts, kind=st.sampled_from(["paid", "volunteer", None]), setting=words,
              tags=st.lists(words, max_size=2).map(tuple), supervisor=texts, supervisor_credential=words, hours_per_week=st.just(30.0),
              case_management=st.sampled_from(["yes", "no", None]), start=st.just(date(2024, 1, 1))),
    st.builds(License, name=texts, code=st.none() | words, issuer=texts, valid_until=st.sampled_from([None, date(2027, 1, 1)])),
    st.builds(Certification, name=texts, code=st.none() | st.just("CCM"), status=st.sampled_from(["planned", "active"]),
              valid_until=st.sampled_from([None, date(2027, 1, 1)]), renewal_minimums=st.dictionaries(words, st.just(4.0), max_size=1)),
    st.builds(Course, title=texts, topics=st.lists(words, max_size=2).map(tuple), categories=st.lists(words, max_size=1).map(tuple),
              hours=st.just(3.0), date=st.just(date(2026, 1, 1)), counts_for=st.just(("certification/r0",))),
    st.builds(Education, institution=texts, area=texts, study_type=st.just("bachelor"), status=st.just("completed"),
              end=st.just(date(2020, 1, 1))),
    st.builds(Contact, name=texts, role=words, organization=texts, last_contact=st.just(date(2026, 1, 1))),
    st.builds(Resource, name=texts, category=words, assured=st.just(date(2026, 1, 1))),
    st.builds(Application, employer=texts, title=texts, setting=words, channel=words, tailored=st.booleans(),
              history=st.just({"2026-11-01": StageEntry(stage="applied")})),
), max_size=6)  # fmt: skip


@given(plans)
def test_what_is_worked_out_of_a_redacted_plan_is_what_is_worked_out_of_the_plan(records: list[Record]) -> None:
    plan = new_plan(GUIDE).with_profile(route="bachelor", field="nursing", region="Ohio", name="Ada")
    for number, record in enumerate(records):
        plan = plan.with_record(f"{type(record).__name__.lower()}/r{number}", record)
    shown = redacted(plan, GUIDE, known=KNOWN)
    before, after = progress(GUIDE, plan, DAY), progress(GUIDE, shown, DAY)
    assert [state.satisfied for state in after.states.values()] == [state.satisfied for state in before.states.values()]
    assert (after.satisfied, after.applicable) == (before.satisfied, before.applicable)
    numbers = [[(one.state, one.ends, one.missing, len(one.courses)) for one in standings(held, CATALOGUE, DAY)] for held in (plan, shown)]
    assert numbers[0] == numbers[1]
    assert [one.hours for one in worked(plan, DAY)] == [one.hours for one in worked(shown, DAY)]
    assert len(agenda(GUIDE, plan, DAY, before)) == len(agenda(GUIDE, shown, DAY, after))
