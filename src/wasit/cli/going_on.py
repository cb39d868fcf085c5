"""How a log goes on after a fault: ``resume``, ``follow``, ``move``, ``return-kept``, ``renew``.

Each is for one log, which is named: a room, or at the desk the journal. There is no form for all
rooms at once, since what happened in one log says nothing about another.
"""

from collections.abc import Callable
from typing import Any

import click

from wasit.cli.home import at_seat, is_desk, json_option, secret_from
from wasit.cli.leaving import confirmed, leaving_options
from wasit.cli.plain_text import echo_json, isolated
from wasit.cli.text_type import TEXT
from wasit.seat import moving, renewing, resuming
from wasit.seat.comparing import AnyLog
from wasit.seat.faults import NotASeat
from wasit.seat.resuming import Resumed
from wasit.seat.seat import Seat

__all__ = ["follow", "move", "renew", "resume", "return_kept"]


def _one_log(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that name one log."""
    function = click.option("--journal", is_flag=True, help="The journal, at the desk.")(function)
    return click.option(
        "--room", type=TEXT, help="The room; needed at the desk, and where this seat is in several."
    )(function)


@click.command()
@_one_log
@click.option(
    "--give-up",
    is_flag=True,
    help="Where the two have parted, go on by the relay's history; what is kept here is put aside.",
)
@leaving_options
@json_option
@at_seat
def resume(
    seat: Seat,
    *,
    room: str | None,
    journal: bool,
    give_up: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Say, as the desk, that a log goes on at its relay, which gets back what it lacks."""
    log = _log(seat, room, journal=journal)
    resuming.only_the_desk(log)
    parted = "what the relay lacks is given up" if give_up else "the relay gets back what it lacks"
    shown = f"To {_named(log)}: the log goes on at {log.record.relay}; {parted}."
    if confirmed(shown, yes=yes, dry_run=dry_run):
        _tell(log, resuming.resume(log, give_up=give_up), as_json=as_json)


@click.command()
@_one_log
@click.option(
    "--relay", metavar="URL", help="Where the desk said the log goes on (else where it is)."
)
@json_option
@at_seat
def follow(
    seat: Seat, *, room: str | None, journal: bool, relay: str | None, as_json: bool
) -> None:
    """Go on with a log by the desk's word that it does, and by nothing less."""
    log = _log(seat, room, journal=journal)
    resumed = resuming.follow(log, relay=relay.rstrip("/") if relay is not None else None)
    _tell(log, resumed, as_json=as_json)


@click.command()
@_one_log
@click.option("--relay", required=True, metavar="URL", help="Where the log goes on.")
@click.option(
    "--creation-token-file",
    "--creation-token",
    metavar="FILE",
    help="File of the token that the new relay's operator gave you, or - for a line of stdin.",
)
@click.option(
    "--old-is-gone",
    is_flag=True,
    help="The old relay is not waited for; tell everybody the new address.",
)
@leaving_options
@json_option
@at_seat
def move(
    seat: Seat,
    *,
    room: str | None,
    journal: bool,
    relay: str,
    creation_token_file: str | None,
    old_is_gone: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Move a log to another relay, as the desk that founded it; all of it goes along.

    With --old-is-gone each seat finds it by: wasit follow --relay URL.
    """
    log = _log(seat, room, journal=journal)
    resuming.only_the_desk(log)
    place = relay.rstrip("/")
    gone = "; the old relay is not told" if old_is_gone else ""
    shown = f"To {_named(log)}: the log goes on at {place}{gone}."
    if not confirmed(shown, yes=yes, dry_run=dry_run):
        return
    token = secret_from(creation_token_file, prompt="Creation token")
    moved = moving.move(log, relay=place, creation_token=token, old_is_gone=old_is_gone)
    _tell(log, moved, as_json=as_json)


@click.command("return-kept")
@_one_log
@json_option
@at_seat
def return_kept(seat: Seat, *, room: str | None, journal: bool, as_json: bool) -> None:
    """Give the relay back what only this seat keeps of a log; the log stays stopped.

    For a seat that saw more than the desk did; after it the desk resumes.
    """
    log = _log(seat, room, journal=journal)
    given_back = resuming.return_kept(log)
    if as_json:
        echo_json({"log": log.record.name, "given_back": given_back})
    else:
        click.echo(f"{given_back} entries of {_named(log)} were given back to the relay.")


@click.command()
@_one_log
@leaving_options
@json_option
@at_seat
def renew(
    seat: Seat,
    *,
    room: str | None,
    journal: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take a new token for a log, as the desk, and begin an epoch with the same people.

    For when the old token may be known to somebody else, or nothing is taken any more though the
    relay answers: whoever has the token alone can close a log so, and read nothing.
    """
    log = _log(seat, room, journal=journal)
    resuming.only_the_desk(log)
    shown = f"To {_named(log)}: a new epoch with the same people; this seat's old token ends."
    if not confirmed(shown, yes=yes, dry_run=dry_run):
        return
    epoch = renewing.renew(log)
    if as_json:
        echo_json({"log": log.record.name, "epoch": epoch})
    else:
        click.echo(f"{_named(log)} goes on in epoch {epoch}; the old token is worth nothing now.")


def _log(seat: Seat, room: str | None, *, journal: bool) -> AnyLog:
    """The one log that was named."""
    if journal:
        if room is not None:
            raise click.UsageError("--journal and --room exclude each other; nothing was done")
        if seat.journal is None:
            raise NotASeat("this is no desk's seat, so it has no journal; nothing was done")
        return seat.journal
    if room is None and is_desk(seat):
        raise click.UsageError("the desk must say --room or --journal; nothing was done")
    return seat.room(room)


def _named(log: AnyLog) -> str:
    return f"the log of {isolated(log.record.name)}"


def _tell(log: AnyLog, resumed: Resumed, *, as_json: bool) -> None:
    """Say how the log goes on, and what it took."""
    if as_json:
        echo_json(
            {
                "log": log.record.name,
                "relay": log.record.relay,
                "number": resumed.number,
                "head": resumed.head.hex(),
                "given_back": resumed.given_back,
                "given_up": resumed.given_up,
                "files_lacking": resumed.files_lacking,
            }
        )
        return
    click.echo(
        f"{_named(log)} goes on at {log.record.relay} after number {resumed.number}; "
        f"{resumed.given_back} entries were given back, {resumed.given_up} given up."
    )
