"""A room's talks: the fold of its log.

``apply`` checks everything an entry claims before it changes anything: an entry that its author
may not make raises a leaf of ``VoidEntry`` and leaves the state as it was. The work for one entry
does not grow with the log. The rules live beside each idea: ``said_rules``, ``carried_rules`` and
``meeting_rules``; this file says which entry follows which, and when a room is open at all.
"""

from typing import assert_never

import msgspec

from wasit.talks import carried_rules, meeting_rules, said_rules
from wasit.talks.carried import Conveyance, ReadBackSettled, Receipt, Report
from wasit.talks.entries import NewerKind, RoomBody
from wasit.talks.grounds import in_order
from wasit.talks.opening import ROOM_LIFE, Counterpart, RoomClosed, RoomEvent, RoomOpened, RoomState
from wasit.talks.people import Authored, PeopleChanged, Side
from wasit.talks.retention import RetentionSet
from wasit.talks.room_state import RoomFold
from wasit.talks.rounds import Convening, Outcome
from wasit.talks.said import AcceptStatement, Remark, Statement, Withdrawal
from wasit.talks.turns import step

__all__ = ["RoomTalks"]


class RoomTalks(RoomFold):
    """The state of one room's talks, on every seat that belongs to its log."""

    def check(self, entry: Authored[RoomBody | NewerKind]) -> None:
        """Return when ``entry`` may be applied here; a seat asks this of its own act first.

        Raises:
            VoidEntry: one of its leaves, saying why not; nothing was changed.
        """
        in_order(entry, self.number)
        body = entry.body
        self._life_after(body)
        match body:
            case Statement() | Remark() | Withdrawal() | AcceptStatement():
                said_rules.check(self, entry, body)
            case Conveyance() | Receipt() | Report() | ReadBackSettled():
                carried_rules.check(self, entry, body)
            case (
                RoomOpened()
                | Counterpart()
                | RoomClosed()
                | RetentionSet()
                | Convening()
                | Outcome()
            ):
                meeting_rules.check(self, entry, body)
            case NewerKind():
                pass
            case _:
                assert_never(body)

    def apply(self, entry: Authored[RoomBody | NewerKind] | PeopleChanged) -> None:
        """Fold one entry, or a new member list.

        Raises:
            VoidEntry: one of its leaves; the entry is void and nothing was changed.
        """
        if isinstance(entry, PeopleChanged):
            self.people = {person.id: person for person in entry.people}
            return
        self.check(entry)
        body = entry.body
        self.life = self._life_after(body)
        self.number = entry.number
        if entry.author.side is Side.DESK:
            self.desk_seen = max(self.desk_seen, entry.seen)
        match body:
            case Statement() | Remark() | Withdrawal() | AcceptStatement():
                said_rules.keep(self, entry, body)
            case Conveyance() | Receipt() | Report() | ReadBackSettled():
                carried_rules.keep(self, entry, body)
            case (
                RoomOpened()
                | Counterpart()
                | RoomClosed()
                | RetentionSet()
                | Convening()
                | Outcome()
            ):
                meeting_rules.keep(self, entry, body)
            case NewerKind():
                self.newer_kinds.append(entry.number)
            case _:
                assert_never(body)

    def _life_after(self, body: RoomBody | NewerKind) -> RoomState:
        match body:
            case NewerKind():
                return self.life
            case RoomOpened():
                return step(ROOM_LIFE, self.life, RoomEvent.OPEN)
            case RoomClosed():
                return step(ROOM_LIFE, self.life, RoomEvent.CLOSE)
            case RetentionSet():
                return step(ROOM_LIFE, self.life, RoomEvent.RETAIN)
            case _:
                return step(ROOM_LIFE, self.life, RoomEvent.ACT)

    def snapshot(self) -> bytes:
        """The whole state as msgpack; equal states give equal bytes."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def restore(cls, snapshot: bytes) -> "RoomTalks":
        """The state that ``snapshot`` holds.

        Raises:
            msgspec.DecodeError: the bytes are no snapshot of this version; fold the log again.
        """
        return msgspec.msgpack.decode(snapshot, type=cls)
