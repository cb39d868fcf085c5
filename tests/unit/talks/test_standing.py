"""Where conveyances and statements stand: read off journal and rooms, at the desk only."""

import pytest

from tests.unit.talks.case import DESK, HEAD, Case, mark, statement
from wasit.talks import (
    Fate,
    Manner,
    MarkCode,
    NotInCase,
    Receipt,
    Received,
    Report,
    Reported,
    SourceRef,
    ThreeTimes,
    Withdrawal,
    decide,
    intent_of,
    later,
    standing_of,
    three_times,
)

WORDS = "We will open the bridge."


def _fates(case: Case, source: SourceRef, *, hours: int = 0) -> tuple[tuple[Fate, ...], ...]:
    found = standing_of(
        room=source.room,
        statement=source.statement,
        journal=case.journal,
        rooms=case.rooms,
        now=later(case.now, hours=hours),
    )
    return tuple(standing.fates for standing in found)


def test_statement_moves_from_held_to_answered_as_things_happen() -> None:
    """A condition that got lost on the way shows as a sentence that is still held."""
    case = Case()
    source = case.say(
        WORDS, "Not before noon.", mark=mark(MarkCode.VERBATIM, until="2024-01-11T00:00:00Z")
    )
    assert _fates(case, source) == ((Fate.HELD,), (Fate.HELD,))
    first = SourceRef(room="east", statement=source.statement, sentence="a")
    made = case.convey(case.crossing(WORDS, sources=(first,)))
    assert _fates(case, source) == ((Fate.CONVEYED,), (Fate.HELD,))
    number = case.rooms["west"].conveyances[made].number
    case.act("west", HEAD, Receipt(number))
    assert _fates(case, source)[0] == (Fate.CONVEYED, Fate.RECEIVED)
    case.say("So it opens.", room="west", reads_back=made)
    case.say("Good.", room="west", answers=made)
    seen = (Fate.CONVEYED, Fate.RECEIVED, Fate.READ_BACK, Fate.ANSWERED)
    assert _fates(case, source)[0] == seen
    told = Report(statement=source.statement, sentence="a", what=Reported.ANSWERED, at=case.now)
    case.act("east", DESK, told)
    assert _fates(case, source) == ((*seen, Fate.REPORTED), (Fate.HELD,))
    case.act("east", HEAD, Withdrawal(statement=source.statement, sentence="b"))
    assert _fates(case, source)[1] == (Fate.HELD, Fate.WITHDRAWN)
    assert _fates(case, source, hours=24)[1] == (Fate.HELD, Fate.WITHDRAWN, Fate.LAPSED)


def test_report_on_the_whole_statement_is_a_report_on_each_sentence() -> None:
    """A side that was told of all of it was told of each of it."""
    case = Case()
    source = case.say(WORDS, "We hope.")
    case.act("east", DESK, Report(statement=source.statement, what=Reported.HELD, at=case.now))
    assert _fates(case, source) == ((Fate.HELD, Fate.REPORTED),) * 2


def test_intent_alone_conveys_nothing() -> None:
    """What did not leave is still held, whatever the desk meant to do."""
    case = Case()
    source = case.say(WORDS)
    crossing = case.crossing(WORDS, sources=(source,))
    cleared = decide(crossing, rooms=case.rooms, journal=case.journal, now=case.now)
    case.keep(intent_of(cleared, conveyance="c1"))
    assert _fates(case, source) == ((Fate.HELD,),)
    times = three_times("c1", journal=case.journal, rooms=case.rooms)
    assert (times.handed_on, times.received) == (None, None)


def test_lapse_of_a_second_mark_is_a_lapse() -> None:
    """What was good until Friday if they offered is past on Saturday, offered or not."""
    case = Case()
    then = mark(MarkCode.VERBATIM, until="2024-01-10T12:00:00Z")
    source = case.say(WORDS, mark=mark(MarkCode.IF_OFFER, then=then))
    assert _fates(case, source) == ((Fate.HELD,),)
    assert _fates(case, source, hours=24) == ((Fate.HELD, Fate.LAPSED),)


def test_three_times_are_the_last_source_the_journal_and_the_first_receipt() -> None:
    """Handed to us, handed on, received: envoys have left before a paper was handed on."""
    case = Case()
    first, second = case.say(WORDS), case.say("We hope.")
    said_at = case.rooms["east"].statements[second.statement].at
    case.tick(hours=3)
    made = case.convey(case.crossing(WORDS, sources=(second, first)))
    handed_on = case.journal.carries[made].handed_on
    assert handed_on is not None
    expected = ThreeTimes(handed_to_us=said_at, handed_on=handed_on.at, received=None)
    assert three_times(made, journal=case.journal, rooms=case.rooms) == expected
    opened_at = case.now
    case.act("west", HEAD, Receipt(handed_on.number))
    times = three_times(made, journal=case.journal, rooms=case.rooms)
    assert times.received == opened_at
    aloud = later(case.now, hours=1)
    case.keep(Received(conveyance=made, at=aloud, how="he read it aloud"))
    assert three_times(made, journal=case.journal, rooms=case.rooms).received == aloud
    standing = standing_of(
        room="east",
        statement=first.statement,
        journal=case.journal,
        rooms=case.rooms,
        now=case.now,
    )
    carried = standing[0].carried
    assert [(each.conveyance, each.target, each.manner) for each in carried] == [
        (made, "west", Manner.VERBATIM)
    ]
    assert carried[0].number == handed_on.number
    assert carried[0].times.received == aloud


def test_own_words_were_handed_to_nobody() -> None:
    """The desk's own words have no first time."""
    case = Case()
    made = case.convey(case.crossing("Good morning.", manner=Manner.OWN_WORDS))
    assert three_times(made, journal=case.journal, rooms=case.rooms).handed_to_us is None


def test_what_is_not_in_the_case_is_named() -> None:
    """A screen that asks for nothing must hear so, not crash."""
    case = Case()
    case.act("east", HEAD, statement(WORDS))
    with pytest.raises(NotInCase):
        three_times("c9", journal=case.journal, rooms=case.rooms)
    for room, said in (("north", "s1"), ("east", "s9")):
        with pytest.raises(NotInCase):
            _fates(case, SourceRef(room=room, statement=said))
