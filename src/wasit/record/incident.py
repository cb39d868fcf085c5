"""What happened, as one value: an incident and the few closed sets its fields come from.

An incident is what the record holds after reading its claims; who says each value is in
``claim.py``. Perpetrator and target are named apart from the order of actors in a source, and
``direction_known`` is False where the source does not say who attacked whom. Casualties belong to
somebody: the dead among the attackers are never the victims of the attack.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from wasit.record.place import Place
from wasit.record.when import When

__all__ = [
    "Casualties",
    "Incident",
    "Kind",
    "Outcome",
    "PartOf",
    "Status",
    "Whose",
    "is_imo",
]


class Kind(Enum):
    """What sort of event it is; small on purpose, after PLOVER's idea."""

    ATTACK_SHIP = "attack on shipping"
    ATTACK_LAND = "attack on land"
    STRIKE = "strike"
    INTERCEPT = "interception"
    APPROACH = "armed approach"
    PIRACY = "piracy"
    SEIZE_ARMS = "seizure of arms"
    MOVE = "movement of forces"
    DOWN_AIRCRAFT = "aircraft shot down"
    REPORT = "coded report"
    OTHER = "other"


class Outcome(Enum):
    """How far an attack got, from least to most; UNKNOWN where nobody says."""

    UNKNOWN = "unknown"
    APPROACH = "approach"
    INTERCEPTED = "fired and intercepted"
    MISSED = "fired and missed"
    HIT = "hit"
    CREW_HURT = "crew hurt or killed"
    LOST = "lost"
    SEIZED = "seized"


class Status(Enum):
    """How well the incident stands, weakest first. ``docs/counting.md`` says what earns each."""

    WITHDRAWN = "withdrawn"
    UNVERIFIABLE = "unverifiable"
    CLAIMED = "claimed"
    DISPUTED = "disputed"
    REPORTED = "reported"
    CONFIRMED = "confirmed"


STANDING = {status: place for place, status in enumerate(Status)}
"""Place of each status from the weakest; the strongest of several rows speaks for their ship."""


class Whose(Enum):
    """To whom the dead and hurt of an incident belong."""

    TARGET = "target"
    PERPETRATOR = "perpetrator"
    BYSTANDER = "bystander"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Casualties:
    """Dead of one party in one incident: least, best and most, as given; None where unsaid."""

    whose: Whose
    low: int | None
    best: int | None
    high: int | None
    shared: bool = False
    """True where the figure is this row's share of a total that several rows repeat."""


@dataclass(frozen=True, slots=True)
class PartOf:
    """What an incident is part of: an operation has rounds, a round places, a place raids."""

    operation: str = ""
    round: str = ""
    raids: int | None = None
    raids_of: str = ""
    """Key of the text that gives ``raids``: rows with one key share one figure."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One event of the record, as one source's row or one person's entry has it."""

    id: str
    when: When
    place: Place
    kind: Kind
    status: Status = Status.REPORTED
    outcome: Outcome = Outcome.UNKNOWN
    perpetrator: str = ""
    target: str = ""
    direction_known: bool = False
    ships: tuple[str, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    part_of: PartOf = field(default_factory=PartOf)
    note: str = ""
    says: str = ""
    """Who says so, as the row names its sources."""
    dataset: str = ""
    source_type: str = ""
    known_on: date | None = None
    """Day on which the source last changed this; None where it does not say."""
    line: int = 0

    def dead(self, whose: Whose) -> int:
        """Best figure of the dead of one party, 0 where none is said."""
        return sum(part.best or 0 for part in self.casualties if part.whose is whose)


def is_imo(number: str) -> bool:
    """Whether seven digits carry the check digit of an IMO ship number.

    >>> is_imo("9074729"), is_imo("9074728")
    (True, False)
    """
    if len(number) != 7 or not number.isdecimal():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, range(7, 1, -1), strict=False))
    return total % 10 == int(number[6])
