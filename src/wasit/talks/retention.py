"""What is to become of what a seat keeps, once the talks are over: the case's own rule.

The rule stands in the case's opening and is told to each room when it opens; the head of the desk
may change it later, in the journal and in each room, also where a room is closed. An entry only
states the rule. Each person carries it out at their own seat, and nobody can do it for them.
"""

from enum import StrEnum

from wasit.talks.people import Authored, Role, Side, Value
from wasit.talks.void import NotTheirs

__all__ = ["Retention", "RetentionSet"]


class Retention(StrEnum):
    """What the case asks of every seat at its end.

    ``KEEP``: nothing. ``SEAL``: what is kept opens only by a second passphrase or the recovery
    sheet, and only to be read. ``ERASE``: contents go, the hashes of entries stay.
    """

    KEEP = "keep"
    SEAL = "seal"
    ERASE = "erase"


class RetentionSet(Value, frozen=True, kw_only=True, tag_field="kind", tag="retention_set"):
    """The head of the desk states another rule, which holds from here on."""

    rule: Retention


def check_retention(entry: Authored[object]) -> None:
    """Return when the entry's author may state the rule."""
    author = entry.author
    if author.side is not Side.DESK or author.role is not Role.HEAD:
        raise NotTheirs(
            f"a rule of retention came from {author.name}, and belongs to the head of the desk; "
            "it was not taken"
        )
