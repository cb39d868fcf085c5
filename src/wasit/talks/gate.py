"""The gate: the only way from room to room, as one function.

``decide`` is pure: the same crossing, logs, time and findings give the same answer. The desk's seat
calls it twice, before the intent and after it has read every source log and the journal to their
ends, and compares the two with ``still_cleared``.
"""

from collections.abc import Collection, Mapping

from wasit.talks.crossing import Cleared, Crossing, Finding
from wasit.talks.journal import Journal
from wasit.talks.kept import Intent
from wasit.talks.people import Value
from wasit.talks.room import RoomTalks

__all__ = ["CrossedBefore", "crossed_before_withdrawal", "decide", "intent_of", "still_cleared"]


def decide(
    crossing: Crossing,
    *,
    rooms: Mapping[str, RoomTalks],
    journal: Journal,
    now: str,
    findings: tuple[Finding, ...] = (),
    newer_kinds: Collection[str] = (),
    differing: Collection[str] = (),
) -> Cleared:
    """The gate's yes to exactly these words, for this target, at this time.

    Args:
        rooms: every room of the case by its name in the journal.
        findings: of every check, over ``wording_of`` the same crossing.
        newer_kinds: rooms whose log holds an entry this version cannot read; the folds' own
            ``newer_kinds`` count as well.
        differing: rooms whose log is marked "histories differ".

    Raises:
        GateRefused: one of its leaves; the first reason found. Nothing was sent.
    """
    raise NotImplementedError


def still_cleared(before: Cleared, after: Cleared) -> Cleared:
    """``after``, when nothing a person decided on has changed since ``before``.

    Source heads may have moved on; words, marks in force, findings and reasons may not.

    Raises:
        ChangedSinceCleared: it returns to a person; nothing was sent.
    """
    raise NotImplementedError


def intent_of(cleared: Cleared, *, conveyance: str) -> Intent:
    """The journal's intent for what the gate cleared, under the conveyance's random id."""
    raise NotImplementedError


class CrossedBefore(Value, frozen=True, kw_only=True):
    """A conveyance that left before its source was withdrawn or re-marked.

    ``number`` is that of the withdrawal or re-mark in the source's log, later than the last read.
    """

    conveyance: str
    room: str
    statement: str
    sentence: str
    number: int
    withdrawn: bool


def crossed_before_withdrawal(
    journal: Journal, rooms: Mapping[str, RoomTalks]
) -> tuple[CrossedBefore, ...]:
    """Every handed-on conveyance with a source taken back or re-marked after the last read."""
    raise NotImplementedError
