"""Which marks hold for a sentence towards a target, and what they permit there now.

Marks live in the speaker's room, releases in the journal; only the desk holds both. An offer counts
as met towards the room that made it: the journal names the statement that shows it, and that
statement must still stand in the target's log.
"""

from collections.abc import Iterator, Mapping

from wasit.talks.crossing import MarkInForce, SourceInForce, SourceRef
from wasit.talks.journal import Journal
from wasit.talks.marks import NOTHING, Permits, Situation, permits_now, strictest
from wasit.talks.refusals import UnknownSource
from wasit.talks.room import RoomTalks
from wasit.talks.room_state import KeptSentence, KeptStatement

__all__ = ["Logs", "marks_in_force", "permits_of", "situation_of", "source_in_force", "sources_of"]

Logs = Mapping[str, RoomTalks]
"""Every room of the case, by its name in the journal."""


def marks_in_force(
    sentence: KeptSentence, *, room: str, target: str, rooms: Logs, journal: Journal
) -> tuple[MarkInForce, ...]:
    """The marks that hold for a sentence of ``room`` towards ``target``."""
    return tuple(
        MarkInForce(
            id=kept.id,
            mark=kept.mark,
            offer_met=_offer_met(kept.id, room=room, target=target, rooms=rooms, journal=journal),
            event_happened=kept.id in journal.events.get(room, {}),
        )
        for kept in sentence.in_force()
    )


def _offer_met(mark: str, *, room: str, target: str, rooms: Logs, journal: Journal) -> bool:
    records = journal.conditions.get(room, {}).get(mark, [])
    return any(
        record.shown_by.room == target and _stands(record.shown_by, rooms) for record in records
    )


def _stands(shown: SourceRef, rooms: Logs) -> bool:
    room = rooms.get(shown.room)
    statement = room.statements.get(shown.statement) if room is not None else None
    if statement is None:
        return False
    if shown.sentence is None:
        return all(each.withdrawn is None for each in statement.sentences.values())
    sentence = statement.sentences.get(shown.sentence)
    return sentence is not None and sentence.withdrawn is None


def situation_of(
    held: MarkInForce, *, room: str, target: str, journal: Journal, now: str
) -> Situation:
    """What a mark of a sentence of ``room`` is held against, towards ``target`` at ``now``."""
    names = journal.naming.get(room, {})
    return Situation(
        now=now,
        target_names=tuple(name for name, stands_for in names.items() if stands_for == target),
        offer_met=held.offer_met,
        event_happened=held.event_happened,
    )


def permits_of(source: SourceInForce, *, target: str, journal: Journal, now: str) -> Permits:
    """What every mark in force lets cross to ``target`` now; nothing of what was taken back."""
    if source.withdrawn:
        return NOTHING
    return strictest(
        *(
            permits_now(
                held.mark,
                situation_of(held, room=source.room, target=target, journal=journal, now=now),
            )
            for held in source.marks
        )
    )


def source_in_force(
    statement: KeptStatement,
    sentence: KeptSentence,
    *,
    room: str,
    target: str,
    rooms: Logs,
    journal: Journal,
) -> SourceInForce:
    """The sentence with the marks that hold for it towards ``target``."""
    return SourceInForce(
        room=room,
        statement=statement.said.id,
        sentence=sentence.id,
        number=statement.number,
        marks=marks_in_force(sentence, room=room, target=target, rooms=rooms, journal=journal),
        withdrawn=sentence.withdrawn is not None,
    )


def sources_of(
    refs: tuple[SourceRef, ...], rooms: Logs
) -> Iterator[tuple[str, KeptStatement, KeptSentence]]:
    """Each sentence that ``refs`` name, once, in their order.

    Raises:
        UnknownSource: a room, statement or sentence is not there.
    """
    given: set[tuple[str, str, str]] = set()
    for ref in refs:
        room = rooms.get(ref.room)
        statement = room.statements.get(ref.statement) if room is not None else None
        if statement is None:
            raise UnknownSource(
                f"statement {ref.statement!r} is not in room {ref.room!r}; nothing was sent"
            )
        names = list(statement.sentences) if ref.sentence is None else [ref.sentence]
        for name in names:
            sentence = statement.sentences.get(name)
            if sentence is None:
                raise UnknownSource(
                    f"statement {ref.statement!r} has no sentence {name!r}; nothing was sent"
                )
            if (ref.room, ref.statement, name) not in given:
                given.add((ref.room, ref.statement, name))
                yield ref.room, statement, sentence
