"""Renewing a desk seat's right to a log: a new token, and an epoch with the same people.

For when the token by which this seat owns a log may be known to somebody else. Whoever has it alone
can read nothing and say nothing; but an opening they send closes the log at its relay, which cannot
tell that no device of the desk made it. Members pass over such an opening, and the relay takes the
next one that follows its head, whatever epoch was named before: the one begun here.
"""

import hashlib

import msgspec

from wasit.channel.members import Member
from wasit.channel.opening import open_epoch
from wasit.seat.comparing import AnyLog
from wasit.seat.ports import HeadMoved
from wasit.seat.records import LogRecord, Renewing, load, store
from wasit.seat.resuming import only_the_desk
from wasit.talks.moments import moment_text
from wasit.wire.frames import FrameKind, OpeningFrame, parse_frame
from wasit.wire.relay_api import Right

__all__ = ["is_closed", "opening_with_the_same", "renew"]

_TRIES = 5
_TOKEN_SIZE = 32


def renew(log: AnyLog) -> int:
    """The epoch that this desk seat began with the same people, under a token of its own anew.

    What is interrupted is finished by the same call; at worst one more epoch begins.

    Raises:
        OnlyTheDesk: this seat is not of the desk; nothing was changed.
        NoSuchLog: this seat owns the log no longer, or never did; nothing was changed.
        LinkLost: some of it may be done.
    """
    log.read_up()
    only_the_desk(log)
    name = f"renewing/{log.record.log_id.hex()}"
    vault = log.ports.vault
    raw = vault.read(name)
    if raw is not None:
        renewing = load(raw, Renewing)
    else:
        renewing = Renewing(before=log.record.token, token=log.random.random_bytes(_TOKEN_SIZE))
        vault.write(name, store(renewing))
    _take_token(log, renewing)
    epoch = _begin_with_the_same(log)
    before = _hash(renewing.before)
    log.link.revoke(log.record.log_id, token=renewing.token, from_hash=before)
    with vault.transaction():
        vault.write(f"left/{log.record.log_id.hex()}/{before.hex()}", before)
        vault.erase(name)
    log.send()
    return epoch


def _take_token(log: AnyLog, renewing: Renewing) -> None:
    """Own the log by the new token too, and use it from here on."""
    log.link.grant(
        log.record.log_id,
        token=log.record.token,
        to_hash=_hash(renewing.token),
        right=Right.OWN,
    )
    record: LogRecord = msgspec.structs.replace(log.record, token=renewing.token)
    log.ports.vault.write(f"log/{record.log_id.hex()}", store(record))
    log.record = record


def _begin_with_the_same(log: AnyLog) -> int:
    """The number of an epoch begun with every device that was in, this one's new token named."""
    for attempt in range(1, _TRIES + 1):
        if log.is_leaving:
            log.settle()
        log.read_up()
        frame, counter = opening_with_the_same(log)
        try:
            log.post_frame(frame, counter=counter)
        except HeadMoved:
            if attempt == _TRIES:
                raise
        else:
            break
    return log.channel.state.epoch


def is_closed(log: AnyLog) -> bool:
    """Whether the newest opening kept here counts for no member, so that no entry can follow it."""
    current = log.channel.state.epochs[log.channel.state.epoch].commitment
    newest = None
    for raw in log.ports.vault.frames(log.record.log_id):
        if raw[1:2] == bytes([FrameKind.OPENING]):
            newest = parse_frame(raw)
    return not (isinstance(newest, OpeningFrame) and newest.commitment == current)


def opening_with_the_same(log: AnyLog) -> tuple[bytes, int]:
    """An opening, and its counter, that follows what is kept here, with every device that is in."""
    state = log.channel.state
    members = {
        device: (state.device(device), _named_anew(log, member))
        for device, member in state.members.items()
    }
    counter = state.counters.get(log.channel.device_id, 0) + 1
    frame = open_epoch(
        log.channel,
        members,
        at=moment_text(log.ports.clock.now()),
        counter=counter,
        random_bytes=log.random.random_bytes,
        wrapping=log.ports.wrapping,
    )
    return frame, counter


def _named_anew(log: AnyLog, member: Member) -> Member:
    """The member as it was; this device with its new token, by which others can end its rights.

    A vouch by a device that has left since cannot be checked again, so it is not repeated.
    """
    if member.device != log.channel.device_id:
        return member
    vouch = member.vouch
    if vouch is not None and vouch.device not in log.channel.state.members:
        vouch = None
    return msgspec.structs.replace(member, token=_hash(log.record.token).hex(), vouch=vouch)


def _hash(token: bytes) -> bytes:
    return hashlib.sha256(token).digest()
