"""Letting people in and out: invitations made, answered, confirmed or revoked; leaving.

Each joining and each leaving begins an epoch, so that a newcomer gets a key of their own from then
on and who left gets none.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import msgspec

from wasit.channel.members import Member
from wasit.channel.opening import open_epoch
from wasit.crypto.invitations import INVITATION_SIZE, Invitation
from wasit.crypto.keys import DevicePublic
from wasit.points import Point
from wasit.seat.desk import DeskSeat
from wasit.seat.farewells import note_farewell, say_farewells
from wasit.seat.faults import NoSuchInvitation, NoSuchPerson, UnexpectedLetter, WordsDiffer
from wasit.seat.joining import (
    Countersigned,
    invitation_link,
    joining_words,
    read_hello,
    send_welcome,
    token_hash,
)
from wasit.seat.log import SeatLog
from wasit.seat.ports import HeadMoved
from wasit.seat.records import (
    InvitationRecord,
    InvitationState,
    InvitedLog,
    LogKind,
    load,
    store,
)
from wasit.seat.recovery import refuse_unconfirmed
from wasit.seat.vouches import read_vouches, vouch_among
from wasit.talks.journal import Journal
from wasit.talks.moments import moment, moment_text
from wasit.talks.people import Person, Side
from wasit.talks.room import RoomTalks
from wasit.wire.relay_api import Right

__all__ = ["Newcomer", "admit", "invitations", "invite", "newcomer", "remove", "revoke", "take_out"]

_GOOD_FOR = timedelta(days=7)
_TRIES = 5
_TOKEN_HASH = re.compile("[0-9a-f]{64}", re.ASCII)

AnyLog = SeatLog[RoomTalks] | SeatLog[Journal]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who answered an invitation: the device's keys, its token hashes, and the words to compare."""

    public: DevicePublic
    token_hashes: tuple[bytes, ...]
    words: tuple[str, ...]
    vouches: tuple[Countersigned, ...] = ()


def invite(
    desk: DeskSeat,
    person: Person,
    *,
    rooms: Sequence[str],
    journal: bool = False,
    replaces: str | None = None,
    replaces_person: str | None = None,
) -> tuple[str, str]:
    """A new invitation for that person into those rooms: its id, and the link to send.

    The link is good once and for seven days. A person of the desk may be given the journal too.
    ``replaces`` is the id of a device that leaves when the new one comes in, ``replaces_person`` of
    a person who leaves with all their devices.

    Raises:
        SheetNotConfirmed: the desk's recovery sheet was not read back; nobody was invited.
        NoSuchRoom: one of the rooms is not there. LinkLost, RelayRefused: nobody was invited.
    """
    refuse_unconfirmed(desk.seat)
    if journal and person.side is not Side.DESK:
        raise NoSuchPerson(f"{person.name} is not of the desk; nobody was invited to the journal")
    logs: list[AnyLog] = [desk.room(room) for room in rooms]
    if journal:
        logs.append(desk.journal)
        desk.share_relay()
    case, random = desk.case, logs[-1].random
    invitation = Invitation(random.random_bytes(INVITATION_SIZE))
    owner_token = random.random_bytes(32)
    now = desk.seat.ports.clock.now()
    record = InvitationRecord(
        secret=invitation.secret,
        owner_token=owner_token,
        relay=case.relay,
        person=person,
        logs=tuple(_invited(log) for log in logs),
        made_at=moment_text(now),
        expires_at=moment_text(now + _GOOD_FOR),
        replaces=replaces,
        replaces_person=replaces_person,
    )
    link, reach = desk.seat.ports.link_to(case.relay), desk.seat.ports.reach
    link.create_log(invitation.log_id, owner_token=owner_token, creation_token=case.creation_token)
    reach(Point.INVITATION_LOG_MADE)
    send_welcome(
        link,
        invitation,
        owner_token=owner_token,
        desk=desk.seat.public,
        person=person.id,
        logs=record.logs,
        expires_at=record.expires_at,
        salt=random.random_bytes(32),
    )
    reach(Point.WELCOME_LEFT)
    link.grant(
        invitation.log_id,
        token=owner_token,
        to_hash=token_hash(invitation.token),
        right=Right.APPEND,
    )
    reach(Point.INVITATION_OPENED)
    invitation_id = invitation.log_id.hex()
    _keep(desk, invitation_id, record)
    return invitation_id, invitation_link(case.relay, invitation)


def invitations(desk: DeskSeat) -> dict[str, InvitationRecord]:
    """Every invitation this desk seat made, by id, whatever became of it."""
    names = desk.seat.ports.vault.names("invitation/")
    return {name.removeprefix("invitation/"): _read(desk, name) for name in names}


def newcomer(desk: DeskSeat, invitation_id: str) -> Newcomer | None:
    """Who has answered, with the six words to compare; None while nobody has.

    Raises:
        NoSuchInvitation: it is not open, or its seven days are over.
        UnexpectedLetter: the letter does not name one token for each log of the invitation.
    """
    record = _open_invitation(desk, invitation_id)
    link = desk.seat.ports.link_to(record.relay)
    hello = read_hello(link, Invitation(record.secret))
    if hello is None:
        return None
    public = hello.device.public()
    words = joining_words(
        joiner=public, desk=desk.seat.public, logs=[log.log_id for log in record.logs]
    )
    hashes = tuple(_token_hash(token) for token in hello.tokens)
    if len(hashes) != len(record.logs):
        raise UnexpectedLetter(
            f"the joiner's letter names {len(hashes)} tokens where {len(record.logs)} were "
            "expected; nobody was let in"
        )
    vouches = read_vouches(link, Invitation(record.secret))
    return Newcomer(public=public, token_hashes=hashes, words=words, vouches=vouches)


def admit(desk: DeskSeat, invitation_id: str, *, words: Sequence[str] | None) -> Person:
    """Let in who answered; ``words`` are those the joiner read out, or None for "not compared".

    Raises:
        NoSuchInvitation: it is not open, or nobody has answered.
        WordsDiffer: the words are not these; nobody was let in.
    """
    record = _open_invitation(desk, invitation_id)
    joiner = newcomer(desk, invitation_id)
    if joiner is None:
        raise NoSuchInvitation("nobody has answered this invitation yet; nobody was let in")
    if words is not None and tuple(words) != joiner.words:
        raise WordsDiffer("the words read out are not those seen here; nobody was let in")
    device, reach = joiner.public.device_id, desk.seat.ports.reach
    for invited, hashed in zip(record.logs, joiner.token_hashes, strict=True):
        log = _log_of(desk, invited)
        log.send()
        leaves = _replaced(log, record)
        member = Member(device, record.person, compared=words is not None, token=hashed.hex())
        vouch = vouch_among(joiner.vouches, joiner.public, member, log=log, leaving=leaves)
        member = msgspec.structs.replace(member, vouch=vouch)
        _begin_epoch(desk, log, adding=(joiner.public, member), removing=leaves)
        reach(Point.EPOCH_BEGUN)
        _keep_token(desk, log, member)
        reach(Point.TOKEN_KEPT)
        right = Right.OWN if _runs_case(record) else Right.APPEND
        log.link.grant(log.record.log_id, token=log.record.token, to_hash=hashed, right=right)
        reach(Point.RIGHT_GIVEN)
        if record.replaces is not None or record.replaces_person is not None:
            _end_rights(desk, log)
    _keep(desk, invitation_id, msgspec.structs.replace(record, state=InvitationState.USED))
    return record.person


def revoke(desk: DeskSeat, invitation_id: str) -> None:
    """Make an open invitation's link worthless."""
    record = _open_invitation(desk, invitation_id)
    invitation = Invitation(record.secret)
    desk.seat.ports.link_to(record.relay).revoke(
        invitation.log_id, token=record.owner_token, from_hash=token_hash(invitation.token)
    )
    _keep(desk, invitation_id, msgspec.structs.replace(record, state=InvitationState.REVOKED))


def remove(desk: DeskSeat, person_id: str, *, rooms: Sequence[str], journal: bool = False) -> None:
    """Begin an epoch without any device of that person, and end their rights at the relay.

    ``journal`` too, where somebody leaves the desk.

    Finishes what was begun: a room that the person has left is passed over, and rights that a
    removal left behind are ended.

    Raises:
        NoSuchPerson: nobody of that id is in any of the rooms; nobody was removed.
    """
    logs: list[AnyLog] = [desk.room(room) for room in rooms]
    if journal:
        logs.append(desk.journal)
    found = False
    for log in logs:
        log.send()
        found = take_out(desk, log, _devices_of(log, person_id)) or found
    if not found:
        named = ", ".join(log.record.name for log in logs)
        raise NoSuchPerson(f"nobody with id {person_id!r} is in {named}; nobody was removed")


def take_out(desk: DeskSeat, log: AnyLog, devices: Sequence[str]) -> bool:
    """Whether any of these members left, or rights that an earlier leaving left behind ended.

    They are members no more and have no right at the relay.
    """
    if devices:
        _begin_epoch(desk, log, removing=devices)
    return _end_rights(desk, log) or bool(devices)


def _devices_of(log: AnyLog, person_id: str | None) -> list[str]:
    members = log.channel.state.members
    return [device for device, member in members.items() if member.person.id == person_id]


def _replaced(log: AnyLog, record: InvitationRecord) -> list[str]:
    """The devices that leave a log when the invited one comes in."""
    device = [record.replaces] if record.replaces is not None else []
    return [*device, *_devices_of(log, record.replaces_person)]


def _end_rights(desk: DeskSeat, log: AnyLog) -> bool:
    """Whether there was a device that is no member and had rights at the relay.

    It has none now, and the desk's last word to it is left there.
    """
    vault, prefix = desk.seat.ports.vault, f"token/{log.record.log_id.hex()}/"
    ended = False
    for name in vault.names(prefix):
        hashed = vault.read(name)
        if hashed is None or name.removeprefix(prefix) in log.channel.state.members:
            continue
        device = name.removeprefix(prefix)
        note_farewell(desk, log, device, token_hash=hashed)
        log.link.revoke(log.record.log_id, token=log.record.token, from_hash=hashed)
        with vault.transaction():
            vault.write(f"left/{name.removeprefix('token/')}", hashed)
            vault.erase(name)
        ended = True
    return say_farewells(desk, log) or ended


def _begin_epoch(
    desk: DeskSeat,
    log: AnyLog,
    *,
    adding: tuple[DevicePublic, Member] | None = None,
    removing: Iterable[str] = (),
) -> None:
    removed = set(removing)
    for attempt in range(1, _TRIES + 1):
        log.send()
        state = log.channel.state
        comes = adding is not None and adding[1].device not in state.members
        leaving = removed & set(state.members)
        if (adding is not None or removed) and not comes and not leaving:
            return
        for device in leaving:
            _keep_token(desk, log, state.members[device])
        members = {
            device: (state.device(device), member)
            for device, member in state.members.items()
            if device not in removed
        }
        if adding is not None:
            members[adding[1].device] = adding
        counter = log.next_counter()
        frame = open_epoch(
            log.channel,
            members,
            at=desk.seat.now(),
            counter=counter,
            random_bytes=log.random.random_bytes,
            wrapping=desk.seat.ports.wrapping,
        )
        try:
            log.post_frame(frame, counter=counter)
        except HeadMoved:
            if attempt == _TRIES:
                raise
        else:
            return


def _runs_case(record: InvitationRecord) -> bool:
    """Whether who is invited can let others in and out: a desk person with the journal."""
    return any(log.kind is LogKind.JOURNAL for log in record.logs)


def _keep_token(desk: DeskSeat, log: AnyLog, member: Member) -> None:
    """Know that device's relay token, so that its rights are ended once it is no member."""
    if member.token:
        name = f"token/{log.record.log_id.hex()}/{member.device}"
        desk.seat.ports.vault.write(name, bytes.fromhex(member.token))


def _invited(log: AnyLog) -> InvitedLog:
    record = log.record
    return InvitedLog(record.log_id, record.kind, record.name, record.relay, record.relay_key)


def _token_hash(text: str) -> bytes:
    if not _TOKEN_HASH.fullmatch(text):
        raise UnexpectedLetter("a token in the joiner's letter is no hash; nobody was let in")
    return bytes.fromhex(text)


def _log_of(desk: DeskSeat, invited: InvitedLog) -> AnyLog:
    if invited.log_id == desk.journal.record.log_id:
        return desk.journal
    return desk.room(invited.name)


def _open_invitation(desk: DeskSeat, invitation_id: str) -> InvitationRecord:
    record = _read(desk, f"invitation/{invitation_id}")
    if record.state is not InvitationState.OPEN:
        raise NoSuchInvitation(f"the invitation is {record.state.value}; nothing was done with it")
    if desk.seat.ports.clock.now() > moment(record.expires_at):
        raise NoSuchInvitation(f"the invitation was good until {record.expires_at}")
    return record


def _read(desk: DeskSeat, name: str) -> InvitationRecord:
    raw = desk.seat.ports.vault.read(name)
    if raw is None:
        raise NoSuchInvitation("this desk seat made no such invitation")
    return load(raw, InvitationRecord)


def _keep(desk: DeskSeat, invitation_id: str, record: InvitationRecord) -> None:
    desk.seat.ports.vault.write(f"invitation/{invitation_id}", store(record))
