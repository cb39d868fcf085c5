"""Incidents as a table, so that counting and readings are queries and not loops.

One row per incident, plain columns only. Queries are Ibis expressions: the same text runs on DuckDB
here, and on PostgreSQL or Spark where the data outgrow one machine. DuckDB gets no directory to
spill into and a fixed time zone, so a vintage never reaches the disk in clear.
"""

from collections.abc import Iterable
from typing import Any

from wasit.record.incident import STANDING, Incident, Whose
from wasit.record.untyped import library

__all__ = ["SCHEMA", "SETTINGS", "connect", "fetch", "incident_table", "rows_of"]

ibis = library("ibis")
pa = library("pyarrow")

SCHEMA: Any = pa.schema(
    [
        ("id", pa.string()),
        ("first", pa.date32()),
        ("last", pa.date32()),
        ("edtf", pa.string()),
        ("at", pa.string()),
        ("place", pa.string()),
        ("country", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("waters", pa.string()),
        ("kind", pa.string()),
        ("status", pa.string()),
        ("standing", pa.int64()),
        ("outcome", pa.string()),
        ("perpetrator", pa.string()),
        ("target", pa.string()),
        ("ships", pa.list_(pa.string())),
        ("operation", pa.string()),
        ("round", pa.string()),
        ("raids", pa.int64()),
        ("raids_of", pa.string()),
        ("dead_of_target", pa.int64()),
        ("dead_of_perpetrator", pa.int64()),
        ("dead", pa.int64()),
        ("known_on", pa.date32()),
        ("source_type", pa.string()),
        ("says", pa.string()),
        ("note", pa.string()),
        ("dataset", pa.string()),
        ("line", pa.int64()),
    ]
)


def rows_of(incident: Incident) -> dict[str, object]:
    """One incident as a row of the table."""
    part = incident.part_of
    return {
        "id": incident.id,
        "first": incident.when.first,
        "last": incident.when.last,
        "edtf": incident.when.edtf,
        "at": incident.when.at,
        "place": incident.place.name,
        "country": incident.place.country,
        "latitude": incident.place.latitude,
        "longitude": incident.place.longitude,
        "waters": incident.place.waters.value,
        "kind": incident.kind.value,
        "status": incident.status.value,
        "standing": STANDING[incident.status],
        "outcome": incident.outcome.value,
        "perpetrator": incident.perpetrator,
        "target": incident.target,
        "ships": list(incident.ships),
        "operation": part.operation,
        "round": part.round,
        "raids": part.raids,
        "raids_of": part.raids_of,
        "dead_of_target": incident.dead(Whose.TARGET),
        "dead_of_perpetrator": incident.dead(Whose.PERPETRATOR),
        "dead": sum(part.best or 0 for part in incident.casualties),
        "known_on": incident.known_on,
        "source_type": incident.source_type,
        "says": incident.says,
        "note": incident.note,
        "dataset": incident.dataset,
        "line": incident.line,
    }


SETTINGS = (
    "SET temp_directory = ''",
    "SET TimeZone = 'UTC'",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET enable_progress_bar = false",
)
"""What every DuckDB of ours is told first: it spills nowhere, fetches nothing, prints nothing."""


def connect() -> Any:
    """A DuckDB in memory that spills nowhere, fetches nothing and tells the time in UTC."""
    backend: Any = ibis.duckdb.connect()
    for line in SETTINGS:
        backend.raw_sql(line)
    return backend


def incident_table(incidents: Iterable[Incident], *, backend: Any) -> Any:
    """The incidents as a table of ``backend``."""
    rows = pa.Table.from_pylist([rows_of(incident) for incident in incidents], schema=SCHEMA)
    return backend.create_table("incidents", rows, overwrite=True)


def fetch(expression: Any) -> list[dict[str, Any]]:
    """The rows an expression comes to, as plain values."""
    rows: list[dict[str, Any]] = expression.to_pyarrow().to_pylist()
    return rows
