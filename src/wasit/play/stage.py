"""The stage: real seats on real vaults, a relay, and how everybody gets to their place.

A ``Theatre`` says what seats stand on (``Theatre.ports``): folders and a relay process for a play,
seeded stand-ins for tests that compare bytes. What happens on the stage is the same for both:
people join by invitations, with words compared, through the seat calls that every face uses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from wasit.play.script import PersonLine, RoomLine, Script
from wasit.seat.admitting import admit, invite
from wasit.seat.desk import DeskSeat
from wasit.seat.fold import SeatPorts
from wasit.seat.joining import answer_invitation, complete_joining
from wasit.seat.recovery import asked_back, confirm_sheet, print_sheet
from wasit.seat.room import RoomSeat
from wasit.seat.seat import Seat
from wasit.talks.moments import moment
from wasit.talks.people import Person, Side
from wasit.talks.wording import Check
from wasit.testing.clocks import FrozenClock

__all__ = ["Player", "Stage", "Switch", "Theatre"]


class Switch(Protocol):
    """Cuts a seat's link to the relay and gives it back."""

    offline: bool


class Theatre(Protocol):
    """What a play stands on."""

    clock: FrozenClock
    checks: tuple[Check, ...]

    @property
    def relay(self) -> str:
        """Where the relay is."""
        ...

    @property
    def creation_token(self) -> str:
        """The token that lets the desk make logs there."""
        ...

    def ports(self, seat: str) -> tuple[SeatPorts, Switch]:
        """Fresh ports for the seat of that name, and the switch of its link."""
        ...


@dataclass(slots=True)
class Player:
    """One seat on the stage: the person, their room (None at the desk), and their link's switch."""

    name: str
    person: Person
    room: str | None
    seat: Seat
    switch: Switch

    def in_room(self) -> RoomSeat:
        """The seat as a room's."""
        return RoomSeat(self.seat)


class Stage:
    """All seats of a case, each on its own ports."""

    def __init__(self, theatre: Theatre) -> None:
        self.theatre = theatre
        self.players: dict[str, Player] = {}
        self.desk_names: list[str] = []

    def set_up(self, script: Script) -> None:
        """Open the case, its rooms, and let everybody in, at the script's first moment."""
        self.theatre.clock.set(moment(script.starts))
        head, *others = script.desk.people
        player = self._player(head, side=Side.DESK, room=None)
        DeskSeat.open_case(
            player.seat,
            title=script.title,
            desk=script.desk.name,
            person=player.person,
            default_mark=script.default_mark,
            relay=self.theatre.relay,
            creation_token=self.theatre.creation_token,
            checks=self.theatre.checks,
            second_approval=script.second_approval,
        )
        _read_sheet_back(player.seat)
        self.desk_names.append(head.seat)
        desk = self.desk(head.seat)
        for room in script.room:
            mark = room.default_mark or script.default_mark
            desk.add_room(room.name, default_mark=mark, languages=room.languages)
        rooms = [room.name for room in script.room]
        for line in others:
            joiner = self._player(line, side=Side.DESK, room=None)
            self._let_in(desk, joiner, rooms=rooms, journal=True)
            self.desk_names.append(line.seat)
        for room in script.room:
            self._fill(desk, room)

    def desk(self, name: str | None = None) -> DeskSeat:
        """The desk as the seat of that name (or the first) has it."""
        player = self.players[name or self.desk_names[0]]
        return DeskSeat(player.seat, checks=self.theatre.checks)

    def join(self, desk: DeskSeat, line: PersonLine, *, room: str) -> Player:
        """Somebody new in a room, invited and let in with words compared."""
        player = self._player(line, side=Side.ROOM, room=room)
        self._let_in(desk, player, rooms=[room])
        return player

    def people_of(self, room: str) -> list[Player]:
        """Everybody on the stage who sits in that room."""
        return [player for player in self.players.values() if player.room == room]

    def close(self) -> None:
        """Close every seat."""
        for player in self.players.values():
            player.seat.close()

    def _fill(self, desk: DeskSeat, room: RoomLine) -> None:
        for counterpart in room.counterparts:
            desk.introduce(room.name, name=counterpart.name, stands_for=counterpart.room)
        for line in room.people:
            self.join(desk, line, room=room.name)

    def _player(self, line: PersonLine, *, side: Side, room: str | None) -> Player:
        ports, switch = self.theatre.ports(line.seat)
        person = Person(
            id=line.seat,
            name=line.name or line.seat,
            side=side,
            role=line.role,
            may_speak=line.may_speak,
        )
        player = Player(line.seat, person, room, Seat.create(ports), switch)
        self.players[line.seat] = player
        return player

    def _let_in(
        self, desk: DeskSeat, player: Player, *, rooms: Sequence[str], journal: bool = False
    ) -> None:
        invitation_id, link = invite(desk, player.person, rooms=rooms, journal=journal)
        words = answer_invitation(player.seat, link)
        admit(desk, invitation_id, words=words)
        complete_joining(player.seat)


def _read_sheet_back(seat: Seat) -> None:
    """Print the desk's recovery sheet and read back the two words that are asked."""
    words = print_sheet(seat)
    places = asked_back(seat) or (1, 1)
    confirm_sheet(seat, [words[place - 1] for place in places])
