"""Rules of the journal: what may be recorded after what.

Each ``check_*`` raises before anything is changed; each ``keep_*`` then changes the fold and cannot
fail. The four pairs are the case and its rooms, releases of marks, conveyances, and the record.
"""

from typing import assert_never

from wasit.talks.carried import Manner
from wasit.talks.grounds import a_moment, known, new_id, new_name, some_text
from wasit.talks.journal_state import JournalFold, KeptCarry
from wasit.talks.kept import (
    CARRYING,
    CarryEvent,
    CarryState,
    CaseOpened,
    CaseOutcome,
    ConditionMet,
    EventHappened,
    HandedOn,
    Intent,
    Introduced,
    Naming,
    Note,
    NotSent,
    Received,
    Refusal,
    RelayNamed,
    ReportKept,
    RoomAdded,
)
from wasit.talks.marks import MarkCode
from wasit.talks.people import Authored
from wasit.talks.retention import RetentionSet, check_retention
from wasit.talks.turns import step
from wasit.talks.void import AlreadyThere, NotWellFormed

__all__ = [
    "check_carry",
    "check_case",
    "check_record",
    "check_release",
    "keep_carry",
    "keep_case",
    "keep_record",
    "keep_release",
]


CaseBody = CaseOpened | RoomAdded | RelayNamed | Introduced | RetentionSet


def check_case(fold: JournalFold, entry: Authored[object], body: CaseBody) -> None:
    """Return when the case's frame may change so."""
    match body:
        case CaseOpened():
            some_text(body.title, "the case's title")
            some_text(body.desk, "the desk's name")
            if body.default_mark is MarkCode.IF_OFFER:
                raise NotWellFormed("if_offer needs an offer and is no default mark")
        case RoomAdded():
            new_name(body.room, fold.rooms, "room")
            new_name(body.log, {each.log for each in fold.rooms.values()}, "log")
            names: set[str] = set()
            for naming in body.counterparts:
                _check_naming(naming, names, of=body.room)
                names.add(naming.name)
        case RelayNamed():
            some_text(body.relay, "where the relay is")
            some_text(body.relay_key, "the relay's key")
        case Introduced():
            known(fold.rooms, body.to_room, "room")
            taken = fold.naming.get(body.to_room, {})
            _check_naming(body.naming, set(taken), of=body.to_room)
        case RetentionSet():
            check_retention(entry)
        case _:
            assert_never(body)


def keep_case(fold: JournalFold, body: CaseBody) -> None:
    """Keep a change of the case's frame that was checked."""
    match body:
        case CaseOpened():
            fold.opened, fold.retention = body, body.retention
        case RoomAdded():
            fold.rooms[body.room] = body
            fold.naming[body.room] = {each.name: each.room for each in body.counterparts}
        case RelayNamed():
            fold.relay = body
        case Introduced():
            fold.naming[body.to_room][body.naming.name] = body.naming.room
        case RetentionSet():
            fold.retention = body.rule
        case _:
            assert_never(body)


def _check_naming(naming: Naming, taken: set[str], *, of: str) -> None:
    new_name(naming.name, taken, "counterpart")
    some_text(naming.room, "the room that a counterpart's name stands for")
    if naming.room == of:
        raise NotWellFormed(f"room {of!r} is named as its own counterpart; nothing was changed")


def check_release(fold: JournalFold, body: ConditionMet | EventHappened) -> None:
    """Return when the mark may be recorded as released."""
    known(fold.rooms, body.room, "room")
    some_text(body.mark, "the id of the mark released")
    match body:
        case ConditionMet():
            some_text(body.offered, "what was offered")
            known(fold.rooms, body.shown_by.room, "room")
            if body.shown_by.room == body.room:
                raise NotWellFormed(
                    "an offer is shown by a statement of another side; nothing was released"
                )
        case EventHappened():
            some_text(body.words, "what happened")
            a_moment(body.at)
            if body.mark in fold.events.get(body.room, {}):
                raise AlreadyThere("that event is recorded already; nothing was changed")
        case _:
            assert_never(body)


def keep_release(fold: JournalFold, body: ConditionMet | EventHappened) -> None:
    """Keep a release that was checked; each record of an offer stands beside the others."""
    match body:
        case ConditionMet():
            fold.conditions.setdefault(body.room, {}).setdefault(body.mark, []).append(body)
        case EventHappened():
            fold.events.setdefault(body.room, {})[body.mark] = body
        case _:
            assert_never(body)


def check_carry(fold: JournalFold, body: Intent | HandedOn | NotSent | Received) -> None:
    """Return when the conveyance may move so."""
    carry = fold.carries.get(body.conveyance)
    if carry is None and not isinstance(body, Intent):
        known(fold.carries, body.conveyance, "conveyance")
    if carry is not None and isinstance(body, Intent):
        raise AlreadyThere(f"conveyance {body.conveyance!r} is intended already")
    step(CARRYING, carry.state if carry is not None else CarryState.UNHEARD, _event_of(body))
    match body:
        case Intent():
            _check_intent(fold, body)
        case HandedOn():
            a_moment(body.at)
            for head in body.heads:
                known(fold.rooms, head.room, "room")
            if body.number < 1:
                raise NotWellFormed(f"seen {body.number} where an entry's number was expected")
        case NotSent():
            some_text(body.code, "the code of why it was not sent")
        case Received():
            a_moment(body.at)
            some_text(body.how, "how the desk knows that it was received")
        case _:
            assert_never(body)


def keep_carry(
    fold: JournalFold, entry: Authored[object], body: Intent | HandedOn | NotSent | Received
) -> None:
    """Keep a step of a conveyance that was checked."""
    if isinstance(body, Intent):
        fold.carries[body.conveyance] = KeptCarry(
            state=CarryState.INTENDED,
            number=entry.number,
            at=entry.at,
            by=entry.author.id,
            intent=body,
        )
        statements = {(source.room, source.statement) for source in body.sources}
        for room, statement in sorted(statements):
            rests = fold.by_source.setdefault(room, {}).setdefault(statement, [])
            rests.append(body.conveyance)
        return
    carry = fold.carries[body.conveyance]
    carry.state = step(CARRYING, carry.state, _event_of(body))
    match body:
        case HandedOn():
            carry.handed_on = body
        case NotSent():
            carry.not_sent = body
        case Received():
            carry.received = body
        case _:
            assert_never(body)


def _event_of(body: Intent | HandedOn | NotSent | Received) -> CarryEvent:
    match body:
        case Intent():
            return CarryEvent.INTENT
        case HandedOn():
            return CarryEvent.HANDED_ON
        case NotSent():
            return CarryEvent.NOT_SENT
        case Received():
            return CarryEvent.RECEIVED
        case _:
            assert_never(body)


def _check_intent(fold: JournalFold, body: Intent) -> None:
    new_id(body.conveyance, fold.carries, "conveyance")
    some_text(body.words_hash, "the hash of the words")
    known(fold.rooms, body.target, "room")
    for source in body.sources:
        known(fold.rooms, source.room, "room")
    for head in body.heads:
        known(fold.rooms, head.room, "room")
    own = body.manner is Manner.OWN_WORDS
    if own != body.own_words or own == bool(body.sources):
        raise NotWellFormed(
            "the desk's own words have no source, and all others have one; nothing was intended"
        )
    if body.override is not None:
        some_text(body.override.text, "the reason of an override")


def check_record(fold: JournalFold, body: Refusal | ReportKept | CaseOutcome | Note) -> None:
    """Return when it may be put on record."""
    match body:
        case Refusal():
            some_text(body.code, "the code of a refusal")
        case ReportKept():
            known(fold.rooms, body.room, "room")
            a_moment(body.at)
        case CaseOutcome():
            for each in body.rounds:
                known(fold.rooms, each.room, "room")
        case Note():
            some_text(body.text, "a note")
        case _:
            assert_never(body)


def keep_record(
    fold: JournalFold, entry: Authored[object], body: Refusal | ReportKept | CaseOutcome | Note
) -> None:
    """Put on record what was checked."""
    match body:
        case Refusal():
            fold.refusals.append((entry.number, entry.at, body))
        case ReportKept():
            fold.reports.append((entry.number, body))
        case CaseOutcome():
            fold.outcomes.append((entry.number, body))
        case Note():
            fold.notes.append((entry.number, entry.at, body))
        case _:
            assert_never(body)
