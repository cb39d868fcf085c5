"""What must hold of any ranges: wider never shrinks the possible, the worst is the worst."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.terms.ranges import (
    Ranged,
    SideRanges,
    Span,
    Standing,
    drawn,
    least,
    middle,
    most,
    standing,
)
from wasit.terms.reading import Issue, Package
from wasit.terms.uncertainty import count_standings, readings_tried, worst_shortfall

pytestmark = pytest.mark.slow

_NUMBER = st.integers(-4, 8).map(Fraction)


@st.composite
def _spans(draw: st.DrawFn, *, floor: int = -4) -> Span:
    low, middle_, high = sorted(draw(st.lists(_NUMBER, min_size=3, max_size=3)))
    low, middle_, high = (max(Fraction(floor), value) for value in (low, middle_, high))
    return Span(low, high, middle_)


@st.composite
def _ranges(draw: st.DrawFn) -> Ranged:
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    sides: list[SideRanges] = []
    for _ in range(draw(st.integers(2, 3))):
        sides.append(
            SideRanges(
                weights=tuple(draw(_spans(floor=0)) for _ in sizes),
                values=tuple(tuple(draw(_spans()) for _ in range(size)) for size in sizes),
                limit=draw(_spans()),
                orders=tuple(() for _ in sizes),
            )
        )
    return Ranged(
        tuple(f"side {n}" for n in range(len(sides))),
        tuple(Issue(f"issue {n}", tuple(map(str, range(size)))) for n, size in enumerate(sizes)),
        tuple(sides),
    )


def _packages(ranged: Ranged) -> list[Package]:
    return list(product(*(range(len(issue.options)) for issue in ranged.issues)))


def _widened(span: Span, by: Fraction, *, floor: Fraction) -> Span:
    return Span(max(span.low - by, min(span.low, floor)), span.high + by, span.middle)


@given(_ranges(), st.integers(0, 4).map(Fraction))
def test_a_wider_range_never_shrinks_the_possible(ranged: Ranged, by: Fraction) -> None:
    """Knowing less can only leave more open, and make less sure."""
    wider = replace(
        ranged,
        of=tuple(
            SideRanges(
                weights=tuple(_widened(w, by, floor=Fraction(0)) for w in side.weights),
                values=tuple(
                    tuple(_widened(v, by, floor=Fraction(-100)) for v in row) for row in side.values
                ),
                limit=_widened(side.limit, by, floor=Fraction(-100)),
                orders=side.orders,
            )
            for side in ranged.of
        ),
    )
    for package in _packages(ranged):
        before, after = standing(ranged, package), standing(wider, package)
        if before is not Standing.IMPOSSIBLE:
            assert after is not Standing.IMPOSSIBLE
        if after is Standing.SURE:
            assert before is Standing.SURE
    counted, wider_counted = count_standings(ranged), count_standings(wider)
    assert (wider_counted.possible or 0) >= (counted.possible or 0)
    assert (wider_counted.sure or 0) <= (counted.sure or 0)


@given(_ranges())
def test_counts_are_the_packages_standings(ranged: Ranged) -> None:
    """Counted without listing, and the same as listing."""
    standings = [standing(ranged, package) for package in _packages(ranged)]
    counted = count_standings(ranged)
    assert counted.sure == standings.count(Standing.SURE)
    assert counted.possible == len(standings) - standings.count(Standing.IMPOSSIBLE)


@given(_ranges(), st.lists(st.fractions(0, 1), min_size=40, max_size=40))
def test_no_reading_is_worse_than_the_worst(ranged: Ranged, shares: list[Fraction]) -> None:
    """A shortfall promised as the worst must hold in every reading within the ranges."""
    reading = drawn(ranged, iter(shares))
    low, high = least(ranged), most(ranged)
    packages = _packages(ranged)
    best = max(sum(reading.values(package)) for package in packages)
    first = packages[0]
    assert best - sum(reading.values(first)) <= worst_shortfall(ranged, first)[0]
    for package in packages:
        values = reading.values(package)
        for side in range(len(values)):
            assert low.values(package)[side] <= values[side] <= high.values(package)[side]


@given(_ranges())
def test_readings_tried_are_the_same_every_time(ranged: Ranged) -> None:
    """Shares shown to a mediator must not change from one look to the next."""
    first = list(readings_tried(ranged, number=3))
    assert first == list(readings_tried(ranged, number=3))
    if ranged.known:
        assert first == [middle(ranged)]
