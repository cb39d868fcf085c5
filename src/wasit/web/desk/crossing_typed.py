"""What a person at the desk means to bring into a room, as the form of its page gives it.

The target is the room that the address names: a form opened for one room cannot be sent to another.
"""

from collections.abc import Iterator

from wasit.seat.conveying import References
from wasit.seat.desk import DeskSeat
from wasit.seat.giving import file_of
from wasit.talks.carried import InPerson, Manner
from wasit.talks.crossing import Crossing, Override, OverrideKind, SourceRef, StopReason
from wasit.talks.said import Question
from wasit.web.desk.rooms import RoomAtDesk, rooms_at
from wasit.web.marks_typed import time_typed
from wasit.web.sentences import sentences_in
from wasit.web.visit import NotFilledIn, Visit

__all__ = ["crossing_typed", "is_file", "references_typed", "source_named", "source_text"]


def crossing_typed(visit: Visit, target: RoomAtDesk) -> Crossing:
    """The crossing in the form, for the room of its address.

    Raises:
        NotFilledIn: it has no words, or a source is named that is not there.
    """
    manner = visit.chosen("manner", Manner) or Manner.IN_SUBSTANCE
    opened = target.talks.opened
    sentences = tuple(visit.typed_all("sentence")) or tuple(
        sentences_in(visit.needed("words", "what is conveyed"))
    )
    sources = [source_named(visit.desk, each) for each in visit.typed_all("source")]
    return Crossing(
        target=target.name,
        sentences=tuple(each for each in sentences if each),
        language=visit.typed("language") or (opened.languages[0] if opened else "en"),
        manner=manner,
        sources=tuple(sources),
        files=tuple(file_of(visit.desk, each) for each in sources if is_file(visit.desk, each)),
        counterpart=visit.typed("counterpart") or None,
        personal_capacity=bool(visit.typed("personal_capacity")),
        ad_referendum=bool(visit.typed("ad_referendum")),
        override=_override(visit),
        stop_reasons=tuple(_reasons(visit)),
    )


def references_typed(visit: Visit) -> References:
    """What the conveyance refers to inside its room, and how it is brought."""
    asks = visit.typed("asks")
    about, _, sentence = asks.partition("#")
    heard_by = [each for each in visit.typed("heard_by").splitlines() if each.strip()]
    aloud = bool(visit.typed("aloud"))
    if aloud and not heard_by:
        raise NotFilledIn("who heard it is empty; nothing was sent")
    return References(
        asks=Question(about=about, sentence=sentence, due=time_typed(visit.typed("due")))
        if asks
        else None,
        answers=visit.typed("answers") or None,
        corrects=visit.typed("corrects") or None,
        reads_back=visit.typed("reads_back") or None,
        round=visit.typed("round") or None,
        in_person=InPerson(
            carried_by=visit.typed("carried_by") or visit.desk.me.name,
            heard_by=tuple(each.strip() for each in heard_by),
            at=time_typed(visit.typed("brought_at")) or visit.desk.seat.now(),
            left_behind=visit.typed("left_behind"),
        )
        if aloud
        else None,
    )


def source_named(desk: DeskSeat, text: str) -> SourceRef:
    """The source that ``key~statement~sentence`` names; without a sentence, all of them.

    Raises:
        NotFilledIn: there is no such room, statement or sentence.
    """
    key, _, rest = text.partition("~")
    statement, _, sentence = rest.partition("~")
    for room in rooms_at(desk):
        kept = room.talks.statements.get(statement) if room.key == key else None
        if kept is not None and (not sentence or sentence in kept.sentences):
            return SourceRef(room=room.name, statement=statement, sentence=sentence or None)
    raise NotFilledIn("a source was named that is not in this case; nothing was sent")


def is_file(desk: DeskSeat, source: SourceRef) -> bool:
    """Whether a source is a file and no words."""
    kept = desk.room(source.room).talks.statements[source.statement]
    sentence = kept.sentences.get(source.sentence or "")
    return sentence is not None and sentence.file is not None


def source_text(desk: DeskSeat, source: SourceRef) -> list[str]:
    """The words of a source, a text a sentence; what was taken back is left out."""
    kept = desk.room(source.room).talks.statements[source.statement]
    return [
        each.text
        for each in kept.sentences.values()
        if source.sentence in {None, each.id} and each.withdrawn is None and each.file is None
    ]


def _override(visit: Visit) -> Override | None:
    kind = visit.chosen("override", OverrideKind)
    if kind is None:
        return None
    return Override(
        kind=kind,
        text=visit.needed("override_reason", "the reason for passing the mark"),
    )


def _reasons(visit: Visit) -> Iterator[StopReason]:
    """The typed reasons, each beside the check and the span it is for."""
    checks, spans, reasons = (
        [str(value) for value in visit.form.getlist(name)]
        for name in ("reason_check", "reason_span", "reason")
    )
    for check, span, reason in zip(checks, spans, reasons, strict=False):
        if reason.strip():
            yield StopReason(check=check, span=span, reason=reason.strip())
