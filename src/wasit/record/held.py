"""What the record holds of an incident: its claims read into one value of each field.

Nothing is decided for good: a claim that comes later is read with the others. Of the claims that
stand (``claim.standing_of``), those that dispute mark their field as disputed and offer no value of
their own; of the rest the best graded gives the value (credibility first, then reliability; what
cannot be judged ranks in the middle), and of equals the one learned first. Ships are all those that
standing claims name. Where nobody graded the status, an incident whose doer or kind is disputed
stands as disputed, one that only its doer claims as claimed, and any other as reported; a claim of
the status itself goes before that. An incident of which every claim was withdrawn is withdrawn.

A row of a vintage is read as claims too, by ``claims_of_row``: their ids are ``ID#field``, so a
person can dispute or correct one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from wasit.record.claim import (
    Claim,
    ClaimUnreadable,
    Credibility,
    Figure,
    Relation,
    Reliability,
    standing_of,
)
from wasit.record.export import Said, claims_of
from wasit.record.incident import (
    Casualties,
    Incident,
    Kind,
    Outcome,
    PartOf,
    Status,
    Whose,
    is_imo,
)
from wasit.record.place import Place, Waters, read_position, waters_of
from wasit.record.when import day, parse_when

__all__ = ["DEAD", "FIELDS", "check_value", "claims_of_row", "held", "rank"]

FIELDS = {
    "when": "EDTF: 2024-01-12, 2024-01-12T02:30Z, 2024-01~",
    "place": "a name",
    "point": "latitude and longitude",
    "radius_m": "metres",
    "country": "a name",
    "waters": ", ".join(each.value for each in Waters),
    "kind": ", ".join(each.value for each in Kind),
    "status": ", ".join(each.value for each in Status),
    "outcome": ", ".join(each.value for each in Outcome),
    "perpetrator": "a name",
    "target": "a name",
    "direction": "known or unknown",
    "ship": "an IMO number",
    "operation": "a name",
    "round": "a name",
    "raids": "a number",
    "note": "words",
}
"""Fields that an incident is read from, and the form of each; ``dead of ...`` comes beside them."""

DEAD = {f"dead of {whose.value}": whose for whose in Whose}
"""Fields that give the dead of one party, as a number or low, best and high."""

_CREDIBLE = (
    Credibility.ONE,
    Credibility.TWO,
    Credibility.THREE,
    Credibility.SIX,
    Credibility.FOUR,
    Credibility.FIVE,
)
_RELIABLE = (
    Reliability.A,
    Reliability.B,
    Reliability.C,
    Reliability.F,
    Reliability.D,
    Reliability.E,
)
_DECIDING = frozenset({"kind", "perpetrator", "when"})
"""Fields whose dispute puts the whole incident in dispute."""
EnumT = TypeVar("EnumT", Kind, Status, Outcome, Waters)


def rank(claim: Claim) -> tuple[int, int]:
    """Where the claim stands among others of its field, best first."""
    return _CREDIBLE.index(claim.credibility), _RELIABLE.index(claim.reliability)


def check_value(field: str, value: str) -> None:
    """Return when the value has the field's form; a field that is read by nobody takes any words.

    Raises:
        ClaimUnreadable, BadInput: it has not.
    """
    match field:
        case "when":
            parse_when(value)
        case "point":
            _point(value)
        case "kind":
            _word(Kind, field, value)
        case "status":
            _word(Status, field, value)
        case "outcome":
            _word(Outcome, field, value)
        case "waters":
            _word(Waters, field, value)
        case "ship" if not is_imo(value):
            raise ClaimUnreadable(f"{value!r} is no IMO number; nothing was recorded")
        case "direction" if value not in {"known", "unknown"}:
            raise ClaimUnreadable("a direction is known or unknown; nothing was recorded")
        case "radius_m" | "raids":
            _whole(field, value)
        case _ if field in DEAD:
            _whole(field, value)
        case _:
            return


def claims_of_row(incident: Incident) -> list[Claim]:
    """Every value of a row as a claim of its sources through its data set, ungraded."""
    found: list[Claim] = []
    learned = incident.known_on or incident.when.first or date.min
    for said in claims_of([incident]):
        value: str | Figure = said.value
        if said.field in DEAD:
            value = _range(said)
        found.append(
            Claim(
                id=_name(incident.id, said.field, found),
                incident=incident.id,
                field=said.field,
                value=value,
                said_by=said.said_by,
                through=said.through,
                words=said.words,
                learned_at=learned,
                happened_at=incident.when,
            )
        )
    return found


def _range(said: Said) -> str | Figure:
    """The dead as a range; as they were written where that is none."""
    low, best, high = (int(part) if part else None for part in (said.low, said.value, said.high))
    try:
        return Figure(low=low, best=best, high=high)
    except ClaimUnreadable:
        return said.value or said.high or said.low


def held(
    name: str,
    claims: Sequence[Claim],
    *,
    row: Incident | None = None,
    known_on: date | None = None,
) -> Incident | None:
    """The incident as its claims have it on a day; None where nothing was known of it then.

    ``row`` is the incident as a vintage has it, for claims that were made of a row.
    """
    of_row = claims_of_row(row) if row is not None else []
    said = [claim for claim in claims if known_on is None or claim.learned_at <= known_on]
    if row is None and not said:
        return None
    standing = [*standing_of([*of_row, *said])]
    withdrawn = not any(claim.relation is not Relation.WITHDRAWS for claim in standing)
    read = standing if not withdrawn else [c for c in said if c.relation is not Relation.WITHDRAWS]
    values = _values(claim for claim in read if claim.relation is not Relation.DISPUTES)
    base = row or Incident(
        id=name,
        when=day(min(claim.learned_at for claim in said)),
        place=Place(name=""),
        kind=Kind.OTHER,
        says=", ".join(dict.fromkeys(claim.said_by for claim in said)),
        dataset="desk",
        known_on=min(claim.learned_at for claim in said),
    )
    incident = _read(replace(base, id=name), values)
    status = _status(standing, values, row=row, doer=incident.perpetrator)
    return replace(incident, status=Status.WITHDRAWN if withdrawn else status)


def _values(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by field, best first; of equals the one learned first."""
    by_field: dict[str, list[Claim]] = {}
    for claim in claims:
        by_field.setdefault(claim.field, []).append(claim)
    return {
        field: sorted(said, key=lambda claim: (*rank(claim), claim.learned_at))
        for field, said in by_field.items()
    }


def _read(base: Incident, values: Mapping[str, Sequence[Claim]]) -> Incident:
    """The incident with the best claim of each field in it."""

    def best(field: str, otherwise: str) -> str:
        said = values.get(field)
        return str(said[0].value) if said else otherwise

    place, part = base.place, base.part_of
    name = best("place", place.name)
    latitude, longitude = place.latitude, place.longitude
    if "point" in values:
        latitude, longitude = _point(best("point", ""))
    waters = Waters(best("waters", (waters_of(name) if name != place.name else place.waters).value))
    radius = best("radius_m", "" if place.radius_m is None else str(place.radius_m))
    when = parse_when(best("when", base.when.edtf)) if "when" in values else base.when
    raids = best("raids", "")
    return replace(
        base,
        when=when if when.edtf != base.when.edtf else base.when,
        place=Place(
            name=name,
            latitude=latitude,
            longitude=longitude,
            radius_m=int(radius) if radius else None,
            waters=waters,
            country=best("country", place.country),
        ),
        kind=Kind(best("kind", base.kind.value)),
        outcome=Outcome(best("outcome", base.outcome.value)),
        perpetrator=best("perpetrator", base.perpetrator),
        target=best("target", base.target),
        direction_known=best("direction", "known" if base.direction_known else "") == "known",
        ships=tuple(dict.fromkeys(str(claim.value) for claim in values.get("ship", ()))),
        casualties=_casualties(values, base),
        part_of=PartOf(
            operation=best("operation", part.operation),
            round=best("round", part.round),
            raids=int(raids) if raids else part.raids,
            raids_of=part.raids_of or (base.id if raids else ""),
        ),
        note=best("note", base.note),
    )


def _casualties(values: Mapping[str, Sequence[Claim]], base: Incident) -> tuple[Casualties, ...]:
    shared = {part.whose: part.shared for part in base.casualties}
    found: list[Casualties] = []
    for field, whose in DEAD.items():
        said = values.get(field)
        if not said:
            continue
        value = said[0].value
        figure = value if isinstance(value, Figure) else Figure(None, int(value), None)
        found.append(
            Casualties(whose, figure.low, figure.best, figure.high, shared.get(whose, False))
        )
    return tuple(found)


def _status(
    standing: Sequence[Claim],
    values: Mapping[str, Sequence[Claim]],
    *,
    row: Incident | None,
    doer: str,
) -> Status:
    said = values.get("status")
    if said:
        return Status(str(said[0].value))
    by_person = [claim for claim in standing if row is None or "#" not in claim.id]
    if any(
        claim.relation is Relation.DISPUTES and claim.field in _DECIDING for claim in by_person
    ) or any(
        len({claim.value for claim in values.get(field, ())}) > 1
        for field in _DECIDING
        if any(claim.field == field for claim in by_person)
    ):
        return Status.DISPUTED
    if row is not None:
        return row.status
    sayers = {claim.said_by.casefold() for claim in standing}
    return Status.CLAIMED if doer and sayers == {doer.casefold()} else Status.REPORTED


def _name(incident: str, field: str, found: Sequence[Claim]) -> str:
    """The claim's id; a second ship of one row gets a number."""
    same = sum(1 for claim in found if claim.field == field)
    return f"{incident}#{field}" + (f".{same + 1}" if same else "")


def _point(text: str) -> tuple[float, float]:
    parts = text.replace(",", " ").split()
    return read_position(",".join(parts) if len(parts) == 2 else text)


def _whole(field: str, text: str) -> int:
    if not text.isdecimal():
        raise ClaimUnreadable(f"{field} is {text!r}, no whole number; nothing was recorded")
    return int(text)


def _word(words: type[EnumT], field: str, text: str) -> EnumT:
    try:
        return words(text)
    except ValueError as error:
        known = ", ".join(str(each.value) for each in words)
        raise ClaimUnreadable(
            f"{field} is {text!r}; one of {known} was expected; nothing was recorded"
        ) from error
