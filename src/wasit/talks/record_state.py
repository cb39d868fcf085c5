"""What the journal's entries on the record amount to; only ``record_rules`` changes it."""

from msgspec import Struct, field

from wasit.talks.record_entries import (
    BearingJudged,
    ClaimMade,
    PromiseWatched,
    RecordReleased,
    RuleKept,
    SameEventJudged,
    SourceGraded,
    TallyClaimed,
    ThreatNoted,
    VintageTaken,
)

__all__ = ["KeptClaim", "KeptJudgement", "RecordFold"]


class KeptClaim(Struct, frozen=True, kw_only=True, gc=False):
    """A claim with its incident, and the number, time and person of its entry."""

    incident: str
    claim: ClaimMade
    number: int
    at: str
    by: str


class KeptJudgement(Struct, frozen=True, kw_only=True, gc=False):
    """A judgement of a pair, with the time and person of its entry."""

    judged: SameEventJudged
    at: str
    by: str


class RecordFold(Struct, kw_only=True):
    """The record as the journal has it.

    Attributes:
        vintages: in the order they were taken in.
        opened: the desk's own incidents, by id, with the number of the entry that opened each.
        claims: by claim id, in the order they were made.
        sources: by source, the newest grade.
        bearings: by understanding, then incident, the newest judgement.
        pairs: every judgement of two incidents, in order.
    """

    vintages: list[VintageTaken] = field(default_factory=list[VintageTaken])
    opened: dict[str, int] = field(default_factory=dict[str, int])
    claims: dict[str, KeptClaim] = field(default_factory=dict[str, KeptClaim])
    sources: dict[str, SourceGraded] = field(default_factory=dict[str, SourceGraded])
    tallies: dict[str, TallyClaimed] = field(default_factory=dict[str, TallyClaimed])
    rules: dict[str, RuleKept] = field(default_factory=dict[str, RuleKept])
    promises: dict[str, PromiseWatched] = field(default_factory=dict[str, PromiseWatched])
    bearings: dict[str, dict[str, BearingJudged]] = field(
        default_factory=dict[str, dict[str, BearingJudged]]
    )
    threats: dict[str, ThreatNoted] = field(default_factory=dict[str, ThreatNoted])
    pairs: list[KeptJudgement] = field(default_factory=list[KeptJudgement])
    released: list[RecordReleased] = field(default_factory=list[RecordReleased])
