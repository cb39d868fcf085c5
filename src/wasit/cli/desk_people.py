"""Who is let in, by whom, and with which words compared."""

import os
from pathlib import Path

import click

from wasit.cli.home import at_desk, json_option
from wasit.cli.plain_text import echo_json, isolated, note, short
from wasit.cli.text_type import TEXT
from wasit.seat import admitting
from wasit.seat.desk import DeskSeat
from wasit.seat.records import InvitationState
from wasit.seat.references import one_of, person_named
from wasit.talks.people import Person, Role, Side

__all__ = [
    "admit",
    "invitations",
    "invite",
    "link_file_option",
    "newcomers",
    "remove",
    "revoke",
    "tell_invitation",
]

_SPEAK = frozenset({Role.HEAD, Role.MEMBER})


link_file_option = click.option(
    "--link-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the link there (mode 0600) and not to stdout.",
)


@click.command()
@click.option("--name", type=TEXT, required=True, help="The person's name, as the room sees it.")
@click.option(
    "--room", "rooms", type=TEXT, multiple=True, help="A room they belong to; may be repeated."
)
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default="member",
    show_default=True,
)
@click.option(
    "--may-speak/--may-not-speak",
    default=None,
    help="Whether they bind their side (else only heads and members do).",
)
@click.option("--of-desk", is_flag=True, help="They are of the desk, not of the room.")
@click.option("--journal", is_flag=True, help="With --of-desk: they read the journal too.")
@link_file_option
@json_option
@at_desk
def invite(
    desk: DeskSeat,
    *,
    name: str,
    rooms: tuple[str, ...],
    role: str,
    may_speak: bool | None,
    of_desk: bool,
    journal: bool,
    link_file: Path | None,
    as_json: bool,
) -> None:
    """Invite a person. Whoever holds the link can answer it once, within seven days."""
    if not rooms and not journal:
        raise click.UsageError("name a --room (or --of-desk --journal); nobody was invited")
    person = Person(
        id=desk.seat.ports.randomness.random_bytes(4).hex(),
        name=name,
        side=Side.DESK if of_desk else Side.ROOM,
        role=Role(role),
        may_speak=may_speak if may_speak is not None else Role(role) in _SPEAK,
    )
    invitation, link = admitting.invite(desk, person, rooms=rooms, journal=journal)
    tell_invitation(desk, invitation, link, person, link_file=link_file, as_json=as_json)


def tell_invitation(
    desk: DeskSeat,
    invitation: str,
    link: str,
    person: Person,
    *,
    link_file: Path | None,
    as_json: bool,
) -> None:
    """Say whom an invitation is for and until when; the link goes to the file, else to stdout."""
    expires = admitting.invitations(desk)[invitation].expires_at
    if link_file is not None:
        handle = os.open(link_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{link}\n")
    if as_json:
        told = {"invitation": invitation, "person": person.id, "expires_at": expires}
        echo_json(told if link_file is not None else {**told, "link": link})
        return
    note(f"Invitation {short(invitation)} for {isolated(person.name)}, good until {expires}.")
    if link_file is None:
        click.echo(link)


@click.command()
@json_option
@at_desk
def invitations(desk: DeskSeat, *, as_json: bool) -> None:
    """List every invitation made at this seat, and what became of it."""
    listed = [
        {
            "invitation": invitation,
            "name": record.person.name,
            "rooms": [log.name for log in record.logs],
            "state": record.state.value,
            "expires_at": record.expires_at,
        }
        for invitation, record in admitting.invitations(desk).items()
    ]
    if as_json:
        echo_json(listed)
        return
    for each in listed:
        rooms = ", ".join(isolated(room) for room in each["rooms"])
        click.echo(
            f"{short(str(each['invitation']))}  {each['state']}  {isolated(str(each['name']))}  "
            f"{rooms}  until {each['expires_at']}"
        )


@click.command()
@json_option
@at_desk
def newcomers(desk: DeskSeat, *, as_json: bool) -> None:
    """List who has answered an open invitation and waits to be admitted.

    The words are not shown: the newcomer reads them to you, and ``wasit admit`` compares.
    """
    now = desk.seat.now()
    waiting = [
        (invitation, record)
        for invitation, record in admitting.invitations(desk).items()
        if record.state is InvitationState.OPEN
        and record.expires_at > now
        and admitting.newcomer(desk, invitation) is not None
    ]
    if as_json:
        echo_json([{"invitation": each, "name": record.person.name} for each, record in waiting])
        return
    for invitation, record in waiting:
        click.echo(f"{short(invitation)}  {isolated(record.person.name)}")


@click.command()
@click.argument("invitation")
@click.option(
    "--words", type=TEXT, help="The six words that the newcomer read to you; else asked for."
)
@click.option("--not-compared", is_flag=True, help="Let them in with no words; it stays visible.")
@json_option
@at_desk
def admit(
    desk: DeskSeat, *, invitation: str, words: str | None, not_compared: bool, as_json: bool
) -> None:
    """Let in who answered INVITATION, after comparing six words with them."""
    if words is not None and not_compared:
        raise click.UsageError("--words and --not-compared exclude each other; nobody was let in")
    found = _invitation(desk, invitation)
    if not not_compared and words is None:
        words = click.prompt("The six words they read to you", err=True)
    heard = None if not_compared else (words or "").lower().split()
    person = admitting.admit(desk, found, words=heard)
    if as_json:
        echo_json({"person": person.id, "name": person.name, "compared": not not_compared})
    else:
        compared = "words not compared" if not_compared else "words compared"
        click.echo(f"{isolated(person.name)} was let in ({compared}).")


@click.command()
@click.argument("invitation")
@at_desk
def revoke(desk: DeskSeat, *, invitation: str) -> None:
    """Make the link of INVITATION worthless."""
    admitting.revoke(desk, _invitation(desk, invitation))
    click.echo("The invitation was revoked.")


@click.command()
@click.argument("person")
@click.option("--room", "rooms", type=TEXT, multiple=True, help="The room; may be repeated.")
@click.option("--journal", is_flag=True, help="The journal too, where they leave the desk.")
@click.confirmation_option(prompt="They will get nothing more. Go on?")
@at_desk
def remove(desk: DeskSeat, *, person: str, rooms: tuple[str, ...], journal: bool) -> None:
    """Take PERSON (a name, or the beginning of an id) out of rooms, with all their devices."""
    if not rooms and not journal:
        raise click.UsageError("name a --room (or --journal); nobody was removed")
    people = {each.id: each for room in rooms for each in desk.room(room).talks.people.values()}
    if journal:
        people |= desk.journal.talks.people
    gone = person_named(person, people)
    admitting.remove(desk, gone.id, rooms=rooms, journal=journal)
    click.echo(f"{isolated(gone.name)} was removed.")


def _invitation(desk: DeskSeat, typed: str) -> str:
    return one_of(typed, admitting.invitations(desk), what="invitation")
