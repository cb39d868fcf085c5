"""Telling a room what became of its words, settling a read-back, and what releases a mark."""

from starlette.responses import Response

from wasit.seat.conveying import report, settle_read_back
from wasit.talks.carried import Ending, Manner, Reported
from wasit.talks.crossing import Crossing, ReportAbout
from wasit.talks.marks import Mark, MarkCode
from wasit.web.desk.crossing_typed import source_named
from wasit.web.desk.rooms import room_at, rooms_at
from wasit.web.lines import Line, lines_of
from wasit.web.marks_typed import time_typed
from wasit.web.sentences import sentences_in
from wasit.web.visit import Face, Page, Visit

__all__ = ["PAGES"]


def statement(visit: Visit) -> Response:
    """One statement of a room: what its marks allow, where it stands, what can be done with it."""
    room = room_at(visit)
    named = visit.named("statement")
    kept = room.talks.statements.get(named)
    if kept is None:
        visit.not_found("a statement")
    desk = visit.desk
    return visit.show(
        "desk/statement.html",
        desk=desk,
        room=room,
        rooms=rooms_at(desk),
        kept=kept,
        default=Mark(
            code=room.talks.opened.default_mark if room.talks.opened else MarkCode.EARS_ONLY
        ),
        codes=list(MarkCode),
        others=[each for each in rooms_at(desk) if each.name != room.name],
        reported=list(Reported),
        shown_by=_elsewhere(visit, room.name),
        corrections=[line for line in lines_of(room.talks) if line.kind == "conveyance"][-20:],
    )


def tell(visit: Visit) -> Response:
    """Report to the room of a statement what became of it."""
    room = room_at(visit)
    named = visit.named("statement")
    what = visit.chosen_one("what", Reported, "what became of it")
    opened = room.talks.opened
    about = ReportAbout(
        statement=named,
        sentence=visit.typed("sentence") or None,
        what=what,
        at=visit.desk.seat.now(),
    )
    report(
        visit.desk,
        Crossing(
            target=room.name,
            sentences=tuple(sentences_in(visit.typed("words"))),
            language=opened.languages[0] if opened is not None else "en",
            manner=Manner.OWN_WORDS,
            report=about,
        ),
    )
    visit.at.tell()
    return visit.go(f"rooms/{room.key}/statements/{named}")


def settle(visit: Visit) -> Response:
    """End a read-back: so it stands, or corrected by a conveyance already in the room."""
    room = room_at(visit)
    named = visit.named("statement")
    by = visit.typed("corrected_by") or None
    ending = Ending.DESK_CORRECTS if by is not None else Ending.SO_IT_STANDS
    settle_read_back(visit.desk, room.name, named, ending, corrected_by=by)
    visit.at.tell()
    return visit.go(f"rooms/{room.key}/statements/{named}")


def condition_met(visit: Visit) -> Response:
    """Record in the journal that what a mark waits for was offered, and what shows it."""
    room = room_at(visit)
    named = visit.named("statement")
    visit.desk.condition_met(
        room=room.name,
        statement=named,
        sentence=visit.typed("sentence") or None,
        offered=visit.needed("offered", "what was offered"),
        shown_by=source_named(visit.desk, visit.needed("shown_by", "the statement that shows it")),
    )
    visit.at.tell()
    return visit.go(f"rooms/{room.key}/statements/{named}")


def event_happened(visit: Visit) -> Response:
    """Record in the journal that the event a mark waits for happened."""
    room = room_at(visit)
    named = visit.named("statement")
    visit.desk.event_happened(
        room=room.name,
        statement=named,
        sentence=visit.typed("sentence") or None,
        words=visit.needed("words", "what happened"),
        at=time_typed(visit.typed("at")) or visit.desk.seat.now(),
    )
    visit.at.tell()
    return visit.go(f"rooms/{room.key}/statements/{named}")


def _elsewhere(visit: Visit, room: str) -> list[tuple[str, Line]]:
    """The newest statements of other rooms, each under the name a form gives it."""
    found = [
        (f"{each.key}~{line.id}", line)
        for each in rooms_at(visit.desk)
        if each.name != room
        for line in lines_of(each.talks)
        if line.kind == "statement"
    ]
    return found[-40:]


_HERE = "/rooms/{room}/statements/{statement}"

PAGES = [
    Page("GET", _HERE, Face.DESK, statement),
    Page("POST", f"{_HERE}/report", Face.DESK, tell, statement),
    Page("POST", f"{_HERE}/settle", Face.DESK, settle, statement),
    Page("POST", f"{_HERE}/met", Face.DESK, condition_met, statement),
    Page(
        "POST",
        f"{_HERE}/happened",
        Face.DESK,
        event_happened,
        statement,
    ),
]
