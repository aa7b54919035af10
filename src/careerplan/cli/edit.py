"""`edit`: the whole plan in your own editor, saved only when it can be understood."""

import zlib
from pathlib import Path

import typer

from .. import codec, drafts
from ..core.findings import Finding
from ..core.plan import Plan
from ..errors import CareerplanError, DraftKept, InvalidPlan
from ..render import check as screens
from .check import findings_of
from .editor import open_editor
from .here import Here, here_of
from .output import say


def edit(ctx: typer.Context) -> None:
    """Open your plan in your editor. It is saved when it can be understood; your draft is kept until then.

    The editor is the one that VISUAL or EDITOR names.
    """
    here = here_of(ctx)
    base = here.file.read().data
    draft = here.file.history.folder / f"draft-{zlib.crc32(base):08x}.toml"
    drafts.lay(draft, base)  # one that is there is of this very plan, and goes on
    try:
        data = _edited(here, draft, base)
        if data != base:
            here.file.put(data, instead_of=base, verb="edit")
    except DraftKept:
        raise
    except CareerplanError as error:
        drafts.forget(draft, limit=here.limits.max_bytes, only=base)
        raise (DraftKept(error.message, str(draft), code=error.exit_code, hints=error.hints) if draft.exists() else error) from None
    drafts.forget(draft, limit=here.limits.max_bytes)
    found = findings_of(here, data)
    answer = screens.EditAnswer(changed=data != base, problems=len(found))
    here.answer(ctx, answer, lambda: screens.edited(data != base, len(found), here.screen))


def _edited(here: Here, draft: Path, base: bytes) -> bytes:
    """What the draft says once it is a plan. Raises DraftKept where the person leaves it at a problem."""
    line = None
    while True:
        open_editor(draft, here.environment, line=line)
        data = drafts.read(draft, limit=here.limits.max_bytes)
        if data == base:
            return base
        found = _problems(here, data)
        if not found:
            here.look_over(_plan_or_none(here, base), codec.parse(data, str(draft))[1])
            return data
        say(screens.check(found, [], str(draft), here.screen), err=True)
        if not here.asks or not _again():
            raise DraftKept("this is not a plan yet, so nothing was changed", str(draft))
        line = found[0].line


def _again() -> bool:
    try:
        return typer.confirm("\nOpen it again?", default=True, err=True)
    except (KeyboardInterrupt, typer.Abort):
        return False


def _problems(here: Here, data: bytes) -> list[Finding]:
    """What keeps the draft from being a plan."""
    try:
        codec.parse(data, str(here.path))
    except InvalidPlan:
        return findings_of(here, data)
    except CareerplanError as error:
        return [Finding(("format",), error.message)]
    return []


def _plan_or_none(here: Here, data: bytes) -> Plan | None:
    try:
        return codec.parse(data, str(here.path))[1]
    except CareerplanError:
        return None
