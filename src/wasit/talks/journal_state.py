"""What the journal amounts to: the mutable state behind ``Journal``.

Plain data that msgpack can hold, in the order it came; only ``journal_rules`` changes it.
"""

from msgspec import Struct, field

from wasit.talks.approval import KeptApproval, KeptAsking
from wasit.talks.deeds import KeptTerm
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
    RelayNamed,
    ReportKept,
    RoomAdded,
)
from wasit.talks.people import Person
from wasit.talks.record_state import RecordFold
from wasit.talks.retention import Retention

__all__ = ["JournalFold", "KeptCarry"]


class KeptCarry(Struct, kw_only=True, gc=False):
    """One conveyance as the journal has it."""

    state: CarryState
    number: int
    at: str
    by: str
    intent: Intent
    handed_on: HandedOn | None = None
    received: Received | None = None
    not_sent: NotSent | None = None


class JournalFold(Struct, kw_only=True):
    """The state of the journal, on the seats of the desk people who belong to it.

    Attributes:
        retention: the rule that holds, of what becomes of the case at a seat.
        relay: where new logs are made, once a second desk device was to know.
        askings: by the hash of the words, the newest wish for their approval.
        approvals: by the hash of the words.
        naming: room to counterpart's name there to the room it stands for.
        conditions: room to mark id to the records that its offer was made.
        events: room to mark id to the record that its event happened.
        carries: by conveyance id, in the order of their intents.
        terms: entries on terms by their number.
        by_source: room to statement id to ids of the conveyances that rest on it.
        outside: the record of what happens outside the rooms.
    """

    number: int = 0
    opened: CaseOpened | None = None
    relay: RelayNamed | None = None
    retention: Retention = Retention.KEEP
    askings: dict[str, KeptAsking] = field(default_factory=dict[str, KeptAsking])
    approvals: dict[str, list[KeptApproval]] = field(default_factory=dict[str, list[KeptApproval]])
    people: dict[str, Person] = field(default_factory=dict[str, Person])
    rooms: dict[str, RoomAdded] = field(default_factory=dict[str, RoomAdded])
    naming: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    conditions: dict[str, dict[str, list[ConditionMet]]] = field(
        default_factory=dict[str, dict[str, list[ConditionMet]]]
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
    terms: dict[int, KeptTerm] = field(default_factory=dict[int, KeptTerm])
    outside: RecordFold = field(default_factory=RecordFold)
    newer_kinds: list[int] = field(default_factory=list[int])
