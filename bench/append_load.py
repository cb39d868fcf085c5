"""Appends as fast as answers come, over kept-alive connections, and says how many per second.

``python -m bench.append_load PORT LOG TOKEN CONNECTIONS SECONDS`` prints one number. A connection
sends its next frame when the last is acknowledged; every frame is a new one.
"""

import asyncio
import itertools
import os
import sys
import time
from typing import cast

import uvloop

from wasit.wire.frames import SIZE_CLASSES, TAG_SIZE, EntryFrame, encode_frame

WARM_UP_LIMIT_S = 30.0


class Appender(asyncio.Protocol):
    """One connection that appends until it is told to stop."""

    def __init__(self, log_id: bytes, token: str) -> None:
        sealed = os.urandom(SIZE_CLASSES[0] + TAG_SIZE)
        frame = encode_frame(EntryFrame(log_id, 1, salt=bytes(32), sealed=sealed))
        self._before_salt, self._after_salt = frame[:38], frame[70:]
        self._salt = os.urandom(24)
        self._head = (
            f"POST /v1/logs/{log_id.hex()}/frames HTTP/1.1\r\nhost: bench\r\n"
            f"authorization: Bearer {token}\r\ncontent-length: {len(frame)}\r\n\r\n"
        ).encode()
        self._counter = itertools.count()
        self._answer = b""
        self.acknowledged = 0
        self.refused = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._send()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head, end, body = self._answer.partition(b"\r\n\r\n")
        if not end or len(body) < int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]):
            return
        if not head.startswith(b"HTTP/1.1 201"):
            self.refused = self._answer
            self._transport.close()
            return
        self._answer = b""
        self.acknowledged += 1
        self._send()

    def _send(self) -> None:
        salt = self._salt + next(self._counter).to_bytes(8, "big")
        self._transport.write(self._head + self._before_salt + salt + self._after_salt)


async def rate(port: int, log_id: bytes, token: str, connections: int, seconds: float) -> float:
    """Acknowledged appends per second, after a tenth of the time to warm up."""
    loop = asyncio.get_running_loop()
    appenders = [Appender(log_id, token) for _ in range(connections)]
    for appender in appenders:
        await loop.create_connection(lambda made=appender: made, "127.0.0.1", port)
    await asyncio.sleep(seconds / 10)
    async with asyncio.timeout(WARM_UP_LIMIT_S):
        while not any(a.acknowledged or a.refused for a in appenders):
            await asyncio.sleep(0.01)  # on a busy machine the first answer takes its time
    before, began = sum(a.acknowledged for a in appenders), time.perf_counter()
    await asyncio.sleep(seconds)
    refused = [a.refused for a in appenders if a.refused]
    if refused or not before:
        raise SystemExit(f"the load was not served: {refused[:1]}")
    return (sum(a.acknowledged for a in appenders) - before) / (time.perf_counter() - began)


if __name__ == "__main__":
    port, log_id, token, connections, seconds = sys.argv[1:]
    found = rate(int(port), bytes.fromhex(log_id), token, int(connections), float(seconds))
    print(uvloop.run(found))
