"""Where terms come from: a path that is named, or else the journal of the case at this seat."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from wasit.adapters.terms_files import TermsOnDisk, read_terms, read_terms_file
from wasit.bootstrap import shipped_checks
from wasit.cli.home import home_options, opened, sheet_option
from wasit.cli.plain_text import note
from wasit.seat.desk import DeskSeat
from wasit.seat.terms import terms_of
from wasit.terms.on_record import OnRecord
from wasit.terms.own_format import TermsFile
from wasit.terms.ranges import Ranged
from wasit.terms.stated import stated_ranges

__all__ = ["TermsFound", "from_path_or_journal"]


@dataclass(frozen=True, slots=True)
class TermsFound:
    """Terms and where they were found: on disk, or (``on_record``) in the case's journal."""

    on_disk: TermsOnDisk | None = None
    on_record: OnRecord | None = None
    own_file: TermsFile | None = None

    @property
    def file(self) -> TermsFile | None:
        """The terms as a file of our own; None where they are in a published format."""
        if self.on_record is not None:
            return self.on_record.file
        return self.own_file or (self.on_disk.file if self.on_disk is not None else None)

    @property
    def terms(self) -> TermsFile:
        """The terms as a file of our own, which they are wherever ``own_only`` was asked for."""
        return self.file or TermsFile()

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides whose word counts: every room of the case, or every side of the file."""
        if self.on_record is not None:
            return self.on_record.rooms
        return tuple(side.name for side in self.terms.sides)

    def ranged(self) -> Ranged:
        """What the sides want as far as it is known; raises where that cannot be computed with."""
        return self.on_disk.ranged if self.on_disk is not None else stated_ranges(self.terms)

    def said_besides(self) -> dict[str, object]:
        """What only a journal can tell: what is not told, waited for, or set aside."""
        if self.on_record is None:
            return {}
        return {
            "not_told": list(self.on_record.not_told),
            "waited_for": list(self.on_record.waited_for),
            "set_aside": list(self.on_record.set_aside),
            "rests_on_withdrawn": list(self.on_record.rests_on_withdrawn),
        }


def from_path_or_journal(*, own_only: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give the command ``TermsFound`` first; with ``own_only`` a path is a file of our own."""

    def wrapped(function: Callable[..., Any]) -> Callable[..., Any]:
        @click.argument("path", type=click.Path(path_type=Path), required=False)
        @click.option("--known-at", default="", help="From the journal as it was at this UTC time.")
        @click.option("--held-at", default="", help="What held at this UTC time.")
        @home_options
        @sheet_option
        @functools.wraps(function)
        def command(
            *,
            path: Path | None,
            known_at: str,
            held_at: str,
            home: Path,
            passphrase_file: str | None,
            sheet_file: str | None,
            plain_http: bool,
            **given: Any,
        ) -> Any:
            if path is not None:
                if known_at or held_at:
                    raise click.UsageError("--known-at and --held-at are for the journal")
                return function(_at_path(path, own_only=own_only), **given)
            with opened(
                home, passphrase_file, plain_http=plain_http, sheet_file=sheet_file
            ) as seat:
                desk = DeskSeat(seat, checks=shipped_checks())
                found = terms_of(desk, known_at=known_at, held_at=held_at)
            return function(TermsFound(on_record=found), **given)

        return command

    return wrapped


def _at_path(path: Path, *, own_only: bool) -> TermsFound:
    if own_only:
        return TermsFound(own_file=read_terms_file(path))
    found = read_terms(path)
    for warning in found.warnings:
        note(f"wasit: warning: {warning}")
    return TermsFound(on_disk=found)
