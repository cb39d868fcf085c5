"""``wasit files`` and ``wasit save``: what files there are here, and one of them on the disk."""

from pathlib import Path

import click
import msgspec

from wasit.adapters.given_files import write_new
from wasit.cli.attaching import file_line
from wasit.cli.home import at_seat, json_option
from wasit.cli.plain_text import echo_json, isolated, note, short
from wasit.cli.text_type import TEXT
from wasit.seat.files_here import FileHere, file_named, files_here
from wasit.seat.seat import Seat
from wasit.talks.phrases import plain_words

__all__ = ["files", "save"]

_room_option = click.option("--room", "only", type=TEXT, help="Only this room (at the desk).")


@click.command()
@_room_option
@json_option
@at_seat
def files(seat: Seat, *, only: str | None, as_json: bool) -> None:
    """List the files given and brought here, oldest first."""
    logs = {only: seat.room(only)} if only is not None else dict(sorted(seat.rooms.items()))
    found = [each for name, log in logs.items() for each in files_here(name, log.view())]
    if as_json:
        echo_json([_plain(each) for each in found])
        return
    for each in found:
        marks = " ".join(plain_words(mark) for mark in each.marks)
        state = "taken back" if each.withdrawn else isolated(marks) if marks else "brought here"
        click.echo(
            f"{short(each.id)}#{each.place}  {isolated(each.room)} {each.number}  {each.at}  "
            f"{isolated(each.author)}  {file_line(each.name, each.file)}\n    {state}"
        )


@click.command()
@click.argument("file")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write it; nothing is written over.",
)
@_room_option
@json_option
@at_seat
def save(seat: Seat, *, file: str, out: Path, only: str | None, as_json: bool) -> None:
    """Write FILE (ID#N, as wasit files lists it) to disk, readable to whoever has the disk."""
    logs = {only: seat.room(only)} if only is not None else seat.rooms
    found = file_named(file, {name: log.view() for name, log in logs.items()})
    content = logs[found.room].files.content(found.file)
    write_new(out, content)
    if as_json:
        echo_json({"file": str(out), "size": len(content), "sha256": found.file.sha256})
        return
    note("It is not sealed where it is now.")
    click.echo(f"{isolated(found.name)} is in {out}, {len(content):,} bytes.")


def _plain(each: FileHere) -> dict[str, object]:
    return {
        "room": each.room,
        "id": f"{each.id}#{each.place}",
        "number": each.number,
        "at": each.at,
        "author": each.author,
        "kind": each.kind,
        "name": each.name,
        "type": each.file.type,
        "size": each.file.size,
        "sha256": each.file.sha256,
        "marks": [
            {**msgspec.to_builtins(mark), "in_words": plain_words(mark)} for mark in each.marks
        ],
        "withdrawn": each.withdrawn,
    }
