"""A sourced value, and a claimed total: who says what of an incident, how they know, when we heard.

A ``Claim`` is one value of one field from one sayer. Source and information are graded apart, on
the
two scales that intelligence staffs use, because a reliable office can pass on a doubtful thing. A
later claim says what it does to an earlier one: it adds, corrects, disputes or withdraws; nothing
is
overwritten. What holds of a field is read by ``standing_of``, and a dispute is two claims that
stand.
A ``Tally`` is a claimed total; without its counting rule it is a number about nothing certain.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from wasit.errors import BadInput
from wasit.record.when import When

__all__ = [
    "Claim",
    "ClaimUnreadable",
    "Credibility",
    "Figure",
    "Relation",
    "Reliability",
    "Tally",
    "disputed_fields",
    "standing_of",
]


class Reliability(Enum):
    """How far the source is to be trusted, apart from what it says this time."""

    A = "completely reliable"
    B = "usually reliable"
    C = "fairly reliable"
    D = "not usually reliable"
    E = "unreliable"
    F = "cannot be judged"


class Credibility(Enum):
    """How far the information is to be believed, apart from who says it."""

    ONE = "confirmed by other sources"
    TWO = "probably true"
    THREE = "possibly true"
    FOUR = "doubtful"
    FIVE = "improbable"
    SIX = "cannot be judged"


class Relation(Enum):
    """What a claim does to an earlier one."""

    ADDS = "adds"
    CORRECTS = "corrects"
    DISPUTES = "disputes"
    WITHDRAWS = "withdraws"


class ClaimUnreadable(BadInput):
    """A claim does not say enough, or says two things at once. Nothing was recorded."""

    code = "claim-unreadable"
    advice = (
        "Give a value or low, best and high; name the earlier claim that it corrects or disputes."
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """A number given as a range: least, best, most; None where unsaid."""

    low: int | None
    best: int | None
    high: int | None

    def __post_init__(self) -> None:
        given = [part for part in (self.low, self.best, self.high) if part is not None]
        if not given or given != sorted(given):
            raise ClaimUnreadable(
                f"low {self.low}, best {self.best}, high {self.high} are no range; nothing was "
                f"recorded"
            )


@dataclass(frozen=True, slots=True)
class Claim:
    """One value of one field of an incident, as somebody said it."""

    id: str
    incident: str
    field: str
    value: str | Figure
    said_by: str
    learned_at: date
    through: str = ""
    """Who passed it on to us: the outlet, the liaison."""
    words: str = ""
    """The words it was said in, quoted."""
    basis: str = ""
    """How they know: saw it, admitted it, own inference, coded by pattern."""
    reliability: Reliability = Reliability.F
    credibility: Credibility = Credibility.SIX
    scale: str = ""
    """Whether the source is local, national, international or a party."""
    happened_at: When | None = None
    said_at: date | None = None
    relation: Relation = Relation.ADDS
    earlier: str = ""
    """The claim that this one corrects, disputes or withdraws."""
    visible_to: frozenset[str] = dataclasses.field(default_factory=frozenset[str])
    """Sides that may see it; none but the desk where empty."""

    def __post_init__(self) -> None:
        if (self.relation is Relation.ADDS) == bool(self.earlier):
            raise ClaimUnreadable(
                f"claim {self.id!r} {self.relation.value} "
                f"{self.earlier or 'no earlier claim'}; nothing was recorded"
            )

    @property
    def grade(self) -> str:
        """Both grades as staffs write them: B2.

        >>> Claim(id="c", incident="i", field="dead", value="3", said_by="UKMTO",
        ...       learned_at=date(2024, 3, 7)).grade
        'F6'
        """
        return f"{self.reliability.name}{list(Credibility).index(self.credibility) + 1}"


def standing_of(claims: Iterable[Claim], *, known_on: date | None = None) -> tuple[Claim, ...]:
    """The claims that stand as known on a day: neither corrected nor withdrawn by then.

    Only its own sayer can correct or withdraw a claim; another's correction is a dispute, and both
    stand.
    """
    known = [claim for claim in claims if known_on is None or claim.learned_at <= known_on]
    by_id: Mapping[str, Claim] = {claim.id: claim for claim in known}
    gone = {
        claim.earlier
        for claim in known
        if claim.relation in (Relation.CORRECTS, Relation.WITHDRAWS)
        and claim.earlier in by_id
        and by_id[claim.earlier].said_by == claim.said_by
    }
    return tuple(
        claim
        for claim in known
        if claim.id not in gone and claim.relation is not Relation.WITHDRAWS
    )


def disputed_fields(
    claims: Iterable[Claim], *, known_on: date | None = None
) -> dict[tuple[str, str], tuple[Claim, ...]]:
    """Claims by (incident, field) where two standing ones say different things."""
    by_field: dict[tuple[str, str], list[Claim]] = {}
    for claim in standing_of(claims, known_on=known_on):
        by_field.setdefault((claim.incident, claim.field), []).append(claim)
    return {
        place: tuple(said)
        for place, said in by_field.items()
        if len({claim.value for claim in said}) > 1
        or any(claim.relation is Relation.DISPUTES for claim in said)
    }


@dataclass(frozen=True, slots=True)
class Tally:
    """A total as somebody claims it."""

    number: int
    of: str
    said_by: str
    since: date | None = None
    until: date | None = None
    said_at: date | None = None
    rule: str = ""
    """The counting rule the sayer named; empty where none was given."""
    words: str = ""

    def data(self) -> dict[str, object]:
        """The tally as data."""
        return {
            "number": self.number,
            "of": self.of,
            "said_by": self.said_by,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "said_at": self.said_at.isoformat() if self.said_at else None,
            "rule": self.rule or None,
            "words": self.words or None,
        }
