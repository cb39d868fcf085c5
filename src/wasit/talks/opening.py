"""How a room opens, who it is told of, and how it closes.

A room is opened once, by the desk, as the first entry of its log; after it is closed nothing more
is taken but the rule of what becomes of it. A counterpart is a name only: nothing in it says which
room, log or people stand behind it, and a room is told of no counterpart but these.
"""

from enum import StrEnum

from wasit.talks.marks import MarkCode
from wasit.talks.people import Value
from wasit.talks.retention import Retention

__all__ = ["ROOM_LIFE", "Counterpart", "RoomClosed", "RoomEvent", "RoomOpened", "RoomState"]


class RoomOpened(Value, frozen=True, kw_only=True, tag_field="kind", tag="room_opened"):
    """The desk opens the room; what it may know of the case stands here.

    Attributes:
        title: the case's title as this room knows it.
        room: the room's name.
        desk: the desk's name.
        default_mark: the mark shown for what is said without one; never ``if_offer``.
        languages: the room's languages, as BCP 47 tags, its own first.
        retention: what every seat is to do with what it keeps, once the talks are over.
    """

    title: str
    room: str
    desk: str
    default_mark: MarkCode
    languages: tuple[str, ...]
    retention: Retention = Retention.KEEP


class Counterpart(Value, frozen=True, tag_field="kind", tag="counterpart"):
    """The desk introduces somebody to this room, under the name used here."""

    name: str


class RoomClosed(Value, frozen=True, tag_field="kind", tag="room_closed"):
    """The desk closes the room; ``words`` say why, or nothing."""

    words: str = ""


class RoomState(StrEnum):
    """Where a room is in its life."""

    UNOPENED = "unopened"
    OPEN = "open"
    CLOSED = "closed"


class RoomEvent(StrEnum):
    """What moves a room through its life; ``RETAIN`` states its rule, ``ACT`` is all else."""

    OPEN = "open"
    ACT = "act"
    CLOSE = "close"
    RETAIN = "retain"


ROOM_LIFE: dict[RoomState, dict[RoomEvent, RoomState]] = {
    RoomState.UNOPENED: {RoomEvent.OPEN: RoomState.OPEN},
    RoomState.OPEN: {
        RoomEvent.ACT: RoomState.OPEN,
        RoomEvent.RETAIN: RoomState.OPEN,
        RoomEvent.CLOSE: RoomState.CLOSED,
    },
    RoomState.CLOSED: {RoomEvent.RETAIN: RoomState.CLOSED},
}
