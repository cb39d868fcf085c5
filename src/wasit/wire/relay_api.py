"""What a seat and a relay say to each other over HTTP: paths, answers, limits, refusals.

===========================================  =====  =======================  ======================
path                                         right  body                     answer
===========================================  =====  =======================  ======================
``GET /v1/relay``                            none   none                     200 ``RelayFacts``
``GET /openapi.json``                        none   none                     200, this as OpenAPI
``PUT /v1/logs/{log}``                       *      ``NewLog``               201, empty
``POST /v1/logs/{log}/frames``               append one frame                201 ``Numbered``
``GET /v1/logs/{log}/frames?after=n``        read   none                     200 pages, see below
``GET /v1/logs/{log}/events?after=n``        read   none                     200 event stream
``PUT /v1/logs/{log}/tokens/{hash}``         own    ``TokenRight``           204, empty
``DELETE /v1/logs/{log}/tokens/{hash}``      own    none                     204, empty
``PUT /v1/logs/{log}/blobs/{hash}``          append one blob                 201, empty
``GET /v1/logs/{log}/blobs/{hash}``          read   none                     200, the blob
===========================================  =====  =======================  ======================

``{log}`` and ``{hash}`` are 64 lower-case hex digits. A request carries
``Authorization: Bearer T``, T in hex; ``T`` is a seat's own random token, of
which the relay knows only the SHA-256. For ``PUT /v1/logs/{log}`` (*) it is the operator's creation
token, as text. Own includes append, append includes read. An unknown log, a wrong token and a
missing right are one and the same 404. Asking again for a log with the same owner is answered like
the first time, and so is sending a frame again. A log always keeps an owner.

A page of frames is ``u32 length, checkpoint note``, then ``u32 length, frame`` for frames
``after + 1``, ``after + 2``, and so on, big-endian, at most ``PAGE_FRAMES`` of them and
``PAGE_BYTES`` bytes; the note covers the whole log at that moment, so a reader knows whether to ask
again. An event stream sends ``data: N`` whenever the log's newest number N is above ``after``, and
a comment now and then so that both ends notice a dead line. A refusal is a JSON ``Refusal``.

A blob is one sealed chunk of a file: ``BLOB_SIZE`` bytes (``wire.blobs``), named by its SHA-256 in
the space of one log of entries; putting it again is answered like the first time. It is on disk
before it is answered. Nothing lists blobs: whoever may read a log asks for those that its entries
name.

A relay limits each log by itself: its length in frames and bytes (``log-full``), frames numbered in
a minute (``too-many-appends``), open event streams (``too-many-streams``), bytes of blobs
(``blobs-full``) and blobs kept in a minute (``too-many-blobs``). Blobs of owners are counted apart
from those of others, so that a room never meets a limit by what the desk brought or did not bring.
Where waiting helps, the refusal carries ``Retry-After`` in whole seconds, at most
``RETRY_AFTER_LIMIT_S``. A body that comes too slowly is cut off (``sender-too-slow``).
"""

import struct
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from wasit.errors import Untrusted

__all__ = [
    "PAGE_BYTES",
    "PAGE_FRAMES",
    "RETRY_AFTER_LIMIT_S",
    "BadPage",
    "NewLog",
    "Numbered",
    "Refusal",
    "RefusalCode",
    "RelayFacts",
    "Right",
    "TokenRight",
    "decode_page",
    "encode_page",
]

PAGE_FRAMES = 1000
PAGE_BYTES = 8 * 1024 * 1024
RETRY_AFTER_LIMIT_S = 3600

_LENGTH = struct.Struct(">I")


class BadPage(Untrusted):
    """A relay's answer that is no page of frames. Nothing was accepted."""

    code = "relay-answered-garbage"
    advice = "Nothing was accepted. Ask whoever runs the relay; what is written here is kept."


class Right(StrEnum):
    """What the holder of a token may do with a log."""

    OWN = "own"
    APPEND = "append"
    READ = "read"


class RelayFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a relay says of itself: its Ed25519 key (hex) and its longest frame in bytes."""

    v: int
    key: str
    frame_limit: int


class NewLog(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Asks for a log; ``owner`` is the SHA-256 (hex) of the owner's token."""

    owner: str


class TokenRight(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Gives the holder of a token one right."""

    right: Right


class Numbered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The number a frame has; given only once the frame is on disk."""

    number: int


class RefusalCode(StrEnum):
    """Every reason a relay can give; none says anything of another log than the one asked of."""

    NO_SUCH_LOG = "no-such-log"
    NO_SUCH_PATH = "no-such-path"
    METHOD_NOT_TAKEN = "method-not-taken"
    BAD_REQUEST = "bad-request"
    MALFORMED_FRAME = "malformed-frame"
    FRAME_TOO_LARGE = "frame-too-large"
    MALFORMED_BLOB = "malformed-blob"
    NO_SUCH_BLOB = "no-such-blob"
    CREATION_REFUSED = "creation-refused"
    LOG_EXISTS = "log-exists"
    EPOCH_NOT_CURRENT = "epoch-not-current"
    HEAD_MOVED = "head-moved"
    WRONG_KIND_OF_LOG = "wrong-kind-of-log"
    LAST_OWNER = "last-owner"
    LOG_FULL = "log-full"
    TOO_MANY_APPENDS = "too-many-appends"
    TOO_MANY_STREAMS = "too-many-streams"
    BLOBS_FULL = "blobs-full"
    TOO_MANY_BLOBS = "too-many-blobs"
    SENDER_TOO_SLOW = "sender-too-slow"
    RELAY_FULL = "relay-full"
    RELAY_BUSY = "relay-busy"

    @property
    def status(self) -> int:
        """The HTTP status that goes with it."""
        return _REFUSALS[self][0]

    @property
    def message(self) -> str:
        """The sentence that goes with it."""
        return _REFUSALS[self][1]

    @property
    def retry_after_s(self) -> int | None:
        """Seconds to wait before asking again, where waiting helps and no better is known."""
        return _RETRY_AFTER_S.get(self)


_REFUSALS: dict[RefusalCode, tuple[int, str]] = {
    RefusalCode.NO_SUCH_LOG: (404, "there is no such log, or not for this token"),
    RefusalCode.NO_SUCH_PATH: (404, "there is no such path"),
    RefusalCode.METHOD_NOT_TAKEN: (405, "this path does not take that method"),
    RefusalCode.BAD_REQUEST: (400, "the request cannot be read; nothing was done"),
    RefusalCode.MALFORMED_FRAME: (400, "the body is no frame of this log; nothing was stored"),
    RefusalCode.FRAME_TOO_LARGE: (413, "the frame is longer than any frame; nothing was stored"),
    RefusalCode.MALFORMED_BLOB: (400, "the body is no blob of that name; nothing was stored"),
    RefusalCode.NO_SUCH_BLOB: (404, "the log has no blob of that name"),
    RefusalCode.CREATION_REFUSED: (403, "the creation token is not right; nothing was made"),
    RefusalCode.LOG_EXISTS: (409, "there is such a log already; nothing was made"),
    RefusalCode.EPOCH_NOT_CURRENT: (409, "the epoch is not the current one; nothing was stored"),
    RefusalCode.HEAD_MOVED: (409, "the opening follows another head; nothing was stored"),
    RefusalCode.WRONG_KIND_OF_LOG: (
        409,
        "this log holds another kind of thing; nothing was stored",
    ),
    RefusalCode.LAST_OWNER: (409, "a log keeps its last owner; nothing was changed"),
    RefusalCode.LOG_FULL: (409, "the log holds as much as this relay lets one; nothing was stored"),
    RefusalCode.TOO_MANY_APPENDS: (429, "the log was written too fast; nothing was stored"),
    RefusalCode.TOO_MANY_STREAMS: (429, "as many wait for this log as may; ask for frames instead"),
    RefusalCode.BLOBS_FULL: (
        409,
        "the log holds as many bytes of files as may; nothing was stored",
    ),
    RefusalCode.TOO_MANY_BLOBS: (429, "files came too fast for the log; nothing was stored"),
    RefusalCode.SENDER_TOO_SLOW: (408, "the body did not come in time; nothing was stored"),
    RefusalCode.RELAY_FULL: (507, "the relay's disk took nothing; nothing was stored"),
    RefusalCode.RELAY_BUSY: (503, "the relay cannot answer now; nothing was stored"),
}

_RETRY_AFTER_S = {
    RefusalCode.TOO_MANY_STREAMS: 30,
    RefusalCode.RELAY_FULL: 60,
    RefusalCode.RELAY_BUSY: 2,
}


class Refusal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a relay did not do what it was asked: a ``RefusalCode`` and its sentence."""

    code: str
    message: str


def encode_page(note: bytes, frames: Sequence[bytes]) -> bytes:
    """The bytes of one page: the checkpoint note, then the frames in order."""
    parts = [_LENGTH.pack(len(note)), note]
    for frame in frames:
        parts += [_LENGTH.pack(len(frame)), frame]
    return b"".join(parts)


def decode_page(raw: bytes) -> tuple[bytes, list[bytes]]:
    """The checkpoint note and the frames of a page.

    Raises:
        BadPage: ``raw`` is cut short or holds something else.
    """
    parts: list[bytes] = []
    at = 0
    while at < len(raw):
        if at + _LENGTH.size > len(raw):
            raise BadPage("the relay's answer is cut short; nothing was accepted")
        (length,) = _LENGTH.unpack_from(raw, at)
        at += _LENGTH.size
        if at + length > len(raw):
            raise BadPage("the relay's answer is cut short; nothing was accepted")
        parts.append(raw[at : at + length])
        at += length
    if not parts:
        raise BadPage("the relay answered with nothing; a page of frames was expected")
    return parts[0], parts[1:]
