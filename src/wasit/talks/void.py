"""Why an entry is void: the leaves of ``Untrusted`` that folding an entry can raise.

A void entry keeps its number and changes no state; it is shown as refused, and talks go on. The
fold checks everything before it changes anything, so whoever catches one of these holds the state
as it was.
"""

from wasit.errors import Untrusted

__all__ = [
    "AlreadyThere",
    "NoText",
    "NotTheirs",
    "NotWellFormed",
    "OutOfOrder",
    "OutOfTurn",
    "UnknownReference",
    "VoidEntry",
]


class VoidEntry(Untrusted):
    """An entry says what its author may not say, here or now. Nothing was changed by it."""

    code = "void-entry"
    advice = "The entry is shown as refused and changes nothing; ask the person who made it."


class NotTheirs(VoidEntry):
    """The author may not do this: it belongs to another person, role or side."""

    code = "not-theirs"


class UnknownReference(VoidEntry):
    """The entry names something that this log does not hold."""

    code = "unknown-reference"


class OutOfTurn(VoidEntry):
    """The act cannot follow what came before it. The state is as it was."""

    code = "out-of-turn"
    advice = "Look at how things stand now, and choose one of the acts open there."


class AlreadyThere(VoidEntry):
    """The entry gives an id or a name that this log has already given."""

    code = "already-there"


class NoText(VoidEntry):
    """A text that must say something is empty."""

    code = "no-text"


class NotWellFormed(VoidEntry):
    """Parts of the entry contradict each other, or a time in it is no time."""

    code = "not-well-formed"


class OutOfOrder(VoidEntry):
    """An entry was handed over under a number that is not after the last one."""

    code = "out-of-order"
    advice = "Read the log again from its beginning; the entry was not folded."
