"""Verifying a kept play with no network: every frame of every log, from its raw bytes.

For each seat, the frames in its vault make the chain it knows, each opens and its signature fits,
and folding them anew gives the state the seat shows. For each log, the relay's own database holds
exactly those frames. It does not prove who held a device, nor that nothing was said aside.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from wasit.adapters.encrypted_file import VaultDamaged
from wasit.bootstrap import open_vault, real_ports
from wasit.crypto.vault_keys import KeyFileDamaged, WrongPassphrase
from wasit.errors import BadInput, Untrusted
from wasit.play.theatre import PLAY_PASSPHRASE
from wasit.relay.reading import StoredLog, stored_logs
from wasit.relay.store import StoreBroken
from wasit.seat.seat import Seat
from wasit.wire.frames import frame_id
from wasit.wire.hash_chain import first_head, next_head

__all__ = ["FramesDiffer", "NoKeptPlay", "Verified", "verify_folder"]


class NoKeptPlay(BadInput):
    """The folder holds no kept play. Nothing was verified."""

    code = "no-kept-play"
    advice = "Name a folder made by wasit play --keep."


class FramesDiffer(Untrusted):
    """A frame that was kept is not the one that was accepted. Do not rely on this folder."""

    code = "frames-differ"
    advice = "Somebody or something altered the folder after the play; compare with another copy."


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked: how many seats, logs and frames, and how many entries were void."""

    seats: int
    logs: int
    frames: int
    void: int


def verify_folder(folder: Path) -> Verified:
    """What was checked in a kept play, all of it right.

    Raises:
        NoKeptPlay: the folder is none.
        FramesDiffer: names the log and the number of the first frame that is not right.
        FoldDiffers: a seat's state is not the fold of its frames.
    """
    database, seats = folder / "relay" / "relay.db", folder / "seats"
    if not database.is_file() or not seats.is_dir():
        raise NoKeptPlay(f"{folder} holds no relay database and seats; nothing was verified")
    try:
        at_relay = {stored.log_id: stored for stored in stored_logs(database)}
    except StoreBroken as error:
        raise FramesDiffer("the relay's database cannot be read; it was altered") from error
    for stored in at_relay.values():
        _verify_chain(stored)
    counted = Verified(seats=0, logs=0, frames=0, void=0)
    seen: set[bytes] = set()
    for seat in _seats(seats):
        try:
            counted = _verify_seat(seat, at_relay, counted, seen)
        finally:
            seat.ports.vault.close()
    return counted


def _seats(folder: Path) -> Iterator[Seat]:
    for place in sorted(folder.iterdir()):
        try:
            vault = open_vault(place, passphrase=PLAY_PASSPHRASE)
            with ExitStack() as stack:
                stack.callback(vault.close)
                seat = Seat.open(real_ports(vault))
                stack.pop_all()
        except (VaultDamaged, KeyFileDamaged, WrongPassphrase) as error:
            raise FramesDiffer(f"the vault in {place} was altered: {error}") from error
        yield seat


def _verify_chain(stored: StoredLog) -> None:
    """The relay's frames have the ids it kept, and make the head it kept."""
    head = first_head(stored.log_id)
    starts = stored.unverified_id_starts
    for number, raw in enumerate(stored.unverified_frames, start=1):
        entry_id = frame_id(raw)
        kept_start = starts[number - 1] if number <= len(starts) else -1
        if int.from_bytes(entry_id[:6], "big") != kept_start:
            raise FramesDiffer(
                f"log {stored.log_id.hex()}, number {number}: the relay's frame is not the one "
                "that was numbered"
            )
        head = next_head(head, entry_id)
    if len(stored.unverified_frames) != stored.number or head != stored.head:
        raise FramesDiffer(
            f"log {stored.log_id.hex()}, up to number {stored.number}: the relay's frames do not "
            "make the head it kept"
        )


def _verify_seat(
    seat: Seat, at_relay: dict[bytes, StoredLog], counted: Verified, seen: set[bytes]
) -> Verified:
    frames = void = 0
    for log in seat.logs():
        log_id = log.record.log_id
        stored = at_relay.get(log_id)
        relay_frames = stored.unverified_frames if stored is not None else ()
        for number, frame in enumerate(_kept_frames(seat, log_id), start=1):
            if number > len(relay_frames) or relay_frames[number - 1] != frame:
                raise FramesDiffer(
                    f"log {log_id.hex()}, number {number}: the relay's frame is not the one that "
                    "was accepted"
                )
            frames += 1
        log.recheck()
        void += len(log.refused)
        seen.add(log_id)
    return Verified(
        seats=counted.seats + 1,
        logs=len(seen),
        frames=counted.frames + frames,
        void=counted.void + void,
    )


def _kept_frames(seat: Seat, log_id: bytes) -> Iterator[bytes]:
    number = 0
    try:
        for frame in seat.ports.vault.frames(log_id):
            number += 1
            yield frame
    except VaultDamaged as error:
        raise FramesDiffer(
            f"log {log_id.hex()}, after number {number}: the seat's vault was altered there"
        ) from error
