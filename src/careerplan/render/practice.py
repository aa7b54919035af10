"""Practicing for interviews: a question, what fits to it, and the answers so far."""

from collections.abc import Mapping, Sequence
from datetime import date

from ..core.dates import in_words
from ..core.guide import Guide
from ..core.kinds import Achievement, Question
from ..core.plan import Plan
from ..core.practice import ASK_THEM, FIT, Asked, fitting_achievements
from ..core.records import entry_order
from .answers import Answer
from .layout import Screen, bold, labelled, safe, typed, wrap
from .sentences import both, plural


class QuestionShown(Answer, frozen=True, kw_only=True):
    """`answers`: day -> what you answered. `kept`: it is a record of your plan."""

    id: str
    text: str
    theme: str | None
    skills: list[str]
    answers: dict[str, str]


class InterviewAnswer(Answer, frozen=True, kw_only=True):
    """`question` is null when only questions to ask were wanted. `achievements`: references of those that fit. `ask_them`:
    questions that you can ask, id -> text."""

    question: QuestionShown | None
    achievements: list[str]
    ask_them: dict[str, str]


def practice_answer(one: Asked | None, fitting: Sequence[tuple[str, Achievement]], questions: Mapping[str, Asked]) -> InterviewAnswer:
    shown = QuestionShown(id=one.id, text=one.text, theme=one.theme, skills=list(one.skills),
                          answers={key: entry.answer for key, entry in one.answers.items()}) if one else None  # fmt: skip
    ask_them = {question.id: question.text for question in questions.values() if question.theme == ASK_THEM}
    return InterviewAnswer(question=shown, achievements=[ref for ref, _ in fitting], ask_them=ask_them)


def question(one: Asked, plan: Plan, guide: Guide, screen: Screen, *, typed_command: bool = True) -> str:
    lines = [bold(line, screen) for line in wrap(safe(one.text), screen)]
    about = [
        guide.label("themes", one.theme).lower() if one.theme and one.theme != FIT else "",
        *(guide.label("skills", word).lower() for word in one.skills),
    ]
    if said := [word for word in about if word]:
        lines += wrap(f"About {both(said, 'and')}.", screen)
    for ref, achievement in fitting_achievements(plan, one):
        lines += wrap(f"You have done this: {safe(achievement.title)} [{ref.split('/', 1)[1]}]", screen)
        for label, text in (("situation", achievement.situation), ("action", achievement.action), ("result", achievement.result)):
            lines += labelled(f"{label}:", safe(text), screen, indent=2, column=11) if text else []
    for key in sorted(one.answers, key=entry_order)[-1:]:
        lines += wrap(f"On {in_words(date.fromisoformat(key[:10]))} you said: {safe(one.answers[key].answer)}", screen, rest="  ")
    if typed_command:
        lines.append(typed("Type", f'careerplan interview {one.id} --answer "…"', screen))
        lines += [typed("Ask them:", "careerplan interview --ask", screen, column=10)] if one.theme != FIT else []
    return "\n".join(lines)


def to_ask(offered: Sequence[Asked], plan: Plan, screen: Screen) -> str:
    """What one can ask them; with a mark at those that one has kept."""
    lines = wrap("Three questions of your own are a good number. Keep the ones that matter to you.", screen)
    for one in offered:
        kept = " [kept]" if one.id in plan.of_kind("question") else ""
        lines += wrap(f"{safe(one.text)}{kept}", screen, first="- ")
    left = [one.id for one in offered if one.id not in plan.of_kind("question")]
    lines += [typed("Keep one:", f"careerplan interview {left[0]}", screen, column=11)] if left else []
    return "\n".join([*lines, typed("Add one:", 'careerplan add question "…" --theme ask-them', screen, column=11)])


def kept(record: Question, changed: bool) -> str:
    count = plural(len(record.practice), "answer")
    return f"Kept your answer to “{safe(record.text)}” ({count} so far)." if changed else "You have said just that today; nothing changed."


def practiced(count: int, screen: Screen) -> str:
    said = f"{plural(count, 'answer')} kept." if count else "Nothing was changed."
    again = typed("Again:", "careerplan interview", screen, column=14)
    return "\n".join(["", said, again, typed("Ask them:", "careerplan interview --ask", screen, column=14)])
