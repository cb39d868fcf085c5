"""``--attach`` on a command line, and the bar that shows how far a file has come."""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from wasit.adapters.given_files import read_given
from wasit.adapters.metadata import can_strip, may_hold_metadata
from wasit.cli.mark_options import code_named
from wasit.cli.plain_text import isolated, note
from wasit.seat.giving import GivenFile
from wasit.talks.files import AttachedFile
from wasit.talks.marks import Mark, MarkCode

__all__ = [
    "FileBar",
    "attach_options",
    "file_json",
    "file_line",
    "given_files",
    "sentence_words",
    "size_words",
]

_QUIET_S = 1.0
_NO_WAY = "nothing here can take that out of this kind of file."


def attach_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--attach`` and what goes with it."""
    for option in (
        click.option(
            "--strip-metadata",
            is_flag=True,
            help="Take places, names and times out of attached pictures and PDF first.",
        ),
        click.option(
            "--attach-mark",
            help="The mark of the files (else that of the words); a file crosses only verbatim.",
        ),
        click.option(
            "--attach",
            type=click.Path(path_type=Path, dir_okay=False, exists=True),
            multiple=True,
            metavar="FILE",
            help="A file that goes with the words; may be repeated.",
        ),
    ):
        function = option(function)
    return function


def given_files(
    paths: Sequence[Path], *, attach_mark: str | None, strip_metadata: bool
) -> tuple[GivenFile, ...]:
    """The files that were named, read; a note where one may tell more than it shows.

    Raises:
        UnreadableFile, FileTooLarge, CannotStrip, ExtraMissing: nothing was done.
    """
    mark = Mark(code=_code(attach_mark)) if attach_mark is not None else None
    given = tuple(read_given(path, mark=mark, bare=strip_metadata) for path in paths)
    for each in given:
        if not strip_metadata and may_hold_metadata(each.media_type):
            way = "--strip-metadata takes that out." if can_strip(each.media_type) else _NO_WAY
            note(f"{isolated(each.name)} may tell where, when and by whom it was made; {way}")
    return given


def file_line(name: str, file: AttachedFile | GivenFile) -> str:
    """A file as lists show it: name, type and size."""
    size = len(file.content) if isinstance(file, GivenFile) else file.size
    kind = file.media_type if isinstance(file, GivenFile) else file.type
    return f"{isolated(name)} [file, {kind}, {size_words(size)}]"


def sentence_words(text: str, file: AttachedFile | None) -> str:
    """A sentence as lists show it: its words, or its file."""
    return isolated(text) if file is None else file_line(text, file)


def file_json(file: AttachedFile | None) -> dict[str, object] | None:
    """What programs are told of a file; never its key."""
    if file is None:
        return None
    return {"type": file.type, "size": file.size, "sha256": file.sha256}


def size_words(size: int) -> str:
    """A size as people read it.

    >>> size_words(512), size_words(2_500_000)
    ('512 B', '2.4 MiB')
    """
    if size < 1024:
        return f"{size} B"
    if size < 1024**2:
        return f"{size / 1024:.1f} KiB"
    return f"{size / 1024**2:.1f} MiB"


class FileBar:
    """A bar on stderr for a file that takes longer than a second, on a terminal only."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._bar: tuple[Progress, TaskID] | None = None

    def __call__(self, done: int, of: int) -> None:
        """Show how many parts have come or gone."""
        if not sys.stderr.isatty():
            return
        now = time.monotonic()
        if self._began is None:
            self._began = now
        if self._bar is None and now - self._began > _QUIET_S and done < of:
            bar = Progress(
                TextColumn("file"),
                BarColumn(),
                TextColumn("{task.completed} of {task.total} parts"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            bar.start()
            self._bar = bar, bar.add_task("file", total=of)
        if self._bar is not None:
            bar, task = self._bar
            bar.update(task, completed=done, total=of)
        if done >= of:
            self.close()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar[0].stop()
        self._bar = self._began = None


def _code(typed: str) -> MarkCode:
    try:
        return code_named(typed)
    except ValueError:
        raise click.BadParameter(f"{typed!r} is no mark") from None
