"""What the desk keeps for itself: the bodies of journal entries.

No room holds the journal's keys. The release of a condition or an event, the intent and the fate
of every conveyance, and every refusal stand here and nowhere else. A conveyance moves through
``CARRYING``: its intent is kept first, then the room's log gets it, then its number is kept. A
conveyance given up as not sent may yet turn out to stand in the room's log; the truth is kept then.
"""

from enum import StrEnum

from wasit.talks.carried import Manner, Reported
from wasit.talks.crossing import (
    Finding,
    Head,
    Override,
    SourceInForce,
    SourceRef,
    StopReason,
)
from wasit.talks.marks import MarkCode
from wasit.talks.people import Value
from wasit.talks.retention import Retention
from wasit.talks.rounds import Result

__all__ = [
    "CARRYING",
    "CarryEvent",
    "CarryState",
    "CaseOpened",
    "CaseOutcome",
    "ConditionMet",
    "EventHappened",
    "HandedOn",
    "Intent",
    "Introduced",
    "Naming",
    "NotSent",
    "Note",
    "Received",
    "Refusal",
    "RelayNamed",
    "ReportKept",
    "RoomAdded",
    "RoundRef",
    "Strictness",
]


class Strictness(StrEnum):
    """Which findings need a typed reason before words may leave."""

    STOPS = "stops"
    STOPS_AND_ASKS = "stops_and_asks"


class CaseOpened(Value, frozen=True, kw_only=True, tag_field="kind", tag="case_opened"):
    """The desk opens the case: first entry of the journal.

    ``second_approval``: whether a side's words cross only with another desk person's approval.
    ``retention``: what every seat is to do with what it keeps, once the talks are over.
    """

    title: str
    desk: str
    default_mark: MarkCode
    strictness: Strictness = Strictness.STOPS
    second_approval: bool = False
    retention: Retention = Retention.KEEP


class Naming(Value, frozen=True, kw_only=True):
    """The name under which a room of the case knows another room's side."""

    name: str
    room: str


class RoomAdded(Value, frozen=True, kw_only=True, tag_field="kind", tag="room_added"):
    """A room of the case, its log, and who its counterparts' names stand for."""

    room: str
    log: str
    counterparts: tuple[Naming, ...] = ()


class RelayNamed(Value, frozen=True, kw_only=True, tag_field="kind", tag="relay_named"):
    """Where the desk makes new logs: the relay, its key (hex), and its creation token, a secret."""

    relay: str
    relay_key: str
    token: str


class Introduced(Value, frozen=True, kw_only=True, tag_field="kind", tag="introduced"):
    """A counterpart's name given in a room later on, and the room it stands for."""

    to_room: str
    naming: Naming


class ConditionMet(Value, frozen=True, kw_only=True, tag_field="kind", tag="condition_met"):
    """The offer that an ``if_offer`` mark waits for was made.

    Attributes:
        room: room of the waiting statement.
        sentence: the waiting sentence, or None for the whole statement.
        mark: id of the mark released; a later mark of the same sentence is not.
        offered: what was offered, in the desk's words.
        shown_by: the statement (of another room) that shows it.
    """

    room: str
    statement: str
    sentence: str | None = None
    mark: str
    offered: str
    shown_by: SourceRef


class EventHappened(Value, frozen=True, kw_only=True, tag_field="kind", tag="event_happened"):
    """The event that a not-before mark (id ``mark``) waits for happened, as the desk holds it."""

    room: str
    statement: str
    sentence: str | None = None
    mark: str
    words: str
    at: str


class Intent(Value, frozen=True, kw_only=True, tag_field="kind", tag="intent"):
    """The desk is about to convey: what the gate cleared, under the conveyance's random id.

    Attributes:
        words_hash: ``Cleared.words_hash``.
        sources: each source with the number of its statement and the marks in force.
        heads: newest number read of each source log.
        passed: codes of the refusals that the override passed.
        own_words: whether the words have no source.
    """

    conveyance: str
    words_hash: str
    target: str
    manner: Manner
    sources: tuple[SourceInForce, ...] = ()
    heads: tuple[Head, ...] = ()
    findings: tuple[Finding, ...] = ()
    stop_reasons: tuple[StopReason, ...] = ()
    override: Override | None = None
    passed: tuple[str, ...] = ()
    own_words: bool = False


class HandedOn(Value, frozen=True, kw_only=True, tag_field="kind", tag="handed_on"):
    """The conveyance stands in the target's log, under ``number``.

    ``heads`` are the newest numbers of the source logs at the last read before it left.
    """

    conveyance: str
    number: int
    heads: tuple[Head, ...] = ()
    at: str


class NotSent(Value, frozen=True, kw_only=True, tag_field="kind", tag="not_sent"):
    """The conveyance did not leave; code and reason as they were shown."""

    conveyance: str
    code: str
    reason: str


class Refusal(Value, frozen=True, kw_only=True, tag_field="kind", tag="refusal"):
    """The gate refused words before any intent."""

    target: str
    manner: Manner
    words: tuple[str, ...]
    sources: tuple[SourceRef, ...] = ()
    code: str
    reason: str


class Received(Value, frozen=True, kw_only=True, tag_field="kind", tag="received"):
    """The conveyance reached its hearers: when, and how the desk knows."""

    conveyance: str
    at: str
    how: str


class ReportKept(Value, frozen=True, kw_only=True, tag_field="kind", tag="reported"):
    """The desk reported to a room on its statement; ``number`` is the report's in that log."""

    room: str
    statement: str
    sentence: str | None = None
    what: Reported
    at: str
    number: int


class RoundRef(Value, frozen=True, kw_only=True):
    """A round under the id that one room has for it."""

    room: str
    round: str


class CaseOutcome(Value, frozen=True, kw_only=True, tag_field="kind", tag="outcome"):
    """How a round came out, across the rooms that met in it."""

    rounds: tuple[RoundRef, ...]
    result: Result
    words: str = ""


class Note(Value, frozen=True, tag_field="kind", tag="note"):
    """A note of the desk to itself."""

    text: str


class CarryState(StrEnum):
    """Where a conveyance is, as the journal has it."""

    UNHEARD = "unheard"
    INTENDED = "intended"
    NOT_SENT = "not_sent"
    HANDED_ON = "handed_on"
    RECEIVED = "received"


class CarryEvent(StrEnum):
    """What the journal records of a conveyance."""

    INTENT = "intent"
    NOT_SENT = "not_sent"
    HANDED_ON = "handed_on"
    RECEIVED = "received"


CARRYING: dict[CarryState, dict[CarryEvent, CarryState]] = {
    CarryState.UNHEARD: {CarryEvent.INTENT: CarryState.INTENDED},
    CarryState.INTENDED: {
        CarryEvent.NOT_SENT: CarryState.NOT_SENT,
        CarryEvent.HANDED_ON: CarryState.HANDED_ON,
    },
    CarryState.NOT_SENT: {CarryEvent.HANDED_ON: CarryState.HANDED_ON},
    CarryState.HANDED_ON: {CarryEvent.RECEIVED: CarryState.RECEIVED},
    CarryState.RECEIVED: {},
}
