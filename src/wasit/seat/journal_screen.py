"""The journal's screen: each entry in one line of plain words, for the desk alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from textwrap import shorten
from typing import Any

from wasit.channel.channel import Accepted
from wasit.seat.desk import DeskSeat
from wasit.seat.record_lines import record_line
from wasit.seat.terms_lines import term_in_words
from wasit.talks.approval import Approval, ApprovalAsked
from wasit.talks.crossed import crossed_before_withdrawal
from wasit.talks.crossing import SourceInForce, SourceRef
from wasit.talks.entries import JournalBody, NewerKind, body_to_plain, kind_of
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
    RelayNamed,
    ReportKept,
    RoomAdded,
)
from wasit.talks.retention import RetentionSet
from wasit.talks.room import RoomTalks
from wasit.talks.wishes import TermEntry
from wasit.wire.canonical import Json

__all__ = ["JournalLine", "crossed_lines", "journal_lines"]

_SNIPPET = 48


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One entry of the journal: number, time, who of the desk, kind, words; ``plain`` is all."""

    number: int
    at: str
    author: str
    kind: str
    text: str
    plain: dict[str, Json]


def journal_lines(desk: DeskSeat) -> list[JournalLine]:
    """Every entry of the journal that counts, in order."""
    rooms = desk.rooms()
    lines: list[JournalLine] = []
    for each in desk.journal.history():
        outcome, body = each.outcome, each.body
        if not isinstance(outcome, Accepted) or body is None:
            continue
        lines.append(
            JournalLine(
                number=outcome.number,
                at=outcome.envelope.at,
                author=outcome.author.name,
                kind=kind_of(body),
                text=_in_words(body, rooms),
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
    """The body's fields, for programs; never the relay's creation token."""
    if isinstance(body, NewerKind):
        return {}
    shown = body_to_plain(body)
    if isinstance(body, RelayNamed):
        del shown["token"]
    return shown


def _in_words(body: JournalBody | NewerKind, rooms: Mapping[str, RoomTalks]) -> str:
    match body:
        case CaseOpened() | RoomAdded() | RelayNamed() | Introduced() | RetentionSet():
            return _of_case(body)
        case ApprovalAsked() | Approval():
            return _of_approval(body)
        case ConditionMet():
            shown = _ref(body.shown_by, rooms)
            return f"condition met for {body.room}: {body.offered} Shown by {shown}"
        case EventHappened():
            return f"event for {body.room}: {body.words}"
        case Intent() | HandedOn() | NotSent() | Received():
            return _of_conveyance(body, rooms)
        case Refusal():
            return f"refused to {body.target} [{body.code}]: {' '.join(body.words)}"
        case ReportKept():
            return f"reported to {body.room}: {_said(body.what)}"
        case CaseOutcome():
            return f"outcome: {_said(body.result)}. {body.words}".strip()
        case Note():
            return f"note: {body.text}"
        case TermEntry():
            return term_in_words(body)
        case NewerKind():
            return f"an entry of a newer version ({body.name})"
        case _:
            return record_line(body)


def _of_case(body: CaseOpened | RoomAdded | RelayNamed | Introduced | RetentionSet) -> str:
    match body:
        case CaseOpened():
            asks = "; a second person approves" if body.second_approval else ""
            return f"case opened: {body.title}; default mark {_said(body.default_mark)}{asks}"
        case RoomAdded():
            return f"room added: {body.room}"
        case RelayNamed():
            return f"logs are made at {body.relay}"
        case Introduced():
            return f"introduced in {body.to_room}: {body.naming.name} ({body.naming.room})"
        case RetentionSet():
            return f"at the end every seat is to {body.rule.value}"


def _of_approval(body: ApprovalAsked | Approval) -> str:
    match body:
        case ApprovalAsked(crossing=crossing):
            manner, words = _said(crossing.manner), " ".join(crossing.sentences)
            return f"approval asked, to {crossing.target}, {manner}: {words}"
        case Approval():
            return f"approved {body.words_hash[:6]}, to {body.target}, {_said(body.manner)}"


def _of_conveyance(
    body: Intent | HandedOn | NotSent | Received, rooms: Mapping[str, RoomTalks]
) -> str:
    short = body.conveyance[:6]
    match body:
        case Intent():
            sources = "; ".join(_ref(source, rooms) for source in body.sources)
            override = f"; override: {_said(body.override.kind)}" if body.override else ""
            source = f" from {sources}" if sources else ""
            return f"conveyed to {body.target}, {_said(body.manner)},{source}{override}".rstrip(",")
        case HandedOn():
            return f"handed on {short} as number {body.number}"
        case NotSent():
            return f"not sent {short} [{body.code}]: {body.reason}"
        case Received():
            return f"received {short}: {body.how}"


def _said(word: StrEnum) -> str:
    return word.value.replace("_", " ")


def _ref(source: SourceRef | SourceInForce, rooms: Mapping[str, RoomTalks]) -> str:
    """A source in a few of its own words."""
    kept = rooms[source.room].statements.get(source.statement) if source.room in rooms else None
    if kept is None:
        return f"{source.room} {source.statement[:6]}"
    texts = [
        each.text
        for each in kept.sentences.values()
        if source.sentence is None or each.id == source.sentence
    ]
    return f'{source.room}: "{shorten(" ".join(texts), _SNIPPET, placeholder="…")}"'
