"""Leaving as it is told: the desk leaves a last word, and a seat that is shut out looks for it.

The desk notes the letter before it ends a device's rights, and sends it after: a desk that dies in
between finishes it by the same act. A letter that a relay does not take is given up; who left then
learns only that the relay lets them in no more.
"""

from contextlib import suppress

import msgspec

from wasit.channel.farewell import (
    Farewell,
    check_farewell,
    farewell_to,
    letter_box,
)
from wasit.errors import Unreachable, Untrusted, WasitError
from wasit.seat.desk import DeskSeat
from wasit.seat.faults import NoLongerLetIn, NotASeat, YouLeft
from wasit.seat.joining import read_letter
from wasit.seat.log import SeatLog
from wasit.seat.ports import NoSuchLog, RelayRefused
from wasit.seat.records import FarewellRecord, GoodbyeRecord, load, store
from wasit.seat.seat import Seat
from wasit.talks.journal import Journal
from wasit.talks.room import RoomTalks
from wasit.wire.canonical import encode
from wasit.wire.frames import encode_frame
from wasit.wire.relay_api import Right

__all__ = ["note_farewell", "say_farewells", "shut_out"]

AnyLog = SeatLog[RoomTalks] | SeatLog[Journal]

_SENDER = "farewell"


def note_farewell(desk: DeskSeat, log: AnyLog, device: str, *, token_hash: bytes) -> None:
    """Have the last word to a device that has left ready in the vault; ``say_farewells`` sends it.

    Where this seat makes no logs at that relay there is none.
    """
    try:
        case = desk.case
    except NotASeat:
        return
    if case.relay != log.record.relay:
        return
    state = log.channel.state
    box = letter_box(state, device)
    farewell = farewell_to(device, state, at=desk.seat.now(), by=desk.seat.secrets)
    letter = box.seal_letter(
        encode(msgspec.to_builtins(farewell)), salt=log.random.random_bytes(32), sender=_SENDER
    )
    record = FarewellRecord(
        box=box.log_id,
        owner_token=log.random.random_bytes(32),
        reader_hash=token_hash,
        letter=encode_frame(letter),
    )
    desk.seat.ports.vault.write(f"{_prefix(log)}{device}", store(record))


def say_farewells(desk: DeskSeat, log: AnyLog) -> bool:
    """Whether there was a last word to send for that log; every one is sent, or given up.

    Raises:
        LinkLost: some may not be there yet; the same call sends them.
    """
    vault = desk.seat.ports.vault
    names = vault.names(_prefix(log))
    for name in names:
        raw = vault.read(name)
        if raw is not None:
            with suppress(RelayRefused, NoSuchLog):
                _send(desk, log, load(raw, FarewellRecord))
            vault.erase(name)
    return bool(names)


def shut_out(seat: Seat, log: AnyLog, fault: NoSuchLog) -> WasitError:
    """Why the relay lets this seat no longer read a log: by the desk's last word if there is one.

    A true one is kept, and the log is left alone from then on.
    """
    if not log.number or not log.channel.is_member:
        return fault
    goodbye = _hear(log)
    if goodbye is None:
        return NoLongerLetIn(
            f"the relay lets this seat no longer read {log.record.name!r}, and does not say why; "
            "what was said until then is kept here"
        )
    seat.ports.vault.write(f"goodbye/{log.record.log_id.hex()}", store(goodbye))
    return YouLeft(log.record.name, at=goodbye.at, by=goodbye.by)


def _send(desk: DeskSeat, log: AnyLog, record: FarewellRecord) -> None:
    link, token = log.link, record.owner_token
    link.create_log(record.box, owner_token=token, creation_token=desk.case.creation_token)
    link.append(record.box, record.letter, token=token)
    link.grant(record.box, token=token, to_hash=record.reader_hash, right=Right.READ)


def _hear(log: AnyLog) -> GoodbyeRecord | None:
    state, device = log.channel.state, log.channel.device_id
    if not state.epochs:
        return None
    box = letter_box(state, device)
    try:
        frames = log.link.read(box.log_id, after=0, token=log.record.token).frames
        farewell = read_letter(frames[0], box, sender=_SENDER, kind=Farewell) if frames else None
        if farewell is None:
            return None
        by = check_farewell(farewell, state, device=device)
    except (NoSuchLog, Unreachable, Untrusted):
        return None
    return GoodbyeRecord(at=farewell.at, by=by.name)


def _prefix(log: AnyLog) -> str:
    return f"farewell/{log.record.log_id.hex()}/"
