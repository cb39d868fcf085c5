"""Where each conveyance and each statement stands, read off the journal and the rooms.

These are the desk's facts. A room learns them only by a report.
"""

from collections.abc import Iterator
from enum import StrEnum

from wasit.errors import NotFound
from wasit.talks.carried import Manner
from wasit.talks.in_force import Logs
from wasit.talks.journal import Journal
from wasit.talks.journal_state import KeptCarry
from wasit.talks.people import Value
from wasit.talks.room_state import KeptConveyance, KeptSentence, KeptStatement

__all__ = [
    "Carried",
    "Fate",
    "NotInCase",
    "SentenceStanding",
    "ThreeTimes",
    "standing_of",
    "three_times",
]


class NotInCase(NotFound):
    """The case holds no such room, statement or conveyance."""

    code = "not-in-case"


class ThreeTimes(Value, frozen=True, kw_only=True):
    """When words were handed to us, handed on, and received; None for what has not been."""

    handed_to_us: str | None
    handed_on: str | None
    received: str | None


def three_times(conveyance: str, *, journal: Journal, rooms: Logs) -> ThreeTimes:
    """The three times of a conveyance.

    Handed to us is the latest of its sources' times; received is what the journal says, else the
    first receipt of the target room that covers it.

    Raises:
        NotInCase: the journal knows no such conveyance.
    """
    carry = journal.carries.get(conveyance)
    if carry is None:
        raise NotInCase(f"the journal knows no conveyance {conveyance!r}; nothing was read")
    return _times_of(carry, rooms)


def _times_of(carry: KeptCarry, rooms: Logs) -> ThreeTimes:
    handed_to_us = [
        statement.at
        for source in carry.intent.sources
        if (room := rooms.get(source.room)) is not None
        and (statement := room.statements.get(source.statement)) is not None
    ]
    handed_on = carry.handed_on
    received = carry.received.at if carry.received is not None else None
    target = rooms.get(carry.intent.target)
    if received is None and handed_on is not None and target is not None:
        received = target.received_at(handed_on.number)
    return ThreeTimes(
        handed_to_us=max(handed_to_us, default=None),
        handed_on=handed_on.at if handed_on is not None else None,
        received=received,
    )


class Fate(StrEnum):
    """What can be true of a sentence; several can be at once."""

    HELD = "held"
    CONVEYED = "conveyed"
    RECEIVED = "received"
    READ_BACK = "read_back"
    ANSWERED = "answered"
    REPORTED = "reported"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Carried(Value, frozen=True, kw_only=True):
    """One conveyance that a sentence went into."""

    conveyance: str
    target: str
    manner: Manner
    number: int
    times: ThreeTimes


class SentenceStanding(Value, frozen=True, kw_only=True):
    """Where one sentence stands."""

    sentence: str
    fates: tuple[Fate, ...]
    carried: tuple[Carried, ...]


def standing_of(
    *, room: str, statement: str, journal: Journal, rooms: Logs, now: str
) -> tuple[SentenceStanding, ...]:
    """Where each sentence of a statement stands at ``now``, in the order they were said.

    Raises:
        NotInCase: there is no such room or statement.
    """
    talks = rooms.get(room)
    kept = talks.statements.get(statement) if talks is not None else None
    if talks is None or kept is None:
        raise NotInCase(f"room {room!r} holds no statement {statement!r}; nothing was read")
    carries = [
        journal.carries[conveyance]
        for conveyance in journal.by_source.get(room, {}).get(statement, [])
    ]
    reported = [talks.reports[number].report.sentence for number in kept.reports]
    found: list[SentenceStanding] = []
    for sentence in kept.sentences.values():
        own = [carry for carry in carries if _rests_on(carry, room, kept, sentence)]
        fates = list(_fates_there(own, rooms))
        if None in reported or sentence.id in reported:
            fates.append(Fate.REPORTED)
        if sentence.withdrawn is not None:
            fates.append(Fate.WITHDRAWN)
        if _lapsed(sentence, now):
            fates.append(Fate.LAPSED)
        carried = tuple(
            Carried(
                conveyance=carry.intent.conveyance,
                target=carry.intent.target,
                manner=carry.intent.manner,
                number=carry.handed_on.number,
                times=_times_of(carry, rooms),
            )
            for carry in own
            if carry.handed_on is not None
        )
        found.append(SentenceStanding(sentence=sentence.id, fates=tuple(fates), carried=carried))
    return tuple(found)


def _rests_on(
    carry: KeptCarry, room: str, statement: KeptStatement, sentence: KeptSentence
) -> bool:
    """Whether the conveyance was handed on and names the sentence as a source."""
    return carry.handed_on is not None and any(
        (source.room, source.statement, source.sentence) == (room, statement.said.id, sentence.id)
        for source in carry.intent.sources
    )


def _fates_there(carries: list[KeptCarry], rooms: Logs) -> Iterator[Fate]:
    """What became of a sentence by way of the conveyances that were handed on."""
    if not carries:
        yield Fate.HELD
        return
    yield Fate.CONVEYED
    if any(_times_of(carry, rooms).received is not None for carry in carries):
        yield Fate.RECEIVED
    there = [conveyance for carry in carries if (conveyance := _there(carry, rooms)) is not None]
    if any(conveyance.read_back_by for conveyance in there):
        yield Fate.READ_BACK
    if any(conveyance.answered_by for conveyance in there):
        yield Fate.ANSWERED


def _there(carry: KeptCarry, rooms: Logs) -> KeptConveyance | None:
    target = rooms.get(carry.intent.target)
    return target.conveyances.get(carry.intent.conveyance) if target is not None else None


def _lapsed(sentence: KeptSentence, now: str) -> bool:
    """Whether a mark in force was good until a time that is past."""
    marks = [kept.mark for kept in sentence.in_force()]
    marks += [mark.then for mark in marks if mark.then is not None]
    return any(mark.until is not None and now > mark.until for mark in marks)
