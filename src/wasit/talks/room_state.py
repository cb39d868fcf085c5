"""What a room's log amounts to: the mutable state behind ``RoomTalks``, and what it can be asked.

Everything here is plain data that msgpack can hold, keyed by strings, in the order it came, so that
a snapshot of a full re-fold equals the snapshot kept. Only the rules (``*_rules.py``) change it.
Nothing in it derives from another log. Nothing kept can hold itself, so the garbage collector need
not look at it (``gc=False``), which keeps folding as quick late in a log as early.
"""

from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct, field

from wasit.talks.carried import Conveyance, ReadBackState, Report
from wasit.talks.files import AttachedFile
from wasit.talks.marks import Mark
from wasit.talks.opening import RoomOpened, RoomState
from wasit.talks.people import Person
from wasit.talks.retention import Retention
from wasit.talks.rounds import Convening, Outcome, RoundState
from wasit.talks.said import Statement

__all__ = [
    "KeptConvening",
    "KeptConveyance",
    "KeptIntroduction",
    "KeptMark",
    "KeptOutcome",
    "KeptReport",
    "KeptRound",
    "KeptSentence",
    "KeptStatement",
    "RoomFold",
]


class KeptMark(Struct, kw_only=True, gc=False):
    """A mark that a sentence has or had: under which id and number, by whom."""

    id: str
    mark: Mark
    number: int
    by: str


class KeptSentence(Struct, kw_only=True, gc=False):
    """A sentence: its words, every mark it ever had, and those in force.

    ``heads`` are ids of the marks in force; more than one where re-marks crossed.
    ``withdrawn`` is the number of the entry that took it back.
    """

    id: str
    text: str
    marks: dict[str, KeptMark]
    heads: list[str]
    withdrawn: int | None = None
    file: AttachedFile | None = None

    def in_force(self) -> list[KeptMark]:
        """The marks in force; the strictest of them holds."""
        return [self.marks[head] for head in self.heads]


class KeptStatement(Struct, kw_only=True, gc=False):
    """A statement as it came, and what became of it in this room.

    ``author`` is who entered it, ``said.speaker`` who said it; names are as they were then.
    """

    number: int
    at: str
    author: str
    author_name: str
    device: str
    said: Statement
    speaker_name: str
    sentences: dict[str, KeptSentence]
    confirmed_by: str | None = None
    read_back: ReadBackState | None = None
    answered_by: list[str] = field(default_factory=list[str])
    reports: list[int] = field(default_factory=list[int])

    @property
    def unconfirmed(self) -> bool:
        """Whether the desk took it down and nobody of the side has accepted it."""
        return self.said.taken_down is not None and self.confirmed_by is None


class KeptConveyance(Struct, kw_only=True, gc=False):
    """A conveyance as it came, and what this room did with it.

    The lists hold ids of this room's statements that ask about it, answer it or read it back;
    ``corrected_by`` ids of later conveyances that put it right.
    """

    number: int
    at: str
    author: str
    author_name: str
    device: str
    conveyed: Conveyance
    asked_by: list[str] = field(default_factory=list[str])
    answered_by: list[str] = field(default_factory=list[str])
    read_back_by: list[str] = field(default_factory=list[str])
    corrected_by: list[str] = field(default_factory=list[str])


class KeptReport(Struct, kw_only=True, gc=False):
    """A report as it came."""

    number: int
    at: str
    author: str
    report: Report


class KeptIntroduction(Struct, kw_only=True):
    """When a counterpart was introduced."""

    number: int
    at: str


class KeptConvening(Struct, kw_only=True):
    """A step of a round as it came; ``author`` is the person's name."""

    number: int
    at: str
    author: str
    convening: Convening


class KeptOutcome(Struct, kw_only=True):
    """A round's outcome as it came."""

    number: int
    at: str
    outcome: Outcome


class KeptRound(Struct, kw_only=True, gc=False):
    """A round in this room's view, with every step that brought it there."""

    state: RoundState
    steps: list[KeptConvening]
    outcomes: list[KeptOutcome] = field(default_factory=list[KeptOutcome])
    place: str | None = None
    time: str | None = None


class RoomFold(Struct, kw_only=True):
    """The state of one room's log.

    Attributes:
        number: of the last entry folded; void entries are not folded.
        desk_seen: newest number that an entry of the desk has seen.
        opened: what the room was opened with.
        people: the member list that holds, by id.
        counterparts: names introduced to the room.
        receipts: (up to, number, at) of each receipt of the room, ascending.
        received_up_to: newest number that a person of the room has opened.
        newer_kinds: numbers of entries of a kind this version does not know.
        closing_words: what the desk said when it closed the room.
        retention: the rule that holds, of what becomes of this room at a seat.
    """

    number: int = 0
    desk_seen: int = 0
    life: RoomState = RoomState.UNOPENED
    opened: RoomOpened | None = None
    closing_words: str = ""
    retention: Retention = Retention.KEEP
    people: dict[str, Person] = field(default_factory=dict[str, Person])
    counterparts: dict[str, KeptIntroduction] = field(default_factory=dict[str, KeptIntroduction])
    statements: dict[str, KeptStatement] = field(default_factory=dict[str, KeptStatement])
    conveyances: dict[str, KeptConveyance] = field(default_factory=dict[str, KeptConveyance])
    mark_ids: dict[str, str] = field(default_factory=dict[str, str])
    reports: dict[int, KeptReport] = field(default_factory=dict[int, KeptReport])
    rounds: dict[str, KeptRound] = field(default_factory=dict[str, KeptRound])
    receipts: list[tuple[int, int, str]] = field(default_factory=list[tuple[int, int, str]])
    received_up_to: int = 0
    newer_kinds: list[int] = field(default_factory=list[int])

    @property
    def name(self) -> str:
        """The room's name, or an empty text before it is opened."""
        return self.opened.room if self.opened is not None else ""

    def files(self) -> Iterator[AttachedFile]:
        """Every file that stands in this log, taken back or not."""
        for statement in self.statements.values():
            yield from (each.file for each in statement.said.sentences if each.file is not None)
        for kept in self.conveyances.values():
            yield from (each.file for each in kept.conveyed.sentences if each.file is not None)

    def received_by_desk(self, number: int) -> bool:
        """Whether the desk's latest entry in this log shows that it had read that number."""
        return self.desk_seen >= number

    def received_at(self, number: int) -> str | None:
        """The claimed time of the first receipt that covers that number; None without one."""
        index = bisect_left(self.receipts, number, key=lambda receipt: receipt[0])
        return self.receipts[index][2] if index < len(self.receipts) else None
