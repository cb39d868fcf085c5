"""Every page there is. Tests take the pages they visit from here, so that none is left out."""

from starlette.responses import Response

from wasit.web import drafts, entering, files, finding, own_seat, transcripts
from wasit.web.desk import (
    approving,
    case,
    heard,
    journal,
    leaving,
    meetings,
    overview,
    people,
    positions,
    record_pages,
    reporting,
    terms_forms,
    terms_pages,
    wording,
)
from wasit.web.room import meetings as room_meetings
from wasit.web.room import talk
from wasit.web.visit import Face, Page, Visit

__all__ = ["PAGES"]


def first(visit: Visit) -> Response:
    """The first page of whoever is signed in."""
    if not visit.at.admitted:
        return visit.go("waiting")
    return visit.go("desk" if visit.at.is_desk else "room")


PAGES: list[Page] = [
    Page("GET", "/", Face.SIGNED_IN, first),
    *entering.PAGES,
    *talk.PAGES,
    *overview.PAGES,
    *wording.PAGES,
    *leaving.PAGES,
    *reporting.PAGES,
    *people.PAGES,
    *journal.PAGES,
    *meetings.PAGES,
    *positions.PAGES,
    *record_pages.PAGES,
    *terms_pages.PAGES,
    *terms_forms.PAGES,
    *approving.PAGES,
    *heard.PAGES,
    *case.PAGES,
    *room_meetings.PAGES,
    *own_seat.PAGES,
    *files.PAGES,
    *finding.PAGES,
    *transcripts.PAGES,
    *drafts.PAGES,
]
