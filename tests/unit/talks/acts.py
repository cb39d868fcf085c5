"""Acts that the tests of void entries share, and how such a test is run.

A case is: what it is, what came before, the void entry, its error, and the entry beside it, which
differs in one thing and is taken.
"""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from tests.unit.talks.case import (
    DESK,
    EARS_ONLY,
    HEAD,
    START,
    authored,
    conveyance,
    opened_room,
    statement,
)
from wasit.talks import (
    Convening,
    Person,
    Remark,
    Report,
    Reported,
    RoomBody,
    RoundEvent,
    TakenDown,
    VoidEntry,
)

Act = tuple[Person, RoomBody]
VoidCase = tuple[str, tuple[Act, ...], Act, type[VoidEntry], Act]

HEARD = TakenDown(place="the east room", heard_at=START)
BY_VOICE = TakenDown(place="the east room", heard_at=START, speaker_name="Old Farid")


def remark(replaces: Sequence[str] = ("s1/a",), **more: object) -> Remark:
    """A re-mark of the first sentence by ears only."""
    fields = {"id": "m1", "statement": "s1", "sentence": "a", "mark": EARS_ONLY, **more}
    return Remark(replaces=tuple(replaces), **fields)  # pyright: ignore[reportArgumentType]


def report(**more: object) -> Report:
    """A report that the whole statement was handed on."""
    fields = {"statement": "s1", "what": Reported.HANDED_ON, "at": START, **more}
    return Report(**fields)  # pyright: ignore[reportArgumentType]


def set_round(**more: object) -> Convening:
    """The round is set, at a place and time."""
    fields = {"round": "r1", "event": RoundEvent.SET, "place": "Muscat", "time": START, **more}
    return Convening(**fields)  # pyright: ignore[reportArgumentType]


def request_taken_down(**more: str) -> Convening:
    """The round is asked for by voice, and taken down."""
    down = replace(BY_VOICE, **more)
    return Convening(round="r1", event=RoundEvent.REQUEST, taken_down=down)


SAID: Act = (HEAD, statement("We will open the bridge.", "We will not close it again."))
TOLD: Act = (DESK, conveyance("They ask for the bridge."))
CARRIED_BACK: Act = (DESK, conveyance("You said: a bridge.", id="c2", reads_back="s1"))
READ_BACK: Act = (HEAD, statement("They want the bridge.", id="s2", reads_back="c1"))
CORRECTION: Act = (DESK, conveyance("They want the road.", id="c3", corrects="c1"))
TAKEN_DOWN: Act = (DESK, statement("We will open it.", "We hope.", taken_down=HEARD))
REQUEST: Act = (HEAD, Convening(round="r1", event=RoundEvent.REQUEST))
OLD_FARID = Person(id="p9", name="Old Farid", side=HEAD.side)


def assert_void_beside_taken(case: VoidCase) -> None:
    """The entry is void by exactly its error and changes nothing; the one beside it is taken."""
    _, before, void, error, taken = case
    room = opened_room()
    for author, body in before:
        room.apply(authored(room.number + 1, author, body))
    kept = room.snapshot()
    with pytest.raises(error) as caught:
        room.apply(authored(room.number + 1, *void))
    assert caught.value.__class__ is error
    assert room.snapshot() == kept
    room.apply(authored(room.number + 1, *taken))
    assert room.snapshot() != kept
