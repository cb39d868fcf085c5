"""Devices: whose they are and how they came; one more, one instead of another, one less.

A person's further device comes by an invitation of the desk for the same person. Before the desk
lets it in, another live device of that side may countersign; else it stands as let in by the desk
alone, and everybody in the log sees which.
"""

from pathlib import Path

import click

from wasit.cli.desk_people import link_file_option, tell_invitation
from wasit.cli.home import at_desk, at_seat, json_option, secret_from
from wasit.cli.plain_text import echo_json, isolated
from wasit.cli.text_type import TEXT
from wasit.seat.admitting import AnyLog
from wasit.seat.desk import DeskSeat
from wasit.seat.devices import (
    DeviceLine,
    devices_of,
    invite_device,
    remove_device,
    replace_person,
)
from wasit.seat.references import one_of, person_named
from wasit.seat.seat import Seat
from wasit.seat.vouches import countersign, words_of_new
from wasit.talks.people import Person, Role

__all__ = [
    "countersign_device",
    "devices",
    "invite_a_device",
    "remove_a_device",
    "replace",
]


@click.command()
@click.option("--room", "only", type=TEXT, help="Only this room's.")
@json_option
@at_seat
def devices(seat: Seat, *, only: str | None, as_json: bool) -> None:
    """List the devices in each log of this seat: whose, and how each came in."""
    lines = [
        (log.record.name, line)
        for log in seat.logs()
        if only is None or log.record.name == only
        for line in devices_of(log)
    ]
    if as_json:
        echo_json([_plain(log, line) for log, line in lines])
        return
    for log, line in lines:
        by = f" by {isolated(line.countersigned_by)}" if line.countersigned_by else ""
        compared = "" if line.compared else ", words not compared"
        here = "  (this seat)" if line.here else ""
        click.echo(
            f"{line.device[:12]}  {isolated(log)}  {isolated(line.person.name)}  "
            f"{line.how.value}{by}{compared}{here}"
        )


@click.command("invite-device")
@click.argument("person", type=TEXT)
@click.option("--replaces", metavar="DEVICE", help="The device that leaves when the new comes in.")
@link_file_option
@json_option
@at_desk
def invite_a_device(
    desk: DeskSeat, *, person: str, replaces: str | None, link_file: Path | None, as_json: bool
) -> None:
    """Invite one more device of PERSON (a name, or the beginning of an id; you too).

    With --replaces for one that was lost, copied, or whose passphrase is forgotten: one goes out as
    the other comes in. Their other device may countersign (wasit countersign); then admit.
    """
    whose = person_named(person, _people(desk))
    gone = one_of(replaces, _devices(desk, whose), what="device") if replaces else None
    invitation, link = invite_device(desk, whose.id, replaces=gone)
    tell_invitation(desk, invitation, link, whose, link_file=link_file, as_json=as_json)


@click.command("countersign")
@click.option(
    "--link-file",
    metavar="FILE",
    help="File that holds the new device's link, or - for a line of stdin; else it is asked for.",
)
@click.option("--words", type=TEXT, help="The six words that the new device shows; else asked for.")
@json_option
@at_seat
def countersign_device(
    seat: Seat, *, link_file: str | None, words: str | None, as_json: bool
) -> None:
    """Say, from a device that is in, that a new one is of your side; before the desk admits it."""
    link = secret_from(link_file, prompt="Invitation link")
    expected = words_of_new(seat, link)
    typed = words or click.prompt("The six words that the new device shows", err=True)
    countersign(seat, link, words=typed.lower().split())
    if as_json:
        echo_json({"words": list(expected)})
    else:
        click.echo("Countersigned. The desk can admit the new device.")


@click.command("remove-device")
@click.argument("device")
@click.confirmation_option(prompt="It will get nothing more. Go on?")
@json_option
@at_desk
def remove_a_device(desk: DeskSeat, *, device: str, as_json: bool) -> None:
    """Take one DEVICE (the beginning of its id) out of every log; its person stays with others."""
    known = {line.device: log.record.name for log in desk.seat.logs() for line in devices_of(log)}
    found = one_of(device, known, what="device")
    left = remove_device(desk, found)
    if as_json:
        echo_json({"device": found, "logs": list(left)})
    else:
        logs = ", ".join(isolated(name) for name in left)
        click.echo(f"Device {found[:12]} was removed from {logs}.")


@click.command()
@click.argument("person", type=TEXT)
@click.option("--name", type=TEXT, required=True, help="Who comes in their place.")
@click.option("--role", type=click.Choice([role.value for role in Role]), help="Else the same.")
@link_file_option
@json_option
@at_desk
def replace(
    desk: DeskSeat,
    *,
    person: str,
    name: str,
    role: str | None,
    link_file: Path | None,
    as_json: bool,
) -> None:
    """Invite somebody in PERSON's place, into the same logs.

    PERSON leaves, with all their devices, when you admit who comes. What they said stays theirs.
    """
    before = person_named(person, _people(desk))
    given = Role(role) if role is not None else before.role
    successor = Person(
        id=desk.seat.ports.randomness.random_bytes(4).hex(),
        name=name,
        side=before.side,
        role=given,
        may_speak=before.may_speak if role is None else given in {Role.HEAD, Role.MEMBER},
    )
    invitation, link = replace_person(desk, before.id, successor)
    tell_invitation(desk, invitation, link, successor, link_file=link_file, as_json=as_json)


def _people(desk: DeskSeat) -> dict[str, Person]:
    return {line.person.id: line.person for log in desk.seat.logs() for line in devices_of(log)}


def _devices(desk: DeskSeat, whose: Person) -> dict[str, AnyLog]:
    return {
        line.device: log
        for log in desk.seat.logs()
        for line in devices_of(log)
        if line.person.id == whose.id
    }


def _plain(log: str, line: DeviceLine) -> dict[str, object]:
    return {
        "log": log,
        "device": line.device,
        "person": line.person.id,
        "name": line.person.name,
        "how": line.how.value,
        "countersigned_by": line.countersigned_by or None,
        "compared": line.compared,
        "here": line.here,
    }
