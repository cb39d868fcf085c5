"""The case at the desk: opening it, its rooms, and who is introduced to whom."""

from collections.abc import Sequence
from pathlib import Path

import click

from wasit.bootstrap import shipped_checks
from wasit.cli.home import at_desk, json_option, new_seat, new_seat_options, secret_from
from wasit.cli.leaving import confirmed, leaving_options
from wasit.cli.mark_options import CODES, code_named
from wasit.cli.plain_text import echo_json, isolated
from wasit.cli.text_type import TEXT
from wasit.seat.desk import DeskSeat
from wasit.talks.people import Person, Role, Side
from wasit.talks.retention import Retention

__all__ = ["add_room", "close_room", "introduce", "new"]

_CODE = click.Choice(CODES)


@click.command()
@click.option("--title", type=TEXT, required=True, help="The case's name; every room is told it.")
@click.option("--desk", type=TEXT, default="The desk", show_default=True, help="The desk's name.")
@click.option("--name", type=TEXT, required=True, help="Your name, as the rooms see it.")
@click.option("--relay", required=True, metavar="URL", help="Where the case's logs are kept.")
@click.option(
    "--creation-token-file",
    metavar="FILE",
    help="File of the token that the relay's operator gave you, or - for a line of stdin.",
)
@click.option(
    "--default-mark",
    type=_CODE,
    default="ears_only",
    show_default=True,
    help="The mark of what is said without one.",
)
@click.option(
    "--room",
    "rooms",
    type=TEXT,
    multiple=True,
    metavar="NAME[:LANGUAGES]",
    help="A room to open, and its languages (as A:ar,en). May be said more than once.",
)
@click.option(
    "--second-approval",
    is_flag=True,
    help="A side's words cross only with another desk person's yes (wasit ask-approval).",
)
@click.option(
    "--retention",
    type=click.Choice([rule.value for rule in Retention]),
    default="keep",
    show_default=True,
    help="What every seat is to do with what it keeps, once the talks are over.",
)
@new_seat_options
@json_option
def new(
    *,
    title: str,
    desk: str,
    name: str,
    relay: str,
    creation_token_file: str | None,
    default_mark: str,
    rooms: tuple[str, ...],
    second_approval: bool,
    retention: str,
    home: Path,
    passphrase_file: str | None,
    passphrase_cost: str | None,
    plain_http: bool,
    as_json: bool,
) -> None:
    """Open a case as its desk, and its rooms. You are the head of the desk."""
    with new_seat(home, passphrase_file, passphrase_cost, plain_http=plain_http) as seat:
        token = secret_from(creation_token_file, prompt="Creation token")
        person = Person(
            id=seat.ports.randomness.random_bytes(4).hex(),
            name=name,
            side=Side.DESK,
            role=Role.HEAD,
            may_speak=True,
        )
        mark = code_named(default_mark)
        opened = DeskSeat.open_case(
            seat,
            title=title,
            desk=desk,
            person=person,
            default_mark=mark,
            relay=relay.rstrip("/"),
            creation_token=token,
            checks=shipped_checks(),
            second_approval=second_approval,
            retention=Retention(retention),
        )
        named = [_room_and_languages(room) for room in rooms]
        for room, languages in named:
            opened.add_room(room, default_mark=mark, languages=languages)
        names = [room for room, _ in named]
    if as_json:
        echo_json({"title": title, "person": person.id, "rooms": names})
    else:
        click.echo(f"Case opened: {isolated(title)}. Rooms: {', '.join(names) or 'none yet'}.")


@click.command("add-room")
@click.argument("name", type=TEXT)
@click.option(
    "--language", "languages", type=TEXT, multiple=True, help="A language of the room (en)."
)
@click.option("--default-mark", type=_CODE, help="Else the case's own.")
@at_desk
def add_room(
    desk: DeskSeat, *, name: str, languages: tuple[str, ...], default_mark: str | None
) -> None:
    """Open one more room, called NAME; also finishes one that was interrupted."""
    opened = desk.journal.talks.opened
    case_mark = opened.default_mark if opened is not None else code_named("ears_only")
    mark = code_named(default_mark) if default_mark is not None else case_mark
    desk.add_room(name, default_mark=mark, languages=languages or ("en",))
    click.echo(f"Room opened: {isolated(name)}.")


@click.command("close-room")
@click.argument("name", type=TEXT)
@click.argument("words", type=TEXT, default="")
@leaving_options
@at_desk
def close_room(desk: DeskSeat, *, name: str, words: str, yes: bool, dry_run: bool) -> None:
    """Close the room NAME, with WORDS of your own or none. Nothing more is taken there."""
    desk.room(name)
    said = f" {isolated(words)}" if words else ""
    shown = f"To room {isolated(name)}: the room is closed.{said}"
    if confirmed(shown, yes=yes, dry_run=dry_run):
        desk.close_room(name, words=words)
        click.echo(f"Room closed: {isolated(name)}.")


@click.command()
@click.argument("name", type=TEXT)
@click.option("--to", "room", type=TEXT, required=True, help="The room that is told of them.")
@click.option("--stands-for", type=TEXT, required=True, help="The room whose people they are.")
@leaving_options
@at_desk
def introduce(
    desk: DeskSeat, *, name: str, room: str, stands_for: str, yes: bool, dry_run: bool
) -> None:
    """Introduce a counterpart to a room under NAME. The room is told the name and no more."""
    desk.room(room)
    desk.room(stands_for)
    shown = f"To room {isolated(room)}: there is a counterpart called {isolated(name)}."
    if confirmed(shown, yes=yes, dry_run=dry_run):
        desk.introduce(room, name=name, stands_for=stands_for)
        click.echo(f"{isolated(name)} was introduced to {isolated(room)}.")


def _room_and_languages(text: str) -> tuple[str, Sequence[str]]:
    name, _, languages = text.partition(":")
    if not name:
        raise click.BadParameter(f"{text!r} names no room", param_hint="--room")
    return name, tuple(each for each in languages.split(",") if each) or ("en",)
