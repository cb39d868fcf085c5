"""The relay as a process: it ends cleanly, and a kill loses nothing it acknowledged."""

import hashlib
import http.client
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sample_frames import digest, entry, head_after, opening
from wasit.adapters.relay_client import RelayClient
from wasit.adapters.relay_process import RelayDidNotStart, RelayProcess
from wasit.crypto.notes import verify_checkpoint
from wasit.relay.reading import stored_logs
from wasit.seat.ports import LinkLost, NoSuchLog

pytestmark = pytest.mark.slow

LOG, OWNER = digest("log"), digest("owner")


@pytest.fixture
def process(tmp_path: Path) -> Iterator[RelayProcess]:
    """A running relay process with one log, its opening in it."""
    with RelayProcess(tmp_path) as process:
        with RelayClient(process.url) as client:
            client.create_log(LOG, owner_token=OWNER, creation_token=process.creation_token)
            client.append(LOG, opening(LOG), token=OWNER)
        yield process


def test_relay_ends_within_two_seconds_with_streams_open(process: RelayProcess) -> None:
    """An operator who stops the relay must not have to kill it; nor may it call that a failure."""
    lines: list[http.client.HTTPConnection] = []
    host, port = process.url.removeprefix("http://").split(":")
    for _ in range(5):
        line = http.client.HTTPConnection(host, int(port), timeout=10)
        line.request(
            "GET",
            f"/v1/logs/{LOG.hex()}/events?after=0",
            headers={"authorization": f"Bearer {OWNER.hex()}"},
        )
        answer = line.getresponse()
        assert answer.readline() == b"data: 1\n"
        lines.append(line)
    began = time.monotonic()
    code = process.stop()
    assert (code, time.monotonic() - began < 2) == (0, True)
    for line in lines:
        line.close()
    assert process.log_file.read_text() == ""


def test_relay_ends_with_a_request_half_sent(process: RelayProcess) -> None:
    """Somebody who sends a byte and waits must not keep the relay up."""
    host, port = process.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as half:
        half.sendall(b"POST /v1/logs/%s/frames HTTP/1.1\r\ncontent-length: 9" % LOG.hex().encode())
        time.sleep(0.1)
        began = time.monotonic()
        assert process.stop() == 0
        assert time.monotonic() - began < 2


def test_kill_loses_nothing_acknowledged_and_a_retry_doubles_nothing(tmp_path: Path) -> None:
    """What a seat was told is kept is kept, and sending again is always safe."""
    relay = RelayProcess(tmp_path, options=("--appends-per-minute", "1000000"))
    relay.start()
    frames = [opening(LOG)] + [entry(LOG, f"{n}") for n in range(4000)]
    acknowledged: dict[bytes, int] = {}
    with RelayClient(relay.url) as client:
        client.create_log(LOG, owner_token=OWNER, creation_token=relay.creation_token)
        acknowledged[frames[0]] = client.append(LOG, frames[0], token=OWNER)

    def send(share: list[bytes]) -> None:
        with RelayClient(relay.url) as client:
            for frame in share:
                try:
                    acknowledged[frame] = client.append(LOG, frame, token=OWNER)
                except LinkLost:
                    return

    threads = [threading.Thread(target=send, args=(frames[1 + n :: 4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    while len(acknowledged) < 100:
        time.sleep(0.005)
    relay.kill()
    for thread in threads:
        thread.join()
    assert 100 <= len(acknowledged) < len(frames)
    with relay, RelayClient(relay.url) as client:
        again = {frame: client.append(LOG, frame, token=OWNER) for frame in frames[:600]}
        page = client.read(LOG, after=0, token=OWNER)
        note = verify_checkpoint(
            page.unverified_note, log_id=LOG, relay_key=bytes.fromhex(relay.key)
        )
    (log,) = stored_logs(relay.database)
    held = list(log.unverified_frames)
    assert len(set(held)) == len(held) == note.number
    assert note.head == head_after(LOG, *held)
    for frame, number in {**acknowledged, **again}.items():
        assert held[number - 1] == frame


def test_relay_keeps_its_key_over_a_restart(tmp_path: Path) -> None:
    """The founding record binds the key: another one would be another relay."""
    keys: list[str] = []
    for _ in range(2):
        with RelayProcess(tmp_path) as relay:
            keys.append(relay.key)
    assert keys[0] == keys[1]
    for secret in ("relay-key", "creation-token", "relay.db"):
        assert (tmp_path / secret).stat().st_mode & 0o077 == 0


def test_process_says_nothing_of_whom_it_served(process: RelayProcess) -> None:
    """Its log lines, kept by an operator, name no log, no token and no address."""
    host, port = process.url.removeprefix("http://").split(":")
    with RelayClient(process.url) as client, pytest.raises(NoSuchLog):
        client.read(LOG, after=0, token=digest("a stranger"))
    with socket.create_connection((host, int(port))) as garbage:
        garbage.sendall(b"\x16\x03\x01 no HTTP at all " + LOG.hex().encode() + b"\r\n\r\n")
        garbage.recv(1000)
    process.stop()
    said = process.log_file.read_text()
    for secret in (LOG.hex(), OWNER.hex(), hashlib.sha256(OWNER).hexdigest(), host, port):
        assert secret not in said


def test_relay_that_does_not_come_up_says_why(tmp_path: Path) -> None:
    """A play must not hang because a folder holds something else."""
    (tmp_path / "relay.db").write_bytes(b"something else" * 100)
    relay = RelayProcess(tmp_path)
    with pytest.raises(RelayDidNotStart, match="relay-store-broken"):
        relay.start()


def test_port_in_use_is_named(process: RelayProcess, tmp_path: Path) -> None:
    """The operator hears that another program listens there, not a traceback."""
    second = tmp_path / "second"
    second.mkdir()
    port = int(process.url.rsplit(":", 1)[1])
    with pytest.raises(RelayDidNotStart, match="relay-cannot-listen"):
        RelayProcess(second, port=port).start()


def test_interrupt_is_a_clean_end_too(process: RelayProcess) -> None:
    """Ctrl+C at a terminal is how a demo relay is stopped."""
    running = process._running()  # pyright: ignore[reportPrivateUsage]
    running.send_signal(signal.SIGINT)
    assert running.wait(2) == 0
