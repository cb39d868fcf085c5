"""One request as the relay reads it: bounded, and refused by name where it cannot be read."""

import asyncio
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import parse_qs

import msgspec
from starlette.types import Receive, Scope

from wasit.wire.blobs import BLOB_SIZE
from wasit.wire.frames import FRAME_LIMIT
from wasit.wire.relay_api import NewLog, RefusalCode, TokenRight

__all__ = ["RefusedRequest", "RelayRequest", "SenderLeft", "digest"]

_SMALL_BODY_LIMIT = 4096
_DRAIN_LIMIT = 8 * FRAME_LIMIT
_AFTER_LIMIT = 2**53
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NO_TOKEN = hashlib.sha256(b"").digest()

Small = TypeVar("Small", NewLog, TokenRight)


class RefusedRequest(Exception):
    """Ends a request with a refusal; the server answers it and it goes no further."""

    def __init__(self, code: RefusalCode, *, retry_after_s: int | None = None) -> None:
        super().__init__(code.value)
        self.code = code
        self.retry_after_s = retry_after_s or code.retry_after_s


class SenderLeft(Exception):
    """Whoever asked is gone; nobody is answered."""


@dataclass(frozen=True, slots=True)
class RelayRequest:
    """A request under way; each method gives one part of it, or raises ``RefusedRequest``."""

    scope: Scope
    receive: Receive
    body_s: float

    def log_id(self) -> bytes:
        """The log its path names."""
        return self._digest("log", RefusalCode.NO_SUCH_LOG)

    def other_hash(self) -> bytes:
        """The hash, of a token or a blob, that its path names."""
        return self._digest("hash", RefusalCode.BAD_REQUEST)

    def after(self) -> int:
        """The number after which it asks; 0 where it says nothing."""
        query = parse_qs(self.scope["query_string"].decode("latin-1"), keep_blank_values=True)
        text = query.get("after", ["0"])[-1]
        if not (text.isascii() and text.isdigit() and len(text) < 17 and int(text) < _AFTER_LIMIT):
            raise RefusedRequest(RefusalCode.BAD_REQUEST)
        return int(text)

    def bearer(self) -> str:
        """The token it came with, as text; empty where there is none."""
        for name, value in self.scope["headers"]:
            if name == b"authorization" and value.startswith(b"Bearer "):
                return value[7:].decode("latin-1")
        return ""

    def token_hash(self) -> bytes:
        """The hash of the token it came with; that of no token where none can be read."""
        try:
            return hashlib.sha256(bytes.fromhex(self.bearer())).digest()
        except ValueError:
            return _NO_TOKEN

    async def frame(self) -> bytes:
        """The body, no longer than a frame may be."""
        return await self._body(FRAME_LIMIT, RefusalCode.FRAME_TOO_LARGE)

    async def blob(self) -> bytes:
        """The body, no longer than a blob is."""
        return await self._body(BLOB_SIZE, RefusalCode.MALFORMED_BLOB)

    async def small(self, kind: type[Small]) -> Small:
        """The body as one of the small JSON objects."""
        raw = await self._body(_SMALL_BODY_LIMIT, RefusalCode.BAD_REQUEST)
        try:
            return msgspec.json.decode(raw, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise RefusedRequest(RefusalCode.BAD_REQUEST) from error

    async def _body(self, limit: int, too_long: RefusalCode) -> bytes:
        """The whole body; one that is too long is read on, up to a bound, so the answer arrives."""
        try:
            async with asyncio.timeout(self.body_s):
                return await self._read_body(limit, too_long)
        except TimeoutError as error:
            raise RefusedRequest(RefusalCode.SENDER_TOO_SLOW) from error

    async def _read_body(self, limit: int, too_long: RefusalCode) -> bytes:
        body, size, more = b"", 0, True
        while more and size <= _DRAIN_LIMIT:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise SenderLeft
            part = message.get("body", b"")
            size += len(part)
            body = body + part if size <= limit else b""
            more = message.get("more_body", False)
        if size > limit:
            raise RefusedRequest(too_long)
        return body

    def _digest(self, name: str, otherwise: RefusalCode) -> bytes:
        """32 bytes from 64 lower-case hex digits in the path."""
        params: Mapping[str, str] = self.scope["path_params"]
        return digest(params[name], otherwise)


def digest(text: str, otherwise: RefusalCode) -> bytes:
    """The 32 bytes that 64 lower-case hex digits stand for; ``otherwise`` refuses all else."""
    if _DIGEST.fullmatch(text) is None:
        raise RefusedRequest(otherwise)
    return bytes.fromhex(text)
