"""Any table, by a mapping file that says which column holds what.

A mapping is TOML::

    name = "our-list"
    [columns]            # field = "column"; date is needed, the rest as far as there is any
    id = "ref"           # without it a row is known by all its words
    date = "day"         # EDTF, or one of the spellings that data sets use
    until = "last day"
    place = "where"
    latitude = "lat"
    longitude = "lon"
    position = "pos"     # or both in one cell
    kind = "type"
    status = "standing"
    outcome = "result"
    perpetrator = "by"
    target = "on"
    ships = "imo"        # any number of IMO numbers in one cell
    dead = "killed"
    low = "killed_min"
    high = "killed_max"
    note = "text"
    says = "source"
    known_on = "updated"
    [kinds]              # the list's word = one of ours
    "Missile" = "attack on shipping"
    [defaults]
    kind = "other"
    status = "reported"
    waters = "open"      # else read from the place's name

``"*"`` stands for every other word of the list. A word that ``[kinds]``, ``[statuses]`` or
``[outcomes]`` does not name, and that is not one of ours either, keeps its row aside with that
reason: nothing is sorted by a guess.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Annotated, TypeVar

import msgspec

from wasit.errors import BadInput
from wasit.record.formats.row import (
    Format,
    Row,
    RowRefused,
    compared_position,
    derived_id,
    folded,
    near,
    said_id,
    whole,
)
from wasit.record.incident import Casualties, Incident, Kind, Outcome, Status, Whose
from wasit.record.place import Place, Waters, read_position, waters_of
from wasit.record.prose.figures import read_ships
from wasit.record.when import DateUnreadable, When, day, parse_when, read_date

__all__ = ["MappingUnreadable", "Mapping_", "mapped_format", "read_mapping"]

_Member = TypeVar("_Member", bound=Enum)
_FIELDS = frozenset(
    [
        "id",
        "date",
        "until",
        "place",
        "country",
        "latitude",
        "longitude",
        "position",
        "kind",
        "status",
        "outcome",
    ]
) | frozenset(["perpetrator", "target", "ships", "dead", "low", "high", "note", "says", "known_on"])


class MappingUnreadable(BadInput):
    """A mapping file cannot be read. Nothing was taken in."""

    code = "mapping-unreadable"
    advice = "Give [columns] with at least date; see docs/record-files.md for the fields."


class Mapping_(msgspec.Struct, frozen=True):  # noqa: N801 - the word is right, and taken
    """A mapping as its file says."""

    columns: dict[str, str]
    name: Annotated[str, msgspec.Meta(min_length=1)] = "mapped"
    kinds: dict[str, str] = {}
    statuses: dict[str, str] = {}
    outcomes: dict[str, str] = {}
    defaults: dict[str, str] = {}


def read_mapping(text: str) -> Mapping_:
    """The mapping that a TOML text says."""
    try:
        mapping = msgspec.convert(tomllib.loads(text), Mapping_)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise MappingUnreadable(
            f"the mapping cannot be read: {error}; nothing was taken in"
        ) from error
    strange = mapping.columns.keys() - _FIELDS
    if strange or "date" not in mapping.columns:
        seen = (
            f"no field is named {', '.join(sorted(strange))}" if strange else "date is not mapped"
        )
        raise MappingUnreadable(f"{seen}; nothing was taken in")
    return mapping


def _member(
    text: str,
    *,
    kind: type[_Member],
    words: Mapping[str, str],
    default: str | None,
    unsaid: _Member,
) -> _Member:
    """The member of a closed set that a list's word stands for."""
    said = words.get(text, words.get("*", text)) if text else default
    if said is None:
        return unsaid
    for member in kind:
        if said.strip().lower() in (str(member.value), member.name.lower()):
            return member
    raise RowRefused(f"{said!r} is none of {', '.join(str(member.value) for member in kind)}")


def _day_or_span(start: str, end: str) -> When:
    """The time two cells say, the second of which may be empty."""
    try:
        first = parse_when(start)
    except DateUnreadable:
        first = day(read_date(start))
    if not end:
        return first
    try:
        last = parse_when(end)
    except DateUnreadable:
        last = day(read_date(end))
    return first if last.edtf == first.edtf else parse_when(f"{first.edtf}/{last.edtf}")


class _Reader:
    """Reads rows under one mapping."""

    def __init__(self, mapping: Mapping_) -> None:
        self._mapping = mapping
        self._columns = {name: column.strip().lower() for name, column in mapping.columns.items()}

    def _cell(self, row: Row, name: str) -> str:
        """The words of a field; empty where it is not mapped."""
        column = self._columns.get(name)
        if column is None:
            return ""
        if column not in row:
            raise RowRefused(f"there is no column {column!r}")
        return folded(row[column])

    def key(self, row: Row) -> str:
        """The row's own id, or a name made from all its words."""
        if "id" in self._columns:
            return said_id(self._cell(row, "id"), column=self._columns["id"])
        return derived_id(f"{name}={row[name]}" for name in sorted(row))

    def _place(self, row: Row) -> Place:
        """The place the row says."""
        if "position" in self._columns and self._cell(row, "position"):
            latitude, longitude = read_position(self._cell(row, "position"))
        elif "latitude" in self._columns and "longitude" in self._columns:
            latitude, longitude = near(
                row, latitude=self._columns["latitude"], longitude=self._columns["longitude"]
            )
        else:
            latitude = longitude = None
        name = self._cell(row, "place")
        stated = self._mapping.defaults.get("waters")
        waters = Waters(stated) if stated in {w.value for w in Waters} else waters_of(name)
        return Place(
            name=name,
            latitude=latitude,
            longitude=longitude,
            waters=waters,
            country=self._cell(row, "country"),
        )

    def _casualties(self, row: Row) -> tuple[Casualties, ...]:
        """The dead, low, best and high, as far as they are mapped."""
        low, best, high = (
            whole(self._cell(row, name), column=name) for name in ("low", "dead", "high")
        )
        if low is None and best is None and high is None:
            return ()
        given = [figure for figure in (low, best, high) if figure is not None]
        if given != sorted(given):
            raise RowRefused(f"low {low}, best {best}, high {high} are out of order")
        return (Casualties(whose=Whose.UNKNOWN, low=low, best=best, high=high),)

    def read(self, row: Row, line: int) -> Incident:
        """The incident that a row tells under the mapping."""
        mapping = self._mapping
        numbers = self._cell(row, "ships")
        known = self._cell(row, "known_on")
        return Incident(
            id=self.key(row),
            when=_day_or_span(self._cell(row, "date"), self._cell(row, "until")),
            place=self._place(row),
            kind=_member(
                self._cell(row, "kind"),
                kind=Kind,
                words=mapping.kinds,
                default=mapping.defaults.get("kind"),
                unsaid=Kind.OTHER,
            ),
            status=_member(
                self._cell(row, "status"),
                kind=Status,
                words=mapping.statuses,
                default=mapping.defaults.get("status"),
                unsaid=Status.REPORTED,
            ),
            outcome=_member(
                self._cell(row, "outcome"),
                kind=Outcome,
                words=mapping.outcomes,
                default=mapping.defaults.get("outcome"),
                unsaid=Outcome.UNKNOWN,
            ),
            perpetrator=self._cell(row, "perpetrator"),
            target=self._cell(row, "target"),
            direction_known=bool(self._cell(row, "perpetrator")),
            ships=tuple(dict.fromkeys(re.findall(r"(?<!\d)\d{7}(?!\d)", numbers)))
            or read_ships(self._cell(row, "note")),
            casualties=self._casualties(row),
            note=self._cell(row, "note"),
            says=self._cell(row, "says"),
            dataset=mapping.name,
            source_type=self._cell(row, "kind"),
            known_on=_known(known),
            line=line,
        )


def _known(text: str) -> date | None:
    """The day a cell says the source last knew, None where it is empty."""
    return read_date(text) if text else None


def mapped_format(mapping: Mapping_) -> Format:
    """The layout that a mapping describes."""
    reader = _Reader(mapping)
    columns = {name: column.strip().lower() for name, column in mapping.columns.items()}
    return Format(
        name=mapping.name,
        needs=frozenset({columns["date"]}),
        key=reader.key,
        read=reader.read,
        dates=frozenset(columns[name] for name in ("date", "until") if name in columns),
        bookkeeping=frozenset({columns["known_on"]} if "known_on" in columns else ()),
        compare={columns["position"]: compared_position} if "position" in columns else None,
    )
