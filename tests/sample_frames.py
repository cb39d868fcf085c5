"""Well-formed frames with nothing inside, for tests of whatever carries frames unread."""

import hashlib

from wasit.channel.state import ChannelState
from wasit.wire.frames import (
    SIZE_CLASSES,
    TAG_SIZE,
    WRAP_SIZE,
    EntryFrame,
    LetterFrame,
    OpeningFrame,
    encode_frame,
    frame_id,
)
from wasit.wire.hash_chain import first_head, next_head

SEALED = bytes(SIZE_CLASSES[0] + TAG_SIZE)


def digest(text: str) -> bytes:
    """32 bytes that stand for ``text``."""
    return hashlib.sha256(text.encode()).digest()


def head_after(log_id: bytes, *frames: bytes) -> bytes:
    """The head of a log that holds these frames."""
    head = first_head(log_id)
    for frame in frames:
        head = next_head(head, frame_id(frame))
    return head


def opening(log_id: bytes, *before: bytes, epoch: int = 1, salt: str = "opening") -> bytes:
    """An opening that follows the frames ``before`` it."""
    return encode_frame(
        OpeningFrame(
            log_id=log_id,
            epoch=epoch,
            follows_number=len(before),
            follows_head=head_after(log_id, *before),
            commitment=bytes(32),
            wraps=(bytes(WRAP_SIZE),) * 4,
            salt=digest(salt),
            sealed=SEALED,
        )
    )


def opening_nobody_made(state: ChannelState, *, epoch: int = 2**32 - 1) -> bytes:
    """An opening that follows a log's newest frame and is void for every member."""
    return encode_frame(
        OpeningFrame(
            log_id=state.log_id,
            epoch=epoch,
            follows_number=state.number,
            follows_head=state.head(),
            commitment=digest("a thief's"),
            wraps=(bytes(WRAP_SIZE),) * 4,
            salt=digest(f"salt {state.number}"),
            sealed=SEALED,
        )
    )


def entry(log_id: bytes, salt: str, *, epoch: int = 1) -> bytes:
    """An entry under that epoch; another salt makes another frame."""
    return encode_frame(EntryFrame(log_id, epoch, salt=digest(salt), sealed=SEALED))


def letter(log_id: bytes, salt: str) -> bytes:
    """A letter; another salt makes another frame."""
    return encode_frame(LetterFrame(log_id, salt=digest(salt), sealed=SEALED))
