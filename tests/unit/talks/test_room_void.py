"""What a room's log refuses: each entry is void with its named error, and changes nothing.

Beside each refusal stands the entry that differs in one thing and is taken.
"""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from tests.unit.talks.case import (
    DESK,
    EARS_ONLY,
    HEAD,
    MEMBER,
    NOTE_TAKER,
    START,
    VERBATIM,
    authored,
    conveyance,
    mark,
    opened_room,
    statement,
)

from wasit.talks import (
    AcceptStatement,
    AlreadyThere,
    Convening,
    Counterpart,
    Ending,
    InPerson,
    Manner,
    MarkCode,
    NewerKind,
    NoText,
    NotTheirs,
    NotWellFormed,
    Outcome,
    OutOfOrder,
    OutOfTurn,
    Person,
    Position,
    Question,
    ReadBackSettled,
    Receipt,
    Remark,
    Report,
    Reported,
    Result,
    RoomBody,
    RoomClosed,
    RoomTalks,
    RoundEvent,
    Sentence,
    Statement,
    TakenDown,
    UnknownReference,
    Verdict,
    VoidEntry,
    Withdrawal,
)

Act = tuple[Person, RoomBody]

HEARD = TakenDown(place="the east room", heard_at=START)
BY_VOICE = TakenDown(place="the east room", heard_at=START, speaker_name="Old Farid")


def _remark(replaces: Sequence[str] = ("s1/a",), **more: object) -> Remark:
    fields = {"id": "m1", "statement": "s1", "sentence": "a", "mark": EARS_ONLY, **more}
    return Remark(replaces=tuple(replaces), **fields)  # pyright: ignore[reportArgumentType]


def _report(**more: object) -> Report:
    fields = {"statement": "s1", "what": Reported.HANDED_ON, "at": START, **more}
    return Report(**fields)  # pyright: ignore[reportArgumentType]


def _set_round(**more: object) -> Convening:
    fields = {"round": "r1", "event": RoundEvent.SET, "place": "Muscat", "time": START, **more}
    return Convening(**fields)  # pyright: ignore[reportArgumentType]


def _request_taken_down(**more: str) -> Convening:
    down = replace(BY_VOICE, **more)
    return Convening(round="r1", event=RoundEvent.REQUEST, taken_down=down)


SAID: Act = (HEAD, statement("We will open the bridge.", "We will not close it again."))
TOLD: Act = (DESK, conveyance("They ask for the bridge."))
CARRIED_BACK: Act = (DESK, conveyance("You said: a bridge.", id="c2", reads_back="s1"))
READ_BACK: Act = (HEAD, statement("They want the bridge.", id="s2", reads_back="c1"))
CORRECTION: Act = (DESK, conveyance("They want the road.", id="c3", corrects="c1"))
TAKEN_DOWN: Act = (DESK, statement("We will open it.", "We hope.", taken_down=HEARD))
REQUEST: Act = (HEAD, Convening(round="r1", event=RoundEvent.REQUEST))
OLD_FARID = Person(id="p9", name="Old Farid", side=HEAD.side)

CASES: tuple[tuple[str, tuple[Act, ...], Act, type[VoidEntry], Act], ...] = (
    # what, what came before, the void entry, its error, the entry beside it that is taken
    (
        "room posts as the desk",
        (),
        (HEAD, conveyance("Hear this.")),
        NotTheirs,
        (DESK, conveyance("Hear this.")),
    ),
    (
        "room introduces",
        (),
        (HEAD, Counterpart("a third side")),
        NotTheirs,
        (DESK, Counterpart("a third side")),
    ),
    (
        "introduced twice",
        (),
        (DESK, Counterpart("the western side")),
        AlreadyThere,
        (DESK, Counterpart("the northern side")),
    ),
    ("introduced without a name", (), (DESK, Counterpart(" ")), NoText, (DESK, Counterpart("N"))),
    ("room closes", (), (HEAD, RoomClosed()), NotTheirs, (DESK, RoomClosed())),
    (
        "desk speaks as the room",
        (),
        (DESK, statement("We agree.")),
        NotTheirs,
        (DESK, statement("We agree.", taken_down=HEARD)),
    ),
    (
        "room takes down",
        (),
        (HEAD, statement("We agree.", taken_down=HEARD)),
        NotTheirs,
        (HEAD, statement("We agree.")),
    ),
    (
        "speaker of the desk",
        (),
        (HEAD, statement("We agree.", speaker=DESK)),
        NotTheirs,
        (HEAD, statement("We agree.", speaker=MEMBER)),
    ),
    (
        "speaker who may not speak",
        (),
        (NOTE_TAKER, statement("We agree.", speaker=NOTE_TAKER)),
        NotTheirs,
        (NOTE_TAKER, statement("We agree.", speaker=HEAD)),
    ),
    (
        "speaker nobody knows",
        (),
        (HEAD, statement("We agree.", speaker=OLD_FARID)),
        UnknownReference,
        (DESK, statement("We agree.", speaker=OLD_FARID, taken_down=BY_VOICE)),
    ),
    (
        "taken down of nobody",
        (),
        (DESK, statement("We agree.", speaker=OLD_FARID, taken_down=HEARD)),
        NoText,
        (DESK, statement("We agree.", speaker=OLD_FARID, taken_down=BY_VOICE)),
    ),
    (
        "taken down nowhere",
        (),
        (DESK, statement("We agree.", taken_down=TakenDown(place="", heard_at=START))),
        NoText,
        TAKEN_DOWN,
    ),
    (
        "taken down at no time",
        (),
        (DESK, statement("We agree.", taken_down=TakenDown(place="here", heard_at="noon"))),
        NotWellFormed,
        TAKEN_DOWN,
    ),
    ("statement without a sentence", (), (HEAD, statement()), NoText, SAID),
    ("empty sentence", (), (HEAD, statement("We agree.", " \u200b\n")), NoText, SAID),
    ("statement in no language", (), (HEAD, statement("We agree.", language="")), NoText, SAID),
    (
        "one sentence id twice",
        (),
        (
            HEAD,
            Statement(
                id="s1",
                speaker=HEAD.id,
                language="en",
                mark=VERBATIM,
                sentences=(Sentence(id="a", text="One."), Sentence(id="a", text="Two.")),
            ),
        ),
        AlreadyThere,
        SAID,
    ),
    ("statement id twice", (SAID,), SAID, AlreadyThere, (HEAD, statement("More.", id="s2"))),
    ("id with a slash", (), (HEAD, statement("More.", id="s1/a")), NotWellFormed, SAID),
    ("no id", (), (HEAD, statement("More.", id="")), NotWellFormed, SAID),
    (
        "offer under another mark",
        (),
        (HEAD, statement("More.", mark=mark(MarkCode.VERBATIM, offer="bread"))),
        NotWellFormed,
        (HEAD, statement("More.", mark=mark(MarkCode.IF_OFFER))),
    ),
    (
        "if_offer after if_offer",
        (),
        (
            HEAD,
            statement("More.", mark=mark(MarkCode.IF_OFFER, then=mark(MarkCode.IF_OFFER))),
        ),
        NotWellFormed,
        (HEAD, statement("More.", mark=mark(MarkCode.IF_OFFER))),
    ),
    (
        "empty offer",
        (),
        (HEAD, statement("More.", mark=mark(MarkCode.IF_OFFER, offer=" "))),
        NoText,
        (HEAD, statement("More.", mark=mark(MarkCode.IF_OFFER))),
    ),
    (
        "mark until no time",
        (),
        (HEAD, statement("More.", mark=mark(MarkCode.VERBATIM, until="Friday"))),
        NotWellFormed,
        (HEAD, statement("More.", mark=mark(MarkCode.VERBATIM, until=START))),
    ),
    (
        "question on nothing",
        (TOLD,),
        (HEAD, statement("Which?", asks=Question(about="c9", sentence="a"))),
        UnknownReference,
        (HEAD, statement("Which?", asks=Question(about="c1", sentence="a"))),
    ),
    (
        "question on no sentence",
        (TOLD,),
        (HEAD, statement("Which?", asks=Question(about="c1", sentence="z"))),
        UnknownReference,
        (HEAD, statement("Which?", asks=Question(about="c1", sentence="a"))),
    ),
    (
        "answer to nothing",
        (TOLD,),
        (HEAD, statement("Yes.", answers="c9")),
        UnknownReference,
        (HEAD, statement("Yes.", answers="c1", position=Position.OFFER)),
    ),
    (
        "read-back of nothing",
        (TOLD,),
        (HEAD, statement("You say.", reads_back="c9")),
        UnknownReference,
        (HEAD, statement("You say.", reads_back="c1")),
    ),
    (
        "two bearings",
        (TOLD,),
        (HEAD, statement("Yes.", answers="c1", reads_back="c1")),
        NotWellFormed,
        (HEAD, statement("Yes.", answers="c1")),
    ),
    (
        "verdict on no read-back",
        (SAID, TOLD, CARRIED_BACK),
        (HEAD, statement("Yes.", id="s2", answers="c1", verdict=Verdict.ACCEPTS)),
        NotWellFormed,
        (HEAD, statement("Yes.", id="s2", answers="c2", verdict=Verdict.ACCEPTS)),
    ),
    (
        "re-mark of another's sentence",
        (SAID,),
        (MEMBER, _remark()),
        NotTheirs,
        (HEAD, _remark()),
    ),
    (
        "re-mark by the desk",
        (SAID,),
        (DESK, _remark(instructed_by=HEAD.id)),
        NotTheirs,
        (HEAD, _remark()),
    ),
    (
        "re-mark by the desk, not instructed",
        (TAKEN_DOWN,),
        (DESK, _remark()),
        NotTheirs,
        (DESK, _remark(instructed_by=HEAD.id)),
    ),
    (
        "re-mark instructed by one who may not",
        (TAKEN_DOWN,),
        (DESK, _remark(instructed_by=MEMBER.id)),
        NotTheirs,
        (DESK, _remark(instructed_by=HEAD.id)),
    ),
    (
        "re-mark by the desk after acceptance",
        (TAKEN_DOWN, (HEAD, AcceptStatement("s1"))),
        (DESK, _remark(instructed_by=HEAD.id)),
        NotTheirs,
        (HEAD, _remark()),
    ),
    (
        "room acts as instructed",
        (SAID,),
        (HEAD, _remark(instructed_by=MEMBER.id)),
        NotWellFormed,
        (HEAD, _remark()),
    ),
    (
        "re-mark of nothing",
        (SAID,),
        (HEAD, _remark(statement="s9")),
        UnknownReference,
        (HEAD, _remark()),
    ),
    ("re-mark replaces nothing", (SAID,), (HEAD, _remark([])), UnknownReference, (HEAD, _remark())),
    (
        "re-mark replaces what never was",
        (SAID,),
        (HEAD, _remark(["s1/a", "m9"])),
        UnknownReference,
        (HEAD, _remark()),
    ),
    (
        "re-mark replaces one twice",
        (SAID,),
        (HEAD, _remark(["s1/a", "s1/a"])),
        AlreadyThere,
        (HEAD, _remark()),
    ),
    (
        "re-mark of the whole leaves a sentence out",
        (SAID,),
        (HEAD, _remark(sentence=None)),
        UnknownReference,
        (HEAD, _remark(["s1/a", "s1/b"], sentence=None)),
    ),
    (
        "mark id twice",
        (SAID, (HEAD, _remark())),
        (HEAD, _remark(["m1"])),
        AlreadyThere,
        (HEAD, _remark(["m1"], id="m2")),
    ),
    (
        "re-mark of what was taken back",
        (SAID, (HEAD, Withdrawal(statement="s1", sentence="a"))),
        (HEAD, _remark()),
        OutOfTurn,
        (HEAD, _remark(["s1/b"], sentence="b")),
    ),
    (
        "withdrawal of another's",
        (SAID,),
        (MEMBER, Withdrawal(statement="s1")),
        NotTheirs,
        (DESK, Withdrawal(statement="s1", instructed_by=HEAD.id)),
    ),
    (
        "withdrawal by the desk of itself",
        (SAID,),
        (DESK, Withdrawal(statement="s1")),
        NotTheirs,
        (HEAD, Withdrawal(statement="s1")),
    ),
    (
        "withdrawal twice",
        (SAID, (HEAD, Withdrawal(statement="s1", sentence="a"))),
        (HEAD, Withdrawal(statement="s1", sentence="a")),
        OutOfTurn,
        (HEAD, Withdrawal(statement="s1")),
    ),
    (
        "withdrawal of no sentence",
        (SAID,),
        (HEAD, Withdrawal(statement="s1", sentence="z")),
        UnknownReference,
        (HEAD, Withdrawal(statement="s1", sentence="b")),
    ),
    (
        "acceptance by the desk",
        (TAKEN_DOWN,),
        (DESK, AcceptStatement("s1")),
        NotTheirs,
        (MEMBER, AcceptStatement("s1")),
    ),
    (
        "acceptance of what was typed",
        (SAID,),
        (HEAD, AcceptStatement("s1")),
        OutOfTurn,
        (HEAD, statement("More.", id="s2")),
    ),
    (
        "acceptance twice",
        (TAKEN_DOWN, (HEAD, AcceptStatement("s1"))),
        (HEAD, AcceptStatement("s1")),
        OutOfTurn,
        (HEAD, statement("More.", id="s2")),
    ),
    ("conveyance of nothing", (), (DESK, conveyance()), NoText, TOLD),
    ("conveyance of an empty sentence", (), (DESK, conveyance("", "x")), NoText, TOLD),
    ("conveyance id twice", (TOLD,), TOLD, AlreadyThere, (DESK, conveyance("x", id="c2"))),
    (
        "counterpart not introduced",
        (),
        (DESK, conveyance("x", manner=Manner.IN_SUBSTANCE, counterpart="the north")),
        UnknownReference,
        (DESK, conveyance("x", manner=Manner.IN_SUBSTANCE, counterpart="the western side")),
    ),
    (
        "own idea with a counterpart",
        (),
        (DESK, conveyance("x", manner=Manner.OWN_IDEA, counterpart="the western side")),
        NotWellFormed,
        (DESK, conveyance("x", manner=Manner.OWN_IDEA)),
    ),
    (
        "desk asks about nothing",
        (SAID,),
        (DESK, conveyance("Which?", asks=Question(about="s1", sentence="z"))),
        UnknownReference,
        (DESK, conveyance("Which?", asks=Question(about="s1", sentence="b"))),
    ),
    (
        "desk answers nothing",
        (SAID,),
        (DESK, conveyance("Yes.", answers="s9")),
        UnknownReference,
        (DESK, conveyance("Yes.", answers="s1")),
    ),
    (
        "desk corrects nothing",
        (TOLD,),
        (DESK, conveyance("No.", id="c2", corrects="c9")),
        UnknownReference,
        (DESK, conveyance("No.", id="c2", corrects="c1")),
    ),
    (
        "desk carries back nothing",
        (SAID,),
        (DESK, conveyance("You said.", reads_back="s9")),
        UnknownReference,
        (DESK, conveyance("You said.", reads_back="s1")),
    ),
    (
        "conveyance on no round",
        (REQUEST,),
        (DESK, conveyance("They will come.", round="r9")),
        UnknownReference,
        (DESK, conveyance("They will come.", round="r1")),
    ),
    (
        "brought aloud to nobody",
        (),
        (DESK, conveyance("x", in_person=InPerson(carried_by="S", heard_by=(), at=START))),
        NoText,
        (DESK, conveyance("x", in_person=InPerson(carried_by="S", heard_by=("P",), at=START))),
    ),
    ("receipt by the desk", (TOLD,), (DESK, Receipt(1)), NotTheirs, (NOTE_TAKER, Receipt(3))),
    ("receipt of the unseen", (TOLD,), (HEAD, Receipt(4)), NotWellFormed, (HEAD, Receipt(3))),
    ("report by the room", (SAID,), (HEAD, _report()), NotTheirs, (DESK, _report())),
    (
        "report on nothing",
        (SAID,),
        (DESK, _report(statement="s9")),
        UnknownReference,
        (DESK, _report()),
    ),
    (
        "report on no sentence",
        (SAID,),
        (DESK, _report(sentence="z")),
        UnknownReference,
        (DESK, _report(sentence="b")),
    ),
    ("report at no time", (SAID,), (DESK, _report(at="now")), NotWellFormed, (DESK, _report())),
    (
        "report with empty words",
        (SAID,),
        (DESK, _report(words=("",))),
        NoText,
        (DESK, _report(words=("They took it well.",))),
    ),
    (
        "read-back settled by the hearer",
        (TOLD, READ_BACK),
        (HEAD, ReadBackSettled(statement="s2", ending=Ending.SO_IT_STANDS)),
        NotTheirs,
        (DESK, ReadBackSettled(statement="s2", ending=Ending.SO_IT_STANDS)),
    ),
    (
        "nothing read back",
        (SAID,),
        (DESK, ReadBackSettled(statement="s1", ending=Ending.SO_IT_STANDS)),
        UnknownReference,
        (DESK, _report()),
    ),
    (
        "correction that names no correction",
        (TOLD, READ_BACK, CORRECTION),
        (DESK, ReadBackSettled(statement="s2", ending=Ending.DESK_CORRECTS)),
        NotWellFormed,
        (DESK, ReadBackSettled(statement="s2", ending=Ending.DESK_CORRECTS, corrected_by="c3")),
    ),
    (
        "correction of something else",
        (TOLD, READ_BACK, CORRECTION),
        (DESK, ReadBackSettled(statement="s2", ending=Ending.DESK_CORRECTS, corrected_by="c1")),
        UnknownReference,
        (DESK, ReadBackSettled(statement="s2", ending=Ending.DESK_CORRECTS, corrected_by="c3")),
    ),
    (
        "request by one who may not speak",
        (),
        (NOTE_TAKER, REQUEST[1]),
        NotTheirs,
        REQUEST,
    ),
    (
        "request by the desk",
        (),
        (DESK, REQUEST[1]),
        NotTheirs,
        (DESK, _request_taken_down()),
    ),
    (
        "request taken down by the room",
        (),
        (HEAD, _request_taken_down()),
        NotTheirs,
        (DESK, _request_taken_down()),
    ),
    (
        "request taken down of nobody",
        (),
        (DESK, _request_taken_down(speaker_name=" ")),
        NoText,
        (DESK, _request_taken_down()),
    ),
    (
        "the desk's own act taken down",
        (REQUEST,),
        (DESK, _set_round(taken_down=BY_VOICE)),
        NotWellFormed,
        (DESK, _set_round()),
    ),
    ("set nowhere", (REQUEST,), (DESK, _set_round(place=None)), NoText, (DESK, _set_round())),
    (
        "set at no time",
        (REQUEST,),
        (DESK, _set_round(time="noon")),
        NotWellFormed,
        (DESK, _set_round()),
    ),
    (
        "end told by convening",
        (REQUEST,),
        (DESK, Convening(round="r1", event=RoundEvent.ENDED)),
        NotWellFormed,
        (DESK, _set_round()),
    ),
    (
        "outcome of no round",
        (REQUEST,),
        (DESK, Outcome(round="r9", result=Result.NONE)),
        UnknownReference,
        (DESK, _set_round()),
    ),
)


def _room_after(acts: tuple[Act, ...]) -> RoomTalks:
    room = opened_room()
    for author, body in acts:
        room.apply(authored(room.number + 1, author, body))
    return room


@pytest.mark.parametrize(
    ("before", "void", "error", "taken"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_void_entry_names_its_error_and_changes_nothing(
    before: tuple[Act, ...], void: Act, error: type[VoidEntry], taken: Act
) -> None:
    """A refused entry that left a trace would differ between seats that refuse it later."""
    room = _room_after(before)
    kept = room.snapshot()
    with pytest.raises(error) as caught:
        room.apply(authored(room.number + 1, *void))
    assert caught.type is error
    assert room.snapshot() == kept
    room.apply(authored(room.number + 1, *taken))
    assert room.snapshot() != kept


@pytest.mark.parametrize(
    ("number", "seen", "at", "error"),
    [
        (2, 1, START, OutOfOrder),
        (3, 3, START, NotWellFormed),
        (3, -1, START, NotWellFormed),
        (3, 2, "2024-01-10 08:00", NotWellFormed),
    ],
)
def test_entry_out_of_order_is_void(
    number: int, seen: int, at: str, error: type[VoidEntry]
) -> None:
    """An entry that saw itself, or came twice, was not made by a seat that follows the log."""
    room = opened_room()
    kept = room.snapshot()
    with pytest.raises(error):
        room.apply(authored(number, HEAD, statement("We agree."), seen=seen, at=at))
    assert room.snapshot() == kept


def test_room_opens_once_and_with_whole_words() -> None:
    """What a room may know of the case stands in its first entry only."""
    good = opened_room().opened
    assert good is not None
    for changed, error in (
        ({"title": ""}, NoText),
        ({"room": ""}, NoText),
        ({"desk": " "}, NoText),
        ({"languages": ()}, NoText),
        ({"default_mark": MarkCode.IF_OFFER}, NotWellFormed),
    ):
        room = RoomTalks()
        with pytest.raises(error):
            room.apply(authored(1, DESK, replace(good, **changed)))
        assert room == RoomTalks()
    room = RoomTalks()
    with pytest.raises(NotTheirs):
        room.apply(authored(1, HEAD, good))
    room.apply(authored(1, DESK, good))
    assert room.name == "east"


def test_newer_kind_is_noted_and_changes_nothing_else() -> None:
    """Talks go on beside an entry this version cannot read; only the gate must know."""
    room = opened_room()
    room.apply(authored(3, HEAD, NewerKind("poll")))
    other = opened_room()
    other.number, other.newer_kinds = 3, [3]
    assert room == other
