"""Faults planted into a child, so that the tests which kill it are seen to fail.

Each is what a hurried change could make of the real step.
"""

from collections.abc import Callable, Sequence
from typing import Any

from wasit.adapters.vault import EncryptedVault
from wasit.points import Point
from wasit.relay import sqlite_store
from wasit.relay.sqlite_blobs import BlobBatch
from wasit.relay.sqlite_store import SqliteStore
from wasit.relay.store import Change, Outcome
from wasit.seat import admitting, conveying
from wasit.seat.ports import Outgoing
from wasit.seat.records import InvitationState


def _acknowledges_before_commit() -> None:
    """The relay commits a batch only when the next one comes."""

    def apply(self: Any, changes: Sequence[Change]) -> list[Outcome]:
        db = self._db
        if db.in_transaction:
            db.execute("COMMIT")
        db.execute("BEGIN IMMEDIATE")
        self._reach(Point.BATCH_BEGUN)
        blobs = BlobBatch(db, limits=self._limits, paces=self._blob_paces)
        batch = sqlite_store._Batch(  # pyright: ignore[reportPrivateUsage] (the mutant)
            db, changes, self._limits, self._paces, blobs
        )
        outcomes = [batch.take(change) for change in changes]
        batch.write()
        self._reach(Point.BATCH_WRITTEN)
        self._reach(Point.BATCH_COMMITTED)
        return outcomes

    SqliteStore.apply = apply


def _knows_no_retry() -> None:
    """The relay numbers every frame it gets, also one that it has."""

    def find_none(self: Any, log: int, frame_ids: list[bytes]) -> None:
        return

    batch: Any = sqlite_store._Batch  # pyright: ignore[reportPrivateUsage] (the mutant)
    batch._find_retries = find_none


def _vault_writes_behind() -> None:
    """An act that waits is kept in memory only."""
    kept: dict[tuple[bytes, int], Outgoing] = {}

    def queue(self: EncryptedVault, outgoing: Outgoing) -> None:
        kept[outgoing.log_id, outgoing.counter] = outgoing

    def settle(self: EncryptedVault, log_id: bytes, counter: int) -> None:
        del kept[log_id, counter]

    def outgoing(self: EncryptedVault, log_id: bytes) -> list[Outgoing]:
        return [each for (log, _), each in sorted(kept.items()) if log == log_id]

    EncryptedVault.queue, EncryptedVault.settle = queue, settle
    EncryptedVault.outgoing = outgoing


def _forgets_what_is_leaving() -> None:
    """A desk act on its way is noted in memory only."""
    write, memory = EncryptedVault.write, dict[str, bytes]()
    read, erase = EncryptedVault.read, EncryptedVault.erase

    def write_behind(self: EncryptedVault, name: str, value: bytes) -> None:
        if name.startswith("leaving/"):
            memory[name] = value
        else:
            write(self, name, value)

    def read_behind(self: EncryptedVault, name: str) -> bytes | None:
        return memory[name] if name in memory else read(self, name)

    def erase_behind(self: EncryptedVault, name: str) -> None:
        memory.pop(name, None)
        erase(self, name)

    EncryptedVault.write, EncryptedVault.read = write_behind, read_behind
    EncryptedVault.erase = erase_behind


def _never_looks_in_the_room() -> None:
    """After a break the desk gives up a conveyance unseen, and carries it again."""
    gives_up: Any = conveying.finish_conveyances

    def finish(desk: Any) -> Any:
        log = desk.room("B")
        log.settle()
        log.talks.conveyances.clear()
        return gives_up(desk)

    conveying.finish_conveyances = finish


def _lets_in_on_paper_first() -> None:
    """The invitation is marked as used before the newcomer has a key or a right."""
    begin: Any = admitting.__dict__["_begin_epoch"]

    def begin_late(desk: Any, *args: Any, **kwargs: Any) -> None:
        for invitation_id, record in admitting.invitations(desk).items():
            used = admitting.msgspec.structs.replace(record, state=InvitationState.USED)
            admitting.__dict__["_keep"](desk, invitation_id, used)
        begin(desk, *args, **kwargs)

    admitting.__dict__["_begin_epoch"] = begin_late


MUTANTS: dict[str, Callable[[], None]] = {
    "acknowledges before commit": _acknowledges_before_commit,
    "knows no retry": _knows_no_retry,
    "vault writes behind": _vault_writes_behind,
    "forgets what is leaving": _forgets_what_is_leaving,
    "never looks in the room": _never_looks_in_the_room,
    "lets in on paper first": _lets_in_on_paper_first,
}


def plant(name: str) -> None:
    """Plant the mutant of that name into this process; none for the empty name."""
    if name:
        MUTANTS[name]()
