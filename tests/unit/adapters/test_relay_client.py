"""A relay that answers garbage is named as such; nothing it says ends in a traceback."""

import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

import pytest

from tests.sample_frames import digest, entry
from wasit.adapters.plain_http import PlainHttpRefused
from wasit.adapters.relay_client import (
    LogFull,
    RelayBusy,
    RelayClient,
    RelayFull,
    SentTooFast,
    SentTooSlowly,
    TooManyWait,
)
from wasit.seat.ports import FrameTooLarge, HeadMoved, LinkLost, NoSuchLog, RelayRefused
from wasit.wire.frames import FRAME_LIMIT
from wasit.wire.relay_api import PAGE_FRAMES, BadPage, Right, encode_page

LOG, TOKEN = digest("log"), digest("token")
Deed = Callable[[RelayClient], object]

DEEDS: dict[str, Deed] = {
    "facts": lambda link: link.facts(),
    "create": lambda link: link.create_log(LOG, owner_token=TOKEN, creation_token="yes"),
    "append": lambda link: link.append(LOG, entry(LOG, "one"), token=TOKEN),
    "read": lambda link: link.read(LOG, after=0, token=TOKEN),
    "wait": lambda link: link.wait(LOG, after=0, token=TOKEN, timeout_s=0.5),
    "grant": lambda link: link.grant(LOG, token=TOKEN, to_hash=bytes(32), right=Right.READ),
    "revoke": lambda link: link.revoke(LOG, token=TOKEN, from_hash=bytes(32)),
}


@contextmanager
def relay_saying(raw: bytes, *, hold: bool = False) -> Generator[str]:
    """The address of a server that answers one request with these very bytes."""
    done = threading.Event()

    def serve() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(raw)
            if hold:
                done.wait(5)
            else:
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65536):
                    pass

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_ignoring_resets, args=(serve,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        done.set()
        thread.join(5)


def _ignoring_resets(serve: Callable[[], None]) -> None:
    try:
        serve()
    except OSError:
        return


def http_answer(status: int, body: bytes, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} said", f"content-length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


GARBAGE: dict[str, bytes] = {
    "no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
    "zeros": bytes(5000),
    "redirect": http_answer(302, b"", "location: http://127.0.0.1:1/"),
    "other success": http_answer(202, b"{}"),
    "bare 404": http_answer(404, b"<html>not found</html>"),
    "bare 500": http_answer(500, b""),
    "refusal with more": http_answer(409, b'{"code":"head-moved","message":"x","more":1}'),
    "refusal of wrong types": http_answer(409, b'{"code":1,"message":"x"}'),
    "compressed": http_answer(200, b"\x1f\x8b\x08\x00", "content-encoding: gzip"),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS.keys())
@pytest.mark.parametrize("raw", GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage_is_named_whatever_was_asked(raw: bytes, deed: Deed) -> None:
    """A captive portal or a broken proxy must not look like a relay, nor crash the seat."""
    with relay_saying(raw) as url, RelayClient(url, timeout_s=2) as link, pytest.raises(BadPage):
        deed(link)


BODIES: list[tuple[str, str, int, bytes]] = [
    ("no JSON", "append", 201, b"one"),
    ("number 0", "append", 201, b'{"number":0}'),
    ("negative number", "append", 201, b'{"number":-3}'),
    ("number as text", "append", 201, b'{"number":"1"}'),
    ("number and more", "append", 201, b'{"number":1,"x":2}'),
    ("deep nesting", "append", 201, b"[" * 20000),
    ("endless", "append", 201, b" " * 100_000),
    ("facts without key", "facts", 200, b'{"v":1,"frame_limit":1}'),
    ("empty page", "read", 200, b""),
    ("page cut short", "read", 200, encode_page(b"note", [b"frame"])[:-1]),
    ("page with a huge length", "read", 200, b"\xff\xff\xff\xff" + b"x" * 50),
    ("too many frames", "read", 200, encode_page(b"note", [b"f"] * (PAGE_FRAMES + 1))),
    ("too long a frame", "read", 200, encode_page(b"note", [bytes(FRAME_LIMIT + 1)])),
    ("too long a page", "read", 200, bytes(9 * 1024 * 1024)),
    ("stream of HTML", "wait", 200, b"<html>\n"),
    ("stream of text data", "wait", 200, b"data: soon\n\n"),
    ("stream of a negative", "wait", 200, b"data: -1\n\n"),
    ("stream of a huge number", "wait", 200, b"data: %s\n\n" % (b"9" * 50)),
    ("stream without an end of line", "wait", 200, b"data: " + b"1" * 10_000),
]


@pytest.mark.parametrize(
    ("deed", "status", "body"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES]
)
def test_body_outside_the_contract_is_named(deed: str, status: int, body: bytes) -> None:
    """Nothing of an answer is used before all of it is read and of the contract."""
    with (
        relay_saying(http_answer(status, body)) as url,
        RelayClient(url, timeout_s=2) as link,
        pytest.raises(BadPage),
    ):
        DEEDS[deed](link)


REFUSALS: list[tuple[int, bytes, type[Exception]]] = [
    (404, b'{"code":"no-such-log","message":"x"}', NoSuchLog),
    (409, b'{"code":"head-moved","message":"x"}', HeadMoved),
    (507, b'{"code":"relay-full","message":"x"}', RelayFull),
    (503, b'{"code":"relay-busy","message":"x"}', RelayBusy),
    (409, b'{"code":"log-full","message":"x"}', LogFull),
    (429, b'{"code":"too-many-appends","message":"x"}', SentTooFast),
    (429, b'{"code":"too-many-streams","message":"x"}', TooManyWait),
    (408, b'{"code":"sender-too-slow","message":"x"}', SentTooSlowly),
    (418, b'{"code":"a-later-code","message":"x"}', RelayRefused),
]


@pytest.mark.parametrize(("status", "body", "error"), REFUSALS)
def test_refusal_is_raised_by_its_code(status: int, body: bytes, error: type[Exception]) -> None:
    """What to do next depends on the reason; a later relay's reason is still a refusal."""
    with (
        relay_saying(http_answer(status, body)) as url,
        RelayClient(url) as link,
        pytest.raises(error) as caught,
    ):
        link.append(LOG, entry(LOG, "one"), token=TOKEN)
    assert type(caught.value) is error


@pytest.mark.parametrize(
    ("header", "waits_s"),
    [("7", 7), ("0", 0), ("99999", 3600), ("-1", None), ("soon", None), ("9" * 50, None)],
)
def test_wait_a_relay_asks_for_is_bounded(header: str, waits_s: int | None) -> None:
    """A hostile relay must not make a seat wait for ever, nor crash it."""
    body = b'{"code":"too-many-appends","message":"x"}'
    with (
        relay_saying(http_answer(429, body, f"retry-after: {header}")) as url,
        RelayClient(url) as link,
        pytest.raises(SentTooFast) as caught,
    ):
        link.append(LOG, entry(LOG, "one"), token=TOKEN)
    assert caught.value.retry_after_s == waits_s


GONE: dict[str, bytes] = {
    "closed without a word": b"",
    "closed after a greeting of something else": b"SSH-2.0-OpenSSH_9.2\r\n",
    "closed in the head": b"HTTP/1.1 201 Crea",
    "closed in the body": b'HTTP/1.1 201 x\r\ncontent-length: 100\r\n\r\n{"num',
}


@pytest.mark.parametrize("raw", GONE.values(), ids=GONE.keys())
def test_relay_that_goes_away_in_the_middle_is_a_lost_link(raw: bytes) -> None:
    """The frame may have arrived: the seat keeps it and sends the same bytes again."""
    with relay_saying(raw) as url, RelayClient(url, timeout_s=2) as link, pytest.raises(LinkLost):
        link.append(LOG, entry(LOG, "one"), token=TOKEN)


@pytest.mark.slow
@pytest.mark.parametrize("deed", ["append", "read", "facts"])
def test_silent_relay_is_a_lost_link(deed: str) -> None:
    """Nobody waits for ever for a relay that took the connection and says nothing."""
    with (
        relay_saying(b"", hold=True) as url,
        RelayClient(url, timeout_s=0.3) as link,
        pytest.raises(LinkLost),
    ):
        DEEDS[deed](link)


def test_waiting_on_a_silent_stream_ends_with_the_time() -> None:
    """Silence on a stream is no news, not a fault."""
    head = b"HTTP/1.1 200 x\r\ncontent-type: text/event-stream\r\n\r\n"
    with relay_saying(head, hold=True) as url, RelayClient(url) as link:
        assert link.wait(LOG, after=0, token=TOKEN, timeout_s=0.1) is None


def test_stream_that_ends_is_a_lost_link() -> None:
    """A relay that is being restarted is asked again later."""
    with (
        relay_saying(http_answer(200, b":\n\n")) as url,
        RelayClient(url) as link,
        pytest.raises(LinkLost),
    ):
        link.wait(LOG, after=0, token=TOKEN, timeout_s=5)


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS.keys())
def test_no_relay_there_is_a_lost_link(deed: Deed) -> None:
    """Offline is an ordinary state."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with RelayClient(f"http://127.0.0.1:{port}") as link, pytest.raises(LinkLost):
        deed(link)


def test_frame_too_long_is_not_even_sent() -> None:
    """No relay takes it; the answer must not depend on how a network cuts a long upload."""
    with RelayClient("http://127.0.0.1:9") as link, pytest.raises(FrameTooLarge):
        link.append(LOG, bytes(FRAME_LIMIT + 1), token=TOKEN)


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("http://relay.example:8750", PlainHttpRefused),
        ("http://0.0.0.0:8750", PlainHttpRefused),
        ("http://localhost.example", PlainHttpRefused),
        ("ftp://127.0.0.1", RelayRefused),
        ("relay", RelayRefused),
        ("http://[::1", RelayRefused),
        ("", RelayRefused),
    ],
)
def test_address_a_token_must_not_travel_to_is_refused(url: str, error: type[Exception]) -> None:
    """A token in plain HTTP is anyone's who stands on the way."""
    with pytest.raises(error):
        RelayClient(url)


def test_plain_http_beyond_this_machine_can_be_allowed() -> None:
    """Inside a trusted network, a person may say so."""
    RelayClient("http://relay.example:8750", plain_http=True).close()
    RelayClient("https://relay.example").close()


def test_environment_proxies_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token takes no way that nobody chose."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    body = b'{"v":1,"key":"00","frame_limit":1}'
    with relay_saying(http_answer(200, body)) as url, RelayClient(url) as link:
        assert link.facts().v == 1
