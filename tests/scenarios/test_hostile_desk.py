"""What could slip past the gate, or past a desk's own knowledge, in the desk's other acts."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from tests.scenarios.breaking import SmallCase
from wasit.errors import WasitError
from wasit.play.stage import Player
from wasit.seat.admitting import admit, invite, remove
from wasit.seat.conveying import convey
from wasit.seat.desk import DeskSeat
from wasit.seat.faults import SeatCopied, UnclearedWords
from wasit.seat.joining import answer_invitation, complete_joining
from wasit.seat.ports import NoSuchLog
from wasit.seat.room import RoomSeat
from wasit.seat.seat import Seat
from wasit.talks.carried import Conveyance, ConveyedSentence, Manner, Report, Reported
from wasit.talks.crossing import Cleared, Crossing, ReportAbout
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.people import Person, Side
from wasit.talks.refusals import FindingStops, HistoriesDiffer, NewerKindInLog
from wasit.talks.rounds import Result, RoundEvent
from wasit.wire.frames import frame_id
from wasit.wire.hash_chain import next_head

SECRET = "Our minister resigns on Friday."
OWN_WORDS = Crossing(target="A", sentences=("We wait.",), language="en", manner=Manner.OWN_WORDS)


@pytest.fixture(scope="module")
def begun() -> SmallCase:
    """Set up once; each test begins again from here."""
    return SmallCase()


@pytest.fixture
def case(begun: SmallCase) -> SmallCase:
    """The small case, everybody in place."""
    return begun.begin_again()


def _words_in(desk: DeskSeat, how: str) -> None:
    match how:
        case "words of a round":
            desk.convene("A", "r1", RoundEvent.RECOMMENDATION, words=SECRET)
        case "place of a round":
            desk.convene("A", "r1", RoundEvent.RECOMMENDATION, place=SECRET)
        case "name of a counterpart":
            desk.introduce("A", name=SECRET, stands_for="B")
        case "closing words":
            desk.close_room("A", words=SECRET)
        case _:
            desk.convene("A", "r1", RoundEvent.RECOMMENDATION)
            desk.outcome(Result.NONE, rounds=[("A", "r1")], words=SECRET)


@pytest.mark.parametrize(
    "how",
    [
        "words of a round",
        "place of a round",
        "name of a counterpart",
        "closing words",
        "words of an outcome",
    ],
)
@pytest.mark.parametrize("read", [True, False], ids=["read before", "numbered, not yet read"])
def test_no_free_text_of_the_desk_reaches_a_room_past_the_gate(
    case: SmallCase, how: str, read: bool
) -> None:
    """A secret of B repeated word for word in a field nobody thought of is still a leak."""
    case.room("bilal").say([SECRET], language="en", mark=Mark(code=MarkCode.EARS_ONLY))
    if read:
        case.seat("dalal").send()
    before = len(case.desk().journal.talks.outcomes)
    with pytest.raises(FindingStops):
        _words_in(case.desk(), how)
    case.seat("anna").send()
    assert SECRET.encode() not in case.room("anna").talks.snapshot()
    assert len(case.desk().journal.talks.outcomes) == before
    assert SECRET not in case.desk().journal.talks.naming["A"]


def _cleared(case: SmallCase) -> Cleared:
    case.seat("dalal").send()
    return case.desk().clear(OWN_WORDS)


CONVEYANCE = Conveyance(
    id="c1",
    sentences=(ConveyedSentence(id="1", text="We wait."),),
    language="en",
    manner=Manner.OWN_WORDS,
)


@pytest.mark.parametrize(
    "change",
    [
        {"counterpart": "side B", "manner": Manner.VERBATIM},
        {"manner": Manner.IN_SUBSTANCE},
        {"language": "fa"},
        {"personal_capacity": True},
        {"ad_referendum": True},
        {"sentences": (ConveyedSentence(id="1", text="They give in."),)},
        {"sentences": ()},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_yes_of_the_gate_is_for_exactly_what_it_was_given(
    case: SmallCase, change: dict[str, object]
) -> None:
    """Words cleared as the desk's own must not arrive in the name of the other side."""
    cleared = _cleared(case)
    body = msgspec.structs.replace(CONVEYANCE, **change)
    number = case.desk().room("A").number
    with pytest.raises(UnclearedWords):
        case.desk().bring("A", body, cleared=cleared)
    assert case.desk().room("A").read_up() == 0
    assert case.desk().room("A").number == number


def test_a_report_without_words_needs_the_gates_yes_too(case: SmallCase) -> None:
    """'Handed on' is a fact of another room: it is told by a person, through the gate."""
    statement = case.room("anna").say(["The road."], language="en")
    case.seat("dalal").send()
    about = ReportAbout(statement=statement, what=Reported.HELD, at="2024-03-01T08:00:00Z")
    body = Report(statement=statement, what=Reported.HANDED_ON, at=about.at, words=())
    with pytest.raises(UnclearedWords):
        case.desk().bring("A", body)
    other = Crossing(target="A", sentences=(), language="en", manner=Manner.OWN_WORDS, report=about)
    with pytest.raises(UnclearedWords):
        case.desk().bring("A", body, cleared=case.desk().clear(other))


def test_nothing_crosses_while_the_journal_holds_what_this_version_cannot_read(
    case: SmallCase,
) -> None:
    """A newer desk seat may have recorded there the very thing that forbids it."""
    log = case.desk().journal
    newer = b"\x02" + bytes(200)
    frame = log.record.log_id.join((newer[:2], newer[2:]))
    relay_log = case.theatre.memory_relay.__dict__["_logs"][log.record.log_id]
    _number(relay_log, frame)
    with pytest.raises(NewerKindInLog):
        convey(case.desk(), OWN_WORDS)


def _number(relay_log: Any, frame: bytes) -> None:
    """What a relay of a later version would do with a frame of a later version."""
    state = relay_log.state
    head = next_head(state.head, frame_id(frame))
    relay_log.state = replace(state, number=state.number + 1, head=head)
    relay_log.frames.append(frame)


def test_nothing_crosses_while_the_journal_differs_by_member(case: SmallCase) -> None:
    """Where desk people may have read two journals, no release recorded there is certain."""
    case.desk().journal.channel.state.differ = True
    with pytest.raises(HistoriesDiffer):
        convey(case.desk(), OWN_WORDS)


def test_who_leaves_the_desk_leaves_the_journal_too(case: SmallCase) -> None:
    """The journal holds every room's secrets; leaving the rooms alone would be no leaving."""
    ports, switch = case.theatre.ports("dana")
    seat = Seat.create(ports)
    person = Person(id="dana", name="Dana", side=Side.DESK, may_speak=True)
    invitation, link = invite(case.desk(), person, rooms=["A", "B"], journal=True)
    words = answer_invitation(seat, link)
    admit(case.desk(), invitation, words=words)
    complete_joining(seat)
    case.stage.players["dana"] = Player("dana", person, None, seat, switch)
    remove(case.desk(), "dana", rooms=["A", "B"], journal=True)
    assert "dana" not in case.desk().journal.talks.people
    assert seat.journal is not None
    for log in seat.logs():
        with pytest.raises(NoSuchLog):
            log.read_up()


def test_an_event_is_recorded_for_the_sentences_that_lack_it(case: SmallCase) -> None:
    """One sentence released before must not keep the record from the others."""
    mark = Mark(code=MarkCode.IN_SUBSTANCE, not_before_event="the vote")
    statement = case.room("anna").say(["One.", "Two."], language="en", mark=mark)
    case.seat("dalal").send()
    desk = case.desk()
    at = "2024-03-01T08:00:00Z"
    desk.event_happened(room="A", statement=statement, sentence="1", words="The vote.", at=at)
    desk.event_happened(room="A", statement=statement, sentence=None, words="The vote.", at=at)
    assert len(desk.journal.talks.events["A"]) == 2
    with pytest.raises(WasitError):
        desk.event_happened(room="A", statement=statement, sentence=None, words="Again.", at=at)


def test_a_copied_seat_is_told_again_whenever_it_is_opened(case: SmallCase) -> None:
    """A power cut just after reading must not be all it takes to miss that one is copied."""
    RoomSeat(case.copy("anna", "anna's copy")).say(["From the copy."], language="en")
    with pytest.raises(SeatCopied):
        case.seat("anna").read_up()
    assert case.seat("anna").read_up() == 0
    case.reopen("anna")
    with pytest.raises(SeatCopied):
        case.seat("anna").read_up()
