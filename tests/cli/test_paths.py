"""Paths as they are typed."""

from pathlib import Path

import pytest

from careerplan.cli.paths import path_of
from tests.conftest import Run


def test_a_tilde_is_ones_home_and_that_of_nobody_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert path_of("~/plan.toml") == tmp_path / "plan.toml"
    assert path_of("~nobody-of-that-name/x") == Path("~nobody-of-that-name/x")


def test_the_home_of_nobody_is_a_folder_that_is_not_there(run: Run, plan: Path) -> None:
    nowhere = "~nobody-of-that-name/x"
    assert "could not read" in run("guide", "check", nowhere, code=3).err
    assert "could not read" in " ".join(run("next", "--guide", nowhere, code=3).err.split())
    assert "there is no folder" in run("report", "-o", f"{nowhere}.md", code=3).err
