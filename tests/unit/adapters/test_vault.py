"""The encrypted vault: what is on the disk, and each way of failing to open it."""

import contextlib
import errno
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from wasit.adapters import encrypted_file, vault
from wasit.adapters.encrypted_file import (
    CANARY,
    NewerVault,
    VaultDamaged,
    VaultFailed,
    VaultFull,
    VaultInUse,
    VaultNotEncrypted,
)
from wasit.adapters.vault import (
    SCHEMA_VERSION,
    EncryptedVault,
    KeyFileMissing,
    NoSuchVault,
    VaultExists,
    key_file_beside,
)
from wasit.crypto.vault_keys import KeyFileDamaged, PassphraseCost, WrongPassphrase
from wasit.errors import WasitError
from wasit.testing.randomness import SeededRandomness

PASSPHRASE = "a quiet room"
CHEAP = PassphraseCost(iterations=1, lanes=1, memory_kib=128)
SECRET = b"neither side seeks a confrontation"
LOG = bytes(32)


def make(path: Path, *, passphrase: str = PASSPHRASE, seed: str = "vault") -> EncryptedVault:
    """A new vault with a key that costs nothing to open."""
    return EncryptedVault.create(
        path, passphrase=passphrase, randomness=SeededRandomness(seed), cost=CHEAP
    )


@pytest.fixture(name="path")
def path_of_a_vault(tmp_path: Path) -> Path:
    """A closed vault that holds one secret, one frame and nothing else."""
    path = tmp_path / "seat" / "a.vault"
    made = make(path)
    made.write("draft/1", SECRET)
    made.keep_frames(LOG, after=0, frames=[b"frame " + SECRET])
    made.close()
    return path


def reopen(path: Path, passphrase: str = PASSPHRASE) -> EncryptedVault:
    """The vault, opened by its passphrase."""
    return EncryptedVault.open(path, passphrase=passphrase)


def assert_intact(path: Path) -> None:
    """What was acknowledged is all there."""
    opened = reopen(path)
    assert opened.read("draft/1") == SECRET
    assert list(opened.frames(LOG)) == [b"frame " + SECRET]
    opened.close()


def bytes_under(folder: Path) -> dict[str, bytes]:
    """The bytes of every file in a folder, by name."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_nothing_readable_is_on_the_disk_while_open_or_closed(path: Path) -> None:
    """Whoever takes the disk away learns neither words nor names, not even that it is SQLite."""
    opened = reopen(path)
    opened.write("draft/2", SECRET * 200)
    with opened.transaction():
        opened.write("draft/3", SECRET * 4000)
        while_open = bytes_under(path.parent)
    after_commit = bytes_under(path.parent)
    opened.close()
    for files in (while_open, after_commit, bytes_under(path.parent)):
        assert {"a.vault", "a.vault.key"} <= set(files)
        for raw in files.values():
            for readable in (b"confrontation", b"draft", b"canary", b"CREATE TABLE", b"SQLite"):
                assert readable not in raw
    assert "a.vault-wal" in after_commit
    assert len(after_commit["a.vault-wal"]) > len(SECRET) * 4000


def test_files_are_for_their_owner_only(path: Path) -> None:
    """Other users of the machine must not even copy the sealed bytes."""
    opened = reopen(path)
    opened.write("a", b"b")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    opened.close()


def test_rights_that_were_widened_are_narrowed_again(path: Path) -> None:
    """A copy from a backup often comes back readable for all."""
    for file in (path, key_file_beside(path)):
        file.chmod(0o644)
    reopen(path).close()
    for file in (path, key_file_beside(path)):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_was_kept_is_there_after_reopening(path: Path) -> None:
    """The vault is all a seat has between two days."""
    assert_intact(path)


def _no_vault(path: Path) -> None:
    path.unlink()


def _no_key_file(path: Path) -> None:
    key_file_beside(path).unlink()


def _empty_vault(path: Path) -> None:
    path.write_bytes(b"")


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def _no_vault_at_all(path: Path) -> None:
    path.write_bytes(os.urandom(8192))


def _another_vaults_key(path: Path) -> None:
    other = path.with_name("other.vault")
    make(other, seed="another").close()
    shutil.copyfile(key_file_beside(other), key_file_beside(path))


def _plain_sqlite(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA key = 'raw:00'")  # silently does nothing here
        connection.execute("CREATE TABLE kept (name, value)")


def _key_file_cut_short(path: Path) -> None:
    raw = key_file_beside(path).read_bytes()
    key_file_beside(path).write_bytes(raw[:-1])


def _key_file_empty(path: Path) -> None:
    key_file_beside(path).write_bytes(b"")


def _newer_schema(path: Path) -> None:
    opened = reopen(path)
    file = opened._file  # pyright: ignore[reportPrivateUsage] - no public way to a newer schema
    file.connection.execute("UPDATE schema_version SET version = ?", (SCHEMA_VERSION + 1,))
    opened.close()


@pytest.mark.parametrize(
    ("spoil", "error", "code"),
    [
        (_no_vault, NoSuchVault, "no-such-vault"),
        (_no_key_file, KeyFileMissing, "key-file-missing"),
        (_empty_vault, VaultDamaged, "vault-damaged"),
        (_cut_short, VaultDamaged, "vault-damaged"),
        (_no_vault_at_all, VaultDamaged, "vault-damaged"),
        (_another_vaults_key, VaultDamaged, "vault-damaged"),
        (_plain_sqlite, VaultNotEncrypted, "vault-not-encrypted"),
        (_key_file_cut_short, KeyFileDamaged, "key-file-damaged"),
        (_key_file_empty, KeyFileDamaged, "key-file-damaged"),
        (_newer_schema, NewerVault, "newer-vault"),
    ],
)
def test_each_spoilt_vault_has_its_own_error_and_is_left_as_it_is(
    path: Path, spoil: Callable[[Path], None], error: type[WasitError], code: str
) -> None:
    """A person must know what to restore, and the attempt must not make it worse."""
    spoil(path)
    before = bytes_under(path.parent)
    with pytest.raises(error) as raised:
        reopen(path)
    assert raised.value.code == code
    assert "nothing" in str(raised.value) or "left alone" in str(raised.value)
    if error is not NewerVault:  # a newer file is opened to be read; its content is not changed
        assert bytes_under(path.parent) == before


@pytest.mark.parametrize("passphrase", ["", "a quiet roo", "a quiet room ", "A quiet room"])
def test_a_wrong_passphrase_opens_nothing_and_loses_nothing(path: Path, passphrase: str) -> None:
    """Typing errors are daily; they must cost nothing."""
    before = bytes_under(path.parent)
    with pytest.raises(WrongPassphrase) as raised:
        reopen(path, passphrase)
    assert bytes_under(path.parent) == before
    assert passphrase == "" or passphrase not in str(raised.value)
    assert_intact(path)


def test_a_passphrase_may_be_composed_either_way(tmp_path: Path) -> None:
    """Two keyboards may write the same letter as one sign or as two."""
    make(tmp_path / "a.vault", passphrase="caf\u00e9").close()
    reopen(tmp_path / "a.vault", "cafe\u0301").close()


def test_a_second_program_is_kept_out(path: Path) -> None:
    """Two programs on one vault would sign two entries under one counter."""
    opened = reopen(path)
    path.read_bytes()  # an ordinary read drops the locks that SQLite holds itself
    with pytest.raises(VaultInUse):
        reopen(path)
    program = (
        "import sys; from pathlib import Path; from wasit.adapters.vault import *\n"
        f"EncryptedVault.open(Path({str(path)!r}), passphrase={PASSPHRASE!r})"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "VaultInUse" in other.stderr
    opened.write("draft/1", b"still ours")
    opened.close()
    again = reopen(path)
    assert again.read("draft/1") == b"still ours"
    again.close()


def test_nothing_is_made_over_a_vault_or_a_key_file(path: Path) -> None:
    """A second first run must not destroy a seat."""
    with pytest.raises(VaultExists):
        make(path)
    assert_intact(path)
    path.rename(path.with_name("moved"))
    with pytest.raises(VaultExists):
        make(path)
    assert key_file_beside(path).exists()


@pytest.mark.parametrize("step", ["_write_durably", "_put_in_place"])
@pytest.mark.parametrize("nth", [1, 2])
def test_a_creation_cut_off_leaves_no_vault_and_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, nth: int
) -> None:
    """Either there is a whole vault with its key file, or there is none."""
    calls = 0
    original: Callable[..., None] = getattr(vault, step)

    def fail_at_nth(*arguments: object) -> None:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise OSError(5, "Input/output error")
        original(*arguments)

    path = tmp_path / "a.vault"
    with monkeypatch.context() as patched:
        patched.setattr(vault, step, fail_at_nth)
        with pytest.raises(VaultFailed):
            make(path)
    assert not path.exists()
    if key_file_beside(path).exists():
        with pytest.raises(VaultExists):
            make(path)
        key_file_beside(path).unlink()
    make(path).close()
    assert sorted(bytes_under(tmp_path)) == ["a.vault", "a.vault.key"]


@pytest.mark.slow
def test_every_flipped_byte_is_found_out_or_changes_nothing(path: Path) -> None:
    """Whoever can write to the disk can destroy a vault, but not make it say something else."""
    whole = path.read_bytes()
    for at in range(0, len(whole), 257):
        spoilt = bytearray(whole)
        spoilt[at] ^= 1
        path.write_bytes(spoilt)
        path.with_name("a.vault-wal").unlink(missing_ok=True)
        try:
            with contextlib.closing(reopen(path)) as opened:
                seen = (opened.read("draft/1"), list(opened.frames(LOG)))
        except VaultDamaged:
            continue
        assert seen == (SECRET, [b"frame " + SECRET])


def test_a_page_torn_by_a_power_cut_is_mended_from_the_log(path: Path) -> None:
    """A cut in the middle of copying the log into the file must lose nothing acknowledged."""
    opened = reopen(path)
    with opened.transaction():
        for number in range(50):
            opened.write(f"many/{number:02}", bytes(1000))
    log = path.with_name("a.vault-wal")
    in_the_middle = (path.read_bytes(), log.read_bytes())
    opened.close()
    torn = bytearray(in_the_middle[0])
    torn[2000:3000] = bytes(1000)
    path.write_bytes(torn)
    log.write_bytes(in_the_middle[1])
    assert_intact(path)
    again = reopen(path)
    assert len(again.names("many/")) == 50
    again.close()


def test_a_file_that_shows_its_canary_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that silently does not encrypt must not take a single word."""
    shown = path.with_name("shown.vault")
    monkeypatch.setattr(encrypted_file, "_give_key", lambda *_arguments: None)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    with pytest.raises(VaultNotEncrypted):
        make(shown)
    assert not shown.exists()


def test_a_file_half_written_when_the_disk_was_full_is_mended_without_more_room(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk stops the log in the middle of being copied into the file; none is left over."""
    opened = reopen(path)
    with opened.transaction():
        for number in range(50):
            opened.write(f"many/{number:02}", bytes(1000))
    log = path.with_name("a.vault-wal")
    before, kept_log = path.read_bytes(), log.read_bytes()
    opened.close()
    path.write_bytes(path.read_bytes()[: len(before) + 4096])
    log.write_bytes(kept_log)
    monkeypatch.setattr(shutil, "copyfile", _no_room)
    assert_intact(path)


def test_no_room_to_mend_a_torn_first_page_is_named_and_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What must be tried on a copy waits until there is room for one."""
    opened = reopen(path)
    log = path.with_name("a.vault-wal")
    torn, kept_log = bytearray(path.read_bytes()), log.read_bytes()
    opened.close()
    torn[2000:3000] = bytes(1000)
    path.write_bytes(torn)
    log.write_bytes(kept_log)
    before = bytes_under(path.parent)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", _no_room)
        with pytest.raises(VaultFull, match="nothing was changed"):
            reopen(path)
    assert bytes_under(path.parent) == before


def _no_room(*_arguments: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("without_a_key", [True, False])
def test_a_file_that_opens_with_any_key_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, without_a_key: bool
) -> None:
    """A cipher that takes every key, or none, keeps nobody out."""

    def opens(_path: Path, key: bytes | None) -> bool:
        return without_a_key or key is not None

    before = bytes_under(path.parent)
    monkeypatch.setattr(encrypted_file, "_opens", opens)
    with pytest.raises(VaultNotEncrypted, match="nothing was written"):
        reopen(path)
    assert bytes_under(path.parent) == before


def test_the_canary_is_found_in_the_log_alone(path: Path) -> None:
    """The log holds the newest pages; a plaintext log would leak as much as a plaintext file."""
    opened = reopen(path)
    file = opened._file  # pyright: ignore[reportPrivateUsage] - the assertion under test
    file.refuse_readable()
    with path.with_name("a.vault-wal").open("ab") as log:
        log.write(CANARY.encode())
    with pytest.raises(VaultNotEncrypted):
        file.refuse_readable()
    opened.close()


def test_a_vault_shows_nothing_of_itself_but_its_place(path: Path) -> None:
    """What is printed ends in logs and screenshots."""
    opened = reopen(path)
    assert repr(opened) == f"EncryptedVault({str(path)!r})"
    opened.close()
