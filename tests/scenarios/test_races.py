"""A side changes its mind while the desk is conveying: before every call the desk makes, in turn.

What the relay numbered before the last read never crosses. What it numbered later is shown at
once as crossed before withdrawal. Both must be seen to happen.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.scenarios.memory_house import MemoryHouse, in_substance
from wasit.errors import WasitError
from wasit.seat.conveying import convey
from wasit.talks.crossed import crossed_before_withdrawal
from wasit.talks.kept import CarryState
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.moments import later, moment_text

OPEN = Mark(code=MarkCode.IN_SUBSTANCE)

Change = Callable[[MemoryHouse, str], None]


def withdraw(house: MemoryHouse, statement: str) -> None:
    """The speaker takes it back."""
    house.room("amal").withdraw(statement)


def re_mark(house: MemoryHouse, statement: str) -> None:
    """The speaker keeps it for the desk's ears."""
    house.room("amal").mark(statement, Mark(code=MarkCode.EARS_ONLY))


def expire(house: MemoryHouse, statement: str) -> None:
    """Its time passes."""
    del statement
    house.theatre.clock.advance(timedelta(hours=3))


def set_up(mark: Mark) -> tuple[MemoryHouse, str]:
    """A house in which room A has said something that may cross."""
    house = MemoryHouse()
    statement = house.room("amal").say(["The road may open in May."], language="en", mark=mark)
    return house, statement


def calls_of_a_conveyance() -> int:
    """How many calls the desk makes for one conveyance."""
    house, statement = set_up(OPEN)
    hook = house.theatre.hooks["desk"]
    before = hook.calls
    convey(house.desk, in_substance(statement, "They see the road open by May."))
    return hook.calls - before


POINTS = range(1, calls_of_a_conveyance() + 1)


def convey_with_change(change: Change, at_call: int, mark: Mark) -> tuple[MemoryHouse, str, bool]:
    """Convey, with the change made just before the desk's n-th call; whether it was handed on."""
    house, statement = set_up(mark)
    hook = house.theatre.hooks["desk"]
    start = hook.calls

    def before(call: int) -> None:
        if call - start == at_call:
            change(house, statement)

    hook.before = before
    try:
        convey(house.desk, in_substance(statement, "They see the road open by May."))
    except WasitError:
        handed_on = False
    else:
        handed_on = True
    hook.before = lambda _: None
    house.desk.seat.send()
    return house, statement, handed_on


@pytest.mark.parametrize("change", [withdraw, re_mark])
def test_change_numbered_before_the_last_read_never_crosses(change: Change) -> None:
    """The one promise a side relies on when it says "forget I said it"."""
    crossed: list[bool] = []
    for at_call in POINTS:
        house, statement, handed_on = convey_with_change(change, at_call, OPEN)
        sentence = house.desk.rooms()["A"].statements[statement].sentences["1"]
        numbers = [mark.number for mark in sentence.marks.values()]
        changed_at = sentence.withdrawn or max(numbers)
        in_b = house.desk.rooms()["B"].conveyances
        carries = house.desk.journal.talks.carries.values()
        assert len(in_b) == (1 if handed_on else 0)
        for carry in carries:
            assert (carry.state is CarryState.HANDED_ON) == handed_on
            if carry.handed_on is not None:
                (head,) = carry.handed_on.heads
                assert changed_at > head.number
        shown = crossed_before_withdrawal(house.desk.journal.talks, house.desk.rooms())
        assert len(shown) == (1 if handed_on else 0)
        crossed.append(handed_on)
    assert True in crossed
    assert False in crossed
    assert crossed == sorted(crossed), "once too late, always too late"


def test_words_whose_time_passes_on_the_way_do_not_leave() -> None:
    """The gate looks at the clock again at the moment of leaving."""
    until = later("2024-03-01T08:00:00Z", hours=1)
    crossed: list[bool] = []
    for at_call in POINTS:
        house, _, handed_on = convey_with_change(
            expire, at_call, Mark(code=MarkCode.IN_SUBSTANCE, until=until)
        )
        for carry in house.desk.journal.talks.carries.values():
            if carry.handed_on is not None:
                assert carry.intent.conveyance in house.desk.rooms()["B"].conveyances
        crossed.append(handed_on)
        assert moment_text(house.theatre.clock.now()) > until
    assert crossed[0] is False
    assert crossed[-1] is True
    assert crossed == sorted(crossed)


def test_conveyance_without_a_change_is_handed_on_and_shown_as_nothing_else() -> None:
    """The success beside the refusals above."""
    house, statement = set_up(OPEN)
    conveyance = convey(house.desk, in_substance(statement, "They see the road open by May."))
    assert conveyance in house.desk.rooms()["B"].conveyances
    assert crossed_before_withdrawal(house.desk.journal.talks, house.desk.rooms()) == ()
