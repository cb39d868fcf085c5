"""Reads a relay's database beside or after the relay: what it holds, and each log's frames.

For ``wasit play`` and ``wasit verify``. The file is opened read-only; nothing is changed.
"""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from wasit.relay.sqlite_store import LAST_NUMBER, place, store_errors
from wasit.relay.store import StoreBroken

__all__ = ["RelaySaw", "StoredLog", "relay_saw", "stored_logs"]


@dataclass(frozen=True, slots=True)
class RelaySaw:
    """Counts and sizes of all that a relay's database holds.

    ``frames_by_size`` counts frames by their length in bytes, ``bytes_held`` sums those lengths;
    ``blobs`` are chunks of files, all of one size.
    """

    logs: int
    frames: int
    tokens: int
    bytes_held: int
    frames_by_size: dict[int, int]
    frames_by_log: tuple[int, ...]
    blobs: int


@dataclass(frozen=True, slots=True)
class StoredLog:
    """One log as the database holds it; nothing of it has been checked.

    ``unverified_id_starts`` are the first six bytes of each frame's id, as numbers.
    """

    log_id: bytes
    number: int
    head: bytes
    unverified_frames: tuple[bytes, ...]
    unverified_id_starts: tuple[int, ...]


def relay_saw(path: Path) -> RelaySaw:
    """What the relay's database at ``path`` holds; numbers of frames per log are sorted.

    Raises:
        StoreBroken: it is no relay's database.
    """
    with _read_only(path) as db:
        by_size = dict(
            db.execute(
                "SELECT length(frame) AS size, count(*) FROM frames GROUP BY size"
            ).fetchall()
        )
        by_log = [row[0] for row in db.execute("SELECT number FROM logs ORDER BY number")]
        (blobs,) = db.execute("SELECT count(*) FROM blobs").fetchone()
        (tokens,) = db.execute("SELECT count(*) FROM tokens").fetchone()
    return RelaySaw(
        logs=len(by_log),
        frames=sum(by_size.values()),
        tokens=tokens,
        bytes_held=sum(size * count for size, count in by_size.items()),
        frames_by_size=by_size,
        frames_by_log=tuple(by_log),
        blobs=blobs,
    )


def stored_logs(path: Path) -> list[StoredLog]:
    """Every log in the database at ``path``, by log id, with its raw frames in order.

    Raises:
        StoreBroken: it is no relay's database.
    """
    with _read_only(path) as db:
        rows = db.execute("SELECT log, log_id, number, head FROM logs ORDER BY log_id").fetchall()
        return [
            StoredLog(log_id, number, head, _frames(db, log), _id_starts(db, log))
            for log, log_id, number, head in rows
        ]


def _frames(db: sqlite3.Connection, log: int) -> tuple[bytes, ...]:
    rows = db.execute(
        "SELECT frame FROM frames WHERE place BETWEEN ? AND ? ORDER BY place",
        (place(log, 0), place(log, LAST_NUMBER)),
    )
    frames = tuple(row[0] for row in rows)
    if not all(isinstance(frame, bytes) for frame in frames):
        raise StoreBroken("the relay's database holds something else where a frame was expected")
    return frames


def _id_starts(db: sqlite3.Connection, log: int) -> tuple[int, ...]:
    rows = db.execute("SELECT start FROM frame_ids WHERE log = ? ORDER BY number", (log,))
    return tuple(row[0] for row in rows)


@contextmanager
def _read_only(path: Path) -> Generator[sqlite3.Connection]:
    with (
        store_errors(),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db,
    ):
        db.execute("BEGIN")
        yield db
