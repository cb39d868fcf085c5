"""What can be said of packages while the sides' wishes are known only as ranges.

- Which packages are **sure** and which **possible**: counted, never listed (there are too many).
- What is **settled**, issue by issue. *Surely*: an option of an unlinked issue that, in every
  reading, is at least as good for every side as every other. *In every reading tried*: the option
  that Nash's package takes in each of many readings spread evenly over the ranges (Halton's
  sequence; no chance in it, so the same terms give the same shares).
- The **worst shortfall** of a package: the most that the sides' values together could rise by going
  to another package, over all readings. It is a sum over the issues in which the two differ, so it
  needs no search (max regret: Boutilier, Patrascu, Poupart & Schuurmans 2006). The sum of sides'
  values means something only where their scales were made to be compared; where another package
  is beyond a side's limit the shortfall is overstated, never understated.
- What changes **if one limit is doubted**: the same answer with that limit gone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import prod

from wasit.terms.counting import packages_above_limits, packages_in_all
from wasit.terms.fair_points import fair_points
from wasit.terms.frontier import Caps, Frontier, frontier
from wasit.terms.ranges import Ranged, SideRanges, difference, drawn, exactly, least, middle, most
from wasit.terms.reading import Package, Reading

_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71)
_GRAIN = 1024


@dataclass(frozen=True, slots=True)
class Counted:
    """How many packages there are, and how many of them are possible and sure; None past a cap."""

    all: int | None
    possible: int | None
    sure: int | None


@dataclass(frozen=True, slots=True)
class Leaning:
    """How often each option of an issue is in Nash's package, and whether that settles it."""

    issue: int
    shares: tuple[Fraction, ...]
    surely: int | None
    """The option that is best for every side in every reading, where there is one."""

    @property
    def settled(self) -> int | None:
        """The option taken surely, or in every reading tried."""
        if self.surely is not None:
            return self.surely
        return self.shares.index(Fraction(1)) if Fraction(1) in self.shares else None


@dataclass(frozen=True, slots=True)
class Doubted:
    """What the middle reading gives when one side's limit is not believed."""

    side: int
    above_limits: int | None
    above_limits_without: int | None
    nash: Package | None
    nash_without: Package | None


def count_standings(ranged: Ranged, *, caps: Caps | None = None) -> Counted:
    """How many packages are allowed, possible and sure."""
    return Counted(
        all=packages_in_all(middle(ranged), caps=caps),
        possible=packages_above_limits(most(ranged), caps=caps),
        sure=packages_above_limits(least(ranged), caps=caps),
    )


def readings_tried(ranged: Ranged, *, number: int) -> Iterator[Reading]:
    """So many readings spread evenly over the ranges, the same every time."""
    if ranged.known:
        yield middle(ranged)
        return
    for place in range(1, number + 1):
        yield drawn(ranged, _halton(place))


def _halton(place: int) -> Iterator[Fraction]:
    """Shares for one reading: the place written backwards in one base after another."""
    turn = 0
    while True:
        base = _PRIMES[turn % len(_PRIMES)]
        # Beyond the last prime the same bases serve again, further along.
        number = place + 97 * (turn // len(_PRIMES))
        share, unit = Fraction(0), Fraction(1, base)
        while number:
            number, digit = divmod(number, base)
            share += digit * unit
            unit /= base
        # Rounded, so that the readings keep one small denominator.
        yield Fraction(round(share * _GRAIN), _GRAIN)
        turn += 1


def leanings(ranged: Ranged, *, readings: int = 64) -> tuple[Leaning, ...]:
    """Issue by issue, what Nash's package takes over the readings tried."""
    tally = [[0] * len(issue.options) for issue in ranged.issues]
    found = 0
    for reading in readings_tried(ranged, number=readings):
        package = nash_package(frontier(reading))
        if package is None:
            continue
        found += 1
        for issue, option in enumerate(package):
            tally[issue][option] += 1
    return tuple(
        Leaning(
            issue=issue,
            shares=tuple(Fraction(number, max(1, found)) for number in row),
            surely=_surely_best(ranged, issue),
        )
        for issue, row in enumerate(tally)
    )


def nash_package(found: Frontier) -> Package | None:
    """One package with the largest product of gains; None where no package reaches the limits."""
    fair = fair_points(found)
    return found.package(fair.nash.points[0]) if fair else None


def _surely_best(ranged: Ranged, issue: int) -> int | None:
    if any(issue == linked for clause in ranged.clauses for linked, _ in clause.literals):
        return None
    options = range(len(ranged.issues[issue].options))
    for option in options:
        if all(
            difference(side, issue, of=option, over=other).low >= 0
            for side in ranged.of
            for other in options
        ):
            return option
    return None


def rises(ranged: Ranged, issue: int) -> tuple[tuple[Fraction, ...], ...]:
    """From each option to each other of an issue: the most that values together could rise."""
    options = range(len(ranged.issues[issue].options))
    return tuple(
        tuple(
            sum(
                (difference(side, issue, of=other, over=option).high for side in ranged.of),
                Fraction(0),
            )
            for other in options
        )
        for option in options
    )


def worst_shortfall(ranged: Ranged, package: Package) -> tuple[Fraction, Package]:
    """The most a package may fall short by, and the package it would fall short of."""
    tables = [rises(ranged, issue) for issue in range(len(ranged.issues))]
    row = tuple(table[option] for table, option in zip(tables, package, strict=True))
    reading = Reading(("all",), ranged.issues, (row,), (Fraction(0),), ranged.clauses)
    found = frontier(reading)
    if not found.points:
        return Fraction(0), package
    best = found.points[0]
    return found.values(best)[0], found.package(best)


def shortfalls(ranged: Ranged, packages: Sequence[Package]) -> list[Fraction]:
    """The worst shortfall of each package, linkages of the other package aside."""
    worst = [[max(row) for row in rises(ranged, issue)] for issue in range(len(ranged.issues))]
    return [
        sum((worst[issue][option] for issue, option in enumerate(package)), Fraction(0))
        for package in packages
    ]


def candidates(ranged: Ranged, *, number: int = 60, readings: int = 16) -> list[Package]:
    """Packages worth putting to the sides: fair ones of readings tried, possible ones only."""
    found: dict[Package, None] = {}
    for reading in (middle(ranged), most(ranged), *readings_tried(ranged, number=readings)):
        front = frontier(reading)
        fair = fair_points(front)
        if fair is None:
            continue
        for one in (fair.nash, fair.kalai_smorodinsky, fair.leximin, fair.utilitarian):
            for point in one.points[:2]:
                found[front.package(point)] = None
    high = most(ranged)
    possible = [
        package
        for package in found
        if all(v >= limit for v, limit in zip(high.values(package), high.limits, strict=True))
    ]
    ranked = sorted(zip(shortfalls(ranged, possible), possible, strict=True))
    return [package for _, package in ranked[:number]]


def if_limits_doubted(ranged: Ranged, *, caps: Caps | None = None) -> tuple[Doubted, ...]:
    """For each side that has a limit: the answer with that limit dropped."""
    reading = middle(ranged)
    with_all = packages_above_limits(reading, caps=caps)
    nash = nash_package(frontier(reading))
    doubted: list[Doubted] = []
    for number, side in enumerate(ranged.of):
        low = sum((min(row) for row in reading.worth[number]), Fraction(0))
        if reading.limits[number] <= low:
            continue
        freed: SideRanges = replace(side, limit=exactly(low), limit_package=None)
        without = middle(replace(ranged, of=(*ranged.of[:number], freed, *ranged.of[number + 1 :])))
        doubted.append(
            Doubted(
                side=number,
                above_limits=with_all,
                above_limits_without=packages_above_limits(without, caps=caps),
                nash=nash,
                nash_without=nash_package(frontier(without)),
            )
        )
    return tuple(doubted)


def packages_to_try(ranged: Ranged) -> int:
    """How many readings the shares are taken over: fewer where packages are many."""
    size = prod(len(issue.options) for issue in ranged.issues)
    return 64 if size < 10**6 else 24
