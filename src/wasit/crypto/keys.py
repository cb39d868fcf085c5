"""Device keys: one HPKE key pair to be sealed to, and one Ed25519 key to sign with.

A device is one seat's running program. Its secrets are made on it, live in its vault, and never
leave it; a backup does not hold them.
"""

import hashlib
from dataclasses import dataclass, field

from wasit.crypto._primitives import (
    HPKE_PUBLIC_SIZE,
    HPKE_SEED_SIZE,
    BadKey,
    ed25519_public,
    ed25519_sign,
    ed25519_verify,
    hpke_public,
)

__all__ = ["SECRETS_SIZE", "BadKey", "DevicePublic", "DeviceSecrets"]

SECRETS_SIZE = HPKE_SEED_SIZE + 32
"""Random bytes from which a device's secrets are made."""


@dataclass(frozen=True, slots=True)
class DevicePublic:
    """What others know of a device: where to seal to, and how to verify what it signs."""

    sealing: bytes
    verifying: bytes

    def __post_init__(self) -> None:
        """Refuse keys of another length."""
        if len(self.sealing) != HPKE_PUBLIC_SIZE or len(self.verifying) != 32:
            raise BadKey("a device's public keys have the wrong length; nothing was accepted")

    @property
    def device_id(self) -> str:
        """32 hex digits: the first half of SHA-256 over both public keys."""
        digest = hashlib.sha256(b"wasit/v1/device\0" + self.sealing + self.verifying)
        return digest.hexdigest()[:32]

    def verify(self, signature: bytes, message: bytes) -> None:
        """Return only if this device signed ``message``; raise ``BadSignature`` otherwise."""
        ed25519_verify(self.verifying, signature, message)


@dataclass(frozen=True, slots=True)
class DeviceSecrets:
    """A device's own secrets. They live as long as the seat, in its vault; never log them."""

    sealing_seed: bytes = field(repr=False)
    signing_seed: bytes = field(repr=False)

    @classmethod
    def from_bytes(cls, secret: bytes) -> "DeviceSecrets":
        """The secrets that ``SECRETS_SIZE`` random bytes stand for."""
        if len(secret) != SECRETS_SIZE:
            raise BadKey(f"{len(secret)} bytes of device secret; {SECRETS_SIZE} were expected")
        return cls(sealing_seed=secret[:HPKE_SEED_SIZE], signing_seed=secret[HPKE_SEED_SIZE:])

    def to_bytes(self) -> bytes:
        """The bytes that ``from_bytes`` takes; only a vault may keep them."""
        return self.sealing_seed + self.signing_seed

    def public(self) -> DevicePublic:
        """What others may know of this device."""
        return DevicePublic(
            sealing=hpke_public(self.sealing_seed), verifying=ed25519_public(self.signing_seed)
        )

    def sign(self, message: bytes) -> bytes:
        """The device's Ed25519 signature (64 bytes) over ``message``."""
        return ed25519_sign(self.signing_seed, message)
