"""Blobs in the relay's SQLite file: one space for each log.

What owners put is counted apart from what others put, in bytes and in pace. The desk is a log's
owner: so no limit that a room meets hangs on what the desk brought into its log, or was about to.
"""

import sqlite3
from collections import Counter

from wasit.relay.limits import Limits, Paces
from wasit.relay.store import Done, KeepBlob, Outcome, TooSoon
from wasit.wire.numbering import LogKind, allows
from wasit.wire.relay_api import RefusalCode, Right

__all__ = ["BlobBatch", "read_blob"]


class BlobBatch:
    """Blobs kept inside the store's transaction, one after another.

    ``taken`` counts, by log and whether an owner put them, the blobs that are new.
    """

    def __init__(self, db: sqlite3.Connection, *, limits: Limits, paces: Paces) -> None:
        self.taken: Counter[bytes] = Counter()
        self._db = db
        self._limits = limits
        self._paces = paces

    def keep(self, change: KeepBlob, *, log: int, kind: LogKind, held: Right | None) -> Outcome:
        """Keep one blob, where its log takes it; one that is there already is done."""
        if not allows(held, Right.APPEND):
            return RefusalCode.NO_SUCH_LOG
        if kind is not LogKind.ENTRIES:
            return RefusalCode.WRONG_KIND_OF_LOG
        there = self._db.execute(
            "SELECT 1 FROM blobs WHERE log = ? AND name = ?", (log, change.blob_id)
        ).fetchone()
        if there is not None:
            return Done()
        owner = held is Right.OWN
        if self._limits.owners_only and not owner:
            return RefusalCode.RELAY_BUSY
        counted = "owner_blob_bytes" if owner else "blob_bytes"
        (held_bytes,) = self._db.execute(
            f"SELECT {counted} FROM logs WHERE log = ?",  # noqa: S608 (one of two names)
            (log,),
        ).fetchone()
        if held_bytes + len(change.raw) > self._limits.blob_bytes:
            return RefusalCode.BLOBS_FULL
        pace = change.log_id + bytes([owner])
        wait_s = self._paces.wait_s(pace, besides=self.taken[pace])
        if wait_s:
            return TooSoon(wait_s, RefusalCode.TOO_MANY_BLOBS)
        self._db.execute(
            "INSERT INTO blobs (log, name, blob) VALUES (?, ?, ?)",
            (log, change.blob_id, change.raw),
        )
        self._db.execute(
            f"UPDATE logs SET {counted} = {counted} + ? WHERE log = ?",  # noqa: S608
            (len(change.raw), log),
        )
        self.taken[pace] += 1
        return Done()


def read_blob(db: sqlite3.Connection, log: int, blob_id: bytes) -> bytes | RefusalCode:
    """The blob of that name in the log's space."""
    row = db.execute("SELECT blob FROM blobs WHERE log = ? AND name = ?", (log, blob_id)).fetchone()
    return row[0] if row is not None else RefusalCode.NO_SUCH_BLOB
