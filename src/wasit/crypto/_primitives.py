"""The only file that imports a crypto library. Thin names over ``cryptography``; no policy here.

HPKE is RFC 9180 Base mode with MLKEM768_X25519 (X-Wing), HKDF-SHA256 and ChaCha20-Poly1305; every
failure to open is ``Undecryptable``, with no reason.
"""

from functools import lru_cache

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wasit.errors import Untrusted

__all__ = [
    "HPKE_PUBLIC_SIZE",
    "HPKE_SEED_SIZE",
    "SIGNATURE_SIZE",
    "BadKey",
    "BadSignature",
    "Undecryptable",
    "argon2id",
    "ed25519_public",
    "ed25519_sign",
    "ed25519_verify",
    "hkdf",
    "hpke_open",
    "hpke_public",
    "hpke_seal",
    "open_sealed",
    "seal",
    "x25519_public",
    "x25519_shared",
]

SIGNATURE_SIZE = 64
HPKE_SEED_SIZE = 96
"""ML-KEM-768 seed (64 bytes), then X25519 private key (32 bytes)."""
HPKE_PUBLIC_SIZE = 1216
"""ML-KEM-768 public key (1,184 bytes), then X25519 public key (32 bytes)."""

_MLKEM_SEED = 64
_MLKEM_PUBLIC = 1184
_NONCE = bytes(12)
_SMALL_ORDER = frozenset(
    bytes.fromhex(first + middle * 30 + last)
    for first, middle, last in (
        *((first, "00", last) for first in ("00", "01") for last in ("00", "80")),
        *((first, "ff", last) for first in ("ec", "ed", "ee") for last in ("7f", "ff")),
    )
) | frozenset(
    bytes.fromhex(y + last)
    for y, signs in (
        ("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc", ("05", "85")),
        ("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03", ("7a", "fa")),
    )
    for last in signs
)
"""Every encoding of the eight points of small order: anyone can sign for such a public key."""
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class BadKey(Untrusted):
    """Bytes that cannot be a device's keys. Nothing was accepted, and nothing sealed to them."""

    code = "bad-key"


class Undecryptable(Untrusted):
    """Sealed bytes did not open. No reason is given, to anyone."""

    code = "undecryptable"

    def __init__(self) -> None:
        super().__init__("sealed bytes did not open; nothing was accepted")


class BadSignature(Untrusted):
    """A signature does not belong to these bytes and this key. Nothing was accepted."""

    code = "bad-signature"

    def __init__(self) -> None:
        super().__init__("a signature does not fit its bytes; nothing was accepted")


def ed25519_public(seed: bytes) -> bytes:
    """The 32-byte public key of a 32-byte Ed25519 seed (RFC 8032)."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


@lru_cache(maxsize=16)
def _signing_key(seed: bytes) -> Ed25519PrivateKey:
    """The loaded key of a seed; loading costs as much as signing. Lives as long as the process."""
    return Ed25519PrivateKey.from_private_bytes(seed)


@lru_cache(maxsize=1024)
def _verifying_key(public: bytes) -> Ed25519PublicKey:
    """The loaded public key."""
    return Ed25519PublicKey.from_public_bytes(public)


def ed25519_sign(seed: bytes, message: bytes) -> bytes:
    """The 64-byte Ed25519 signature of ``message``."""
    return _signing_key(seed).sign(message)


def ed25519_verify(public: bytes, signature: bytes, message: bytes) -> None:
    """Return only if the signature fits; raise ``BadSignature`` otherwise.

    No signature fits a public key of small order: its owner could say that anybody made it.
    """
    if public in _SMALL_ORDER:
        raise BadSignature
    try:
        _verifying_key(public).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise BadSignature from error


def hpke_public(seed: bytes) -> bytes:
    """The 1,216-byte MLKEM768_X25519 public key of a 96-byte seed."""
    mlkem = MLKEM768PrivateKey.from_seed_bytes(seed[:_MLKEM_SEED])
    x25519 = X25519PrivateKey.from_private_bytes(seed[_MLKEM_SEED:])
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


def hpke_seal(public: bytes, plaintext: bytes, *, info: bytes) -> bytes:
    """HPKE encapsulation (1,120 bytes) followed by the ciphertext (plaintext + 16 bytes).

    Raises:
        BadKey: the key has another length, is no ML-KEM key, or its X25519 half has low order.
    """
    try:
        key = MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC]),
            X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC:]),
        )
        return _SUITE.encrypt(plaintext, key, info=info)
    except ValueError as error:
        raise BadKey("a device's sealing key cannot be sealed to; nothing was sealed") from error


def hpke_open(seed: bytes, sealed: bytes, *, info: bytes) -> bytes:
    """The plaintext sealed to this seed's public key under the same ``info``.

    Raises:
        Undecryptable: it was not.
    """
    key = MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(seed[:_MLKEM_SEED]),
        X25519PrivateKey.from_private_bytes(seed[_MLKEM_SEED:]),
    )
    try:
        return _SUITE.decrypt(sealed, key, info=info)
    except (InvalidTag, ValueError) as error:
        raise Undecryptable from error


def hkdf(key: bytes, *, salt: bytes, info: bytes, length: int = 32) -> bytes:
    """HKDF-SHA256 (RFC 5869) of ``key``."""
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(key)


def seal(key: bytes, plaintext: bytes, *, data: bytes) -> bytes:
    """ChaCha20-Poly1305 (RFC 8439) under a key used for this one message, so the nonce is zero."""
    return ChaCha20Poly1305(key).encrypt(_NONCE, plaintext, data)


def open_sealed(key: bytes, sealed: bytes, *, data: bytes) -> bytes:
    """The plaintext of ``seal`` under the same key and associated data.

    Raises:
        Undecryptable: it is not.
    """
    try:
        return ChaCha20Poly1305(key).decrypt(_NONCE, sealed, data)
    except (InvalidTag, ValueError) as error:
        raise Undecryptable from error


def argon2id(
    passphrase: bytes, *, salt: bytes, iterations: int, lanes: int, memory_kib: int
) -> bytes:
    """A 32-byte key from a passphrase by Argon2id (RFC 9106)."""
    kdf = Argon2id(salt=salt, length=32, iterations=iterations, lanes=lanes, memory_cost=memory_kib)
    return kdf.derive(passphrase)


def x25519_public(seed: bytes) -> bytes:
    """The 32-byte X25519 public key of a 32-byte private key (RFC 7748)."""
    return X25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def x25519_shared(seed: bytes, public: bytes) -> bytes:
    """The 32-byte X25519 shared secret (RFC 7748).

    Raises:
        Undecryptable: the public key has low order.
    """
    try:
        return X25519PrivateKey.from_private_bytes(seed).exchange(
            X25519PublicKey.from_public_bytes(public)
        )
    except ValueError as error:
        raise Undecryptable from error
