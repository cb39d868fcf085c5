"""A room's talks: the fold of its log.

``apply`` checks everything an entry claims before it changes anything: an entry that its author
may not make raises a leaf of ``VoidEntry`` and leaves the state as it was. The work for one entry
does not grow with the log. The rules live beside each idea: ``said_rules``, ``carried_rules`` and
``meeting_rules``; ``RULES`` says which entry follows which.
"""

import msgspec

from wasit.talks.entries import NewerKind, RoomBody
from wasit.talks.people import Authored, PeopleChanged
from wasit.talks.room_state import RoomFold

__all__ = ["RoomTalks"]


class RoomTalks(RoomFold):
    """The state of one room's talks, on every seat that belongs to its log."""

    def check(self, entry: Authored[RoomBody | NewerKind]) -> None:
        """Return when ``entry`` may be applied here; a seat asks this of its own act first.

        Raises:
            VoidEntry: one of its leaves, saying why not; nothing was changed.
        """
        raise NotImplementedError

    def apply(self, entry: Authored[RoomBody | NewerKind] | PeopleChanged) -> None:
        """Fold one entry, or a new member list.

        Raises:
            VoidEntry: one of its leaves; the entry is void and nothing was changed.
        """
        raise NotImplementedError

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
