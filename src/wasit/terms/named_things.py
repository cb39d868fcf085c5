"""Lists of named things to divide: adjusted winner, and the largest Nash product.

**Adjusted winner** (Brams & Taylor 1996) for two sides: each thing goes to the side that gives it
more points, then things pass from the side that has more, those nearest in both eyes first, until
both have the same; at most one thing is split. The result is efficient, equal and free of envy.

**Largest Nash product** for any number of sides and whole things: exactly, by the frontier. Where
nobody can be given anything of value, no product is above nought and every efficient division ties.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from wasit.terms.errors import MissingEvaluation, UnreadableTerms
from wasit.terms.fair_points import fair_points
from wasit.terms.frontier import frontier
from wasit.terms.reading import Issue, Reading

Points = Mapping[str, Mapping[str, Fraction]]
"""Side to thing to points."""


@dataclass(frozen=True, slots=True)
class AdjustedWinner:
    """What each of two sides gets: shares of things, and points of a hundred."""

    shares: dict[str, tuple[Fraction, Fraction]]
    """Thing to the first and the second side's share of it."""
    points: tuple[Fraction, Fraction]
    split: str | None
    """The one thing that must be shared or paid for, where there is one."""


@dataclass(frozen=True, slots=True)
class NashDivision:
    """A division of whole things with the largest product of points."""

    gets: dict[str, tuple[str, ...]]
    points: tuple[Fraction, ...]
    product: Fraction
    ties: int | None
    """How many divisions have that product; None where they could not all be counted."""


def adjusted_winner(things: Sequence[str], points: Points) -> AdjustedWinner:
    """The division of adjusted winner; each side's points are first made a hundred in all."""
    _refuse_gaps(things, points)
    if len(points) != 2:
        raise UnreadableTerms(f"adjusted winner divides between two sides, not {len(points)}")
    first, second = (
        {thing: 100 * given[thing] / sum(given[t] for t in things) for thing in things}
        for given in points.values()
    )
    shares = {
        thing: Fraction(1) if first[thing] >= second[thing] else Fraction(0) for thing in things
    }

    def totals() -> tuple[Fraction, Fraction]:
        return (
            sum((share * first[thing] for thing, share in shares.items()), Fraction(0)),
            sum(((1 - share) * second[thing] for thing, share in shares.items()), Fraction(0)),
        )

    split: str | None = None
    one, other = totals()
    first_gives = one > other
    own, theirs = (first, second) if first_gives else (second, first)
    holds = Fraction(1) if first_gives else Fraction(0)
    passing = [thing for thing in things if shares[thing] == holds]
    # Nearest in both eyes first; what the other side does not want at all never passes.
    wanted = [thing for thing in passing if theirs[thing] > 0]
    for thing in sorted(wanted, key=lambda thing: own[thing] / theirs[thing]):
        gap = abs(one - other)
        if gap == 0:
            break
        part = min(Fraction(1), gap / (own[thing] + theirs[thing]))
        shares[thing] = holds - part if first_gives else holds + part
        split = thing if part < 1 else None
        one, other = totals()
    return AdjustedWinner({t: (s, 1 - s) for t, s in shares.items()}, (one, other), split)


def largest_nash_product(things: Sequence[str], points: Points) -> NashDivision:
    """A division of whole things whose product of points is largest, exactly."""
    _refuse_gaps(things, points)
    sides = tuple(points)
    zero = Fraction(0)
    reading = Reading(
        sides=sides,
        issues=tuple(Issue(thing, sides) for thing in things),
        worth=tuple(
            tuple(
                tuple(points[side][thing] if side == other else zero for other in sides)
                for thing in things
            )
            for side in sides
        ),
        limits=tuple(zero for _ in sides),
    )
    found = frontier(reading)
    fair = fair_points(found)
    if fair is None:
        raise UnreadableTerms("points for things are nought or more; nothing was computed")
    point = fair.nash.points[0]
    package = found.package(point)
    return NashDivision(
        gets={
            side: tuple(
                thing for thing, to in zip(things, package, strict=True) if sides[to] == side
            )
            for side in sides
        },
        points=found.values(point),
        product=fair.nash.best,
        ties=sum(found.counts[tied] for tied in fair.nash.points) if found.complete else None,
    )


def _refuse_gaps(things: Sequence[str], points: Points) -> None:
    for side, given in points.items():
        for thing in things:
            if thing not in given:
                raise MissingEvaluation(f"{side} gives no points to {thing!r} of the list")
            if given[thing] < 0:
                raise UnreadableTerms(f"{side} gives {thing!r} points below nought")
        if not any(given[thing] for thing in things):
            raise MissingEvaluation(f"{side} gives no thing of the list any points")
