"""A backup file opens by its passphrase alone, and not at all once it was altered."""

import pytest

from wasit.crypto.backup_file import BackupDamaged, open_backup, seal_backup
from wasit.crypto.vault_keys import KeyFileDamaged, PassphraseCost, WrongPassphrase
from wasit.testing.randomness import SeededRandomness

CONTENT = b"entries and epoch keys" * 9
RAW = seal_backup(
    CONTENT,
    passphrase="one",
    random_bytes=SeededRandomness("backup").random_bytes,
    cost=PassphraseCost(iterations=1, lanes=1, memory_kib=128),
)


def test_the_passphrase_opens_it_and_no_other_does() -> None:
    """A backup lies on other disks than the vault."""
    assert open_backup(RAW, passphrase="one") == CONTENT
    with pytest.raises(WrongPassphrase):
        open_backup(RAW, passphrase="two")
    assert b"epoch" not in RAW


@pytest.mark.parametrize("at", range(0, len(RAW), 7))
def test_an_altered_or_shortened_file_restores_nothing(at: int) -> None:
    """A seat must not be made of half a backup, or of somebody else's."""
    spoilt = bytearray(RAW)
    spoilt[at] ^= 1
    for bad in (bytes(spoilt), RAW[:at]):
        with pytest.raises((BackupDamaged, KeyFileDamaged)):
            open_backup(bad, passphrase="one")
