"""The relay's HTTP face: reads a request, asks the store, answers. ``wire.relay_api`` is the
contract.

Every answer for one log follows from that log alone. What can be refused without looking at any log
(a path, a size, bytes that are no frame) is refused first and alike for everyone; everything after
that is one lookup whose refusals are one 404. The log lines of this file name an error's class and
nothing of the request.
"""

import asyncio
import hashlib
import hmac
import logging
import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from wasit.crypto.notes import Checkpoint, relay_public_key, sign_checkpoint
from wasit.errors import Untrusted
from wasit.relay.store import Change, Done, GiveRight, MakeLog, Outcome, SendFrame, Store, TakeRight
from wasit.relay.streams import Streams
from wasit.relay.writer import Writer
from wasit.wire.frames import FRAME_LIMIT, frame_id, parse_frame
from wasit.wire.relay_api import (
    NewLog,
    Numbered,
    Refusal,
    RefusalCode,
    RelayFacts,
    TokenRight,
    encode_page,
)

__all__ = ["RelayApp"]

_LOG = logging.getLogger("wasit.relay")
_JSON = "application/json"
_SMALL_BODY_LIMIT = 4096
_DRAIN_LIMIT = 8 * FRAME_LIMIT
_READERS = 2
_AFTER_LIMIT = 2**53
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NOBODY = hashlib.sha256(b"").digest()

Answered = TypeVar("Answered")
Endpoint = Callable[[Request], Coroutine[None, None, Response]]


class _Refused(Exception):
    """Ends a request with a refusal; never leaves this file."""

    def __init__(self, code: RefusalCode) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True, slots=True)
class RelayApp:
    """The relay as an ASGI application over one store.

    ``seed`` is the 32-byte signing key, ``creation_token`` the operator's; neither is ever
    answered or logged. A heartbeat goes out on each open stream every ``heartbeat_s``.
    """

    store: Store
    seed: bytes
    creation_token: str
    heartbeat_s: float = 15.0

    def build(self, streams: Streams) -> Starlette:
        """The application; ``streams.stop()`` ends its open streams."""
        return _Relay(self, streams).application()


class _Relay:
    def __init__(self, app: RelayApp, streams: Streams) -> None:
        self._store = app.store
        self._seed = app.seed
        self._creation_hash = hashlib.sha256(app.creation_token.encode()).digest()
        self._heartbeat_s = app.heartbeat_s
        self._streams = streams
        self._writer = Writer(app.store, failed=_log_failure)
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="relay-reader")
        facts = RelayFacts(v=1, key=relay_public_key(app.seed).hex(), frame_limit=FRAME_LIMIT)
        self._facts = msgspec.json.encode(facts)

    def application(self) -> Starlette:
        log = "/v1/logs/{log}"
        routes = [
            _route(f"{log}/frames", "POST", self._append),
            _route(f"{log}/frames", "GET", self._read),
            _route(f"{log}/events", "GET", self._events),
            _route("/v1/relay", "GET", self._answer_facts),
            _route(log, "PUT", self._make_log),
            _route(f"{log}/tokens/{{hash}}", "PUT", self._give_right),
            _route(f"{log}/tokens/{{hash}}", "DELETE", self._take_right),
        ]
        application = Starlette(
            routes=routes,
            lifespan=self._lifespan,
            exception_handlers={HTTPException: _no_such_route},
        )
        application.router.redirect_slashes = False
        return application

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncGenerator[None]:
        self._writer.start()
        try:
            yield
        finally:
            await self._writer.stop()
            self._readers.shutdown()

    async def _answer_facts(self, _: Request) -> Response:
        return Response(self._facts, media_type=_JSON)

    async def _make_log(self, request: Request) -> Response:
        log_id = _log_id(request)
        asked = _decode(await _body(request, _SMALL_BODY_LIMIT), NewLog)
        given = hashlib.sha256(_bearer(request).encode()).digest()
        if not hmac.compare_digest(given, self._creation_hash):
            raise _Refused(RefusalCode.CREATION_REFUSED)
        await self._put(MakeLog(log_id, owner_hash=_digest(asked.owner, RefusalCode.BAD_REQUEST)))
        return Response(status_code=201)

    async def _append(self, request: Request) -> Response:
        log_id = _log_id(request)
        raw = await _body(request, FRAME_LIMIT)
        try:
            frame = parse_frame(raw)
        except Untrusted as error:
            raise _Refused(RefusalCode.MALFORMED_FRAME) from error
        if frame.log_id != log_id:
            raise _Refused(RefusalCode.MALFORMED_FRAME)
        done = await self._put(
            SendFrame(
                log_id,
                token_hash=_token_hash(request),
                frame=frame,
                frame_id=frame_id(raw),
                raw=raw,
            )
        )
        self._streams.wake(log_id)
        body = msgspec.json.encode(Numbered(done.number))
        return Response(body, status_code=201, media_type=_JSON)

    async def _read(self, request: Request) -> Response:
        log_id, after = _log_id(request), _after(request)
        page = await self._ask(
            partial(self._store.page, log_id, token_hash=_token_hash(request), after=after)
        )
        if page is None:
            raise _Refused(RefusalCode.NO_SUCH_LOG)
        checkpoint = Checkpoint(log_id, number=page.state.number, head=page.state.head)
        body = encode_page(sign_checkpoint(checkpoint, seed=self._seed), page.frames)
        return Response(body, media_type="application/octet-stream")

    async def _events(self, request: Request) -> Response:
        log_id, after = _log_id(request), _after(request)
        look = partial(self._store.newest, log_id, token_hash=_token_hash(request))
        if await self._ask(look) is None:
            raise _Refused(RefusalCode.NO_SUCH_LOG)
        return StreamingResponse(
            self._watch(log_id, after, look),
            media_type="text/event-stream",
            headers={"cache-control": "no-store"},
        )

    async def _watch(
        self, log_id: bytes, after: int, look: Callable[[], int | None]
    ) -> AsyncIterator[bytes]:
        with self._streams.waiting(log_id) as changed:
            while not self._streams.stopped:
                changed.clear()
                newest = await self._ask(look)
                if newest is None:
                    return
                if newest > after:
                    after = newest
                    yield b"data: %d\n\n" % newest
                try:
                    async with asyncio.timeout(self._heartbeat_s):
                        await changed.wait()
                except TimeoutError:
                    yield b":\n\n"

    async def _give_right(self, request: Request) -> Response:
        log_id, to_hash = _log_id(request), _hash(request)
        asked = _decode(await _body(request, _SMALL_BODY_LIMIT), TokenRight)
        await self._put(GiveRight(log_id, _token_hash(request), to_hash=to_hash, right=asked.right))
        self._streams.wake(log_id)
        return Response(status_code=204)

    async def _take_right(self, request: Request) -> Response:
        log_id, from_hash = _log_id(request), _hash(request)
        await self._put(TakeRight(log_id, _token_hash(request), from_hash=from_hash))
        self._streams.wake(log_id)
        return Response(status_code=204)

    async def _put(self, change: Change) -> Done:
        outcome: Outcome = await self._writer.put(change)
        if isinstance(outcome, RefusalCode):
            raise _Refused(outcome)
        return outcome

    async def _ask(self, question: Callable[[], Answered]) -> Answered:
        return await asyncio.get_running_loop().run_in_executor(self._readers, question)


def _route(path: str, method: str, endpoint: Endpoint) -> Route:
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except _Refused as refused:
            return _refusal(refused.code)
        except ClientDisconnect:
            return _refusal(RefusalCode.BAD_REQUEST)
        except Exception as error:  # noqa: BLE001 (the outermost edge: a request ends with an answer)
            _log_failure(error)
            return _refusal(RefusalCode.RELAY_BUSY)

    route = Route(path, answer, methods=[method])
    route.methods = {method}
    return route


def _no_such_route(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    taken = RefusalCode.METHOD_NOT_TAKEN if status == 405 else RefusalCode.NO_SUCH_PATH
    return _refusal(taken)


def _refusal(code: RefusalCode) -> Response:
    body = msgspec.json.encode(Refusal(code=code.value, message=code.message))
    return Response(body, status_code=code.status, media_type=_JSON)


def _log_failure(error: Exception) -> None:
    _LOG.error("relay: a request failed inside (%s)", type(error).__name__)


async def _body(request: Request, limit: int) -> bytes:
    """The body, when it is no longer than ``limit``; a longer one is read on, up to a bound."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > _DRAIN_LIMIT:
            break
        if size <= limit:
            parts.append(part)
    if size > limit:
        small = limit == _SMALL_BODY_LIMIT
        raise _Refused(RefusalCode.BAD_REQUEST if small else RefusalCode.FRAME_TOO_LARGE)
    return b"".join(parts)


Asked = TypeVar("Asked", NewLog, TokenRight)


def _decode(raw: bytes, kind: type[Asked]) -> Asked:
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _Refused(RefusalCode.BAD_REQUEST) from error


def _log_id(request: Request) -> bytes:
    return _digest(request.path_params["log"], RefusalCode.NO_SUCH_LOG)


def _hash(request: Request) -> bytes:
    return _digest(request.path_params["hash"], RefusalCode.BAD_REQUEST)


def _digest(text: str, otherwise: RefusalCode) -> bytes:
    """32 bytes from 64 lower-case hex digits."""
    if _DIGEST.fullmatch(text) is None:
        raise _Refused(otherwise)
    return bytes.fromhex(text)


def _after(request: Request) -> int:
    text = request.query_params.get("after", "0")
    if not (text.isascii() and text.isdigit() and len(text) < 17 and int(text) < _AFTER_LIMIT):
        raise _Refused(RefusalCode.BAD_REQUEST)
    return int(text)


def _bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme == "Bearer" else ""


def _token_hash(request: Request) -> bytes:
    """The hash of the token it came with; that of no token where none can be read."""
    token = _bearer(request)
    try:
        return hashlib.sha256(bytes.fromhex(token)).digest()
    except ValueError:
        return _NOBODY
