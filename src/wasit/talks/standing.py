"""Where each conveyance and each statement stands, read off the journal and the rooms.

These are the desk's facts. A room learns them only by a report.
"""

from collections.abc import Mapping
from enum import StrEnum

from wasit.talks.carried import Manner
from wasit.talks.journal import Journal
from wasit.talks.people import Value
from wasit.talks.room import RoomTalks

__all__ = ["Carried", "Fate", "SentenceStanding", "ThreeTimes", "standing_of", "three_times"]


class ThreeTimes(Value, frozen=True, kw_only=True):
    """When words were handed to us, handed on, and received; None for what has not been."""

    handed_to_us: str | None
    handed_on: str | None
    received: str | None


def three_times(conveyance: str, *, journal: Journal, rooms: Mapping[str, RoomTalks]) -> ThreeTimes:
    """The three times of a conveyance.

    Handed to us is the latest of its sources' times; received is what the journal says, else the
    first receipt of the target room that covers it.

    Raises:
        NotFound: the journal knows no such conveyance.
    """
    raise NotImplementedError


class Fate(StrEnum):
    """What can be true of a sentence; several can be at once."""

    HELD = "held"
    CONVEYED = "conveyed"
    RECEIVED = "received"
    READ_BACK = "read_back"
    ANSWERED = "answered"
    REPORTED = "reported"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Carried(Value, frozen=True, kw_only=True):
    """One conveyance that a sentence went into."""

    conveyance: str
    target: str
    manner: Manner
    number: int
    times: ThreeTimes


class SentenceStanding(Value, frozen=True, kw_only=True):
    """Where one sentence stands."""

    sentence: str
    fates: tuple[Fate, ...]
    carried: tuple[Carried, ...]


def standing_of(
    *, room: str, statement: str, journal: Journal, rooms: Mapping[str, RoomTalks], now: str
) -> tuple[SentenceStanding, ...]:
    """Where each sentence of a statement stands at ``now``, in the order they were said.

    Raises:
        NotFound: there is no such room or statement.
    """
    raise NotImplementedError
