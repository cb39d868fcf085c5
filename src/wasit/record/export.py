"""The record as other programs read it, with who claims what kept.

* **CSV** and **Parquet**: one row for each claim of one field of one incident, so that a dispute is
two
  rows and nothing is flattened to one truth;
* **GeoJSON**: one feature for each placed incident, its claims in the properties, the radius to
which
  the place is known beside it;
* **FollowTheMoney statements**: one statement for each value (entity, property, value, dataset,
  origin, first seen), entities of the schema ``Event``, identified by incident.

An imported row is one sayer's claims: the dataset passes on what its sources said. Where people of
the desk put claims on record beside it, every one of them is given, also those that stand no more.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wasit.record.claim import Claim, Figure, Relation
from wasit.record.incident import Incident, Whose
from wasit.record.untyped import library

__all__ = [
    "CLAIM_COLUMNS",
    "NOBODY",
    "People",
    "Said",
    "claims_of",
    "csv_text",
    "features",
    "parquet_bytes",
    "said_of",
    "statements",
]

People = Mapping[str, Sequence[Claim]]
"""Every claim of the incidents of which people spoke, by incident."""
NOBODY: People = {}
_STATED = frozenset({"", Relation.ADDS.value, Relation.CORRECTS.value})
"""Claims that state a value; FollowTheMoney has no statement that denies or takes back one."""

CLAIM_COLUMNS = (
    "incident", "field", "value", "low", "high", "said_by", "through", "words", "status",
    "happened", "learned", "dataset", "line", "claim", "grade", "relation", "earlier",
)  # fmt: skip
_PROPERTIES = {
    "place": ("location", "address"),
    "note": ("summary", "string"),
    "kind": ("keywords", "string"),
    "says": ("publisher", "string"),
}
"""Our fields as properties of FollowTheMoney's ``Event`` with their types; the rest are
``notes``."""


@dataclass(frozen=True, slots=True)
class Said:
    """One value of one field, with who says so."""

    incident: str
    field: str
    value: str
    low: str
    high: str
    said_by: str
    through: str
    words: str
    status: str
    happened: str
    learned: str
    dataset: str
    line: int
    claim: str = ""
    """Id of a person's claim; empty for a value of a data set's row."""
    grade: str = ""
    relation: str = ""
    earlier: str = ""

    def row(self) -> list[str]:
        """The claim as cells in the order of ``CLAIM_COLUMNS``."""
        return [str(getattr(self, column)) for column in CLAIM_COLUMNS]


def _values(incident: Incident) -> Iterator[tuple[str, str, str, str]]:
    """Field, value, low and high of everything the incident says."""
    place = incident.place
    plain = {
        "when": incident.when.edtf,
        "at": incident.when.at,
        "place": place.name,
        "country": place.country,
        "kind": incident.kind.value,
        "outcome": incident.outcome.value,
        "perpetrator": incident.perpetrator,
        "target": incident.target,
        "operation": incident.part_of.operation,
        "round": incident.part_of.round,
        "note": incident.note,
        "says": incident.says,
    }
    for name, value in plain.items():
        if value and value != "unknown":
            yield name, value, "", ""
    if place.latitude is not None and place.longitude is not None:
        yield "point", f"{place.latitude} {place.longitude}", "", ""
    for number in incident.ships:
        yield "ship", number, "", ""
    if incident.part_of.raids is not None:
        yield "raids", str(incident.part_of.raids), "", ""
    for part in incident.casualties:
        low, best, high = (
            "" if figure is None else str(figure) for figure in (part.low, part.best, part.high)
        )
        yield f"dead of {part.whose.value}", best, low, high


def claims_of(incidents: Iterable[Incident]) -> Iterator[Said]:
    """Every value of every incident as a claim of its sources, through its dataset."""
    for incident in incidents:
        for name, value, low, high in _values(incident):
            yield Said(
                incident=incident.id,
                field=name,
                value=value,
                low=low,
                high=high,
                said_by=incident.says or incident.dataset,
                through=incident.dataset,
                words=incident.note if name == "note" else "",
                status=incident.status.value,
                happened=incident.when.edtf,
                learned=incident.known_on.isoformat() if incident.known_on else "",
                dataset=incident.dataset,
                line=incident.line,
            )


def said_of(incident: Incident, people: People) -> list[Said]:
    """Everything that is said of an incident: its row's values, or every claim where people spoke.

    Claims that stand no more are given too, with what corrected or withdrew them.
    """
    claims = people.get(incident.id)
    if claims is None:
        return list(claims_of([incident]))
    return [_said(incident, claim) for claim in claims]


def _said(incident: Incident, claim: Claim) -> Said:
    value = claim.value
    ranged = isinstance(value, Figure)
    low, best, high = (value.low, value.best, value.high) if ranged else (None, value, None)
    figures = ("" if each is None else str(each) for each in (best, low, high))
    said, least, most = figures
    own = "#" not in claim.id
    return Said(
        incident=incident.id,
        field=claim.field,
        value=said,
        low=least,
        high=most,
        said_by=claim.said_by,
        through=claim.through,
        words=claim.words,
        status=incident.status.value,
        happened=claim.happened_at.edtf if claim.happened_at else incident.when.edtf,
        learned=claim.learned_at.isoformat() if own else _known(incident),
        dataset="desk" if own else incident.dataset,
        line=0 if own else incident.line,
        claim=claim.id if own else "",
        grade=claim.grade if own else "",
        relation=claim.relation.value if own else "",
        earlier=claim.earlier,
    )


def _known(incident: Incident) -> str:
    return incident.known_on.isoformat() if incident.known_on else ""


def csv_text(incidents: Iterable[Incident], people: People = NOBODY) -> str:
    """The claims as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CLAIM_COLUMNS)
    writer.writerows(said.row() for each in incidents for said in said_of(each, people))
    return out.getvalue()


def parquet_bytes(incidents: Iterable[Incident], people: People = NOBODY) -> bytes:
    """The claims as one Parquet file."""
    arrow: Any = library("pyarrow")
    rows = [
        dict(zip(CLAIM_COLUMNS, said.row(), strict=True))
        for each in incidents
        for said in said_of(each, people)
    ]
    schema = arrow.schema([(column, arrow.string()) for column in CLAIM_COLUMNS])
    sink = arrow.BufferOutputStream()
    library("pyarrow.parquet").write_table(arrow.Table.from_pylist(rows, schema=schema), sink)
    written: bytes = sink.getvalue().to_pybytes()
    return written


def features(incidents: Iterable[Incident], people: People = NOBODY) -> dict[str, object]:
    """The placed incidents as a GeoJSON feature collection, each with its claims."""
    found: list[dict[str, object]] = []
    for incident in incidents:
        place = incident.place
        if place.latitude is None or place.longitude is None:
            continue
        found.append(
            {
                "type": "Feature",
                "id": incident.id,
                "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
                "properties": {
                    "id": incident.id,
                    "when": incident.when.edtf,
                    "kind": incident.kind.value,
                    "status": incident.status.value,
                    "place": place.name,
                    "radius_m": place.radius_m,
                    "dead_of_target": incident.dead(Whose.TARGET),
                    "claims": [
                        {"field": s.field, "value": s.value, "low": s.low or None,
                         "high": s.high or None, "said_by": s.said_by, "through": s.through,
                         "claim": s.claim or None, "relation": s.relation or None,
                         "earlier": s.earlier or None}
                        for s in said_of(incident, people)
                    ],
                },
            }
        )  # fmt: skip
    return {"type": "FeatureCollection", "features": found}


def _properties(incident: Incident, said: Said) -> Iterator[tuple[str, str, str]]:
    """A claim as properties of ``Event``: name, type and value."""
    if said.field != "when":
        name, kind = _PROPERTIES.get(said.field, ("notes", "text"))
        yield name, kind, f"{said.field}: {_range(said)}" if name == "notes" else said.value
        return
    first, last = incident.when.first, incident.when.last
    if first == last and first is not None:
        yield "date", "date", first.isoformat()
        return
    yield "notes", "text", f"when: {said.value}"
    for name, day in (("startDate", first), ("endDate", last)):
        if day is not None:
            yield name, "date", day.isoformat()


def statements(
    incidents: Iterable[Incident], people: People = NOBODY
) -> Iterator[dict[str, object]]:
    """FollowTheMoney statements of the incidents, one for each value and sayer."""
    for incident in incidents:
        entity = _sha1(f"{incident.dataset}\x1f{incident.id}")
        label = f"{incident.kind.value}, {incident.place.name}, {incident.when.edtf}"
        told = [said for said in said_of(incident, people) if said.relation in _STATED]
        values = [(said, *p) for said in told for p in _properties(incident, said)]
        if not values:
            continue
        values.insert(0, (values[0][0], "name", "name", label))
        for said, prop, kind, value in values:
            yield {
                "id": _sha1(f"{said.dataset}.{entity}.{prop}.{value}{said.claim}"),
                "entity_id": entity,
                "canonical_id": entity,
                "prop": prop,
                "prop_type": kind,
                "schema": "Event",
                "value": value,
                "original_value": said.value,
                "dataset": said.dataset,
                "lang": None,
                "origin": said.said_by,
                "external": False,
                "first_seen": said.learned or None,
                "last_seen": said.learned or None,
            }


def _sha1(text: str) -> str:
    """The name FollowTheMoney gives a statement; nothing is secured by it."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _range(said: Said) -> str:
    """A value with its range, where it has one."""
    if said.low == said.high == "" or said.low == said.value == said.high:
        return said.value
    return f"{said.value or '?'} ({said.low or '?'} to {said.high or '?'})"
