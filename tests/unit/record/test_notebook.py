"""The notebook's tables and charts, without a notebook or a browser."""

from datetime import date, timedelta
from typing import Any

import pytest

from wasit.record.claim import Tally
from wasit.record.count import Window, count
from wasit.record.incident import Incident, Kind, Status
from wasit.record.place import Place, Waters
from wasit.record.readings.rate import by_month
from wasit.record.readings.series import daily
from wasit.record.rule import rule_named
from wasit.record.table import connect, incident_table
from wasit.record.views import timeline
from wasit.record.when import day

pytest.importorskip("altair")
converter: Any = pytest.importorskip("vl_convert")
notebook: Any = pytest.importorskip("wasit.record.notebook")

pytestmark = pytest.mark.slow

SINCE = date(2030, 5, 1)
INCIDENTS = [
    Incident(
        id=str(n),
        when=day(SINCE + timedelta(days=n * 3)),
        place=Place("Gulf of Aden", 12.0, 45.0 + n / 10, waters=Waters.OPEN),
        kind=Kind.ATTACK_SHIP,
        status=Status.CONFIRMED if n % 2 else Status.CLAIMED,
        says="a monitor",
    )
    for n in range(20)
]


def test_frames_hold_every_incident_and_claim() -> None:
    """Days are days, and each value keeps who says it."""
    frame = notebook.incidents_frame(INCIDENTS)
    assert (len(frame), str(frame["first"].dtype)[:8]) == (20, "datetime")
    claims = notebook.claims_frame(INCIDENTS)
    assert set(claims.said_by) == {"a monitor"}
    assert set(claims.field) >= {"when", "place", "kind", "point"}
    assert len(notebook.incidents_frame([])) == 0


def charts() -> dict[str, Any]:
    """Every chart, of the same incidents."""
    table = incident_table(INCIDENTS, backend=connect())
    rule = rule_named("attacks")
    series = daily(table, rule, window=Window())
    counts = [count(table, each, window=Window()) for each in (rule, rule_named("attack-days"))]
    frame = notebook.counts_frame(counts)
    assert frame[frame.rule == "attacks"].n.sum() == counts[0].total == 20
    return {
        "timeline": notebook.timeline_chart(timeline(INCIDENTS, talks=[(SINCE, "talks")])),
        "tallies": notebook.tallies_chart(
            counts, claimed=Tally(number=30, of="attacks", said_by="a ministry")
        ),
        "rate": notebook.rate_chart(series, by_month(series)),
        "map": notebook.map_chart(INCIDENTS),
    }


def test_every_chart_is_drawn_without_a_browser() -> None:
    """A chart that only looks right in one notebook cannot be checked."""
    for name, chart in charts().items():
        svg: str = converter.vegalite_to_svg(chart.to_dict())
        assert svg.startswith("<svg"), name
        assert svg.count("<path") > 5, name
