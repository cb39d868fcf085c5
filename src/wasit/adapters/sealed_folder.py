"""Sealed files in a folder beside the vault: whole or not there, their owner's alone (0600).

A name says nothing of what is in the file; whoever has the disk sees how many there are, how long
they are and when they were written.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from wasit.adapters.encrypted_file import VAULT_FILE_MODE, named_errors
from wasit.adapters.vault_lock import put_in_place
from wasit.seat.ports import NoSuchSealedFile

__all__ = ["SealedFolder"]

_ENDING = ".sealed"
_NAME = re.compile(r"[0-9a-f]{1,64}")


class SealedFolder:
    """A ``SealedFiles`` on the disk; the folder is made when the first file is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, name: str, pieces: Iterable[bytes]) -> None:
        """Keep the bytes under ``name``; they are on the disk when this returns.

        Raises:
            VaultFull, VaultFailed: there is no such file.
        """
        path = self._path(name)
        unfinished = path.with_name(f"{path.name}.unfinished")
        with named_errors(path):
            self._folder.mkdir(mode=0o700, exist_ok=True)
            unfinished.unlink(missing_ok=True)
            handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, VAULT_FILE_MODE)
            try:
                with os.fdopen(handle, "wb") as file:
                    for piece in pieces:
                        file.write(piece)
                    file.flush()
                    os.fsync(file.fileno())
                put_in_place(unfinished, path)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise

    def open(self, name: str) -> BinaryIO:
        """The file of that name, to be read; the caller closes it.

        Raises:
            NoSuchSealedFile: there is none.
        """
        path = self._path(name)
        with named_errors(path):
            try:
                return path.open("rb")
            except FileNotFoundError as error:
                raise NoSuchSealedFile(f"{path} is not there; nothing was read") from error

    def names(self) -> list[str]:
        """The names of all files, sorted."""
        return sorted(path.name.removesuffix(_ENDING) for path in self._folder.glob(f"*{_ENDING}"))

    def erase(self, name: str) -> None:
        """Keep no file of that name."""
        path = self._path(name)
        with named_errors(path):
            path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if _NAME.fullmatch(name) is None:
            raise ValueError(f"{name!r} is no name of a sealed file")
        return self._folder / f"{name}{_ENDING}"
