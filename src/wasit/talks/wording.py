"""Where checks run: what a check is given, and what it gives back.

A check is a pure function from a ``Wording`` to findings. A ``Wording`` holds everything that may
be compared: the draft, its sources, what is kept from the target, and what the target knows.
It is made from every log of the case, so it exists at the desk only.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from typing import TypeVar

import msgspec

from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing, Finding, MarkInForce, SourceRef
from wasit.talks.in_force import Logs, permits_of, source_in_force, sources_of
from wasit.talks.journal import Journal
from wasit.talks.marks import Permits
from wasit.talks.people import Value
from wasit.talks.refusals import WrongRoom
from wasit.talks.room import RoomTalks
from wasit.talks.room_state import KeptConveyance, KeptStatement

__all__ = [
    "Check",
    "KeptText",
    "KnownText",
    "SourceText",
    "Wording",
    "findings_of",
    "wording_of",
    "words_alone",
]


_Numbered = TypeVar("_Numbered", KeptStatement, KeptConveyance)


class SourceText(Value, frozen=True, kw_only=True):
    """A sentence that the draft rests on; ``own`` where the target itself said it."""

    source: SourceRef
    text: str
    language: str
    own: bool
    speaker_name: str


class KeptText(Value, frozen=True, kw_only=True):
    """A sentence of another room, with the marks in force and what may cross to this target now.

    ``permits`` allows nothing for what is withdrawn.
    """

    source: SourceRef
    text: str
    language: str
    marks: tuple[MarkInForce, ...]
    permits: Permits
    withdrawn: bool


class KnownText(Value, frozen=True, kw_only=True):
    """A text that the target said itself or was told; ``id`` names it in its own log."""

    id: str
    text: str
    language: str


class Wording(Value, frozen=True, kw_only=True):
    """A draft and everything it is compared with.

    Attributes:
        words: the draft's sentences, and the names of its files.
        sources: what the draft rests on.
        kept: all that other rooms said.
        known: what the target said or was told.
    """

    words: tuple[str, ...]
    language: str
    manner: Manner
    target: str
    sources: tuple[SourceText, ...] = ()
    kept: tuple[KeptText, ...] = ()
    known: tuple[KnownText, ...] = ()


Check = Callable[[Wording], tuple[Finding, ...]]
"""From a wording to what was seen in it; pure."""


def findings_of(wording: Wording, checks: tuple[Check, ...]) -> tuple[Finding, ...]:
    """What all the checks see, in their order."""
    return tuple(finding for check in checks for finding in check(wording))


def wording_of(
    crossing: Crossing,
    *,
    rooms: Logs,
    journal: Journal,
    now: str,
    since: Mapping[str, int] | None = None,
) -> Wording:
    """The wording of a crossing as the logs stand at ``now``.

    With ``since`` (numbers by room), statements and conveyances up to those numbers are left out.

    Raises:
        WrongRoom: the target is no room of the case.
        UnknownSource: a source is not there.
    """
    after = since or {}
    kept = _kept_from(crossing.target, rooms=rooms, journal=journal, now=now, since=after)
    return msgspec.structs.replace(
        words_alone(crossing, rooms=rooms),
        kept=tuple(kept),
        known=tuple(_known_to(rooms[crossing.target], since=after.get(crossing.target, 0))),
    )


def words_alone(crossing: Crossing, *, rooms: Logs) -> Wording:
    """The wording with nothing kept and nothing known: the words and what they rest on.

    Raises as ``wording_of``.
    """
    if crossing.target not in rooms:
        raise WrongRoom(f"{crossing.target!r} is no room of this case; nothing was checked")
    sources = tuple(
        SourceText(
            source=SourceRef(room=room, statement=statement.said.id, sentence=sentence.id),
            text=sentence.text,
            language=statement.said.language,
            own=room == crossing.target,
            speaker_name=statement.speaker_name,
        )
        for room, statement, sentence in sources_of(crossing.sources, rooms)
    )
    return Wording(
        words=(*crossing.sentences, *(file.name for file in crossing.files)),
        language=crossing.language,
        manner=crossing.manner,
        target=crossing.target,
        sources=sources,
    )


def _kept_from(
    target: str, *, rooms: Logs, journal: Journal, now: str, since: Mapping[str, int]
) -> Iterator[KeptText]:
    for room, talks in rooms.items():
        if room == target:
            continue
        for statement in _after(talks.statements, since.get(room, 0)):
            for sentence in statement.sentences.values():
                source = source_in_force(
                    statement, sentence, room=room, target=target, rooms=rooms, journal=journal
                )
                yield KeptText(
                    source=SourceRef(room=room, statement=statement.said.id, sentence=sentence.id),
                    text=sentence.text,
                    language=statement.said.language,
                    marks=source.marks,
                    permits=permits_of(source, target=target, journal=journal, now=now),
                    withdrawn=source.withdrawn,
                )


def _after(kept: dict[str, _Numbered], number: int) -> list[_Numbered]:
    """What came after the entry of that number, in order; what is kept is in order of entries."""
    found = list(takewhile(lambda each: each.number > number, reversed(kept.values())))
    return found[::-1]


def _known_to(target: RoomTalks, *, since: int) -> Iterator[KnownText]:
    for statement in _after(target.statements, since):
        said = statement.said
        for sentence in said.sentences:
            yield KnownText(
                id=f"{said.id}/{sentence.id}", text=sentence.text, language=said.language
            )
    for conveyance in _after(target.conveyances, since):
        words = conveyance.conveyed
        for conveyed in words.sentences:
            yield KnownText(
                id=f"{words.id}/{conveyed.id}", text=conveyed.text, language=words.language
            )
    own = target.opened.languages[0] if target.opened is not None else ""
    for number, report in target.reports.items():
        for text in report.report.words:
            yield KnownText(id=f"report {number}", text=text, language=own)
    for name, kept in target.rounds.items():
        told = [step.convening.words for step in kept.steps]
        told += [each.outcome.words for each in kept.outcomes]
        for text in told:
            if text:
                yield KnownText(id=f"round {name}", text=text, language=own)
