"""A crossing: words that the desk means to bring into a room, and what the gate says of them.

``Crossing`` is what a person at the desk asks for, ``Finding`` what a check saw in it, ``Cleared``
the gate's yes. ``Cleared.words_hash`` stands for the words, their language, target, manner, named
counterpart and capacity, and nothing else.
"""

import hashlib
import unicodedata
from enum import StrEnum

from wasit.talks.carried import Manner, Reported
from wasit.talks.marks import Mark
from wasit.talks.people import Value
from wasit.wire import canonical

__all__ = [
    "Cleared",
    "Crossing",
    "CrossingFile",
    "Finding",
    "Head",
    "MarkInForce",
    "Override",
    "OverrideKind",
    "ReportAbout",
    "SourceInForce",
    "SourceRef",
    "StopReason",
    "Strength",
    "words_hash",
]


class SourceRef(Value, frozen=True, kw_only=True):
    """A sentence of a room's statement, or (``sentence`` None) all of its sentences."""

    room: str
    statement: str
    sentence: str | None = None


class Head(Value, frozen=True, kw_only=True):
    """The newest number read of a room's log."""

    room: str
    number: int


class MarkInForce(Value, frozen=True, kw_only=True):
    """A mark that holds for a source, under its id, and whether what it waits for has come."""

    id: str
    mark: Mark
    offer_met: bool = False
    event_happened: bool = False


class SourceInForce(Value, frozen=True, kw_only=True):
    """One source sentence, its statement's number, and the marks in force.

    More than one mark holds where re-marks crossed: then what all of them permit.
    """

    room: str
    statement: str
    sentence: str
    number: int
    marks: tuple[MarkInForce, ...]
    withdrawn: bool = False


class Strength(StrEnum):
    """What a finding asks for: a typed reason, a look, or nothing."""

    STOP = "stop"
    ASK = "ask"
    NOTE = "note"


class Finding(Value, frozen=True, kw_only=True):
    """What a check saw.

    Attributes:
        check: name of the check.
        kind: what it saw, as a stable word.
        span: the exact part of the words in question.
        source: the statement's sentence it concerns, or None.
        why: one sentence for the desk. It may name what is kept from the target, so it belongs in
            no room's view.
    """

    check: str
    strength: Strength
    kind: str
    span: str
    source: SourceRef | None = None
    why: str = ""


class StopReason(Value, frozen=True, kw_only=True):
    """The reason a person typed to pass a finding, named by its check and span."""

    check: str
    span: str
    reason: str


class OverrideKind(StrEnum):
    """The only two grounds on which words may pass a mark."""

    DUTY_OF_LAW = "duty_of_law"
    RISK_TO_LIFE = "risk_to_life"


class Override(Value, frozen=True, kw_only=True):
    """A person's decision to pass a mark, with the reason they typed."""

    kind: OverrideKind
    text: str


class ReportAbout(Value, frozen=True, kw_only=True):
    """What a report says: which statement of the target room, what became of it, and when."""

    statement: str
    sentence: str | None = None
    what: Reported
    at: str


class CrossingFile(Value, frozen=True, kw_only=True):
    """A file that is to go with the words, by what its hearers get: name, type and content.

    ``source`` is the sentence of a statement that is the file; None where it is the desk's own.
    """

    name: str
    type: str
    size: int
    sha256: str
    source: SourceRef | None = None


class Crossing(Value, frozen=True, kw_only=True):
    """What a person at the desk means to bring into a room.

    Attributes:
        target: name of the room.
        sentences: the exact words.
        sources: the sentences they rest on; none for ``own_words``.
        counterpart: the name, introduced in the target, whose words they are said to be.
        override: passes marks only.
        stop_reasons: one for each finding that needs it.
        report: set where the act is a report; its words are ``own_words`` and may be none.
        files: go with the words, each sealed anew for the target; a side's is named by a source.
    """

    target: str
    sentences: tuple[str, ...]
    language: str
    manner: Manner
    sources: tuple[SourceRef, ...] = ()
    counterpart: str | None = None
    personal_capacity: bool = False
    ad_referendum: bool = False
    override: Override | None = None
    stop_reasons: tuple[StopReason, ...] = ()
    report: ReportAbout | None = None
    files: tuple[CrossingFile, ...] = ()


class Cleared(Value, frozen=True, kw_only=True):
    """The gate's yes; only ``wasit.talks.gate.decide`` makes one.

    Attributes:
        words_hash: SHA-256 in hex, see ``words_hash``.
        in_force: every source sentence with the marks in force.
        heads: newest number folded of each source log.
        findings: those the gate was given.
        passed: codes of the refusals that the override passed.
    """

    crossing: Crossing
    words_hash: str
    in_force: tuple[SourceInForce, ...]
    heads: tuple[Head, ...]
    findings: tuple[Finding, ...]
    passed: tuple[str, ...] = ()


def words_hash(crossing: Crossing) -> str:
    """SHA-256, in hex, over the canonical bytes of what the hearers would get.

    Words, files with their names and hashes, language, target, manner, counterpart, capacity, and
    for a report what it reports; not sources, reasons or ids. Texts are taken in Unicode
    NFC, the form in which entries are signed.
    """
    counterpart = crossing.counterpart
    said: dict[str, object] = {
        "ad_referendum": crossing.ad_referendum,
        "counterpart": None if counterpart is None else _nfc(counterpart),
        "language": crossing.language,
        "manner": crossing.manner,
        "personal_capacity": crossing.personal_capacity,
        "report": crossing.report,
        "sentences": [_nfc(text) for text in crossing.sentences],
        "target": _nfc(crossing.target),
    }
    if crossing.files:
        said["files"] = [
            {
                "name": _nfc(file.name),
                "sha256": file.sha256,
                "size": file.size,
                "type": file.type,
            }
            for file in crossing.files
        ]
    return hashlib.sha256(canonical.encode(said)).hexdigest()


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
