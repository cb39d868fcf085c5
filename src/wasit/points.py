"""Points: the moments between the steps of an act, by name. Nothing happens at them.

A program may die anywhere, and what it leaves differs only between two of these moments. Whoever
builds a seat or a relay may hand in what is called at each (``Reach``); ``pass_by`` is what every
running program has. The tests that kill a process at each point find them here, so a new step of
an act needs its point here to be tried.
"""

import enum
from collections.abc import Callable

__all__ = ["Point", "Reach", "pass_by"]


class Point(enum.StrEnum):
    """A moment, named for what has just been done."""

    # An act of a room's seat or in the journal: kept first, then sent.
    ACT_SEALED = "act sealed"
    ACT_KEPT = "act kept"
    ACT_NUMBERED = "act numbered"
    # An act of the desk in a room's log: sent now or not at all.
    POST_SEALED = "post sealed"
    POST_KEPT = "post kept"
    POST_NUMBERED = "post numbered"
    # Reading a log up.
    FRAMES_READ = "frames read"
    FRAMES_KEPT = "frames kept"
    # Conveying.
    CROSSING_CLEARED = "crossing cleared"
    INTENT_NUMBERED = "intent numbered"
    CLEARED_AGAIN = "cleared again"
    HANDED_ON = "handed on"
    # Joining: the desk invites, the joiner answers, the desk lets in, the joiner reads.
    INVITATION_LOG_MADE = "invitation log made"
    WELCOME_LEFT = "welcome left"
    INVITATION_OPENED = "invitation opened"
    JOINING_KEPT = "joining kept"
    HELLO_LEFT = "hello left"
    EPOCH_BEGUN = "epoch begun"
    TOKEN_KEPT = "token kept"  # noqa: S105 (a moment's name)
    RIGHT_GIVEN = "right given"
    LOG_ADDED = "log added"
    LOG_JOINED = "log joined"
    # The relay, changing a log.
    CHANGE_HEARD = "change heard"
    BATCH_BEGUN = "batch begun"
    BATCH_WRITTEN = "batch written"
    BATCH_COMMITTED = "batch committed"
    CHANGE_ANSWERED = "change answered"


Reach = Callable[[Point], None]


def pass_by(_: Point) -> None:
    """Do nothing."""
