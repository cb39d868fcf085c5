"""What an open seat does by itself: it sends, reads up, and says what stood in the way."""

import pytest

from tests.scenarios.memory_house import MemoryHouse, in_substance
from wasit.seat.admitting import remove
from wasit.seat.catching_up import catch_up
from wasit.seat.conveying import convey
from wasit.seat.delivery import Delivery, delivery_of
from wasit.seat.faults import YouLeft
from wasit.seat.ports import LinkLost
from wasit.talks.kept import CarryState
from wasit.talks.marks import Mark, MarkCode

IN_SUBSTANCE = Mark(code=MarkCode.IN_SUBSTANCE)


def test_what_waited_is_sent_and_what_is_new_is_read() -> None:
    """A person who opens the seat must see what is, and lose nothing written meanwhile."""
    house = MemoryHouse()
    amal, switch = house.room("amal"), house.theatre.switches["amal"]
    switch.offline = True
    said = amal.say(["From the road."], language="en")
    number = amal.talks.statements[said].number
    assert delivery_of(amal.log, number) is Delivery.KEPT_HERE
    caught_up = catch_up(amal.seat)
    assert caught_up.offline
    assert [type(fault) for fault in caught_up.faults] == [LinkLost]
    switch.offline = False
    assert catch_up(amal.seat) == type(caught_up)()
    assert delivery_of(amal.log, amal.talks.statements[said].number) is Delivery.AT_RELAY
    catch_up(house.desk.seat)
    assert house.desk.rooms()["A"].statements[said]
    assert delivery_of(amal.log, amal.talks.statements[said].number) is Delivery.AT_RELAY
    house.desk.introduce("A", name="a third side", stands_for="B")
    catch_up(amal.seat)
    state = delivery_of(amal.log, amal.talks.statements[said].number)
    assert state is Delivery.RECEIVED_BY_DESK


@pytest.mark.parametrize(
    ("lost_at_append", "fate"), [(2, CarryState.NOT_SENT), (3, CarryState.HANDED_ON)]
)
def test_an_interrupted_conveyance_is_found_out(lost_at_append: int, fate: CarryState) -> None:
    """After a crash the desk must know whether the room heard it, without sending it twice."""
    house = MemoryHouse()
    said = house.room("amal").say(["We agree."], language="en", mark=IN_SUBSTANCE)
    desk, hook = house.desk, house.theatre.hooks["desk"]
    catch_up(desk.seat)
    appended = 0
    real = hook.inner.append

    def append(log_id: bytes, frame: bytes, *, token: bytes) -> int:
        nonlocal appended
        appended += 1
        if appended == lost_at_append and lost_at_append == 2:
            raise LinkLost("gone before it arrived")
        number = real(log_id, frame, token=token)
        if appended == 2 and lost_at_append == 3:
            raise LinkLost("gone after it arrived")
        return number

    hook.inner.append = append  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(LinkLost):
        convey(desk, in_substance(said, "They agree."))
    hook.inner.append = real  # pyright: ignore[reportAttributeAccessIssue]
    assert [each for _, each in catch_up(desk.seat).fates] == [fate]
    heard = len(house.desk.rooms()["B"].conveyances)
    assert heard == (1 if fate is CarryState.HANDED_ON else 0)
    assert catch_up(desk.seat).fates == ()


def test_a_seat_that_was_removed_is_told_and_can_still_read() -> None:
    """Who left keeps what they had, and must not think that nothing happens any more."""
    house = MemoryHouse()
    adel = house.room("adel")
    house.room("amal").say(["Before."], language="en")
    catch_up(adel.seat)
    remove(house.desk, "adel", rooms=["A"])
    assert [type(fault) for fault in catch_up(adel.seat).faults] == [YouLeft]
    assert len(adel.talks.statements) == 1
