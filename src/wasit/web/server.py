"""The pages on a socket: uvicorn that stops cleanly with streams open, and says nothing of itself.

``PagesServer`` holds the main thread of a process; ``PagesThread`` runs the same server inside
another program, for tests.
"""

import asyncio
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

import uvicorn
from starlette.types import ASGIApp

from wasit.errors import Fault

__all__ = ["KEEP_ALIVE_S", "PagesDidNotStart", "PagesServer", "PagesThread"]

KEEP_ALIVE_S = 60
"""How long an idle connection stays open; a front before a house lets go of it sooner."""

_GRACE_S = 2
_START_TIMEOUT_S = 20.0


class PagesDidNotStart(Fault):
    """The pages did not come up. Nobody was signed in."""

    code = "pages-did-not-start"
    advice = "Read what the program said; another may be listening there."


class PagesServer(uvicorn.Server):
    """Serves an application on a listening socket until it is told to stop."""

    def __init__(
        self,
        app: ASGIApp,
        stopping: asyncio.Event,
        *,
        at: socket.socket,
        ready: Callable[[], None] = lambda: None,
        certificate: Path | None = None,
    ) -> None:
        """``stopping`` ends the open streams; ``certificate`` holds a chain and its key."""
        self._stopping = stopping
        self._at = at
        self._ready = ready
        super().__init__(
            uvicorn.Config(
                app,
                loop="uvloop",
                http="httptools",
                ws="none",
                lifespan="on",
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                date_header=False,
                proxy_headers=False,
                ssl_certfile=certificate,
                timeout_keep_alive=KEEP_ALIVE_S,
                timeout_graceful_shutdown=_GRACE_S,
            )
        )

    def serve_until_stopped(self) -> None:
        """Serve; returns after SIGTERM, SIGINT or ``should_exit``."""
        self.run(sockets=[self._at])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to take requests."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End open streams, let requests under way finish, close."""
        self._stopping.set()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 (uvicorn's)
        """Stop; uvicorn would raise the signal again afterwards, and the exit would not be 0."""
        self.should_exit = True


class PagesThread:
    """Pages inside this process: ``with PagesThread(house, pages) as url: ...``."""

    def __init__(self, app: ASGIApp, stopping: asyncio.Event, *, port: int = 0) -> None:
        at = socket.create_server(("127.0.0.1", port))
        self.url = f"http://127.0.0.1:{at.getsockname()[1]}"
        self._is_ready = threading.Event()
        self._server = PagesServer(app, stopping, at=at, ready=self._is_ready.set)
        self._thread = threading.Thread(target=self._server.serve_until_stopped, daemon=True)

    def __enter__(self) -> Self:
        """Serve from here on.

        Raises:
            PagesDidNotStart: they did not come up.
        """
        self._thread.start()
        if not self._is_ready.wait(_START_TIMEOUT_S):
            raise PagesDidNotStart("the pages did not come up in time; nobody was signed in")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop; returns when every answer under way is given."""
        self._server.should_exit = True
        self._thread.join()
