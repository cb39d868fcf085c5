"""The record at a glance: the same figures as by reading every incident."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from wasit.record.count import Window
from wasit.record.incident import Incident, Kind, Status
from wasit.record.overview import Cell, DayCount, cells, day_counts, newest
from wasit.record.place import Place
from wasit.record.rule import rule_named
from wasit.record.table import connect, incident_table
from wasit.record.when import day, parse_when

pytestmark = pytest.mark.slow

SINCE = date(2030, 5, 1)
INCIDENTS = [
    Incident(
        id=f"{n:02}",
        when=day(SINCE + timedelta(days=n // 3)),
        place=Place("x", 10.0 + n % 4, 45.2) if n % 5 else Place("x"),
        kind=Kind.STRIKE,
        status=Status.CONFIRMED if n % 2 else Status.CLAIMED,
    )
    for n in range(30)
]


def test_an_overview_counts_what_is_there() -> None:
    """By day and standing, by square, and the latest by name."""
    undated = replace(INCIDENTS[1], id="u", when=parse_when("../2030-05-01"))
    table = incident_table([*INCIDENTS, undated], backend=connect())
    events, window = rule_named("events"), Window(until=SINCE + timedelta(days=8))
    inside = [each for each in INCIDENTS if each.when.first and each.when.first <= window.until]  # pyright: ignore[reportOperatorIssue]
    plain = Counter((each.when.first, each.status.value) for each in inside)
    found = day_counts(table, events, window=window)
    assert {(each.day, each.status): each.n for each in found} == dict(plain)
    assert isinstance(found[0], DayCount)
    placed = Counter(each.place.latitude for each in inside if each.place.latitude is not None)
    squares = cells(table, events, window=window)
    assert {each.latitude: each.n for each in squares} == dict(placed)
    assert {each.longitude for each in squares} == {45.0}
    (whole,) = cells(table, events, window=Window(since=SINCE, until=SINCE), degrees=90)
    assert whole == Cell(0.0, 90.0, 2)
    assert newest(table, events, window=window, most=2) == ("24", "25")
