"""How long the relay waits for the head of a request: connections that trickle it are closed.

uvicorn bounds the silence between requests and nothing of a request itself. A body's time is
bounded where it is read (``request``); a head, and a new connection that says nothing, here. A head
that comes in one piece, as nearly all do, needs no clock.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ["patient_protocol"]


def patient_protocol(head_s: float) -> type[HttpToolsProtocol]:
    """uvicorn's protocol, closing a connection whose request's head takes longer than that."""

    class _Patient(HttpToolsProtocol):
        _impatient: asyncio.TimerHandle | None = None
        _within_head = False

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._await_head()

        def connection_lost(self, exc: Exception | None) -> None:
            self._head_is_there()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self._within_head:
                self._await_head()

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._within_head = True

        def on_headers_complete(self) -> Any:
            self._head_is_there()
            return super().on_headers_complete()

        def _await_head(self) -> None:
            if self._impatient is None:
                self._impatient = self.loop.call_later(head_s, self.transport.close)

        def _head_is_there(self) -> None:
            self._within_head = False
            if self._impatient is not None:
                self._impatient.cancel()
                self._impatient = None

    return _Patient
