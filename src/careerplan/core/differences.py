"""What became different between two plans, named by reference and field, so that no text has to be shown to name a change."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import asdict

from .plan import Mark, Plan, StepMark
from .records import Record

How = Literal["added", "changed", "removed"]


class Difference(Struct, frozen=True):
    """One thing that became different."""

    ref: str
    """A record, a step, an action; `profile`, or `guide`."""
    how: How
    fields: dict[str, tuple[Any, Any]]
    """Field -> (before, after). An entry of a log is a field of its own: `hours_log.2026-11-22`."""

    def in_words(self) -> str:
        """`contact/dana-lee added`, `contact/dana-lee: phone, note`."""
        return f"{self.ref}: {', '.join(self.fields)}" if self.how == "changed" else f"{self.ref} {self.how}"


def differences(before: Plan, after: Plan) -> list[Difference]:
    """Every record, mark and field that differs, in the order of the plan."""
    found = [*_changed("guide", asdict(before.guide), asdict(after.guide))]
    found += _changed("profile", asdict(before.profile), asdict(after.profile))
    for step in {**before.steps, **after.steps}:
        found += _marks(step, before.steps.get(step) or StepMark(), after.steps.get(step) or StepMark())
    for kind in {**before.records, **after.records}:
        was, now = before.of_kind(kind), after.of_kind(kind)
        if was is not now:
            for id in {**was, **now}:
                found += _record(f"{kind}/{id}", was.get(id), now.get(id))
    return found


def named(verb: str, found: Sequence[Difference]) -> str:
    """`add contact/dana-lee`: a command by what it changed, never by what was typed."""
    refs = [one.ref for one in found if one.ref not in ("profile", "guide")]
    return " ".join([verb, *refs[:2]]) + (f" and {len(refs) - 2} more" if len(refs) > 2 else "")


def _record(ref: str, was: Record | None, now: Record | None) -> Iterator[Difference]:
    if was is None or now is None:
        how: How = "added" if was is None else "removed"
        yield Difference(ref, how, dict(_fields(asdict(was) if was else {}, asdict(now) if now else {})))
    elif was != now:
        yield from _changed(ref, asdict(was), asdict(now))


def _marks(step: str, was: StepMark, now: StepMark) -> Iterator[Difference]:
    """The marks on a step and on its actions, each by its own reference."""
    if was == now:
        return
    inside = ("actions", "own", "title")
    yield from _changed(step, *({key: value for key, value in asdict(mark).items() if key not in inside} for mark in (was, now)))
    for id in {**was.own, **now.own, **was.actions, **now.actions}:
        before, after = ({**asdict(mark.actions.get(id) or Mark()), "title": _title(mark, id)} for mark in (was, now))
        if (id in was.own) != (id in now.own):
            yield Difference(id, "added" if id in now.own else "removed", dict(_fields(before, after)))
        else:
            yield from _changed(id, before, after)


def _title(mark: StepMark, id: str) -> str | None:
    return mark.own[id].title if id in mark.own else None


def _changed(ref: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    if fields := dict(_fields(was, now)):
        yield Difference(ref, "changed", fields)


def _fields(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Any, Any]]]:
    for name in {**was, **now}:
        old, new = was.get(name), now.get(name)
        if isinstance(old, Mapping) or isinstance(new, Mapping):
            for key in {**(old or {}), **(new or {})}:
                one, other = (old or {}).get(key), (new or {}).get(key)
                if one != other:
                    yield f"{name}.{key}", (one, other)
        elif old != new and not (old in (None, ()) and new in (None, ())):
            yield name, (old, new)
