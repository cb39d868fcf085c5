"""Epochs: a random key for a stretch of a log, committed to and wrapped to each member device.

The commitment (SHA-256 over purpose, log, number and key) stands in the opening frame, so that all
members hold the same key; HPKE alone does not promise that. ``info`` binds purpose, log, epoch and
the recipient's key into each wrap, so that a wrap cannot be moved. Unused slots hold wraps to keys
that nobody keeps, so that the relay sees a slot class and not a number of members.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Protocol

from wasit.crypto._primitives import (
    HPKE_SEED_SIZE,
    Undecryptable,
    hpke_open,
    hpke_public,
    hpke_seal,
)
from wasit.crypto.keys import DevicePublic, DeviceSecrets
from wasit.errors import Refused
from wasit.wire.frames import SLOT_CLASSES, WRAP_SIZE

__all__ = [
    "EPOCH_KEY_SIZE",
    "HpkeWrapping",
    "TooManyDevices",
    "Wrapping",
    "commitment",
    "unwrap_epoch_key",
    "wrap_epoch_key",
]

EPOCH_KEY_SIZE = 32


class TooManyDevices(Refused):
    """A log takes at most 64 devices. Nobody was added."""

    code = "too-many-devices"
    advice = "Remove a device that is no longer used, then add this one."


class Wrapping(Protocol):
    """How an epoch key is wrapped to one device; real seats use ``HpkeWrapping``."""

    def wrap(self, key: bytes, to: DevicePublic, *, info: bytes) -> bytes:
        """``WRAP_SIZE`` bytes that only ``to`` can unwrap."""
        ...

    def unwrap(self, wrapped: bytes, secrets: DeviceSecrets, *, info: bytes) -> bytes:
        """The key; raises ``Undecryptable`` where the wrap is not for these secrets."""
        ...


class HpkeWrapping:
    """RFC 9180 Base mode with MLKEM768_X25519. Draws randomness of its own (the library's)."""

    def wrap(self, key: bytes, to: DevicePublic, *, info: bytes) -> bytes:
        """``WRAP_SIZE`` bytes that only ``to`` can unwrap."""
        return hpke_seal(to.sealing, key, info=info)

    def unwrap(self, wrapped: bytes, secrets: DeviceSecrets, *, info: bytes) -> bytes:
        """The key; raises ``Undecryptable`` where the wrap is not for these secrets."""
        return hpke_open(secrets.sealing_seed, wrapped, info=info)


def commitment(key: bytes, *, log_id: bytes, epoch: int) -> bytes:
    """SHA-256 over purpose, log, epoch number and key (32 bytes): fixes the key for all members."""
    return hashlib.sha256(
        b"wasit/v1/epoch-commitment\0" + log_id + epoch.to_bytes(4, "big") + key
    ).digest()


def wrap_epoch_key(
    key: bytes,
    members: Sequence[DevicePublic],
    *,
    log_id: bytes,
    epoch: int,
    wrapping: Wrapping,
    random_bytes: Callable[[int], bytes],
) -> tuple[bytes, ...]:
    """One wrap per member in order, padded with wraps nobody can open to a slot class.

    Raises:
        TooManyDevices: more members than the largest slot class.
    """
    slots = next((slots for slots in SLOT_CLASSES if slots >= len(members)), None)
    if slots is None:
        raise TooManyDevices(
            f"{len(members)} devices were named; a log takes {SLOT_CLASSES[-1]}; nobody was added"
        )
    wraps = [
        wrapping.wrap(key, member, info=_wrap_info(member, log_id=log_id, epoch=epoch))
        for member in members
    ]
    while len(wraps) < slots:
        nobody = DevicePublic(
            sealing=hpke_public(random_bytes(HPKE_SEED_SIZE)), verifying=random_bytes(32)
        )
        info = _wrap_info(nobody, log_id=log_id, epoch=epoch)
        wraps.append(wrapping.wrap(random_bytes(EPOCH_KEY_SIZE), nobody, info=info))
    return tuple(wraps)


def unwrap_epoch_key(
    wraps: Sequence[bytes],
    secrets: DeviceSecrets,
    *,
    log_id: bytes,
    epoch: int,
    committed: bytes,
    wrapping: Wrapping,
) -> bytes:
    """The epoch's key, out of the one slot wrapped to these secrets.

    Raises:
        Undecryptable: no slot opens, or the key is not the one committed to.
    """
    info = _wrap_info(secrets.public(), log_id=log_id, epoch=epoch)
    for wrapped in wraps:
        if len(wrapped) != WRAP_SIZE:
            continue
        try:
            key = wrapping.unwrap(wrapped, secrets, info=info)
        except Undecryptable:
            continue
        if commitment(key, log_id=log_id, epoch=epoch) == committed:
            return key
    raise Undecryptable


def _wrap_info(recipient: DevicePublic, *, log_id: bytes, epoch: int) -> bytes:
    return (
        b"wasit/v1/epoch-wrap\0"
        + log_id
        + epoch.to_bytes(4, "big")
        + recipient.sealing
        + recipient.verifying
    )
