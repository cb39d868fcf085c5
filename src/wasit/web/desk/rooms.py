"""Rooms as the desk's pages name them: a key for addresses, a colour and a shape, and their logs.

Colour never stands alone: each room has its name and a shape of its own beside it, so that nobody
takes one room for another who cannot tell the colours apart.
"""

from dataclasses import dataclass

from wasit.errors import NotFound
from wasit.seat.desk import DeskSeat
from wasit.talks.room import RoomTalks
from wasit.web.visit import Visit

__all__ = ["RoomAtDesk", "room_at", "room_key", "rooms_at"]

_SHAPES = ("●", "■", "▲", "◆", "★", "⬟", "⬢", "✚")


@dataclass(frozen=True, slots=True)
class RoomAtDesk:
    """One room: its name, the key in addresses, and its place among the rooms, from 1."""

    name: str
    key: str
    place: int
    talks: RoomTalks

    @property
    def shape(self) -> str:
        """The sign that stands beside its name."""
        return _SHAPES[(self.place - 1) % len(_SHAPES)]

    @property
    def colour(self) -> int:
        """Which of eight colours it has, from 1."""
        return (self.place - 1) % 8 + 1


def room_key(desk: DeskSeat, name: str) -> str:
    """The part of an address that names a room."""
    return desk.room(name).record.log_id.hex()[:16]


def rooms_at(desk: DeskSeat) -> list[RoomAtDesk]:
    """The rooms of this seat, in the order in which the case got them."""
    added = [name for name in desk.journal.talks.rooms if name in desk.seat.rooms]
    names = [*added, *sorted(set(desk.seat.rooms) - set(added))]
    return [
        RoomAtDesk(name, room_key(desk, name), place, desk.room(name).talks)
        for place, name in enumerate(names, 1)
    ]


def room_at(visit: Visit, part: str = "room") -> RoomAtDesk:
    """The room that the address names.

    Raises:
        NotFound: there is none.
    """
    key = visit.named(part)
    for room in rooms_at(visit.desk):
        if room.key == key:
            return room
    raise NotFound("a room was named in the address and this seat has none like it")
