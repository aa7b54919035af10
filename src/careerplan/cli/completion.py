"""What the shell may complete: references and kinds. A plan that cannot be read completes nothing, and says nothing."""

from collections.abc import Callable, Iterable, Sequence

import typer

from ..core.references import Names
from ..errors import CareerplanError
from .here import here_of

Words = list[tuple[str, str]]
"""(word, what it is)."""


def complete_step(ctx: typer.Context, incomplete: str) -> Words:
    return _starting(incomplete, _steps(ctx))


def complete_mark(ctx: typer.Context, incomplete: str) -> Words:
    """Steps and actions."""
    return _starting(incomplete, [*_steps(ctx), *_actions(ctx)])


def complete_record(ctx: typer.Context, incomplete: str) -> Words:
    return _starting(incomplete, _records(ctx))


def complete_any(ctx: typer.Context, incomplete: str) -> Words:
    return _starting(incomplete, [*_steps(ctx), *_actions(ctx), *_records(ctx)])


def complete_guide(ctx: typer.Context, incomplete: str) -> Words:
    """Steps and topics."""
    try:
        topics = [(topic, "") for topic in here_of(ctx).guide.topics]
    except CareerplanError:
        topics = []
    return _starting(incomplete, [*_steps(ctx), *topics])


def complete_question(ctx: typer.Context, incomplete: str) -> Words:
    """The guide's questions, one's own, and applications."""
    try:
        topics = [here_of(ctx).topic(name) for name in ("interview", "duties")]
    except CareerplanError:
        topics = []
    questions = [(one.id, one.text) for topic in topics for one in topic.questions]
    return _starting(incomplete, [*questions, *((word, kind) for word, kind in _records(ctx) if kind in ("question", "application"))])


def complete_kind(*kinds: str) -> Callable[..., Words]:
    """Records of these kinds."""
    return lambda ctx, incomplete: _starting(incomplete, [(word, kind) for word, kind in _records(ctx) if kind in kinds])


def complete_words(vocabulary: str = "", *, choices: Sequence[str] = ()) -> Callable[..., Words]:
    """Words of the guide's vocabulary, or of a choice."""

    def words(ctx: typer.Context, incomplete: str) -> Words:
        try:
            known = here_of(ctx).guide.vocabulary.get(vocabulary, {}) if vocabulary else dict.fromkeys(choices, "")
        except CareerplanError:
            return []
        return _starting(incomplete, known.items())

    return words


def _steps(ctx: typer.Context) -> Words:
    try:
        return [(step.id, step.title) for step in here_of(ctx).guide.steps]
    except CareerplanError:
        return []


def _actions(ctx: typer.Context) -> Words:
    try:
        return [(action.id, action.title) for action in here_of(ctx).guide.actions.values()]
    except CareerplanError:
        return []


def _records(ctx: typer.Context) -> Words:
    here = here_of(ctx)
    try:
        plan = here.load()
        names = Names(plan, here.guide)
        return [(names.short(ref), ref.split("/", 1)[0]) for ref, _ in plan.all_records()]
    except CareerplanError:
        return []


def _starting(incomplete: str, words: Iterable[tuple[str, str]]) -> Words:
    return [(word, what) for word, what in words if word.startswith(incomplete)]
