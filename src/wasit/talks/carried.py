"""What the desk brings into a room, and what the room does with it.

A conveyance holds the words and nothing else that derives from their sources: a random id, a
manner, at most a counterpart introduced here, and references inside this log only. A report tells
a room what became of its own words; it exists because a person at the desk sent it.

A read-back is the hearer's statement. In the hearing room it ends in one of two forms, both the
desk's acts: so it stands, or the desk corrects (``READ_BACK``). Where the desk carries it to the
origin it goes as a conveyance with ``reads_back``, and the origin answers by a statement with a
``verdict``.
"""

from enum import StrEnum

from wasit.talks.files import AttachedFile
from wasit.talks.people import Value
from wasit.talks.said import Question

__all__ = [
    "READ_BACK",
    "Conveyance",
    "ConveyedSentence",
    "Ending",
    "InPerson",
    "Manner",
    "ReadBackSettled",
    "ReadBackState",
    "Receipt",
    "Report",
    "Reported",
]


class Manner(StrEnum):
    """How the desk brings words: as a side's, as its own idea, or its own with no source."""

    VERBATIM = "verbatim"
    IN_SUBSTANCE = "in_substance"
    OWN_IDEA = "own_idea"
    OWN_WORDS = "own_words"


class ConveyedSentence(Value, frozen=True, kw_only=True):
    """One conveyed sentence; its id is random and holds nothing of the source's.

    With ``file`` it is a file, sealed anew for this log, and its text the file's name.
    """

    id: str
    text: str
    file: AttachedFile | None = None


class InPerson(Value, frozen=True, kw_only=True):
    """How words were brought aloud or on paper, where they did not come through a seat."""

    carried_by: str
    heard_by: tuple[str, ...]
    at: str
    left_behind: str = ""


class Conveyance(Value, frozen=True, kw_only=True, tag_field="kind", tag="conveyance"):
    """Words that the desk brings into this room.

    Attributes:
        id: random.
        counterpart: the introduced name whose words these are; None where it is not said.
        personal_capacity: they were said without instructions.
        ad_referendum: they are subject to the principal's confirmation.
        asks: the desk asks about a sentence of a statement of this room.
        answers: id of the statement of this room that it answers.
        corrects: id of the conveyance that it puts right.
        reads_back: id of the statement of this room that the hearer restated.
        round: id of the round in this room that it concerns.
        in_person: set where the words were brought aloud or on paper.
    """

    id: str
    sentences: tuple[ConveyedSentence, ...]
    language: str
    manner: Manner
    counterpart: str | None = None
    personal_capacity: bool = False
    ad_referendum: bool = False
    asks: Question | None = None
    answers: str | None = None
    corrects: str | None = None
    reads_back: str | None = None
    round: str | None = None
    in_person: InPerson | None = None


class Receipt(Value, frozen=True, tag_field="kind", tag="receipt"):
    """A person of the room has opened everything up to this number of the log."""

    up_to: int


class Reported(StrEnum):
    """What became of a side's words, as a report tells it."""

    RECEIVED = "received"
    HANDED_ON = "handed_on"
    RECEIVED_THERE = "received_there"
    ANSWERED = "answered"
    REFUSED = "refused"
    HELD = "held"


class Report(Value, frozen=True, kw_only=True, tag_field="kind", tag="report"):
    """The desk tells this room what became of its statement, at the report's own time.

    ``words`` are the desk's own words, and pass the gate as such.
    """

    statement: str
    sentence: str | None = None
    what: Reported
    at: str
    words: tuple[str, ...] = ()


class Ending(StrEnum):
    """The two ways a read-back ends in the hearing room."""

    SO_IT_STANDS = "so_it_stands"
    DESK_CORRECTS = "desk_corrects"


class ReadBackSettled(Value, frozen=True, kw_only=True, tag_field="kind", tag="read_back_settled"):
    """The desk ends a read-back; ``corrected_by`` names the conveyance that puts it right."""

    statement: str
    ending: Ending
    corrected_by: str | None = None


class ReadBackState(StrEnum):
    """Where a read-back is in the hearing room."""

    OPEN = "open"
    STANDS = "stands"
    CORRECTED = "corrected"


READ_BACK: dict[ReadBackState, dict[Ending, ReadBackState]] = {
    ReadBackState.OPEN: {
        Ending.SO_IT_STANDS: ReadBackState.STANDS,
        Ending.DESK_CORRECTS: ReadBackState.CORRECTED,
    },
    ReadBackState.STANDS: {},
    ReadBackState.CORRECTED: {},
}
