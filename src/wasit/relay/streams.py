"""Readers waiting for a log's next frame, woken within the process.

Each waits on its own log only. ``stop`` wakes all and for good, so that the server can end with
streams open.
"""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager

__all__ = ["Streams"]


class Streams:
    """Who waits for which log. Everything here runs in the server's one loop."""

    def __init__(self) -> None:
        self._waiting: dict[bytes, set[asyncio.Event]] = {}
        self._stopped = False

    @property
    def stopped(self) -> bool:
        """Whether the server is ending."""
        return self._stopped

    def count(self, log_id: bytes) -> int:
        """How many wait for that log now."""
        return len(self._waiting.get(log_id, ()))

    @contextmanager
    def waiting(self, log_id: bytes) -> Generator[asyncio.Event]:
        """An event set whenever something changed in that log, while within."""
        event = asyncio.Event()
        if self._stopped:
            event.set()
        events = self._waiting.setdefault(log_id, set())
        events.add(event)
        try:
            yield event
        finally:
            events.discard(event)
            if not events and self._waiting.get(log_id) is events:
                del self._waiting[log_id]

    def wake(self, log_id: bytes) -> None:
        """Let those who wait for that log look again."""
        for event in self._waiting.get(log_id, ()):
            event.set()

    def stop(self) -> None:
        """Let everyone look again, and see that the server is ending."""
        self._stopped = True
        for events in self._waiting.values():
            for event in events:
                event.set()
