"""How fast careerplan answers, as ratios measured side by side in one run: `python3 tasks.py bench`.

Each round runs every program once, in turn, so that a busy machine slows all of them alike; medians are compared.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
ROUNDS = 25
SIZES = (200, 1_000, 10_000)
AHEAD = (["next", "--why"], ["due"], ["eligibility"], ["eligibility", "CCM"], ["forecast"], ["path"], ["advise"],
         ["status", "--wide"], ["report", "--format", "html"])  # fmt: skip
"""Commands that look ahead, each measured against `next` on the same plan."""

ONE_COMMAND = """
import typer
app = typer.Typer()
@app.command()
def main(name: str = "you") -> None:
    typer.echo(name)
app()
"""

AS_WRITTEN = """
import sys, pathlib, tomli, tomli_w
plan = pathlib.Path(sys.argv[1])
plan.write_text(tomli_w.dumps(tomli.loads(plan.read_text())))
"""
"""Writes a plan as careerplan writes it."""

KINDS = {
    "experience": 'position = "Aide {n}"\nkind = "paid"\nsetting = "hospital"\nstart = 2024-01-01\nsupervisor = "A"\n',
    "course": 'title = "Course {n}"\ntopics = ["hipaa", "ethics-code"]\ndate = 2025-05-01\nhours = 2.0\n',
    "contact": 'name = "Person {n}"\nrole = "nurse"\nlast_contact = 2026-10-01\nnext_contact = 2027-03-01\n',
    "resource": 'name = "Service {n}"\ncategory = "food"\nassured = 2026-09-01\n',
    "application": 'employer = "Employer {n}"\nsetting = "hospital"\n[application.{id}.history.2026-10-01]\nstage = "applied"\n',
}


def plan_of(records: int) -> str:
    """A plan with so many records, in equal parts of five kinds."""
    parts = ['format = 1\n[guide]\nid = "care-coordinator"\nversion = "1"\n']
    for number in range(records):
        kind = list(KINDS)[number % len(KINDS)]
        id = f"{kind}-{number}"
        parts.append(f"[{kind}.{id}]\n" + KINDS[kind].format(n=number, id=id))
    return "\n".join(parts)


def seconds_and_memory(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds from start to end, and peak memory in MiB (0 where the system does not tell)."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    if hasattr(os, "wait4"):
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        memory = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    else:
        process.wait()
        memory = 0.0
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return time.perf_counter() - began, memory


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["CAREERPLAN_TODAY"] = "2026-11-22"
        (home / "one.py").write_text(ONE_COMMAND)
        venv.create(home / "venv", with_pip=True)  # as people have it: installed, not editable
        bin = home / "venv" / SCRIPTS
        subprocess.run(
            [bin / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", HERE], check=True, env=environment
        )
        programs: dict[str, list[str]] = {"one-command Typer program": [str(bin / "python"), str(home / "one.py")]}
        for size in SIZES:
            plan = home / f"{size}.toml"
            plan.write_text(plan_of(size))
            subprocess.run([bin / "python", "-c", AS_WRITTEN, plan], check=True)
            programs[f"next --json, {size:,} records"] = [str(bin / "careerplan"), "--plan", str(plan), "next", "--json"]
        ahead: dict[str, str] = {}
        for size in (SIZES[0], SIZES[-1]):
            plain = programs[f"next, {size:,} records"] = [str(bin / "careerplan"), "--plan", str(home / f"{size}.toml"), "next"]
            for words in AHEAD:
                name = f"{' '.join(words)}, {size:,} records"
                programs[name], ahead[name] = [*plain[:-1], *words], f"next, {size:,} records"
        small = str(home / f"{SIZES[0]}.toml")
        for words in (["status"], ["list", "contact"], ["target", "3.1", "+{n}d"]):
            programs[f"{words[0]}, {SIZES[0]} records"] = [str(bin / "careerplan"), "--plan", small, *words]
        measured: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
        for number in range(-2, rounds):  # two rounds to warm up
            for name, command in programs.items():
                once = seconds_and_memory([word.format(n=number + 40) for word in command], environment)
                if number >= 0:
                    measured[name].append(once)
    base = statistics.median(one for one, _ in measured["one-command Typer program"])
    print(f"{'':34}{'median':>10}{'ratio':>8}{'peak memory':>14}   ({rounds} rounds)")
    medians = {name: statistics.median(one for one, _ in found) for name, found in measured.items()}
    for name, found in measured.items():
        against = f"   {medians[name] / medians[ahead[name]]:.2f} of next" if name in ahead else ""
        print(f"{name:34}{medians[name] * 1000:7.0f} ms{medians[name] / base:8.2f}{max(memory for _, memory in found):10.0f} MiB{against}")


if __name__ == "__main__":
    main()
