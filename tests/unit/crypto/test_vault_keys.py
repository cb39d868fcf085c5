"""The key file: a damaged file is told from a wrong passphrase, and nothing in it is free."""

import hashlib
import json
from typing import Any

import pytest

from wasit.crypto.vault_keys import (
    VAULT_KEY_SIZE,
    KeyFile,
    KeyFileDamaged,
    PassphraseCost,
    WrongPassphrase,
    add_passphrase,
    decode_key_file,
    encode_key_file,
    open_with_passphrase,
)
from wasit.testing.randomness import SeededRandomness
from wasit.wire.canonical import encode

KEY = bytes(range(VAULT_KEY_SIZE))
RANDOM = SeededRandomness("vault keys")
CHEAP = PassphraseCost(iterations=1, lanes=1, memory_kib=128)


def with_passphrase(passphrase: str, key_file: KeyFile | None = None) -> KeyFile:
    """A key file that this passphrase opens too."""
    return add_passphrase(
        key_file or KeyFile(),
        vault_key=KEY,
        passphrase=passphrase,
        random_bytes=RANDOM.random_bytes,
        cost=CHEAP,
    )


RAW = encode_key_file(with_passphrase("one"))


@pytest.mark.parametrize("passphrase", ["one", "", "  ", "سرّ", "x" * 1000, "\0"])
def test_each_passphrase_opens_and_others_do_not(passphrase: str) -> None:
    """Any text can be a passphrase; its absence opens nothing."""
    key_file = decode_key_file(encode_key_file(with_passphrase(passphrase)))
    assert open_with_passphrase(key_file, passphrase) == KEY
    for wrong in (passphrase + " ", passphrase[:-1] or "x", passphrase.swapcase() + "X"):
        with pytest.raises(WrongPassphrase):
            open_with_passphrase(key_file, wrong)


def test_a_letter_composed_in_two_ways_is_one_letter() -> None:
    """Two keyboards may write the same passphrase in other code points."""
    key_file = with_passphrase("caf\u00e9")
    assert open_with_passphrase(key_file, "cafe\u0301") == KEY
    with pytest.raises(WrongPassphrase):
        open_with_passphrase(key_file, "cafe")


def test_every_opener_gives_the_same_key() -> None:
    """Two ways of opening one vault, each alone enough."""
    key_file = with_passphrase("two", with_passphrase("one"))
    assert {open_with_passphrase(key_file, each) for each in ("one", "two")} == {KEY}
    with pytest.raises(WrongPassphrase):
        open_with_passphrase(KeyFile(), "one")


def test_an_opener_moved_to_another_salt_does_not_open() -> None:
    """The salt is bound into the wrap."""
    one, two = (json.loads(encode_key_file(with_passphrase(p)))["openers"][0] for p in "ab")
    raw = _resummed({"openers": [{**one, "salt": two["salt"]}], "v": 1})
    with pytest.raises(WrongPassphrase):
        open_with_passphrase(decode_key_file(raw), "a")


def test_a_key_file_altered_or_cut_at_any_byte_is_named_damaged() -> None:
    """A person whose disk failed must not be told that they forgot their passphrase."""
    for at in range(len(RAW)):
        with pytest.raises(KeyFileDamaged):
            decode_key_file(RAW[:at] + bytes([RAW[at] ^ 1]) + RAW[at + 1 :])
        with pytest.raises(KeyFileDamaged):
            decode_key_file(RAW[:at])
    for extra in (b"\n", b" ", b"\0", RAW):
        with pytest.raises(KeyFileDamaged):
            decode_key_file(RAW + extra)


def _resummed(plain: dict[str, Any]) -> bytes:
    openers = encode({"openers": plain.get("openers")})
    return encode({**plain, "sum": hashlib.sha256(openers).hexdigest()})


def _opener(**changes: object) -> bytes:
    plain = json.loads(RAW)
    opener = {**plain["openers"][0], **changes}
    return _resummed({"openers": [opener], "v": 1})


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"SQLite format 3\0",
        _resummed({"openers": {}, "v": 1}),
        _resummed({"openers": [], "v": 2}),
        _resummed({"openers": [], "v": 1, "more": 1}),
        _resummed({"openers": [{"kind": "thumb"}], "v": 1}),
        _opener(iterations=0),
        _opener(iterations=2**40),
        _opener(lanes=0),
        _opener(lanes=99),
        _opener(memory_kib=8),
        _opener(memory_kib=2**30),
        _opener(memory_kib="128"),
        _opener(salt="AAAA"),
        _opener(salt="not base64!"),
        _opener(wrapped=""),
        _opener(wrapped="AAAA"),
        _opener(more=1),
    ],
)
def test_a_key_file_of_another_form_is_named_damaged(raw: bytes) -> None:
    """A file that asks for all memory of the machine must not get it."""
    with pytest.raises(KeyFileDamaged, match="nothing was opened"):
        decode_key_file(raw)


def test_the_key_is_nowhere_in_its_file() -> None:
    """The vault's key never touches the disk."""
    assert KEY not in RAW
    assert KEY.hex().encode() not in RAW
