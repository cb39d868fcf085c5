"""Sealing: signed canonical bytes, padded to a size class, under a key of their own.

Plaintext inside the seal::

    offset        size    field
    0             1       version, 1
    1             4       n, length of the canonical JSON
    5             n       canonical JSON
    5 + n         64      Ed25519 signature over "wasit/v1/entry\\0" and the JSON
    69 + n        ...     zeros up to 1, 4, 16 or 64 KiB (every byte is checked)

The key is HKDF-SHA256(epoch key, 32 random bytes of salt), used once, so the nonce is zero. The
associated data bind version, frame kind, log, epoch and the epoch's commitment. There is no
compression: lengths would tell of the words.
"""

from dataclasses import dataclass, field

from wasit.crypto._primitives import SIGNATURE_SIZE, Undecryptable, hkdf, open_sealed, seal
from wasit.errors import BadInput, Untrusted
from wasit.wire.frames import SIZE_CLASSES, VERSION, FrameKind

__all__ = [
    "SIGNING_TAG",
    "BadPlaintext",
    "EpochSeal",
    "Signed",
    "TooLong",
    "Undecryptable",
    "entry_key",
    "open_entry",
    "open_plain",
    "open_shown_entry",
    "seal_entry",
    "seal_plain",
]

SIGNING_TAG = b"wasit/v1/entry\0"
_OVERHEAD = 5 + SIGNATURE_SIZE


class TooLong(BadInput):
    """The words do not fit the largest size class. Nothing was kept or sent."""

    code = "too-long"
    advice = "Split what you want to say into several statements."


class BadPlaintext(Untrusted):
    """What was inside a seal does not have the form of an entry. Nothing was accepted."""

    code = "bad-plaintext"


@dataclass(frozen=True, slots=True)
class EpochSeal:
    """What is needed to seal under, or open, one epoch. Holds the epoch's key; never log it."""

    log_id: bytes
    epoch: int
    key: bytes
    commitment: bytes

    def __repr__(self) -> str:
        """Name the epoch, never the key."""
        return f"EpochSeal(epoch={self.epoch})"

    def data(self, kind: FrameKind) -> bytes:
        """The associated data of a frame of that kind."""
        return (
            b"wasit/v1/seal\0"
            + bytes([VERSION, kind])
            + self.log_id
            + self.epoch.to_bytes(4, "big")
            + self.commitment
        )


@dataclass(frozen=True, slots=True)
class Signed:
    """Canonical JSON (words: never log it) and the signature over it, not yet verified."""

    unverified_json: bytes = field(repr=False)
    signature: bytes


def seal_entry(signed: Signed, *, under: EpochSeal, salt: bytes, kind: FrameKind) -> bytes:
    """The sealed bytes of an entry: one size class and 16 bytes of tag.

    Raises:
        TooLong: the JSON does not fit 64 KiB.
    """
    plaintext = _pad(signed.unverified_json, signed.signature)
    return seal(_entry_key(under.key, salt), plaintext, data=under.data(kind))


def open_entry(sealed: bytes, *, under: EpochSeal, salt: bytes, kind: FrameKind) -> Signed:
    """The JSON and the signature inside a sealed entry; the signature is not yet verified.

    Raises:
        Undecryptable: it was not sealed under this epoch, log and kind.
        BadPlaintext: what is inside has another form, non-zero filler included.
    """
    return _unpad(open_sealed(_entry_key(under.key, salt), sealed, data=under.data(kind)))


def entry_key(*, under: EpochSeal, salt: bytes) -> bytes:
    """The key (32 bytes) of the one entry with that salt; an export shows an entry by it.

    HKDF goes one way: neither the epoch's key nor another entry's can be had from it.
    """
    return _entry_key(under.key, salt)


def open_shown_entry(sealed: bytes, *, key: bytes, data: bytes) -> Signed:
    """As ``open_entry``, with the entry's own key, and ``EpochSeal.data`` of its frame.

    Raises:
        Undecryptable: it was not sealed under this key and data.
        BadPlaintext: what is inside has another form, non-zero filler included.
    """
    return _unpad(open_sealed(key, sealed, data=data))


def seal_plain(json: bytes, *, key: bytes, salt: bytes, data: bytes) -> bytes:
    """Unsigned JSON, padded and sealed under a secret two parties share (for letters)."""
    return seal(_entry_key(key, salt), _pad(json, bytes(SIGNATURE_SIZE)), data=data)


def open_plain(sealed: bytes, *, key: bytes, salt: bytes, data: bytes) -> bytes:
    """The JSON of ``seal_plain``.

    Raises:
        Undecryptable: it was not sealed under this key and data.
        BadPlaintext: what is inside has another form.
    """
    letter = _unpad(open_sealed(_entry_key(key, salt), sealed, data=data))
    if any(letter.signature):
        raise BadPlaintext("a letter's place for a signature is not empty; nothing was accepted")
    return letter.unverified_json


def _entry_key(key: bytes, salt: bytes) -> bytes:
    return hkdf(key, salt=salt, info=b"wasit/v1/entry-key\0")


def _pad(json: bytes, signature: bytes) -> bytes:
    needed = len(json) + _OVERHEAD
    size = next((size for size in SIZE_CLASSES if size >= needed), None)
    if size is None:
        raise TooLong(
            f"the entry takes {needed:,} bytes; at most {SIZE_CLASSES[-1]:,} fit; nothing was kept"
        )
    used = bytes([VERSION]) + len(json).to_bytes(4, "big") + json + signature
    return used + bytes(size - needed)


def _unpad(plaintext: bytes) -> Signed:
    if len(plaintext) not in SIZE_CLASSES:
        raise BadPlaintext("an entry has no known size; nothing was accepted")
    if plaintext[0] != VERSION:
        raise BadPlaintext("an entry has an unknown inner version; nothing was accepted")
    end = 5 + int.from_bytes(plaintext[1:5], "big")
    filler = plaintext[end + SIGNATURE_SIZE :]
    if end + SIGNATURE_SIZE > len(plaintext) or filler.count(0) != len(filler):
        raise BadPlaintext("an entry's length or filler is wrong; nothing was accepted")
    needed = end + SIGNATURE_SIZE
    if len(plaintext) != next(size for size in SIZE_CLASSES if size >= needed):
        raise BadPlaintext("an entry is padded to the wrong size; nothing was accepted")
    return Signed(unverified_json=plaintext[5:end], signature=plaintext[end:needed])
