"""The vault: one seat's encrypted file, and a small key file beside it.

The key file wraps the vault's random key once per way of opening it (``crypto.vault_keys``); the
key itself never touches the disk. The tables hold four things: what is kept by name (secrets,
drafts, snapshots), the exact frames accepted of each log, the acts waiting to be numbered, and the
schema's version. Each call is one durable transaction, or part of the caller's.

A vault exists once its file has its name: ``create`` builds it under another name, puts the key
file in place, and renames last, so that a crash leaves a whole vault or none.
"""

import contextlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path

from wasit.adapters.encrypted_file import (
    CANARY,
    Connection,
    EncryptedFile,
    NewerVault,
    named_errors,
)
from wasit.adapters.vault_lock import (
    KeyFileMissing,
    NoSuchVault,
    VaultLock,
    key_file_beside,
    put_in_place,
    read_key_file,
    write_durably,
)
from wasit.crypto.recovery import RecoverySheet
from wasit.crypto.vault_keys import (
    RECOMMENDED_COST,
    VAULT_KEY_SIZE,
    KeyFile,
    PassphraseCost,
    add_passphrase,
    encode_key_file,
    open_with_passphrase,
    open_with_sheet,
)
from wasit.errors import Refused
from wasit.seat.ports import (
    FramesOutOfOrder,
    NoSuchOutgoing,
    Outgoing,
    Randomness,
    TransactionNested,
    VaultClosed,
)

__all__ = [
    "SCHEMA_VERSION",
    "EncryptedVault",
    "KeyFileMissing",
    "NoSuchVault",
    "VaultExists",
    "key_file_beside",
]

_MIGRATIONS = (
    """
    CREATE TABLE schema_version (version INTEGER NOT NULL) STRICT;
    CREATE TABLE canary (text TEXT NOT NULL, openings INTEGER NOT NULL) STRICT;
    CREATE TABLE kept (name TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL) STRICT;
    CREATE TABLE frame (
        log_id BLOB NOT NULL, number INTEGER NOT NULL, frame BLOB NOT NULL,
        PRIMARY KEY (log_id, number)
    ) STRICT;
    CREATE TABLE outgoing (
        log_id BLOB NOT NULL, counter INTEGER NOT NULL,
        at TEXT NOT NULL, body BLOB NOT NULL, frame BLOB NOT NULL,
        PRIMARY KEY (log_id, counter)
    ) STRICT;
    INSERT INTO schema_version VALUES (0);
    """,
)
"""Script ``n`` takes a vault from version ``n`` to ``n + 1``; scripts are only ever added."""

SCHEMA_VERSION = len(_MIGRATIONS)

_FRAMES_AT_ONCE = 64


class VaultExists(Refused):
    """There is a vault or a key file at this place. Nothing was made or overwritten."""

    code = "vault-exists"
    advice = "Open the seat that is there, or choose another place for the new one."


class EncryptedVault:
    """A ``Vault`` in one encrypted SQLite file. For one thread at a time; holds secrets."""

    def __init__(self, file: EncryptedFile, lock: VaultLock) -> None:
        """Take over an open file; ``create`` and the two ways of opening lead here."""
        self._file = file
        self._lock = lock
        self._open = True

    def __repr__(self) -> str:
        """Name the file, never what is in it."""
        return f"EncryptedVault({str(self._file.path)!r})"

    @property
    def folder(self) -> Path:
        """Where the vault lies."""
        return self._file.path.parent

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        passphrase: str,
        randomness: Randomness,
        key_file: Path | None = None,
        cost: PassphraseCost = RECOMMENDED_COST,
    ) -> "EncryptedVault":
        """A new, empty, open vault; its missing folders are made for their owner only (0700).

        Raises:
            VaultExists: there is a vault or a key file; nothing was made.
            VaultFull, VaultFailed: the disk failed; there is no vault.
        """
        key_path = key_file or key_file_beside(path)
        for taken in (path, key_path):
            if taken.exists():
                raise VaultExists(f"{taken} is there already; nothing was made")
        vault_key = randomness.random_bytes(VAULT_KEY_SIZE)
        openers = add_passphrase(
            KeyFile(),
            vault_key=vault_key,
            passphrase=passphrase,
            random_bytes=randomness.random_bytes,
            cost=cost,
        )
        unfinished = path.with_name(f"{path.name}.unfinished")
        with named_errors(path):
            _make_folder(path.parent)
            _make_folder(key_path.parent)
            for ending in ("", "-wal", "-journal", ".key"):
                unfinished.with_name(f"{unfinished.name}{ending}").unlink(missing_ok=True)
            write_durably(unfinished, b"")
            empty = VaultLock(key_file_beside(unfinished), vault_key, randomness)
            cls._from_file(EncryptedFile(unfinished, vault_key), empty).close()
            unfinished_key = key_file_beside(unfinished)
            write_durably(unfinished_key, encode_key_file(openers))
            put_in_place(unfinished_key, key_path)
            put_in_place(unfinished, path)
        lock = VaultLock(key_path, vault_key, randomness)
        return cls._from_file(EncryptedFile(path, vault_key), lock)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        passphrase: str,
        randomness: Randomness | None = None,
        key_file: Path | None = None,
        vfs: str | None = None,
    ) -> "EncryptedVault":
        """The vault at ``path``, opened and shown to be encrypted (``encrypted_file``).

        Raises:
            NoSuchVault, KeyFileMissing, KeyFileDamaged, WrongPassphrase, VaultInUse,
            VaultNotEncrypted, VaultDamaged, NewerVault, VaultFull, VaultFailed: nothing was
                changed.
        """
        key_path = key_file or key_file_beside(path)
        vault_key = open_with_passphrase(read_key_file(path, key_path), passphrase)
        lock = VaultLock(key_path, vault_key, randomness)
        return cls._from_file(EncryptedFile(path, vault_key, vfs=vfs), lock)

    @classmethod
    def open_by_sheet(
        cls,
        path: Path,
        *,
        sheet: RecoverySheet,
        randomness: Randomness | None = None,
        key_file: Path | None = None,
    ) -> "EncryptedVault":
        """The vault at ``path``, opened by its recovery sheet.

        Raises:
            WrongSheet: it is not this vault's sheet. Otherwise as ``open``.
        """
        key_path = key_file or key_file_beside(path)
        vault_key = open_with_sheet(read_key_file(path, key_path), sheet)
        return cls._from_file(
            EncryptedFile(path, vault_key), VaultLock(key_path, vault_key, randomness)
        )

    @classmethod
    def _from_file(cls, file: EncryptedFile, lock: VaultLock) -> "EncryptedVault":
        try:
            with named_errors(file.path):
                _bring_up_to_date(file.connection, file.path)
                file.connection.execute("UPDATE canary SET openings = openings + 1")
            file.refuse_readable()
        except BaseException:
            file.close()
            raise
        return cls(file, lock)

    @contextlib.contextmanager
    def transaction(self) -> Generator[None]:
        """All calls within are kept together, durably, or not at all. Transactions do not nest."""
        with self._connected() as connection:
            if connection.in_transaction:
                raise TransactionNested("a transaction was begun inside another; nothing was kept")
            connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._connected() as connection:
                connection.execute("COMMIT")
        except BaseException:
            if self._open and self._file.connection.in_transaction:
                with named_errors(self._file.path):
                    self._file.connection.execute("ROLLBACK")
            raise

    def read(self, name: str) -> bytes | None:
        """What is kept under ``name``, or None."""
        with self._connected() as connection:
            rows = connection.execute("SELECT value FROM kept WHERE name = ?", (name,)).fetchall()
        return rows[0][0] if rows else None

    def write(self, name: str, value: bytes) -> None:
        """Keep ``value`` under ``name``, in place of what was there."""
        with self._connected() as connection:
            connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (name, value))

    def erase(self, name: str) -> None:
        """Keep nothing under ``name``."""
        with self._connected() as connection:
            connection.execute("DELETE FROM kept WHERE name = ?", (name,))

    def names(self, prefix: str) -> list[str]:
        """All names that begin with ``prefix``, sorted."""
        with self._connected() as connection:
            query = "SELECT name FROM kept WHERE name >= ? AND name < ? ORDER BY name"
            after = prefix + "\U0010ffff"
            rows = connection.execute(query, (prefix, after)).fetchall()
        return [name for (name,) in rows if name.startswith(prefix)]

    def frame_count(self, log_id: bytes) -> int:
        """How many frames of this log are kept: they are numbered 1 to this."""
        with self._connected() as connection:
            query = "SELECT coalesce(max(number), 0) FROM frame WHERE log_id = ?"
            return connection.execute(query, (log_id,)).fetchall()[0][0]

    def frames(self, log_id: bytes, *, after: int = 0) -> Iterator[bytes]:
        """The exact frames kept, from number ``after + 1`` on, in order."""
        while True:
            with self._connected() as connection:
                rows = connection.execute(
                    "SELECT frame FROM frame WHERE log_id = ? AND number > ?"
                    " ORDER BY number LIMIT ?",
                    (log_id, after, _FRAMES_AT_ONCE),
                ).fetchall()
            for (frame,) in rows:
                yield frame
            if len(rows) < _FRAMES_AT_ONCE:
                return
            after += len(rows)

    def keep_frames(self, log_id: bytes, *, after: int, frames: Sequence[bytes]) -> None:
        """Keep ``frames`` as numbers ``after + 1`` and on.

        Raises:
            FramesOutOfOrder: ``after`` is not ``frame_count(log_id)``.
        """
        with self._connected() as connection, connection:
            count = self.frame_count(log_id)
            if after != count:
                raise FramesOutOfOrder(
                    f"frames after {after} were given; {count} are kept; nothing was kept"
                )
            connection.executemany(
                "INSERT INTO frame VALUES (?, ?, ?)",
                [(log_id, number, frame) for number, frame in enumerate(frames, after + 1)],
            )

    def drop_frames(self, log_id: bytes, *, after: int) -> None:
        """Keep no frame of this log that is numbered above ``after``."""
        with self._connected() as connection:
            connection.execute("DELETE FROM frame WHERE log_id = ? AND number > ?", (log_id, after))

    def outgoing(self, log_id: bytes) -> list[Outgoing]:
        """The acts waiting for this log, by counter."""
        with self._connected() as connection:
            query = "SELECT * FROM outgoing WHERE log_id = ? ORDER BY counter"
            return [Outgoing(*row) for row in connection.execute(query, (log_id,)).fetchall()]

    def queue(self, outgoing: Outgoing) -> None:
        """Keep an act until it is settled; an act of that log and counter is replaced."""
        with self._connected() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO outgoing VALUES (?, ?, ?, ?, ?)",
                (
                    outgoing.log_id,
                    outgoing.counter,
                    outgoing.at,
                    outgoing.body,
                    outgoing.frame,
                ),
            )

    def settle(self, log_id: bytes, counter: int) -> None:
        """Forget a waiting act: it is numbered.

        Raises:
            NoSuchOutgoing: none waits under this counter.
        """
        with self._connected() as connection:
            connection.execute(
                "DELETE FROM outgoing WHERE log_id = ? AND counter = ?", (log_id, counter)
            )
            if not connection.changes():
                raise NoSuchOutgoing(f"no act {counter} waits; nothing was changed")

    def lock_with_sheet(self, sheet: RecoverySheet) -> None:
        """Let this recovery sheet open the vault from now on, and no earlier sheet.

        Raises:
            KeyFileMissing, KeyFileDamaged, VaultFull, VaultFailed: the old key file stands.
        """
        with self._connected():
            self._lock.add_sheet(self._file.path, sheet)

    def scrub(self, left: Mapping[str, bytes]) -> None:
        """Hold these names and nothing else; the file is written anew without what was in it.

        What is deleted is overwritten within the file, then every page is written again and the
        write-ahead log cut to nothing, so that neither holds what was there. Blocks that the disk
        itself keeps of older files are beyond its reach; they are sealed.
        """
        with self.transaction(), self._connected() as connection:
            for table in ("frame", "outgoing", "kept"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - three names of ours
            for name, value in left.items():
                self.write(name, value)
        with self._connected() as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file; the vault's key is forgotten. Closing twice does no harm."""
        if self._open:
            self._open = False
            self._lock.forget()
            self._file.close()

    @contextlib.contextmanager
    def _connected(self) -> Generator[Connection]:
        if not self._open:
            raise VaultClosed(f"{self._file.path} is closed; nothing was read or kept")
        with named_errors(self._file.path):
            yield self._file.connection


def _bring_up_to_date(connection: Connection, path: Path) -> None:
    """Run the migrations that a vault lacks, all or none."""
    with connection:
        known = connection.execute(
            "SELECT 1 FROM sqlite_schema WHERE name = 'schema_version'"
        ).fetchall()
        version: int = (
            connection.execute("SELECT version FROM schema_version").fetchall()[0][0]
            if known
            else 0
        )
        if version > SCHEMA_VERSION:
            raise NewerVault(
                f"{path} has schema {version}; this Wasit knows {SCHEMA_VERSION}; it was left alone"
            )
        if version == SCHEMA_VERSION:
            return
        for script in _MIGRATIONS[version:]:
            connection.execute(script)
        if version == 0:
            connection.execute("INSERT INTO canary VALUES (?, 0)", (CANARY,))
        connection.execute("UPDATE schema_version SET version = ?", (SCHEMA_VERSION,))


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700)
