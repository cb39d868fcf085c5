"""Data sets at a seat: each vintage sealed in a file of its own, its key in the vault.

A key is kept before its file and erased after it, so that a crash leaves a key without a file and
never a file that nobody can open or account for. Another seat of the desk learns of a vintage by
the journal; it gets the rows only when somebody takes the same file in there.
"""

from collections.abc import Container
from typing import BinaryIO

from wasit.crypto.sealed_file import FILE_KEY_SIZE, SealedReader, seal_file
from wasit.errors import Fault
from wasit.seat.fold import SeatPorts
from wasit.seat.ports import NoSuchSealedFile, Randomness, SealedFiles

__all__ = ["NoShelf", "Shelf"]

_KEY = "vintage/"
_PIECE = 1 << 20


class NoShelf(Fault):
    """This seat was opened without a place for data sets. Nothing was kept."""

    code = "no-place-for-data"


class Shelf:
    """The vintages kept at one seat, by id."""

    def __init__(self, ports: SeatPorts, *, randomness: Randomness) -> None:
        self._vault = ports.vault
        self._randomness = randomness
        self._files = ports.files

    def keep(self, vintage: str, plain: bytes) -> None:
        """Seal the file of a vintage and keep it; it is on the disk when this returns."""
        key = self._randomness.random_bytes(FILE_KEY_SIZE)
        self._vault.write(f"{_KEY}{vintage}", key)
        pieces = (plain[at : at + _PIECE] for at in range(0, len(plain), _PIECE))
        self._place().keep(vintage, seal_file(pieces, key=key))

    def holds(self, vintage: str) -> bool:
        """Whether the vintage's rows are at this seat."""
        return (
            self._files is not None
            and self._vault.read(f"{_KEY}{vintage}") is not None
            and vintage in self._files.names()
        )

    def open(self, vintage: str) -> BinaryIO | SealedReader:
        """The plain file of a vintage, to be read from any place; nothing of it reaches the disk.

        Raises:
            NoSuchSealedFile: it is not at this seat. Undecryptable: it was altered.
        """
        key = self._vault.read(f"{_KEY}{vintage}")
        if key is None:
            raise NoSuchSealedFile(f"vintage {vintage} was taken in at another seat; not opened")
        return SealedReader(self._place().open(vintage), key=key)

    def tidy(self, known: Container[str]) -> list[str]:
        """Erase what an interrupted import left: files and keys of no vintage in the journal."""
        kept = {name.removeprefix(_KEY) for name in self._vault.names(_KEY)}
        left = sorted(name for name in {*kept, *self._place().names()} if name not in known)
        for name in left:
            self._place().erase(name)
            self._vault.erase(f"{_KEY}{name}")
        return left

    def _place(self) -> SealedFiles:
        if self._files is None:
            raise NoShelf("this seat was opened without a place for data sets; nothing was kept")
        return self._files
