"""``wasit demo``: a case half way, in a browser, on data that is thrown away."""

import json
import sys
import tempfile
import webbrowser
from pathlib import Path

import click
from rich.console import Console

from wasit.errors import NotFound
from wasit.play.script import BadScript, parse_script
from wasit.play.theatre import PLAY_PASSPHRASE
from wasit.web.demonstrating import DemoSeat, demonstrate
from wasit.web.serving import Ready

__all__ = ["demo"]


class NoSuchCase(NotFound):
    """There is no case script of that name here. Nothing was played."""

    code = "no-such-case"
    advice = "Name a file, or part of the name of one in the folder cases."


@click.command()
@click.option(
    "--case",
    "case",
    default="muscat",
    show_default=True,
    help="A case script: a file, or part of the name of one in the folder cases.",
)
@click.option("--port", default=0, show_default=True, type=click.IntRange(0, 65535))
@click.option("--open/--no-open", "open_browser", default=False, help="Open the pages.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def demo(*, case: str, port: int, open_browser: bool, as_json: bool) -> None:
    """Play the first half of a case, and serve its desk and rooms to look at and go on with.

    Ctrl+C stops it, and everything in it is thrown away.
    """
    file = _script_file(case)
    try:
        script, lines = parse_script(file.read_text(encoding="utf-8"), name=str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise BadScript(f"{file} cannot be read ({error}); nothing was played") from error

    playing = Console(stderr=True).status(f"playing {script.title}")

    def ready(said: Ready, seats: list[DemoSeat]) -> None:
        playing.stop()
        addresses = [(seat, f"{said.url}{seat.path}") for seat in seats]
        if as_json:
            told = [
                {"name": seat.name, "room": seat.room, "address": address}
                for seat, address in addresses
            ]
            click.echo(json.dumps({"url": said.url, "passphrase": PLAY_PASSPHRASE, "seats": told}))
        else:
            click.echo(f"{script.title}: half way. Everybody's passphrase: {PLAY_PASSPHRASE}")
            for seat, address in addresses:
                click.echo(f"  {seat.room or script.desk.name}, {seat.name}: {address}")
            click.echo("Ctrl+C stops it, and everything in it is thrown away.")
        sys.stdout.flush()
        if open_browser:
            shown: set[str] = set()
            for seat, address in addresses:
                if seat.room not in shown:
                    shown.add(seat.room)
                    webbrowser.open(address)

    with tempfile.TemporaryDirectory(prefix="wasit-demo-") as folder:
        place = Path(folder) / "served"
        with playing:
            demonstrate(script, lines, folder=place, port=port, ready=ready)


def _script_file(case: str) -> Path:
    """The script that is meant.

    Raises:
        NoSuchCase: none, or more than one, is.
    """
    if Path(case).is_file():
        return Path(case)
    fitting = sorted(each for each in Path("cases").glob("*.toml") if case in each.stem)
    if len(fitting) != 1:
        raise NoSuchCase(f"{len(fitting)} scripts in cases fit {case!r}; nothing was played")
    return fitting[0]
