"""A relay is put back to an old backup: who sees it, what goes on, and that nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.relay_house import RelayHouse
from wasit.adapters.relay_client import RelayBusy
from wasit.channel.faults import ChainBroken, LogForked, LogShorter, LogStopped
from wasit.relay.limits import Limits
from wasit.seat.admitting import remove
from wasit.seat.faults import HistoriesDiverged, NotResumed, OnlyTheDesk
from wasit.seat.ports import NoSuchLog
from wasit.seat.resuming import follow, resume, return_kept

pytestmark = pytest.mark.slow


@pytest.fixture
def house(tmp_path: Path) -> Iterator[RelayHouse]:
    with RelayHouse(tmp_path) as house:
        house.say("amal", "one")
        house.read_up("adel", "desk")
        yield house


def put_back(house: RelayHouse, *, seen_by: tuple[str, ...] = ("adel", "desk")) -> None:
    """Back up; "two" and "three" are said and read by some; the backup is put back."""
    backup = house.relay.back_up()
    house.say("amal", "two", "three")
    house.say("boris", "in B")
    house.read_up(*seen_by)
    house.log("desk", "B").read_up()
    house.relay.put_back(backup)


def test_each_seat_that_saw_more_stops_and_the_others_do_not(house: RelayHouse) -> None:
    """Going back is noticed by whoever knows better, and only there."""
    put_back(house, seen_by=("desk",))
    for seat in ("amal", "desk"):
        with pytest.raises(LogShorter):
            house.read_up(seat)
        with pytest.raises(LogStopped):
            house.log(seat).send()
        assert house.log(seat).record.stopped == "log-shorter"
        assert house.texts(seat) == ["one", "two", "three"]
    house.read_up("adel")
    assert house.texts("adel") == ["one"]


def test_log_goes_on_with_the_same_numbers_and_heads(house: RelayHouse) -> None:
    """What the relay acknowledged is there again, and everyone goes on by the desk's word."""
    put_back(house)
    heads = {n: house.log("desk").channel.state.head(n) for n in range(house.log("desk").number)}
    for seat in ("amal", "adel", "desk"):
        with pytest.raises(LogShorter):
            house.read_up(seat)
    resumed = resume(house.log("desk"))
    assert (resumed.given_back, resumed.given_up) == (2, 0)
    for seat in ("amal", "adel"):
        with pytest.raises(LogStopped):
            house.read_up(seat)
        assert follow(house.log(seat)).given_up == 0
    house.say("adel", "four")
    house.read_up("amal", "desk")
    for seat in ("amal", "adel", "desk"):
        log = house.log(seat)
        assert house.texts(seat) == ["one", "two", "three", "four"]
        assert log.record.stopped is None
        assert {n: log.channel.state.head(n) for n in heads} == heads
        assert log.refused == house.log("desk").refused
        log.recheck()


def test_frames_given_back_without_the_desks_word_resume_nothing(house: RelayHouse) -> None:
    """A relay that looks whole again is not the desk's word that it is."""
    put_back(house)
    with pytest.raises(LogShorter):
        house.read_up("adel")
    assert return_kept(house.log("amal")) == 2
    with pytest.raises(NotResumed):
        follow(house.log("adel"))
    with pytest.raises(OnlyTheDesk):
        resume(house.log("adel"))
    assert house.log("adel").record.stopped == "log-shorter"
    resume(house.log("desk"))
    follow(house.log("adel"))
    assert house.texts("adel") == ["one", "two", "three"]


def test_another_rooms_log_is_not_touched(house: RelayHouse) -> None:
    """Each log is resumed by an act of its own; what happens in one moves nothing in another."""
    put_back(house)
    before = house.log("desk", "B").channel.snapshot()
    with pytest.raises(LogShorter):
        house.read_up("desk")
    resume(house.log("desk"))
    assert house.log("desk", "B").channel.snapshot() == before
    with pytest.raises(LogShorter):
        house.log("boris", "B").read_up()
    resume(house.log("desk", "B"))
    follow(house.log("boris", "B"))
    assert house.texts("boris", "B") == ["in B"]


def test_what_only_a_room_seat_saw_is_given_back_by_it(house: RelayHouse) -> None:
    """The desk need not be the one that knew most."""
    put_back(house, seen_by=())
    with pytest.raises(LogShorter):
        house.read_up("amal")
    house.read_up("desk")
    assert house.texts("desk") == ["one"]
    return_kept(house.log("amal"))
    house.read_up("desk")
    resume(house.log("desk"))
    follow(house.log("amal"))
    assert house.texts("desk") == house.texts("amal") == ["one", "two", "three"]


def test_acts_that_waited_are_sent_once_it_goes_on(house: RelayHouse) -> None:
    """Drafting goes on while a log is stopped, and nothing is doubled afterwards."""
    put_back(house)
    with pytest.raises(LogShorter):
        house.read_up("amal")
    with pytest.raises(LogStopped):
        house.say("amal", "meanwhile")
    resume(house.log("desk"))
    follow(house.log("amal"))
    house.log("amal").send()
    house.read_up("desk")
    assert house.texts("desk") == ["one", "two", "three", "meanwhile"]
    assert house.log("amal").waiting == []


PARTED: list[tuple[int, type[LogStopped]]] = [(1, LogShorter), (2, LogForked), (3, ChainBroken)]


@pytest.mark.parametrize(("more", "fault"), PARTED)
def test_parted_histories_are_given_up_only_by_the_desks_wish(
    house: RelayHouse, more: int, fault: type[LogStopped]
) -> None:
    """A seat that saw less has gone on at the relay: one of the two must go, and people decide."""
    put_back(house, seen_by=("desk",))
    after = [f"said after {n}" for n in range(more)]
    house.say("adel", *after)
    for seat in ("desk", "amal"):
        with pytest.raises(fault) as caught:
            house.read_up(seat)
        assert type(caught.value) is fault
    with pytest.raises(HistoriesDiverged):
        resume(house.log("desk"))
    with pytest.raises(HistoriesDiverged):
        return_kept(house.log("amal"))
    assert house.texts("desk") == ["one", "two", "three"]
    resumed = resume(house.log("desk"), give_up=True)
    assert (resumed.given_back, resumed.given_up) == (0, 2)
    assert follow(house.log("amal")).given_up == 2
    house.read_up("adel")
    for seat in ("amal", "adel", "desk"):
        assert house.texts(seat) == ["one", *after]
        house.log(seat).recheck()
    vault = house.theatre.vaults["amal"]
    lost = b"".join(vault.read(name) or b"" for name in vault.names("refused/"))
    assert b"two" in lost
    assert b"three" in lost
    house.say("amal", "two again")
    house.read_up("desk", "adel")
    assert house.texts("desk") == house.texts("adel") == ["one", *after, "two again"]


def test_sent_before_it_was_noticed_is_void_and_kept(house: RelayHouse) -> None:
    """Words sealed on a history that did not go on count nowhere, and are not lost either."""
    put_back(house)
    with pytest.raises(LogStopped):
        house.say("amal", "too early")
    with pytest.raises(LogStopped):
        house.read_up("desk")
    resume(house.log("desk"), give_up=True)
    follow(house.log("amal"))
    assert house.texts("amal") == house.texts("desk") == ["one"]
    assert not house.log("desk").channel.state.differ
    vault = house.theatre.vaults["amal"]
    kept = b"".join(vault.read(name) or b"" for name in vault.names("refused/"))
    assert all(text in kept for text in (b"two", b"three", b"too early"))
    house.say("amal", "now")
    house.read_up("desk")
    assert house.texts("desk") == ["one", "now"]


def test_rights_given_since_the_backup_are_given_again(house: RelayHouse) -> None:
    """An old backup knows newcomers no more, and still knows who has left."""
    backup = house.relay.back_up()
    remove(house.desk, "adel", rooms=["A"])
    house.say("amal", "without adel")
    house.read_up("desk")
    house.relay.put_back(backup)
    house.log("adel").read_up()
    with pytest.raises(LogShorter):
        house.read_up("desk")
    resume(house.log("desk"))
    with pytest.raises(NoSuchLog):
        house.log("adel").read_up()
    follow(house.log("amal"))
    assert house.texts("amal") == ["one", "without adel"]


def test_relay_that_is_being_restored_takes_frames_of_owners_only(house: RelayHouse) -> None:
    """So that nobody goes on at the old state before what it lacks has been given back."""
    backup = house.relay.back_up()
    house.say("amal", "two")
    house.read_up("desk")
    house.relay.put_back(backup, Limits(owners_only=True))
    house.say("adel", "waits")
    assert [each.counter for each in house.log("adel").waiting] == [1]
    with pytest.raises(RelayBusy):
        house.log("adel").send()
    with pytest.raises(LogShorter):
        house.read_up("desk")
    resume(house.log("desk"))
    house.relay.stop()
    house.relay.start()
    house.log("adel").send()
    house.read_up("desk")
    assert house.texts("desk") == ["one", "two", "waits"]


def test_interrupted_resuming_is_finished_by_the_same_act(house: RelayHouse) -> None:
    """A desk's machine that dies half way leaves nothing half done for good."""
    put_back(house)
    with pytest.raises(LogShorter):
        house.read_up("desk")
    return_kept(house.log("desk"))
    resume(house.log("desk"))
    again = resume(house.log("desk"))
    assert (again.given_back, again.given_up) == (0, 0)
    follow(house.log("amal"))
    house.read_up("amal", "desk")
    assert house.texts("amal") == house.texts("desk") == ["one", "two", "three"]
