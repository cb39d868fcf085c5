"""The key file on the disk: read, and replaced as a whole so that some way of opening always holds.

A new key file is written beside the old one, made durable, and then takes its name. A crash leaves
the old ways of opening or the new ones, never none. The file is never altered in place.
"""

import os
from pathlib import Path

from wasit.adapters.encrypted_file import VAULT_FILE_MODE, VaultDamaged, named_errors
from wasit.adapters.system import SystemRandomness
from wasit.crypto.recovery import RecoverySheet
from wasit.crypto.vault_keys import (
    RECOMMENDED_COST,
    KeyFile,
    PassphraseCost,
    add_passphrase,
    decode_key_file,
    encode_key_file,
    open_with_passphrase,
    open_with_sheet,
    with_sheet,
    without_passphrase,
    without_passphrases,
)
from wasit.errors import Fault, NotFound
from wasit.seat.ports import Randomness

__all__ = [
    "KeyFileMissing",
    "NoSuchVault",
    "VaultLock",
    "change_passphrase",
    "key_file_beside",
    "put_in_place",
    "read_key_file",
    "write_durably",
]


class NoSuchVault(NotFound):
    """There is no vault at this place."""

    code = "no-such-vault"
    advice = "Look for the folder the seat was made in, or make a new seat."


class KeyFileMissing(Fault):
    """The vault is there and its key file is not. The vault was not touched."""

    code = "key-file-missing"
    advice = "Restore the key file from a backup; without it the vault cannot be opened."


class VaultLock:
    """The key file of an open vault, and the vault's key while it is open. Holds a secret."""

    def __init__(self, key_file: Path, vault_key: bytes, randomness: Randomness | None) -> None:
        self._key_file = key_file
        self._vault_key = vault_key
        self._randomness = randomness or SystemRandomness()

    def __repr__(self) -> str:
        """Name the file, never the key."""
        return f"VaultLock({str(self._key_file)!r})"

    def add_sheet(self, vault: Path, sheet: RecoverySheet) -> None:
        """Let that sheet open the vault at ``vault``, and no earlier sheet."""
        key_file = with_sheet(
            read_key_file(vault, self._key_file),
            vault_key=self._vault_key,
            sheet=sheet,
            random_bytes=self._randomness.random_bytes,
        )
        _replace_key_file(self._key_file, key_file)

    def forget(self) -> None:
        """Hold the key no longer."""
        self._vault_key = b""


def key_file_beside(path: Path) -> Path:
    """Where the key file of the vault at ``path`` lies unless another place is named."""
    return path.with_name(f"{path.name}.key")


def read_key_file(vault: Path, key_file: Path) -> KeyFile:
    """The key file of the vault at ``vault``; neither file is changed.

    Raises:
        NoSuchVault, KeyFileMissing, KeyFileDamaged, VaultDamaged, VaultFailed.
    """
    with named_errors(vault):
        if not vault.exists():
            raise NoSuchVault(f"there is no vault at {vault}; nothing was made")
        if not vault.stat().st_size:
            raise VaultDamaged(f"{vault} is empty; a vault was expected; nothing was changed")
        try:
            raw = key_file.read_bytes()
            key_file.chmod(VAULT_FILE_MODE)
        except FileNotFoundError as error:
            raise KeyFileMissing(f"{key_file} is not there; nothing was opened") from error
    return decode_key_file(raw)


def change_passphrase(
    vault: Path,
    *,
    held: str | RecoverySheet,
    new: str,
    key_file: Path | None = None,
    randomness: Randomness | None = None,
    cost: PassphraseCost = RECOMMENDED_COST,
    alone: bool = False,
) -> None:
    """The vault opens by the new passphrase, and no more by the one it was held with.

    Held by its recovery sheet, or with ``alone``, all older passphrases are let go. Both happen at
    once; the vault itself is not touched and may be open.

    Raises:
        WrongPassphrase, WrongSheet, VaultFull, VaultFailed: the old key file stands. Otherwise as
            ``read_key_file``.
    """
    key_path = key_file or key_file_beside(vault)
    before = read_key_file(vault, key_path)
    if isinstance(held, RecoverySheet):
        vault_key, kept = open_with_sheet(before, held), without_passphrases(before)
    else:
        vault_key = open_with_passphrase(before, held)
        kept = without_passphrases(before) if alone else without_passphrase(before, held)
    after = add_passphrase(
        kept,
        vault_key=vault_key,
        passphrase=new,
        random_bytes=(randomness or SystemRandomness()).random_bytes,
        cost=cost,
    )
    with named_errors(vault):
        _replace_key_file(key_path, after)


def write_durably(path: Path, content: bytes) -> None:
    """Make a file that was not there, for its owner only; its bytes are on the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, VAULT_FILE_MODE)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def put_in_place(source: Path, target: Path) -> None:
    """Give a file its name, in place of what had it; the name is on the disk."""
    source.rename(target)
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _replace_key_file(path: Path, key_file: KeyFile) -> None:
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    write_durably(unfinished, encode_key_file(key_file))
    put_in_place(unfinished, path)
