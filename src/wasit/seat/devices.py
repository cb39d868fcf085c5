"""The devices of a log as its people see them, and bringing one person a further device.

A person has any number of devices; each is a member of its own. A new one comes by an invitation
of the desk for the same person. A lost, copied or locked one is replaced: one epoch in which the
old goes out and the new comes in, and the old one's rights at the relay end.
"""

from dataclasses import dataclass
from enum import StrEnum

from wasit.seat.admitting import AnyLog, invite, take_out
from wasit.seat.desk import DeskSeat
from wasit.seat.faults import NoSuchPerson
from wasit.talks.people import Person

__all__ = ["DeviceLine", "How", "devices_of", "invite_device", "remove_device", "replace_person"]


class How(StrEnum):
    """How a device came into a log."""

    FOUNDED = "founded the log"
    COUNTERSIGNED = "countersigned"
    BY_DESK = "by the desk alone"


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One device in a log's member list.

    ``countersigned_by`` names the person whose live device vouched for it; ``compared`` is whether
    its joining words were compared; ``here`` whether it is this seat.
    """

    device: str
    person: Person
    how: How
    countersigned_by: str
    compared: bool
    here: bool


def devices_of(log: AnyLog) -> list[DeviceLine]:
    """Every device that now belongs to the log, in the member list's order."""
    state = log.channel.state
    founders = state.founding.devices if state.founding is not None else ()
    lines: list[DeviceLine] = []
    for device, member in state.members.items():
        vouch, how, by = member.vouch, How.BY_DESK, ""
        if device in founders:
            how = How.FOUNDED
        elif vouch is not None:
            voucher = state.members.get(vouch.device)
            how, by = How.COUNTERSIGNED, voucher.person.name if voucher is not None else ""
        here = device == log.channel.device_id
        lines.append(DeviceLine(device, member.person, how, by, member.compared, here))
    return lines


def invite_device(
    desk: DeskSeat, person_id: str, *, replaces: str | None = None
) -> tuple[str, str]:
    """An invitation for one more device of somebody already there: its id, and the link to send.

    It leads to every log in which the person has a device; with ``replaces``, to those of that
    device, which leaves each of them when the new one comes in.

    Raises:
        NoSuchPerson: the person, or that device of theirs, is in none of this seat's logs.
        SheetNotConfirmed, LinkLost, RelayRefused: nobody was invited.
    """
    rooms: list[str] = []
    journal = False
    person: Person | None = None
    for log in desk.seat.logs():
        log.send()
        for device, member in log.channel.state.members.items():
            if member.person.id != person_id or replaces not in (None, device):
                continue
            person = member.person
            if log is desk.journal:
                journal = True
            elif log.record.name not in rooms:
                rooms.append(log.record.name)
    if person is None:
        raise NoSuchPerson(f"{person_id!r} has no such device in this case; nobody was invited")
    if replaces == desk.seat.public.device_id:
        raise NoSuchPerson("a seat does not replace itself; do it from another device of the desk")
    return invite(desk, person, rooms=rooms, journal=journal, replaces=replaces)


def remove_device(desk: DeskSeat, device: str) -> tuple[str, ...]:
    """Take one device out of every log of this desk seat; the names of those it was in.

    Its person stays with their others. Finishes what was begun.

    Raises:
        NoSuchPerson: it is in none of them, or is this seat's own; nothing was changed.
        LinkLost, RelayRefused: it may be out of some; the same call finishes it.
    """
    if device == desk.seat.public.device_id:
        raise NoSuchPerson("a seat does not remove itself; do it from another device of the desk")
    left: list[str] = []
    for log in desk.seat.logs():
        log.send()
        here = [device] if device in log.channel.state.members else []
        if take_out(desk, log, here):
            left.append(log.record.name)
    if not left:
        raise NoSuchPerson(f"device {device!r} is in no log of this desk seat; nothing was changed")
    return tuple(left)


def replace_person(desk: DeskSeat, person_id: str, successor: Person) -> tuple[str, str]:
    """An invitation for who comes in somebody's place: its id, and the link to send.

    It leads to every log of this seat in which the person is; all their devices leave each of them
    when the successor comes in.

    Raises:
        NoSuchPerson: the person is in none of this seat's logs, or is who asks.
        SheetNotConfirmed, LinkLost, RelayRefused: nobody was invited.
    """
    if person_id == desk.me.id:
        raise NoSuchPerson("nobody replaces themselves; let another person of the desk do it")
    rooms: list[str] = []
    journal = False
    for log in desk.seat.logs():
        log.send()
        if all(each.person.id != person_id for each in log.channel.state.members.values()):
            continue
        if log is desk.journal:
            journal = True
        else:
            rooms.append(log.record.name)
    if not rooms and not journal:
        raise NoSuchPerson(f"{person_id!r} is in no log of this desk seat; nobody was invited")
    return invite(desk, successor, rooms=rooms, journal=journal, replaces_person=person_id)
