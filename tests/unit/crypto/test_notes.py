"""Checkpoints: one relay's word on one log, in one form."""

import base64

import pytest

from wasit.crypto._primitives import ed25519_sign
from wasit.crypto.notes import (
    BadNote,
    Checkpoint,
    relay_public_key,
    sign_checkpoint,
    verify_checkpoint,
)

SEED = bytes([7]) * 32
RELAY = relay_public_key(SEED)
LOG = bytes([1]) * 32
CHECKPOINT = Checkpoint(LOG, 12, bytes([2]) * 32)
NOTE = sign_checkpoint(CHECKPOINT, seed=SEED)


def verified(note: bytes) -> Checkpoint:
    """What a seat makes of a note."""
    return verify_checkpoint(note, log_id=LOG, relay_key=RELAY)


@pytest.mark.parametrize("number", [0, 1, 2**53])
def test_a_signed_checkpoint_is_verified(number: int) -> None:
    """A seat that knows the relay's key knows how long the log is."""
    checkpoint = Checkpoint(LOG, number, bytes(32))
    assert verified(sign_checkpoint(checkpoint, seed=SEED)) == checkpoint


def test_a_note_altered_cut_or_extended_at_any_byte_is_refused() -> None:
    """No byte of a note is free: what is kept as proof has one form."""
    for at in range(len(NOTE)):
        for bit in (1, 32, 128):
            with pytest.raises(BadNote):
                verified(NOTE[:at] + bytes([NOTE[at] ^ bit]) + NOTE[at + 1 :])
        with pytest.raises(BadNote):
            verified(NOTE[:at])
    for extra in (b"\n", b" ", b"\0", NOTE, "\N{EM DASH} wasit.relay AAAA\n".encode()):
        with pytest.raises(BadNote):
            verified(NOTE + extra)


@pytest.mark.parametrize(
    ("log_id", "relay_key"),
    [(bytes(32), RELAY), (LOG, relay_public_key(bytes(32))), (LOG, bytes(32)), (b"", RELAY)],
)
def test_a_note_of_another_log_or_relay_is_refused(log_id: bytes, relay_key: bytes) -> None:
    """A relay must not answer for one log with another's checkpoint."""
    with pytest.raises(BadNote, match="nothing was accepted"):
        verify_checkpoint(NOTE, log_id=log_id, relay_key=relay_key)


def _resigned(text: str) -> bytes:
    signature = ed25519_sign(SEED, text.encode())
    key_id = base64.b64decode(NOTE.split(b" ")[-1])[:4]
    blob = base64.b64encode(key_id + signature).decode()
    return f"{text}\n\N{EM DASH} wasit.relay {blob}\n".encode()


@pytest.mark.parametrize(
    ("seen", "instead"),
    [
        ("\n12\n", "\n-12\n"),
        ("\n12\n", "\n+12\n"),
        ("\n12\n", "\n012\n"),
        ("\n12\n", "\n1_2\n"),
        ("\n12\n", "\n 12\n"),
        ("\n12\n", "\n12.0\n"),
        ("\n12\n", "\n\n"),
        ("\n12\n", "\n\N{ARABIC-INDIC DIGIT ONE}2\n"),
        ("=\n", "\n"),
        ("=\n", "=\nmore\n"),
        ("AgI=\n", "AgJ=\n"),
        ("AgICAgI", "AgI"),
        ("wasit.relay/01", "wasit.relay/02"),
        ("wasit.relay/", "other.relay/"),
        ("wasit.relay/", "WASIT.RELAY/"),
    ],
)
def test_another_form_is_refused_even_when_the_relay_signs_it(seen: str, instead: str) -> None:
    """A relay that is the enemy signs what it likes; seats accept the one form."""
    text = CHECKPOINT.text()
    assert verified(_resigned(text)) == CHECKPOINT
    assert seen in text
    with pytest.raises(BadNote):
        verified(_resigned(text.replace(seen, instead)))


@pytest.mark.parametrize(
    "note", [b"", b"\n", b"\n\n", b"\xff\xfe", b"a\nb\nc\n\nd e f\n", NOTE * 2]
)
def test_garbage_is_refused(note: bytes) -> None:
    """A relay may answer anything."""
    with pytest.raises(BadNote):
        verified(note)
