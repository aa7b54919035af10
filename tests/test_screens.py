"""What a person sees, exactly, at 80 and at 40 columns: `python3 tasks.py golden` writes it anew."""

import re
from pathlib import Path

import pytest

from careerplan.render.layout import NARROW, Screen, bar, clip, pad, safe, table, typed, width_of, wrap
from tests.conftest import Run
from tests.rewriting import assert_same

GOLDEN = Path(__file__).parent / "golden"

A_YEAR = [
    "init --yes --name Ada --route bachelor --field nursing --aim 2028-06 --hours-per-week 6",
    "note 1.1|They sit between patients and everyone who treats them",
    "done 1.4",
    "add experience|Nurse aide|--at|Sunrise Home|--kind|paid|--setting|nursing-home|--start|2026-01",
    "add certification|Certified Case Manager|--code|CCM|--issuer|CCMC|--expires|2026-12-01",
    "add contact|Dana Lee|--role|nurse|--next-contact|2026-11-20",
    "add contact|李小龙|--role|doctor",
    "target 2 2027-03",
    "done 5",
    "start 4.5",
    "profile set level=entry hours_target=500",
    "rate communication 2 --on 2026-03-01",
    "rate communication 3",
    "rate leadership 3",
    "weigh booking attractive",
    "weigh writing-reports worrying",
    "interview hard-days|--answer|Running, and my sister.",
    "decide go|--because|I like to see people get home safely",
    "add achievement|Fall list|--kind|initiative|--situation|Two falls a week|--action|A list at each bed|--result|One in a month",
    "log nurse-aide 6.5|--on|2026-11-20|--supervised|--what|Evening rounds",
    "log nurse-aide 4|--on|2026-11-21",
    "add course|Ethics basics|--hours|3|--date|2026-10-01|--categories|ethics|--counts-for|ccm",
    "add resource|Food bank|--category|food|--phone|555-0100|--assured|2026-01-15",
    "add application|Mercy Hospital|--title|Care coordinator|--channel|job-site|--history|2026-11-10=applied",
    "add application|Hope Clinic|--channel|alumni-network|--history|2026-11-19=interview",
    "add application|St. Ann|--channel|job-site|--history|2026-10-02=not-selected",
    "add action step-3|Ask the ward manager about shadowing|--target|+14d",
    "target 2 2027-02",
    "undo",
]
IN_THE_JOB = b"""
[experience.coordinator]
position = "Care coordinator"
organization = "Mercy Hospital"
kind = "paid"
case_management = "yes"
start = 2025-03-10
skills = ["problem-solving", "communication"]

[experience.planner]
position = "Discharge planner"
kind = "paid"
case_management = "part"
start = 2024-01-01
end = 2024-12-31

[experience.helper]
position = "Helper"
kind = "volunteer"

[application.one]
employer = "One Clinic"
pay = "52k-58k"
offered = "$26.50 an hour"

[application.two]
employer = "Two Homes"
pay = "38,000 to 42,000"

[application.three]
employer = "Three Rivers"
pay = "up to 60k"
offered = "4,200 a month"
"""
"""Added to the plan for `path`, a few years on."""
FOUND = b"""
[contact.kim-ito]
name = "Kim Ito"
rol = "nurse"
next_contact = "2027-13-01"
knows = ["contact/dana-lea"]
"""
"""Added to the plan by hand for `check`."""

SCREENS = {
    "status": "status",
    "next": "next -n 4",
    "next-why": "next -n 2 --why",
    "due": "due",
    "forecast": "forecast",
    "advise": "advise -n 8",
    "advise-prompt": "advise --prompt",
    "forecast-if": "forecast --hours-per-week 10 --if-done 2.6 --if-skipped 2.7",
    "path": "path",
    "path-in-the-job": "path",
    "home": "",
    "status-wide": "status --wide",
    "report": "report --redact",
    "guide": "guide",
    "guide-3": "guide step-3",
    "list": "list",
    "show": "show nurse-aide",
    "show-application": "show hope-clinic",
    "profile": "profile",
    "skills": "skills",
    "fit": "fit",
    "hours": "hours",
    "sheet": "hours --sheet markdown",
    "certifications": "certifications",
    "contacts": "contacts",
    "resources": "resources",
    "applications": "applications",
    "eligibility": "eligibility",
    "eligibility-ccm": "eligibility ccm",
    "eligibility-cphq": "eligibility cphq",
    "eligibility-bcpa": "eligibility BCPA",
    "eligibility-unknown": "eligibility CMM",
    "interview": "interview own-initiative",
    "ask-them": "interview --ask",
    "review": "review",
    "log": "log nurse-aide 3",
    "stage": "stage mercy-hospital interview --on 2026-12-03",
    "renew": "renew ccm --until 2031-11-30",
    "private": "note 4.4|Reviewed MRN 4482913",
    "guide-duties": "guide duties",
    "guide-path": "guide path",
    "guide-pay": "guide pay",
    "guide-faq": "guide faq",
    "guide-certifications": "guide certifications",
    "guide-search": "guide search shadow",
    "guide-fact": "guide ccm.3",
    "guide-changes": "guide changes",
    "done-step": "done 3",
    "undo": "undo 2",
    "redo": "redo",
    "history": "history",
    "history-show": "history show 25",
    "restore": "restore 5",
    "check": "check",
    "nothing-to-undo": "undo 99",
    "unknown-step": "done step-33",
    "bad-date": "add certification|X|--expires|2031-13-31",
}

DOCUMENTS = ("advise-prompt", "report")
"""What is printed for another program, or for a file: its lines are as long as they are."""


def words(line: str) -> list[str]:
    head, *rest = line.split("|")
    return [*head.split(), *rest]


@pytest.fixture(scope="module")
def year() -> dict[str, bytes]:
    """The plan of A_YEAR and its history, made once."""
    return {}


def kept_in(run: Run) -> Path:
    return Path(run("where", "--history").out.strip())


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_is_expected(run: Run, path: Path, year: dict[str, bytes], name: str, columns: int, rewrite: bool) -> None:
    if not year:
        for line in A_YEAR:
            run(*words(line))
        year["plan"] = path.read_bytes()
        year |= {place.name: place.read_bytes() for place in kept_in(run).iterdir()}
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(year["plan"] + {"check": FOUND, "path-in-the-job": IN_THE_JOB}.get(name, b""))
    kept = kept_in(run)
    kept.mkdir(parents=True, exist_ok=True)
    for place, data in year.items():
        if place != "plan":
            (kept / place).write_bytes(data)
    refused = name in ("unknown-step", "bad-date", "check", "nothing-to-undo", "eligibility-unknown")
    found = run(*words(SCREENS[name]), columns=columns, code=3 if refused else 0)
    shown = re.sub(r"( to look at in)\s.*?\n\n", r"\1 PLAN\n\n", found.out + found.err, count=1, flags=re.DOTALL)
    assert_same(GOLDEN / f"{name}-{columns}.txt", shown, rewrite=rewrite)
    copied_whole = ("try: ", "| ", "____", "careerplan ")
    wide = [line for line in shown.splitlines() if width_of(line) > columns and not any(part in line for part in copied_whole)]
    assert wide == [] or name in DOCUMENTS


def test_every_golden_is_read_by_a_test() -> None:
    assert {place.stem for place in GOLDEN.iterdir()} == {f"{name}-{columns}" for name in SCREENS for columns in (80, 40)}


def test_color_is_never_the_only_signal(run: Run) -> None:
    """Without color the same words are there."""
    run("init", "--yes")
    run("done", "1")
    assert "done" in run("status").out
    assert "\x1b" not in run("status").out


# The pieces


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\nb\r\n\tc", "a b c"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\u202egnp", "\\u202egnp"),
        ("\x85\x9b", "\\x85\\x9b"),
        ("\udc80", "\\udc80"),
        ("[bold] :smile: \\", "[bold] :smile: \\"),
        ("Zoë 李 👩‍⚕️", "Zoë 李 👩‍⚕️"),
    ],
)
def test_data_is_made_fit_for_a_terminal(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_wide_letters_are_counted_as_they_are_shown() -> None:
    assert (width_of("abc…█"), width_of("李小龙"), width_of("é")) == (5, 6, 1)
    assert pad("李", 4) == "李  "
    assert clip("李小龙", 5) == "李小…"
    assert all(width_of(line) <= 20 for line in wrap("李小龙 " * 9, Screen(20)))


@pytest.mark.parametrize(
    ("have", "total", "shown"),
    [(0, 5, "░░░░░░░░░░"), (1, 99, "█░░░░░░░░░"), (98, 99, "█████████░"), (5, 5, "██████████"), (0, 0, "░░░░░░░░░░")],
)
def test_a_bar_is_full_only_at_the_end_and_empty_only_at_the_start(have: int, total: int, shown: str) -> None:
    assert bar(have, total) == shown


def test_a_command_is_never_wrapped() -> None:
    line = "careerplan add experience " + "x" * 90
    assert line in typed("Type", line, Screen(40), indent=6)
    assert typed("Type", "careerplan next", Screen(80, "./cp"), indent=2) == "  Type  ./cp next"


def test_a_table_leaves_out_what_is_empty_and_what_does_not_fit() -> None:
    head = ["ref", "name", "role", "note"]
    rows = [["a", "Ann", "", "x" * 70], ["b", "Bo", "", ""]]
    assert table(rows, Screen(80), head=head)[0].split() == ["ref", "name", "note"]
    assert max(map(width_of, table([["a" * 40, "b" * 40, "c" * 40, "d"]], Screen(NARROW), head=head))) <= NARROW
    assert table(rows, Screen(40), head=head)[:2] == ["a", "  name: Ann"]
