"""Taking a data set in at the desk: a file is read and said what it would change, then confirmed.

What was read waits, packed, in memory with the open seat; nothing is kept until a person confirms
exactly that. The file itself is never written to the disk.
"""

import hashlib
import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO, Literal

from starlette.responses import Response

from wasit.adapters.record_files import header_of, lines_of, open_text
from wasit.errors import BadInput
from wasit.record.formats.gdelt import headerless_columns
from wasit.record.formats.geojson import features_of
from wasit.record.formats.known import FORMATS, FormatUnknown, layout_of
from wasit.record.formats.mapped import mapped_format, read_mapping
from wasit.record.formats.row import Format
from wasit.record.vintage import Aside, Vintage, fresh, take_in
from wasit.web.desk.record_case import book_at, day_of, forget
from wasit.web.visit import Face, NotFilledIn, Page, Visit

__all__ = ["PAGES", "FileTooLarge", "Waiting"]

_LARGEST = 32 * 1024 * 1024
_WAITING = "record file"
_ASIDE_SHOWN = 50


class FileTooLarge(BadInput):
    """A file is larger than a page takes in. Nothing was read."""

    code = "record-file-too-large"
    advice = "Take it in on the command line: wasit record import FILE."


@dataclass(frozen=True, slots=True)
class InMemory:
    """A file that was sent, read from its start as often as it is opened."""

    name: str
    content: bytes

    @property
    def suffix(self) -> str:
        """The ending of its name, with the dot."""
        return PurePath(self.name).suffix.lower()

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        """Its bytes."""
        del mode
        return io.BytesIO(self.content)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was read and is not kept yet: what it is, and what keeping it would do."""

    name: str
    series: str
    layout: str
    packed: bytes
    sha256: str
    learned_on: str
    rows: int
    added: int
    changed: int
    withdrawn: int
    aside: tuple[Aside, ...]

    @property
    def token(self) -> str:
        """What a person confirms: these rows, under this name."""
        return hashlib.sha256(self.series.encode() + b"\0" + self.packed).hexdigest()[:32]


def files(visit: Visit) -> Response:
    """The data sets there are, the file that waits, and the form for another."""
    book = book_at(visit)
    waiting: Waiting | None = visit.at.kept.get(_WAITING)
    return visit.show(
        "desk/record_files.html",
        waiting=waiting,
        aside=waiting.aside[:_ASIDE_SHOWN] if waiting is not None else (),
        vintages=list(reversed(book.kept.vintages)),
        here={each.id for each in book.kept.vintages if book.shelf.holds(each.id)},
        formats=list(FORMATS),
        largest=_LARGEST // 1024 // 1024,
    )


def read(visit: Visit) -> Response:
    """Read a file, and say what it would change; nothing is kept."""
    visit.at.kept.pop(_WAITING, None)
    sent = visit.file("file")
    if sent is None:
        raise NotFilledIn("no file was chosen; nothing was read")
    content = sent.file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise FileTooLarge(
            f"the file is larger than the {_LARGEST} bytes that a page takes; nothing was read"
        )
    learned = day_of(visit.typed("learned"))
    mapping = visit.typed("mapping")
    book = book_at(visit)
    vintage = _vintage(
        InMemory(sent.filename or "", content), layout=visit.typed("layout"), mapping=mapping
    )
    from wasit.record.vintage_file import VintageFile, difference, pack

    packed, series = pack(vintage, mapping=mapping), visit.typed("series") or vintage.format
    newest = book.newest(series)
    if newest is None or not book.shelf.holds(newest.id):
        found = fresh(vintage)
    else:
        with book.shelf.open(newest.id) as plain:
            found = difference(older=VintageFile(plain), newer=VintageFile(packed))
    visit.at.kept[_WAITING] = Waiting(
        name=sent.filename or "",
        series=series,
        layout=vintage.format,
        packed=packed,
        sha256=hashlib.sha256(content).hexdigest(),
        learned_on=learned.isoformat() if learned else "",
        rows=vintage.rows,
        added=len(found.added),
        changed=len(found.changed),
        withdrawn=len(found.withdrawn),
        aside=vintage.aside,
    )
    return visit.go("record/import")


def keep(visit: Visit) -> Response:
    """Keep the file that was read, as it was shown."""
    waiting: Waiting | None = visit.at.kept.get(_WAITING)
    if waiting is None or visit.typed("token") != waiting.token:
        raise NotFilledIn("that file waits here no more; nothing was kept")
    book_at(visit).take_in(
        waiting.packed,
        series=waiting.series,
        layout=waiting.layout,
        source_sha256=waiting.sha256,
        learned_on=waiting.learned_on,
    )
    visit.at.kept.pop(_WAITING)
    forget(visit)
    visit.at.tell()
    return visit.go("record/import")


def drop(visit: Visit) -> Response:
    """Keep nothing of the file that waits."""
    visit.at.kept.pop(_WAITING, None)
    return visit.go("record/import")


def _vintage(file: InMemory, *, layout: str, mapping: str) -> Vintage:
    """The file as a vintage, under a mapping, in the layout named, or the one its header is."""
    if file.suffix in {".geojson", ".json"}:
        with open_text(file) as text:
            features = list(features_of(text.read()))
        columns = {name for line in features if line.row is not None for name in line.row}
        return take_in(_layout(list(columns), layout=layout, mapping=mapping), features)
    try:
        cells, separator = header_of(file)
        headerless = headerless_columns(cells)
        chosen = _layout(headerless or cells, layout=layout, mapping=mapping)
        return take_in(chosen, lines_of(file, columns=headerless, separator=separator))
    except (OSError, EOFError, ValueError) as error:
        raise NotFilledIn(f"the file cannot be read: {error}; nothing was kept") from error


def _layout(columns: list[str], *, layout: str, mapping: str) -> Format:
    if mapping:
        return mapped_format(read_mapping(mapping))
    if not layout:
        return layout_of(columns)
    if layout not in FORMATS:
        raise FormatUnknown([layout])
    return FORMATS[layout]


PAGES = [
    Page("GET", "/record/import", Face.DESK, files),
    Page("POST", "/record/import", Face.DESK, read, files),
    Page("POST", "/record/import/keep", Face.DESK, keep, files),
    Page("POST", "/record/import/drop", Face.DESK, drop, files),
]
