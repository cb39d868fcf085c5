"""The positions board: what each side demands, offers, assures and warns of, side by side.

Each position is a statement, shown with its marks and where it stands; nothing here was not said.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.responses import Response

from wasit.seat.desk import DeskSeat
from wasit.talks.people import Side
from wasit.talks.said import Position
from wasit.talks.urgent import UrgentQuestion, urgent_questions
from wasit.web.desk.rooms import RoomAtDesk, rooms_at
from wasit.web.lines import Line, dressed_at_desk, lines_of
from wasit.web.visit import Face, Page, Visit

__all__ = ["PAGES"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in a room, of the room or of the desk; ``clock`` where it has one."""

    room: RoomAtDesk
    by: Side
    line: Line
    text: str
    answered: bool
    clock: UrgentQuestion | None


def board(visit: Visit) -> Response:
    """Every position of every room."""
    desk = visit.desk
    rooms = rooms_at(desk)
    return visit.show(
        "desk/positions.html",
        desk=desk,
        rooms=rooms,
        positions=list(Position),
        held={room.name: _held(desk, room) for room in rooms},
    )


def questions(visit: Visit) -> Response:
    """Every question, those with a clock first, and the read-backs."""
    desk = visit.desk
    rooms = rooms_at(desk)
    asked = [each for room in rooms for each in _asked(desk, room)]
    asked.sort(key=lambda each: (each.answered, each.clock is None, _due(each), each.line.at))
    return visit.show(
        "desk/questions.html",
        desk=desk,
        rooms=rooms,
        asked=asked,
        read_backs=[
            (room, line)
            for room in rooms
            for line in lines_of(room.talks)
            if line.kind == "statement" and line.kept.said.reads_back
        ],
    )


def _held(desk: DeskSeat, room: RoomAtDesk) -> dict[Position, list[Line]]:
    found: dict[Position, list[Line]] = {each: [] for each in Position}
    for line in lines_of(room.talks):
        if line.kind == "statement" and line.kept.said.position is not None:
            found[line.kept.said.position].append(dressed_at_desk(desk, room.name, line))
    return found


def _asked(desk: DeskSeat, room: RoomAtDesk) -> Iterator[Asked]:
    clocks = urgent_questions(room.talks, now=desk.seat.now())
    for line in lines_of(room.talks):
        if line.kind == "statement" and line.kept.said.asks is not None:
            sentences = line.kept.sentences.values()
            text = " ".join(each.text for each in sentences if each.withdrawn is None)
            yield Asked(
                room, Side.ROOM, line, text, bool(line.kept.answered_by), clocks.get(line.id)
            )
        elif line.kind == "conveyance" and line.kept.conveyed.asks is not None:
            text = " ".join(each.text for each in line.kept.conveyed.sentences)
            yield Asked(
                room, Side.DESK, line, text, bool(line.kept.answered_by), clocks.get(line.id)
            )


def _due(asked: Asked) -> str:
    return asked.clock.due if asked.clock is not None else ""


PAGES = [
    Page("GET", "/positions", Face.DESK, board),
    Page("GET", "/questions", Face.DESK, questions),
]
