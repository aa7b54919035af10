"""P20, P21: whatever a plan, a guide, an argument or a file's name holds, the terminal only ever gets letters to show."""

import json
import re
import shutil
import unicodedata
from pathlib import Path
from typing import Any

import msgspec.inspect
import pytest
import tomli
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careerplan import store
from careerplan.core.kinds import KINDS
from careerplan.core.plan import Mark, Profile
from careerplan.render.layout import visible
from tests.conftest import BAKER
from tests.promises.commands import CHANGING, READING, World, prepare, run

STEERS = (
    "\x1b[31mred",
    "\x1b]0;title\x07",
    "\x9b2J",
    "\x90",
    "\x7f",
    "\r",
    "\x08",
    "\u202egnp",
    "\u2066",
    "\u2069",
    "\u200e",
    "\u061c",
    "\x00",
)
HOSTILE = "".join(STEERS[:-1]) + "[bold]x[/bold] :smile: \\ \" ' <b> |"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
DAY = "2026-11-10"
A_DAY = tomli.loads(f"day = {DAY}")["day"]


def steering(text: str) -> set[str]:
    """What of it a terminal would not just show."""
    return {one for one in text if one not in "\n\t" and (unicodedata.category(one) in ("Cc", "Cs") or one in BIDI)}


def filled(declared: Any, text: str) -> Any:
    """A value for a declared type, as TOML has it, with this text wherever a text may be."""
    kind = msgspec.inspect.type_info(declared) if not isinstance(declared, msgspec.inspect.Type) else declared
    match kind:
        case msgspec.inspect.Metadata(type=inner):
            return filled(inner, text)
        case msgspec.inspect.StructType(fields=fields):
            return {field.encode_name: filled(field.type, text) for field in fields}
        case msgspec.inspect.UnionType(types=types):
            return filled(next(one for one in types if not isinstance(one, msgspec.inspect.NoneType)), text)
        case msgspec.inspect.VarTupleType(item_type=inner) | msgspec.inspect.ListType(item_type=inner):
            return [filled(inner, text)]
        case msgspec.inspect.DictType(key_type=key, value_type=inner):
            return {DAY if getattr(key, "pattern", None) else text: filled(inner, text)}
        case msgspec.inspect.LiteralType(values=values):
            return values[0]
        case msgspec.inspect.DateType():
            return A_DAY
        case msgspec.inspect.BoolType():
            return False
        case msgspec.inspect.IntType(ge=low) | msgspec.inspect.FloatType(ge=low):
            return max(1, int(low or 0))
        case msgspec.inspect.StrType():
            return text
    raise AssertionError(kind)


def hostile_plan(text: str = HOSTILE) -> dict[str, Any]:
    mark = filled(Mark, text) | {"status": "done"}
    mark = {name: value for name, value in mark.items() if name in Mark.__struct_fields__}
    return {
        "format": 1,
        "guide": {"id": "care-coordinator", "version": "2"},
        text: {text: text},
        "profile": filled(Profile, text),
        "steps": {"step-1": {"title": text, "actions": {"1.1": mark, "1.a": mark}, "own": {"1.a": {"title": text}}}, text: {"title": text}},
        **{
            kind: {"dana-lee": filled(declared, text), f"x-{kind}": filled(declared, text) | {text: text}}
            for kind, declared in KINDS.items()
        },
    }


def write(world: World, document: dict[str, Any]) -> None:
    world.plan.write_text(tomli_w.dumps(document), encoding="utf-8")


def everything_said(capsys: pytest.CaptureFixture[str], *words: str, codes: tuple[int, ...] = (0, 3)) -> str:
    capsys.readouterr()
    assert run(*words) in codes, words
    said = capsys.readouterr()
    text = said.out + said.err
    assert not steering(text), (words, steering(text))
    if "--json" in words:
        json.loads(said.out)
    return text


@pytest.mark.parametrize("command", {**READING, **CHANGING, "check": ["check"]})
def test_no_field_of_a_plan_steers_the_terminal_in_any_command(
    world: World, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {**READING, **CHANGING, "check": ["check"]}[command]
    monkeypatch.setenv("COLUMNS", "40")
    for more in ([], ["--json"]):
        prepare(world, command)
        if command != "init":
            write(world, hostile_plan())
        everything_said(capsys, *words, *more)


def test_the_hostile_plan_is_a_plan(world: World) -> None:
    """Else the test above would only ever see one error."""
    write(world, hostile_plan())
    plan = store.load(world.plan)
    assert len(list(plan.all_records())) == 2 * len(KINDS)
    assert plan.profile.name == HOSTILE


def test_every_record_and_action_is_shown_without_steering(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    write(world, hostile_plan())
    plan = store.load(world.plan)
    for ref in [*(ref for ref, _ in plan.all_records()), "1.1", "step-1", "1.a"]:
        shown = everything_said(capsys, "show", ref)
        everything_said(capsys, "show", ref, "--json")
        if not ref.startswith(("skill/", "duty/", "step-")):  # no text of the person
            assert "\\x1b[31mred" in re.sub(r"\s+", "", shown), ref
            assert "[bold]x[/bold]:smile:\\" in re.sub(r"\s+", "", shown), ref
    for kind in KINDS:
        everything_said(capsys, "list", kind)
    for ref, _ in plan.all_records():
        everything_said(capsys, "set", ref, "note=plain")
        everything_said(capsys, "remove", ref)
        everything_said(capsys, "history", "show", "9")


@settings(max_examples=settings.default.max_examples // 4, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30))
def test_no_text_at_all_steers_the_terminal(world: World, capsys: pytest.CaptureFixture[str], text: str) -> None:
    write(world, hostile_plan(text))
    for words in (["next"], ["list"], ["show", "contact/dana-lee"], ["check"], ["profile"]):
        everything_said(capsys, *words)


@pytest.mark.parametrize("steer", STEERS)
def test_problems_of_a_file_are_said_without_steering(world: World, steer: str, capsys: pytest.CaptureFixture[str]) -> None:
    for document in (
        {"format": 1, "guide": {"id": steer, "version": "2"}},
        {"format": 1, "guide": {"id": "care-coordinator", "version": "2"}, "profile": {"name": 3, "route": steer, steer: 3}},
        {"format": 1, "guide": {"id": "care-coordinator", "version": "2"}, "contact": {steer: {"name": 3}, "x": {steer: 1, "name": "X"}}},
        {"format": 1, "guide": {"id": "care-coordinator", "version": "2"}, "steps": {steer: {"status": steer}}},
    ):
        write(world, document)
        for words in (["next"], ["check"], ["check", "--json"], ["check", "--fix"], ["status", "--json"]):
            everything_said(capsys, *words)
    for text in (steer, f'"{steer}" = 1', f"format = 1\n[{steer}", f'format = 1\n[contact.x]\nname = "{steer}"\n<<<<<<< {steer}\n'):
        world.plan.write_bytes(text.encode())
        for words in (["next"], ["check"], ["check", "--json"], ["add", "contact", "X"]):
            everything_said(capsys, *words)


@pytest.mark.parametrize("steer", ["\x1b[31mred", "\r", "\udcff", HOSTILE])
def test_no_argument_steers_the_terminal(world: World, steer: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command, words in {**READING, **CHANGING, "history purge": ["history", "purge"]}.items():
        known = command.split() if command != "home" else []
        for line in ([*words, steer], [*known, f"--{steer}"], [*known, steer, steer], [*words, "--plan", f"/nowhere/{steer}"],
                     [*words, "--guide", steer], [*known, steer, "--json"]):  # fmt: skip
            everything_said(capsys, *line, codes=(0, 2, 3))
    assert run("where") == 0


@pytest.mark.parametrize("name", ["a\x1b[31m.toml", "\u202egnp.toml", "\udcff.toml", "[bold] %s {0}.toml", "-n", "a\nb"])
def test_no_name_of_a_file_steers_the_terminal(
    world: World, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = world.home / name / name
    monkeypatch.setenv("CAREERPLAN_FILE", str(place))
    everything_said(capsys, "next", codes=(3,))
    for words in (["init", "--yes"], ["where"], ["note", "1.1", "mine"], ["history"], ["history", "--json"], ["undo"], ["check"], ["edit"]):
        everything_said(capsys, *words)
    assert place.exists()
    place.write_bytes(b"\x1b")
    everything_said(capsys, "next", codes=(3,))
    everything_said(capsys, "check", codes=(3,))
    place.unlink()
    everything_said(capsys, "next", codes=(3,))
    everything_said(capsys, "restore")


def test_no_guide_steers_the_terminal(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guide = tmp_path / "guide"
    shutil.copytree(BAKER, guide)
    steer = "\\\\u001b[31m\\\\u202e\\\\u009b[b]"
    for file in guide.rglob("*.toml"):
        file.write_text(re.sub(r'\b(title|why|outcome|text|question|answer|label|how|name|says) = "', rf"\g<0>{steer}", file.read_text()))
    shutil.rmtree(world.home)
    shutil.rmtree(world.history)
    for command in ("init --yes", "next", "status", "guide", "guide 1", "list", f"guide check {guide}", "show 1.1", "review"):
        everything_said(capsys, *command.split(), "--guide", str(guide))
        everything_said(capsys, *command.split(), "--guide", str(guide), "--json")
    assert "\\x1b" in everything_said(capsys, "show", "1.1", "--guide", str(guide))


@given(st.text(st.characters()))
def test_what_is_made_visible_can_be_read_and_does_not_steer(text: str) -> None:
    assert not steering(visible(text))
    if not steering(text):
        assert visible(text) == text
