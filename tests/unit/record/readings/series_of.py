"""Day series made by hand."""

from datetime import date

from wasit.record.readings.series import DaySeries
from wasit.record.rule import rule_named

START = date(2030, 1, 1)


def series_of(counts: list[int], *, rule: str = "attacks") -> DaySeries:
    """A series that begins on 1 January 2030."""
    return DaySeries(rule=rule_named(rule), since=START, counts=tuple(counts))
