"""The journal's screen: each entry in one line of plain words, for the desk alone."""

from dataclasses import dataclass
from typing import Any

from wasit.channel.channel import Accepted
from wasit.seat.desk import DeskSeat
from wasit.seat.log import SeatLog
from wasit.talks.crossed import crossed_before_withdrawal
from wasit.talks.crossing import SourceInForce, SourceRef
from wasit.talks.entries import JournalBody, NewerKind, body_to_plain, kind_of
from wasit.talks.journal import Journal
from wasit.talks.kept import (
    CaseOpened,
    CaseOutcome,
    ConditionMet,
    EventHappened,
    HandedOn,
    Intent,
    Introduced,
    Note,
    NotSent,
    Received,
    Refusal,
    ReportKept,
    RoomAdded,
)
from wasit.wire.canonical import Json

__all__ = ["JournalLine", "crossed_lines", "journal_lines"]


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One entry of the journal: number, time, who of the desk, kind, words; ``plain`` is all."""

    number: int
    at: str
    author: str
    kind: str
    text: str
    plain: dict[str, Json]


def journal_lines(journal: SeatLog[Journal]) -> list[JournalLine]:
    """Every entry of the journal that counts, in order."""
    lines: list[JournalLine] = []
    for each in journal.history():
        outcome, body = each.outcome, each.body
        if not isinstance(outcome, Accepted) or body is None:
            continue
        lines.append(
            JournalLine(
                number=outcome.number,
                at=outcome.envelope.at,
                author=outcome.author.name,
                kind=kind_of(body),
                text=_in_words(body),
                plain=_plain(body),
            )
        )
    return lines


def crossed_lines(desk: DeskSeat) -> list[str]:
    """A line for each conveyance that left before its source was taken back or re-marked."""
    return [
        f"crossed before {'withdrawal' if each.withdrawn else 're-marking'}: conveyance "
        f"{each.conveyance[:6]} rests on {each.room} {each.statement[:6]}#{each.sentence}, changed "
        f"by number {each.number}"
        for each in crossed_before_withdrawal(desk.journal.talks, desk.rooms())
    ]


def _plain(body: JournalBody | NewerKind) -> dict[str, Any]:
    return {} if isinstance(body, NewerKind) else body_to_plain(body)


def _in_words(body: JournalBody | NewerKind) -> str:
    match body:
        case CaseOpened():
            return f"case opened: {body.title}; default mark {body.default_mark.value}"
        case RoomAdded():
            return f"room added: {body.room}"
        case Introduced():
            return f"introduced in {body.to_room}: {body.naming.name} ({body.naming.room})"
        case ConditionMet():
            return f"condition met for {body.room}: {body.offered} (shown by {_ref(body.shown_by)})"
        case EventHappened():
            return f"event for {body.room}: {body.words}"
        case Intent() | HandedOn() | NotSent() | Received():
            return _of_conveyance(body)
        case Refusal():
            words = " ".join(body.words)
            return f"refused to {body.target} [{body.code}]: {words}"
        case ReportKept():
            return f"reported to {body.room}: {body.what.value}"
        case CaseOutcome():
            return f"outcome: {body.result.value}. {body.words}".strip()
        case Note():
            return f"note: {body.text}"
        case NewerKind():
            return f"an entry of a newer version ({body.name})"


def _of_conveyance(body: Intent | HandedOn | NotSent | Received) -> str:
    short = body.conveyance[:6]
    match body:
        case Intent():
            sources = ", ".join(_ref(source) for source in body.sources) or "no source"
            override = f"; override, {body.override.kind.value}" if body.override else ""
            return (
                f"cleared {short} to {body.target}, {body.manner.value}, from {sources}{override}"
            )
        case HandedOn():
            return f"handed on {short} as number {body.number}"
        case NotSent():
            return f"not sent {short} [{body.code}]: {body.reason}"
        case Received():
            return f"received {short}: {body.how}"


def _ref(source: SourceRef | SourceInForce) -> str:
    sentence = f"#{source.sentence}" if source.sentence else ""
    return f"{source.room} {source.statement[:6]}{sentence}"
