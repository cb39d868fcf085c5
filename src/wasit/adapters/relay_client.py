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
    NoSuchLog,
    Page,
    RelayRefused,
)
from wasit.wire.frames import FRAME_LIMIT
from wasit.wire.relay_api import (
    PAGE_BYTES,
    PAGE_FRAMES,
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

__all__ = ["RelayBusy", "RelayClient", "RelayFull"]

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


_RAISES: dict[str, type[NoSuchLog | RelayRefused | LinkLost]] = {
    RefusalCode.NO_SUCH_LOG: NoSuchLog,
    RefusalCode.FRAME_TOO_LARGE: FrameTooLarge,
    RefusalCode.EPOCH_NOT_CURRENT: EpochNotCurrent,
    RefusalCode.HEAD_MOVED: HeadMoved,
    RefusalCode.LOG_EXISTS: LogExists,
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
        status, body = self._ask("GET", "/v1/relay", authorization=None)
        return _decoded(_expect(status, 200, body), RelayFacts)

    def create_log(self, log_id: bytes, *, owner_token: bytes, creation_token: str) -> None:
        """See ``Link.create_log``. Asking again with the same owner token is no error."""
        owner = _token_hash(owner_token).hex()
        status, body = self._ask(
            "PUT",
            _path(log_id),
            authorization=creation_token,
            content=msgspec.json.encode(NewLog(owner=owner)),
        )
        _expect(status, 201, body)

    def append(self, log_id: bytes, frame: bytes, *, token: bytes) -> int:
        """See ``Link.append``."""
        if len(frame) > FRAME_LIMIT:
            raise FrameTooLarge(f"a frame of {len(frame)} bytes; at most {FRAME_LIMIT}; not sent")
        status, body = self._ask(
            "POST", f"{_path(log_id)}/frames", authorization=token.hex(), content=frame
        )
        number = _decoded(_expect(status, 201, body), Numbered).number
        if number < 1:
            raise BadPage(f"the relay gave a frame the number {number}; 1 or more was expected")
        return number

    def read(self, log_id: bytes, *, after: int, token: bytes) -> Page:
        """See ``Link.read``."""
        status, body = self._ask(
            "GET",
            f"{_path(log_id)}/frames?after={after}",
            authorization=token.hex(),
            limit=PAGE_BYTES,
        )
        note, frames = decode_page(_expect(status, 200, body))
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
                    _expect(answer.status_code, 200, self._read_body(answer, _SMALL_ANSWER_LIMIT))
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
        status, body = self._ask(
            "PUT",
            f"{_path(log_id)}/tokens/{to_hash.hex()}",
            authorization=token.hex(),
            content=msgspec.json.encode(TokenRight(right=right)),
        )
        _expect(status, 204, body)

    def revoke(self, log_id: bytes, *, token: bytes, from_hash: bytes) -> None:
        """See ``Link.revoke``."""
        status, body = self._ask(
            "DELETE", f"{_path(log_id)}/tokens/{from_hash.hex()}", authorization=token.hex()
        )
        _expect(status, 204, body)

    def _ask(
        self,
        method: str,
        path: str,
        *,
        authorization: str | None,
        content: bytes | None = None,
        limit: int = _SMALL_ANSWER_LIMIT,
    ) -> tuple[int, bytes]:
        headers = {} if authorization is None else {"authorization": f"Bearer {authorization}"}
        request = self._http.build_request(method, path, headers=headers, content=content)
        try:
            with self._answer(request) as answer:
                return answer.status_code, self._read_body(answer, limit)
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


def _expect(status: int, expected: int, body: bytes) -> bytes:
    """The body, when the status is the expected one; a refusal raises what it stands for."""
    if status == expected:
        return body
    if status < 400:
        raise BadPage(f"the relay answered {status}; {expected} was expected; nothing was accepted")
    refusal = _decoded(body, Refusal)
    text = f"the relay said {refusal.message[:200]!r} ({refusal.code[:40]})"
    raise _RAISES.get(refusal.code, RelayRefused)(text)


def _decoded(body: bytes, kind: type[Answer]) -> Answer:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadPage("the relay's answer is not of its contract; nothing was accepted") from error


def _path(log_id: bytes) -> str:
    return f"/v1/logs/{log_id.hex()}"


def _token_hash(token: bytes) -> bytes:
    return hashlib.sha256(token).digest()
