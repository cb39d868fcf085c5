"""Crossed before withdrawal: what left before its side took it back or re-marked it.

The relay's order decides: a withdrawal or re-mark numbered after the last read that the journal
records for a conveyance came too late for it, and is shown at once.
"""

from collections.abc import Iterator

from wasit.talks.in_force import Logs
from wasit.talks.journal import Journal
from wasit.talks.journal_state import KeptCarry
from wasit.talks.people import Value

__all__ = ["CrossedBefore", "crossed_before_withdrawal"]


class CrossedBefore(Value, frozen=True, kw_only=True):
    """A conveyance that left before its source was withdrawn or re-marked.

    ``number`` is that of the withdrawal or re-mark in the source's log, later than the last read.
    """

    conveyance: str
    room: str
    statement: str
    sentence: str
    number: int
    withdrawn: bool


def crossed_before_withdrawal(journal: Journal, rooms: Logs) -> tuple[CrossedBefore, ...]:
    """Every handed-on conveyance with a source taken back or re-marked after the last read."""
    return tuple(
        found for carry in journal.carries.values() for found in _crossed_before(carry, rooms)
    )


def _crossed_before(carry: KeptCarry, rooms: Logs) -> Iterator[CrossedBefore]:
    if carry.handed_on is None:
        return
    last_read = {head.room: head.number for head in carry.intent.heads}
    last_read |= {head.room: head.number for head in carry.handed_on.heads}
    for source in carry.intent.sources:
        room = rooms.get(source.room)
        statement = room.statements.get(source.statement) if room is not None else None
        sentence = statement.sentences.get(source.sentence) if statement is not None else None
        if statement is None or sentence is None or source.room == carry.intent.target:
            continue
        read = max(last_read.get(source.room, 0), statement.number)
        later = [(mark.number, False) for mark in sentence.marks.values() if mark.number > read]
        if sentence.withdrawn is not None and sentence.withdrawn > read:
            later.append((sentence.withdrawn, True))
        for number, withdrawn in sorted(later):
            yield CrossedBefore(
                conveyance=carry.intent.conveyance,
                room=source.room,
                statement=source.statement,
                sentence=source.sentence,
                number=number,
                withdrawn=withdrawn,
            )
