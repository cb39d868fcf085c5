"""What a person at the desk does with terms: take pieces down, take them back, read them together.

All of it stays in the journal. Nothing here has a way to a room: what is computed from several
sides' confidences reaches one only as words that a person conveys through the gate.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import msgspec

from wasit.errors import BadInput
from wasit.seat.desk import DeskSeat
from wasit.seat.terms_lines import term_in_words
from wasit.talks.crossing import SourceRef
from wasit.talks.deeds import Adhered, KeptTerm, ProofSeen, StepChecked, TermBody
from wasit.talks.entries import kind_of
from wasit.talks.moments import moment
from wasit.talks.terms_rules import check_term
from wasit.talks.wishes import IssueNamed, TermTold, TermWithdrawn
from wasit.terms.errors import UnknownName
from wasit.terms.in_lines import lines_of
from wasit.terms.on_record import OnRecord, terms_on_record
from wasit.terms.own_format import StatementIn, TermsFile
from wasit.terms.pieces import Told, pieces_of
from wasit.terms.texts import text_hash

__all__ = [
    "NotOnePiece",
    "PieceDoesNotFit",
    "PieceLine",
    "adhere",
    "check_step",
    "follows_from_terms",
    "pieces_on_record",
    "record",
    "record_terms",
    "statement_of",
    "terms_of",
    "withdraw_term",
]

SourceOf = Callable[[str], SourceRef]
"""From a statement's name, as it was typed, to the statement; raises where there is none."""


class PieceDoesNotFit(BadInput):
    """A piece names what the terms do not have, or contradicts what holds. Nothing was recorded."""

    code = "terms-piece-does-not-fit"
    advice = "Correct the name, or take down first what it rests on."


class NotOnePiece(BadInput):
    """A correction is one piece that takes the place of one. Nothing was recorded."""

    code = "terms-not-one-piece"
    advice = "Correct each piece by itself; wasit terms pieces has their numbers."


def terms_of(desk: DeskSeat, *, known_at: str = "", held_at: str = "") -> OnRecord:
    """The case's terms as the journal has them, acts of this seat that still wait included.

    Raises:
        BadMoment: a time is none.
    """
    for time in (known_at, held_at):
        if time:
            moment(time)
    return _together(desk, (), known_at=known_at, held_at=held_at)


def record_terms(
    desk: DeskSeat,
    file: TermsFile,
    *,
    source_of: SourceOf,
    source: str = "",
    said_at: str = "",
    may_use: bool = False,
    corrects: int | None = None,
) -> tuple[int, tuple[str, ...]]:
    """Take down every piece of ``file``, each with the statement that it rests on.

    Returns how many pieces there were, and what is to be noted, as ``record`` does.

    Args:
        source_of: what a statement named in the file is.
        source: the statement for pieces that name none.
        said_at: since when they hold; else the time of the statement, else now.
        may_use: whether drafts may use them, where the file's statements do not say so.
        corrects: the number of the entry that the one piece takes the place of.

    Raises:
        PieceDoesNotFit, NotOnePiece, VoidEntry: nothing was recorded.
    """
    usable = {one.id for one in file.statements if one.may_use}
    times = {one.id: one.at for one in file.statements if one.at}

    def told(named: str) -> Told:
        name = named or source
        ref = source_of(name) if name else None
        at = said_at or times.get(name, "") or (_heard_at(desk, ref) if ref else desk.seat.now())
        return Told(said_at=at, source=ref, may_use=may_use or name in usable)

    bodies = pieces_of(file, told)
    if corrects is not None:
        bodies = (_correcting(desk, bodies, corrects),)
    return len(bodies), record(desk, bodies)


def record(desk: DeskSeat, bodies: Sequence[TermBody]) -> tuple[str, ...]:
    """Keep entries on terms, all of them or, where one does not fit, none; what is to be noted.

    Noted are what they wait for and nobody offers yet, and, where an issue changed, what rested on
    how it was.

    Raises:
        PieceDoesNotFit, VoidEntry: nothing was recorded.
    """
    journal = desk.journal.view()
    for body in bodies:
        check_term(journal, body)
    before, after = terms_of(desk), _together(desk, bodies)
    aside = [why for why in after.set_aside if why not in before.set_aside]
    if aside and not all(isinstance(body, IssueNamed) for body in bodies):
        raise PieceDoesNotFit(f"{aside[0]}; nothing was recorded")
    for body in bodies:
        desk.journal.act(body)
    return (*aside, *(why for why in after.waited_for if why not in before.waited_for))


def check_step(
    desk: DeskSeat,
    step: str,
    seen: ProofSeen,
    *,
    proof: str,
    at: str = "",
    checker: str = "",
    incident: str = "",
    source: SourceRef | None = None,
) -> None:
    """Check a step of the plan off by its proof, or note that it was breached or not done.

    Raises:
        UnknownName: the plan has no such step; nothing was recorded.
    """
    planned = {each.id: each for each in terms_of(desk).file.steps}
    if step not in planned:
        raise UnknownName(f"the plan has no step {step!r}; nothing was recorded")
    time = at or desk.seat.now()
    body = StepChecked(
        said_at=time,
        source=source,
        step=step,
        seen=seen,
        at=time,
        proof=proof,
        checker=checker or planned[step].checker,
        incident=incident,
    )
    record(desk, (body,))


def adhere(
    desk: DeskSeat,
    side: str,
    text: str,
    *,
    version: str = "",
    said_at: str = "",
    source: SourceRef | None = None,
) -> str:
    """Take down that a side stands by a version of a text (by default the newest); its hash.

    Raises:
        UnknownName: there is no such text or version; nothing was recorded.
    """
    texts = {each.name: each for each in terms_of(desk).file.texts}
    if text not in texts:
        raise UnknownName(f"there is no text {text!r}; nothing was recorded")
    versions = {each.id: each for each in texts[text].versions}
    chosen = version or texts[text].versions[-1].id
    if chosen not in versions:
        raise UnknownName(f"text {text!r} has no version {chosen!r}; nothing was recorded")
    digest = text_hash(versions[chosen].words)
    at = said_at or (_heard_at(desk, source) if source is not None else desk.seat.now())
    body = Adhered(said_at=at, source=source, side=side, text=text, text_hash=digest)
    record(desk, (body,))
    return digest


def withdraw_term(
    desk: DeskSeat, number: int, *, why: str, said_at: str = "", mistaken: bool = False
) -> None:
    """Take an entry on terms back, from ``said_at`` on, or as one that never held."""
    body = TermWithdrawn(
        said_at=said_at or desk.seat.now(), number=number, why=why, mistaken=mistaken
    )
    desk.journal.act(body)


def statement_of(desk: DeskSeat, ref: SourceRef) -> StatementIn:
    """A statement as the desk's lists name it (``ROOM/ID#N``), with its words and time."""
    name = f"{ref.room}/{ref.statement[:8]}"
    talks = desk.rooms().get(ref.room)
    kept = talks.statements.get(ref.statement) if talks is not None else None
    if kept is None:
        return StatementIn(id=name, side=ref.room)
    sentences = list(kept.sentences.values())
    if ref.sentence is not None:
        ids = [each.id for each in sentences]
        if ref.sentence in ids:
            name = f"{name}#{ids.index(ref.sentence) + 1}"
        sentences = [each for each in sentences if each.id == ref.sentence]
    words = " ".join(each.text for each in sentences)
    withdrawn = any(each.withdrawn is not None for each in sentences)
    at = _heard_at(desk, ref)
    return StatementIn(id=name, side=ref.room, words=words, at=at, withdrawn=withdrawn)


def _together(
    desk: DeskSeat, more: Sequence[TermBody], *, known_at: str = "", held_at: str = ""
) -> OnRecord:
    """The journal's terms, and ``more`` as if it were recorded now."""
    journal = desk.journal.view()
    now, me = desk.seat.now(), desk.me.id
    kept = [
        *journal.terms.values(),
        *(
            KeptTerm(number=journal.number + place, at=now, by=me, body=body)
            for place, body in enumerate(more, 1)
        ),
    ]
    return terms_on_record(
        kept,
        rooms=list(journal.rooms),
        named=lambda ref: statement_of(desk, ref),
        known_at=known_at,
        held_at=held_at,
    )


def _heard_at(desk: DeskSeat, ref: SourceRef) -> str:
    """When a statement was said: as the desk heard it, or as its entry claims."""
    talks = desk.rooms().get(ref.room)
    kept = talks.statements.get(ref.statement) if talks is not None else None
    if kept is None:
        return desk.seat.now()
    down = kept.said.taken_down
    return down.heard_at if down is not None else kept.at


def _correcting(desk: DeskSeat, bodies: Sequence[TermBody], number: int) -> TermBody:
    if len(bodies) != 1:
        raise NotOnePiece(
            f"number {number} was to be corrected by {len(bodies)} pieces; nothing was recorded"
        )
    if number not in desk.journal.talks.terms:
        raise UnknownName(
            f"the journal has no entry on terms under number {number}; nothing was recorded"
        )
    (body,) = bodies
    return msgspec.structs.replace(body, corrects=number) if isinstance(body, TermTold) else body


def follows_from_terms(desk: DeskSeat) -> tuple[str, ...]:
    """What follows from the terms on record now, in lines of plain words."""
    found = terms_of(desk)
    lines = lines_of(found.file, sides=found.rooms, now=desk.seat.now())
    taken_back = (f"rests on words taken back: {each}" for each in found.rests_on_withdrawn)
    return (*lines, *found.waited_for, *taken_back)


@dataclass(frozen=True, slots=True)
class PieceLine:
    """One entry on terms as a list shows it: its number, clocks, words, state and source."""

    number: int
    at: str
    said_at: str
    by: str
    kind: str
    text: str
    state: str
    source: str
    may_use: bool

    def as_json(self) -> dict[str, object]:
        """The line for programs."""
        return asdict(self)


def pieces_on_record(
    desk: DeskSeat, *, known_at: str = "", held_at: str = ""
) -> tuple[PieceLine, ...]:
    """Every entry on terms that was on record, in order, and whether it holds."""
    held = terms_of(desk, known_at=known_at, held_at=held_at).held
    people = desk.journal.talks.people
    lines: list[PieceLine] = []
    for number, kept in sorted(desk.journal.view().terms.items()):
        if number not in held.states:
            continue
        body = kept.body
        by = people.get(kept.by)
        lines.append(
            PieceLine(
                number=number,
                at=kept.at,
                said_at=body.said_at,
                by=by.name if by is not None else kept.by,
                kind=kind_of(body),
                text=term_in_words(body),
                state=held.states[number].value,
                source=statement_of(desk, body.source).id if body.source is not None else "",
                may_use=isinstance(body, TermTold) and body.may_use,
            )
        )
    return tuple(lines)
