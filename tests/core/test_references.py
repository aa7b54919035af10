import pytest

from careerplan.core.guide import Guide
from careerplan.core.kinds import Certification, Course, Experience
from careerplan.core.plan import Plan, new_plan
from careerplan.core.references import resolve, resolve_record, short
from careerplan.errors import AmbiguousReference, UnknownReference


@pytest.fixture
def held(baker: Guide) -> Plan:
    return (
        new_plan(baker)
        .with_record("certification/ccm", Certification(name="Certified Case Manager"))
        .with_record("course/ccm", Course(title="CCM course"))
        .with_record("experience/helper", Experience(position="Helper"))
    )


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("3", "step-3"),
        ("step-3", "step-3"),
        ("STEP 3", "step-3"),
        ("step3", "step-3"),
        ("03", "step-3"),
        ("sell", "step-3"),
        ("2.3", "2.3"),
        ("step-2.3", "2.3"),
        ("helper", "experience/helper"),
        (" Helper ", "experience/helper"),
        ("experience/helper", "experience/helper"),
        ("course/ccm", "course/ccm"),
    ],
)
def test_a_reference_is_found_however_it_is_typed(baker: Guide, held: Plan, typed: str, ref: str) -> None:
    assert resolve(typed, baker, held, command="show") == ref


@pytest.mark.parametrize(
    ("typed", "message", "near"),
    [
        ("33", "there is no step-33; the guide has step-1 to step-3", ("step-3",)),
        ("step-0", "there is no step-0; the guide has step-1 to step-3", ("step-3",)),
        ("2.9", "there is no action 2.9; step 2 has 2.1 to 2.6", ("2.6",)),
        ("9.1", "there is no action 9.1; the guide has step-1 to step-3", ()),
        ("helpr", 'there is no step, action or record called "helpr"', ("helper",)),
        ("", 'there is no step, action or record called ""', ()),
        ("course/", 'there is no step, action or record called "course/"', ("course/ccm",)),
    ],
)
def test_an_unknown_reference_is_answered_with_the_nearest(
    baker: Guide, held: Plan, typed: str, message: str, near: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownReference) as caught:
        resolve(typed, baker, held, command="show")
    assert caught.value.message == message
    assert caught.value.near[:1] == near


def test_an_ambiguous_reference_is_answered_with_the_candidates(baker: Guide, held: Plan) -> None:
    with pytest.raises(AmbiguousReference) as caught:
        resolve("ccm", baker, held, command="show")
    assert caught.value.candidates == ("course/ccm", "certification/ccm")
    assert "careerplan show course/ccm" in caught.value.hints


def test_a_command_for_records_does_not_see_steps_and_the_other_way_round(baker: Guide, held: Plan) -> None:
    with pytest.raises(UnknownReference):
        resolve("3", baker, held, command="set", marks=False)
    with pytest.raises(UnknownReference):
        resolve("helper", baker, held, command="done", records=False)


@pytest.mark.parametrize(
    ("records", "marks", "hint"),
    [(True, True, "careerplan list"), (True, False, "careerplan list"), (False, True, "careerplan status")],
)
def test_where_nothing_is_near_the_hint_is_what_shows_all_that_can_be_meant(
    baker: Guide, held: Plan, records: bool, marks: bool, hint: str
) -> None:
    with pytest.raises(UnknownReference) as caught:
        resolve("zzz", baker, held, command="show", records=records, marks=marks)
    assert caught.value.hints == (hint,)


def test_a_field_that_names_a_record_takes_its_short_form(held: Plan) -> None:
    assert resolve_record("CCM", held, ("certification", "license"), command="show") == "certification/ccm"
    with pytest.raises(UnknownReference, match="there is no experience"):
        resolve_record("nobody", held, ("experience",), command="show")


def test_the_short_form_is_the_id_unless_another_kind_has_it(baker: Guide, held: Plan) -> None:
    assert short("experience/helper", held, baker) == "helper"
    assert short("course/ccm", held, baker) == "course/ccm"
    assert short("step-3", held, baker) == "3"
    assert short("course/by hand", held.with_record("course/by hand", Course(title="X")), baker) == '"by hand"'
