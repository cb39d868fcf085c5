"""What is kept of a seat in case its machine is lost, and a new device made of it.

A backup carries each log's frames and epoch keys, and the words that were not sent: enough to read
everything, and nothing to act with. It holds no device key, so a backup can never sign as this
device, and no relay token, so it reads nothing newer. A restored seat is a new device; it shows
what the backup held until a live device of the desk lets it in by an invitation, like any other.
"""

from typing import Literal

import msgspec

from wasit.channel.state import KnownEpoch
from wasit.crypto.backup_file import BackupDamaged
from wasit.crypto.epochs import commitment
from wasit.seat.fold import SeatPorts
from wasit.seat.log import SeatLog
from wasit.seat.records import LogKind, LogRecord, load, store
from wasit.seat.seat import Seat
from wasit.talks.journal import Journal
from wasit.talks.room import RoomTalks

__all__ = ["make_backup", "restore_backup"]

_KEPT = ("draft/", "refused/", "unsent/", "vintage/", "writing/")
"""What is carried by name: words of the person that stand in no log, and data sets' keys."""


class _BackedLog(msgspec.Struct, frozen=True):
    """A log's place, its epochs' keys and its frames. Secret."""

    log_id: bytes
    kind: LogKind
    name: str
    relay: str
    relay_key: bytes
    epochs: dict[int, bytes]
    frames: tuple[bytes, ...]

    def __repr__(self) -> str:
        """Never the keys."""
        return f"_BackedLog(frames={len(self.frames)})"


class _Backup(msgspec.Struct, frozen=True):
    """All of a backup. Secret."""

    made_at: str
    logs: tuple[_BackedLog, ...]
    kept: dict[str, bytes]
    v: Literal[1] = 1

    def __repr__(self) -> str:
        """Never what is in it."""
        return f"_Backup(made_at={self.made_at!r})"


def make_backup(seat: Seat) -> bytes:
    """The content of a backup of this seat as it stands; to be sealed before it is kept."""
    vault = seat.ports.vault
    kept = {name: vault.read(name) or b"" for prefix in _KEPT for name in vault.names(prefix)}
    for log in seat.logs():
        for outgoing in log.waiting:
            kept[f"unsent/{log.record.log_id.hex()}/{outgoing.at}/{outgoing.counter}"] = (
                outgoing.body
            )
    logs = tuple(_backed(seat, log) for log in seat.logs())
    return store(_Backup(made_at=seat.now(), logs=logs, kept=kept))


def restore_backup(ports: SeatPorts, content: bytes) -> Seat:
    """A new device in an empty vault, which shows what the backup held and is in no log yet.

    Raises:
        AlreadyUsed: the vault holds a seat. BackupDamaged: the content is of another form.
    """
    try:
        backup = load(content, _Backup)
    except msgspec.DecodeError as error:
        raise BackupDamaged("the backup's content cannot be read; nothing was restored") from error
    Seat.create(ports)
    with ports.vault.transaction():
        for name, value in backup.kept.items():
            ports.vault.write(name, value)
        for log in backup.logs:
            known = {
                epoch: KnownEpoch(key, commitment(key, log_id=log.log_id, epoch=epoch))
                for epoch, key in log.epochs.items()
            }
            ports.vault.write(f"epochs/{log.log_id.hex()}", msgspec.msgpack.encode(known))
            ports.vault.keep_frames(log.log_id, after=0, frames=log.frames)
            ports.vault.write(
                f"log/{log.log_id.hex()}",
                store(
                    LogRecord(log.log_id, log.kind, log.name, log.relay, log.relay_key, token=b"")
                ),
            )
    return Seat.open(ports)


def _backed(seat: Seat, log: SeatLog[RoomTalks] | SeatLog[Journal]) -> _BackedLog:
    record = log.record
    return _BackedLog(
        log_id=record.log_id,
        kind=record.kind,
        name=record.name,
        relay=record.relay,
        relay_key=record.relay_key,
        epochs={epoch: known.key for epoch, known in log.channel.state.epochs.items()},
        frames=tuple(seat.ports.vault.frames(record.log_id)),
    )
