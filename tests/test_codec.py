import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from careerplan import codec
from careerplan.core.entries import HoursEntry
from careerplan.core.guide import Guide, GuideStamp, Step
from careerplan.core.kinds import KINDS, Certification, Contact, Event, Experience
from careerplan.core.plan import Mark, Note, Plan, Profile, StepMark, new_plan
from careerplan.errors import InvalidGuide, InvalidPlan, NewerFormat

HEAD = 'format = 1\n[guide]\nid = "baker"\nversion = "1"\n'


def rewritten(data: bytes, before: Plan, after: Plan) -> bytes:
    return codec.rewritten(data, codec.parse_document(data, "plan.toml"), *codec.differing(before, after))


def parse(text: str) -> Plan:
    return codec.parse_plan(codec.parse_document(text.encode(), "plan.toml"), "plan.toml")


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(InvalidPlan) as caught:
        parse(text)
    return caught.value.problems


def test_the_file_looks_as_the_design_says(baker: Guide) -> None:
    plan = (
        new_plan(baker)
        .with_mark("step-1", status="doing", target=date(2027, 3, 31))
        .with_mark("1.1", status="done", done_on=date(2026, 11, 22))
        .with_note("1.2", "bread", on=date(2026, 11, 22))
        .with_record(
            "experience/nurse-aide", Experience(position="Nurse aide", hours_log={"2026-11-22": HoursEntry(hours=6.5, supervised=True)})
        )
    )
    assert codec.write_document(codec.plan_document(plan)) == (
        """format = 1

[guide]
id = "baker"
version = "2"

[profile]

[steps.step-1]
title = "Taste"
status = "doing"
target = 2027-03-31

[steps.step-1.actions."1.1"]
status = "done"
done_on = 2026-11-22

[steps.step-1.actions."1.2".notes.2026-11-22]
text = "bread"

[steps.step-2]
title = "Learn the trade"

[steps.step-3]
title = "Sell a loaf"

[experience.nurse-aide]
position = "Nurse aide"

[experience.nurse-aide.hours_log.2026-11-22]
hours = 6.5
supervised = true
"""
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("format = ", "line 1, column 10: invalid value"),
        ('format = 1\nname = "a\nb"\n', "line 2, column 10: illegal character '\\n'"),
        ("", "the file is empty"),
        ("format = 1\n<<<<<<< HEAD\n", "line 2, column 1: there is a conflict mark of a merge (<<<<<<<)"),
        ("a=" + "[" * 5000, "it is nested too deeply"),
    ],
)
def test_what_is_not_toml_is_said_with_its_place(text: str, problem: str) -> None:
    found = problems(text)
    assert len(found) == 1
    assert found[0].lower().startswith(problem[:20].lower())


def test_what_is_not_text_is_said_with_its_line() -> None:
    with pytest.raises(InvalidPlan) as caught:
        codec.parse_document(b'a = 1\nb = "\xff"\n', "plan.toml")
    assert caught.value.problems == ("line 2: this is not text in UTF-8",)


def test_all_problems_are_told_at_once_each_with_table_field_and_what_was_found() -> None:
    text = HEAD + (
        """
[profile]
settings = "hospital"
[steps.step-1]
status = "finished"
[steps.step-1.actions."1.1"]
done_on = "yesterday"
[certification.ccm]
name = "CCM"
valid_until = "next May"
status = "gone"
[experience."nurse aide"]
hours_per_week = -8
[experience.b]
position = ""
paid = "yes"
tags = ["a", 3]
[experience.b.hours_log.2026]
hours = 3
[experience.c.hours_log.2026-11-22]
hours = 30
[contact]
dana = 3
"""
    )
    assert problems(text) == (
        'profile.settings: "hospital" is not a list',
        'steps.step-1.status: "finished" is not one of the choices',
        'steps.step-1.actions."1.1".done_on: "yesterday" is not a date',
        'certification.ccm.status: "gone" is not one of the choices',
        'certification.ccm.valid_until: "next May" is not a date',
        'experience."nurse aide".position: is missing',
        'experience."nurse aide".hours_per_week: -8 is below 0',
        'experience.b.position: "" is empty',
        'experience.b.paid: "yes" is not true or false',
        "experience.b.hours_log: a table is not keyed by a day, such as 2026-11-22",
        "experience.b.tags: 3 is not a text",
        "experience.c.position: is missing",
        "experience.c.hours_log.2026-11-22.hours: 30 is above 24",
        "contact.dana: 3 is not a table",
    )


def test_a_day_that_does_not_exist_is_found_where_it_is_a_key() -> None:
    text = (
        HEAD
        + """
[steps.step-1.actions."1.1".notes.2026-02-30]
text = "x"
[skill.kneading.ratings.2026-13-01-2]
level = 3
"""
    )
    assert problems(text) == (
        'steps.step-1.actions."1.1".notes.2026-02-30: there is no such day',
        "skill.kneading.ratings.2026-13-01-2: there is no such day",
    )


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        (
            HEAD + '[steps.step-3.own."3.9"]\ntitle = "X"',
            'steps.step-3.own."3.9": an action of your own in this step has an id such as 3.a',
        ),
        (
            HEAD + '[steps.step-3.own."4.a"]\ntitle = "X"',
            'steps.step-3.own."4.a": an action of your own in this step has an id such as 3.a',
        ),
        (HEAD + '[profile.decisions.2026-02-30]\ndecision = "go"', "profile.decisions.2026-02-30: there is no such day"),
        (
            HEAD + '[profile.decisions.2026-02-20]\ndecision = "maybe"',
            'profile.decisions.2026-02-20.decision: "maybe" is not one of the choices',
        ),
        (
            HEAD + '[certification.ccm]\nname = "CCM"\nrenewal_minimums = { ethics = "eight" }',
            'certification.ccm.renewal_minimums.ethics: "eight" is not a number',
        ),
        (
            HEAD + '[certification.ccm]\nname = "CCM"\n[certification.ccm.periods.2020-02-30]',
            "certification.ccm.periods.2020-02-30: there is no such day",
        ),
        (
            HEAD + '[application.m]\nemployer = "M"\n[application.m.interviews.2026-12-03]\npeople = "Bo"',
            'application.m.interviews.2026-12-03.people: "Bo" is not a list',
        ),
        ('x = 1\n[guide]\nid = "a"\nversion = "1"', "format: is missing; it should be 1"),
        ('format = 0\n[guide]\nid = "a"\nversion = "1"', "format: 0 is not 1"),
        ('format = "1"\n[guide]\nid = "a"\nversion = "1"', 'format: "1" is not 1'),
        ('format = true\n[guide]\nid = "a"\nversion = "1"', "format: true is not 1"),
        ("format = 1", "guide.id: is missing"),
        ("format = 1\nguide = 3", "guide: 3 is not a table"),
    ],
)
def test_a_head_that_is_not_right_is_refused(head: str, problem: str) -> None:
    assert problem in problems(head)


@pytest.mark.parametrize("number", [2, 10**30])
def test_a_plan_of_a_later_format_is_left_alone(number: int) -> None:
    with pytest.raises(NewerFormat):
        parse(f"format = {number}\n[something.new]\nx = 1")


# Changing a file


def changed(text: str, edit: Any) -> str:
    before = parse(text)
    return rewritten(text.encode(), before, edit(before)).decode()


@pytest.mark.parametrize("by_hand", [True, False])
def test_what_is_not_known_stays(by_hand: bool) -> None:
    text = HEAD + '[profile]\ncolor = "red"\n[pets.rex]\nlegs = 4\n[contact.dana]\nname = "Dana"\nshoe = 38\n'
    if not by_hand:
        text = codec.write_document(tomli.loads(text))
    after = tomli.loads(changed(text, lambda plan: plan.with_profile(name="Ada").with_record("contact/x", Contact(name="X"))))
    assert after["profile"] == {"color": "red", "name": "Ada"}
    assert after["pets"] == {"rex": {"legs": 4}}
    assert after["contact"] == {"dana": {"name": "Dana", "shoe": 38}, "x": {"name": "X"}}


def test_comments_and_order_of_a_file_that_a_hand_has_touched_stay() -> None:
    text = HEAD + '# about me\n[profile]   # all of it\nname = "Ada"  # my name\n\n[contact.dana]\nname = "Dana"\n# the end\n'
    after = changed(text, lambda plan: plan.with_profile(aim=date(2028, 6, 30)).with_record("contact/x", Contact(name="X")))
    assert [line for line in text.splitlines() if line not in after.splitlines()] == []
    assert parse(after).profile == Profile(name="Ada", aim=date(2028, 6, 30))


def test_a_byte_order_mark_and_crlf_are_put_back() -> None:
    text = "\ufeff" + (HEAD + '[contact.dana]\nname = "Dana"\n').replace("\n", "\r\n")
    after = rewritten(text.encode(), parse(text), parse(text).with_record("contact/x", Contact(name="X")))
    assert after.startswith(b"\xef\xbb\xbfformat")
    assert after.count(b"\n") == after.count(b"\r\n") > 4


# Round trips

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
IDS = st.from_regex(r"[a-z][a-z0-9-]{0,10}", fullmatch=True)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
KEYS = DAYS.map(date.isoformat)
PLANS = st.builds(
    Plan,
    guide=st.just(GuideStamp(id="baker", version="1")),
    profile=st.builds(Profile, name=NAMES, aim=st.none() | DAYS, settings=st.lists(NAMES, max_size=3).map(tuple)),
    steps=st.dictionaries(
        st.sampled_from(["step-1", "step-2"]),
        st.builds(
            StepMark,
            title=NAMES,
            status=st.sampled_from([None, "doing", "done", "skipped"]),
            target=st.none() | DAYS,
            actions=st.dictionaries(
                st.sampled_from(["1.1", "1.2"]), st.builds(Mark, because=NAMES, notes=st.dictionaries(KEYS, st.builds(Note, text=NAMES)))
            ),
        ),
    ),
    records=st.fixed_dictionaries(
        {},
        optional={
            "contact": st.dictionaries(
                IDS, st.builds(Contact, name=NAMES, note=st.none() | NAMES, next_contact=st.none() | DAYS), min_size=1
            ),
            "certification": st.dictionaries(IDS, st.builds(Certification, name=NAMES, valid_until=st.none() | DAYS), min_size=1),
            "experience": st.dictionaries(
                IDS,
                st.builds(
                    Experience,
                    position=NAMES,
                    tags=st.lists(NAMES, max_size=3).map(tuple),
                    hours_log=st.dictionaries(KEYS, st.builds(HoursEntry, hours=st.floats(0, 24)), max_size=3),
                ),
                min_size=1,
            ),
        },
    ),
)


@settings(max_examples=60, deadline=None)
@given(PLANS)
def test_every_plan_reads_back_as_it_was_written(plan: Plan) -> None:
    assert parse(codec.write_document(codec.plan_document(plan))) == plan


@settings(max_examples=60, deadline=None)
@given(PLANS, PLANS, st.booleans())
def test_any_change_gives_the_plan_that_was_meant_also_with_comments(before: Plan, after: Plan, by_hand: bool) -> None:
    text = codec.write_document(codec.plan_document(before))
    if by_hand:
        text = "# mine\n" + text
    data = rewritten(text.encode(), before, after)
    assert parse(data.decode()) == after
    assert not by_hand or data.startswith(b"# mine\n")


@settings(max_examples=60, deadline=None)
@given(PLANS, PLANS, st.randoms(use_true_random=False), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_every_comment_and_every_line_that_nothing_changed_is_still_there(
    before: Plan, after: Plan, random: Any, end: str, bom: bool
) -> None:
    """What a hand wrote stays through any change, but for what stood at an entry that went away."""
    lines = []
    for number, line in enumerate(codec.write_document(codec.plan_document(before)).rstrip("\n").split("\n")):
        is_key = " = " in line and not line.startswith((" ", "]")) and not line.endswith(("[", '"""'))
        lines.append(f"{line}  # at {number}" if is_key and random.random() < 0.3 else line)
        if random.random() < 0.2 and (is_key or not line) and "[" not in line:
            lines.append(f"# mine {number}")
    data = ("\ufeff" * bom + end.join(lines) + end).encode()
    held = codec.parse_document(data, "plan.toml")
    grown = before.with_profile(name="Eve").with_record("event/fair", Event(title="Fair"))
    written = codec.rewritten(data, held, *codec.differing(before, grown))
    gone = set(data.splitlines()) - set(written.splitlines())
    assert {line.partition(b" = ")[0] for line in gone} <= {b"name"}
    comments = [line for line in lines if line.startswith("# mine")]
    assert [line for line in written.decode().replace("\r", "").split("\n") if line.startswith("# mine")] == comments
    assert written.startswith(b"\xef\xbb\xbf") == bom
    assert (b"\r\n" in written) == (end == "\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"") or end == "\n"
    assert parse(written.decode()) == grown
    held = codec.parse_document(data, "plan.toml")
    assert parse(codec.rewritten(data, held, *codec.differing(before, after)).decode()) == after


def test_a_plan_of_format_1_reads_as_it_did_for_ever() -> None:
    """`format-1.toml` was released. It is never changed; a later format adds a file of its own."""
    data = (Path(__file__).parent / "data" / "format-1.toml").read_bytes()
    assert hashlib.sha256(data).hexdigest() == "c6c9a60895631897621bda4728df2b989d2d65b7f746bd05213897d2ab3cfb90"
    document, plan = codec.parse(data, "plan.toml")
    assert {kind: len(plan.of_kind(kind)) for kind in KINDS if plan.of_kind(kind)} == dict.fromkeys(KINDS, 1)
    assert plan.profile.decisions["2026-11-22"].decision == "go"
    assert plan.mark("3.2").status == "done"
    assert plan.steps["step-3"].own["3.a"].title == "Ask the ward manager"
    after = plan.with_profile(name="Eve")
    written = codec.rewritten(data, document, *codec.differing(plan, after))
    assert set(data.splitlines()) - set(written.splitlines()) == {b'name = "Ada"             # that is me'}
    assert parse(written.decode()) == after


ALMOST_DAYS = st.builds("{:04}-{:02}-{:02}".format, st.sampled_from([0, 1899, 1900, 2024, 2026, 2199, 2200, 9999]),
                        st.integers(0, 13), st.integers(0, 32))  # fmt: skip


@given(ALMOST_DAYS, st.sampled_from(["hours_log.{} = {{ hours = 1.0 }}", 'hours_log."{}-2" = {{ hours = 1.0 }}', "start = {}"]))
def test_a_day_that_is_none_or_out_of_reach_is_found_wherever_it_stands(day: str, line: str) -> None:
    data = f'{HEAD}[experience.x]\nposition = "X"\nend = 2199-12-31\n{line.format(day)}\n'.encode()
    try:
        real = 1900 <= date.fromisoformat(day).year <= 2199
    except ValueError:
        real = False
    if real:
        assert codec.parse(data, "plan.toml")[1].of_kind("experience")
    else:
        with pytest.raises(InvalidPlan):
            codec.parse(data, "plan.toml")


def test_a_number_of_4000_digits_in_a_large_file_is_refused_wherever_it_begins() -> None:
    large = "#" * 70_000
    for before in range(100):
        with pytest.raises(InvalidPlan) as caught:
            codec.parse_document(f"{large}\n{' ' * before}x = {'1' * 4000}".encode(), "plan.toml")
        assert "more digits than anything here has" in caught.value.problems[0]
    assert codec.parse_document(f"{large}\nx = {'1' * 3999}".encode(), "plan.toml") == {"x": int("1" * 3999)}


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_no_bytes_do_anything_but_give_a_plan_or_say_what_is_wrong(data: bytes) -> None:
    with pytest.raises((InvalidPlan, NewerFormat)):
        codec.parse_plan(codec.parse_document(data, "plan.toml"), "plan.toml")


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | DAYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(["format", "guide", "profile", "steps", *KINDS]), JUNK | st.dictionaries(IDS, JUNK)))
def test_no_document_does_anything_but_give_a_plan_or_say_what_is_wrong(document: dict[str, Any]) -> None:
    try:
        codec.parse_plan(document, "plan.toml")
    except InvalidPlan as error:
        assert error.problems
    except NewerFormat:
        pass


# The guide


@pytest.mark.parametrize(
    "line",
    ["colour = 1", 'evidence = { notes = 1, profile = ["a"] }', "evidence = { moon = 1 }", "when = { weather = 1 }", "evidence = {}"],
)
def test_a_rule_that_is_not_known_is_an_error_in_the_guide(line: str) -> None:
    step = 'id = "step-1"\nslug = "a"\ntitle = "A"\nwhy = "w"\n[[actions]]\nid = "1.1"\ntitle = "t"\nwhy = "w"\nhow = "h"\nminutes = 5\n'
    codec.parse_step(step.encode(), "x.toml")
    with pytest.raises(InvalidGuide):
        codec.parse_step((step + line).encode(), "x.toml")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'id = "step-1"\ntitle = "\xff"', "x.toml: line 2: this is not text in UTF-8"),
        (b'id = "step-1', "x.toml: line 1, column 13: "),
        (b"id = " + b"[" * 5000, "x.toml: it is nested too deeply"),
        (b"id = " + b"9" * 70_000, "x.toml: line 1: there is a number of more digits than anything here has"),
        (b"id = 0x" + b"f" * 5000, "x.toml: id: a number of that size is not a text"),
        (b"id = 1e999", "x.toml: id: 1e999 is not a text"),
        (b'id = "step-1"', "x.toml: slug is missing"),
        (b'id = "step-1"\nslog = "a"', 'x.toml: there is no field "slog"'),
    ],
)
def test_a_file_of_a_guide_that_cannot_be_read_is_told_with_the_place(data: bytes, problem: str) -> None:
    with pytest.raises(InvalidGuide) as caught:
        codec.parse_step(data, "x.toml")
    assert caught.value.problems[0].startswith(problem)


def test_of_many_entries_of_a_table_that_which_does_not_fit_is_named() -> None:
    many = "".join(f'word-{number} = "w"\n' for number in range(500))
    with pytest.raises(InvalidGuide) as caught:
        codec.parse_vocabulary(f"[a]\n{many}\n[b]\n{many}wrong = 5\n{many.replace('word', 'later')}".encode(), "x.toml")
    assert caught.value.problems == ("x.toml: b.wrong: 5 is not a text",)


def test_numbers_out_of_bounds_are_all_told_and_what_else_stands_there_is_read() -> None:
    step = 'id = "step-1"\nslug = "a"\ntitle = "A"\nwhy = "w"\n'
    action = '[[actions]]\nid = "1.{0}"\ntitle = "t"\nwhy = "w"\nhow = "h"\nminutes = {1}\n'
    with pytest.raises(InvalidGuide) as caught:
        codec.parse_step((step + action.format(1, 0) + action.format(2, 5) + action.format(3, 9999)).encode(), "x.toml")
    assert caught.value.problems == ('x.toml: actions."1.1".minutes: 0 is below 1', 'x.toml: actions."1.3".minutes: 9999 is above 1440')
    assert isinstance(caught.value.nearest, Step)
    assert [one.minutes for one in caught.value.nearest.actions] == [1, 5, 1440]
