"""The journal: what it refuses, each beside what it takes, and what it amounts to."""

import pytest

from tests.unit.talks.case import DESK, HEAD, SECOND, START, Case, authored
from wasit.talks import (
    AlreadyThere,
    CaseOpened,
    CaseOutcome,
    ConditionMet,
    EventHappened,
    HandedOn,
    Head,
    Intent,
    Introduced,
    Journal,
    JournalBody,
    Manner,
    MarkCode,
    Naming,
    NewerKind,
    Note,
    NoText,
    NotSent,
    NotTheirs,
    NotWellFormed,
    OutOfTurn,
    Override,
    OverrideKind,
    Received,
    Refusal,
    Reported,
    ReportKept,
    Result,
    Retention,
    RetentionSet,
    RoomAdded,
    RoundRef,
    SourceInForce,
    SourceRef,
    UnknownReference,
    VoidEntry,
)

SHOWN = SourceRef(room="west", statement="s7")
SOURCE = SourceInForce(room="east", statement="s1", sentence="a", number=3, marks=())


def _condition(**more: object) -> ConditionMet:
    fields = {"room": "east", "statement": "s1", "mark": "s1/a", "offered": "x", "shown_by": SHOWN}
    return ConditionMet(**(fields | more))  # pyright: ignore[reportArgumentType]


def _event(**more: object) -> EventHappened:
    fields = {"room": "east", "statement": "s1", "mark": "s1/a", "words": "x", "at": START}
    return EventHappened(**(fields | more))  # pyright: ignore[reportArgumentType]


def _intent(**more: object) -> Intent:
    fields: dict[str, object] = {
        "conveyance": "c1",
        "words_hash": "00",
        "target": "west",
        "manner": Manner.VERBATIM,
        "sources": (SOURCE,),
    }
    return Intent(**(fields | more))  # pyright: ignore[reportArgumentType]


def _handed_on(**more: object) -> HandedOn:
    fields: dict[str, object] = {"conveyance": "c1", "number": 3, "at": START}
    return HandedOn(**(fields | more))  # pyright: ignore[reportArgumentType]


def _added(**more: object) -> RoomAdded:
    return RoomAdded(**({"room": "north", "log": "log-n"} | more))  # pyright: ignore[reportArgumentType]


def _report(**more: object) -> ReportKept:
    fields: dict[str, object] = {
        "room": "east",
        "statement": "s1",
        "what": Reported.HELD,
        "at": START,
        "number": 5,
    }
    return ReportKept(**(fields | more))  # pyright: ignore[reportArgumentType]


OPENED = CaseOpened(title="T", desk="D", default_mark=MarkCode.EARS_ONLY)
INTENT, HANDED_ON = _intent(), _handed_on()
SELF = Naming(name="ourselves", room="north")
EAST = Naming(name="the eastern side", room="east")
NORTH = Naming(name="the northern side", room="north")
OWN = {"manner": Manner.OWN_WORDS, "sources": (), "own_words": True}

CASES: tuple[
    tuple[str, tuple[JournalBody, ...], JournalBody, type[VoidEntry], JournalBody], ...
] = (
    # what, what came before, the void entry, its error, the entry beside it that is taken
    ("case opened twice", (), OPENED, OutOfTurn, Note("x")),
    ("room added twice", (), _added(room="west"), AlreadyThere, _added()),
    ("log of another room", (), _added(log="log-w"), AlreadyThere, _added()),
    ("room without a name", (), _added(room=""), NoText, _added()),
    ("own counterpart", (), _added(counterparts=(SELF,)), NotWellFormed, _added()),
    (
        "one name for two",
        (),
        _added(counterparts=(EAST, EAST)),
        AlreadyThere,
        _added(counterparts=(EAST,)),
    ),
    (
        "introduced in no room",
        (),
        Introduced(to_room="south", naming=NORTH),
        UnknownReference,
        Introduced(to_room="west", naming=NORTH),
    ),
    (
        "name that is taken",
        (),
        Introduced(to_room="west", naming=EAST),
        AlreadyThere,
        Introduced(to_room="west", naming=NORTH),
    ),
    ("offer in no room", (), _condition(room="x"), UnknownReference, _condition()),
    ("offer that says nothing", (), _condition(offered=""), NoText, _condition()),
    ("offer on no mark", (), _condition(mark=""), NoText, _condition()),
    (
        "offer shown in no room",
        (),
        _condition(shown_by=SourceRef(room="x", statement="s7")),
        UnknownReference,
        _condition(),
    ),
    (
        "offer shown by the side itself",
        (),
        _condition(shown_by=SourceRef(room="east", statement="s7")),
        NotWellFormed,
        _condition(),
    ),
    ("event at no time", (), _event(at="noon"), NotWellFormed, _event()),
    ("event twice", (_event(),), _event(), AlreadyThere, _event(mark="m2")),
    ("intent twice", (INTENT,), INTENT, AlreadyThere, _intent(conveyance="c2")),
    ("intent for no room", (), _intent(target="x"), UnknownReference, INTENT),
    (
        "intent on no room's words",
        (),
        _intent(
            sources=(SourceInForce(room="x", statement="s", sentence="a", number=1, marks=()),)
        ),
        UnknownReference,
        INTENT,
    ),
    (
        "intent with the head of no room",
        (),
        _intent(heads=(Head(room="x", number=1),)),
        UnknownReference,
        _intent(heads=(Head(room="east", number=1),)),
    ),
    ("verbatim without a source", (), _intent(sources=()), NotWellFormed, INTENT),
    (
        "own words with a source",
        (),
        _intent(**(OWN | {"sources": (SOURCE,)})),
        NotWellFormed,
        _intent(**OWN),
    ),
    ("own words not said to be", (), _intent(own_words=True), NotWellFormed, INTENT),
    (
        "override that says nothing",
        (),
        _intent(override=Override(kind=OverrideKind.DUTY_OF_LAW, text=" ")),
        NoText,
        _intent(override=Override(kind=OverrideKind.DUTY_OF_LAW, text="A court.")),
    ),
    ("handed on, never intended", (), HANDED_ON, UnknownReference, INTENT),
    ("handed on at no time", (INTENT,), _handed_on(at=""), NotWellFormed, HANDED_ON),
    ("handed on as nothing", (INTENT,), _handed_on(number=0), NotWellFormed, HANDED_ON),
    (
        "handed on with the head of no room",
        (INTENT,),
        _handed_on(heads=(Head(room="x", number=1),)),
        UnknownReference,
        HANDED_ON,
    ),
    (
        "not sent, and why unsaid",
        (INTENT,),
        NotSent(conveyance="c1", code="", reason=""),
        NoText,
        NotSent(conveyance="c1", code="mark-expired", reason="Past."),
    ),
    (
        "not sent after it was",
        (INTENT, HANDED_ON),
        NotSent(conveyance="c1", code="mark-expired", reason="Past."),
        OutOfTurn,
        Received(conveyance="c1", at=START, how="seen"),
    ),
    (
        "received before it was handed on",
        (INTENT,),
        Received(conveyance="c1", at=START, how="seen"),
        OutOfTurn,
        HANDED_ON,
    ),
    (
        "received nobody knows how",
        (INTENT, HANDED_ON),
        Received(conveyance="c1", at=START, how=""),
        NoText,
        Received(conveyance="c1", at=START, how="seen"),
    ),
    (
        "refusal without a code",
        (),
        Refusal(target="west", manner=Manner.VERBATIM, words=("x",), code="", reason="r"),
        NoText,
        Refusal(target="x", manner=Manner.VERBATIM, words=("x",), code="wrong-room", reason="r"),
    ),
    ("report to no room", (), _report(room="x"), UnknownReference, _report()),
    ("report at no time", (), _report(at="x"), NotWellFormed, _report()),
    (
        "outcome in no room",
        (),
        CaseOutcome(rounds=(RoundRef(room="x", round="r1"),), result=Result.NONE),
        UnknownReference,
        CaseOutcome(rounds=(RoundRef(room="east", round="r1"),), result=Result.NONE),
    ),
    ("empty note", (), Note(" "), NoText, Note("x")),
)


@pytest.mark.parametrize(
    ("before", "void", "error", "taken"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_void_journal_entry_names_its_error_and_changes_nothing(
    before: tuple[JournalBody, ...],
    void: JournalBody,
    error: type[VoidEntry],
    taken: JournalBody,
) -> None:
    """The journal is the proof of why words crossed: nothing half-taken may stand in it."""
    case = Case()
    for body in before:
        case.keep(body)
    kept = case.journal.snapshot()
    with pytest.raises(error) as caught:
        case.keep(void)
    assert caught.value.__class__ is error
    assert case.journal.snapshot() == kept
    number = case.keep(taken)
    assert case.journal.number == number
    assert case.journal.snapshot() != kept


def test_only_the_desk_writes_in_the_journal() -> None:
    """An entry of anyone else in it is a forgery, whatever it says."""
    case = Case()
    kept = case.journal.snapshot()
    number = case.journal.number + 1
    with pytest.raises(NotTheirs):
        case.journal.apply(authored(number, HEAD, Note("x")))
    with pytest.raises(NotTheirs):
        case.journal.apply(authored(number, HEAD, NewerKind("x")))
    assert case.journal.snapshot() == kept
    case.journal.apply(authored(number, DESK, Note("x")))


def test_journal_begins_with_the_case() -> None:
    """Records of a case that was never opened would hang in the air."""
    journal = Journal()
    with pytest.raises(OutOfTurn):
        journal.apply(authored(1, DESK, Note("x")))
    for bad in ({"title": ""}, {"desk": ""}):
        fields = {"title": "T", "desk": "D", "default_mark": MarkCode.EARS_ONLY} | bad
        with pytest.raises(NoText):
            journal.apply(authored(1, DESK, CaseOpened(**fields)))  # pyright: ignore[reportArgumentType]
    bad_mark = CaseOpened(title="T", desk="D", default_mark=MarkCode.IF_OFFER)
    with pytest.raises(NotWellFormed):
        journal.apply(authored(1, DESK, bad_mark))
    assert journal == Journal()
    journal.apply(authored(1, DESK, OPENED))
    assert journal.opened == OPENED


def test_journal_snapshot_gives_the_state_back() -> None:
    """A seat that starts from its snapshot must stand where a full re-fold would."""
    case = Case()
    for body in (INTENT, HANDED_ON, _condition(), _event(), _report(), Note("x")):
        case.keep(body)
    case.keep(NewerKind("hold"))
    again = Journal.restore(case.journal.snapshot())
    assert again == case.journal
    assert again.snapshot() == case.journal.snapshot()
    assert again.newer_kinds == [case.journal.number]


def test_every_record_of_one_offer_is_kept() -> None:
    """Two counterparts may make the same offer; each is shown by its own statement."""
    case = Case()
    case.keep(_added())
    case.keep(_condition())
    case.keep(_condition(shown_by=SourceRef(room="north", statement="s8")))
    shown = [record.shown_by.room for record in case.journal.conditions["east"]["s1/a"]]
    assert shown == ["west", "north"]


def test_truth_found_later_is_kept() -> None:
    """What was given up as not sent and yet stands in the room's log was handed on."""
    case = Case()
    case.keep(INTENT)
    case.keep(NotSent(conveyance="c1", code="unreachable", reason="No answer came."))
    case.keep(HANDED_ON)
    carry = case.journal.carries["c1"]
    assert carry.handed_on == HANDED_ON
    assert carry.not_sent is not None


def test_the_newest_rule_of_the_head_of_the_desk_holds() -> None:
    """What becomes of the record is for one person to say, and may be said anew."""
    case = Case()
    assert case.journal.retention is Retention.KEEP
    for rule in (Retention.ERASE, Retention.SEAL):
        case.keep(RetentionSet(rule=rule))
        with pytest.raises(NotTheirs):
            case.keep(RetentionSet(rule=Retention.KEEP), by=SECOND)
        assert case.journal.retention is rule
