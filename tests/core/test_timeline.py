"""What undo and redo come to, and which versions may go."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerplan.core.timeline import ALWAYS, FRESH, Turn, Version, standing, surplus

NOW = datetime(2026, 11, 22, 12)


def versions(line: str) -> list[Version]:
    """`c c u2 r` -> a change, a change, an undo of two, a redo; a dot is a version that is gone."""
    turns: dict[str, Turn] = {"c": "change", "u": "undo", "r": "redo"}
    return [Version(number=number, when=NOW, command=word, turn=turns[word[0]], count=int(word[1:] or 1))
            for number, word in enumerate(line.split(), 1) if word != "."]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "done", "undone"),
    [
        ("", [], []),
        ("c", [1], []),
        ("c c c", [1, 2, 3], []),
        ("c c c u", [1, 2], [3]),
        ("c c c u u", [1], [3, 2]),
        ("c c c u2", [1], [3, 2]),
        ("c c c u2 r", [1, 2], [3]),
        ("c c c u2 r2", [1, 2, 3], []),
        ("c c c u c", [1, 2, 5], []),
        ("c c u r u r", [1, 2], []),
        ("c c . c", [4], []),
        ("c c . u", [4], []),
        (". . c c u", [3], [4]),
        ("c u", [2], []),
        ("c r", [2], []),
    ],
)
def test_what_is_in_force_and_what_was_undone(line: str, done: list[int], undone: list[int]) -> None:
    found = standing(versions(line))
    assert ([one.number for one in found[0]], [one.number for one in found[1]]) == (done, undone)


@given(st.lists(st.sampled_from(["c", "u", "r"]), max_size=30))
def test_it_is_what_a_person_would_count_on_two_piles(words: list[str]) -> None:
    done, undone, taken = [1], [], ["c"]
    for word in words:
        if word == "c":
            done, undone = [*done, len(taken) + 1], []
        elif word == "u" and len(done) > 1:
            undone.append(done.pop())
        elif word == "r" and undone:
            done.append(undone.pop())
        else:
            continue
        taken.append(word)
    found = standing(versions(" ".join(taken)))
    assert ([one.number for one in found[0]], [one.number for one in found[1]]) == (done, undone)


MOMENTS = st.lists(st.integers(0, 3 * 365 * 24), max_size=120).map(
    lambda hours: [NOW - timedelta(hours=ago) for ago in sorted(hours, reverse=True)]
)


@given(MOMENTS)
def test_what_is_kept_covers_every_time(moments: list[datetime]) -> None:
    taken = list(enumerate(moments, 1))
    gone = set(surplus(taken, now=NOW))
    kept = [(number, when) for number, when in taken if number not in gone]
    assert not gone & {number for number, _ in taken[-ALWAYS:]}
    assert not gone & {number for number, when in taken if NOW - when < FRESH}
    for number, when in taken:
        if number in gone:
            later = [one for one in kept if one[0] > number]
            near = (
                timedelta(days=1)
                if NOW - when < timedelta(days=30)
                else timedelta(days=7)
                if NOW - when < timedelta(days=180)
                else timedelta(days=31)
            )
            assert later
            assert later[0][1] - when <= near


@given(MOMENTS, st.integers(0, 400))
def test_thinning_again_at_a_later_time_takes_nothing_that_the_rules_keep(moments: list[datetime], days: int) -> None:
    """Thinning day by day ends with as many as thinning once at the end, or more: never a month without any."""
    taken = list(enumerate(moments, 1))
    later = NOW + timedelta(days=days)
    first = set(surplus(taken, now=NOW))
    left = [one for one in taken if one[0] not in first]
    second = set(surplus(left, now=later))
    months = {(when.year, when.month) for _, when in taken}
    assert {(when.year, when.month) for number, when in left if number not in second} == months


def test_a_version_from_the_future_stays() -> None:
    assert surplus([(number, NOW + timedelta(days=number)) for number in range(1, 60)], now=NOW) == []
