"""Every state machine is a table: each pair moves as it says, or refuses and changes nothing."""

from collections.abc import Callable, Mapping
from enum import StrEnum

import pytest

from tests.unit.talks.case import DESK, HEAD, Case, authored, conveyance, opened_room, statement
from wasit.talks import (
    CARRYING,
    READ_BACK,
    ROOM_LIFE,
    TRANSITIONS,
    WHO,
    CarryEvent,
    CarryState,
    Convening,
    Counterpart,
    Ending,
    HandedOn,
    Intent,
    JournalBody,
    Manner,
    NotSent,
    NotTheirs,
    Outcome,
    OutOfTurn,
    ReadBackSettled,
    ReadBackState,
    Received,
    Result,
    Retention,
    RetentionSet,
    RoomBody,
    RoomClosed,
    RoomEvent,
    RoomState,
    RoomTalks,
    RoundEvent,
    RoundState,
    Side,
    VoidEntry,
    advance,
    step,
)

_TABLES: tuple[tuple[Mapping[StrEnum, Mapping[StrEnum, StrEnum]], type[StrEnum]], ...] = (
    (TRANSITIONS, RoundEvent),  # pyright: ignore[reportAssignmentType]
    (ROOM_LIFE, RoomEvent),
    (READ_BACK, Ending),
    (CARRYING, CarryEvent),
)


@pytest.mark.parametrize(("table", "events"), _TABLES)
def test_every_pair_moves_as_the_table_says_or_is_out_of_turn(
    table: Mapping[StrEnum, Mapping[StrEnum, StrEnum]], events: type[StrEnum]
) -> None:
    """A pair that no one thought of must be refused, not guessed."""
    states = type(next(iter(table)))
    assert set(table) == set(states)
    for state in states:
        for event in events:
            if event in table[state]:
                assert step(table, state, event) is table[state][event]
            else:
                with pytest.raises(OutOfTurn, match="nothing was changed"):
                    step(table, state, event)


def _path(target: RoundState) -> list[RoundEvent]:
    """The fewest events that bring a new round to ``target``."""
    paths: dict[RoundState, list[RoundEvent]] = {RoundState.UNHEARD: []}
    queue = [RoundState.UNHEARD]
    for state in queue:
        for event, after in TRANSITIONS[state].items():
            if after not in paths:
                paths[after] = [*paths[state], event]
                queue.append(after)
    return paths[target]


def _round_body(event: RoundEvent) -> RoomBody:
    if event is RoundEvent.ENDED:
        return Outcome(round="r1", result=Result.NONE)
    if event is RoundEvent.ADJOURNED:
        return Outcome(round="r1", result=Result.ADJOURNED)
    place_time = ("Muscat", "2024-01-12T09:00:00Z") if event is RoundEvent.SET else (None, None)
    return Convening(round="r1", event=event, place=place_time[0], time=place_time[1])


def _person_of(event: RoundEvent, *, other: bool = False) -> tuple[Side, ...]:
    return tuple(side for side in Side if (side in WHO[event]) is not other)


def _apply(room: RoomTalks, side: Side, body: RoomBody) -> None:
    person = DESK if side is Side.DESK else HEAD
    room.apply(authored(room.number + 1, person, body))


@pytest.mark.parametrize("state", RoundState)
@pytest.mark.parametrize("event", RoundEvent)
@pytest.mark.parametrize("side", Side)
def test_round_in_a_room_moves_by_the_table_and_only_by_whose_turn_it_is(
    state: RoundState, event: RoundEvent, side: Side
) -> None:
    """A round that a side could move out of turn would be set without its consent."""
    room = opened_room()
    for each in _path(state):
        _apply(room, _person_of(each)[0], _round_body(each))
    before = room.snapshot()
    after = TRANSITIONS[state].get(event)
    if after is not None and side in WHO[event]:
        _apply(room, side, _round_body(event))
        assert room.rounds["r1"].state is after
        return
    with pytest.raises(VoidEntry):
        _apply(room, side, _round_body(event))
    assert room.snapshot() == before


def test_advance_names_the_wrong_side_before_the_wrong_turn() -> None:
    """The person refused must learn that it is not theirs at all."""
    assert advance(RoundState.UNHEARD, RoundEvent.REQUEST, side=Side.ROOM) is RoundState.REQUESTED
    with pytest.raises(NotTheirs):
        advance(RoundState.UNHEARD, RoundEvent.REQUEST, side=Side.DESK)


_LIFE_BODIES: dict[RoomEvent, Callable[[], RoomBody]] = {
    RoomEvent.ACT: lambda: Counterpart("a third side"),
    RoomEvent.CLOSE: RoomClosed,
    RoomEvent.RETAIN: lambda: RetentionSet(rule=Retention.SEAL),
}


@pytest.mark.parametrize("state", RoomState)
@pytest.mark.parametrize("event", RoomEvent)
def test_a_closed_room_takes_nothing_but_the_rule_of_what_becomes_of_it(
    state: RoomState, event: RoomEvent
) -> None:
    """Words taken by a closed or unopened room would bind nobody."""
    room = RoomTalks() if state is RoomState.UNOPENED else opened_room()
    if state is RoomState.CLOSED:
        _apply(room, Side.DESK, RoomClosed())
    opening = opened_room().opened
    assert opening is not None
    body = opening if event is RoomEvent.OPEN else _LIFE_BODIES[event]()
    before = room.snapshot()
    if event in ROOM_LIFE[state]:
        _apply(room, Side.DESK, body)
        assert room.life is ROOM_LIFE[state][event]
    else:
        with pytest.raises(OutOfTurn):
            _apply(room, Side.DESK, body)
        assert room.snapshot() == before


@pytest.mark.parametrize("state", ReadBackState)
@pytest.mark.parametrize("ending", Ending)
def test_read_back_ends_once(state: ReadBackState, ending: Ending) -> None:
    """Two endings of one read-back would leave the hearer with two meanings."""
    room = opened_room()
    _apply(room, Side.DESK, conveyance("The bridge opens at noon."))
    _apply(room, Side.ROOM, statement("So it opens at noon.", reads_back="c1"))
    _apply(room, Side.DESK, conveyance("At nine.", id="c2", corrects="c1"))
    bodies = {
        Ending.SO_IT_STANDS: ReadBackSettled(statement="s1", ending=Ending.SO_IT_STANDS),
        Ending.DESK_CORRECTS: ReadBackSettled(
            statement="s1", ending=Ending.DESK_CORRECTS, corrected_by="c2"
        ),
    }
    reach = {after: event for event, after in READ_BACK[ReadBackState.OPEN].items()}
    if state is not ReadBackState.OPEN:
        _apply(room, Side.DESK, bodies[reach[state]])
    before = room.snapshot()
    if ending in READ_BACK[state]:
        _apply(room, Side.DESK, bodies[ending])
        assert room.statements["s1"].read_back is READ_BACK[state][ending]
    else:
        with pytest.raises(OutOfTurn):
            _apply(room, Side.DESK, bodies[ending])
        assert room.snapshot() == before


_CARRY_PATHS: dict[CarryState, tuple[CarryEvent, ...]] = {
    CarryState.UNHEARD: (),
    CarryState.INTENDED: (CarryEvent.INTENT,),
    CarryState.NOT_SENT: (CarryEvent.INTENT, CarryEvent.NOT_SENT),
    CarryState.HANDED_ON: (CarryEvent.INTENT, CarryEvent.HANDED_ON),
    CarryState.RECEIVED: (CarryEvent.INTENT, CarryEvent.HANDED_ON, CarryEvent.RECEIVED),
}


def _carry_body(event: CarryEvent, at: str) -> JournalBody:
    match event:
        case CarryEvent.INTENT:
            return Intent(
                conveyance="c1",
                words_hash="00",
                target="west",
                manner=Manner.OWN_WORDS,
                own_words=True,
            )
        case CarryEvent.NOT_SENT:
            return NotSent(conveyance="c1", code="mark-expired", reason="It was past.")
        case CarryEvent.HANDED_ON:
            return HandedOn(conveyance="c1", number=3, at=at)
        case CarryEvent.RECEIVED:
            return Received(conveyance="c1", at=at, how="by telephone")


@pytest.mark.parametrize("state", CarryState)
@pytest.mark.parametrize("event", CarryEvent)
def test_conveyance_moves_through_the_journal_by_the_table(
    state: CarryState, event: CarryEvent
) -> None:
    """A conveyance handed on without an intent would have no record of why it could."""
    case = Case()
    for each in _CARRY_PATHS[state]:
        case.keep(_carry_body(each, case.now))
    before = case.journal.snapshot()
    if event in CARRYING[state]:
        case.keep(_carry_body(event, case.now))
        assert case.journal.carries["c1"].state is CARRYING[state][event]
    else:
        with pytest.raises(VoidEntry):
            case.keep(_carry_body(event, case.now))
        assert case.journal.snapshot() == before
