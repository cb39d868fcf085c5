"""UCDP GED rows: only deaths count there, split by whose they are and given low, best and high.

``date_prec`` and ``where_prec`` say how exactly day and place are known; an event of clarity 2 is a
summary of several. ``source_original`` (whom the outlet quotes) is who says so. A row with two
sources or more stands as confirmed, one whose coding is marked for checking as reported only.
"""

from wasit.record.formats.row import Format, Row, RowRefused, folded, near, number, said_id, whole
from wasit.record.incident import Casualties, Incident, Kind, Status, Whose
from wasit.record.place import Place, waters_of
from wasit.record.when import Precision, When, day, parse_when, read_date

__all__ = ["GED"]

_TIME = {1: Precision.DAY, 2: Precision.WEEK, 3: Precision.WEEK, 4: Precision.MONTH}
_RADIUS_M = {1: 5_000, 2: 25_000, 3: 50_000, 4: 150_000, 5: 100_000, 6: 500_000, 7: None}
_PARTIES = (
    ("deaths_a", Whose.PERPETRATOR),
    ("deaths_b", Whose.TARGET),
    ("deaths_civilians", Whose.BYSTANDER),
    ("deaths_unknown", Whose.UNKNOWN),
)


def _when(row: Row) -> When:
    """The days from start to end, as precise as the row says."""
    first = read_date(row["date_start"])
    last = read_date(row.get("date_end", "") or row["date_start"])
    if last < first:
        raise RowRefused(f"date_end {last} is before date_start {first}")
    if first == last:
        return day(first)
    said = parse_when(f"{first}/{last}")
    stated = whole(row.get("date_prec", ""), column="date_prec")
    width = said.precision if stated is None else _TIME.get(stated, Precision.VAGUER)
    return When(edtf=said.edtf, first=first, last=last, precision=width)


def _casualties(row: Row) -> tuple[Casualties, ...]:
    """The dead by whose they are; the row's low and high belong to the sum and stay with it.

    Published rows hold figures out of order (a best under its low); they are kept as published.
    """
    low, best, high = (whole(row[name], column=name) for name in ("low", "best", "high"))
    if low is None or best is None or high is None:
        raise RowRefused("low, best or high is empty")
    shares = [(whose, whole(row.get(column, ""), column=column) or 0) for column, whose in _PARTIES]
    parts = [
        Casualties(whose=whose, low=None, best=dead, high=None) for whose, dead in shares if dead
    ]
    if len(parts) == 1 and parts[0].best == best:
        return (Casualties(whose=parts[0].whose, low=low, best=best, high=high),)
    if sum(dead for _, dead in shares) != best:
        return (Casualties(whose=Whose.UNKNOWN, low=low, best=best, high=high),)
    return tuple(parts)


def _status(row: Row) -> Status:
    """Confirmed by two sources or more, unless the coders still check the row."""
    sources = number(row.get("number_of_sources", ""), column="number_of_sources") or 0
    clear = folded(row.get("code_status", "Clear")).lower() in ("clear", "")
    return Status.CONFIRMED if sources >= 2 and clear else Status.REPORTED


def _read(row: Row, line: int) -> Incident:
    """The incident that one GED row tells."""
    latitude, longitude = near(row, latitude="latitude", longitude="longitude")
    exactness = whole(row.get("where_prec", ""), column="where_prec")
    name = folded(row.get("where_coordinates", "")) or folded(row.get("country", ""))
    headline = folded(row.get("source_headline", ""))
    return Incident(
        id=said_id(row["id"], column="id"),
        when=_when(row),
        place=Place(
            name=name,
            latitude=latitude,
            longitude=longitude,
            radius_m=None if exactness is None else _RADIUS_M.get(exactness),
            waters=waters_of(name),
            country=folded(row.get("country", "")),
        ),
        kind=Kind.ATTACK_LAND,
        status=_status(row),
        perpetrator=folded(row.get("side_a", "")),
        target=folded(row.get("side_b", "")),
        casualties=_casualties(row),
        note=headline or folded(row.get("source_article", "")),
        says=folded(row.get("source_original", "")) or folded(row.get("source_office", "")),
        dataset="ucdp-ged",
        source_type=folded(row.get("type_of_violence", "")),
        line=line,
    )


GED = Format(
    name="ucdp-ged",
    needs=frozenset({"id", "date_start", "low", "best", "high", "type_of_violence"}),
    key=lambda row: said_id(row["id"], column="id"),
    read=_read,
    dates=frozenset({"date_start", "date_end"}),
)
