"""No secret and no word is in what is printed of our objects, nor in a traceback."""

import base64
import traceback
from collections.abc import Callable

import pytest

from wasit.crypto.epochs import HpkeWrapping, commitment, unwrap_epoch_key
from wasit.crypto.invitations import Invitation
from wasit.crypto.keys import SECRETS_SIZE, DeviceSecrets
from wasit.crypto.sealing import EpochSeal, Signed, open_entry, seal_entry
from wasit.crypto.vault_keys import (
    KeyFile,
    PassphraseCost,
    add_passphrase,
    decode_key_file,
    open_with_passphrase,
)
from wasit.errors import WasitError
from wasit.seat.ports import Outgoing
from wasit.testing.memory_vault import MemoryVault
from wasit.wire.canonical import encode
from wasit.wire.frames import FrameKind

SECRET = bytes(range(65, 97)) * 4
WORDS = "the words that nobody may read"
PASSPHRASE = "a passphrase to remember"
DEVICE = DeviceSecrets.from_bytes(SECRET[:SECRETS_SIZE])
UNDER = EpochSeal(log_id=bytes(32), epoch=1, key=SECRET[:32], commitment=bytes(32))
KEY_FILE = add_passphrase(
    KeyFile(),
    vault_key=SECRET[:32],
    passphrase=PASSPHRASE,
    random_bytes=bytes,
    cost=PassphraseCost(iterations=1, lanes=1, memory_kib=128),
)


def assert_tells_nothing(text: str) -> None:
    """Neither a secret, in any usual spelling, nor words are in the text."""
    for size in (8, 16, 32):
        part = SECRET[:size]
        for spelling in (part.decode(), part.hex(), repr(part)[2:-1], repr(list(part))[1:-1]):
            assert spelling not in text
        assert base64.b64encode(part).decode().rstrip("=")[:-1] not in text
    assert WORDS not in text
    assert PASSPHRASE not in text


def _vault_with_words() -> MemoryVault:
    vault = MemoryVault()
    vault.write("draft", WORDS.encode())
    return vault


@pytest.mark.parametrize(
    "value",
    [
        DEVICE,
        UNDER,
        Invitation(SECRET[:32]),
        Signed(unverified_json=WORDS.encode(), signature=bytes(64)),
        Outgoing(log_id=bytes(32), counter=1, at="t", body=WORDS.encode(), frame=b""),
        KEY_FILE,
        _vault_with_words(),
        HpkeWrapping(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_printed_of_an_object_tells_nothing(value: object) -> None:
    """Logs, screenshots and error reports leave the machine."""
    for text in (repr(value), str(value), f"{value}", f"{[value]}", f"{value!a}"):
        assert_tells_nothing(text)


def _wrong_passphrase() -> None:
    open_with_passphrase(KEY_FILE, PASSPHRASE + "!")


def _words_too_long() -> None:
    signed = Signed(unverified_json=WORDS.encode() * 3000, signature=bytes(64))
    seal_entry(signed, under=UNDER, salt=bytes(32), kind=FrameKind.ENTRY)


def _undecryptable() -> None:
    open_entry(bytes(1040), under=UNDER, salt=bytes(32), kind=FrameKind.ENTRY)


def _not_wrapped_to_us() -> None:
    unwrap_epoch_key(
        [bytes(1168)],
        DEVICE,
        log_id=bytes(32),
        epoch=1,
        committed=commitment(SECRET[:32], log_id=bytes(32), epoch=1),
        wrapping=HpkeWrapping(),
    )


def _secrets_too_long() -> None:
    DeviceSecrets.from_bytes(SECRET + b"!")


def _bad_invitation() -> None:
    Invitation.from_text(Invitation(SECRET[:32]).to_text() + "x")


def _damaged_key_file() -> None:
    decode_key_file(SECRET)


def _words_not_canonical() -> None:
    encode({"text": WORDS + "e\u0301"})


@pytest.mark.parametrize(
    "fail",
    [
        _wrong_passphrase,
        _words_too_long,
        _undecryptable,
        _not_wrapped_to_us,
        _secrets_too_long,
        _bad_invitation,
        _damaged_key_file,
        _words_not_canonical,
    ],
)
def test_a_traceback_tells_nothing(fail: Callable[[], None]) -> None:
    """An error is the first thing people copy and send to others."""
    with pytest.raises(WasitError) as raised:
        fail()
    told = "".join(traceback.format_exception(raised.value))
    assert_tells_nothing(told)
    assert_tells_nothing(repr(raised.value))
    assert_tells_nothing(str(vars(raised.value)))


def test_this_test_would_see_a_secret() -> None:
    """A search that finds nothing anywhere proves nothing."""
    for text in (repr(SECRET), SECRET.hex(), f"x{WORDS}x", base64.b64encode(SECRET).decode()):
        with pytest.raises(AssertionError):
            assert_tells_nothing(text)
