"""The vault when the disk fails, the power is cut, or the program is killed."""

import contextlib
import os
import random
import signal
import time
from pathlib import Path

import apsw
import pytest

from tests.unit.adapters.disk_that_fails import DiskThatFails
from wasit.adapters.encrypted_file import VaultFailed, VaultFull, VaultNotEncrypted
from wasit.adapters.vault import EncryptedVault
from wasit.crypto.vault_keys import PassphraseCost
from wasit.errors import Fault
from wasit.seat.ports import FramesOutOfOrder, Outgoing, Vault
from wasit.testing.randomness import SeededRandomness

LOG = bytes(32)
PASSPHRASE = "a quiet room"


@pytest.fixture(name="path")
def path_of_an_empty_vault(tmp_path: Path) -> Path:
    """A closed vault with nothing in it."""
    path = tmp_path / "a.vault"
    EncryptedVault.create(
        path,
        passphrase=PASSPHRASE,
        randomness=SeededRandomness("failing"),
        cost=PassphraseCost(iterations=1, lanes=1, memory_kib=128),
    ).close()
    return path


def act(vault: Vault, number: int) -> None:
    """One act as a seat makes it: counter, waiting act and a received frame, all or none."""
    with vault.transaction():
        vault.write("counter", str(number).encode())
        vault.queue(
            Outgoing(log_id=LOG, counter=number, at="t", body=b"{}", frame=bytes(1000 + number))
        )
        vault.keep_frames(LOG, after=number - 1, frames=[bytes([number % 256]) * 2000])


def acts_in(vault: Vault) -> int:
    """How many acts are kept, each of them whole."""
    count = int(vault.read("counter") or b"0")
    assert [waiting.counter for waiting in vault.outgoing(LOG)] == list(range(1, count + 1))
    assert [waiting.frame for waiting in vault.outgoing(LOG)] == [
        bytes(1000 + number) for number in range(1, count + 1)
    ]
    assert list(vault.frames(LOG)) == [
        bytes([number % 256]) * 2000 for number in range(1, count + 1)
    ]
    return count


def acts_on_disk(path: Path) -> int:
    """How many acts a later start of the program finds."""
    with contextlib.closing(EncryptedVault.open(path, passphrase=PASSPHRASE)) as vault:
        return acts_in(vault)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("error", "expected"), [(apsw.FullError, VaultFull), (apsw.IOError, VaultFailed)]
)
@pytest.mark.parametrize("fails_once", [True, False])
def test_whichever_write_fails_nothing_acknowledged_is_lost(
    path: Path, error: type[apsw.Error], expected: type[Fault], *, fails_once: bool
) -> None:
    """Full and broken disks are met in the field; the seat must say so and keep its word."""
    acknowledged, faults, failing_write = 0, 0, 1
    while True:
        disk = DiskThatFails()
        with contextlib.closing(
            EncryptedVault.open(path, passphrase=PASSPHRASE, vfs=disk.under_the_cipher)
        ) as vault:
            before, seen_before = acts_in(vault), faults
            assert before >= acknowledged
            acknowledged = before
            disk.error, disk.fails_once = error, fails_once
            disk.fails_from = disk.seen + failing_write
            try:
                for number in range(before + 1, before + 4):
                    act(vault, number)
                    acknowledged = number
            except expected:
                faults += 1
            disk.fails_from = None
            assert acts_in(vault) >= acknowledged
            act(vault, acts_in(vault) + 1)
            acknowledged = acts_in(vault)
        assert acts_on_disk(path) == acknowledged
        if faults == seen_before:
            break
        failing_write += 1
    assert faults >= 12


@pytest.mark.parametrize(
    ("error", "expected"), [(apsw.FullError, VaultFull), (apsw.IOError, VaultFailed)]
)
def test_a_disk_that_fails_while_opening_is_named_and_loses_nothing(
    path: Path, error: type[apsw.Error], expected: type[Fault]
) -> None:
    """A full disk at the start of the day must not cost the day before."""
    with contextlib.closing(EncryptedVault.open(path, passphrase=PASSPHRASE)) as vault:
        act(vault, 1)
    faults = 0
    for failing_write in range(1, 20):
        disk = DiskThatFails()
        disk.error, disk.fails_from = error, failing_write
        try:
            EncryptedVault.open(path, passphrase=PASSPHRASE, vfs=disk.under_the_cipher).close()
        except expected:
            faults += 1
        assert acts_on_disk(path) == 1
    assert faults >= 3


def test_what_is_acknowledged_is_synced_before(path: Path, tmp_path: Path) -> None:
    """A power cut takes back every write that was not synced; an act said to be kept is kept."""
    disk = DiskThatFails()
    vault = EncryptedVault.open(path, passphrase=PASSPHRASE, vfs=disk.under_the_cipher)
    for number in range(1, 8):
        act(vault, number)
        after_cut = tmp_path / f"cut-{number}"
        after_cut.mkdir()
        (after_cut / "a.vault").write_bytes(disk.synced.get("a.vault", path.read_bytes()))
        (after_cut / "a.vault-wal").write_bytes(disk.synced["a.vault-wal"])
        (after_cut / "a.vault.key").write_bytes(path.with_name("a.vault.key").read_bytes())
        assert acts_on_disk(after_cut / "a.vault") == number
    vault.close()


@pytest.mark.parametrize(
    ("above", "refusal"), [("unix", VaultFailed), ("multipleciphers-unix", VaultNotEncrypted)]
)
def test_a_disk_that_bypasses_the_cipher_is_refused(
    path: Path, above: str, refusal: type[Fault]
) -> None:
    """Whatever lets plaintext through to the disk, the canary shows it before any word is kept."""
    disk = DiskThatFails(above=above)
    with pytest.raises(refusal):
        EncryptedVault.open(path, passphrase=PASSPHRASE, vfs=disk.name)


def test_only_the_vault_and_its_log_are_ever_opened(path: Path) -> None:
    """What does not fit the memory must not spill, readable, into the system's temporary files."""
    disk = DiskThatFails()
    vault = EncryptedVault.open(path, passphrase=PASSPHRASE, vfs=disk.under_the_cipher)
    with vault.transaction():
        for number in range(400):
            vault.write(f"draft/{number * 7919 % 400:03}", bytes(4000))
        vault.keep_frames(LOG, after=0, frames=[bytes(70000)] * 40)
        with pytest.raises(FramesOutOfOrder):
            vault.keep_frames(LOG, after=0, frames=[b"again"])
        vault.keep_frames(LOG, after=40, frames=[bytes(70000)] * 40)
    assert len(vault.names("draft/")) == 400
    connection = vault._file.connection  # pyright: ignore[reportPrivateUsage] - a large sort
    connection.execute("SELECT hex(frame) FROM frame ORDER BY hex(frame), number DESC").fetchall()
    vault.close()
    assert disk.opened == {"a.vault", "a.vault-wal"}


def _write_until_killed(path: Path, acknowledge: int) -> None:
    vault = EncryptedVault.open(path, passphrase=PASSPHRASE)
    number = acts_in(vault)
    while True:
        number += 1
        act(vault, number)
        os.write(acknowledge, number.to_bytes(4, "big"))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_killed_at_any_moment_everything_acknowledged_is_there_and_nothing_half(
    path: Path,
) -> None:
    """Machines are switched off in the middle of things."""
    moments = random.Random(4)
    acknowledged = 0
    for _round in range(25):
        reading, writing = os.pipe()
        writer = os.fork()
        if writer == 0:
            with contextlib.suppress(BaseException):
                os.close(reading)
                _write_until_killed(path, writing)
            os._exit(1)
        os.close(writing)
        first = os.read(reading, 4)
        time.sleep(moments.uniform(0, 0.012))
        os.kill(writer, signal.SIGKILL)
        _pid, status = os.waitpid(writer, 0)
        assert os.WIFSIGNALED(status)
        told = first
        while chunk := os.read(reading, 65536):
            told += chunk
        os.close(reading)
        newest = int.from_bytes(told[-4:], "big")
        assert newest > acknowledged
        kept = acts_on_disk(path)
        assert newest <= kept <= newest + 1
        acknowledged = kept
