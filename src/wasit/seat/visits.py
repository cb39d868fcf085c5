"""Since the last visit: what a person has seen of each log, when, and how much is new.

Kept in the person's own vault, for each log apart; nobody else learns of it, and it is not a
receipt. A visit goes on while the person comes back within half an hour, so that "since your last
visit" stays where it was when a page is loaded again; what is unread counts from what was last
shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import msgspec

from wasit.seat.inbox import InboxLine, inbox_lines, side_in
from wasit.seat.log import SeatLog
from wasit.seat.records import load, store
from wasit.seat.seat import Seat
from wasit.talks.moments import moment, moment_text
from wasit.talks.room import RoomTalks

__all__ = [
    "News",
    "Visit",
    "last_visit",
    "note_visit",
    "since_last_visit",
    "unread",
    "unread_by_room",
]

_GAP = timedelta(minutes=30)
_QUIET = frozenset({"receipt"})
"""What happens by itself when the others read, and asks nobody to look."""


class Visit(msgspec.Struct, frozen=True):
    """How far a person has seen a log.

    Attributes:
        seen: newest number shown, and ``seen_at`` when.
        before: newest number shown when this visit began, and ``before_at`` when that was shown;
            empty at the first visit.
    """

    seen: int = 0
    seen_at: str = ""
    before: int = 0
    before_at: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What the others did in a log since the last visit, and when that was (empty: never)."""

    since: str
    lines: tuple[InboxLine, ...]


def last_visit(seat: Seat, log: SeatLog[RoomTalks]) -> Visit:
    """What was seen of a log at this seat; nothing at first."""
    raw = seat.ports.vault.read(_name(log))
    return load(raw, Visit) if raw is not None else Visit()


def note_visit(seat: Seat, log: SeatLog[RoomTalks]) -> Visit:
    """Keep that everything accepted so far was shown now; the visit as it is kept."""
    before, now = last_visit(seat, log), seat.ports.clock.now()
    visit = msgspec.structs.replace(before, seen=log.number, seen_at=moment_text(now))
    if before.seen_at and now - moment(before.seen_at) > _GAP:
        visit = msgspec.structs.replace(visit, before=before.seen, before_at=before.seen_at)
    if visit.seen != before.seen or visit.seen_at[:16] != before.seen_at[:16]:
        seat.ports.vault.write(_name(log), store(visit))
    return visit


def since_last_visit(seat: Seat, log: SeatLog[RoomTalks]) -> News:
    """What the others did in a log since the visit before the one that goes on now."""
    visit, now = last_visit(seat, log), seat.ports.clock.now()
    over = bool(visit.seen_at) and now - moment(visit.seen_at) > _GAP
    after, since = (visit.seen, visit.seen_at) if over else (visit.before, visit.before_at)
    lines = inbox_lines(log.record.name, log.view(), side=side_in(log), after=after)
    return News(since, tuple(line for line in lines if line.kind not in _QUIET))


def unread(seat: Seat, log: SeatLog[RoomTalks]) -> int:
    """How many things the others did in a log were not shown yet at this seat."""
    after = last_visit(seat, log).seen
    lines = inbox_lines(log.record.name, log.view(), side=side_in(log), after=after)
    return sum(line.kind not in _QUIET for line in lines)


def unread_by_room(seat: Seat) -> Mapping[str, int]:
    """``unread`` for each room of this seat, by name."""
    return {name: unread(seat, log) for name, log in sorted(seat.rooms.items())}


def _name(log: SeatLog[RoomTalks]) -> str:
    return f"visit/{log.record.log_id.hex()}"
