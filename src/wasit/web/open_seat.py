"""A seat that is open behind the pages: its one thread, its watchers, and who listens to it.

Seats and vaults are for one thread at a time, so everything a page does at a seat runs in that
seat's own thread (``run``). One watcher per log waits at the relay; what it hears it hands to that
thread too, and then tells the browsers that listen that there is something new. What they are told
is that and nothing more; they ask for the page again.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from datetime import datetime
from typing import Any, TypeVar

from wasit.bootstrap import shipped_checks
from wasit.errors import WasitError
from wasit.seat.catching_up import CaughtUp, catch_up
from wasit.seat.desk import DeskSeat
from wasit.seat.faults import NotASeat, NotYetAdmitted
from wasit.seat.joining import complete_joining
from wasit.seat.ports import LinkLost
from wasit.seat.room import RoomSeat
from wasit.talks.moments import moment_text
from wasit.web.seats import Opened

__all__ = ["OpenSeat"]

T = TypeVar("T")

_WAIT_S = 20.0
_AGAIN_S = 2.0


class OpenSeat:
    """One seat, open."""

    def __init__(self, seat_id: str, opened: Opened, *, watching: bool = True) -> None:
        """Take over an open seat. Without ``watching`` it hears news only by ``look``."""
        self.seat_id = seat_id
        self.seat = opened.seat
        self.faults: tuple[WasitError, ...] = ()
        self.away = False
        self.kept: dict[str, Any] = {}
        """What pages keep at this seat while it is open: words about to leave, search results."""
        self._closing: ExitStack = opened.closing
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="seat")
        self._listeners: dict[asyncio.Queue[int], asyncio.AbstractEventLoop] = {}
        self._news = 0
        self._stop = threading.Event()
        self._watching = watching
        self._watched: set[bytes] = set()

    # Doing things at the seat -------------------------------------------------------------------

    async def run(self, act: Callable[..., T], *given: Any) -> T:
        """What ``act`` returns or raises, done in the seat's thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, act, *given)

    def soon(self, act: Callable[[], object]) -> None:
        """Do ``act`` in the seat's thread when its turn comes; not at all once it is closing."""
        with suppress(RuntimeError):
            self._thread.submit(act)

    def settle_in(self) -> None:
        """What a seat does when it is opened: finish joining, read up, watch. In its thread."""
        with suppress(NotASeat, NotYetAdmitted, LinkLost):
            complete_joining(self.seat)
        self._take_in(catch_up(self.seat))
        self._watch_all()

    def look(self) -> None:
        """Send and read every log as far as it goes, and tell who listens. In its thread."""
        before = self._state()
        if not self.admitted:
            with suppress(NotASeat, NotYetAdmitted, LinkLost):
                complete_joining(self.seat)
                self._watch_all()
        self._take_in(catch_up(self.seat))
        if self._state() != before:
            self.tell()

    def _take_in(self, caught_up: CaughtUp) -> None:
        self.faults = tuple(each for each in caught_up.faults if not isinstance(each, LinkLost))
        self.away = caught_up.offline

    def _state(self) -> tuple[object, ...]:
        numbers = tuple((log.record.log_id, log.number) for log in self.seat.logs())
        return (numbers, self.away, tuple(str(fault) for fault in self.faults))

    # What it is ---------------------------------------------------------------------------------

    @property
    def admitted(self) -> bool:
        """Whether it belongs to any log yet."""
        return bool(self.seat.logs())

    @property
    def is_desk(self) -> bool:
        """Whether it is a desk person's seat."""
        return self.seat.journal is not None

    def desk(self) -> DeskSeat:
        """The seat as the desk's; raises ``NotASeat`` for a room's."""
        return DeskSeat(self.seat, checks=shipped_checks())

    def when_text(self, at: datetime) -> str:
        """A clock's time as entries spell it."""
        return moment_text(at)

    def room(self, name: str | None = None) -> RoomSeat:
        """The seat as a room's; raises ``NotASeat`` for the desk's."""
        if self.is_desk:
            raise NotASeat("this is a desk's seat, and a room's was expected; nothing was done")
        return RoomSeat(self.seat, name)

    # Who listens --------------------------------------------------------------------------------

    def listen(self) -> asyncio.Queue[int]:
        """A queue that gets a growing number whenever there is something new."""
        queue: asyncio.Queue[int] = asyncio.Queue()
        self._listeners[queue] = asyncio.get_running_loop()
        return queue

    def unlisten(self, queue: asyncio.Queue[int]) -> None:
        """Tell that queue nothing more."""
        self._listeners.pop(queue, None)

    @property
    def news(self) -> int:
        """How often there was something new since this seat was opened."""
        return self._news

    def tell(self) -> None:
        """Tell everyone who listens that there is something new."""
        self._news += 1
        for queue, loop in list(self._listeners.items()):
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(queue.put_nowait, self._news)

    # Watching the relay -------------------------------------------------------------------------

    def _watch_all(self) -> None:
        if not self._watching:
            return
        if not self.admitted:
            self._start(b"", self._await_admission)
        for log in self.seat.logs():
            self._start(log.record.log_id, lambda log=log: self._watch(log))

    def _start(self, name: bytes, watcher: Callable[[], None]) -> None:
        if name not in self._watched:
            self._watched.add(name)
            threading.Thread(target=watcher, name="watch", daemon=True).start()

    def _await_admission(self) -> None:
        while not self._stop.wait(_AGAIN_S) and not self.admitted:
            self._look_in_turn()

    def _watch(self, log: Any) -> None:
        while not self._stop.is_set():
            record = log.record
            try:
                newest = log.link.wait(
                    record.log_id, after=log.number, token=record.token, timeout_s=_WAIT_S
                )
            except (WasitError, RuntimeError):
                newest = None
                self._look_in_turn()
                self._stop.wait(_AGAIN_S)
            if (newest is not None and newest > log.number) or self.away:
                self._look_in_turn()

    def _look_in_turn(self) -> None:
        with suppress(RuntimeError):
            self._thread.submit(self.look).result()

    def close(self) -> None:
        """Stop watching, and close the seat and its vault. The passphrase opens it again."""
        self._stop.set()
        with suppress(RuntimeError):
            self._thread.submit(self._closing.close).result()
        self._thread.shutdown()
        self.tell()
