"""Rules for what the desk brings into a room, and for receipts.

``check`` raises before anything is changed; ``keep`` then changes the fold and cannot fail.
"""

from typing import assert_never

from wasit.talks.carried import (
    READ_BACK,
    Conveyance,
    Ending,
    InPerson,
    Manner,
    ReadBackSettled,
    Receipt,
    Report,
)
from wasit.talks.files import check_file
from wasit.talks.grounds import a_due_time, a_moment, from_desk, from_room, known, new_id, some_text
from wasit.talks.people import Authored
from wasit.talks.room_state import KeptConveyance, KeptReport, RoomFold
from wasit.talks.turns import step
from wasit.talks.void import NotWellFormed, UnknownReference

__all__ = ["CarriedBody", "check", "keep"]

CarriedBody = Conveyance | Receipt | Report | ReadBackSettled


def check(fold: RoomFold, entry: Authored[object], body: CarriedBody) -> None:
    """Return when the entry may be kept."""
    match body:
        case Conveyance():
            from_desk(entry, "a conveyance")
            _check_conveyance(fold, body)
            a_due_time(entry, body.asks.due if body.asks is not None else None)
        case Receipt():
            from_room(entry, "a receipt")
            if not 0 < body.up_to <= entry.seen:
                raise NotWellFormed(
                    f"a receipt up to number {body.up_to} came from a seat that had seen "
                    f"{entry.seen}; it was not taken"
                )
        case Report():
            from_desk(entry, "a report")
            _check_sentence(fold, body.statement, body.sentence)
            a_moment(body.at)
            for words in body.words:
                some_text(words, "a sentence of a report")
        case ReadBackSettled():
            from_desk(entry, "the end of a read-back")
            _check_settled(fold, body)
        case _:
            assert_never(body)


def keep(fold: RoomFold, entry: Authored[object], body: CarriedBody) -> None:
    """Change the fold by an entry that ``check`` let pass."""
    match body:
        case Conveyance():
            _keep_conveyance(fold, entry, body)
        case Receipt():
            if body.up_to > fold.received_up_to:
                fold.received_up_to = body.up_to
                fold.receipts.append((body.up_to, entry.number, entry.at))
        case Report():
            fold.reports[entry.number] = KeptReport(
                number=entry.number, at=entry.at, author=entry.author.id, report=body
            )
            fold.statements[body.statement].reports.append(entry.number)
        case ReadBackSettled():
            statement = fold.statements[body.statement]
            if statement.read_back is not None:
                statement.read_back = step(READ_BACK, statement.read_back, body.ending)
        case _:
            assert_never(body)


def _check_conveyance(fold: RoomFold, body: Conveyance) -> None:
    new_id(body.id, fold.conveyances, "conveyance")
    some_text(body.language, "the language of a conveyance")
    if not body.sentences:
        some_text("", "a conveyance")
    ids: set[str] = set()
    for sentence in body.sentences:
        new_id(sentence.id, ids, "sentence")
        ids.add(sentence.id)
        some_text(sentence.text, "a sentence of a conveyance")
        if sentence.file is not None:
            check_file(sentence.file)
    if body.counterpart is not None:
        known(fold.counterparts, body.counterpart, "counterpart")
        if body.manner in {Manner.OWN_IDEA, Manner.OWN_WORDS}:
            raise NotWellFormed(
                "the desk's own idea or words name no counterpart, and these do; "
                "the conveyance was not taken"
            )
    _check_references(fold, body)
    if body.in_person is not None:
        _check_in_person(body.in_person)


def _check_references(fold: RoomFold, body: Conveyance) -> None:
    if body.asks is not None:
        _check_sentence(fold, body.asks.about, body.asks.sentence)
    if body.answers is not None:
        known(fold.statements, body.answers, "statement")
    if body.corrects is not None:
        known(fold.conveyances, body.corrects, "conveyance")
    if body.reads_back is not None:
        known(fold.statements, body.reads_back, "statement")
    if body.round is not None:
        known(fold.rounds, body.round, "round")


def _check_in_person(by: InPerson) -> None:
    some_text(by.carried_by, "who carried the words")
    some_text("".join(by.heard_by), "who heard the words")
    a_moment(by.at)


def _check_sentence(fold: RoomFold, statement: str, sentence: str | None) -> None:
    kept = known(fold.statements, statement, "statement")
    if sentence is not None:
        known(kept.sentences, sentence, "sentence")


def _keep_conveyance(fold: RoomFold, entry: Authored[object], body: Conveyance) -> None:
    fold.conveyances[body.id] = KeptConveyance(
        number=entry.number,
        at=entry.at,
        author=entry.author.id,
        author_name=entry.author.name,
        device=entry.device,
        conveyed=body,
    )
    if body.corrects is not None:
        fold.conveyances[body.corrects].corrected_by.append(body.id)
    if body.answers is not None:
        fold.statements[body.answers].answered_by.append(body.id)


def _check_settled(fold: RoomFold, body: ReadBackSettled) -> None:
    statement = known(fold.statements, body.statement, "statement")
    if statement.read_back is None:
        raise UnknownReference(
            f"statement {body.statement!r} reads nothing back; nothing was settled"
        )
    step(READ_BACK, statement.read_back, body.ending)
    if (body.ending is Ending.DESK_CORRECTS) != (body.corrected_by is not None):
        raise NotWellFormed(
            "a correction names the conveyance that corrects, and nothing else does; "
            "nothing was settled"
        )
    if body.corrected_by is not None:
        correcting = known(fold.conveyances, body.corrected_by, "conveyance")
        if correcting.conveyed.corrects != statement.said.reads_back:
            raise UnknownReference(
                f"conveyance {body.corrected_by!r} does not correct the one that was read back; "
                "nothing was settled"
            )
