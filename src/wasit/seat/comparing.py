"""A log as it is kept here beside the same log as a relay shows it: how far they are one history.

Frames are compared by their bytes, from the newest backwards. The relay's frames beyond what is
common must make the head that it signed; what they say is not verified here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wasit.channel.channel import Accepted, Void
from wasit.channel.continuing import Continuing
from wasit.channel.faults import ChainBroken
from wasit.crypto.notes import Checkpoint, verify_checkpoint
from wasit.seat.faults import HistoriesDiverged
from wasit.seat.log import SeatLog
from wasit.seat.ports import Link, LinkLost
from wasit.seat.records import LogRecord
from wasit.talks.journal import Journal
from wasit.talks.room import RoomTalks
from wasit.wire.frames import frame_id
from wasit.wire.hash_chain import next_head
from wasit.wire.relay_api import PAGE_FRAMES

__all__ = ["AnyLog", "Comparison", "compare", "give_back", "last_word"]

AnyLog = SeatLog[RoomTalks] | SeatLog[Journal]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Frames 1 to ``common`` are the same; beyond are those ``kept`` here and those at the relay.

    ``relay_key`` is the key with which the relay signed what it shows.
    """

    common: tuple[bytes, ...]
    kept: tuple[bytes, ...]
    unverified_frames: tuple[bytes, ...]
    relay_key: bytes

    @property
    def diverged(self) -> bool:
        """Whether each has something beyond what is common, so that one must be given up."""
        return bool(self.kept and self.unverified_frames)


def compare(log: AnyLog, *, at: LogRecord) -> Comparison:
    """The log kept here beside the one that the relay of the record ``at`` shows.

    Raises:
        NoSuchLog: the relay has no such log for this seat. LinkLost: it does not answer.
        BadNote: it has not the record's key. ChainBroken: its frames do not make its head.
    """
    link = log.ports.link_to(at.relay)
    kept = tuple(log.ports.vault.frames(at.log_id))
    newest, _ = _page(link, at, after=len(kept))
    upto = min(len(kept), newest.number)
    common = upto
    while common:
        start = max(0, common - PAGE_FRAMES)
        shown = _frames(link, at, after=start, upto=common)
        same = _alike(kept[start:common], shown)
        common = start + same
        if same or not start:
            break
    beyond = _beyond(link, at, after=common, head=log.channel.state.head(common))
    return Comparison(kept[:common], kept[common:], beyond, at.relay_key)


def last_word(log: AnyLog, found: Comparison) -> tuple[Continuing, int] | None:
    """The desk's last word on how the log goes on, among the relay's frames beyond the common.

    With it comes how many of those frames there are up to it. None where there is none.
    """
    if not found.unverified_frames:
        return None
    outcomes: list[Accepted | Void] = log.try_fold([*found.common, *found.unverified_frames])
    word = None
    for count, outcome in enumerate(outcomes[len(found.common) :], 1):
        if isinstance(outcome, Accepted) and outcome.continues is not None:
            word = outcome.continues, count
    return word


def give_back(link: Link, at: LogRecord, frames: Sequence[bytes], *, after: int) -> None:
    """Give a relay the exact frames that were numbered ``after + 1`` and on; it numbers them alike.

    Giving frames again does no harm. Where the relay says it is too fast, ``retry_after_s`` of the
    error tells when to go on.

    Raises:
        HistoriesDiverged: the relay gave one of them another number. LinkLost: some may be there.
    """
    for number, raw in enumerate(frames, after + 1):
        given = link.append(at.log_id, raw, token=at.token)
        if given != number:
            raise HistoriesDiverged(
                f"the frame that was numbered {number} was numbered {given} at the relay; "
                "no more was given back"
            )


def _page(link: Link, at: LogRecord, *, after: int) -> tuple[Checkpoint, list[bytes]]:
    page = link.read(at.log_id, after=after, token=at.token)
    note = page.unverified_note
    return verify_checkpoint(note, log_id=at.log_id, relay_key=at.relay_key), page.frames


def _frames(link: Link, at: LogRecord, *, after: int, upto: int) -> list[bytes]:
    frames: list[bytes] = []
    while after + len(frames) < upto:
        _, more = _page(link, at, after=after + len(frames))
        if not more:
            raise LinkLost("the relay names more frames than it gives; nothing was changed")
        frames += more
    return frames[: upto - after]


def _alike(kept: Sequence[bytes], shown: Sequence[bytes]) -> int:
    """How many frames are the same from the first on."""
    for count, (ours, theirs) in enumerate(zip(kept, shown, strict=True)):
        if ours != theirs:
            return count
    return len(kept)


def _beyond(link: Link, at: LogRecord, *, after: int, head: bytes) -> tuple[bytes, ...]:
    frames: list[bytes] = []
    while True:
        checkpoint, more = _page(link, at, after=after + len(frames))
        frames += more
        if checkpoint.number <= after + len(frames):
            break
        if not more:
            raise LinkLost("the relay names more frames than it gives; nothing was changed")
    for raw in frames:
        head = next_head(head, frame_id(raw))
    if (checkpoint.number, checkpoint.head) != (after + len(frames), head):
        raise ChainBroken(
            f"the relay's frames up to {checkpoint.number} do not make the head it signed; "
            "nothing was changed"
        )
    return tuple(frames)
