"""A deterministic stand-in for HPKE wraps (the library's draw randomness that cannot be set).

The ephemeral key follows from what is wrapped and to whom, so equal runs give equal bytes. It is
sealed to the X25519 half of the device's key and padded to the size of a real wrap. For tests of
what is visible on the wire; no real seat uses it.
"""

import hashlib

from wasit.crypto._primitives import (
    Undecryptable,
    hkdf,
    open_sealed,
    seal,
    x25519_public,
    x25519_shared,
)
from wasit.crypto.keys import DevicePublic, DeviceSecrets
from wasit.wire.frames import WRAP_SIZE

__all__ = ["SeededWrapping"]


class SeededWrapping:
    """A ``Wrapping`` that gives the same bytes for the same key, recipient and info."""

    def wrap(self, key: bytes, to: DevicePublic, *, info: bytes) -> bytes:
        """``WRAP_SIZE`` bytes that only ``to`` can unwrap."""
        seed = hashlib.sha256(b"ephemeral\0" + key + info).digest()
        shared = x25519_shared(seed, to.sealing[-32:])
        public = x25519_public(seed)
        sealed = seal(hkdf(shared, salt=public, info=info), key, data=info)
        wrapped = public + sealed
        return wrapped + hashlib.shake_256(wrapped).digest(WRAP_SIZE - len(wrapped))

    def unwrap(self, wrapped: bytes, secrets: DeviceSecrets, *, info: bytes) -> bytes:
        """The key; raises ``Undecryptable`` where the wrap is not for these secrets."""
        public, sealed, filler = wrapped[:32], wrapped[32:80], wrapped[80:]
        if len(wrapped) != WRAP_SIZE or filler != hashlib.shake_256(wrapped[:80]).digest(
            len(filler)
        ):
            raise Undecryptable
        shared = x25519_shared(secrets.sealing_seed[-32:], public)
        return open_sealed(hkdf(shared, salt=public, info=info), sealed, data=info)
