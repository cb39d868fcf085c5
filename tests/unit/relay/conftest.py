"""A relay in this process, and a plain HTTP client that trusts nothing of ours."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.unit.relay.raw_relay import CREATION_TOKEN, RawRelay
from wasit.relay.app import RelayApp
from wasit.relay.server import RelayThread
from wasit.relay.sqlite_store import SqliteStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An open store in a fresh file."""
    store = SqliteStore(tmp_path / "relay.db")
    yield store
    store.close()


@pytest.fixture
def relay(store: SqliteStore) -> Iterator[RawRelay]:
    """A running relay with no logs, heart beating fast."""
    app = RelayApp(store=store, seed=bytes(32), creation_token=CREATION_TOKEN, heartbeat_s=0.05)
    with (
        RelayThread(app) as running,
        httpx2.Client(base_url=running.url, trust_env=False, timeout=10) as http,
    ):
        yield RawRelay(http)
