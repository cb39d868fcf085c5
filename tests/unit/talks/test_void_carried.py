"""What may not be conveyed, received, reported or settled, each beside what may."""

import pytest

from tests.unit.talks.acts import (
    CORRECTION,
    READ_BACK,
    REQUEST,
    SAID,
    TOLD,
    VoidCase,
    assert_void_beside_taken,
    report,
)
from tests.unit.talks.case import (
    DESK,
    HEAD,
    NOTE_TAKER,
    START,
    conveyance,
)
from wasit.talks import (
    AlreadyThere,
    Ending,
    InPerson,
    Manner,
    NoText,
    NotTheirs,
    NotWellFormed,
    Question,
    ReadBackSettled,
    Receipt,
    UnknownReference,
)

CASES: tuple[VoidCase, ...] = (
    (
        "room posts as the desk",
        (),
        (HEAD, conveyance("Hear this.")),
        NotTheirs,
        (DESK, conveyance("Hear this.")),
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
    ("report by the room", (SAID,), (HEAD, report()), NotTheirs, (DESK, report())),
    (
        "report on nothing",
        (SAID,),
        (DESK, report(statement="s9")),
        UnknownReference,
        (DESK, report()),
    ),
    (
        "report on no sentence",
        (SAID,),
        (DESK, report(sentence="z")),
        UnknownReference,
        (DESK, report(sentence="b")),
    ),
    ("report at no time", (SAID,), (DESK, report(at="now")), NotWellFormed, (DESK, report())),
    (
        "report with empty words",
        (SAID,),
        (DESK, report(words=("",))),
        NoText,
        (DESK, report(words=("They took it well.",))),
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
        (DESK, report()),
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
)


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_void_entry_names_its_error_and_changes_nothing(case: VoidCase) -> None:
    """Words of the desk that no rule let in must be nowhere in the room."""
    assert_void_beside_taken(case)
