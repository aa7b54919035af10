"""What the tests of the promises share."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.promises.commands import World, make


@pytest.fixture(scope="module")
def in_memory() -> Iterator[Path]:
    """A folder that is fast, where the system has one: these tests write thousands of files."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if os.access(shared, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def _made(in_memory: Path) -> World:
    made = World(in_memory / "world")
    with pytest.MonkeyPatch.context() as patched:
        for name, value in made.environment.items():
            patched.setenv(name, value)
        make(made.home)
    made.keep()
    return made


@pytest.fixture
def world(_made: World, monkeypatch: pytest.MonkeyPatch, path: Path) -> World:
    """A folder with a plan and its history, as it was made, and the environment that names it."""
    for name, value in _made.environment.items():
        monkeypatch.setenv(name, value)
    _made.put_back()
    return _made
