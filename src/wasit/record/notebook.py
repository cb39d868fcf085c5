"""The record in a notebook: tables as pandas frames, and charts by Altair (extra ``[notebook]``).

Frames hold what the views hold, so that a figure made here can be made again from the command line.
A chart carries its own data and draws nothing from the network; its description says what it is of.
In a notebook a chart is shown by naming it, and ``chart.save("x.html")`` keeps it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from wasit.record.claim import Tally
from wasit.record.count import Count
from wasit.record.export import CLAIM_COLUMNS, claims_of
from wasit.record.figures.drawing import STATUS_COLOURS
from wasit.record.incident import Incident
from wasit.record.readings.rate import Rate
from wasit.record.readings.series import DaySeries
from wasit.record.table import SCHEMA, rows_of
from wasit.record.untyped import library
from wasit.record.views import Moment

__all__ = [
    "claims_frame",
    "counts_frame",
    "incidents_frame",
    "map_chart",
    "rate_chart",
    "tallies_chart",
    "timeline_chart",
    "timeline_frame",
]

_DAYS = ("first", "last", "known_on")


def incidents_frame(incidents: Iterable[Incident]) -> Any:
    """One row for each incident, days as pandas days."""
    pandas = library("pandas")
    frame = pandas.DataFrame([rows_of(each) for each in incidents], columns=SCHEMA.names)
    for name in _DAYS:
        frame[name] = pandas.to_datetime(frame[name])
    return frame


def claims_frame(incidents: Iterable[Incident]) -> Any:
    """One row for each value of each incident, with who says it."""
    rows = [asdict(said) for said in claims_of(incidents)]
    return library("pandas").DataFrame(rows, columns=list(CLAIM_COLUMNS))


def counts_frame(counts: Iterable[Count]) -> Any:
    """One row for each rule and standing, in the rules' order; figures by status add up."""
    rows = [
        {"rule": each.rule.name, "unit": each.rule.unit.value, "status": status, "n": n}
        for each in counts
        for status, n in each.by_status.items()
    ]
    return library("pandas").DataFrame(rows, columns=["rule", "unit", "status", "n"])


def timeline_frame(moments: Iterable[Moment]) -> Any:
    """One row for each moment of a timeline."""
    pandas = library("pandas")
    names = ["day", "last", "lane", "words", "id", "kind", "status"]
    frame = pandas.DataFrame([asdict(each) for each in moments], columns=names)
    for name in ("day", "last"):
        frame[name] = pandas.to_datetime(frame[name])
    return frame


def timeline_chart(moments: Sequence[Moment], *, title: str = "Talks and events") -> Any:
    """Events a day by how they stand, with a rule on each day of talks."""
    altair = library("altair")
    frame = timeline_frame(moments)
    bars = (
        altair.Chart(frame[frame.lane == "events"])
        .mark_bar()
        .encode(
            x=altair.X("yearmonthdate(day):T", title=None),
            y=altair.Y("count():Q", title="events"),
            color=_status_colour(altair),
            tooltip=["yearmonthdate(day):T", "status:N", "count():Q"],
        )
    )
    talks = (
        altair.Chart(frame[frame.lane == "talks"])
        .mark_rule(color="#b8590f")
        .encode(x="yearmonthdate(day):T", tooltip=["yearmonthdate(day):T", "words:N"])
    )
    return (bars + talks).properties(title=title, width=700, description=f"{len(frame)} moments")


def tallies_chart(
    counts: Sequence[Count], *, claimed: Tally | None = None, title: str = "Counts under each rule"
) -> Any:
    """Each rule's count by how its units stand; a claimed total as a line across."""
    altair = library("altair")
    order = [each.rule.name for each in counts]
    chart = (
        altair.Chart(counts_frame(counts))
        .mark_bar()
        .encode(
            x=altair.X("n:Q", title="count"),
            y=altair.Y("rule:N", sort=order, title=None),
            color=_status_colour(altair),
            tooltip=["rule:N", "status:N", "n:Q"],
        )
    )
    if claimed is not None:
        frame = library("pandas").DataFrame(
            [{"claimed": claimed.number, "who": f"{claimed.said_by}: {claimed.number}"}]
        )
        line = altair.Chart(frame).mark_rule(color="#b8590f")
        chart += line.encode(x="claimed:Q", tooltip=["who:N"])
    return chart.properties(title=title, width=500, description=title)


def rate_chart(
    series: DaySeries, months: Mapping[str, Rate], *, title: str = "Events a day"
) -> Any:
    """Each month's rate with its interval."""
    altair = library("altair")
    rows = [
        {
            "month": max(series.since, date.fromisoformat(f"{month}-01")).isoformat(),
            "per_day": found.per_day,
            "low": found.low,
            "high": found.high,
            "n": found.n,
        }
        for month, found in months.items()
    ]
    names = ["month", "per_day", "low", "high", "n"]
    base = altair.Chart(library("pandas").DataFrame(rows, columns=names)).encode(
        x=altair.X("month:T", title=None),
        tooltip=["month:T", "n:Q", "per_day:Q", "low:Q", "high:Q"],
    )
    bars = base.mark_rule().encode(y=altair.Y("low:Q", title="a day"), y2="high:Q")
    points = base.mark_point(filled=True).encode(y="per_day:Q")
    words = f"{series.rule.words} {series.since} to {series.until}"
    return (bars + points).properties(title=title, width=600, description=words)


def map_chart(incidents: Sequence[Incident], *, title: str = "Where it happened") -> Any:
    """Placed incidents on a plain projection; the coast is drawn by ``figures.map`` alone."""
    altair = library("altair")
    frame = incidents_frame(incidents)
    placed = frame[frame.latitude.notna() & frame.longitude.notna()]
    return (
        altair.Chart(placed[["id", "edtf", "kind", "status", "latitude", "longitude"]])
        .mark_circle(size=30, opacity=0.7)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            color=_status_colour(altair),
            tooltip=["id:N", "edtf:N", "kind:N", "status:N"],
        )
        .project("equirectangular")
        .properties(title=title, width=600, height=450, description=f"{len(placed)} are placed")
    )


def _status_colour(altair: Any) -> Any:
    scale = altair.Scale(domain=list(STATUS_COLOURS), range=list(STATUS_COLOURS.values()))
    return altair.Color("status:N", scale=scale, title="stands as")
