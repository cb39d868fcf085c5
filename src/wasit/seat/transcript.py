"""A transcript: one room's log as a text to print, to file or to hand over.

It is made from that room's fold alone, at the desk as in the room, so that both print the same:
what the room said and was told, in the log's order, with marks in plain words and with what was
taken back. What waits to be sent is no record yet and is left out. Whatever is to be checked by
others is exported instead (``exporting``); a transcript proves nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wasit.seat.desk import DeskSeat
from wasit.seat.journal_screen import journal_lines
from wasit.seat.screen import other_lines
from wasit.talks.files import AttachedFile
from wasit.talks.people import Side
from wasit.talks.phrases import plain_words
from wasit.talks.room import RoomTalks
from wasit.talks.room_state import KeptConveyance, KeptStatement
from wasit.values.isolation import harmless

__all__ = [
    "Transcript",
    "TranscriptLine",
    "TranscriptPerson",
    "TranscriptSentence",
    "transcript_of_journal",
    "transcript_of_room",
]


@dataclass(frozen=True, slots=True)
class TranscriptSentence:
    """A sentence; ``marks`` in plain words, ``file`` as type and size and hash where it is one."""

    text: str
    marks: str = ""
    withdrawn: bool = False
    file: str = ""


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """One thing in the log: ``kind`` and ``author`` as on the screen, ``note`` on how it came."""

    number: int
    at: str
    author: str
    kind: str
    language: str
    sentences: tuple[TranscriptSentence, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class TranscriptPerson:
    """A person of the log as it stands."""

    name: str
    side: str
    role: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """What is printed. Every text in it is shown as it is: nothing in it commands a terminal or
    turns a line about."""

    title: str
    room: str
    desk: str
    language: str
    made_at: str
    up_to: int
    people: tuple[TranscriptPerson, ...]
    lines: tuple[TranscriptLine, ...]


def transcript_of_room(talks: RoomTalks, *, made_at: str) -> Transcript:
    """The transcript of a room's log as it was read up to ``talks.number``."""
    opened = talks.opened
    language = opened.languages[0] if opened is not None else "en"
    lines = [
        *(_said(kept) for kept in talks.statements.values()),
        *(_brought(kept, talks) for kept in talks.conveyances.values()),
        *_others(talks, language),
    ]
    return Transcript(
        title=harmless(opened.title) if opened is not None else "",
        room=harmless(talks.name),
        desk=harmless(opened.desk) if opened is not None else "",
        language=language,
        made_at=made_at,
        up_to=talks.number,
        people=tuple(
            TranscriptPerson(harmless(each.name), each.side.value, each.role.value)
            for each in sorted(
                talks.people.values(), key=lambda each: (each.side is Side.DESK, each.name)
            )
        ),
        lines=tuple(sorted(lines, key=lambda line: line.number)),
    )


def transcript_of_journal(desk: DeskSeat, *, made_at: str) -> Transcript:
    """The transcript of the journal, for the desk alone."""
    journal = desk.journal.talks
    opened = journal.opened
    lines = tuple(
        TranscriptLine(
            line.number,
            line.at,
            harmless(line.author),
            line.kind,
            "en",
            (TranscriptSentence(harmless(line.text)),),
        )
        for line in journal_lines(desk)
    )
    return Transcript(
        title=harmless(opened.title) if opened is not None else "",
        room="journal",
        desk=harmless(opened.desk) if opened is not None else "",
        language="en",
        made_at=made_at,
        up_to=desk.journal.number,
        people=tuple(
            TranscriptPerson(harmless(each.name), each.side.value, each.role.value)
            for each in sorted(journal.people.values(), key=lambda each: each.name)
        ),
        lines=lines,
    )


def _said(kept: KeptStatement) -> TranscriptLine:
    said = kept.said
    notes = [said.position.value] if said.position is not None else []
    if said.taken_down is not None:
        confirmed = "unconfirmed" if kept.unconfirmed else "accepted"
        down = said.taken_down
        notes.append(f"taken down at {harmless(down.place)}, {down.heard_at}, {confirmed}")
    if said.asks is not None and said.asks.due is not None:
        notes.append(f"urgent, answer due {said.asks.due}")
    return TranscriptLine(
        number=kept.number,
        at=kept.at,
        author=harmless(kept.speaker_name),
        kind="statement",
        language=said.language,
        sentences=tuple(
            TranscriptSentence(
                harmless(each.text),
                marks=harmless(" ".join(plain_words(mark.mark) for mark in each.in_force())),
                withdrawn=each.withdrawn is not None,
                file=_file(each.file),
            )
            for each in kept.sentences.values()
        ),
        note="; ".join(notes),
    )


def _brought(kept: KeptConveyance, talks: RoomTalks) -> TranscriptLine:
    conveyed = kept.conveyed
    desk = talks.opened.desk if talks.opened is not None else ""
    author = f"{conveyed.counterpart} (through {desk})" if conveyed.counterpart else desk
    notes = [conveyed.manner.value.replace("_", " ")]
    notes += ["in personal capacity"] if conveyed.personal_capacity else []
    notes += ["ad referendum"] if conveyed.ad_referendum else []
    by = conveyed.in_person
    if by is not None:
        heard = ", ".join(by.heard_by)
        left = f", left behind: {by.left_behind}" if by.left_behind else ""
        notes.append(harmless(f"brought by {by.carried_by} to {heard}, {by.at}{left}"))
    return TranscriptLine(
        number=kept.number,
        at=kept.at,
        author=harmless(author),
        kind="conveyance",
        language=conveyed.language,
        sentences=tuple(
            TranscriptSentence(harmless(each.text), file=_file(each.file))
            for each in conveyed.sentences
        ),
        note="; ".join(notes),
    )


def _others(talks: RoomTalks, language: str) -> Iterator[TranscriptLine]:
    for line in other_lines(talks):
        yield TranscriptLine(
            number=line.number,
            at=line.at,
            author=harmless(line.author),
            kind=line.kind,
            language=language,
            sentences=(TranscriptSentence(harmless(line.text)),),
        )


def _file(file: AttachedFile | None) -> str:
    if file is None:
        return ""
    return f"{file.type}, {file.size:,} bytes, SHA-256 {file.sha256}"
