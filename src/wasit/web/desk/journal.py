"""The journal: everything the desk keeps for itself, newest first, and notes to it."""

from starlette.responses import Response

from wasit.seat.journal_screen import crossed_lines, journal_lines
from wasit.web.visit import Face, Page, Visit

__all__ = ["PAGES"]

_SHOWN = 200


def journal(visit: Visit) -> Response:
    """The journal's lines."""
    lines = journal_lines(visit.desk)
    before = visit.asked("before")
    if before.isdecimal():
        lines = [line for line in lines if line.number < int(before)]
    shown = lines[-_SHOWN:]
    return visit.show(
        "desk/journal.html",
        desk=visit.desk,
        lines=list(reversed(shown)),
        earlier=shown[0].number if len(lines) > len(shown) else None,
        crossed=crossed_lines(visit.desk),
    )


def note(visit: Visit) -> Response:
    """Keep a note."""
    visit.desk.note(visit.needed("text", "the note"))
    visit.at.tell()
    return visit.go("journal")


PAGES = [
    Page("GET", "/journal", Face.DESK, journal),
    Page("POST", "/journal/note", Face.DESK, note, journal),
]
