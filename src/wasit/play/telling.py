"""Telling a play: as one JSON object, or side by side for a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from wasit.play.performance import Performance
from wasit.play.stage import Player
from wasit.seat.journal_screen import JournalLine, crossed_lines, journal_lines
from wasit.seat.screen import ScreenLine, screen_of

__all__ = ["Told", "tell_side_by_side", "told_as_json"]

_QUIET_KINDS = frozenset({"handed_on", "room_added", "case_opened", "introduced"})
"""Journal entries that the side-by-side table leaves out; ``--json`` has them all."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is left of a performance: screens by room, the journal, and what was checked."""

    title: str
    steps: int
    refused: tuple[dict[str, str], ...]
    rooms: dict[str, tuple[ScreenLine, ...]]
    journal: tuple[JournalLine, ...]
    crossed: tuple[str, ...]

    @classmethod
    def of(cls, performance: Performance) -> "Told":
        """Read off the seats of a performance, after its last step."""
        stage, script = performance.stage, performance.script
        rooms = {room.name: tuple(_screen(stage.people_of(room.name))) for room in script.room}
        return cls(
            title=script.title,
            steps=len(script.step),
            refused=tuple(
                {"step": each.step, "code": each.code, "reason": each.reason}
                for each in performance.refused
            ),
            rooms=rooms,
            journal=tuple(journal_lines(stage.desk().journal)),
            crossed=tuple(crossed_lines(stage.desk())),
        )


def told_as_json(
    told: Told, *, verified: bool, relay_saw: dict[str, Any], only_room: str | None = None
) -> dict[str, Any]:
    """The object that ``wasit play --json`` prints; with ``only_room`` nothing of any other."""
    rooms = {
        name: [{"from": line.author, "text": line.text, "at": line.at} for line in lines]
        for name, lines in told.rooms.items()
        if only_room in (None, name)
    }
    if only_room is not None:
        return {"case": told.title, "rooms": rooms, "verified": verified}
    return {
        "case": told.title,
        "steps": told.steps,
        "refused": list(told.refused),
        "rooms": rooms,
        "journal": [
            {"number": line.number, "at": line.at, "by": line.author, **line.plain}
            for line in told.journal
        ],
        "verified": verified,
        "relay_saw": relay_saw,
    }


def tell_side_by_side(told: Told, console: Console, *, only_room: str | None = None) -> None:
    """Print what each room saw and what the desk did, in columns, by time."""
    names = [name for name in told.rooms if only_room in (None, name)]
    show_desk = only_room is None
    left, right = (names[: len(names) // 2 or 1], names[len(names) // 2 or 1 :])
    table = Table(title=told.title, show_lines=True, expand=True, title_justify="left")
    table.add_column("UTC", no_wrap=True, width=11)
    columns = [*left, *(["the desk"] if show_desk else []), *right]
    for column in columns:
        heading = column if column == "the desk" else f"room {column}"
        table.add_column(heading, ratio=1, overflow="fold")
    for at, column, text in _by_time(told, names, show_desk=show_desk):
        cells = [Text(text) if each == column else Text("") for each in columns]
        table.add_row(f"{at[5:10]} {at[11:16]}", *cells)
    console.print(table)


def _by_time(told: Told, names: list[str], *, show_desk: bool) -> Iterator[tuple[str, str, str]]:
    rows: list[tuple[str, int, str, str]] = []
    for name in names:
        rows += [
            (line.at, 1, name, _line_text(line))
            for line in told.rooms[name]
            if line.kind != "counterpart"
        ]
    if show_desk:
        rows += [
            (line.at, 0 if line.kind == "intent" else 2, "the desk", line.text)
            for line in told.journal
            if line.kind not in _QUIET_KINDS
        ]
    for at, _, column, text in sorted(rows, key=lambda row: row[:2]):
        yield at, column, text


def _line_text(line: ScreenLine) -> str:
    marks = ", ".join(sorted({mark.code.value for mark in line.marks}))
    shown = f" [{marks}]" if marks else ""
    return f"{line.author}{shown}: {line.text}"


def _screen(players: list[Player]) -> list[ScreenLine]:
    """The screen of the room's seat that has read furthest."""
    logs = [player.in_room() for player in players if player.seat.rooms]
    if not logs:
        return []
    return screen_of(max(logs, key=lambda room: room.log.number).talks)
