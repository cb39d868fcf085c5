"""Frames: the sealed bytes that a relay numbers and keeps. Nothing here can open them.

All integers are big-endian. Every frame begins alike::

    offset  size  field
    0       1     version, 1
    1       1     kind: 1 entry, 2 opening (begins an epoch), 3 letter (in an invitation's log)
    2       32    log id

An entry frame goes on with::

    34      4     epoch it is sealed under
    38      32    salt of its own key
    70      ...   sealed plaintext: a size class (1, 4, 16 or 64 KiB) and 16 bytes of tag

An opening frame goes on with::

    34      4     epoch it begins
    38      8     number of the frame it follows
    46      32    head it follows
    78      32    commitment to the epoch's key
    110     1     slots: 4, 8, 16, 32 or 64
    111     1168  one wrap of the epoch's key per slot (1,168 bytes each; unused slots look alike)
    ...     32    salt of the first entry's key
    ...     ...   the first entry under the epoch, sealed as above

A letter frame goes on with::

    34      32    salt of its own key
    66      ...   sealed plaintext: a size class and 16 bytes of tag
"""

import enum
import hashlib
import struct
from dataclasses import dataclass

from wasit.errors import Untrusted

__all__ = [
    "FRAME_LIMIT",
    "SIZE_CLASSES",
    "SLOT_CLASSES",
    "TAG_SIZE",
    "VERSION",
    "WRAP_SIZE",
    "EntryFrame",
    "Frame",
    "FrameKind",
    "LetterFrame",
    "MalformedFrame",
    "NewerFrame",
    "OpeningFrame",
    "encode_frame",
    "frame_id",
    "parse_frame",
]

VERSION = 1
TAG_SIZE = 16
WRAP_SIZE = 1168
SIZE_CLASSES = (1024, 4096, 16384, 65536)
SLOT_CLASSES = (4, 8, 16, 32, 64)

_LOG = slice(2, 34)
_ENTRY = struct.Struct(">BB32sI32s")
_OPENING = struct.Struct(">BB32sIQ32s32sB")
_LETTER = struct.Struct(">BB32s32s")
_SEALED_SIZES = frozenset(size + TAG_SIZE for size in SIZE_CLASSES)

FRAME_LIMIT = _OPENING.size + SLOT_CLASSES[-1] * WRAP_SIZE + 32 + SIZE_CLASSES[-1] + TAG_SIZE
"""Bytes of the longest frame there can be."""


class MalformedFrame(Untrusted):
    """Bytes that are no frame of version 1. Nothing was stored or accepted."""

    code = "malformed-frame"


class NewerFrame(Untrusted):
    """A frame of a later version than this program knows. It is kept, and nothing is read of it."""

    code = "newer-frame"
    advice = "Install a newer Wasit here; until then nothing is conveyed out of this log."


class FrameKind(enum.IntEnum):
    """The second byte of a frame."""

    ENTRY = 1
    OPENING = 2
    LETTER = 3


@dataclass(frozen=True, slots=True)
class EntryFrame:
    """One sealed entry under a running epoch."""

    log_id: bytes
    epoch: int
    salt: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class OpeningFrame:
    """The frame that begins an epoch, with the first entry under it."""

    log_id: bytes
    epoch: int
    follows_number: int
    follows_head: bytes
    commitment: bytes
    wraps: tuple[bytes, ...]
    salt: bytes
    sealed: bytes

    def opening_bytes(self) -> bytes:
        """Everything before the first entry's salt: what that entry names the hash of."""
        head = _OPENING.pack(
            VERSION,
            FrameKind.OPENING,
            self.log_id,
            self.epoch,
            self.follows_number,
            self.follows_head,
            self.commitment,
            len(self.wraps),
        )
        return head + b"".join(self.wraps)


@dataclass(frozen=True, slots=True)
class LetterFrame:
    """One sealed letter between joiner and desk in an invitation's own log."""

    log_id: bytes
    salt: bytes
    sealed: bytes


Frame = EntryFrame | OpeningFrame | LetterFrame


def encode_frame(frame: Frame) -> bytes:
    """The bytes of a frame, as drawn at the top of this file."""
    match frame:
        case EntryFrame():
            head = _ENTRY.pack(VERSION, FrameKind.ENTRY, frame.log_id, frame.epoch, frame.salt)
            return head + frame.sealed
        case OpeningFrame():
            return frame.opening_bytes() + frame.salt + frame.sealed
        case LetterFrame():
            return _LETTER.pack(VERSION, FrameKind.LETTER, frame.log_id, frame.salt) + frame.sealed


def parse_frame(raw: bytes) -> Frame:
    """The frame whose bytes are exactly ``raw``.

    Raises:
        NewerFrame: the version byte is above 1.
        MalformedFrame: anything else that is no frame, a byte too few or too many included.
    """
    if len(raw) < _LOG.stop or len(raw) > FRAME_LIMIT:
        raise MalformedFrame(f"{len(raw)} bytes are no frame; nothing was accepted")
    if raw[0] > VERSION:
        raise NewerFrame(f"a frame of version {raw[0]}; this program knows {VERSION}")
    if raw[0] != VERSION:
        raise MalformedFrame(f"a frame of version {raw[0]}; nothing was accepted")
    match raw[1]:
        case FrameKind.ENTRY:
            return _parse_entry(raw)
        case FrameKind.OPENING:
            return _parse_opening(raw)
        case FrameKind.LETTER:
            return _parse_letter(raw)
        case other:
            raise MalformedFrame(f"a frame of unknown kind {other}; nothing was accepted")


def frame_id(raw: bytes) -> bytes:
    """The id of a frame: SHA-256 of its bytes. A retry sends the same bytes, so the same id."""
    return hashlib.sha256(raw).digest()


def _parse_entry(raw: bytes) -> EntryFrame:
    sealed = _sealed_part(raw, _ENTRY.size)
    _version, _kind, log_id, epoch, salt = _ENTRY.unpack_from(raw)
    return EntryFrame(log_id=log_id, epoch=epoch, salt=salt, sealed=sealed)


def _parse_opening(raw: bytes) -> OpeningFrame:
    if len(raw) < _OPENING.size:
        raise MalformedFrame("an opening frame is cut short; nothing was accepted")
    _version, _kind, log_id, epoch, number, head, commitment, slots = _OPENING.unpack_from(raw)
    if slots not in SLOT_CLASSES:
        raise MalformedFrame(f"an opening frame with {slots} slots; nothing was accepted")
    salt_at = _OPENING.size + slots * WRAP_SIZE
    sealed = _sealed_part(raw, salt_at + 32)
    wraps = tuple(
        raw[start : start + WRAP_SIZE] for start in range(_OPENING.size, salt_at, WRAP_SIZE)
    )
    return OpeningFrame(
        log_id=log_id,
        epoch=epoch,
        follows_number=number,
        follows_head=head,
        commitment=commitment,
        wraps=wraps,
        salt=raw[salt_at : salt_at + 32],
        sealed=sealed,
    )


def _parse_letter(raw: bytes) -> LetterFrame:
    sealed = _sealed_part(raw, _LETTER.size)
    _version, _kind, log_id, salt = _LETTER.unpack_from(raw)
    return LetterFrame(log_id=log_id, salt=salt, sealed=sealed)


def _sealed_part(raw: bytes, start: int) -> bytes:
    sealed = raw[start:]
    if len(sealed) not in _SEALED_SIZES:
        raise MalformedFrame("a frame's sealed part has no known size; nothing was accepted")
    return sealed
