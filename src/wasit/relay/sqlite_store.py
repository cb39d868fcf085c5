"""Logs in one SQLite file: WAL, ``synchronous=FULL``, one transaction a batch.

Both settings are read back after they were set, and the store refuses to open where either did not
take: with ``NORMAL`` a power cut loses acknowledged frames. A batch is worked out on the state
found in the file, inside its own transaction, so a second process on the same file cannot make two
frames share a number. Token hashes are compared in constant time, with a stand-in where there is no
log or no such token, so that all three refusals cost the same.
"""

import hmac
import sqlite3
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar, assert_never

from wasit.points import Point, Reach, pass_by
from wasit.relay.limits import Limits, Paces
from wasit.relay.migrations import migrate
from wasit.relay.sqlite_blobs import BlobBatch, read_blob
from wasit.relay.store import (
    Change,
    Done,
    GiveRight,
    KeepBlob,
    LogPage,
    MakeLog,
    Outcome,
    SendFrame,
    StoreBroken,
    StoreFull,
    StoreUnsafe,
    TakeRight,
    TooSoon,
)
from wasit.wire.frames import frame_id
from wasit.wire.numbering import LogKind, LogState, allows, empty_log, take_frame
from wasit.wire.relay_api import PAGE_BYTES, PAGE_FRAMES, RefusalCode, Right

__all__ = ["LAST_NUMBER", "SqliteStore", "place", "store_errors"]

LAST_NUMBER = 2**32 - 1
"""The highest number that the table of frames has room for."""

_BUSY_TIMEOUT_S = 10.0
_NOTE_ROOM = 1024
_NOBODY = bytes(32)
_PIECES = (64, 16, 4, 1)
_OUT_OF_ROOM = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}
_RIGHT = "SELECT token_hash, held FROM tokens WHERE log = ? AND token_hash = ?"
_STATE = "SELECT log, kind, number, head, epoch, frame_bytes FROM logs WHERE log_id = ?"

Item = TypeVar("Item")


class SqliteStore:
    """A ``Store`` in the SQLite file at ``path``, which is made if it is not there."""

    def __init__(
        self,
        path: Path,
        *,
        limits: Limits | None = None,
        monotonic_s: Callable[[], float] = time.monotonic,
        reach: Reach = pass_by,
    ) -> None:
        """Open, bring the tables up to date, and assert that commits are durable.

        ``monotonic_s`` is read for the pace of appends and kept nowhere.

        Raises:
            StoreUnsafe: this file would not keep what is acknowledged.
            StoreBroken: it is no database, or not one of ours, or cannot be opened.
        """
        self._path = path
        self._reach = reach
        self._limits = limits or Limits()
        self._paces = Paces(self._limits.appends_per_minute, monotonic_s=monotonic_s)
        self._blob_paces = Paces(self._limits.blobs_per_minute, monotonic_s=monotonic_s)
        self._reading = threading.local()
        self._readers: list[sqlite3.Connection] = []
        with store_errors():
            self._db = self._connect()
            _assert_durable(self._db)
            migrate(self._db)

    def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        """See ``Store.apply``."""
        with store_errors():
            self._db.execute("BEGIN IMMEDIATE")
            self._reach(Point.BATCH_BEGUN)
            try:
                blobs = BlobBatch(self._db, limits=self._limits, paces=self._blob_paces)
                batch = _Batch(self._db, changes, self._limits, self._paces, blobs)
                outcomes = [batch.take(change) for change in changes]
                batch.write()
                self._reach(Point.BATCH_WRITTEN)
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
        self._reach(Point.BATCH_COMMITTED)
        for log_id, frames in batch.taken.items():
            self._paces.took(log_id, frames)
        for pace, count in blobs.taken.items():
            self._blob_paces.took(pace, count)
        return outcomes

    def page(self, log_id: bytes, *, token_hash: bytes, after: int) -> LogPage | None:
        """See ``Store.page``."""
        with store_errors(), self._snapshot() as db:
            log, state, _ = _read_state(db, log_id)
            if not allows(_held(db, log, token_hash), Right.READ):
                return None
            frames: list[bytes] = []
            room = PAGE_BYTES - _NOTE_ROOM
            rows = db.execute(
                "SELECT frame FROM frames WHERE place > ? AND place < ? ORDER BY place LIMIT ?",
                (place(log, min(after, LAST_NUMBER)), place(log + 1, 0), PAGE_FRAMES),
            )
            for (frame,) in rows:
                room -= 4 + len(frame)
                if room < 0:
                    break
                frames.append(frame)
            return LogPage(state, frames)

    def newest(self, log_id: bytes, *, token_hash: bytes) -> int | None:
        """See ``Store.newest``."""
        with store_errors(), self._snapshot() as db:
            log, state, _ = _read_state(db, log_id)
            return state.number if allows(_held(db, log, token_hash), Right.READ) else None

    def blob(self, log_id: bytes, *, token_hash: bytes, blob_id: bytes) -> bytes | RefusalCode:
        """See ``Store.blob``."""
        with store_errors(), self._snapshot() as db:
            log, _, _ = _read_state(db, log_id)
            if not allows(_held(db, log, token_hash), Right.READ):
                return RefusalCode.NO_SUCH_LOG
            return read_blob(db, log, blob_id)

    def close(self) -> None:
        """See ``Store.close``."""
        for reader in self._readers:
            reader.close()
        self._db.close()

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(
            self._path, isolation_level=None, check_same_thread=False, timeout=_BUSY_TIMEOUT_S
        )
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        return db

    @contextmanager
    def _snapshot(self) -> Generator[sqlite3.Connection]:
        db: sqlite3.Connection | None = getattr(self._reading, "db", None)
        if db is None:
            db = self._reading.db = self._connect()
            db.execute("PRAGMA query_only = ON")
            self._readers.append(db)
        db.execute("BEGIN")
        try:
            yield db
        finally:
            db.execute("ROLLBACK")


class _Batch:
    """Changes worked out one after another inside a transaction; ``write`` puts them down.

    Each call into SQLite gives other threads a turn, which a busy server does not soon give back;
    so a batch asks for what it needs once a log and not once a frame, and writes many rows a call.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        changes: Sequence[Change],
        limits: Limits,
        paces: Paces,
        blobs: BlobBatch,
    ) -> None:
        self.taken: dict[bytes, int] = {}
        self._blobs = blobs
        self._db = db
        self._limits = limits
        self._paces = paces
        self._states: dict[bytes, tuple[int, LogState, int]] = {}
        self._held: dict[tuple[int, bytes], Right | None] = {}
        self._numbers: dict[tuple[int, bytes], int] = {}
        self._rows: list[tuple[int, int, bytes, bytes]] = []
        self._sent: dict[bytes, list[bytes]] = {}
        for change in changes:
            if isinstance(change, SendFrame):
                self._sent.setdefault(change.log_id, []).append(change.frame_id)

    def take(self, change: Change) -> Outcome:
        match change:
            case SendFrame():
                return self._send_frame(change)
            case MakeLog():
                return self._make_log(change)
            case GiveRight():
                return self._give_right(change)
            case TakeRight():
                return self._take_right(change)
            case KeepBlob():
                log, state, _ = self._state(change.log_id)
                held = self._right(log, change.token_hash)
                return self._blobs.keep(change, log=log, kind=state.kind, held=held)
            case _:
                assert_never(change)

    def write(self) -> None:
        for count, rows in _in_pieces(self._rows):
            self._db.execute(
                f"INSERT INTO frames (place, frame) VALUES {_places(count, 2)}",  # noqa: S608
                [value for log, number, _, raw in rows for value in (place(log, number), raw)],
            )
            self._db.execute(
                f"INSERT INTO frame_ids (log, start, number) VALUES {_places(count, 3)}",  # noqa: S608
                [value for log, number, name, _ in rows for value in (log, _start(name), number)],
            )
        states = [self._states[log_id] for log_id in sorted(self.taken)]
        self._db.executemany(
            "UPDATE logs SET kind = ?, number = ?, head = ?, epoch = ?, frame_bytes = ?"
            " WHERE log = ?",
            [(s.kind.value, s.number, s.head, s.epoch, held, log) for log, s, held in states],
        )

    def _send_frame(self, change: SendFrame) -> Outcome:
        log, state, held_bytes = self._state(change.log_id)
        held = self._right(log, change.token_hash)
        taken = take_frame(state, change.frame, frame_id=change.frame_id, held=held)
        if taken is RefusalCode.NO_SUCH_LOG:
            return taken
        number = self._numbers.get((log, change.frame_id))
        if number is not None:
            return Done(number)
        if isinstance(taken, RefusalCode):
            return taken
        if self._limits.owners_only and held is not Right.OWN:
            return RefusalCode.RELAY_BUSY
        held_bytes += len(change.raw)
        if taken.number > self._limits.frames or held_bytes > self._limits.frame_bytes:
            return RefusalCode.LOG_FULL
        before = self.taken.get(change.log_id, 0)
        wait_s = self._paces.wait_s(change.log_id, besides=before)
        if wait_s:
            return TooSoon(wait_s)
        self._rows.append((log, taken.number, change.frame_id, change.raw))
        self._numbers[log, change.frame_id] = taken.number
        self._states[change.log_id] = log, taken, held_bytes
        self.taken[change.log_id] = before + 1
        return Done(taken.number)

    def _make_log(self, change: MakeLog) -> Outcome:
        log, state, _ = self._state(change.log_id)
        if log:
            again = self._right(log, change.owner_hash) is Right.OWN
            return Done() if again else RefusalCode.LOG_EXISTS
        made = self._db.execute(
            "INSERT INTO logs (log_id, head) VALUES (?, ?)", (change.log_id, state.head)
        ).lastrowid
        self._hold(made or 0, change.owner_hash, Right.OWN)
        self._states[change.log_id] = made or 0, state, 0
        return Done()

    def _give_right(self, change: GiveRight) -> Outcome:
        log, _, _ = self._state(change.log_id)
        if self._right(log, change.token_hash) is not Right.OWN:
            return RefusalCode.NO_SUCH_LOG
        if change.right is not Right.OWN and self._is_last_owner(log, change.to_hash):
            return RefusalCode.LAST_OWNER
        self._hold(log, change.to_hash, change.right)
        return Done()

    def _take_right(self, change: TakeRight) -> Outcome:
        log, _, _ = self._state(change.log_id)
        if self._right(log, change.token_hash) is not Right.OWN:
            return RefusalCode.NO_SUCH_LOG
        if self._is_last_owner(log, change.from_hash):
            return RefusalCode.LAST_OWNER
        self._db.execute(
            "DELETE FROM tokens WHERE log = ? AND token_hash = ?", (log, change.from_hash)
        )
        self._held.pop((log, change.from_hash), None)
        return Done()

    def _state(self, log_id: bytes) -> tuple[int, LogState, int]:
        known = self._states.get(log_id)
        if known is None:
            known = self._states[log_id] = _read_state(self._db, log_id)
            self._find_retries(known[0], self._sent.get(log_id, []))
        return known

    def _find_retries(self, log: int, frame_ids: list[bytes]) -> None:
        """Learn the numbers of those frames of the batch that the log holds already."""
        for count, piece in _in_pieces(frame_ids):
            found = self._db.execute(
                "SELECT number FROM frame_ids WHERE log = ?"  # noqa: S608
                f" AND start IN {_places(1, count)}",
                [log, *map(_start, piece)],
            )
            for (number,) in found.fetchall():
                (raw,) = self._db.execute(
                    "SELECT frame FROM frames WHERE place = ?", (place(log, number),)
                ).fetchone()
                self._numbers[log, frame_id(raw)] = number

    def _right(self, log: int, token_hash: bytes) -> Right | None:
        key = log, token_hash
        if key not in self._held:
            self._held[key] = _held(self._db, log, token_hash)
        return self._held[key]

    def _hold(self, log: int, token_hash: bytes, right: Right) -> None:
        self._db.execute(
            "INSERT INTO tokens (log, token_hash, held) VALUES (?, ?, ?)"
            " ON CONFLICT (log, token_hash) DO UPDATE SET held = excluded.held",
            (log, token_hash, right.value),
        )
        self._held.pop((log, token_hash), None)

    def _is_last_owner(self, log: int, token_hash: bytes) -> bool:
        owners = self._db.execute(
            "SELECT token_hash FROM tokens WHERE log = ? AND held = 'own' LIMIT 2", (log,)
        ).fetchall()
        return owners == [(token_hash,)]


def place(log: int, number: int) -> int:
    """Where the table of frames holds a log's frame of that number."""
    return (log << 32) + number


def _start(name: bytes) -> int:
    return int.from_bytes(name[:6], "big")


def _places(rows: int, columns: int) -> str:
    row = f"({', '.join('?' * columns)})"
    return ", ".join([row] * rows)


def _in_pieces(items: list[Item]) -> Iterator[tuple[int, list[Item]]]:
    """The items in runs of few different lengths, so that few statements serve any batch."""
    at = 0
    while at < len(items):
        count = next(length for length in _PIECES if length <= len(items) - at)
        yield count, items[at : at + count]
        at += count


def _read_state(db: sqlite3.Connection, log_id: bytes) -> tuple[int, LogState, int]:
    """The log's local name, state and bytes held; 0, the empty state and 0 where there is none."""
    row = db.execute(_STATE, (log_id,)).fetchone()
    if row is None:
        return 0, empty_log(log_id), 0
    log, kind, number, head, epoch, held_bytes = row
    return log, LogState(LogKind(kind), number=number, head=head, epoch=epoch), held_bytes


def _held(db: sqlite3.Connection, log: int, token_hash: bytes) -> Right | None:
    found, held = db.execute(_RIGHT, (log, token_hash)).fetchone() or (_NOBODY, Right.READ)
    return Right(held) if hmac.compare_digest(found, token_hash) else None


def _assert_durable(db: sqlite3.Connection) -> None:
    (mode,) = db.execute("PRAGMA journal_mode").fetchone()
    (synchronous,) = db.execute("PRAGMA synchronous").fetchone()
    if (mode, synchronous) != ("wal", 2):
        raise StoreUnsafe(
            f"the database runs with journal {mode!r} and synchronous {synchronous};"
            " 'wal' and 2 (full) were asked for; the relay did not start"
        )


@contextmanager
def store_errors() -> Generator[None]:
    """SQLite's errors as ours, within."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        if code in _OUT_OF_ROOM:
            raise StoreFull("the relay's disk took nothing; nothing was stored") from error
        raise StoreBroken(f"the relay's database failed ({error}); nothing was stored") from error
