"""What a side said aloud: taken down into its own room, re-marked or withdrawn as it asks aloud."""

from starlette.responses import Response

from wasit.seat import heard
from wasit.seat.heard import Bearing, Speaker
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.people import Side
from wasit.talks.said import Position
from wasit.web.desk.rooms import RoomAtDesk, room_at
from wasit.web.marks_typed import mark_typed, time_typed
from wasit.web.sentences import sentences_in
from wasit.web.visit import Face, NotFilledIn, Page, Visit

__all__ = ["PAGES"]


def form(visit: Visit) -> Response:
    """The form that takes down what was heard."""
    room = room_at(visit)
    return visit.show(
        "desk/take_down.html",
        desk=visit.desk,
        room=room,
        default=_default(room),
        codes=list(MarkCode),
        positions=list(Position),
        speakers=[
            each for each in room.talks.people.values() if each.side is Side.ROOM and each.may_speak
        ],
    )


def take_down(visit: Visit) -> Response:
    """Take it down."""
    room = room_at(visit)
    opened = room.talks.opened
    statement = heard.take_down(
        visit.desk,
        room.name,
        sentences_in(visit.needed("text", "what was said")),
        speaker=_speaker(visit),
        place=visit.needed("place", "where it was said"),
        heard_at=time_typed(visit.typed("heard_at")) or visit.desk.seat.now(),
        language=visit.typed("language") or (opened.languages[0] if opened is not None else "en"),
        mark=mark_typed(visit, _default(room)),
        bearing=Bearing(position=visit.chosen("position", Position)),
    )
    visit.at.tell()
    return visit.go(f"rooms/{room.key}/statements/{statement}")


def re_mark(visit: Visit) -> Response:
    """Put another mark on taken-down words, as the side asked aloud."""
    room = room_at(visit)
    named = visit.named("statement")
    heard.remark_for(
        visit.desk,
        room.name,
        named,
        mark_typed(visit, _default(room)),
        instructed_by=_speaker(visit),
        sentence=visit.typed("sentence") or None,
    )
    visit.at.tell()
    return visit.go(f"rooms/{room.key}/statements/{named}")


def withdraw(visit: Visit) -> Response:
    """Take down that the side took its words back."""
    room = room_at(visit)
    named = visit.named("statement")
    heard.withdraw_for(
        visit.desk,
        room.name,
        named,
        instructed_by=_speaker(visit),
        sentence=visit.typed("sentence") or None,
    )
    visit.at.tell()
    return visit.go(f"rooms/{room.key}/statements/{named}")


def _speaker(visit: Visit) -> Speaker:
    known, name = visit.typed("speaker"), visit.typed("speaker_name")
    if not known and not name:
        raise NotFilledIn("who said it is empty; nothing was taken down")
    return Speaker(id=known) if known else Speaker(name=name)


def _default(room: RoomAtDesk) -> Mark:
    opened = room.talks.opened
    return Mark(code=opened.default_mark if opened is not None else MarkCode.EARS_ONLY)


_HERE = "/rooms/{room}/statements/{statement}"

PAGES = [
    Page("GET", "/rooms/{room}/take-down", Face.DESK, form),
    Page("POST", "/rooms/{room}/take-down", Face.DESK, take_down, form),
    Page("POST", f"{_HERE}/mark", Face.DESK, re_mark),
    Page("POST", f"{_HERE}/withdraw", Face.DESK, withdraw),
]
