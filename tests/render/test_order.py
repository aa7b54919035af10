"""Why one thing comes before another, in words."""

from typing import get_args, get_type_hints

import pytest

from careerplan.core.agenda import Item, Term
from careerplan.render.order import TIERS, decided, order_in_words, told_order


def item(*terms: tuple[int, str], ref: str = "1.4", kind: str = "action") -> Item:
    order = tuple(Term(value, name) for value, name in terms)  # type: ignore[arg-type]
    return Item(ref=ref, kind=kind, title="Ask", step=None, reasons=(), command="careerplan next", due=None, minutes=5, order=order)


READY, DAY = (5, "tier"), (739945, "day")


@pytest.mark.parametrize(("tier", "said"), [
    (0, "it is overdue; the next one (1.4) is not"), (1, "it is due soon; the next one (1.4) is not"),
    (2, "it is under way; the next one (1.4) is not"), (3, "it is ready to be closed; the next one (1.4) is not"),
    (4, "it has come up again; the next one (1.4) has not"), (5, "it can be started now; the next one (1.4) is set for later"),
])  # fmt: skip
def test_every_tier_says_why_it_comes_before_a_later_one(tier: int, said: str) -> None:
    assert decided(item((tier, "tier")), item((tier + 1, "tier"))) == said
    assert tier + 1 < len(TIERS)


@pytest.mark.parametrize(("ours", "theirs", "said"), [
    (DAY, (739946, "day"), "its day is 25 Nov 2026, and that of the next one (1.4) is 26 Nov 2026"),
    ((0, "optional"), (1, "optional"), "the next one (1.4) is optional, and it is not"),
    ((0, "better-later"), (1, "better-later"), "something is best done before the next one (1.4), and nothing before it"),
    ((0, "depth"), (1, "depth"), "no step comes before its step, and 1 step comes before that of the next one (1.4)"),
    ((-2, "gates"), (-1, "gates"), "2 actions wait for its step, and 1 action waits for that of the next one (1.4)"),
    ((-1, "waiting"), (0, "waiting"), "1 action waits for it, and no action waits for the next one (1.4)"),
    ((0, "place"), (7, "place"), "it stands before the next one (1.4) in the guide, and nothing else tells them apart"),
])  # fmt: skip
def test_the_first_term_that_differs_decides(ours: tuple[int, str], theirs: tuple[int, str], said: str) -> None:
    assert decided(item(READY, ours, (9, "place")), item(READY, theirs, (0, "place"))) == said


def test_things_of_one_day_are_told_apart_by_their_kind_or_by_their_name() -> None:
    first, second = item(READY, DAY, (3, "kind"), kind="contact"), item(READY, DAY, (5, "kind"), ref="application/x", kind="application")
    assert decided(first, second) == "the next one (Ask) has the same day, and of contact and application the contact comes first"
    closing = item(READY, DAY, ref="step-2", kind="step")
    assert decided(closing, item(READY, DAY, READY)) == "the next one (1.4) has the same day, and of step and action the step comes first"
    assert decided(first, first) == "its name comes before that of the next one (Ask), and nothing else tells them apart"


def test_a_term_that_says_nothing_is_left_out_and_no_other() -> None:
    names = get_args(get_type_hints(Term)["name"])
    assert told_order(item(READY, READY, *((0, name) for name in names if name not in ("tier", "day", "kind")))) == [
        "can be started",
        "number 1 in the order of the guide",
    ]
    told = item(READY, (6, "tier"), DAY, (2, "kind"), (1, "optional"), (1, "better-later"), (1, "depth"), (-1, "gates"), (-1, "waiting"))
    assert told_order(told) == order_in_words(told)
