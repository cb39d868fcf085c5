"""What a script's room seats do, as calls of ``RoomSeat``."""

from wasit.errors import BadInput
from wasit.play.memory import Memory, Said
from wasit.play.stage import Player
from wasit.play.steps import (
    Accept,
    Answer,
    Ask,
    Convene,
    FileTable,
    MarkTable,
    ReadBack,
    Receive,
    ReMark,
    Say,
    SentenceTable,
    Step,
    TakeBack,
)
from wasit.seat.giving import GivenFile
from wasit.seat.room import RoomSeat
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.said import Question, Verdict

__all__ = ["BadMark", "WrongSeat", "act_in_room", "file_given", "mark_of", "sentence_of"]

Speech = Say | Ask | Answer | ReadBack


class BadMark(BadInput):
    """A mark that is none of the five. Nothing was said."""

    code = "bad-mark"
    advice = f"The marks are {', '.join(code.value for code in MarkCode)}."


class WrongSeat(BadInput):
    """An act of the desk on a room's seat, or the reverse. The play stops here."""

    code = "wrong-seat"


def mark_of(given: str | MarkTable) -> Mark:
    """The mark that a script's text or table names.

    Raises:
        BadMark: the text is none of the five marks.
    """
    if isinstance(given, str):
        try:
            return Mark(code=MarkCode(given))
        except ValueError as error:
            raise BadMark(f"{given!r} is no mark; nothing was said") from error
    return Mark(
        code=given.code,
        to=given.to,
        not_before=given.not_before,
        not_before_event=given.not_before_event,
        until=given.until,
        personal_capacity=given.personal_capacity,
        ad_referendum=given.ad_referendum,
        offer=given.offer,
        then=mark_of(given.then) if given.then is not None else None,
    )


def act_in_room(player: Player, step: Step, *, step_id: str, memory: Memory) -> None:
    """Do one step at a room's seat.

    Raises:
        WrongSeat: the act belongs to the desk. Otherwise as the seat call raises.
    """
    seat = player.in_room()
    match step:
        case Say() | Ask() | Answer() | ReadBack():
            _speak(seat, step, step_id=step_id, memory=memory, room=player.room or "")
        case ReMark():
            said, sentence = memory.statement(step.on)
            seat.mark(said.id, mark_of(step.mark), sentence=sentence)
        case TakeBack():
            said, sentence = memory.statement(step.what)
            seat.withdraw(said.id, sentence=sentence)
        case Convene():
            key = (player.room or "", step.round)
            round_id = memory.rounds.get(key) or seat.log.new_id()
            seat.convene(round_id, step.event, words=step.words)
            memory.rounds[key] = round_id
        case Accept():
            seat.accept(memory.statement(step.what)[0].id)
        case Receive():
            seat.receive()
        case _:
            raise WrongSeat(
                f"{player.name!r} sits in a room; {type(step).__name__} is an act of the desk"
            )


def _speak(seat: RoomSeat, step: Speech, *, step_id: str, memory: Memory, room: str) -> None:
    mark = mark_of(step.mark) if step.mark is not None else None
    opened = seat.talks.opened
    asks, answers, reads_back, verdict = _references(step, memory)
    given = step.sentences or (step.text,)
    sentences = [sentence_of(sentence, mark or seat.default_mark()) for sentence in given]
    statement = seat.say(
        sentences,
        language=step.language or (opened.languages[0] if opened is not None else "en"),
        mark=mark,
        position=step.position,
        speaker=step.speaker or None,
        asks=asks,
        answers=answers,
        verdict=verdict,
        reads_back=reads_back,
        files=[file_given(each) for each in step.files],
    )
    ids = tuple(str(number) for number in range(1, len(sentences) + len(step.files) + 1))
    memory.statements[step_id] = Said(room=room, id=statement, sentences=ids)


def _references(
    step: Speech, memory: Memory
) -> tuple[Question | None, str | None, str | None, Verdict | None]:
    match step:
        case Ask():
            return memory.asked(*memory.conveyance(step.about), due=step.due), None, None, None
        case Answer():
            return None, memory.conveyance(step.to)[0].id, None, step.verdict
        case ReadBack():
            return None, None, memory.conveyance(step.of)[0].id, None
        case Say():
            return None, None, None, None


def file_given(table: FileTable) -> GivenFile:
    """The file that a script's table holds."""
    return GivenFile(
        name=table.name,
        media_type=table.type,
        content=table.text.encode(),
        mark=mark_of(table.mark) if table.mark is not None else None,
    )


def sentence_of(sentence: str | SentenceTable, default: Mark) -> str | tuple[str, Mark]:
    """A sentence of a script with its own mark; ``default`` where its table names none."""
    if isinstance(sentence, str):
        return sentence
    return sentence.text, mark_of(sentence.mark) if sentence.mark is not None else default
