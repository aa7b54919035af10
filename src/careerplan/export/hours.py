"""Hours as a sheet that a supervisor can sign: CSV for a spreadsheet, Markdown for print."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date

from ..core.hours import Worked
from ..core.kinds import Experience
from ..core.plan import Plan
from .markdown import cell

_FORMULA = r"[\s\"']*[=+@\t\r\n＝＋－＠-]|[\t\r\n]"
"""How a text begins that a spreadsheet could take for a formula, behind spaces and quotes, too."""
HEAD = ("date", "position", "organization", "supervisor", "supervisor_credential", "hours", "supervised", "what")


def as_csv(hours: Sequence[Worked], plan: Plan) -> str:
    """One row a day, dates in ISO 8601, with a row of sums at the end; lines end in CRLF (RFC 4180).

    A cell that a spreadsheet could take for a formula begins with an apostrophe (OWASP, CSV injection).
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows([_harmless(cell) for cell in row] for row in rows(hours, plan))
    writer.writerow(["total", "", "", "", "", _number(sum(one.hours for one in hours)), "", ""])
    return out.getvalue()


def as_markdown(hours: Sequence[Worked], plan: Plan, *, name: str | None, today: date) -> str:
    """A page with a table, the sum, and lines to sign on."""
    lines = ["# Hours of experience", "", f"Name: {cell(name or '_' * 30)}  ", f"Date: {today}", "",
             "| date | position | organization | supervisor | hours | supervised | what |", "|---|---|---|---|---:|---|---|"]  # fmt: skip
    for day, position, organization, supervisor, credential, count, supervised, what in rows(hours, plan):
        who = f"{supervisor}, {credential}" if credential else supervisor
        lines.append("| " + " | ".join(map(cell, (day, position, organization, who, count, supervised, what))) + " |")
    total = _number(sum(one.hours for one in hours))
    lines += ["", f"Total: **{total} hours**", "", "I confirm these hours.", ""]
    lines += ["Supervisor, name and credential: " + "_" * 40, "", "Signature and date: " + "_" * 40, ""]
    return "\n".join(lines)


def rows(hours: Sequence[Worked], plan: Plan) -> list[tuple[str, ...]]:
    """The cells of each day, in the order of HEAD."""
    found: list[tuple[str, ...]] = []
    for one in hours:
        held = plan.record(one.ref)
        assert isinstance(held, Experience)
        found.append((one.day.isoformat(), held.position, held.organization or "", held.supervisor or "", held.supervisor_credential or "",
                      _number(one.hours), "yes" if one.supervised else "", one.what or ""))  # fmt: skip
    return found


def _harmless(cell: str) -> str:
    """`undone` takes it back."""
    return f"'{cell}" if re.match(_FORMULA, cell) else cell


def undone(cell: str) -> str:
    """A cell of our own CSV as it was typed."""
    return cell[1:] if cell.startswith("'") and re.match(_FORMULA, cell) else cell


def _number(hours: float) -> str:
    return f"{hours:.2f}".rstrip("0").rstrip(".")
