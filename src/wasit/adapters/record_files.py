"""Files of rows on disk, made into lines for the record to read.

CSV and its kin with commas, tabs or semicolons, plain or gzipped. A row knows the line it begins
on, also where a cell holds line breaks. What cannot be a row (too few or too many cells, bytes that
are no UTF-8) becomes a line with its fault, so that whoever reads keeps it aside.
"""

import contextlib
import csv
import gzip
import io
import sys
from collections.abc import Callable, Generator, Iterator
from typing import Any, BinaryIO, Literal, Protocol

from wasit.errors import NotFound
from wasit.record.vintage import Line

__all__ = ["FileMissing", "Openable", "header_of", "lines_of", "open_text"]

Progress = Callable[[int], None]


class Openable(Protocol):
    """A file that can be read from its start again and again: a path, or one held in memory."""

    @property
    def suffix(self) -> str:
        """The ending of its name, with the dot."""
        ...

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        """Its bytes."""
        ...


csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


class FileMissing(NotFound):
    """A file named on the command line cannot be opened. Nothing was read."""

    code = "file-missing"
    advice = "Check the path and that you may read it."

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"{path} cannot be read: {reason}; nothing was taken in")


@contextlib.contextmanager
def open_text(path: Openable, *, progress: Progress | None = None) -> Generator[io.TextIOBase]:
    """The file as text with line ends as they stand; bytes that are no UTF-8 stay marked."""
    try:
        raw = path.open("rb")
    except OSError as error:
        raise FileMissing(path, error.strerror or "unknown reason") from error
    with raw:
        counted: Any = raw if progress is None else _Counted(raw, progress)
        plain: Any = gzip.GzipFile(fileobj=counted) if path.suffix == ".gz" else counted
        with io.TextIOWrapper(
            io.BufferedReader(plain, 1 << 16),
            encoding="utf-8-sig",
            errors="surrogateescape",
            newline="",
        ) as text:
            yield text


class _Counted(io.RawIOBase):
    """A reader that tells how many bytes have been read from the disk."""

    def __init__(self, raw: BinaryIO, progress: Progress) -> None:
        super().__init__()
        self._raw = raw
        self._progress = progress

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer from the file, and say how far."""
        chunk = self._raw.read(len(buffer)) or b""
        buffer[: len(chunk)] = chunk
        self._progress(len(chunk))
        return len(chunk)

    def close(self) -> None:
        """Close the file too."""
        self._raw.close()
        super().close()


def _delimiter(first: str) -> str:
    """The cell separator that the first line uses most."""
    return max(",\t;|", key=first.count)


def header_of(path: Openable) -> tuple[list[str], str]:
    """The cells of the file's first line, and the separator."""
    with open_text(path) as text:
        first = text.readline()
        separator = _delimiter(first)
        text.seek(0)
        cells: list[str] = next(csv.reader(text, delimiter=separator), [""])
    return cells, separator


def lines_of(
    path: Openable,
    *,
    columns: list[str] | None = None,
    separator: str | None = None,
    progress: Progress | None = None,
) -> Iterator[Line]:
    """Every row of the file; ``columns`` names the cells where the file has no header."""
    guessed = separator or header_of(path)[1]
    with open_text(path, progress=progress) as text:
        quoting = csv.QUOTE_NONE if columns is not None and guessed == "\t" else csv.QUOTE_MINIMAL
        reader = csv.reader(text, delimiter=guessed, quoting=quoting)
        if columns is None:
            columns = [cell.strip().lower() for cell in next(reader, [""])]
        while True:
            begins = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Line(begins, None, f"not a row: {error}")
                continue
            if cells:
                yield _line(begins, cells, columns)


def _line(number: int, cells: list[str], columns: list[str]) -> Line:
    """One row, or why it is none."""
    if len(cells) != len(columns):
        return Line(number, None, f"{len(cells)} cells where {len(columns)} were expected")
    row = dict(zip(columns, cells, strict=True))
    if any("\udc80" <= char <= "\udcff" for cell in cells if not cell.isascii() for char in cell):
        return Line(number, None, "bytes that are no UTF-8")
    return Line(number, row)
