"""The ways of opening a vault can be changed, and some way always holds."""

import contextlib
from pathlib import Path

import pytest

from wasit.adapters import vault_lock
from wasit.adapters.encrypted_file import VaultFailed
from wasit.adapters.vault import EncryptedVault
from wasit.adapters.vault_lock import change_passphrase, key_file_beside
from wasit.crypto.recovery import RecoverySheet
from wasit.crypto.vault_keys import PassphraseCost, WrongPassphrase, WrongSheet
from wasit.seat.ports import VaultClosed
from wasit.testing.randomness import SeededRandomness

CHEAP = PassphraseCost(iterations=1, lanes=1, memory_kib=128)
SHEET, OTHER = RecoverySheet(b"s" * 32), RecoverySheet(b"o" * 32)


@pytest.fixture(name="path")
def vault_with_a_sheet(tmp_path: Path) -> Path:
    """A closed vault, opened by passphrase ``old`` and by ``SHEET``, with something in it."""
    path = tmp_path / "vault"
    vault = EncryptedVault.create(
        path, passphrase="old", randomness=SeededRandomness("lock"), cost=CHEAP
    )
    with contextlib.closing(vault):
        vault.write("draft/1", b"kept")
        vault.lock_with_sheet(SHEET)
    return path


def opens(path: Path, held: str | RecoverySheet) -> bool:
    """Whether the vault gives what is in it."""
    try:
        if isinstance(held, RecoverySheet):
            vault = EncryptedVault.open_by_sheet(path, sheet=held)
        else:
            vault = EncryptedVault.open(path, passphrase=held)
    except (WrongPassphrase, WrongSheet):
        return False
    with contextlib.closing(vault):
        assert vault.read("draft/1") == b"kept"
    return True


def change(path: Path, held: str | RecoverySheet, new: str) -> None:
    """Change the passphrase cheaply."""
    change_passphrase(path, held=held, new=new, cost=CHEAP)


def test_the_sheet_opens_the_vault_and_no_other_sheet_does(path: Path) -> None:
    """A forgotten passphrase is not the end of the case."""
    assert opens(path, SHEET)
    assert not opens(path, OTHER)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(path: Path) -> None:
    """The sheet goes on opening."""
    change(path, "old", "new")
    assert opens(path, "new")
    assert not opens(path, "old")
    assert opens(path, SHEET)


def test_the_sheet_gives_a_new_passphrase_and_ends_those_before(path: Path) -> None:
    """Whoever holds the paper need not know what was forgotten."""
    change(path, SHEET, "new")
    assert opens(path, "new")
    assert not opens(path, "old")


@pytest.mark.parametrize("held", ["wrong", OTHER], ids=["passphrase", "sheet"])
def test_a_wrong_key_changes_nothing(path: Path, held: str | RecoverySheet) -> None:
    """Only who can open the vault may say how it opens."""
    before = key_file_beside(path).read_bytes()
    with pytest.raises((WrongPassphrase, WrongSheet)):
        change(path, held, "new")
    assert key_file_beside(path).read_bytes() == before


def test_a_passphrase_can_be_changed_into_itself(path: Path) -> None:
    """What opens the vault is never removed with what it replaces."""
    change(path, "old", "old")
    assert opens(path, "old")


@pytest.mark.parametrize("step", ["write_durably", "put_in_place"])
def test_a_change_cut_off_leaves_the_old_ways(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """A power cut in the middle must not lock everybody out; the change can be made again."""

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(vault_lock, step, fail)
        with pytest.raises(VaultFailed):
            change(path, "old", "new")
    assert opens(path, "old")
    change(path, "old", "new")
    assert opens(path, "new")
    assert key_file_beside(path).stat().st_mode & 0o777 == 0o600


def test_a_closed_vault_takes_no_sheet(path: Path) -> None:
    """Its key is forgotten by then."""
    vault = EncryptedVault.open(path, passphrase="old")
    vault.close()
    with pytest.raises(VaultClosed):
        vault.lock_with_sheet(OTHER)
    assert opens(path, SHEET)
