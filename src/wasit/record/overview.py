"""A whole record at a glance, by queries alone: for pages over data sets too big to read by row.

Each answer is as long as its days or its cells on the globe, however many incidents there are.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from wasit.record.count import Window, admitted
from wasit.record.rule import CountingRule
from wasit.record.table import fetch

__all__ = ["Cell", "DayCount", "cells", "day_counts", "newest"]


@dataclass(frozen=True, slots=True)
class DayCount:
    """Incidents of one day that stand so."""

    day: date
    status: str
    n: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Incidents around one point: latitude and longitude of the middle of a square."""

    latitude: float
    longitude: float
    n: int


def day_counts(table: Any, rule: CountingRule, *, window: Window) -> tuple[DayCount, ...]:
    """Rows that the rule lets in, by the first day each allows and how it stands."""
    rows = admitted(table, rule, window=window)
    rows = rows.filter(rows["first"].notnull())
    grouped = rows.group_by("first", "status").aggregate(n=rows.count())
    found = fetch(grouped.order_by("first", "status"))
    return tuple(DayCount(row["first"], str(row["status"]), int(row["n"])) for row in found)


def cells(
    table: Any, rule: CountingRule, *, window: Window, degrees: float = 1.0
) -> tuple[Cell, ...]:
    """Placed rows that the rule lets in, by squares of so many degrees."""
    rows = admitted(table, rule, window=window)
    rows = rows.filter(rows.latitude.notnull() & rows.longitude.notnull())
    squares = rows.mutate(
        y=(rows.latitude / degrees).round(0) * degrees,
        x=(rows.longitude / degrees).round(0) * degrees,
    )
    grouped = squares.group_by("y", "x").aggregate(n=squares.count())
    found = fetch(grouped.order_by("y", "x"))
    return tuple(Cell(float(row["y"]), float(row["x"]), int(row["n"])) for row in found)


def newest(table: Any, rule: CountingRule, *, window: Window, most: int = 50) -> tuple[str, ...]:
    """Ids of the latest incidents that the rule lets in, latest first."""
    rows = admitted(table, rule, window=window)
    rows = rows.filter(rows["first"].notnull())
    latest = rows.order_by(rows["first"].desc(), "id").limit(most).select("id")
    return tuple(str(row["id"]) for row in fetch(latest))
