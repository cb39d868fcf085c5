"""Small lists of our own, as vintages, and a record book in a house in memory."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from tests.scenarios.memory_house import MemoryHouse
from wasit.adapters.record_files import lines_of
from wasit.record.formats.known import FORMATS
from wasit.record.vintage import Vintage, take_in
from wasit.record.vintage_file import pack
from wasit.seat.record_book import RecordBook, Took

HEAD = "id,event_date,event_type,location,latitude,longitude,fatalities,notes"
ROWS = (
    '1,2030-05-02,Explosions/Remote violence,South Red Sea,14,42,0,"On 2 May 2030, Houthi forces '
    'fired 1 missile that struck the Alpha tanker (IMO: 9074729)."',
    '2,2030-05-03,Explosions/Remote violence,Gulf of Aden,12,45,0,"On 3 May 2030, Houthi forces '
    'claimed to have fired 1 missile at the Alpha tanker (IMO: 9074729)."',
    "3,2030-13-03,Explosions/Remote violence,Gulf of Aden,12,45,0,x",
)


def text(rows: Sequence[str] = ROWS) -> str:
    """A file of these rows."""
    return "\n".join((HEAD, *rows)) + "\n"


def vintage(folder: Path, rows: Sequence[str] = ROWS) -> Vintage:
    """The rows as a vintage, by way of a file."""
    path = folder / "rows.csv"
    path.write_text(text(rows), encoding="utf-8")
    return take_in(FORMATS["acled"], lines_of(path))


def taken(book: RecordBook, folder: Path, rows: Sequence[str] = ROWS, *, on: str = "") -> Took:
    """What taking the rows in as series ``sea`` did."""
    return book.take_in(
        pack(vintage(folder, rows)),
        series="sea",
        layout="acled",
        source_sha256=hashlib.sha256(text(rows).encode()).hexdigest(),
        learned_on=on,
    )


def book() -> RecordBook:
    """The record of a case in memory, empty."""
    return RecordBook(MemoryHouse().desk)
