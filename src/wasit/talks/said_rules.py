"""Rules for what a side says: who may say it, re-mark it, take it back and accept it.

``check`` raises before anything is changed; ``keep`` then changes the fold and cannot fail.
"""

from typing import assert_never

from wasit.talks.carried import ReadBackState
from wasit.talks.files import check_file
from wasit.talks.grounds import a_due_time, a_moment, from_room, known, new_id, some_text
from wasit.talks.marks import check_mark, first_mark_id
from wasit.talks.people import Authored, Person, Role, Side
from wasit.talks.room_state import KeptMark, KeptSentence, KeptStatement, RoomFold
from wasit.talks.said import AcceptStatement, Remark, Statement, Withdrawal
from wasit.talks.void import AlreadyThere, NotTheirs, NotWellFormed, OutOfTurn, UnknownReference

__all__ = ["SaidBody", "check", "keep"]

SaidBody = Statement | Remark | Withdrawal | AcceptStatement


def check(fold: RoomFold, entry: Authored[object], body: SaidBody) -> None:
    """Return when the entry may be kept."""
    match body:
        case Statement():
            _check_statement(fold, entry, body)
        case Remark():
            _check_remark(fold, entry, body)
        case Withdrawal():
            _check_withdrawal(fold, entry, body)
        case AcceptStatement():
            from_room(entry, "the acceptance of a statement")
            if not known(fold.statements, body.statement, "statement").unconfirmed:
                raise OutOfTurn(
                    f"statement {body.statement!r} waits for no acceptance; nothing was changed"
                )
        case _:
            assert_never(body)


def keep(fold: RoomFold, entry: Authored[object], body: SaidBody) -> None:
    """Change the fold by an entry that ``check`` let pass."""
    match body:
        case Statement():
            _keep_statement(fold, entry, body)
        case Remark():
            _keep_remark(fold, entry, body)
        case Withdrawal():
            statement = fold.statements[body.statement]
            for sentence in _standing(statement, body.sentence):
                sentence.withdrawn = entry.number
        case AcceptStatement():
            fold.statements[body.statement].confirmed_by = entry.author.id
        case _:
            assert_never(body)


def _check_statement(fold: RoomFold, entry: Authored[object], said: Statement) -> None:
    new_id(said.id, fold.statements, "statement")
    _check_speaker(fold, entry, said)
    a_due_time(entry, said.asks.due if said.asks is not None else None)
    some_text(said.language, "the language of a statement")
    check_mark(said.mark)
    if not said.sentences:
        some_text("", "a statement")
    ids: set[str] = set()
    for sentence in said.sentences:
        new_id(sentence.id, ids, "sentence")
        ids.add(sentence.id)
        some_text(sentence.text, "a sentence")
        if sentence.file is not None:
            check_file(sentence.file)
        if sentence.mark is not None:
            check_mark(sentence.mark)
    _check_bearing(fold, said)


def _check_speaker(fold: RoomFold, entry: Authored[object], said: Statement) -> None:
    """The speaker is of this side and may speak; what the desk enters is taken down."""
    down = said.taken_down
    if (entry.author.side is Side.DESK) != (down is not None):
        raise NotTheirs(
            f"{entry.author.name} of the {entry.author.side.value} entered a statement that is "
            f"{'taken down' if down else 'not taken down'}; it was not taken"
        )
    if down is not None:
        some_text(down.place, "the place where a statement was heard")
        a_moment(down.heard_at)
    speaker = _person(fold, entry, said.speaker)
    if speaker is None:
        if down is None:
            raise UnknownReference(
                f"the speaker {said.speaker!r} is not among the people of this room; "
                "the statement was not taken"
            )
        some_text(down.speaker_name, "the name of a speaker who has no seat here")
    elif speaker.side is not Side.ROOM or not speaker.may_speak:
        raise NotTheirs(f"{speaker.name} may not speak for this room; the statement was not taken")


def _person(fold: RoomFold, entry: Authored[object], person: str) -> Person | None:
    return entry.author if person == entry.author.id else fold.people.get(person)


def _check_bearing(fold: RoomFold, said: Statement) -> None:
    """A statement bears on at most one conveyance of this log, in one way."""
    if sum(each is not None for each in (said.asks, said.answers, said.reads_back)) > 1:
        raise NotWellFormed(
            "a statement asks, answers or reads back, and this one does two of them; "
            "it was not taken"
        )
    if said.asks is not None:
        asked = known(fold.conveyances, said.asks.about, "conveyance")
        if said.asks.sentence not in {each.id for each in asked.conveyed.sentences}:
            raise UnknownReference(
                f"the sentence {said.asks.sentence!r} asked about is not in that conveyance; "
                "the question was not taken"
            )
    if said.reads_back is not None:
        known(fold.conveyances, said.reads_back, "conveyance")
    carries_read_back = (
        said.answers is not None
        and known(fold.conveyances, said.answers, "conveyance").conveyed.reads_back is not None
    )
    if said.verdict is not None and not carries_read_back:
        raise NotWellFormed(
            "a verdict answers a conveyance that carries a read-back, and this one does not; "
            "the statement was not taken"
        )


def _keep_statement(fold: RoomFold, entry: Authored[object], said: Statement) -> None:
    speaker = _person(fold, entry, said.speaker)
    name = speaker.name if speaker is not None else ""
    if speaker is None and said.taken_down is not None:
        name = said.taken_down.speaker_name
    sentences: dict[str, KeptSentence] = {}
    for each in said.sentences:
        first = KeptMark(
            id=first_mark_id(said.id, each.id),
            mark=each.mark or said.mark,
            number=entry.number,
            by=entry.author.id,
        )
        sentences[each.id] = KeptSentence(
            id=each.id,
            text=each.text,
            marks={first.id: first},
            heads=[first.id],
            file=each.file,
        )
    fold.statements[said.id] = KeptStatement(
        number=entry.number,
        at=entry.at,
        author=entry.author.id,
        author_name=entry.author.name,
        device=entry.device,
        said=said,
        speaker_name=name,
        sentences=sentences,
        read_back=ReadBackState.OPEN if said.reads_back is not None else None,
    )
    if said.asks is not None:
        fold.conveyances[said.asks.about].asked_by.append(said.id)
    if said.answers is not None:
        fold.conveyances[said.answers].answered_by.append(said.id)
    if said.reads_back is not None:
        fold.conveyances[said.reads_back].read_back_by.append(said.id)


def _check_remark(fold: RoomFold, entry: Authored[object], body: Remark) -> None:
    statement = known(fold.statements, body.statement, "statement")
    new_id(body.id, fold.mark_ids, "mark")
    check_mark(body.mark)
    _check_owner(fold, entry, statement, body.instructed_by, only_if_unconfirmed=True)
    covered = _standing(statement, body.sentence)
    replaced = set(body.replaces)
    if len(replaced) != len(body.replaces):
        raise AlreadyThere("a re-mark names one mark twice; it was not taken")
    if any(replaced.isdisjoint(sentence.marks) for sentence in covered):
        raise UnknownReference(
            "a re-mark names the mark it replaces on each sentence it covers, and this one "
            "does not; it was not taken"
        )
    ever = [sentence.marks for sentence in statement.sentences.values()]
    if not all(any(mark in marks for marks in ever) for mark in replaced):
        raise UnknownReference(
            f"a re-mark names marks that statement {body.statement!r} never had; it was not taken"
        )


def _keep_remark(fold: RoomFold, entry: Authored[object], body: Remark) -> None:
    statement = fold.statements[body.statement]
    fold.mark_ids[body.id] = body.statement
    for sentence in _standing(statement, body.sentence):
        sentence.marks[body.id] = KeptMark(
            id=body.id, mark=body.mark, number=entry.number, by=entry.author.id
        )
        sentence.heads = [head for head in sentence.heads if head not in body.replaces]
        sentence.heads.append(body.id)


def _check_withdrawal(fold: RoomFold, entry: Authored[object], body: Withdrawal) -> None:
    statement = known(fold.statements, body.statement, "statement")
    _check_owner(fold, entry, statement, body.instructed_by, only_if_unconfirmed=False)
    _standing(statement, body.sentence)


def _standing(statement: KeptStatement, sentence: str | None) -> list[KeptSentence]:
    """The sentence, or all of the statement's, that nobody has taken back."""
    if sentence is not None:
        chosen = [known(statement.sentences, sentence, "sentence")]
    else:
        chosen = list(statement.sentences.values())
    standing = [each for each in chosen if each.withdrawn is None]
    if not standing:
        raise OutOfTurn(
            f"what is named of statement {statement.said.id!r} was taken back already; "
            "nothing was changed"
        )
    return standing


def _check_owner(
    fold: RoomFold,
    entry: Authored[object],
    statement: KeptStatement,
    instructed_by: str | None,
    *,
    only_if_unconfirmed: bool,
) -> None:
    """The act is the speaker's or the head's, by their own seat or as instructed to the desk."""
    author = entry.author
    if author.side is Side.ROOM:
        owner: Person | None = author
        if instructed_by is not None:
            raise NotWellFormed("only the desk acts as instructed; the entry was not taken")
    else:
        if instructed_by is None or (only_if_unconfirmed and not statement.unconfirmed):
            raise NotTheirs(
                f"{author.name} of the desk may not change what may be done with statement "
                f"{statement.said.id!r}; nothing was changed"
            )
        owner = fold.people.get(instructed_by)
    owner_id = owner.id if owner is not None else instructed_by
    is_head = owner is not None and owner.side is Side.ROOM and owner.role is Role.HEAD
    if owner_id != statement.said.speaker and not is_head:
        raise NotTheirs(
            f"statement {statement.said.id!r} belongs to its speaker and the head of the side; "
            "nothing was changed"
        )
