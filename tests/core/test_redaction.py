from datetime import date
from typing import Any

import pytest

from careerplan import guidebook
from careerplan.core.entries import Interview, StageEntry
from careerplan.core.fields import Field, fields_of
from careerplan.core.kinds import KINDS, Achievement, Application, Certification, Contact, Course, Experience
from careerplan.core.plan import Decision, Note, OwnAction, Plan, StepMark, new_plan
from careerplan.core.progress import progress
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
    assert shown.record("course/course-1").title == "Westward Mercy Westerly"  # type: ignore[attr-defined]
    assert shown.record("certification/ccm").name == "left out of left out (2020)"  # type: ignore[attr-defined]
    assert shown.record("certification/ccm").code == "CCM"  # type: ignore[attr-defined]
