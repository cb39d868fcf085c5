"""Changing what opens a seat, and opening it by the recovery sheet."""

from pathlib import Path

import pytest

from tests.unit.cli.trial import Trial, secret
from wasit.cli.home import EmptyPassphrase
from wasit.crypto.recovery import BadSheet
from wasit.crypto.vault_keys import WrongPassphrase, WrongSheet
from wasit.seat.faults import NotASeat

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(tmp_path: Path) -> Trial:
    """A desk's seat whose recovery sheet lies in the file ``sheet``."""
    trial = Trial(tmp_path)
    with trial.online():
        case = ("--title", "Port talks", "--name", "Dalal", "--relay", trial.url)
        trial.does("desk", "new", *case, "--creation-token-file", str(tmp_path / "token"))
        secret(tmp_path / "sheet", trial.does("desk", "sheet").out)
    secret(tmp_path / "new", "another passphrase")
    return trial


def test_after_a_change_only_the_new_passphrase_opens(desk: Trial) -> None:
    """Who learnt the old one must get nothing by it."""
    new = str(desk.folder / "new")
    desk.does("desk", "passphrase", "--new-passphrase-file", new)
    assert isinstance(desk.tries("desk", "words").error, WrongPassphrase)
    desk.does("desk", "words", "--passphrase-file", new)


def test_a_wrong_passphrase_changes_nothing(desk: Trial) -> None:
    """Otherwise whoever finds the machine open could lock its owner out."""
    new = str(desk.folder / "new")
    done = desk.tries("desk", "passphrase", "--passphrase-file", new, "--new-passphrase-file", new)
    assert isinstance(done.error, WrongPassphrase)
    desk.does("desk", "words")


def test_both_passphrases_can_come_as_lines_of_stdin(desk: Trial) -> None:
    """A script has no terminal, and must not leave files."""
    sources = ("--passphrase-file", "-", "--new-passphrase-file", "-")
    desk.does("desk", "passphrase", *sources, given="a passphrase for trials\nsecond\n")
    desk.does("desk", "words", "--passphrase-file", "-", given="second\n")


def test_an_empty_new_passphrase_is_refused(desk: Trial) -> None:
    """A seat with no passphrase is open to all."""
    done = desk.tries("desk", "passphrase", "--new-passphrase-file", "-", given="\n")
    assert isinstance(done.error, EmptyPassphrase)
    desk.does("desk", "words")


def test_the_printed_sheet_opens_the_seat_and_replaces_a_lost_passphrase(desk: Trial) -> None:
    """The paper is what is left when the passphrase is forgotten; it holds places and words."""
    sheet, new = str(desk.folder / "sheet"), str(desk.folder / "new")
    desk.does("desk", "words", "--sheet-file", sheet, "--passphrase-file", new)
    desk.does("desk", "passphrase", "--sheet-file", sheet, "--new-passphrase-file", new)
    desk.does("desk", "words", "--passphrase-file", new)
    assert isinstance(desk.tries("desk", "words").error, WrongPassphrase)


def test_another_sheet_opens_nothing(desk: Trial) -> None:
    """A new sheet ends the old one; words copied wrongly are named as such."""
    old = str(desk.folder / "sheet")
    with desk.online():
        desk.does("desk", "sheet")
    assert isinstance(desk.tries("desk", "words", "--sheet-file", old).error, WrongSheet)
    done = desk.tries("desk", "words", "--sheet-file", "-", given="babab babab\n")
    assert isinstance(done.error, BadSheet)


def test_where_there_is_no_seat_nothing_is_asked(desk: Trial) -> None:
    """A passphrase typed for the wrong folder is a passphrase given away."""
    assert isinstance(desk.tries("nobody", "passphrase").error, NotASeat)
