"""The base error and the groups below it, by what the caller does next.

Every package defines its own leaves under one of the groups; nothing in Wasit raises anything else
on purpose::

    WasitError
    ├── BadInput       what was given cannot be read: correct it and try again
    ├── NotFound       what was named does not exist here
    ├── Refused        a rule, a mark or a person says no: ask a person
    ├── Untrusted      another party broke the protocol, or bytes were altered: stop and compare
    ├── Unreachable    nobody's doing; a link or a relay is away: wait and try again
    └── Fault          this machine or this program failed: free the disk, restore, report a bug

``code`` is for programs and never changes its meaning; ``advice`` is for the mediator. Command line
and web print both through ``describe``.
"""

from typing import ClassVar

__all__ = [
    "BadInput",
    "Fault",
    "NotFound",
    "Refused",
    "Unreachable",
    "Untrusted",
    "WasitError",
    "describe",
]


class WasitError(Exception):
    """Base of every error Wasit raises on purpose.

    The message says what was seen, what was expected, and what did not happen.
    """

    code: ClassVar[str] = "wasit-error"
    advice: ClassVar[str] = "Nothing was changed."
    exit_code: ClassVar[int] = 1


class BadInput(WasitError):
    """What was given cannot be read. Correct it; nothing was done with it."""

    code = "bad-input"
    advice = "Correct what was given and try again; nothing was changed."


class NotFound(WasitError):
    """What was named does not exist here."""

    code = "not-found"
    advice = "Look at the list of what there is, and name one of those."
    exit_code = 3


class Refused(WasitError):
    """A rule, a mark or a person says no. Ask a person; compare ``Untrusted``."""

    code = "refused"
    advice = "Nothing was sent. Ask the side concerned, or word it differently."
    exit_code = 4


class Untrusted(WasitError):
    """Another party broke the protocol, or bytes were altered. Their doing; compare ``Fault``."""

    code = "untrusted"
    advice = "Nothing was accepted. Compare the log's words with the other people in it."
    exit_code = 4


class Unreachable(WasitError):
    """A link or a relay is away. Nobody's doing: wait and try again; nothing is lost."""

    code = "unreachable"
    advice = "Wait and try again; what was written is kept here."
    exit_code = 5


class Fault(WasitError):
    """This machine or this program failed. Ours; compare ``Untrusted``."""

    code = "fault"
    advice = "Nothing acknowledged is lost. If it happens again, report it with the code."


def describe(error: WasitError) -> dict[str, str]:
    """The three things every face shows of an error: ``code``, ``message`` and ``advice``."""
    return {"code": error.code, "message": str(error), "advice": error.advice}
