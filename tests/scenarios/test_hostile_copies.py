"""A vault copied and used twice: the second entry under a counter is void, and both are told."""

import pytest

from tests.scenarios.breaking import SmallCase
from wasit.play.script import PersonLine
from wasit.seat.admitting import remove
from wasit.seat.desk import DeskSeat
from wasit.seat.faults import SeatCopied
from wasit.seat.room import RoomSeat


@pytest.fixture(scope="module")
def begun() -> SmallCase:
    """Set up once; each test begins again from here."""
    return SmallCase()


@pytest.fixture
def case(begun: SmallCase) -> SmallCase:
    """The small case, everybody in place."""
    return begun.begin_again()


def test_of_two_copies_the_second_entry_is_void_and_both_seats_are_told(case: SmallCase) -> None:
    """A restored backup in use beside its original must not pass for one person's one hand."""
    copy = RoomSeat(case.copy("anna", "anna's copy"))
    case.room("anna").say(["From the first."], language="en")
    with pytest.raises(SeatCopied):
        copy.say(["From the second."], language="en")
    with pytest.raises(SeatCopied):
        case.seat("anna").read_up()
    case.seat("dalal").send()
    said = [
        sentence.text
        for kept in case.desk().room("A").talks.statements.values()
        for sentence in kept.sentences.values()
    ]
    assert said == ["From the first."]
    assert [entry.code for entry in case.desk().room("A").refused] == ["counter-reused"]
    (unheard,) = copy.log.unheard().values()
    assert [sentence.text for sentence in unheard.sentences] == ["From the second."]
    for log in (copy.log, case.seat("anna").room(), case.desk().room("A")):
        log.recheck()


def test_what_a_copy_said_alone_is_told_to_the_other_once_it_reads(case: SmallCase) -> None:
    """The owner learns of the copy even where no counter was used twice."""
    RoomSeat(case.copy("anna", "anna's copy")).say(["From the copy."], language="en")
    with pytest.raises(SeatCopied):
        case.seat("anna").read_up()


def test_what_waited_in_one_copy_is_kept_when_the_other_was_first(case: SmallCase) -> None:
    """The words typed here are not lost: they are shown as refused, and can be said again."""
    copy = RoomSeat(case.copy("anna", "anna's copy"))
    case.place("anna").link.offline = True
    case.room("anna").say(["Typed on a train."], language="en")
    copy.say(["From the copy."], language="en")
    case.place("anna").link.offline = False
    with pytest.raises(SeatCopied):
        case.seat("anna").send()
    (unheard,) = case.seat("anna").room().unheard().values()
    assert [sentence.text for sentence in unheard.sentences] == ["Typed on a train."]
    assert case.seat("anna").room().waiting == []


def test_a_copy_of_the_desk_is_told_before_it_changes_who_is_in_the_room(case: SmallCase) -> None:
    """An old backup of the desk must not remove anybody on the strength of what it last knew."""
    copy = DeskSeat(case.copy("dalal", "dalal's copy"), checks=())
    case.stage.join(case.desk(), PersonLine(seat="carla"), room="A")
    with pytest.raises(SeatCopied):
        remove(copy, "carla", rooms=["A"])
    case.seat("dalal").send()
    assert "carla" in case.desk().room("A").talks.people
