"""What the record's commands read: a data file named with ``--file``, or else the case's record.

A case is opened like for any other command (``--home``, passphrase or sheet), read into memory as
known on ``--known-on``, and closed when the command is done.
"""

import contextlib
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wasit.bootstrap import shipped_checks
from wasit.cli.home import home_options, opened, sheet_option
from wasit.cli.record_files import DAY, FILE, needing_extra, read_table, read_vintage
from wasit.record.claim import Claim
from wasit.record.incident import Incident
from wasit.record.rule import SHIPPED, CountingRule
from wasit.seat.desk import DeskSeat

if TYPE_CHECKING:
    from wasit.seat.record_book import Case, RecordBook

__all__ = ["Source", "at_book", "reading", "windowed"]

_SEAT = ("home", "passphrase_file", "sheet_file", "plain_http")


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: a table to query, incidents to look at, and the rules there are."""

    table: Callable[[], Any]
    all_incidents: Callable[[], Iterable[Incident]]
    rules: tuple[CountingRule, ...]
    name: str
    book: "RecordBook | None" = None
    case: "Case | None" = None

    def incidents(self, given: Mapping[str, Any]) -> list[Incident]:
        """Incidents within the window asked for."""
        since: date | None = given["since"]
        until: date | None = given["until"]
        known_on: date | None = given["known_on"]
        return [
            incident
            for incident in self.all_incidents()
            if incident.when.within(since=since, until=until)
            and (known_on is None or incident.known_on is None or incident.known_on <= known_on)
        ]

    def talks(self) -> tuple[tuple[date, str], ...]:
        """Days on which the case's rounds were held, in words; none in a file."""
        if self.book is None:
            return ()
        from wasit.seat.record_views import rounds_held

        return rounds_held(self.book.desk.rooms())

    def threats(self) -> tuple[tuple[date, str], ...]:
        """Days on which something was announced, in words; none in a file."""
        if self.book is None:
            return ()
        kept = self.book.kept.threats.values()
        return tuple((date.fromisoformat(t.said_on), f"{t.said_by}: {t.words}") for t in kept)

    def people(self, incidents: Iterable[Incident]) -> dict[str, tuple[Claim, ...]]:
        """Every claim of those incidents of which people spoke; none in a file."""
        case = self.case
        if case is None:
            return {}
        spoken = [each.id for each in incidents if each.id in case.claims]
        return {name: case.said_of(name) for name in spoken}


def windowed(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with the options that every reading takes, of a file or of a case."""
    options = (
        click.option("--file", "path", type=FILE, help="A data file; else the case is read."),
        click.option("--since", type=DAY, help="First day read."),
        click.option("--until", type=DAY, help="Last day read."),
        click.option("--known-on", type=DAY, help="Read the record as known on this day."),
        click.option("--format", "layout", help="The file's layout, if its header does not tell."),
        click.option("--mapping", type=FILE, help="A file that says which column holds what."),
        click.option("--json", "as_json", is_flag=True, help="Print data for a program."),
        home_options,
        sheet_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


@contextlib.contextmanager
def reading(given: Mapping[str, Any]) -> Generator[Source]:
    """The file or the case that these options name."""
    path: Path | None = given["path"]
    if path is not None:
        layout, mapping = given["layout"], given["mapping"]
        yield Source(
            table=lambda: read_table(path, layout=layout, mapping=mapping),
            all_incidents=lambda: read_vintage(path, layout=layout, mapping=mapping).incidents,
            rules=SHIPPED,
            name=path.name,
        )
        return
    needing_extra("wasit.record.table")
    with at_book(given) as book:
        from wasit.seat.record_views import rules_of

        case = book.open_case(known_on=given["known_on"])
        with contextlib.closing(case):
            yield Source(
                table=lambda: case.table,
                all_incidents=case.incidents,
                rules=(*SHIPPED, *rules_of(book.kept)),
                name=book.desk.journal.talks.opened.title
                if book.desk.journal.talks.opened is not None
                else "case",
                book=book,
                case=case,
            )


@contextlib.contextmanager
def at_book(given: Mapping[str, Any]) -> Generator["RecordBook"]:
    """The record of the case whose desk seat these options open."""
    needing_extra("wasit.seat.record_book")
    from wasit.seat.record_book import RecordBook

    home, passphrase_file, sheet_file, plain_http = (given[name] for name in _SEAT)
    with opened(home, passphrase_file, plain_http=plain_http, sheet_file=sheet_file) as seat:
        yield RecordBook(DeskSeat(seat, checks=shipped_checks()))
