"""Checkpoints: a relay's signed word on how long a log is and what its head is.

A C2SP signed note (c2sp.org/signed-note) whose text is a C2SP checkpoint
(c2sp.org/tlog-checkpoint): origin, number, base64 of the head. The
signature is Ed25519; the key id is the first four bytes of SHA-256(name || 0x0A || 0x01 || key).
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from wasit.crypto._primitives import BadSignature, ed25519_public, ed25519_sign, ed25519_verify
from wasit.errors import Untrusted

__all__ = ["BadNote", "Checkpoint", "relay_public_key", "sign_checkpoint", "verify_checkpoint"]

_NAME = "wasit.relay"
_DASH = "\N{EM DASH}"


class BadNote(Untrusted):
    """A checkpoint that is no note, or not signed by the log's relay. Nothing was accepted."""

    code = "bad-checkpoint"
    advice = "Nothing was accepted from this relay. Ask whoever runs it."


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log's newest number and its head (32 bytes), as the relay has signed them."""

    log_id: bytes
    number: int
    head: bytes

    def text(self) -> str:
        """The note's text: origin, number, base64 of the head, a line each."""
        head = base64.b64encode(self.head).decode()
        return f"{_NAME}/{self.log_id.hex()}\n{self.number}\n{head}\n"


def relay_public_key(seed: bytes) -> bytes:
    """The 32-byte key that a relay with this 32-byte seed is known by."""
    return ed25519_public(seed)


def sign_checkpoint(checkpoint: Checkpoint, *, seed: bytes) -> bytes:
    """The signed note, as UTF-8. The same checkpoint and seed give the same bytes."""
    signature = ed25519_sign(seed, checkpoint.text().encode())
    return _note(checkpoint, _key_id(ed25519_public(seed)) + signature)


def verify_checkpoint(unverified_note: bytes, *, log_id: bytes, relay_key: bytes) -> Checkpoint:
    """The checkpoint in a note that the relay with that key signed for that log.

    One checkpoint and signature have one form: a note written otherwise is refused.

    Raises:
        BadNote: it is something else.
    """
    try:
        text, _, signatures = unverified_note.decode().partition("\n\n")
        _origin, number, head = text.split("\n")
        _dash, _name, blob = signatures.split(" ")
        signed = base64.b64decode(blob.strip(), validate=True)
        checkpoint = Checkpoint(log_id, int(number), base64.b64decode(head, validate=True))
    except (ValueError, UnicodeDecodeError, binascii.Error) as error:
        raise BadNote("the relay's checkpoint cannot be read; nothing was accepted") from error
    if (
        unverified_note != _note(checkpoint, signed)
        or signed[:4] != _key_id(relay_key)
        or len(checkpoint.head) != 32
        or checkpoint.number < 0
    ):
        raise BadNote("the checkpoint is of another log or relay; nothing was accepted")
    try:
        ed25519_verify(relay_key, signed[4:], checkpoint.text().encode())
    except BadSignature as error:
        raise BadNote("the checkpoint's signature does not fit; nothing was accepted") from error
    return checkpoint


def _note(checkpoint: Checkpoint, signed: bytes) -> bytes:
    blob = base64.b64encode(signed).decode()
    return f"{checkpoint.text()}\n{_DASH} {_NAME} {blob}\n".encode()


def _key_id(public: bytes) -> bytes:
    return hashlib.sha256(_NAME.encode() + b"\n\x01" + public).digest()[:4]
