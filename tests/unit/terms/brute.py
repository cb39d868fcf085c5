"""The naive method beside the fast one: every package, over fractions, nothing clever."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import prod

from wasit.terms.reading import Clause, Issue, Package, Reading, at_least_all

Values = tuple[Fraction, ...]


def reading_of(
    worth: Sequence[Sequence[Sequence[int | Fraction]]],
    *,
    limits: Sequence[int | Fraction] | None = None,
    clauses: Sequence[Clause] = (),
) -> Reading:
    """A reading from worth by side, issue and option, with names made up."""
    return Reading(
        sides=tuple(f"side {number}" for number in range(len(worth))),
        issues=tuple(
            Issue(f"issue {number}", tuple(f"option {n}" for n in range(len(row))))
            for number, row in enumerate(worth[0])
        ),
        worth=tuple(tuple(tuple(map(Fraction, row)) for row in table) for table in worth),
        limits=tuple(map(Fraction, limits or [0] * len(worth))),
        clauses=tuple(clauses),
    )


def all_packages(reading: Reading) -> list[Package]:
    """Every package the clauses allow."""
    every = product(*(range(len(issue.options)) for issue in reading.issues))
    return [package for package in every if reading.allows(package)]


def dominates(a: Values, b: Values) -> bool:
    """At least as good for every side, better for one."""
    return a != b and all(x >= y for x, y in zip(a, b, strict=True))


def frontier_of(reading: Reading) -> dict[Values, set[Package]]:
    """The efficient points, each with its packages."""
    by_values: dict[Values, set[Package]] = {}
    for package in all_packages(reading):
        by_values.setdefault(reading.values(package), set()).add(package)
    kept: list[Values] = []
    for values in sorted(by_values, reverse=True):
        if not any(dominates(other, values) for other in kept):
            kept.append(values)
    return {values: by_values[values] for values in kept}


def above_limits(reading: Reading) -> int:
    """How many packages reach every limit, efficient or not."""
    return sum(
        at_least_all(reading.values(package), reading.limits) for package in all_packages(reading)
    )


def gains(reading: Reading, values: Values) -> Values:
    """Values less limits."""
    return tuple(value - limit for value, limit in zip(values, reading.limits, strict=True))


def best_measures(reading: Reading) -> dict[str, Fraction] | None:
    """What each fair point maximises, among all packages that reach the limits."""
    zone = [
        values
        for values in map(reading.values, all_packages(reading))
        if at_least_all(values, reading.limits)
    ]
    if not zone:
        return None
    won = [gains(reading, values) for values in zone]
    ideal = [max(column) for column in zip(*won, strict=True)]
    return {
        "nash": max(prod(gain, start=Fraction(1)) for gain in won),
        "kalai_smorodinsky": max(
            min(
                (g / most for g, most in zip(gain, ideal, strict=True) if most), default=Fraction(1)
            )
            for gain in won
        ),
        "egalitarian": max(min(gain) for gain in won),
        "leximin": max(min(gain) for gain in won),
        "utilitarian": max(sum(values, Fraction(0)) for values in zone),
    }
