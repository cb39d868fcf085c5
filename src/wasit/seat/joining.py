"""Joining by invitation: the desk's letter, the joiner's letter, six words, and the desk's yes.

An invitation is a small log of its own, opened by a 256-bit secret in a link. The desk leaves a
letter there that names the logs and a desk device; the joiner answers with its device's keys and
the hashes of its relay tokens. Both see six words made from both sides' keys and the logs' ids.
Nobody gets an epoch key before a person at the desk has compared them, or has recorded that they
were not compared. The first joiner's letter counts; a second one is not read.
"""

import hashlib
from collections.abc import Sequence
from typing import Literal, TypeVar

import msgspec

from wasit.channel.farewell import Farewell
from wasit.channel.faults import ChainBroken
from wasit.channel.members import DeviceKeys, Vouch
from wasit.crypto.invitations import BadInvitation, Invitation
from wasit.crypto.keys import DevicePublic
from wasit.crypto.sealing import BadPlaintext, Undecryptable
from wasit.crypto.words import words_for
from wasit.errors import NotFound, Refused, Untrusted
from wasit.points import Point
from wasit.seat.faults import NameTaken, NotASeat, NotYetAdmitted, OtherCase, UnexpectedLetter
from wasit.seat.ports import Link, NoSuchLog
from wasit.seat.records import InvitedLog, JoiningRecord, LogKind, LogRecord, load, store
from wasit.seat.seat import Seat
from wasit.talks.moments import moment
from wasit.wire.canonical import NotCanonical, decode, encode
from wasit.wire.frames import LetterFrame, MalformedFrame, encode_frame, parse_frame

__all__ = [
    "Countersigned",
    "Hello",
    "Welcome",
    "answer_invitation",
    "complete_joining",
    "invitation_link",
    "joining_words",
    "parse_link",
    "read_hello",
    "read_letter",
    "send_welcome",
    "token_hash",
    "waiting_words",
]


class _LetterLog(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    log: str
    kind: LogKind
    name: str
    relay: str
    relay_key: str


class Welcome(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="welcome"
):
    """The desk's letter: whom it invites to which logs, from which desk device, until when."""

    desk: DeviceKeys
    person: str
    expires_at: str
    logs: tuple[_LetterLog, ...]
    v: Literal[1] = 1


class Hello(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="hello"):
    """The joiner's letter: its device's keys, and one relay token hash (hex) per log."""

    device: DeviceKeys
    tokens: tuple[str, ...]
    v: Literal[1] = 1


class Countersigned(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="countersigned"
):
    """A letter of a live device of the joiner's side: log id (hex) to its countersignature."""

    vouches: dict[str, Vouch]
    v: Literal[1] = 1


LetterT = TypeVar("LetterT", Welcome, Hello, Countersigned, Farewell)


def token_hash(token: bytes) -> bytes:
    """What a relay knows of a token: its SHA-256."""
    return hashlib.sha256(token).digest()


def invitation_link(relay: str, invitation: Invitation) -> str:
    """The link to send; what follows ``#`` never reaches a server."""
    return f"{relay}/#{invitation.to_text()}"


def parse_link(link: str) -> tuple[str, Invitation]:
    """The relay and the invitation of a link.

    Raises:
        BadInvitation: the text is no such link.
    """
    relay, mark, text = link.strip().partition("/#")
    if not mark or not relay.startswith(("http://", "https://")):
        raise BadInvitation("a link like https://relay/#secret was expected; nothing was sent")
    return relay, Invitation.from_text(text)


def joining_words(
    *, joiner: DevicePublic, desk: DevicePublic, logs: Sequence[bytes]
) -> tuple[str, ...]:
    """The six words that joiner and desk read to each other."""
    keys = (joiner.sealing, joiner.verifying, desk.sealing, desk.verifying)
    return words_for("joining", *keys, *logs)


def send_welcome(
    link: Link,
    invitation: Invitation,
    *,
    owner_token: bytes,
    desk: DevicePublic,
    person: str,
    logs: Sequence[InvitedLog],
    expires_at: str,
    salt: bytes,
) -> None:
    """Leave the desk's letter in the invitation's log, which must exist.

    ``person`` is the id of the one invited.
    """
    welcome = Welcome(
        desk=DeviceKeys.of(desk),
        person=person,
        expires_at=expires_at,
        logs=tuple(
            _LetterLog(log.log_id.hex(), log.kind, log.name, log.relay, log.relay_key.hex())
            for log in logs
        ),
    )
    letter = invitation.seal_letter(encode(welcome), salt=salt, sender="desk")
    link.append(invitation.log_id, encode_frame(letter), token=owner_token)


def read_hello(link: Link, invitation: Invitation) -> Hello | None:
    """The joiner's letter, or None while there is none. Only the first letter counts.

    Raises:
        UnexpectedLetter: the letter after the desk's is not a joiner's.
    """
    letters = link.read(invitation.log_id, after=1, token=invitation.token).frames
    if not letters:
        return None
    return read_letter(letters[0], invitation, sender="joiner", kind=Hello)


def answer_invitation(seat: Seat, link_text: str) -> tuple[str, ...]:
    """Send this device's keys to the desk; the six words to compare with it.

    Raises:
        BadInvitation: the link holds none, its time is over, or another has answered it.
        OtherCase: no log here knows the inviting desk device; nothing was sent.
        NameTaken: this seat has another room of that name; nothing was sent.
        NoSuchLog: it is revoked or used up.
        UnexpectedLetter: what is there is not from the desk.
    """
    relay, invitation = parse_link(link_text)
    link = seat.ports.link_to(relay)
    letters = link.read(invitation.log_id, after=0, token=invitation.token).frames
    if not letters:
        raise UnexpectedLetter("the invitation holds no letter of the desk; nothing was sent")
    welcome = read_letter(letters[0], invitation, sender="desk", kind=Welcome)
    if seat.ports.clock.now() > moment(welcome.expires_at):
        raise BadInvitation(f"the invitation was good until {welcome.expires_at}; nothing was sent")
    logs = tuple(_invited(log) for log in welcome.logs)
    _refuse_other_case(seat, logs, desk=welcome.desk)
    _refuse_taken_names(seat, logs)
    record = _joining(seat, logs, welcome.desk)
    hello = Hello(
        device=DeviceKeys.of(seat.public),
        tokens=tuple(token_hash(token).hex() for token in record.tokens),
    )
    if len(letters) > 1:
        if read_letter(letters[1], invitation, sender="joiner", kind=Hello) != hello:
            raise BadInvitation("the invitation has been answered already; nothing was sent")
        return _words_of(seat, record)
    seat.ports.vault.write("joining", store(record))
    seat.ports.reach(Point.JOINING_KEPT)
    salt = seat.ports.randomness.random_bytes(32)
    letter = invitation.seal_letter(encode(hello), salt=salt, sender="joiner")
    link.append(invitation.log_id, encode_frame(letter), token=invitation.token)
    seat.ports.reach(Point.HELLO_LEFT)
    return _words_of(seat, record)


def waiting_words(seat: Seat) -> tuple[str, ...]:
    """The six words of the invitation this seat has answered, for as long as it waits.

    Raises:
        NotASeat: no invitation was answered here, or the desk has let this seat in.
    """
    raw = seat.ports.vault.read("joining")
    if raw is None:
        raise NotASeat("no invitation was answered here; there are no words to compare")
    return _words_of(seat, load(raw, JoiningRecord))


def complete_joining(seat: Seat) -> None:
    """Read the logs this seat was let into, from their beginning.

    Raises:
        NotASeat: no invitation was answered here. NotYetAdmitted: the desk has not confirmed.
        NameTaken: this seat has another room of that name; nothing was joined.
        ChainBroken: the desk device of the letter is no member; nothing was joined.
    """
    raw = seat.ports.vault.read("joining")
    if raw is None:
        raise NotASeat("no invitation was answered here; nothing was joined")
    joining = load(raw, JoiningRecord)
    for log, token in zip(joining.logs, joining.tokens, strict=True):
        try:
            seat.ports.link_to(log.relay).read(log.log_id, after=0, token=token)
        except NoSuchLog as error:
            words = " ".join(_words_of(seat, joining))
            raise NotYetAdmitted(f"the desk has not confirmed yet; the words: {words}") from error
    _refuse_taken_names(seat, joining.logs)
    for log, token in zip(joining.logs, joining.tokens, strict=True):
        record = LogRecord(log.log_id, log.kind, log.name, log.relay, log.relay_key, token)
        before = seat.ports.vault.read(f"log/{log.log_id.hex()}")
        seat.ports.vault.erase(f"goodbye/{log.log_id.hex()}")
        seat.add_log(record)
        seat.ports.reach(Point.LOG_ADDED)
        try:
            _read_from_its_beginning(seat, log, desk=joining.desk)
        except (Untrusted, Refused, NotFound):
            seat.drop_log(record)
            if before is not None:
                seat.add_log(load(before, LogRecord))
            raise
        seat.ports.reach(Point.LOG_JOINED)
    seat.ports.vault.erase("joining")


def _read_from_its_beginning(seat: Seat, log: InvitedLog, *, desk: DeviceKeys) -> None:
    joined = seat.journal if log.kind is LogKind.JOURNAL else seat.rooms[log.name]
    if joined is None:
        raise NotASeat("the journal could not be opened; nothing was joined")
    joined.read_up()
    joined.fold_anew()
    state = joined.channel.state
    if state.keys.get(desk.public().device_id) != desk:
        raise ChainBroken("the inviting device is not of this log; nothing was joined")
    if state.relay_key != log.relay_key.hex():
        raise ChainBroken("the log is at a relay with another key; nothing was joined")
    _ = joined.me


def _joining(seat: Seat, logs: tuple[InvitedLog, ...], desk: DeviceKeys) -> JoiningRecord:
    """What this seat keeps while it waits: as before, where the same invitation is asked again."""
    raw = seat.ports.vault.read("joining")
    before = load(raw, JoiningRecord) if raw is not None else None
    if before is not None and (before.logs, before.desk) == (logs, desk):
        return before
    streams = (seat.ports.randomness.stream(log.name) for log in logs)
    tokens = tuple(stream.random_bytes(32) for stream in streams)
    return JoiningRecord(logs=logs, tokens=tokens, desk=desk)


def _refuse_other_case(seat: Seat, logs: Sequence[InvitedLog], *, desk: DeviceKeys) -> None:
    """Return when this seat is in no log, or in one of these, or knows who invites it."""
    here = seat.logs()
    known = {log.log_id for log in logs} & {log.record.log_id for log in here}
    device = desk.public().device_id
    if here and not known and all(device not in log.channel.state.keys for log in here):
        raise OtherCase(
            "the invitation comes from a desk device that no room of this seat knows; "
            "nothing was sent"
        )


def _refuse_taken_names(seat: Seat, logs: Sequence[InvitedLog]) -> None:
    here = {(log.record.kind, log.record.name): log.record.log_id for log in seat.logs()}
    for log in logs:
        taken = here.setdefault((log.kind, log.name), log.log_id)
        if taken != log.log_id:
            raise NameTaken(
                f"this seat has a room {log.name!r} of another case; nothing was joined"
            )


def _words_of(seat: Seat, joining: JoiningRecord) -> tuple[str, ...]:
    return joining_words(
        joiner=seat.public,
        desk=joining.desk.public(),
        logs=[log.log_id for log in joining.logs],
    )


def _invited(log: _LetterLog) -> InvitedLog:
    try:
        log_id, relay_key = bytes.fromhex(log.log), bytes.fromhex(log.relay_key)
    except ValueError as error:
        raise UnexpectedLetter("the desk's letter cannot be read; nothing was joined") from error
    return InvitedLog(log_id, log.kind, log.name, log.relay, relay_key)


def read_letter(raw: bytes, invitation: Invitation, *, sender: str, kind: type[LetterT]) -> LetterT:
    """The letter in a frame of the invitation's log.

    Raises:
        UnexpectedLetter: it is of another sender or kind, or cannot be read.
    """
    try:
        frame = parse_frame(raw)
        if not isinstance(frame, LetterFrame):
            raise UnexpectedLetter("an invitation's log holds no letter; nothing was joined")
        return msgspec.convert(decode(invitation.open_letter(frame, sender=sender)), kind)
    except (
        MalformedFrame,
        Undecryptable,
        BadPlaintext,
        NotCanonical,
        msgspec.ValidationError,
    ) as error:
        raise UnexpectedLetter("a letter cannot be read; nothing was joined") from error
