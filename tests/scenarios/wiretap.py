"""A tap on one seat's wire: passes TCP both ways and keeps every byte that came from the relay."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

from wasit.relay.server import listen


class WireTap:
    """Listens on loopback, forwards to the relay, keeps what the relay sent, in order."""

    def __init__(self, relay: str) -> None:
        host, _, port = relay.removeprefix("http://").partition(":")
        self._relay = (host, int(port))
        self._at = listen("127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._at.getsockname()[1]}"
        self._received: list[bytes] = []
        self._sockets: list[socket.socket] = [self._at]
        self._thread = threading.Thread(target=self._accept, daemon=True)

    @property
    def received(self) -> bytes:
        """Every byte the relay sent to this seat so far."""
        return b"".join(self._received)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for each in self._sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._at.accept()
            except OSError:
                return
            relay = socket.create_connection(self._relay)
            self._sockets += [client, relay]
            for each in (client, relay):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._pump, args=(client, relay, False), daemon=True).start()
            threading.Thread(target=self._pump, args=(relay, client, True), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, keep: bool) -> None:
        try:
            while chunk := source.recv(65536):
                if keep:
                    self._received.append(chunk)
                target.sendall(chunk)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            return
