"""The documentation is part of the test suite: `python3 tasks.py docs` writes what is generated anew."""

import ast
import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from careerplan import codec, guidebook
from careerplan.cli.app import COMMANDS
from careerplan.core.fields import fields_of
from careerplan.core.guide import Guide
from careerplan.core.kinds import KINDS
from careerplan.core.plan import Profile
from careerplan.render.contract import ANSWERS, shape_of
from tests.conftest import Run
from tests.rewriting import assert_same

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
USUAL_PLACE = "~/.local/share/careerplan/plan.toml"

FAMILIES = {
    "start": ("Setting up", ["init", "profile", "profile set", "where"]),
    "look": ("Looking", ["status", "next", "due", "guide", "guide search", "guide changes", "guide check", "list", "show"]),
    "mark": ("Marking steps and actions", ["done", "start", "skip", "reopen", "note", "target"]),
    "records": ("Records", ["add", *(f"add {kind}" for kind in KINDS), "add action", "set", "remove"]),
    "days": ("As it happens", ["rate", "weigh", "decide", "log", "met", "verified", "renew", "stage", "followed-up", "interviewed"]),
    "parts": ("One part, whole", ["skills", "fit", "hours", "certifications", "contacts", "resources", "applications"]),
    "safety": ("Going back, checking, editing", ["undo", "redo", "history", "history show", "history purge", "restore", "check", "edit"]),
    "ahead": ("Looking ahead", ["eligibility", "forecast", "path", "advise", "report"]),
    "practice": ("Interviews and the week", ["interview", "review"]),
}


def helped(run: Run, command: str) -> str:
    return f"### careerplan {command}\n\n```text\n{run(*command.split(), '--help').out.rstrip()}\n```\n"


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_has_a_page_with_its_help(run: Run, name: str, rewrite: bool) -> None:
    title, commands = FAMILIES[name]
    intro = (DOCS / "intro" / f"{name}.md").read_text(encoding="utf-8").rstrip()
    page = f"# {title}\n\n{intro}\n\n## Help\n\n" + "\n".join(helped(run, command) for command in commands)
    assert_same(DOCS / f"{name}.md", page, rewrite=rewrite)


def test_every_command_has_a_page() -> None:
    assert set(COMMANDS) <= {command for _, commands in FAMILIES.values() for command in commands}


def test_the_first_page_of_the_docs_names_every_page(run: Run, rewrite: bool) -> None:
    lines = ["# The commands\n", "```text", run("--help").out.rstrip(), "```\n"]
    lines += [f"- [{title}]({name}.md): {', '.join(f'`{command}`' for command in commands if ' ' not in command)}"
              for name, (title, commands) in FAMILIES.items()]  # fmt: skip
    lines += ["- [What you can rely on](reliability.md), [the plan file](plan-file.md), [the JSON](json.md), [the words](glossary.md)"]
    lines += ["- [A guide of your own](own-guide.md)", ""]
    assert_same(DOCS / "README.md", "\n".join(lines), rewrite=rewrite)


def test_the_compiled_guide_says_what_the_written_one_says(rewrite: bool) -> None:
    written = guidebook.read_guide(ROOT / "guide")
    assert_same(ROOT / "guide" / guidebook.COMPILED, codec.encode_guide(written).decode() + "\n", rewrite=rewrite)
    assert guidebook.load_guide() == written


# The tour


def tour(run: Run, path: Path, text: str) -> str:
    """README with every console block run, one after the other, on the same plan."""

    def block(found: re.Match[str]) -> str:
        lines = []
        for line in re.findall(r"^\$ (.*)$", found[1], re.MULTILINE):
            code = 3 if "nurce" in line else 0
            said = run(*shlex.split(line)[1:], code=code)
            shown = (said.out + said.err).replace(str(path), USUAL_PLACE).rstrip()
            lines.append(f"$ {line}\n{shown}")
        return "```console\n" + "\n".join(lines) + "\n```"

    return re.sub(r"```console\n(.*?)\n?```", block, text, flags=re.DOTALL)


def test_the_tour_in_the_readme_is_what_the_program_says(run: Run, path: Path, rewrite: bool) -> None:
    readme = ROOT / "README.md"
    assert_same(readme, tour(run, path, readme.read_text(encoding="utf-8")), rewrite=rewrite)


def test_links_inside_the_documentation_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *DOCS.glob("*.md")]:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_readme_names_its_two_commands_and_ci_calls_the_second() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"```sh\n(.*)\n```", readme)
    assert commands == ["python3 tasks.py start", "python3 tasks.py test"]
    assert commands[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_glossary_explains_the_letters_that_the_guide_uses(guide: Guide) -> None:
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    for word in ("NCLEX", "HIPAA", "CCM", "LPN", "EHR", "211"):
        assert word in glossary


# JSON


def cleaned(schema: Any) -> Any:
    """Docstrings without their indentation, which newer Pythons take off by themselves."""
    if isinstance(schema, dict):
        return {
            key: cleandoc(value) if key == "description" and isinstance(value, str) else cleaned(value) for key, value in schema.items()
        }
    return [cleaned(part) for part in schema] if isinstance(schema, list) else schema


def schema_of(command: str) -> dict[str, object]:
    """The written schema of a command's answer."""
    schema = cleaned(msgspec.json.schema(shape_of(command)))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"careerplan {command}: data", **schema}


@pytest.mark.parametrize("command", ANSWERS)
def test_every_answer_has_a_written_schema(command: str, rewrite: bool) -> None:
    text = json.dumps(schema_of(command), indent=2, ensure_ascii=False) + "\n"
    assert_same(DOCS / "json" / f"{command.replace(' ', '-')}.json", text, rewrite=rewrite)


def test_no_schema_is_left_over() -> None:
    assert {place.stem for place in (DOCS / "json").iterdir()} == {command.replace(" ", "-") for command in ANSWERS}


COMMAND = re.compile(r"(?:careerplan |--)[a-z][^\n]*")


def _texts() -> Iterator[tuple[Path, str]]:
    """Every text that may show a command: the guide's data, the documentation, the expected screens, what the program says."""
    for place in (ROOT / "guide").rglob("*.toml"):
        yield from ((place, text) for text in _strings(tomllib.loads(place.read_text(encoding="utf-8"))))
    for place in (ROOT / "README.md", *DOCS.rglob("*.md"), *(ROOT / "tests" / "golden").iterdir()):
        yield place, place.read_text(encoding="utf-8")
    for place in (ROOT / "src").rglob("*.py"):
        tree = ast.parse(place.read_text(encoding="utf-8"))
        yield from ((place, node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inside in value.values() if isinstance(value, dict) else value:
            yield from _strings(inside)


def loses_money(text: str) -> list[str]:
    """The commands in a text of which a shell would take a part away: what stands after a $ between double quotes."""
    return [line for line in COMMAND.findall(text) if any("$" in quoted for quoted in re.findall('"([^"]*)"', line))]


def test_no_command_that_is_shown_loses_money_in_a_shell() -> None:
    assert loses_money('Type  careerplan add application "…" --advertised "$52,000"')
    assert not loses_money('careerplan add application "…" --advertised \'$52,000\'\nIt pays "$5"')
    found = [(place, line) for place, text in _texts() for line in loses_money(text)]
    assert found == []


CALLS = {
    "home": [], "check": ["check"], "due": ["due", "--within", "3m"],
    "forecast": ["forecast", "--if-done", "1"], "advise": ["advise", "--prompt"], "path": ["path"], "report": ["report"],
    "init": ["init", "--plan", "{other}"], "status": ["status"], "next": ["next", "-n", "5"], "guide": ["guide", "3"],
    "guide search": ["guide", "search", "hours"], "guide changes": ["guide", "changes"],
    "guide check": ["guide", "check", str(ROOT / "guide")],
    "done": ["done", "3"], "start": ["start", "4.5"], "skip": ["skip", "4.6", "--because", "x"], "reopen": ["reopen", "3"],
    "note": ["note", "1.1", "in my words"], "target": ["target", "2", "2027-03"], "profile": ["profile"],
    "profile set": ["profile", "set", "route=bachelor"], "add": ["add", "contact", "Dana"], "list": ["list"],
    "show": ["show", "dana"], "set": ["set", "dana", "role=nurse"], "remove": ["remove", "dana"], "where": ["where"],
    "rate": ["rate", "ethics", "3"], "weigh": ["weigh", "booking", "neutral"], "decide": ["decide", "go"],
    "log": ["log", "aide", "6"], "met": ["met", "lee"], "verified": ["verified", "pantry"], "renew": ["renew", "rn", "--until", "2030-05"],
    "stage": ["stage", "mercy", "applied"], "followed-up": ["followed-up", "mercy"], "interviewed": ["interviewed", "mercy"],
    "skills": ["skills"], "fit": ["fit"], "hours": ["hours", "--target", "500"], "certifications": ["certifications"],
    "eligibility": ["eligibility", "ccm"],
    "contacts": ["contacts"], "resources": ["resources"], "applications": ["applications"],
    "interview": ["interview"], "review": ["review"], "undo": ["undo", "2"], "redo": ["redo"], "history": ["history"],
    "history show": ["history", "show", "2"], "history restore": ["history", "restore", "2"], "restore": ["restore"],
    "edit": ["edit"], "history purge": ["history", "purge", "--yes"],
}  # fmt: skip


def test_every_answer_fits_its_schema_and_has_every_key(plan: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    assert set(CALLS) == set(ANSWERS)
    for words in (["contact", "Lee"], ["experience", "Aide"], ["resource", "Pantry"], ["license", "RN"], ["application", "Mercy"]):
        run("add", *words)
    for command, words in CALLS.items():
        data = run(*(word.format(other=tmp_path / "other.toml") for word in words), "--json").data
        jsonschema.validate(data, schema_of(command))
        assert list(data) == [field.name for field in msgspec.structs.fields(shape_of(command))], command


def test_the_keys_that_other_programs_rely_on_are_there(plan: Path, run: Run) -> None:
    status = run("status", "--json").data
    assert set(status["steps"][0]) >= {"id", "slug", "title", "status", "ready", "satisfied", "applicable", "target", "done_on"}
    assert set(status["progress"]) >= {"steps_done", "steps_total", "satisfied", "applicable", "percent"}
    assert set(run("next", "--json").data["items"][0]) >= {"ref", "kind", "title", "step", "why", "command", "due", "minutes"}
    assert set(run("done", "1.1", "--json").data) >= {"ref", "changed", "unblocked", "next"}
    assert set(run("add", "course", "X", "--json").data) >= {"ref", "satisfied"}
    assert set(run("list", "course", "--json").data["records"][0]) >= {"ref", "record", *fields_of(KINDS["course"])}
    [step] = run("guide", "step-3", "--json").data["steps"]
    assert set(step) >= {"id", "slug", "title", "why", "actions"}
    wanted = {"id", "title", "why", "how", "need", "minutes", "status", "applicable", "satisfied", "by", "blocked_by"}
    assert set(step["actions"][0]) >= wanted
    error = run("done", "33", "--json", code=3).error
    assert set(error) >= {"code", "message", "hint"}
    assert set(run("profile", "--json").data["profile"]) == set(fields_of(Profile))
