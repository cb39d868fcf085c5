"""Many waiting appends share one commit, and each still gets a number of its own."""

import asyncio
import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.sample_frames import digest, entry, head_after, opening
from wasit.relay.reading import stored_logs
from wasit.relay.sqlite_store import SqliteStore
from wasit.relay.store import Change, Done, MakeLog, Outcome, SendFrame, StoreBroken, StoreFull
from wasit.relay.writer import Writer
from wasit.wire.frames import frame_id, parse_frame
from wasit.wire.relay_api import RefusalCode

LOG, OWNER_HASH = digest("log"), hashlib.sha256(digest("owner")).digest()


def send(frame: bytes) -> SendFrame:
    return SendFrame(
        LOG, token_hash=OWNER_HASH, frame=parse_frame(frame), frame_id=frame_id(frame), raw=frame
    )


class WatchedStore(SqliteStore):
    """Counts batches, and fails those it is told to fail."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.sizes: list[int] = []
        self.fails_on: dict[bytes, Exception] = {}

    def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        self.sizes.append(len(changes))
        for change in changes:
            if isinstance(change, SendFrame) and change.frame_id in self.fails_on:
                raise self.fails_on[change.frame_id]
        return super().apply(changes)


def put_all(store: WatchedStore, changes: list[Change]) -> tuple[list[Outcome], list[Exception]]:
    failures: list[Exception] = []

    async def run() -> list[Outcome]:
        writer = Writer(store, failed=failures.append)
        writer.start()
        await writer.put(MakeLog(LOG, OWNER_HASH))
        await writer.put(send(opening(LOG)))
        outcomes = await asyncio.gather(*map(writer.put, changes))
        await writer.stop()
        return outcomes

    return asyncio.run(run()), failures


@pytest.mark.slow
def test_sixty_four_at_once_get_consecutive_numbers_in_few_commits(tmp_path: Path) -> None:
    """The relay must be fast without ever answering before the disk has it."""
    store = WatchedStore(tmp_path / "relay.db")
    frames = [entry(LOG, str(n)) for n in range(640)]
    outcomes, failures = put_all(store, [send(frame) for frame in frames])
    store.close()
    numbers = [outcome.number for outcome in outcomes if isinstance(outcome, Done)]
    assert sorted(numbers) == list(range(2, 642))
    assert failures == []
    assert len(store.sizes) < 100
    (log,) = stored_logs(tmp_path / "relay.db")
    assert log.head == head_after(LOG, *log.unverified_frames)
    assert [log.unverified_frames[number - 1] for number in numbers] == frames


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StoreFull("full"), RefusalCode.RELAY_FULL),
        (StoreBroken("broken"), RefusalCode.RELAY_BUSY),
        (RuntimeError("a bug"), RefusalCode.RELAY_BUSY),
    ],
)
def test_one_change_that_fails_does_not_take_others_with_it(
    tmp_path: Path, error: Exception, code: RefusalCode
) -> None:
    """Another log's trouble must not show in this one, and nobody waits for ever."""
    store = WatchedStore(tmp_path / "relay.db")
    bad = entry(LOG, "bad")
    store.fails_on[frame_id(bad)] = error
    sent = [entry(LOG, "one"), bad, entry(LOG, "two")]
    outcomes, failures = put_all(store, [send(frame) for frame in sent])
    store.close()
    assert outcomes == [Done(2), code, Done(3)]
    assert failures
