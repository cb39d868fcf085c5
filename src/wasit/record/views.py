"""The record as pages show it: plain values ready to be drawn, computed and never stored.

Each is text and numbers only, so that a page, a command and a test read the same thing. What is in
dispute is listed beside what is held; nothing that was said is left out because it stands no more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wasit.record.claim import Claim, Figure, Relation, Tally, standing_of
from wasit.record.incident import Incident
from wasit.record.same_event import Proposal

__all__ = [
    "ClaimLine",
    "IncidentView",
    "Moment",
    "PairView",
    "TallyRow",
    "incident_view",
    "pair_views",
    "tally_rows",
    "timeline",
    "value_words",
]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim as a line of an incident's page."""

    id: str
    field: str
    value: str
    said_by: str
    through: str
    words: str
    basis: str
    grade: str
    relation: str
    earlier: str
    said_at: str
    learned_at: str
    stands: bool
    visible_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident with every claim of it; ``disputed`` names the fields on which sayers differ."""

    id: str
    heading: str
    when: str
    when_words: str
    place: str
    latitude: float | None
    longitude: float | None
    radius_m: int | None
    kind: str
    status: str
    outcome: str
    perpetrator: str
    target: str
    direction_known: bool
    ships: tuple[str, ...]
    claims: tuple[ClaimLine, ...]
    disputed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a timeline: something that happened outside, in the talks, or was announced."""

    day: str
    last: str
    lane: str
    """``events``, ``talks`` or ``threats``."""
    words: str
    id: str = ""
    kind: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A figure under one rule, beside what was claimed."""

    rule: str
    unit: str
    words: str
    count: int
    by_status: tuple[tuple[str, int], ...]
    gap: int | None
    """The claimed total less this count; None where none is claimed."""


@dataclass(frozen=True, slots=True)
class PairView:
    """Two incidents that may be one, side by side, for a person to judge."""

    one: IncidentView
    other: IncidentView
    why: tuple[str, ...]
    differing: tuple[str, ...]
    """Fields in which the two say different things."""


def value_words(value: str | Figure) -> str:
    """A claim's value in words: a range as ``2 (1 to 3)``.

    >>> value_words(Figure(1, 2, None))
    '2 (1 to ?)'
    """
    if isinstance(value, str):
        return value
    low, best, high = ("?" if n is None else str(n) for n in (value.low, value.best, value.high))
    return best if low == high == "?" else f"{best} ({low} to {high})"


def incident_view(
    incident: Incident, claims: Sequence[Claim], *, known_on: date | None = None
) -> IncidentView:
    """The incident with its claims as known on a day."""
    known = [claim for claim in claims if known_on is None or claim.learned_at <= known_on]
    standing = standing_of(known)
    stands = {claim.id for claim in standing}
    place = incident.place
    return IncidentView(
        id=incident.id,
        heading=", ".join(
            part for part in (incident.kind.value, place.name, incident.when.words()) if part
        ),
        when=incident.when.edtf,
        when_words=incident.when.words(),
        place=place.name,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_m=place.radius_m,
        kind=incident.kind.value,
        status=incident.status.value,
        outcome=incident.outcome.value,
        perpetrator=incident.perpetrator,
        target=incident.target,
        direction_known=incident.direction_known,
        ships=incident.ships,
        claims=tuple(_line(claim, stands=claim.id in stands) for claim in known),
        disputed=_disputed(standing),
    )


def _line(claim: Claim, *, stands: bool) -> ClaimLine:
    return ClaimLine(
        id=claim.id,
        field=claim.field,
        value=value_words(claim.value),
        said_by=claim.said_by,
        through=claim.through,
        words=claim.words,
        basis=claim.basis,
        grade=claim.grade,
        relation=claim.relation.value,
        earlier=claim.earlier,
        said_at=claim.said_at.isoformat() if claim.said_at else "",
        learned_at=claim.learned_at.isoformat() if claim.learned_at != date.min else "",
        stands=stands,
        visible_to=tuple(sorted(claim.visible_to)),
    )


def _disputed(standing: Iterable[Claim]) -> tuple[str, ...]:
    """Fields that a standing claim disputes, or on which two sayers differ; ships may be many."""
    values: dict[str, set[str | Figure]] = {}
    found: dict[str, None] = {}
    for claim in standing:
        said = values.setdefault(claim.field, set())
        said.add(claim.value)
        if claim.relation is Relation.DISPUTES or (len(said) > 1 and claim.field != "ship"):
            found[claim.field] = None
    return tuple(found)


def timeline(
    incidents: Iterable[Incident],
    *,
    talks: Iterable[tuple[date, str]] = (),
    threats: Iterable[tuple[date, str]] = (),
) -> tuple[Moment, ...]:
    """What happened outside, in the talks, and what was announced, in the order of their days.

    An incident whose days are open at one end stands on the day that is known.
    """
    moments = [
        Moment(day.isoformat(), day.isoformat(), lane, words)
        for lane, said in (("talks", talks), ("threats", threats))
        for day, words in said
    ]
    for incident in incidents:
        first, last = incident.when.first, incident.when.last
        days = [each for each in (first, last) if each is not None]
        if not days:
            continue
        moments.append(
            Moment(
                day=days[0].isoformat(),
                last=days[-1].isoformat(),
                lane="events",
                words=f"{incident.kind.value}, {incident.place.name}",
                id=incident.id,
                kind=incident.kind.value,
                status=incident.status.value,
            )
        )
    return tuple(sorted(moments, key=lambda each: (each.day, each.lane, each.id, each.words)))


def tally_rows(
    counts: Iterable[tuple[str, str, str, int, Mapping[str, int]]], claimed: Tally | None = None
) -> tuple[TallyRow, ...]:
    """Rules side by side: (name, unit, words, count, by status) each, beside a claimed total."""
    return tuple(
        TallyRow(
            rule=name,
            unit=unit,
            words=words,
            count=total,
            by_status=tuple(by_status.items()),
            gap=claimed.number - total if claimed is not None else None,
        )
        for name, unit, words, total, by_status in counts
    )


def pair_views(
    proposals: Iterable[Proposal], incidents: Mapping[str, IncidentView]
) -> tuple[PairView, ...]:
    """Each proposal with both incidents, and the fields in which they differ."""
    compared = ("when", "place", "kind", "status", "outcome", "perpetrator", "target", "ships")
    found: list[PairView] = []
    for proposal in proposals:
        one, other = incidents[proposal.one], incidents[proposal.other]
        differing = tuple(name for name in compared if getattr(one, name) != getattr(other, name))
        found.append(PairView(one=one, other=other, why=proposal.why, differing=differing))
    return tuple(found)
