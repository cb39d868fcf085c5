"""``wasit export FILE``: one log, or some entries of it, to keep or to show to others."""

from pathlib import Path

import click

from wasit.adapters.given_files import write_new
from wasit.cli.home import at_seat, json_option
from wasit.cli.plain_text import echo_json, isolated, note
from wasit.cli.text_type import TEXT
from wasit.seat.exporting import export_log
from wasit.seat.faults import NotASeat
from wasit.seat.references import conveyance_named, statement_named
from wasit.seat.seat import Seat
from wasit.talks.room import RoomTalks

__all__ = ["export"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--room", "name", type=TEXT, help="The room (where this seat has several).")
@click.option("--journal", is_flag=True, help="The journal, at the desk.")
@click.option(
    "--only",
    multiple=True,
    metavar="ID",
    help="Show only this statement or conveyance; may be repeated. The rest stay hashes.",
)
@json_option
@at_seat
def export(
    seat: Seat, *, file: Path, name: str | None, journal: bool, only: tuple[str, ...], as_json: bool
) -> None:
    """Write a log to FILE, readable to whoever has the file, and to be checked by wasit verify."""
    if journal:
        if name is not None or only:
            raise click.UsageError("--journal goes with no --room and no --only")
        if seat.journal is None:
            raise NotASeat("this is no desk's seat, so it has no journal; nothing was written")
        log, numbers = seat.journal, None
    else:
        log = seat.room(name)
        there = {log.record.name: log.talks}
        numbers = {_number(each, log.record.name, there) for each in only} if only else None
    raw = export_log(seat, log, only=numbers)
    write_new(file, raw + b"\n")
    if as_json:
        echo_json({"file": str(file), "log": log.record.log_id.hex(), "number": log.number})
        return
    note("Whoever has this file can read what it shows.")
    click.echo(f"{isolated(log.record.name)} up to number {log.number} is in {file}.")


def _number(typed: str, room: str, there: dict[str, RoomTalks]) -> int:
    """The number of the statement, or else the conveyance, of that id."""
    talks = there[room]
    if any(each.startswith(typed) for each in talks.statements):
        return talks.statements[statement_named(typed, there).statement].number
    return talks.conveyances[conveyance_named(typed, there).conveyance].number
