"""The record kinds: each declared once, here. The plan file, the options of `add` and `set`, the columns of `list`
and the JSON all come from these declarations (`fields.py` reads them).

Field names are the field's standard terms: JSON Resume (education, experience), Open Badges 3.0 (awarded, valid_from,
valid_until), HSDS (resources). A numeric bound stands on the number inside the optional, not around it.
"""

from typing import Annotated, ClassVar, Literal

from .entries import (
    ANSWERED,
    OUT,
    AnswerEntry,
    AppealEntry,
    FollowUp,
    Gift,
    HoursEntry,
    Interview,
    Period,
    RatingEntry,
    Requires,
    StageEntry,
)
from .records import Day, DayKey, Due, Hours, HoursAWeek, Name, People, Record, Text, Years, about, entry_order

CredentialStatus = Literal["planned", "pending", "active", "inactive", "revoked"]
AIMED_AT = ("planned", "pending")
"""Where a credential stands that is aimed at."""
StudyType = Literal["high-school", "certificate", "associate", "bachelor", "master", "doctorate"]
"""In ascending order: a rule may ask for "at least"."""

DUE_SOON_DAYS = 90
"""A credential that runs out within so many days is due soon."""

_SKILLS = about("the skills it trained or shows", vocabulary="skills")


class Education(Record, frozen=True, kw_only=True):
    """A degree or diploma: planned, under way or completed."""

    natural = ("institution", "area")
    columns = ("institution", "area", "study_type", "status", "end")
    ascending = (("start", "end"),)
    asks: ClassVar[dict[str, Due]] = {
        "end": Due("Record how your studies ended", "careerplan set {ref} status=completed end=today", when=("enrolled",))
    }

    institution: Annotated[Name | None, about("the school, college or university", names=True)] = None
    area: Annotated[Name | None, about("what you studied, such as Nursing", public=True)] = None
    study_type: Annotated[StudyType | None, about("what it leads to")] = None
    status: Annotated[Literal["planned", "enrolled", "completed", "withdrawn"] | None, about("how far it is")] = None
    start: Annotated[Day | None, about("when it began")] = None
    end: Annotated[Day | None, about("when it ended, or will", last_day=True)] = None
    score: Annotated[Name | None, about("grade or GPA")] = None
    url: Annotated[Name | None, about("a web page about it")] = None
    courses: Annotated[tuple[Name, ...], about("courses worth naming")] = ()
    note: Annotated[Text | None, about("anything else")] = None


class Course(Record, frozen=True, kw_only=True):
    """A course, a training or continuing education, also one you taught yourself."""

    natural = ("title",)
    columns = ("title", "provider", "date", "hours", "topics")
    asks: ClassVar[dict[str, Due]] = {"date": Due("Take {title}", "careerplan set {ref} date=today", passes=True)}
    happens = "date"

    title: Annotated[Name, about("what it is called", public=True)]
    provider: Annotated[Name | None, about("who gives it", names=True)] = None
    topics: Annotated[tuple[Name, ...], about("what it is about", vocabulary="topics")] = ()
    date: Annotated[Day | None, about("when it was completed, or will be")] = None
    hours: Annotated[Hours | None, about("how many hours it counts")] = None
    counts_for: Annotated[tuple[Name, ...], about("the certifications or licenses it counts for", refers=("certification", "license"))] = ()
    categories: Annotated[tuple[Name, ...], about("continuing-education categories, such as ethics", public=True)] = ()
    approval: Annotated[Name | None, about("who approved it, and the approval number", names=True)] = None
    proof: Annotated[Name | None, about("where your certificate of completion is")] = None
    skills: Annotated[tuple[Name, ...], _SKILLS] = ()
    url: Annotated[Name | None, about("a web page about it")] = None
    note: Annotated[Text | None, about("anything else")] = None


class Credential(Record, frozen=True, kw_only=True):
    """What licenses and certifications share. Whether one has expired is worked out when it is read, never stored."""

    natural = ("name",)
    columns = ("name", "code", "issuer", "status", "valid_until")
    ascending = (("awarded", "valid_until"), ("valid_from", "valid_until"))
    asks: ClassVar[dict[str, Due]] = {
        "valid_until": Due("Renew {name}", "careerplan renew {ref}", unless=("planned", "pending", "inactive", "revoked"))
    }
    logs = ("periods",)
    happens = "awarded"

    name: Annotated[Name, about("its full name", public=True)]
    code: Annotated[Name | None, about("its letters, such as CCM or RN", public=True)] = None
    issuer: Annotated[Name | None, about("who grants it", public=True, names=True)] = None
    jurisdiction: Annotated[Name | None, about("the state or country it holds in", names=True)] = None
    number: Annotated[Name | None, about("its number; the last characters are enough", names=True)] = None
    status: Annotated[CredentialStatus, about("where it stands; active unless you say otherwise")] = "active"
    awarded: Annotated[Day | None, about("when you first earned it")] = None
    valid_from: Annotated[Day | None, about("when its present period began")] = None
    valid_until: Annotated[
        Day | None,
        about("when its present period ends", last_day=True, short="expires"),
    ] = None  # fmt: skip
    periods: Annotated[dict[DayKey, Period], about("earlier periods, by their first day; renew keeps them")] = {}
    renewal_years: Annotated[Years | None, about("how many years a period lasts, where the catalogue is wrong or silent")] = None
    renewal_hours: Annotated[Hours | None, about("how many hours of continuing education a period asks for")] = None
    renewal_minimums: Annotated[dict[Name, Hours], about("of these, at least so many in a category: ethics=8", public=True)] = {}
    skills: Annotated[tuple[Name, ...], _SKILLS] = ()
    url: Annotated[Name | None, about("a web page about it")] = None
    note: Annotated[Text | None, about("anything else")] = None

    def status_on(self, today: Day) -> str:
        """The stored status, or `expired` for an active one whose period is over. The last day still counts."""
        return "expired" if self.status == "active" and self.valid_until and self.valid_until < today else self.status

    def state_on(self, today: Day) -> str:
        """Like `status_on`, and `due soon` for an active one that runs out within 90 days."""
        status = self.status_on(today)
        soon = status == "active" and self.valid_until and (self.valid_until - today).days <= DUE_SOON_DAYS
        return "due soon" if soon else status


class License(Credential, frozen=True, kw_only=True):
    """A license to practice, granted by a state: RN, LPN, LSW."""


class Certification(Credential, frozen=True, kw_only=True):
    """A certification, granted by a professional body: CCM, ACM."""


class Experience(Record, frozen=True, kw_only=True):
    """Paid work, volunteering, an internship or shadowing."""

    natural = ("position",)
    logs = ("hours_log",)
    columns = ("position", "organization", "kind", "setting", "start", "end", "hours_per_week")
    ascending = (("start", "end"),)
    happens = "start"

    position: Annotated[Name, about("what you did, such as Nurse aide", public=True)]
    organization: Annotated[Name | None, about("where", short="at", names=True)] = None
    kind: Annotated[Literal["paid", "volunteer", "internship", "shadowing"] | None, about("what sort of work")] = None
    setting: Annotated[Name | None, about("what sort of place", vocabulary="settings")] = None
    start: Annotated[Day | None, about("when it began")] = None
    end: Annotated[Day | None, about("when it ended; leave it out while it goes on", last_day=True)] = None
    paid: Annotated[bool | None, about("whether you were paid")] = None
    hours_per_week: Annotated[HoursAWeek | None, about("hours a week, on average")] = None
    hours_log: Annotated[dict[DayKey, HoursEntry], about("hours worked, by date: 2026-11-22=6.5")] = {}
    case_management: Annotated[
        Literal["yes", "part", "no"] | None,
        about("whether it was case management: assessing, planning, coordinating and following up care"),
    ] = None
    supervisor: Annotated[Name | None, about("who supervised you", names=True)] = None
    supervisor_credential: Annotated[Name | None, about("their license or certification, such as CCM", public=True)] = None
    people_led: Annotated[People | None, about("how many people you led")] = None
    tags: Annotated[tuple[Name, ...], about("words to find it by", vocabulary="tags", open=True)] = ()
    highlights: Annotated[tuple[Text, ...], about("what to say of it on a résumé", story=True)] = ()
    skills: Annotated[tuple[Name, ...], _SKILLS] = ()
    note: Annotated[Text | None, about("anything else", story=True)] = None

    @property
    def sort(self) -> str | None:
        """What sort of work it was: what was paid is paid work, also where nothing more is said."""
        return self.kind or ("paid" if self.paid else None)


class Achievement(Record, frozen=True, kw_only=True):
    """Something you brought about: the situation, what you did, what came of it."""

    natural = ("title",)
    columns = ("title", "kind", "experience", "date")
    happens = "date"

    title: Annotated[Name, about("it in a few words")]
    kind: Annotated[Literal["initiative", "leadership", "outcome"] | None, about("what it shows")] = None
    experience: Annotated[Name | None, about("the experience it belongs to", refers=("experience",))] = None
    situation: Annotated[Text | None, about("what you found", story=True)] = None
    action: Annotated[Text | None, about("what you did", story=True)] = None
    result: Annotated[Text | None, about("what came of it", story=True)] = None
    skills: Annotated[tuple[Name, ...], _SKILLS] = ()
    date: Annotated[Day | None, about("when")] = None


class Contact(Record, frozen=True, kw_only=True):
    """Someone you met on the way. Other people's details stay in your plan, on this computer."""

    natural = ("name",)
    columns = ("name", "role", "organization", "last_contact", "next_contact")
    asks: ClassVar[dict[str, Due]] = {"next_contact": Due("Get in touch with {name}", "careerplan met {ref} --next +3m")}
    logs = ("gave",)

    name: Annotated[Name, about("their name", names=True)]
    role: Annotated[Name | None, about("what they are to your work", vocabulary="contact_roles")] = None
    organization: Annotated[Name | None, about("where they work", short="at", names=True)] = None
    email: Annotated[Name | None, about("their e-mail address", names=True)] = None
    phone: Annotated[Name | None, about("their phone number", names=True)] = None
    source: Annotated[Name | None, about("how you met", vocabulary="contact_sources")] = None
    last_contact: Annotated[Day | None, about("when you were last in touch")] = None
    next_contact: Annotated[Day | None, about("when to be in touch again")] = None
    gave: Annotated[dict[DayKey, Gift], about("what you gave back, by date")] = {}
    note: Annotated[Text | None, about("anything else")] = None


class Membership(Record, frozen=True, kw_only=True):
    """A professional organization you belong to."""

    natural = ("organization",)
    columns = ("organization", "since", "renews")
    asks: ClassVar[dict[str, Due]] = {"renews": Due("Renew your membership of {organization}", "careerplan set {ref} renews=+1y")}
    ascending = (("since", "renews"),)
    happens = "since"

    organization: Annotated[Name, about("its name", short="at", public=True, names=True)]
    since: Annotated[Day | None, about("when you joined")] = None
    renews: Annotated[
        Day | None,
        about("when it has to be renewed", last_day=True),
    ] = None  # fmt: skip
    url: Annotated[Name | None, about("its web page")] = None
    note: Annotated[Text | None, about("anything else")] = None


class Event(Record, frozen=True, kw_only=True):
    """A conference, seminar, workshop or online community you took part in."""

    natural = ("title",)
    columns = ("title", "kind", "online", "date")
    asks: ClassVar[dict[str, Due]] = {"date": Due("Go to {title}", "careerplan set {ref} date=today", passes=True)}
    happens = "date"

    title: Annotated[Name, about("what it was called")]
    kind: Annotated[Name | None, about("what sort of event", vocabulary="event_kinds")] = None
    online: Annotated[bool, about("whether it was online; in person unless you say so")] = False
    date: Annotated[Day | None, about("when")] = None
    note: Annotated[Text | None, about("anything else")] = None


class Resource(Record, frozen=True, kw_only=True):
    """A local service that clients can turn to."""

    natural = ("name",)
    columns = ("name", "category", "organization", "phone", "assured")

    name: Annotated[Name, about("what it is called", names=True)]
    category: Annotated[Name | None, about("the need it serves", vocabulary="resource_categories")] = None
    organization: Annotated[Name | None, about("who runs it", short="at", names=True)] = None
    phone: Annotated[Name | None, about("its phone number", names=True)] = None
    url: Annotated[Name | None, about("its web page")] = None
    eligibility: Annotated[Text | None, about("who may use it")] = None
    application_process: Annotated[Text | None, about("how to apply")] = None
    fees: Annotated[Name | None, about("what it costs")] = None
    service_area: Annotated[Name | None, about("the area it serves", names=True)] = None
    assured: Annotated[Day | None, about("when you last verified the entry")] = None
    note: Annotated[Text | None, about("anything else")] = None


class Application(Record, frozen=True, kw_only=True):
    """A job you are interested in or applied for, with all that happened since."""

    natural = ("employer",)
    logs = ("history", "follow_ups", "interviews")
    columns = ("employer", "title", "setting", "channel", "history", "follow_up")
    derived = ("sent", "answered")

    employer: Annotated[Name, about("who is hiring", names=True)]
    title: Annotated[Name | None, about("the job's title", public=True)] = None
    setting: Annotated[Name | None, about("what sort of place", vocabulary="settings")] = None
    channel: Annotated[Name | None, about("how you found it", vocabulary="channels")] = None
    url: Annotated[Name | None, about("the posting")] = None
    requires: Annotated[
        Requires | None,
        about("what the posting asks for: degree=required, license=preferred, certification=not-mentioned"),
    ] = None
    pay: Annotated[Name | None, about("what it pays, as advertised: 52000, 52k-58k, '$26.50 an hour'", short="advertised")] = None
    offered: Annotated[Name | None, about("what they offered to pay you")] = None
    tailored: Annotated[bool, about("whether résumé and cover letter were written for it")] = False
    history: Annotated[dict[DayKey, StageEntry], about("the stages it went through, by date: 2026-11-22=applied")] = {}
    follow_up: Annotated[Day | None, about("when to ask again, where you know better than the usual week")] = None
    follow_ups: Annotated[dict[DayKey, FollowUp], about("when you asked again, by date")] = {}
    interviews: Annotated[dict[DayKey, Interview], about("the interviews, by date")] = {}
    lesson: Annotated[Text | None, about("what you will do differently next time", story=True)] = None
    note: Annotated[Text | None, about("anything else")] = None

    @property
    def stage(self) -> str | None:
        """The latest stage: the last of the latest day."""
        return self.history[max(self.history, key=entry_order)].stage if self.history else None

    @property
    def sent(self) -> bool:
        """Whether it went out: a stage says so, or that they answered."""
        return any(entry.stage in OUT | ANSWERED | {"no-response"} for entry in self.history.values())

    @property
    def answered(self) -> bool:
        return any(entry.stage in ANSWERED for entry in self.history.values())


class Skill(Record, frozen=True, kw_only=True):
    """How you rate yourself in one of the guide's skills: 1 novice, 2 advanced beginner, 3 competent, 4 proficient, 5 expert."""

    logs = ("ratings",)
    columns = ("ratings",)

    ratings: Annotated[dict[DayKey, RatingEntry], about("your level from 1 to 5, by date: 2026-11-22=3")] = {}


class Duty(Record, frozen=True, kw_only=True):
    """How one of the job's duties appeals to you: attractive, neutral or worrying."""

    logs = ("marks",)
    columns = ("marks",)

    marks: Annotated[dict[DayKey, AppealEntry], about("attractive, neutral or worrying, by date: 2026-11-22=neutral")] = {}


class Question(Record, frozen=True, kw_only=True):
    """A question that you practice the answer to, or one that you want to ask."""

    natural = ("text",)
    columns = ("text", "theme", "application", "practice")
    logs = ("practice",)

    text: Annotated[Name, about("the question")]
    theme: Annotated[Name | None, about("what it is about", vocabulary="themes")] = None
    application: Annotated[Name | None, about("the application it belongs to", refers=("application",))] = None
    practice: Annotated[dict[DayKey, AnswerEntry], about("your answers, by date")] = {}


KINDS: dict[str, type[Record]] = {
    kind.__name__.lower(): kind
    for kind in (Education, Course, License, Certification, Experience, Achievement, Contact, Membership, Event,
                 Resource, Application, Skill, Duty, Question)
}  # fmt: skip
"""A kind's one word: TOML key, command, option and JSON."""

NAMED_BY_GUIDE = {"skill": "skills", "duty": "duties"}
"""Kinds whose ids are words of a vocabulary, so that there is one record for each word."""
