"""Backup files on the disk: written once, whole or not at all, for their owner only."""

from pathlib import Path

from wasit.adapters.encrypted_file import named_errors
from wasit.adapters.system import SystemRandomness
from wasit.adapters.vault_lock import put_in_place, write_durably
from wasit.crypto.backup_file import open_backup, seal_backup
from wasit.crypto.vault_keys import RECOMMENDED_COST, PassphraseCost
from wasit.errors import NotFound, Refused
from wasit.seat.backup import make_backup, restore_backup
from wasit.seat.fold import SeatPorts
from wasit.seat.seat import Seat

__all__ = ["BackupExists", "NoSuchBackup", "backup_content", "read_backup", "write_backup"]


class BackupExists(Refused):
    """There is a file of that name. Nothing was written over it."""

    code = "backup-exists"
    advice = "Name another file; older backups are kept until you remove them."


class NoSuchBackup(NotFound):
    """There is no backup file at this place."""

    code = "no-such-backup"


def write_backup(
    seat: Seat, path: Path, *, passphrase: str, cost: PassphraseCost = RECOMMENDED_COST
) -> None:
    """A backup of the seat at ``path``, which this passphrase opens; durable when this returns.

    Raises:
        BackupExists: there is such a file. VaultFull, VaultFailed: nothing was left there.
    """
    if path.exists():
        raise BackupExists(f"{path} is there already; nothing was written")
    raw = seal_backup(
        make_backup(seat),
        passphrase=passphrase,
        random_bytes=SystemRandomness().random_bytes,
        cost=cost,
    )
    unfinished = path.with_name(f"{path.name}.unfinished")
    with named_errors(path):
        unfinished.unlink(missing_ok=True)
        write_durably(unfinished, raw)
        put_in_place(unfinished, path)


def backup_content(path: Path, *, passphrase: str) -> bytes:
    """What the backup at ``path`` holds, for ``restore_backup``. Secret.

    Raises:
        NoSuchBackup, WrongPassphrase, KeyFileDamaged, BackupDamaged: nothing was restored.
    """
    with named_errors(path):
        try:
            raw = path.read_bytes()
        except FileNotFoundError as error:
            raise NoSuchBackup(f"there is no file {path}; nothing was restored") from error
    return open_backup(raw, passphrase=passphrase)


def read_backup(path: Path, ports: SeatPorts, *, passphrase: str) -> Seat:
    """A new device on those ports, whose vault must be empty, made of the backup at ``path``.

    Raises:
        AlreadyUsed: nothing was restored. Else as ``backup_content``.
    """
    return restore_backup(ports, backup_content(path, passphrase=passphrase))
