"""What a forked child does: be the relay, or open one seat's vault and do one act at it.

Each act has three parts, each a process of its own: what goes before it (``set up``), the act, and
``finish``, which is what an open program does by itself after a break and what a person then does
by looking at the screen. ``look`` opens every seat and tells what stands.
"""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.kills.appending import append, append_again, open_log
from tests.kills.place import CREATION_TOKEN, Place, Tell
from wasit.bootstrap import shipped_checks
from wasit.errors import WasitError
from wasit.play.script import parse_script
from wasit.play.stage import Stage, Switch
from wasit.relay.app import RelayApp
from wasit.relay.server import RelayServer, listen
from wasit.relay.sqlite_store import SqliteStore
from wasit.seat import admitting, conveying
from wasit.seat.desk import DeskSeat
from wasit.seat.fold import SeatPorts
from wasit.seat.joining import answer_invitation, complete_joining
from wasit.seat.records import InvitationRecord, InvitationState
from wasit.seat.room import RoomSeat
from wasit.seat.seat import Seat
from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing, SourceRef
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.people import Person, Side
from wasit.talks.rounds import RoundEvent
from wasit.testing.clocks import FrozenClock

CARLA = Person(id="carla", name="Carla", side=Side.ROOM, may_speak=True)
IN_SUBSTANCE = Mark(code=MarkCode.IN_SUBSTANCE)
SAID = "We need the road open."
CARRIED = "Side A wants the road."

SCRIPT = """
title = "Two rooms"
starts = 2024-03-01T08:00:00Z
[desk]
name = "The desk"
people = [{ seat = "dalal", role = "head" }]
[[room]]
name = "A"
people = [{ seat = "anna", role = "head" }]
counterparts = [{ name = "side B", room = "B" }]
[[room]]
name = "B"
people = [{ seat = "bilal", role = "head" }]
counterparts = [{ name = "side A", room = "A" }]
"""


def be_relay(place: Place, tell: Tell) -> object:
    """Serve until killed or stopped; tells that it is ready."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    store = SqliteStore(place.folder / "relay" / "relay.db", reach=place.reach)
    app = RelayApp(store, bytes(range(32)), CREATION_TOKEN, reach=place.reach)
    at = listen("127.0.0.1", place.port)
    RelayServer(app, at=at, ready=tell).serve_until_stopped()
    store.close()
    return "stopped"


# Setting up -------------------------------------------------------------------------------------


@dataclass
class _Uncut:
    offline: bool = False


class _Theatre:
    creation_token = CREATION_TOKEN
    checks = shipped_checks()

    def __init__(self, place: Place) -> None:
        self._place = place
        self.clock = FrozenClock()
        self.relay = place.relay

    def ports(self, seat: str) -> tuple[SeatPorts, Switch]:
        return self._place.ports(seat, new=True, watched=False), _Uncut()


def set_up(place: Place, _tell: Tell) -> object:
    """Open the case, let everybody in; room A has said something to convey."""
    stage = Stage(_Theatre(place))
    script, _ = parse_script(SCRIPT, name="kills")
    stage.set_up(script)
    stage.players["anna"].in_room().say(["The bridge holds."], language="en", mark=IN_SUBSTANCE)
    for name in ("dalal", "bilal", "anna"):
        stage.players[name].seat.send()
    stage.close()
    place.ports("carla", new=True, watched=False)
    return None


# Acts -------------------------------------------------------------------------------------------


def say(place: Place, _tell: Tell) -> object:
    """Anna says something."""
    return RoomSeat(place.seat("anna")).say([SAID], language="en", mark=IN_SUBSTANCE)


def finish_say(place: Place, _tell: Tell) -> object:
    """Her program sends what waits; she says it again only where her screen lacks it."""
    anna = place.seat("anna")
    anna.send()
    room = RoomSeat(anna)
    if SAID not in _texts(room):
        room.say([SAID], language="en", mark=IN_SUBSTANCE)
        return "again"
    return "there"


def post(place: Place, _tell: Tell) -> object:
    """The desk recommends a round to room A: an act sent now or not at all."""
    return _recommend(place.desk())


def finish_post(place: Place, _tell: Tell) -> object:
    """The desk's program settles; its person recommends again only where nothing stands."""
    desk = place.desk()
    desk.seat.send()
    if "r1" not in desk.room("A").talks.rounds:
        _recommend(desk)
        return "again"
    return "there"


def _recommend(desk: DeskSeat) -> str:
    desk.convene("A", "r1", RoundEvent.RECOMMENDATION)
    return "recommended"


def convey(place: Place, _tell: Tell) -> object:
    """The desk carries into B what A said."""
    return _carry(place.desk())


def finish_convey(place: Place, _tell: Tell) -> object:
    """The desk's program finds the fate; its person conveys again only where B has nothing."""
    desk = place.desk()
    conveying.finish_conveyances(desk)
    if not desk.room("B").talks.conveyances:
        _carry(desk)
        return "again"
    return "there"


def _carry(desk: DeskSeat) -> str:
    desk.seat.read_up()
    (statement,) = desk.room("A").talks.statements
    crossing = Crossing(
        target="B",
        sentences=(CARRIED,),
        language="en",
        manner=Manner.IN_SUBSTANCE,
        sources=(SourceRef(room="A", statement=statement),),
        counterpart="side A",
    )
    return conveying.convey(desk, crossing)


def invite(place: Place, _tell: Tell) -> object:
    """The desk makes an invitation into both rooms."""
    return _invite(place, place.desk())


def _invite(place: Place, desk: DeskSeat) -> str:
    _, link = admitting.invite(desk, CARLA, rooms=["A", "B"])
    (place.folder / "link").write_text(link, encoding="utf-8")
    return "invited"


def answer(place: Place, _tell: Tell) -> object:
    """Carla answers it from a new seat."""
    return _answer(place)


def _answer(place: Place) -> list[str]:
    ports = place.ports("carla")
    seat = Seat.create(ports) if ports.vault.read("device") is None else Seat.open(ports)
    return list(answer_invitation(seat, (place.folder / "link").read_text(encoding="utf-8")))


def admit(place: Place, _tell: Tell) -> object:
    """The desk lets her in, with the words compared."""
    return _admit(place, place.desk())


def _admit(place: Place, desk: DeskSeat) -> str:
    hers = Place(place.folder, place.port)
    words = _answer(hers)
    hers.leave()
    (invitation,) = _hers(desk)
    admitting.admit(desk, invitation, words=words)
    return "admitted"


def join(place: Place, _tell: Tell) -> object:
    """Carla reads the rooms she was let into."""
    complete_joining(place.seat("carla"))
    return "joined"


def finish_join(place: Place, _tell: Tell) -> object:
    """Whatever of inviting, answering, letting in and reading is not done yet, in that order."""
    desk = place.desk()
    desk.seat.send()
    done: list[str] = []
    if not _hers(desk):
        done.append(_invite(place, desk))
    (invitation,) = _hers(desk).values()
    if invitation.state is InvitationState.OPEN:
        done.append(_admit(place, desk))
    carla = place.seat("carla")
    if carla.ports.vault.read("joining") is not None:
        complete_joining(carla)
        done.append("joined")
    return done


def _hers(desk: DeskSeat) -> dict[str, InvitationRecord]:
    return {id_: each for id_, each in admitting.invitations(desk).items() if each.person == CARLA}


# Looking ----------------------------------------------------------------------------------------


def look(place: Place) -> object:
    """What every seat shows, once it has sent what waits; each log folded anew gives the same."""
    seen: dict[str, Any] = {}
    for folder in sorted((place.folder / "seats").iterdir()):
        ports = place.ports(folder.name)
        if ports.vault.read("device") is not None:
            seat = Seat.open(ports)
            seat.send()
            for log in seat.logs():
                log.recheck()
            seen[folder.name] = {
                "waiting": sum(len(log.waiting) for log in seat.logs()),
                "refused": [each.code for log in seat.logs() for each in log.refused],
                "heads": {log.record.name: log.channel.state.head().hex() for log in seat.logs()},
                "said": {name: _texts_of(log.talks) for name, log in seat.rooms.items()},
                "conveyed": {
                    name: {
                        conveyance: [kept.number, *(s.text for s in kept.conveyed.sentences)]
                        for conveyance, kept in log.talks.conveyances.items()
                    }
                    for name, log in seat.rooms.items()
                },
                "entries": {
                    name: [type(line.body).__name__ for line in log.history() if line.body]
                    for name, log in seat.rooms.items()
                },
                "people": {
                    name: sorted(m.person.id for m in log.channel.state.members.values())
                    for name, log in seat.rooms.items()
                },
                "carries": (
                    {
                        conveyance: [
                            carry.state.value,
                            carry.handed_on.number if carry.handed_on is not None else 0,
                        ]
                        for conveyance, carry in seat.journal.talks.carries.items()
                    }
                    if seat.journal is not None
                    else {}
                ),
            }
    return seen


def _texts(room: RoomSeat) -> list[str]:
    return _texts_of(room.talks)


def _texts_of(talks: Any) -> list[str]:
    return [
        sentence.text for kept in talks.statements.values() for sentence in kept.sentences.values()
    ]


def _then_look(finish: Callable[[Place, Tell], object]) -> Callable[[Place, Tell], object]:
    """What finishing did again, and what is seen afterwards by everybody."""

    def finished(place: Place, tell: Tell) -> object:
        redone = finish(place, tell)
        place.leave()
        return {"redone": redone, "seen": look(place)}

    return finished


def _honestly(act: Callable[[Place, Tell], object]) -> Callable[[Place, Tell], object]:
    """The act; an error it tells is its answer, beside what it gives when it is done."""

    def told(place: Place, tell: Tell) -> object:
        try:
            return {"done": act(place, tell)}
        except WasitError as error:
            return {"told": error.code}

    return told


WORK: dict[str, Callable[[Place, Tell], object]] = {
    "relay": be_relay,
    "set up": set_up,
    "say": _honestly(say),
    "finish say": _then_look(finish_say),
    "post": _honestly(post),
    "finish post": _then_look(finish_post),
    "convey": _honestly(convey),
    "finish convey": _then_look(finish_convey),
    "invite": _honestly(invite),
    "answer": _honestly(answer),
    "admit": _honestly(admit),
    "join": _honestly(join),
    "finish join": _then_look(finish_join),
    "open a log": open_log,
    "append": append,
    "append again": append_again,
}
