"""The issues in the order in which packages are built up, and what linkages make of that order.

Packages are built issue by issue. A clause is **open** from its first issue to its last; the
**state** of a part-built package is the set of open clauses not yet met, as bits. Part-built
packages in the same state can be finished in exactly the same ways, so dominance among them is
safe: that is bucket elimination with Pareto sets (Rollon & Larrosa 2006), with the state kept as
small as the clauses allow. Linked issues come first, block by block, each block in an order that
keeps few clauses open; free issues follow, those with most options first, because the last steps
meet the longest frontiers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

from wasit.terms.dominance import better_ones, pack
from wasit.terms.exact import common_denominator
from wasit.terms.reading import Clause, Reading


@dataclass(frozen=True, slots=True)
class Group:
    """Options of one issue that are worth the same to everyone and do the same to clauses."""

    point: int
    options: tuple[int, ...]
    opens: int
    """Clauses whose first issue this is, not met by these options."""
    meets: int


@dataclass(frozen=True, slots=True)
class Step:
    """One issue: its groups of options, and the clauses that must be met once it is settled."""

    issue: int
    groups: tuple[Group, ...]
    closes: int

    def after(self, state: int, group: Group) -> int | None:
        """The state once an option of the group is chosen; None where a clause is broken."""
        new = (state | group.opens) & ~group.meets
        return None if new & self.closes else new


@dataclass(frozen=True, slots=True)
class Scale:
    """How points stand for values: value of side s = (least[s] + unit[s] * field) / denominator.

    All sides share one denominator, so whole numbers of different sides may be compared.
    """

    denominator: int
    least: tuple[int, ...]
    unit: tuple[int, ...]
    width: int


def scale_of(reading: Reading) -> Scale:
    """The scale on which every worth and every limit of the reading is a whole number."""
    denominator = common_denominator(
        value
        for table in (*reading.worth, (reading.limits,))
        for row in table
        for value in row
    )  # fmt: skip
    least: list[int] = []
    units: list[int] = []
    highest = 0
    for table in reading.worth:
        whole = [[int(value * denominator) for value in row] for row in table]
        least.append(sum(min(row) for row in whole))
        unit = gcd(*(value - min(row) for row in whole for value in row)) or 1
        units.append(unit)
        highest = max(highest, sum(max(row) - min(row) for row in whole) // unit)
    width = max(1, highest.bit_length())
    return Scale(denominator, tuple(least), tuple(units), width)


def order_of(reading: Reading) -> tuple[int, ...]:
    """The issues in building order: linked blocks first, each with few clauses open at once."""
    waiting = list(reading.clauses)
    linked = {issue for clause in waiting for issue, _ in clause.literals}
    order: list[int] = []
    left = sorted(linked)
    while left:
        near = _neighbours(order, waiting) & set(left) or set(left)
        chosen = min(near, key=lambda issue: (_open_after([*order, issue], waiting), issue))
        order.append(chosen)
        left.remove(chosen)
    free = [issue for issue in range(len(reading.issues)) if issue not in linked]
    free.sort(key=lambda issue: -len(reading.issues[issue].options))
    return (*order, *free)


def _scope(clause: Clause) -> set[int]:
    return {issue for issue, _ in clause.literals}


def _neighbours(order: Sequence[int], clauses: Sequence[Clause]) -> set[int]:
    """Issues of clauses that are open after ``order``."""
    done = set(order)
    return {
        issue
        for clause in clauses
        if _scope(clause) & done and _scope(clause) - done
        for issue in _scope(clause)
    }


def _open_after(order: Sequence[int], clauses: Sequence[Clause]) -> int:
    done = set(order)
    return sum(1 for clause in clauses if _scope(clause) & done and _scope(clause) - done)


def steps_of(reading: Reading, scale: Scale, *, prune: bool = True) -> tuple[Step, ...]:
    """The steps of building a package; with ``prune``, without options that are bettered.

    An option that another option of its issue betters for everyone, with the same effect on the
    clauses, is in no efficient package. Counting all packages needs them: ``prune=False``.
    """
    order = order_of(reading)
    place = {issue: number for number, issue in enumerate(order)}
    ends = [
        (min(place[i] for i in _scope(clause)), max(place[i] for i in _scope(clause)))
        for clause in reading.clauses
    ]
    steps: list[Step] = []
    for number, issue in enumerate(order):
        closes = sum(1 << bit for bit, (_, last) in enumerate(ends) if last == number)
        groups: dict[tuple[int, int], dict[int, list[int]]] = {}
        for option in range(len(reading.issues[issue].options)):
            opens = meets = 0
            for bit, clause in enumerate(reading.clauses):
                for literal_issue, options in clause.literals:
                    if literal_issue == issue and option in options:
                        meets |= 1 << bit
                if ends[bit][0] == number and not meets >> bit & 1:
                    opens |= 1 << bit
            point = _point_of(reading, scale, issue=issue, option=option)
            groups.setdefault((opens, meets), {}).setdefault(point, []).append(option)
        steps.append(
            Step(
                issue=issue,
                groups=tuple(
                    Group(point=point, options=tuple(by_point[point]), opens=opens, meets=meets)
                    for (opens, meets), by_point in sorted(groups.items())
                    for point in _kept(by_point, reading, scale, prune=prune)
                ),
                closes=closes,
            )
        )
    return tuple(steps)


def _kept(
    by_point: dict[int, list[int]], reading: Reading, scale: Scale, *, prune: bool
) -> list[int]:
    points = list(by_point)
    return better_ones(points, sides=len(reading.sides), width=scale.width) if prune else points


def _point_of(reading: Reading, scale: Scale, *, issue: int, option: int) -> int:
    fields: list[int] = []
    for table, unit in zip(reading.worth, scale.unit, strict=True):
        row = table[issue]
        fields.append(int((row[option] - min(row)) * scale.denominator) // unit)
    return pack(fields, width=scale.width)
