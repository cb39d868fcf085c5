"""The desk's first screen: every room side by side, and what waits for an act."""

from starlette.responses import Response

from wasit.web.desk.rooms import room_at, rooms_at
from wasit.web.desk.waiting import waiting_acts
from wasit.web.lines import desk_stretch
from wasit.web.visit import Face, Page, Visit

__all__ = ["PAGES"]

_SIDE_BY_SIDE = 25
_WAITING_SHOWN = 40


def overview(visit: Visit) -> Response:
    """All rooms, and what waits."""
    desk = visit.desk
    rooms = rooms_at(desk)
    acts = waiting_acts(desk)
    return visit.show(
        "desk/overview.html",
        desk=desk,
        rooms=rooms,
        stretches={room.name: desk_stretch(desk, room.name, shown=_SIDE_BY_SIDE) for room in rooms},
        acts=acts[:_WAITING_SHOWN],
        more_acts=max(0, len(acts) - _WAITING_SHOWN),
        by_name={room.name: room for room in rooms},
    )


def one_room(visit: Visit) -> Response:
    """One room alone, as far back as one likes."""
    room = room_at(visit)
    before = visit.asked("before")
    return visit.show(
        "desk/room.html",
        desk=visit.desk,
        room=room,
        stretch=desk_stretch(
            visit.desk, room.name, before=int(before) if before.isdecimal() else None
        ),
        members=list(visit.desk.room(room.name).channel.state.members.values()),
    )


PAGES = [
    Page("GET", "/desk", Face.DESK, overview),
    Page("GET", "/rooms/{room}", Face.DESK, one_room),
]
