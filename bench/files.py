"""Files, search and transcripts: a file said and fetched over a real relay, and the naive ways."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, cast

from tests.sample_frames import opening
from tests.unit.seat.test_searching import Place, Room
from tests.unit.talks.case import HEAD, authored, opened_room, statement
from wasit.adapters.relay_client import RelayClient
from wasit.adapters.transcripts import html_transcript, pdf_transcript
from wasit.crypto.files import open_chunks, seal_chunks
from wasit.relay.app import RelayApp
from wasit.relay.server import RelayThread
from wasit.relay.sqlite_store import SqliteStore
from wasit.seat.searching import Searcher, query_typed
from wasit.seat.seat import Seat
from wasit.seat.transcript import transcript_of_room
from wasit.values.folding import fold
from wasit.wire.blobs import blob_id

__all__ = ["figures"]

CREATION = "bench"
SIZE = 10 * 1024 * 1024
STATEMENTS = 100_000


def figures() -> Iterator[dict[str, object]]:
    """Seconds for each."""
    yield from _sealing()
    yield from _relaying()
    yield from _searching()
    yield from _printing()


def _figure(name: str, seconds: float, **more: object) -> dict[str, object]:
    return {"figure": name, "value": round(seconds, 4), "unit": "s", **more}


def _sealing() -> Iterator[dict[str, object]]:
    content, key, log = os.urandom(SIZE), bytes(32), bytes(32)
    began = time.perf_counter()
    blobs = list(seal_chunks(content, key=key, log_id=log))
    sealed = time.perf_counter()
    digest = hashlib.sha256(content).digest()
    open_chunks(blobs, key=key, log_id=log, size=SIZE, sha256=digest)
    opened = time.perf_counter()
    yield _figure("file sealed, 10 MiB", sealed - began)
    yield _figure("file opened, 10 MiB", opened - sealed)


def _relaying() -> Iterator[dict[str, object]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        store = SqliteStore(folder / "relay.db")
        stack.callback(store.close)
        app = RelayApp(store, bytes(32), CREATION)
        relay = stack.enter_context(RelayThread(app))
        client = stack.enter_context(RelayClient(relay.url))
        log, token = os.urandom(32), os.urandom(32)
        client.create_log(log, owner_token=token, creation_token=CREATION)
        client.append(log, opening(log), token=token)
        blobs = list(seal_chunks(os.urandom(SIZE), key=bytes(32), log_id=log))
        began = time.perf_counter()
        for blob in blobs:
            client.put_blob(log, blob, token=token)
        put = time.perf_counter()
        for blob in blobs:
            client.get_blob(log, blob_id(blob), token=token)
        got = time.perf_counter()
        bare = folder / "bare"
        with bare.open("wb") as file:
            for blob in blobs:
                file.write(blob)
                file.flush()
                os.fsync(file.fileno())
        written = time.perf_counter()
        naive = written - got
        yield _figure("file put at a relay, 10 MiB", put - began, baseline=round(naive, 4))
        yield _figure("file got from a relay, 10 MiB", got - put)


def _searching() -> Iterator[dict[str, object]]:
    room = opened_room()
    texts = [f"السفينة رقم {n} تعبر الميناء، the port opens for {n}." for n in range(STATEMENTS)]
    for number, text in enumerate(texts, 3):
        room.apply(authored(number, HEAD, statement(text, id=f"s{number}")))
    searcher = Searcher(cast("Seat", cast("Any", Place({"east": Room(room)}))))
    query = query_typed("السفينه 99999")
    began = time.perf_counter()
    searcher.search(query)
    first = time.perf_counter()
    searcher.search(query)
    then = time.perf_counter()
    sum("99999" in fold(text).text for text in texts[: STATEMENTS // 100])
    naive = (time.perf_counter() - then) * 100
    yield _figure("first search of 100,000 statements", first - began, baseline=round(naive, 2))
    yield _figure("next search of 100,000 statements", then - first, baseline=round(naive, 2))


def _printing() -> Iterator[dict[str, object]]:
    room = opened_room()
    for number in range(3, 1003):
        text = f"Sentence {number} says something of the port."
        room.apply(authored(number, HEAD, statement(text, id=f"s{number}")))
    transcript = transcript_of_room(room, made_at="2024-01-10T10:00:00Z")
    for name, write in (("HTML", html_transcript), ("PDF", pdf_transcript)):
        began = time.perf_counter()
        write(transcript)
        yield _figure(f"transcript of 1,000 statements, {name}", time.perf_counter() - began)
