"""Search over everything that the visitor may see, however words are spelled."""

from starlette.responses import Response

from wasit.seat.searching import Searcher, query_typed
from wasit.talks.marks import MarkCode
from wasit.web.desk.rooms import room_key
from wasit.web.visit import Face, Page, Visit

__all__ = ["PAGES"]

_SHOWN = 60


def search(visit: Visit) -> Response:
    """The form, and what was found."""
    words = visit.asked("q").strip()
    mark, speaker = visit.asked("mark"), visit.asked("speaker").strip()
    room = visit.asked("room").strip()
    asked = bool(words or mark or speaker)
    seat = visit.at.seat
    found = []
    if asked:
        searcher = visit.at.kept.setdefault("searcher", Searcher(seat))
        query = query_typed(
            words,
            room=room or None,
            speaker=speaker or None,
            mark=MarkCode(mark) if mark in set(MarkCode) else None,
            since=visit.asked("since") or None,
        )
        found = searcher.search(query, limit=_SHOWN)
    return visit.show(
        "search.html",
        frame="desk/frame.html" if visit.at.is_desk else "room/frame.html",
        asked=asked,
        found=found,
        rooms=sorted(seat.rooms),
        keys={name: room_key(visit.desk, name) for name in seat.rooms} if visit.at.is_desk else {},
        codes=list(MarkCode),
    )


PAGES = [Page("GET", "/search", Face.SIGNED_IN, search)]
