"""Founding a log, and beginning its next epoch when people join, leave or replace a device."""

import base64
import hashlib
from collections.abc import Callable, Mapping

import msgspec

from wasit.channel.channel import Channel
from wasit.channel.faults import NotAMember
from wasit.channel.members import (
    DeviceKeys,
    EpochBody,
    FoundingRecord,
    Member,
    PrecedingEpoch,
    founding_log_id,
)
from wasit.crypto.epochs import EPOCH_KEY_SIZE, Wrapping, commitment, wrap_epoch_key
from wasit.crypto.keys import DevicePublic, DeviceSecrets
from wasit.talks.people import Person
from wasit.wire.canonical import Json
from wasit.wire.frames import OpeningFrame

__all__ = ["found_log", "open_epoch"]

RandomBytes = Callable[[int], bytes]


def found_log(
    *,
    secrets: DeviceSecrets,
    person: Person,
    relay_key: bytes,
    at: str,
    random_bytes: RandomBytes,
    wrapping: Wrapping,
) -> tuple[Channel, bytes]:
    """A new log with this desk device as its only member, and its first frame, not yet accepted."""
    public = secrets.public()
    founding = FoundingRecord(
        devices=(public.device_id,), random=random_bytes(32).hex(), relay=relay_key.hex()
    )
    channel = Channel.empty(founding_log_id(founding), secrets, wrapping=wrapping)
    frame = _seal_epoch(
        channel,
        {public.device_id: (public, Member(public.device_id, person))},
        new=(public,),
        founding=founding,
        at=at,
        counter=1,
        random_bytes=random_bytes,
        wrapping=wrapping,
    )
    return channel, frame


def open_epoch(
    channel: Channel,
    members: Mapping[str, tuple[DevicePublic, Member]],
    *,
    at: str,
    counter: int,
    random_bytes: RandomBytes,
    wrapping: Wrapping,
) -> bytes:
    """The frame that begins the next epoch with exactly these member devices, by device id.

    Raises:
        NotAMember: this device is not in the current epoch.
        TooManyDevices: more than 64 devices.
    """
    state = channel.state
    if not channel.is_member:
        raise NotAMember("this seat is no member of the log; no epoch was begun")
    new = tuple(public for device, (public, _) in members.items() if device not in state.keys)
    return _seal_epoch(
        channel,
        members,
        new=new,
        founding=None,
        at=at,
        counter=counter,
        random_bytes=random_bytes,
        wrapping=wrapping,
    )


def _seal_epoch(
    channel: Channel,
    members: Mapping[str, tuple[DevicePublic, Member]],
    *,
    new: tuple[DevicePublic, ...],
    founding: FoundingRecord | None,
    at: str,
    counter: int,
    random_bytes: RandomBytes,
    wrapping: Wrapping,
) -> bytes:
    state = channel.state
    epoch, key = state.epoch + 1, random_bytes(EPOCH_KEY_SIZE)
    wraps = wrap_epoch_key(
        key,
        [public for public, _ in members.values()],
        log_id=state.log_id,
        epoch=epoch,
        wrapping=wrapping,
        random_bytes=random_bytes,
    )
    opening = OpeningFrame(
        log_id=state.log_id,
        epoch=epoch,
        follows_number=state.number,
        follows_head=state.head(),
        commitment=commitment(key, log_id=state.log_id, epoch=epoch),
        wraps=wraps,
        salt=random_bytes(32),
        sealed=b"",
    )
    body = EpochBody(
        members=tuple(member for _, member in members.values()),
        keys=tuple(DeviceKeys.of(public) for public in new),
        opening=hashlib.sha256(opening.opening_bytes()).hexdigest(),
        preceding=_preceding(channel),
        founding=founding,
    )
    plain: dict[str, Json] = msgspec.to_builtins(body)
    return channel.seal_opening(opening, plain, key=key, at=at, counter=counter)


def _preceding(channel: Channel) -> PrecedingEpoch | None:
    state = channel.state
    if state.epoch == 0:
        return None
    key = state.epochs[state.epoch].key
    return PrecedingEpoch(epoch=state.epoch, key=base64.b64encode(key).decode())
