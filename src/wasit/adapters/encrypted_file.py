"""One encrypted SQLite file: made, opened and closed so that nothing readable reaches the disk.

Theory of operation. SQLite3 Multiple Ciphers encrypts and authenticates each page (ChaCha20 and
Poly1305) under a random key, given as ``raw:`` so that no second key derivation stands between. A
misspelt pragma would silently write plaintext, so nothing is taken on trust when a file opens:

1. the file does not begin with ``SQLite format 3``;
2. it opens neither without a key nor with another key, and it does with its own. These probes read
   the file as immutable: they take no lock, and leave the write-ahead log as it is;
3. write-ahead log and ``synchronous=FULL`` are really on, temporary data stay in memory;
4. a canary text is written inside, and is absent from the bytes of the file and of its log.

One program at a time: an exclusive ``flock`` on the file is held from before the first probe until
after the close. It is not one of SQLite's own locks, which a process loses whenever it closes any
other handle on the same file.

No page cipher notices an older copy of the whole file put in its place; see docs/soundness.md.
"""

import contextlib
import errno
import fcntl
import hashlib
import mmap
import os
import shutil
import tempfile
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any, Protocol, Self, cast
from urllib.parse import quote

import apsw

from wasit.errors import Fault, Refused

__all__ = [
    "CANARY",
    "VAULT_FILE_MODE",
    "Connection",
    "EncryptedFile",
    "NewerVault",
    "VaultDamaged",
    "VaultFailed",
    "VaultFull",
    "VaultInUse",
    "VaultNotEncrypted",
    "named_errors",
]

CANARY = "wasit canary: whoever can read this on the disk has found a fault"
VAULT_FILE_MODE = 0o600

_PLAIN_BEGINNING = b"SQLite format 3"


class VaultDamaged(Fault):
    """The vault's file is not what its key wrote: altered, cut short, or another vault's."""

    code = "vault-damaged"
    advice = "Keep the file as it is, and restore this seat from its last backup."


class VaultFailed(Fault):
    """The disk or the system failed the vault. What was acknowledged before is kept."""

    code = "vault-failed"
    advice = "Look after the disk and the folder's rights, then open this seat again."


class VaultFull(Fault):
    """No room on the disk. What was acknowledged before is kept; this was not."""

    code = "disk-full"
    advice = "Free some space on the disk, then do it again; nothing acknowledged is lost."


class VaultInUse(Refused):
    """Another program has this vault open. Two at once would sign under one counter."""

    code = "vault-in-use"
    advice = "Close the other window or program of this seat, then open it again."


class VaultNotEncrypted(Fault):
    """A vault that can be read without its key. Nothing was written into it."""

    code = "vault-not-encrypted"
    advice = "Do not use this file; install Wasit again from its lock file, and report the code."


class NewerVault(Fault):
    """A vault written by a later version of Wasit. Nothing in it was changed."""

    code = "newer-vault"
    advice = "Open this seat with the newer Wasit that last wrote it."


class Cursor(Protocol):
    """Rows of one statement. ``Any`` ends on the line that reads a row."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows that are left."""
        ...


class Connection(Protocol):
    """The part of ``apsw.Connection`` used here (its own types name a class of Python 3.12)."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        ...

    def execute(self, statements: str, bindings: Sequence[bytes | str | int] = ()) -> Cursor:
        """Run the statements."""
        ...

    def executemany(
        self, statements: str, sequenceofbindings: Sequence[Sequence[bytes | str | int]]
    ) -> Cursor:
        """Run the statements once for each of the bindings."""
        ...

    def pragma(self, name: str, value: str | int | None = None) -> str | int | None:
        """Set a pragma, or read it."""
        ...

    def changes(self) -> int:
        """How many rows the last statement changed."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...

    def __enter__(self) -> Self:
        """Begin a savepoint."""
        ...

    def __exit__(self, *reason: object) -> bool | None:
        """Keep what was done since the savepoint, or go back to it after an error."""
        ...


class EncryptedFile:
    """An open file, and the lock that keeps other programs out of it. Holds no key of its own."""

    def __init__(self, path: Path, key: bytes, *, vfs: str | None = None) -> None:
        """Open ``path``, or make it where it is empty, with a 32-byte ``key``.

        ``vfs`` names an apsw VFS for tests that let the disk fail.

        Raises:
            VaultInUse, VaultNotEncrypted, VaultDamaged, VaultFull, VaultFailed: nothing was
                changed.
        """
        self.path = path
        with named_errors(path), contextlib.ExitStack() as undo:
            self._lock = _lock(path)
            undo.callback(os.close, self._lock)
            if os.fstat(self._lock).st_size:
                _probe(path, key, beginning=os.pread(self._lock, 16, 0))
            self.connection = _raw_connection(str(path), vfs=vfs)
            undo.callback(self.connection.close)
            _give_key(self.connection, key)
            _make_durable(self.connection, path)
            undo.pop_all()

    def refuse_readable(self) -> None:
        """Return only if the canary cannot be read in the bytes on the disk.

        Raises:
            VaultNotEncrypted: it can, or the file begins as a plain SQLite file does.
        """
        if os.pread(self._lock, 16, 0).startswith(_PLAIN_BEGINNING):
            raise VaultNotEncrypted(f"{self.path} is a plain SQLite file; it was closed again")
        canary = CANARY.encode()
        found = _holds(self._lock, canary)
        with contextlib.suppress(FileNotFoundError), _wal(self.path).open("rb") as log:
            found = found or _holds(log.fileno(), canary)
        if found:
            raise VaultNotEncrypted(f"{self.path} shows what is inside it; it was closed again")

    def close(self) -> None:
        """Close the file, then let other programs in."""
        try:
            with named_errors(self.path):
                self.connection.close()
        finally:
            os.close(self._lock)


@contextlib.contextmanager
def named_errors(path: Path) -> Generator[None]:
    """Within, every failure of SQLite or of the system is one of this file's leaves."""
    try:
        yield
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise VaultDamaged(f"{path} is damaged or not this vault's; nothing was changed") from error
    except apsw.FullError as error:
        raise VaultFull(f"no room on the disk for {path}; this was not kept") from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise VaultInUse(f"{path} is open in another program; nothing was changed") from error
    except (apsw.Error, OSError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise VaultFull(f"no room on the disk beside {path}; nothing was changed") from error
        raise VaultFailed(f"the disk or the system failed {path}: {error}; not kept") from error


def _lock(path: Path) -> int:
    handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        os.fchmod(handle, VAULT_FILE_MODE)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise VaultInUse(f"{path} is open in another program; nothing was changed") from error
    except OSError:
        os.close(handle)
        raise
    return handle


def _probe(path: Path, key: bytes, *, beginning: bytes) -> None:
    """Return only if the file opens with its key, and neither with none nor with another."""
    if beginning.startswith(_PLAIN_BEGINNING) or _opens(path, None):
        raise VaultNotEncrypted(f"{path} can be read without a key; nothing was written into it")
    if _opens(path, hashlib.sha256(key).digest()):
        raise VaultNotEncrypted(f"{path} opens with any key; nothing was written into it")
    if not _opens(path, key) and not _opens_with_its_log(path, key):
        raise VaultDamaged(f"{path} is damaged or not this key's; nothing was changed")


def _opens(path: Path, key: bytes | None) -> bool:
    """Whether the first page can be read; those behind it may be ones that the log still mends."""
    uri = f"file:{quote(str(path.absolute()))}?immutable=1"
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    try:
        _read_schema(_raw_connection(uri, flags=flags), key)
    except apsw.NotADBError:
        return False
    except apsw.CorruptError:
        return True
    return True


def _opens_with_its_log(path: Path, key: bytes) -> bool:
    """Whether a copy of both opens: a power cut may tear a first page that the log still has."""
    if not _wal(path).exists():
        return False
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(_wal(path), _wal(copy))
        try:
            _read_schema(_raw_connection(str(copy)), key)
        except (apsw.NotADBError, apsw.CorruptError):
            return False
        return True


def _read_schema(connection: Connection, key: bytes | None) -> None:
    with contextlib.closing(connection):
        if key is not None:
            _give_key(connection, key)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()


def _raw_connection(
    name: str, *, flags: int = apsw.SQLITE_OPEN_READWRITE, vfs: str | None = None
) -> Connection:
    return cast("Connection", apsw.Connection(name, flags=flags, vfs=vfs))


def _give_key(connection: Connection, key: bytes) -> None:
    connection.pragma("cipher", "chacha20")
    connection.pragma("key", f"raw:{key.hex()}")


def _make_durable(connection: Connection, path: Path) -> None:
    for name, value, expected in (
        ("temp_store", 2, 2),
        ("locking_mode", "exclusive", "exclusive"),  # the log's index then stays in memory
        ("journal_mode", "wal", "wal"),
        ("synchronous", 2, 2),
        ("fullfsync", 1, 1),  # asks macOS to empty the disk's own cache
        ("foreign_keys", 1, 1),
        ("secure_delete", 1, 1),
    ):
        connection.pragma(name, value)
        if (seen := connection.pragma(name)) != expected:
            raise VaultFailed(f"{path}: {name} is {seen}, not {expected}; nothing was written")


def _holds(handle: int, text: bytes) -> bool:
    if not os.fstat(handle).st_size:
        return False
    with mmap.mmap(handle, 0, access=mmap.ACCESS_READ) as content:
        return content.find(text) >= 0


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
