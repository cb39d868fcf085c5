"""A desk that dies, or loses its link or disk, at each step of resuming and of moving a log.

Every vault write and relay call of the act is a point; all are tried, in all ways. Afterwards the
desk's seat is opened again and does the same act once more: everybody then has the same history,
nothing that was acknowledged is missing and nothing stands in it twice.
"""

import copy
from collections.abc import Callable

import pytest

from tests.scenarios.breaking import (
    SCRIPT,
    BrittleLink,
    BrittleVault,
    MemoryTheatre,
    Place,
    ProgramDied,
    Way,
)
from wasit.channel.faults import LogStopped
from wasit.errors import WasitError
from wasit.play.script import parse_script
from wasit.play.stage import Stage
from wasit.seat.fold import SeatPorts
from wasit.seat.log import SeatLog
from wasit.seat.moving import move
from wasit.seat.ports import Link, LinkLost
from wasit.seat.resuming import follow, resume
from wasit.seat.room import RoomSeat
from wasit.seat.seat import Seat
from wasit.talks.room import RoomTalks
from wasit.testing.memory_relay import MemoryRelay
from wasit.testing.randomness import SeededRandomness
from wasit.testing.wrapping import SeededWrapping

FIRST, SECOND = MemoryTheatre.relay, "http://second.invalid"
TOKEN = MemoryTheatre.creation_token


class TwoRelays(MemoryTheatre):
    """Two relays in memory; a seat's links to both break together."""

    def __init__(self) -> None:
        super().__init__()
        self.second = MemoryRelay(creation_token=TOKEN, seed=bytes([7]) * 32)

    def ports_on(self, place: Place, seat: str) -> SeatPorts:
        place.opened += 1
        second = BrittleLink(self.second, place.breaker)
        links: dict[str, Link] = {FIRST: place.link, SECOND: second}
        vault = BrittleVault(place.vault, place.breaker)
        randomness = SeededRandomness(f"{seat} opened {place.opened}")
        return SeatPorts(
            vault, self.clock, randomness, SeededWrapping(), lambda relay: links[relay]
        )


class Case:
    """A desk and two rooms; in A "one", "two" and "three" were said and all seats have them."""

    def __init__(self, *, put_back: bool) -> None:
        self.theatre = TwoRelays()
        self.stage = Stage(self.theatre)
        script, _ = parse_script(SCRIPT, name="small case")
        self.stage.set_up(script)
        self.say("anna", "one")
        relay = self.theatre.memory_relay.__dict__
        backup = copy.deepcopy(relay["_logs"])
        self.say("anna", "two")
        self.say("anna", "three")
        self.log("dalal").read_up()
        if put_back:
            relay["_logs"] = backup
            for seat in ("dalal", "anna"):
                with pytest.raises(LogStopped):
                    self.log(seat).read_up()

    def log(self, seat: str) -> SeatLog[RoomTalks]:
        return self.stage.players[seat].seat.rooms["A"]

    def say(self, seat: str, text: str) -> None:
        RoomSeat(self.stage.players[seat].seat).say([text], language="en")

    def texts(self, seat: str) -> list[str]:
        statements = self.log(seat).talks.statements.values()
        return [each.text for kept in statements for each in kept.sentences.values()]

    def reopen_desk(self) -> None:
        place = self.theatre.places["dalal"]
        place.breaker.rest()
        self.stage.players["dalal"].seat = Seat.open(self.theatre.ports_on(place, "dalal"))


def resumed(case: Case) -> None:
    resume(case.log("dalal"))


def moved(case: Case) -> None:
    move(case.log("dalal"), relay=SECOND, creation_token=TOKEN)


def moved_from_a_relay_gone(case: Case) -> None:
    case.theatre.places["dalal"].link.offline = True
    move(case.log("dalal"), relay=SECOND, creation_token=TOKEN, old_is_gone=True)


ACTS: dict[str, tuple[Callable[[Case], None], bool]] = {
    "resumed": (resumed, True),
    "moved": (moved, False),
    "moved after an old backup": (moved, True),
    "moved from a relay gone": (moved_from_a_relay_gone, False),
}


DEAD = (Way.DIES_BEFORE, Way.DIES_AFTER)


def broken(act: Callable[[Case], None], *, put_back: bool, way: Way, at: int) -> tuple[Case, bool]:
    """A case in which the desk broke at that point of the act; whether there was such a point."""
    case = Case(put_back=put_back)
    breaker = case.theatre.places["dalal"].breaker
    breaker.arm(way, at)
    try:
        act(case)
    except (ProgramDied, WasitError):
        assert breaker.struck
    return case, breaker.struck


def goes_along(case: Case) -> None:
    """Anna's seat does what it can by itself, and else what the desk tells her people."""
    log = case.log("anna")
    try:
        log.send()
    except (LogStopped, LinkLost):
        follow(log, relay=case.log("dalal").record.relay)
        log.send()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("act", "put_back", "way"),
    [
        pytest.param(act, put_back, way, id=f"{name}, {way.value}")
        for name, (act, put_back) in ACTS.items()
        for way in (Way if act in {resumed, moved} and "backup" not in name else DEAD)
    ],
)
def test_the_same_act_finishes_what_was_broken_off(
    act: Callable[[Case], None], put_back: bool, way: Way
) -> None:
    """Months of talks hang on an act that somebody does in a bad hour, on a bad line."""
    at = 1
    while True:
        case, struck = broken(act, put_back=put_back, way=way, at=at)
        if not struck:
            break
        case.reopen_desk()
        act(case)
        if act is moved_from_a_relay_gone:
            case.theatre.places["anna"].link.offline = True
        goes_along(case)
        case.say("anna", "four")
        case.log("dalal").read_up()
        for seat in ("anna", "dalal"):
            assert case.texts(seat) == ["one", "two", "three", "four"], (way, at)
            case.log(seat).recheck()
        heads = {case.log(seat).channel.state.head() for seat in ("anna", "dalal")}
        assert len(heads) == 1
        assert case.log("anna").record.relay == case.log("dalal").record.relay
        at += 1
    assert at > 5
