"""What the record's commands share: a file read with its progress shown, and printing.

Progress goes to stderr, only where that is a terminal and only past a second, so that a pipe and a
quick command stay silent.
"""

import contextlib
import importlib
import json
import sys
from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import click

from wasit.adapters.record_files import header_of, lines_of
from wasit.record.formats.known import FORMATS, FormatUnknown, layout_of
from wasit.record.vintage import Vintage, take_in

__all__ = ["DAY", "FILE", "needing_extra", "read_vintage", "say", "showing_progress"]

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


def needing_extra(module: str) -> ModuleType:
    """The module, or one line that names the extra which brings what it imports."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.startswith("wasit"):
            raise
        _refuse(error)


def _refuse(error: ModuleNotFoundError) -> NoReturn:
    """Stop with the one line."""
    raise click.ClickException(
        f"this command needs {error.name}: install the extra, wasit[record]; nothing was done"
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


def read_vintage(path: Path, *, layout: str | None = None) -> Vintage:
    """The file as a vintage, in the layout named or the one its header is."""
    columns, separator = header_of(path)
    if layout is not None and layout not in FORMATS:
        raise FormatUnknown([layout])
    chosen = FORMATS[layout] if layout is not None else layout_of(columns)
    with showing_progress(path) as progress:
        return take_in(chosen, lines_of(path, separator=separator, progress=progress))


def say(data: object) -> None:
    """Print data as JSON on stdout."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
