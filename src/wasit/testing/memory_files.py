"""Sealed files that are forgotten with the program. For tests and plays that keep nothing."""

import io
from collections.abc import Iterable
from typing import BinaryIO

from wasit.seat.ports import NoSuchSealedFile

__all__ = ["MemoryFiles"]


class MemoryFiles:
    """A ``SealedFiles`` in memory; passes the same contract tests as the folder."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def keep(self, name: str, pieces: Iterable[bytes]) -> None:
        """Keep the bytes under ``name``."""
        self.held[name] = b"".join(pieces)

    def open(self, name: str) -> BinaryIO:
        """The file of that name."""
        if name not in self.held:
            raise NoSuchSealedFile(f"there is no sealed file {name}; nothing was read")
        return io.BytesIO(self.held[name])

    def names(self) -> list[str]:
        """The names of all files, sorted."""
        return sorted(self.held)

    def erase(self, name: str) -> None:
        """Keep no file of that name."""
        self.held.pop(name, None)
