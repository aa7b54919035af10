from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careerplan import guidebook
from careerplan.core.agenda import agenda
from careerplan.core.credentials import standings
from careerplan.core.eligibility import assess_all
from careerplan.core.entries import Interview, StageEntry
from careerplan.core.fields import Field, fields_of
from careerplan.core.forecast import Trials
from careerplan.core.hours import worked
from careerplan.core.kinds import (
    KINDS,
    NAMED_BY_GUIDE,
    Achievement,
    Application,
    Certification,
    Contact,
    Course,
    Education,
    Experience,
    License,
    Membership,
)
from careerplan.core.plan import Decision, Note, OwnAction, Plan, Profile, StepMark, new_plan
from careerplan.core.progress import progress
from careerplan.core.redaction import NAMING, redacted
from careerplan.core.references import Names
from careerplan.core.wanted import wanted

GUIDE = guidebook.load_guide()
TOPICS = [guidebook.load_topic(GUIDE, name) for name in NAMING]
ESTIMATES = guidebook.load_estimates(GUIDE)
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
    plan = plan.with_record("course/y", Course(title="Westward Mercies Westerly", provider="Mercy West"))
    plan = plan.with_record("certification/ccm", Certification(name="CCM of Mercy West (2020)", code="CCM"))
    plan = plan.with_record("contact/z", Contact(name="CCM"))
    shown = redacted(plan, GUIDE)
    assert shown.record("experience/experience-1").position == "Nurse at left out, with left out"  # type: ignore[attr-defined]
    assert shown.record("course/course-1").title == "Westward Mercies Westerly"  # type: ignore[attr-defined]
    assert shown.record("certification/ccm").name == "CCM of left out (2020)"  # type: ignore[attr-defined]
    assert shown.record("certification/ccm").code == "CCM"  # type: ignore[attr-defined]


NAMED = (
    new_plan(GUIDE)
    .with_profile(name="Nora Quillfeather", region="OR")
    .with_record("education/a", Education(institution="Portland State University"))
    .with_record("experience/a", Experience(position="Nurse", organization="Mercy West Hospital", supervisor="Greta Holmquist"))
    .with_record("license/a", License(name="RN", jurisdiction="Oregon", number="RN-8891", issuer="Multnomah Board"))
    .with_record("membership/a", Membership(organization="National Association of Social Workers (NASW)"))
    .with_record("contact/a", Contact(name="Nurse José Núñez-Li", organization="Community Health Center", email="kim_1985@x.org"))
    .with_record("contact/b", Contact(name="李小龙"))
    .with_record("application/a", Application(employer="A", interviews={"2026-11-20": Interview(people=("Ivy Tufts",))}))
)
"""A plan that names people and places in all the fields for names, also inside an entry."""


@pytest.mark.parametrize(("text", "shown"), [
    ("Nursing (Portland State)", "Nursing (left out)"),
    ("Nurse, Mercy West", "Nurse, left out"),
    ("CCM (Greta)", "CCM (left out)"),
    ("RN, GRETA's team", "RN, left out's team"),
    ("Coordinator (hiring: Ivy Tufts)", "Coordinator (hiring: left out)"),
    ("with Jose Nunez and Li", "with left out and left out"),
    ("greta_holmquist, holmquist1985", "left out_left out, left outleft out"),
    ("护士李小龙", "left out"),
    ("OR nurse, or aide", "left out nurse, or aide"),
    ("Nurse in Oregon, 8891", "Nurse in left out, left out"),
    ("State tested nurse aide", "State tested nurse aide"),
    ("Community health nurse, Hospital West", "Community health nurse, Hospital left out"),
    ("HIPAA, ask a.b@mercy.org or 503-555-0101", "HIPAA, ask left out or left out"),
    ("HIPAA www.x.org/a, https://y.net and learn.example/nora", "HIPAA left out and left out"),
    ("Call +44 20 7946 0958 or (212) 555 0199", "Call left out or left out"),
    ("Nurse RN778899, 2,000 hours, 24/7, 2019", "Nurse left out, 2,000 hours, 24/7, 2019"),
    ("Ph.D., B.Sc., e.g. ICD-10", "Ph.D., B.Sc., e.g. ICD-10"),
])  # fmt: skip
def test_no_name_and_nothing_that_leads_to_somebody_stands_in_a_public_text(text: str, shown: str) -> None:
    plan = NAMED.with_record("experience/b", Experience(position=text)).with_record("course/b", Course(title=text))
    plan = plan.with_record("education/b", Education(area=text))
    found = redacted(plan, GUIDE)
    said = [found.of_kind(kind)[f"{kind}-{number}"].called for kind, number in (("experience", 2), ("course", 1))]
    assert said == (["Experience 2", "Course 1"] if shown == "left out" else [shown, shown])
    assert found.of_kind("education")["education-2"].area == shown  # type: ignore[attr-defined]


@pytest.mark.parametrize(("organization", "shown"), [
    ("National Association of Social Workers", True), ("NASW", True), ("The Commission", True), ("CCMC", True),
    ("american nurses credentialing center  (ancc)", True),
    ("Quillfeather Nurses of Multnomah County", False), ("Oregon State Board of Nursing", False), ("NASW Ohio", False), ("Nurses", False),
])  # fmt: skip
def test_an_organization_is_named_only_where_the_guide_names_it(organization: str, shown: bool) -> None:
    plan = new_plan(GUIDE).with_record("membership/a", Membership(organization=organization))
    plan = plan.with_record("license/a", License(name="RN", issuer=organization))
    found = redacted(plan, GUIDE, TOPICS)
    assert found.record("membership/membership-1").organization == (organization if shown else "Membership 1")  # type: ignore[attr-defined]
    assert found.record("license/license-1").issuer == (organization if shown else "left out")  # type: ignore[attr-defined]


def test_a_place_in_the_name_of_a_known_organization_is_left_out_where_it_is_ones_own() -> None:
    plan = new_plan(GUIDE).with_profile(region="Florida")
    plan = plan.with_record("certification/a", Certification(name="CBHCM", issuer="Florida Certification Board"))
    found = redacted(plan, GUIDE, TOPICS)
    assert found.record("certification/certification-1").issuer == "left out Certification Board"  # type: ignore[attr-defined]


def test_a_code_that_is_a_name_is_left_out_with_the_id_that_was_made_from_it() -> None:
    plan = NAMED.with_record("license/greta", License(name="By Greta", code="Greta")).with_record(
        "license/lcsw", License(name="X", code="LCSW")
    )
    assert list(redacted(plan, GUIDE).of_kind("license")) == ["license-1", "license-2", "lcsw"]


def test_two_records_never_fall_onto_one_id() -> None:
    plan = new_plan(GUIDE)
    for id, code in (("license-2", "LICENSE-2"), ("a", None), ("b", None), ("License-1", "license-1")):
        plan = plan.with_record(f"license/{id}", License(name="RN", code=code))
    assert list(redacted(plan, GUIDE).of_kind("license")) == ["license-2", "license-3", "license-4", "License-1"]


def test_words_outside_a_list_stay_as_many_as_they_were() -> None:
    plan = new_plan(GUIDE)
    for number, channel in enumerate(("blog", "Blog", "blog", "job-site", "left out 2")):
        plan = plan.with_record(f"application/{number}", Application(employer="A", channel=channel))
    plan = plan.with_record("course/a", Course(title="A", categories=("Greta", "left out", "live"), provider="Greta"))
    found = redacted(plan, GUIDE)
    channels = [one.channel for one in found.of_kind("application").values()]  # type: ignore[attr-defined]
    assert channels == ["left out", "left out 2", "left out", "job-site", "left out 3"]
    assert found.record("course/course-1").categories == ("left out", "left out 2", "live")  # type: ignore[attr-defined]
    assert redacted(found, GUIDE) == found


# Every field and every entry of every log holds a name of its own, and every public text all of them


def planted() -> tuple[Plan, set[str]]:
    """A plan with a name of its own in every text that is not public, and every public text quoting those of the fields for names;
    and all these names."""
    names: dict[str, bool] = {}

    def value(field: Field) -> Any:
        if field.form in ("log", "table"):
            days = ["2026-11-01", "2026-11-02"] if field.form == "log" else [""]
            made = {day: field.entry(**{one.name: value(one) for one in fields_of(field.entry).values()}) for day in days if field.entry}
            return made if field.form == "log" else made[""]
        if field.form not in ("text", "list", "amounts") or field.vocabulary or (field.public and not field.names):
            return public_of(field) if field.public else value_of(field)
        name = f"Zq{chr(97 + len(names) // 26)}{chr(97 + len(names) % 26)}"
        names[name] = field.names
        return {"text": f"{name} Hospital", "list": (f"{name} Hospital",), "amounts": {f"{name} Hospital": 3.0}}[field.form]

    def quoting(field: Field, said: Any, quoted: str) -> Any:
        if not field.public or field.names:
            return said
        return {"text": quoted, "list": (quoted,), "amounts": {quoted: 3.0}}[field.form]

    profile = Profile(**{field.name: value(field) for field in fields_of(Profile).values()})
    made = {kind: {field.name: value(field) for field in fields_of(declared).values()} for kind, declared in KINDS.items()}
    mark = StepMark(title="Zqzz", because="Zqzz", own={"3.a": OwnAction(title="Zqzz")}, notes={"2026-11-01": Note(text="Zqzz")})
    plan = Plan(guide=GUIDE.stamp, profile=profile, steps={"step-3": mark})
    quoted = f"Nurse, {' '.join(name.lower() for name, known in names.items() if known)}"
    for kind, values in made.items():
        texts = {name: quoting(fields_of(KINDS[kind])[name], said, quoted) for name, said in values.items()}
        plan = plan.with_record(f"{kind}/zqzz-{kind}", KINDS[kind](**texts))
    return plan, {*names, "Zqzz"}


def test_no_name_of_any_field_or_entry_is_left_anywhere() -> None:
    plan, names = planted()
    assert len(names) > 60
    assert all(name in repr(plan) for name in names)
    said = repr(redacted(plan, GUIDE, TOPICS)).casefold()
    assert [name for name in names if name.casefold() in said] == []
    assert "nurse, left out" in said


# The law: whatever is left out, everything that is counted stays as it was

PIECES = ["Nursing", "RN", "ccm", "LCSW", "ethics", "live", "social work", "Greta Holmquist", "Mercy West Hospital", "OR",
          "Nursing College", "blog", "Blog", "CCM (Greta)", "Nursing at Mercy", "ethics by Greta", "left out", "left out 2", "Contact 1",
          "License 2", "a@x.org", "503-555-0101", "李小龙", "hipaa", "HEC-C", "Certified Case Manager", "NASW"]  # fmt: skip
TEXTS = st.sampled_from(PIECES)
KEYS = st.sampled_from(["2026-10-01", "2026-11-20", "2026-11-20-2", "2026-12-01"])
DAYS = st.sampled_from([date(2022, 1, 1), date(2025, 6, 30), date(2026, 11, 1), DAY, date(2026, 12, 1), date(2027, 6, 1)])
IDS = st.sampled_from(
    ["a", "b", "greta", "rn", "ccm", "RN", "license-1", "license-2", "contact-1", "course-2", "application-1", "hard-days"]
)


def some(field: Field) -> st.SearchStrategy[Any]:
    """Any value of a field, empty where it may be."""
    words = st.sampled_from([*GUIDE.vocabulary.get(field.vocabulary or "", {}), "blog", "Blog", "Greta"]) if field.vocabulary else TEXTS
    if field.refers:
        words = st.builds(lambda kind, id: f"{kind}/{id}", st.sampled_from(field.refers), IDS)
    made: st.SearchStrategy[Any]
    match field.form:
        case "text":
            made = words
        case "list":
            made = st.lists(words, max_size=3).map(tuple)
        case "date":
            made = DAYS
        case "number" | "whole":
            made = st.sampled_from([one for one in (1, 3, 20, 40) if one <= (field.high or 40)])
        case "yes-no":
            made = st.booleans()
        case "choice":
            made = st.sampled_from(field.choices)
        case "log":
            assert field.entry
            made = st.dictionaries(KEYS, any_of(field.entry), max_size=2)
        case "table":
            assert field.entry
            made = any_of(field.entry)
        case "amounts":
            made = st.dictionaries(TEXTS, st.sampled_from([3.0, 8.0]), max_size=2)
    return made if field.required else st.one_of(st.just(field.default), made)


def any_of(declared: Any) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({field.name: some(field) for field in fields_of(declared).values()}).map(lambda values: declared(**values))


def plan_of(profile: Profile, records: dict[str, dict[str, Any]], notes: dict[str, Any]) -> Plan:
    plan = Plan(guide=GUIDE.stamp, profile=profile, records={kind: held for kind, held in records.items() if held})
    for ref, mark in notes.items():
        plan = plan.with_mark(ref, **mark)
    return plan


def ids_of(kind: str) -> st.SearchStrategy[str]:
    return st.sampled_from([*GUIDE.vocabulary[NAMED_BY_GUIDE[kind]], "greta"]) if kind in NAMED_BY_GUIDE else IDS


PLANS = st.builds(
    plan_of, any_of(Profile),
    st.fixed_dictionaries({kind: st.dictionaries(ids_of(kind), any_of(declared), max_size=3) for kind, declared in KINDS.items()}),
    st.dictionaries(st.sampled_from(["1.1", "2.6", "3.2", "6.4", "step-3"]), st.fixed_dictionaries({}, optional={
        "status": st.sampled_from(["done", "doing", "skipped"]), "target": DAYS, "because": TEXTS,
        "notes": st.dictionaries(KEYS, st.builds(Note, text=TEXTS), max_size=3)}), max_size=3),
)  # fmt: skip


def counted(plan: Plan) -> dict[str, Any]:
    """All that is counted of a plan."""
    seen, catalogue = progress(GUIDE, plan, DAY), TOPICS[0]
    ahead = Trials(GUIDE, plan, seen, ESTIMATES, DAY, wanted=wanted(plan, catalogue, DAY)).bare
    return {
        "progress": {id: (one.satisfied, one.found.have, one.applies) for id, one in seen.states.items()},
        "percent": (seen.satisfied, seen.applicable, seen.steps_done),
        "agenda": sorted((one.order, one.kind, str(one.due)) for one in agenda(GUIDE, plan, DAY, seen, catalogue=catalogue)),
        "forecast": (ahead.earliest, ahead.likely, ahead.hours, [(one.earliest, one.likely) for one in ahead.steps]),
        "hours": [(one.hours, one.estimated, one.supervised) for one in worked(plan, DAY)],
        "eligibility": [(one.state, one.root and one.root.reached) for one in assess_all(catalogue, plan, DAY)],
        "learning": sorted((one.state, one.missing) for one in standings(plan, catalogue, DAY)),
        "records": {kind: len(held) for kind, held in plan.records.items()},
    }  # fmt: skip


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(PLANS)
def test_whatever_is_left_out_everything_that_is_counted_stays_as_it_was(plan: Plan) -> None:
    plan = plan.with_record("contact/zz", Contact(name="Greta Holmquist", organization="Mercy West Hospital"))
    shown = redacted(plan, GUIDE, TOPICS)
    assert counted(shown) == counted(plan)
    assert redacted(shown, GUIDE, TOPICS) == shown
    assert not [name for name in ("greta", "holmquist", "mercy", "x.org", "555") if name in repr(shown).casefold()]
