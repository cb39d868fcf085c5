"""ACLED rows: the full 31 columns, and the shorter cut that public maps carry.

The note is the source of most values: who acted, on what, how it ended and how sure anybody is are
read out of it by ``wasit.record.prose``, because ACLED's actor columns do not say who attacked
whom. ``timestamp`` (the last edit) says when a reader could know the row as it stands. ACLED's
terms forbid passing rows on: they stay in the user's vault.
"""

import re

from wasit.record.formats.row import Format, Row, RowRefused, derived_id, folded, parsed, whole
from wasit.record.incident import Incident, Kind
from wasit.record.place import Place, Waters, read_degrees, waters_of
from wasit.record.prose.clause import read_clause
from wasit.record.prose.figures import read_casualties, read_part, read_ships
from wasit.record.prose.party import attackers_of, read_party
from wasit.record.prose.sorting import sort_event
from wasit.record.prose.standing import read_outcome, read_status
from wasit.record.when import Precision, When, day, parse_when, read_date, unix_day

__all__ = ["ACLED"]

_RADIUS_M = {1: 5_000, 2: 25_000, 3: 100_000}
_TIME = {1: Precision.DAY, 2: Precision.WEEK, 3: Precision.MONTH}
_TARGET = re.compile(
    r"\b(?:targeting|targeted|at|toward|towards|on|against|hijacked|attacked|struck|seized)\s+"
    r"(?!least\b|around\b|approximately\b|\d+:)(?P<what>(?:the |an? |US |UK )?[^.,(]{2,80}?)"
    r"(?=\s*\(IMO|\s+(?:in|near|north|south|east|west|off|around|while|after|as|claiming|with)\b|[,.(]|$)"
)


def _id(row: Row) -> str:
    """The row's own id, or one made from what it says where it has none."""
    for column in ("event_id_cnty", "data_id", "event_id", "row", "id"):
        value = parsed(row.get(column, ""))
        if value != "":
            return (
                str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
            )
    return derived_id(row.get(n, "") for n in ("event_date", "location", "event_type", "notes"))


def _when(row: Row, *, around: bool, clock: str) -> When:
    """The event's day, as vague as the row or its note says."""
    value = read_date(row["event_date"])
    precision = whole(row.get("time_precision", ""), column="time_precision") or 1
    if precision not in _TIME:
        raise RowRefused(f"time_precision is {precision}, not 1, 2 or 3")
    if precision > 1 or around:
        said = parse_when(value.isoformat() + "~")
        width = _TIME[precision] if precision > 1 else Precision.WEEK
        return When(
            edtf=said.edtf, first=value, last=value, precision=width, approximate=True, at=clock
        )
    return day(value, at=clock)


def _place(row: Row) -> Place:
    """The named point with the radius its precision stands for."""
    name = folded(row["location"])
    if not name:
        raise RowRefused("location is empty")
    latitude, longitude = (row.get(axis, "").strip() for axis in ("latitude", "longitude"))
    precision = whole(row.get("geo_precision", ""), column="geo_precision")
    return Place(
        name=name,
        latitude=read_degrees(latitude, limit=90) if latitude else None,
        longitude=read_degrees(longitude, limit=180) if longitude else None,
        radius_m=None if precision is None else _RADIUS_M.get(precision),
        waters=waters_of(name),
        country=folded(row.get("country", "")),
    )


def _read(row: Row, line: int) -> Incident:
    """The incident that one ACLED row and its note tell."""
    note = folded(row["notes"])
    place = _place(row)
    clause = read_clause(note)
    party = read_party(clause.subject)
    event_type = folded(row["event_type"])
    if not event_type:
        raise RowRefused("event_type is empty")
    kind = sort_event(clause, party, waters=place.waters, event_type=event_type)
    when = _when(row, around=clause.around, clock=clause.clock)
    dead = whole(row.get("fatalities", row.get("nrfatalities", "")), column="fatalities")
    stamp = parsed(row.get("timestamp", ""))
    if isinstance(stamp, str) and stamp:
        raise RowRefused(f"timestamp is {stamp!r}, not a Unix time")
    attackers = attackers_of(clause, party, kind=kind)
    target = _TARGET.search(clause.action) if place.waters is not Waters.LAND else None
    return Incident(
        id=_id(row),
        when=when,
        place=place,
        kind=kind,
        status=read_status(clause),
        outcome=read_outcome(clause, kind),
        perpetrator=attackers,
        target="" if target is None else target.group("what"),
        direction_known=bool(attackers) and kind is not Kind.OTHER,
        ships=read_ships(note),
        casualties=read_casualties(clause, party, kind=kind, dead=dead),
        part_of=read_part(clause, kind=kind, when=when),
        note=note,
        says=folded(row.get("source", "")) or clause.claimed_by,
        dataset="acled",
        source_type=event_type,
        known_on=unix_day(stamp) if isinstance(stamp, float) else None,
        line=line,
    )


ACLED = Format(
    name="acled",
    needs=frozenset({"event_date", "event_type", "location", "notes"}),
    key=_id,
    read=_read,
    dates=frozenset({"event_date"}),
    bookkeeping=frozenset({"timestamp"}),
)
