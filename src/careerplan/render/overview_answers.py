"""What `--json` answers for the commands that show one part of the plan whole. As in `answers.py`: references are whole,
every key is always there."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..core.applications import Channel, dated, last_heard
from ..core.credentials import Need, Standing
from ..core.guide import Guide
from ..core.hours import Outlook, Total, Worked, by_month, totals
from ..core.kinds import Application, Contact, Duty, Question
from ..core.plan import Plan
from ..core.records import entry_order
from ..core.skills import SkillState
from ..core.topics import QuestionAsked
from .answers import Answer


class SkillLine(Answer, frozen=True, kw_only=True):
    """Levels are 1 to 5. `before`: the rating before; `aim`: what the level you aim at asks for; `backed_by`: records that
    show it; `lacks_evidence`: from level 3 a record should; `built_by`: open actions that train it."""

    id: str
    title: str
    level: int | None
    rated: date | None
    before: int | None
    aim: int | None
    gap: int
    backed_by: list[str]
    lacks_evidence: bool
    built_by: list[str]


class SkillsAnswer(Answer, frozen=True, kw_only=True):
    """`aim`: the level of the career path in your profile."""

    aim: str | None
    skills: list[SkillLine]


class FitAnswer(Answer, frozen=True, kw_only=True):
    """`answers`: question id -> your latest answer, null where there is none yet."""

    attractive: list[str]
    neutral: list[str]
    worrying: list[str]
    unmarked: list[str]
    answers: dict[str, str | None]
    decision: str | None
    because: str | None
    decided_on: date | None


class HoursTotal(Answer, frozen=True, kw_only=True):
    """`hours` includes the `estimated` ones (from hours a week, before the log begins)."""

    word: str
    hours: float
    estimated: float
    supervised: float


class HoursAnswer(Answer, frozen=True, kw_only=True):
    """`pace`: hours a week at present. `reached`: the day on which the target will be reached at this pace."""

    hours: float
    estimated: float
    supervised: float
    by_setting: list[HoursTotal]
    by_kind: list[HoursTotal]
    by_month: list[HoursTotal]
    target: float | None
    left: float | None
    pace: float | None
    reached: date | None


class SheetAnswer(Answer, frozen=True, kw_only=True):
    """`form`: csv or markdown. `file`: where it was written, if anywhere."""

    form: str
    file: str | None
    text: str


class HoursNeed(Answer, frozen=True, kw_only=True):
    """`category` is null for all hours together."""

    category: str | None
    have: float
    want: float
    missing: float


class CertificationLine(Answer, frozen=True, kw_only=True):
    """`state`: planned, pending, active, due soon, expired, inactive or revoked. `computed`: the end was worked out from the
    rule. `opens`: the first day for renewal. `pace`: hours a month that are still needed. `undated`: courses without a date or hours.
    `periods`: first day -> last day of earlier ones. Confirm all of it with the issuer."""

    ref: str
    name: str
    code: str | None
    state: str
    begins: date | None
    ends: date | None
    computed: bool
    opens: date | None
    hours: HoursNeed | None
    minimums: list[HoursNeed]
    missing: float
    pace: float | None
    courses: list[str]
    undated: list[str]
    periods: dict[str, date | None]
    confirm_with: str | None
    as_of: str | None
    confidence: str | None


class CertificationsAnswer(Answer, frozen=True, kw_only=True):
    certifications: list[CertificationLine]


class ContactLine(Answer, frozen=True, kw_only=True):
    ref: str
    name: str
    role: str | None
    last_contact: date | None
    next_contact: date | None
    overdue: bool
    gave: int


class ContactsAnswer(Answer, frozen=True, kw_only=True):
    contacts: list[ContactLine]


class ResourcesAnswer(Answer, frozen=True, kw_only=True):
    """`categories`: category -> resources in it; `missing`: categories without one; `stale`: not verified lately."""

    categories: dict[str, list[str]]
    missing: list[str]
    stale: list[str]


class ApplicationLine(Answer, frozen=True, kw_only=True):
    """`since`: the day of its stage; `days`: how long it has been there; `asks`: what it asks for next, and when."""

    ref: str
    employer: str
    title: str | None
    stage: str | None
    since: date | None
    days: int | None
    asks: str | None
    due: date | None


class ChannelLine(Answer, frozen=True, kw_only=True):
    channel: str
    applied: int
    answered: int
    percent: int


class ApplicationsAnswer(Answer, frozen=True, kw_only=True):
    applications: list[ApplicationLine]
    sent: int
    channels: list[ChannelLine]


def skills_answer(states: Sequence[SkillState], plan: Plan, guide: Guide) -> SkillsAnswer:
    lines = [
        SkillLine(id=one.id, title=guide.label("skills", one.id), level=one.now, rated=one.rated, before=one.before, aim=one.aim,
                  gap=one.gap, backed_by=list(one.backed_by), lacks_evidence=one.lacks_evidence, built_by=list(one.built_by))
        for one in states
    ]  # fmt: skip
    return SkillsAnswer(aim=plan.profile.level, skills=lines)


def fit_answer(plan: Plan, guide: Guide, questions: Sequence[QuestionAsked]) -> FitAnswer:
    marks = appeals(plan, guide)
    latest = max(plan.profile.decisions, key=entry_order, default=None)
    decision = plan.profile.decisions[latest] if latest else None
    return FitAnswer(
        attractive=marks["attractive"], neutral=marks["neutral"], worrying=marks["worrying"], unmarked=marks[""],
        answers={one.id: latest_answer(plan, one.id) for one in questions}, decision=decision.decision if decision else None,
        because=decision.because if decision else None, decided_on=date.fromisoformat(latest[:10]) if latest else None,
    )  # fmt: skip


def appeals(plan: Plan, guide: Guide) -> dict[str, list[str]]:
    """Appeal -> duties, by their latest marks; under "" those without one."""
    found: dict[str, list[str]] = {"attractive": [], "neutral": [], "worrying": [], "": []}
    for word in guide.vocabulary.get("duties", {}):
        held = plan.of_kind("duty").get(word)
        marks = held.marks if isinstance(held, Duty) else {}
        found[marks[max(marks, key=entry_order)].appeal if marks else ""].append(word)
    return found


def latest_answer(plan: Plan, question: str) -> str | None:
    held = plan.of_kind("question").get(question)
    practice = held.practice if isinstance(held, Question) else {}
    return practice[max(practice, key=entry_order)].answer if practice else None


def hours_answer(found: Sequence[Worked], outlook: Outlook | None, plan: Plan) -> HoursAnswer:
    return HoursAnswer(
        hours=round(sum(one.hours for one in found), 2), estimated=round(sum(one.hours for one in found if one.estimated), 2),
        supervised=round(sum(one.hours for one in found if one.supervised), 2),
        by_setting=[_total(one) for one in totals(found, lambda one: setting_of(one, plan))],
        by_kind=[_total(one) for one in totals(found, lambda one: kind_of(one, plan))],
        by_month=[_total(one) for one in by_month(found)],
        target=outlook.target if outlook else None, left=round(outlook.left, 2) if outlook else None,
        pace=round(outlook.pace, 2) if outlook else None, reached=outlook.reached if outlook else None,
    )  # fmt: skip


def setting_of(one: Worked, plan: Plan) -> str:
    return getattr(plan.record(one.ref), "setting", None) or ""


def kind_of(one: Worked, plan: Plan) -> str:
    return getattr(plan.record(one.ref), "kind", None) or ""


def certifications_answer(found: Sequence[Standing], today: date) -> CertificationsAnswer:
    return CertificationsAnswer(certifications=[_certification(one, today) for one in found])


def contacts_answer(plan: Plan, today: date) -> ContactsAnswer:
    lines = [
        ContactLine(ref=ref, name=one.name, role=one.role, last_contact=one.last_contact, next_contact=one.next_contact,
                    overdue=is_overdue(one, today), gave=len(one.gave))
        for ref, one in contacts_by_date(plan)
    ]  # fmt: skip
    return ContactsAnswer(contacts=lines)


def contacts_by_date(plan: Plan) -> list[tuple[str, Contact]]:
    """Whoever is to be contacted soonest first, then those without a date."""
    held = [(f"contact/{id}", one) for id, one in plan.of_kind("contact").items() if isinstance(one, Contact)]
    return sorted(held, key=lambda item: (item[1].next_contact is None, item[1].next_contact or date.min))


def is_overdue(one: Contact, today: date) -> bool:
    return one.next_contact is not None and one.next_contact < today


def resources_answer(plan: Plan, wanted: Sequence[str], stale: Sequence[str]) -> ResourcesAnswer:
    categories = by_category(plan, wanted)
    return ResourcesAnswer(categories=categories, missing=[one for one in wanted if not categories[one]], stale=list(stale))


def by_category(plan: Plan, wanted: Sequence[str]) -> dict[str, list[str]]:
    """Category -> references; the wanted ones first, then those that were used beside them."""
    found: dict[str, list[str]] = {one: [] for one in wanted}
    for id, record in plan.of_kind("resource").items():
        found.setdefault(getattr(record, "category", None) or "", []).append(f"resource/{id}")
    return found


def applications_answer(held: Sequence[tuple[str, Application]], channels: Sequence[Channel], today: date) -> ApplicationsAnswer:
    lines = []
    for ref, one in held:
        since = last_heard(one)
        asks = min(dated(one, today), key=lambda asked: asked.day, default=None)
        lines.append(ApplicationLine(
            ref=ref, employer=one.employer, title=one.title, stage=one.stage, since=since, days=(today - since).days if since else None,
            asks=asks.title if asks else None, due=asks.day if asks else None,
        ))  # fmt: skip
    rates = [ChannelLine(channel=one.channel, applied=one.applied, answered=one.answered, percent=one.percent) for one in channels]
    return ApplicationsAnswer(applications=lines, sent=sum(one.sent for _, one in held), channels=rates)


def _total(one: Total) -> HoursTotal:
    return HoursTotal(word=one.word, hours=round(one.hours, 2), estimated=round(one.estimated, 2), supervised=round(one.supervised, 2))


def _need(need: Need) -> HoursNeed:
    return HoursNeed(category=need.category, have=need.have, want=need.want, missing=need.missing)


def _certification(one: Standing, today: date) -> CertificationLine:
    pace = one.pace(today)
    entry: Any = one.entry
    return CertificationLine(
        ref=one.ref, name=one.record.name, code=one.record.code, state=one.state, begins=one.begins, ends=one.ends,
        computed=one.computed, opens=one.opens, hours=_need(one.hours) if one.hours else None,
        minimums=[_need(need) for need in one.minimums],
        missing=one.missing, pace=round(pace, 2) if pace else None, courses=list(one.courses), undated=list(one.undated),
        periods={key: period.valid_until for key, period in one.record.periods.items()},
        confirm_with=entry.verify_at if entry else None, as_of=entry.as_of if entry else None,
        confidence=entry.confidence if entry else None,
    )  # fmt: skip
