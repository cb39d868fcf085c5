"""Whoever leaves is told so by the desk, and by nobody else; and may come back."""

import pytest
from msgspec.structs import replace

from tests.scenarios.breaking import SmallCase
from tests.scenarios.test_devices import bring
from wasit.channel.farewell import (
    Farewell,
    FarewellNotTrue,
    check_farewell,
    farewell_to,
    letter_box,
)
from wasit.channel.state import ChannelState
from wasit.crypto.keys import SECRETS_SIZE, DeviceSecrets
from wasit.seat.admitting import admit, invite, remove
from wasit.seat.catching_up import catch_up
from wasit.seat.faults import NoLongerLetIn, YouLeft
from wasit.seat.joining import answer_invitation, complete_joining, token_hash
from wasit.seat.ports import LinkLost, NoSuchLog
from wasit.talks.people import Person, Side


@pytest.fixture(scope="module")
def begun() -> SmallCase:
    """Set up once; each test begins again from here."""
    return SmallCase()


@pytest.fixture
def case(begun: SmallCase) -> SmallCase:
    """The small case, everybody in place."""
    return begun.begin_again()


def shut_out_by(case: SmallCase, seat: str = "anna") -> list[str]:
    """The codes of what that seat is told when it catches up."""
    return [fault.code for fault in catch_up(case.reopen(seat)).faults]


def test_who_was_removed_is_told_when_and_by_whom_and_keeps_what_was_said(
    case: SmallCase,
) -> None:
    """Silence looks like a broken relay; the person would wait for words that never come."""
    case.room("anna").say(["Before."], language="en")
    remove(case.desk(), "anna", rooms=["A"])
    (told,) = catch_up(case.seat("anna")).faults
    assert isinstance(told, YouLeft)
    assert "2024-03-01T" in str(told)
    assert "by dalal of the desk" in str(told)
    for _ in ("now", "opened anew"):
        room = case.room("anna")
        assert len(room.talks.statements) == 1
        with pytest.raises(YouLeft):
            room.say(["Still here?"], language="en")
        assert room.log.waiting == []
        assert room.log.has_left
        assert shut_out_by(case) == ["you-left"]


def test_a_seat_that_was_away_since_long_before_is_told_too(case: SmallCase) -> None:
    """The letter must be readable by who missed every epoch since their first."""
    case.place("anna").link.offline = True
    bring(case, "dalal")
    remove(case.desk(), "anna", rooms=["A"])
    case.place("anna").link.offline = False
    assert shut_out_by(case) == ["you-left"]


def test_a_replaced_device_is_told(case: SmallCase) -> None:
    """A telephone found again must say that another took its place."""
    bring(case, "anna", replaces=case.seat("anna").public.device_id)
    assert shut_out_by(case) == ["you-left"]


def test_without_a_word_of_the_desk_only_the_silence_is_told(case: SmallCase) -> None:
    """A relay that shuts somebody out must not be able to say that the desk did."""
    log = case.desk().room("A")
    token = case.seat("anna").rooms["A"].record.token
    log.link.revoke(log.record.log_id, token=log.record.token, from_hash=token_hash(token))
    assert shut_out_by(case) == [NoLongerLetIn.code]
    assert not case.room("anna").log.has_left


def test_nobody_else_reads_that_somebody_left(case: SmallCase) -> None:
    """Who is in another room's log, or left before, has no business with it."""
    state = case.desk().room("A").channel.state
    box = letter_box(state, case.seat("anna").public.device_id)
    remove(case.desk(), "anna", rooms=["A"])
    relay = case.theatre.memory_relay
    own = case.seat("anna").rooms["A"].record.token
    assert len(relay.read(box.log_id, after=0, token=own).frames) == 1
    others = (case.seat("bilal").rooms["B"].record.token, box.token)
    for token in others:
        with pytest.raises(NoSuchLog):
            relay.read(box.log_id, after=0, token=token)


def test_who_comes_back_with_the_same_device_is_a_member_again(case: SmallCase) -> None:
    """An old last word must not throw out who was invited anew."""
    remove(case.desk(), "anna", rooms=["A"])
    assert shut_out_by(case) == ["you-left"]
    person = Person(id="anna", name="anna", side=Side.ROOM, may_speak=True)
    invitation, link = invite(case.desk(), person, rooms=["A"])
    seat = case.seat("anna")
    words = answer_invitation(seat, link)
    admit(case.desk(), invitation, words=words)
    complete_joining(seat)
    case.room("anna").say(["Back."], language="en")
    assert not case.room("anna").log.has_left
    log, relayed = case.desk().room("A"), case.seat("anna").rooms["A"].record.token
    log.link.revoke(log.record.log_id, token=log.record.token, from_hash=token_hash(relayed))
    assert shut_out_by(case) == [NoLongerLetIn.code]


def test_a_desk_cut_off_while_it_removes_says_its_last_word_by_the_same_act(
    case: SmallCase,
) -> None:
    """Rights ended and no word left is what a crash must not leave behind."""
    link = case.place("dalal").link
    link.revocations_lost = True
    for _ in ("once", "again"):
        with pytest.raises(LinkLost):
            remove(case.desk(), "anna", rooms=["A"])
    link.revocations_lost = False
    remove(case.desk(), "anna", rooms=["A"])
    assert shut_out_by(case) == ["you-left"]
    assert case.place("dalal").vault.names("farewell/") == []


def test_only_a_device_of_the_desk_says_so_to_this_device_and_of_a_later_epoch(
    case: SmallCase,
) -> None:
    """Each other letter might come from the side, from a thief, or from last year."""
    anna = case.seat("anna")
    state, device = anna.rooms["A"].channel.state, anna.public.device_id
    at = "2024-03-01T09:00:00Z"
    desk = case.desk().seat.secrets
    now = farewell_to(device, state, at=at, by=desk)
    stranger = DeviceSecrets.from_bytes(bytes(SECRETS_SIZE))
    true = _later(state, device, at=at, by=desk)
    assert check_farewell(true, state, device=device).name == "dalal"
    false: dict[str, Farewell] = {
        "from before": now,
        "of the side": _later(state, device, at=at, by=anna.secrets),
        "of a stranger": _later(state, device, at=at, by=stranger),
        "for another": _later(state, "0" * 32, at=at, by=desk),
        "later time": replace(true, at="2024-03-01T10:00:00Z"),
        "later epoch": replace(true, epoch=true.epoch + 1),
        "signed by another": replace(true, signature=now.signature),
        "no base64": replace(true, signature="?"),
        "another log": replace(true, log="0" * 64),
    }
    for what, farewell in false.items():
        with pytest.raises(FarewellNotTrue):
            print(what, check_farewell(farewell, state, device=device))


def _later(state: ChannelState, device: str, *, at: str, by: DeviceSecrets) -> Farewell:
    """A letter of the epoch after the one that state is in."""
    return farewell_to(device, replace(state, epoch=state.epoch + 1), at=at, by=by)
