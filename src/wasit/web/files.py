"""Files on pages: given with words, listed, and taken out onto the visitor's own machine.

What is taken out is sent as a download of no type, so that no browser opens it as a page of ours.
"""

import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.responses import Response

from wasit.adapters.given_files import media_type_of
from wasit.adapters.metadata import strip_metadata
from wasit.crypto.files import FileTooLarge
from wasit.seat.files_here import FileHere, files_here
from wasit.seat.giving import GivenFile
from wasit.web.visit import Face, Page, Visit
from wasit.wire.blobs import FILE_LIMIT

__all__ = ["PAGES", "download", "given_files"]


def given_files(visit: Visit) -> list[GivenFile]:
    """The files of a form, without their metadata where that was asked for.

    Raises:
        FileTooLarge, CannotStrip, ExtraMissing: nothing was kept.
    """
    bare = bool(visit.typed("strip_metadata"))
    found: list[GivenFile] = []
    for each in visit.form.getlist("file"):
        if not isinstance(each, UploadFile) or not each.filename:
            continue
        content = each.file.read(FILE_LIMIT + 1)
        name = unicodedata.normalize("NFC", each.filename.replace("\\", "/").rsplit("/", 1)[-1])
        if len(content) > FILE_LIMIT:
            raise FileTooLarge(
                f"{name} is longer than {FILE_LIMIT:,} bytes, which is the most; nothing was kept"
            )
        media_type = media_type_of(name)
        if bare:
            content = strip_metadata(content, media_type=media_type)
        found.append(GivenFile(name=name, media_type=media_type, content=content))
    return found


def files(visit: Visit) -> Response:
    """Every file in the logs of this seat, newest first."""
    return visit.show(
        "files.html",
        frame="desk/frame.html" if visit.at.is_desk else "room/frame.html",
        files=list(reversed(list(_files(visit)))),
    )


def take_out(visit: Visit) -> Response:
    """One file, as a download."""
    owner, sentence = visit.named("owner"), visit.named("sentence")
    found = next(
        (each for each in _files(visit) if (each.id, each.sentence) == (owner, sentence)), None
    )
    if found is None:
        visit.not_found("a file")
    content = visit.at.seat.rooms[found.room].files.content(found.file)
    return download(content, found.name)


def download(content: bytes, name: str) -> Response:
    """An answer that a browser keeps as a file of that name, and opens as no page."""
    return Response(
        content,
        media_type="application/octet-stream",
        headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"},
    )


def _files(visit: Visit) -> Iterator[FileHere]:
    for name, log in sorted(visit.at.seat.rooms.items()):
        yield from files_here(name, log.view())


PAGES = [
    Page("GET", "/files", Face.SIGNED_IN, files),
    Page("GET", "/files/{owner}/{sentence}", Face.SIGNED_IN, take_out),
]
