"""A log as the frames kept here leave it: channel, talks, and what was refused.

Nothing here sends or asks a relay. The fold of the same frames is always the same; a snapshot of
it, tagged with its number, its head and the version of this code, only saves time, and ``recheck``
shows that it changed nothing.
"""

import gc
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Generic, NoReturn, TypeVar

import msgspec

from wasit.channel.channel import Accepted, Channel, Void
from wasit.channel.state import KnownEpoch
from wasit.crypto.epochs import Wrapping
from wasit.crypto.keys import DeviceSecrets
from wasit.errors import Untrusted
from wasit.points import Reach, pass_by
from wasit.seat.faults import CaseSealed, FoldDiffers
from wasit.seat.ports import Clock, Link, Randomness, SealedFiles, Vault
from wasit.seat.records import LogRecord, RefusedEntry, Snapshot, load, store
from wasit.talks.entries import read_journal_body, read_room_body
from wasit.talks.journal import Journal
from wasit.talks.people import Authored, PeopleChanged
from wasit.talks.room import RoomTalks
from wasit.talks.void import VoidEntry

__all__ = [
    "FOLD_VERSION",
    "JOURNAL",
    "ROOM",
    "FoldKind",
    "HistoryLine",
    "LogFold",
    "SeatPorts",
    "refuse_sealed",
]

FOLD_VERSION = 4
"""Raised whenever folding the same frames would give another state; older snapshots are dropped."""

FoldT = TypeVar("FoldT", RoomTalks, Journal)
BodyT = TypeVar("BodyT")


def refuse_sealed(_relay: str = "") -> NoReturn:
    """What a sealed seat says to everything but reading."""
    raise CaseSealed("the case is sealed at this seat; nothing was sent, asked or kept")


@dataclass(frozen=True, slots=True)
class SeatPorts:
    """Everything a seat stands on; ``reach`` is called at each of its ``Point``s.

    A ``sealed`` one is read, and does nothing.
    """

    vault: Vault
    clock: Clock
    randomness: Randomness
    wrapping: Wrapping
    link_to: Callable[[str], Link]
    reach: Reach = pass_by
    progress: Callable[[int, int], None] = lambda _done, _of: None
    """Told how many parts of a file have come or gone, of how many."""
    files: SealedFiles | None = None
    """Beside the vault; None for a seat that keeps no data sets."""
    sealed: bool = False

    def read_only(self) -> "SeatPorts":
        """The same, for a seat that is sealed: no relay is reached."""
        return replace(self, sealed=True, link_to=refuse_sealed)


@dataclass(frozen=True, slots=True)
class FoldKind(Generic[FoldT]):
    """How one kind of log is folded."""

    empty: Callable[[], FoldT]
    restore: Callable[[bytes], FoldT]
    read_body: Callable[[dict[str, Any]], Any]


ROOM: FoldKind[RoomTalks] = FoldKind(RoomTalks, RoomTalks.restore, read_room_body)
JOURNAL: FoldKind[Journal] = FoldKind(Journal, Journal.restore, read_journal_body)


@dataclass(frozen=True, slots=True)
class HistoryLine(Generic[BodyT]):
    """One numbered frame: what it is worth, and its body where it is a talk's entry."""

    outcome: Accepted | Void
    body: BodyT | None


class LogFold(Generic[FoldT]):
    """The fold of a log's kept frames: ``talks`` is what was accepted, ``refused`` what is void.

    ``_begin`` or ``_load`` is called before anything else.
    """

    def __init__(
        self,
        record: LogRecord,
        *,
        kind: FoldKind[FoldT],
        ports: SeatPorts,
        secrets: DeviceSecrets,
    ) -> None:
        self.record = record
        self._kind = kind
        self._ports = ports
        self._secrets = secrets

    @property
    def number(self) -> int:
        """The newest number accepted."""
        return self.channel.state.number

    @property
    def ports(self) -> SeatPorts:
        """What this seat stands on."""
        return self._ports

    def history(self) -> list["HistoryLine[Any]"]:
        """Every frame kept here, folded anew from the first: what it says, or why it is void.

        The state of this seat is neither used nor changed.
        """
        again = self._fresh()
        lines: list[HistoryLine[Any]] = []
        for raw in self._ports.vault.frames(self.record.log_id):
            outcome = again._take(raw)  # noqa: SLF001 - another of this class
            body = None
            if isinstance(outcome, Accepted) and outcome.is_of_talks:
                body = self._kind.read_body(outcome.envelope.body)
            lines.append(HistoryLine(outcome=outcome, body=body))
        return lines

    def recheck(self) -> None:
        """Return when folding the kept frames anew gives exactly the state this seat shows.

        Raises:
            FoldDiffers: it does not; the state shown is not to be trusted.
        """
        again = self._fresh()
        for raw in self._ports.vault.frames(self.record.log_id):
            again._take(raw)  # noqa: SLF001 - another of this class
        if (
            again.channel.state != self.channel.state
            or again.talks.snapshot() != self.talks.snapshot()
            or again.refused != self.refused
        ):
            raise FoldDiffers(
                f"log {self.record.log_id.hex()} folded anew up to number {again.number} differs "
                "from what this seat shows"
            )

    def fold_anew(self) -> None:
        """Fold every kept frame again from the first, with all keys that can be learned now.

        Who comes back after a removal was given no key for what was said in between; the epoch
        they return by brings it, and what was void for want of it counts.
        """
        self._ports.vault.erase(self._name("snapshot"))
        self._begin()
        for raw in self._ports.vault.frames(self.record.log_id):
            self._take(raw)

    def save(self) -> None:
        """Keep a snapshot of the fold, so that the seat opens quickly."""
        state = self.channel.state
        snapshot = Snapshot(
            version=FOLD_VERSION,
            number=state.number,
            head=state.head(),
            channel=self.channel.snapshot(),
            talks=self.talks.snapshot(),
            refused=tuple(self.refused),
        )
        self._ports.vault.write(self._name("snapshot"), store(snapshot))
        self._saved_at = state.number

    def try_fold(self, frames: Sequence[bytes]) -> list[Accepted | Void]:
        """What each of these frames would be worth, as the whole log from its first frame on.

        Nothing is kept, and the state of this seat is neither used nor changed.
        """
        again = self._fresh()
        again.channel.recover_keys(frames)
        return [again._take(raw) for raw in frames]  # noqa: SLF001 - another of this class

    def _take(self, raw: bytes) -> Accepted | Void:
        outcome = self.channel.accept(raw)
        if isinstance(outcome, Void):
            self._note_refused(outcome.number, outcome.entry_id, outcome.fault)
            return outcome
        try:
            if outcome.people is not None:
                self.talks.apply(PeopleChanged(outcome.people))
            if not outcome.is_of_talks:
                return outcome
            envelope = outcome.envelope
            entry: Authored[Any] = Authored(
                number=outcome.number,
                at=envelope.at,
                author=outcome.author,
                device=envelope.device,
                seen=envelope.seen.number,
                body=self._kind.read_body(envelope.body),
            )
            self.talks.apply(entry)
        except VoidEntry as fault:
            self._note_refused(outcome.number, outcome.entry_id, fault)
            return Void(outcome.number, outcome.entry_id, fault)
        return outcome

    def _note_refused(self, number: int, entry_id: str, fault: Untrusted) -> None:
        self.refused.append(RefusedEntry(number, entry_id, fault.code, str(fault)))

    def _fresh(self) -> "LogFold[FoldT]":
        """This log at its beginning, nothing accepted yet."""
        again = LogFold(self.record, kind=self._kind, ports=self._ports, secrets=self._secrets)
        again._begin()
        return again

    def _begin(self) -> None:
        self.refused: list[RefusedEntry] = []
        self._saved_at = 0
        vault, log_id = self._ports.vault, self.record.log_id
        self.channel = Channel.empty(log_id, self._secrets, wrapping=self._ports.wrapping)
        self.talks: FoldT = self._kind.empty()
        backed = vault.read(self._name("epochs"))
        if backed is not None:
            self.channel.know_epochs(msgspec.msgpack.decode(backed, type=dict[int, KnownEpoch]))
        self.channel.recover_keys(vault.frames(log_id))

    def _load(self) -> None:
        """State from the vault: the newest good snapshot, and the frames after it."""
        vault, log_id = self._ports.vault, self.record.log_id
        self.refused = []
        raw = vault.read(self._name("snapshot"))
        snapshot = load(raw, Snapshot) if raw is not None else None
        if snapshot is not None and snapshot.version == FOLD_VERSION:
            self.channel = Channel.restore(
                snapshot.channel, self._secrets, wrapping=self._ports.wrapping
            )
            with _collector_paused():
                self.talks = self._kind.restore(snapshot.talks)
            self.refused += snapshot.refused
            self._saved_at = snapshot.number
        else:
            self._begin()
        for frame in vault.frames(log_id, after=self.number):
            self._take(frame)

    def _name(self, kind: str) -> str:
        return f"{kind}/{self.record.log_id.hex()}"


@contextmanager
def _collector_paused() -> Generator[None]:
    """No cyclic garbage collection within: a long snapshot has none, and looking costs half."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
