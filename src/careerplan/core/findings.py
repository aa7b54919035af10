"""What is wrong in a plan file, or worth a look: where, what was found, and what to type."""

from msgspec import Struct
from msgspec.structs import replace

Keys = tuple[str, ...]
"""The keys that lead to a value: ("certification", "ccm", "valid_until")."""

MOST = 100
"""So many findings are looked for: more are no help to anybody, and a file may be made to have a million."""


class Finding(Struct, frozen=True):
    """One problem."""

    path: Keys
    problem: str
    """A sentence without its subject: `"next May" is not a date`."""
    hints: tuple[str, ...] = ("careerplan edit",)
    """Commands to type, the likeliest first."""
    line: int | None = None
    """Where the path does not tell: the line of the file, from 1."""
    column: int | None = None

    @property
    def place(self) -> str:
        """`certification.ccm.valid_until`, or `line 3, column 1`."""
        if self.path or not self.line:
            return ".".join(map(quoted_key, self.path)) or "the file"
        return f"line {self.line}" + (f", column {self.column}" if self.column else "")

    def at(self, line: int | None, hints: tuple[str, ...]) -> "Finding":
        """The same at a line of the file. Where it has one already, that stays."""
        return replace(self, line=self.line or line, hints=hints)

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}" if self.path or self.line else self.problem


def quoted_key(key: str) -> str:
    """A key as it stands in a TOML file."""
    return key if key.replace("-", "").replace("_", "").isalnum() and key.isascii() else f'"{key}"'
