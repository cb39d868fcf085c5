"""Rounds: how a meeting is asked for, recommended, accepted, set, held, and how it ends.

Each room has its own view of a round, under an id of its own; what one room does to a round moves
nothing in another. Every rule about what may follow what lives in ``TRANSITIONS``, and who may do
it in ``WHO``; what the side of a room without a seat does is taken down by the desk. The last two
events are raised by ``outcome`` only.
"""

from collections.abc import Mapping
from enum import StrEnum

from wasit.talks.people import Side, Value
from wasit.talks.said import TakenDown
from wasit.talks.turns import step
from wasit.talks.void import NotTheirs

__all__ = [
    "TRANSITIONS",
    "WHO",
    "Convening",
    "Outcome",
    "Result",
    "RoundEvent",
    "RoundState",
    "advance",
]


class RoundState(StrEnum):
    """Where a round is in a room's view."""

    UNHEARD = "unheard"
    REQUESTED = "requested"
    RECOMMENDED = "recommended"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    SET = "set"
    POSTPONED = "postponed"
    HELD = "held"
    ADJOURNED = "adjourned"
    ENDED = "ended"
    CANCELLED = "cancelled"


class RoundEvent(StrEnum):
    """What happens to a round."""

    REQUEST = "request"
    RECOMMENDATION = "recommendation"
    ACCEPTANCE = "acceptance"
    REFUSAL = "refusal"
    SET = "set"
    POSTPONEMENT = "postponement"
    HELD = "held"
    CANCELLED = "cancelled"
    ADJOURNED = "adjourned"
    ENDED = "ended"


class Result(StrEnum):
    """How a round came out."""

    AGREEMENT = "agreement"
    NONE = "none"
    ADJOURNED = "adjourned"


class Convening(Value, frozen=True, kw_only=True, tag_field="kind", tag="convening"):
    """One step of bringing a round about.

    Attributes:
        round: random id, of this room alone.
        place: where; the event ``set`` needs it.
        time: when; the event ``set`` needs it.
        words: what is said with it.
        taken_down: set where the desk enters what the room's side did, with the name of who did.
    """

    round: str
    event: RoundEvent
    place: str | None = None
    time: str | None = None
    words: str = ""
    taken_down: TakenDown | None = None


class Outcome(Value, frozen=True, kw_only=True, tag_field="kind", tag="outcome"):
    """The desk tells the room how a round came out."""

    round: str
    result: Result
    words: str = ""


TRANSITIONS: dict[RoundState, dict[RoundEvent, RoundState]] = {
    RoundState.UNHEARD: {
        RoundEvent.REQUEST: RoundState.REQUESTED,
        RoundEvent.RECOMMENDATION: RoundState.RECOMMENDED,
    },
    RoundState.REQUESTED: {
        RoundEvent.RECOMMENDATION: RoundState.RECOMMENDED,
        RoundEvent.SET: RoundState.SET,
        RoundEvent.CANCELLED: RoundState.CANCELLED,
    },
    RoundState.RECOMMENDED: {
        RoundEvent.ACCEPTANCE: RoundState.ACCEPTED,
        RoundEvent.REFUSAL: RoundState.REFUSED,
        RoundEvent.CANCELLED: RoundState.CANCELLED,
    },
    RoundState.ACCEPTED: {
        RoundEvent.SET: RoundState.SET,
        RoundEvent.REFUSAL: RoundState.REFUSED,
        RoundEvent.CANCELLED: RoundState.CANCELLED,
    },
    RoundState.REFUSED: {
        RoundEvent.REQUEST: RoundState.REQUESTED,
        RoundEvent.RECOMMENDATION: RoundState.RECOMMENDED,
        RoundEvent.ACCEPTANCE: RoundState.ACCEPTED,
        RoundEvent.CANCELLED: RoundState.CANCELLED,
    },
    RoundState.SET: {
        RoundEvent.SET: RoundState.SET,
        RoundEvent.POSTPONEMENT: RoundState.POSTPONED,
        RoundEvent.REFUSAL: RoundState.REFUSED,
        RoundEvent.HELD: RoundState.HELD,
        RoundEvent.CANCELLED: RoundState.CANCELLED,
    },
    RoundState.POSTPONED: {
        RoundEvent.SET: RoundState.SET,
        RoundEvent.CANCELLED: RoundState.CANCELLED,
    },
    RoundState.HELD: {
        RoundEvent.ADJOURNED: RoundState.ADJOURNED,
        RoundEvent.ENDED: RoundState.ENDED,
    },
    RoundState.ADJOURNED: {
        RoundEvent.SET: RoundState.SET,
        RoundEvent.HELD: RoundState.HELD,
        RoundEvent.ENDED: RoundState.ENDED,
        RoundEvent.CANCELLED: RoundState.CANCELLED,
    },
    RoundState.ENDED: {},
    RoundState.CANCELLED: {},
}

_DESK = frozenset({Side.DESK})
_ROOM = frozenset({Side.ROOM})

WHO: Mapping[RoundEvent, frozenset[Side]] = {
    RoundEvent.REQUEST: _ROOM,
    RoundEvent.RECOMMENDATION: _DESK,
    RoundEvent.ACCEPTANCE: _ROOM,
    RoundEvent.REFUSAL: _ROOM,
    RoundEvent.SET: _DESK,
    RoundEvent.POSTPONEMENT: _DESK | _ROOM,
    RoundEvent.HELD: _DESK,
    RoundEvent.CANCELLED: _DESK,
    RoundEvent.ADJOURNED: _DESK,
    RoundEvent.ENDED: _DESK,
}


def advance(state: RoundState, event: RoundEvent, *, side: Side) -> RoundState:
    """The round's state after ``event``.

    Raises:
        NotTheirs: that side may not raise the event.
        OutOfTurn: the event cannot follow; the state is as it was.
    """
    if side not in WHO[event]:
        raise NotTheirs(f"{event.value} came from the {side.value}; the round was not moved")
    return step(TRANSITIONS, state, event)
