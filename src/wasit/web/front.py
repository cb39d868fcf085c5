"""The front of ``wasit serve``: takes requests, holds no words, and hands each to its house.

The first part of an address names a house; the front knows a folder of that name and nothing else
of what is in it. Each house is a child process, begun when it is first asked for. The front opens
no vault, keeps no body, and writes no log of addresses: an invitation's secret stands in one.
"""

import asyncio
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import msgspec
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from wasit.web.child import ChildOrders
from wasit.web.server import KEEP_ALIVE_S

__all__ = ["Front", "RunningHouse"]

_HOUSE = re.compile(r"/([a-z2-9]{16})/")
_HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "transfer-encoding",
        "te",
        "trailer",
        "upgrade",
        "proxy-connection",
    }
)

_AGAIN_S = 0.3
"""A process that is ending still looks alive for a moment."""

_KEPT_S = KEEP_ALIVE_S / 4
"""How long a connection to a house is kept: the front lets go of it first, so that no request is
written into a connection that the house is closing."""

_NOT_CERTAIN = (
    "This part of the server did not answer. It is not certain that what you sent was done: "
    "go back, and look whether it stands there before you send it again."
)


class RunningHouse:
    """A child process and the way to it."""

    def __init__(self, process: subprocess.Popen[bytes], client: httpx2.AsyncClient) -> None:
        self.process = process
        self.client = client


class Front:
    """The application that stands before the houses in a folder.

    Attributes:
        desk: id of the desk's house; the bare address leads there.
        stopping: set when the server ends.
    """

    def __init__(
        self,
        houses: Path,
        *,
        sockets: Path,
        desk: str,
        orders: ChildOrders,
        creation_token: str,
        setting_up: str,
        names: frozenset[str],
        begin: Callable[[str], RunningHouse] | None = None,
    ) -> None:
        """``names`` are the host names it answers to; the orders are filled in for each house.

        ``begin`` begins the house of an id; without it, as a child process.

        Only the desk's house is told the relay's creation token, and the token of the first run.
        """
        self.desk = desk
        self.stopping = asyncio.Event()
        self._folder = houses
        self._sockets = sockets
        self._orders = orders
        self._of_desk = {
            "houses": str(houses),
            "creation_token": creation_token,
            "setting_up": setting_up,
        }
        self._names = names
        self._begin_it = begin or self._begin
        self._houses: dict[str, RunningHouse] = {}
        self._beginning: dict[str, asyncio.Lock] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or the beginning and end of the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            response = await self._answer(Request(scope, receive))
            await response(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            else:
                await self._end()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _answer(self, request: Request) -> Response:
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
        if host not in self._names:
            return PlainTextResponse(
                "This server does not go by that name.", HTTPStatus.MISDIRECTED_REQUEST
            )
        found = _HOUSE.match(request.url.path)
        name = found.group(1) if found is not None else ""
        if not name or not (self._folder / name).is_dir():
            return PlainTextResponse("There is nothing here.", HTTPStatus.NOT_FOUND)
        tries = 2 if request.method in {"GET", "HEAD"} else 1
        for _ in range(tries):
            with suppress(httpx2.TransportError):
                return await self._hand_on(request, await self._house(name))
            await asyncio.sleep(_AGAIN_S)
        return PlainTextResponse(_NOT_CERTAIN, HTTPStatus.SERVICE_UNAVAILABLE)

    async def _hand_on(self, request: Request, house: RunningHouse) -> Response:
        headers = [
            (name, value) for name, value in request.headers.raw if name.decode() not in _HOP_BY_HOP
        ]
        raw_path = request.scope["raw_path"].decode("ascii")
        query = request.scope["query_string"].decode("ascii")
        asked = house.client.build_request(
            request.method,
            f"http://house{raw_path}{'?' + query if query else ''}",
            headers=headers,
            content=request.stream() if request.method == "POST" else None,
        )
        answer = await house.client.send(asked, stream=True)
        response = StreamingResponse(
            self._body(answer),
            status_code=answer.status_code,
            background=BackgroundTask(answer.aclose),
        )
        response.raw_headers = [
            (name.lower(), value)
            for name, value in answer.headers.raw
            if name.lower().decode() not in _HOP_BY_HOP
        ]
        return response

    async def _body(self, answer: httpx2.Response) -> AsyncIterator[bytes]:
        stopping = asyncio.create_task(self.stopping.wait())
        parts = answer.aiter_raw()
        part: asyncio.Future[bytes] | None = None
        try:
            while True:
                part = asyncio.ensure_future(anext(parts, b""))
                await asyncio.wait({part, stopping}, return_when=asyncio.FIRST_COMPLETED)
                piece = await part if part.done() else b""
                if not piece:
                    return
                yield piece
        except httpx2.TransportError:
            return
        finally:
            stopping.cancel()
            if part is not None:
                part.cancel()
                with suppress(asyncio.CancelledError, httpx2.TransportError):
                    await part

    async def _house(self, name: str) -> RunningHouse:
        async with self._beginning.setdefault(name, asyncio.Lock()):
            house = self._houses.get(name)
            if house is None or house.process.poll() is not None:
                house = self._houses[name] = await asyncio.to_thread(self._begin_it, name)
            return house

    def _begin(self, name: str) -> RunningHouse:
        place = self._sockets / f"{len(self._houses)}-{name[:8]}"
        place.unlink(missing_ok=True)
        orders = msgspec.structs.replace(
            self._orders,
            **(self._of_desk if name == self.desk else {}),
            folder=str(self._folder / name),
            socket=str(place),
            prefix=f"/{name}",
        )
        process = subprocess.Popen(
            [sys.executable, "-m", "wasit.web.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        if process.stdin is None or process.stdout is None:
            raise TypeError("a house without pipes was begun")
        process.stdin.write(msgspec.json.encode(orders) + b"\n")
        process.stdin.flush()
        process.stdout.readline()
        limits = httpx2.Limits(max_connections=None, keepalive_expiry=_KEPT_S)
        transport = httpx2.AsyncHTTPTransport(uds=str(place), limits=limits)
        return RunningHouse(process, httpx2.AsyncClient(transport=transport, timeout=None))

    async def _end(self) -> None:
        for house in self._houses.values():
            await house.client.aclose()
            if house.process.stdin is not None:
                house.process.stdin.close()
        for house in self._houses.values():
            with suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(house.process.wait, 8.0)
            if house.process.poll() is None:
                house.process.kill()
                house.process.wait()
            if house.process.stdout is not None:
                house.process.stdout.close()
