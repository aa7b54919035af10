"""What every test stands on: a plan of its own, a fixed day, and a way to run the program in two lines."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from careerplan import guidebook, history, store
from careerplan.cli.app import app
from careerplan.core.guide import Guide

TODAY = date(2026, 11, 22)
BAKER = Path(__file__).parent / "data" / "baker"


class YouForgotToNameAPlan(Exception):
    """A test touched the real data folder."""


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)

    @property
    def data(self) -> Any:
        return self.json["data"]

    @property
    def error(self) -> Any:
        return self.json["error"]


Run = Callable[..., Ran]
Figure = Callable[[str, str], None]
"""Note a figure of the long run: what was measured, and what came out."""

settings.register_profile("short", deadline=None)  # no test is timed
settings.register_profile("long", max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("short")
FIGURES = pytest.StashKey[dict[str, dict[str, str]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write the expected screens and the generated pages anew")
    parser.addoption("--figures", type=Path, help="write the figures that tests note into this page")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = {}


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Figure:
    title = request.node.originalname.removeprefix("test_").replace("_", " ")
    found = request.config.stash[FIGURES].setdefault(title, {})
    return found.__setitem__


def pytest_sessionfinish(session: pytest.Session) -> None:
    page: Path | None = session.config.getoption("--figures")
    if page:
        parts = []
        for title, found in sorted(session.config.stash[FIGURES].items()):
            rows = "".join(f"| {what} | {said} |\n" for what, said in found.items())
            parts.append(f"### {title[:1].upper()}{title[1:]}\n\n| what | figure |\n|---|---|\n{rows}")
        head, mark, _ = page.read_text(encoding="utf-8").partition("<!-- figures -->\n")
        page.write_text(head + mark + "\n" + "\n".join(parts), encoding="utf-8")


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(autouse=True)
def _no_real_plan(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The default data and state folders raise, and nothing of the developer's environment is seen."""

    def refuse() -> Path:
        raise YouForgotToNameAPlan

    monkeypatch.setattr(store, "default_path", refuse)
    monkeypatch.setattr(history, "default_root", refuse)
    for name in [name for name in os.environ if name.startswith("CAREERPLAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("CAREERPLAN_HISTORY", str(tmp_path_factory.mktemp("history")))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's plan is, or will be."""
    place = tmp_path / "home" / "plan.toml"
    monkeypatch.setenv("CAREERPLAN_FILE", str(place))
    monkeypatch.setenv("CAREERPLAN_TODAY", TODAY.isoformat())
    monkeypatch.setattr("sys.argv", ["careerplan"])
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    return place


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in this process: `run("done", "3")`. Success is asserted unless `code` says otherwise."""

    def run(*words: str, code: int = 0, today: str | None = None, columns: int | None = None) -> Ran:
        if today:
            monkeypatch.setenv("CAREERPLAN_TODAY", today)
        if columns:
            monkeypatch.setenv("COLUMNS", str(columns))
        capsys.readouterr()
        found = app(args=list(words), standalone_mode=False, prog_name="careerplan")
        said = capsys.readouterr()
        assert found == code, f"{words} ended with {found}:\n{said.out}\n{said.err}"
        return Ran(found, said.out, said.err)

    return run


@pytest.fixture
def plan(run: Run, path: Path) -> Path:
    """A fresh plan."""
    run("init", "--yes")
    return path


@pytest.fixture(scope="session")
def guide() -> Guide:
    return guidebook.load_guide()


@pytest.fixture(scope="session")
def baker() -> Guide:
    """A small guide to another career: the engine knows none."""
    return guidebook.load_guide(BAKER)
