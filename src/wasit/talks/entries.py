"""Bodies of entries: which kinds a room's log and the journal hold, and reading them.

``kind`` is the tag. A kind this version does not know is no error: it is read as ``NewerKind``,
the fold notes its number, and the gate refuses conveyances from that log.
"""

from typing import get_args

import msgspec
import msgspec.inspect

from wasit.talks.approval import Approval, ApprovalAsked
from wasit.talks.carried import Conveyance, ReadBackSettled, Receipt, Report
from wasit.talks.deeds import TermBody
from wasit.talks.kept import (
    CaseOpened,
    CaseOutcome,
    ConditionMet,
    EventHappened,
    HandedOn,
    Intent,
    Introduced,
    Note,
    NotSent,
    Received,
    Refusal,
    RelayNamed,
    ReportKept,
    RoomAdded,
)
from wasit.talks.opening import Counterpart, RoomClosed, RoomOpened
from wasit.talks.people import Value
from wasit.talks.record_entries import RecordEntry
from wasit.talks.retention import RetentionSet
from wasit.talks.rounds import Convening, Outcome
from wasit.talks.said import AcceptStatement, Remark, Statement, Withdrawal
from wasit.talks.void import NotWellFormed

__all__ = [
    "JOURNAL_KINDS",
    "ROOM_KINDS",
    "JournalBody",
    "NewerKind",
    "RoomBody",
    "body_to_plain",
    "kind_of",
    "read_journal_body",
    "read_room_body",
]

RoomBody = (
    RoomOpened
    | Counterpart
    | Statement
    | Remark
    | Withdrawal
    | AcceptStatement
    | Conveyance
    | Receipt
    | Report
    | ReadBackSettled
    | Convening
    | Outcome
    | RetentionSet
    | RoomClosed
)
"""Everything a room's log may say."""

JournalBody = (
    CaseOpened
    | RoomAdded
    | RelayNamed
    | ApprovalAsked
    | Approval
    | Introduced
    | RetentionSet
    | ConditionMet
    | EventHappened
    | Intent
    | HandedOn
    | NotSent
    | Refusal
    | Received
    | ReportKept
    | CaseOutcome
    | Note
    | TermBody
    | RecordEntry
)
"""Everything the journal may say."""


class NewerKind(Value, frozen=True):
    """An entry of a kind that this version does not know; its bytes are kept by the seat."""

    name: str


def _kinds(union: object) -> dict[str, type[msgspec.Struct]]:
    found: dict[str, type[msgspec.Struct]] = {}
    for info in msgspec.inspect.multi_type_info(get_args(union)):
        if not isinstance(info, msgspec.inspect.StructType):
            raise TypeError(f"{info} is not a kind of entry")
        found[str(info.tag)] = info.cls
    return found


ROOM_KINDS = _kinds(RoomBody)
"""Kind to class, for a room's log."""

JOURNAL_KINDS = _kinds(JournalBody)
"""Kind to class, for the journal."""

_KIND_OF = {cls: kind for kinds in (ROOM_KINDS, JOURNAL_KINDS) for kind, cls in kinds.items()}


def read_room_body(plain: dict[str, object]) -> RoomBody | NewerKind:
    """The body of a room's entry from its decoded JSON (with ``kind``).

    Raises:
        NotWellFormed: the kind is known and its fields are not what it has.
    """
    if plain.get("kind") not in ROOM_KINDS:
        return _newer(plain)
    try:
        return msgspec.convert(plain, RoomBody)
    except msgspec.ValidationError as error:
        raise _not_of_its_kind(plain, error) from error


def read_journal_body(plain: dict[str, object]) -> JournalBody | NewerKind:
    """The body of a journal entry from its decoded JSON (with ``kind``).

    Raises:
        NotWellFormed: the kind is known and its fields are not what it has.
    """
    if plain.get("kind") not in JOURNAL_KINDS:
        return _newer(plain)
    try:
        return msgspec.convert(plain, JournalBody)
    except msgspec.ValidationError as error:
        raise _not_of_its_kind(plain, error) from error


def kind_of(body: RoomBody | JournalBody | NewerKind) -> str:
    """The kind of a body: its tag, or the name of the newer kind."""
    if isinstance(body, NewerKind):
        return body.name
    return _KIND_OF[type(body)]


def body_to_plain(body: RoomBody | JournalBody) -> dict[str, object]:
    """The body as plain JSON values, with its ``kind``; ``read_*_body`` reads it back."""
    return msgspec.to_builtins(body)


def _newer(plain: dict[str, object]) -> NewerKind:
    kind = plain.get("kind")
    if not isinstance(kind, str) or not kind:
        raise NotWellFormed("an entry has no kind; it was not taken")
    return NewerKind(kind)


def _not_of_its_kind(plain: dict[str, object], error: msgspec.ValidationError) -> NotWellFormed:
    return NotWellFormed(f"an entry of kind {plain['kind']} is not as expected ({error})")
