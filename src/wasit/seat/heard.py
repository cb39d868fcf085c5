"""What a side said aloud, taken down by the desk: for rooms with seats, and for rooms without.

The desk enters who said it, where, when it was heard, in which language and under which mark as
instructed. It stands in the side's own room and binds the gate like all its words; a person of the
side with a seat there may accept it, until when it is shown as unconfirmed. Changes that the side
asks for aloud are taken down too, naming who asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wasit.seat.desk import DeskSeat
from wasit.seat.giving import GivenFile, attached
from wasit.seat.room import numbered
from wasit.talks.marks import Mark
from wasit.talks.rounds import Convening, RoundEvent
from wasit.talks.said import (
    Position,
    Question,
    Remark,
    Statement,
    TakenDown,
    Verdict,
    Withdrawal,
)

__all__ = ["Bearing", "Speaker", "convene_for", "remark_for", "take_down", "withdraw_for"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke: the id of a person of the room, or the name of one who has no seat there."""

    id: str = ""
    name: str = ""

    @property
    def key(self) -> str:
        """The id by which their words are theirs in the room."""
        return self.id or self.name


@dataclass(frozen=True, slots=True)
class Bearing:
    """What taken-down words bear on in their room; see ``Statement``."""

    position: Position | None = None
    asks: Question | None = None
    answers: str | None = None
    verdict: Verdict | None = None
    reads_back: str | None = None


def take_down(
    desk: DeskSeat,
    room: str,
    sentences: Sequence[str | tuple[str, Mark]],
    *,
    speaker: Speaker,
    place: str,
    heard_at: str,
    language: str,
    mark: Mark,
    bearing: Bearing | None = None,
    files: Sequence[GivenFile] = (),
) -> str:
    """The id of the statement, which now stands in the room's log as heard by the desk.

    ``files`` are papers that were handed over with it.

    Raises:
        VoidEntry: a leaf that says why not (nobody may speak so there, a field is empty).
        NoSuchRoom, LinkLost: as ``DeskSeat.bring``.
    """
    bears = bearing or Bearing()
    log = desk.room(room)
    statement = log.new_id()
    with attached(log, files, after=len(sentences)) as file_sentences:
        body = Statement(
            id=statement,
            speaker=speaker.key,
            language=language,
            sentences=(*numbered(sentences), *file_sentences),
            mark=mark,
            position=bears.position,
            asks=bears.asks,
            answers=bears.answers,
            verdict=bears.verdict,
            reads_back=bears.reads_back,
            taken_down=TakenDown(place=place, heard_at=heard_at, speaker_name=speaker.name),
        )
        desk.bring(room, body)
    return statement


def remark_for(
    desk: DeskSeat,
    room: str,
    statement: str,
    mark: Mark,
    *,
    instructed_by: Speaker,
    sentence: str | None = None,
) -> None:
    """Put another mark on taken-down words that nobody has accepted, as the side asked aloud.

    Raises:
        VoidEntry: the words are not theirs, or are the side's own to re-mark. Else as above.
    """
    log = desk.room(room)
    kept = log.talks.statements.get(statement)
    heads = tuple(
        head
        for each in (kept.sentences.values() if kept is not None else ())
        if (sentence is None and each.withdrawn is None) or each.id == sentence
        for head in each.heads
    )
    body = Remark(
        id=log.new_id(),
        statement=statement,
        sentence=sentence,
        mark=mark,
        replaces=heads,
        instructed_by=instructed_by.key,
    )
    desk.bring(room, body)


def withdraw_for(
    desk: DeskSeat,
    room: str,
    statement: str,
    *,
    instructed_by: Speaker,
    sentence: str | None = None,
) -> None:
    """Take down that the side took its words back; nothing more of them crosses.

    Raises:
        VoidEntry: the words are not theirs. Else as above.
    """
    body = Withdrawal(statement=statement, sentence=sentence, instructed_by=instructed_by.key)
    desk.bring(room, body)


def convene_for(
    desk: DeskSeat,
    room: str,
    round_id: str,
    event: RoundEvent,
    *,
    speaker_name: str,
    place: str,
    heard_at: str,
    words: str = "",
) -> None:
    """Take down that the side of a room asked for a round, accepted, refused or put it off.

    Raises:
        VoidEntry: it is not the side's to do, or not its turn; nothing was sent. GateRefused: the
            words may not stand in that room. Else as above.
    """
    heard = TakenDown(place=place, heard_at=heard_at, speaker_name=speaker_name)
    body = Convening(round=round_id, event=event, words=words, taken_down=heard)
    desk.bring(room, body, cleared=desk.own_words(room, words))
