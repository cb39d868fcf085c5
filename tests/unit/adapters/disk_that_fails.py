"""A disk that fails when told to: an apsw VFS between the cipher and the real file.

The cipher's own VFS is put on top by opening with ``under_the_cipher``; opened by ``name`` alone,
or stacked above the cipher, files are written as plaintext, and the vault must refuse them.
"""

import itertools
from pathlib import Path
from typing import Any

import apsw

__all__ = ["DiskThatFails"]

_NUMBERS = itertools.count(1)


class DiskThatFails(apsw.VFS):
    """Counts writes and syncs; from the one told on, each of them fails, until mended.

    ``synced`` holds what a power cut would leave: for each file its bytes at the last sync.
    """

    def __init__(self, *, above: str = "unix") -> None:
        self.name = f"disk-that-fails-{next(_NUMBERS)}"
        self.seen = 0
        self.fails_from: int | None = None
        self.fails_once = False
        self.error: type[apsw.Error] = apsw.IOError
        self.synced: dict[str, bytes] = {}
        self.opened: set[str] = set()
        self.above = above
        super().__init__(self.name, above)

    @property
    def under_the_cipher(self) -> str:
        """The name of this disk with the cipher on top."""
        return f"multipleciphers-{self.name}"

    def xOpen(  # noqa: N802 - apsw's own name
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> apsw.VFSFile:
        """A file of this disk."""
        return _FileThatFails(self, name, flags)

    def touch(self) -> None:
        """Count a write or a sync, and fail where it is told to."""
        self.seen += 1
        if self.fails_from is None or self.seen < self.fails_from:
            return
        if self.fails_once and self.seen > self.fails_from:
            return
        raise self.error("the disk fails, as it was told to")


class _FileThatFails(apsw.VFSFile):
    def __init__(
        self, disk: DiskThatFails, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        self._disk = disk
        self._path = Path(name.filename() if isinstance(name, apsw.URIFilename) else name or "")
        disk.opened.add(self._path.name)
        super().__init__(disk.above, name, flags)

    def xWrite(self, data: Any, offset: int) -> None:  # noqa: N802 - apsw's own name
        """Write, unless told to fail."""
        self._disk.touch()
        super().xWrite(data, offset)  # pyright: ignore[reportUnknownMemberType] - Buffer of 3.12

    def xSync(self, flags: int) -> None:  # noqa: N802 - apsw's own name
        """Sync, unless told to fail."""
        self._disk.touch()
        super().xSync(flags)
        self._disk.synced[self._path.name] = self._path.read_bytes()
