"""Every command, each with a line that makes it do its work on the same plan."""

import shutil
from pathlib import Path

from careerplan.cli.app import app

SETUP = [
    ["init", "--yes", "--name", "Ada"],
    ["add", "experience", "Nurse aide", "--at", "Sunrise Home", "--start", "2026-01"],
    ["add", "license", "Registered Nurse", "--code", "RN", "--expires", "2027-05"],
    ["add", "contact", "Dana Lee", "--next-contact", "2026-11-20"],
    ["add", "resource", "Food bank", "--category", "food"],
    ["add", "application", "Mercy Hospital", "--history", "2026-11-10=applied"],
    ["add", "event", "Fair"],
    ["add", "action", "step-3", "Ask the ward manager"],
    ["done", "5"],
    ["target", "1", "+9d"],
    ["undo"],
]
"""A plan in which every command has something to do."""

CHANGING = {
    "init": ["init", "--yes"],
    "profile set": ["profile", "set", "name=Eve"],
    "done": ["done", "3.2"],
    "start": ["start", "4.5"],
    "skip": ["skip", "4.6", "--because", "not for me"],
    "reopen": ["reopen", "5"],
    "note": ["note", "1.1", "in my own words"],
    "target": ["target", "2", "2027-03"],
    "add": ["add", "course", "Ethics", "--hours", "3"],
    "set": ["set", "dana-lee", "phone=555"],
    "remove": ["remove", "fair"],
    "rate": ["rate", "ethics", "3"],
    "weigh": ["weigh", "booking", "neutral"],
    "decide": ["decide", "go", "--because", "I like it"],
    "log": ["log", "nurse-aide", "6", "--supervised"],
    "met": ["met", "dana-lee", "--next", "+3m"],
    "verified": ["verified", "food-bank"],
    "renew": ["renew", "rn", "--until", "2029-05"],
    "stage": ["stage", "mercy-hospital", "interview"],
    "followed-up": ["followed-up", "mercy-hospital"],
    "interviewed": ["interviewed", "mercy-hospital", "--people", "Kim Ito"],
    "interview": ["interview", "hard-days", "--answer", "Running, and my sister."],
    "undo": ["undo"],
    "redo": ["redo"],
    "restore": ["restore", "3"],
    "history restore": ["history", "restore", "4"],
    "edit": ["edit"],
    "check": ["check", "--fix"],
}
"""Commands that change the plan, or can."""

READING = {
    "home": [],
    "next": ["next"],
    "due": ["due", "--within", "3m"],
    "advise": ["advise", "-n", "40"],
    "advise --prompt": ["advise", "--prompt"],
    "report": ["report"],
    "report --format": ["report", "--redact", "--format", "html"],
    "forecast": ["forecast", "--hours-per-week", "4", "--if-done", "2"],
    "path": ["path"],
    "status": ["status"],
    "status --wide": ["status", "--wide"],
    "list": ["list"],
    "show": ["show", "dana-lee"],
    "guide": ["guide", "3"],
    "guide search": ["guide", "search", "hours"],
    "guide changes": ["guide", "changes"],
    "guide check": ["guide", "check", str(Path(__file__).parent.parent / "data" / "baker")],
    "profile": ["profile"],
    "where": ["where"],
    "skills": ["skills"],
    "fit": ["fit"],
    "certifications": ["certifications"],
    "contacts": ["contacts"],
    "resources": ["resources"],
    "applications": ["applications"],
    "hours": ["hours", "--target", "500"],
    "eligibility": ["eligibility", "rn"],
    "review": ["review"],
    "history": ["history"],
    "history show": ["history", "show", "3"],
}
"""Commands that never write (`history purge` writes, and leaves the plan alone)."""

BY_HAND = b'\n[contact.zed]\nname = "Zed"\nrole = "Nurse"\n'
"""What a hand added since the last command."""

MENDABLE = b'next_contact = "2027-05"\n'
"""What `check --fix` can set right."""


def run(*words: str) -> int:
    """Run a command line in this process. Its exit code."""
    code: int = app(args=list(words), standalone_mode=False, prog_name="careerplan")
    return code


def make(home: Path) -> Path:
    """The plan of SETUP in a folder, with its history. The environment has to name both."""
    for words in SETUP:
        assert run(*words) == 0, words
    plan = home / "plan.toml"
    with plan.open("ab") as file:
        file.write(BY_HAND)
    return plan


class World:
    """A folder with a plan and its history, which can be put back as it was."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.plan = self.home / "plan.toml"
        self.history = folder / "history"
        self.kept = folder.with_name(f"{folder.name}-kept")

    @property
    def environment(self) -> dict[str, str]:
        return {"CAREERPLAN_FILE": str(self.plan), "CAREERPLAN_HISTORY": str(self.history), "CAREERPLAN_TODAY": "2026-11-22",
                "EDITOR": "sed -i s/Ada/Eve/", "VISUAL": ""}  # fmt: skip

    def keep(self) -> None:
        shutil.copytree(self.folder, self.kept, dirs_exist_ok=True)

    def put_back(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.kept, self.folder)

    def bytes(self) -> bytes | None:
        """The plan, as it is."""
        return self.plan.read_bytes() if self.plan.exists() else None

    def litter(self) -> list[str]:
        """Files beside the plan that have no business there."""
        return sorted(one.name for one in self.home.iterdir() if one.name not in ("plan.toml", ".plan.toml.lock"))


def prepare(world: World, command: str) -> None:
    """The world as this command needs it."""
    world.put_back()
    if command == "init":
        shutil.rmtree(world.home)
        shutil.rmtree(world.history)
    if command == "check":
        with world.plan.open("ab") as file:
            file.write(MENDABLE)
    if command == "redo":  # the hand edit would end what can be made again
        world.plan.write_bytes(world.plan.read_bytes().removesuffix(BY_HAND))
