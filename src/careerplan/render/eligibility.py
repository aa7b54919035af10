"""What a certification asks for, held against what is recorded: all of them in a line each, or one as a tree.

Nothing here says that somebody may apply: it looks met, or not, on what was recorded, and the issuer decides.
"""

from collections.abc import Iterator, Sequence

from ..core.dates import in_words
from ..core.eligibility import Assessed, Counted, Node, lacking
from ..core.guide import Guide
from ..core.kinds import AIMED_AT
from ..core.plan import Plan
from ..core.qualifying import Reason
from ..core.references import Names
from ..core.requirements import Requirement
from .layout import Screen, bold, labelled, safe, typed, wrap
from .sentences import both, capital, plural
from .topics import CONFIDENCE

STATE_WORDS = {"met": "met", "not-met": "not met", "cannot-tell": "cannot tell"}
HELD = ("active", "due soon")
UNSAID = "does not say "
MENTIONED = 2
"""So many requirements are named in a line, and the others counted."""
NAMED = 5
"""So many records are named in a line, and the others counted."""

_PLAIN = {
    "not-begun": "not begun yet", "unpaid": "unpaid", "before-degree": "before the degree", "no-degree": "no such degree before it",
    "planned": "only planned", "pending": "still pending", "inactive": "not active", "revoked": "revoked", "expired": "expired",
    "enrolled": "not completed yet", "withdrawn": "not completed", "not-yet": "still to come", "letters": "another license",
    "led": "you led nobody",
}  # fmt: skip
"""Why a record does not count, where nothing more is to be named."""

_UNSAID = {
    "no-code": "by its letters which license it is",
    "kind": "what sort of work it was", "case-management": "whether it was case management", "setting": "in what sort of place it was",
    "supervisor": "which license or certification your supervisor had", "supervised": "who supervised you",
    "led": "how many people you led", "no-hours": "how many hours a week it was", "no-start": "when it began",
    "supervision": "how much more of it was supervision", "study-type": "what it leads to", "area": "what you studied",
    "status": "whether it is completed", "degree-date": "when it was completed", "topics": "what it is about", "date": "when it was",
    "hours": "how many hours it counts",
}  # fmt: skip
"""What a record does not say."""

_KINDS = {"paid": "paid work", "volunteer": "volunteer work", "internship": "an internship", "shadowing": "shadowing"}


def overview(found: Sequence[Assessed], screen: Screen) -> str:
    """A line for each: what is missing, and when it may be there."""
    if not found:
        return "\n".join(wrap("This guide has no catalogue of certifications, so there is nothing to hold your plan against.", screen))
    planned = [one for one in found if one.standing in AIMED_AT]
    others = [one for one in found if one not in planned]
    lines = wrap("What each asks for, held against what you recorded. The issuer decides.", screen)
    for head, group in (("On your way", planned), ("In the catalogue" if not planned else "The others", others)):
        if group:
            lines += ["", bold(head, screen)]
            lines += [
                line
                for one in group
                for line in labelled(str(one.entry.code), f"{one.entry.title}. {capital(_in_a_line(one))}", screen, column=9)
            ]
    return "\n".join([*lines, "", typed("One of them, whole:", f"careerplan eligibility {found[0].entry.code}", screen, column=21)])


def _in_a_line(one: Assessed) -> str:
    if one.standing in HELD:
        return "you hold it"
    held = f"yours is {one.standing}; " if one.standing else ""
    if one.root is None:
        return f"{held}not looked up here; see {one.entry.verify_at or 'the issuer'}"
    if one.state == "met":
        return f"{held}looks met on what you recorded; confirm with {one.entry.verify_at or 'the issuer'}"
    parts = lacking(one.root)
    missing = _short([part for part in parts if part.state == "not-met"])
    unclear = _short([part for part in parts if part.state == "cannot-tell"])
    said = [f"not met: {missing}" if missing else "", f"cannot tell: {unclear}" if unclear else ""]
    when = f"; at your present pace about {in_words(one.root.reached)}" if one.root.reached and one.state == "not-met" else ""
    return held + "; ".join(part for part in said if part) + when


def _short(nodes: Sequence[Node]) -> str:
    said = [f"{node.asked.text} ({_amount(node.have)} of {_amount(node.want)})" if node.have else node.asked.text for node in nodes]
    more = len(said) - MENTIONED
    return both([*said[:MENTIONED], f"{more} more"], "and") if more > 0 else both(said, "and") if said else ""


def tree(one: Assessed, plan: Plan, guide: Guide, screen: Screen) -> str:
    """One of them, whole: each requirement, what counts for it, what does not and why."""
    names = Names(plan, guide)
    lines = [bold(line, screen) for line in wrap(f"{one.entry.title} ({one.entry.code}): {_head(one)}", screen)]
    if one.mine and one.standing in HELD:
        lines += wrap(f"In your plan it is {safe(names.short(one.mine))}. This is what is asked of those who apply for it.", screen)
    elif one.mine:
        lines += wrap(f"In your plan it is {one.standing}: {safe(names.short(one.mine))}.", screen)
    if one.root is None:
        lines += wrap(
            f"What it asks for was not looked up here, so nothing is said. See {one.entry.verify_at or one.entry.issuer}.", screen
        )
        return "\n".join(lines)
    if one.root.reached and one.state != "met" and one.standing not in HELD:
        lines += wrap(f"At your present pace it looks met about {in_words(one.root.reached)}.", screen)
    lines += ["", *_node(one.root, names, guide, screen, depth=0), ""]
    if any(node.unit == "months" and node.asked.experience and node.asked.experience.full_time for node in one.root.walk()):
        hours = next(n.asked.experience.full_time for n in one.root.walk() if n.unit == "months" and n.asked.experience)
        full = f"Full time is taken as {hours:g} hours a week; less is counted in proportion, and what overlaps once"
        lines += wrap(f"{full}. Ask the issuer what it takes as full time, and whether part time counts.", screen)
    if commands := fills(one.root, names):
        lines += wrap("Fill in what is not said yet, and more can be told:", screen)
        lines += [typed("Type", command, screen, indent=2) for command in commands[:NAMED]]
        lines += wrap(f"and {len(commands) - NAMED:,} more like these.", screen, first="  ") if len(commands) > NAMED else []
    return "\n".join([*lines, *wrap(_confirm(one), screen)])


def _head(one: Assessed) -> str:
    where = f" ({one.entry.verify_at})" if one.entry.verify_at else ""
    if one.standing in HELD:
        return "you hold it"
    match one.state:
        case "met":
            return f"looks met on what you recorded; confirm with the issuer{where}"
        case "not-met":
            return "not met yet on what you recorded"
        case "cannot-tell":
            return "cannot tell from what you recorded"
        case "not-looked-up":
            return "not looked up"


def _confirm(one: Assessed) -> str:
    """Who decides, and how old and how sure it is what stands here."""
    sure = f" ({CONFIDENCE[one.confidence]})" if one.confidence else ""
    old = "undated" if one.as_of == "undated" else f"as of {one.as_of}"
    age = f" What stands here is {old}{sure}." if one.as_of else ""
    return f"Confirm with the issuer, who decides: {one.entry.verify_at or one.entry.issuer}.{age}"


def _node(node: Node, names: Names, guide: Guide, screen: Screen, *, depth: int, aside: bool = False) -> list[str]:
    """`aside`: another way is met already, so that one line says enough."""
    indent = "  " * depth
    which = {"all": "; all of these:", "any": "; one of these:"}.get(node.kind, "") if node.parts and not aside else ""
    lines = wrap(f"{STATE_WORDS[node.state]}: {node.asked.text}{which}", screen, first=f"{indent}- ", rest=f"{indent}  ")
    if aside:
        return lines
    for text in _details(node, names, guide):
        lines += wrap(text, screen, first=f"{indent}  ", rest=f"{indent}    ")
    for part in node.parts:
        besides = node.kind == "any" and node.state == "met" and part.state != "met"
        lines += _node(part, names, guide, screen, depth=depth + 1, aside=besides)
    return lines


def _details(node: Node, names: Names, guide: Guide) -> Iterator[str]:
    if node.unit and node.want is not None and node.want > 1:
        ahead = f"; at your present pace about {in_words(node.reached)}" if node.reached and node.state != "met" else ""
        yield f"So far {_amount(node.have or 0)} of {plural(node.want, node.unit.removesuffix('s'))}{ahead}."
    elif node.reached and node.state != "met" and not node.parts:
        yield f"There about {in_words(node.reached)}."
    if node.counts:
        yield f"Counts: {_named([_counted(one, node, names) for one in node.counts])}."
    yield from _refused(node, names, guide)
    if node.state != "met":
        yield from _unclear(node, names, guide)
    if node.asked.confirm:
        yield f"No record can show this. Look here: {node.asked.confirm}."
    if node.asked.ask and (node.parts or node.counts or node.state != "not-met"):
        yield f"Ask the issuer {node.asked.ask}."


def _counted(one: Counted, node: Node, names: Names) -> str:
    amount = f" ({_amount(one.amount)} {node.unit})" if one.amount is not None else ""
    return f"{safe(names.short(one.ref))}{amount}"


def _refused(node: Node, names: Names, guide: Guide) -> Iterator[str]:
    """`Does not count: helper (volunteer work); nurse-aide (before the degree).`"""
    found: dict[str, list[str]] = {}
    for one in node.not_counted:
        found.setdefault(reason_in_words(one, guide), []).append(safe(names.short(one.ref)))
    if found:
        yield f"Does not count: {'; '.join(f'{_named(records)} ({why})' for why, records in found.items())}."


def _unclear(node: Node, names: Names, guide: Guide) -> Iterator[str]:
    """`Unclear: nurse-aide does not say when it began and how many hours a week it was.`"""
    said: dict[str, list[str]] = {}
    for one in node.in_doubt:
        said.setdefault(safe(names.short(one.ref)), []).append(doubt_in_words(one, node.asked, guide))
    found: dict[tuple[str, ...], list[str]] = {}
    for record, reasons in said.items():
        found.setdefault(tuple(reasons), []).append(record)
    for unsaid, records in found.items():
        clauses = [text.removeprefix(UNSAID) for text in unsaid if text.startswith(UNSAID)]
        others = [text for text in unsaid if not text.startswith(UNSAID)]
        does = "does" if len(records) == 1 else "do"
        parts = [f"{does} not say {both(clauses, 'and')}"] if clauses else []
        yield (
            f"Unclear: {_named(records)} {'; '.join([*parts, *others])}." if parts else f"Unclear: {_named(records)}: {'; '.join(others)}."
        )


def _named(records: Sequence[str]) -> str:
    more = len(records) - NAMED
    return both([*records[:NAMED], f"{more:,} more"], "and") if more > 1 else both(records, "and")


def reason_in_words(one: Reason, guide: Guide) -> str:
    """Why a record does not count."""
    said = safe(one.said)
    match one.why:
        case "kind":
            return _KINDS.get(one.said, said)
        case "case-management":
            return "case management" if said == "yes" else "not case management"
        case "tags":
            return f"tagged {said}"
        case "setting":
            return guide.label("settings", said).lower()
        case "supervisor":
            return f"your supervisor’s license or certification: {said}"
        case "too-long-ago":
            return f"more than {said} years ago"
        case "topics":
            return f"about {said}"
        case "refused" | "lower" | "not-area":
            return said
        case _:
            return _PLAIN[one.why]


def doubt_in_words(one: Reason, asked: Requirement, guide: Guide) -> str:
    """Why it is not clear whether a record counts, or what the record does not say."""
    said = safe(one.said)
    if one.why in ("unknown-letters", "other-area"):
        return f"the issuer says whether “{said}” counts"
    if one.why == "case-management" and said:
        return ("was case management only in part: enter that part as an experience of its own, take its hours off this one, and set "
                "this one to case_management=no")  # fmt: skip
    if one.why == "degree-date" and one.fill is None:
        return "may be the degree after which work counts"
    if one.why == "tags":
        rule = asked.experience
        otherwise = f", or {rule.unless[0]}" if rule and rule.unless else ""
        return f"{UNSAID}whether it was “{guide.label('tags', one.said)}” (tag it {said}{otherwise})"
    return UNSAID + _UNSAID[one.why]


def fills(node: Node, names: Names | None) -> list[str]:
    """The commands that say what is not clear, where it still matters; one for each record. Without names, references are whole."""
    found: dict[str, list[str]] = {}
    for one in _open_reasons(node):
        name = names.short(one.ref) if names else one.ref
        if one.fill:
            found.setdefault(f"careerplan set {name}", []).append(one.fill)
        elif command := one.command(name):
            found.setdefault(command, [])
    return [" ".join([command, *dict.fromkeys(fields)]) for command, fields in found.items()]


def _open_reasons(node: Node) -> Iterator[Reason]:
    if node.state != "met":
        yield from node.in_doubt
        for part in node.parts:
            yield from _open_reasons(part)


def _amount(number: float | None) -> str:
    return f"{number or 0:,.1f}".removesuffix(".0")
