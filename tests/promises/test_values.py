"""P9, P10, P28, P29: the table of boundary values, at the keyboard and in the file; files that are no plan; bombs."""

import os
import sys
import time
from collections.abc import Callable

import pytest

from careerplan import store
from tests.conftest import Figure
from tests.promises.commands import World, run

FIRST, LAST = "1900-01-01", "2199-12-31"
LONGEST = 10_000

TYPED: list[tuple[str, str, str, bool]] = [
    *[("set", "dana-lee", f"next_contact={day}", True) for day in (FIRST, LAST, "2028-02-29", "1900-02-28", "2026-11", "+1y")],
    *[("set", "dana-lee", f"next_contact={day}", False)
      for day in ("1899-12-31", "2200-01-01", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01",
                  "2026-11-31", "0000-01-01", "10000-01-01",
                  "2026-11-22T10:00", "٢٠٢٦-١١-٢٢", "+999y", "-200y", "nan")],
    *[("log", "nurse-aide", hours, True) for hours in ("0", "24", "6.5", "0.25", "24.0")],
    *[("log", "nurse-aide", hours, False)
      for hours in ("24.01", "25", "-1", "inf", "nan", "1e309", "1_0", "٦", "6,5,5", "0x10", "", " ", "1e400", "²")],
    *[("add", "course", f"X --hours {hours}", True) for hours in ("0", "100000", "99999.99")],
    *[("add", "course", f"X --hours {hours}", False) for hours in ("100000.01", "-0.01", "1e9", "inf", "nan", "9" * 400)],
    *[("rate", "ethics", level, True) for level in ("1", "5")],
    *[("rate", "ethics", level, False) for level in ("0", "6", "2.5", "one", "-1", "9" * 30)],
    ("note", "1.1", "x" * LONGEST, True),
    ("note", "1.1", "x" * (LONGEST + 1), False),
    ("note", "1.1", "a\0b", False),
    ("note", "1.1", "李" * LONGEST, True),
]  # fmt: skip


@pytest.mark.parametrize(("command", "what", "value", "accepted"), TYPED, ids=lambda value: str(value)[:24])
def test_a_value_that_is_typed_is_taken_or_refused(world: World, command: str, what: str, value: str, accepted: bool) -> None:
    before = world.bytes()
    words = value.split(" ") if command == "add" else [value]
    code = run(command, what, *words)
    assert (code == 0) is accepted, code
    assert code in (0, 2, 3)
    assert accepted or world.bytes() == before
    store.load(world.plan)


def in_file(line: str, table: str = '[contact.x]\nname = "X"\n') -> bytes:
    return f'format = 1\n\n[guide]\nid = "care-coordinator"\nversion = "2"\n\n{table}{line}\n'.encode()


COURSE = '[course.x]\ntitle = "X"\n'
IN_FILE: list[tuple[str, str, bool]] = [
    *[(f"next_contact = {day}", "", True) for day in (FIRST, LAST, "2028-02-29", '"2026-11-22"')],
    *[(f"next_contact = {day}", "", False)
      for day in ("1899-12-31", "2200-01-01", "2026-11-22T10:00:00", "2026-11-22T10:00:00Z", "10:00:00", "2026", "true")],
    *[(f"hours = {hours}", COURSE, True) for hours in ("0", "0.0", "100000", "6.5", "1_000")],
    *[(f"hours = {hours}", COURSE, False)
      for hours in ("-1", "100000.5", "inf", "-inf", "nan", "1e309", '"6"', "[6]", "9" * 400, str(2**63))],
    *[(f'name = "{"x" * length}"', "[contact.x]\n", length <= 200) for length in (1, 200, 201)],
    *[(f'note = "{"x" * length}"', "", length <= LONGEST) for length in (LONGEST, LONGEST + 1)],
    *[(f'note = "a{nul}b"', "", False) for nul in ("\\u0000", "\\U00000000", "\\x00")],
    ('name = ""', "[contact.x]\n", False),
]  # fmt: skip


@pytest.mark.parametrize(("line", "table", "accepted"), IN_FILE, ids=lambda value: str(value)[:30])
def test_a_value_in_the_file_is_taken_or_named(world: World, line: str, table: str, accepted: bool) -> None:
    world.plan.write_bytes(in_file(line, table or '[contact.x]\nname = "X"\n'))
    assert run("list") == (0 if accepted else 3)
    before = world.bytes()
    assert run("note", "1.1", "mine") == (0 if accepted else 3)
    assert accepted or (world.bytes() == before and run("check") == 3)


@pytest.mark.parametrize("number", ["2", "10", str(10**18), "0", "-1", "1.5", '"1"', '"2"', "true", "[1]", "2026-11-22", "9" * 400])
@pytest.mark.parametrize("words", [["note", "1.1", "x"], ["undo"], ["check", "--fix"], ["edit"], ["restore", "1"]])
def test_a_plan_of_another_format_is_never_written(world: World, number: str, words: list[str]) -> None:
    changed = (world.bytes() or b"").replace(b"format = 1\n", f"format = {number}\n".encode(), 1)
    world.plan.write_bytes(changed)
    codes = (3, 4) if words[0] not in ("undo", "restore") else (0, 3, 4)  # what cannot be read at all may be gone back from
    assert run(*words) in codes
    newer = number.isdigit() and int(number[:9]) > 1
    if newer and len(number) < 20:
        assert world.bytes() == changed


NO_PLANS = [b"", b"\n", b"\0" * 4096, b"format = 1", b"\xff\xfe", "format = 1\n".encode("utf-16"), b"<<<<<<< HEAD\n=======\n>>>>>>> x\n",
            b"format = 1\n[guide\n", b"[", b"=", b'"', b"format = 1\nformat = 1\n", b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"{}", b"<html>",
            b"format = 1\r\r\n", b"#", b"\xef\xbb\xbf", b"format\x00 = 1"]  # fmt: skip


@pytest.mark.parametrize("data", NO_PLANS, ids=lambda data: repr(data)[:24])
def test_what_is_no_plan_is_said_and_never_written_or_taken_for_a_new_one(world: World, data: bytes) -> None:
    world.plan.write_bytes(data)
    for words in (["next"], ["status"], ["init", "--yes"], ["init", "--new", "--yes"], ["note", "1.1", "x"], ["done", "1"],
                  ["add", "contact", "X"], ["check"], ["profile", "set", "name=X"], ["remove", "fair"]):  # fmt: skip
        assert run(*words) == 3, words
        assert world.bytes() == data
    assert run("undo") == 0
    assert world.bytes() is not None
    store.load(world.plan)
    assert run("redo") == 0
    assert world.bytes() == data


def lines(count: int, line: Callable[[int], str]) -> bytes:
    return in_file("\n".join(map(line, range(count))))


BOMBS: dict[str, Callable[[], bytes]] = {
    "brackets": lambda: b"x = " + b"[" * 7_000_000,
    "closed brackets": lambda: b"x = " + b"[" * 3_000_000 + b"]" * 3_000_000,
    "inline tables": lambda: b"x = " + b"{a=" * 2_000_000,
    "dotted keys": lambda: b"a" + b".a" * 3_500_000 + b" = 1",
    "dotted table": lambda: b"[a" + b".a" * 3_500_000 + b"]",
    "one text": lambda: b'x = "' + b"a" * 8_000_000 + b'"',
    "an open text": lambda: b'x = """' + b"a" * 8_000_000,
    "digits": lambda: b"x = " + b"1" * 8_000_000,
    "escapes": lambda: b'x = "' + b"\\u0041" * 1_300_000 + b'"',
    "comments": lambda: b"#\n" * 4_000_000,
    "blank lines": lambda: b"\n" * 8_000_000,
    "unknown keys": lambda: lines(600_000, lambda number: f"k{number} = 1"),
    "the most unknown keys": lambda: lines(249_000, lambda number: f"k{number} = 1"),
    "unknown tables": lambda: lines(600_000, lambda number: f"[z{number}]"),
    "the most unknown tables": lambda: lines(19_900, lambda number: f"[z{number}]"),
    "contacts": lambda: lines(19_900, lambda number: f'[contact.c{number}]\nname = "N"'),
    "wrong contacts": lambda: lines(19_900, lambda number: f"[contact.c{number}]\nname = 1"),
    "notes": lambda: lines(
        19_900, lambda number: f'[steps.step-1.actions."1.1".notes.2026-11-{10 + number // 9999}-{number % 9999 + 1}]\ntext = "a"'
    ),
    "quotes": lambda: b"'" * 8_000_000,
    "nul": lambda: b"\0" * 8_000_000,
    "too large": lambda: b"#" * (9 * 1024 * 1024),
}
READ_SECONDS, LOOK_AHEAD_SECONDS, WRITE_SECONDS, MIB = 5, 10, 10, 300
TOMLKIT_SECONDS = 25
"""For the most tables that may be, each five deep, in a file that a hand has touched."""


def measured(*words: str) -> tuple[int, float, float, str]:
    """(exit code, seconds, MiB at the most, what was said as a problem) of a real process."""
    began = time.monotonic()
    reader, writer = os.pipe()
    pid = os.posix_spawn(sys.executable, [sys.executable, "-m", "careerplan", *words], os.environ,
                         file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_DUP2, writer, 2)])  # fmt: skip
    os.close(writer)
    with os.fdopen(reader, "rb") as said:
        problem = said.read()
    _, status, usage = os.wait4(pid, 0)
    return os.waitstatus_to_exitcode(status), time.monotonic() - began, usage.ru_maxrss / 1024, problem.decode()


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss in KiB")
@pytest.mark.parametrize("name", BOMBS)
def test_no_file_of_the_largest_size_takes_long_or_much(world: World, name: str, figure: Figure) -> None:
    data = BOMBS[name]()
    assert len(data) <= 8 * 1024 * 1024 or name == "too large"
    world.plan.write_bytes(data)
    for words, seconds in ((["next"], READ_SECONDS), (["check"], WRITE_SECONDS), (["note", "1.1", "x"], WRITE_SECONDS)):
        code, took, peak, problem = measured(*words)
        limit = 1 if name == "too large" else TOMLKIT_SECONDS if (name, words[0]) == ("notes", "note") else seconds
        figure(f"{name}: `{words[0]}`", f"{took:.1f} s, {peak:.0f} MiB")
        assert "Traceback" not in problem
        assert code in (0, 3)
        assert took < limit, (words, took)
        assert peak < MIB, (words, peak)


LIVES: dict[str, Callable[[int], str]] = {
    "jobs of a lifetime": lambda number: f"""[experience.e{number}]
position = "P"
kind = "paid"
case_management = "yes"
start = 19{number % 99:02}-{number % 12 + 1:02}-01
hours_per_week = 30.0""",
    "courses for one certification": lambda number: f"""[course.k{number}]
title = "K"
date = 2026-01-{number % 28 + 1:02}
hours = 2.0
counts_for = ["certification/ccm"]""" if number else """[certification.ccm]
name = "CCM"
code = "CCM"
awarded = 2024-01-01""",
    "licenses": lambda number: f"""[license.l{number}]
name = "RN"
code = "RN"
valid_until = 2027-01-01""",
    "applications": lambda number: f"""[application.a{number}]
employer = "E"
history.2026-11-01.stage = "applied\"""",
}  # fmt: skip
LOOKING_AHEAD = ("next --why", "due", "eligibility", "eligibility CCM", "forecast", "path", "advise", "advise --prompt", "status --wide",
                 "report --format html --redact", "hours", "review")  # fmt: skip


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss in KiB")
@pytest.mark.parametrize("name", LIVES)
def test_no_life_of_the_largest_size_takes_long_to_look_ahead_in(world: World, name: str, figure: Figure) -> None:
    tables = 9_900 if name == "applications" else 19_900
    world.plan.write_bytes(lines(tables, LIVES[name]))
    slowest = 0.0
    for command in LOOKING_AHEAD:
        code, took, peak, problem = measured(*command.split())
        if took > slowest:
            slowest = took
            figure(f"{tables:,} tables, {name}: the slowest", f"`{command}`: {took:.1f} s, {peak:.0f} MiB")
        assert (code, problem) == (0, "")
        assert took < LOOK_AHEAD_SECONDS, (command, took)
        assert peak < MIB, (command, peak)
