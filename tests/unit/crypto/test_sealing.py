"""Sealed entries: one fault at a time, each refused by its name."""

from dataclasses import replace

import pytest

from wasit.crypto import _primitives as primitives
from wasit.crypto.epochs import commitment
from wasit.crypto.sealing import (
    SIGNING_TAG,
    BadPlaintext,
    EpochSeal,
    Signed,
    TooLong,
    Undecryptable,
    open_entry,
    open_plain,
    seal_entry,
    seal_plain,
)
from wasit.wire.frames import SIZE_CLASSES, TAG_SIZE, FrameKind

LOG = bytes([1]) * 32
KEY = bytes([2]) * 32
SALT = bytes([3]) * 32
SIGNATURE = bytes(range(64))
UNDER = EpochSeal(log_id=LOG, epoch=3, key=KEY, commitment=commitment(KEY, log_id=LOG, epoch=3))
WORDS = b'{"text":"words nobody else reads"}'
SIGNED = Signed(unverified_json=WORDS, signature=SIGNATURE)
OVERHEAD = 1 + 4 + 64


def sealed_plaintext(plaintext: bytes) -> bytes:
    """Any plaintext, sealed as a member of the epoch with a program of their own would."""
    key = primitives.hkdf(KEY, salt=SALT, info=b"wasit/v1/entry-key\0")
    return primitives.seal(key, plaintext, data=UNDER.data(FrameKind.ENTRY))


def opened(sealed: bytes) -> Signed:
    """What an honest program makes of it."""
    return open_entry(sealed, under=UNDER, salt=SALT, kind=FrameKind.ENTRY)


@pytest.mark.parametrize("size", SIZE_CLASSES)
def test_an_entry_takes_the_smallest_class_it_fits(size: int) -> None:
    """Padding hides the length of the words within a class; one byte more is the next class."""
    for length, expected in ((size - OVERHEAD, size), (size - OVERHEAD + 1, size * 4)):
        signed = Signed(unverified_json=b"x" * length, signature=SIGNATURE)
        if expected > SIZE_CLASSES[-1]:
            with pytest.raises(TooLong, match="nothing was kept"):
                seal_entry(signed, under=UNDER, salt=SALT, kind=FrameKind.ENTRY)
            continue
        sealed = seal_entry(signed, under=UNDER, salt=SALT, kind=FrameKind.ENTRY)
        assert len(sealed) == expected + TAG_SIZE
        assert opened(sealed) == signed


def test_an_entry_moved_anywhere_else_does_not_open() -> None:
    """Sealed words open in one log, epoch, kind, salt and commitment only."""
    sealed = seal_entry(SIGNED, under=UNDER, salt=SALT, kind=FrameKind.ENTRY)
    assert opened(sealed) == SIGNED
    moved: list[tuple[EpochSeal, bytes, FrameKind]] = [
        (replace(UNDER, log_id=bytes([9]) * 32), SALT, FrameKind.ENTRY),
        (replace(UNDER, epoch=4), SALT, FrameKind.ENTRY),
        (replace(UNDER, epoch=3 << 8), SALT, FrameKind.ENTRY),
        (replace(UNDER, key=bytes([9]) * 32), SALT, FrameKind.ENTRY),
        (replace(UNDER, commitment=bytes(32)), SALT, FrameKind.ENTRY),
        (UNDER, bytes(32), FrameKind.ENTRY),
        (UNDER, SALT[:-1], FrameKind.ENTRY),
        (UNDER, b"", FrameKind.ENTRY),
        (UNDER, SALT, FrameKind.OPENING),
        (UNDER, SALT, FrameKind.LETTER),
    ]
    for under, salt, kind in moved:
        with pytest.raises(Undecryptable):
            open_entry(sealed, under=under, salt=salt, kind=kind)


def test_an_entry_cut_extended_or_altered_at_any_byte_does_not_open() -> None:
    """The relay can lose an entry, but not change one."""
    sealed = seal_entry(SIGNED, under=UNDER, salt=SALT, kind=FrameKind.ENTRY)
    spoilt = [sealed[:length] for length in range(0, len(sealed), 13)]
    spoilt += [sealed + b"\0", sealed + sealed, sealed[1:], sealed[16:] + sealed[:16], b""]
    spoilt += [
        sealed[:at] + bytes([sealed[at] ^ 1 << at % 8]) + sealed[at + 1 :]
        for at in range(0, len(sealed), 3)
    ]
    for raw in spoilt:
        with pytest.raises(Undecryptable) as raised:
            opened(raw)
        assert str(raised.value) == str(Undecryptable()), "no reason is given"


def test_filler_that_is_not_zero_is_refused_at_each_position() -> None:
    """Filler nobody checks is a place to carry words past the gate."""
    used = bytes([1]) + len(WORDS).to_bytes(4, "big") + WORDS + SIGNATURE
    honest = used + bytes(1024 - len(used))
    assert opened(sealed_plaintext(honest)) == SIGNED
    for at in range(len(used), 1024):
        spoilt = bytearray(honest)
        spoilt[at] = 1 + at % 255
        with pytest.raises(BadPlaintext):
            opened(sealed_plaintext(bytes(spoilt)))


def _plaintext(*, length: int, size: int, version: int = 1) -> bytes:
    return (bytes([version]) + length.to_bytes(4, "big")).ljust(size, b"\0")


@pytest.mark.parametrize(
    "plaintext",
    [
        b"",
        b"\x01",
        b"\x01\0\0\0\0",
        _plaintext(length=0, size=1023),
        _plaintext(length=0, size=1025),
        _plaintext(length=0, size=4096),
        _plaintext(length=0, size=65536),
        _plaintext(length=956, size=4096 + 1),
        _plaintext(length=1024 - OVERHEAD + 1, size=1024),
        _plaintext(length=1024, size=1024),
        _plaintext(length=2**32 - 1, size=1024),
        _plaintext(length=2**32 - 1, size=65536),
        _plaintext(length=955, size=4096),
        _plaintext(length=4096 - OVERHEAD, size=16384),
        _plaintext(length=70000, size=131072),
        _plaintext(length=10, size=1024, version=0),
        _plaintext(length=10, size=1024, version=2),
        _plaintext(length=10, size=1024, version=255),
    ],
)
def test_a_members_own_malformed_plaintext_is_refused(plaintext: bytes) -> None:
    """A member holds the key, so what is inside a seal is no more trusted than the seal."""
    with pytest.raises(BadPlaintext, match="nothing was accepted"):
        opened(sealed_plaintext(plaintext))


def test_equal_words_under_other_salts_look_nothing_alike() -> None:
    """The relay must not see that the same thing was said twice."""
    one, other = (
        seal_entry(SIGNED, under=UNDER, salt=salt, kind=FrameKind.ENTRY)
        for salt in (SALT, bytes([4]) * 32)
    )
    assert sum(a == b for a, b in zip(one, other, strict=True)) < 40


def test_a_letter_opens_only_as_it_was_sealed() -> None:
    """A letter carries no signature: the secret alone says from whom it is."""
    sealed = seal_plain(WORDS, key=KEY, salt=SALT, data=b"joiner")
    assert open_plain(sealed, key=KEY, salt=SALT, data=b"joiner") == WORDS
    for key, salt, data in (
        (bytes(32), SALT, b"joiner"),
        (KEY, bytes(32), b"joiner"),
        (KEY, SALT, b"desk"),
        (KEY, SALT, b""),
    ):
        with pytest.raises(Undecryptable):
            open_plain(sealed, key=key, salt=salt, data=data)
    with pytest.raises(Undecryptable):
        opened(seal_plain(WORDS, key=KEY, salt=SALT, data=b"joiner"))


@pytest.mark.parametrize("at", range(0, 64, 7))
def test_a_letter_with_something_in_the_place_of_its_signature_is_refused(at: int) -> None:
    """Bytes that nobody reads would carry something unseen."""
    used = bytes([1]) + len(WORDS).to_bytes(4, "big") + WORDS
    spoilt = bytearray(used + bytes(1024 - len(used)))
    spoilt[len(used) + at] = 1
    key = primitives.hkdf(KEY, salt=SALT, info=b"wasit/v1/entry-key\0")
    sealed = primitives.seal(key, bytes(spoilt), data=b"joiner")
    with pytest.raises(BadPlaintext):
        open_plain(sealed, key=KEY, salt=SALT, data=b"joiner")


def test_the_tag_that_is_signed_is_its_own() -> None:
    """A signature for another purpose must never pass for an entry's."""
    assert SIGNING_TAG == b"wasit/v1/entry\0"
