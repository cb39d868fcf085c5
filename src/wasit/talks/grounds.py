"""Grounds on which an entry can stand: small checks that the rules of every fold share.

Each returns when its ground holds and raises a leaf of ``VoidEntry`` otherwise; none changes
anything.
"""

from collections.abc import Container, Mapping
from typing import TypeVar

from wasit.talks.moments import is_moment
from wasit.talks.people import Authored, Side
from wasit.talks.same_words import is_blank
from wasit.talks.void import (
    AlreadyThere,
    NoText,
    NotTheirs,
    NotWellFormed,
    OutOfOrder,
    UnknownReference,
)

__all__ = [
    "a_moment",
    "from_desk",
    "from_room",
    "in_order",
    "known",
    "new_id",
    "new_name",
    "some_text",
]

KeyT = TypeVar("KeyT", str, int)
KeptT = TypeVar("KeptT")


def in_order(entry: Authored[object], last: int) -> None:
    """Return when the entry's number follows ``last`` and it saw only what came before it."""
    if entry.number <= last:
        raise OutOfOrder(
            f"number {entry.number} was handed over after {last}; the entry was not folded"
        )
    if not 0 <= entry.seen < entry.number:
        raise NotWellFormed(
            f"entry {entry.number} claims to have seen number {entry.seen}; it was not taken"
        )
    a_moment(entry.at)


def from_desk(entry: Authored[object], what: str) -> None:
    """Return when a person of the desk made the entry."""
    if entry.author.side is not Side.DESK:
        raise NotTheirs(
            f"{what} came from {entry.author.name} of the room, and belongs to the desk; "
            "it was not taken"
        )


def from_room(entry: Authored[object], what: str, *, speaking: bool = False) -> None:
    """Return when a person of the room made it; if ``speaking``, one who may speak for the side."""
    author = entry.author
    if author.side is not Side.ROOM:
        raise NotTheirs(
            f"{what} came from {author.name} of the desk, and belongs to the room; it was not taken"
        )
    if speaking and not author.may_speak:
        raise NotTheirs(
            f"{what} came from {author.name}, who may not speak for the side; it was not taken"
        )


def some_text(text: str, what: str) -> None:
    """Return when ``text`` says something."""
    if is_blank(text):
        raise NoText(f"{what} is empty; the entry was not taken")


def a_moment(text: str) -> None:
    """Return when ``text`` is a UTC time."""
    if not is_moment(text):
        raise NotWellFormed(f"seen {text!r} where a UTC time was expected; it was not taken")


def a_due_time(entry: Authored[object], due: str | None) -> None:
    """Return when no time is named, or one after the entry's own."""
    if due is None:
        return
    a_moment(due)
    if due <= entry.at:
        raise NotWellFormed(f"an answer is due at {due}, which is over; the entry was not taken")


def new_id(given: str, taken: Container[str], what: str) -> None:
    """Return when ``given`` is an id, without ``/``, that is not yet taken."""
    if not given or "/" in given:
        raise NotWellFormed(f"{given!r} is no id for {what}; the entry was not taken")
    if given in taken:
        raise AlreadyThere(f"{what} {given!r} is there already; the entry was not taken")


def new_name(given: str, taken: Container[str], what: str) -> None:
    """Return when ``given`` is a name that is not yet taken."""
    some_text(given, what)
    if given in taken:
        raise AlreadyThere(f"{what} {given!r} is there already; the entry was not taken")


def known(kept: Mapping[KeyT, KeptT], name: KeyT, what: str) -> KeptT:
    """What is kept under ``name``."""
    found = kept.get(name)
    if found is None:
        raise UnknownReference(f"{what} {name!r} is not in this log; the entry was not taken")
    return found
