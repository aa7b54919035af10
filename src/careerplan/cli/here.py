"""Where a command stands: what was typed for every command, the clock, the environment, the plan and the guide.

The clock and the environment are read here and nowhere else.
"""

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from msgspec.structs import replace

from .. import guidebook, store
from ..core.agenda import Item, agenda
from ..core.dates import NotADate, read_date
from ..core.dues import needs_catalogue
from ..core.guide import Guide
from ..core.plan import Plan, Profile, with_own_actions
from ..core.progress import Progress, progress
from ..errors import InvalidValue, OtherGuide, Refused
from ..render.answers import Answer
from ..render.contract import ANSWERS
from ..render.layout import MAX_WIDTH, PROGRAM, Screen
from ..render.sentences import in_doubt
from .input import MAX_INPUT, as_text, text_from_stdin
from .output import document, say
from .paths import path_of

if TYPE_CHECKING:
    from ..core.estimates import Estimates
    from ..core.forecast import Forecast
    from ..core.privacy import Sighting
    from ..core.topics import Topic


WIDEST = 120
"""Columns of what is shown wide."""


class _InDoubt(Exception):
    """A text that was about to be saved seems to tell of a real person in care."""

    def __init__(self, seen: "list[Sighting]") -> None:
        super().__init__()
        self.seen = seen


class Here:
    """Made once for each run. `typed`: the options that every command takes."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        """`words`: the command line, for the time before it is understood."""
        self.words = words
        self.typed: dict[str, Any] = {name: value for name in ("plan", "guide") if (value := _after(f"--{name}", words))}
        self.environment: Mapping[str, str] = os.environ
        self.draft: Path | None = None
        """A text that was written in the editor, and is not in the plan yet."""
        self._private: str | None = None
        self._topics: dict[str, Topic[Any]] = {}
        self.verb = ""
        """The command that runs."""
        self.warnings: list[str] = []
        """What this run pointed out; it goes into the JSON document too."""

    @property
    def json(self) -> bool:
        return bool(self.typed.get("json"))

    @cached_property
    def today(self) -> date:
        said = self.environment.get("CAREERPLAN_TODAY")
        if not said:
            return date.today()
        try:
            return read_date(said, today=date.today())
        except NotADate:
            raise InvalidValue([f'CAREERPLAN_TODAY: "{said}" is not a date'], hints=["CAREERPLAN_TODAY=2026-11-22"]) from None

    @cached_property
    def path(self) -> Path:
        """The plan's path: --plan, CAREERPLAN_FILE, or the user data folder."""
        named = self.typed.get("plan") or self.environment.get("CAREERPLAN_FILE")
        return path_of(named) if named else store.default_path()

    @cached_property
    def limits(self) -> store.Limits:
        """How large a plan may be and how long a busy one is waited for, where the environment says other than usual."""
        return store.Limits(
            max_bytes=int(self._number("CAREERPLAN_MAX_MIB", store.LIMITS.max_bytes / 1024 / 1024) * 1024 * 1024),
            lock_seconds=self._number("CAREERPLAN_LOCK_SECONDS", store.LIMITS.lock_seconds),
        )

    @cached_property
    def file(self) -> store.PlanFile:
        """The plan's file. Its history is in CAREERPLAN_HISTORY, or in the user state folder."""
        kept = self.environment.get("CAREERPLAN_HISTORY")
        return store.PlanFile(self.path, chosen=self.chosen, limits=self.limits, now=self.now,
                              kept_in=path_of(kept) if kept else None)  # fmt: skip

    @property
    def now(self) -> datetime:
        """This moment, in local time; noon on a day that CAREERPLAN_TODAY sets."""
        return datetime.combine(self.today, time(12)) if self.environment.get("CAREERPLAN_TODAY") else datetime.now()

    def _number(self, name: str, usual: float) -> float:
        said = self.environment.get(name)
        try:
            number = float(said) if said else usual
        except ValueError:
            number = -1
        if not 0 <= number <= 1000:
            raise InvalidValue([f'{name}: "{said}" is not a number from 0 to 1000'], hints=[f"{name}={usual:g}"])
        return number

    @property
    def chosen(self) -> bool:
        return bool(self.typed.get("plan") or self.environment.get("CAREERPLAN_FILE"))

    @cached_property
    def folder(self) -> Path | None:
        """The folder of the guide that was named, or that the plan follows; None for the one that ships."""
        typed = self.typed.get("guide")
        return path_of(typed).absolute() if typed else None

    @cached_property
    def _bare_guide(self) -> Guide:
        return guidebook.load_guide(self.folder)

    @cached_property
    def guide(self) -> Guide:
        """The guide; once a plan is met, with the person's own actions in it."""
        return self._bare_guide

    def topic(self, name: str) -> "Topic[Any]":
        if name not in self._topics:
            self._topics[name] = guidebook.load_topic(self.guide, name, self.folder)
        return self._topics[name]

    def load(self) -> Plan:
        return self.met(self.file.load())

    def change(self, edit: store.Edit) -> store.Change:
        """Change the plan. What seems to tell of a real person in care is pointed out first, outside of the lock."""
        accepted = bool(self.typed.get("no_privacy_check"))

        def careful(plan: Plan) -> Plan:
            after = edit(self.met(plan))
            if not accepted and plan.profile.privacy_check and (seen := self._sightings(plan, after)):
                raise _InDoubt(seen)
            return after

        try:
            change = self.file.change(careful, verb=self.verb)
        except _InDoubt as doubt:
            self._point_out(doubt.seen)
            accepted = True
            change = self.file.change(careful, verb=self.verb)
        self.met(change.after)
        return change

    def met(self, plan: Plan) -> Plan:
        """The plan, after its guide was found and given the person's own actions."""
        if plan.guide.folder and self.folder is None:
            self.folder = Path(plan.guide.folder)
            self.__dict__.pop("_bare_guide", None)
        if plan.guide.id != self._bare_guide.id:
            raise OtherGuide(plan.guide.id, self._bare_guide.id)
        self.guide = with_own_actions(self._bare_guide, plan)
        return plan

    def text(self, typed: str) -> str:
        """What was typed for a text; `-` means that it comes from elsewhere, so that it is in no list of processes and in no
        shell's memory: from standard input, or from the person's editor where that is a terminal."""
        if typed != "-":
            return typed
        if self._private is None:
            self._private = self._from_editor() if sys.stdin.isatty() else text_from_stdin()
        return self._private

    def _from_editor(self) -> str:
        from .. import drafts
        from .editor import open_editor

        self.draft = self.file.history.folder / "text.txt"
        drafts.lay(self.draft, b"")
        open_editor(self.draft, self.environment)
        return as_text(drafts.read(self.draft, limit=MAX_INPUT))

    def forget_draft(self) -> None:
        """What was written in the editor is in the plan now."""
        if self.draft:
            from .. import drafts

            drafts.forget(self.draft, limit=MAX_INPUT)

    def look_over(self, before: Plan | None, after: Plan) -> None:
        """Point out what seems to tell of a real person in care in a plan that was edited by hand. Raises Refused."""
        if after.profile.privacy_check and not self.typed.get("no_privacy_check"):
            self.met(after)
            if seen := self._sightings(before or replace(after, steps={}, records={}, profile=Profile()), after):
                self._point_out(seen)

    def _sightings(self, before: Plan, after: Plan) -> "list[Sighting]":
        from ..core.privacy import new_stories, sightings

        stories = new_stories(before, after)
        return sightings(stories, guidebook.load_privacy_checks(self.guide, self.folder)) if stories else []

    def _point_out(self, seen: "list[Sighting]") -> None:
        """Say what was seen, and ask whether to keep it where somebody is there to answer. Raises Refused."""
        say(in_doubt(seen, self.screen), err=True)
        self.warnings += [sighting.name for sighting in seen]
        if self.asks and not typer.confirm("Keep it as it is?", default=False, err=True):
            raise Refused("not saved, as you asked", hints=["type it again without what tells who it was"])

    def seen(self, plan: Plan) -> Progress:
        return progress(self.guide, plan, self.today)

    def agenda(self, plan: Plan, seen: Progress) -> list[Item]:
        return agenda(self.guide, plan, self.today, seen, catalogue=self.catalogue(plan))

    def catalogue(self, plan: Plan) -> "Topic[Any] | None":
        """What credentials ask for, where one is held: reading it takes time."""
        return self.topic("certifications") if needs_catalogue(plan, self.today) else None

    def redacted(self, plan: Plan) -> Plan:
        """The plan as it may be shown to others."""
        from ..core.redaction import NAMING, redacted

        return redacted(plan, self.guide, [self.topic(name) for name in NAMING])

    @cached_property
    def estimates(self) -> "Estimates":
        return guidebook.load_estimates(self.guide, self.folder)

    def ahead(
        self, plan: Plan, seen: Progress, *, hours_per_week: float | None = None, longest_first: bool = False, order: Sequence[str] = ()
    ) -> "Forecast":
        """When it can be done, with the certification that the plan's owner wants."""
        from ..core.forecast import forecast
        from ..core.wanted import wanted

        meant = wanted(plan, self.topic("certifications"), self.today)
        return forecast(self.guide, plan, seen, self.estimates, self.today,
                        hours_per_week=hours_per_week, longest_first=longest_first, wanted=meant, order=order)  # fmt: skip

    @cached_property
    def screen(self) -> Screen:
        """Where text goes: its width, whether it takes color, and how to name the program there."""
        width = max(20, min(_columns(), MAX_WIDTH))
        color = sys.stdout.isatty() and not self.environment.get("NO_COLOR") and self.environment.get("TERM") != "dumb"
        return Screen(width, self._program(), color, self.asks)

    @property
    def wide_screen(self) -> Screen:
        """The same, as wide as the terminal is, up to 120 columns."""
        return replace(self.screen, width=max(20, min(_columns(), WIDEST)))

    @property
    def asks(self) -> bool:
        """Whether somebody is there to answer a question."""
        return sys.stdin.isatty() and sys.stdout.isatty() and not self.json

    def answer(self, ctx: typer.Context, answer: Answer, text: Callable[[], str]) -> None:
        """The one thing that goes to stdout."""
        if self.json:
            say(document(command_of(ctx), self.today, "data", answer, self.warnings))
        else:
            say(text())

    def hand_over(self, text: str, output: str | None, *, force: bool) -> str | None:
        """Write a text to the file that was named; the whole path of it. None where it goes to the screen: without a name, or `-`."""
        if output is None or output == "-":
            return None
        from .. import exports

        place = path_of(output)
        exports.write(place, text.encode("utf-8", "backslashreplace"), kept=self.file.parts, force=force, again=self._again("--force"))
        return str(place.absolute())

    def _again(self, more: str) -> str:
        """What was typed, with a word more."""
        from .usage import again

        place = list(self.words).index("--") if "--" in self.words else len(self.words)
        return again([*self.words[:place], more, *self.words[place:]], {})

    def _program(self) -> str:
        """`careerplan` where that is on the PATH, else the path that was typed; and the plan or guide that was named."""
        words = [PROGRAM]
        started = sys.argv[0]
        if not shutil.which(PROGRAM) and started:
            words = ["python", "-m", PROGRAM] if started.endswith("__main__.py") else [started]
        for name in ("plan", "guide"):
            if self.typed.get(name):
                words += [f"--{name}", self.typed[name]]
        if words == [PROGRAM]:
            return PROGRAM
        import shlex

        return shlex.join(words)


def _columns() -> int:
    return shutil.get_terminal_size((MAX_WIDTH, 24)).columns


def _after(option: str, words: Sequence[str]) -> str | None:
    """What was typed for an option: `--plan FILE` or `--plan=FILE`."""
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word == option:
            return following
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None


def here_of(ctx: typer.Context) -> Here:
    """The one Here of this run."""
    root = ctx.find_root()
    if root.obj is None:
        root.obj = Here()
    found: Here = root.obj
    found.verb = command_of(ctx)
    return found


def command_of(ctx: typer.Context) -> str:
    """`profile set`: the command that was called, by its name in ANSWERS."""
    return named_command(ctx.command_path.split()[1:])


def named_command(words: Sequence[str]) -> str:
    """The command among typed words, `home` when there is none."""
    pairs = (" ".join(words[index : index + 2]) for index in range(len(words)))
    return next((name for pair in pairs for name in (pair, pair.split(" ")[0]) if name in ANSWERS), "home")
