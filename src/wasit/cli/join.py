"""``wasit join``: answer an invitation, and read six words to the desk."""

from pathlib import Path

import click

from wasit.cli.home import json_option, new_seat, new_seat_options, secret_from
from wasit.cli.plain_text import echo_json, note
from wasit.seat.joining import answer_invitation, complete_joining

__all__ = ["join"]


@click.command()
@click.option(
    "--link-file",
    envvar="WASIT_LINK_FILE",
    metavar="FILE",
    help="File that holds the invitation's link, or - for a line of stdin; else it is asked for.",
)
@new_seat_options
@json_option
def join(
    *,
    link_file: str | None,
    home: Path,
    passphrase_file: str | None,
    passphrase_cost: str | None,
    plain_http: bool,
    as_json: bool,
) -> None:
    """Answer an invitation on this machine; makes the seat where there is none.

    Prints six words. Read them to the desk by another way than the link came; once the desk has
    admitted you, every other command works. Said again after that, it says which rooms you are in.
    """
    with new_seat(home, passphrase_file, passphrase_cost, plain_http=plain_http) as seat:
        if seat.ports.vault.read("joining") is not None:
            complete_joining(seat)
        elif not seat.rooms or link_file is not None:
            link = secret_from(link_file, prompt="Invitation link")
            words = answer_invitation(seat, link)
            if as_json:
                echo_json({"words": list(words)})
            else:
                note("Read these six words to the desk:")
                click.echo(" ".join(words))
            return
        rooms = sorted(seat.rooms)
        if as_json:
            echo_json({"rooms": rooms})
        else:
            click.echo(f"This seat is in: {', '.join(rooms)}")
