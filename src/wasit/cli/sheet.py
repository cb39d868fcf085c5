"""The desk's recovery sheet: printed, and two of its words read back."""

import click

from wasit.cli.home import at_desk, json_option, secret_from
from wasit.cli.plain_text import echo_json, note
from wasit.seat.desk import DeskSeat
from wasit.seat.recovery import asked_back, confirm_sheet, print_sheet

__all__ = ["sheet"]


@click.command()
@click.option("--read-back", is_flag=True, help="Type the two words that were asked back.")
@click.option(
    "--words-file", metavar="FILE", help="With --read-back: read them from a file or - for stdin."
)
@json_option
@at_desk
def sheet(desk: DeskSeat, *, read_back: bool, words_file: str | None, as_json: bool) -> None:
    """Print a new recovery sheet for this desk seat; an earlier one opens nothing any more.

    Put it on paper, in a safe place. Nobody can be invited before two of its words were read back.
    """
    if read_back:
        places = asked_back(desk.seat)
        if places is not None:
            prompt = f"Words {places[0]} and {places[1]} of the sheet"
            confirm_sheet(desk.seat, secret_from(words_file, prompt=prompt).split())
        if as_json:
            echo_json({"confirmed": True})
        else:
            click.echo("The recovery sheet is confirmed.")
        return
    words = print_sheet(desk.seat)
    asked = asked_back(desk.seat) or (1, 1)
    if as_json:
        echo_json({"words": list(words), "asked_back": list(asked)})
        return
    for place, word in enumerate(words, start=1):
        click.echo(f"{place:2} {word}")
    note(f"Write them down, then read back words {asked[0]} and {asked[1]}: sheet --read-back")
