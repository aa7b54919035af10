"""The wheel, the sdist and the editable install: each has the guide, and answers on its own."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


def run(*words: object, where: Path, **more: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CAREERPLAN_", "PYTHONPATH"))} | more
    done = subprocess.run([str(word) for word in words], cwd=where, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that is made from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT, where=folder)
    return folder


@pytest.mark.parametrize("kind", ["*.whl", "*.tar.gz"])
def test_what_is_built_runs_alone_elsewhere(built: Path, tmp_path: Path, kind: str) -> None:
    [package] = built.glob(kind)
    venv.create(tmp_path / "venv", with_pip=True)
    scripts = tmp_path / "venv" / SCRIPTS
    run(scripts / "python", "-m", "pip", "install", "--quiet", package, where=tmp_path)
    plan = str(tmp_path / "plan.toml")
    run(scripts / "careerplan", "init", "--yes", where=tmp_path, CAREERPLAN_FILE=plan)
    said = run(scripts / "careerplan", "next", "--json", where=tmp_path, CAREERPLAN_FILE=plan)
    assert json.loads(said)["data"]["items"][0]["ref"] == "1.1"
    assert str(tmp_path) in run(scripts / "python", "-c", "import careerplan; print(careerplan.__file__)", where=tmp_path)
    assert "1.1" in run(scripts / "python", "-m", "careerplan", "next", where=tmp_path, CAREERPLAN_FILE=plan)


def test_the_editable_install_that_runs_these_tests_reads_the_guide_of_this_folder() -> None:
    from careerplan import guidebook

    assert guidebook.shipped_guide() == ROOT / "guide"


def test_the_packages_that_are_named_are_the_packages_that_are_there() -> None:
    import tomllib

    named = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    there = {".".join(place.parent.relative_to(ROOT / "src").parts) for place in (ROOT / "src").rglob("__init__.py")}
    assert set(named) == there | {"careerplan.guide_data"}
