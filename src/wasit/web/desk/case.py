"""The case: how it was opened, its rooms, who is introduced to whom, and closing a room."""

from starlette.responses import Response

from wasit.talks.marks import MarkCode
from wasit.web.desk.rooms import RoomAtDesk, rooms_at
from wasit.web.visit import Face, NotFilledIn, Page, Visit

__all__ = ["PAGES"]

_MARKS = [MarkCode.EARS_ONLY, MarkCode.IN_SUBSTANCE, MarkCode.VERBATIM, MarkCode.OWN_IDEA]


def case(visit: Visit) -> Response:
    """What holds for the whole case."""
    desk = visit.desk
    return visit.show(
        "desk/case.html",
        desk=desk,
        opened=desk.journal.talks.opened,
        rooms=rooms_at(desk),
        naming=desk.journal.talks.naming,
        marks=_MARKS,
        relay=desk.journal.record.relay,
        words={room.name: desk.room(room.name).channel.words() for room in rooms_at(desk)},
    )


def add_room(visit: Visit) -> Response:
    """A further room, midway if need be."""
    mark = visit.chosen("default_mark", MarkCode) or MarkCode.EARS_ONLY
    visit.desk.add_room(
        visit.needed("name", "the room's name"),
        default_mark=mark,
        languages=[visit.typed("language", "en") or "en"],
    )
    visit.at.settle_in()
    visit.at.tell()
    return visit.go("case")


def introduce(visit: Visit) -> Response:
    """Tell a room of a counterpart, under a name."""
    to, stands_for = _room_typed(visit, "room"), _room_typed(visit, "stands_for")
    if to.key == stands_for.key:
        raise NotFilledIn("a room was to be introduced to itself; nothing was sent")
    name = visit.needed("name", "the name of the counterpart")
    visit.desk.introduce(to.name, name=name, stands_for=stands_for.name)
    visit.at.tell()
    return visit.go("case")


def close_room(visit: Visit) -> Response:
    """Close a room; nothing more is taken there."""
    visit.desk.close_room(_room_typed(visit, "room").name, words=visit.typed("words"))
    visit.at.tell()
    return visit.go("case")


def _room_typed(visit: Visit, field: str) -> RoomAtDesk:
    key = visit.typed(field)
    for room in rooms_at(visit.desk):
        if room.key == key:
            return room
    raise NotFilledIn("no room was chosen; nothing was sent")


PAGES = [
    Page("GET", "/case", Face.DESK, case),
    Page("POST", "/case/rooms", Face.DESK, add_room, case),
    Page("POST", "/case/introduce", Face.DESK, introduce, case),
    Page("POST", "/case/close", Face.DESK, close_room, case),
]
