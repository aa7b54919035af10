"""Commands for what you have, did and know: add, list, show, set, remove. One mechanism serves every kind."""

from collections.abc import Callable, Mapping
from inspect import cleandoc
from typing import Annotated, Any

import typer
from msgspec import Struct
from msgspec.structs import asdict, replace
from typer._click.core import Command  # vendored by the typer that pyproject.toml pins, and not exported

from ..core.fields import fields_of, nearest, word_of
from ..core.kinds import KINDS, NAMED_BY_GUIDE
from ..core.plan import Plan, is_own_action, new_id, referrers
from ..core.progress import newly_satisfied, unblocked
from ..core.records import Record
from ..core.references import resolve, resolve_record, short
from ..errors import InvalidValue, StillReferredTo, UnknownReference
from ..render import answers, screens
from ..render import records as record_screens
from ..render.layout import typed as typed_line
from ..render.sentences import actions_in_words, record_in_words
from ..store import Change
from .app import Family, built, with_shared
from .completion import complete_any, complete_record
from .here import Here, here_of
from .options import (
    as_assignment,
    as_option,
    assignments,
    declared_command,
    declared_options,
    given,
    parameter,
    read_values,
)

RecordRef = Annotated[
    str, typer.Argument(metavar="REF", help="A record, such as ccm or certification/ccm.", autocompletion=complete_record)
]


class Kinds(Family):
    """`add`: a command for each kind, made when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*KINDS, "action"]

    def get_command(self, ctx: Any, cmd_name: str) -> Command | None:
        if cmd_name == "action":
            from .marks import add_action

            return with_shared(built("action", add_action), ctx)
        return with_shared(_add_command(cmd_name), ctx) if cmd_name in KINDS else None

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing and not {"-h", "--help"} & set(args) and all(word.startswith("-") for word in args):
            ctx.fail(f"say what to add: {', '.join(self.list_commands(ctx))}")
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.list_commands(ctx) and not args[0].startswith("-"):
            raise _unknown_kind(args[0], "add")
        return super().resolve_command(ctx, args)


add = typer.Typer(cls=Kinds, rich_markup_mode=None, add_completion=False, no_args_is_help=False)


@add.callback()
def _add() -> None:
    """Add what you have, did or know.

    For example: careerplan add certification "Certified Case Manager" --code CCM
    """


def list_(
    ctx: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="One kind of record; without it, all.", autocompletion=lambda: list(KINDS))
    ] = None,
) -> None:
    """List your records."""
    here = here_of(ctx)
    if kind is not None and kind not in KINDS:
        raise _unknown_kind(kind, "list")
    plan = here.load()
    kinds = [kind] if kind else list(KINDS)
    here.answer(ctx, answers.list_answer(plan, kinds, here.today),
                lambda: record_screens.records(plan, kinds, here.guide, here.today, here.screen))  # fmt: skip


def show(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="A record, a step or an action.", autocompletion=complete_any)],
) -> None:
    """Show all of a record, a step or an action."""
    here = here_of(ctx)
    plan = here.load()
    seen = here.seen(plan)
    id = resolve(ref, here.guide, plan, command="show")
    satisfies = answers.satisfies(id, seen)
    step, state = seen.step_states.get(id), seen.states.get(id)
    answer = answers.ShowAnswer(
        ref=id, satisfies=satisfies,
        record=answers.record_fields(id, plan.record(id), here.today) if "/" in id else None,
        step=answers.guide_step(step.step, seen) if step else None,
        action=answers.guide_action(state) if state else None,
    )  # fmt: skip
    if step:
        here.answer(ctx, answer, lambda: screens.guide_step(step.step, here.guide, seen, plan, here.screen))
    elif state:
        here.answer(ctx, answer, lambda: screens.action_shown(state, here.guide, here.screen))
    else:
        here.answer(
            ctx,
            answer,
            lambda: record_screens.record_shown(
                id, record_screens.seen_on(plan.record(id), here.today), short(id, plan, here.guide), satisfies, here.guide, here.screen
            ),
        )


def set_(
    ctx: typer.Context,
    ref: RecordRef,
    changes: Annotated[list[str] | None, typer.Argument(metavar="FIELD=VALUE…", help="What to change; FIELD= clears.")] = None,
) -> None:
    """Change fields of a record."""
    here = here_of(ctx)
    typed = assignments(changes or [], f"set {ref}")

    def edit(plan: Plan) -> Plan:
        id = resolve(ref, here.guide, plan, command="set", marks=False)
        record = plan.record(id)
        values = values_of(here, plan, type(record), typed, asdict(record), suggest=as_assignment(f"set {short(id, plan, here.guide)}"))
        return plan.with_record(id, replace(record, **values))

    change = here.change(edit)
    id = resolve(ref, here.guide, change.before, command="set", marks=False)
    record = change.after.record(id)
    verb = "Changed" if change.changed else "Nothing to change in"
    said = f"{verb} {short(id, change.after, here.guide)}: {record_in_words(id, record, here.guide)}."
    report(ctx, here, change, id, record, said)


def remove(ctx: typer.Context, ref: RecordRef) -> None:
    """Remove a record, or an action that you added yourself. What it takes to put it back is printed."""
    here = here_of(ctx)
    if is_own_action(ref, here.load()):
        from .marks import remove_action

        remove_action(ctx, ref)
        return

    def edit(plan: Plan) -> Plan:
        id = resolve(ref, here.guide, plan, command="remove", marks=False)
        if by := referrers(plan, id):
            raise StillReferredTo(short(id, plan, here.guide), [(short(other, plan, here.guide), field) for other, field in by])
        return plan.without_record(id)

    change = here.change(edit)
    id = resolve(ref, here.guide, change.before, command="remove", marks=False)
    record = change.before.record(id)
    said = f"Removed {short(id, change.before, here.guide)}: {record_in_words(id, record, here.guide)}."
    report(ctx, here, change, id, record, said, put_back=record_screens.put_back(id, record))


# Adding


def _add_command(kind: str) -> Command:
    """The command that adds a record of a kind: its name, and an option for each declared field."""
    declared = KINDS[kind]
    argument = typer.Argument(metavar="NAME", help="Its name. Leave it out to be asked.", show_default=False)

    def body(ctx: typer.Context, natural_name: str | None = None, **typed: Any) -> None:
        _add_record(ctx, kind, natural_name, given(typed))

    parameters = [parameter("natural_name", None, str | None, argument), *declared_options(declared)]
    return built(kind, declared_command(body, declared, parameters, doc=f"Add: {cleandoc(declared.__doc__ or '')}"))


def _add_record(ctx: typer.Context, kind: str, name: str | None, typed: dict[str, list[str]]) -> None:
    here = here_of(ctx)
    declared = KINDS[kind]
    if name is None and not any(field in typed for field in declared.natural):
        here.load()  # a missing plan is said before anything is asked
        name, typed = _asked_for(here, kind, typed)
    added: list[str] = []

    def edit(plan: Plan) -> Plan:
        id, after = with_new_record(here, plan, kind, name, typed)
        added[:] = [id]
        return after

    change = here.change(edit)
    ref = added[0]
    record = change.after.record(ref)
    verb = "Added" if ref.split("/", 1)[1] not in change.before.of_kind(kind) else "Changed" if change.changed else "Nothing to change in"
    said = f"{verb} {short(ref, change.after, here.guide)}: {record_in_words(ref, record, here.guide)}."
    report(ctx, here, change, ref, record, said)


def with_new_record(here: Here, plan: Plan, kind: str, name: str | None, typed: Mapping[str, list[str]]) -> tuple[str, Plan]:
    """The new record's reference, and the plan with it. A kind named by the guide has one record for each word."""
    declared = KINDS[kind]
    if kind in NAMED_BY_GUIDE:
        word = guide_word(here, kind, name, command=f"add {kind}")
        held = plan.of_kind(kind).get(word, declared())
        values = values_of(here, plan, declared, typed, asdict(held))
        return f"{kind}/{word}", plan.with_record(f"{kind}/{word}", replace(held, **values))
    texts = dict(typed)
    if name is not None:
        place = next((field for field in declared.natural if field not in typed), None)
        if place is None:
            raise InvalidValue(
                [f'"{name}" and {as_option(declared, declared.natural[0])} both name it'], hints=[f"careerplan add {kind} --help"]
            )
        texts = {place: [name], **typed}
    texts = {field: words or [""] for field, words in texts.items()}
    defaults = {field.name: field.default for field in fields_of(declared).values()}
    values = values_of(here, plan, declared, texts, defaults)
    record = declared(**values)
    names = [getattr(record, "code", None), *(getattr(record, field) for field in declared.natural)]
    id = new_id(plan, kind, *names, reserved=[step.slug for step in here.guide.steps])
    return f"{kind}/{id}", plan.with_record(f"{kind}/{id}", record)


def values_of(
    here: Here,
    plan: Plan,
    declared: type[Struct],
    typed: Mapping[str, list[str]],
    current: Mapping[str, Any],
    *,
    suggest: Callable[[str, str], str] | None = None,
) -> dict[str, Any]:
    """What was typed for a record's fields. Without `suggest`, it was typed as options."""
    return read_values(
        here,
        declared,
        typed,
        current,
        refer=lambda text, kinds: resolve_record(text, plan, kinds, command="show"),
        label=str if suggest else (lambda path: _label(declared, path)),
        suggest=suggest or (lambda path, value: f"{as_option(declared, path)} {value}"),
    )


def _label(declared: type[Struct], path: str) -> str:
    """A field as it was typed: the name has no option."""
    return "the name" if path in getattr(declared, "natural", ())[:1] else as_option(declared, path)


def guide_word(here: Here, kind: str, name: str | None, *, command: str) -> str:
    """The word of the guide that names a record of this kind."""
    known = here.guide.vocabulary.get(NAMED_BY_GUIDE[kind], {})
    word = "-".join((name or "").strip().lower().split())
    if word in known:
        return word
    if labelled := word_of(name or "", known):
        return labelled
    said = f'there is no {kind} "{name or ""}"; the guide has {", ".join(known)}'
    raise UnknownReference(said, near=nearest(word, known, 3), command=command, instead=f"careerplan guide {NAMED_BY_GUIDE[kind]}")


def _asked_for(here: Here, kind: str, typed: Mapping[str, list[str]]) -> tuple[str, dict[str, list[str]]]:
    """Ask for a record, field by field, the few that matter first."""
    declared = KINDS[kind]
    if not here.asks or not declared.natural:
        raise InvalidValue([f"the {kind} has no name"], hints=[f'careerplan add {kind} "…"'])
    fields = fields_of(declared)
    name: str = typer.prompt(f"{_question(fields[declared.natural[0]].doc)}")
    answers_given = dict(typed)
    for field in (fields[name] for name in declared.columns[1:]):
        if field.name in answers_given or field.form == "log":
            continue
        words = field.choices or tuple(here.guide.vocabulary.get(field.vocabulary or "", ()))
        among = f" ({', '.join(words)})" if words else ""
        text = typer.prompt(f"{_question(field.doc)}{among}", default="", show_default=False)
        if text.strip():
            answers_given[field.name] = [text]
    return name, answers_given


def _question(doc: str) -> str:
    return doc[:1].upper() + doc[1:]


def _unknown_kind(kind: str, command: str) -> UnknownReference:
    near = nearest(kind.lower(), KINDS)
    return UnknownReference(
        f'there is no kind of record called "{kind}"; there are {", ".join(KINDS)}', near=near or tuple(KINDS)[:1], command=command
    )


def report(
    ctx: typer.Context,
    here: Here,
    change: Change,
    ref: str,
    record: Record,
    said: str,
    *,
    put_back: str | None = None,
    then: tuple[str, str] | None = None,
) -> None:
    """Say what changed, what it satisfies now, and what is next. `then`: a label and a command that may be wanted too."""
    before, seen = here.seen(change.before), here.seen(change.after)
    items = here.agenda(change.after, seen)
    satisfied, freed = newly_satisfied(before, seen), unblocked(before, seen)
    lost = [id for id in newly_satisfied(seen, before) if seen.states[id].applies == "yes"]
    answer = answers.RecordAnswer(
        ref=ref, changed=change.changed, record=answers.record_fields(ref, record, here.today), satisfied=satisfied, unsatisfied=lost,
        unblocked=freed, put_back=put_back, next=answers.first_item(items, here.guide, here.today),
    )  # fmt: skip
    more = [
        record_screens.satisfied_here(satisfied, seen, here.guide) if satisfied else "",
        f"No longer satisfied: {actions_in_words(lost, here.guide)}." if lost else "",
        screens.lets_start(freed, here.guide),
    ]
    text = screens.marked(said, items, here.guide, here.today, here.screen, *more)
    if then := ("To put it back:", put_back) if put_back else then:
        text = f"{text}\n{typed_line(then[0], then[1], here.screen, column=16)}"
    here.answer(ctx, answer, lambda: text)
