"""A relay started with a database alone makes the rest beside it, for its owner only."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_key_and_creation_token_are_made_beside_the_database(tmp_path: Path) -> None:
    """Whoever only tries it out should not have to name three files."""
    database = tmp_path / "relay.db"
    command = [*(sys.executable, "-m", "wasit", "relay"), *("--port", "0")]
    with subprocess.Popen(
        [*command, "--db", f"sqlite:///{database}"], stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        ready = json.loads(running.stdout.readline())
        running.send_signal(signal.SIGTERM)
        assert running.wait(10) == 0
    assert ready["url"].startswith("http://127.0.0.1:")
    for name in ("relay.db", "relay.db.key", "relay.db.creation-token"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
