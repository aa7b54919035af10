"""P9, P28: the loader under coverage-guided fuzzing, with a fixed budget."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import tomli_w

from tests.conftest import Figure
from tests.promises.test_hostile import HOSTILE, hostile_plan
from tests.promises.test_values import NO_PLANS

ROOT = Path(__file__).parent.parent.parent
RUNS = 60_000
WORDS = ["format = 1", "[guide]", "[profile]", "[steps.", "[contact.x]", "[[", "]]", "name = ", "notes", "own", "actions", "periods",
         "hours_log", '"""', "'''", "\\u0000", "2026-11-22", "2026-02-30", "1e309", "nan", "inf", "{ ", " }", "0x", "true"]  # fmt: skip


@pytest.mark.long
def test_no_bytes_at_all_do_more_than_give_a_plan_or_a_problem(tmp_path: Path, figure: Figure) -> None:
    pytest.importorskip("atheris")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    seeds = [*NO_PLANS, (ROOT / "tests/data/format-1.toml").read_bytes(), tomli_w.dumps(hostile_plan("x")).encode(),
             tomli_w.dumps(hostile_plan(HOSTILE)).encode()]  # fmt: skip
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)
    words = tmp_path / "words"
    words.write_text("".join('"{}"\n'.format(word.replace("\\", "\\\\").replace('"', '\\"')) for word in WORDS))
    command = [sys.executable, "-m", "tests.promises.fuzzing", str(corpus), f"-atheris_runs={RUNS}", "-seed=1", "-timeout=20",
               "-rss_limit_mb=2048", f"-dict={words}", "-max_len=20000", f"-artifact_prefix={tmp_path}/"]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": "."})
    assert done.returncode == 0, done.stderr[-4000:]
    ran = re.findall(r"#(\d+)\s+\w+\s+cov: (\d+)", done.stderr)
    assert ran, done.stderr[-2000:]
    figure("inputs tried, and places of the code reached", f"{RUNS:,}; {int(ran[-1][1]):,}")
