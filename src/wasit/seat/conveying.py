"""Carrying words across: read everything, ask the gate, keep the intent, ask again, hand on.

A conveyance is never queued past the gate. At the moment of leaving, the seat has read every source
log and the journal to their ends and has asked the gate again; if anything a person decided on has
changed, nothing is sent and it returns to a person. Files are at the target's relay before that
last look, under keys that nobody there has yet. After a crash ``finish_conveyances`` looks for
each intended conveyance of its person in its target's log and keeps the truth in the journal; where
somebody does not come back, another desk person does so by ``settle_fate``.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from wasit.errors import WasitError
from wasit.points import Point
from wasit.seat.desk import DeskSeat
from wasit.seat.faults import NoSuchConveyance
from wasit.seat.giving import GivenFile, contents_of, resealed, settled
from wasit.seat.ports import EpochNotCurrent, LinkLost
from wasit.seat.records import load, store
from wasit.talks.carried import (
    Conveyance,
    ConveyedSentence,
    Ending,
    InPerson,
    ReadBackSettled,
    Report,
)
from wasit.talks.crossing import Cleared, Crossing, Head
from wasit.talks.files import AttachedFile
from wasit.talks.gate import intent_of, still_cleared
from wasit.talks.kept import CarryState, HandedOn, NotSent, Refusal, ReportKept
from wasit.talks.refusals import ChangedSinceCleared, GateRefused
from wasit.talks.said import Question

__all__ = [
    "KeptCrossing",
    "References",
    "convey",
    "drafts",
    "drop_draft",
    "finish_conveyances",
    "report",
    "settle_fate",
    "settle_read_back",
]

_TRIES = 5
_DRAFT = "draft/"
_UNSURE = {CarryState.INTENDED, CarryState.NOT_SENT}


@dataclass(frozen=True, slots=True)
class References:
    """What a conveyance refers to inside its target room, and how it was brought aloud.

    See ``Conveyance``; words brought aloud or on paper pass the same gate as all others.
    """

    asks: Question | None = None
    answers: str | None = None
    corrects: str | None = None
    reads_back: str | None = None
    round: str | None = None
    in_person: InPerson | None = None


class KeptCrossing(msgspec.Struct, frozen=True):
    """A crossing that waits for the relay, not yet checked, and what it refers to."""

    crossing: Crossing
    references: References = References()


def convey(
    desk: DeskSeat,
    crossing: Crossing,
    references: References | None = None,
    *,
    own_files: Sequence[GivenFile] = (),
) -> str:
    """The id of the conveyance that now stands in the target's log.

    ``own_files`` are the contents of the desk's own files among those of the crossing.

    Raises:
        GateRefused: a leaf that says why not; the journal keeps the refusal, nothing was sent.
        ChangedSinceCleared: something changed at the last moment; nothing was sent.
        LinkLost: before the intent nothing was sent, and the crossing is kept among ``drafts`` as
            not yet checked; after it, ``finish_conveyances`` tells.
    """
    references = references or References()
    try:
        _read_up_for(desk, crossing)
    except LinkLost:
        _keep_draft(desk, KeptCrossing(crossing, references))
        raise
    cleared = _clear_or_keep_refusal(desk, crossing)
    desk.seat.ports.reach(Point.CROSSING_CLEARED)
    contents = contents_of(desk, crossing, own_files)
    log = desk.room(crossing.target)
    conveyance = log.new_id()
    desk.journal.act(intent_of(cleared, conveyance=conveyance))
    desk.journal.send()
    desk.seat.ports.reach(Point.INTENT_NUMBERED)
    try:
        files = resealed(desk, crossing, contents)
        body = _body(desk, crossing, files, conveyance, references)
        number, heads = _hand_on(desk, cleared, body)
    except WasitError as refused:
        unsent = not log.is_leaving and conveyance not in log.talks.conveyances
        if unsent and _is_intended(desk, conveyance):
            reason = str(refused)
            desk.journal.act(NotSent(conveyance=conveyance, code=refused.code, reason=reason))
        raise
    desk.seat.ports.reach(Point.HANDED_ON)
    desk.journal.act(
        HandedOn(conveyance=conveyance, number=number, heads=heads, at=desk.seat.now())
    )
    settled(desk, crossing)
    return conveyance


def report(desk: DeskSeat, crossing: Crossing) -> int:
    """Tell a room what became of its statement (``crossing.report``); the report's number there.

    Raises:
        GateRefused: a leaf that says why not; nothing was sent.
        LinkLost: it may have arrived; ``finish_conveyances`` tells.
    """
    about = crossing.report
    if about is None:
        raise TypeError("a report's crossing says what it is about")
    _read_up_for(desk, crossing)
    cleared = _clear_or_keep_refusal(desk, crossing)
    body = Report(
        statement=about.statement,
        sentence=about.sentence,
        what=about.what,
        at=about.at,
        words=crossing.sentences,
    )
    number = desk.bring(crossing.target, body, cleared=cleared)
    _keep_report(desk, crossing.target, body, number=number)
    return number


def settle_read_back(
    desk: DeskSeat, room: str, statement: str, ending: Ending, *, corrected_by: str | None = None
) -> None:
    """End a read-back in its room: so it stands, or corrected by a conveyance already there."""
    desk.bring(room, ReadBackSettled(statement=statement, ending=ending, corrected_by=corrected_by))


def finish_conveyances(desk: DeskSeat) -> list[tuple[str, CarryState]]:
    """The fate of each conveyance of this person whose fate is not kept, now kept too.

    What is found in its target's log was handed on, even where it had been given up as not sent;
    what is not was not sent, and returns to a person. Conveyances of others at the desk are left
    alone: their seats may be in the midst of them. Reports that were sent and not kept are kept.

    A conveyance whose target cannot be read now is left for the next time.

    Raises:
        LinkLost: the journal's relay is away; nothing was decided.
    """
    read = desk.seat.send_where_possible()
    if desk.journal.record.log_id not in read:
        desk.journal.send()
    fates: list[tuple[str, CarryState]] = []
    for conveyance, carry in list(desk.journal.view().carries.items()):
        if carry.state not in _UNSURE or carry.by != desk.me.id:
            continue
        log = desk.seat.rooms.get(carry.intent.target)
        if log is None or log.record.log_id not in read:
            continue
        if _keep_handed_on(desk, conveyance):
            fates.append((conveyance, CarryState.HANDED_ON))
        elif carry.state is CarryState.INTENDED:
            reason = "the seat was interrupted before it left; nothing was sent"
            desk.journal.act(NotSent(conveyance=conveyance, code="interrupted", reason=reason))
            fates.append((conveyance, CarryState.NOT_SENT))
    _keep_reports(desk)
    return fates


def settle_fate(desk: DeskSeat, conveyance: str) -> CarryState:
    """What became of a conveyance that somebody at the desk began, now kept in the journal.

    A person's act, for when the seat that began it does not come back. What stands in its target's
    log was handed on; what does not is given up, and the seat that began it, should it still go on,
    sends nothing after reading that. Nothing is sent to any room.

    Raises:
        NoSuchConveyance: the journal knows none of that id.
        LinkLost: the target or the journal cannot be read now; nothing was decided.
    """
    desk.journal.send()
    carry = desk.journal.view().carries.get(conveyance)
    if carry is None:
        raise NoSuchConveyance(
            f"the journal knows no conveyance {conveyance!r}; nothing was changed"
        )
    log = desk.room(carry.intent.target)
    log.send()
    if carry.state is CarryState.INTENDED and conveyance not in log.talks.conveyances:
        reason = f"{desk.me.name} settled it for {carry.by}: it does not stand in the room"
        desk.journal.act(NotSent(conveyance=conveyance, code="given-up", reason=reason))
        desk.journal.send()
        log.read_up()
    if desk.journal.view().carries[conveyance].state in _UNSURE:
        _keep_handed_on(desk, conveyance)
    return desk.journal.view().carries[conveyance].state


def drafts(desk: DeskSeat) -> dict[str, KeptCrossing]:
    """What waited for the relay, not yet checked, by id. A person decides on each."""
    vault = desk.seat.ports.vault
    found: dict[str, KeptCrossing] = {}
    for name in vault.names(_DRAFT):
        raw = vault.read(name)
        if raw is not None:
            found[name.removeprefix(_DRAFT)] = load(raw, KeptCrossing)
    return found


def drop_draft(desk: DeskSeat, draft: str) -> None:
    """Forget a draft: it was conveyed, or is not wanted any more."""
    desk.seat.ports.vault.erase(f"{_DRAFT}{draft}")


def _keep_draft(desk: DeskSeat, draft: KeptCrossing) -> None:
    kept = store(draft)
    name = hashlib.sha256(kept).hexdigest()[:16]
    desk.seat.ports.vault.write(f"{_DRAFT}{name}", kept)


def _keep_handed_on(desk: DeskSeat, conveyance: str) -> bool:
    """Whether the conveyance stands in its target's log as it was read; then that is kept."""
    intent = desk.journal.view().carries[conveyance].intent
    found = desk.room(intent.target).talks.conveyances.get(conveyance)
    if found is None:
        return False
    desk.journal.act(
        HandedOn(conveyance=conveyance, number=found.number, heads=intent.heads, at=found.at)
    )
    return True


def _keep_reports(desk: DeskSeat) -> None:
    """Put on record the reports of this person that stand in a room's log and not on record."""
    kept = {(each.room, each.number) for _, each in desk.journal.view().reports}
    for room, talks in desk.rooms().items():
        for number, sent in talks.reports.items():
            if sent.author == desk.me.id and (room, number) not in kept:
                _keep_report(desk, room, sent.report, number=number)


def _keep_report(desk: DeskSeat, room: str, sent: Report, *, number: int) -> None:
    desk.journal.act(
        ReportKept(
            room=room,
            statement=sent.statement,
            sentence=sent.sentence,
            what=sent.what,
            at=sent.at,
            number=number,
        )
    )


def _clear_or_keep_refusal(desk: DeskSeat, crossing: Crossing) -> Cleared:
    try:
        return desk.clear(crossing)
    except GateRefused as refused:
        desk.journal.act(
            Refusal(
                target=crossing.target,
                manner=crossing.manner,
                words=crossing.sentences,
                sources=crossing.sources,
                code=refused.code,
                reason=str(refused),
            )
        )
        raise


def _body(
    desk: DeskSeat,
    crossing: Crossing,
    files: tuple[AttachedFile, ...],
    conveyance: str,
    references: References,
) -> Conveyance:
    random = desk.room(crossing.target).random
    texts: list[tuple[str, AttachedFile | None]] = [(text, None) for text in crossing.sentences]
    texts += [(each.name, file) for each, file in zip(crossing.files, files, strict=True)]
    sentences = tuple(
        ConveyedSentence(id=random.random_bytes(4).hex(), text=text, file=file)
        for text, file in texts
    )
    return Conveyance(
        id=conveyance,
        sentences=sentences,
        language=crossing.language,
        manner=crossing.manner,
        counterpart=crossing.counterpart,
        personal_capacity=crossing.personal_capacity,
        ad_referendum=crossing.ad_referendum,
        asks=references.asks,
        answers=references.answers,
        corrects=references.corrects,
        reads_back=references.reads_back,
        round=references.round,
        in_person=references.in_person,
    )


def _hand_on(desk: DeskSeat, cleared: Cleared, body: Conveyance) -> tuple[int, tuple[Head, ...]]:
    """Read every log to its end, ask the gate again, and append; again if people changed."""
    crossing, conveyance = cleared.crossing, body.id
    for attempt in range(1, _TRIES + 1):
        _read_up_for(desk, crossing)
        stands = desk.room(crossing.target).talks.conveyances.get(conveyance)
        if stands is not None:
            return stands.number, cleared.heads
        _still_intended(desk, conveyance)
        now_cleared = still_cleared(cleared, desk.clear(crossing))
        desk.seat.ports.reach(Point.CLEARED_AGAIN)
        try:
            number = desk.bring(crossing.target, body, cleared=now_cleared)
        except EpochNotCurrent:
            if attempt == _TRIES:
                raise
        else:
            return number, now_cleared.heads
    raise AssertionError("unreachable")


def _read_up_for(desk: DeskSeat, crossing: Crossing) -> None:
    """Send and read every log: those that the crossing rests on or goes to, to their ends.

    Another room whose relay is away or not to be trusted holds nothing up.
    """
    read = desk.seat.send_where_possible()
    rooms = {crossing.target, *(source.room for source in crossing.sources)}
    for name, log in desk.seat.rooms.items():
        if name in rooms and log.record.log_id not in read:
            log.send()
    if desk.journal.record.log_id not in read:
        desk.journal.send()


def _still_intended(desk: DeskSeat, conveyance: str) -> None:
    if not _is_intended(desk, conveyance):
        raise ChangedSinceCleared(
            "the journal has settled this conveyance meanwhile; nothing was sent"
        )


def _is_intended(desk: DeskSeat, conveyance: str) -> bool:
    return desk.journal.view().carries[conveyance].state is CarryState.INTENDED
