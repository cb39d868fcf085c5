"""Which points no other point betters: exact sweeps over packed whole numbers.

A point of *n* sides is one whole number: the sides' values side by side, ``width`` bits each, the
first side highest. Adding two points adds their values side by side, and sorting points downwards
sorts them by the first side, then the second, and so on; Python's whole numbers never round, so
what the sweeps say is exact.

``better_ones(points, ...)`` gives the points that no other point dominates (at least as good for
every side, better for one), each once, sorted downwards. Two sides: one sweep. Three: a sweep with
a staircase of the best (second, third) pairs so far. More: divide and conquer over the sides
(Kung, Luccio, Preparata 1975), since a list scanned for every candidate is quadratic.
"""

from bisect import bisect_left
from collections.abc import Sequence

_SMALL = 24
Vector = tuple[int, ...]


def better_ones(points: list[int], *, sides: int, width: int) -> list[int]:
    """The undominated points, each once, sorted downwards. Sorts ``points`` in place."""
    points.sort(reverse=True)
    if sides == 1:
        return points[:1]
    if sides == 2:
        return _sweep_two(points, mask=(1 << width) - 1)
    if sides == 3:
        return _sweep_three(points, width=width)
    return _sweep_many(points, sides=sides, width=width)


def pack(values: Sequence[int], *, width: int) -> int:
    """The values side by side in one whole number, the first highest."""
    packed = 0
    for value in values:
        packed = packed << width | value
    return packed


def unpack(point: int, *, sides: int, width: int) -> Vector:
    """The values that were packed."""
    mask = (1 << width) - 1
    return tuple(point >> width * place & mask for place in range(sides - 1, -1, -1))


def _sweep_two(points: list[int], *, mask: int) -> list[int]:
    kept: list[int] = []
    keep = kept.append
    best = -1
    for point in points:
        second = point & mask
        if second > best:
            best = second
            keep(point)
    return kept


def _sweep_three(points: list[int], *, width: int) -> list[int]:
    mask = (1 << width) - 1
    beyond = 1 << width
    # The staircase: seconds rise, thirds fall; the guards at both ends are never reached.
    seconds = [-1, beyond]
    thirds = [beyond, -1]
    kept: list[int] = []
    keep = kept.append
    before = -1
    for point in points:
        if point == before:
            continue
        before = point
        third = point & mask
        second = point >> width & mask
        right = bisect_left(seconds, second)
        if thirds[right] >= third:
            continue
        keep(point)
        left = right
        while thirds[left - 1] <= third:
            left -= 1
        if seconds[right] == second:
            right += 1
        seconds[left:right] = [second]
        thirds[left:right] = [third]
    return kept


def _sweep_many(points: list[int], *, sides: int, width: int) -> list[int]:
    vectors: dict[Vector, int] = {}
    for point in points:
        vectors.setdefault(unpack(point, sides=sides, width=width), point)
    return [vectors[vector] for vector in _undominated(list(vectors))]


def _undominated(vectors: list[Vector]) -> list[Vector]:
    """The undominated of distinct vectors sorted downwards, in the same order."""
    if len(vectors) <= _SMALL:
        kept: list[Vector] = []
        for vector in vectors:
            if not any(_covers(other, vector, first=1) for other in kept):
                kept.append(vector)
        return kept
    middle = len(vectors) // 2
    upper = _undominated(vectors[:middle])
    lower = _undominated(vectors[middle:])
    # Nothing later in the order can dominate something earlier.
    return upper + _uncovered(upper, lower, first=1)


def _covers(other: Vector, vector: Vector, *, first: int) -> bool:
    return all(a >= b for a, b in zip(other[first:], vector[first:], strict=True))


def _uncovered(by: list[Vector], vectors: list[Vector], *, first: int) -> list[Vector]:
    """Those of ``vectors`` that none of ``by`` matches or beats from value ``first`` on."""
    if not by or not vectors:
        return vectors
    if len(vectors[0]) - first == 2:
        return _uncovered_in_two(by, vectors, first=first)
    if len(by) * len(vectors) <= _SMALL * _SMALL:
        return [
            vector for vector in vectors if not any(_covers(b, vector, first=first) for b in by)
        ]
    heights = sorted({vector[first] for vector in by} | {vector[first] for vector in vectors})
    if len(heights) == 1:
        return _uncovered(by, vectors, first=first + 1)
    height = heights[len(heights) // 2]
    by_high = [vector for vector in by if vector[first] >= height]
    by_low = [vector for vector in by if vector[first] < height]
    high = [vector for vector in vectors if vector[first] >= height]
    low = [vector for vector in vectors if vector[first] < height]
    kept = set(_uncovered(by_high, high, first=first))
    low = _uncovered(by_low, low, first=first)
    kept.update(_uncovered(by_high, low, first=first + 1))
    return [vector for vector in vectors if vector in kept]


def _uncovered_in_two(by: list[Vector], vectors: list[Vector], *, first: int) -> list[Vector]:
    waiting = sorted(by, key=lambda vector: vector[first], reverse=True)
    kept: set[Vector] = set()
    best = -1
    reached = 0
    for vector in sorted(vectors, key=lambda vector: vector[first], reverse=True):
        while reached < len(waiting) and waiting[reached][first] >= vector[first]:
            best = max(best, waiting[reached][first + 1])
            reached += 1
        if best < vector[first + 1]:
            kept.add(vector)
    return [vector for vector in vectors if vector in kept]
