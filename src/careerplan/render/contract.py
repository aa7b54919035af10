"""The contract with other programs: which shape the `data` of each command has. Loading it loads none of the shapes."""

from importlib import import_module

from .answers import Answer

ANSWERS = {
    "home": "answers.HomeAnswer", "init": "answers.InitAnswer", "status": "answers.StatusAnswer", "next": "answers.NextAnswer",
    "guide": "answers.GuideAnswer", "guide search": "topics.SearchAnswer", "guide changes": "topics.ChangesAnswer",
    "guide check": "topics.CheckAnswer", "done": "answers.MarkAnswer", "start": "answers.MarkAnswer", "skip": "answers.MarkAnswer",
    "reopen": "answers.MarkAnswer", "note": "answers.MarkAnswer", "target": "answers.MarkAnswer", "profile": "answers.ProfileAnswer",
    "profile set": "answers.ProfileAnswer", "add": "answers.RecordAnswer", "list": "answers.ListAnswer", "show": "answers.ShowAnswer",
    "set": "answers.RecordAnswer", "remove": "answers.RecordAnswer", "where": "answers.WhereAnswer", "rate": "answers.RecordAnswer",
    "weigh": "answers.RecordAnswer", "decide": "answers.ProfileAnswer", "log": "answers.RecordAnswer", "met": "answers.RecordAnswer",
    "verified": "answers.RecordAnswer", "renew": "answers.RecordAnswer", "stage": "answers.RecordAnswer",
    "followed-up": "answers.RecordAnswer", "interviewed": "answers.RecordAnswer", "skills": "overview_answers.SkillsAnswer",
    "fit": "overview_answers.FitAnswer", "hours": "overview_answers.HoursAnswer", "certifications": "overview_answers.CertificationsAnswer",
    "contacts": "overview_answers.ContactsAnswer", "resources": "overview_answers.ResourcesAnswer",
    "applications": "overview_answers.ApplicationsAnswer", "eligibility": "eligibility_answers.EligibilityAnswer",
    "interview": "practice.InterviewAnswer", "review": "week.ReviewAnswer",
    "undo": "past.TurnAnswer", "redo": "past.TurnAnswer", "history": "past.HistoryAnswer", "history show": "past.VersionShownAnswer",
    "history restore": "past.RestoreAnswer", "history purge": "past.PurgeAnswer", "restore": "past.RestoreAnswer",
    "check": "check.PlanCheckAnswer", "edit": "check.EditAnswer", "due": "due.DueAnswer",
    "forecast": "forecast.ForecastAnswer", "path": "ladder_answers.PathAnswer", "advise": "advice.AdviceAnswer",
    "report": "report_answer.ReportAnswer",
}  # fmt: skip
"""Command -> module and name of its shape. `docs/json` is made from this."""


def shape_of(command: str) -> type[Answer]:
    module, name = ANSWERS[command].split(".")
    found: type[Answer] = getattr(import_module(f".{module}", __package__), name)
    return found
