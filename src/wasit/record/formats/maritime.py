"""Lists of attacks on ships: NGA ASAM, IMO monthly reports, and lists in the manner of UKMTO.

All three tell of piracy unless they say otherwise. ASAM writes positions by degrees, minutes and
seconds, and two downloads differ in the white space of every one of them, so positions are compared
as points. IMO rows say whether their hour is local or UTC. A UKMTO number is number and year
(``062-26``); its later updates stand in one text under it, and numbers that are missing between the
least and the greatest of a year are named.
"""

import re
from collections.abc import Iterable, Mapping

from wasit.record.formats.row import (
    Format,
    Row,
    RowRefused,
    compared_position,
    folded,
    near,
    said_id,
)
from wasit.record.incident import Incident, Kind, Outcome, Status, is_imo
from wasit.record.place import Place, Waters, read_position
from wasit.record.when import When, day, read_date

__all__ = ["ASAM", "IMO", "UKMTO", "numbers_missing", "ukmto_columns"]

_OUTCOMES = (
    (re.compile(r"\b(?:hijack|kidnap|seiz)", re.IGNORECASE), Outcome.SEIZED),
    (re.compile(r"\b(?:sank|sunk|sinking)\b", re.IGNORECASE), Outcome.LOST),
    (
        re.compile(r"\b(?:killed|injured|wounded|stabbed|hostage)\b", re.IGNORECASE),
        Outcome.CREW_HURT,
    ),
    (
        re.compile(r"\b(?:boarded|boarding|robbed|stole|theft|struck|hit by)\b", re.IGNORECASE),
        Outcome.HIT,
    ),
    (re.compile(r"\b(?:fired|attempted|chased|missed|evaded)\b", re.IGNORECASE), Outcome.MISSED),
    (re.compile(r"\b(?:suspicious|approach)", re.IGNORECASE), Outcome.APPROACH),
)
_MILITARY = re.compile(
    r"\b(?:naval|military|missiles?|drones?|UAVs?|USVs?|mines?|rockets?|terroris\w+|houthis?|WBIED|"
    r"explosions?|insurgents?)\b",
    re.IGNORECASE,
)
_QUIET = re.compile(r"\b(?:suspicious|advisory|sighting|approach)\b", re.IGNORECASE)


def _outcome(*texts: str) -> Outcome:
    """The farthest outcome that the first text with any outcome tells."""
    for text in texts:
        for pattern, outcome in _OUTCOMES:
            if pattern.search(text):
                return outcome
    return Outcome.UNKNOWN


def _kind(named: str) -> Kind:
    """What the list's own word for the event makes it."""
    if _MILITARY.search(named):
        return Kind.ATTACK_SHIP
    return Kind.APPROACH if _QUIET.search(named) else Kind.PIRACY


def _ships(*texts: str) -> tuple[str, ...]:
    """IMO numbers in the texts: seven digits that carry their check digit."""
    found = (number for text in texts for number in re.findall(r"(?<!\d)\d{7}(?!\d)", text))
    return tuple(dict.fromkeys(number for number in found if is_imo(number)))


def _at(row: Row, column: str) -> tuple[float | None, float | None]:
    """The point of a position cell; None twice where it is empty."""
    text = folded(row.get(column, ""))
    return read_position(text) if text else (None, None)


def _read_asam(row: Row, line: int) -> Incident:
    """The incident that one ASAM row tells."""
    latitude, longitude = _at(row, "position")
    hostility, victim = folded(row["hostility"]), folded(row["victim"])
    note = folded(row.get("description", ""))
    return Incident(
        id=said_id(row["reference"], column="reference"),
        when=day(read_date(row["date"])),
        place=Place(
            name=f"subregion {folded(row.get('subreg', ''))}",
            latitude=latitude,
            longitude=longitude,
            waters=Waters.OPEN,
        ),
        kind=_kind(hostility),
        outcome=_outcome(note),
        perpetrator=hostility,
        target=victim,
        direction_known=bool(hostility),
        ships=_ships(note),
        note=note,
        says="NGA ASAM",
        dataset="nga-asam",
        source_type=hostility,
        line=line,
    )


def _imo_when(row: Row) -> When:
    """The day, with the hour and what clock it was read on."""
    hour = folded(row.get("time", ""))
    basis = folded(row.get("time_basis", ""))
    zone = "Z" if "utc" in basis.lower() else " local" if "local" in basis.lower() else ""
    return day(read_date(row["date"]), at=f"{hour}{zone}" if hour else "")


def _read_imo(row: Row, line: int) -> Incident:
    """The incident that one IMO row tells."""
    latitude, longitude = near(row, latitude="lat_dd", longitude="lon_dd")
    named = folded(row["incident_type"])
    note = folded(row.get("details", ""))
    kind = Kind.APPROACH if _QUIET.search(named) else Kind.PIRACY
    return Incident(
        id=said_id(row["incident_id"], column="incident_id"),
        when=_imo_when(row),
        place=Place(
            name=folded(row.get("region", "")),
            latitude=latitude,
            longitude=longitude,
            waters=Waters.COASTAL
            if "territorial" in row.get("waters_type", "") or "port" in row.get("waters_type", "")
            else Waters.OPEN,
        ),
        kind=kind,
        outcome=_outcome(named, note),
        target=folded(row["ship_name"]),
        ships=_ships(note),
        note=note,
        says=folded(row.get("source_file", "")) or "IMO",
        dataset="imo",
        source_type=named,
        line=line,
    )


_UKMTO_NAMES: Mapping[str, tuple[str, ...]] = {
    what: tuple(names.split(", "))
    for what, names in {
        "number": "incidentnumber, incident_number, incident number, number, reference, ref",
        "type": "incidenttypename, incident_type, incident type, type, category",
        "date": "utcdateofincident, incident_time_utc, incident_date, date of incident, date, "
        "report_time_utc, reported, issued",
        "latitude": "locationlatitude, latitude, lat",
        "longitude": "locationlongitude, longitude, lon, long",
        "position": "position",
        "vessel": "vesselname, vessel_name, vessel, ship_name, ship, vesseltype",
        "text": "otherdetails, details, description, text, narrative",
        "place": "place, region, location, distance_bearing, area",
        "source": "source, reported_by, report_source",
    }.items()
}
_NUMBER = re.compile(
    r"(?:UKMTO[ _-]*)?(?:WARNING|ATTACK|ADVISORY|INCIDENT)?[ _#-]*(\d{1,4})[-/ ](\d{2,4})"
)


def ukmto_columns(columns: Iterable[str]) -> dict[str, str] | None:
    """Which column holds what, None where no number, type and date are all named."""
    have = {column.strip().lower() for column in columns}
    found = {
        what: next(name for name in names if name in have)
        for what, names in _UKMTO_NAMES.items()
        if any(name in have for name in names)
    }
    return found if {"number", "type", "date"} <= found.keys() else None


def _ukmto_id(row: Row) -> str:
    """Number and year, in one spelling."""
    columns = ukmto_columns(row) or {}
    text = folded(row.get(columns.get("number", ""), ""))
    match = _NUMBER.fullmatch(text.upper())
    if match is None:
        raise RowRefused(f"{text!r} is not number and year, as 062-26")
    return f"{int(match[1]):03}-{match[2][-2:]}"


def _read_ukmto(row: Row, line: int) -> Incident:
    """The incident that one row of a UKMTO-style list tells."""
    columns = ukmto_columns(row) or {}

    def cell(what: str) -> str:
        return folded(row.get(columns.get(what, ""), ""))

    named, text = cell("type"), cell("text")
    if "latitude" in columns and "longitude" in columns:
        latitude, longitude = near(
            row, latitude=columns["latitude"], longitude=columns["longitude"]
        )
    else:
        latitude, longitude = _at(row, columns.get("position", ""))
    attack = re.search(r"\b(?:attack|hijack)", named, re.IGNORECASE)
    advisory = re.search(r"\badvisory\b", named, re.IGNORECASE)
    kind = Kind.ATTACK_SHIP if attack else Kind.OTHER if advisory else Kind.APPROACH
    pirates = re.search(r"\bpira(?:cy|tes?)\b", f"{named} {text}", re.IGNORECASE)
    return Incident(
        id=_ukmto_id(row),
        when=day(read_date(cell("date"))),
        place=Place(name=cell("place"), latitude=latitude, longitude=longitude, waters=Waters.OPEN),
        kind=Kind.PIRACY if pirates and attack else kind,
        status=Status.CONFIRMED if cell("source") else Status.REPORTED,
        outcome=_outcome(named, text),
        target=cell("vessel"),
        ships=_ships(text, cell("vessel")),
        note=text,
        says=cell("source") or "UKMTO",
        dataset="ukmto",
        source_type=named,
        line=line,
    )


def numbers_missing(ids: Iterable[str]) -> list[str]:
    """Numbers that a year's list leaves out between its least and its greatest.

    >>> numbers_missing(["001-26", "004-26", "002-26"])
    ['003-26']
    """
    by_year: dict[str, set[int]] = {}
    for name in ids:
        number, _, year = name.partition("-")
        by_year.setdefault(year, set()).add(int(number))
    return [
        f"{number:03}-{year}"
        for year, have in sorted(by_year.items())
        for number in range(min(have), max(have))
        if number not in have
    ]


ASAM = Format(
    name="nga-asam",
    needs=frozenset({"reference", "date", "position", "hostility", "victim"}),
    key=lambda row: said_id(row["reference"], column="reference"),
    read=_read_asam,
    dates=frozenset({"date"}),
    compare={"position": compared_position},
)
IMO = Format(
    name="imo",
    needs=frozenset({"incident_id", "date", "ship_name", "incident_type"}),
    key=lambda row: said_id(row["incident_id"], column="incident_id"),
    read=_read_imo,
    dates=frozenset({"date", "date_raw"}),
)
UKMTO = Format(
    name="ukmto",
    needs=frozenset(),
    key=_ukmto_id,
    read=_read_ukmto,
    dates=frozenset(_UKMTO_NAMES["date"]),
    compare={"position": compared_position},
)
