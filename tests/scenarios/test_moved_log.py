"""A log is moved to another relay: by the desk's word alone, with nothing lost or doubled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sample_frames import digest, opening_nobody_made
from tests.scenarios.relay_house import CREATION_TOKEN, RelayHouse
from wasit.adapters.relay_client import RelayClient
from wasit.channel.continuing import continuing_body
from wasit.channel.faults import LogShorter, NotAMember
from wasit.play.script import PersonLine
from wasit.seat.faults import HistoriesDiverged, NotResumed, OnlyTheDesk
from wasit.seat.joining import token_hash
from wasit.seat.moved import StillMoving
from wasit.seat.moving import move
from wasit.seat.ports import LinkLost, NoSuchLog
from wasit.seat.renewing import renew
from wasit.seat.resuming import follow
from wasit.wire.relay_api import Right

pytestmark = pytest.mark.slow


@pytest.fixture
def house(tmp_path: Path) -> Iterator[RelayHouse]:
    with RelayHouse(tmp_path) as house:
        house.say("amal", "one")
        house.read_up("adel", "desk")
        yield house


def move_to_another(house: RelayHouse, *, old_is_gone: bool = False) -> str:
    relay, log = house.another().url, house.log("desk")
    move(log, relay=relay, creation_token=CREATION_TOKEN, old_is_gone=old_is_gone)
    return relay


def test_everyone_goes_along_by_reading_up(house: RelayHouse) -> None:
    """The word stands where everybody reads, and nobody has to type an address."""
    house.say("adel", "two")
    relay = move_to_another(house)
    house.read_up("amal", "adel")
    heads = {house.log(seat).channel.state.head() for seat in ("amal", "adel", "desk")}
    assert len(heads) == 1
    house.relay.stop()
    house.say("amal", "three")
    house.read_up("adel", "desk")
    for seat in ("amal", "adel", "desk"):
        assert house.log(seat).record.relay == relay
        assert house.texts(seat) == ["one", "two", "three"]
        house.log(seat).recheck()
    house.relay.start()


def test_another_rooms_log_stays_where_it_is(house: RelayHouse) -> None:
    """Each log is moved by an act of its own."""
    before = house.log("desk", "B").record
    move_to_another(house)
    house.say("boris", "in B")
    house.log("desk", "B").read_up()
    assert house.log("desk", "B").record == before
    assert house.texts("desk", "B") == ["in B"]


def test_what_is_sent_to_the_old_relay_afterwards_is_neither_lost_nor_doubled(
    house: RelayHouse,
) -> None:
    """Somebody who has not heard of it goes on speaking."""
    move_to_another(house)
    house.say("amal", "sent to the old one")
    assert house.log("amal").record.relay == house.log("desk").record.relay
    house.say("adel", "and adel's")
    house.read_up("desk", "amal")
    expected = ["one", "sent to the old one", "and adel's"]
    assert house.texts("desk") == house.texts("amal") == house.texts("adel") == expected
    assert not house.log("amal").waiting


def test_seat_that_was_offline_all_the_while_comes_along(house: RelayHouse) -> None:
    """Its waiting words are sent to the new relay and counted once."""
    switch = house.stage.players["amal"].switch
    switch.offline = True
    house.say("amal", "written offline")
    move_to_another(house)
    house.say("adel", "meanwhile")
    switch.offline = False
    house.log("amal").send()
    house.read_up("adel", "desk")
    for seat in ("amal", "adel", "desk"):
        assert house.texts(seat) == ["one", "meanwhile", "written offline"]


def test_old_relay_that_is_gone_is_left_by_telling_people_the_address(house: RelayHouse) -> None:
    """A server may burn; the log goes on from what the desk keeps."""
    house.relay.stop()
    with pytest.raises(LinkLost):
        move_to_another(house)
    relay = move_to_another(house, old_is_gone=True)
    with pytest.raises(LinkLost):
        house.read_up("amal")
    assert follow(house.log("amal"), relay=relay).given_up == 0
    follow(house.log("adel"), relay=relay)
    house.say("amal", "two")
    house.read_up("adel", "desk")
    assert house.texts("adel") == house.texts("desk") == ["one", "two"]
    house.relay.start()


def test_a_log_that_a_thief_closed_and_took_goes_on_elsewhere(house: RelayHouse) -> None:
    """A stolen token must not be the end of the talks, even where the desk came too late."""
    log = house.log("desk")
    opening = opening_nobody_made(log.channel.state)
    with RelayClient(house.relay.url) as thief:
        thief.append(log.record.log_id, opening, token=log.record.token)
        with pytest.raises(NotAMember):
            house.say("amal", "two")
        log.read_up()
        mine = digest("a thief's token")
        thief.grant(
            log.record.log_id, token=log.record.token, to_hash=token_hash(mine), right=Right.OWN
        )
        thief.revoke(log.record.log_id, token=mine, from_hash=token_hash(log.record.token))
    with pytest.raises(NoSuchLog):
        renew(log)
    relay = move_to_another(house, old_is_gone=True)
    renew(log)
    for seat in ("amal", "adel"):
        follow(house.log(seat), relay=relay)
        house.log(seat).send()
    house.say("adel", "three")
    house.read_up("amal", "adel", "desk")
    assert house.texts("adel") == house.texts("desk") == ["one", "two", "three"]
    for seat in ("amal", "adel", "desk"):
        house.log(seat).recheck()


def test_relay_put_back_and_gone_on_is_left_with_all_that_the_desk_keeps(
    house: RelayHouse,
) -> None:
    """Moving is how nothing acknowledged is given up where the histories have parted."""
    backup = house.relay.back_up()
    house.say("amal", "two", "three")
    house.read_up("desk")
    house.relay.put_back(backup)
    house.say("adel", "on the old state")
    with pytest.raises(LogShorter):
        house.read_up("desk")
    relay = move_to_another(house)
    for seat in ("amal", "adel"):
        follow(house.log(seat), relay=relay)
    assert house.texts("amal") == house.texts("adel") == ["one", "two", "three"]
    vault = house.theatre.vaults["adel"]
    kept = b"".join(vault.read(name) or b"" for name in vault.names("refused/"))
    assert b"on the old state" in kept
    house.say("adel", "four")
    house.read_up("desk", "amal")
    assert house.texts("desk") == house.texts("amal") == ["one", "two", "three", "four"]


def test_relay_that_lost_the_log_whole_is_given_it_again(house: RelayHouse) -> None:
    """A backup older than the log, or none: the same relay, and all of the log."""
    empty = house.folder / "empty"
    empty.mkdir()
    house.relay.put_back(empty)
    log = house.log("desk")
    move(log, relay=house.relay.url, creation_token=CREATION_TOKEN)
    house.say("amal", "two")
    house.read_up("adel", "desk")
    assert house.texts("adel") == house.texts("desk") == ["one", "two"]


def test_newcomer_to_a_moved_log_stays_at_its_newest_relay(house: RelayHouse) -> None:
    """Words on earlier moves stand in the log for ever, and move nobody again."""
    move_to_another(house)
    relay = move_to_another(house)
    house.read_up("amal")
    house.read_up("amal")
    assert house.log("amal").record.relay == relay
    newcomer = house.stage.join(house.desk, PersonLine(seat="nadia", name="Nadia"), room="A")
    assert newcomer.seat.rooms["A"].record.relay == relay
    house.say("nadia", "hello")
    house.read_up("desk", "amal")
    assert house.texts("desk") == house.texts("amal") == ["one", "hello"]


def test_seats_wait_while_a_log_is_half_moved(house: RelayHouse) -> None:
    """A desk's machine that dies half way stops nobody for good, and the same act finishes it."""
    new, log = house.another(), house.log("desk")
    key = bytes.fromhex(log.ports.link_to(new.url).facts().key)
    body = continuing_body(log.channel.state, number=log.number, relay=new.url, relay_key=key)
    frame, _ = log.seal_of_log(body)
    log.link.append(log.record.log_id, frame, token=log.record.token)
    with pytest.raises(StillMoving):
        house.read_up("amal")
    assert house.texts("amal") == ["one"]
    house.say("amal", "two")
    with pytest.raises(StillMoving):
        house.log("amal").send()
    move(log, relay=new.url, creation_token=CREATION_TOKEN)
    house.log("amal").send()
    house.read_up("desk", "adel")
    assert house.texts("desk") == house.texts("adel") == ["one", "two"]
    assert {house.log(seat).record.relay for seat in ("amal", "adel", "desk")} == {new.url}


def test_only_a_desk_device_moves_a_log(house: RelayHouse) -> None:
    """Somebody in the room who signs such a word moves nobody, and an address alone neither."""
    new, log = house.another(), house.log("amal")
    with pytest.raises(OnlyTheDesk):
        move(log, relay=new.url, creation_token=CREATION_TOKEN)
    key = bytes.fromhex(log.ports.link_to(new.url).facts().key)
    body = continuing_body(log.channel.state, number=log.number, relay=new.url, relay_key=key)
    frame, _ = log.seal_of_log(body)
    log.link.append(log.record.log_id, frame, token=log.record.token)
    house.read_up("adel")
    assert house.log("adel").record.relay == house.relay.url
    assert house.log("adel").refused[-1].code == "bad-continuing"
    desk = house.log("desk").record
    link = log.ports.link_to(new.url)
    link.create_log(desk.log_id, owner_token=log.record.token, creation_token=CREATION_TOKEN)
    for raw in house.theatre.vaults["adel"].frames(desk.log_id):
        link.append(desk.log_id, raw, token=log.record.token)
    with pytest.raises(NotResumed):
        follow(house.log("amal"), relay=new.url)


def test_relay_with_another_history_of_the_log_is_not_moved_to(house: RelayHouse) -> None:
    """What is given to a relay must get its own numbers there."""
    new, log = house.another(), house.log("desk")
    record, link = log.record, log.ports.link_to(new.url)
    link.create_log(record.log_id, owner_token=record.token, creation_token=CREATION_TOKEN)
    frames = list(house.theatre.vaults["desk"].frames(record.log_id))
    for raw in frames[:-1]:
        link.append(record.log_id, raw, token=record.token)
    other, _ = log.seal_of_log({"kind": "note", "text": "elsewhere"})
    link.append(record.log_id, other, token=record.token)
    with pytest.raises(HistoriesDiverged):
        move(log, relay=new.url, creation_token=CREATION_TOKEN)
    assert log.record == record


def test_relay_with_another_key_is_not_followed(house: RelayHouse) -> None:
    """Whoever takes the address over has not the key that the desk named."""
    new, log = house.another(), house.log("desk")
    body = continuing_body(
        log.channel.state, number=log.number, relay=new.url, relay_key=bytes(31) + b"\1"
    )
    frame, _ = log.seal_of_log(body)
    log.link.append(log.record.log_id, frame, token=log.record.token)
    with pytest.raises(StillMoving):
        house.read_up("amal")
    assert house.log("amal").record.relay == house.relay.url
