"""Which question is asked next, and which achievements answer it."""

from careerplan.core.entries import AnswerEntry, Interview
from careerplan.core.guide import GuideStamp
from careerplan.core.kinds import Achievement, Application, Question
from careerplan.core.plan import Plan
from careerplan.core.practice import bank, fitting_achievements, to_practice
from careerplan.core.topics import QuestionAsked, Topic

TOPIC = Topic(title="", questions=[
    QuestionAsked(id="early", theme="work", text="Why so early?", skills=["patience"]),
    QuestionAsked(id="dough", theme="work", text="Why dough?", skills=["kneading"], kinds=["initiative"]),
    QuestionAsked(id="pay", theme="ask-them", text="What do you pay?"),
    QuestionAsked(id="sure", theme="fit", text="Are you sure?"),
])  # fmt: skip
EMPTY = Plan(guide=GuideStamp(id="x", version="1"))


def answered(id: str, *answers: str) -> Plan:
    practice = {f"2026-11-{20 + number}": AnswerEntry(answer=text) for number, text in enumerate(answers)}
    return EMPTY.with_record(f"question/{id}", Question(text="Why so early?", practice=practice))


def order(plan: Plan, **which: str) -> list[str]:
    return [one.id for one in to_practice(bank(plan, [TOPIC]), ["kneading", "patience"], **which)]


def test_the_weakest_skill_is_asked_first_and_what_was_practiced_last() -> None:
    assert order(EMPTY) == ["dough", "early"]
    assert order(answered("dough", "Because.")) == ["early", "dough"]


def test_questions_to_ask_and_those_about_oneself_are_not_practiced() -> None:
    assert not {"pay", "sure"} & set(order(EMPTY))


def test_a_theme_or_a_skill_narrows() -> None:
    assert order(EMPTY, skill="patience") == ["early"]
    assert order(EMPTY, theme="work") == ["dough", "early"]
    assert order(EMPTY, theme="nothing") == []


def test_what_was_asked_at_an_interview_can_be_practiced_for_that_application() -> None:
    held = Application(employer="Mill", interviews={"2026-11-20": Interview(questions=("Why the mill?",))})
    plan = EMPTY.with_record("application/mill", held)
    assert order(plan, application="application/mill") == ["why-the-mill"]
    assert bank(plan, [TOPIC])["why-the-mill"].text == "Why the mill?"


def test_a_question_of_the_guide_that_was_asked_at_an_interview_belongs_to_the_application() -> None:
    held = Application(employer="Mill", interviews={"2026-11-20": Interview(questions=("Early?",))})
    found = bank(EMPTY.with_record("application/mill", held), [TOPIC])["early"]
    assert (found.text, found.application) == ("Why so early?", "application/mill")


def test_an_answer_stays_with_its_question_and_keeps_its_theme() -> None:
    found = bank(answered("early", "I like the morning."), [TOPIC])["early"]
    assert (found.theme, found.skills, len(found.answers)) == ("work", ("patience",), 1)


def test_achievements_fit_by_kind_and_by_skill_best_first() -> None:
    plan = EMPTY
    for id, kind, skills in (("a", "outcome", ("kneading",)), ("b", "initiative", ()), ("c", "initiative", ("kneading",)), ("d", None, ())):
        plan = plan.with_record(f"achievement/{id}", Achievement(title=id, kind=kind, skills=skills))  # type: ignore[arg-type]
    found = fitting_achievements(plan, bank(plan, [TOPIC])["dough"])
    assert [ref for ref, _ in found] == ["achievement/c", "achievement/b", "achievement/a"]
