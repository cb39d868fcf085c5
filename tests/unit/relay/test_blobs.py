"""Blobs at the relay: who may put and get them, how many, and that each log feels only its own."""

import hashlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from tests.sample_frames import digest, letter, opening
from tests.unit.relay.raw_relay import CREATION_TOKEN, OWNER, RawRelay, everything
from wasit.relay.app import RelayApp
from wasit.relay.limits import Limits
from wasit.relay.server import RelayThread
from wasit.relay.sqlite_store import SqliteStore
from wasit.wire.blobs import BLOB_SIZE, CHUNK_SIZE, FILE_LIMIT, chunk_count

LOG, OTHER, LETTERS = digest("log"), digest("other log"), digest("letters")
MEMBER, READER, STRANGER = digest("a member"), digest("a reader"), digest("a stranger")


def blob(salt: str) -> bytes:
    return salt.encode().ljust(BLOB_SIZE, b"\0")


def path_of(log_id: bytes, content: bytes) -> str:
    return f"/v1/logs/{log_id.hex()}/blobs/{hashlib.sha256(content).hexdigest()}"


def put(
    relay: RawRelay, salt: str, *, token: bytes = MEMBER, log_id: bytes = LOG
) -> httpx2.Response:
    content = blob(salt)
    return relay.ask("PUT", path_of(log_id, content), token=token, body=content)


def get(
    relay: RawRelay, salt: str, *, token: bytes = MEMBER, log_id: bytes = LOG
) -> httpx2.Response:
    return relay.ask("GET", path_of(log_id, blob(salt)), token=token)


@contextmanager
def relay_with(folder: Path, limits: Limits | None = None) -> Generator[RawRelay]:
    """A relay with two logs of entries and one of letters; a member and a reader in each."""
    store = SqliteStore(folder / "relay.db", limits=limits, monotonic_s=lambda: 1000.0)
    app = RelayApp(store, bytes(32), CREATION_TOKEN, heartbeat_s=0.05, limits=limits or Limits())
    with (
        RelayThread(app) as running,
        httpx2.Client(base_url=running.url, trust_env=False, timeout=10) as http,
    ):
        relay = RawRelay(http)
        for log_id in (LOG, OTHER, LETTERS):
            relay.make_log(log_id)
            first = letter(log_id, "x") if log_id == LETTERS else opening(log_id)
            relay.append(log_id, first)
            for token, right in ((MEMBER, "append"), (READER, "read")):
                hashed = hashlib.sha256(token).hexdigest()
                body = b'{"right":"%s"}' % right.encode()
                relay.ask("PUT", f"/v1/logs/{log_id.hex()}/tokens/{hashed}", body=body)
        yield relay
    store.close()


def test_blob_is_kept_once_and_read_back_after_a_restart(tmp_path: Path) -> None:
    """What was answered with 201 is on disk, and a retry after a lost answer doubles nothing."""
    with relay_with(tmp_path) as relay:
        assert [put(relay, "one").status_code for _ in range(3)] == [201, 201, 201]
    with relay_with(tmp_path) as relay:
        answer = get(relay, "one", token=READER)
        assert (answer.status_code, answer.content) == (200, blob("one"))
        assert get(relay, "two").json()["code"] == "no-such-blob"


def test_without_the_right_there_is_no_such_log(tmp_path: Path) -> None:
    """A token says nothing about logs, or files in them, that it does not lead into."""
    with relay_with(tmp_path) as relay:
        put(relay, "one")
        nowhere = everything(get(relay, "one", log_id=digest("no log")))
        assert everything(get(relay, "one", token=STRANGER)) == nowhere
        assert everything(put(relay, "one", token=STRANGER)) == nowhere
        assert everything(put(relay, "two", token=READER)) == nowhere
        assert get(relay, "one", log_id=OTHER).json()["code"] == "no-such-blob"


@pytest.mark.parametrize("size", [0, 1, BLOB_SIZE - 1, BLOB_SIZE + 1, 3 * BLOB_SIZE])
def test_blob_of_another_size_is_refused(tmp_path: Path, size: int) -> None:
    """One size for all, so that sizes tell nothing; whoever may append stores nothing else."""
    content = bytes(size)
    with relay_with(tmp_path) as relay:
        answer = relay.ask("PUT", path_of(LOG, content), token=MEMBER, body=content)
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed-blob")


def test_blob_under_another_name_is_refused(tmp_path: Path) -> None:
    """Else one member could take the place of another's file before it arrives."""
    with relay_with(tmp_path) as relay:
        path = path_of(LOG, blob("one"))
        answer = relay.ask("PUT", path, token=MEMBER, body=blob("two"))
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed-blob")
        assert get(relay, "one").status_code == 404


def test_log_of_letters_takes_no_blob(tmp_path: Path) -> None:
    """Who holds an invitation is not yet let in and keeps no files here."""
    with relay_with(tmp_path) as relay:
        assert put(relay, "one", log_id=LETTERS).json()["code"] == "wrong-kind-of-log"


def test_full_space_is_the_rooms_own(tmp_path: Path) -> None:
    """Neither another log nor what the desk brings into this one is felt in a room's limit."""
    with relay_with(tmp_path, Limits(blob_bytes=2 * BLOB_SIZE)) as relay:
        for salt in ("desk 1", "desk 2"):
            assert put(relay, salt, token=OWNER).status_code == 201
            assert put(relay, salt, log_id=OTHER).status_code == 201
        answers = [put(relay, salt) for salt in ("one", "two", "three", "one")]
        assert [answer.status_code for answer in answers] == [201, 201, 409, 201]
        assert answers[2].json()["code"] == "blobs-full"
        assert put(relay, "desk 3", token=OWNER).json()["code"] == "blobs-full"
        assert get(relay, "two").status_code == 200
    with relay_with(tmp_path, Limits(blob_bytes=2 * BLOB_SIZE)) as relay:
        assert put(relay, "three").json()["code"] == "blobs-full"


def test_pace_is_the_rooms_own_and_says_when(tmp_path: Path) -> None:
    """A busy desk slows no room down, and who is too fast is told how long to wait."""
    with relay_with(tmp_path, Limits(blobs_per_minute=2)) as relay:
        for salt in ("desk 1", "desk 2"):
            assert put(relay, salt, token=OWNER).status_code == 201
        answers = [put(relay, salt) for salt in ("one", "two", "three", "one")]
        assert [answer.status_code for answer in answers] == [201, 201, 429, 201]
        assert answers[2].json()["code"] == "too-many-blobs"
        assert int(answers[2].headers["retry-after"]) == 30
        assert put(relay, "one", log_id=OTHER).status_code == 201


def test_while_restoring_only_owners_put_files(tmp_path: Path) -> None:
    """As with frames: a room waits until the log is whole again."""
    with relay_with(tmp_path):
        pass
    with relay_with(tmp_path, Limits(owners_only=True)) as relay:
        assert put(relay, "one").json()["code"] == "relay-busy"
        assert put(relay, "one", token=OWNER).status_code == 201


@pytest.mark.parametrize("size", [0, 1, CHUNK_SIZE, CHUNK_SIZE + 1, 9 * CHUNK_SIZE, FILE_LIMIT])
def test_chunks_hold_the_file_and_hide_its_length(size: int) -> None:
    """Enough room for every byte, at most an eighth more, and few different counts."""
    count = chunk_count(size)
    needed = max(1, -(-size // CHUNK_SIZE))
    assert needed <= count <= needed * 1.125
    counts = {chunk_count(chunks * CHUNK_SIZE) for chunks in range(1, 513)}
    assert len(counts) < 64
