"""What is asked for of the agenda, where not all of it is: a step, a kind, what fits into so many minutes."""

from msgspec import Struct
from msgspec.structs import replace

from .agenda import Item


class Narrowing(Struct, frozen=True, kw_only=True):
    """What is None narrows nothing."""

    step: str | None = None
    """`step-3`"""
    kind: str | None = None
    minutes: int | None = None

    def takes(self, item: Item) -> bool:
        fits = self.minutes is None or item.minutes <= self.minutes
        return fits and self.step in (None, item.step) and (self.kind is None or item.is_about(self.kind))

    @property
    def at_any_length(self) -> "Narrowing":
        return replace(self, minutes=None)

    def __bool__(self) -> bool:
        return bool(self.step or self.kind or self.minutes)
