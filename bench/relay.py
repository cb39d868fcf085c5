"""Durable appends per second through the relay, beside a bare endpoint in the same run.

Relay, bare endpoint and load are processes of their own; rounds alternate between the two, and a
figure is the median over rounds, so that a busy machine slows both alike.
"""

import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from wasit.adapters.relay_client import RelayClient
from wasit.adapters.relay_process import RelayProcess
from wasit.wire.frames import SIZE_CLASSES, TAG_SIZE, WRAP_SIZE, OpeningFrame, encode_frame
from wasit.wire.hash_chain import first_head

ROUNDS = 9
SECONDS = 0.8
CONNECTIONS = (1, 64)
AIM = 0.7
NO_PACE = ("--appends-per-minute", "1000000000", "--max-frames", "1000000000")

LOG = hashlib.sha256(b"bench log").digest()
TOKEN = hashlib.sha256(b"bench token").digest()


def figures() -> Iterator[dict[str, object]]:
    """Per number of connections: appends per second of relay and bare endpoint, and their ratio."""
    with (
        tempfile.TemporaryDirectory() as folder,
        RelayProcess(Path(folder), options=NO_PACE) as relay,
    ):
        _open_log(relay)
        bare = subprocess.Popen(
            [sys.executable, "-m", "bench.bare_append", f"{folder}/bare.db"],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert bare.stdout is not None
            urls = {"relay": relay.url, "bare": bare.stdout.readline().strip()}
            for connections in CONNECTIONS:
                yield from _compare(urls, connections)
        finally:
            bare.terminate()
            bare.wait()


def _compare(urls: dict[str, str], connections: int) -> Iterator[dict[str, object]]:
    rates: dict[str, list[float]] = {"relay": [], "bare": []}
    for turn in range(ROUNDS):
        for name in sorted(urls, reverse=bool(turn % 2)):
            rates[name].append(_load(urls[name], connections))
    ratios = [ours / bare for ours, bare in zip(rates["relay"], rates["bare"], strict=True)]
    for name, found in rates.items():
        yield {
            "figure": f"durable appends per second, {name}, {connections} connections",
            "value": round(statistics.median(found)),
            "unit": "1/s",
            "rounds": [round(rate) for rate in found],
        }
    yield {
        "figure": f"relay to bare endpoint, {connections} connections",
        "value": round(statistics.median(ratios), 3),
        "unit": "ratio",
        "aim": AIM,
    }


def _load(url: str, connections: int) -> float:
    command = [sys.executable, "-m", "bench.append_load", url.rsplit(":", 1)[1]]
    command += [LOG.hex(), TOKEN.hex(), str(connections), str(SECONDS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _open_log(relay: RelayProcess) -> None:
    opening = OpeningFrame(
        log_id=LOG,
        epoch=1,
        follows_number=0,
        follows_head=first_head(LOG),
        commitment=bytes(32),
        wraps=(bytes(WRAP_SIZE),) * 4,
        salt=bytes(32),
        sealed=bytes(SIZE_CLASSES[0] + TAG_SIZE),
    )
    with RelayClient(relay.url) as client:
        client.create_log(LOG, owner_token=TOKEN, creation_token=relay.creation_token)
        client.append(LOG, encode_frame(opening), token=TOKEN)


if __name__ == "__main__":
    for figure in figures():
        print(json.dumps(figure), flush=True)
