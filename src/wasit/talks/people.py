"""People as a log knows them, and an entry with its author.

A person has a side in a log: the desk's or the room's. The channel below the seat knows which
person a device belongs to and hands over each accepted entry as ``Authored``; whenever an epoch
changes the member list it hands over ``PeopleChanged`` first.
"""

from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct

__all__ = ["Authored", "PeopleChanged", "Person", "Role", "Side", "Value"]


class Value(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Base of every frozen value that an entry or a screen holds; fields left out are defaults.

    A value cannot hold itself, so the garbage collector need not look at it.
    """


class Side(StrEnum):
    """Which of a log's two sides a person stands on."""

    DESK = "desk"
    ROOM = "room"


class Role(StrEnum):
    """What a person is in their delegation."""

    HEAD = "head"
    MEMBER = "member"
    INTERPRETER = "interpreter"
    NOTE_TAKER = "note_taker"
    ADVISER = "adviser"


class Person(Value, frozen=True, kw_only=True):
    """One person as the log's member list names them; ``may_speak`` binds the side."""

    id: str
    name: str
    side: Side
    role: Role = Role.MEMBER
    may_speak: bool = False


class PeopleChanged(Value, frozen=True):
    """The whole member list that holds from here on."""

    people: tuple[Person, ...]


BodyT_co = TypeVar("BodyT_co", covariant=True)


class Authored(Struct, Generic[BodyT_co], frozen=True, kw_only=True):
    """One accepted entry: who signed it on which device, when by their clock, under which number.

    Attributes:
        number: the entry's place in its log.
        at: the time its author's device claimed.
        author: the person whose device signed; the speaker of a statement may be another.
        device: id of that device.
        seen: newest number of this log that the device had downloaded when it signed.
        body: what the entry says.
    """

    number: int
    at: str
    author: Person
    device: str
    seen: int
    body: BodyT_co
