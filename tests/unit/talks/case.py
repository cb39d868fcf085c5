"""A small case for tests: two rooms, a desk, a journal, and a clock that moves by minutes.

Room ``east`` knows room ``west`` as "the western side", and the reverse. Every act is numbered and
folded as the channel would hand it over.
"""

from typing import TypeVar

from wasit.talks import (
    Authored,
    CaseOpened,
    Conveyance,
    ConveyedSentence,
    Counterpart,
    Crossing,
    Finding,
    HandedOn,
    Journal,
    JournalBody,
    Manner,
    Mark,
    MarkCode,
    Naming,
    NewerKind,
    PeopleChanged,
    Person,
    Role,
    RoomAdded,
    RoomBody,
    RoomOpened,
    RoomTalks,
    Sentence,
    Side,
    SourceRef,
    Statement,
    Strictness,
    decide,
    intent_of,
    later,
)

__all__ = [
    "ADVISER",
    "DESK",
    "EARS_ONLY",
    "HEAD",
    "MEMBER",
    "NOTE_TAKER",
    "START",
    "VERBATIM",
    "Case",
    "authored",
    "conveyance",
    "mark",
    "opened_room",
    "statement",
]

START = "2024-01-10T08:00:00Z"

DESK = Person(id="d1", name="Salim", side=Side.DESK, role=Role.HEAD, may_speak=True)
SECOND = Person(id="second", name="Second", side=Side.DESK)
HEAD = Person(id="p1", name="Parvin", side=Side.ROOM, role=Role.HEAD, may_speak=True)
MEMBER = Person(id="p2", name="Mehdi", side=Side.ROOM, role=Role.MEMBER, may_speak=True)
NOTE_TAKER = Person(id="p3", name="Nasrin", side=Side.ROOM, role=Role.NOTE_TAKER)
ADVISER = Person(id="p4", name="Arash", side=Side.ROOM, role=Role.ADVISER)
PEOPLE = (DESK, HEAD, MEMBER, NOTE_TAKER, ADVISER)

BodyT = TypeVar("BodyT")


def mark(code: MarkCode, **additions: object) -> Mark:
    """A mark with additions; ``if_offer`` gets an offer and ``in_substance`` after it."""
    if code is MarkCode.IF_OFFER:
        additions = {
            "offer": "a pause of ten days",
            "then": Mark(code=MarkCode.IN_SUBSTANCE),
            **additions,
        }
    return Mark(code=code, **additions)  # pyright: ignore[reportArgumentType]


VERBATIM = mark(MarkCode.VERBATIM)
EARS_ONLY = mark(MarkCode.EARS_ONLY)


def authored(
    number: int, author: Person, body: BodyT, *, at: str = START, seen: int | None = None
) -> Authored[BodyT]:
    """An entry of ``author`` who had seen everything before it, unless told otherwise."""
    return Authored(
        number=number,
        at=at,
        author=author,
        device=f"{author.id}-laptop",
        seen=number - 1 if seen is None else seen,
        body=body,
    )


def statement(
    *texts: str,
    id: str = "s1",  # noqa: A002 - the field's own name
    speaker: Person = HEAD,
    mark: Mark = VERBATIM,
    **more: object,
) -> Statement:
    """A statement whose sentences are a, b, c, …."""
    sentences = tuple(Sentence(id="abcdefgh"[i], text=text) for i, text in enumerate(texts))
    fields = {"id": id, "speaker": speaker.id, "language": "en", "mark": mark, **more}
    return Statement(sentences=sentences, **fields)  # pyright: ignore[reportArgumentType]


def conveyance(
    *texts: str,
    id: str = "c1",  # noqa: A002 - the field's own name
    manner: Manner = Manner.OWN_WORDS,
    **more: object,
) -> Conveyance:
    """A conveyance whose sentences are a, b, c, …."""
    sentences = tuple(ConveyedSentence(id="abcdefgh"[i], text=text) for i, text in enumerate(texts))
    fields = {"id": id, "language": "en", "manner": manner, **more}
    return Conveyance(sentences=sentences, **fields)  # pyright: ignore[reportArgumentType]


def opened_room(name: str = "east", counterpart: str = "the western side") -> RoomTalks:
    """A room that the desk opened, with its people and one counterpart; its last number is 2."""
    room = RoomTalks()
    room.apply(PeopleChanged(PEOPLE))
    opened = RoomOpened(
        title="The crossing",
        room=name,
        desk="the desk",
        default_mark=MarkCode.EARS_ONLY,
        languages=("en",),
    )
    room.apply(authored(1, DESK, opened))
    room.apply(authored(2, DESK, Counterpart(counterpart)))
    return room


class Case:
    """Rooms, journal and clock; ``rooms`` and ``journal`` are the real folds.

    ``taken`` holds every entry folded, with its room's name or "" for the journal.
    """

    def __init__(
        self,
        *,
        strictness: Strictness = Strictness.STOPS,
        names: tuple[str, str] = ("east", "west"),
        second_approval: bool = False,
    ) -> None:
        self.now = START
        self.east, self.west = names
        self.rooms = {
            self.east: opened_room(self.east, "the western side"),
            self.west: opened_room(self.west, "the eastern side"),
        }
        self._made = 0
        self.taken: list[tuple[str, Authored[object]]] = []
        self.journal = Journal()
        self.journal.apply(PeopleChanged((DESK,)))
        self.keep(
            CaseOpened(
                title="The crossing",
                desk="the desk",
                default_mark=MarkCode.EARS_ONLY,
                strictness=strictness,
                second_approval=second_approval,
            )
        )
        for room, log, name, other in (
            (self.east, "log-e", "the western side", self.west),
            (self.west, "log-w", "the eastern side", self.east),
        ):
            self.keep(RoomAdded(room=room, log=log, counterparts=(Naming(name=name, room=other),)))

    def new_id(self, letter: str) -> str:
        """The next id beginning with ``letter``."""
        self._made += 1
        return f"{letter}{self._made}"

    def tick(self, *, hours: int = 0, minutes: int = 1) -> None:
        """Move the clock on."""
        self.now = later(self.now, hours=hours, minutes=minutes)

    def act(self, room: str, author: Person, body: RoomBody | NewerKind) -> int:
        """Fold an entry into a room; its number."""
        talks = self.rooms[room]
        number = talks.number + 1
        entry = authored(number, author, body, at=self.now)
        talks.apply(entry)
        self.taken.append((room, entry))
        self.tick()
        return number

    def keep(self, body: JournalBody | NewerKind, *, by: Person | None = None) -> int:
        """Fold an entry of the desk (of its first person, unless named) into the journal."""
        number = self.journal.number + 1
        entry = authored(number, by or DESK, body, at=self.now)
        self.journal.apply(entry)
        self.taken.append(("", entry))
        self.tick()
        return number

    def say(self, *texts: str, room: str = "", mark: Mark = VERBATIM, **more: object) -> SourceRef:
        """A statement of the room's head (east, unless named); the reference to all of it."""
        room = room or self.east
        said = statement(*texts, id=self.new_id("s"), mark=mark, **more)  # pyright: ignore[reportArgumentType]
        self.act(room, HEAD, said)
        return SourceRef(room=room, statement=said.id)

    def crossing(
        self,
        *words: str,
        sources: tuple[SourceRef, ...] = (),
        manner: Manner = Manner.VERBATIM,
        **more: object,
    ) -> Crossing:
        """A crossing to the west, unless ``target`` is given."""
        fields: dict[str, object] = {"target": self.west, "language": "en", **more}
        return Crossing(sentences=words, sources=sources, manner=manner, **fields)  # pyright: ignore[reportArgumentType]

    def convey(
        self, crossing: Crossing, findings: tuple[Finding, ...] = (), *, by: str | None = None
    ) -> str:
        """Carry words all the way, as the desk's seat does; the conveyance's id.

        Raises:
            GateRefused: and then nothing is recorded.
        """
        cleared = decide(
            crossing,
            rooms=self.rooms,
            journal=self.journal,
            now=self.now,
            findings=findings,
            by=by,
        )
        made = self.new_id("c")
        self.keep(intent_of(cleared, conveyance=made))
        body = conveyance(
            *crossing.sentences,
            id=made,
            manner=crossing.manner,
            language=crossing.language,
            counterpart=crossing.counterpart,
            personal_capacity=crossing.personal_capacity,
            ad_referendum=crossing.ad_referendum,
        )
        number = self.act(crossing.target, DESK, body)
        self.keep(HandedOn(conveyance=made, number=number, heads=cleared.heads, at=self.now))
        return made
