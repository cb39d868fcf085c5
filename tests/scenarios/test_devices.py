"""Several devices of one person: vouched for or not, replaced when lost, told when copied."""

import pytest

from tests.scenarios.breaking import SmallCase
from wasit.channel.faults import NotAMember
from wasit.seat.admitting import admit, remove
from wasit.seat.desk import DeskSeat
from wasit.seat.devices import How, devices_of, invite_device
from wasit.seat.faults import NoSuchPerson, SeatCopied, WordsDiffer
from wasit.seat.joining import answer_invitation, complete_joining
from wasit.seat.ports import NoSuchLog, RelayRefused
from wasit.seat.recovery import asked_back, confirm_sheet, print_sheet
from wasit.seat.room import RoomSeat
from wasit.seat.seat import Seat
from wasit.seat.vouches import NothingToCountersign, countersign, words_of_new
from wasit.talks.marks import MarkCode


@pytest.fixture(scope="module")
def begun() -> SmallCase:
    """Set up once; each test begins again from here."""
    return SmallCase()


@pytest.fixture
def case(begun: SmallCase) -> SmallCase:
    """The small case, everybody in place."""
    return begun.begin_again()


def new_seat(case: SmallCase, name: str) -> Seat:
    """An empty seat on a new machine."""
    ports, _ = case.theatre.ports(name)
    return Seat.create(ports)


def bring(
    case: SmallCase,
    person: str,
    *,
    desk: DeskSeat | None = None,
    vouching: Seat | None = None,
    replaces: str | None = None,
) -> Seat:
    """One more device of that person, let in by the desk, with or without a countersignature."""
    at = desk or case.desk()
    invitation, link = invite_device(at, person, replaces=replaces)
    seat = new_seat(case, f"machine {len(case.theatre.places)}")
    words = answer_invitation(seat, link)
    if vouching is not None:
        assert words_of_new(vouching, link) == words
        countersign(vouching, link, words=words)
    admit(at, invitation, words=words)
    complete_joining(seat)
    return seat


def texts(room: RoomSeat) -> list[str]:
    """What was said in the room, by its screen."""
    return [
        sentence.text
        for kept in room.talks.statements.values()
        for sentence in kept.sentences.values()
    ]


def test_two_devices_of_one_person_speak_as_one(case: SmallCase) -> None:
    """A phone and a laptop show and say the same."""
    case.room("anna").say(["From the laptop."], language="en")
    phone = RoomSeat(bring(case, "anna"))
    phone.say(["From the phone."], language="en")
    case.seat("anna").send()
    assert texts(case.room("anna")) == texts(phone) == ["From the laptop.", "From the phone."]
    assert {kept.said.speaker for kept in phone.talks.statements.values()} == {"anna"}
    case.seat("dalal").send()
    assert len(case.desk().room("A").talks.people) == 2


def test_how_each_device_came_is_seen_by_every_member(case: SmallCase) -> None:
    """The desk can let a device in alone; it cannot make that look like the side's own doing."""
    alone = bring(case, "bilal")
    vouched = bring(case, "anna", vouching=case.seat("anna"))
    by_room: dict[str, list[tuple[str, How, str]]] = {}
    for name, seat in (("B", alone), ("A", vouched)):
        lines = devices_of(seat.rooms[name])
        by_room[name] = [(each.person.id, each.how, each.countersigned_by) for each in lines]
        assert [line.here for line in lines] == [False, False, True]
        assert all(line.compared for line in lines)
    assert by_room == {
        "B": [
            ("dalal", How.FOUNDED, ""),
            ("bilal", How.BY_DESK, ""),
            ("bilal", How.BY_DESK, ""),
        ],
        "A": [
            ("dalal", How.FOUNDED, ""),
            ("anna", How.BY_DESK, ""),
            ("anna", How.COUNTERSIGNED, "anna"),
        ],
    }


def test_a_countersignature_of_another_side_is_none(case: SmallCase) -> None:
    """The desk's own device says nothing about whose a room's device is."""
    seat = bring(case, "anna", vouching=case.desk().seat)
    (mine,) = [line for line in devices_of(seat.rooms["A"]) if line.here]
    assert mine.how is How.BY_DESK


def test_what_is_countersigned_was_compared(case: SmallCase) -> None:
    """Without the new device's words the live one says nothing; nor where nobody has answered."""
    _, link = invite_device(case.desk(), "anna")
    with pytest.raises(NothingToCountersign):
        words_of_new(case.seat("anna"), link)
    words = answer_invitation(new_seat(case, "phone"), link)
    with pytest.raises(WordsDiffer):
        countersign(case.seat("anna"), link, words=words[::-1])
    with pytest.raises(NothingToCountersign):
        countersign(case.seat("bilal"), link, words=words)


def test_a_lost_device_is_replaced_in_one_epoch(case: SmallCase) -> None:
    """Between the old going and the new coming there is no moment with both, or with neither."""
    case.room("anna").say(["Before the loss."], language="en")
    case.seat("dalal").send()
    epoch = case.desk().room("A").channel.state.epoch
    lost = case.seat("anna").public.device_id
    seat = bring(case, "anna", replaces=lost)
    state = seat.rooms["A"].channel.state
    assert state.epoch == epoch + 1
    assert lost not in state.members
    assert seat.public.device_id in state.members
    room = RoomSeat(seat)
    room.say(["After the loss."], language="en")
    assert texts(room) == ["Before the loss.", "After the loss."]
    with pytest.raises(NoSuchLog):
        case.seat("anna").read_up()


def test_the_device_that_leaves_vouches_for_nothing(case: SmallCase) -> None:
    """It may be in a thief's hand, who would let a device of their own in."""
    lost = case.seat("anna")
    seat = bring(case, "anna", vouching=lost, replaces=lost.public.device_id)
    (mine,) = [line for line in devices_of(seat.rooms["A"]) if line.here]
    assert mine.how is How.BY_DESK


def test_a_copied_seat_is_told_and_its_replacing_ends_both_copies(case: SmallCase) -> None:
    """What a person does on ``seat-copied``: they ask the desk for a new device."""
    copy = RoomSeat(case.copy("anna", "anna's copy"))
    copy.say(["From the copy."], language="en")
    with pytest.raises(SeatCopied) as told:
        case.seat("anna").read_up()
    assert "replace the device" in told.value.advice
    seat = bring(case, "anna", replaces=case.seat("anna").public.device_id)
    RoomSeat(seat).say(["From the new device."], language="en")
    for old in (copy.log, case.seat("anna").room()):
        with pytest.raises((NoSuchLog, NotAMember)):
            old.send()
    assert seat.rooms["A"].me.id == "anna"
    seat.read_up()


def second_desk(case: SmallCase) -> DeskSeat:
    """Another device of the desk, which has printed its own sheet."""
    seat = bring(case, "dalal")
    words = print_sheet(seat)
    places = asked_back(seat)
    assert places is not None
    confirm_sheet(seat, [words[place - 1] for place in places])
    return DeskSeat(seat, checks=())


def test_another_desk_device_carries_on_when_the_first_is_lost(case: SmallCase) -> None:
    """It lets people in and out, opens rooms, and takes the lost device's rights at the relay."""
    desk = second_desk(case)
    lost = case.desk().seat
    new = bring(case, "dalal", desk=desk, replaces=lost.public.device_id)
    desk.seat.send()
    assert lost.public.device_id not in desk.journal.channel.state.members
    for log in (lost.rooms["A"], lost.rooms["B"], lost.journal):
        assert log is not None
        with pytest.raises((NoSuchLog, RelayRefused)):
            log.read_up()
    desk.add_room("C", default_mark=MarkCode.EARS_ONLY, languages=["en"])
    remove(desk, "anna", rooms=["A"])
    with pytest.raises(NoSuchLog):
        case.seat("anna").read_up()
    new.send()
    carried_on = DeskSeat(new, checks=())
    assert set(carried_on.journal.talks.rooms) == {"A", "B", "C"}


def test_a_device_nobody_has_is_not_replaced(case: SmallCase) -> None:
    """A slip of the hand must not bring a device for somebody who is not there."""
    desk = case.desk()
    for person, replaces in (
        ("nobody", None),
        ("anna", case.seat("bilal").public.device_id),
        ("dalal", desk.seat.public.device_id),
    ):
        with pytest.raises(NoSuchPerson):
            invite_device(desk, person, replaces=replaces)
