"""The recovery sheet: its words give back its secret, and a word copied wrongly is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.crypto.recovery import SHEET_SIZE, SHEET_WORDS, BadSheet, RecoverySheet
from wasit.crypto.vault_keys import (
    VAULT_KEY_SIZE,
    KeyFile,
    KeyFileDamaged,
    PassphraseCost,
    RecoveryOpener,
    WrongPassphrase,
    WrongSheet,
    add_passphrase,
    decode_key_file,
    encode_key_file,
    open_with_passphrase,
    open_with_sheet,
    with_sheet,
    without_passphrase,
    without_passphrases,
)
from wasit.testing.randomness import SeededRandomness

KEY = bytes(range(VAULT_KEY_SIZE))
RANDOM = SeededRandomness("recovery").random_bytes
SHEET = RecoverySheet(bytes(range(SHEET_SIZE)))
OTHER = RecoverySheet(bytes(SHEET_SIZE))


def locked(sheet: RecoverySheet, key_file: KeyFile | None = None) -> KeyFile:
    """A key file that this sheet opens, through its bytes on the disk."""
    locked = with_sheet(key_file or KeyFile(), vault_key=KEY, sheet=sheet, random_bytes=RANDOM)
    return decode_key_file(encode_key_file(locked))


def passphrase(text: str, key_file: KeyFile) -> KeyFile:
    """The key file with one more passphrase."""
    cheap = PassphraseCost(iterations=1, lanes=1, memory_kib=128)
    return add_passphrase(key_file, vault_key=KEY, passphrase=text, random_bytes=RANDOM, cost=cheap)


@given(st.binary(min_size=SHEET_SIZE, max_size=SHEET_SIZE))
def test_the_words_give_back_the_secret(secret: bytes) -> None:
    """A sheet that cannot be typed in again is no sheet."""
    words = RecoverySheet(secret).words()
    assert len(words) == SHEET_WORDS
    assert RecoverySheet.from_words([f" {word.upper()}\n" for word in words]).secret == secret


@pytest.mark.parametrize("place", range(SHEET_WORDS))
def test_a_word_copied_wrongly_is_noticed(place: int) -> None:
    """The person is told to read again, and not that the vault is another's."""
    words = list(SHEET.words())
    words[place] = "zuzuz" if words[place] != "zuzuz" else "babab"
    with pytest.raises(BadSheet):
        RecoverySheet.from_words(words)


@pytest.mark.parametrize(
    "spoilt",
    [
        (),
        SHEET.words()[:-1],
        (*SHEET.words(), "babab"),
        (SHEET.words()[1], SHEET.words()[0], *SHEET.words()[2:]),
        ("", *SHEET.words()[1:]),
        ("bébab", *SHEET.words()[1:]),
    ],
)
def test_other_words_are_no_sheet(spoilt: tuple[str, ...]) -> None:
    """Nothing is tried against the vault with words that no sheet can have."""
    with pytest.raises(BadSheet):
        RecoverySheet.from_words(spoilt)


def test_the_sheet_opens_and_another_does_not() -> None:
    """256 bits on paper stand for the passphrase."""
    key_file = passphrase("one", locked(SHEET))
    assert open_with_sheet(key_file, SHEET) == KEY
    assert open_with_passphrase(key_file, "one") == KEY
    for stranger in (KeyFile(), passphrase("one", KeyFile()), locked(OTHER)):
        with pytest.raises(WrongSheet):
            open_with_sheet(stranger, SHEET)


def test_a_new_sheet_ends_the_old_one() -> None:
    """A sheet that was lost must not open the vault for whoever finds it."""
    key_file = locked(OTHER, locked(SHEET))
    assert open_with_sheet(key_file, OTHER) == KEY
    with pytest.raises(WrongSheet):
        open_with_sheet(key_file, SHEET)


def test_a_passphrase_can_be_taken_out_alone_or_with_all_others() -> None:
    """Changing a passphrase leaves the other ways of opening."""
    key_file = passphrase("two", passphrase("one", locked(SHEET)))
    without_one = without_passphrase(key_file, "one")
    assert open_with_passphrase(without_one, "two") == KEY
    assert open_with_sheet(without_one, SHEET) == KEY
    with pytest.raises(WrongPassphrase):
        open_with_passphrase(without_one, "one")
    bare = without_passphrases(key_file)
    assert open_with_sheet(bare, SHEET) == KEY
    with pytest.raises(WrongPassphrase):
        open_with_passphrase(bare, "two")


def test_a_sheet_cut_short_in_the_key_file_is_damage() -> None:
    """A damaged file is not taken for a wrong sheet."""
    key_file = locked(SHEET)
    (opener,) = key_file.openers
    cut = RecoveryOpener(salt=opener.salt, wrapped=opener.wrapped[:-4])
    with pytest.raises(KeyFileDamaged):
        decode_key_file(encode_key_file(KeyFile(openers=(cut,))))


def test_a_sheet_is_not_shown() -> None:
    """It opens everything; logs and tracebacks must not hold it."""
    assert SHEET.secret.hex() not in repr(SHEET)
    assert repr(SHEET.secret) not in repr(SHEET)
