"""Each line that keeps a promise is taken out once, and a test has to notice. `python3 tasks.py long` runs this."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from tests.conftest import Figure

ROOT = Path(__file__).parent.parent.parent
MUTANTS = tomli.loads((Path(__file__).parent / "mutants.toml").read_text(encoding="utf-8"))
PROMISES = ("power_cut", "manners", "stepping", "hostile", "life", "values", "many_at_once", "guides")
WATCHING = ["tests/test_disk.py", "tests/test_store.py", "tests/test_history.py", "tests/test_codec.py", "tests/core/test_timeline.py",
            "tests/core/test_redaction.py", "tests/export", "tests/cli/test_report.py",
            *(f"tests/promises/test_{name}.py" for name in PROMISES)]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("name", MUTANTS)
def test_a_line_that_keeps_a_promise_cannot_be_taken_out_unnoticed(name: str, tmp_path: Path, figure: Figure) -> None:
    file, line, broken = (MUTANTS[name][part] for part in ("file", "line", "broken"))
    for part in ("src", "tests", "guide", "pyproject.toml", "docs"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, tmp_path / part)
    place = tmp_path / "src" / "careerplan" / file
    text = place.read_text(encoding="utf-8")
    assert line in text, "the line is not there any more"
    place.write_text(text.replace(line, broken, 1), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *WATCHING], cwd=tmp_path,
                          env=environment, capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 1, f"nothing noticed it:\n{done.stdout[-2000:]}"
    noticed = next((line.split("::")[1].split(" ")[0] for line in done.stdout.splitlines() if line.startswith("FAILED")), "")
    figure(name, noticed.split("[")[0].removeprefix("test_").replace("_", " "))
