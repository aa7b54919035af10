"""How fast careerplan answers, as ratios measured side by side in one run: `python3 tasks.py bench [ROUNDS]`.

Each round runs every command once, in turn, so that a busy machine slows all of them alike. Compared are medians of the
processor's time, since what others do on the machine while a program waits is not in it.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
ROUNDS = 15
SIZES = (200, 2_000, 10_000)
MOST = 2.0
"""A command that looks ahead takes at most so many times as long as `next` on the same plan."""
LINEAR = 1.5
"""A record more takes in a large plan at most so many times what it takes in a small one."""

AHEAD = ("next --why", "due", "eligibility", "eligibility CCM", "forecast", "path", "advise", "advise --prompt",
         "status --wide", "report --format markdown", "report --format html", "report --redact")  # fmt: skip
OTHERS = ("next --json", "status", "list contact", "target 3.1 +{day}d")

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

BEGINNING = """
format = 1
guide = { id = "care-coordinator", version = "2" }

[profile]
name = "Ada"
route = "bachelor"
field = "nursing"
region = "Oregon"
settings = ["hospital", "home-health-agency"]
population = "older-adults"
level = "senior"
hours_per_week = 6.0
hours_target = 4000.0
aim = 2029-06-30

[skill.ethics.ratings]
2026-05-01 = { level = 2 }
2026-11-01 = { level = 3 }

[certification.ccm]
name = "Certified Case Manager"
code = "CCM"
status = "planned"

[license.rn]
name = "Registered Nurse"
code = "RN"
jurisdiction = "Oregon"
awarded = 2021-06-01
valid_from = 2025-06-01
valid_until = 2027-05-31
renewal_hours = 30.0
"""
"""Three records, and who they belong to."""

TEN = (
    """
[experience.work-{n}]
position = "Case manager {n}"
organization = "Mercy Hospital {n}"
kind = "paid"
setting = "hospital"
start = {year}-{month}-01
hours_per_week = 24.0
case_management = "yes"
supervisor = "Kim Ito"
supervisor_credential = "CCM"
tags = ["registered-nurse", "care-transitions"]
skills = ["communication"]
hours_log.2026-10-{day} = {{ hours = 8.0, supervised = true, what = "Discharge planning" }}
hours_log.2026-11-{day} = {{ hours = 6.5, what = "Home visits" }}
""",
    """
[experience.helper-{n}]
position = "Volunteer {n}"
organization = "Sunrise Home {n}"
kind = "volunteer"
setting = "nursing-home"
start = {year}-{month}-15
end = {year}-{month}-28
hours_per_week = 5.0
case_management = "part"
hours_log.{year}-{month}-{day} = {{ hours = 4.0 }}
""",
    """
[education.school-{n}]
institution = "State College {n}"
area = "Nursing"
study_type = "associate"
status = "completed"
start = 2004-09-01
end = {year}-{month}-20
""",
    """
[course.renewal-{n}]
title = "Ethics in practice {n}"
provider = "Nurses' Association"
date = 2026-{month}-{day}
hours = 1.5
topics = ["ethics-code", "hipaa"]
categories = ["ethics"]
counts_for = ["license/rn"]
""",
    """
[course.case-management-{n}]
title = "Case management {n}"
date = {year}-{month}-{day}
hours = 6.0
topics = ["case-management", "medical-terminology"]
""",
    """
[contact.met-{n}]
name = "Dana Lee {n}"
role = "nurse"
organization = "Mercy Hospital {n}"
email = "dana.{n}@mercy.example"
last_contact = 2025-{month}-{day}
next_contact = 2026-{month}-{day}
""",
    """
[contact.known-{n}]
name = "Sam Roe {n}"
role = "social-worker"
source = "event"
last_contact = 2025-{month}-{day}
note = "Knows the ward manager"
""",
    """
[application.open-{n}]
employer = "Harbor Clinic {n}"
title = "Care coordinator"
setting = "outpatient-clinic"
channel = "job-site"
pay = "$52,000-58,000"
requires = {{ degree = "required", license = "preferred", certification = "preferred" }}
history.2025-{month}-{day} = {{ stage = "applied" }}
""",
    """
[application.closed-{n}]
employer = "City Hospital {n}"
title = "Case manager"
setting = "hospital"
offered = "$28.50 an hour"
requires = {{ degree = "required", license = "required" }}
history.2025-{month}-{day} = {{ stage = "interview" }}
history.2025-{month}-{day}-2 = {{ stage = "not-selected", note = "They wanted more years" }}
""",
    """
[resource.place-{n}]
name = "Food bank {n}"
category = "food"
organization = "County {n}"
phone = "555-{n:05}"
assured = 2025-{month}-{day}
""",
)
"""Ten records, which a plan has over and over, on other days."""


def plan_of(records: int) -> str:
    """A plan with so many records of all kinds that the commands work on."""
    ours = (TEN[n % len(TEN)].format(n=n, year=2006 + n // 10 % 20, month=f"{n // 10 % 12 + 1:02}", day=10 + n // 10 % 9)
            for n in range(records - 3))  # fmt: skip
    return BEGINNING + "".join(ours)


def seconds_and_memory(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds of the processor, and peak memory in MiB; seconds from start to end, and 0, where the system does not tell."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    if hasattr(os, "wait4"):
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        found = used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    else:
        process.wait()
        found = time.perf_counter() - began, 0.0
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return found


def installed(home: Path, environment: dict[str, str]) -> Path:
    """The folder of the programs of an environment with careerplan in it, as people have it: not editable."""
    venv.create(home / "venv", with_pip=True)
    bin = home / "venv" / SCRIPTS
    install = [bin / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", HERE]
    subprocess.run(install, check=True, env=environment)
    return bin


def measure(home: Path, rounds: int) -> tuple[float, dict[str, list[float]], dict[str, float]]:
    """Median seconds of a program with one command; those of each command at each size; and its peak memory in MiB."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"CAREERPLAN_TODAY": "2026-11-22", "XDG_STATE_HOME": str(home), "XDG_DATA_HOME": str(home)}
    bin = installed(home, environment)
    (home / "one.py").write_text(ONE_COMMAND)
    programs = {("", 0): [str(bin / "python"), str(home / "one.py")]}
    for size in SIZES:
        plan = home / f"{size}.toml"
        plan.write_text(plan_of(size))
        subprocess.run([bin / "python", "-c", AS_WRITTEN, plan], check=True)
        for words in ("next", *AHEAD, *OTHERS):
            programs[words, size] = [str(bin / "careerplan"), "--plan", str(plan), *words.split()]
    taken: dict[tuple[str, int], list[tuple[float, float]]] = {key: [] for key in programs}
    for number in range(-2, rounds):  # two rounds to warm up
        for key, command in programs.items():
            once = seconds_and_memory([word.format(day=number + 40) for word in command], environment)
            if number >= 0:
                taken[key].append(once)
    medians = {key: statistics.median(seconds for seconds, _ in found) for key, found in taken.items()}
    memory = {words: max(peak for _, peak in taken[words, SIZES[-1]]) for words, size in programs if size}
    return medians["", 0], {words: [medians[words, size] for size in SIZES] for words in memory}, memory


def bend(seconds: Sequence[float]) -> float:
    """How many times as long a record more takes between the larger sizes as between the smaller ones."""
    (small, middle, large), (first, second, third) = SIZES, seconds
    return (third - second) / (large - middle) / ((second - first) / (middle - small))


def table(one_command: float, seconds: dict[str, list[float]], memory: dict[str, float]) -> Iterator[str]:
    plain = seconds["next"]
    yield f"{'records':26}{''.join(f'{size:>10,}' for size in SIZES)}     of next at {SIZES[0]:,}, {SIZES[-1]:,}   growth   bend   memory"
    for words, found in seconds.items():
        times = "".join(f"{one * 1000:7.0f} ms" for one in found)
        against = f"{found[0] / plain[0]:15.2f}{found[-1] / plain[-1]:9.2f}"
        yield f"{words:26}{times}{against}{found[-1] / found[0]:9.1f}{bend(found):7.2f}{memory[words]:5.0f} MiB"
    yield f"A Typer program of one command takes {one_command * 1000:.0f} ms; next is {plain[0] / one_command:.2f} times that."
    slow = [words for words in AHEAD if any(one > MOST * most for one, most in zip(seconds[words], plain, strict=True))]
    yield f"Above {MOST:g} times next: {', '.join(slow) or 'none'}."
    bent = [words for words in ("next", *AHEAD) if bend(seconds[words]) > LINEAR]
    yield f"A record more takes above {LINEAR:g} times as long in a large plan as in a small one: {', '.join(bent) or 'none'}."


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(table(*measure(Path(folder), rounds))), f"({rounds} rounds)", sep="\n")


if __name__ == "__main__":
    main()
