"""Exporting a log as this seat has it; see ``wasit.channel.exports`` for what an export is."""

import base64
from collections.abc import Collection
from typing import Any

import msgspec

from wasit.channel.channel import Accepted
from wasit.channel.entry import encode_envelope
from wasit.channel.exports import (
    Export,
    ExportedDevice,
    ShownEntry,
    SignedExport,
    signed_bytes,
)
from wasit.channel.members import EpochBody, Member
from wasit.crypto.sealing import EpochSeal, entry_key
from wasit.seat.faults import CaseSealed
from wasit.seat.fold import HistoryLine
from wasit.seat.log import SeatLog
from wasit.seat.ports import LinkLost
from wasit.seat.seat import Seat
from wasit.talks.journal import Journal
from wasit.talks.room import RoomTalks
from wasit.wire.canonical import decode
from wasit.wire.frames import EntryFrame, OpeningFrame, frame_id, parse_frame

__all__ = ["checkpoint_of", "export_log"]

AnyLog = SeatLog[RoomTalks] | SeatLog[Journal]


def export_log(seat: Seat, log: AnyLog, *, only: Collection[int] | None = None) -> bytes:
    """The export of a log, as bytes of JSON; ``only`` are the numbers to show, None for all.

    The founding entry is always shown; other openings, void entries and what is not asked for
    stay hashes. Where the relay is away the export carries no checkpoint.
    """
    frames = list(seat.ports.vault.frames(log.record.log_id))
    history = log.history()
    founding, *others = history
    wanted = [
        line.outcome
        for line in others
        if isinstance(line.outcome, Accepted)
        and line.outcome.people is None
        and (only is None or line.outcome.number in only)
    ]
    accepted = [*([founding.outcome] if isinstance(founding.outcome, Accepted) else []), *wanted]
    epochs = log.channel.state.epochs
    export = Export(
        format="wasit-export",
        v=1,
        log=log.record.log_id.hex(),
        name=log.record.name,
        kind="journal" if log is seat.journal else "room",
        frames=tuple(frame_id(raw).hex() for raw in frames),
        head=log.channel.state.head().hex(),
        checkpoint=checkpoint_of(log),
        commitments={
            str(epoch): epochs[epoch].commitment.hex()
            for epoch in sorted({each.envelope.epoch for each in accepted})
        },
        shown=tuple(_shown(log, each, frames[each.number - 1]) for each in accepted),
        devices=_devices(log, history),
        made_at=seat.now(),
        made_by=seat.public.device_id,
    )
    signature = seat.secrets.sign(signed_bytes(export)).hex()
    return msgspec.json.format(msgspec.json.encode(SignedExport(export, signature)), indent=1)


def _shown(log: AnyLog, outcome: Accepted, raw: bytes) -> ShownEntry:
    frame = parse_frame(raw)
    assert isinstance(frame, EntryFrame | OpeningFrame)  # noqa: S101 (it was accepted)
    known = log.channel.state.epochs[frame.epoch]
    under = EpochSeal(frame.log_id, frame.epoch, known.key, known.commitment)
    return ShownEntry(
        number=outcome.number,
        frame=base64.b64encode(raw).decode(),
        key=entry_key(under=under, salt=frame.salt).hex(),
        entry=decode(encode_envelope(outcome.envelope)),
    )


def _devices(log: AnyLog, history: list[HistoryLine[Any]]) -> tuple[ExportedDevice, ...]:
    """Every device that was a member up to here, as the newest member list with it has it."""
    members: dict[str, Member] = {}
    for line in history:
        outcome = line.outcome
        if isinstance(outcome, Accepted) and outcome.people is not None:
            body = msgspec.convert(outcome.envelope.body, EpochBody)
            members.update({member.device: member for member in body.members})
    keys = log.channel.state.keys
    return tuple(
        ExportedDevice(member.device, keys[member.device], member.person, member.compared)
        for member in members.values()
    )


def checkpoint_of(log: AnyLog) -> str | None:
    """The relay's note for exactly what is kept here, held against it; None without it."""
    try:
        page = log.link.read(log.record.log_id, after=log.number, token=log.record.token)
    except (LinkLost, CaseSealed):
        return None
    checkpoint = log.channel.confirm(page.unverified_note, relay_key=log.record.relay_key)
    if checkpoint.number != log.number:
        return None
    return page.unverified_note.decode()
