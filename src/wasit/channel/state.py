"""What a member knows of one log: chain, epochs, members, counters. A fold over its frames.

The state holds epoch keys: it lives in memory and, as a snapshot, in the vault; nowhere else.
"""

import msgspec

from wasit.channel.members import DeviceKeys, FoundingRecord, Member
from wasit.crypto.keys import DevicePublic
from wasit.wire.hash_chain import first_head, next_head

__all__ = ["ChannelState", "KnownEpoch"]

_HEAD_SIZE = 32


class KnownEpoch(msgspec.Struct):
    """An epoch's key and the commitment to it. Secret."""

    key: bytes
    commitment: bytes

    def __repr__(self) -> str:
        """Never the key."""
        return "KnownEpoch(...)"


class ChannelState(msgspec.Struct, kw_only=True):
    """One log as its frames leave it.

    Attributes:
        log_id: the log.
        heads: the heads at numbers 0, 1, 2 and so on, 32 bytes each, one after the other.
        epoch: the current epoch; 0 before the founding.
        epochs: every epoch of which this device has the key.
        keys: public keys of every device ever a member, by device id.
        members: device id to device and person, in the current epoch.
        counters: device id to the counter of its newest entry.
        claimed: device id to the time its newest entry claims.
        founding: the founding record, once read.
        moved_to: key (hex) of the relay that the desk's last word names; None before any word.
        differ: whether an author was seen to have another history of this log.
    """

    log_id: bytes
    heads: bytearray
    epoch: int = 0
    epochs: dict[int, KnownEpoch] = msgspec.field(default_factory=dict[int, KnownEpoch])
    keys: dict[str, DeviceKeys] = msgspec.field(default_factory=dict[str, DeviceKeys])
    members: dict[str, Member] = msgspec.field(default_factory=dict[str, Member])
    counters: dict[str, int] = msgspec.field(default_factory=dict[str, int])
    claimed: dict[str, str] = msgspec.field(default_factory=dict[str, str])
    founding: FoundingRecord | None = None
    moved_to: str | None = None
    differ: bool = False

    @classmethod
    def empty(cls, log_id: bytes) -> "ChannelState":
        """The state before the first frame."""
        return cls(log_id=log_id, heads=bytearray(first_head(log_id)))

    @property
    def number(self) -> int:
        """The newest number accepted; 0 before the first."""
        return len(self.heads) // _HEAD_SIZE - 1

    def head(self, number: int | None = None) -> bytes:
        """The head at ``number`` (from 0 to the newest), or the newest."""
        at = self.number if number is None else number
        return bytes(self.heads[at * _HEAD_SIZE : (at + 1) * _HEAD_SIZE])

    def extend(self, frame_id: bytes) -> None:
        """Number one more frame."""
        self.heads += next_head(self.head(), frame_id)

    @property
    def relay_key(self) -> str | None:
        """Key (hex) of the relay where the log is: as it was founded, or as the desk said since."""
        return self.moved_to or (self.founding.relay if self.founding is not None else None)

    def device(self, device_id: str) -> DevicePublic:
        """The public keys of a device that is or was a member; KeyError for a stranger."""
        return self.keys[device_id].public()
