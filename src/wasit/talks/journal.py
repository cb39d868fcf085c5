"""The journal: the fold of what the desk keeps for itself.

Only people of the desk write here; an entry of anyone else is void. As in a room, everything is
checked before anything is changed, and the work for one entry does not grow with the journal.
What an entry says of a room (a statement, a mark) is not checked against that room's log, because
the order of two logs is not defined; the gate reads both and judges.
"""

import msgspec
from msgspec import Struct, field

from wasit.talks.entries import JournalBody, NewerKind
from wasit.talks.kept import (
    CarryState,
    CaseOpened,
    CaseOutcome,
    ConditionMet,
    EventHappened,
    HandedOn,
    Intent,
    Note,
    NotSent,
    Received,
    Refusal,
    ReportKept,
    RoomAdded,
)
from wasit.talks.people import Authored, PeopleChanged, Person

__all__ = ["Journal", "KeptCarry"]


class KeptCarry(Struct, kw_only=True):
    """One conveyance as the journal has it."""

    state: CarryState
    number: int
    at: str
    by: str
    intent: Intent
    handed_on: HandedOn | None = None
    received: Received | None = None
    not_sent: NotSent | None = None


class Journal(Struct, kw_only=True):
    """The state of the journal, on the seats of the desk people who belong to it.

    Attributes:
        naming: room to counterpart's name there to the room it stands for.
        conditions: room to mark id to the record that its offer was made.
        events: room to mark id to the record that its event happened.
        carries: by conveyance id, in the order of their intents.
        by_source: room to statement id to ids of the conveyances that rest on it.
    """

    number: int = 0
    opened: CaseOpened | None = None
    people: dict[str, Person] = field(default_factory=dict[str, Person])
    rooms: dict[str, RoomAdded] = field(default_factory=dict[str, RoomAdded])
    naming: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    conditions: dict[str, dict[str, ConditionMet]] = field(
        default_factory=dict[str, dict[str, ConditionMet]]
    )
    events: dict[str, dict[str, EventHappened]] = field(
        default_factory=dict[str, dict[str, EventHappened]]
    )
    carries: dict[str, KeptCarry] = field(default_factory=dict[str, KeptCarry])
    by_source: dict[str, dict[str, list[str]]] = field(
        default_factory=dict[str, dict[str, list[str]]]
    )
    refusals: list[tuple[int, str, Refusal]] = field(default_factory=list[tuple[int, str, Refusal]])
    reports: list[tuple[int, ReportKept]] = field(default_factory=list[tuple[int, ReportKept]])
    outcomes: list[tuple[int, CaseOutcome]] = field(default_factory=list[tuple[int, CaseOutcome]])
    notes: list[tuple[int, str, Note]] = field(default_factory=list[tuple[int, str, Note]])
    newer_kinds: list[int] = field(default_factory=list[int])

    def check(self, entry: Authored[JournalBody | NewerKind]) -> None:
        """Return when ``entry`` may be applied here.

        Raises:
            VoidEntry: one of its leaves, saying why not; nothing was changed.
        """
        raise NotImplementedError

    def apply(self, entry: Authored[JournalBody | NewerKind] | PeopleChanged) -> None:
        """Fold one entry, or a new member list.

        Raises:
            VoidEntry: one of its leaves; the entry is void and nothing was changed.
        """
        raise NotImplementedError

    def snapshot(self) -> bytes:
        """The whole state as msgpack; equal states give equal bytes."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def restore(cls, snapshot: bytes) -> "Journal":
        """The state that ``snapshot`` holds.

        Raises:
            msgspec.DecodeError: the bytes are no snapshot of this version; fold the log again.
        """
        return msgspec.msgpack.decode(snapshot, type=cls)
