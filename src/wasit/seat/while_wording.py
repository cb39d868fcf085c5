"""What the leak guard sees in words while a person at the desk is still typing them.

Theory of operation. The guard keeps an index per room. ``keep_up`` brings a room's index to where
this seat's logs stand: it does nothing while no log grew and no mark began or ended to bind, and
else takes in only the statements that changed. ``look`` keeps up and then reads the words alone,
so it may be called at every pause in typing. It decides nothing: the gate asks all checks again,
and the guard that it asks is the same one, with the same index.

What is found may name any room's statement: it belongs on the desk's screen only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from wasit.seat.desk import DeskSeat
from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing, Finding
from wasit.talks.in_force import Logs
from wasit.talks.journal import Journal
from wasit.talks.wording import Wording, wording_of, words_alone

__all__ = ["KeepsUp", "WhileWording"]


class KeepsUp(Protocol):
    """A check that can follow a case and look at words without being given all of it again."""

    def take_in(self, wording: Wording) -> int:
        """Bring what is remembered of the target to this wording; how many texts changed."""
        ...

    def take_more(self, wording: Wording) -> int:
        """Remember what the wording keeps and knows besides; how many texts changed."""
        ...

    def look(self, wording: Wording) -> tuple[Finding, ...]:
        """What the wording's words give away of what was last taken in for its target."""
        ...


_Releases = tuple[int, frozenset[tuple[str, str, str]]]


@dataclass(frozen=True, slots=True)
class _Stand:
    """What a room's index was brought to: each log's number, what bound its statements then."""

    numbers: dict[str, int]
    marks: int
    releases: _Releases
    good_until: str


class WhileWording:
    """One desk seat's look at words being typed."""

    def __init__(self, desk: DeskSeat, check: KeepsUp) -> None:
        self._desk = desk
        self._check = check
        self._stood: dict[str, _Stand] = {}

    def keep_up(self, room: str) -> int:
        """Bring the room's index to where the logs stand; how many texts changed in it.

        Where nothing changed this costs next to nothing, and where something was only said, what
        that costs: so it may follow every entry that this seat folds. A re-mark, a withdrawal, a
        release in the journal or a moment that a mark names makes it go over every statement,
        though only those that are bound otherwise are read into the index again.

        Raises:
            WrongRoom: the case has no such room.
        """
        now, numbers = self._desk.seat.now(), self._numbers()
        before = self._stood.get(room)
        in_time = before is not None and now < before.good_until
        if before is not None and in_time and before.numbers == numbers:
            return 0
        rooms, journal = self._desk.rooms(), self._desk.journal.talks
        marks_before, marks = _marks(rooms, before.numbers if before is not None else {})
        releases = _releases(journal)
        only_more = (
            before is not None
            and in_time
            and before.numbers.keys() == numbers.keys()
            and (before.marks, before.releases) == (marks_before, releases)
        )
        since = before.numbers if before is not None and only_more else None
        nothing = Crossing(target=room, sentences=(), language="", manner=Manner.OWN_WORDS)
        wording = wording_of(nothing, rooms=rooms, journal=journal, now=now, since=since)
        take = self._check.take_more if only_more else self._check.take_in
        changed = take(wording)
        turn = _next_turn(wording, now)
        good_until = min(turn, before.good_until) if before is not None and only_more else turn
        self._stood[room] = _Stand(numbers, marks, releases, good_until)
        return changed

    def keep_up_everywhere(self) -> int:
        """Bring every room's index to where the logs stand; how many texts changed."""
        return sum(self.keep_up(room) for room in self._desk.rooms())

    def look(self, crossing: Crossing) -> tuple[Finding, ...]:
        """What the guard sees in the words as the logs stand at this seat now.

        Raises:
            WrongRoom, UnknownSource: the crossing names what is not there.
        """
        words = words_alone(crossing, rooms=self._desk.rooms())
        self.keep_up(crossing.target)
        return self._check.look(words)

    def _numbers(self) -> dict[str, int]:
        logs = self._desk.seat.rooms
        return {"": self._desk.journal.number, **{name: log.number for name, log in logs.items()}}


def _marks(rooms: Logs, up_to: Mapping[str, int]) -> tuple[int, int]:
    """How many marks and withdrawals there are on statements up to those numbers, and on all."""
    before = every = 0
    for name, talks in rooms.items():
        last = up_to.get(name, 0)
        for statement in talks.statements.values():
            marks = 0
            for sentence in statement.sentences.values():
                marks += len(sentence.marks) + (sentence.withdrawn is not None)
            every += marks
            before += marks if statement.number <= last else 0
    return before, every


def _releases(journal: Journal) -> _Releases:
    """A value that changes when the journal comes to release a mark, or to name a room."""
    count = sum(len(events) for events in journal.events.values())
    for met in journal.conditions.values():
        count += sum(len(records) for records in met.values())
    naming = frozenset(
        (room, name, stands_for)
        for room, names in journal.naming.items()
        for name, stands_for in names.items()
    )
    return count, naming


def _next_turn(wording: Wording, now: str) -> str:
    """The first moment from ``now`` on at which a mark may begin or end to bind.

    Moments compare as texts do; where there is none, the last of all is given.
    """
    moments = (
        moment
        for kept in wording.kept
        for held in kept.marks
        for moment in (held.mark.not_before, held.mark.until)
        if moment is not None and moment >= now
    )
    return min(moments, default="9999-12-31T23:59:59Z")
