"""Crossed before withdrawal: the last read decides, entry by entry."""

from collections.abc import Callable

import pytest

from tests.unit.talks.case import EARS_ONLY, HEAD, Case, statement
from wasit.talks import (
    CrossedBefore,
    GateRefused,
    HandedOn,
    Head,
    Intent,
    Manner,
    Remark,
    RoomBody,
    SourceInForce,
    SourceRef,
    Withdrawal,
    crossed_before_withdrawal,
    decide,
    first_mark_id,
)

WORDS = "We will open the bridge."


def _withdrawal(source: SourceRef) -> RoomBody:
    return Withdrawal(statement=source.statement)


def _remark(source: SourceRef) -> RoomBody:
    first = first_mark_id(source.statement, "a")
    return Remark(
        id="m1", statement=source.statement, sentence="a", mark=EARS_ONLY, replaces=(first,)
    )


@pytest.mark.parametrize(("act", "withdrawn"), [(_withdrawal, True), (_remark, False)])
def test_what_was_numbered_before_the_last_read_never_crosses_and_later_is_shown(
    act: Callable[[SourceRef], RoomBody], withdrawn: bool
) -> None:
    """The race between a change of mind and a conveyance has no third way out."""
    early = Case()
    source = early.say(WORDS, "And more.")
    chosen = SourceRef(room="east", statement=source.statement, sentence="a")
    early.act("east", HEAD, act(source))
    with pytest.raises(GateRefused):
        early.convey(early.crossing(WORDS, sources=(chosen,)))
    assert crossed_before_withdrawal(early.journal, early.rooms) == ()

    late = Case()
    source = late.say(WORDS, "And more.")
    chosen = SourceRef(room="east", statement=source.statement, sentence="a")
    made = late.convey(late.crossing(WORDS, sources=(chosen,)))
    assert crossed_before_withdrawal(late.journal, late.rooms) == ()
    number = late.act("east", HEAD, act(source))
    assert crossed_before_withdrawal(late.journal, late.rooms) == (
        CrossedBefore(
            conveyance=made,
            room="east",
            statement=source.statement,
            sentence="a",
            number=number,
            withdrawn=withdrawn,
        ),
    )


def test_other_sentences_and_the_targets_own_words_are_no_alarm() -> None:
    """A side that takes back its own words in its own room has nothing to be told."""
    case = Case()
    source = case.say(WORDS, "And more.")
    own = case.say("We ask for it.", room="west")
    chosen = SourceRef(room="east", statement=source.statement, sentence="a")
    case.convey(case.crossing(WORDS, sources=(chosen, own)))
    case.act("east", HEAD, Withdrawal(statement=source.statement, sentence="b"))
    case.act("west", HEAD, Withdrawal(statement=own.statement))
    assert crossed_before_withdrawal(case.journal, case.rooms) == ()


def test_last_read_at_leaving_counts_and_not_the_one_at_the_intent() -> None:
    """What the seat read between intent and leaving was judged again, and so is no alarm."""
    case = Case()
    source = case.say(WORDS)
    cleared = decide(
        case.crossing(WORDS, sources=(source,)),
        rooms=case.rooms,
        journal=case.journal,
        now=case.now,
    )
    number = case.act("east", HEAD, _remark(source))
    for conveyance, heads, shown in (
        ("c8", (Head(room="east", number=number),), 0),
        ("c9", (), 1),
    ):
        intent = Intent(
            conveyance=conveyance,
            words_hash=cleared.words_hash,
            target="west",
            manner=Manner.VERBATIM,
            sources=cleared.in_force,
            heads=cleared.heads,
        )
        case.keep(intent)
        assert len(crossed_before_withdrawal(case.journal, case.rooms)) == 0
        case.keep(HandedOn(conveyance=conveyance, number=3, heads=heads, at=case.now))
        assert len(crossed_before_withdrawal(case.journal, case.rooms)) == shown


def test_intent_on_words_that_are_not_there_is_passed_over() -> None:
    """A journal from a broken desk device must not stop the screen that shows the alarms."""
    case = Case()
    case.act("east", HEAD, statement(WORDS))
    sources = tuple(
        SourceInForce(room=room, statement=said, sentence=sentence, number=3, marks=())
        for room, said, sentence in (("east", "s9", "a"), ("east", "s1", "z"))
    )
    case.keep(
        Intent(
            conveyance="c1",
            words_hash="00",
            target="west",
            manner=Manner.VERBATIM,
            sources=sources,
        )
    )
    case.keep(HandedOn(conveyance="c1", number=3, at=case.now))
    assert crossed_before_withdrawal(case.journal, case.rooms) == ()
