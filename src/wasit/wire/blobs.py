"""Sealed chunks of files: one size, named by their hash.

A file is cut into chunks of ``CHUNK_SIZE`` bytes, the last filled up with zeros; each is sealed
under a key of its own and has then ``BLOB_SIZE`` bytes. A relay keeps such a **blob** in the space
of one log under its SHA-256, and takes no other size, so that it sees how many chunks there are and
nothing of what ends where.

The number of chunks is rounded up as well, by at most 12 %, so that files of about one length look
alike (Padmé: K. Nikitin and others, "Reducing Metadata Leakage from Encrypted Files and
Communication with PURBs", PoPETs 2019(4), section 4).
"""

import hashlib

from wasit.wire.frames import TAG_SIZE

__all__ = ["BLOB_SIZE", "CHUNK_SIZE", "FILE_LIMIT", "blob_id", "chunk_count"]

CHUNK_SIZE = 64 * 1024
BLOB_SIZE = CHUNK_SIZE + TAG_SIZE
FILE_LIMIT = 32 * 1024 * 1024
"""The longest file, in bytes: the hashes of its chunks must stand in one entry."""


def blob_id(blob: bytes) -> bytes:
    """The name of a blob in its log's space: its SHA-256."""
    return hashlib.sha256(blob).digest()


def chunk_count(size: int) -> int:
    """How many chunks a file of ``size`` bytes is cut into; at least one.

    >>> [chunk_count(chunks * CHUNK_SIZE) for chunks in (0, 1, 8, 9, 100, 512)]
    [1, 1, 8, 10, 104, 512]
    """
    needed = max(1, -(-size // CHUNK_SIZE))
    length = needed.bit_length() - 1
    step = 1 << max(0, length - length.bit_length())
    return -(-needed // step) * step
