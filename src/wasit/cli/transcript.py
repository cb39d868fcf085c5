"""``wasit transcript``: one room's words as a text to print, to file or to hand over."""

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from wasit.adapters.given_files import write_new
from wasit.adapters.transcripts import docx_transcript, html_transcript, pdf_transcript
from wasit.bootstrap import shipped_checks
from wasit.cli.home import at_seat, json_option
from wasit.cli.plain_text import echo_json, isolated, note
from wasit.cli.text_type import TEXT
from wasit.seat.desk import DeskSeat
from wasit.seat.exporting import export_log
from wasit.seat.faults import NotASeat
from wasit.seat.seat import Seat
from wasit.seat.transcript import Transcript, transcript_of_journal, transcript_of_room

__all__ = ["transcript"]

_WRITERS: Mapping[str, Callable[[Transcript], bytes]] = {
    "html": html_transcript,
    "pdf": pdf_transcript,
    "docx": docx_transcript,
}


@click.command()
@click.option(
    "--format",
    "form",
    required=True,
    type=click.Choice([*_WRITERS, "json"]),
    help="json is the export that wasit verify checks; pdf and docx need their extras.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write it; nothing is written over.",
)
@click.option("--room", "name", type=TEXT, help="The room (where this seat has several).")
@click.option("--journal", is_flag=True, help="The journal, at the desk.")
@json_option
@at_seat
def transcript(
    seat: Seat, *, form: str, out: Path, name: str | None, journal: bool, as_json: bool
) -> None:
    """Write one room's words, or the journal, readable to whoever has the file."""
    if journal and name is not None:
        raise click.UsageError("--journal goes with no --room")
    if journal and seat.journal is None:
        raise NotASeat("this is no desk's seat, so it has no journal; nothing was written")
    log = seat.journal if journal and seat.journal is not None else seat.room(name)
    if form == "json":
        content = export_log(seat, log) + b"\n"
    elif journal:
        desk = DeskSeat(seat, checks=shipped_checks())
        content = _WRITERS[form](transcript_of_journal(desk, made_at=seat.now()))
    else:
        content = _WRITERS[form](transcript_of_room(seat.room(name).talks, made_at=seat.now()))
    write_new(out, content)
    if as_json:
        echo_json({"file": str(out), "format": form, "number": log.number})
        return
    note("Whoever has this file can read it.")
    click.echo(f"{isolated(log.record.name)} up to number {log.number} is in {out}.")
