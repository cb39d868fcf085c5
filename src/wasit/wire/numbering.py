"""What a log takes next: the rules by which a relay numbers frames it cannot read.

A log's first frame decides its kind: an opening makes a log of entries, a letter a log of letters,
and nothing of the other kind follows. In a log of entries the relay takes an entry only under the
current epoch, and an opening only where it follows exactly the newest number and head; whatever
epoch it names is then current, since an opening before it may have been void for every member.
These rules are all that a relay knows of a log's meaning; members check everything again.
"""

import enum
from dataclasses import dataclass
from typing import assert_never

from wasit.wire.frames import EntryFrame, Frame, LetterFrame, OpeningFrame
from wasit.wire.hash_chain import first_head, next_head
from wasit.wire.relay_api import RefusalCode, Right

__all__ = ["LogKind", "LogState", "allows", "empty_log", "take_frame"]


class LogKind(enum.IntEnum):
    """What a log holds, as its first frame decided."""

    EMPTY = 0
    ENTRIES = 1
    LETTERS = 2


@dataclass(frozen=True, slots=True)
class LogState:
    """All a relay needs to know of a log to number its next frame.

    ``epoch`` is 0 until the first opening; ``head`` is 32 bytes.
    """

    kind: LogKind
    number: int
    head: bytes
    epoch: int


_INCLUDES = {
    Right.READ: frozenset({Right.READ, Right.APPEND, Right.OWN}),
    Right.APPEND: frozenset({Right.APPEND, Right.OWN}),
    Right.OWN: frozenset({Right.OWN}),
}


def allows(held: Right | None, needed: Right) -> bool:
    """Whether a token that holds one right may do what needs the other.

    >>> allows(Right.OWN, Right.READ), allows(Right.READ, Right.APPEND), allows(None, Right.READ)
    (True, False, False)
    """
    return held in _INCLUDES[needed]


def empty_log(log_id: bytes) -> LogState:
    """The state of a log before its first frame."""
    return LogState(LogKind.EMPTY, number=0, head=first_head(log_id), epoch=0)


def take_frame(
    state: LogState, frame: Frame, *, frame_id: bytes, held: Right | None
) -> LogState | RefusalCode:
    """The log's state with the frame numbered next, or why it is not taken.

    ``held`` is the right of the token it came with. A right that is missing looks like a log that
    is missing.
    """
    needed = Right.OWN if isinstance(frame, OpeningFrame) else Right.APPEND
    if not allows(held, needed):
        return RefusalCode.NO_SUCH_LOG
    match frame:
        case LetterFrame():
            if state.kind is LogKind.ENTRIES:
                return RefusalCode.WRONG_KIND_OF_LOG
            kind, epoch = LogKind.LETTERS, state.epoch
        case EntryFrame():
            if state.kind is LogKind.LETTERS:
                return RefusalCode.WRONG_KIND_OF_LOG
            if state.kind is LogKind.EMPTY or frame.epoch != state.epoch:
                return RefusalCode.EPOCH_NOT_CURRENT
            kind, epoch = state.kind, state.epoch
        case OpeningFrame():
            if state.kind is LogKind.LETTERS:
                return RefusalCode.WRONG_KIND_OF_LOG
            if (frame.follows_number, frame.follows_head) != (state.number, state.head):
                return RefusalCode.HEAD_MOVED
            if not frame.epoch:
                return RefusalCode.EPOCH_NOT_CURRENT
            kind, epoch = LogKind.ENTRIES, frame.epoch
        case _:
            assert_never(frame)
    return LogState(kind, state.number + 1, head=next_head(state.head, frame_id), epoch=epoch)
