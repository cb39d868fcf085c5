"""Telling a room parts of the record as common ground: the desk's own words, past the same gate.

A part is an incident, one claim, or a claimed total. What people said is told only to rooms that
its entry names (``visible_to``); rows of a data set are told when a person names them. Each claim
is a sentence of its own that keeps who says it, so that what is in dispute stays in dispute. The
words leave as a conveyance like any other: nothing of the record reaches a room by another way.
"""

from collections.abc import Iterable, Iterator, Sequence

from wasit.errors import Refused
from wasit.record.claim import Claim, Relation, standing_of
from wasit.record.views import value_words
from wasit.seat.conveying import convey
from wasit.seat.record_book import Case, RecordBook
from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing
from wasit.talks.record_entries import RecordReleased, TallyClaimed

__all__ = ["NotForThatRoom", "release", "release_crossing"]

_SHOWN = ("when", "place", "kind", "outcome", "perpetrator", "target", "ship", "status")
"""Fields of a data set's row that are told with its incident; the rest only claim by claim."""


class NotForThatRoom(Refused):
    """The record keeps this for other rooms, or for the desk alone. Nothing was sent."""

    code = "record-not-for-room"
    advice = "Add a claim that names the room with --visible-to, if its source agrees."


def release_crossing(book: RecordBook, case: Case, room: str, parts: Sequence[str]) -> Crossing:
    """The words that telling these parts to a room would be, for the gate to judge.

    Raises:
        NotForThatRoom: a part is not for that room; RecordNameUnknown: there is no such part.
    """
    sentences = [line for part in parts for line in _lines(book, case, room, part)]
    return Crossing(target=room, sentences=tuple(sentences), language="en", manner=Manner.OWN_WORDS)


def release(book: RecordBook, crossing: Crossing, parts: Sequence[str]) -> str:
    """Tell the parts to the room, and keep in the journal that it was told; the conveyance's id.

    Raises:
        GateRefused, LinkLost: as ``convey``; nothing is kept as released.
    """
    conveyance = convey(book.desk, crossing)
    book.desk.journal.act(
        RecordReleased(room=crossing.target, conveyance=conveyance, parts=tuple(parts))
    )
    return conveyance


def _lines(book: RecordBook, case: Case, room: str, named: str) -> Iterator[str]:
    part = book.part_named(named)
    if part in book.kept.tallies:
        yield _of_tally(book.kept.tallies[part], room)
        return
    if "#" in part or part in book.kept.claims:
        held = book.kept.claims.get(part)
        incident = held.incident if held is not None else part.rpartition("#")[0]
        said = [claim for claim in case.said_of(incident) if claim.id == part]
        wanted = frozenset(claim.field for claim in said)
    else:
        incident, wanted = part, None
        said = list(standing_of(case.said_of(incident)))
    told = [claim for claim in said if _may_tell(claim, room, all_fields=wanted is not None)]
    if not told:
        raise NotForThatRoom(f"{part} holds nothing that may be told to {room!r}; nothing was sent")
    yield f"On record, {incident}:"
    yield from (_of_claim(claim) for claim in _in_order(told))


def _may_tell(claim: Claim, room: str, *, all_fields: bool) -> bool:
    """Whether the room may be told: people's claims where they say so, rows by being named."""
    if "#" in claim.id:
        return all_fields or claim.field in _SHOWN
    return room in claim.visible_to


def _in_order(claims: Iterable[Claim]) -> list[Claim]:
    places = {field: place for place, field in enumerate(_SHOWN)}
    return sorted(claims, key=lambda claim: places.get(claim.field, len(places)))


def _of_claim(claim: Claim) -> str:
    """One claim as a sentence, with who says it."""
    through = f", through {claim.through}" if claim.through not in {"", claim.said_by} else ""
    match claim.relation:
        case Relation.DISPUTES:
            value = value_words(claim.value)
            return f"{claim.said_by}{through} disputes the {claim.field}: {value}."
        case Relation.WITHDRAWS:
            return f"{claim.said_by}{through} has taken back what it said of the {claim.field}."
        case _:
            return f"{claim.field}, by {claim.said_by}{through}: {value_words(claim.value)}."


def _of_tally(tally: TallyClaimed, room: str) -> str:
    if room not in tally.visible_to:
        raise NotForThatRoom(f"tally {tally.id} is not for {room!r}; nothing was sent")
    span = f" from {tally.since}" if tally.since else ""
    span += f" to {tally.until}" if tally.until else ""
    return f"{tally.said_by} claims {tally.number} {tally.of}{span}."
