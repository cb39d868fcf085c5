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
from wasit.seat.terms import follows_from_terms

__all__ = ["Told", "tell_side_by_side", "told_as_json"]

_DESK = "the desk"
_QUIET_KINDS = frozenset(
    {"handed_on", "room_added", "case_opened", "introduced"}
    | {"issue_named", "preferred", "weighed", "weights_ordered", "limit_told"}
)
"""Journal entries that the side-by-side table leaves out; ``--json`` has them all."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is left of a performance: screens by room, the journal, and what was checked.

    ``terms`` is what follows from the terms in the journal, in lines.
    """

    title: str
    steps: int
    refused: tuple[dict[str, str], ...]
    rooms: dict[str, tuple[ScreenLine, ...]]
    journal: tuple[JournalLine, ...]
    crossed: tuple[str, ...]
    terms: tuple[str, ...] = ()

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
            journal=tuple(journal_lines(stage.desk())),
            crossed=tuple(crossed_lines(stage.desk())),
            terms=follows_from_terms(stage.desk()),
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
        "terms": list(told.terms),
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
    columns = [*left, *([_DESK] if show_desk else []), *right]
    for column in columns:
        heading = column if column == _DESK else f"room {column}"
        table.add_column(heading, ratio=1, overflow="fold")
    for at, cells in _rows(told, names, show_desk=show_desk):
        shown = [Text(cells.get(column, "")) for column in columns]
        table.add_row(f"{at[5:10]} {at[11:16]}", *shown)
    console.print(table)
    if show_desk and told.terms:
        console.print(Text("What follows from the terms in the journal, for the desk alone:"))
        for line in told.terms:
            console.print(Text(f"  {line}"))


def _rows(told: Told, names: list[str], *, show_desk: bool) -> Iterator[tuple[str, dict[str, str]]]:
    """Time and cells by column, in order; a conveyance stands beside the desk's act of it."""
    rows: list[tuple[str, int, dict[str, str]]] = []
    acts = {str(line.plain["conveyance"]): line for line in told.journal if line.kind == "intent"}
    shown: set[str] = set()
    for name in names:
        for line in told.rooms[name]:
            if line.kind == "counterpart":
                continue
            cells = {name: _line_text(line)}
            if show_desk and line.kind == "conveyance" and line.id in acts:
                cells[_DESK] = acts[line.id].text
                shown.add(line.id)
            rows.append((line.at, 1, cells))
    for line in told.journal if show_desk else ():
        if line.kind in _QUIET_KINDS or line.plain.get("conveyance") in shown:
            continue
        rows.append((line.at, 0 if line.kind == "intent" else 2, {_DESK: line.text}))
    for at, _, cells in sorted(rows, key=lambda row: row[:2]):
        yield at, cells


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
