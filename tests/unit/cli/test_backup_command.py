"""A seat's backup by commands: written once, restored to a new device, let in anew."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.unit.cli.trial import Trial, secret
from wasit.adapters.backups import BackupExists, NoSuchBackup
from wasit.channel.faults import NotAMember
from wasit.crypto.vault_keys import WrongPassphrase
from wasit.seat.faults import AlreadyUsed

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Generator[Trial]:
    """Talks in which Amal has spoken; ``own`` holds the passphrase of her backups."""
    trial = Trial(tmp_path_factory.mktemp("backups"))
    secret(trial.folder / "own", "a backup's own passphrase")
    with trial.online():
        trial.set_up()
        trial.does("amal", "say", "Before the backup.", "--yes")
        yield trial


def backed_up(talks: Trial, name: str) -> tuple[str, ...]:
    """Amal's backup in a file of that name, and the options that open it."""
    own = ("--backup-passphrase-file", str(talks.folder / "own"))
    assert talks.asks("amal", "backup", str(talks.folder / name), *own)["logs"] == ["A"]
    return (str(talks.folder / name), *own)


def texts(talks: Trial, home: str) -> list[str]:
    """What was said, by the screen of that seat."""
    said = talks.asks(home, "statements")
    return [sentence["text"] for each in said for sentence in each["sentences"]]


def test_a_restored_seat_shows_what_was_there_and_is_let_in_anew(talks: Trial) -> None:
    """A burnt machine must cost nobody the talks, nor leave a second hand that signs."""
    kept = backed_up(talks, "first")
    talks.does("amal2", "restore", *kept)
    assert texts(talks, "amal2") == ["Before the backup."]
    assert isinstance(talks.tries("amal2", "say", "As nobody.", "--yes").error, NotAMember)
    talks.let_in("amal2", "Amal", room="A")
    talks.does("amal2", "say", "Here again.", "--yes")
    assert "Here again." in texts(talks, "amal")


def test_a_backup_is_never_written_over(talks: Trial) -> None:
    """The older one may be the one that is needed."""
    kept = backed_up(talks, "second")
    before = Path(kept[0]).read_bytes()
    assert isinstance(talks.tries("amal", "backup", *kept).error, BackupExists)
    assert Path(kept[0]).read_bytes() == before


def test_a_refused_restore_makes_no_seat(talks: Trial) -> None:
    """A half-made seat in the folder would bar the next try."""
    file, option, _ = backed_up(talks, "third")
    wrong = (option, str(talks.folder / "passphrase"))
    assert isinstance(talks.tries("new", "restore", file, *wrong).error, WrongPassphrase)
    assert isinstance(talks.tries("new", "restore", f"{file}-not", *wrong).error, NoSuchBackup)
    assert not (talks.folder / "new").exists()
    assert isinstance(talks.tries("boris", "restore", file, *wrong).error, AlreadyUsed)
