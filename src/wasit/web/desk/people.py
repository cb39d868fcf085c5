"""People: who is in each room, who is invited, who waits to be let in, and who leaves."""

import segno
from starlette.responses import Response

from wasit.crypto.invitations import Invitation
from wasit.seat import admitting
from wasit.seat.joining import invitation_link
from wasit.seat.records import InvitationRecord, InvitationState
from wasit.seat.recovery import SheetNotConfirmed, asked_back
from wasit.talks.people import Person, Role, Side
from wasit.web.desk.rooms import rooms_at
from wasit.web.seats import new_address
from wasit.web.visit import Face, NotFilledIn, Page, Visit

__all__ = ["PAGES"]


def people(visit: Visit) -> Response:
    """Everybody, by room, and the form to invite somebody."""
    desk = visit.desk
    rooms = rooms_at(desk)
    return visit.show(
        "desk/people.html",
        desk=desk,
        rooms=rooms,
        members={
            room.name: list(desk.room(room.name).channel.state.members.values()) for room in rooms
        },
        desk_members=list(desk.journal.channel.state.members.values()),
        invitations=admitting.invitations(desk),
        roles=list(Role),
        sheet_confirmed=_sheet_confirmed(visit),
    )


def invite(visit: Visit) -> Response:
    """A new invitation, for a person of a room or of the desk."""
    desk = visit.desk
    name = visit.needed("name", "the person's name")
    role = visit.chosen("role", Role) or Role.MEMBER
    keys = visit.typed_all("room")
    rooms = [room.name for room in rooms_at(desk) if room.key in keys]
    of_desk = bool(visit.typed("of_desk"))
    if of_desk and not rooms:
        rooms = [room.name for room in rooms_at(desk)]
    if not rooms:
        raise NotFilledIn("no room was chosen; nobody was invited")
    may_speak = bool(visit.typed("may_speak")) or role in {Role.HEAD, Role.MEMBER}
    person = Person(
        id=desk.seat.ports.randomness.random_bytes(4).hex(),
        name=name,
        side=Side.DESK if of_desk else Side.ROOM,
        role=role,
        may_speak=may_speak,
    )
    invitation, _ = admitting.invite(desk, person, rooms=rooms, journal=of_desk)
    return visit.go(f"invitations/{invitation}")


def invitation(visit: Visit) -> Response:
    """One invitation: the link to send, and, once it is answered, the words to compare."""
    desk = visit.desk
    named = visit.named("invitation")
    record = _record(visit, named)
    newcomer = None
    if record.state is InvitationState.OPEN and record.expires_at > desk.seat.now():
        newcomer = admitting.newcomer(desk, named)
    return visit.show(
        "desk/invitation.html",
        desk=desk,
        named=named,
        record=record,
        newcomer=newcomer,
        link=hosted_link(visit, record),
        certificate_words=visit.house.certificate_words,
        own_link=invitation_link(record.relay, Invitation(record.secret)),
    )


def qr(visit: Visit) -> Response:
    """The invitation's link as a QR code."""
    record = _record(visit, visit.named("invitation"))
    picture = segno.make(hosted_link(visit, record), error="m").svg_inline(scale=5, border=3)
    return Response(picture, media_type="image/svg+xml")


def admit(visit: Visit) -> Response:
    """Let in who answered, after comparing the words, or without."""
    named = visit.named("invitation")
    compared = visit.typed("compared")
    words = None if compared == "not" else visit.typed("words").lower().split()
    admitting.admit(visit.desk, named, words=words)
    visit.at.tell()
    return visit.go("people")


def revoke(visit: Visit) -> Response:
    """Make an invitation's link worthless."""
    admitting.revoke(visit.desk, visit.named("invitation"))
    return visit.go("people")


def remove(visit: Visit) -> Response:
    """Take a person out of the rooms that were chosen."""
    desk = visit.desk
    keys = visit.typed_all("room")
    rooms = [room.name for room in rooms_at(desk) if room.key in keys]
    if not rooms:
        raise NotFilledIn("no room was chosen; nobody was removed")
    admitting.remove(desk, visit.needed("person", "the person"), rooms=rooms)
    visit.at.tell()
    return visit.go("people")


def hosted_link(visit: Visit, record: InvitationRecord) -> str:
    """The link for a person who brings only a browser; empty where no pages are hosted here."""
    hosting = visit.house.hosting
    secret = Invitation(record.secret).to_text()
    if hosting is None:
        return ""
    house = "" if record.person.side is Side.DESK else record.logs[0].name
    prefix = visit.house.prefix if not house else hosting.prefix_of(_house_id(visit, house))
    return f"{visit.house.public_url}{prefix}/new/invitation/{secret}"


def _house_id(visit: Visit, room: str) -> str:
    """The random id of the house of a room's people, the same for everybody of that room."""
    vault = visit.desk.seat.ports.vault
    name = f"house/{visit.desk.room(room).record.log_id.hex()}"
    kept = vault.read(name)
    if kept is None:
        kept = new_address(visit.house.randomness.random_bytes(10)).encode()
        vault.write(name, kept)
    return kept.decode()


def _record(visit: Visit, named: str) -> InvitationRecord:
    record = admitting.invitations(visit.desk).get(named)
    if record is None:
        visit.not_found("an invitation")
    return record


def _sheet_confirmed(visit: Visit) -> bool:
    try:
        return asked_back(visit.at.seat) is None
    except SheetNotConfirmed:
        return False


PAGES = [
    Page("GET", "/people", Face.DESK, people),
    Page("POST", "/people/invite", Face.DESK, invite, people),
    Page("POST", "/people/remove", Face.DESK, remove, people),
    Page("GET", "/invitations/{invitation}", Face.DESK, invitation),
    Page("GET", "/invitations/{invitation}/qr", Face.DESK, qr),
    Page("POST", "/invitations/{invitation}/admit", Face.DESK, admit, invitation),
    Page("POST", "/invitations/{invitation}/revoke", Face.DESK, revoke, people),
]
