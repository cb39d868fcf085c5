"""How an epoch begins: who may begin it, what its first entry must say, how its key is learned.

An opening counts only where it follows the newest frame, so of two that follow the same head the
first numbered counts. Its first entry is signed by a desk device of the preceding epoch (for the
first: a founding device), names the hash of the opening, the members, and the preceding key.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from wasit.channel.entry import Envelope, parse_envelope
from wasit.channel.faults import OpeningMisplaced, UnknownAuthor, WrongEpoch, WrongLog
from wasit.channel.members import BadEpoch, DeviceKeys, EpochBody, founding_log_id
from wasit.channel.state import ChannelState, KnownEpoch
from wasit.crypto.epochs import Wrapping, commitment, unwrap_epoch_key
from wasit.crypto.keys import DeviceSecrets
from wasit.crypto.sealing import SIGNING_TAG, EpochSeal, Signed, Undecryptable, open_entry
from wasit.errors import Untrusted
from wasit.talks.people import Person, Side
from wasit.wire.frames import FrameKind, OpeningFrame, parse_frame

__all__ = ["Opened", "read_opening", "recover_epochs"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A verified opening, not yet adopted. Holds the epoch's key; never log it."""

    author: Person
    envelope: Envelope
    body: EpochBody
    new_keys: dict[str, DeviceKeys]
    key: bytes
    committed: bytes

    def __repr__(self) -> str:
        """Never the key."""
        return f"Opened(epoch={self.envelope.epoch})"

    def people(self) -> tuple[Person, ...]:
        """Every person with a device in this epoch, once each, in the list's order."""
        return tuple({member.person.id: member.person for member in self.body.members}.values())

    def adopt(self, state: ChannelState) -> None:
        """Begin the epoch in ``state``."""
        state.epoch = self.envelope.epoch
        state.epochs[state.epoch] = KnownEpoch(key=self.key, commitment=self.committed)
        state.keys.update(self.new_keys)
        state.members = {member.device: member for member in self.body.members}
        state.counters[self.envelope.device] = self.envelope.counter
        state.claimed[self.envelope.device] = self.envelope.at
        state.founding = state.founding or self.body.founding


def read_opening(
    frame: OpeningFrame,
    state: ChannelState,
    *,
    hints: Mapping[bytes, bytes],
    secrets: DeviceSecrets,
    wrapping: Wrapping,
) -> Opened:
    """The opening, verified against ``state``, which is not changed.

    Args:
        frame: the next frame of the log.
        state: the log before it.
        hints: keys learned from later openings, by the commitment they must fit.
        secrets: this device's.
        wrapping: how epoch keys are wrapped.

    Raises:
        Untrusted: a leaf that names the fault; the epoch was not begun.
    """
    if frame.epoch <= state.epoch:
        raise WrongEpoch(f"epoch {frame.epoch} was begun after {state.epoch}; it is void")
    if frame.follows_number != state.number or frame.follows_head != state.head():
        raise OpeningMisplaced("an epoch's opening does not follow the newest frame; it is void")
    key = _learn_key(frame, hints=hints, secrets=secrets, wrapping=wrapping)
    signed, envelope, body = _first_entry(frame, key)
    new_keys = {keys.public().device_id: keys for keys in body.keys}
    _check_members(body, state, new_keys)
    author = _check_author(frame, state, signed, envelope, body, new_keys)
    return Opened(author, envelope, body, new_keys, key, frame.commitment)


def recover_epochs(
    frames: Iterable[bytes], *, log_id: bytes, secrets: DeviceSecrets, wrapping: Wrapping
) -> dict[bytes, bytes]:
    """Commitment to key, of every epoch that can be learned from the openings among ``frames``."""
    openings: list[OpeningFrame] = []
    for raw in frames:
        if raw[1:2] != bytes([FrameKind.OPENING]):
            continue
        try:
            frame = parse_frame(raw)
        except Untrusted:
            continue
        if isinstance(frame, OpeningFrame) and frame.log_id == log_id:
            openings.append(frame)
    learned: dict[bytes, bytes] = {}
    for frame in reversed(openings):
        try:
            key = _learn_key(frame, hints=learned, secrets=secrets, wrapping=wrapping)
            _, _, body = _first_entry(frame, key)
        except Untrusted:
            continue
        learned[frame.commitment] = key
        if body.preceding is not None:
            before = _decode_key(body.preceding.key)
            epoch = body.preceding.epoch
            learned[commitment(before, log_id=log_id, epoch=epoch)] = before
    return learned


def _learn_key(
    frame: OpeningFrame, *, hints: Mapping[bytes, bytes], secrets: DeviceSecrets, wrapping: Wrapping
) -> bytes:
    hinted = hints.get(frame.commitment)
    if hinted is not None:
        return hinted
    return unwrap_epoch_key(
        frame.wraps,
        secrets,
        log_id=frame.log_id,
        epoch=frame.epoch,
        committed=frame.commitment,
        wrapping=wrapping,
    )


def _first_entry(frame: OpeningFrame, key: bytes) -> tuple[Signed, Envelope, EpochBody]:
    under = EpochSeal(frame.log_id, frame.epoch, key, frame.commitment)
    signed = open_entry(frame.sealed, under=under, salt=frame.salt, kind=FrameKind.OPENING)
    envelope = parse_envelope(signed.unverified_json)
    try:
        body = msgspec.convert(envelope.body, EpochBody)
    except msgspec.ValidationError as error:
        raise BadEpoch("an epoch's first entry is no member list; it was not begun") from error
    return signed, envelope, body


def _check_members(
    body: EpochBody, state: ChannelState, new_keys: Mapping[str, DeviceKeys]
) -> None:
    devices = [member.device for member in body.members]
    if any(state.keys.get(device, keys) != keys for device, keys in new_keys.items()):
        raise BadEpoch("an epoch gives a known device other keys; it was not begun")
    people: dict[str, Person] = {}
    for member in body.members:
        if member.device not in new_keys and member.device not in state.keys:
            raise BadEpoch("an epoch names a device without its keys; it was not begun")
        if people.setdefault(member.person.id, member.person) != member.person:
            raise BadEpoch("an epoch describes one person in two ways; it was not begun")
    if len(set(devices)) != len(devices):
        raise BadEpoch("an epoch names a device twice; it was not begun")
    if not any(member.person.side is Side.DESK for member in body.members):
        raise BadEpoch("an epoch has no device of the desk; it was not begun")


def _check_author(
    frame: OpeningFrame,
    state: ChannelState,
    signed: Signed,
    envelope: Envelope,
    body: EpochBody,
    new_keys: Mapping[str, DeviceKeys],
) -> Person:
    if envelope.log != state.log_id.hex():
        raise WrongLog("an epoch's first entry was signed for another log; it was not begun")
    if envelope.epoch != frame.epoch:
        raise WrongEpoch("an epoch's first entry was signed for another epoch; it was not begun")
    if body.opening != hashlib.sha256(frame.opening_bytes()).hexdigest():
        raise BadEpoch("an epoch's first entry belongs to another opening; it was not begun")
    seen = envelope.seen
    if (seen.number, seen.head) != (frame.follows_number, frame.follows_head.hex()):
        raise BadEpoch("an epoch's first entry saw another head; it was not begun")
    if state.epoch == 0:
        author = _founder(state, envelope, body)
        keys = new_keys.get(envelope.device)
    else:
        member = state.members.get(envelope.device)
        author = member.person if member is not None else None
        keys = state.keys.get(envelope.device)
        _check_preceding(state, body)
    if author is None or keys is None:
        raise UnknownAuthor("an epoch was begun by a device that is no member; it is void")
    if author.side is not Side.DESK:
        raise BadEpoch("an epoch was begun by a device not of the desk; it is void")
    keys.public().verify(signed.signature, SIGNING_TAG + signed.unverified_json)
    return author


def _founder(state: ChannelState, envelope: Envelope, body: EpochBody) -> Person | None:
    if body.founding is None or founding_log_id(body.founding) != state.log_id:
        raise BadEpoch("the founding record is not this log's; the log was not begun")
    if envelope.device not in body.founding.devices:
        return None
    persons = {member.device: member.person for member in body.members}
    return persons.get(envelope.device)


def _check_preceding(state: ChannelState, body: EpochBody) -> None:
    known = state.epochs.get(state.epoch)
    if body.founding is not None or body.preceding is None or known is None:
        raise BadEpoch("an epoch does not name the one before it; it was not begun")
    if body.preceding.epoch != state.epoch or _decode_key(body.preceding.key) != known.key:
        raise BadEpoch("an epoch names another one before it; it was not begun")


def _decode_key(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Undecryptable from error
