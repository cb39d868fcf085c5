"""What a seat keeps in its vault besides frames, by name. All of it is secret.

==========================  ==========================================================
name                        value
==========================  ==========================================================
``device``                  the device's secrets, as ``DeviceSecrets.to_bytes``
``log/<log>``               ``LogRecord``
``snapshot/<log>``          ``Snapshot`` of the fold, to open quickly
``leaving/<log>``           ``Leaving``: a desk's act on its way, until its fate is known
``copied/<log>``            there while a copy of this seat was seen to be in use
``given-up/<log>/<id>``     an act let go as not arrived, by its frame's id, should it still come
``refused/<log>/<n>``       an own act that was numbered but is void, so that no words are lost
``refused/<log>/<n>/<id>``  an own act in a history that did not go on, by its entry's id
``abandoned/<log>/<id>``    ``Abandoned``: frames of a history that did not go on, by the last's id
``invitation/<log>``        ``InvitationRecord``, at the desk
``joining``                 ``JoiningRecord``, at a joiner until the desk has confirmed
``token/<log>/<device>``    SHA-256 of the relay token of a seat that this desk seat let in
``left/<log>/<device>``     the same of one that has left, should an old relay still know it
``renewing/<log>``          ``Renewing``: a token that takes another's place
``case``                    ``CaseRecord``, at the desk
``sheet``                   ``SheetRecord``: what is asked back of the desk's recovery sheet
``epochs/<log>``            epochs' keys out of a backup, by number
``unsent/<log>/...``        bodies of acts that waited when a backup was made; said by none yet
``draft/<id>``              ``KeptCrossing``: a crossing that waits for the relay, not yet checked
``visit/<log>``             ``Visit``: how far the person has seen that log, and when
``writing/<log>/<id>``      ``Draft``: words for that log, not yet said
``blob/<log>/<name>``       a sealed chunk of a file of that log
``unput/<log>/<name>``      there while the relay has not acknowledged that chunk
``resealed/<log>/<words>``  ``Resealed``: files for a crossing, sealed for its target, not yet there
``contact/<log>``           when the relay last answered for the log, as the seat was closed
``farewell/<log>/<device>``  ``FarewellRecord``, at the desk: a last word on its way to who left
``goodbye/<log>``           ``GoodbyeRecord``: that this seat left the log, by the desk's word
``sealed``                  when the case was sealed here; the seat then reads, and does no more
``hashes/<log>``            ``KeptHashes``: all that is left of a log here after erasing
``vintage/<id>``            the key of a data set's sealed file
``draft-page/<name>``       what was typed on a page and not sent, as JSON
==========================  ==========================================================
"""

from enum import StrEnum
from typing import TypeVar

import msgspec

from wasit.channel.members import DeviceKeys
from wasit.talks.files import AttachedFile
from wasit.talks.people import Person

__all__ = [
    "Abandoned",
    "CaseRecord",
    "FarewellRecord",
    "GoodbyeRecord",
    "InvitationRecord",
    "InvitationState",
    "InvitedLog",
    "JoiningRecord",
    "KeptHashes",
    "Leaving",
    "LogKind",
    "LogRecord",
    "RefusedEntry",
    "Renewing",
    "Resealed",
    "SheetRecord",
    "Snapshot",
    "load",
    "store",
]

RecordT = TypeVar("RecordT", bound=msgspec.Struct)


class LogKind(StrEnum):
    """What a log is to the case."""

    ROOM = "room"
    JOURNAL = "journal"


class LogRecord(msgspec.Struct, frozen=True):
    """A log this seat belongs to: where it is, with which token, under which name.

    ``stopped`` is the code of the fault for which nothing is sent to or accepted from the relay.
    """

    log_id: bytes
    kind: LogKind
    name: str
    relay: str
    relay_key: bytes
    token: bytes
    owner: bool = False
    stopped: str | None = None

    def __repr__(self) -> str:
        """Never the token."""
        return f"LogRecord(kind={self.kind.value})"


class RefusedEntry(msgspec.Struct, frozen=True):
    """An entry that is void, as it is shown: its number, id, and why."""

    number: int
    entry_id: str
    code: str
    message: str


class Snapshot(msgspec.Struct, frozen=True):
    """A fold at a number, good only for the code that made it and while its head is the log's."""

    version: int
    number: int
    head: bytes
    channel: bytes
    talks: bytes
    refused: tuple[RefusedEntry, ...]


class Leaving(msgspec.Struct, frozen=True):
    """A desk's act that is being appended; it is never sent again without the gate."""

    counter: int
    frame: bytes


class Renewing(msgspec.Struct, frozen=True):
    """The token that this desk seat is about to own a log by, and the one it did before."""

    before: bytes
    token: bytes

    def __repr__(self) -> str:
        """Never the tokens."""
        return "Renewing()"


class Abandoned(msgspec.Struct, frozen=True):
    """Frames that were kept as numbers ``after + 1`` and on, until the log went on without them."""

    after: int
    frames: tuple[bytes, ...]


class Resealed(msgspec.Struct, frozen=True):
    """Files of a crossing, sealed for its target's log, until they stand there."""

    files: tuple[AttachedFile, ...]


class FarewellRecord(msgspec.Struct, frozen=True):
    """A last word to a device that left: its sealed letter, where it goes, and who may read it."""

    box: bytes
    owner_token: bytes
    reader_hash: bytes
    letter: bytes

    def __repr__(self) -> str:
        """Never the token."""
        return "FarewellRecord(...)"


class GoodbyeRecord(msgspec.Struct, frozen=True):
    """When this seat left a log, and the name of who of the desk says so."""

    at: str
    by: str


class KeptHashes(msgspec.Struct, frozen=True):
    """What is left of an erased log: its frames' ids by number, its head, the relay's note of it.

    ``checkpoint`` is empty where the relay was away. No word, name or key is in it.
    """

    log_id: bytes
    kind: LogKind
    relay_key: bytes
    frames: tuple[bytes, ...]
    head: bytes
    checkpoint: str
    erased_at: str


class InvitedLog(msgspec.Struct, frozen=True):
    """A log that an invitation leads to, as its letter names it."""

    log_id: bytes
    kind: LogKind
    name: str
    relay: str
    relay_key: bytes


class InvitationState(StrEnum):
    """Where an invitation is."""

    OPEN = "open"
    USED = "used"
    REVOKED = "revoked"


class InvitationRecord(msgspec.Struct, frozen=True):
    """An invitation as the desk keeps it: listed, revocable, good once and for seven days.

    ``replaces`` is the id of a device that leaves when the invited one comes in,
    ``replaces_person`` of a person who does, with all their devices.
    """

    secret: bytes
    owner_token: bytes
    relay: str
    person: Person
    logs: tuple[InvitedLog, ...]
    made_at: str
    expires_at: str
    replaces: str | None = None
    replaces_person: str | None = None
    state: InvitationState = InvitationState.OPEN

    def __repr__(self) -> str:
        """Never the secret."""
        return f"InvitationRecord(state={self.state.value})"


class JoiningRecord(msgspec.Struct, frozen=True):
    """What a joiner keeps until the desk has confirmed: the letter's facts and its own tokens."""

    logs: tuple[InvitedLog, ...]
    tokens: tuple[bytes, ...]
    desk: DeviceKeys

    def __repr__(self) -> str:
        """Never the tokens."""
        return f"JoiningRecord(logs={len(self.logs)})"


class CaseRecord(msgspec.Struct, frozen=True):
    """The case as this desk seat runs it: where new logs are created, and with which token."""

    title: str
    desk: str
    relay: str
    relay_key: bytes
    creation_token: str

    def __repr__(self) -> str:
        """Never the token."""
        return "CaseRecord(...)"


class SheetRecord(msgspec.Struct, frozen=True):
    """The two words of a recovery sheet that are asked back, until they were."""

    places: tuple[int, int] = (0, 0)
    words: tuple[str, str] = ("", "")
    confirmed: bool = False

    def __repr__(self) -> str:
        """Never the words."""
        return f"SheetRecord(confirmed={self.confirmed})"


def store(record: msgspec.Struct) -> bytes:
    """A record's bytes for the vault."""
    return msgspec.msgpack.encode(record)


def load(raw: bytes, kind: type[RecordT]) -> RecordT:
    """The record of that kind in those bytes."""
    return msgspec.msgpack.decode(raw, type=kind)
