"""Wordings: what a check is given of the sources, of what is kept, and of what is known."""

import pytest

from tests.unit.talks.case import (
    DESK,
    EARS_ONLY,
    HEAD,
    VERBATIM,
    Case,
    conveyance,
    mark,
    statement,
)
from wasit.talks import (
    NOTHING,
    PERMITS,
    Check,
    Convening,
    Finding,
    Manner,
    MarkCode,
    Report,
    Reported,
    RoundEvent,
    SourceRef,
    Strength,
    UnknownSource,
    Withdrawal,
    Wording,
    WrongRoom,
    findings_of,
    wording_of,
)

WORDS = "We will open the bridge."


def _wording(case: Case, *words: str, **more: object) -> Wording:
    crossing = case.crossing(*words, **more)  # pyright: ignore[reportArgumentType]
    return wording_of(crossing, rooms=case.rooms, journal=case.journal, now=case.now)


def test_wording_holds_the_draft_and_its_sources() -> None:
    """A check compares texts; it must not go looking for them in a log."""
    case = Case()
    source = case.say(WORDS)
    own = case.say("We ask.", room="west", language="ar")
    wording = _wording(case, WORDS, sources=(source, own))
    assert (wording.words, wording.language, wording.target) == ((WORDS,), "en", "west")
    assert wording.manner is Manner.VERBATIM
    found = [(each.source.room, each.text, each.language, each.own) for each in wording.sources]
    assert found == [("east", WORDS, "en", False), ("west", "We ask.", "ar", True)]
    assert wording.sources[0].speaker_name == HEAD.name


def test_kept_are_all_sentences_of_other_rooms_with_what_they_permit_now() -> None:
    """What is not in ``kept`` no check can guard."""
    case = Case()
    said = case.say("One.", mark=EARS_ONLY), case.say("Two."), case.say("Three.")
    waiting = case.say("Four.", mark=mark(MarkCode.VERBATIM, not_before="2024-01-10T12:00:00Z"))
    case.say("Our own.", room="west", mark=EARS_ONLY)
    case.act("east", HEAD, Withdrawal(statement=said[2].statement))
    kept = _wording(case, "x", manner=Manner.OWN_WORDS).kept
    verbatim = PERMITS[MarkCode.VERBATIM]
    assert [(each.text, each.permits, each.withdrawn) for each in kept] == [
        ("One.", NOTHING, False),
        ("Two.", verbatim, False),
        ("Three.", NOTHING, True),
        ("Four.", NOTHING, False),
    ]
    assert [held.mark for held in kept[0].marks] == [EARS_ONLY]
    case.tick(hours=4)
    later = _wording(case, "x", manner=Manner.OWN_WORDS).kept[3]
    assert later.source == SourceRef(room="east", statement=waiting.statement, sentence="a")
    assert later.permits == verbatim


def test_known_is_what_the_target_said_and_was_told() -> None:
    """Most false alarms are about what the hearer said itself."""
    case = Case()
    case.act("west", HEAD, statement("We ask.", mark=EARS_ONLY))
    case.act("west", DESK, conveyance("They know.", "They will answer.", id="c1"))
    told = Report(statement="s1", what=Reported.HELD, at=case.now, words=("It is with them.",))
    case.act("west", DESK, told)
    asked = Convening(round="r1", event=RoundEvent.REQUEST, words="Next week?")
    case.act("west", HEAD, asked)
    case.say("Not theirs to know.")
    known = _wording(case, "x", manner=Manner.OWN_WORDS).known
    assert [each.text for each in known] == [
        "We ask.",
        "They know.",
        "They will answer.",
        "It is with them.",
        "Next week?",
    ]
    assert known[1].id == "c1/a"


def test_wording_of_what_is_not_there_is_refused() -> None:
    """A check over half a wording would find half of what there is."""
    case = Case()
    with pytest.raises(WrongRoom):
        _wording(case, "x", target="north")
    with pytest.raises(UnknownSource):
        _wording(case, "x", sources=(SourceRef(room="north", statement="s1"),))


def test_findings_of_all_checks_come_in_their_order() -> None:
    """The journal keeps them; two seats must keep the same."""
    case = Case()
    case.say(WORDS, mark=VERBATIM)
    wording = _wording(case, "x", manner=Manner.OWN_WORDS)

    def note(kind: str) -> Finding:
        return Finding(check=kind, strength=Strength.NOTE, kind=kind, span="x")

    checks: tuple[Check, ...] = (
        lambda _: (note("a"), note("b")),
        lambda _: (),
        lambda _: (note("c"),),
    )
    assert [finding.kind for finding in findings_of(wording, checks)] == ["a", "b", "c"]
