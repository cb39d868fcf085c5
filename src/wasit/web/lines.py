"""A room's log as lines for a page: what was said and brought, in order, from that log alone.

The desk's pages add to each line of a side what the journal knows of it (``Line.standing``); a
room's pages cannot, for a room's seat has no journal.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wasit.seat.delivery import Delivery, delivery_of
from wasit.seat.desk import DeskSeat
from wasit.seat.log import SeatLog
from wasit.talks.people import Side
from wasit.talks.room import RoomTalks
from wasit.talks.standing import Fate, SentenceStanding, standing_of
from wasit.talks.urgent import UrgentQuestion, urgent_questions

__all__ = [
    "LINES_SHOWN",
    "Line",
    "Stretch",
    "desk_stretch",
    "dressed_at_desk",
    "lines_of",
    "room_stretch",
    "stretch",
]

LINES_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line: under which number, when, what kind, and what the log holds of it.

    Attributes:
        kind: statement, conveyance, report, counterpart, convening, outcome or closed.
        kept: the fold's own value of that kind.
        ours: whether the visitor's side made it.
        delivery: how far a line of the visitor's side has come; None for the other side's.
        standing: at the desk, where each sentence of a statement stands.
    """

    number: int
    at: str
    kind: str
    kept: Any
    id: str = ""
    round: str = ""
    ours: bool = False
    delivery: Delivery | None = None
    urgent: UrgentQuestion | None = None
    standing: tuple[SentenceStanding, ...] = ()

    @property
    def fates(self) -> dict[str, tuple[Fate, ...]]:
        """Sentence id to what is true of it."""
        return {each.sentence: each.fates for each in self.standing}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some lines in a row, and the number before which earlier ones are; None where there are none.

    ``later`` says that these are not the newest.
    """

    lines: list[Line]
    earlier: int | None
    later: bool


def lines_of(talks: RoomTalks) -> list[Line]:
    """Every line of the log, in its order."""
    return sorted(_lines(talks), key=lambda line: line.number)


def stretch(lines: list[Line], *, before: int | None = None, shown: int = LINES_SHOWN) -> Stretch:
    """The newest lines, or those before a number."""
    within = lines if before is None else [line for line in lines if line.number < before]
    last = within[-shown:]
    earlier = last[0].number if len(within) > len(last) else None
    return Stretch(last, earlier, later=len(within) < len(lines))


def room_stretch(log: SeatLog[RoomTalks], *, now: str, before: int | None = None) -> Stretch:
    """What a room's page shows."""
    talks = log.view()
    return _dressed(log, talks, stretch(lines_of(talks), before=before), side=Side.ROOM, now=now)


def desk_stretch(
    desk: DeskSeat, room: str, *, before: int | None = None, shown: int = LINES_SHOWN
) -> Stretch:
    """What the desk's page shows of a room, with what the journal knows."""
    log, now = desk.room(room), desk.seat.now()
    part = stretch(lines_of(log.talks), before=before, shown=shown)
    return _dressed(log, log.talks, part, side=Side.DESK, now=now, desk=desk)


def dressed_at_desk(desk: DeskSeat, room: str, line: Line) -> Line:
    """A line with what the journal knows of it."""
    log, now = desk.room(room), desk.seat.now()
    return _line_dressed(line, log, side=Side.DESK, urgent=None, desk=desk, now=now)


def _dressed(
    log: SeatLog[RoomTalks],
    talks: RoomTalks,
    shown: Stretch,
    *,
    side: Side,
    now: str,
    desk: DeskSeat | None = None,
) -> Stretch:
    urgent = urgent_questions(talks, now=now)
    lines = [
        _line_dressed(line, log, side=side, urgent=urgent.get(line.id), desk=desk, now=now)
        for line in shown.lines
    ]
    return Stretch(lines, shown.earlier, shown.later)


def _line_dressed(
    line: Line,
    log: SeatLog[RoomTalks],
    *,
    side: Side,
    urgent: UrgentQuestion | None,
    desk: DeskSeat | None,
    now: str,
) -> Line:
    ours = _side_of(line, log.talks) is side
    standing: tuple[SentenceStanding, ...] = ()
    if desk is not None and line.kind == "statement":
        standing = standing_of(
            room=log.record.name,
            statement=line.id,
            journal=desk.journal.talks,
            rooms=desk.rooms(),
            now=now,
        )
    return Line(
        number=line.number,
        at=line.at,
        kind=line.kind,
        kept=line.kept,
        id=line.id,
        round=line.round,
        ours=ours,
        delivery=delivery_of(log, line.number) if ours and side is Side.ROOM else None,
        urgent=urgent if urgent is not None and urgent.number == line.number else None,
        standing=standing,
    )


def _side_of(line: Line, talks: RoomTalks) -> Side:
    if line.kind == "statement":
        return Side.ROOM
    if line.kind == "convening":
        names = {each.name for each in talks.people.values() if each.side is Side.DESK}
        return Side.DESK if line.kept.author in names else Side.ROOM
    return Side.DESK


def _lines(talks: RoomTalks) -> Iterator[Line]:
    for name, kept in talks.counterparts.items():
        yield Line(kept.number, kept.at, "counterpart", name)
    for id_, statement in talks.statements.items():
        yield Line(statement.number, statement.at, "statement", statement, id=id_)
    for id_, conveyance in talks.conveyances.items():
        yield Line(conveyance.number, conveyance.at, "conveyance", conveyance, id=id_)
    for number, report in talks.reports.items():
        yield Line(number, report.at, "report", report, id=report.report.statement)
    for id_, held in talks.rounds.items():
        for step in held.steps:
            yield Line(step.number, step.at, "convening", step, round=id_)
        for outcome in held.outcomes:
            yield Line(outcome.number, outcome.at, "outcome", outcome, round=id_)
