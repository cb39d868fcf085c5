"""A second reading of docs/protocol.md, written against ``hashlib``, ``hmac`` and ``cryptography``.

Nothing here imports Wasit: where this and the house agree on a vector, two programs agree. HPKE is
RFC 9180 section 5.1 for Base mode; the KEM is X-Wing (draft-connolly-cfrg-xwing-kem): ML-KEM-768
and X25519 joined by SHA3-256.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

__all__ = [
    "KeySchedule",
    "device_id",
    "ed25519_public",
    "ed25519_sign",
    "head_after",
    "hkdf_sha256",
    "hpke_base_open",
    "hpke_key_schedule",
    "note_signature_fits",
    "open_entry",
    "open_letter",
    "six_words",
    "unwrap_vault_key",
    "xwing_decapsulate",
    "xwing_public",
]

_KEM_ID, _KDF_ID, _AEAD_ID = 0x647A, 1, 3
_SUITE_ID = b"HPKE" + b"".join(number.to_bytes(2, "big") for number in (_KEM_ID, _KDF_ID, _AEAD_ID))
_XWING_LABEL = b"\\.//^\\"


@dataclass(frozen=True, slots=True)
class KeySchedule:
    """What HPKE's key schedule gives for the first message."""

    key: bytes
    base_nonce: bytes


def _extract(salt: bytes, key: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), key, "sha256")


def _expand(key: bytes, info: bytes, length: int) -> bytes:
    stream, block = b"", b""
    while len(stream) < length:
        block = hmac.digest(key, block + info + bytes([len(stream) // 32 + 1]), "sha256")
        stream += block
    return stream[:length]


def hkdf_sha256(key: bytes, *, salt: bytes, info: bytes, length: int = 32) -> bytes:
    """RFC 5869, sections 2.2 and 2.3."""
    return _expand(_extract(salt, key), info, length)


def hpke_key_schedule(shared_secret: bytes, *, info: bytes) -> KeySchedule:
    """RFC 9180, section 5.1, ``KeySchedule`` in mode 0 with an empty psk."""

    def labeled_extract(salt: bytes, label: bytes, key: bytes) -> bytes:
        return _extract(salt, b"HPKE-v1" + _SUITE_ID + label + key)

    def labeled_expand(key: bytes, label: bytes, context: bytes, length: int) -> bytes:
        labeled = length.to_bytes(2, "big") + b"HPKE-v1" + _SUITE_ID + label + context
        return _expand(key, labeled, length)

    context = (
        b"\0" + labeled_extract(b"", b"psk_id_hash", b"") + labeled_extract(b"", b"info_hash", info)
    )
    secret = labeled_extract(shared_secret, b"secret", b"")
    return KeySchedule(
        key=labeled_expand(secret, b"key", context, 32),
        base_nonce=labeled_expand(secret, b"base_nonce", context, 12),
    )


def xwing_public(seed: bytes) -> bytes:
    """Public key of a 96-byte seed: ML-KEM-768 seed, then X25519 private key."""
    mlkem = MLKEM768PrivateKey.from_seed_bytes(seed[:64]).public_key().public_bytes_raw()
    return mlkem + X25519PrivateKey.from_private_bytes(seed[64:]).public_key().public_bytes_raw()


def xwing_decapsulate(seed: bytes, enc: bytes) -> bytes:
    """X-Wing's ``Decapsulate``: SHA3-256 over both secrets, the X25519 share and key, the label."""
    mlkem_secret = MLKEM768PrivateKey.from_seed_bytes(seed[:64]).decapsulate(enc[:1088])
    own = X25519PrivateKey.from_private_bytes(seed[64:])
    x25519_secret = own.exchange(X25519PublicKey.from_public_bytes(enc[1088:]))
    public = own.public_key().public_bytes_raw()
    return hashlib.sha3_256(
        mlkem_secret + x25519_secret + enc[1088:] + public + _XWING_LABEL
    ).digest()


def hpke_base_open(seed: bytes, sealed: bytes, *, info: bytes) -> bytes:
    """The plaintext of one HPKE message: 1,120 bytes of encapsulation, then the ciphertext."""
    schedule = hpke_key_schedule(xwing_decapsulate(seed, sealed[:1120]), info=info)
    return ChaCha20Poly1305(schedule.key).decrypt(schedule.base_nonce, sealed[1120:], b"")


def ed25519_public(seed: bytes) -> bytes:
    """RFC 8032 public key."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def ed25519_sign(seed: bytes, message: bytes) -> bytes:
    """RFC 8032 signature."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def device_id(sealing: bytes, verifying: bytes) -> str:
    """32 hex digits over both public keys."""
    return hashlib.sha256(b"wasit/v1/device\0" + sealing + verifying).hexdigest()[:32]


def head_after(log_id: bytes, frames: list[bytes]) -> bytes:
    """The chain's head once all frames are numbered."""
    head = hashlib.sha256(b"wasit/v1/log\0" + log_id).digest()
    for frame in frames:
        frame_hash = hashlib.sha256(frame).digest()
        head = hashlib.sha256(b"wasit/v1/link\0" + head + frame_hash).digest()
    return head


def _unpad(plaintext: bytes) -> tuple[bytes, bytes]:
    assert plaintext[0] == 1
    end = 5 + int.from_bytes(plaintext[1:5], "big")
    assert not any(plaintext[end + 64 :])
    assert len(plaintext) == min(size for size in (1024, 4096, 16384, 65536) if size >= end + 64)
    return plaintext[5:end], plaintext[end : end + 64]


def open_entry(frame: bytes, *, epoch_key: bytes, commitment: bytes, verifying: bytes) -> bytes:
    """The canonical JSON inside an entry or opening frame, its signature verified."""
    kind, log_id, epoch = frame[1], frame[2:34], frame[34:38]
    salt_at = {1: 38, 2: 111 + frame[110] * 1168}[kind]
    salt, sealed = frame[salt_at : salt_at + 32], frame[salt_at + 32 :]
    assert (
        commitment
        == hashlib.sha256(b"wasit/v1/epoch-commitment\0" + log_id + epoch + epoch_key).digest()
    )
    key = hkdf_sha256(epoch_key, salt=salt, info=b"wasit/v1/entry-key\0")
    data = b"wasit/v1/seal\0" + bytes([1, kind]) + log_id + epoch + commitment
    json, signature = _unpad(ChaCha20Poly1305(key).decrypt(bytes(12), sealed, data))
    Ed25519PublicKey.from_public_bytes(verifying).verify(signature, b"wasit/v1/entry\0" + json)
    return json


def open_letter(frame: bytes, *, secret: bytes, sender: str) -> bytes:
    """The JSON inside a letter frame of the invitation with that secret."""

    def derive(purpose: bytes) -> bytes:
        return hkdf_sha256(secret, salt=b"", info=b"wasit/v1/invitation/" + purpose)

    assert frame[:2] == b"\x01\x03"
    assert frame[2:34] == derive(b"log")
    key = hkdf_sha256(derive(b"key"), salt=frame[34:66], info=b"wasit/v1/entry-key\0")
    data = b"wasit/v1/letter\0" + sender.encode() + b"\0" + frame[2:34]
    json, signature = _unpad(ChaCha20Poly1305(key).decrypt(bytes(12), frame[66:], data))
    assert not any(signature)
    return json


def note_signature_fits(note: bytes, *, relay_key: bytes) -> tuple[str, int, bytes]:
    """Origin, number and head of a checkpoint note whose signature fits."""
    text, signature_line = note.decode().split("\n\n")
    dash, name, blob = signature_line.removesuffix("\n").split(" ")
    assert dash == "\u2014"
    raw = base64.b64decode(blob)
    assert raw[:4] == hashlib.sha256(name.encode() + b"\n\x01" + relay_key).digest()[:4]
    Ed25519PublicKey.from_public_bytes(relay_key).verify(raw[4:], text.encode() + b"\n")
    origin, number, head = text.split("\n")
    return origin, int(number), base64.b64decode(head)


def six_words(purpose: str, parts: list[bytes]) -> list[str]:
    """Six proquints of SHA-256 over the purpose and the parts, each with its length before it."""
    framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    bits = int.from_bytes(
        hashlib.sha256(b"wasit/v1/words\0" + purpose.encode() + b"\0" + framed).digest(), "big"
    )
    words: list[str] = []
    for index in range(6):
        word, left = "", bits >> (240 - 16 * index) & 0xFFFF
        for shift, letters in (
            (12, "bdfghjklmnprstvz"),
            (10, "aiou"),
            (6, "bdfghjklmnprstvz"),
            (4, "aiou"),
            (0, "bdfghjklmnprstvz"),
        ):
            word += letters[left >> shift & (len(letters) - 1)]
        words.append(word)
    return words


def unwrap_vault_key(
    passphrase: str, *, salt: bytes, wrapped: bytes, iterations: int, lanes: int, memory_kib: int
) -> bytes:
    """The vault's key out of one opener of a key file."""
    key = Argon2id(
        salt=salt, length=32, iterations=iterations, lanes=lanes, memory_cost=memory_kib
    ).derive(passphrase.encode())
    return ChaCha20Poly1305(key).decrypt(bytes(12), wrapped, b"wasit/v1/vault-key\0" + salt)
