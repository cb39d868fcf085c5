"""What the record's commands share: a file read with its progress shown, and printing.

Progress goes to stderr, only where that is a terminal and only past a second, so that a pipe and a
quick command stay silent.
"""

import contextlib
import importlib
import json
import sys
from collections.abc import Callable, Generator, Iterable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from wasit.adapters.record_files import header_of, lines_of, open_text
from wasit.record.formats.gdelt import headerless_columns
from wasit.record.formats.geojson import features_of
from wasit.record.formats.known import FORMATS, FormatUnknown, layout_of
from wasit.record.formats.mapped import mapped_format, read_mapping
from wasit.record.formats.row import Format
from wasit.record.vintage import Vintage, take_in

__all__ = [
    "DAY",
    "FILE",
    "needing_extra",
    "read_big",
    "read_table",
    "read_vintage",
    "say",
    "showing_progress",
]

if TYPE_CHECKING:
    from wasit.adapters.gdelt_bulk import Bulk

BIG = 16_000_000
"""Bytes from which a file is worth asking the database."""
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
"""A file that is there; click says so and exits 2 where it is not."""


class _Day(click.ParamType[date]):
    """A day given as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day written YYYY-MM-DD", param, ctx)


DAY = _Day()


def needing_extra(module: str, *, extra: str = "record") -> ModuleType:
    """The module, or one line that names the extra which brings what it imports."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.startswith("wasit"):
            raise
        _refuse(error, extra)


def _refuse(error: ModuleNotFoundError, extra: str) -> NoReturn:
    """Stop with the one line."""
    raise click.ClickException(
        f"this command needs {error.name}: install the extra, wasit[{extra}]; nothing was done"
    ) from error


@contextlib.contextmanager
def showing_progress(path: Path) -> Generator[Callable[[int], None] | None]:
    """A function to call with each number of bytes read; None where nobody would see a bar."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task(path.name, total=path.stat().st_size)
    started = bar.get_time()
    shown = False

    def advance(size: int) -> None:
        nonlocal shown
        bar.advance(task, size)
        if not shown and bar.get_time() - started > 1:
            bar.start()
            shown = True

    try:
        yield advance
    finally:
        if shown:
            bar.stop()


def _layout(columns: Iterable[str], *, layout: str | None, mapping: Path | None) -> Format:
    """The layout of a mapping file, the one named, or the one these columns are."""
    if mapping is not None:
        return mapped_format(read_mapping(mapping.read_text(encoding="utf-8")))
    if layout is None:
        return layout_of(columns)
    if layout not in FORMATS:
        raise FormatUnknown([layout])
    return FORMATS[layout]


def read_vintage(path: Path, *, layout: str | None = None, mapping: Path | None = None) -> Vintage:
    """The file as a vintage, under a mapping, in the layout named, or the one its header is."""
    if path.suffix.lower() in (".geojson", ".json"):
        with open_text(path) as text:
            features = list(features_of(text.read()))
        columns = {name for line in features if line.row is not None for name in line.row}
        return take_in(_layout(columns, layout=layout, mapping=mapping), features)
    cells, separator = header_of(path)
    headerless = headerless_columns(cells)
    chosen = _layout(headerless or cells, layout=layout, mapping=mapping)
    with showing_progress(path) as progress:
        lines = lines_of(path, columns=headerless, separator=separator, progress=progress)
        return take_in(chosen, lines)


@contextlib.contextmanager
def showing_work(path: Path) -> Generator[None]:
    """A moving bar on stderr while the database reads a big file, where somebody would see it."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        bar.add_task(path.name, total=None)
        yield


def read_big(
    path: Path, *, layout: str | None, mapping: Path | None, keep_rows: bool = False
) -> "Bulk | None":
    """The file taken in by the database, None where it is small or of another layout."""
    if mapping is not None or layout not in (None, "gdelt-events") or path.stat().st_size < BIG:
        return None
    if path.suffix.lower() in (".geojson", ".json"):
        return None
    cells, separator = header_of(path)
    needing_extra("wasit.adapters.gdelt_bulk")
    from wasit.adapters.gdelt_bulk import can_take, take_in_bulk

    if not can_take(path, cells):
        return None
    with showing_work(path):
        return take_in_bulk(path, cells, separator, keep_rows=keep_rows)


def read_table(path: Path, *, layout: str | None = None, mapping: Path | None = None) -> Any:
    """The file's incidents as a table to query."""
    needing_extra("wasit.record.table")
    from wasit.record.table import connect, incident_table

    big = read_big(path, layout=layout, mapping=mapping)
    if big is not None:
        return big.table
    vintage = read_vintage(path, layout=layout, mapping=mapping)
    return incident_table(vintage.incidents, backend=connect())


def say(data: object) -> None:
    """Print data as JSON on stdout."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
