"""What `report --json` answers."""

from .answers import Answer


class ReportAnswer(Answer, frozen=True, kw_only=True):
    """`form`: html or markdown. `file`: where it was written, if anywhere."""

    form: str
    file: str | None
    sections: list[str]
    redacted: bool
    text: str
