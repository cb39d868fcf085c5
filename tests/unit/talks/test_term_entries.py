"""Entries on terms: what the journal refuses, each beside what it takes, and what it keeps."""

import pytest

from tests.unit.talks.case import HEAD, START, Case, authored
from wasit.talks import (
    Adhered,
    Amount,
    Committed,
    IssueKind,
    IssueNamed,
    Journal,
    JournalBody,
    LimitTold,
    Linked,
    LinkForm,
    NoText,
    NotTheirs,
    NotWellFormed,
    OptionAmount,
    OptionRefused,
    OptionsTaken,
    PointAmount,
    Preferred,
    ProofSeen,
    SideAmount,
    SourceRef,
    StepChecked,
    StepPlanned,
    TermWithdrawn,
    TextVersion,
    ThingPoints,
    ThingsListed,
    UnknownReference,
    VoidEntry,
    Weighed,
    WeightsOrdered,
    body_to_plain,
    read_journal_body,
)
from wasit.wire import canonical

SHOWN = SourceRef(room="east", statement="s1", sentence="a")
HALF = Amount("1/2")
ISSUE = IssueNamed(said_at=START, name="هدنة", options=("none", "a week"))
NUMERIC = IssueNamed(
    said_at=START, name="Days", settled=IssueKind.NUMERIC, low="0", high="30", step="0.5"
)
WORTH = OptionAmount(option="a week", amount=Amount("0.4", "0.6"))
PREFERRED = Preferred(said_at=START, source=SHOWN, side="east", issue="هدنة", worth=(WORTH,))
ORDERED = Preferred(said_at=START, side="east", issue="x", order=("a", "b"))
WEIGHED = Weighed(said_at=START, side="west", issue="x", amount=HALF)
MOST_FIRST = WeightsOrdered(said_at=START, side="west", issues=("x", "y"))
LIMIT = LimitTold(said_at=START, side="east", amount=HALF)
WEEK = OptionsTaken(issue="x", options=("a week",))
REFUSED = OptionRefused(said_at=START, side="east", issue="x", option="none")
LINK = Linked(said_at=START, id="l", form=LinkForm.IF_THEN, of=(WEEK,), then=(WEEK,))
LISTED = ThingsListed(
    said_at=START,
    name="rooms",
    things=("hall",),
    points=(ThingPoints(side="east", points=(OptionAmount(option="hall", amount=HALF),)),),
)
DEED = Committed(
    said_at=START,
    id="halt",
    who="east",
    what="halts",
    worth=(SideAmount(side="west", amount=HALF),),
)
STEP = StepPlanned(said_at=START, id="s", who="a holder", what="pays", due=START)
CHECKED = StepChecked(said_at=START, step="s", seen=ProofSeen.DONE, at=START, proof="a receipt")
TEXT = TextVersion(
    said_at=START, text="Understanding", id="v1", words="No attacks [before | once]."
)
STANDS = Adhered(said_at=START, side="east", text="Understanding", text_hash="0" * 64)


def _with(body: JournalBody, **more: object) -> JournalBody:
    import msgspec

    return msgspec.structs.replace(body, **more)


GOOD: tuple[JournalBody, ...] = (
    ISSUE,
    NUMERIC,
    PREFERRED,
    ORDERED,
    WEIGHED,
    MOST_FIRST,
    LIMIT,
    REFUSED,
    LINK,
    LISTED,
    DEED,
    STEP,
    CHECKED,
    TEXT,
    STANDS,
    _with(LIMIT, amount=None, package=(WEEK,)),
    _with(STANDS, text_hash=""),
    _with(ORDERED, order=(), points=(PointAmount(number="1", worth="0.5"),)),
)

NOWHERE = SourceRef(room="x", statement="s1")
VOID: tuple[tuple[str, JournalBody, type[VoidEntry], JournalBody], ...] = (
    ("held since no time", _with(ISSUE, said_at="noon"), NotWellFormed, ISSUE),
    ("issue without a name", _with(ISSUE, name=" "), NoText, ISSUE),
    ("option twice", _with(ISSUE, options=("a", "a")), NotWellFormed, ISSUE),
    ("step of an issue is no number", _with(NUMERIC, step="some"), NotWellFormed, NUMERIC),
    ("rests on no room's words", _with(PREFERRED, source=NOWHERE), UnknownReference, PREFERRED),
    ("wish of no side", _with(PREFERRED, side="x"), UnknownReference, PREFERRED),
    ("wish that says nothing", _with(PREFERRED, worth=()), NotWellFormed, PREFERRED),
    ("order names one twice", _with(ORDERED, order=("a", "a")), NotWellFormed, ORDERED),
    (
        "amount is no number",
        _with(PREFERRED, worth=(OptionAmount(option="a", amount=Amount("much")),)),
        NotWellFormed,
        PREFERRED,
    ),
    ("weight is no number", _with(WEIGHED, amount=Amount("1", "x")), NotWellFormed, WEIGHED),
    ("weight too long", _with(WEIGHED, amount=Amount("1" * 65)), NotWellFormed, WEIGHED),
    ("weight below nought", _with(WEIGHED, amount=Amount("-1")), NotWellFormed, WEIGHED),
    ("range that runs down", _with(LIMIT, amount=Amount("2", "1/2")), NotWellFormed, LIMIT),
    ("amount divided by nought", _with(LIMIT, amount=Amount("1/0")), NotWellFormed, LIMIT),
    ("order of nothing", _with(MOST_FIRST, issues=()), NotWellFormed, MOST_FIRST),
    ("limit of two kinds", _with(LIMIT, package=(WEEK,)), NotWellFormed, LIMIT),
    ("limit of none", _with(LIMIT, amount=None), NotWellFormed, LIMIT),
    ("refuses nothing", _with(REFUSED, option=""), NoText, REFUSED),
    ("if without then", _with(LINK, then=()), NotWellFormed, LINK),
    ("never with then", _with(LINK, form=LinkForm.NEVER), NotWellFormed, LINK),
    (
        "linkage takes no option",
        _with(LINK, of=(OptionsTaken(issue="x", options=()),)),
        NotWellFormed,
        LINK,
    ),
    (
        "points of no side",
        _with(LISTED, points=(ThingPoints(side="x", points=()),)),
        UnknownReference,
        LISTED,
    ),
    ("deed of nobody", _with(DEED, who=""), NoText, DEED),
    ("deed in no part", _with(DEED, parts=0), NotWellFormed, DEED),
    ("deed until no time", _with(DEED, until="soon"), NotWellFormed, DEED),
    (
        "deed worth something to no side",
        _with(DEED, worth=(SideAmount(side="x", amount=HALF),)),
        UnknownReference,
        DEED,
    ),
    ("step due at no time", _with(STEP, due="soon"), NotWellFormed, STEP),
    ("checked by no proof", _with(CHECKED, proof=""), NoText, CHECKED),
    ("checked at no time", _with(CHECKED, at=""), NotWellFormed, CHECKED),
    ("text without words", _with(TEXT, words=""), NoText, TEXT),
    ("stands by what is no hash", _with(STANDS, text_hash="v1"), NotWellFormed, STANDS),
    ("no side stands", _with(STANDS, side="x"), UnknownReference, STANDS),
    ("corrects what is not there", _with(LIMIT, corrects=99), UnknownReference, LIMIT),
    (
        "takes back what is not there",
        TermWithdrawn(said_at=START, number=99, why="Misheard."),
        UnknownReference,
        LIMIT,
    ),
)


@pytest.mark.parametrize("body", GOOD, ids=lambda body: type(body).__name__)
def test_entry_on_terms_is_taken_and_comes_back_from_its_bytes(body: JournalBody) -> None:
    """What was signed is what is folded, and a snapshot holds it."""
    raw = canonical.encode(body_to_plain(body))
    assert read_journal_body(dict(canonical.decode(raw))) == body
    case = Case()
    number = case.keep(body)
    assert case.journal.terms[number].body == body
    again = Journal.restore(case.journal.snapshot())
    assert again == case.journal
    other = Case()
    other.keep(read_journal_body(dict(canonical.decode(raw))))
    assert other.journal.snapshot() == case.journal.snapshot()


@pytest.mark.parametrize(
    ("void", "error", "taken"), [c[1:] for c in VOID], ids=[c[0] for c in VOID]
)
def test_void_entry_on_terms_names_its_error_and_changes_nothing(
    void: JournalBody, error: type[VoidEntry], taken: JournalBody
) -> None:
    """A term that cannot be read must not half-stand in what the desk computes with."""
    case = Case()
    kept = case.journal.snapshot()
    with pytest.raises(error) as caught:
        case.keep(void)
    assert caught.value.__class__ is error
    assert case.journal.snapshot() == kept
    case.keep(taken)
    assert case.journal.snapshot() != kept


def test_a_correction_names_an_entry_of_its_own_kind() -> None:
    """A limit that corrected a weight would strike what nobody misheard."""
    case = Case()
    weighed, limit = case.keep(WEIGHED), case.keep(LIMIT)
    with pytest.raises(NotWellFormed):
        case.keep(_with(LIMIT, corrects=weighed))
    case.keep(_with(LIMIT, corrects=limit))


def test_a_withdrawal_says_why_and_is_not_withdrawn_itself() -> None:
    """Otherwise what holds could not be read off the journal in one pass."""
    case = Case()
    limit = case.keep(LIMIT)
    with pytest.raises(NoText):
        case.keep(TermWithdrawn(said_at=START, number=limit, why=""))
    gone = case.keep(TermWithdrawn(said_at=START, number=limit, why="They took it back."))
    with pytest.raises(NotWellFormed):
        case.keep(TermWithdrawn(said_at=START, number=gone, why="No."))


def test_a_room_records_no_terms() -> None:
    """The journal is the desk's; an entry of anyone else is a forgery."""
    case = Case()
    with pytest.raises(NotTheirs):
        case.journal.apply(authored(case.journal.number + 1, HEAD, LIMIT))
