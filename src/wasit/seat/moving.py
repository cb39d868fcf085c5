"""Moving a log to another relay, by a person at the desk.

The new relay gets the exact frames that are kept, and so the same numbers and heads; then the
desk's signed word that the log goes on there. While the old relay answers, the word is numbered
there first, so that every seat reads it where it is; whatever somebody sends to the old relay
after it is not of the log, and waits at its author for the new one. Where a person says that the
old relay is gone, or it has gone back, people tell each other the new address, and each seat finds
the word there (``follow``).
"""

import msgspec

from wasit.channel.continuing import Continuing, continuing_body
from wasit.seat.comparing import AnyLog, Comparison, compare, give_back, last_word
from wasit.seat.faults import HistoriesDiverged, OnlyTheDesk
from wasit.seat.moved import StillMoving
from wasit.seat.records import LogRecord
from wasit.seat.renewing import is_closed, opening_with_the_same
from wasit.seat.resuming import Resumed, give_files, go_on, only_the_desk, restore_rights
from wasit.wire.frames import frame_id

__all__ = ["move"]


def move(log: AnyLog, *, relay: str, creation_token: str, old_is_gone: bool = False) -> Resumed:
    """A desk person's word that the log goes on at that relay, which then holds all of it.

    Also for a relay that lost the log whole and is the same as before. ``old_is_gone`` is the
    person's word that the old relay is not to be waited for: then nothing is said there, and people
    must be told the new address. A relay for which the log is stopped is not spoken to either.
    Whatever was interrupted is finished by the same call.

    Raises:
        OnlyTheDesk: this seat is not of the desk, or does not own the log.
        HistoriesDiverged: that relay holds another history of this log. LinkLost: one of the two
            does not answer. LogExists, RelayRefused: the new one does not take the log.
    """
    only_the_desk(log)
    if not log.record.owner:
        raise OnlyTheDesk("this seat did not found the log; the desk seat that did can move it")
    link = log.ports.link_to(relay)
    place = relay, bytes.fromhex(link.facts().key)
    if _speaks_to_old(log, place) and not old_is_gone:
        _send_what_waits(log)
    old, speaks_to_old = log.record, _speaks_to_old(log, place) and not old_is_gone
    new = msgspec.structs.replace(old, relay=place[0], relay_key=place[1])
    link.create_log(new.log_id, owner_token=new.token, creation_token=creation_token)
    found = compare(log, at=new)
    if found.diverged:
        raise HistoriesDiverged(
            f"{relay} holds another history after number {len(found.common)}; nothing was moved"
        )
    give_back(link, new, found.kept, after=len(found.common))
    number, head = log.number, log.channel.state.head()
    beyond = _said_at(log, new, new=new)
    if not beyond and speaks_to_old:
        beyond = _said_at(log, old, new=new)
    if not beyond:
        if not speaks_to_old and is_closed(log):
            _open_there(log, new)
            number, head = log.number, log.channel.state.head()
        beyond = _say(log, new, at_old=old if speaks_to_old else None)
    give_back(link, new, beyond, after=number)
    restore_rights(log, at=new)
    lacking = give_files(log, to=new, fetch=speaks_to_old)
    go_on(log, compare(log, at=new), record=new)
    log.send()
    return Resumed(number, head, given_back=len(found.kept), given_up=0, files_lacking=lacking)


def _speaks_to_old(log: AnyLog, place: tuple[str, bytes]) -> bool:
    """Whether the log is elsewhere than at that place, and not stopped there."""
    record = log.record
    return record.stopped is None and (record.relay, record.relay_key) != place


def _send_what_waits(log: AnyLog) -> None:
    """Send what waits and read up, as far as the log goes where it is."""
    try:
        log.send()
    except StillMoving:
        return


def _open_there(log: AnyLog, new: LogRecord) -> None:
    """Begin an epoch with the same people at the new relay, where the old one left the log closed.

    The seat then keeps more than the old relay shows, and so goes on by finishing the move only.
    """
    frame, _ = opening_with_the_same(log)
    log.ports.link_to(new.relay).append(new.log_id, frame, token=new.token)
    go_on(log, compare(log, at=new), record=log.record)


def _say(log: AnyLog, new: LogRecord, *, at_old: LogRecord | None) -> tuple[bytes, ...]:
    """The desk's word, numbered at the old relay if it is given; with what came before it there.

    The vault knows the word for this seat's own, should a move be interrupted and it be read later.
    """
    body = continuing_body(
        log.channel.state, number=log.number, relay=new.relay, relay_key=new.relay_key
    )
    frame, _ = log.seal_of_log(body)
    log.ports.vault.write(f"given-up/{new.log_id.hex()}/{frame_id(frame).hex()}", b"")
    if at_old is None:
        return (frame,)
    log.link.append(at_old.log_id, frame, token=at_old.token)
    return _said_at(log, at_old, new=new)


def _said_at(log: AnyLog, at: LogRecord, *, new: LogRecord) -> tuple[bytes, ...]:
    """What that relay holds beyond this seat, up to a word that the log goes on at the new one."""
    found = compare(log, at=at)
    word = _word_for(log, found, new)
    return found.unverified_frames[: word[1]] if word is not None else ()


def _word_for(log: AnyLog, found: Comparison, new: LogRecord) -> tuple[Continuing, int] | None:
    word = last_word(log, found)
    if word is None or word[0].relay_key != new.relay_key.hex():
        return None
    return word
