"""A relay that lies: it rolls back, forks, withholds, swaps, answers garbage, or says no to a yes.

Whatever it does to one log, reading and drafting there go on, nothing acknowledged is lost, nothing
untrue is put on record, and every other log is worked with as before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from tests.scenarios.breaking import SmallCase
from wasit.channel.faults import ChainBroken, LogForked, LogShorter, LogStopped
from wasit.crypto.notes import BadNote, Checkpoint, sign_checkpoint
from wasit.errors import Untrusted, WasitError
from wasit.seat.conveying import convey, finish_conveyances
from wasit.seat.ports import EpochNotCurrent, LinkLost, Page
from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing, SourceRef
from wasit.talks.kept import CarryState
from wasit.talks.marks import Mark, MarkCode
from wasit.testing.memory_relay import MemoryRelay
from wasit.wire.frames import frame_id
from wasit.wire.hash_chain import first_head, next_head
from wasit.wire.relay_api import BadPage

IN_SUBSTANCE = Mark(code=MarkCode.IN_SUBSTANCE)
Reading = Callable[[Page, int], Page]


@dataclass
class LyingRelay(MemoryRelay):
    """The relay of the case, which alters what it answers about the logs named."""

    honest: MemoryRelay = field(default_factory=lambda: MemoryRelay(creation_token="let-me"))
    reads: dict[bytes, Reading] = field(default_factory=dict[bytes, Reading])
    appends: dict[bytes, Callable[[int], int]] = field(
        default_factory=dict[bytes, Callable[[int], int]]
    )
    swallows: set[bytes] = field(default_factory=set[bytes])

    def __post_init__(self) -> None:
        self.__dict__.update(self.honest.__dict__)

    def read(self, log_id: bytes, *, after: int, token: bytes) -> Page:
        page = super().read(log_id, after=after, token=token)
        return self.reads.get(log_id, lambda same, _after: same)(page, after)

    def append(self, log_id: bytes, frame: bytes, *, token: bytes) -> int:
        if log_id in self.swallows:
            return 99
        number = super().append(log_id, frame, token=token)
        return self.appends.get(log_id, lambda same: same)(number)


@pytest.fixture(scope="module")
def begun() -> SmallCase:
    """Set up once; each test begins again from here."""
    return SmallCase()


@pytest.fixture
def case(begun: SmallCase) -> SmallCase:
    """The small case, everybody in place."""
    return begun.begin_again()


def _lie_to(case: SmallCase, name: str) -> LyingRelay:
    relay = LyingRelay(honest=case.theatre.memory_relay)
    case.place(name).link.inner = relay
    return relay


def _signed(log_id: bytes, frames: list[bytes]) -> Page:
    head = first_head(log_id)
    for frame in frames:
        head = next_head(head, frame_id(frame))
    return Page(sign_checkpoint(Checkpoint(log_id, len(frames), head), seed=bytes(32)), frames)


def _rolled_back(log_id: bytes, frames: list[bytes]) -> Reading:
    return lambda _page, after: Page(_signed(log_id, frames[:-1]).unverified_note, frames[after:-1])


def _forked(log_id: bytes, frames: list[bytes]) -> Reading:
    other = [*frames[:-1], frames[0]]
    return lambda _page, after: Page(_signed(log_id, other).unverified_note, other[after:])


def _swapped(log_id: bytes, frames: list[bytes]) -> Reading:
    longer = [*frames, frames[1], frames[0]]
    return lambda _page, after: Page(
        _signed(log_id, longer).unverified_note, list(reversed(longer[after:]))
    )


def _beyond(log_id: bytes, frames: list[bytes]) -> Reading:
    return lambda _page, _after: Page(_signed(log_id, frames).unverified_note, [frames[0]])


FAULTS: dict[str, tuple[Callable[[bytes, list[bytes]], Reading], type[LogStopped]]] = {
    "rolls back": (_rolled_back, LogShorter),
    "forks": (_forked, LogForked),
    "swaps": (_swapped, ChainBroken),
    "shows frames beyond its word": (_beyond, ChainBroken),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_log_that_cannot_be_is_stopped_and_the_others_go_on(case: SmallCase, fault: str) -> None:
    """One broken relay must cost one room, not the case."""
    lie, expected = FAULTS[fault]
    statement = case.room("anna").say(["The road."], language="en", mark=IN_SUBSTANCE)
    case.desk().room("B").read_up()
    case.seat("dalal").send()
    relay = _lie_to(case, "dalal")
    log = case.desk().room("A")
    log_id = log.record.log_id
    frames = list(case.place("dalal").vault.frames(log_id))
    relay.reads[log_id] = lie(log_id, frames)
    with pytest.raises(expected):
        log.read_up()
    assert log.record.stopped == expected.code
    seat = case.reopen("dalal")
    assert seat.rooms["A"].record.stopped == expected.code
    assert statement in seat.rooms["A"].talks.statements

    case.room("bilal").say(["Seen from B."], language="en", mark=IN_SUBSTANCE)
    with pytest.raises(LogStopped):
        seat.send()
    assert [kept.number for kept in seat.rooms["B"].talks.statements.values()]
    desk = case.desk()
    desk.note("Room A's relay is broken.")
    assert desk.journal.waiting == []
    words = Crossing(target="B", sentences=("We wait.",), language="en", manner=Manner.OWN_WORDS)
    conveyance = convey(desk, words)
    case.seat("bilal").send()
    assert conveyance in case.room("bilal").talks.conveyances
    with pytest.raises(LogStopped):
        convey(
            desk,
            Crossing(
                target="B",
                sentences=("The road.",),
                language="en",
                manner=Manner.IN_SUBSTANCE,
                sources=(SourceRef(room="A", statement=statement),),
            ),
        )


@pytest.mark.parametrize("fault", FAULTS)
def test_a_room_whose_log_is_stopped_still_reads_and_drafts(case: SmallCase, fault: str) -> None:
    """Words typed while the relay is not to be trusted are kept, shown, and not sent."""
    lie, expected = FAULTS[fault]
    anna = case.room("anna")
    anna.say(["Before."], language="en")
    relay = _lie_to(case, "anna")
    log_id = anna.log.record.log_id
    relay.reads[log_id] = lie(log_id, list(case.place("anna").vault.frames(log_id)))
    with pytest.raises(expected):
        anna.log.read_up()
    case.reopen("anna")
    anna = case.room("anna")
    with pytest.raises(LogStopped):
        anna.say(["Drafted."], language="en")
    texts = [kept.sentences["1"].text for kept in anna.talks.statements.values()]
    assert texts == ["Before.", "Drafted."]
    assert len(anna.log.waiting) == 1


GARBAGE: dict[str, tuple[Reading, type[WasitError]]] = {
    "a note of another relay": (
        lambda page, _after: Page(
            sign_checkpoint(Checkpoint(bytes(32), 1, bytes(32)), seed=b"x" * 32), page.frames
        ),
        BadNote,
    ),
    "noise for a note": (lambda page, _after: Page(b"\xff\xfe", page.frames), BadNote),
    "no note": (lambda page, _after: Page(b"", page.frames), BadNote),
    "fewer frames than it names": (
        lambda page, _after: Page(page.unverified_note, []),
        LinkLost,
    ),
}


@pytest.mark.parametrize("answer", GARBAGE)
def test_garbage_is_no_history_and_what_was_said_meanwhile_is_sent_once(
    case: SmallCase, answer: str
) -> None:
    """A relay that answers nonsense has said nothing: no log is stopped, no act doubled or lost."""
    reading, expected = GARBAGE[answer]
    relay = _lie_to(case, "anna")
    anna = case.room("anna")
    relay.reads[anna.log.record.log_id] = reading
    anna.say(["Through the noise."], language="en")
    assert len(anna.talks.statements) == 1
    with pytest.raises(expected):
        anna.log.read_up()
    assert anna.log.record.stopped is None
    relay.reads.clear()
    case.seat("anna").send()
    case.seat("dalal").send()
    assert len(case.desk().room("A").talks.statements) == 1
    assert anna.log.waiting == []


def _raise(error: WasitError) -> Callable[[int], int]:
    def answer(_number: int) -> int:
        raise error

    return answer


@pytest.mark.parametrize(
    "error",
    [EpochNotCurrent("a lie"), BadPage("noise"), LinkLost("gone")],
    ids=lambda error: type(error).__name__,
)
def test_a_relay_that_stores_and_denies_it_doubles_nothing(
    case: SmallCase, error: WasitError
) -> None:
    """The log decides what was said, not the answer; and no copy of the seat is invented."""
    relay = _lie_to(case, "anna")
    anna = case.room("anna")
    relay.appends[anna.log.record.log_id] = _raise(error)
    anna.say(["Said once."], language="en")
    relay.appends.clear()
    case.seat("anna").send()
    assert anna.log.waiting == []
    assert anna.log.refused == []
    assert len(anna.talks.statements) == 1


@pytest.mark.parametrize(
    "error",
    [EpochNotCurrent("a lie"), BadPage("noise"), LinkLost("gone")],
    ids=lambda error: type(error).__name__,
)
def test_a_conveyance_stored_and_denied_is_found_and_put_on_record(
    case: SmallCase, error: WasitError
) -> None:
    """The journal must not go on saying that words were not sent which a room has read."""
    relay = _lie_to(case, "dalal")
    desk = case.desk()
    log = desk.room("B")
    relay.appends[log.record.log_id] = _raise(error)
    words = Crossing(target="B", sentences=("We wait.",), language="en", manner=Manner.OWN_WORDS)
    try:
        convey(desk, words)
    except WasitError as raised:
        assert isinstance(raised, type(error))  # noqa: PT017 - reading up may also find it
    relay.appends.clear()
    finish_conveyances(desk)
    case.seat("bilal").send()
    seen = case.room("bilal").talks.conveyances
    assert len(seen) == 1
    for conveyance, carry in desk.journal.talks.carries.items():
        expected = CarryState.HANDED_ON if conveyance in seen else CarryState.NOT_SENT
        assert carry.state is expected


def test_a_conveyance_acknowledged_and_not_stored_is_not_called_handed_on(
    case: SmallCase,
) -> None:
    """A relay's word that it took something is no proof that a room can read it."""
    relay = _lie_to(case, "dalal")
    desk = case.desk()
    relay.swallows.add(desk.room("B").record.log_id)
    words = Crossing(target="B", sentences=("We wait.",), language="en", manner=Manner.OWN_WORDS)
    with pytest.raises(LinkLost):
        convey(desk, words)
    (carry,) = desk.journal.talks.carries.values()
    assert carry.state is CarryState.INTENDED
    relay.swallows.clear()
    assert [state for _, state in finish_conveyances(desk)] == [CarryState.NOT_SENT]


def test_a_frame_held_back_and_numbered_late_is_put_on_record_then(case: SmallCase) -> None:
    """Given up as not sent, then it stands in the room after all: the journal takes it back."""
    desk = case.desk()
    link = case.place("dalal").link
    log = desk.room("B")
    held: list[bytes] = []
    honest = case.theatre.memory_relay

    class Holding(MemoryRelay):
        def __init__(self) -> None:
            self.__dict__.update(honest.__dict__)

        def append(self, log_id: bytes, frame: bytes, *, token: bytes) -> int:
            if log_id == log.record.log_id and not held:
                held.append(frame)
                raise LinkLost("it took too long")
            return super().append(log_id, frame, token=token)

    link.inner = Holding()
    words = Crossing(target="B", sentences=("We wait.",), language="en", manner=Manner.OWN_WORDS)
    with pytest.raises(LinkLost):
        convey(desk, words)
    assert [state for _, state in finish_conveyances(desk)] == [CarryState.NOT_SENT]
    honest.append(log.record.log_id, held[0], token=log.record.token)
    assert [state for _, state in finish_conveyances(desk)] == [CarryState.HANDED_ON]
    (carry,) = desk.journal.talks.carries.values()
    assert carry.handed_on is not None
    assert carry.handed_on.number == log.number


def test_a_log_away_or_lost_to_one_room_stops_no_other(case: SmallCase) -> None:
    """A desk reads and sends in every log it can, whichever comes first."""
    relay = _lie_to(case, "dalal")
    desk = case.desk()

    def away(_page: Page, _after: int) -> Page:
        raise LinkLost("this log's relay is away")

    relay.reads[desk.room("A").record.log_id] = away
    case.room("bilal").say(["From B."], language="en")
    with pytest.raises(LinkLost):
        case.seat("dalal").read_up()
    assert len(desk.room("B").talks.statements) == 1
    with pytest.raises(LinkLost):
        case.seat("dalal").send()
    assert issubclass(BadPage, Untrusted)
