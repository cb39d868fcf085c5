"""Where checks run: what a check is given, and what it gives back.

A check is a pure function from a ``Wording`` to findings. A ``Wording`` holds everything that may
be compared: the draft, its sources, what is kept from the target, and what the target knows.
It is made from every log of the case, so it exists at the desk only.
"""

from collections.abc import Callable, Mapping

from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing, Finding, MarkInForce, SourceRef
from wasit.talks.journal import Journal
from wasit.talks.marks import Permits
from wasit.talks.people import Value
from wasit.talks.room import RoomTalks

__all__ = ["Check", "KeptText", "KnownText", "SourceText", "Wording", "findings_of", "wording_of"]


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
        words: the draft's sentences.
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
    crossing: Crossing, *, rooms: Mapping[str, RoomTalks], journal: Journal, now: str
) -> Wording:
    """The wording of a crossing as the logs stand at ``now``.

    Raises:
        WrongRoom: the target is no room of the case.
        UnknownSource: a source is not there.
    """
    raise NotImplementedError
