"""Lists of named things, divided: worked by hand, and against every division."""

from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.terms.errors import MissingEvaluation, UnreadableTerms
from wasit.terms.named_things import adjusted_winner, largest_nash_product


def _points(things: list[str], **rows: list[int]) -> dict[str, dict[str, Fraction]]:
    return {
        side: {thing: Fraction(value) for thing, value in zip(things, row, strict=True)}
        for side, row in rows.items()
    }


def test_adjusted_winner_by_hand() -> None:
    """A: 50, 30, 20; B: 60, 10, 30.

    A gets the second (30), B the first and third (90). B has more, so things pass from B, nearest
    in both eyes first: the first (60/50) before the third (30/20). So much of it that 30 + 50 x =
    90 - 60 x: x = 6/11, and each has 30 + 300/11 = 630/11.
    """
    things = ["first", "second", "third"]
    found = adjusted_winner(things, _points(things, a=[50, 30, 20], b=[60, 10, 30]))
    assert found.shares == {
        "first": (Fraction(6, 11), Fraction(5, 11)),
        "second": (1, 0),
        "third": (0, 1),
    }
    assert found.points == (Fraction(630, 11), Fraction(630, 11))
    assert found.split == "first"


_TABLES = st.integers(1, 5).flatmap(
    lambda count: st.lists(
        st.lists(st.integers(0, 9), min_size=count, max_size=count).filter(any),
        min_size=2,
        max_size=3,
    )
)


@pytest.mark.slow
@given(_TABLES)
def test_adjusted_winner_is_equal_and_splits_one_thing(rows: list[list[int]]) -> None:
    """Both get at least half by their own count, at most one thing is split, and no whole division
    is better for both."""
    things = [f"thing {number}" for number in range(len(rows[0]))]
    table = _points(things, a=rows[0], b=rows[1])
    found = adjusted_winner(things, table)
    one, other = found.points
    assert one >= 50
    assert other >= 50
    assert sum(0 < share < 1 for share, _ in found.shares.values()) <= 1
    totals = [sum(row) for row in rows[:2]]
    for division in product((0, 1), repeat=len(things)):
        got = [
            Fraction(100 * sum(v for v, to in zip(row, division, strict=True) if to == side), total)
            for side, (row, total) in enumerate(zip(rows[:2], totals, strict=True))
        ]
        assert not (got[0] > one and got[1] > other)
    if all(v > 0 for row in rows[:2] for v in row):
        assert one == other


@pytest.mark.slow
@given(_TABLES)
def test_largest_product_is_largest_of_all_divisions(rows: list[list[int]]) -> None:
    """Two or three sides, whole things: every division is tried beside it."""
    things = [f"thing {number}" for number in range(len(rows[0]))]
    table = _points(things, **{f"side{n}": row for n, row in enumerate(rows)})
    found = largest_nash_product(things, table)
    products = [
        prod(
            sum(v for v, to in zip(row, division, strict=True) if to == side)
            for side, row in enumerate(rows)
        )
        for division in product(range(len(rows)), repeat=len(things))
    ]
    assert found.product == max(products)
    if found.product:
        assert found.ties == products.count(max(products))
    given_out = [thing for got in found.gets.values() for thing in got]
    assert sorted(given_out) == sorted(things)


def test_what_cannot_be_divided_is_refused() -> None:
    """A thing nobody valued, three sides for a method of two, a side that wants nothing."""
    with pytest.raises(MissingEvaluation, match="'x' of the list"):
        adjusted_winner(["x"], {"a": {}, "b": {"x": Fraction(1)}})
    with pytest.raises(UnreadableTerms, match="between two sides, not 3"):
        adjusted_winner(["x"], _points(["x"], a=[1], b=[1], c=[1]))
    with pytest.raises(MissingEvaluation, match="no thing of the list"):
        largest_nash_product(["x"], _points(["x"], a=[0], b=[1]))
    with pytest.raises(UnreadableTerms, match="below nought"):
        largest_nash_product(["x"], _points(["x"], a=[-1], b=[1]))
