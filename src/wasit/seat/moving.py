"""Moving a log to another relay, by a person at the desk.

The new relay gets the exact frames that are kept, and so the same numbers and heads; then the
desk's signed word that the log goes on there. While the old relay answers, the word is numbered
there first, so that every seat reads it where it is; whatever somebody sends to the old relay after
it is not of the log, and waits at its author for the new one. Where the old relay is gone or has
gone back, people tell each other the new address, and each seat finds the word there (``follow``).
"""

import msgspec

from wasit.channel.continuing import Continuing, continuing_body
from wasit.seat.comparing import AnyLog, Comparison, compare, give_back, last_word
from wasit.seat.faults import HistoriesDiverged, OnlyTheDesk
from wasit.seat.ports import LinkLost, NoSuchLog
from wasit.seat.records import LogRecord
from wasit.seat.resuming import Resumed, go_on, only_the_desk, restore_rights
from wasit.wire.frames import frame_id

__all__ = ["move"]


def move(log: AnyLog, *, relay: str, creation_token: str) -> Resumed:
    """A desk person's word that the log goes on at that relay, which then holds all of it.

    Also for a relay that lost the log whole and is the same as before. Whatever was interrupted is
    finished by the same call.

    Raises:
        OnlyTheDesk: this seat is not of the desk, or does not own the log.
        HistoriesDiverged: that relay holds another history of this log. LinkLost: it does not
            answer, or is too slow just now. LogExists, RelayRefused: it does not take the log.
    """
    only_the_desk(log)
    if not log.record.owner:
        raise OnlyTheDesk("this seat did not found the log; the desk seat that did can move it")
    link = log.ports.link_to(relay)
    _send_what_waits(log)
    old = log.record
    new = msgspec.structs.replace(old, relay=relay, relay_key=bytes.fromhex(link.facts().key))
    link.create_log(new.log_id, owner_token=new.token, creation_token=creation_token)
    found = compare(log, at=new)
    if found.diverged:
        raise HistoriesDiverged(
            f"{relay} holds another history after number {len(found.common)}; nothing was moved"
        )
    give_back(link, new, found.kept, after=len(found.common))
    number, head = log.number, log.channel.state.head()
    beyond = _said_at_old(log, old=old, new=new) or _said_at_new(log, new) or _say(log, old, new)
    give_back(link, new, beyond, after=number)
    restore_rights(log, at=new)
    go_on(log, compare(log, at=new), record=new)
    log.send()
    return Resumed(number, head, given_back=len(found.kept), given_up=0)


def _send_what_waits(log: AnyLog) -> None:
    """Send what waits and read up, where the relay at which the log is still answers."""
    if log.record.stopped is None:
        try:
            log.send()
        except (LinkLost, NoSuchLog):
            return


def _say(log: AnyLog, old: LogRecord, new: LogRecord) -> tuple[bytes, ...]:
    """The desk's word, numbered at the old relay if it answers; with what came before it there.

    The vault knows the word for this seat's own, should a move be interrupted and it be read later.
    """
    is_there = old.stopped is None and (old.relay, old.relay_key) != (new.relay, new.relay_key)
    body = continuing_body(
        log.channel.state, number=log.number, relay=new.relay, relay_key=new.relay_key
    )
    frame, _ = log.seal_of_log(body)
    log.ports.vault.write(f"given-up/{old.log_id.hex()}/{frame_id(frame).hex()}", b"")
    if is_there:
        try:
            log.link.append(old.log_id, frame, token=old.token)
            beyond = compare(log, at=old).unverified_frames
        except (LinkLost, NoSuchLog):
            return (frame,)
        names = [frame_id(raw) for raw in beyond]
        return beyond[: names.index(frame_id(frame)) + 1]
    return (frame,)


def _said_at_old(log: AnyLog, *, old: LogRecord, new: LogRecord) -> tuple[bytes, ...]:
    """What the old relay holds beyond this seat, up to a word said there before; else nothing."""
    if old.stopped is not None or (old.relay, old.relay_key) == (new.relay, new.relay_key):
        return ()
    try:
        found = compare(log, at=old)
    except (LinkLost, NoSuchLog):
        return ()
    word = _word_for(log, found, new)
    return found.unverified_frames[: word[1]] if word is not None else ()


def _said_at_new(log: AnyLog, new: LogRecord) -> tuple[bytes, ...]:
    """What the new relay holds beyond this seat up to the word, where a move was interrupted."""
    found = compare(log, at=new)
    word = _word_for(log, found, new)
    return found.unverified_frames[: word[1]] if word is not None else ()


def _word_for(log: AnyLog, found: Comparison, new: LogRecord) -> tuple[Continuing, int] | None:
    word = last_word(log, found)
    if word is None or word[0].relay_key != new.relay_key.hex():
        return None
    return word
