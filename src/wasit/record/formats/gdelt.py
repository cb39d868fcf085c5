"""GDELT events and mentions: how much is written about what, never a count of what happened.

Events are read by a machine and repeated per day and place, so each is a ``coded report``, and the
rules that count attacks do not see it. Mentions are a table of their own: one row for each text
that
mentions an event. Both come with a header or, as published, without one; then the number of columns
tells which. ``DATEADDED`` and ``MentionTimeDate`` say when a reader could know.
"""

import hashlib

from wasit.record.formats.row import Format, Row, folded, near, said_id
from wasit.record.incident import Incident, Kind, Status
from wasit.record.place import Place
from wasit.record.when import day, read_date

__all__ = ["EVENT_COLUMNS", "GDELT_EVENTS", "GDELT_MENTIONS", "headerless_columns"]


def _actor(which: str) -> tuple[str, ...]:
    """The ten columns of one actor."""
    ends = (
        "code name countrycode knowngroupcode ethniccode religion1code religion2code "
        "type1code type2code type3code"
    )
    return tuple(which + end for end in ends.split())


def _place(which: str, *, second: bool) -> tuple[str, ...]:
    """The columns of one place; version 1 had no second administrative level."""
    ends = ["type", "fullname", "countrycode", "adm1code", "adm2code", "lat", "long", "featureid"]
    return tuple(which + "geo_" + end for end in ends if second or end != "adm2code")


def _columns(*, second: bool) -> tuple[str, ...]:
    """The columns of the event table, in lower case."""
    return (
        *["globaleventid", "sqldate", "monthyear", "year", "fractiondate"],
        *_actor("actor1"),
        *_actor("actor2"),
        *[
            "isrootevent",
            "eventcode",
            "eventbasecode",
            "eventrootcode",
            "quadclass",
            "goldsteinscale",
        ],
        *["nummentions", "numsources", "numarticles", "avgtone"],
        *_place("actor1", second=second),
        *_place("actor2", second=second),
        *_place("action", second=second),
        *["dateadded", "sourceurl"],
    )


EVENT_COLUMNS = _columns(second=True)
MENTION_COLUMNS = (
    *["globaleventid", "eventtimedate", "mentiontimedate", "mentiontype", "mentionsourcename"],
    *[
        "mentionidentifier",
        "sentenceid",
        "actor1charoffset",
        "actor2charoffset",
        "actioncharoffset",
    ],
    *[
        "inrawtext",
        "confidence",
        "mentiondoclen",
        "mentiondoctone",
        "mentiondoctranslationinfo",
        "extras",
    ],
)


def headerless_columns(cells: list[str]) -> list[str] | None:
    """Columns of a GDELT table as published, without a header; None where it has one or is
    other."""
    if not cells or not cells[0].strip().isdecimal():
        return None
    for columns in (EVENT_COLUMNS, _columns(second=False), MENTION_COLUMNS):
        if len(columns) == len(cells):
            return list(columns)
    return None


def _read_event(row: Row, line: int) -> Incident:
    """The coded report that one event row is."""
    latitude, longitude = near(row, latitude="actiongeo_lat", longitude="actiongeo_long")
    added = folded(row.get("dateadded", ""))
    code = folded(row["eventcode"])
    described = folded(row.get("cameocodedescription", ""))
    return Incident(
        id=said_id(row["globaleventid"], column="globaleventid"),
        when=day(read_date(row["sqldate"])),
        place=Place(
            name=folded(row.get("actiongeo_fullname", "")),
            latitude=latitude,
            longitude=longitude,
            country=folded(row.get("actiongeo_countrycode", "")),
        ),
        kind=Kind.REPORT,
        status=Status.REPORTED,
        perpetrator=folded(row.get("actor1name", "")),
        target=folded(row.get("actor2name", "")),
        direction_known=bool(folded(row.get("actor1name", ""))),
        note=described,
        says=folded(row.get("sourceurl", "")),
        dataset="gdelt-events",
        source_type=code,
        known_on=read_date(added) if added else None,
        line=line,
    )


_MENTION_KEY = (
    "globaleventid",
    "mentiontimedate",
    "mentionidentifier",
    "sentenceid",
    "actor1charoffset",
    "actor2charoffset",
    "actioncharoffset",
)


def _mention_key(row: Row) -> str:
    """The event's id and a name for the place in the text that mentions it."""
    said = "\x1f".join(folded(row.get(column, "")) for column in _MENTION_KEY)
    event = said_id(row["globaleventid"], column="globaleventid")
    return f"{event}@{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _read_mention(row: Row, line: int) -> Incident:
    """The report that one mention is."""
    return Incident(
        id=_mention_key(row),
        when=day(read_date(row["eventtimedate"])),
        place=Place(name=""),
        kind=Kind.REPORT,
        status=Status.REPORTED,
        note=folded(row.get("mentionidentifier", "")),
        says=folded(row.get("mentionsourcename", "")),
        dataset="gdelt-mentions",
        source_type="mention",
        known_on=read_date(row["mentiontimedate"]),
        line=line,
    )


GDELT_EVENTS = Format(
    name="gdelt-events",
    needs=frozenset({"globaleventid", "sqldate", "eventcode"}),
    key=lambda row: said_id(row["globaleventid"], column="globaleventid"),
    read=_read_event,
    dates=frozenset({"sqldate"}),
    bookkeeping=frozenset({"dateadded"}),
)
GDELT_MENTIONS = Format(
    name="gdelt-mentions",
    needs=frozenset({"globaleventid", "eventtimedate", "mentiontimedate", "mentionidentifier"}),
    key=_mention_key,
    read=_read_mention,
)
