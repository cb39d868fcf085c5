"""What the desk learns of each side's wishes, piece by piece: bodies of journal entries.

Nothing here reaches a room: the journal is the desk's own. Every piece carries two clocks: its
entry's time says since when the desk has it on record, ``said_at`` since when its side holds it. A
later piece about the same thing takes its place from its own ``said_at`` on; a piece that was taken
down wrongly is corrected by one that names its number. ``may_use`` says whether what it tells may
shape a draft. Amounts are text, a decimal or a fraction (``"0.4"``, ``"1/3"``), read exactly; names
of issues and options are as the desk wrote them, since canonical JSON has no other keys.
"""

from enum import StrEnum

from wasit.talks.crossing import SourceRef
from wasit.talks.people import Value

__all__ = [
    "Amount",
    "IssueKind",
    "IssueNamed",
    "LimitTold",
    "LinkForm",
    "Linked",
    "OptionAmount",
    "OptionRefused",
    "OptionsTaken",
    "PointAmount",
    "Preferred",
    "Scale",
    "SideAmount",
    "TermEntry",
    "TermTold",
    "TermWithdrawn",
    "ThingPoints",
    "ThingsListed",
    "Weighed",
    "WeightsOrdered",
]


class Amount(Value, frozen=True):
    """A number, or with ``high`` a range; ends included."""

    low: str
    high: str = ""


class OptionAmount(Value, frozen=True, kw_only=True):
    """What one option (or named thing) is worth."""

    option: str
    amount: Amount


class PointAmount(Value, frozen=True, kw_only=True):
    """What a number of a numeric issue is worth; between points, straight lines."""

    number: str
    worth: str


class SideAmount(Value, frozen=True, kw_only=True):
    """What a deed changes for one side, by its room's name."""

    side: str
    amount: Amount


class OptionsTaken(Value, frozen=True, kw_only=True):
    """An issue settled by one of these options."""

    issue: str
    options: tuple[str, ...]


class TermEntry(Value, frozen=True, kw_only=True):
    """What every entry on terms has: since when it holds, and the statement that it rests on."""

    said_at: str
    source: SourceRef | None = None


class TermTold(TermEntry, frozen=True, kw_only=True):
    """A piece: whether it may shape a draft, and the number of the entry that it corrects."""

    may_use: bool = False
    corrects: int | None = None


class IssueKind(StrEnum):
    """What settling an issue means."""

    CATEGORICAL = "categorical"
    ORDERED = "ordered"
    NUMERIC = "numeric"
    LIST = "list"
    EXCHANGE = "exchange"


class IssueNamed(TermTold, frozen=True, kw_only=True, tag_field="kind", tag="issue_named"):
    """Something to settle, and how it can be.

    Attributes:
        options: of a categorical or ordered issue.
        things: of a list, settled thing by thing.
        low, high, step: of a numeric issue or an exchange; the step is 1 where it is empty.
        rate, against: of an exchange: so much of that for one of these.
    """

    name: str
    settled: IssueKind = IssueKind.CATEGORICAL
    options: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    low: str = ""
    high: str = ""
    step: str = ""
    unit: str = ""
    rate: str = ""
    against: str = ""


class Preferred(TermTold, frozen=True, kw_only=True, tag_field="kind", tag="preferred"):
    """What options of an issue are worth to a side: some of them, an order, or points."""

    side: str
    issue: str
    worth: tuple[OptionAmount, ...] = ()
    order: tuple[str, ...] = ()
    points: tuple[PointAmount, ...] = ()


class Scale(StrEnum):
    """How a weight was told: as such, or as what moving from worst to best matters."""

    WEIGHT = "weight"
    SWING = "swing"


class Weighed(TermTold, frozen=True, kw_only=True, tag_field="kind", tag="weighed"):
    """How much an issue matters to a side."""

    side: str
    issue: str
    amount: Amount
    scale: Scale = Scale.WEIGHT


class WeightsOrdered(TermTold, frozen=True, kw_only=True, tag_field="kind", tag="weights_ordered"):
    """Issues in the order in which they matter to a side, the first most."""

    side: str
    issues: tuple[str, ...]


class LimitTold(TermTold, frozen=True, kw_only=True, tag_field="kind", tag="limit_told"):
    """What a side wants at the least: an amount, or the package it would rather walk away with."""

    side: str
    amount: Amount | None = None
    package: tuple[OptionsTaken, ...] = ()


class OptionRefused(TermTold, frozen=True, kw_only=True, tag_field="kind", tag="option_refused"):
    """An option that a side will not have, whatever else is offered."""

    side: str
    issue: str
    option: str


class LinkForm(StrEnum):
    """How a linkage binds what it names."""

    IF_THEN = "if_then"
    NEVER = "never"
    TOGETHER = "together"


class Linked(TermTold, frozen=True, kw_only=True, tag_field="kind", tag="linked"):
    """Options that go together or not; ``then`` is there for ``if_then`` alone."""

    id: str
    form: LinkForm
    of: tuple[OptionsTaken, ...]
    then: tuple[OptionsTaken, ...] = ()


class ThingPoints(Value, frozen=True, kw_only=True):
    """A side's points for the things of a list."""

    side: str
    points: tuple[OptionAmount, ...]


class ThingsListed(TermTold, frozen=True, kw_only=True, tag_field="kind", tag="things_listed"):
    """Named things to divide, with each side's points for them."""

    name: str
    things: tuple[str, ...]
    points: tuple[ThingPoints, ...] = ()


class TermWithdrawn(TermEntry, frozen=True, kw_only=True, tag_field="kind", tag="term_withdrawn"):
    """An earlier entry on terms holds no longer from ``said_at`` on, and nothing in its place.

    With ``mistaken`` it never held: the desk took it down wrongly, and what it replaced stands.
    """

    number: int
    why: str
    mistaken: bool = False
