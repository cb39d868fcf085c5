"""Words beside the words they came from: original and conveyed, corrected and correction, said and
restated.

In a room only what stands in its own log is compared: a read-back with what it restates, a
correction with what it puts right. What a conveyance rests on is known to the desk alone.
"""

from dataclasses import dataclass

from wasit.seat.desk import DeskSeat
from wasit.talks.room import RoomTalks
from wasit.values.word_diff import Piece, word_diff

__all__ = ["Difference", "beside_its_sources", "beside_what_it_bears_on", "words_of"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two texts word by word; each is named as a screen would (``original``, ``conveyed``, …)."""

    before: str
    after: str
    pieces: tuple[Piece, ...]


def beside_its_sources(desk: DeskSeat, room: str, conveyance: str) -> Difference | None:
    """A conveyance beside the words it rests on, in the order in which they were said.

    None where it is the desk's own words, or this desk person does not see all of its sources. For
    the desk's eyes only.
    """
    carry = desk.journal.view().carries.get(conveyance)
    kept = desk.room(room).talks.conveyances.get(conveyance)
    if carry is None or kept is None or not carry.intent.sources:
        return None
    texts: list[tuple[str, int, str]] = []
    for source in carry.intent.sources:
        log = desk.seat.rooms.get(source.room)
        statement = log.talks.statements.get(source.statement) if log is not None else None
        if statement is None or source.sentence not in statement.sentences:
            return None
        sentence = statement.sentences[source.sentence]
        if sentence.file is None:
            texts.append((source.room, source.number, sentence.text))
    original = "\n".join(text for _, _, text in sorted(texts, key=lambda each: each[:2]))
    return Difference(
        "original", "conveyed", word_diff(original, words_of(desk.room(room).talks, conveyance))
    )


def beside_what_it_bears_on(talks: RoomTalks, name: str) -> Difference | None:
    """A read-back beside what it restates, or a correction beside what it puts right.

    None where ``name`` is neither. All of it stands in this room's log.
    """
    said = talks.statements.get(name)
    if said is not None and said.said.reads_back is not None:
        before = words_of(talks, said.said.reads_back)
        return Difference("conveyed", "restated", word_diff(before, words_of(talks, name)))
    brought = talks.conveyances.get(name)
    if brought is not None and brought.conveyed.corrects is not None:
        before = words_of(talks, brought.conveyed.corrects)
        return Difference("before", "corrected", word_diff(before, words_of(talks, name)))
    if brought is not None and brought.conveyed.reads_back is not None:
        before = words_of(talks, brought.conveyed.reads_back)
        return Difference("said", "restated", word_diff(before, words_of(talks, name)))
    return None


def words_of(talks: RoomTalks, name: str) -> str:
    """The words of a statement or a conveyance of this room, a line for each sentence; no files."""
    said = talks.statements.get(name)
    if said is not None:
        return "\n".join(each.text for each in said.said.sentences if each.file is None)
    brought = talks.conveyances[name].conveyed
    return "\n".join(each.text for each in brought.sentences if each.file is None)
