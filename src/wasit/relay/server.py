"""The relay on a socket: uvicorn that stops cleanly with streams open, and says nothing of itself.

No ``Date`` and no ``Server`` header and no access log. ``RelayServer.run`` holds the main thread of
a relay process; ``RelayThread`` runs the same server inside another program, for tests that patch
its modules.
"""

import socket
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self

import uvicorn

from wasit.errors import Fault
from wasit.relay.app import RelayApp
from wasit.relay.patience import patient_protocol
from wasit.relay.streams import Streams

__all__ = ["CannotListen", "RelayServer", "RelayThread", "listen"]

_GRACE_S = 1
_START_TIMEOUT_S = 20.0
_KEEP_ALIVE_S = 75


class CannotListen(Fault):
    """The relay could not listen at the address it was given. It did not start."""

    code = "relay-cannot-listen"
    advice = "Give another --host or --port, or stop the program that listens there."


def listen(host: str, port: int) -> socket.socket:
    """A socket listening there; port 0 takes a free one.

    Raises:
        CannotListen: the address is taken or not of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise CannotListen(
            f"the relay cannot listen at {host} port {port} ({error.strerror}); it did not start"
        ) from error


class RelayServer(uvicorn.Server):
    """Serves a ``RelayApp`` on a listening socket until it is told to stop."""

    def __init__(
        self, app: RelayApp, *, at: socket.socket, ready: Callable[[str], None] = lambda _: None
    ) -> None:
        """``ready`` is called with the relay's URL once it takes requests."""
        self._streams = Streams()
        self._at = at
        self._ready = ready
        host, port = at.getsockname()[:2]
        self.url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        super().__init__(
            uvicorn.Config(
                app.build(self._streams),
                loop="uvloop",
                http=patient_protocol(app.limits.head_s),
                ws="none",
                lifespan="on",
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                date_header=False,
                proxy_headers=False,
                timeout_keep_alive=_KEEP_ALIVE_S,
                timeout_graceful_shutdown=_GRACE_S,
            )
        )

    def serve_until_stopped(self) -> None:
        """Serve; returns after SIGTERM, SIGINT or ``should_exit``, with every answer given."""
        self.run(sockets=[self._at])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to take requests."""
        await super().startup(sockets)
        if self.started:
            self._ready(self.url)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End open streams, let requests under way finish, close."""
        self._streams.stop()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 (uvicorn's)
        """Stop; uvicorn would raise the signal again afterwards, and the exit would not be 0."""
        self.should_exit = True


class RelayThread:
    """A relay inside this process: ``with RelayThread(app) as relay: ... relay.url``.

    The store is the caller's, to open before and close after.
    """

    def __init__(self, app: RelayApp, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self._server = RelayServer(app, at=listen(host, port), ready=lambda _: self._is_ready.set())
        self._is_ready = threading.Event()
        self._thread = threading.Thread(
            target=self._server.serve_until_stopped, name="relay", daemon=True
        )

    @property
    def url(self) -> str:
        """Where it listens."""
        return self._server.url

    def start(self) -> None:
        """Serve from here on.

        Raises:
            CannotListen: it did not come up.
        """
        self._thread.start()
        if not self._is_ready.wait(_START_TIMEOUT_S):
            raise CannotListen("the relay did not come up in time; nothing was stored")

    def stop(self) -> None:
        """Stop; returns when every answer under way is given."""
        self._server.should_exit = True
        self._thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
