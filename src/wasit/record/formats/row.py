"""What every format shares: a row of text in, an incident or a named refusal out.

A ``Format`` says how to know its header, which columns identify a row, and how a cell is compared:
two vintages of one row are the same when their parsed values are, so white space, the spelling of a
number, or a re-ordering of columns changes nothing.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from wasit.errors import BadInput
from wasit.record.incident import Incident
from wasit.record.place import PositionUnreadable, read_degrees, read_position
from wasit.record.when import DateUnreadable, read_date

__all__ = [
    "DERIVED",
    "Format",
    "Row",
    "RowRefused",
    "compared_position",
    "derived_id",
    "folded",
    "near",
    "number",
    "parsed",
    "said_id",
    "whole",
]

Row = Mapping[str, str]
Value = str | float
LONGEST_EXACT = 15
"""Digits that a floating-point number keeps: longer ids are compared as words."""
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|[-+]?\.\d+")


class RowRefused(BadInput):
    """A row cannot be taken into the record; it is kept aside with this reason, not dropped."""

    code = "row-refused"
    advice = "Correct the row in its file and import again; the other rows were taken."


def folded(text: str) -> str:
    """A cell's words, in one spacing and one Unicode form."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def parsed(text: str) -> Value:
    """A cell as compared: a number where it is written as one, else its folded words.

    >>> parsed(" 2.0 ") == parsed("2"), parsed("040"), parsed("a\\n b")
    (True, '040', 'a b')
    """
    if not text:
        return text
    words = folded(text)
    if _NUMBER.fullmatch(words) is None or (words.isdecimal() and len(words) > LONGEST_EXACT):
        return words
    return float(words)


def whole(text: str, *, column: str) -> int | None:
    """A whole number of at least nought, None for an empty cell."""
    words = folded(text)
    if not words:
        return None
    value = parsed(words)
    if isinstance(value, str) or value != int(value) or value < 0:
        raise RowRefused(f"{column} is {words!r}, not a whole number of at least 0")
    return int(value)


def compared_date(text: str) -> Value:
    """A date cell as compared: its ISO day where one is written, else its folded words."""
    try:
        return read_date(text).isoformat()
    except DateUnreadable:
        return folded(text)


def number(text: str, *, column: str) -> float | None:
    """A number, None for an empty cell."""
    value = parsed(text)
    if value == "":
        return None
    if isinstance(value, str):
        raise RowRefused(f"{column} is {value!r}, not a number")
    return value


def near(row: Row, *, latitude: str, longitude: str) -> tuple[float | None, float | None]:
    """The point two cells say; None twice where both are empty."""
    north, east = folded(row.get(latitude, "")), folded(row.get(longitude, ""))
    if not north and not east:
        return None, None
    return read_degrees(north, limit=90), read_degrees(east, limit=180)


def compared_position(text: str) -> Value | tuple[float, float]:
    """A position cell as compared: the point it says to a metre, else its folded words."""
    try:
        north, east = read_position(text)
    except PositionUnreadable:
        return folded(text)
    return round(north, 5), round(east, 5)


DERIVED = "="
"""Begins an id made from a row's words, where the source gives none."""


def derived_id(said: Iterable[str]) -> str:
    """An id made from a row's words; rows that say the same share it."""
    words = "\x1f".join(folded(text) for text in said)
    return DERIVED + hashlib.sha256(words.encode()).hexdigest()[:16]


def said_id(text: str, *, column: str) -> str:
    """A row's own id, in one spelling: 12.0 and 12 are the same id."""
    value = parsed(text)
    if value == "":
        raise RowRefused(f"{column} is empty, so the row has no id")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


@dataclass(frozen=True, slots=True)
class Format:
    """A published layout of rows."""

    name: str
    needs: frozenset[str]
    """Columns without which this is not that format, in lower case."""
    key: Callable[[Row], str]
    read: Callable[[Row, int], Incident]
    """Incident of a row and its line; raises a ``BadInput`` that says why not."""
    dates: frozenset[str] = frozenset()
    """Columns compared as days."""
    bookkeeping: frozenset[str] = frozenset()
    """Columns that say when the source touched the row; a change of these alone is no change."""
    compare: Mapping[str, Callable[[str], Value | tuple[float, float]]] | None = None
    """Columns with a comparison of their own, as a position."""

    def values(self, row: Row) -> dict[str, object]:
        """What two vintages compare, by column."""
        special = self.compare or {}
        out: dict[str, object] = {}
        for column, text in row.items():
            if column in self.bookkeeping:
                continue
            reader = special.get(column)
            if reader is not None:
                out[column] = reader(text)
            else:
                out[column] = compared_date(text) if column in self.dates else parsed(text)
        return out
