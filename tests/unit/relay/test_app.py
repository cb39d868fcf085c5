"""What the relay answers, byte by byte."""

import hashlib
import json
from pathlib import Path

import httpx2
import pytest

from tests.sample_frames import digest, entry, letter, opening
from tests.unit.relay.raw_relay import OWNER, RawRelay, everything
from wasit.relay.sqlite_store import SqliteStore
from wasit.wire.frames import FRAME_LIMIT
from wasit.wire.relay_api import Refusal, RefusalCode

LOG, OTHER = digest("log"), digest("other log")
LOG_PATH = f"/v1/logs/{LOG.hex()}"
TOKEN_PATH = f"{LOG_PATH}/tokens/{digest('someone').hex()}"
READER = digest("a reader's token")


@pytest.fixture
def peopled(relay: RawRelay) -> RawRelay:
    """The relay with one log, its opening, and somebody who may read."""
    relay.make_log(LOG)
    relay.append(LOG, opening(LOG))
    reader = hashlib.sha256(READER).hexdigest()
    relay.ask("PUT", f"{LOG_PATH}/tokens/{reader}", body=b'{"right":"read"}')
    return relay


def test_no_answer_tells_the_time_or_the_program(peopled: RawRelay) -> None:
    """Two runs that differ elsewhere must give a room the same bytes."""
    for answer in (
        peopled.ask("GET", "/v1/relay"),
        peopled.ask("GET", f"{LOG_PATH}/frames?after=0"),
        peopled.append(LOG, entry(LOG, "one")),
        peopled.ask("GET", "/nowhere"),
    ):
        assert set(answer.headers) <= {"content-length", "content-type"}


DEEDS: list[tuple[str, str, bytes | None]] = [
    ("GET", "/frames?after=0", None),
    ("GET", "/events?after=0", None),
    ("POST", "/frames", None),
    ("PUT", f"/tokens/{digest('x').hex()}", b'{"right":"read"}'),
    ("DELETE", f"/tokens/{digest('x').hex()}", None),
]


@pytest.mark.parametrize(("method", "tail", "body"), DEEDS)
def test_unknown_log_wrong_token_and_missing_right_are_one_answer(
    peopled: RawRelay, method: str, tail: str, body: bytes | None
) -> None:
    """Nobody can ask a relay which logs there are, or who belongs to them."""
    nowhere = digest("no such log")
    answers = [
        peopled.ask(method, f"/v1/logs/{log_id.hex()}{tail}", token=token, body=sent)
        for log_id, token in (
            (nowhere, OWNER),
            (LOG, digest("a stranger's token")),
            (LOG, READER),
            (LOG, "ab cd"),
            (LOG, "not hex"),
            (LOG, None),
        )
        for sent in (letter(log_id, "x") if tail == "/frames" else body,)
        if not (token == READER and method == "GET")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({repr(everything(answer)) for answer in answers}) == 1


WRONG: list[tuple[str, str, bytes | None, RefusalCode]] = [
    ("GET", "/", None, RefusalCode.NO_SUCH_PATH),
    ("GET", "/v1/relay/", None, RefusalCode.NO_SUCH_PATH),
    ("GET", "/v2/relay", None, RefusalCode.NO_SUCH_PATH),
    ("GET", "/v1/logs", None, RefusalCode.NO_SUCH_PATH),
    ("GET", f"{LOG_PATH}/frames/1", None, RefusalCode.NO_SUCH_PATH),
    ("GET", "/v1/logs/%2e%2e/frames", None, RefusalCode.NO_SUCH_LOG),
    ("GET", "/v1/logs/\N{ARABIC-INDIC DIGIT ONE}/frames", None, RefusalCode.NO_SUCH_LOG),
    ("GET", f"/v1/logs/{LOG.hex().upper()}/frames", None, RefusalCode.NO_SUCH_LOG),
    ("GET", f"/v1/logs/{LOG.hex()[:-1]}/frames", None, RefusalCode.NO_SUCH_LOG),
    ("POST", "/v1/relay", None, RefusalCode.METHOD_NOT_TAKEN),
    ("GET", LOG_PATH, None, RefusalCode.METHOD_NOT_TAKEN),
    ("DELETE", LOG_PATH, None, RefusalCode.METHOD_NOT_TAKEN),
    ("PATCH", f"{LOG_PATH}/frames", None, RefusalCode.METHOD_NOT_TAKEN),
    ("OPTIONS", f"{LOG_PATH}/frames", None, RefusalCode.METHOD_NOT_TAKEN),
    ("GET", TOKEN_PATH, None, RefusalCode.METHOD_NOT_TAKEN),
    ("GET", f"{LOG_PATH}/frames?after=-1", None, RefusalCode.BAD_REQUEST),
    ("GET", f"{LOG_PATH}/frames?after=one", None, RefusalCode.BAD_REQUEST),
    ("GET", f"{LOG_PATH}/frames?after=", None, RefusalCode.BAD_REQUEST),
    ("GET", f"{LOG_PATH}/frames?after=%D9%A1", None, RefusalCode.BAD_REQUEST),
    ("GET", f"{LOG_PATH}/frames?after={2**53}", None, RefusalCode.BAD_REQUEST),
    ("GET", f"{LOG_PATH}/events?after={9**99}", None, RefusalCode.BAD_REQUEST),
    ("PUT", LOG_PATH, None, RefusalCode.BAD_REQUEST),
    ("PUT", LOG_PATH, b"\xff", RefusalCode.BAD_REQUEST),
    ("PUT", LOG_PATH, b"[" * 4000, RefusalCode.BAD_REQUEST),
    ("PUT", LOG_PATH, b"x" * 5000, RefusalCode.BAD_REQUEST),
    ("PUT", LOG_PATH, b'{"owner":"%s","more":1}' % (b"a" * 64), RefusalCode.BAD_REQUEST),
    ("PUT", LOG_PATH, b'{"owner":"%s"}' % (b"a" * 64), RefusalCode.CREATION_REFUSED),
    ("PUT", TOKEN_PATH, b'{"right":"rule"}', RefusalCode.BAD_REQUEST),
    ("PUT", f"{LOG_PATH}/tokens/zz", b'{"right":"read"}', RefusalCode.BAD_REQUEST),
    ("DELETE", f"{LOG_PATH}/tokens/zz", None, RefusalCode.BAD_REQUEST),
    ("POST", f"{LOG_PATH}/frames", None, RefusalCode.MALFORMED_FRAME),
    ("POST", f"{LOG_PATH}/frames", b"\1" * 40, RefusalCode.MALFORMED_FRAME),
    ("POST", f"{LOG_PATH}/frames", opening(OTHER), RefusalCode.MALFORMED_FRAME),
    ("POST", f"{LOG_PATH}/frames", bytes(FRAME_LIMIT + 1), RefusalCode.FRAME_TOO_LARGE),
    ("POST", f"{LOG_PATH}/frames", bytes(FRAME_LIMIT * 6), RefusalCode.FRAME_TOO_LARGE),
]


@pytest.mark.parametrize(("method", "path", "body", "code"), WRONG)
def test_wrong_request_is_refused_by_name(
    peopled: RawRelay, method: str, path: str, body: bytes | None, code: RefusalCode
) -> None:
    """Whatever comes in, the relay answers in its contract's words and stores nothing."""
    before = peopled.ask("GET", f"{LOG_PATH}/frames?after=0").content
    answer = peopled.ask(method, path, body=body)
    assert answer.status_code == code.status
    assert answer.json() == {"code": code.value, "message": code.message}
    assert peopled.ask("GET", f"{LOG_PATH}/frames?after=0").content == before


@pytest.mark.parametrize("path", ["/v1/relay", f"{LOG_PATH}/frames", "/nowhere"])
def test_head_is_not_taken(peopled: RawRelay, path: str) -> None:
    """HEAD would be a second way to ask what GET answers."""
    assert peopled.ask("HEAD", path).status_code in {404, 405}


def test_every_refusal_code_has_a_status_and_a_sentence() -> None:
    """A code without a sentence would reach a mediator as a blank."""
    for code in RefusalCode:
        assert 400 <= code.status < 600
        assert Refusal(code.value, code.message).message.strip()


def test_two_logs_share_no_byte_of_any_answer(relay: RawRelay) -> None:
    """What one room gets is the same, byte for byte, whatever happens in another's log."""
    alone = RawRelay(relay.http)
    first = _room_life(alone, digest("room A"), between=lambda: None)

    def elsewhere() -> None:
        log_id = digest("room B")
        relay.make_log(log_id)
        relay.append(log_id, opening(log_id))
        for salt in "abc":
            relay.append(log_id, entry(log_id, salt))
        relay.append(log_id, b"nonsense")

    assert _room_life(relay, digest("room C"), between=elsewhere) == first


def _room_life(relay: RawRelay, log_id: bytes, *, between: object) -> list[object]:
    """Every answer of a short life, with what names the log taken out."""
    assert callable(between)
    answers: list[httpx2.Response] = []
    path = f"/v1/logs/{log_id.hex()}"
    between()
    answers.append(relay.make_log(log_id))
    for frame in (opening(log_id), entry(log_id, "one"), entry(log_id, "one"), b"bad"):
        between()
        answers.append(relay.append(log_id, frame))
    between()
    answers.append(relay.ask("PUT", f"{path}/tokens/{'a' * 64}", body=b'{"right":"read"}'))
    answers.append(relay.ask("DELETE", f"{path}/tokens/{'a' * 64}"))
    answers.append(relay.ask("GET", f"{path}/frames?after=2"))
    shown = [everything(answer) for answer in answers]
    note = shown[-1][2][4:].decode().splitlines()[1]
    return [*shown[:-1], shown[-1][:2], note]


def test_stream_tells_the_newest_and_beats(peopled: RawRelay) -> None:
    """A dead line is noticed at both ends, and a frame is told at once."""
    headers = {"authorization": f"Bearer {OWNER.hex()}"}
    path = f"{LOG_PATH}/events?after=0"
    with peopled.http.stream("GET", path, headers=headers) as stream:
        lines = stream.iter_lines()
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert next(lines) == "data: 1"
        assert (next(lines), next(lines)) == ("", ":")
        peopled.append(LOG, entry(LOG, "one"))
        assert next(line for line in lines if line.startswith("data")) == "data: 2"


def test_stream_ends_for_a_token_that_lost_its_right(peopled: RawRelay) -> None:
    """Who left a room must not go on hearing when it speaks."""
    reader = hashlib.sha256(READER).hexdigest()
    headers = {"authorization": f"Bearer {READER.hex()}"}
    with peopled.http.stream("GET", f"{LOG_PATH}/events?after=1", headers=headers) as stream:
        peopled.ask("DELETE", f"{LOG_PATH}/tokens/{reader}")
        peopled.append(LOG, entry(LOG, "one"))
        assert not any(line.startswith("data") for line in stream.iter_lines())


def test_full_disk_is_named_and_stores_nothing(peopled: RawRelay, store: SqliteStore) -> None:
    """The seat keeps its words and sends them again; the log stays whole and readable."""
    path = f"{LOG_PATH}/frames"
    frame = entry(LOG, "one")
    limit_pages(store, more=0)
    before = peopled.ask("GET", f"{path}?after=0").content
    statuses = {peopled.append(LOG, entry(LOG, str(n))).status_code for n in range(20)}
    refused = peopled.append(LOG, frame)
    assert 507 in statuses
    assert (refused.status_code, refused.json()["code"]) == (507, "relay-full")
    stored = peopled.ask("GET", f"{path}?after=0")
    limit_pages(store, more=1000)
    assert peopled.append(LOG, frame).status_code == 201
    assert stored.status_code == 200
    assert stored.content[4:].startswith(before[4:60])


def limit_pages(store: SqliteStore, *, more: int) -> None:
    """Let the database grow by so many pages and no further, as a full disk would."""
    (pages,) = store._db.execute("PRAGMA page_count").fetchone()  # pyright: ignore[reportPrivateUsage]
    store._db.execute(f"PRAGMA max_page_count = {pages + more}")  # pyright: ignore[reportPrivateUsage]


def test_broken_store_is_answered_and_log_lines_name_nothing(
    peopled: RawRelay, store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever reads the relay's log lines learns neither a log nor a token nor an address."""
    store._db.execute("DROP TABLE tokens")  # pyright: ignore[reportPrivateUsage]
    answers = [
        peopled.append(LOG, entry(LOG, "one")),
        peopled.ask("GET", f"{LOG_PATH}/frames?after=0"),
        peopled.ask("GET", f"{LOG_PATH}/events?after=0"),
    ]
    assert {answer.status_code for answer in answers} == {503}
    assert {json.loads(answer.content)["code"] for answer in answers} == {"relay-busy"}
    said = "\n".join(caplog.messages)
    assert "StoreBroken" in said
    for secret in (LOG.hex(), OWNER.hex(), "127.0.0.1", "tokens"):
        assert secret not in said


def test_database_holds_no_token(peopled: RawRelay, tmp_path: Path) -> None:
    """A stolen database opens no log."""
    for file in tmp_path.iterdir():
        assert OWNER not in file.read_bytes()
        assert OWNER.hex().encode() not in file.read_bytes()
