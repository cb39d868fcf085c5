"""The store keeps what it acknowledges, and refuses to open where it could not."""

import hashlib
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.sample_frames import digest, entry, head_after, opening
from wasit.relay.reading import relay_saw, stored_logs
from wasit.relay.sqlite_store import SqliteStore
from wasit.relay.store import Change, Done, MakeLog, SendFrame, StoreBroken, StoreUnsafe
from wasit.wire.frames import frame_id, parse_frame

LOG, OWNER = digest("log"), digest("owner")
OWNER_HASH = hashlib.sha256(OWNER).digest()


def send(frame: bytes, *, log_id: bytes = LOG) -> SendFrame:
    return SendFrame(
        log_id,
        token_hash=OWNER_HASH,
        frame=parse_frame(frame),
        frame_id=frame_id(frame),
        raw=frame,
    )


def test_database_in_memory_is_refused() -> None:
    """It would acknowledge what a power cut takes away."""
    with pytest.raises(StoreUnsafe):
        SqliteStore(Path(":memory:"))


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" * 300])
def test_file_of_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    """A corrupt database is one clear sentence, and the file is left as it is."""
    path = tmp_path / "relay.db"
    path.write_bytes(content)
    with pytest.raises(StoreBroken):
        SqliteStore(path)
    assert path.read_bytes() == content


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    """A misspelt path must not become a relay somewhere else."""
    with pytest.raises(StoreBroken):
        SqliteStore(tmp_path / "no such folder" / "relay.db")


def test_database_of_a_later_version_is_refused(tmp_path: Path) -> None:
    """An older relay must not write what a newer one laid out."""
    path = tmp_path / "relay.db"
    SqliteStore(path).close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE schema_version SET version = 99")
    db.close()
    with pytest.raises(StoreUnsafe):
        SqliteStore(path)


def test_reopened_store_goes_on_where_it_was(tmp_path: Path) -> None:
    """A restart of the relay changes no number and no head."""
    path = tmp_path / "relay.db"
    frames = [opening(LOG), entry(LOG, "one"), entry(LOG, "two")]
    numbers: list[object] = []
    for frame in frames:
        store = SqliteStore(path)
        changes: list[Change] = [MakeLog(LOG, OWNER_HASH), send(frame)]
        numbers.append(store.apply(changes)[1])
        store.close()
    assert numbers == [Done(1), Done(2), Done(3)]
    (log,) = stored_logs(path)
    assert (log.unverified_frames, log.head) == (tuple(frames), head_after(LOG, *frames))


def test_batch_is_worked_out_in_order_within_itself(store: SqliteStore) -> None:
    """A frame may follow one that waits for the same commit; a retry beside it doubles nothing."""
    first, one = opening(LOG), entry(LOG, "one")
    outcomes = store.apply([MakeLog(LOG, OWNER_HASH), send(first), send(one), send(one)])
    assert outcomes == [Done(), Done(1), Done(2), Done(2)]


def test_two_processes_on_one_file_never_share_a_number(tmp_path: Path) -> None:
    """Two relays started on one database by mistake must not fork a log."""
    path = tmp_path / "relay.db"
    stores = [SqliteStore(path), SqliteStore(path)]
    stores[0].apply([MakeLog(LOG, OWNER_HASH), send(opening(LOG))])
    start = threading.Barrier(2)

    def write(who: int) -> list[object]:
        start.wait()
        return [stores[who].apply([send(entry(LOG, f"{who}/{n}"))])[0] for n in range(20)]

    with ThreadPoolExecutor(2) as pool:
        given = [done for dones in pool.map(write, (0, 1)) for done in dones]
    for store in stores:
        store.close()
    assert sorted(done.number for done in given if isinstance(done, Done)) == list(range(2, 42))


def test_relay_saw_counts_all_that_is_held(store: SqliteStore, tmp_path: Path) -> None:
    """A play prints what its relay could see, read beside the running relay."""
    other = digest("other")
    frames = [opening(LOG), entry(LOG, "one"), entry(LOG, "two")]
    store.apply([MakeLog(LOG, OWNER_HASH), MakeLog(other, OWNER_HASH), *map(send, frames)])
    saw = relay_saw(tmp_path / "relay.db")
    assert (saw.logs, saw.frames, saw.tokens) == (2, 3, 2)
    assert saw.frames_by_size == {len(frames[0]): 1, len(frames[1]): 2}
    assert saw.bytes_held == sum(map(len, frames))
    assert saw.frames_by_log == (0, 3)


def test_reading_what_is_no_relay_database_is_refused(tmp_path: Path) -> None:
    """``wasit verify`` on a wrong folder says so, and makes no file there."""
    with pytest.raises(StoreBroken):
        relay_saw(tmp_path / "relay.db")
    assert list(tmp_path.iterdir()) == []
