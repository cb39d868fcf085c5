"""``wasit play FILE``: play a case script with real seats through a real relay."""

import json
import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from wasit.errors import NotFound
from wasit.play.performance import Performance
from wasit.play.script import BadScript, Script, parse_script
from wasit.play.stage import Stage
from wasit.play.telling import Told, tell_side_by_side, told_as_json
from wasit.play.theatre import RealTheatre
from wasit.play.verifying import verify_folder
from wasit.relay.reading import relay_saw

__all__ = ["play"]


class NoSuchSeat(NotFound):
    """The script has no seat of that name. Nothing was played."""

    code = "no-such-seat"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--seat", "seat_name", help="Show only what the room of this seat said and saw.")
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep the relay's database and the seats' vaults in this empty folder.",
)
def play(file: Path, *, as_json: bool, seat_name: str | None, keep: Path | None) -> None:
    """Play the case script FILE: real seats, real vaults, a real relay on a loopback port.

    Exits 0 when every step came to what the script expects, 1 at the first that did not.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadScript(f"{file} cannot be read ({error}); nothing was played") from error
    script, lines = parse_script(text, name=str(file))
    with ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory())) / "play"
        progress = stack.enter_context(_progress())
        progress.add_task(f"playing {script.title}", total=None)
        with RealTheatre(folder) as theatre:
            told, room = _perform(theatre, script, lines, name=str(file), seat_name=seat_name)
        verified = verify_folder(folder)
        saw = asdict(relay_saw(theatre.relay_database))
    if as_json:
        told_json = told_as_json(told, verified=True, relay_saw=saw, only_room=room)
        click.echo(json.dumps(told_json, ensure_ascii=False, indent=2))
        return
    tell_side_by_side(told, Console(), only_room=room)
    if room is None:
        click.echo(_tally(told))
        for line in told.crossed:
            click.echo(line)
    click.echo(
        f"Verified: {verified.frames} frames of {verified.logs} logs at {verified.seats} seats, "
        f"checked again from their raw bytes; {verified.void} void."
    )


def _perform(
    theatre: RealTheatre,
    script: Script,
    lines: tuple[int, ...],
    *,
    name: str,
    seat_name: str | None,
) -> tuple[Told, str | None]:
    """What is left of the whole play, and the room to show alone, if one was asked for."""
    stage = Stage(theatre)
    try:
        stage.set_up(script)
        performance = Performance(script, lines, name, stage)
        performance.run()
        performance.last_reading()
        return Told.of(performance), _room_of(stage, seat_name)
    finally:
        stage.close()


def _room_of(stage: Stage, seat_name: str | None) -> str | None:
    if seat_name is None:
        return None
    player = stage.players.get(seat_name)
    if player is None:
        known = ", ".join(stage.players)
        raise NoSuchSeat(f"seat {seat_name!r} was named; the script has {known}")
    return player.room


def _tally(told: Told) -> str:
    conveyed = sum(1 for line in told.journal if line.kind == "handed_on")
    reasons = ", ".join(f"{each['step']} ({each['code']})" for each in told.refused) or "none"
    return f"{told.steps} steps; {conveyed} conveyances handed on; refused: {reasons}."


def _progress() -> Progress:
    console = Console(stderr=True)
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
