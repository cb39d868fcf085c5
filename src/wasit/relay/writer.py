"""One thread that writes, so that many waiting appends share one commit.

While a commit waits for the disk, the next changes gather; the thread then takes all of them as one
batch. Nobody is answered before the commit that holds their change. Where a batch fails as a whole,
its changes are tried one by one, so that one log's trouble is not another's.
"""

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wasit.relay.store import Change, Outcome, Store, StoreFull
from wasit.wire.relay_api import RefusalCode

__all__ = ["Writer"]

_BATCH_LIMIT = 256


@dataclass(frozen=True, slots=True)
class _Waiting:
    change: Change
    outcome: asyncio.Future[Outcome]


class Writer:
    """Hands changes to a store from one thread. Start and stop it inside the server's loop."""

    def __init__(self, store: Store, *, failed: Callable[[Exception], None]) -> None:
        """``failed`` is told of every error of the store, from the writer's own thread."""
        self._store = store
        self._failed = failed
        self._waiting: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="relay-writer", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Begin to write; outcomes are delivered in the running loop."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    async def stop(self) -> None:
        """Write what waits, then end the thread."""
        self._waiting.put(None)
        await asyncio.to_thread(self._thread.join)

    async def put(self, change: Change) -> Outcome:
        """What became of a change, once it is on disk or refused."""
        assert self._loop is not None  # noqa: S101 (start comes first)
        outcome: asyncio.Future[Outcome] = self._loop.create_future()
        self._waiting.put(_Waiting(change, outcome))
        return await outcome

    def _run(self) -> None:
        stopping = False
        while not stopping:
            batch: list[_Waiting] = []
            found = self._waiting.get()
            while found is not None:
                batch.append(found)
                if len(batch) == _BATCH_LIMIT:
                    break
                try:
                    found = self._waiting.get_nowait()
                except queue.Empty:
                    break
            stopping = found is None
            if batch:
                self._deliver(batch, self._outcomes([waiting.change for waiting in batch]))

    def _outcomes(self, changes: Sequence[Change]) -> list[Outcome]:
        outcomes = self._apply(changes)
        if not isinstance(outcomes, RefusalCode):
            return outcomes
        if len(changes) == 1:
            return [outcomes]
        return [outcome for change in changes for outcome in self._outcomes([change])]

    def _apply(self, changes: Sequence[Change]) -> list[Outcome] | RefusalCode:
        """The outcomes, or why the store took nothing of the batch."""
        try:
            return self._store.apply(changes)
        except StoreFull as error:
            self._failed(error)
            return RefusalCode.RELAY_FULL
        except Exception as error:  # noqa: BLE001 (the thread lives on, and nobody waits for ever)
            self._failed(error)
            return RefusalCode.RELAY_BUSY

    def _deliver(self, batch: Sequence[_Waiting], outcomes: Sequence[Outcome]) -> None:
        def settle() -> None:
            for waiting, outcome in zip(batch, outcomes, strict=True):
                if not waiting.outcome.done():
                    waiting.outcome.set_result(outcome)

        assert self._loop is not None  # noqa: S101 (start comes first)
        self._loop.call_soon_threadsafe(settle)
