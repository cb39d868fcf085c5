"""What the sides want as far as it is known: ranges instead of numbers.

A ``Span`` is everything a number may be, with a middle to work with meanwhile. ``Ranged`` holds one
for each weight, each option's value and each limit, taken as independent of each other; where only
an order of options is known, the order is kept too. From it come exact readings:

- ``middle``: the reading in use until more is known;
- ``least`` (every value low, every limit high): what reaches its limits there is **sure**;
- ``most`` (every value high, every limit low): what does not reach them there is **impossible**;
  what lies between is **possible**.

A wider range never shrinks what is possible and never grows what is sure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from wasit.terms.reading import Clause, Issue, Package, Reading, at_least_all


@dataclass(frozen=True, slots=True)
class Span:
    """All that a number may be, ends included; ``middle`` stands in for it meanwhile."""

    low: Fraction
    high: Fraction
    middle: Fraction

    @property
    def width(self) -> Fraction:
        """How much is not known."""
        return self.high - self.low

    def at(self, share: Fraction) -> Fraction:
        """The number that lies so far from low (0) to high (1)."""
        return self.low + share * self.width


def exactly(value: Fraction | int) -> Span:
    """A number that is known."""
    return Span(Fraction(value), Fraction(value), Fraction(value))


def between(low: Fraction, high: Fraction) -> Span:
    """A range with its middle halfway."""
    return Span(low, high, (low + high) / 2)


def weighed(weight: Span, value: Span) -> Span:
    """What an option adds: weight times value, weight being nought or more."""
    return Span(
        min(weight.low * value.low, weight.high * value.low),
        max(weight.low * value.high, weight.high * value.high),
        weight.middle * value.middle,
    )


@dataclass(frozen=True, slots=True)
class SideRanges:
    """What is known of one side, by issue in the order of the issues."""

    weights: tuple[Span, ...]
    values: tuple[tuple[Span, ...], ...]
    limit: Span
    orders: tuple[tuple[int, ...], ...]
    """By issue: options from best to worst where only their order is known, else empty."""
    limit_package: Package | None = None
    """A package the side would walk away with; the limit is then what it is worth."""


@dataclass(frozen=True, slots=True)
class Ranged:
    """What is known of all sides."""

    sides: tuple[str, ...]
    issues: tuple[Issue, ...]
    of: tuple[SideRanges, ...]
    clauses: tuple[Clause, ...] = ()

    @property
    def known(self) -> bool:
        """Whether nothing is left in doubt."""
        return all(
            span.width == 0
            for side in self.of
            for span in (*side.weights, side.limit, *(v for row in side.values for v in row))
        )


def known_ranges(reading: Reading) -> Ranged:
    """A reading in which nothing is in doubt, as ranges of no width."""
    return Ranged(
        reading.sides,
        reading.issues,
        tuple(
            SideRanges(
                weights=tuple(exactly(1) for _ in table),
                values=tuple(tuple(exactly(value) for value in row) for row in table),
                limit=exactly(limit),
                orders=tuple(() for _ in table),
            )
            for table, limit in zip(reading.worth, reading.limits, strict=True)
        ),
        reading.clauses,
    )


class Standing(Enum):
    """Whether a package reaches every limit, as far as is known."""

    SURE = "sure"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


def added(side: SideRanges, issue: int, option: int) -> Span:
    """What the option adds to the side's value."""
    return weighed(side.weights[issue], side.values[issue][option])


def middle(ranged: Ranged) -> Reading:
    """The reading at the middle of every range."""
    return _reading(ranged, [_table(side, "middle") for side in ranged.of], limits="middle")


def least(ranged: Ranged) -> Reading:
    """Every value at its lowest and every limit at its highest."""
    return _extreme(ranged, high=False)


def most(ranged: Ranged) -> Reading:
    """Every value at its highest and every limit at its lowest."""
    return _extreme(ranged, high=True)


def standing(ranged: Ranged, package: Package) -> Standing:
    """Whether the package is sure, possible or impossible for all sides together."""
    high, low = most(ranged), least(ranged)
    if not high.allows(package) or not at_least_all(high.values(package), high.limits):
        return Standing.IMPOSSIBLE
    if at_least_all(low.values(package), low.limits):
        return Standing.SURE
    return Standing.POSSIBLE


def difference(side: SideRanges, issue: int, *, of: int, over: int) -> Span:
    """How much more one option of an issue may add than another.

    One weight counts for both, and a known order of the options holds in every reading, so this is
    narrower than the difference of two ranges.
    """
    if of == over:
        return exactly(0)
    values = side.values[issue]
    apart = Span(
        values[of].low - values[over].high,
        values[of].high - values[over].low,
        values[of].middle - values[over].middle,
    )
    order = side.orders[issue]
    if of in order and over in order:
        better = order.index(of) < order.index(over)
        apart = Span(
            max(apart.low, Fraction(0)) if better else apart.low,
            apart.high if better else min(apart.high, Fraction(0)),
            apart.middle,
        )
    return weighed_signed(side.weights[issue], apart)


def weighed_signed(weight: Span, value: Span) -> Span:
    """Weight times a value that may be of either sign."""
    ends = [weight.low * value.low, weight.high * value.low,
            weight.low * value.high, weight.high * value.high]  # fmt: skip
    return Span(min(ends), max(ends), weight.middle * value.middle)


def drawn(ranged: Ranged, shares: Iterator[Fraction]) -> Reading:
    """One reading within the ranges; each share places one unknown between its ends.

    The shares come from the caller, so the same shares give the same reading. Values of which only
    the order is known are drawn, then put in order.
    """
    tables: list[list[list[Fraction]]] = []
    limits: list[Fraction] = []
    for side in ranged.of:
        weights = [_drawn_one(span, shares) for span in side.weights]
        table: list[list[Fraction]] = []
        for weight, row, order in zip(weights, side.values, side.orders, strict=True):
            values = [_drawn_one(span, shares) for span in row]
            ranked = sorted((values[option] for option in order), reverse=True)
            for option, value in zip(order, ranked, strict=True):
                values[option] = value
            table.append([weight * value for value in values])
        tables.append(table)
        limits.append(_drawn_one(side.limit, shares))
    reading = _reading(ranged, tables, limits="middle")
    return Reading(
        reading.sides,
        reading.issues,
        reading.worth,
        tuple(
            limit if side.limit_package is None else reading.limits[number]
            for number, (limit, side) in enumerate(zip(limits, ranged.of, strict=True))
        ),
        reading.clauses,
    )


def _drawn_one(span: Span, shares: Iterator[Fraction]) -> Fraction:
    return span.at(next(shares)) if span.width else span.low


def _table(side: SideRanges, end: str) -> list[list[Fraction]]:
    return [
        [getattr(added(side, issue, option), end) for option in range(len(row))]
        for issue, row in enumerate(side.values)
    ]


def _reading(
    ranged: Ranged, tables: Sequence[Sequence[Sequence[Fraction]]], *, limits: str
) -> Reading:
    return Reading(
        sides=ranged.sides,
        issues=ranged.issues,
        worth=tuple(tuple(tuple(row) for row in table) for table in tables),
        limits=tuple(
            getattr(side.limit, limits)
            if side.limit_package is None
            else sum(
                (table[issue][option] for issue, option in enumerate(side.limit_package)),
                Fraction(0),
            )
            for side, table in zip(ranged.of, tables, strict=True)
        ),
        clauses=ranged.clauses,
    )


def _extreme(ranged: Ranged, *, high: bool) -> Reading:
    """The reading at one end; with a limit package, by what each option may differ from it."""
    end, other = ("high", "low") if high else ("low", "high")
    tables: list[list[list[Fraction]]] = []
    limits: list[Fraction] = []
    for side in ranged.of:
        if side.limit_package is None:
            tables.append(_table(side, end))
            limits.append(getattr(side.limit, other))
        else:
            package = side.limit_package
            tables.append(
                [
                    [
                        getattr(difference(side, issue, of=option, over=package[issue]), end)
                        for option in range(len(row))
                    ]
                    for issue, row in enumerate(side.values)
                ]
            )
            limits.append(Fraction(0))
    return Reading(
        ranged.sides,
        ranged.issues,
        tuple(tuple(tuple(row) for row in table) for table in tables),
        tuple(limits),
        ranged.clauses,
    )
