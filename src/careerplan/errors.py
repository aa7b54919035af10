"""Every problem that a person can meet: its sentence, the hint of what to type, its code and exit code.

Building an error has no effect; the command line's boundary prints it. Hints that are commands begin with
`careerplan `, as everywhere.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar


class CareerplanError(Exception):
    """A problem we expect. `message` says what is wrong and where, `hints` what to type next."""

    code: ClassVar[str] = "refused"
    exit_code: ClassVar[int] = 3

    def __init__(self, message: str, *, hints: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hints = tuple(hints)


class NoPlan(CareerplanError):
    code = "no-plan"

    def __init__(self, path: str, *, chosen: bool) -> None:
        """`chosen`: the person named the path, so the message repeats it."""
        where = f" at {path}" if chosen else ""
        super().__init__(f"you have no plan yet{where}", hints=["careerplan init"])


class PlanGone(CareerplanError):
    """There is no plan where one was: its earlier versions are still kept."""

    code = "plan-gone"

    def __init__(self, path: str, *, versions: int, hints: Sequence[str] = ("careerplan restore", "careerplan history")) -> None:
        kept = "an earlier version of it is" if versions == 1 else f"{versions} earlier versions of it are"
        super().__init__(f"your plan is no longer at {path}, but {kept} kept", hints=hints)


class PlanExists(CareerplanError):
    code = "plan-exists"

    def __init__(self, path: str, *, instead: str = "") -> None:
        """`instead`: the command that takes up in the plan what was typed."""
        super().__init__(f"you already have a plan, and it stays as it is: {path}", hints=[instead or "careerplan next"])


class UnknownReference(CareerplanError):
    """`near`: what it may have meant, best first."""

    code = "unknown-reference"

    def __init__(self, message: str, *, near: Sequence[str], command: str, instead: str = "careerplan list") -> None:
        """`command`: what was typed, with {} for the reference where more words follow it. `instead`: where nothing is near."""
        super().__init__(message, hints=[_typed(command, name) for name in near[:3]] or [instead])
        self.near = tuple(near)


class AmbiguousReference(CareerplanError):
    code = "ambiguous-reference"

    def __init__(self, text: str, *, candidates: Sequence[str], command: str) -> None:
        count = {2: "two", 3: "three"}.get(len(candidates), str(len(candidates)))
        super().__init__(
            f'"{text}" could be {count} things: {", ".join(candidates)}',
            hints=[_typed(command, name) for name in candidates],
        )
        self.candidates = tuple(candidates)


def _typed(command: str, name: str) -> str:
    return f"careerplan {command.replace('{}', name)}" if "{}" in command else f"careerplan {command} {name}"


class InvalidValue(CareerplanError):
    """One or more values that were typed. Each problem names its option or field."""

    code = "invalid-value"

    def __init__(self, problems: Sequence[str], *, hints: Sequence[str] = ()) -> None:
        head = problems[0] if len(problems) == 1 else f"{len(problems)} values are not right, and nothing was changed"
        super().__init__(head, hints=hints)
        self.problems = tuple(problems) if len(problems) > 1 else ()


class InvalidPlan(CareerplanError):
    """The plan file cannot be understood. Each finding has its place: line and column, or table and field."""

    code = "invalid-plan"

    def __init__(self, path: str, findings: Sequence[object]) -> None:
        count = "a problem" if len(findings) == 1 else f"{len(findings)} problems"
        super().__init__(f"the plan has {count}, and nothing was changed", hints=["careerplan edit", "careerplan undo"])
        self.path = path
        self.findings = tuple(findings)
        self.problems = tuple(map(str, findings))


class NewerFormat(CareerplanError):
    code = "newer-format"

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(
            f"this plan was written by a newer careerplan (its format is {found}, this program knows {known}), so it is left alone: {path}",
            hints=["update careerplan, then run the command again"],
        )


class InvalidGuide(CareerplanError):
    code = "invalid-guide"

    def __init__(self, where: str, problems: Sequence[str], *, nearest: object = None) -> None:
        """`nearest`: what a file of it holds, where that can be read with what is wrong in it set right."""
        count = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__(f"the guide in {where} has {count}")
        self.problems = tuple(problems)
        self.nearest = nearest


class OtherGuide(CareerplanError):
    code = "other-guide"

    def __init__(self, wanted: str, found: str) -> None:
        super().__init__(
            f'this plan follows the guide "{wanted}", and the guide here is "{found}"; nothing was changed',
            hints=["name its folder: careerplan next --guide DIR"],
        )


class StillReferredTo(CareerplanError):
    code = "referred-to"

    def __init__(self, ref: str, by: Sequence[tuple[str, str]]) -> None:
        """`by`: (record, field) of each reference to it."""
        names = " and ".join(f"{record} ({field})" for record, field in by)
        super().__init__(
            f"{ref} stays: {names} refers to it",
            hints=[f"careerplan set {record} {field}=" for record, field in by],
        )


class CannotAccess(CareerplanError):
    """The operating system said no; nothing was changed."""

    code = "cannot-access"

    def __init__(self, doing: str, path: str, reason: str) -> None:
        hint = "--guide DIR names a folder with a guide.toml in it" if path.endswith("guide.toml") else "careerplan where"
        super().__init__(f"could not {doing} {path}: {reason}; nothing was changed", hints=[hint])


class FileThere(CareerplanError):
    """A file that was to be made is there. `again`: the command that replaces it."""

    code = "file-exists"

    def __init__(self, path: str, again: str) -> None:
        super().__init__(f"there is already a file {path}, and it stays as it is", hints=[again])


class NoFolder(CareerplanError):
    """A file was to be made in a folder that is not there."""

    code = "no-folder"

    def __init__(self, path: str, folder: str, make: str) -> None:
        """`make`: the command that makes it."""
        super().__init__(f"there is no folder {folder}, so {path} was not written", hints=[f"first make it: {make}"])


class PartOfPlan(CareerplanError):
    """A file that was to be made would lie over the plan, or over what keeps it safe."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} belongs to your plan, and stays as it is: choose another name", hints=["careerplan where"])


class NoEditor(CareerplanError):
    """No editor could be opened. `name`: the one that was tried, or nothing."""

    code = "no-editor"

    def __init__(self, name: str, reason: str) -> None:
        said = f"the editor {name} did not work: {reason}" if name else "no editor was found"
        super().__init__(f"{said}; nothing was changed", hints=["EDITOR=nano careerplan edit"])


class DraftKept(CareerplanError):
    """An edit that was not saved. What the person wrote is kept."""

    code = "draft-kept"

    def __init__(self, message: str, path: str, *, code: int = 3, hints: Sequence[str] = ()) -> None:
        super().__init__(f"{message}; what you wrote is kept in {path}", hints=["careerplan edit", *hints])
        self.exit_code = code  # type: ignore[misc]


class NothingToTurn(CareerplanError):
    """More is to be undone or redone than can be. `able`: how many changes can."""

    def __init__(self, way: str, able: int) -> None:
        many = f"only the last {able} changes" if able > 1 else "only one change"
        said = f"{many} can be {way}ne" if able else f"there is nothing to {way}"
        super().__init__(said, hints=["careerplan history" if not able else f"careerplan {way}" + (f" {able}" if able > 1 else "")])


class SavedUnconfirmed(CareerplanError):
    code = "saved-unconfirmed"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"the plan was saved, but the disk did not confirm it ({reason}): {path}")


class EditedMeanwhile(CareerplanError):
    code = "edited-meanwhile"

    def __init__(self, path: str) -> None:
        super().__init__(
            f"the plan was edited while this was being saved, so nothing was changed: {path}",
            hints=["save the file in the other program, then run the command again"],
        )


class WouldHarm(CareerplanError):
    """The new bytes do not say what was meant: a mistake of ours that is seen before it does harm."""

    code = "would-harm"

    def __init__(self, path: str) -> None:
        super().__init__(
            f"this change could not be written without harm to what else is in the plan, so nothing was changed: {path}",
            hints=["careerplan edit"],
        )


class Busy(CareerplanError):
    code = "busy"
    exit_code = 75

    def __init__(self, path: str, seconds: float, holder: str = "") -> None:
        """`holder`: the process that holds the lock, where that is known."""
        who = f"another careerplan (process {holder})" if holder else "another careerplan"
        super().__init__(
            f"{who} has been saving {path} for {seconds:g} seconds; nothing was changed",
            hints=["run the same command again in a moment"],
        )


class Stopped(CareerplanError):
    """Ctrl-C in the middle of questions of which each answer was saved at once."""

    code = "interrupted"
    exit_code = 130

    def __init__(self) -> None:
        super().__init__("stopped; your answers are saved")


class Refused(CareerplanError):
    """A request that is understood and not carried out, with the reason in the sentence."""


# What the operating system says


@contextmanager
def in_our_words(doing: str, path: Path) -> Iterator[None]:
    """What the operating system refuses becomes CannotAccess."""
    try:
        yield
    except OSError as error:
        raise CannotAccess(doing, str(path), reason(error)) from None


def reason(error: OSError) -> str:
    said = error.strerror or str(error)
    return said[:1].lower() + said[1:]
