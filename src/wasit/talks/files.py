"""Files as entries hold them: what a file is, and everything needed to fetch and open it.

A file stands in a statement or a conveyance as a sentence whose text is its name. So it has an id,
a mark, re-marks and a withdrawal like any other words, and is a source like them. The bytes are not
in the entry: they lie as sealed blobs in the log's space at the relay (``wire.blobs``).
"""

import re

from wasit.talks.people import Value
from wasit.talks.void import NotWellFormed
from wasit.wire.blobs import FILE_LIMIT, chunk_count

__all__ = ["AttachedFile", "check_file"]

_DIGEST = re.compile(r"[0-9a-f]{64}")
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")


class AttachedFile(Value, frozen=True, kw_only=True):
    """A file in this log.

    Attributes:
        type: media type, as its author's seat gave it; nothing is decided by it.
        size: bytes.
        sha256: of its content, in hex.
        key: under which its chunks are sealed, in hex. Secret, as long as the log lives.
        chunks: names of its blobs in the log's space, in order, in hex.
    """

    type: str
    size: int
    sha256: str
    key: str
    chunks: tuple[str, ...]

    def __repr__(self) -> str:
        """Never the key."""
        return f"AttachedFile(type={self.type!r}, size={self.size})"


def check_file(file: AttachedFile) -> None:
    """Return when it could be a file that somebody sealed.

    Raises:
        NotWellFormed: it could not; the entry was not taken.
    """
    if _TYPE.fullmatch(file.type) is None:
        raise NotWellFormed(f"{file.type!r} is no type of a file; the entry was not taken")
    if not 0 <= file.size <= FILE_LIMIT or len(file.chunks) != chunk_count(file.size):
        raise NotWellFormed(
            f"a file of {file.size} bytes in {len(file.chunks)} chunks; the entry was not taken"
        )
    if not all(_DIGEST.fullmatch(text) for text in (file.sha256, file.key, *file.chunks)):
        raise NotWellFormed("a file's key or hashes are none; the entry was not taken")
