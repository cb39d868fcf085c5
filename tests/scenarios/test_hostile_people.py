"""People who break the rules with keys of their own: joiners, members, another desk."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from tests.scenarios.breaking import ProgramDied, SmallCase, Way
from wasit.channel.channel import Channel
from wasit.channel.entry import Envelope
from wasit.channel.faults import ChainBroken
from wasit.channel.members import DeviceKeys
from wasit.crypto.notes import relay_public_key
from wasit.errors import Untrusted, WasitError
from wasit.play.script import PersonLine
from wasit.play.stage import Player
from wasit.points import Point
from wasit.seat.admitting import admit, invite, newcomer
from wasit.seat.conveying import convey, finish_conveyances, settle_fate
from wasit.seat.faults import NoSuchConveyance, OtherCase
from wasit.seat.joining import Hello, answer_invitation, complete_joining, parse_link
from wasit.seat.ports import LinkLost
from wasit.seat.room import RoomSeat
from wasit.seat.seat import Seat
from wasit.talks.carried import Conveyance, ConveyedSentence, Manner
from wasit.talks.crossing import Crossing
from wasit.talks.kept import CarryState
from wasit.talks.opening import RoomClosed
from wasit.talks.people import Person, Side
from wasit.talks.refusals import ChangedSinceCleared
from wasit.talks.said import Withdrawal
from wasit.testing.memory_relay import MemoryRelay
from wasit.wire.canonical import encode
from wasit.wire.frames import encode_frame

CARLA = Person(id="carla", name="Carla", side=Side.ROOM, may_speak=True)


@pytest.fixture(scope="module")
def begun() -> SmallCase:
    """Set up once; each test begins again from here."""
    return SmallCase()


@pytest.fixture
def case(begun: SmallCase) -> SmallCase:
    """The small case, everybody in place."""
    return begun.begin_again()


# At the door ------------------------------------------------------------------------------------


def _knock(case: SmallCase, hello: Hello, *, rooms: list[str]) -> str:
    """An invitation into those rooms, answered with that letter; its id."""
    invitation_id, link = invite(case.desk(), CARLA, rooms=rooms)
    _, invitation = parse_link(link)
    letter = invitation.seal_letter(encode(hello), salt=bytes(32), sender="joiner")
    case.theatre.memory_relay.append(
        invitation.log_id, encode_frame(letter), token=invitation.token
    )
    return invitation_id


def _keys(case: SmallCase) -> DeviceKeys:
    ports, _ = case.theatre.ports("carla")
    return DeviceKeys.of(Seat.create(ports).public)


HELLOS: dict[str, Callable[[DeviceKeys], Hello]] = {
    "too few tokens": lambda keys: Hello(device=keys, tokens=("00" * 32,)),
    "too many tokens": lambda keys: Hello(device=keys, tokens=("00" * 32,) * 3),
    "a token that is no hash": lambda keys: Hello(device=keys, tokens=("00" * 32, "zz")),
    "a short hash": lambda keys: Hello(device=keys, tokens=("00" * 32, "00")),
    "keys that are no base64": lambda keys: Hello(
        device=DeviceKeys(sealing="\u00e9" * 1624, verifying=keys.verifying),
        tokens=("00" * 32, "11" * 32),
    ),
    "short keys": lambda keys: Hello(
        device=DeviceKeys(sealing="AAAA", verifying=keys.verifying),
        tokens=("00" * 32, "11" * 32),
    ),
}


@pytest.mark.parametrize("name", HELLOS)
def test_a_joiners_letter_that_is_not_as_it_must_lets_nobody_in_anywhere(
    case: SmallCase, name: str
) -> None:
    """Half a joining would leave a room with a member the desk never saw come in."""
    invitation = _knock(case, HELLOS[name](_keys(case)), rooms=["A", "B"])
    with pytest.raises(Untrusted):
        admit(case.desk(), invitation, words=None)
    for room in ("A", "B"):
        assert "carla" not in case.desk().room(room).talks.people
    with pytest.raises(Untrusted):
        newcomer(case.desk(), invitation)


def test_a_joiner_whose_answer_was_lost_on_the_way_gets_the_words_after_all(
    case: SmallCase,
) -> None:
    """Its own letter lies there: it must not be told that somebody else has answered."""
    ports, _ = case.theatre.ports("carla")
    carla = Seat.create(ports)
    invitation_id, link = invite(case.desk(), CARLA, rooms=["A"])
    relay = case.place("carla").link
    honest = relay.inner
    relay.inner = _LosesAnswers(case.theatre.memory_relay)
    with pytest.raises(LinkLost):
        answer_invitation(carla, link)
    relay.inner = honest
    words = answer_invitation(carla, link)
    admit(case.desk(), invitation_id, words=words)
    complete_joining(carla)
    assert carla.room("A").channel.is_member


class _LosesAnswers(MemoryRelay):
    """The case's relay, whose answers to an append are all lost."""

    def __init__(self, honest: MemoryRelay) -> None:
        self.__dict__.update(honest.__dict__)

    def append(self, log_id: bytes, frame: bytes, *, token: bytes) -> int:
        super().append(log_id, frame, token=token)
        raise LinkLost("the answer was lost")


def test_a_seat_of_one_case_takes_no_room_from_another(case: SmallCase) -> None:
    """Whoever else runs a case could else slip their room over one's own, and hear what is said."""
    other = SmallCase(seed="another case's ")
    link = invite(other.desk(), CARLA, rooms=["A"])
    anna = case.seat("anna")
    place = case.place("anna")
    honest, place.link.inner = place.link.inner, other.theatre.memory_relay
    with pytest.raises(OtherCase):
        answer_invitation(anna, link[1])
    place.link.inner = honest
    case.room("anna").say(["To my own room."], language="en")
    case.seat("dalal").send()
    assert len(case.desk().room("A").talks.statements) == 1
    case.reopen("anna")
    assert case.room("anna").log.record.log_id == case.desk().room("A").record.log_id


def test_a_joining_that_fails_leaves_no_room_behind(case: SmallCase) -> None:
    """'Nothing was joined' must be true, after a restart too."""
    ports, _ = case.theatre.ports("carla")
    carla = Seat.create(ports)
    invitation_id, link = invite(case.desk(), CARLA, rooms=["A"])
    words = answer_invitation(carla, link)
    admit(case.desk(), invitation_id, words=words)
    raw = ports.vault.read("joining")
    assert raw is not None
    joining = msgspec.msgpack.decode(raw)
    stranger = case.seat("bilal").public
    joining["desk"] = msgspec.to_builtins(DeviceKeys.of(stranger))
    ports.vault.write("joining", msgspec.msgpack.encode(joining))
    with pytest.raises(ChainBroken):
        complete_joining(carla)
    assert carla.rooms == {}
    assert ports.vault.names("log/") == []


def test_a_relay_key_that_is_not_in_the_founding_record_is_refused(case: SmallCase) -> None:
    """A log's id fixes its relay's key; another one in a letter would let two relays fork it."""
    ports, _ = case.theatre.ports("carla")
    carla = Seat.create(ports)
    invitation_id, link = invite(case.desk(), CARLA, rooms=["A"])
    words = answer_invitation(carla, link)
    admit(case.desk(), invitation_id, words=words)
    founding = case.desk().room("A").channel.state.founding
    assert founding is not None
    log = case.desk().room("A")
    assert founding.relay == log.record.relay_key.hex()
    other = SmallRelay(case)
    raw = ports.vault.read("joining")
    assert raw is not None
    joining = msgspec.msgpack.decode(raw)
    joining["logs"][0]["relay_key"] = other.key
    ports.vault.write("joining", msgspec.msgpack.encode(joining))
    case.place("carla").link.inner = other.link
    with pytest.raises(ChainBroken):
        complete_joining(carla)


class SmallRelay:
    """The case's logs on a relay with another key."""

    def __init__(self, case: SmallCase) -> None:
        seed = b"another relay".ljust(32)
        self.link = MemoryRelay(seed=seed, creation_token="let-me")
        self.link.__dict__["_logs"] = case.theatre.memory_relay.__dict__["_logs"]
        self.key = relay_public_key(seed)


# In the room ------------------------------------------------------------------------------------


def _forge(seat: RoomSeat, plain: dict[str, Any], **changes: Any) -> None:
    """Append whatever a member's own key can sign, with no rule kept."""
    log = seat.log
    channel = log.channel
    forged = _Forger(
        channel.state,
        seat.seat.secrets,
        wrapping=seat.seat.ports.wrapping,
    )
    forged.changes = {
        "at": "2024-03-01T08:00:00Z",
        "counter": log.next_counter(),
        **changes,
    }
    frame = forged.compose(plain, at="", counter=0, salt=log.random.random_bytes(32))
    log.link.append(log.record.log_id, frame, token=log.record.token)


class _Forger(Channel):
    """A channel that signs what it is told."""

    changes: dict[str, Any]

    def _envelope(self, body: dict[str, Any], *, at: str, counter: int, epoch: int) -> Envelope:
        honest = super()._envelope(body, at=at, counter=counter, epoch=epoch)
        return msgspec.structs.replace(honest, **self.changes)


FORGERIES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a conveyance": (
        msgspec.to_builtins(
            Conveyance(
                id="c1",
                sentences=(ConveyedSentence(id="1", text="From the desk."),),
                language="en",
                manner=Manner.OWN_WORDS,
            )
        ),
        {},
    ),
    "the closing of the room": (msgspec.to_builtins(RoomClosed("")), {}),
    "a kind with fields of another": ({"kind": "statement", "id": 7}, {}),
    "a kind that is no text": ({"kind": 7}, {}),
    "no kind": ({}, {}),
    "an empty kind": ({"kind": ""}, {}),
    "a time that is none": ({"kind": "withdrawal", "statement": "x"}, {"at": "tomorrow"}),
    "a counter far ahead": ({"kind": "withdrawal", "statement": "x"}, {"counter": 2**50}),
    "a counter below one": ({"kind": "withdrawal", "statement": "x"}, {"counter": -1}),
    "another log": ({"kind": "withdrawal", "statement": "x"}, {"log": "00" * 32}),
    "another epoch": ({"kind": "withdrawal", "statement": "x"}, {"epoch": 1}),
    "another device": ({"kind": "withdrawal", "statement": "x"}, {"device": "00" * 16}),
    "an epoch's list in an entry": ({"kind": "epoch", "members": []}, {}),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_what_a_member_may_not_say_changes_nothing_and_stops_nobody(
    case: SmallCase, name: str
) -> None:
    """One member with a program of their own must not stop a room, nor speak for the desk."""
    plain, changes = FORGERIES[name]
    before = case.desk().room("A").talks.snapshot()
    _forge(case.room("anna"), plain, **changes)
    case.seat("dalal").send()
    desk = case.desk().room("A")
    newer = name == "an epoch's list in an entry"
    if not newer:
        assert len(desk.refused) == 1
        assert desk.talks.snapshot() == before
    desk.recheck()
    desk.history()
    case.desk().note("Talks go on.")
    seat = case.reopen("dalal")
    seat.rooms["A"].recheck()


def test_a_withdrawal_of_words_that_are_not_theirs_changes_nothing(case: SmallCase) -> None:
    """A member is not the head, and a head is not of the other side."""
    case.stage.join(case.desk(), PersonLine(seat="amir"), room="A")
    case.seat("anna").send()
    kept = case.room("anna").say(["Ours."], language="en")
    case.seat("amir").send()
    amir = case.room("amir")
    _forge(amir, msgspec.to_builtins(Withdrawal(statement=kept)))
    case.seat("dalal").send()
    sentence = case.desk().room("A").talks.statements[kept].sentences["1"]
    assert sentence.withdrawn is None


# At the desk ------------------------------------------------------------------------------------


def _second_desk(case: SmallCase) -> None:
    ports, switch = case.theatre.ports("dana")
    seat = Seat.create(ports)
    person = Person(id="dana", name="Dana", side=Side.DESK, may_speak=True)
    invitation, link = invite(case.desk(), person, rooms=["A", "B"], journal=True)
    words = answer_invitation(seat, link)
    admit(case.desk(), invitation, words=words)
    complete_joining(seat)
    case.stage.players["dana"] = Player("dana", person, None, seat, switch)


OWN_WORDS = Crossing(target="B", sentences=("We wait.",), language="en", manner=Manner.OWN_WORDS)


def test_one_desk_seat_settles_nothing_that_another_is_in_the_midst_of(case: SmallCase) -> None:
    """The journal would say 'not sent' of words that a room reads a moment later."""
    _second_desk(case)
    log = case.desk().room("B").record.log_id
    link = case.place("dalal").link
    done: list[object] = []

    def meanwhile() -> None:
        done.append(finish_conveyances(case.desk("dana")))

    before_append(link, log, meanwhile)
    conveyance = convey(case.desk(), OWN_WORDS)
    assert done == [[]]
    assert case.desk().journal.talks.carries[conveyance].state is CarryState.HANDED_ON


@pytest.mark.parametrize("way", [Way.DIES_BEFORE, Way.DIES_AFTER], ids=lambda way: way.value)
def test_what_a_seat_that_is_gone_began_is_settled_by_another_and_by_nobody_else(
    case: SmallCase, way: Way
) -> None:
    """The journal must not say 'intended' for ever because one laptop fell into the sea."""
    _second_desk(case)
    room = case.desk().room("B").record.log_id
    breaker = case.place("dalal").breaker
    before_append(case.place("dalal").link, room, lambda: breaker.arm(way, 1))
    with pytest.raises(ProgramDied):
        convey(case.desk(), OWN_WORDS)
    dana = case.desk("dana")
    dana.seat.send()
    ((conveyance, carry),) = dana.journal.talks.carries.items()
    assert carry.state is CarryState.INTENDED
    assert finish_conveyances(dana) == []
    stands = way is Way.DIES_AFTER
    fate = CarryState.HANDED_ON if stands else CarryState.NOT_SENT
    assert settle_fate(dana, conveyance) is fate
    assert settle_fate(dana, conveyance) is fate
    assert (conveyance in dana.room("B").talks.conveyances) == stands
    with pytest.raises(NoSuchConveyance):
        settle_fate(dana, "0000000000000000")


def _given_up_meanwhile(case: SmallCase) -> CarryState:
    dana = case.desk("dana")
    dana.seat.send()
    (conveyance,) = dana.journal.talks.carries
    return settle_fate(dana, conveyance)


def test_a_seat_that_comes_back_sends_nothing_that_was_given_up(case: SmallCase) -> None:
    """Who was thought to be gone reads the journal before the words leave."""
    _second_desk(case)
    dalal = case.seat("dalal")

    def give_up(point: Point) -> None:
        if point is Point.INTENT_NUMBERED:
            assert _given_up_meanwhile(case) is CarryState.NOT_SENT

    dalal.ports = replace(dalal.ports, reach=give_up)
    with pytest.raises(ChangedSinceCleared):
        convey(case.desk(), OWN_WORDS)
    case.seat("bilal").send()
    assert case.room("bilal").talks.conveyances == {}


def test_what_was_given_up_a_moment_too_soon_is_handed_on_in_the_end(case: SmallCase) -> None:
    """Two people who settle the same thing at once must not make the journal lie."""
    _second_desk(case)
    given_up: list[CarryState] = []
    before_append(
        case.place("dalal").link,
        case.desk().room("B").record.log_id,
        lambda: given_up.append(_given_up_meanwhile(case)),
    )
    conveyance = convey(case.desk(), OWN_WORDS)
    assert given_up == [CarryState.NOT_SENT]
    for name in ("dalal", "dana"):
        case.seat(name).send()
        carries = case.desk(name).journal.talks.carries
        assert carries[conveyance].state is CarryState.HANDED_ON


def before_append(link: Any, log: bytes, meanwhile: Callable[[], None]) -> None:
    """Do something just before the next frame for that log is heard."""
    link.before_append_to[log] = meanwhile


def test_a_conveyance_that_is_void_when_it_arrives_is_not_called_handed_on(
    case: SmallCase,
) -> None:
    """Another desk seat closed the room a moment before: the room never saw the words."""
    _second_desk(case)
    log = case.desk().room("B").record.log_id

    def close() -> None:
        case.seat("dana").send()
        case.desk("dana").close_room("B")

    before_append(case.place("dalal").link, log, close)
    with pytest.raises(WasitError):
        convey(case.desk(), OWN_WORDS)
    (carry,) = case.desk().journal.talks.carries.values()
    assert carry.state is CarryState.NOT_SENT
    case.seat("bilal").send()
    assert case.room("bilal").talks.conveyances == {}


def test_notes_taken_while_an_epoch_of_the_journal_is_on_its_way_are_kept_once(
    case: SmallCase,
) -> None:
    """The two acts want one counter; neither may be lost, and no copy of the seat be invented."""
    _second_desk(case)
    desk = case.desk()
    person = Person(id="dina", name="Dina", side=Side.DESK)
    ports, _ = case.theatre.ports("dina")
    invitation, link = invite(desk, person, rooms=[], journal=True)
    answer_invitation(Seat.create(ports), link)
    place = case.place("dalal")
    honest, place.link.inner = place.link.inner, _LosesAnswers(case.theatre.memory_relay)
    with pytest.raises(LinkLost):
        admit(desk, invitation, words=None)
    place.link.inner = honest
    place.link.offline = True
    desk.note("First.")
    desk.note("Second.")
    place.link.offline = False
    case.seat("dalal").send()
    assert [note.text for _, _, note in desk.journal.talks.notes] == ["First.", "Second."]
    assert desk.journal.refused == []
    assert "dina" in desk.journal.talks.people
