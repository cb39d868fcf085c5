"""What one log may take of a relay, and that no other log feels it."""

import hashlib
import socket
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx2
import pytest

from tests.sample_frames import digest, entry, opening
from tests.unit.relay.raw_relay import CREATION_TOKEN, OWNER, RawRelay, everything
from wasit.relay.app import RelayApp
from wasit.relay.limits import BadLimit, Limits, Paces
from wasit.relay.server import RelayThread
from wasit.relay.sqlite_store import SqliteStore
from wasit.relay.streams import Streams

LOG, OTHER = digest("log"), digest("other log")
FRAME = len(opening(LOG)) + 2 * len(entry(LOG, "one"))


@contextmanager
def relay_with(
    folder: Path, limits: Limits, *, monotonic_s: Callable[[], float] = time.monotonic
) -> Generator[RawRelay]:
    """A relay with two logs, each holding its opening."""
    store = SqliteStore(folder / "relay.db", limits=limits, monotonic_s=monotonic_s)
    app = RelayApp(store, bytes(32), CREATION_TOKEN, heartbeat_s=0.05, limits=limits)
    with (
        RelayThread(app) as running,
        httpx2.Client(base_url=running.url, trust_env=False, timeout=10) as http,
    ):
        relay = RawRelay(http)
        for log_id in (LOG, OTHER):
            relay.make_log(log_id)
            relay.append(log_id, opening(log_id))
        yield relay
    store.close()


@pytest.mark.parametrize("limits", [Limits(frames=3), Limits(frame_bytes=FRAME)])
def test_full_log_takes_no_more_and_is_still_read(tmp_path: Path, limits: Limits) -> None:
    """One room's flood ends at its own log: it stays readable, and other logs go on."""
    with relay_with(tmp_path, limits) as relay:
        frames = [entry(LOG, str(n)) for n in range(4)]
        answers = [relay.append(LOG, frame) for frame in frames]
        assert [answer.status_code for answer in answers] == [201, 201, 409, 409]
        assert answers[2].json()["code"] == "log-full"
        assert "retry-after" not in answers[2].headers
        assert relay.append(LOG, frames[1]).json() == {"number": 3}
        page = relay.ask("GET", f"/v1/logs/{LOG.hex()}/frames?after=0").content
        assert all((frame in page) is (n < 2) for n, frame in enumerate(frames))
        assert relay.append(OTHER, entry(OTHER, "one")).status_code == 201


def test_length_is_still_known_after_a_restart(tmp_path: Path) -> None:
    """Starting a relay again is no way around its limit."""
    for salt in ("one", "two"):
        with relay_with(tmp_path, Limits(frame_bytes=FRAME)) as relay:
            assert relay.append(LOG, entry(LOG, salt)).status_code == 201
    with relay_with(tmp_path, Limits(frame_bytes=FRAME)) as relay:
        assert relay.append(LOG, entry(LOG, "three")).json()["code"] == "log-full"


def test_too_fast_a_log_is_told_when_and_takes_it_then(tmp_path: Path) -> None:
    """A seat that waits as long as it was told gets its words in."""
    now = [1000.0]
    limits = Limits(appends_per_minute=4)
    with relay_with(tmp_path, limits, monotonic_s=lambda: now[0]) as relay:
        answers = [relay.append(LOG, entry(LOG, str(n))) for n in range(5)]
        assert [answer.status_code for answer in answers] == [201, 201, 201, 429, 429]
        assert answers[3].json()["code"] == "too-many-appends"
        assert answers[3].headers["retry-after"] == "15"
        assert relay.append(LOG, entry(LOG, "0")).json() == {"number": 2}
        assert relay.append(OTHER, entry(OTHER, "one")).status_code == 201
        now[0] += 15
        assert relay.append(LOG, entry(LOG, "3")).json() == {"number": 5}
        assert relay.append(LOG, entry(LOG, "4")).status_code == 429


def test_refused_frames_use_up_no_pace(tmp_path: Path) -> None:
    """A stranger, or a seat that is behind, must not silence the log."""
    with relay_with(tmp_path, Limits(appends_per_minute=3)) as relay:
        for n in range(10):
            stranger = relay.append(LOG, entry(LOG, str(n)), token=digest("a stranger"))
            behind = relay.append(LOG, entry(LOG, str(n), epoch=7))
            assert (stranger.status_code, behind.status_code) == (404, 409)
        assert relay.append(LOG, entry(LOG, "one")).status_code == 201


def test_streams_beyond_the_limit_are_refused_until_one_ends(tmp_path: Path) -> None:
    """Waiting costs the relay memory; who is refused asks for frames instead."""
    headers = {"authorization": f"Bearer {OWNER.hex()}"}

    def events(log_id: bytes) -> str:
        return f"/v1/logs/{log_id.hex()}/events?after=0"

    with relay_with(tmp_path, Limits(streams=2)) as relay:
        with ExitStack() as open_streams:
            for _ in range(2):
                stream = relay.http.stream("GET", events(LOG), headers=headers)
                assert open_streams.enter_context(stream).status_code == 200
            refused = relay.ask("GET", events(LOG))
            assert (refused.status_code, refused.json()["code"]) == (429, "too-many-streams")
            assert int(refused.headers["retry-after"]) > 0
            unknown = relay.ask("GET", events(LOG), token=digest("a stranger"))
            assert unknown.status_code == 404
            with relay.http.stream("GET", events(OTHER), headers=headers) as other:
                assert other.status_code == 200
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            with relay.http.stream("GET", events(LOG), headers=headers) as again:
                if again.status_code == 200:
                    return
            time.sleep(0.02)
        pytest.fail("a stream that ended still counts")


def answers_beside(folder: Path, *, busy: bool) -> list[object]:
    """All that one log's limits show, beside another log that used up its own, or did not."""
    limits = Limits(frames=6, appends_per_minute=6, streams=2)
    headers = {"authorization": f"Bearer {OWNER.hex()}"}
    folder.mkdir(exist_ok=True)
    with relay_with(folder, limits, monotonic_s=lambda: 5.0) as relay, ExitStack() as held:
        if busy:
            for n in range(9):
                relay.append(OTHER, entry(OTHER, str(n)))
            for _ in range(2):
                path = f"/v1/logs/{OTHER.hex()}/events?after=0"
                held.enter_context(relay.http.stream("GET", path, headers=headers))
        answers: list[object] = [
            everything(relay.append(LOG, entry(LOG, str(n)))) for n in range(9)
        ]
        path = f"/v1/logs/{LOG.hex()}/events"
        answers += [
            held.enter_context(relay.http.stream("GET", path, headers=headers)).status_code
            for _ in range(3)
        ]
        return answers


def test_answers_of_one_log_are_the_same_whatever_another_uses_up(tmp_path: Path) -> None:
    """A room that met a limit because of another's traffic would learn that there is another."""
    quiet = answers_beside(tmp_path / "quiet", busy=False)
    assert quiet[-3:] == [200, 200, 429]
    assert quiet == answers_beside(tmp_path / "busy", busy=True)


def pace_of_all_logs(patch: pytest.MonkeyPatch) -> None:
    """One pace for the whole relay."""
    took, wait_s = Paces.took, Paces.wait_s

    def took_of_all(self: Paces, log_id: bytes, frames: int) -> None:
        took(self, log_id[:0], frames)

    def wait_of_all(self: Paces, log_id: bytes, *, besides: int) -> int:
        return wait_s(self, log_id[:0], besides=besides)

    patch.setattr(Paces, "took", took_of_all)
    patch.setattr(Paces, "wait_s", wait_of_all)


def streams_of_all_logs(patch: pytest.MonkeyPatch) -> None:
    """One count of streams for the whole relay."""

    def count(self: Streams, log_id: bytes) -> int:
        del log_id
        waiting = self._waiting.values()  # pyright: ignore[reportPrivateUsage]
        return sum(len(events) for events in waiting)

    patch.setattr(Streams, "count", count)


@pytest.mark.parametrize("leak", [pace_of_all_logs, streams_of_all_logs])
def test_limit_counted_over_all_logs_would_be_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leak: Callable[[pytest.MonkeyPatch], None]
) -> None:
    """The test above would catch such a slip."""
    leak(monkeypatch)
    quiet = answers_beside(tmp_path / "quiet", busy=False)
    assert quiet != answers_beside(tmp_path / "busy", busy=True)


TRICKLES: list[tuple[str, bytes, bytes | None]] = [
    ("body", b"POST /v1/logs/%s/frames HTTP/1.1\r\ncontent-length: 900\r\n\r\n", b"HTTP/1.1 408"),
    ("head", b"POST /v1/logs/%s/frames HTTP/1.1\r\nx: y", None),
    ("nothing", b"", None),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "start", "answer"), TRICKLES, ids=[row[0] for row in TRICKLES])
def test_sender_that_trickles_is_cut_off(
    tmp_path: Path, name: str, start: bytes, answer: bytes | None
) -> None:
    """Somebody who sends a byte now and then must not hold a connection for ever."""
    limits = Limits(body_s=0.3, head_s=0.3)
    with relay_with(tmp_path, limits) as relay:
        at = relay.http.base_url
        began = time.monotonic()
        with socket.create_connection((at.host, at.port or 0)) as slow:
            slow.settimeout(0.05)
            slow.sendall(start.replace(b"%s", LOG.hex().encode()))
            said, ended = b"", False
            while not ended and time.monotonic() - began < 5:
                try:
                    if name != "nothing":
                        slow.sendall(b"z")
                    part = slow.recv(4096)
                    said, ended = said + part, not part
                except TimeoutError:
                    continue
                except OSError:
                    ended = True
        assert ended
        assert 0.2 < time.monotonic() - began < 3
        assert said[:12] == (answer or b"")
        assert b"connection: close" in said or answer is None


@pytest.mark.slow
def test_sender_that_is_slow_between_requests_is_left_alone(tmp_path: Path) -> None:
    """A kept-alive connection of a seat that says nothing for a while is no slow sender."""
    with relay_with(tmp_path, Limits(body_s=0.1, head_s=0.1)) as relay:
        for n in range(3):
            assert relay.append(LOG, entry(LOG, str(n))).status_code == 201
            time.sleep(0.25)


NOTHING: list[Callable[[], Limits]] = [
    lambda: Limits(frames=0),
    lambda: Limits(frame_bytes=-1),
    lambda: Limits(appends_per_minute=0),
    lambda: Limits(streams=0),
    lambda: Limits(body_s=0.0),
    lambda: Limits(head_s=float("nan")),
]


@pytest.mark.parametrize("limits", NOTHING)
def test_limit_that_lets_nothing_through_is_refused(limits: Callable[[], Limits]) -> None:
    """A slip in an option must not make a relay that takes no words."""
    with pytest.raises(BadLimit):
        limits()


def test_paces_forget_logs_that_are_not_ahead() -> None:
    """A relay that lives for months must not remember every log it ever took a frame of."""
    now = [0.0]
    paces = Paces(60, monotonic_s=lambda: now[0])
    for n in range(5000):
        paces.took(hashlib.sha256(bytes([n % 256, n // 256])).digest(), 1)
        now[0] += 0.5
    assert len(paces._even_at) < 4200  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize("besides", [0, 59, 60, 119])
def test_pace_is_a_minutes_worth_at_once_and_then_even(besides: int) -> None:
    """The wait that is told is the wait it takes."""
    now = [0.0]
    paces = Paces(60, monotonic_s=lambda: now[0])
    wait_s = paces.wait_s(LOG, besides=besides)
    assert wait_s == max(besides - 59, 0)
    paces.took(LOG, besides)
    now[0] += wait_s
    assert paces.wait_s(LOG, besides=0) == 0
