"""Somebody who was removed comes back with the same device, and reads the log as all do."""

import pytest

from tests.scenarios.breaking import SmallCase
from wasit.seat.admitting import admit, invite, remove
from wasit.seat.joining import answer_invitation, complete_joining
from wasit.seat.ports import LinkLost
from wasit.talks.people import Person, Role, Side
from wasit.talks.rounds import Convening, RoundEvent

ANNA = Person(id="anna", name="anna", side=Side.ROOM, role=Role.HEAD, may_speak=True)


@pytest.mark.parametrize("read_while_out", [False, True])
def test_who_comes_back_with_the_same_device_folds_the_log_as_everybody_does(
    read_while_out: bool,
) -> None:
    """Frames once read as void, for want of a key, count when the key is given after all."""
    case = SmallCase()
    case.room("anna").say(["Before."], language="en")
    case.seat("dalal").send()
    case.place("dalal").link.revocations_lost = read_while_out
    if read_while_out:
        with pytest.raises(LinkLost):
            remove(case.desk(), "anna", rooms=["A"])
        case.desk().room("A").send()
        case.desk().room("A").post(_note_to_the_room())
        case.seat("anna").read_up()
        case.place("dalal").link.revocations_lost = False
    remove(case.desk(), "anna", rooms=["A"])
    invitation, link = invite(case.desk(), ANNA, rooms=["A"])
    anna = case.seat("anna")
    words = answer_invitation(anna, link)
    admit(case.desk(), invitation, words=words)
    complete_joining(anna)
    case.room("anna").say(["Back again."], language="en")
    case.seat("dalal").send()
    desk, here = case.desk().room("A"), case.seat("anna").room("A")
    assert here.refused == []
    assert here.talks.snapshot() == desk.talks.snapshot()
    here.recheck()
    case.reopen("anna").room("A").recheck()


def _note_to_the_room() -> object:
    return Convening(round="r1", event=RoundEvent.RECOMMENDATION, words="")
