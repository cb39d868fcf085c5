"""What a room's log amounts to: marks in force, bearings, receipts, and the snapshot."""

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
    Convening,
    MarkCode,
    Outcome,
    PeopleChanged,
    Person,
    Question,
    Receipt,
    Remark,
    Report,
    Reported,
    Result,
    RoomBody,
    RoomTalks,
    RoundEvent,
    RoundState,
    Sentence,
    Side,
    Statement,
    TakenDown,
    Verdict,
    Withdrawal,
    later,
)


def _fold(room: RoomTalks, author: Person, body: RoomBody) -> int:
    number = room.number + 1
    room.apply(authored(number, author, body))
    return number


def _heads(room: RoomTalks, sentence: str = "a") -> list[str]:
    return room.statements["s1"].sentences[sentence].heads


def test_sentence_without_a_mark_has_the_statements() -> None:
    """A sentence whose mark were lost would fall to a default that nobody chose."""
    own = Sentence(id="a", text="One.", mark=EARS_ONLY)
    whole = Sentence(id="b", text="Two.")
    said = Statement(id="s1", speaker=HEAD.id, language="en", sentences=(own, whole), mark=VERBATIM)
    room = opened_room()
    _fold(room, HEAD, said)
    sentences = room.statements["s1"].sentences
    assert [kept.mark for kept in sentences["a"].in_force()] == [EARS_ONLY]
    assert [kept.mark for kept in sentences["b"].in_force()] == [VERBATIM]
    assert _heads(room) == ["s1/a"]


def test_crossed_remarks_both_hold_until_one_names_both() -> None:
    """Two seats of a side that re-mark at once must not let the looser mark win by chance."""
    room = opened_room()
    _fold(room, HEAD, statement("One."))
    for name, made in (("m1", EARS_ONLY), ("m2", mark(MarkCode.IN_SUBSTANCE))):
        body = Remark(id=name, statement="s1", sentence="a", mark=made, replaces=("s1/a",))
        _fold(room, HEAD, body)
    assert _heads(room) == ["m1", "m2"]
    _fold(
        room,
        HEAD,
        Remark(id="m3", statement="s1", sentence="a", mark=VERBATIM, replaces=("m1", "m2")),
    )
    assert _heads(room) == ["m3"]
    assert list(room.statements["s1"].sentences["a"].marks) == ["s1/a", "m1", "m2", "m3"]


def test_remark_of_the_whole_holds_beside_a_withdrawal_it_crossed() -> None:
    """A withdrawal that came first must not void a re-mark of the sentences that still stand."""
    room = opened_room()
    _fold(room, HEAD, statement("One.", "Two."))
    _fold(room, HEAD, Withdrawal(statement="s1", sentence="a"))
    crossing = Remark(id="m1", statement="s1", mark=EARS_ONLY, replaces=("s1/a", "s1/b"))
    _fold(room, HEAD, crossing)
    assert _heads(room, "b") == ["m1"]
    assert room.statements["s1"].sentences["a"].withdrawn == 4


def test_speaker_who_is_not_the_head_may_change_their_own_words() -> None:
    """Words belong to who said them, and to the head of the side."""
    room = opened_room()
    _fold(room, MEMBER, statement("One.", "Two.", speaker=MEMBER))
    mine = Remark(id="m1", statement="s1", sentence="a", mark=EARS_ONLY, replaces=("s1/a",))
    _fold(room, MEMBER, mine)
    _fold(room, MEMBER, Withdrawal(statement="s1", sentence="b"))
    assert _heads(room) == ["m1"]
    assert room.statements["s1"].sentences["b"].withdrawn == 5


def test_speaker_and_author_are_kept_apart() -> None:
    """Who said it and on whose seat it was entered are two facts."""
    room = opened_room()
    _fold(room, NOTE_TAKER, statement("One.", speaker=HEAD))
    kept = room.statements["s1"]
    assert (kept.said.speaker, kept.speaker_name) == (HEAD.id, HEAD.name)
    assert (kept.author, kept.device) == (NOTE_TAKER.id, f"{NOTE_TAKER.id}-laptop")
    room.apply(PeopleChanged((DESK,)))
    assert (kept.author_name, kept.speaker_name) == (NOTE_TAKER.name, HEAD.name)


def test_what_was_taken_down_is_unconfirmed_until_its_side_accepts() -> None:
    """The desk's notes of a side's words are not that side's until it says so."""
    room = opened_room()
    down = TakenDown(place="the garden", heard_at=START, speaker_name="Old Farid")
    farid = Person(id="p9", name="?", side=Side.ROOM)
    _fold(room, DESK, statement("One.", speaker=farid, taken_down=down))
    kept = room.statements["s1"]
    assert kept.unconfirmed
    assert kept.speaker_name == "Old Farid"
    by_voice = Remark(
        id="m1",
        statement="s1",
        sentence="a",
        mark=EARS_ONLY,
        replaces=("s1/a",),
        instructed_by=farid.id,
    )
    _fold(room, DESK, by_voice)
    assert _heads(room) == ["m1"]
    _fold(room, HEAD, AcceptStatement("s1"))
    assert not kept.unconfirmed
    assert kept.confirmed_by == HEAD.id


def test_statements_and_conveyances_point_at_each_other() -> None:
    """A question, answer or read-back that is not found from what it is about gets lost."""
    room = opened_room()
    _fold(room, DESK, conveyance("They ask for the road."))
    _fold(room, HEAD, statement("Which road?", asks=Question(about="c1", sentence="a")))
    _fold(room, DESK, conveyance("The coast road.", id="c2", answers="s1", corrects="c1"))
    _fold(room, HEAD, statement("You say the coast road.", id="s2", reads_back="c2"))
    _fold(room, HEAD, statement("No.", id="s3", answers="c2"))
    _fold(room, DESK, conveyance("They heard: which road.", id="c3", reads_back="s1"))
    _fold(room, HEAD, statement("So.", id="s4", answers="c3", verdict=Verdict.ACCEPTS))
    first, second = room.conveyances["c1"], room.conveyances["c2"]
    assert (first.asked_by, first.corrected_by) == (["s1"], ["c2"])
    assert (second.read_back_by, second.answered_by) == (["s2"], ["s3"])
    assert room.statements["s1"].answered_by == ["c2"]
    assert room.conveyances["c3"].answered_by == ["s4"]


def test_received_by_the_desk_is_read_from_what_the_desk_had_seen() -> None:
    """A room's own tick derives from its own log alone."""
    room = opened_room()
    said = _fold(room, HEAD, statement("One."))
    assert not room.received_by_desk(said)
    room.apply(authored(said + 1, DESK, conveyance("Hear this."), seen=said - 1))
    assert not room.received_by_desk(said)
    room.apply(authored(said + 2, HEAD, statement("Two.", id="s2"), seen=said + 1))
    assert not room.received_by_desk(said)
    room.apply(authored(said + 3, DESK, conveyance("And this.", id="c2"), seen=said))
    assert room.received_by_desk(said)
    assert not room.received_by_desk(said + 2)
    room.apply(authored(said + 4, DESK, conveyance("From a slow seat.", id="c3"), seen=1))
    assert room.received_by_desk(said)


def test_receipt_covers_everything_up_to_it_from_its_own_time() -> None:
    """The third of a conveyance's three times comes from the first receipt that covers it."""
    room = opened_room()
    first = _fold(room, DESK, conveyance("One."))
    second = _fold(room, DESK, conveyance("Two.", id="c2"))
    noon, one = later(START, hours=4), later(START, hours=5)
    room.apply(authored(5, HEAD, Receipt(first), at=noon))
    room.apply(authored(6, NOTE_TAKER, Receipt(second), at=one))
    room.apply(authored(7, HEAD, Receipt(first), at=later(START, hours=6)))
    assert room.received_up_to == second
    assert len(room.receipts) == 2
    third = _fold(room, DESK, conveyance("Three.", id="c3"))
    assert [room.received_at(number) for number in (first, second, third)] == [noon, one, None]


def test_reports_stand_under_the_statement_and_rounds_keep_their_steps() -> None:
    """A side finds what it was told beside what it said, and a round's place beside its time."""
    room = opened_room()
    _fold(room, HEAD, statement("One."))
    number = _fold(room, DESK, Report(statement="s1", what=Reported.HANDED_ON, at=START))
    assert room.statements["s1"].reports == [number]
    for person, event, where in (
        (HEAD, RoundEvent.REQUEST, None),
        (DESK, RoundEvent.SET, "Muscat"),
        (DESK, RoundEvent.HELD, None),
    ):
        time = START if where else None
        _fold(room, person, Convening(round="r1", event=event, place=where, time=time))
    _fold(room, DESK, Outcome(round="r1", result=Result.NONE))
    kept = room.rounds["r1"]
    assert (kept.state, kept.place, kept.time) == (RoundState.ENDED, "Muscat", START)
    assert len(kept.steps) == 3


def test_snapshot_gives_the_state_back() -> None:
    """A seat that starts from its snapshot must stand where a full re-fold would."""
    room = opened_room()
    _fold(room, HEAD, statement("One.", mark=mark(MarkCode.IF_OFFER, until=START)))
    _fold(room, DESK, conveyance("Two."))
    again = RoomTalks.restore(room.snapshot())
    assert again == room
    assert again.snapshot() == room.snapshot()
    _fold(again, HEAD, statement("Three.", id="s2"))
    assert again.snapshot() != room.snapshot()
