"""What the leak guard sees in words while a person at the desk is still typing them.

Theory of operation. The guard keeps an index per room. ``keep_up`` brings a room's index to where
this seat's logs stand: it does nothing while no log grew and no mark began or ended to bind, and
else takes in only the statements that changed. ``look`` keeps up and then reads the words alone,
so it may be called at every pause in typing. It decides nothing: the gate asks all checks again,
and the guard that it asks is the same one, with the same index.

What is found may name any room's statement: it belongs on the desk's screen only.
"""

from typing import Protocol

from wasit.seat.desk import DeskSeat
from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing, Finding
from wasit.talks.wording import Wording, wording_of, words_alone

__all__ = ["KeepsUp", "WhileWording"]


class KeepsUp(Protocol):
    """A check that can follow a case and look at words without being given all of it again."""

    def take_in(self, wording: Wording) -> int:
        """Bring what is remembered of the target to this wording; how many texts changed."""
        ...

    def look(self, wording: Wording) -> tuple[Finding, ...]:
        """What the wording's words give away of what was last taken in for its target."""
        ...


class WhileWording:
    """One desk seat's look at words being typed."""

    def __init__(self, desk: DeskSeat, check: KeepsUp) -> None:
        self._desk = desk
        self._check = check
        self._stood: dict[str, tuple[int, ...]] = {}
        self._good_until: dict[str, str] = {}

    def keep_up(self, room: str) -> int:
        """Bring the room's index to where the logs stand; how many texts changed in it.

        Cheap where nothing changed, so it may follow every entry that this seat folds.

        Raises:
            WrongRoom: the case has no such room.
        """
        now = self._desk.seat.now()
        stand = self._stand()
        if self._stood.get(room) == stand and now < self._good_until[room]:
            return 0
        nothing = Crossing(target=room, sentences=(), language="", manner=Manner.OWN_WORDS)
        rooms, journal = self._desk.rooms(), self._desk.journal.talks
        wording = wording_of(nothing, rooms=rooms, journal=journal, now=now)
        changed = self._check.take_in(wording)
        self._stood[room], self._good_until[room] = stand, _next_turn(wording, now)
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

    def _stand(self) -> tuple[int, ...]:
        logs = self._desk.seat.rooms
        return (self._desk.journal.number, *(logs[name].number for name in sorted(logs)))


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
