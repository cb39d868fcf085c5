"""The ``Link`` port over HTTP: one relay, kept-alive connections, and no trust in its answers.

An answer is read up to a bound, within a time, without decompression or redirects, and then parsed;
whatever is not of the contract (``wire.relay_api``) is ``BadPage``, and a relay that cannot be
reached, or goes away in the middle, is ``LinkLost``. Proxies and settings of the environment are
not used, so that no token takes a way nobody chose.
"""

import hashlib
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

import httpx2
import msgspec

from wasit.adapters.plain_http import refuse_plain_http
from wasit.seat.ports import (
    EpochNotCurrent,
    FrameTooLarge,
    HeadMoved,
    LinkLost,
    LogExists,
    NoSuchBlob,
    NoSuchLog,
    Page,
    RelayRefused,
)
from wasit.wire.blobs import BLOB_SIZE, blob_id
from wasit.wire.frames import FRAME_LIMIT
from wasit.wire.relay_api import (
    PAGE_BYTES,
    PAGE_FRAMES,
    RETRY_AFTER_LIMIT_S,
    BadPage,
    NewLog,
    Numbered,
    Refusal,
    RefusalCode,
    RelayFacts,
    Right,
    TokenRight,
    decode_page,
)

__all__ = [
    "FilesFull",
    "FilesTooFast",
    "LogFull",
    "RelayBusy",
    "RelayClient",
    "RelayFull",
    "SentTooFast",
    "SentTooSlowly",
    "TooManyWait",
]

_SMALL_ANSWER_LIMIT = 64 * 1024
_LINE_LIMIT = 4096
_WENT_AWAY = ("disconnected", "closed")


class RelayFull(LinkLost):
    """The relay's disk took nothing more. Nothing was stored; it is sent again later."""

    code = "relay-full"
    advice = "What was written is kept here. Tell whoever runs the relay that its disk is full."


class RelayBusy(LinkLost):
    """The relay could not answer now. Nothing was stored; it is sent again later."""

    code = "relay-busy"
    advice = "What was written is kept here and is sent again when the relay can take it."


class SentTooFast(LinkLost):
    """The log was written faster than the relay lets one log be. Nothing was stored."""

    code = "too-many-appends"
    advice = "What was written is kept here and is sent again a little later."


class TooManyWait(LinkLost):
    """As many seats wait for this log as the relay lets wait. Nothing is lost."""

    code = "too-many-streams"
    advice = "The seat asks for news now and then instead; close seats that nobody uses."


class SentTooSlowly(LinkLost):
    """The connection was so slow that the relay cut it off. Nothing was stored."""

    code = "sender-too-slow"
    advice = "What was written is kept here and is sent again; try another connection."


class LogFull(RelayRefused):
    """The log holds as much as this relay lets one log hold. Nothing was stored."""

    code = "log-full"
    advice = "Ask whoever runs the relay for more room, or move the log to another relay."


class FilesFull(RelayRefused):
    """The log holds as many bytes of files as this relay lets one. The file was not sent."""

    code = "blobs-full"
    advice = "Ask whoever runs the relay for more room; without the file the words can go."


class FilesTooFast(LinkLost):
    """Files came faster than the relay lets one log take them. The rest is sent again."""

    code = "too-many-blobs"
    advice = "What was written is kept here, and the rest of the file goes a little later."


_RAISES: dict[str, type[NoSuchLog | NoSuchBlob | RelayRefused | LinkLost]] = {
    RefusalCode.NO_SUCH_LOG: NoSuchLog,
    RefusalCode.NO_SUCH_BLOB: NoSuchBlob,
    RefusalCode.BLOBS_FULL: FilesFull,
    RefusalCode.TOO_MANY_BLOBS: FilesTooFast,
    RefusalCode.FRAME_TOO_LARGE: FrameTooLarge,
    RefusalCode.EPOCH_NOT_CURRENT: EpochNotCurrent,
    RefusalCode.HEAD_MOVED: HeadMoved,
    RefusalCode.LOG_EXISTS: LogExists,
    RefusalCode.LOG_FULL: LogFull,
    RefusalCode.TOO_MANY_APPENDS: SentTooFast,
    RefusalCode.TOO_MANY_STREAMS: TooManyWait,
    RefusalCode.SENDER_TOO_SLOW: SentTooSlowly,
    RefusalCode.RELAY_FULL: RelayFull,
    RefusalCode.RELAY_BUSY: RelayBusy,
}

Answer = TypeVar("Answer", Numbered, RelayFacts, Refusal)


class RelayClient:
    """A ``Link`` to the relay at ``url``. May be used from several threads; ``close`` it."""

    def __init__(self, url: str, *, timeout_s: float = 10.0, plain_http: bool = False) -> None:
        """``timeout_s`` bounds connecting, each silence, and the reading of one answer.

        Raises:
            PlainHttpRefused: ``url`` is plain HTTP beyond this machine, and that was not allowed.
            RelayRefused: ``url`` is none.
        """
        try:
            parsed = httpx2.URL(url)
        except httpx2.InvalidURL as error:
            raise RelayRefused(f"{url!r} is no address of a relay; nothing was sent") from error
        if parsed.scheme not in {"http", "https"} or not parsed.host:
            raise RelayRefused(f"{url!r} is no http(s) address; nothing was sent")
        if parsed.scheme == "http":
            refuse_plain_http(parsed.host, allowed=plain_http)
        self._timeout_s = timeout_s
        self._http = httpx2.Client(
            base_url=parsed,
            trust_env=False,
            follow_redirects=False,
            # Loading the certificates takes longer than a play's first request; plain HTTP has none
            # to check, and no answer can lead from there to HTTPS.
            verify=parsed.scheme == "https",
            timeout=timeout_s,
            headers={"accept-encoding": "identity", "user-agent": "wasit"},
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=8),
        )

    def close(self) -> None:
        """Close every connection."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def facts(self) -> RelayFacts:
        """See ``Link.facts``."""
        answered = self._ask("GET", "/v1/relay", authorization=None)
        return _decoded(_expect(answered, 200), RelayFacts)

    def create_log(self, log_id: bytes, *, owner_token: bytes, creation_token: str) -> None:
        """See ``Link.create_log``. Asking again with the same owner token is no error."""
        owner = _token_hash(owner_token).hex()
        answered = self._ask(
            "PUT",
            _path(log_id),
            authorization=creation_token,
            content=msgspec.json.encode(NewLog(owner=owner)),
        )
        _expect(answered, 201)

    def append(self, log_id: bytes, frame: bytes, *, token: bytes) -> int:
        """See ``Link.append``."""
        if len(frame) > FRAME_LIMIT:
            raise FrameTooLarge(f"a frame of {len(frame)} bytes; at most {FRAME_LIMIT}; not sent")
        answered = self._ask(
            "POST", f"{_path(log_id)}/frames", authorization=token.hex(), content=frame
        )
        number = _decoded(_expect(answered, 201), Numbered).number
        if number < 1:
            raise BadPage(f"the relay gave a frame the number {number}; 1 or more was expected")
        return number

    def read(self, log_id: bytes, *, after: int, token: bytes) -> Page:
        """See ``Link.read``."""
        answered = self._ask(
            "GET",
            f"{_path(log_id)}/frames?after={after}",
            authorization=token.hex(),
            limit=PAGE_BYTES,
        )
        note, frames = decode_page(_expect(answered, 200))
        if len(frames) > PAGE_FRAMES or any(len(frame) > FRAME_LIMIT for frame in frames):
            raise BadPage("the relay's page holds more than a page may; nothing was accepted")
        return Page(unverified_note=note, frames=frames)

    def wait(self, log_id: bytes, *, after: int, token: bytes, timeout_s: float) -> int | None:
        """See ``Link.wait``. May last up to one heartbeat of the relay longer."""
        deadline = time.monotonic() + timeout_s
        request = self._http.build_request(
            "GET",
            f"{_path(log_id)}/events?after={after}",
            headers={"authorization": f"Bearer {token.hex()}"},
            timeout=httpx2.Timeout(self._timeout_s, read=max(timeout_s, 0.001)),
        )
        try:
            with self._answer(request) as answer:
                if answer.status_code != 200:
                    _expect(self._read(answer, _SMALL_ANSWER_LIMIT), 200)
                for line in _lines(answer):
                    if line.startswith(b"data:"):
                        newest = _number(line.removeprefix(b"data:").strip())
                        if newest > after:
                            return newest
                    elif line and not line.startswith(b":"):
                        raise BadPage("the relay's event stream holds something else")
                    if time.monotonic() >= deadline:
                        return None
        except _Silence:
            return None
        raise LinkLost("the relay ended the event stream; nothing was lost")

    def grant(self, log_id: bytes, *, token: bytes, to_hash: bytes, right: Right) -> None:
        """See ``Link.grant``."""
        answered = self._ask(
            "PUT",
            f"{_path(log_id)}/tokens/{to_hash.hex()}",
            authorization=token.hex(),
            content=msgspec.json.encode(TokenRight(right=right)),
        )
        _expect(answered, 204)

    def revoke(self, log_id: bytes, *, token: bytes, from_hash: bytes) -> None:
        """See ``Link.revoke``."""
        answered = self._ask(
            "DELETE", f"{_path(log_id)}/tokens/{from_hash.hex()}", authorization=token.hex()
        )
        _expect(answered, 204)

    def put_blob(self, log_id: bytes, blob: bytes, *, token: bytes) -> None:
        """See ``Link.put_blob``."""
        path = f"{_path(log_id)}/blobs/{blob_id(blob).hex()}"
        _expect(self._ask("PUT", path, authorization=token.hex(), content=blob), 201)

    def get_blob(self, log_id: bytes, blob_id: bytes, *, token: bytes) -> bytes:
        """See ``Link.get_blob``."""
        path = f"{_path(log_id)}/blobs/{blob_id.hex()}"
        answered = self._ask("GET", path, authorization=token.hex(), limit=BLOB_SIZE)
        blob = _expect(answered, 200)
        if hashlib.sha256(blob).digest() != blob_id:
            raise BadPage("the relay answered with another blob; nothing was accepted")
        return blob

    def _ask(
        self,
        method: str,
        path: str,
        *,
        authorization: str | None,
        content: bytes | None = None,
        limit: int = _SMALL_ANSWER_LIMIT,
    ) -> "_Answered":
        headers = {} if authorization is None else {"authorization": f"Bearer {authorization}"}
        request = self._http.build_request(method, path, headers=headers, content=content)
        try:
            with self._answer(request) as answer:
                return self._read(answer, limit)
        except _Silence as error:
            raise LinkLost("the relay did not answer in time; it may have arrived") from error

    @contextmanager
    def _answer(self, request: httpx2.Request) -> Generator[httpx2.Response]:
        """The relay's answer, its body still to be read; the library's errors as ours."""
        try:
            answer = self._http.send(request, stream=True)
            try:
                if "content-encoding" in answer.headers:
                    raise BadPage("the relay's answer is compressed; nothing was accepted")
                yield answer
            finally:
                answer.close()
        except httpx2.ReadTimeout as error:
            raise _Silence from error
        except httpx2.RemoteProtocolError as error:
            if any(word in str(error) for word in _WENT_AWAY):
                raise LinkLost("the relay went away in the middle; it may have arrived") from error
            raise BadPage("what answers there speaks no HTTP; nothing was accepted") from error
        except (httpx2.TransportError, OSError) as error:
            raise LinkLost(
                f"the relay cannot be reached ({type(error).__name__}); it may have arrived"
            ) from error
        except (httpx2.HTTPError, httpx2.StreamError, ValueError) as error:
            raise BadPage("the relay's answer cannot be read; nothing was accepted") from error

    def _read(self, answer: httpx2.Response, limit: int) -> "_Answered":
        body = self._read_body(answer, limit)
        return _Answered(answer.status_code, body, answer.headers.get("retry-after", ""))

    def _read_body(self, answer: httpx2.Response, limit: int) -> bytes:
        deadline = time.monotonic() + self._timeout_s
        parts: list[bytes] = []
        size = 0
        for part in answer.iter_raw():
            size += len(part)
            if size > limit:
                raise BadPage("the relay's answer does not end where it must; nothing was accepted")
            if time.monotonic() > deadline:
                raise LinkLost("the relay's answer took too long; nothing was accepted")
            parts.append(part)
        return b"".join(parts)


@dataclass(frozen=True, slots=True)
class _Answered:
    status: int
    body: bytes
    unverified_retry_after: str

    def retry_after_s(self) -> int | None:
        """The wait it asks for, in seconds; None where it asks for none that makes sense."""
        text = self.unverified_retry_after
        if not (text.isascii() and text.isdigit() and len(text) < 6):
            return None
        return min(int(text), RETRY_AFTER_LIMIT_S)


class _Silence(Exception):
    """Nothing came for as long as one was willing to wait; never leaves this file."""


def _lines(answer: httpx2.Response) -> Iterator[bytes]:
    rest = b""
    for part in answer.iter_raw():
        *whole, rest = (rest + part).split(b"\n")
        if len(rest) > _LINE_LIMIT:
            raise BadPage("a line of the relay's event stream does not end")
        yield from (line.rstrip(b"\r") for line in whole)


def _number(text: bytes) -> int:
    if not (text.isdigit() and len(text) < 17):
        raise BadPage("the relay's event stream holds no number where one was expected")
    return int(text)


def _expect(answered: _Answered, expected: int) -> bytes:
    """The body, when the status is the expected one; a refusal raises what it stands for."""
    status, body = answered.status, answered.body
    if status == expected:
        return body
    if status < 400:
        raise BadPage(f"the relay answered {status}; {expected} was expected; nothing was accepted")
    refusal = _decoded(body, Refusal)
    text = f"the relay said {refusal.message[:200]!r} ({refusal.code[:40]})"
    error = _RAISES.get(refusal.code, RelayRefused)(text)
    if isinstance(error, LinkLost):
        error.retry_after_s = answered.retry_after_s()
    raise error


def _decoded(body: bytes, kind: type[Answer]) -> Answer:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadPage("the relay's answer is not of its contract; nothing was accepted") from error


def _path(log_id: bytes) -> str:
    return f"/v1/logs/{log_id.hex()}"


def _token_hash(token: bytes) -> bytes:
    return hashlib.sha256(token).digest()
