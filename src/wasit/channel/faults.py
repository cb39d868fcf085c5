"""Faults of one entry, and faults of a whole log.

A fault of one entry makes that entry void: it keeps its number and changes no state. A fault of the
log stops sending to and accepting from its relay, until a person has compared and resumed.
"""

from wasit.errors import Refused, Untrusted

__all__ = [
    "ChainBroken",
    "CounterReused",
    "CounterSkipped",
    "LogForked",
    "LogShorter",
    "LogStopped",
    "NewerEntry",
    "NotAMember",
    "NotAnEntry",
    "OpeningMisplaced",
    "OtherHistory",
    "UnknownAuthor",
    "WrongEpoch",
    "WrongLog",
]


class WrongLog(Untrusted):
    """A frame or entry of another log was numbered in this one. It is void."""

    code = "wrong-log"


class WrongEpoch(Untrusted):
    """An entry is sealed under another epoch than the current one. It is void."""

    code = "wrong-epoch"


class OpeningMisplaced(Untrusted):
    """An epoch's opening does not follow the newest frame. It is void; the epoch goes on."""

    code = "opening-misplaced"


class NotAnEntry(Untrusted):
    """What was signed does not have the form of an entry. It is void."""

    code = "not-an-entry"


class NewerEntry(Untrusted):
    """An entry of a later version than this program knows. Nothing is read of it."""

    code = "newer-entry"
    advice = "Install a newer Wasit here; until then nothing is conveyed out of this log."


class UnknownAuthor(Untrusted):
    """An entry names a device that is no member of its epoch. It is void."""

    code = "unknown-author"


class CounterReused(Untrusted):
    """A second entry of one device under one counter. The first numbered counts; this is void."""

    code = "counter-reused"
    advice = "Another copy of this seat may be in use: compare devices with its owner."

    def __init__(self, message: str, *, device: str) -> None:
        super().__init__(message)
        self.device = device


class CounterSkipped(Untrusted):
    """An entry whose device sent others before it that the relay has not shown. It is void."""

    code = "counter-skipped"


class OtherHistory(Untrusted):
    """An author saw another history of this log than ours. The entry is void; conveyances wait."""

    code = "other-history"
    advice = "Compare the log's words with the author before anything is conveyed."


class NotAMember(Refused):
    """This device is no member of the log's current epoch. Nothing was sealed."""

    code = "not-a-member"
    advice = "Ask the desk whether this seat still belongs to the room."


class LogStopped(Untrusted):
    """The log as the relay shows it cannot be the one seen before. Nothing is sent or accepted."""

    code = "log-stopped"
    advice = "Reading and drafting go on. Compare the log's words with the others, then resume."


class LogShorter(LogStopped):
    """The relay shows fewer frames than it had: it was put back to an older state."""

    code = "log-shorter"


class LogForked(LogStopped):
    """The relay shows another head at a number this seat knows."""

    code = "log-forked"


class ChainBroken(LogStopped):
    """The log's first frame is not its founding, or its frames do not make the head it claims."""

    code = "chain-broken"
