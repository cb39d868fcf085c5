"""What a person in a room can do. Every act is kept first and sent when the relay answers.

Nothing here knows of any other room: a ``RoomSeat`` has one log, and what it shows is the fold of
that log and of the acts still waiting in its own vault.
"""

from collections.abc import Sequence

from wasit.seat.giving import GivenFile, attached
from wasit.seat.log import SeatLog
from wasit.seat.seat import Seat
from wasit.talks.carried import Receipt
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.people import Person
from wasit.talks.room import RoomTalks
from wasit.talks.rounds import Convening, RoundEvent
from wasit.talks.said import (
    AcceptStatement,
    Position,
    Question,
    Remark,
    Sentence,
    Statement,
    Verdict,
    Withdrawal,
)

__all__ = ["RoomSeat", "numbered"]


class RoomSeat:
    """A seat in one room."""

    def __init__(self, seat: Seat, room: str | None = None) -> None:
        self.seat = seat
        self.log: SeatLog[RoomTalks] = seat.room(room)

    @property
    def talks(self) -> RoomTalks:
        """The room as this seat shows it, waiting acts included."""
        return self.log.view()

    @property
    def me(self) -> Person:
        """The person whose seat this is."""
        return self.log.me

    def default_mark(self) -> Mark:
        """The mark a sentence gets where none is chosen."""
        opened = self.talks.opened
        return Mark(code=opened.default_mark if opened is not None else MarkCode.EARS_ONLY)

    def say(
        self,
        sentences: Sequence[str | tuple[str, Mark]],
        *,
        language: str,
        mark: Mark | None = None,
        position: Position | None = None,
        speaker: str | None = None,
        asks: Question | None = None,
        answers: str | None = None,
        verdict: Verdict | None = None,
        reads_back: str | None = None,
        files: Sequence[GivenFile] = (),
    ) -> str:
        """The id of a new statement of this side; each sentence may have a mark of its own.

        Raises:
            VoidEntry: a leaf that says why it cannot be said; nothing was kept.
            TooLong, FileTooLarge: it does not fit one entry; nothing was kept.
            RelayRefused: the relay takes no more files; nothing was said.
        """
        statement = self.log.new_id()
        with attached(self.log, files, after=len(sentences)) as file_sentences:
            self.log.act(
                Statement(
                    id=statement,
                    speaker=speaker or self.me.id,
                    language=language,
                    sentences=(*numbered(sentences), *file_sentences),
                    mark=mark or self.default_mark(),
                    position=position,
                    asks=asks,
                    answers=answers,
                    verdict=verdict,
                    reads_back=reads_back,
                )
            )
        return statement

    def mark(self, statement: str, mark: Mark, *, sentence: str | None = None) -> str:
        """The id of a new mark on a sentence, or (None) on every sentence of the statement.

        It names, and so replaces, the marks now in force.
        """
        remark = self.log.new_id()
        self.log.act(
            Remark(
                id=remark,
                statement=statement,
                sentence=sentence,
                mark=mark,
                replaces=self._in_force(statement, sentence),
            )
        )
        return remark

    def withdraw(self, statement: str, *, sentence: str | None = None) -> None:
        """Take back a sentence, or (None) the whole statement."""
        self.log.act(Withdrawal(statement=statement, sentence=sentence))

    def accept(self, statement: str) -> None:
        """Accept as said what the desk took down."""
        self.log.act(AcceptStatement(statement))

    def convene(self, round_id: str, event: RoundEvent, *, words: str = "") -> None:
        """Ask for a round, accept it, refuse it, or ask to postpone it."""
        self.log.act(Convening(round=round_id, event=event, words=words))

    def receive(self) -> int:
        """Open everything there is, and leave a receipt where something from the desk is new.

        Returns the number up to which this room has opened its log. Raises as ``SeatLog.read_up``.
        """
        self.log.read_up()
        return self.note_opened()

    def note_opened(self) -> int:
        """Leave a receipt where something from the desk was opened here and had none yet.

        Returns the number up to which this room has opened its log.
        """
        talks = self.talks
        newest = max(
            (kept.number for kept in talks.conveyances.values()), default=talks.received_up_to
        )
        if newest > talks.received_up_to:
            self.log.act(Receipt(self.log.number))
        return self.talks.received_up_to

    def _in_force(self, statement: str, sentence: str | None) -> tuple[str, ...]:
        kept = self.talks.statements.get(statement)
        if kept is None:
            return ()
        sentences = kept.sentences.values()
        return tuple(
            head
            for each in sentences
            if (sentence is None and each.withdrawn is None) or each.id == sentence
            for head in each.heads
        )


def numbered(sentences: Sequence[str | tuple[str, Mark]]) -> tuple[Sentence, ...]:
    """The sentences under ids 1, 2 and so on, each with its own mark where it has one."""
    return tuple(_sentence(index, each) for index, each in enumerate(sentences, start=1))


def _sentence(index: int, sentence: str | tuple[str, Mark]) -> Sentence:
    if isinstance(sentence, str):
        return Sentence(id=str(index), text=sentence)
    text, mark = sentence
    return Sentence(id=str(index), text=text, mark=mark)
