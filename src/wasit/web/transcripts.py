"""Taking out what was said: a transcript to read, or an export that can be checked."""

from collections.abc import Callable, Mapping

from starlette.responses import Response

from wasit.adapters.transcripts.docx_file import docx_transcript
from wasit.adapters.transcripts.html_file import html_transcript
from wasit.adapters.transcripts.pdf_file import pdf_transcript
from wasit.seat.exporting import export_log
from wasit.seat.transcript import Transcript, transcript_of_journal, transcript_of_room
from wasit.web.files import download
from wasit.web.visit import Face, NotFilledIn, Page, Visit

__all__ = ["PAGES"]

_WRITERS: Mapping[str, Callable[[Transcript], bytes]] = {
    "html": html_transcript,
    "pdf": pdf_transcript,
    "docx": docx_transcript,
}


def choose(visit: Visit) -> Response:
    """Which log, and in which form."""
    return visit.show(
        "transcripts.html",
        frame="desk/frame.html" if visit.at.is_desk else "room/frame.html",
        rooms=sorted(visit.at.seat.rooms),
    )


def take_out(visit: Visit) -> Response:
    """The transcript or export, as a download."""
    form, name = visit.typed("form", "html"), visit.typed("log")
    seat = visit.at.seat
    journal = visit.at.is_desk and name == ""
    if not journal and name and name not in seat.rooms:
        raise NotFilledIn("no room of that name is at this seat; nothing was taken out")
    if form != "json" and form not in _WRITERS:
        raise NotFilledIn("the form was not chosen; nothing was taken out")
    made_at = seat.now()
    log = seat.journal if journal and seat.journal is not None else seat.room(name or None)
    if form == "json":
        content = export_log(seat, log) + b"\n"
    elif journal:
        content = _WRITERS[form](transcript_of_journal(visit.desk, made_at=made_at))
    else:
        content = _WRITERS[form](transcript_of_room(seat.room(name or None).talks, made_at=made_at))
    return download(content, f"{log.record.name}-{log.number}.{form}")


PAGES = [
    Page("GET", "/transcripts", Face.SIGNED_IN, choose),
    Page("POST", "/transcripts", Face.SIGNED_IN, take_out, choose),
]
