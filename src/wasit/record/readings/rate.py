"""Events per day with an interval, as a whole and by month, place or actor.

The interval is Garwood's exact one for a Poisson count; where the days vary more than a Poisson
count would (Pearson dispersion above 1), both ends are moved out by the root of the dispersion, on
the logarithm of the rate, and the dispersion is printed.
"""

import math
from dataclasses import dataclass
from typing import Any

from wasit.record.count import Window, admitted
from wasit.record.readings.series import DaySeries
from wasit.record.rule import CountingRule
from wasit.record.table import fetch
from wasit.record.untyped import library

__all__ = ["Rate", "counts_by", "dispersion_of", "rate"]

LEVEL = 0.95
_GROUPS = {"place": "place", "actor": "perpetrator", "kind": "kind", "country": "country"}


@dataclass(frozen=True, slots=True)
class Rate:
    """Events per day, with the interval at ``LEVEL``."""

    n: int
    days: int
    per_day: float
    low: float
    high: float
    dispersion: float

    def data(self) -> dict[str, object]:
        """The rate as data."""
        return {
            "n": self.n,
            "exposure_days": self.days,
            "per_day": round(self.per_day, 4),
            "low": round(self.low, 4),
            "high": round(self.high, 4),
            "level": LEVEL,
            "dispersion": round(self.dispersion, 3),
        }


def dispersion_of(counts: tuple[int, ...]) -> float:
    """Pearson dispersion of daily counts around their mean; 1 for a Poisson count."""
    mean = sum(counts) / len(counts)
    if mean == 0 or len(counts) < 2:
        return 1.0
    return sum((n - mean) ** 2 for n in counts) / mean / (len(counts) - 1)


def rate(n: int, *, days: int, dispersion: float = 1.0) -> Rate:
    """The rate of ``n`` events in ``days``, its interval widened by the dispersion above 1."""
    chi2 = library("scipy.stats").chi2
    tail = (1 - LEVEL) / 2
    low = float(chi2.ppf(tail, 2 * n)) / 2 / days if n else 0.0
    high = float(chi2.ppf(1 - tail, 2 * n + 2)) / 2 / days
    per_day = n / days
    wider = math.sqrt(max(1.0, dispersion))
    if n and wider > 1:
        low = per_day * (low / per_day) ** wider
        high = per_day * (high / per_day) ** wider
    return Rate(n=n, days=days, per_day=per_day, low=low, high=high, dispersion=dispersion)


def by_month(series: DaySeries) -> dict[str, Rate]:
    """The rate of each calendar month that the window touches, over the days it touches."""
    months: dict[str, list[int]] = {}
    for index, n in enumerate(series.counts):
        months.setdefault(series.at(index).strftime("%Y-%m"), []).append(n)
    return {
        month: rate(sum(counts), days=len(counts), dispersion=dispersion_of(tuple(counts)))
        for month, counts in months.items()
    }


def counts_by(table: Any, rule: CountingRule, *, window: Window, by: str) -> dict[str, int]:
    """Events by place, actor, kind or country, most first."""
    rows = admitted(table, rule, window=window)
    column = _GROUPS[by]
    grouped = rows.group_by(rows[column].name("group")).aggregate(n=rows.count())
    found = fetch(grouped.order_by(grouped.n.desc(), "group"))
    return {str(row["group"]) or "unsaid": int(row["n"]) for row in found}
