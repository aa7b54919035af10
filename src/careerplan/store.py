"""Where the plan lives, and the only module that writes it.

Reading opens, reads and closes; it never writes, locks or waits. A change follows one protocol: the real path, a kernel
lock beside the plan, read, edit, prove that the new bytes say what was meant, write them beside the plan and flush them,
keep them in the history, make sure that nobody edited the plan meanwhile, rename, flush the folder. Whatever
interrupts it, the plan is the old one or the new one, whole, and the history has both.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from . import codec, disk
from .core.plan import Plan
from .errors import (
    Busy,
    CannotAccess,
    CareerplanError,
    EditedMeanwhile,
    InvalidPlan,
    NoPlan,
    NothingToTurn,
    PlanExists,
    PlanGone,
    Refused,
    SavedUnconfirmed,
    WouldHarm,
    in_our_words,
    reason,
)

if TYPE_CHECKING:
    from .core.differences import Difference
    from .core.timeline import Made, Turn, Version
    from .history import History, Snapshot

BY_HAND = "edited by hand"
FOUND = "as it was found"
"""What the history says of a plan that it sees for the first time."""

Edit = Callable[[Plan], Plan]


class Limits(Struct, frozen=True):
    """How large a plan may be, and how long another careerplan is waited for."""

    max_bytes: int = 8 * 1024 * 1024
    lock_seconds: float = 10.0


LIMITS = Limits()


class Change(Struct, frozen=True):
    """What a change did: the plan before, and after."""

    before: Plan
    after: Plan

    @property
    def changed(self) -> bool:
        return self.before != self.after


def default_path() -> Path:
    """The plan's place in the user data folder of this system."""
    from platformdirs import user_data_path

    return user_data_path("careerplan", appauthor=False) / "plan.toml"


def load(path: Path) -> Plan:
    """The plan in a file. Raises NoPlan, InvalidPlan, NewerFormat, CannotAccess."""
    return PlanFile(path).load()


class PlanFile:
    """One plan's file, and what was there before.

    `chosen`: the person named the file, so a message repeats it. `kept_in`: the folder of all histories, where it is not
    the usual one. `now`: local time, without which nothing can be changed.
    """

    def __init__(
        self, path: Path, *, chosen: bool = False, limits: Limits = LIMITS, kept_in: Path | None = None, now: datetime | None = None
    ) -> None:
        self.path = path
        self.chosen = chosen
        self.limits = limits
        self._kept_in = kept_in
        self._now = now

    @cached_property
    def real(self) -> Path:
        """Where the bytes are: symbolic links stay, and what they point at is replaced."""
        return Path(os.path.realpath(self.path))

    @cached_property
    def history(self) -> "History":
        from . import history

        return history.History(self._kept_in or history.default_root(), self.real, now=self._now)

    @property
    def parts(self) -> list[Path]:
        """The plan, what a save leaves beside it, and its history: no other file is ever written over these."""
        return [self.real, disk.lock_of(self.real), disk.temporary_of(self.real), self.history.folder]

    # Reading

    def load(self) -> Plan:
        """The plan. Raises NoPlan, InvalidPlan, NewerFormat, CannotAccess."""
        return self._parse(self.read().data)

    def read(self) -> disk.Held:
        """The bytes, whatever they say. Raises NoPlan, PlanGone, CannotAccess."""
        try:
            return disk.read(self.path, limit=self.limits.max_bytes)
        except FileNotFoundError:
            self.refuse_gone()
            raise NoPlan(str(self.path), chosen=self.chosen) from None
        except OSError as error:
            raise CannotAccess("read", str(self.path), reason(error)) from None

    def difference(self, before: "Version", after: "Version") -> "list[Difference]":
        """What differs between two versions; nothing, where one of them cannot be understood."""
        from .core.differences import differences

        with suppress(InvalidPlan):
            return differences(*(self._parse(self._snapshot(version).data) for version in (before, after)))
        return []

    def refuse_gone(self, *hints: str) -> None:
        """Raise PlanGone when there is no plan, but earlier versions of one."""
        if not self.exists() and (versions := self.versions()):
            raise PlanGone(str(self.path), versions=len(versions), **({"hints": hints} if hints else {}))

    def exists(self) -> bool:
        return os.path.lexists(self.real)

    def versions(self) -> "list[Version]":
        """Every version in the history, oldest first. Raises CannotAccess."""
        with in_our_words("read the history in", self.history.folder):
            return self.history.versions()

    # Writing. All of these raise Busy, CannotAccess, SavedUnconfirmed, and EditedMeanwhile when a hand was faster.

    def create(self, plan: Plan) -> None:
        """Write a first plan, readable by its owner alone. Raises PlanExists."""
        if self.exists():
            raise PlanExists(str(self.path))
        document = codec.plan_document(plan)
        data = codec.write_document(document).encode("utf-8")
        self._prove(data, document, plan)
        with self._saving("create"):
            if self.exists():
                raise PlanExists(str(self.path))
            self._save(None, data, "init")

    def change(self, edit: Edit, *, verb: str) -> Change:
        """Read the plan, apply `edit` and save what it returns. Nothing is written when nothing changes.

        `verb`: the command, as the history names it. `edit` may run twice: again, when a hand edited the file while the
        first result was being written. Raises what `load` and `edit` raise, and WouldHarm.
        """
        self.read()  # no plan, no folder to lock in
        with self._saving():
            try:
                return self._change(edit, verb)
            except EditedMeanwhile:
                return self._change(edit, verb)

    def rewrite(self, edit: Callable[[codec.Document], codec.Document], *, verb: str) -> bool:
        """Apply an edit to the raw document, also of a plan that cannot be understood. Whether anything changed. Raises
        InvalidPlan where the file is no TOML, and NewerFormat."""
        with self._saving():
            held = self.read()
            self._refuse_newer(held)
            document = codec.parse_document(held.data, str(self.path))
            meant = edit(document)
            if codec.says_the_same(document, meant):
                return False
            data = codec.rewritten(held.data, document, codec.parse_document(held.data, str(self.path)), meant)
            if not codec.says_the_same(codec.parse_document(data, str(self.path)), meant):
                raise WouldHarm(str(self.path))
            self._save(held, data, verb)
            return True

    def put(self, data: bytes, *, instead_of: bytes, verb: str) -> None:
        """Put these bytes in the place of those."""
        with self._saving():
            held = self.read()
            if held.data != instead_of:
                raise EditedMeanwhile(str(self.path))
            self._save(held, data, verb)

    def turn(self, way: "Turn", count: int) -> "list[Version]":
        """Bring back the bytes from before the last `count` changes (`undo`), or these changes again (`redo`).

        Returns the changes that were turned, the first of them first. Raises NothingToTurn, NewerFormat.
        """
        from .core.timeline import standing

        self.read()
        with self._saving():
            held = self.read()
            self._refuse_newer(held)
            if self.history.last():
                self._catch_up(held)
            done, undone = standing(self.history.versions())
            able = max(len(done) - 1, 0) if way == "undo" else len(undone)
            if not 0 < count <= able:
                raise NothingToTurn(way, able)
            turned = done[-count:][::-1] if way == "undo" else undone[-count:][::-1]
            self._save(held, self._snapshot(done[-count - 1] if way == "undo" else turned[-1]).data, way, turn=way, count=count)
            return turned

    def restore(self, number: int | None) -> "Version":
        """Bring back the bytes of a version; the newest one without a number. It works without a plan, too.

        Raises Refused when there is no such version, NewerFormat.
        """
        with in_our_words("read the history in", self.history.folder):
            found = self.history.last() if number is None else self.history.snapshot(number)
        if found is None:
            which = "earlier version" if number is None else f"version {number}"
            raise Refused(f"there is no {which} of this plan", hints=["careerplan history"])
        with self._saving():
            held = disk.read(self.real, limit=self.limits.max_bytes) if self.exists() else None
            self._refuse_newer(held)
            if held is None or held.data != found.data:
                self._save(held, found.data, f"restore {found.version.number}")
        return found.version

    def purge(self) -> int:
        """Forget every earlier version. Returns how many there were."""
        with self._saving("forget the history of"):
            return self.history.purge()

    # The protocol

    def _change(self, edit: Edit, verb: str) -> Change:
        held = self.read()
        document, before = codec.parse(held.data, str(self.path))
        after = edit(before)
        if after != before:
            data = codec.rewritten(held.data, document, *codec.differing(before, after))
            self._prove(data, document, after)
            self._save(held, data, verb, plans=(before, after))
        return Change(before, after)

    def _prove(self, data: bytes, meant: codec.Document, after: Plan) -> None:
        """The exact bytes, read by the parser that reads, are the plan that was meant, and everything else is as it was."""
        document, plan = codec.parse(data, str(self.path))
        if plan != after or not codec.says_the_same(document, meant):
            raise WouldHarm(str(self.path))

    def _save(
        self, held: disk.Held | None, data: bytes, verb: str, *, turn: "Turn" = "change", count: int = 1,
        plans: tuple[Plan, Plan] | None = None,
    ) -> None:  # fmt: skip
        """Replace the plan, after the history has both what was there and what will be."""
        made = self._made(verb, held.data if held else b"", data, plans, turn, count)
        kept: list[Path] = []

        def last() -> None:
            if held:
                self._catch_up(held)
            with self._keeping():
                kept.append(self.history.keep(data, made))
            if (disk.read(self.real, limit=self.limits.max_bytes).data if self.exists() else None) != (held.data if held else None):
                raise EditedMeanwhile(str(self.path))

        try:
            disk.replace(self.real, data, like=held.status if held else None, last=last)
        except disk.NotConfirmed as error:
            raise SavedUnconfirmed(str(self.real), reason(error)) from None
        except BaseException:
            for version in kept:  # of a change that did not come to be
                with suppress(OSError):
                    os.unlink(version)
            raise
        self.history.thin()

    def _made(
        self, verb: str, old: bytes, new: bytes, plans: tuple[Plan, Plan] | None = None, turn: "Turn" = "change", count: int = 1
    ) -> "Made":
        """What the history says of a change: names of what differs, never a text."""
        from .core.differences import differences, named
        from .core.timeline import Made

        with suppress(CareerplanError):  # one of the two may be a plan that cannot be understood
            found = differences(*(plans or (self._parse(old), self._parse(new))))
            changed = tuple(one.in_words() for one in found)
            return Made(command=named(verb, found) if plans else verb, changed=changed, turn=turn, count=count)
        return Made(command=verb, turn=turn, count=count)

    def _catch_up(self, held: disk.Held) -> None:
        """Keep what the file says now, unless the newest version is just that: a hand has edited it since.

        Where it says what it said before the last change, that change was cut off before it came to be, or a hand took
        it back. For us that is an undo.
        """
        from .core.timeline import standing

        with self._keeping():
            last = self.history.last()
            if last and last.data == held.data:
                return
            before = standing(self.history.versions())[0][-2:-1]
            back = any(self._snapshot(one).data == held.data for one in before)
            made = self._made(BY_HAND if last else FOUND, last.data if last else b"", held.data, turn="undo" if back else "change")
            self.history.keep(held.data, made)

    def _snapshot(self, version: "Version") -> "Snapshot":
        if found := self.history.snapshot(version.number):
            return found
        raise Refused(f"version {version.number} is damaged, so it cannot be brought back", hints=["careerplan history"])

    def _parse(self, data: bytes) -> Plan:
        return codec.parse(data, str(self.path))[1]

    def _refuse_newer(self, held: disk.Held | None) -> None:
        """A plan of a newer careerplan is never written, not even by going back. Raises NewerFormat."""
        with suppress(InvalidPlan):
            if held:
                self._parse(held.data)

    # What the operating system says

    @contextmanager
    def _saving(self, doing: str = "save") -> Iterator[None]:
        """Hold the plan's lock, and let signals unwind."""
        with in_our_words(doing, self.path):
            disk.make_folder(self.real.parent)
            try:
                with disk.locked(self.real, seconds=self.limits.lock_seconds), disk.interruptible():
                    yield
            except disk.LockBusy as busy:
                raise Busy(str(self.real), self.limits.lock_seconds, busy.holder) from None

    def _keeping(self) -> AbstractContextManager[None]:
        return in_our_words("keep the earlier version of the plan in", self.history.folder)
