"""What may not open, introduce, close or convene, each beside what may."""

import pytest
from msgspec.structs import replace

from tests.unit.talks.acts import (
    BY_VOICE,
    REQUEST,
    VoidCase,
    assert_void_beside_taken,
    request_taken_down,
    set_round,
)
from tests.unit.talks.case import (
    DESK,
    HEAD,
    NOTE_TAKER,
    SECOND,
    START,
    authored,
    opened_room,
    statement,
)
from wasit.talks import (
    AlreadyThere,
    Convening,
    Counterpart,
    MarkCode,
    NewerKind,
    NoText,
    NotTheirs,
    NotWellFormed,
    Outcome,
    OutOfOrder,
    Result,
    Retention,
    RetentionSet,
    RoomClosed,
    RoomTalks,
    RoundEvent,
    UnknownReference,
    VoidEntry,
)

CASES: tuple[VoidCase, ...] = (
    (
        "round without an id",
        (),
        (HEAD, Convening(round="", event=RoundEvent.REQUEST)),
        NotWellFormed,
        (HEAD, Convening(round="r1", event=RoundEvent.REQUEST)),
    ),
    (
        "room introduces",
        (),
        (HEAD, Counterpart("a third side")),
        NotTheirs,
        (DESK, Counterpart("a third side")),
    ),
    (
        "introduced twice",
        (),
        (DESK, Counterpart("the western side")),
        AlreadyThere,
        (DESK, Counterpart("the northern side")),
    ),
    ("introduced without a name", (), (DESK, Counterpart(" ")), NoText, (DESK, Counterpart("N"))),
    ("room closes", (), (HEAD, RoomClosed()), NotTheirs, (DESK, RoomClosed())),
    (
        "request by one who may not speak",
        (),
        (NOTE_TAKER, REQUEST[1]),
        NotTheirs,
        REQUEST,
    ),
    (
        "request by the desk",
        (),
        (DESK, REQUEST[1]),
        NotTheirs,
        (DESK, request_taken_down()),
    ),
    (
        "request taken down by the room",
        (),
        (HEAD, request_taken_down()),
        NotTheirs,
        (DESK, request_taken_down()),
    ),
    (
        "request taken down of nobody",
        (),
        (DESK, request_taken_down(speaker_name=" ")),
        NoText,
        (DESK, request_taken_down()),
    ),
    (
        "the desk's own act taken down",
        (REQUEST,),
        (DESK, set_round(taken_down=BY_VOICE)),
        NotWellFormed,
        (DESK, set_round()),
    ),
    ("set nowhere", (REQUEST,), (DESK, set_round(place=None)), NoText, (DESK, set_round())),
    (
        "set at no time",
        (REQUEST,),
        (DESK, set_round(time="noon")),
        NotWellFormed,
        (DESK, set_round()),
    ),
    (
        "end told by convening",
        (REQUEST,),
        (DESK, Convening(round="r1", event=RoundEvent.ENDED)),
        NotWellFormed,
        (DESK, set_round()),
    ),
    (
        "rule of a room's head",
        (),
        (HEAD, RetentionSet(rule=Retention.ERASE)),
        NotTheirs,
        (DESK, RetentionSet(rule=Retention.ERASE)),
    ),
    (
        "rule of a desk person who is not its head",
        (),
        (SECOND, RetentionSet(rule=Retention.ERASE)),
        NotTheirs,
        (DESK, RetentionSet(rule=Retention.ERASE)),
    ),
    (
        "outcome of no round",
        (REQUEST,),
        (DESK, Outcome(round="r9", result=Result.NONE)),
        UnknownReference,
        (DESK, set_round()),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_void_entry_names_its_error_and_changes_nothing(case: VoidCase) -> None:
    """A round or a room that moved by a void entry would stand differently at each seat."""
    assert_void_beside_taken(case)


@pytest.mark.parametrize(
    ("number", "seen", "at", "error"),
    [
        (2, 1, START, OutOfOrder),
        (3, 3, START, NotWellFormed),
        (3, -1, START, NotWellFormed),
        (3, 2, "2024-01-10 08:00", NotWellFormed),
    ],
)
def test_entry_out_of_order_is_void(
    number: int, seen: int, at: str, error: type[VoidEntry]
) -> None:
    """An entry that saw itself, or came twice, was not made by a seat that follows the log."""
    room = opened_room()
    kept = room.snapshot()
    with pytest.raises(error):
        room.apply(authored(number, HEAD, statement("We agree."), seen=seen, at=at))
    assert room.snapshot() == kept


def test_room_opens_once_and_with_whole_words() -> None:
    """What a room may know of the case stands in its first entry only."""
    good = opened_room().opened
    assert good is not None
    for changed, error in (
        ({"title": ""}, NoText),
        ({"room": ""}, NoText),
        ({"desk": " "}, NoText),
        ({"languages": ()}, NoText),
        ({"default_mark": MarkCode.IF_OFFER}, NotWellFormed),
    ):
        room = RoomTalks()
        with pytest.raises(error):
            room.apply(authored(1, DESK, replace(good, **changed)))
        assert room == RoomTalks()
    room = RoomTalks()
    with pytest.raises(NotTheirs):
        room.apply(authored(1, HEAD, good))
    room.apply(authored(1, DESK, good))
    assert room.name == "east"


def test_newer_kind_is_noted_and_changes_nothing_else() -> None:
    """Talks go on beside an entry this version cannot read; only the gate must know."""
    room = opened_room()
    room.apply(authored(3, HEAD, NewerKind("poll")))
    other = opened_room()
    other.number, other.newer_kinds = 3, [3]
    assert room == other
