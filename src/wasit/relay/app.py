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
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from wasit.crypto.notes import Checkpoint, relay_public_key, sign_checkpoint
from wasit.errors import Untrusted, WasitError
from wasit.points import Point, Reach, pass_by
from wasit.relay.limits import Limits
from wasit.relay.openapi import openapi
from wasit.relay.request import RefusedRequest, RelayRequest, SenderLeft, digest
from wasit.relay.store import (
    Change,
    Done,
    GiveRight,
    KeepBlob,
    MakeLog,
    Outcome,
    SendFrame,
    Store,
    TakeRight,
    TooSoon,
)
from wasit.relay.streams import Streams
from wasit.relay.writer import Writer
from wasit.wire.blobs import BLOB_SIZE, blob_id
from wasit.wire.frames import FRAME_LIMIT, frame_id, parse_frame
from wasit.wire.relay_api import (
    RETRY_AFTER_LIMIT_S,
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
_OCTETS = "application/octet-stream"
_READERS = 2
_APPEND = re.compile("/v1/logs/([^/]+)/frames")

Answered = TypeVar("Answered")
Respond = Callable[[RelayRequest], Coroutine[None, None, ASGIApp]]


@dataclass(frozen=True, slots=True)
class RelayApp:
    """The relay as an ASGI application over one store.

    ``seed`` is the 32-byte signing key, ``creation_token`` the operator's; neither is ever
    answered or logged. A heartbeat goes out on each open stream every ``heartbeat_s``. The limits
    on a log's length and pace are the store's. ``reach`` is called at each of the app's ``Point``s.
    """

    store: Store
    seed: bytes
    creation_token: str
    heartbeat_s: float = 15.0
    limits: Limits = field(default_factory=Limits)
    reach: Reach = pass_by

    def build(self, streams: Streams) -> ASGIApp:
        """The application; ``streams.stop()`` ends its open streams."""
        return _Relay(self, streams).application()


class _Relay:
    def __init__(self, app: RelayApp, streams: Streams) -> None:
        self._store = app.store
        self._seed = app.seed
        self._creation_hash = hashlib.sha256(app.creation_token.encode()).digest()
        self._heartbeat_s = app.heartbeat_s
        self._limits = app.limits
        self._reach = app.reach
        self._streams = streams
        self._writer = Writer(app.store, failed=_log_failure)
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="relay-reader")
        facts = RelayFacts(v=1, key=relay_public_key(app.seed).hex(), frame_limit=FRAME_LIMIT)
        self._facts = msgspec.json.encode(facts)
        self._openapi = msgspec.json.encode(openapi())

    def application(self) -> ASGIApp:
        log = "/v1/logs/{log}"
        routes = [
            self._route(f"{log}/frames", "GET", self._read),
            self._route(f"{log}/events", "GET", self._events),
            self._route("/v1/relay", "GET", self._answer_facts),
            self._route("/openapi.json", "GET", self._answer_openapi),
            self._route(log, "PUT", self._make_log),
            self._route(f"{log}/tokens/{{hash}}", "PUT", self._give_right),
            self._route(f"{log}/tokens/{{hash}}", "DELETE", self._take_right),
            self._route(f"{log}/blobs/{{hash}}", "PUT", self._keep_blob),
            self._route(f"{log}/blobs/{{hash}}", "GET", self._answer_blob),
        ]
        application = Starlette(
            routes=routes,
            lifespan=self._lifespan,
            exception_handlers={HTTPException: _no_such_route},
        )
        application.router.redirect_slashes = False
        return _AppendsFirst(self._endpoint(self._append), application)

    def _route(self, path: str, method: str, respond: Respond) -> Route:
        route = Route(path, self._endpoint(respond), methods=[method])
        route.methods = {method}
        return route

    def _endpoint(self, respond: Respond) -> ASGIApp:
        return _Endpoint(respond, self._limits.body_s, self._reach)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncGenerator[None]:
        self._writer.start()
        try:
            yield
        finally:
            await self._writer.stop()
            self._readers.shutdown()

    async def _answer_facts(self, _: RelayRequest) -> Response:
        return Response(self._facts, media_type=_JSON)

    async def _answer_openapi(self, _: RelayRequest) -> Response:
        return Response(self._openapi, media_type=_JSON)

    async def _make_log(self, request: RelayRequest) -> Response:
        log_id = request.log_id()
        asked = await request.small(NewLog)
        given = hashlib.sha256(request.bearer().encode()).digest()
        if not hmac.compare_digest(given, self._creation_hash):
            raise RefusedRequest(RefusalCode.CREATION_REFUSED)
        await self._put(MakeLog(log_id, owner_hash=digest(asked.owner, RefusalCode.BAD_REQUEST)))
        return Response(status_code=201)

    async def _append(self, request: RelayRequest) -> Response:
        log_id = request.log_id()
        raw = await request.frame()
        try:
            frame = parse_frame(raw)
        except Untrusted as error:
            raise RefusedRequest(RefusalCode.MALFORMED_FRAME) from error
        if frame.log_id != log_id:
            raise RefusedRequest(RefusalCode.MALFORMED_FRAME)
        done = await self._put(
            SendFrame(
                log_id,
                token_hash=request.token_hash(),
                frame=frame,
                frame_id=frame_id(raw),
                raw=raw,
            )
        )
        self._streams.wake(log_id)
        body = msgspec.json.encode(Numbered(done.number))
        return Response(body, status_code=201, media_type=_JSON)

    async def _read(self, request: RelayRequest) -> Response:
        log_id, after = request.log_id(), request.after()
        page = await self._ask(
            partial(self._store.page, log_id, token_hash=request.token_hash(), after=after)
        )
        if page is None:
            raise RefusedRequest(RefusalCode.NO_SUCH_LOG)
        checkpoint = Checkpoint(log_id, number=page.state.number, head=page.state.head)
        body = encode_page(sign_checkpoint(checkpoint, seed=self._seed), page.frames)
        return Response(body, media_type=_OCTETS)

    async def _events(self, request: RelayRequest) -> ASGIApp:
        log_id, after = request.log_id(), request.after()
        look = partial(self._store.newest, log_id, token_hash=request.token_hash())
        if await self._ask(look) is None:
            raise RefusedRequest(RefusalCode.NO_SUCH_LOG)
        if self._streams.count(log_id) >= self._limits.streams:
            raise RefusedRequest(RefusalCode.TOO_MANY_STREAMS)

        async def respond(scope: Scope, receive: Receive, send: Send) -> None:
            with self._streams.waiting(log_id) as changed:
                await StreamingResponse(
                    self._watch(changed, after, look),
                    media_type="text/event-stream",
                    headers={"cache-control": "no-store"},
                )(scope, receive, send)

        return respond

    async def _watch(
        self, changed: asyncio.Event, after: int, look: Callable[[], int | None]
    ) -> AsyncIterator[bytes]:
        while not self._streams.stopped:
            changed.clear()
            try:
                newest = await self._ask(look)
            except WasitError as error:
                _log_failure(error)
                return
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

    async def _give_right(self, request: RelayRequest) -> Response:
        log_id, to_hash = request.log_id(), request.other_hash()
        asked = await request.small(TokenRight)
        await self._put(GiveRight(log_id, request.token_hash(), to_hash=to_hash, right=asked.right))
        self._streams.wake(log_id)
        return Response(status_code=204)

    async def _take_right(self, request: RelayRequest) -> Response:
        log_id, from_hash = request.log_id(), request.other_hash()
        await self._put(TakeRight(log_id, request.token_hash(), from_hash=from_hash))
        self._streams.wake(log_id)
        return Response(status_code=204)

    async def _keep_blob(self, request: RelayRequest) -> Response:
        log_id, name = request.log_id(), request.other_hash()
        raw = await request.blob()
        if len(raw) != BLOB_SIZE or not hmac.compare_digest(blob_id(raw), name):
            raise RefusedRequest(RefusalCode.MALFORMED_BLOB)
        await self._put(KeepBlob(log_id, request.token_hash(), blob_id=name, raw=raw))
        return Response(status_code=201)

    async def _answer_blob(self, request: RelayRequest) -> Response:
        log_id, name = request.log_id(), request.other_hash()
        found = await self._ask(
            partial(self._store.blob, log_id, token_hash=request.token_hash(), blob_id=name)
        )
        if isinstance(found, RefusalCode):
            raise RefusedRequest(found)
        return Response(found, media_type=_OCTETS)

    async def _put(self, change: Change) -> Done:
        self._reach(Point.CHANGE_HEARD)
        outcome: Outcome = await self._writer.put(change)
        if isinstance(outcome, TooSoon):
            wait_s = min(outcome.retry_after_s, RETRY_AFTER_LIMIT_S)
            raise RefusedRequest(outcome.code, retry_after_s=wait_s)
        if isinstance(outcome, RefusalCode):
            raise RefusedRequest(outcome)
        return outcome

    async def _ask(self, question: Callable[[], Answered]) -> Answered:
        return await asyncio.get_running_loop().run_in_executor(self._readers, question)


@dataclass(frozen=True, slots=True)
class _AppendsFirst:
    """Sends each append straight to its endpoint, and everything else through the routes.

    Appends are most of what a relay does, and going through the routes costs as much again as
    the rest of one.
    """

    append: ASGIApp
    routes: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = _APPEND.fullmatch(scope["path"]) if scope.get("method") == "POST" else None
        if found is None:
            await self.routes(scope, receive, send)
        else:
            scope["path_params"] = {"log": found[1]}
            await self.append(scope, receive, send)


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """One path and method as an ASGI application: every request ends with one answer."""

    respond: Respond
    body_s: float
    reach: Reach

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response: ASGIApp = await self.respond(RelayRequest(scope, receive, self.body_s))
        except RefusedRequest as refused:
            response = _refusal(refused.code, retry_after_s=refused.retry_after_s)
        except SenderLeft:
            return
        except Exception as error:  # noqa: BLE001 (the outermost edge)
            _log_failure(error)
            busy = RefusalCode.RELAY_BUSY
            response = _refusal(busy, retry_after_s=busy.retry_after_s)
        await response(scope, receive, send)
        if scope["method"] != "GET":
            self.reach(Point.CHANGE_ANSWERED)


def _no_such_route(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    taken = RefusalCode.METHOD_NOT_TAKEN if status == 405 else RefusalCode.NO_SUCH_PATH
    return _refusal(taken)


def _refusal(code: RefusalCode, *, retry_after_s: int | None = None) -> Response:
    body = msgspec.json.encode(Refusal(code=code.value, message=code.message))
    response = Response(body, status_code=code.status, media_type=_JSON)
    if retry_after_s is not None:
        response.headers["retry-after"] = str(retry_after_s)
    if code is RefusalCode.SENDER_TOO_SLOW:
        response.headers["connection"] = "close"  # else the rest could still trickle in
    return response


def _log_failure(error: Exception) -> None:
    _LOG.error("relay: a request failed inside (%s)", type(error).__name__)
