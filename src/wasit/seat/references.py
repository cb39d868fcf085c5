"""What a person types to name something: a short prefix of an id, perhaps a room, perhaps a number.

``[ROOM/]ID[#N]``: ``ID`` is any beginning of an id that fits one thing only, ``N`` counts its
sentences from 1. Nothing here guesses: what fits nothing or several things is refused by name.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from wasit.errors import BadInput, NotFound
from wasit.talks.crossing import SourceRef
from wasit.talks.people import Person
from wasit.talks.room import RoomTalks
from wasit.talks.said import Question

__all__ = [
    "AmbiguousId",
    "ConveyanceRef",
    "NoSuchId",
    "RoundRefTyped",
    "asked_conveyance",
    "asked_statement",
    "conveyance_named",
    "counterpart_named",
    "one_of",
    "person_named",
    "round_named",
    "statement_named",
]


class NoSuchId(NotFound):
    """Nothing here has an id that begins like this."""

    code = "no-such-id"
    advice = "Look at wasit statements or wasit inbox --all for the ids there are."


class AmbiguousId(BadInput):
    """Several ids begin like this. Nothing was done."""

    code = "ambiguous-id"
    advice = "Type more letters of the id, or put the room's name and a slash before it."


@dataclass(frozen=True, slots=True)
class ConveyanceRef:
    """A conveyance in a room, and the id of one of its sentences, if one was named."""

    room: str
    conveyance: str
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class RoundRefTyped:
    """A round under the id that a room has for it."""

    room: str
    round: str


def one_of(typed: str, ids: Iterable[str], *, what: str) -> str:
    """The one id that ``typed`` is, or is the beginning of.

    Raises:
        NoSuchId, AmbiguousId: there is none, or more than one.

    >>> one_of("ab", ["abc1", "b2"], what="statement")
    'abc1'
    """
    known = list(ids)
    if typed in known:
        return typed
    fitting = [each for each in known if typed and each.startswith(typed)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise AmbiguousId(
            f"{typed!r} begins the ids of {len(fitting)} {what}s here; nothing was done"
        )
    raise NoSuchId(f"no {what} here has an id that begins with {typed!r}; nothing was done")


def statement_named(typed: str, rooms: Mapping[str, RoomTalks]) -> SourceRef:
    """The statement, or its sentence, that was typed.

    Raises:
        NoSuchId, AmbiguousId: nothing, or more than one thing, fits.
    """
    room, statement, number = _in_rooms(typed, rooms, lambda talks: talks.statements, "statement")
    sentences = list(rooms[room].statements[statement].sentences)
    return SourceRef(room=room, statement=statement, sentence=_nth(number, sentences, typed))


def conveyance_named(typed: str, rooms: Mapping[str, RoomTalks]) -> ConveyanceRef:
    """The conveyance, or its sentence, that was typed.

    Raises:
        NoSuchId, AmbiguousId: nothing, or more than one thing, fits.
    """
    found = _in_rooms(typed, rooms, lambda talks: talks.conveyances, "conveyance")
    room, conveyance, number = found
    conveyed = rooms[room].conveyances[conveyance].conveyed
    sentence = _nth(number, [each.id for each in conveyed.sentences], typed)
    return ConveyanceRef(room=room, conveyance=conveyance, sentence=sentence)


def asked_conveyance(
    typed: str, rooms: Mapping[str, RoomTalks], *, due: str | None = None
) -> Question:
    """The question about a conveyed sentence; the only sentence needs no number."""
    ref = conveyance_named(typed, rooms)
    conveyed = rooms[ref.room].conveyances[ref.conveyance].conveyed
    only = [each.id for each in conveyed.sentences]
    return Question(about=ref.conveyance, sentence=ref.sentence or _only(only, typed), due=due)


def asked_statement(
    typed: str, rooms: Mapping[str, RoomTalks], *, due: str | None = None
) -> Question:
    """The question about a sentence of a statement; the only sentence needs no number."""
    ref = statement_named(typed, rooms)
    only = list(rooms[ref.room].statements[ref.statement].sentences)
    return Question(about=ref.statement, sentence=ref.sentence or _only(only, typed), due=due)


def round_named(typed: str, rooms: Mapping[str, RoomTalks]) -> RoundRefTyped:
    """The round that was typed.

    Raises:
        NoSuchId, AmbiguousId: nothing, or more than one thing, fits.
    """
    room, found, _ = _in_rooms(typed, rooms, lambda talks: talks.rounds, "round")
    return RoundRefTyped(room=room, round=found)


def counterpart_named(typed: str, talks: RoomTalks) -> str:
    """The counterpart of that name, as the desk introduced them in this room.

    Raises:
        NoSuchId: nobody of that name was introduced here.
    """
    if typed in talks.counterparts:
        return typed
    known = ", ".join(talks.counterparts) or "nobody"
    raise NoSuchId(f"no counterpart here is called {typed!r}; introduced are {known}")


def person_named(typed: str, people: Mapping[str, Person]) -> Person:
    """The person of that whole name, or of an id that begins like this.

    Raises:
        NoSuchId, AmbiguousId: nobody, or more than one person, fits.
    """
    named = [person for person in people.values() if person.name == typed]
    if len(named) == 1:
        return named[0]
    if named:
        raise AmbiguousId(f"{len(named)} people here are called {typed!r}; nothing was done")
    return people[one_of(typed, people, what="person")]


def _in_rooms(
    typed: str,
    rooms: Mapping[str, RoomTalks],
    things: Callable[[RoomTalks], Mapping[str, object]],
    what: str,
) -> tuple[str, str, str]:
    named, _, number = typed.partition("#")
    room_name, slash, rest = named.rpartition("/")
    if slash and room_name not in rooms:
        raise NoSuchId(f"no room here is called {room_name!r}; nothing was done")
    searched = {room_name: rooms[room_name]} if slash else rooms
    homes = {each: room for room, talks in searched.items() for each in things(talks)}
    found = one_of(rest, homes, what=what)
    return homes[found], found, number


def _nth(number: str, ids: list[str], typed: str) -> str | None:
    if not number:
        return None
    if number.isdecimal() and number.isascii() and 1 <= int(number) <= len(ids):
        return ids[int(number) - 1]
    raise NoSuchId(f"{typed!r} names no sentence; there are {len(ids)}; nothing was done")


def _only(ids: list[str], typed: str) -> str:
    if len(ids) == 1:
        return ids[0]
    raise AmbiguousId(
        f"{typed!r} has {len(ids)} sentences; say which, as {typed}#1; nothing was done"
    )
