"""A room's acts while the relay is away: kept in order, shown here, and sent exactly once."""

import contextlib
import itertools

import pytest

from tests.scenarios.breaking import ProgramDied, SmallCase, Way
from wasit.channel.channel import Accepted
from wasit.channel.faults import NotAMember
from wasit.errors import WasitError
from wasit.play.script import PersonLine
from wasit.seat.admitting import remove
from wasit.seat.ports import LinkLost, NoSuchLog
from wasit.talks.marks import Mark, MarkCode

IN_SUBSTANCE = Mark(code=MarkCode.IN_SUBSTANCE)
OWN_IDEA = Mark(code=MarkCode.OWN_IDEA)


@pytest.fixture(scope="module")
def begun() -> SmallCase:
    """Set up once; each test begins again from here."""
    return SmallCase()


@pytest.fixture
def case(begun: SmallCase) -> SmallCase:
    """The small case, everybody in place."""
    return begun.begin_again()


def _act_offline(case: SmallCase) -> tuple[str, str]:
    """Anna says two things, marks a sentence of the first anew, and takes back the second."""
    case.place("anna").link.offline = True
    anna = case.room("anna")
    kept = anna.say(["We need the road.", "We can wait."], language="en", mark=IN_SUBSTANCE)
    anna.mark(kept, OWN_IDEA, sentence="2")
    gone = anna.say(["We walk out."], language="en")
    anna.withdraw(gone)
    return kept, gone


def _stand_once(case: SmallCase, kept: str, gone: str) -> None:
    """What Anna did stands at the desk as she did it, and nothing of it waits or was refused."""
    anna = case.seat("anna").room()
    assert anna.waiting == []
    assert anna.refused == []
    case.seat("dalal").send()
    statements = case.desk().room("A").talks.statements
    assert list(statements) == [kept, gone]
    first, second = statements[kept].sentences.values()
    assert [mark.mark.code for mark in first.in_force()] == [MarkCode.IN_SUBSTANCE]
    assert [mark.mark.code for mark in second.in_force()] == [MarkCode.OWN_IDEA]
    assert all(each.withdrawn is not None for each in statements[gone].sentences.values())
    kinds = [
        line.outcome.envelope.body["kind"]
        for line in case.desk().room("A").history()
        if isinstance(line.outcome, Accepted) and line.outcome.author.id == "anna"
    ]
    assert kinds == ["statement", "mark", "statement", "withdrawal"]
    for seat in ("anna", "dalal"):
        case.seat(seat).room("A").recheck()


def test_acts_on_unsent_words_are_shown_here_and_sent_in_order(case: SmallCase) -> None:
    """A side works through a day without a line; what it sees is what will stand."""
    kept, gone = _act_offline(case)
    shown = case.room("anna").talks.statements
    assert [mark.mark.code for mark in shown[kept].sentences["2"].in_force()] == [MarkCode.OWN_IDEA]
    assert shown[gone].sentences["1"].withdrawn is not None
    case.place("anna").link.offline = False
    case.seat("anna").send()
    _stand_once(case, kept, gone)


def test_acts_survive_a_restart_while_the_relay_is_away(case: SmallCase) -> None:
    """Switching the laptop off must not cost a word."""
    kept, gone = _act_offline(case)
    case.reopen("anna")
    assert list(case.room("anna").talks.statements) == [kept, gone]
    case.place("anna").link.offline = False
    case.seat("anna").send()
    _stand_once(case, kept, gone)


@pytest.mark.parametrize("change", ["somebody joins", "somebody leaves", "both"])
def test_acts_are_sent_once_when_people_changed_meanwhile(case: SmallCase, change: str) -> None:
    """The epoch under which they were sealed is over: they are sealed anew, under their counter."""
    if change != "somebody joins":
        case.stage.join(case.desk(), PersonLine(seat="amir"), room="A")
        case.seat("anna").send()
    kept, gone = _act_offline(case)
    if change != "somebody leaves":
        case.stage.join(case.desk(), PersonLine(seat="carla"), room="A")
    if change != "somebody joins":
        remove(case.desk(), "amir", rooms=["A"])
    case.place("anna").link.offline = False
    case.seat("anna").send()
    _stand_once(case, kept, gone)


@pytest.mark.slow
@pytest.mark.parametrize("people_change", [False, True])
@pytest.mark.parametrize("way", Way, ids=lambda way: way.value)
def test_sending_what_waits_may_break_at_any_point(
    begun: SmallCase, way: Way, people_change: bool
) -> None:
    """The relay stored and the answer was lost; power went; people changed: still exactly once."""
    for at in itertools.count(1):
        case = begun.begin_again()
        kept, gone = _act_offline(case)
        if people_change:
            case.stage.join(case.desk(), PersonLine(seat="carla"), room="A")
        case.place("anna").link.offline = False
        breaker = case.place("anna").breaker
        breaker.arm(way, at)
        with contextlib.suppress(ProgramDied, WasitError):
            case.seat("anna").send()
        if not breaker.struck:
            assert at > 4
            return
        breaker.rest()
        if not people_change:
            case.stage.join(case.desk(), PersonLine(seat="carla"), room="A")
        case.reopen("anna")
        case.seat("anna").send()
        _stand_once(case, kept, gone)


def test_words_of_who_was_removed_meanwhile_are_kept_and_not_sent(case: SmallCase) -> None:
    """Whoever left must not be told that words were said, nor lose them."""
    kept, gone = _act_offline(case)
    remove(case.desk(), "anna", rooms=["A"])
    case.place("anna").link.offline = False
    with pytest.raises(NoSuchLog):
        case.seat("anna").send()
    assert len(case.seat("anna").room().waiting) == 4
    assert list(case.room("anna").talks.statements) == [kept, gone]
    case.seat("dalal").send()
    assert case.desk().room("A").talks.statements == {}


def test_a_seat_removed_while_its_token_still_lives_is_told_and_does_not_hang(
    case: SmallCase,
) -> None:
    """Between the new epoch and the end of its rights, a removed seat must not loop for ever."""
    _act_offline(case)
    case.place("dalal").link.revocations_lost = True
    with pytest.raises(LinkLost):
        remove(case.desk(), "anna", rooms=["A"])
    case.place("anna").link.offline = False
    with pytest.raises(NotAMember, match="kept here"):
        case.seat("anna").send()
    assert len(case.seat("anna").room().waiting) == 4


def test_words_that_wait_are_withdrawn_before_anybody_could_see_them(case: SmallCase) -> None:
    """What was taken back offline crosses nowhere: the desk reads both acts at once."""
    kept, gone = _act_offline(case)
    del kept
    case.place("anna").link.offline = False
    case.seat("anna").send()
    case.seat("dalal").send()
    log = case.desk().room("A")
    withdrawn = log.talks.statements[gone].sentences["1"].withdrawn
    assert withdrawn is not None
    assert withdrawn <= log.number


def test_two_people_of_a_room_offline_at_once_both_stand(case: SmallCase) -> None:
    """Acts of one must not void acts of the other, whoever comes back first."""
    case.stage.join(case.desk(), PersonLine(seat="amir"), room="A")
    case.seat("anna").send()
    kept, gone = _act_offline(case)
    case.place("amir").link.offline = True
    late = case.room("amir").say(["I agree."], language="en", speaker="amir")
    for name in ("amir", "anna"):
        case.place(name).link.offline = False
        case.seat(name).send()
    case.seat("dalal").send()
    assert list(case.desk().room("A").talks.statements) == [late, kept, gone]
    assert case.desk().room("A").refused == []


@pytest.mark.parametrize("text", ["Cafe\u0301 at nine.", "\u0622 and \u0627\u0653"])
def test_words_typed_with_combining_signs_are_said(case: SmallCase, text: str) -> None:
    """A keyboard that writes a letter as two signs must not make a side speechless."""
    case.room("anna").say([text], language="en")
    case.seat("dalal").send()
    (statement,) = case.desk().room("A").talks.statements.values()
    assert statement.sentences["1"].text in {"Caf\u00e9 at nine.", "\u0622 and \u0622"}
