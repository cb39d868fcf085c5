"""What the relay's server asks of whatever keeps its logs.

A store applies changes in batches: when ``apply`` returns, everything it took is on disk, and where
it raises, nothing of the batch is. One thread calls ``apply``; several may read beside it. No
operation touches two logs. ``SqliteStore`` is the one there is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from wasit.errors import Fault
from wasit.wire.frames import Frame
from wasit.wire.numbering import LogState
from wasit.wire.relay_api import RefusalCode, Right

__all__ = [
    "Change",
    "Done",
    "GiveRight",
    "KeepBlob",
    "LogPage",
    "MakeLog",
    "Outcome",
    "SendFrame",
    "Store",
    "StoreBroken",
    "StoreFull",
    "StoreUnsafe",
    "TakeRight",
    "TooSoon",
]


class StoreUnsafe(Fault):
    """The relay's database would not keep what it acknowledges. The relay did not start."""

    code = "relay-store-unsafe"
    advice = "Give the relay a database file on a local disk; nothing was stored."


class StoreFull(Fault):
    """The disk took nothing more. Nothing of what was to be stored is."""

    code = "relay-store-full"
    advice = "Free the disk; whoever sends keeps what it sent and sends it again."


class StoreBroken(Fault):
    """The relay's database cannot be read or written. Nothing of what was to be stored is."""

    code = "relay-store-broken"
    advice = "Stop the relay and look at its disk; the seats keep what they accepted."


@dataclass(frozen=True, slots=True)
class MakeLog:
    """A new log, and the hash of its owner's token."""

    log_id: bytes
    owner_hash: bytes


@dataclass(frozen=True, slots=True)
class SendFrame:
    """A frame to be numbered next in its log; ``raw`` are its bytes."""

    log_id: bytes
    token_hash: bytes
    frame: Frame
    frame_id: bytes
    raw: bytes


@dataclass(frozen=True, slots=True)
class GiveRight:
    """A right for the holder of the token with hash ``to_hash``, in place of any it had."""

    log_id: bytes
    token_hash: bytes
    to_hash: bytes
    right: Right


@dataclass(frozen=True, slots=True)
class TakeRight:
    """No right any more for the holder of the token with hash ``from_hash``."""

    log_id: bytes
    token_hash: bytes
    from_hash: bytes


@dataclass(frozen=True, slots=True)
class KeepBlob:
    """A blob to be kept in its log's space under ``blob_id``, which is its SHA-256."""

    log_id: bytes
    token_hash: bytes
    blob_id: bytes
    raw: bytes


Change = MakeLog | SendFrame | GiveRight | TakeRight | KeepBlob


@dataclass(frozen=True, slots=True)
class Done:
    """A change is on disk; ``number`` is the frame's, 0 where the change was no frame."""

    number: int = 0


@dataclass(frozen=True, slots=True)
class TooSoon:
    """A frame or blob the log will take after so many whole seconds, and did not take now."""

    retry_after_s: int
    code: RefusalCode = RefusalCode.TOO_MANY_APPENDS


Outcome = Done | RefusalCode | TooSoon


@dataclass(frozen=True, slots=True)
class LogPage:
    """A log's state, and the frames after some number, all as of one moment."""

    state: LogState
    frames: list[bytes]


class Store(Protocol):
    """Keeps logs, frames and token hashes. Every call may raise ``StoreBroken``."""

    def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        """What became of each change, in order; all that is ``Done`` is on disk.

        Raises:
            StoreFull, StoreBroken: nothing of the batch was kept.
        """
        ...

    def page(self, log_id: bytes, *, token_hash: bytes, after: int) -> LogPage | None:
        """At most a page's worth of frames after that number; None without a right to read."""
        ...

    def newest(self, log_id: bytes, *, token_hash: bytes) -> int | None:
        """The log's newest number; None without a right to read."""
        ...

    def blob(self, log_id: bytes, *, token_hash: bytes, blob_id: bytes) -> bytes | RefusalCode:
        """The blob of that name; without a right to read ``NO_SUCH_LOG``, else ``NO_SUCH_BLOB``."""
        ...

    def close(self) -> None:
        """Close the files. Whatever was acknowledged is in them."""
        ...
