"""What is new for a person: in a room what the desk brought, at the desk what the rooms did.

Each line is one thing under its number in one log, read off that log's fold alone. What was shown
last is kept by ``seat.visits``; a room's receipt is another matter, and is left by
``RoomSeat.receive``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wasit.seat.log import SeatLog
from wasit.seat.screen import screen_of
from wasit.talks.files import AttachedFile
from wasit.talks.marks import Mark
from wasit.talks.people import Side
from wasit.talks.phrases import plain_words
from wasit.talks.room import RoomTalks
from wasit.talks.room_state import KeptStatement

__all__ = ["InboxLine", "InboxSentence", "inbox_lines", "side_in"]

_FROM_DESK = frozenset({"counterpart", "conveyance", "report", "outcome"})


@dataclass(frozen=True, slots=True)
class InboxSentence:
    """One sentence: its place from 1, its words, and the marks in force (a side's own words).

    With ``file`` the words are the file's name.
    """

    place: int
    text: str
    marks: tuple[Mark, ...] = ()
    withdrawn: bool = False
    file: AttachedFile | None = None


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One thing that happened in a room's log; ``id`` names it where it can be referred to."""

    room: str
    number: int
    at: str
    author: str
    kind: str
    text: str
    id: str = ""
    sentences: tuple[InboxSentence, ...] = ()


def inbox_lines(room: str, talks: RoomTalks, *, side: Side, after: int = 0) -> list[InboxLine]:
    """What the other side did in this log above number ``after``, in order."""
    lines = _for_desk(room, talks) if side is Side.DESK else _for_room(room, talks)
    return sorted((line for line in lines if line.number > after), key=lambda line: line.number)


def side_in(log: SeatLog[RoomTalks]) -> Side:
    """The side on which this seat's person stands in a log; a room's once they have left."""
    member = log.channel.state.members.get(log.channel.device_id)
    return member.person.side if member is not None else Side.ROOM


def _for_room(room: str, talks: RoomTalks) -> Iterator[InboxLine]:
    own = _names(talks, Side.ROOM)
    for line in screen_of(talks):
        if line.kind not in _FROM_DESK and (line.kind != "convening" or line.author in own):
            continue
        kept = talks.conveyances.get(line.id) if line.kind == "conveyance" else None
        conveyed = kept.conveyed.sentences if kept is not None else ()
        sentences = tuple(
            InboxSentence(n, each.text, file=each.file) for n, each in enumerate(conveyed, 1)
        )
        yield InboxLine(
            room, line.number, line.at, line.author, line.kind, line.text, line.id, sentences
        )


def _for_desk(room: str, talks: RoomTalks) -> Iterator[InboxLine]:
    own = _names(talks, Side.DESK)
    for line in screen_of(talks):
        if line.kind == "convening" and line.author not in own:
            yield InboxLine(room, line.number, line.at, line.author, line.kind, line.text, line.id)
    for statement in talks.statements.values():
        yield _statement_line(room, statement)
        yield from _changes(room, statement)
    for up_to, number, at in talks.receipts:
        yield InboxLine(room, number, at, room, "receipt", f"opened everything up to {up_to}")


def _names(talks: RoomTalks, side: Side) -> set[str]:
    return {person.name for person in talks.people.values() if person.side is side}


def _statement_line(room: str, kept: KeptStatement) -> InboxLine:
    sentences = tuple(
        InboxSentence(
            place,
            each.text,
            tuple(mark.mark for mark in each.in_force()),
            withdrawn=each.withdrawn is not None,
            file=each.file,
        )
        for place, each in enumerate(kept.sentences.values(), 1)
    )
    text = " ".join(each.text for each in sentences if not each.withdrawn)
    said = kept.said
    return InboxLine(
        room, kept.number, kept.at, kept.speaker_name, "statement", text, said.id, sentences
    )


def _changes(room: str, kept: KeptStatement) -> Iterator[InboxLine]:
    """Its re-marks and withdrawals, each under its own number."""
    for place, sentence in enumerate(kept.sentences.values(), 1):
        of = f"{kept.said.id}#{place}"
        for mark in sentence.marks.values():
            if mark.number != kept.number:
                words = plain_words(mark.mark)
                yield InboxLine(room, mark.number, "", mark.by, "mark", words, of)
        if sentence.withdrawn is not None:
            yield InboxLine(
                room, sentence.withdrawn, "", kept.speaker_name, "withdrawal", sentence.text, of
            )
