"""P1, P3, P7, P8, P12: whatever a person, an editor, a failing disk and a killed program do in whatever order, the plan is
what a simple model says, every earlier state is kept, and `undo` and `redo` walk through them byte for byte."""

import errno
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from careerplan.history import History
from tests.promises import faulty
from tests.promises.commands import World, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="calls as POSIX has them")

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12).filter(
    lambda text: text.strip("-? .")
)
NAMES = st.sampled_from(["Dana", "Kim Ito", "O'Hara", "李", "dana", "\x1b[2J", "Lee\u202e"])
STEPS = st.sampled_from(["1", "step-2", "3.1", "4.2"])
TIMES = st.integers(1, 3)
BROKEN = b"<<<<<<< HEAD\n"


def comments(data: bytes) -> Counter[bytes]:
    return Counter(line.strip() for line in data.splitlines() if line.lstrip().startswith(b"#"))


class Life(RuleBasedStateMachine):
    """`states`: what `undo` walks through, the last one the plan as careerplan last knew it. `undone`: what `redo` brings."""

    @initialize(by_hand=st.booleans())
    def begin(self, by_hand: bool) -> None:
        shared = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(dir=shared if os.access(shared, os.W_OK) else None))
        self.world = World(self.folder / "world")
        self.patched = pytest.MonkeyPatch()
        for name, value in self.world.environment.items():
            self.patched.setenv(name, value)
        assert run("init", "--yes") == 0
        self.states = [self.now]
        self.undone: list[bytes] = []
        self.cut_off: bytes | None = None
        """What a change that was cut off had written into the history, and not yet into the plan."""
        self.ever = {self.now}
        if by_hand:
            self.comment(0, "mine")

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)
            self.patched.undo()

    @property
    def now(self) -> bytes:
        return self.world.plan.read_bytes()

    @property
    def contacts(self) -> list[str]:
        return sorted(tomli.loads(self.now.decode())["contact"]) if self.readable and b"[contact." in self.now else []

    @property
    def readable(self) -> bool:
        return BROKEN not in self.now

    def notice_the_hand(self, now: bytes | None = None) -> None:
        """What careerplan does before it writes: what a hand wrote since becomes a state of its own."""
        now = self.now if now is None else now
        if self.cut_off is not None:
            self.states.append(self.cut_off)
            self.undone, self.cut_off = [], None
        if now in self.states[-2:-1]:  # put back by hand: an undo
            self.undone.append(self.states.pop())
        elif now != self.states[-1]:
            self.states.append(now)
            self.undone = []

    def change(self, *words: str) -> None:
        """A command that changes the plan, or refuses to."""
        before = self.now
        code = run(*words)
        assert code in (0, 3), words
        assert self.readable or code == 3, words
        after = self.now
        if after == before:
            return
        assert code == 0, f"{words} wrote something and said that it failed"
        self.changed_from(before)
        assert words[0] == "remove" or not comments(before) - comments(after), "a comment was lost"

    def changed_from(self, before: bytes) -> None:
        self.notice_the_hand(before)
        self.states.append(self.now)
        self.undone = []
        self.ever |= {before, self.now}

    # What a person types

    @rule(name=NAMES | WORDS, note=WORDS)
    def add(self, name: str, note: str) -> None:
        self.change("add", "contact", "--note", note, "--", name)

    @rule(data=st.data(), phone=WORDS)
    def set(self, data: st.DataObject, phone: str) -> None:
        if self.contacts:
            self.change("set", f"contact/{data.draw(st.sampled_from(self.contacts))}", f"phone={phone}")

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        if self.contacts:
            self.change("remove", f"contact/{data.draw(st.sampled_from(self.contacts))}")

    @rule(step=STEPS)
    def done(self, step: str) -> None:
        self.change("done", step)

    @rule(step=STEPS, text=WORDS)
    def note(self, step: str, text: str) -> None:
        self.change("note", step, "--", text)

    @rule(count=TIMES)
    def undo(self, count: int) -> None:
        self.notice_the_hand()
        able = count < len(self.states)
        assert run("undo", str(count)) == (0 if able else 3)
        if able:
            self.undone += self.states[: -count - 1 : -1]
            del self.states[-count:]
        assert self.now == self.states[-1]

    @rule(count=TIMES)
    def redo(self, count: int) -> None:
        self.notice_the_hand()
        able = count <= len(self.undone)
        assert run("redo", str(count)) == (0 if able else 3)
        if able:
            self.states += self.undone[: -count - 1 : -1]
            del self.undone[-count:]
        assert self.now == self.states[-1]

    # What a hand does

    @rule(place=st.integers(0, 40), text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8))
    def comment(self, place: int, text: str) -> None:
        lines = self.now.splitlines(keepends=True)
        at = place % (len(lines) + 1)
        if at and not lines[at - 1].endswith(b"\n"):
            lines[at - 1] += b"\n"
        self.by_hand(b"".join([*lines[:at], b"# " + text.encode() + b"\n", *lines[at:]]))

    @rule()
    def add_by_hand(self) -> None:
        if self.readable and b"[pets]" not in self.now:
            self.by_hand(self.now.rstrip(b"\n") + b"\n\n[pets]   # not ours\nrex = 4")

    @precondition(lambda self: self.readable)
    @rule()
    def break_it(self) -> None:
        self.by_hand(BROKEN + self.now)

    @precondition(lambda self: not self.readable)
    @rule()
    def mend_it(self) -> None:
        self.by_hand(self.now.replace(BROKEN, b""))

    def by_hand(self, data: bytes) -> None:
        self.world.plan.write_bytes(data)

    # What a machine does

    @rule(name=NAMES, call=st.integers(1, 60), code=st.sampled_from([errno.ENOSPC, errno.EIO, errno.EACCES]))
    def add_on_a_failing_disk(self, name: str, call: int, code: int) -> None:
        before = self.now
        with self.patched.context() as patched:
            faulty.install(patched, faulty.failing_at(call, code))
            assert run("add", "contact", "--", name) in (0, 3)
        self.learn(before)

    @rule(name=NAMES, call=st.integers(1, 60))
    def add_and_be_killed(self, name: str, call: int) -> None:
        before = self.now
        left = self.folder / "left"

        def look(number: int, _name: str, _args: tuple[Any, ...]) -> None:
            if number == call:
                shutil.copytree(self.world.folder, left)

        with self.patched.context() as patched:
            faulty.install(patched, faulty.FaultyOs(look))
            run("add", "contact", "--", name)
        if left.exists():
            shutil.rmtree(self.world.folder)
            left.rename(self.world.folder)
        self.learn(before)

    def learn(self, before: bytes) -> None:
        """After what nobody could foretell: the plan is the old one, or a new one; in the first case the history may
        know the new one, which `redo` then brings."""
        newest = History(self.world.history, self.world.plan, now=None).last()
        if self.now != before:
            self.changed_from(before)
        elif newest and newest.data not in (before, self.states[-1], self.cut_off):
            self.notice_the_hand()
            self.cut_off = newest.data

    # What always holds

    @invariant()
    def nothing_else_is_there(self) -> None:
        if hasattr(self, "world"):
            assert set(self.world.litter()) <= {".plan.toml.tmp"}

    @invariant()
    def every_state_is_kept(self) -> None:
        if hasattr(self, "world"):
            history = History(self.world.history, self.world.plan, now=None)
            found = {snapshot.data for one in history.versions() if (snapshot := history.snapshot(one.number))}
            assert self.ever <= found | {self.now}


Life.TestCase.settings = settings(
    max_examples=settings.default.max_examples // 4,
    stateful_step_count=25,
    deadline=None,
    phases=[Phase.reuse, Phase.generate, Phase.explicit],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
TestLife = Life.TestCase
