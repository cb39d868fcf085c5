"""What a room's screen holds: its log as lines, in order, for one room and from that room alone.

The same function serves command line, web and plays; at the desk it shows what the room sees.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wasit.talks.carried import Conveyance
from wasit.talks.files import AttachedFile
from wasit.talks.marks import Mark
from wasit.talks.room import RoomTalks
from wasit.talks.room_state import KeptConvening, KeptConveyance, KeptStatement
from wasit.talks.urgent import UrgentQuestion, urgent_questions

__all__ = ["ScreenLine", "other_lines", "screen_of"]


@dataclass(frozen=True, slots=True)
class ScreenLine:
    """One line: its number in the log, when, from whom, what kind of act, and the words.

    ``id`` names the statement or conveyance, where the line is one; ``marks`` are the speaker's own
    (only on lines of this room's side).
    """

    number: int
    at: str
    author: str
    kind: str
    text: str
    id: str = ""
    marks: tuple[Mark, ...] = ()


def screen_of(talks: RoomTalks, *, now: str = "") -> list[ScreenLine]:
    """Everything this room has said and been shown, in the log's order.

    With ``now`` an urgent question says whether it is overdue.
    """
    urgent = urgent_questions(talks, now=now)
    lines = (_with_clock(line, urgent.get(line.id)) for line in _lines(talks))
    return sorted(lines, key=lambda line: line.number)


def _with_clock(line: ScreenLine, question: UrgentQuestion | None) -> ScreenLine:
    if question is None or question.number != line.number:
        return line
    state = question.state.value
    clock = f"urgent, answer due {question.due}, {state}"
    return replace(line, text=f"{line.text} [{clock}]")


def _lines(talks: RoomTalks) -> Iterator[ScreenLine]:
    desk = talks.opened.desk if talks.opened is not None else ""
    for statement in talks.statements.values():
        yield _statement_line(statement)
    for conveyance in talks.conveyances.values():
        yield _conveyance_line(conveyance, desk)
    yield from other_lines(talks)


def other_lines(talks: RoomTalks) -> Iterator[ScreenLine]:
    """The lines of a room that are neither statements nor conveyances, in no order."""
    desk = talks.opened.desk if talks.opened is not None else ""
    for name, introduced in talks.counterparts.items():
        yield ScreenLine(introduced.number, introduced.at, desk, "counterpart", name)
    for kept in talks.reports.values():
        about, words = kept.report.what.value, " ".join(kept.report.words)
        yield ScreenLine(
            kept.number,
            kept.at,
            desk,
            "report",
            f"{about}: {words}" if words else about,
            kept.report.statement,
        )
    for kept in talks.rounds.values():
        for step in kept.steps:
            yield _convening_line(step)
        for each in kept.outcomes:
            words = f"{each.outcome.result.value}: {each.outcome.words}".removesuffix(": ")
            yield ScreenLine(each.number, each.at, desk, "outcome", words, each.outcome.round)


def _convening_line(kept: KeptConvening) -> ScreenLine:
    said = kept.convening
    parts = (said.event.value, said.place or "", said.time or "", said.words)
    text = ", ".join(part for part in parts if part)
    return ScreenLine(kept.number, kept.at, kept.author, "convening", text, said.round)


def _statement_line(kept: KeptStatement) -> ScreenLine:
    sentences = list(kept.sentences.values())
    standing = [_shown(each.text, each.file) for each in sentences if each.withdrawn is None]
    return ScreenLine(
        number=kept.number,
        at=kept.at,
        author=kept.speaker_name,
        kind="statement",
        text=(" ".join(standing) if standing else "(withdrawn)") + _heard(kept),
        id=kept.said.id,
        marks=tuple(mark.mark for each in sentences for mark in each.in_force()),
    )


def _conveyance_line(kept: KeptConveyance, desk: str) -> ScreenLine:
    conveyed = kept.conveyed
    return ScreenLine(
        number=kept.number,
        at=kept.at,
        author=f"{conveyed.counterpart} (through {desk})" if conveyed.counterpart else desk,
        kind="conveyance",
        text=" ".join(_shown(each.text, each.file) for each in conveyed.sentences)
        + _aloud(conveyed),
        id=conveyed.id,
    )


def _shown(text: str, file: AttachedFile | None) -> str:
    """A sentence's words; of a file its name, with type and size."""
    return text if file is None else f"{text} [file, {file.type}, {file.size:,} bytes]"


def _heard(kept: KeptStatement) -> str:
    """How the desk heard it, where the desk took it down."""
    down = kept.said.taken_down
    if down is None:
        return ""
    confirmed = "unconfirmed" if kept.unconfirmed else "accepted"
    return f" [taken down at {down.place}, {down.heard_at}, {confirmed}]"


def _aloud(conveyed: Conveyance) -> str:
    """Who brought it aloud or on paper, and to whom."""
    by = conveyed.in_person
    if by is None:
        return ""
    left = f", left behind: {by.left_behind}" if by.left_behind else ""
    return f" [brought by {by.carried_by} to {', '.join(by.heard_by)}, {by.at}{left}]"
