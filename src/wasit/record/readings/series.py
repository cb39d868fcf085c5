"""Events per day under a rule: what every reading starts from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from wasit.errors import Refused
from wasit.record.count import KEYED_BY_ROW, Window, admitted, units_of
from wasit.record.rule import CountingRule
from wasit.record.table import fetch

__all__ = ["DaySeries", "ReadingRefused", "daily", "onsets"]


class ReadingRefused(Refused):
    """These data cannot answer that question. Nothing was estimated."""

    code = "reading-refused"
    advice = (
        "Ask over a longer time, or ask what the record can show; a person has to judge the rest."
    )


@dataclass(frozen=True, slots=True)
class DaySeries:
    """Events on each day of a window, both ends included."""

    rule: CountingRule
    since: date
    counts: tuple[int, ...]

    @property
    def until(self) -> date:
        """The last day."""
        return self.since + timedelta(days=len(self.counts) - 1)

    @property
    def days(self) -> int:
        """Days of exposure."""
        return len(self.counts)

    @property
    def total(self) -> int:
        """Events in all."""
        return sum(self.counts)

    def at(self, index: int) -> date:
        """The day at a place in the series."""
        return self.since + timedelta(days=index)

    def head(self) -> dict[str, object]:
        """What every reading prints first."""
        return {
            "rule": self.rule.name,
            "unit": self.rule.unit.value,
            "words": self.rule.words,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "n": self.total,
            "exposure_days": self.days,
        }


def _edges(days: Sequence[date], window: Window) -> tuple[date, date]:
    """First and last day of the series: as asked, else the first and last with an event."""
    if not days and (window.since is None or window.until is None):
        raise ReadingRefused("the rule lets no event in, and no window was named; nothing was read")
    return window.since or min(days), window.until or max(days)


def daily(table: Any, rule: CountingRule, *, window: Window) -> DaySeries:
    """Units of the rule per day: events, rounds, strike days (0 or 1), ships named that day."""
    rows = admitted(table, rule, window=window)
    rows = rows.filter(rows["first"].notnull())
    if rule.unit in KEYED_BY_ROW:
        found = fetch(rows.group_by("first").aggregate(n=rows.count()))
    else:
        units = units_of(rows, rule.unit)
        once = units.group_by("first", "key").aggregate(weight=units.weight.max())
        found = fetch(once.group_by("first").aggregate(n=once.weight.sum()))
    by_day: dict[date, int] = {row["first"]: int(row["n"]) for row in found}
    since, until = _edges(list(by_day), window)
    span = (until - since).days + 1
    if span < 1:
        raise ReadingRefused(f"{since} is after {until}; nothing was read")
    counts = tuple(by_day.get(since + timedelta(days=n), 0) for n in range(span))
    return DaySeries(rule=rule, since=since, counts=counts)


def onsets(
    table: Any, *, window: Window, kinds: Sequence[str], quiet_days: int = 28
) -> list[tuple[date, str]]:
    """Days on which events of a kind began after at least ``quiet_days`` without any."""
    rows = table.filter(table.kind.isin(list(kinds)), table["first"].notnull())
    if window.until is not None:
        rows = rows.filter(rows["first"] <= window.until)
    found = fetch(rows.select("kind", "first").distinct().order_by("kind", "first"))
    last: dict[str, date] = {}
    begun: list[tuple[date, str]] = []
    for row in found:
        kind, day = str(row["kind"]), row["first"]
        before = last.get(kind)
        if before is None or (day - before).days > quiet_days:
            begun.append((day, kind))
        last[kind] = day
    return begun
