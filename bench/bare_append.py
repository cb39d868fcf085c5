"""The least that a durable append endpoint can be: Starlette, one table, grouped commits.

It checks no token, parses no frame, keeps no chain, and finds no retry. What the relay costs is
measured against it. ``python -m bench.bare_append DB`` prints its URL and serves until stopped.
"""

import asyncio
import queue
import socket
import sqlite3
import sys
import threading

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

Waiting = tuple[bytes, "asyncio.Future[int]"]


def write(
    path: str, waiting: "queue.SimpleQueue[Waiting]", loop: asyncio.AbstractEventLoop
) -> None:
    """Insert whatever waits, commit once for all of it, and answer; for ever."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE frames (number INTEGER PRIMARY KEY, frame BLOB NOT NULL) STRICT")
    number = 0
    while True:
        batch = [waiting.get()]
        while len(batch) < 256 and not waiting.empty():
            batch.append(waiting.get())
        first = number + 1
        number += len(batch)
        rows = [(first + place, frame) for place, (frame, _) in enumerate(batch)]
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT INTO frames VALUES (?, ?)", rows)
        db.execute("COMMIT")
        loop.call_soon_threadsafe(settle, batch, first)


def settle(batch: list[Waiting], first: int) -> None:
    """Give each its number."""
    for place, (_, answer) in enumerate(batch):
        answer.set_result(first + place)


def main() -> None:
    """Serve on a free port."""
    waiting: queue.SimpleQueue[Waiting] = queue.SimpleQueue()
    started: list[threading.Thread] = []

    async def append(request: Request) -> Response:
        loop = asyncio.get_running_loop()
        if not started:
            started.append(
                threading.Thread(target=write, args=(sys.argv[1], waiting, loop), daemon=True)
            )
            started[0].start()
        answer: asyncio.Future[int] = loop.create_future()
        waiting.put((await request.body(), answer))
        body = b'{"number":%d}' % await answer
        return Response(body, status_code=201, media_type="application/json")

    application = Starlette(routes=[Route("/v1/logs/{log}/frames", append, methods=["POST"])])
    at = socket.create_server(("127.0.0.1", 0), backlog=2048)
    print(f"http://127.0.0.1:{at.getsockname()[1]}", flush=True)
    config = uvicorn.Config(
        application, loop="uvloop", http="httptools", log_config=None, access_log=False,
        server_header=False, date_header=False,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[at])


if __name__ == "__main__":
    main()
