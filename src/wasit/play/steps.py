"""The acts a script can name, each with its fields.

A step is one act of one seat. References to what was said or conveyed before are step ids:
``"opening"`` for all of it, ``"opening#2"`` for its second sentence.
"""

from wasit.play.step_parts import (
    AloudTable,
    Expected,
    FileTable,
    MarkTable,
    NewPerson,
    OverrideTable,
    SentenceTable,
    StepHead,
)
from wasit.talks.carried import Ending, Manner, Reported
from wasit.talks.deeds import ProofSeen
from wasit.talks.rounds import Result, RoundEvent
from wasit.talks.said import Position, Verdict
from wasit.terms.own_format import (
    CommitmentIn,
    IssueIn,
    LinkageIn,
    SideIn,
    StepIn,
    TextIn,
    ThingsIn,
)

__all__ = [
    "Accept",
    "AloudTable",
    "Answer",
    "Approve",
    "Ask",
    "AskApproval",
    "CheckOff",
    "CloseRoom",
    "ConditionIsMet",
    "Convene",
    "Convey",
    "EventIsHere",
    "Expect",
    "Expected",
    "FileTable",
    "Introduce",
    "Join",
    "Leave",
    "MarkTable",
    "NewPerson",
    "NoteDown",
    "Offline",
    "Online",
    "OverrideTable",
    "ReMark",
    "ReadBack",
    "Receive",
    "ReportStep",
    "RoundOutcome",
    "Say",
    "SentenceTable",
    "SettleReadBack",
    "StandBy",
    "Step",
    "TakeBack",
    "TakeDown",
    "TakeTerms",
]


class _Speech(StepHead, frozen=True, kw_only=True):
    """An act that says words: ``text``, or ``sentences`` where each may have its own mark.

    ``files`` go with them and are numbered after them.
    """

    text: str = ""
    sentences: tuple[str | SentenceTable, ...] = ()
    language: str = ""
    mark: str | MarkTable | None = None
    position: Position | None = None
    speaker: str = ""
    files: tuple[FileTable, ...] = ()


class Say(_Speech, frozen=True, kw_only=True, tag="say"):
    """A room says something to the desk."""


class TakeDown(_Speech, frozen=True, kw_only=True, tag="take_down"):
    """The desk takes down what somebody of a room said aloud.

    ``speaker`` is a seat of the room; ``speaker_name`` somebody who has none.
    """

    room: str
    place: str
    heard_at: str = ""
    speaker_name: str = ""


class Accept(StepHead, frozen=True, kw_only=True, tag="accept"):
    """A room accepts as said what the desk took down."""

    what: str


class Ask(_Speech, frozen=True, kw_only=True, tag="ask"):
    """A room asks about a conveyed sentence; with ``due``, a UTC time, it is urgent."""

    about: str
    due: str | None = None


class Answer(_Speech, frozen=True, kw_only=True, tag="answer"):
    """A room answers a conveyance; ``verdict`` where it carried a read-back of its words."""

    to: str
    verdict: Verdict | None = None


class ReadBack(_Speech, frozen=True, kw_only=True, tag="read_back"):
    """A room restates what was conveyed to it."""

    of: str


class ReMark(StepHead, frozen=True, kw_only=True, tag="mark"):
    """A room puts another mark on what it said."""

    on: str
    mark: str | MarkTable


class TakeBack(StepHead, frozen=True, kw_only=True, tag="withdraw"):
    """A room withdraws what it said."""

    what: str


class Receive(StepHead, frozen=True, kw_only=True, tag="receive"):
    """A seat reads everything; a room's seat leaves a receipt."""


class Convene(StepHead, frozen=True, kw_only=True, tag="convene"):
    """A step of bringing a round about; the desk names the room with ``to``."""

    round: str
    event: RoundEvent
    to: str = ""
    place: str | None = None
    time: str | None = None
    words: str = ""


class _Carrying(StepHead, frozen=True, kw_only=True):
    """Words for a room, and what they rest on; ``due`` makes what it ``asks`` urgent.

    ``files`` are references to files of statements, ``own_files`` the desk's own. ``reason`` is
    typed for every finding that stops; ``corrects``, ``answers``, ``asks`` and ``reads_back`` refer
    to what stands in the target room.
    """

    to: str
    manner: Manner
    text: str = ""
    sentences: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    own_files: tuple[FileTable, ...] = ()
    language: str = ""
    counterpart: str | None = None
    personal_capacity: bool = False
    ad_referendum: bool = False
    reason: str = ""
    override: OverrideTable | None = None
    asks: str = ""
    due: str | None = None
    answers: str = ""
    corrects: str = ""
    reads_back: str = ""
    round: str = ""
    aloud: AloudTable | None = None


class Convey(_Carrying, frozen=True, kw_only=True, tag="convey"):
    """The desk carries words into a room."""


class AskApproval(_Carrying, frozen=True, kw_only=True, tag="ask_approval"):
    """The desk shows another of its people what it means to convey."""


class Approve(StepHead, frozen=True, kw_only=True, tag="approve"):
    """Another person of the desk says yes to it; ``what`` is the step that asked."""

    what: str


class ReportStep(StepHead, frozen=True, kw_only=True, tag="report"):
    """The desk tells a room what became of what it said."""

    about: str
    what: Reported
    text: str = ""


class SettleReadBack(StepHead, frozen=True, kw_only=True, tag="settle"):
    """The desk ends a read-back; ``corrected_by`` is the step of the correcting conveyance."""

    read_back: str
    ending: Ending
    corrected_by: str = ""


class Introduce(StepHead, frozen=True, kw_only=True, tag="introduce"):
    """The desk introduces a counterpart to a room."""

    to: str
    name: str
    stands_for: str


class ConditionIsMet(StepHead, frozen=True, kw_only=True, tag="condition_met"):
    """The desk records that an offer was made, and the statement that shows it."""

    of: str
    offered: str
    shown_by: str


class EventIsHere(StepHead, frozen=True, kw_only=True, tag="event_happened"):
    """The desk records that the event a mark waits for happened."""

    of: str
    words: str


class RoundOutcome(StepHead, frozen=True, kw_only=True, tag="outcome"):
    """The desk records how a round came out, and tells the rooms that met in it."""

    round: str
    result: Result
    words: str = ""


class NoteDown(StepHead, frozen=True, kw_only=True, tag="note"):
    """The desk keeps a note in its journal."""

    text: str


class TakeTerms(StepHead, frozen=True, kw_only=True, tag="terms"):
    """The desk takes terms down in its journal: tables as in a terms file.

    A ``statement`` in them is a step that said something, or one of its sentences; ``may_use``
    lists those whose telling may shape a draft, ``source`` is for tables that name none.
    """

    source: str = ""
    may_use: tuple[str, ...] = ()
    issues: tuple[IssueIn, ...] = ()
    sides: tuple[SideIn, ...] = ()
    linkages: tuple[LinkageIn, ...] = ()
    commitments: tuple[CommitmentIn, ...] = ()
    steps: tuple[StepIn, ...] = ()
    texts: tuple[TextIn, ...] = ()
    lists: tuple[ThingsIn, ...] = ()


class CheckOff(StepHead, frozen=True, kw_only=True, tag="check_off"):
    """The desk checks a step of the plan off by its proof, or notes that it was breached."""

    what: str
    proof: str
    seen: ProofSeen = ProofSeen.DONE
    when: str = ""
    checker: str = ""
    incident: str = ""
    source: str = ""


class StandBy(StepHead, frozen=True, kw_only=True, tag="stand_by"):
    """The desk takes down that a side stands by a version of a text (or its newest)."""

    side: str
    text: str
    version: str = ""
    source: str = ""


class Join(StepHead, frozen=True, kw_only=True, tag="join"):
    """The desk invites somebody into a room; they join, words compared."""

    room: str
    who: NewPerson

    @property
    def brings_person(self) -> bool:
        """Somebody is brought."""
        return True

    @property
    def person(self) -> NewPerson:
        """Who joins."""
        return self.who


class Leave(StepHead, frozen=True, kw_only=True, tag="leave"):
    """The desk takes a person out of a room, at their wish or not; ``who`` is their seat."""

    room: str
    who: str


class CloseRoom(StepHead, frozen=True, kw_only=True, tag="close_room"):
    """The desk closes a room."""

    room: str
    words: str = ""


class Offline(StepHead, frozen=True, kw_only=True, tag="offline"):
    """The seat loses its link to the relay."""


class Online(StepHead, frozen=True, kw_only=True, tag="online"):
    """The seat has its link again, sends what waits, and reads up."""


class Expect(StepHead, frozen=True, kw_only=True, tag="expect"):
    """What a seat sees and does not see on its screen, as parts of the texts there.

    At the desk ``where`` chooses a room by name, ``journal`` for the journal, or ``terms`` for what
    follows from the terms in it.
    """

    sees: tuple[str, ...] = ()
    not_sees: tuple[str, ...] = ()
    where: str = ""


Step = (
    Say
    | TakeDown
    | Accept
    | Ask
    | Answer
    | ReadBack
    | ReMark
    | TakeBack
    | Receive
    | Convene
    | Convey
    | AskApproval
    | Approve
    | ReportStep
    | SettleReadBack
    | Introduce
    | ConditionIsMet
    | EventIsHere
    | RoundOutcome
    | NoteDown
    | TakeTerms
    | CheckOff
    | StandBy
    | Join
    | Leave
    | CloseRoom
    | Offline
    | Online
    | Expect
)
"""Everything a step can be."""
