"""What a side says, under which marks, and what it takes back.

A statement is one side's, in one language, split into sentences by its author; each sentence has
an id and may have a mark of its own, else the statement's. The author's device and the speaker are
apart: an interpreter's seat may enter what the head said. What the desk heard instead is *taken
down*: it names place and time, and is unconfirmed until a person of that side accepts it.

Re-marking names the marks it replaces. A sentence is spoken under the mark
``first_mark_id(statement, sentence)``; where two re-marks cross, both stay in force, which means
the strictest, until one names both.
"""

from enum import StrEnum

from wasit.talks.files import AttachedFile
from wasit.talks.marks import Mark
from wasit.talks.people import Value

__all__ = [
    "AcceptStatement",
    "Position",
    "Question",
    "Remark",
    "Sentence",
    "Statement",
    "TakenDown",
    "Verdict",
    "Withdrawal",
]


class Position(StrEnum):
    """What a statement is, where it is more than talk."""

    DEMAND = "demand"
    OFFER = "offer"
    ASSURANCE = "assurance"
    WARNING = "warning"


class Verdict(StrEnum):
    """What a speaker says of a read-back of their words that the desk carried to them."""

    ACCEPTS = "accepts"
    CORRECTS = "corrects"


class Sentence(Value, frozen=True, kw_only=True):
    """One sentence, under its own mark or (None) the statement's.

    With ``file`` it is a file, and its text the file's name.
    """

    id: str
    text: str
    mark: Mark | None = None
    file: AttachedFile | None = None


class TakenDown(Value, frozen=True, kw_only=True):
    """Where and when the desk heard it; ``speaker_name`` for a speaker who has no seat here."""

    place: str
    heard_at: str
    speaker_name: str = ""


class Question(Value, frozen=True, kw_only=True):
    """The sentence of a conveyance, or of a statement, that is asked about.

    With ``due``, a UTC time, the question is urgent.
    """

    about: str
    sentence: str
    due: str | None = None


class Statement(Value, frozen=True, kw_only=True, tag_field="kind", tag="statement"):
    """Words of this room's side, said to the desk.

    Attributes:
        id: random.
        speaker: id of the person who said it.
        language: BCP 47 tag.
        sentences: as the author split them, at least one.
        mark: holds for every sentence without a mark of its own.
        position: demand, offer, assurance or warning, or none of them.
        asks: a clarification asked about a conveyed sentence.
        answers: id of the conveyance it answers.
        verdict: with ``answers`` of a conveyance that carried a read-back: what the speaker says.
        reads_back: id of the conveyance that it restates.
        taken_down: how the desk heard it, where the desk enters it.
    """

    id: str
    speaker: str
    language: str
    sentences: tuple[Sentence, ...]
    mark: Mark
    position: Position | None = None
    asks: Question | None = None
    answers: str | None = None
    verdict: Verdict | None = None
    reads_back: str | None = None
    taken_down: TakenDown | None = None


class Remark(Value, frozen=True, kw_only=True, tag_field="kind", tag="mark"):
    """A new mark on a sentence, or (``sentence`` None) on every sentence not withdrawn.

    Made by the speaker or the head of the side. The desk makes it only for a statement that it took
    down and nobody has accepted, naming in ``instructed_by`` the person who said so.
    """

    id: str
    statement: str
    sentence: str | None = None
    mark: Mark
    replaces: tuple[str, ...]
    instructed_by: str | None = None


class Withdrawal(Value, frozen=True, kw_only=True, tag_field="kind", tag="withdrawal"):
    """The speaker or the head takes back a sentence, or (None) the whole statement.

    The desk may take a withdrawal down, naming in ``instructed_by`` the person who said so.
    """

    statement: str
    sentence: str | None = None
    instructed_by: str | None = None


class AcceptStatement(Value, frozen=True, tag_field="kind", tag="accept_statement"):
    """A person of the side accepts what the desk took down as said."""

    statement: str
