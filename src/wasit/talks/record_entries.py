"""What the desk keeps of the record: bodies of journal entries about what happens outside.

An incident is the claims made of it: each value has who says it, through whom, in what words, how
they know, and when it happened, was said and was learned. Nothing is overwritten: a later claim
adds to, corrects, disputes or withdraws an earlier one, and judgements are replaced by later ones
of the same pair or incident. Words for kinds, statuses and units are the record's
(``docs/record.md``); here they are text, so that a word of a later version is kept as it was said.

Incidents of an imported vintage are named ``series/row``; the desk's own by an id without ``/``.
"""

from enum import StrEnum

from msgspec import field

from wasit.talks.people import Value

__all__ = [
    "BearingJudged",
    "ClaimMade",
    "ClaimRelation",
    "ClaimsMade",
    "PairVerdict",
    "PromiseWatched",
    "RecordEntry",
    "RecordReleased",
    "RuleKept",
    "SameEventJudged",
    "SourceGraded",
    "TallyClaimed",
    "ThreatNoted",
    "VintageTaken",
]


class ClaimRelation(StrEnum):
    """What a claim does to an earlier one."""

    ADDS = "adds"
    CORRECTS = "corrects"
    DISPUTES = "disputes"
    WITHDRAWS = "withdraws"


class PairVerdict(StrEnum):
    """What a person holds of two incidents."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class VintageTaken(Value, frozen=True, kw_only=True, tag_field="kind", tag="record_vintage"):
    """A data set was taken in; the rows are in a sealed file beside the vault that took them.

    Attributes:
        series: the data set's name in the case; of one series the newest vintage counts.
        sha256: of the Parquet file that is sealed (hex).
        source_sha256: of the file that was read (hex).
        learned_on: day on which the desk had it, as said at the import.
    """

    id: str
    series: str
    format: str
    rows: int
    added: int
    changed: int
    withdrawn: int
    kept_aside: int
    sha256: str
    source_sha256: str
    learned_on: str


class ClaimMade(Value, frozen=True, kw_only=True):
    """One value of one field of an incident, as somebody said it.

    Attributes:
        value: the value in words or as the field's form asks; empty where a range is given.
        reliability: A to F, of the source; empty where only the source's own grade counts.
        credibility: 1 to 6, of this information.
        visible_to: rooms that may be told of it; none where empty.
    """

    id: str
    field: str
    value: str = ""
    low: int | None = None
    best: int | None = None
    high: int | None = None
    said_by: str
    through: str = ""
    words: str = ""
    basis: str = ""
    scale: str = ""
    reliability: str = ""
    credibility: int = 6
    happened_at: str = ""
    said_at: str = ""
    learned_at: str
    relation: ClaimRelation = ClaimRelation.ADDS
    earlier: str = ""
    visible_to: tuple[str, ...] = ()


class ClaimsMade(Value, frozen=True, kw_only=True, tag_field="kind", tag="record_claims"):
    """Claims of one incident; ``opens`` where they are the first of an incident of the desk's."""

    incident: str
    claims: tuple[ClaimMade, ...]
    opens: bool = False


class SourceGraded(Value, frozen=True, kw_only=True, tag_field="kind", tag="record_source"):
    """How far the desk trusts a source from now on, A to F, apart from what it says."""

    source: str
    reliability: str
    why: str = ""


class TallyClaimed(Value, frozen=True, kw_only=True, tag_field="kind", tag="record_tally"):
    """A total as somebody claims it; ``rule`` is the counting rule the sayer named, if any."""

    id: str
    number: int
    of: str
    said_by: str
    through: str = ""
    words: str = ""
    since: str = ""
    until: str = ""
    said_at: str = ""
    learned_at: str
    rule: str = ""
    visible_to: tuple[str, ...] = ()


class RuleKept(Value, frozen=True, kw_only=True, tag_field="kind", tag="record_rule"):
    """A counting rule of the desk's own, in words and as data."""

    name: str
    unit: str
    words: str
    kinds: tuple[str, ...]
    waters: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    floor: str = ""
    split: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


class PromiseWatched(Value, frozen=True, kw_only=True, tag_field="kind", tag="record_promise"):
    """What an understanding forbids, so that incidents can be held against it."""

    name: str
    promised: str
    by: str
    since: str
    until: str = ""
    kinds: tuple[str, ...]
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class BearingJudged(Value, frozen=True, kw_only=True, tag_field="kind", tag="record_bearing"):
    """How an incident bears on an understanding, as a person judges it, in place of a reading."""

    promise: str
    incident: str
    bearing: str
    why: str


class ThreatNoted(Value, frozen=True, kw_only=True, tag_field="kind", tag="record_threat"):
    """What somebody announced or demanded, by when (EDTF), and what would show it done."""

    name: str
    said_by: str
    words: str
    said_on: str
    due: str = ""
    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class SameEventJudged(Value, frozen=True, kw_only=True, tag_field="kind", tag="record_pair"):
    """Whether two incidents are one event; a later judgement of the same two replaces it."""

    one: str
    other: str
    verdict: PairVerdict
    why: str = ""


class RecordReleased(Value, frozen=True, kw_only=True, tag_field="kind", tag="record_released"):
    """Parts of the record were told to a room as common ground, by that conveyance."""

    room: str
    conveyance: str
    parts: tuple[str, ...]


RecordEntry = (
    VintageTaken
    | ClaimsMade
    | SourceGraded
    | TallyClaimed
    | RuleKept
    | PromiseWatched
    | BearingJudged
    | ThreatNoted
    | SameEventJudged
    | RecordReleased
)
"""Everything the journal says of the record."""
