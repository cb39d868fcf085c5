"""After a fault of a log: giving the relay its frames back, and going on by the desk's word.

A seat that saw a log go back, or part, has stopped (``wasit.channel.faults``). A person at the desk
resumes: what the relay lacks is given back in order, so that it gets the same numbers and heads,
and a signed entry says from which number and head the log goes on. Every other seat goes on by
that entry and by nothing less. Where relay and seat each hold something that the other lacks, one
of the two must be given up, and only a person at the desk decides that: what is given up is put
aside in the vault, and its author's words are shown as not sent.

Each act is for one log. Nothing here touches another, and nothing is said in a room because of
what happened in another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from wasit.channel.channel import Accepted, Void
from wasit.channel.continuing import continuing_body
from wasit.channel.faults import WrongEpoch
from wasit.seat.comparing import AnyLog, Comparison, compare, give_back, last_word
from wasit.seat.faults import HistoriesDiverged, NotResumed, OnlyTheDesk
from wasit.seat.moved import record_at
from wasit.seat.records import Abandoned, Leaving, LogRecord, load, store
from wasit.talks.people import Side
from wasit.talks.room import RoomTalks
from wasit.wire.canonical import encode
from wasit.wire.frames import frame_id
from wasit.wire.relay_api import Right

__all__ = [
    "Resumed",
    "follow",
    "give_files",
    "go_on",
    "only_the_desk",
    "restore_rights",
    "resume",
    "return_kept",
]


@dataclass(frozen=True, slots=True)
class Resumed:
    """How a log goes on: from which number and head, and what it took.

    ``given_back`` frames were put back at the relay, ``given_up`` frames kept here are of the log
    no more; ``files_lacking`` chunks of files are neither here nor where they could be asked for.
    """

    number: int
    head: bytes
    given_back: int
    given_up: int
    files_lacking: int = 0


def resume(log: AnyLog, *, give_up: bool = False) -> Resumed:
    """A desk person's word that the log goes on at its relay; the relay has its frames back.

    ``give_up`` is the person's wish to go on by the relay's history where the two have parted.
    Whatever was interrupted is finished by the same call.

    Raises:
        OnlyTheDesk: this seat is not of the desk. HistoriesDiverged: they have parted, and nothing
            was to be given up. NoSuchLog: the relay lost the log whole; ``move`` it. LinkLost: it
            does not answer, or is too slow just now.
    """
    only_the_desk(log)
    found = compare(log, at=log.record)
    if found.diverged and not give_up:
        raise HistoriesDiverged(
            f"after number {len(found.common)} the relay holds {len(found.unverified_frames)} and "
            f"this seat {len(found.kept)} other frames; nothing was changed"
        )
    given_back = 0
    if found.kept and not found.diverged:
        given_back = len(found.kept)
        give_back(log.link, log.record, found.kept, after=len(found.common))
    go_on(log, found, record=log.record)
    restore_rights(log, at=log.record)
    log.send()
    number = len(found.common) if found.diverged else log.number
    head = log.channel.state.head(number)
    record = log.record
    body = continuing_body(
        log.channel.state, number=number, relay=record.relay, relay_key=record.relay_key
    )
    frame, counter = log.seal_of_log(body)
    log.post_frame(frame, counter=counter)
    lacking = give_files(log, to=log.record, fetch=False)
    given_up = len(found.kept) if found.diverged else 0
    return Resumed(number, head, given_back, given_up, files_lacking=lacking)


def return_kept(log: AnyLog) -> int:
    """Give the relay back what only this seat keeps, ahead of the desk's word; how many frames.

    For a seat that saw more than the desk did. Nothing is accepted and the log stays stopped.

    Raises:
        HistoriesDiverged: the relay has gone on otherwise. LinkLost: some may be there.
    """
    found = compare(log, at=log.record)
    if found.diverged:
        raise HistoriesDiverged(
            f"the relay's history parts after number {len(found.common)}; nothing was given back"
        )
    give_back(log.link, log.record, found.kept, after=len(found.common))
    give_files(log, to=log.record, fetch=False)
    return len(found.kept)


def give_files(log: AnyLog, *, to: LogRecord, fetch: bool) -> int:
    """Put the log's files at its relay as in ``to``; how many chunks lack. See ``FileSpace.give``.

    Raises:
        LinkLost, RelayRefused: some are there; the same call goes on.
    """
    if not isinstance(log.talks, RoomTalks):
        return 0
    return log.files.give(log.talks.files(), to=to, fetch=fetch)


def follow(log: AnyLog, *, relay: str | None = None) -> Resumed:
    """Go on with a log by the desk's word, read at its relay or at the one whose URL is given.

    The word must stand beyond what this seat and the relay have in common, in a history that holds
    together from the log's first entry.

    Raises:
        NotResumed: no device of the desk has said so there. NoSuchLog, LinkLost: not to be read.
    """
    at = log.record
    if relay is not None:
        key = bytes.fromhex(log.ports.link_to(relay).facts().key)
        at = msgspec.structs.replace(at, relay=relay, relay_key=key)
    found = compare(log, at=at)
    word = last_word(log, found)
    if word is None:
        raise NotResumed(f"no word of the desk that the log goes on was found at {at.relay}")
    continues, count = word
    if relay is not None and continues.relay_key != at.relay_key.hex():
        raise NotResumed(f"the desk's word names another relay than {relay}; nothing was changed")
    elsewhere = relay is None and record_at(at, continues) != at
    given_up = len(found.kept)
    go_on(log, found, record=at, taking=count - 1 if elsewhere else None)
    if elsewhere:
        log.read_up()
    return Resumed(continues.number, bytes.fromhex(continues.head), 0, given_up)


def go_on(log: AnyLog, found: Comparison, *, record: LogRecord, taking: int | None = None) -> None:
    """Hold what is common and then what the relay shows (its first ``taking`` frames), there.

    Where the relay shows nothing beyond the common, what is kept here is held on to. Else it is put
    aside, and own words with it; acts that wait are sealed anew.
    """
    frames = found.unverified_frames[:taking]
    given_up = found.kept if found.unverified_frames else ()
    before, vault = log.record, log.ports.vault
    record = msgspec.structs.replace(record, stopped=None)
    outcomes = log.try_fold([*found.common, *frames])[len(found.common) :]
    try:
        with vault.transaction():
            if given_up:
                _put_aside(log, given_up, after=len(found.common))
            if frames:
                vault.keep_frames(record.log_id, after=len(found.common), frames=frames)
                _settle_arrived(log, frames, outcomes)
                vault.erase(f"snapshot/{record.log_id.hex()}")
            vault.write(f"log/{record.log_id.hex()}", store(record))
            log.reload(record)
            if frames and log.channel.is_member:
                log.seal_anew()
    except BaseException:
        log.reload(before)
        raise


def restore_rights(log: AnyLog, *, at: LogRecord) -> None:
    """Give at that relay the right to append to each member's seat this desk seat let in, and to
    nobody who has left. Does nothing where this seat does not own the log.
    """
    if not at.owner:
        return
    vault, link, log_hex = log.ports.vault, log.ports.link_to(at.relay), at.log_id.hex()
    for name in vault.names(f"token/{log_hex}/"):
        hashed = vault.read(name)
        member = log.channel.state.members.get(name.rsplit("/", 1)[1])
        if hashed is not None and member is not None:
            hashed = bytes.fromhex(member.token) or hashed  # it may have been renewed
            link.grant(at.log_id, token=at.token, to_hash=hashed, right=Right.APPEND)
    for name in vault.names(f"left/{log_hex}/"):
        hashed = vault.read(name)
        if hashed is not None:
            link.revoke(at.log_id, token=at.token, from_hash=hashed)


def only_the_desk(log: AnyLog) -> None:
    """Return where this seat is of the desk in this log.

    Raises:
        OnlyTheDesk: it is not. NotAMember: it is no member at all.
    """
    if log.me.side is not Side.DESK:
        raise OnlyTheDesk(f"{log.me.name} is not of the desk; nothing was changed")


def _put_aside(log: AnyLog, frames: Sequence[bytes], *, after: int) -> None:
    """Keep frames that are of the log no more, and the words among them that are this seat's."""
    vault, log_hex = log.ports.vault, log.record.log_id.hex()
    name = f"abandoned/{log_hex}/{frame_id(frames[-1]).hex()}"
    vault.write(name, store(Abandoned(after=after, frames=tuple(frames))))
    for line in log.history()[after:]:
        outcome = line.outcome
        if not isinstance(outcome, Accepted) or outcome.envelope.device != log.channel.device_id:
            continue
        vault.write(f"given-up/{log_hex}/{outcome.entry_id}", b"")
        if outcome.is_of_talks:
            name = f"refused/{log_hex}/{outcome.number}/{outcome.entry_id}"
            vault.write(name, encode(outcome.envelope.body))
    vault.drop_frames(log.record.log_id, after=after)


def _settle_arrived(
    log: AnyLog, frames: Sequence[bytes], outcomes: Sequence[Accepted | Void]
) -> None:
    """Let go of acts that are among these frames; words that are void there are kept as such."""
    vault, log_hex = log.ports.vault, log.record.log_id.hex()
    arrived = dict(zip(map(frame_id, frames), outcomes, strict=True))
    for outgoing in log.waiting:
        outcome = arrived.get(frame_id(outgoing.frame))
        if outcome is None or (isinstance(outcome, Void) and isinstance(outcome.fault, WrongEpoch)):
            continue
        if isinstance(outcome, Void):
            vault.write(f"refused/{log_hex}/{outcome.number}", outgoing.body)
        vault.settle(log.record.log_id, outgoing.counter)
    leaving = vault.read(f"leaving/{log_hex}")
    if leaving is not None and frame_id(load(leaving, Leaving).frame) in arrived:
        vault.erase(f"leaving/{log_hex}")
