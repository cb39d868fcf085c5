"""Break a seat at every vault write and every relay call of an act; nothing is lost or doubled.

Each act is done once for every point it passes and every way the point can break. Then the seat is
opened again from its vault (or goes on, where the program lived), does what an open program does by
itself, and the person looks at the screen and does the act again only where it is not there. At the
end the act stands exactly once, whatever was acknowledged still stands, the journal tells the
truth, and every log folds anew to what is shown.
"""

import contextlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.scenarios.breaking import ProgramDied, SmallCase, Way
from wasit.errors import WasitError
from wasit.seat.admitting import admit, invitations, invite, remove
from wasit.seat.catching_up import catch_up
from wasit.seat.conveying import convey, finish_conveyances, report
from wasit.seat.faults import NoSuchPerson, YouLeft
from wasit.seat.files_here import files_here
from wasit.seat.giving import GivenFile, file_of
from wasit.seat.joining import answer_invitation, complete_joining
from wasit.seat.ports import NoSuchLog
from wasit.seat.records import InvitationState
from wasit.seat.renewing import renew
from wasit.seat.seat import Seat
from wasit.talks.carried import Manner, Reported
from wasit.talks.crossing import Crossing, ReportAbout, SourceRef
from wasit.talks.kept import CarryState
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.people import Person, Side
from wasit.talks.retention import Retention, RetentionSet
from wasit.talks.rounds import Result, RoundEvent
from wasit.wire.blobs import CHUNK_SIZE

IN_SUBSTANCE = Mark(code=MarkCode.IN_SUBSTANCE)
CARLA = Person(id="carla", name="Carla", side=Side.ROOM, may_speak=True)


@dataclass(frozen=True)
class Act:
    """An act: what goes before it, the act, how it is finished after a break, what must hold."""

    seat: str
    prepare: Callable[[SmallCase], Any]
    do: Callable[[SmallCase, Any], None]
    finish: Callable[[SmallCase, Any], None]
    holds: Callable[[SmallCase, Any], None]


# Saying -----------------------------------------------------------------------------------------


def _say(case: SmallCase, _given: None) -> None:
    case.room("anna").say(["We need the road open."], language="en", mark=IN_SUBSTANCE)


def _say_where_it_is_not(case: SmallCase, given: None) -> None:
    case.seat("anna").send()
    if not case.room("anna").talks.statements:
        _say(case, given)


def _said_once(case: SmallCase, _given: None) -> None:
    case.seat("dalal").send()
    texts = [
        sentence.text
        for kept in case.desk().room("A").talks.statements.values()
        for sentence in kept.sentences.values()
    ]
    assert texts == ["We need the road open."]


# Conveying --------------------------------------------------------------------------------------


def _something_to_convey(case: SmallCase) -> Crossing:
    statement = case.room("anna").say(["We need the road open."], language="en", mark=IN_SUBSTANCE)
    case.seat("dalal").send()
    return Crossing(
        target="B",
        sentences=("Side A wants the road.",),
        language="en",
        manner=Manner.IN_SUBSTANCE,
        sources=(SourceRef(room="A", statement=statement),),
        counterpart="side A",
    )


def _convey(case: SmallCase, crossing: Crossing) -> None:
    convey(case.desk(), crossing)


def _convey_where_it_is_not(case: SmallCase, crossing: Crossing) -> None:
    finish_conveyances(case.desk())
    if not case.desk().room("B").talks.conveyances:
        convey(case.desk(), crossing)


def _conveyed_once(case: SmallCase, _crossing: Crossing) -> None:
    case.seat("bilal").send()
    seen = case.room("bilal").talks.conveyances
    assert len(seen) == 1
    for conveyance, carry in case.desk().journal.talks.carries.items():
        stands = conveyance in seen
        assert carry.state is (CarryState.HANDED_ON if stands else CarryState.NOT_SENT)
        if stands:
            assert carry.handed_on is not None
            assert carry.handed_on.number == seen[conveyance].number


# Files ------------------------------------------------------------------------------------------

PLAN = GivenFile(name="plan.pdf", media_type="application/pdf", content=bytes(3 * CHUNK_SIZE))


def _give(case: SmallCase, _given: None) -> None:
    verbatim = Mark(code=MarkCode.VERBATIM)
    case.room("anna").say(["Our plan."], language="en", mark=verbatim, files=[PLAN])


def _give_where_it_is_not(case: SmallCase, given: None) -> None:
    case.seat("anna").send()
    if not case.room("anna").talks.statements:
        _give(case, given)


def _given_once(case: SmallCase, _given: None) -> None:
    case.seat("dalal").send()
    (here,) = files_here("A", case.desk().room("A").talks)
    assert case.desk().room("A").files.content(here.file) == PLAN.content
    case.reopen("anna")
    vault = case.seat("anna").ports.vault
    assert vault.names("unput/") == []
    assert len(vault.names("blob/")) == len(here.file.chunks)


def _a_file_to_convey(case: SmallCase) -> Crossing:
    _give(case, None)
    case.seat("dalal").send()
    (here,) = files_here("A", case.desk().room("A").talks)
    source = SourceRef(room="A", statement=here.id, sentence=here.sentence)
    return Crossing(
        target="B",
        sentences=(),
        language="en",
        manner=Manner.VERBATIM,
        sources=(source,),
        files=(file_of(case.desk(), source),),
    )


def _file_conveyed_once(case: SmallCase, crossing: Crossing) -> None:
    _conveyed_once(case, crossing)
    bilal = case.room("bilal")
    (here,) = files_here("B", bilal.talks)
    assert bilal.log.files.content(here.file) == PLAN.content
    case.reopen("dalal")
    assert case.seat("dalal").ports.vault.names("unput/") == []


# Reporting --------------------------------------------------------------------------------------


def _something_to_report(case: SmallCase) -> Crossing:
    crossing = _something_to_convey(case)
    about = ReportAbout(
        statement=crossing.sources[0].statement,
        what=Reported.HELD,
        at="2024-03-01T08:00:00Z",
    )
    return Crossing(target="A", sentences=(), language="en", manner=Manner.OWN_WORDS, report=about)


def _report(case: SmallCase, crossing: Crossing) -> None:
    report(case.desk(), crossing)


def _report_where_it_is_not(case: SmallCase, crossing: Crossing) -> None:
    finish_conveyances(case.desk())
    if not case.desk().room("A").talks.reports:
        report(case.desk(), crossing)


def _reported_once(case: SmallCase, _crossing: Crossing) -> None:
    case.seat("anna").send()
    seen = [(kept.number, kept.report.what) for kept in case.room("anna").talks.reports.values()]
    kept = [(each.number, each.what) for _, each in case.desk().journal.talks.reports]
    assert len(seen) == 1
    assert kept == seen


# Letting in and out -----------------------------------------------------------------------------


def _somebody_at_the_door(case: SmallCase) -> tuple[str, tuple[str, ...]]:
    ports, _ = case.theatre.ports("carla")
    invitation, link = invite(case.desk(), CARLA, rooms=["A", "B"])
    return invitation, answer_invitation(Seat.create(ports), link)


def _admit(case: SmallCase, given: tuple[str, tuple[str, ...]]) -> None:
    admit(case.desk(), given[0], words=given[1])


def _admit_where_it_is_open(case: SmallCase, given: tuple[str, tuple[str, ...]]) -> None:
    case.seat("dalal").send()
    if invitations(case.desk())[given[0]].state is InvitationState.OPEN:
        _admit(case, given)


def _is_in(case: SmallCase, given: tuple[str, tuple[str, ...]]) -> None:
    assert invitations(case.desk())[given[0]].state is InvitationState.USED
    place = case.place("carla")
    carla = Seat.open(case.theatre.ports_on(place, "carla"))
    complete_joining(carla)
    for room in ("A", "B"):
        members = case.desk().room(room).channel.state.members.values()
        assert [each.person for each in members].count(CARLA) == 1
        assert carla.rooms[room].channel.is_member
    remove(case.desk(), "carla", rooms=["A", "B"])
    for room in ("A", "B"):
        with pytest.raises(NoSuchLog):
            carla.rooms[room].read_up()


def _remove(case: SmallCase, _given: None) -> None:
    remove(case.desk(), "bilal", rooms=["B"])


def _remove_again(case: SmallCase, given: None) -> None:
    case.seat("dalal").send()
    with contextlib.suppress(NoSuchPerson):
        _remove(case, given)


def _is_out(case: SmallCase, _given: None) -> None:
    people = case.desk().room("B").talks.people
    assert "bilal" not in people
    with pytest.raises(NoSuchLog):
        case.seat("bilal").read_up()
    assert [fault.code for fault in catch_up(case.seat("bilal")).faults] == [YouLeft.code]


# The case and its rooms -------------------------------------------------------------------------


def _add_room(case: SmallCase, _given: None) -> None:
    case.desk().add_room("C", default_mark=MarkCode.EARS_ONLY, languages=["en"])


def _add_room_again(case: SmallCase, given: None) -> None:
    case.seat("dalal").send()
    _add_room(case, given)


def _room_stands(case: SmallCase, _given: None) -> None:
    assert case.desk().room("C").talks.opened is not None
    log = case.desk().room("C").record.log_id.hex()
    assert case.desk().journal.talks.rooms["C"].log == log


def _introduce(case: SmallCase, _given: None) -> None:
    case.desk().introduce("A", name="the ministry", stands_for="B")


def _introduce_where_it_is_not(case: SmallCase, given: None) -> None:
    case.seat("dalal").send()
    if "the ministry" not in case.desk().room("A").talks.counterparts:
        _introduce(case, given)


def _introduced_once(case: SmallCase, _given: None) -> None:
    case.seat("anna").send()
    assert "the ministry" in case.room("anna").talks.counterparts
    assert case.desk().journal.talks.naming["A"]["the ministry"] == "B"


def _set_retention(case: SmallCase, _given: None) -> None:
    case.desk().set_retention(Retention.SEAL)


def _set_retention_again(case: SmallCase, given: None) -> None:
    case.seat("dalal").send()
    _set_retention(case, given)


def _retention_stands_once(case: SmallCase, _given: None) -> None:
    for log in case.seat("dalal").logs():
        assert log.talks.retention is Retention.SEAL
        bodies = [line.body for line in log.history()]
        assert bodies.count(RetentionSet(rule=Retention.SEAL)) == 1


def _a_round_held(case: SmallCase) -> None:
    for person, room in (("anna", "A"), ("bilal", "B")):
        case.desk().convene(room, "r1", RoundEvent.RECOMMENDATION)
        case.seat(person).send()
        case.room(person).convene("r1", RoundEvent.ACCEPTANCE)
        case.seat("dalal").send()
        case.desk().convene(
            room, "r1", RoundEvent.SET, place="the hotel", time="2024-03-02T08:00:00Z"
        )
        case.desk().convene(room, "r1", RoundEvent.HELD)


def _outcome(case: SmallCase, _given: None) -> None:
    case.desk().outcome(Result.NONE, rounds=[("A", "r1"), ("B", "r1")])


def _outcome_where_it_is_not(case: SmallCase, given: None) -> None:
    case.seat("dalal").send()
    rooms = [case.desk().room(name).talks.rounds["r1"].outcomes for name in ("A", "B")]
    if not all(rooms):
        _outcome(case, given)


def _outcome_told_once(case: SmallCase, _given: None) -> None:
    for person in ("anna", "bilal"):
        case.seat(person).send()
        assert len(case.room(person).talks.rounds["r1"].outcomes) == 1
    assert len(case.desk().journal.talks.outcomes) == 1


def _renew(case: SmallCase, _given: Any) -> None:
    renew(case.desk().room("A"))


def _own_token(case: SmallCase) -> bytes:
    return case.desk().room("A").record.token


def _renewed(case: SmallCase, given: bytes) -> None:
    log = case.desk().room("A")
    case.room("anna").say(["Still here."], language="en", mark=IN_SUBSTANCE)
    log.read_up()
    assert [each.sentences["1"].text for each in log.talks.statements.values()] == ["Still here."]
    with pytest.raises(NoSuchLog):
        case.theatre.memory_relay.read(log.record.log_id, after=0, token=given)
    assert case.place("dalal").vault.names("renewing/") == []


def _nothing(_case: SmallCase) -> None:
    return


ACTS = {
    "say": Act("anna", _nothing, _say, _say_where_it_is_not, _said_once),
    "convey": Act("dalal", _something_to_convey, _convey, _convey_where_it_is_not, _conveyed_once),
    "give a file": Act("anna", _nothing, _give, _give_where_it_is_not, _given_once),
    "convey a file": Act(
        "dalal", _a_file_to_convey, _convey, _convey_where_it_is_not, _file_conveyed_once
    ),
    "report": Act("dalal", _something_to_report, _report, _report_where_it_is_not, _reported_once),
    "admit": Act("dalal", _somebody_at_the_door, _admit, _admit_where_it_is_open, _is_in),
    "remove": Act("dalal", _nothing, _remove, _remove_again, _is_out),
    "add room": Act("dalal", _nothing, _add_room, _add_room_again, _room_stands),
    "set retention": Act(
        "dalal", _nothing, _set_retention, _set_retention_again, _retention_stands_once
    ),
    "introduce": Act("dalal", _nothing, _introduce, _introduce_where_it_is_not, _introduced_once),
    "renew": Act("dalal", _own_token, _renew, _renew, _renewed),
    "outcome": Act("dalal", _a_round_held, _outcome, _outcome_where_it_is_not, _outcome_told_once),
}


@pytest.fixture(scope="module")
def small_case() -> SmallCase:
    """Set up once; each point begins again from here."""
    return SmallCase()


@pytest.mark.slow
@pytest.mark.parametrize("way", Way, ids=lambda way: way.value)
@pytest.mark.parametrize("name", ACTS)
def test_an_act_broken_at_any_point_stands_once(small_case: SmallCase, name: str, way: Way) -> None:
    """A crash must neither lose nor double what a person did, nor leave a false journal."""
    act = ACTS[name]
    for at in itertools.count(1):
        case = small_case.begin_again()
        given = act.prepare(case)
        breaker = case.place(act.seat).breaker
        breaker.arm(way, at)
        try:
            act.do(case, given)
            acknowledged = True
        except (ProgramDied, WasitError):
            acknowledged = False
        if not breaker.struck:
            assert acknowledged
            assert at > 1
            return
        breaker.rest()
        if way in {Way.DIES_BEFORE, Way.DIES_AFTER}:
            case.reopen(act.seat)
        try:
            if acknowledged:
                case.seat(act.seat).send()
            else:
                act.finish(case, given)
            act.holds(case, given)
            _all_is_well(case)
        except BaseException as error:
            error.add_note(f"{name} broke at point {at}, acknowledged: {acknowledged}")
            raise


def _all_is_well(case: SmallCase) -> None:
    """Nothing waits, nothing was refused, logs fold anew to what is shown, and talks can go on."""
    desk = case.desk()
    for player in case.stage.players.values():
        for log in player.seat.logs():
            log.recheck()
            assert log.waiting == []
            assert log.refused == []
    desk.note("Talks go on.")
    for room in ("A", "B"):
        desk.convene(room, "r9", RoundEvent.RECOMMENDATION)
    assert [entry[2].text for entry in desk.journal.talks.notes] == ["Talks go on."]
