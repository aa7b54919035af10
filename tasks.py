#!/usr/bin/env python3
"""The task runner: `python3 tasks.py VERB`. It needs nothing but Python 3.11; everything else goes into `.venv` here.

start    install careerplan into .venv, make a plan unless there is one, say what comes next
test     install what the tests need, and run them all   (more words go to pytest: test -k agenda)
long     the long versions of the tests of our promises, half an hour; writes the figures into docs/reliability.md
check    format, lint, types, layers
docs     write anew what is generated: command pages, JSON schemas, the tour, the compiled guide
golden   write the expected screens of the tests anew
bench    measure speed, side by side in one run
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
PROGRAM = BIN / ("careerplan.exe" if os.name == "nt" else "careerplan")
NO_VENV = """
Python could not make a virtual environment. On Debian and Ubuntu one more package is needed:
    sudo apt install python3-venv
Then run the same command again.
"""


def start() -> int:
    install(".")
    shown = os.path.relpath(PROGRAM, HERE)
    typed = PROGRAM if os.name == "nt" else shown  # what it is started as is what it tells you to type
    print()
    if plan_exists():
        print("You already have a plan; it stays as it is.")
    else:
        run(typed, "init")  # asks a few questions on a terminal, and none elsewhere
    print()
    run(typed, "next")
    print(f"\nFrom now on, in this folder, type:\n\n    {shown} next\n\nand to see the whole plan:\n\n    {shown} status")
    return 0


def test(*words: str) -> int:
    install("-e", ".[dev]")
    return run(PYTHON, "-m", "pytest", "--numprocesses=auto", *words, check=False)


def long(*words: str) -> int:
    install("-e", ".[dev,long]")
    where = words or ("tests/promises", "tests/test_codec.py", "tests/test_store.py")
    return run(
        PYTHON, "-m", "pytest", "-m", "long or not long", "--hypothesis-profile=long", "--figures=docs/reliability.md", *where, check=False
    )


def check() -> int:
    install("-e", ".[dev]")
    codes = [
        run(PYTHON, "-m", "ruff", "format", "--check", ".", check=False),
        run(PYTHON, "-m", "ruff", "check", ".", check=False),
        run(PYTHON, "-m", "mypy", check=False),
        run(BIN / "lint-imports", check=False),
    ]
    return max(codes)


def docs() -> int:
    return test("--numprocesses=0", "tests/test_docs.py", "--rewrite")


def golden() -> int:
    return test("--numprocesses=0", "tests/test_screens.py", "--rewrite")


def bench(*words: str) -> int:
    return run(sys.executable, HERE / "benchmarks" / "speed.py", *words, check=False)


VERBS = {verb.__name__: verb for verb in (start, test, long, check, docs, golden, bench)}


def install(*what: str) -> None:
    """Install into .venv, which is made when it is not there."""
    if not PYTHON.exists() and run(sys.executable, "-m", "venv", VENV, check=False) != 0:
        sys.exit(NO_VENV)
    print("Installing careerplan and what it needs …", flush=True)
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what)


def plan_exists() -> bool:
    import json

    found = subprocess.run([PROGRAM, "where", "--json"], capture_output=True, check=True, cwd=HERE)
    return bool(json.loads(found.stdout)["data"]["exists"])


def run(*command: object, check: bool = True) -> int:
    """Run a command in this folder, and end with its exit code when it fails."""
    code = subprocess.run([str(word) for word in command], cwd=HERE).returncode
    if check and code != 0:
        sys.exit(code)
    return code


def main() -> int:
    if sys.version_info < (3, 11):
        sys.exit(f"careerplan needs Python 3.11 or newer; this is {sys.version.split()[0]}. See python.org/downloads.")
    verb, *words = sys.argv[1:] or ["help"]
    if verb not in VERBS:
        print(__doc__)
        return 0 if verb == "help" else 2
    return VERBS[verb](*words)


if __name__ == "__main__":
    sys.exit(main())
