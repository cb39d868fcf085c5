"""How many packages there are, and how many reach every side's limit, efficient or not.

Counting cannot drop bettered options, so it is dearer than the frontier. Two savings keep it exact:
sums are clamped at what suffices (more than enough is enough) and given up when even the best rest
falls short; and the packages are cut into two halves at a point where no clause is open, so that
only the sums of each half are held and pairs of them are counted. Past the cap there is no number.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import prod
from operator import add, lt

from wasit.terms.dominance import Vector, unpack
from wasit.terms.frontier import Caps, Watch, go_on
from wasit.terms.reading import Reading
from wasit.terms.steps import Scale, Step, scale_of, steps_of

_PAIRS = 20_000_000


def packages_in_all(reading: Reading, *, caps: Caps | None = None) -> int | None:
    """How many packages the linkages allow; None past the cap on states held at once."""
    if not reading.clauses:
        return prod(len(issue.options) for issue in reading.issues)
    caps = caps or Caps()
    states = {0: 1}
    for step in steps_of(reading, scale_of(reading), prune=False):
        new: dict[int, int] = {}
        for state, number in states.items():
            for group in step.groups:
                after = step.after(state, group)
                if after is not None:
                    new[after] = new.get(after, 0) + number * len(group.options)
        states = new
        if len(states) > caps.sums:
            return None
    return states.get(0, 0)


def packages_above_limits(
    reading: Reading, *, caps: Caps | None = None, watch: Watch = go_on
) -> int | None:
    """How many packages the linkages allow and every side's limit is met by; None past the cap."""
    caps = caps or Caps()
    scale = scale_of(reading)
    steps = steps_of(reading, scale, prune=False)
    needs = _needs(reading, scale)
    lows, highs = _ranges(steps, sides=len(reading.sides), width=scale.width)
    if any(need > sum(high[side] for high in highs) for side, need in enumerate(needs)):
        return 0
    active = [side for side, need in enumerate(needs) if need > sum(low[side] for low in lows)]
    if not active:
        return packages_in_all(reading, caps=caps)
    picked = [tuple(needs[side] for side in active)]
    lows = [tuple(low[side] for side in active) for low in lows]
    highs = [tuple(high[side] for side in active) for high in highs]
    cut = _cut(steps)
    halves: list[dict[Vector, int]] = []
    for inside, outside in (
        (range(cut), range(cut, len(steps))),
        (range(cut, len(steps)), range(cut)),
    ):
        half = _sums(
            [steps[number] for number in inside],
            active=active,
            scale=scale,
            sides=len(reading.sides),
            # What this half must bring alone if the other brings its most, and its least.
            floor=_less(picked[0], _total(highs, outside)),
            enough=_less(picked[0], _total(lows, outside)),
            highs=[highs[number] for number in inside],
            most=caps.sums,
            watch=watch,
        )
        if half is None:
            return None
        halves.append(half)
    return _pairs(halves[0], halves[1], needs=picked[0])


def _needs(reading: Reading, scale: Scale) -> list[int]:
    """Each side's limit as a field: the least whole number of units that reaches it."""
    return [
        -((least - int(limit * scale.denominator)) // unit)
        for limit, least, unit in zip(reading.limits, scale.least, scale.unit, strict=True)
    ]


def _ranges(steps: Sequence[Step], *, sides: int, width: int) -> tuple[list[Vector], list[Vector]]:
    """The least and the most each step can bring each side."""
    lows: list[Vector] = []
    highs: list[Vector] = []
    for step in steps:
        vectors = [unpack(group.point, sides=sides, width=width) for group in step.groups]
        lows.append(tuple(min(column) for column in zip(*vectors, strict=True)))
        highs.append(tuple(max(column) for column in zip(*vectors, strict=True)))
    return lows, highs


def _cut(steps: Sequence[Step]) -> int:
    """Where to cut: no clause open, and the two halves about equally many packages."""
    sizes = [1]
    for step in steps:
        sizes.append(sizes[-1] * max(1, sum(len(group.options) for group in step.groups)))
    open_clauses = 0
    best = 0
    for number, step in enumerate(steps, start=1):
        for group in step.groups:
            open_clauses |= group.opens | group.meets
        open_clauses &= ~step.closes
        if open_clauses == 0 and max(sizes[number], sizes[-1] // sizes[number]) < max(
            sizes[best], sizes[-1] // sizes[best]
        ):
            best = number
    return best


def _total(rows: Sequence[Vector], numbers: range) -> Vector:
    return tuple(sum(rows[number][side] for number in numbers) for side in range(len(rows[0])))


def _less(a: Vector, b: Vector) -> Vector:
    return tuple(x - y for x, y in zip(a, b, strict=True))


def _sums(
    steps: Sequence[Step],
    *,
    active: Sequence[int],
    scale: Scale,
    sides: int,
    floor: Vector,
    enough: Vector,
    highs: Sequence[Vector],
    most: int,
    watch: Watch,
) -> dict[Vector, int] | None:
    """Ways to each sum (clamped to ``enough``) that can still reach ``floor``."""
    rest = (
        [_total(highs, range(number, len(steps))) for number in range(len(steps) + 1)]
        if (steps)
        else [tuple(0 for _ in active)]
    )
    held: dict[tuple[int, Vector], int] = {(0, tuple(0 for _ in active)): 1}
    for number, step in enumerate(steps, start=1):
        short = _less(floor, rest[number])
        moves = [
            (group, tuple(unpack(group.point, sides=sides, width=scale.width)[s] for s in active))
            for group in step.groups
        ]
        new: dict[tuple[int, Vector], int] = {}
        for (state, total), ways in held.items():
            for group, move in moves:
                after = step.after(state, group)
                if after is None:
                    continue
                sums = tuple(map(min, map(add, total, move), enough))
                if any(map(lt, sums, short)):
                    continue
                new[after, sums] = new.get((after, sums), 0) + ways * len(group.options)
            if len(new) > most:
                return None
        held = new
        if not watch(number, len(steps)):
            return None
    return {sums: ways for (_, sums), ways in held.items()}


def _pairs(left: dict[Vector, int], right: dict[Vector, int], *, needs: Vector) -> int | None:
    """How many pairs of one sum of each half reach the needs together."""
    if len(needs) == 1:
        heights = sorted(vector[0] for vector in right)
        above = [0]
        for height in reversed(heights):
            above.append(above[-1] + right[height,])
        return sum(
            ways * above[len(heights) - bisect_left(heights, needs[0] - vector[0])]
            for vector, ways in left.items()
        )
    if len(needs) == 2:
        return _pairs_of_two(left, right, needs=needs)
    if len(left) * len(right) > _PAIRS:
        return None
    return sum(
        a_ways * b_ways
        for a, a_ways in left.items()
        for b, b_ways in right.items()
        if all(x + y >= need for x, y, need in zip(a, b, needs, strict=True))
    )


def _pairs_of_two(left: dict[Vector, int], right: dict[Vector, int], *, needs: Vector) -> int:
    """Two needs: walk the first downwards, keep a tally of the second (a Fenwick tree)."""
    seconds = sorted({vector[1] for vector in right})
    size = len(seconds)
    tree = [0] * (size + 1)
    entering = sorted(right.items(), reverse=True)
    entered = 0
    total = 0
    # The more the left half brings of the first, the less of it the right half needs.
    for (first, second), ways in sorted(left.items()):
        while entered < len(entering) and entering[entered][0][0] >= needs[0] - first:
            (_, height), number = entering[entered]
            place = size - bisect_left(seconds, height)
            while place <= size:
                tree[place] += number
                place += place & -place
            entered += 1
        place = size - bisect_left(seconds, needs[1] - second)
        while place > 0:
            total += ways * tree[place]
            place &= place - 1
    return total
