"""A backup reads everything and acts as nobody; restored, it is a device to be let in anew."""

from pathlib import Path

import pytest

from tests.scenarios.breaking import SmallCase
from wasit.adapters.backups import BackupExists, NoSuchBackup, read_backup, write_backup
from wasit.channel.faults import NotAMember
from wasit.crypto.backup_file import BackupDamaged
from wasit.crypto.vault_keys import PassphraseCost, WrongPassphrase
from wasit.seat.admitting import admit, invite
from wasit.seat.backup import make_backup, restore_backup
from wasit.seat.faults import AlreadyUsed, NotEnrolled
from wasit.seat.joining import answer_invitation, complete_joining
from wasit.seat.room import RoomSeat
from wasit.seat.seat import Seat

CHEAP = PassphraseCost(iterations=1, lanes=1, memory_kib=128)


@pytest.fixture(scope="module")
def begun() -> SmallCase:
    """Set up once; each test begins again from here."""
    return SmallCase()


@pytest.fixture
def case(begun: SmallCase) -> SmallCase:
    """The small case, everybody in place."""
    return begun.begin_again()


def restored(case: SmallCase, content: bytes) -> Seat:
    """Anna's backup on a new machine."""
    ports, _ = case.theatre.ports("anna's new machine")
    return restore_backup(ports, content)


def said(room: RoomSeat) -> list[str]:
    """What the room said, by its own screen."""
    return [
        sentence.text
        for kept in room.talks.statements.values()
        for sentence in kept.sentences.values()
    ]


def test_a_backup_shows_all_that_was_there_and_cannot_act(case: SmallCase) -> None:
    """Whoever has the file and its passphrase reads; nobody signs with it."""
    case.room("anna").say(["Before the backup."], language="en")
    seat = restored(case, make_backup(case.seat("anna")))
    room = RoomSeat(seat)
    assert said(room) == ["Before the backup."]
    room.log.recheck()
    with pytest.raises(NotAMember):
        room.say(["As nobody."], language="en")
    with pytest.raises(NotEnrolled):
        seat.read_up()


def test_a_backup_holds_no_device_key_and_no_relay_token(case: SmallCase) -> None:
    """A stolen backup is a stolen history, never a second hand."""
    seat = case.seat("anna")
    content = make_backup(seat)
    for secret in (seat.secrets.sealing_seed, seat.secrets.signing_seed, seat.room().record.token):
        assert secret
        assert secret not in content
    desk = case.desk()
    content = make_backup(desk.seat)
    for secret in (
        desk.seat.secrets.signing_seed,
        desk.journal.record.token,
        desk.case.creation_token.encode(),
    ):
        assert secret not in content


def test_a_restored_seat_is_let_in_as_a_new_device(case: SmallCase) -> None:
    """It reads what was said meanwhile, epochs and all, and speaks again as the same person."""
    case.room("anna").say(["Before the backup."], language="en")
    content = make_backup(case.seat("anna"))
    case.room("anna").say(["After the backup."], language="en")
    old_device = case.seat("anna").public.device_id
    seat = restored(case, content)
    invitation, link = invite(case.desk(), case.stage.players["anna"].person, rooms=["A"])
    words = answer_invitation(seat, link)
    admit(case.desk(), invitation, words=words)
    complete_joining(seat)
    room = RoomSeat(seat)
    room.say(["From the new device."], language="en")
    expected = ["Before the backup.", "After the backup.", "From the new device."]
    assert said(room) == expected
    assert room.me == case.stage.players["anna"].person
    assert seat.public.device_id != old_device
    case.seat("anna").send()
    assert said(case.room("anna")) == expected
    again = Seat.open(seat.ports)
    assert said(RoomSeat(again)) == expected
    RoomSeat(again).log.recheck()


def test_words_that_waited_are_not_lost_with_the_machine(case: SmallCase) -> None:
    """They are carried as words, not as acts: the new device has not said them."""
    case.place("anna").link.offline = True
    case.room("anna").say(["Typed on a train."], language="en")
    seat = restored(case, make_backup(case.seat("anna")))
    vault = case.place("anna's new machine").vault
    (name,) = vault.names("unsent/")
    assert b"Typed on a train." in (vault.read(name) or b"")
    assert said(RoomSeat(seat)) == []
    again = make_backup(seat)
    assert b"Typed on a train." in again


def test_nothing_is_restored_over_a_seat_or_out_of_other_bytes(case: SmallCase) -> None:
    """A person must not lose the seat they have by restoring into the wrong folder."""
    content = make_backup(case.seat("anna"))
    ports, _ = case.theatre.ports("bilal")
    with pytest.raises(AlreadyUsed):
        restore_backup(ports, content)
    ports, _ = case.theatre.ports("nobody")
    for bad in (b"", content[:-1], b"\x93" + content):
        with pytest.raises(BackupDamaged):
            restore_backup(ports, bad)
    assert case.place("nobody").vault.names("") == []


def test_a_backup_file_is_whole_private_and_never_written_over(
    case: SmallCase, tmp_path: Path
) -> None:
    """An older backup may be the only good one."""
    path = tmp_path / "anna.backup"
    case.room("anna").say(["Before the backup."], language="en")
    write_backup(case.seat("anna"), path, passphrase="one", cost=CHEAP)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["anna.backup"]
    with pytest.raises(BackupExists):
        write_backup(case.seat("anna"), path, passphrase="one", cost=CHEAP)
    ports, _ = case.theatre.ports("anna's new machine")
    with pytest.raises(WrongPassphrase):
        read_backup(path, ports, passphrase="two")
    with pytest.raises(NoSuchBackup):
        read_backup(tmp_path / "other", ports, passphrase="one")
    assert said(RoomSeat(read_backup(path, ports, passphrase="one"))) == ["Before the backup."]
