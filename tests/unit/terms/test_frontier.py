"""The frontier is exact: same points, same ties, same packages as by hand and by brute force."""

from fractions import Fraction
from hashlib import sha256
from typing import Any

import pytest

from tests.unit.terms import brute
from wasit.terms.dominance import better_ones, pack, unpack
from wasit.terms.fair_points import fair_points, points_above_limits
from wasit.terms.frontier import Caps, frontier
from wasit.terms.reading import Clause
from wasit.terms.solution import as_json, solve


def test_two_issues_by_hand() -> None:
    """The smallest trade: each side gives way where it cares less.

    A: ceasefire 6/0, funds 1/3. B: ceasefire 0/2, funds 4/0. Packages (A, B):
    (first, first) = (7, 4); (first, second) = (9, 0); (second, first) = (1, 6);
    (second, second) = (3, 2). (7, 4) betters (3, 2); the other three stand.
    """
    found = frontier(brute.reading_of([[[6, 0], [1, 3]], [[0, 2], [4, 0]]]))
    assert [found.values(point) for point in found.points] == [(9, 0), (7, 4), (1, 6)]
    assert [found.package(point) for point in found.points] == [(0, 1), (0, 0), (1, 0)]
    assert found.complete


def test_fair_points_by_hand() -> None:
    """Over limits (1, 0) the gains are (8, 0), (6, 4), (0, 6).

    Products 0, 24, 0; smallest 0, 4, 0; ideals 8 and 6, so shares 0, min(6/8, 4/6) = 2/3, 0; sums
    of values 9, 11, 7.
    """
    reading = brute.reading_of([[[6, 0], [1, 3]], [[0, 2], [4, 0]]], limits=[1, 0])
    found = frontier(reading)
    fair = fair_points(found)
    assert fair is not None
    measures = [
        fair.nash.best,
        fair.kalai_smorodinsky.best,
        fair.egalitarian.best,
        fair.leximin.best,
        fair.utilitarian.best,
    ]
    assert measures == [24, Fraction(2, 3), 4, 4, 11]
    assert {found.values(point) for point in fair.nash.points} == {(7, 4)}


def test_ties_are_all_found() -> None:
    """Two packages on one point are two packages, and both are named."""
    found = frontier(brute.reading_of([[[1, 0], [1, 0]], [[0, 1], [0, 1]]]))
    middle = next(point for point in found.points if found.values(point) == (1, 1))
    assert found.counts[middle] == 2
    assert set(found.packages(middle)) == {(0, 1), (1, 0)}


def test_equal_decimals_are_equal() -> None:
    """0.1 + 0.2 is 0.3: a float would call one of these packages better by 6e-17."""
    tenth = Fraction(1, 10)
    found = frontier(brute.reading_of([[[tenth, 3 * tenth], [2 * tenth, 0]], [[0, 0], [0, 0]]]))
    assert [found.counts[point] for point in found.points] == [1]
    assert found.values(found.points[0]) == (Fraction(1, 2), 0)
    tied = frontier(brute.reading_of([[[tenth, 0], [2 * tenth, 0]], [[0, tenth], [0, 2 * tenth]]]))
    assert sum(tied.counts.values()) == 4


def test_nash_names_every_tied_point() -> None:
    """(2, 1) and (1, 2) have one product; an answer that shows one of them takes a side."""
    reading = brute.reading_of([[[2, 1]], [[1, 2]]])
    result: dict[str, Any] = as_json(solve(reading))
    nash = result["nash"]
    assert len(nash["packages"]) == 2
    assert len(nash["tied_points"]) == 2


@pytest.mark.parametrize("sides", [1, 2, 3, 4, 5])
def test_sweeps_equal_the_naive_filter(sides: int) -> None:
    """Each number of sides has a sweep of its own; all must give what the definition gives."""
    # Bytes of a hash: few heights, so that many points tie in one side or in all but one.
    points = [
        tuple(byte % 6 for byte in sha256(bytes([number])).digest()[:sides])
        for number in range(256)
    ]
    distinct = set(points)
    expected = sorted(
        (p for p in distinct if not any(_dominates(other, p) for other in distinct)), reverse=True
    )
    swept = better_ones([pack(p, width=4) for p in points], sides=sides, width=4)
    assert [unpack(point, sides=sides, width=4) for point in swept] == expected


@pytest.mark.slow
@pytest.mark.parametrize("sides", [3, 4])
def test_sweeps_hold_for_long_lists(sides: int) -> None:
    """Two sides with many heights, two that pull against one another with few: long lists are
    divided, and ties in the last values decide."""
    points: set[tuple[int, ...]] = set()
    for number in range(1000):
        a, b, c, d, e, f = sha256(str(number).encode()).digest()[:6]
        points.add((a + b % 2 * 256, c + d % 2 * 256, e % 6, 5 - e % 6 + f % 2)[:sides])
    expected = [point for point in points if not any(_dominates(other, point) for other in points)]
    swept = better_ones([pack(p, width=9) for p in points], sides=sides, width=9)
    assert [unpack(p, sides=sides, width=9) for p in swept] == sorted(expected, reverse=True)


def test_leximin_looks_past_the_smallest_gain() -> None:
    """(5, 6, 9) and (5, 7, 8) tie for the smallest gain; the second smallest is 6 and 7."""
    reading = brute.reading_of([[[5, 5]], [[6, 7]], [[9, 8]]])
    found = frontier(reading)
    fair = fair_points(found)
    assert fair is not None
    assert len(fair.egalitarian.points) == 2
    assert [found.values(point) for point in fair.leximin.points] == [(5, 7, 8)]


def _dominates(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    return a != b and all(x >= y for x, y in zip(a, b, strict=True))


def test_powers_of_two_double_with_every_issue() -> None:
    """The worst case there is: every package is efficient, and each is counted once."""
    powers = [2**number for number in range(10)]
    found = frontier(
        brute.reading_of([[[0, power] for power in powers], [[power, 0] for power in powers]])
    )
    assert len(found.points) == 1024
    assert set(found.counts.values()) == {1}


def test_past_the_cap_the_answer_says_that_it_is_partial() -> None:
    """A frontier cut without a word is how other tools mislead; here nothing is counted either."""
    powers = [2**number for number in range(10)]
    reading = brute.reading_of([[[0, power] for power in powers], [[power, 0] for power in powers]])
    result: dict[str, Any] = as_json(solve(reading, caps=Caps(candidates=100)))
    assert result["complete"] is False
    assert result["points"] is None
    assert result["packages"] is None
    assert result["nash"] is None
    assert "100 are allowed" in str(result["why"])
    assert result["outcomes"] == 1024
    assert 2 <= len(result["frontier"]) <= 100
    assert result["best_found"]


def test_hurrying_gives_a_partial_answer_that_says_so() -> None:
    """The clock is the caller's; what it asks for is kept and named."""
    powers = [2**number for number in range(14)]
    reading = brute.reading_of([[[0, power] for power in powers], [[power, 0] for power in powers]])
    found = frontier(reading, watch=lambda done, steps: done < steps - 2)
    assert not found.complete
    assert "12 of 14 issues" in str(found.why)
    assert len(found.points) <= 2002


def test_a_linkage_takes_packages_away() -> None:
    """If the first issue takes its first option, the second must take its second."""
    clause = Clause("linked", ((0, frozenset({1})), (1, frozenset({1}))))
    reading = brute.reading_of([[[6, 0], [1, 3]], [[0, 2], [4, 0]]], clauses=[clause])
    found = frontier(reading)
    assert {found.values(point) for point in found.points} == {(9, 0), (3, 2), (1, 6)}


def test_empty_zone_is_explained_by_the_smallest_set() -> None:
    """Both limits are needed: each alone is met by some package."""
    reading = brute.reading_of([[[6, 0], [1, 3]], [[0, 2], [4, 0]]], limits=[8, 3])
    solution = solve(reading)
    assert solution.fair is None
    assert solution.outcomes_above_limits == 0
    assert solution.empty is not None
    assert (solution.empty.limits, solution.empty.smallest) == ((0, 1), True)
    alone = solve(brute.reading_of([[[6, 0], [1, 3]], [[0, 2], [4, 0]]], limits=[10, 3]))
    assert alone.empty is not None
    assert alone.empty.limits == (0,)
    result = as_json(alone)
    assert result["nash"] is None
    assert result["complete"] is True
    assert "the limit of side 0 (10)" in str(result["why"])
    assert not points_above_limits(alone.frontier)


def test_listed_points_are_cut_only_with_a_word() -> None:
    """A long list may be shortened; the counts stay whole and the answer says so."""
    powers = [2**number for number in range(6)]
    reading = brute.reading_of([[[0, power] for power in powers], [[power, 0] for power in powers]])
    result = as_json(solve(reading, caps=Caps(listed=10)))
    assert result["points"] == 64
    assert "only 10 of 64" in str(result["why"])
