"""What a seat stands on: clock, randomness, vault, link. Adapters make them real, fakes stand in.

Every implementation passes the same contract tests (``tests/unit/seat/port_contracts``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, Protocol

from wasit.crypto.recovery import RecoverySheet
from wasit.errors import Fault, NotFound, Refused, Unreachable
from wasit.wire.relay_api import RelayFacts, Right

__all__ = [
    "Clock",
    "EpochNotCurrent",
    "FrameTooLarge",
    "FramesOutOfOrder",
    "HeadMoved",
    "Link",
    "LinkLost",
    "LogExists",
    "NoSuchBlob",
    "NoSuchLog",
    "NoSuchOutgoing",
    "NoSuchSealedFile",
    "Outgoing",
    "Page",
    "Randomness",
    "RelayRefused",
    "SealedFiles",
    "TransactionNested",
    "Vault",
    "VaultClosed",
]


class LinkLost(Unreachable):
    """The relay did not answer. What was to be sent may or may not have arrived."""

    code = "relay-unreachable"
    advice = "What was written is kept here and is sent when the relay is back."
    retry_after_s: int | None = None
    """How long the relay asked to wait before asking again, where it did."""


class RelayRefused(Refused):
    """The relay answered that it will not do this; its code and message are in the text."""

    code = "relay-refused"
    advice = "Nothing was stored. Ask whoever runs the relay."


class NoSuchLog(NotFound):
    """The relay knows no such log, or not this token for it; it does not say which."""

    code = "no-such-log"
    advice = "Ask the desk whether this seat still belongs to the room."


class FrameTooLarge(RelayRefused):
    """The frame is longer than this relay takes. Nothing was stored."""

    code = "frame-too-large"


class EpochNotCurrent(RelayRefused):
    """The frame names another epoch than the log's current one. Read up and seal again."""

    code = "epoch-not-current"


class HeadMoved(RelayRefused):
    """An opening frame follows a head that is no longer the newest. Read up and open again."""

    code = "head-moved"


class LogExists(RelayRefused):
    """The relay has this log already. Nothing was created."""

    code = "log-exists"


class NoSuchBlob(NotFound):
    """The relay has no such part of a file for this log. Nothing was written."""

    code = "no-such-blob"
    advice = "Ask whoever gave the file to give it again: the relay does not hold all of it."


class FramesOutOfOrder(Fault):
    """Frames were given to a vault that do not follow those it keeps. Nothing was kept."""

    code = "frames-out-of-order"


class NoSuchOutgoing(Fault):
    """No act under this counter waits in the vault. Nothing was changed."""

    code = "no-such-outgoing"


class NoSuchSealedFile(NotFound):
    """There is no sealed file of that name beside this vault."""

    code = "no-such-sealed-file"
    advice = "Take the data set in at this seat: wasit record import with the same file."


class TransactionNested(Fault):
    """A transaction was begun inside another of the same vault. Neither was kept."""

    code = "transaction-nested"


class VaultClosed(Fault):
    """A vault was used after it was closed. Nothing was read or kept."""

    code = "vault-closed"
    advice = "Open the seat again."


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The time now, aware, in UTC."""
        ...


class Randomness(Protocol):
    """Gives random bytes fit for keys."""

    def random_bytes(self, count: int) -> bytes:
        """``count`` bytes nobody can foretell."""
        ...

    def stream(self, name: str) -> "Randomness":
        """A source for one log alone, so that what one log shows never hangs on another's draws.

        Real randomness has no streams and gives itself.
        """
        ...


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An act in the vault, waiting to be numbered: the sealed frame, and what it was sealed from.

    ``body`` is canonical JSON and secret; ``frame`` is what is sent, again and again the same.
    """

    log_id: bytes
    counter: int
    at: str
    body: bytes = field(repr=False)
    frame: bytes


class Vault(Protocol):
    """One seat's encrypted file. Outside ``transaction`` each call is a transaction of its own."""

    def transaction(self) -> AbstractContextManager[None]:
        """All calls within are kept together, durably, or not at all. Transactions do not nest."""
        ...

    def read(self, name: str) -> bytes | None:
        """What is kept under ``name``, or None."""
        ...

    def write(self, name: str, value: bytes) -> None:
        """Keep ``value`` under ``name``, in place of what was there."""
        ...

    def erase(self, name: str) -> None:
        """Keep nothing under ``name``."""
        ...

    def names(self, prefix: str) -> list[str]:
        """All names that begin with ``prefix``, sorted."""
        ...

    def frame_count(self, log_id: bytes) -> int:
        """How many frames of this log are kept: they are numbered 1 to this."""
        ...

    def frames(self, log_id: bytes, *, after: int = 0) -> Iterator[bytes]:
        """The exact frames kept, from number ``after + 1`` on, in order."""
        ...

    def keep_frames(self, log_id: bytes, *, after: int, frames: Sequence[bytes]) -> None:
        """Keep ``frames`` as numbers ``after + 1`` and on.

        Raises:
            FramesOutOfOrder: ``after`` is not ``frame_count(log_id)``.
        """
        ...

    def drop_frames(self, log_id: bytes, *, after: int) -> None:
        """Keep no frame of this log that is numbered above ``after``."""
        ...

    def outgoing(self, log_id: bytes) -> list[Outgoing]:
        """The acts waiting for this log, by counter."""
        ...

    def queue(self, outgoing: Outgoing) -> None:
        """Keep an act until it is settled; an act of that log and counter is replaced."""
        ...

    def settle(self, log_id: bytes, counter: int) -> None:
        """Forget a waiting act: it is numbered.

        Raises:
            NoSuchOutgoing: none waits under this counter.
        """
        ...

    def lock_with_sheet(self, sheet: RecoverySheet) -> None:
        """Let this recovery sheet open the vault from now on, and no earlier sheet."""
        ...

    def scrub(self, left: Mapping[str, bytes]) -> None:
        """Hold these names and nothing else; what was held before is in the vault no more.

        Cut off half-way, it is done again by the same call.
        """
        ...

    def close(self) -> None:
        """Close the file; the vault's key is forgotten."""
        ...


class SealedFiles(Protocol):
    """Files too long for the vault, beside it; every byte that comes here is sealed already."""

    def keep(self, name: str, pieces: Iterable[bytes]) -> None:
        """Keep the bytes under ``name`` (lower-case hex), durably, in place of what was there."""
        ...

    def open(self, name: str) -> BinaryIO:
        """The file of that name, to be read from any place; the caller closes it.

        Raises:
            NoSuchSealedFile: there is none.
        """
        ...

    def names(self) -> list[str]:
        """The names of all files, sorted."""
        ...

    def erase(self, name: str) -> None:
        """Keep no file of that name."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """What a relay answered to a read: its checkpoint note, and frames in order."""

    unverified_note: bytes
    frames: list[bytes]


class Link(Protocol):
    """A connection to one relay. Tokens are raw bytes. Every call may raise ``LinkLost``."""

    def facts(self) -> RelayFacts:
        """What the relay says of itself."""
        ...

    def create_log(self, log_id: bytes, *, owner_token: bytes, creation_token: str) -> None:
        """Ask for a new log owned by ``owner_token``.

        Raises:
            LogExists: there is one. RelayRefused: the creation token is wrong.
        """
        ...

    def append(self, log_id: bytes, frame: bytes, *, token: bytes) -> int:
        """The number the relay gave the frame, which is on its disk; the same for a retry.

        Raises:
            EpochNotCurrent, HeadMoved, FrameTooLarge, NoSuchLog, RelayRefused: nothing was stored.
        """
        ...

    def read(self, log_id: bytes, *, after: int, token: bytes) -> Page:
        """One page of frames after number ``after``; ask again until the note's number is reached.

        Raises:
            NoSuchLog: the log or the right is not there. BadPage: the answer is no page.
        """
        ...

    def wait(self, log_id: bytes, *, after: int, token: bytes, timeout_s: float) -> int | None:
        """The log's newest number once it is above ``after``, or None when the time has passed."""
        ...

    def grant(self, log_id: bytes, *, token: bytes, to_hash: bytes, right: Right) -> None:
        """Give the holder of the token with SHA-256 ``to_hash`` a right; ``token`` must own."""
        ...

    def revoke(self, log_id: bytes, *, token: bytes, from_hash: bytes) -> None:
        """Take all rights from that token; ``token`` must own."""
        ...

    def put_blob(self, log_id: bytes, blob: bytes, *, token: bytes) -> None:
        """Keep a blob in the log's space; it is on the relay's disk. Again is no error.

        Raises:
            NoSuchLog, RelayRefused: nothing was stored.
        """
        ...

    def get_blob(self, log_id: bytes, blob_id: bytes, *, token: bytes) -> bytes:
        """The blob of that name; its bytes have that hash.

        Raises:
            NoSuchLog, NoSuchBlob: it is not there. BadPage: the answer is another blob.
        """
        ...
