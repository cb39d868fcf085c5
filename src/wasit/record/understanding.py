"""Understandings and how incidents bear on them; threats and deadlines and whether they are due.

Compliance is read incident by incident. What an understanding forbids is data (kinds, actors,
places,
from when); an incident inside it **breaks** it if it is confirmed and its doer is known, **arguably
breaks** it if its status or its doer is in doubt, **can't tell** where its date may lie before the
understanding began or its doer is unsaid; everything else **does not**. A person's own bearing,
with
a reason, replaces the read one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

import msgspec

from wasit.errors import BadInput
from wasit.record.incident import Incident, Kind, Status
from wasit.record.prose.party import read_party
from wasit.record.when import When

__all__ = [
    "Bearing",
    "Due",
    "Threat",
    "Understanding",
    "UnderstandingUnreadable",
    "bearing_of",
    "compliance",
    "read_understanding",
    "threats_due",
]


class UnderstandingUnreadable(BadInput):
    """An understanding's file cannot be read. Nothing was judged."""

    code = "understanding-unreadable"
    advice = "Give name, promised, by, since, and what would break it: kinds, and if wanted actors."


class Bearing(Enum):
    """How an incident bears on an understanding."""

    BREAKS = "breaks"
    ARGUABLY = "arguably breaks"
    DOES_NOT = "does not"
    CANNOT_TELL = "can't tell"


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was promised, by whom, from when, and what would break it."""

    name: str
    promised: str
    by: str
    since: date
    until: date | None
    kinds: frozenset[Kind]
    actors: tuple[str, ...]
    """Words of which one must stand in the doer's name; any doer where empty."""
    places: tuple[str, ...] = ()
    """Words of which one must stand in the place or country; anywhere where empty."""


class _Said(msgspec.Struct, forbid_unknown_fields=True):
    """An understanding as its file says it."""

    name: str
    promised: str
    by: str
    since: date
    kinds: list[str]
    until: date | None = None
    actors: list[str] = []
    places: list[str] = []


def read_understanding(data: Mapping[str, object]) -> Understanding:
    """The understanding that a file's data says."""
    try:
        said = msgspec.convert(data, _Said)
        kinds = frozenset(Kind(kind) for kind in said.kinds)
    except (msgspec.ValidationError, ValueError) as error:
        raise UnderstandingUnreadable(f"{error}; nothing was judged") from error
    return Understanding(
        name=said.name,
        promised=said.promised,
        by=said.by,
        since=said.since,
        until=said.until,
        kinds=kinds,
        actors=tuple(said.actors),
        places=tuple(said.places),
    )


def _names(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in the text; true where no word is asked for."""
    return not words or any(word.lower() in text.lower() for word in words)


def bearing_of(incident: Incident, understanding: Understanding) -> tuple[Bearing, str]:
    """How the incident bears on the understanding, and why."""
    if incident.kind not in understanding.kinds:
        return Bearing.DOES_NOT, f"{incident.kind.value} is not what was promised against"
    if not incident.when.within(since=understanding.since, until=understanding.until):
        return Bearing.DOES_NOT, f"{incident.when.edtf} lies outside its days"
    if not _names(f"{incident.place.name} {incident.place.country}", understanding.places):
        return Bearing.DOES_NOT, f"{incident.place.name} lies outside its places"
    if not incident.perpetrator:
        return Bearing.CANNOT_TELL, "nobody says who did it"
    if not _names(incident.perpetrator, understanding.actors):
        return Bearing.DOES_NOT, f"done by {incident.perpetrator}"
    first = incident.when.first
    if first is None or first < understanding.since or incident.when.approximate:
        return Bearing.CANNOT_TELL, f"{incident.when.edtf} may lie outside its days"
    if incident.status is Status.WITHDRAWN:
        return Bearing.DOES_NOT, "the report was withdrawn"
    if read_party(incident.perpetrator).suspected:
        return Bearing.ARGUABLY, f"the doer is only suspected: {incident.perpetrator}"
    if incident.status is not Status.CONFIRMED:
        return Bearing.ARGUABLY, f"it stands as {incident.status.value}"
    return Bearing.BREAKS, f"confirmed, by {incident.perpetrator}"


def compliance(
    incidents: Iterable[Incident], understanding: Understanding
) -> dict[Bearing, list[tuple[Incident, str]]]:
    """Every incident within the understanding's days by how it bears on it, with the reason."""
    found: dict[Bearing, list[tuple[Incident, str]]] = {bearing: [] for bearing in Bearing}
    for incident in incidents:
        if incident.when.within(since=understanding.since, until=understanding.until):
            bearing, why = bearing_of(incident, understanding)
            found[bearing].append((incident, why))
    return found


@dataclass(frozen=True, slots=True)
class Threat:
    """What somebody announced they would do or demanded by when, and what would show it done."""

    name: str
    said_by: str
    words: str
    said_on: date
    due: When | None
    """When it falls due; None where no time was given."""
    kinds: frozenset[Kind]
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A threat watched against the record on one day."""

    threat: Threat
    state: str
    """``carried out``, ``due``, ``overdue`` or ``open``."""
    shown_by: tuple[str, ...]
    """Incidents after the threat that would be it."""


def threats_due(
    threats: Iterable[Threat], incidents: Iterable[Incident], *, today: date
) -> tuple[Due, ...]:
    """Each threat's state on a day; carried out as soon as one incident of its kind and place is
    known.

    An incident shows only that what was announced happened, not that it happened because of it.
    """
    known = list(incidents)
    found: list[Due] = []
    for threat in threats:
        shown = tuple(
            incident.id
            for incident in known
            if incident.kind in threat.kinds
            and incident.when.first is not None
            and threat.said_on < incident.when.first <= today
            and _names(f"{incident.place.name} {incident.place.country}", threat.places)
        )
        last = None if threat.due is None else threat.due.last
        first = None if threat.due is None else threat.due.first
        if shown:
            state = "carried out"
        elif last is not None and last < today:
            state = "overdue"
        elif first is not None and first <= today:
            state = "due"
        else:
            state = "open"
        found.append(Due(threat=threat, state=state, shown_by=shown))
    return tuple(found)
