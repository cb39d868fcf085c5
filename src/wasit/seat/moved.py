"""A log that goes on at another relay, as its seats learn of it: by the desk's word in the log.

The last word of the desk among what a seat reads decides. Where it names another relay than the one
just read, the seat takes nothing that was numbered after it, and goes there once that relay holds
the word too. So what somebody still sent to the old relay is not lost: it waits at its author, and
is sent to the new one.
"""

import msgspec

from wasit.channel.channel import Accepted, Void
from wasit.channel.continuing import Continuing
from wasit.crypto.notes import verify_checkpoint
from wasit.seat.ports import Link, LinkLost, NoSuchLog
from wasit.seat.records import LogRecord

__all__ = [
    "GoesOnElsewhere",
    "StillMoving",
    "is_held",
    "record_at",
    "stay_unless_elsewhere",
    "word_of",
]


class StillMoving(LinkLost):
    """The log goes on at another relay, which does not hold it yet. What waits here is kept."""

    code = "still-moving"
    advice = "Wait until the desk has moved the log, then try again; nothing is lost."


class GoesOnElsewhere(Exception):
    """The desk's word on where a log goes on, the ``count``-th of some frames.

    Raised within this package only, to undo the taking of frames that came after the word.
    """

    def __init__(self, continues: Continuing, count: int) -> None:
        super().__init__(continues.relay)
        self.continues = continues
        self.count = count

    def record_after(self, record: LogRecord) -> LogRecord:
        """The record of the log where it goes on."""
        return record_at(record, self.continues)


def word_of(outcome: Accepted | Void, count: int) -> GoesOnElsewhere | None:
    """The desk's word on where the log goes on, if the ``count``-th frame is one that counts."""
    if isinstance(outcome, Void) or outcome.continues is None:
        return None
    return GoesOnElsewhere(outcome.continues, count)


def stay_unless_elsewhere(word: GoesOnElsewhere | None, record: LogRecord) -> None:
    """Return where there is no word, or it names the place where the log is read; else raise it."""
    if word is not None and word.record_after(record) != record:
        raise word


def record_at(record: LogRecord, continues: Continuing) -> LogRecord:
    """The record of a log at the relay that the desk named."""
    key = bytes.fromhex(continues.relay_key)
    return msgspec.structs.replace(record, relay=continues.relay, relay_key=key)


def is_held(
    link: Link, there: LogRecord, after: int, frames: list[bytes], word: GoesOnElsewhere
) -> bool:
    """Whether the relay where the log goes on holds the desk's word under the same number.

    ``frames`` are numbered ``after + 1`` and on.

    Raises:
        BadNote: who answers there has not the key that the desk named. LinkLost: nobody answers.
    """
    number = after + word.count
    try:
        page = link.read(there.log_id, after=number - 1, token=there.token)
    except NoSuchLog:
        return False
    verify_checkpoint(page.unverified_note, log_id=there.log_id, relay_key=there.relay_key)
    return page.frames[:1] == [frames[word.count - 1]]
