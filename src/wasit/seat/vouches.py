"""Countersigning a device of one's own side: by the link, in the invitation's log.

A person with a new device has its link and a live device in hand. The live device reads the six
words of the new one, shows them, and signs for it in every log of the invitation that it belongs
to. The desk looks for such letters when it lets the new device in. Anybody with the link could
leave a false one, so each is held against the log, and one that does not fit is not read.
"""

from collections.abc import Sequence

from wasit.channel.members import BadEpoch, DeviceKeys, Member, Vouch
from wasit.channel.vouching import check_vouch, vouch_for
from wasit.crypto.invitations import Invitation
from wasit.crypto.keys import DevicePublic
from wasit.errors import NotFound
from wasit.seat.faults import UnexpectedLetter, WordsDiffer
from wasit.seat.joining import (
    Countersigned,
    Hello,
    Welcome,
    joining_words,
    parse_link,
    read_letter,
)
from wasit.seat.log import SeatLog
from wasit.seat.ports import Link
from wasit.seat.seat import Seat
from wasit.talks.journal import Journal
from wasit.talks.room import RoomTalks
from wasit.wire.canonical import encode
from wasit.wire.frames import encode_frame

__all__ = ["NothingToCountersign", "countersign", "read_vouches", "vouch_among", "words_of_new"]

_SENDER = "voucher"


class NothingToCountersign(NotFound):
    """No new device has answered the invitation, or it leads to no log of this seat."""

    code = "nothing-to-countersign"
    advice = "Open the link on the new device first, then countersign here."


def words_of_new(seat: Seat, link_text: str) -> tuple[str, ...]:
    """The six words that the new device must show, as this live device works them out.

    Raises:
        NothingToCountersign: none has answered, or it is no business of this seat.
        BadInvitation, NoSuchLog, UnexpectedLetter: the link leads to no open invitation.
    """
    return _read(seat, link_text)[2]


def countersign(seat: Seat, link_text: str, *, words: Sequence[str]) -> None:
    """Say that the new device is of this seat's side; ``words`` are those that it shows.

    Raises:
        WordsDiffer: they are not these; nothing was said. Otherwise as ``words_of_new``.
    """
    welcome, newcomer, expected = _read(seat, link_text)
    if tuple(words) != expected:
        raise WordsDiffer("the words of the new device are not those seen here; nothing was said")
    relay, invitation = parse_link(link_text)
    vouches = {
        log.record.log_id.hex(): vouch_for(
            newcomer, person_id=welcome.person, log_id=log.record.log_id, by=seat.secrets
        )
        for log in _shared(seat, welcome)
    }
    salt = seat.ports.randomness.random_bytes(32)
    letter = invitation.seal_letter(encode(Countersigned(vouches)), salt=salt, sender=_SENDER)
    link = seat.ports.link_to(relay)
    link.append(invitation.log_id, encode_frame(letter), token=invitation.token)


def read_vouches(link: Link, invitation: Invitation) -> tuple[Countersigned, ...]:
    """Every letter of a live device in the invitation's log; what cannot be read is passed over."""
    found: list[Countersigned] = []
    for raw in link.read(invitation.log_id, after=2, token=invitation.token).frames:
        try:
            found.append(read_letter(raw, invitation, sender=_SENDER, kind=Countersigned))
        except UnexpectedLetter:
            continue
    return tuple(found)


def vouch_among(
    letters: Sequence[Countersigned],
    public: DevicePublic,
    newcomer: Member,
    *,
    log: SeatLog[RoomTalks] | SeatLog[Journal],
    leaving: Sequence[str] = (),
) -> Vouch | None:
    """The first countersignature that holds for this newcomer in that log as it stands; or None.

    One by a device that is ``leaving`` holds for nothing.
    """
    state = log.channel.state
    staying = {device: each for device, each in state.members.items() if device not in leaving}
    for letter in letters:
        vouch = letter.vouches.get(state.log_id.hex())
        if vouch is None:
            continue
        try:
            check_vouch(
                vouch,
                newcomer,
                log_id=state.log_id,
                members=staying,
                keys={**state.keys, newcomer.device: DeviceKeys.of(public)},
            )
        except BadEpoch:
            continue
        return vouch
    return None


def _read(seat: Seat, link_text: str) -> tuple[Welcome, DevicePublic, tuple[str, ...]]:
    relay, invitation = parse_link(link_text)
    letters = (
        seat.ports.link_to(relay).read(invitation.log_id, after=0, token=invitation.token).frames
    )
    if len(letters) < 2:
        raise NothingToCountersign("no new device has answered this invitation yet")
    welcome = read_letter(letters[0], invitation, sender="desk", kind=Welcome)
    hello = read_letter(letters[1], invitation, sender="joiner", kind=Hello)
    if not _shared(seat, welcome):
        raise NothingToCountersign("the invitation leads to no log of this seat; nothing was said")
    newcomer = hello.device.public()
    logs = [bytes.fromhex(log.log) for log in welcome.logs]
    words = joining_words(joiner=newcomer, desk=welcome.desk.public(), logs=logs)
    return welcome, newcomer, words


def _shared(seat: Seat, welcome: Welcome) -> list[SeatLog[RoomTalks] | SeatLog[Journal]]:
    named = {log.log for log in welcome.logs}
    return [log for log in seat.logs() if log.record.log_id.hex() in named]
