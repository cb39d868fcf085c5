"""Who founded a log and who belongs to it: the bodies from which membership is folded.

A log's id is the SHA-256 of its founding record, which stands in the first entry: so the id fixes
the founding desk devices and the relay's key. Each epoch's first entry lists every member device
with its person, and the full public keys of the devices that are new; keys given once hold for the
life of the log.
"""

import base64
import hashlib
from typing import Literal

import msgspec

from wasit.crypto.keys import DevicePublic
from wasit.errors import Untrusted
from wasit.talks.people import Person
from wasit.wire.canonical import encode

__all__ = [
    "BadEpoch",
    "DeviceKeys",
    "EpochBody",
    "FoundingRecord",
    "Member",
    "PrecedingEpoch",
    "founding_log_id",
]


class BadEpoch(Untrusted):
    """An epoch that nobody with the right began, or that contradicts itself. It was not begun."""

    code = "bad-epoch"


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One device of a log, the person whose it is, and whether the joining words were compared."""

    device: str
    person: Person
    compared: bool = True


class DeviceKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A device's public keys in base64, as an epoch's first entry gives them."""

    sealing: str
    verifying: str

    @classmethod
    def of(cls, public: DevicePublic) -> "DeviceKeys":
        """The text form of a device's public keys."""
        return cls(
            sealing=base64.b64encode(public.sealing).decode(),
            verifying=base64.b64encode(public.verifying).decode(),
        )

    def public(self) -> DevicePublic:
        """The device's public keys.

        Raises:
            BadEpoch: the text is no base64. BadKey: the keys have another length.
        """
        try:
            return DevicePublic(
                sealing=base64.b64decode(self.sealing, validate=True),
                verifying=base64.b64decode(self.verifying, validate=True),
            )
        except ValueError as error:
            raise BadEpoch("a device's keys are no base64; the epoch was not begun") from error


class FoundingRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a log's id is the hash of; ``random`` and ``relay`` (its key) are hex."""

    devices: tuple[str, ...]
    random: str
    relay: str
    purpose: Literal["wasit/v1/log"] = "wasit/v1/log"


class PrecedingEpoch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The epoch before and its key (base64), so that newcomers can fold the log from number 1."""

    epoch: int
    key: str


class EpochBody(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="epoch"
):
    """The first entry under an epoch; ``opening`` is the hash (hex) of its frame's opening part."""

    members: tuple[Member, ...]
    keys: tuple[DeviceKeys, ...]
    opening: str
    preceding: PrecedingEpoch | None = None
    founding: FoundingRecord | None = None


def founding_log_id(founding: FoundingRecord) -> bytes:
    """The id (32 bytes) of the log that this record founds."""
    return hashlib.sha256(encode(founding)).digest()
