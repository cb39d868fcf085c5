"""A file sealed in chunks: any part of it can be opened alone, and none can be moved or cut off.

======  =========  ==================================================================
offset  size       field
======  =========  ==================================================================
0       8          ``wasitsf1``
8       65,552     chunk 0: ChaCha20-Poly1305 of 65,536 bytes, with 16 bytes of tag
...     65,552     every further chunk but the last
...     16-65,552  the last chunk, which may be empty
======  =========  ==================================================================

Each chunk has a key of its own, HKDF-SHA256(the file's key, number of the chunk, whether it is the
last), used once; the file's key is random and seals one file. So a chunk opens only at its place in
its file, and a file that was cut short does not open at its new end.
"""

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from wasit.crypto._primitives import Undecryptable, hkdf, open_sealed, seal
from wasit.wire.frames import TAG_SIZE

__all__ = ["CHUNK_SIZE", "FILE_KEY_SIZE", "SealedReader", "seal_file"]

FILE_KEY_SIZE = 32
CHUNK_SIZE = 65536
_MAGIC = b"wasitsf1"
_SEALED = CHUNK_SIZE + TAG_SIZE
_CACHED = 8
"""Opened chunks that a reader keeps, so that small reads side by side open a chunk once."""


def seal_file(pieces: Iterable[bytes], *, key: bytes) -> Iterator[bytes]:
    """The sealed file's bytes, in order; ``key`` is random and seals nothing else."""
    yield _MAGIC
    held, number = bytearray(), 0
    for piece in pieces:
        held += piece
        while len(held) > CHUNK_SIZE:
            yield _seal_chunk(bytes(held[:CHUNK_SIZE]), key=key, number=number, last=False)
            del held[:CHUNK_SIZE]
            number += 1
    yield _seal_chunk(bytes(held), key=key, number=number, last=True)


class SealedReader(io.RawIOBase):
    """The plain bytes of a sealed file, opened chunk by chunk as they are read. Holds the key.

    Raises:
        Undecryptable: from any read that reaches bytes which were not sealed so, at that place.
    """

    def __init__(self, sealed: BinaryIO, *, key: bytes) -> None:
        super().__init__()
        self._sealed = sealed
        self._key = key
        self._at = 0
        self._opened: dict[int, bytes] = {}
        size = sealed.seek(0, io.SEEK_END)
        sealed.seek(0)
        body = size - len(_MAGIC)
        if sealed.read(len(_MAGIC)) != _MAGIC or body < TAG_SIZE:
            raise Undecryptable
        self._last = (body - 1) // _SEALED
        if body - self._last * _SEALED < TAG_SIZE:
            raise Undecryptable
        self.size = body - (self._last + 1) * TAG_SIZE

    def __repr__(self) -> str:
        """Never the key."""
        return f"SealedReader(size={self.size})"

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """The place of the next byte."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; the place."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as the file goes; how many bytes."""
        end = min(self.size, self._at + len(buffer))
        begun = self._at
        while self._at < end:
            number, within = divmod(self._at, CHUNK_SIZE)
            part = self._chunk(number)[within : within + end - self._at]
            if not part:
                raise Undecryptable
            buffer[self._at - begun : self._at - begun + len(part)] = part
            self._at += len(part)
        return self._at - begun

    def close(self) -> None:
        """Close the sealed file too, and forget what was opened."""
        self._opened.clear()
        self._sealed.close()
        super().close()

    def _chunk(self, number: int) -> bytes:
        found = self._opened.get(number)
        if found is None:
            self._sealed.seek(len(_MAGIC) + number * _SEALED)
            sealed = self._sealed.read(_SEALED)
            last = number == self._last
            found = open_sealed(_chunk_key(self._key, number, last=last), sealed, data=_MAGIC)
            if len(self._opened) >= _CACHED:
                del self._opened[next(iter(self._opened))]
            self._opened[number] = found
        return found


def _seal_chunk(plain: bytes, *, key: bytes, number: int, last: bool) -> bytes:
    return seal(_chunk_key(key, number, last=last), plain, data=_MAGIC)


def _chunk_key(key: bytes, number: int, *, last: bool) -> bytes:
    place = number.to_bytes(8, "big") + bytes([last])
    return hkdf(key, salt=b"", info=b"wasit/v1/sealed-file\0" + place)
