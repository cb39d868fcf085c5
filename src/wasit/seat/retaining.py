"""Carrying out, at one seat, what the case asks of every seat once the talks are over.

*Keep* does nothing. *Seal* marks the vault: from then on the seat shows what is kept and does
nothing else, and its face takes away every way of opening it but a second passphrase and the
recovery sheet. *Erase* leaves of each log the ids of its frames, its head and the relay's note, and
of everything else nothing: whoever holds an export can still be told that its entries stood there.

Nothing is carried out while a room of this seat is open, or where its logs name different rules.
"""

from wasit.channel.exports import Export, ExportAltered
from wasit.errors import NotFound, Refused
from wasit.seat.exporting import checkpoint_of
from wasit.seat.fold import refuse_sealed
from wasit.seat.ports import NoSuchLog, Vault
from wasit.seat.records import KeptHashes, LogKind, load, store
from wasit.seat.seat import Seat
from wasit.talks.opening import RoomState
from wasit.talks.retention import Retention
from wasit.wire.frames import frame_id

__all__ = [
    "LogNotKept",
    "NotSealed",
    "RulesDiffer",
    "StillOpen",
    "erase",
    "hashes_kept",
    "hold_against_kept",
    "refuse_unfinished",
    "rule_here",
    "seal",
    "sealed_since",
    "unseal",
]

_HASHES = "hashes/"


class StillOpen(Refused):
    """A room of this seat is open: the talks are not over. Nothing was sealed or erased."""

    code = "case-still-open"
    advice = "The desk closes every room first (wasit close-room), or removes this seat."


class RulesDiffer(Refused):
    """The logs of this seat name different rules of retention. Nothing was sealed or erased."""

    code = "retention-differs"
    advice = "Ask the head of the desk to set the rule again (wasit set-retention)."


class NotSealed(Refused):
    """There is nothing to unseal. Nothing was changed."""

    code = "not-sealed"
    advice = "The case opens by its passphrase as it is."


class LogNotKept(NotFound):
    """This seat keeps nothing of that log, so an export cannot be held against it."""

    code = "log-not-kept"
    advice = "Ask somebody who was in that room, or verify the export without --kept."


def rule_here(seat: Seat) -> Retention:
    """The one rule that every log of this seat names.

    Raises:
        RulesDiffer: they name several.
    """
    rules = {log.record.name: log.talks.retention for log in seat.logs()}
    if len(set(rules.values())) > 1:
        named = ", ".join(f"{name}: {rule.value}" for name, rule in rules.items())
        raise RulesDiffer(f"one rule was expected, and the logs say {named}; nothing was done")
    return next(iter(rules.values()), Retention.KEEP)


def refuse_unfinished(seat: Seat) -> None:
    """Return when every room of this seat is closed, or is this seat's no more.

    Raises:
        StillOpen: names the first that is not.
    """
    for name, log in sorted(seat.rooms.items()):
        if not log.has_left and log.talks.life is not RoomState.CLOSED:
            raise StillOpen(f"room {name!r} is open; nothing was sealed or erased")


def seal(seat: Seat) -> None:
    """Mark the vault as sealed: whoever opens it reads, and no more. The caller changes its lock.

    Raises:
        StillOpen: nothing was changed.
    """
    refuse_unfinished(seat)
    seat.ports.vault.write("sealed", seat.now().encode())


def sealed_since(vault: Vault) -> str | None:
    """When the case was sealed at this seat, or None where it is not."""
    raw = vault.read("sealed")
    return raw.decode() if raw is not None else None


def unseal(vault: Vault) -> None:
    """Take the mark away. The caller changes the vault's lock first."""
    vault.erase("sealed")


def erase(seat: Seat) -> tuple[KeptHashes, ...]:
    """Leave of each log its entries' hashes, and of everything else nothing; what is left.

    Raises:
        StillOpen, CaseSealed: nothing was changed.
    """
    refuse_unfinished(seat)
    if seat.ports.sealed:
        refuse_sealed()
    vault, left = seat.ports.vault, tuple(_hashes_of(seat))
    vault.scrub({f"{_HASHES}{each.log_id.hex()}": store(each) for each in left})
    seat.forget_logs()
    return left


def hashes_kept(vault: Vault) -> tuple[KeptHashes, ...]:
    """What an erased seat has left of its logs; empty where nothing was erased."""
    kept = (vault.read(name) for name in vault.names(_HASHES))
    return tuple(load(raw, KeptHashes) for raw in kept if raw is not None)


def hold_against_kept(export: Export, vault: Vault) -> int:
    """How many of an export's numbered frames are those that this seat kept: its first so many.

    Raises:
        LogNotKept: nothing is kept of that log. ExportAltered: a number holds another frame here.
    """
    log_id = bytes.fromhex(export.log)
    erased = [each.frames for each in hashes_kept(vault) if each.log_id == log_id]
    here = erased[0] if erased else tuple(frame_id(raw) for raw in vault.frames(log_id))
    if not here:
        raise LogNotKept(f"log {export.log} is not kept here; nothing was held against it")
    for number, (exported, kept) in enumerate(zip(export.frames, here, strict=False), 1):
        if exported != kept.hex():
            raise ExportAltered(f"number {number} of the export is another frame than here")
    return min(len(export.frames), len(here))


def _hashes_of(seat: Seat) -> list[KeptHashes]:
    found: list[KeptHashes] = []
    for log in seat.logs():
        try:
            note = checkpoint_of(log)
        except NoSuchLog:
            note = None
        record = log.record
        found.append(
            KeptHashes(
                log_id=record.log_id,
                kind=LogKind(record.kind),
                relay_key=record.relay_key,
                frames=tuple(frame_id(raw) for raw in seat.ports.vault.frames(record.log_id)),
                head=log.channel.state.head(),
                checkpoint=note or "",
                erased_at=seat.now(),
            )
        )
    return found
