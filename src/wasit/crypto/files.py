"""Sealing of files: each under a random key of its own, chunk by chunk, for one log.

A chunk of ``CHUNK_SIZE`` bytes (the last ones filled with zeros) is sealed with ChaCha20-Poly1305
under HKDF-SHA256(file key, salt = the log's id, info = ``"wasit/v1/file-chunk\\0"``, number of the
chunk and of all chunks as u32). Each such key seals one chunk, so the nonce is zero. The associated
data are the same purpose and log id: a chunk opens only as that part of that file in that log, so
nothing can be left out, doubled, put in another order or moved elsewhere.

The file's key (32 bytes) lives in the entry that holds the file, as long as the log; whoever has it
and the blobs reads the file. Never log it.
"""

import hashlib
from collections.abc import Iterator, Sequence

from wasit.crypto._primitives import hkdf, open_sealed, seal
from wasit.errors import BadInput, Untrusted
from wasit.wire.blobs import CHUNK_SIZE, FILE_LIMIT, chunk_count

__all__ = ["FILE_KEY_SIZE", "BadFile", "FileTooLarge", "open_chunks", "seal_chunks"]

FILE_KEY_SIZE = 32
_PURPOSE = b"wasit/v1/file-chunk\0"


class FileTooLarge(BadInput):
    """The file is longer than a file may be. Nothing was kept or sent."""

    code = "file-too-large"
    advice = "Make it smaller, or split it; pictures and scans often need less resolution."


class BadFile(Untrusted):
    """What was sealed as a file is not the file that its entry describes. Nothing was written."""

    code = "bad-file"
    advice = "Nothing was written. Ask whoever gave the file to give it again."


def seal_chunks(content: bytes, *, key: bytes, log_id: bytes) -> Iterator[bytes]:
    """The blobs of a file, in order; ``chunk_count(len(content))`` of them.

    Raises:
        FileTooLarge: it is longer than ``FILE_LIMIT``.
    """
    if len(content) > FILE_LIMIT:
        raise FileTooLarge(
            f"the file has {len(content):,} bytes; at most {FILE_LIMIT:,} fit; nothing was kept"
        )
    count = chunk_count(len(content))
    for number in range(count):
        chunk = content[number * CHUNK_SIZE : (number + 1) * CHUNK_SIZE].ljust(CHUNK_SIZE, b"\0")
        yield seal(_key(key, log_id, number, count), chunk, data=_PURPOSE + log_id)


def open_chunks(
    blobs: Sequence[bytes], *, key: bytes, log_id: bytes, size: int, sha256: bytes
) -> bytes:
    """The file of ``size`` bytes and that hash that these blobs hold.

    Raises:
        Undecryptable: a blob is not that part of the file. BadFile: the length, the filler or the
            hash of what is inside is another.
    """
    if len(blobs) != chunk_count(size):
        raise BadFile("a file has another number of chunks than its length; nothing was written")
    opened = b"".join(
        open_sealed(_key(key, log_id, number, len(blobs)), blob, data=_PURPOSE + log_id)
        for number, blob in enumerate(blobs)
    )
    content, filler = opened[:size], opened[size:]
    if len(opened) != len(blobs) * CHUNK_SIZE or filler.count(0) != len(filler):
        raise BadFile("a file's chunks hold something else as well; nothing was written")
    if hashlib.sha256(content).digest() != sha256:
        raise BadFile("a file is not the one that its entry names; nothing was written")
    return content


def _key(key: bytes, log_id: bytes, number: int, count: int) -> bytes:
    place = number.to_bytes(4, "big") + count.to_bytes(4, "big")
    return hkdf(key, salt=log_id, info=_PURPOSE + place)
