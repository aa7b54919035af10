"""In a real process: what is loaded at start, what is said where, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import TODAY


def process(
    path: Path, *words: str, more: dict[str, str] | None = None, code: int = 0, **options: object
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "CAREERPLAN_FILE": str(path), "CAREERPLAN_TODAY": TODAY.isoformat(), **(more or {})}
    done = subprocess.run([sys.executable, "-m", "careerplan", *words], env=environment, capture_output=True, **options)  # type: ignore[call-overload]
    assert done.returncode == code, done.stdout + done.stderr
    return done  # type: ignore[no-any-return]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "plan.toml"
    process(place, "init", "--yes")
    return place


LOADED = """
import sys
sys.argv = ["careerplan", *{words!r}]
from careerplan.cli.app import main
try:
    main()
except SystemExit:
    pass
print("\\n" + " ".join(sorted(sys.modules)))
"""


@pytest.mark.parametrize("words", [["next", "--json"], ["status", "--json"], ["next"], ["list", "--json"]])
def test_looking_loads_nothing_that_only_writing_or_drawing_needs(path: Path, words: list[str]) -> None:
    environment = {**os.environ, "CAREERPLAN_FILE": str(path)}
    done = subprocess.run([sys.executable, "-c", LOADED.format(words=words)], env=environment, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not loaded & {"rich", "tomli_w", "tomlkit", "filelock", "wcwidth", "platformdirs", "asyncio", "pydantic", "jsonschema",
                         "tomllib", "socket", "urllib.request", "http", "careerplan.history", "careerplan.drafts",
                         "careerplan.core.timeline", "careerplan.core.differences", "careerplan.core.plan_check",
                         "careerplan.core.mending", "careerplan.core.eligibility", "careerplan.core.qualifying",
                         "careerplan.core.requirements", "careerplan.render.eligibility", "careerplan.core.forecast",
                         "careerplan.core.schedule", "careerplan.core.advice", "careerplan.core.document", "careerplan.core.ladder",
                         "careerplan.core.redaction", "careerplan.export.html", "careerplan.render.report"}  # fmt: skip
    others = {name for name in loaded if name.startswith("careerplan.cli.")} - {"careerplan.cli.app", "careerplan.cli.here"}
    assert not others & {"careerplan.cli.marks", "careerplan.cli.setup", "careerplan.cli.questions"}


def test_the_answer_is_on_stdout_and_the_problem_on_stderr(path: Path) -> None:
    assert process(path, "next").stderr == b""
    failed = process(path, "done", "33", code=3)
    assert failed.stdout == b""
    assert failed.stderr.startswith(b"error: there is no step-33")
    said = process(path, "done", "33", "--json", code=3)
    assert json.loads(said.stdout)["error"]["code"] == "unknown-reference"
    assert said.stderr == b""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_encoding_of_the_terminal_shows_the_screens(path: Path, encoding: str) -> None:
    process(path, "profile", "set", "name=Zoë 李")
    for words in (["status"], ["next"], ["guide", "1"], ["profile"], ["list"]):
        process(path, *words, more={"PYTHONIOENCODING": encoding}).stdout.decode(encoding)
    shown = process(path, "status", more={"PYTHONIOENCODING": "ascii"}).stdout.decode("ascii")
    assert "Zo\\xeb" in shown or "Zo" in shown
    assert ".........." in shown


HOSTILE = "\x1b[31mred\x1b]0;title\x07 \u202egnp \u0085 [bold]x[/bold] :smile: \\"


def test_nothing_that_was_typed_steers_the_terminal(path: Path) -> None:
    process(path, "profile", "set", f"name={HOSTILE}", f"region={HOSTILE}")
    added = process(path, "add", "contact", HOSTILE, "--note", HOSTILE, "--next-contact", "today", "--json")
    ref = json.loads(added.stdout)["data"]["ref"]
    process(path, "note", "1.1", HOSTILE)
    process(path, "skip", "1.2", "--because", HOSTILE)
    for words in (["status"], ["next", "-n", "9"], ["guide", "1"], ["profile"], ["list"], ["show", "1.1"], ["show", ref],
                  ["set", ref, "phone=1"], ["done", HOSTILE], ["remove", ref]):  # fmt: skip
        code = 3 if words == ["done", HOSTILE] else 0
        done = process(path, *words, code=code)
        shown = (done.stdout + done.stderr).decode()
        assert not set(shown) & set("\x1b\x07\u202e\u0085"), words
    assert "\\x1b[31mred" in process(path, "profile").stdout.decode()
    assert "[bold]x[/bold] :smile:" in " ".join(process(path, "profile").stdout.decode().split())


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_reader_that_goes_away_is_no_error_to_speak_of(path: Path) -> None:
    environment = {**os.environ, "CAREERPLAN_FILE": str(path)}
    line = f"{sys.executable} -m careerplan guide 3 --json | head -1"
    done = subprocess.run(line, shell=True, env=environment, capture_output=True, check=False)
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("words", [["next"], ["next", "--json"], ["note", "1.1", "mine"], ["done", "99", "--json"]])
def test_an_answer_that_cannot_be_written_is_said_and_is_not_a_success(path: Path, words: list[str]) -> None:
    environment = {**os.environ, "CAREERPLAN_FILE": str(path)}
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "careerplan", *words], env=environment, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr == b"error: the answer could not be written: no space left on device; what the command did is done\n"
    assert (b"mine" in path.read_bytes()) == ("mine" in words)


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    done = process(tmp_path / "new" / "plan.toml", "init", stdin=subprocess.DEVNULL)
    assert b"Your plan is ready" in done.stdout


def test_looking_works_where_nothing_can_be_written(path: Path) -> None:
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        before = sorted(path.parent.iterdir())
        for words in (
            ["next"],
            ["status"],
            ["list"],
            ["show", "1.1"],
            ["guide"],
            ["profile"],
            ["where"],
            ["skills"],
            ["fit"],
            ["hours"],
            ["certifications"],
            ["contacts"],
            ["resources"],
            ["applications"],
            ["interview"],
            ["review"],
            ["guide", "pay"],
        ):
            process(path, *words)
        assert sorted(path.parent.iterdir()) == before
    finally:
        path.parent.chmod(0o700)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands_kinds_references_and_words(path: Path, shell: str) -> None:
    process(path, "add", "experience", "Nurse aide")

    def complete(line: str) -> str:
        words = line.split(" ")
        more = {"_CAREERPLAN_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1),
                "_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}  # fmt: skip
        return process(path, more=more).stdout.decode()

    assert "status" in complete("careerplan sta")
    assert "certification" in complete("careerplan add cert")
    assert "nurse-aide" in complete("careerplan show nur")
    assert "step-3" in complete("careerplan done step-")
    assert "nursing-home" in complete("careerplan add experience X --setting nur")
    assert "path" in complete("careerplan guide pa")
    assert "changes" in complete("careerplan guide ch")
    assert "communication" in complete("careerplan rate com")
    assert "booking" in complete("careerplan weigh boo")
    assert "own-initiative" in complete("careerplan interview own")
    assert "nurse-aide" in complete("careerplan log nur")
