"""A draft on the table, seen from the frontier: what betters it, how near it is, what it leaves.

Everything here is read off a complete frontier; where the frontier is partial, what it says of a
draft is partial too, and the caller shows the frontier's ``why``.
"""

from dataclasses import dataclass
from fractions import Fraction

from wasit.terms.frontier import Frontier
from wasit.terms.reading import Package


@dataclass(frozen=True, slots=True)
class DraftSeen:
    """One draft package and the efficient points that matter to it."""

    values: tuple[Fraction, ...]
    gains: tuple[Fraction, ...]
    allowed: bool
    """Whether the linkages allow the draft."""
    efficient: bool
    better_for_all: tuple[int, ...]
    """Efficient points at least as good for every side and better for one."""
    nearest: tuple[int, ...]
    """Efficient points reached by changing the fewest issues; see ``changes``."""
    changes: int
    left_on_the_table: tuple[Fraction, ...]
    """The most each side could still gain at no other's cost."""


def see_draft(frontier: Frontier, draft: Package, *, packages_a_point: int = 100) -> DraftSeen:
    """What the frontier says of a draft.

    The nearest efficient package is the one that changes the fewest issues; of points with very
    many packages only the first ``packages_a_point`` are compared.
    """
    reading = frontier.reading
    values = reading.values(draft)
    whole = tuple(int(value * frontier.scale.denominator) for value in values)
    better = [
        point
        for point in frontier.points
        if all(a >= b for a, b in zip(frontier.whole(point), whole, strict=True))
        and frontier.whole(point) != whole
    ]
    allowed = reading.allows(draft)
    changes = len(reading.issues) + 1
    nearest: list[int] = []
    for point in frontier.points:
        distance = min(
            sum(a != b for a, b in zip(package, draft, strict=True))
            for package in frontier.some_packages(point, most=packages_a_point)
        )
        if distance < changes:
            changes, nearest = distance, [point]
        elif distance == changes:
            nearest.append(point)
    return DraftSeen(
        values=values,
        gains=tuple(value - limit for value, limit in zip(values, reading.limits, strict=True)),
        allowed=allowed,
        efficient=allowed and not better,
        better_for_all=tuple(better),
        nearest=tuple(nearest),
        changes=changes,
        left_on_the_table=tuple(
            max(
                (frontier.values(point)[side] - values[side] for point in better),
                default=Fraction(0),
            )
            for side in range(len(values))
        ),
    )
