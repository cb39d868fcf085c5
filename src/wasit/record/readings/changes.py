"""Change points of a daily series, by a Poisson cost; checked against exact dynamic programming.

The cost of a segment is twice the negative log likelihood of its days under one Poisson rate (terms
that no segmentation changes are left out), a change costs ``penalty``, three times the logarithm of
the number of days unless said otherwise. Up to ``LONG`` days every segmentation is tried by dynamic
programming. Beyond that ``ruptures``' pruned search is taken, which is exact where a segment may be
one day long and can miss the best one under a least length; a test holds it to both.
"""

import itertools
import math
from collections.abc import Sequence
from typing import Any

from wasit.record.untyped import library

__all__ = ["change_points", "exact_changes", "poisson_cost", "pruned_changes", "total_cost"]

MIN_DAYS = 5
"""Least days between two changes: fewer are a surge, not a change of rate."""

LONG = 1500
"""Days up to which every segmentation is tried."""


def poisson_cost(events: float, days: int) -> float:
    """Twice the negative log likelihood of ``events`` in ``days`` at their own rate."""
    return 0.0 if events == 0 else 2 * (events - events * math.log(events / days))


def default_penalty(days: int) -> float:
    """The price of one change."""
    return 3 * math.log(max(days, 2))


def total_cost(counts: Sequence[int], changes: Sequence[int], *, penalty: float) -> float:
    """Cost of a segmentation given by the places where a new rate begins."""
    edges = [0, *changes, len(counts)]
    segments = itertools.pairwise(edges)
    cost = sum(poisson_cost(sum(counts[a:b]), b - a) for a, b in segments)
    return cost + penalty * len(changes)


def _cost_class() -> Any:
    """The Poisson cost in the shape that ruptures asks for."""
    base: Any = library("ruptures.base").BaseCost

    class PoissonCost(base):
        model = "poisson"
        min_size = 1

        def fit(self, signal: Any) -> Any:
            """Keep running sums."""
            numpy = library("numpy")
            self.signal = signal
            self.sums = numpy.concatenate([[0.0], numpy.cumsum(signal[:, 0])])
            return self

        def error(self, start: int, end: int) -> float:
            """Cost of one segment."""
            return poisson_cost(float(self.sums[end] - self.sums[start]), end - start)

    return PoissonCost


def change_points(counts: Sequence[int], *, penalty: float | None = None) -> list[int]:
    """Places where a new rate begins: exact up to ``LONG`` days, by the pruned search beyond."""
    if len(counts) <= LONG:
        return exact_changes(counts, penalty=penalty)
    return pruned_changes(counts, penalty=penalty)


def pruned_changes(
    counts: Sequence[int], *, penalty: float | None = None, least: int = MIN_DAYS
) -> list[int]:
    """Places where a new rate begins, by ruptures' pruned search."""
    if len(counts) < 2 * least:
        return []
    numpy = library("numpy")
    signal = numpy.asarray(counts, dtype=float).reshape(-1, 1)
    search = library("ruptures").Pelt(custom_cost=_cost_class()(), min_size=least, jump=1)
    price = default_penalty(len(counts)) if penalty is None else penalty
    found = search.fit(signal).predict(pen=price)
    return [int(place) for place in found[:-1]]


def exact_changes(
    counts: Sequence[int], *, penalty: float | None = None, least: int = MIN_DAYS
) -> list[int]:
    """Places where a new rate begins, by trying every segmentation."""
    days = len(counts)
    price = default_penalty(days) if penalty is None else penalty
    sums = [0]
    for n in counts:
        sums.append(sums[-1] + n)
    best = [-price] + [math.inf] * days
    cut = [0] * (days + 1)
    for end in range(least, days + 1):
        for start in range(end - least + 1):
            cost = best[start] + price + poisson_cost(sums[end] - sums[start], end - start)
            if cost < best[end] - 1e-9:
                best[end], cut[end] = cost, start
    found: list[int] = []
    place = days
    while place > 0 and cut[place] > 0:
        place = cut[place]
        found.append(place)
    return found[::-1]
