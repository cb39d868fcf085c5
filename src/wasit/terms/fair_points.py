"""Fair points among the efficient ones that reach every side's limit.

A side's **gain** is its value less its limit. All comparisons are of whole numbers over one
denominator, so ties are real ties, and all of them are named.

- Nash (1950): the largest product of gains.
- Kalai & Smorodinsky (1975), on a finite set: the largest smallest share of what each side could
  gain at best while every other reaches its limit. A side that can gain nothing has no say.
- Egalitarian (Kalai 1977), raw scale: the largest smallest gain. Leximin breaks its ties by the
  second smallest gain, and so on.
- Utilitarian: the largest sum of values.

Comparing sides' gains, as the last three do, says something only where the scales were made to be
compared; the desk reads them as suggestions.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod
from operator import sub

from wasit.terms.dominance import Vector
from wasit.terms.frontier import Frontier


@dataclass(frozen=True, slots=True)
class FairPoint:
    """The efficient points that are best in one sense, all that tie."""

    points: tuple[int, ...]
    """Packed points of the frontier they come from."""
    best: Fraction
    """What is largest: the product, share, gain or sum; for leximin, the smallest gain."""


@dataclass(frozen=True, slots=True)
class FairPoints:
    """Every fair point of one frontier, of which so many points reach every limit."""

    above_limits: int
    nash: FairPoint
    kalai_smorodinsky: FairPoint
    egalitarian: FairPoint
    leximin: FairPoint
    utilitarian: FairPoint


def whole_limits(frontier: Frontier) -> Vector:
    """The sides' limits over the frontier's denominator."""
    return tuple(int(limit * frontier.scale.denominator) for limit in frontier.reading.limits)


def points_above_limits(frontier: Frontier) -> list[int]:
    """The efficient points that reach every side's limit."""
    limits = whole_limits(frontier)
    return [
        point
        for point in frontier.points
        if all(v >= limit for v, limit in zip(frontier.whole(point), limits, strict=True))
    ]


def fair_points(frontier: Frontier) -> FairPoints | None:
    """The fair points; None where no point of the frontier reaches every limit."""
    limits = whole_limits(frontier)
    gains: dict[int, Vector] = {}
    for point in frontier.points:
        won = tuple(map(sub, frontier.whole(point), limits))
        if min(won) >= 0:
            gains[point] = won
    if not gains:
        return None
    points = list(gains)
    unit = frontier.scale.denominator
    ideal = [max(column) for column in zip(*gains.values(), strict=True)]
    # Shares of the ideals over one denominator, so that they too are compared as whole numbers.
    whole_share = lcm(*(most for most in ideal if most))
    weights = [whole_share // most if most else 0 for most in ideal]

    def share(point: int) -> int:
        return min(
            (gain * weight for gain, weight in zip(gains[point], weights, strict=True) if weight),
            default=whole_share,
        )

    def smallest(point: int) -> Fraction:
        return Fraction(min(gains[point]), unit)

    return FairPoints(
        above_limits=len(points),
        nash=_best(
            points,
            key=lambda point: (prod(gains[point]),),
            measure=lambda point: Fraction(prod(gains[point]), unit ** len(limits)),
        ),
        kalai_smorodinsky=_best(
            points,
            key=lambda point: (share(point),),
            measure=lambda point: Fraction(share(point), whole_share),
        ),
        egalitarian=_best(points, key=lambda point: (min(gains[point]),), measure=smallest),
        leximin=_best(points, key=lambda point: tuple(sorted(gains[point])), measure=smallest),
        utilitarian=_best(
            points,
            key=lambda point: (sum(gains[point]),),
            measure=lambda point: Fraction(sum(frontier.whole(point)), unit),
        ),
    )


def _best(
    points: Sequence[int],
    *,
    key: Callable[[int], tuple[int | Fraction, ...]],
    measure: Callable[[int], Fraction],
) -> FairPoint:
    best: list[int] = []
    top: tuple[int | Fraction, ...] | None = None
    for point in points:
        height = key(point)
        if top is None or top < height:
            top = height
            best = [point]
        elif height == top:
            best.append(point)
    return FairPoint(tuple(best), measure(best[0]))
