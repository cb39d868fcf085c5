"""The leak guard beside words being typed: it follows the logs, and answers as the gate will."""

from datetime import timedelta

import pytest

from tests.scenarios.memory_house import MemoryHouse, in_substance
from wasit.bootstrap import shipped_checks, while_wording
from wasit.seat.conveying import convey
from wasit.seat.desk import DeskSeat
from wasit.seat.previewing import preview, with_reasons
from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing, SourceRef, Strength
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.refusals import GateRefused, WrongRoom

EARS = Mark(code=MarkCode.EARS_ONLY)
FREE = Mark(code=MarkCode.IN_SUBSTANCE)
FERRY = "The ferry would run again on 12 June."
WORDS = "Keep the twelfth of June free."


def _typed(words: str, to: str = "B") -> Crossing:
    return Crossing(target=to, sentences=(words,), language="en", manner=Manner.OWN_WORDS)


class _Case:
    """The small case with the shipped checks at its desk, and a look that is kept."""

    def __init__(self) -> None:
        self.house = MemoryHouse()
        self.desk = DeskSeat(self.house.desk.seat, checks=shipped_checks())
        self.live = while_wording(self.desk)
        self.amal = self.house.room("amal")

    def say(self, text: str, mark: Mark) -> str:
        """What room A said, once the desk has it."""
        said = self.amal.say([text], language="en", mark=mark)
        self.desk.seat.send()
        return said

    def kinds(self, words: str, to: str = "B") -> list[str]:
        """What the guard sees while the words are typed; a fresh guard must see the same."""
        crossing = _typed(words, to)
        seen = self.live.look(crossing)
        fresh = while_wording(DeskSeat(self.desk.seat, checks=shipped_checks()))
        assert seen == fresh.look(crossing)
        return sorted({finding.kind for finding in seen})


def test_the_look_follows_every_act_that_frees_or_binds_a_statement() -> None:
    """A finding of ten minutes ago would teach the desk to ignore the guard."""
    case = _Case()
    assert case.kinds(WORDS) == []
    said = case.say(FERRY, EARS)
    assert case.kinds(WORDS) == ["date"]
    assert case.kinds(WORDS, to="A") == []
    case.amal.mark(said, FREE)
    case.desk.seat.send()
    assert case.kinds(WORDS) == []
    case.amal.mark(said, EARS)
    case.desk.seat.send()
    assert case.kinds(WORDS) == ["date"]
    case.house.room("boris").say(["We sail on 12 June."], language="en", mark=EARS)
    case.desk.seat.send()
    assert case.kinds(WORDS) == []


def test_the_look_follows_an_offer_that_is_met() -> None:
    """What was held back for an offer may be spoken of once the journal has the offer."""
    case = _Case()
    said = case.say(FERRY, Mark(code=MarkCode.IF_OFFER, offer="B frees the nurses", then=FREE))
    assert case.kinds(WORDS) == ["condition_unmet"]
    shown = case.house.room("boris").say(["We free the nurses."], language="en", mark=FREE)
    case.desk.seat.send()
    case.desk.condition_met(
        room="A",
        statement=said,
        sentence=None,
        offered="B frees the nurses",
        shown_by=SourceRef(room="B", statement=shown),
    )
    case.desk.seat.send()
    assert case.kinds(WORDS) == []


def test_the_look_follows_the_clock() -> None:
    """A mark that ends to bind changes no log."""
    case = _Case()
    case.say(FERRY, Mark(code=MarkCode.IN_SUBSTANCE, not_before="2024-03-01T12:00:00Z"))
    assert case.kinds(WORDS) == ["date"]
    case.house.theatre.clock.advance(timedelta(hours=5))
    assert case.kinds(WORDS) == []


def test_an_index_takes_in_what_changed_and_nothing_else() -> None:
    """Ten thousand statements must not be read again because one more was said."""
    case = _Case()
    for number in range(5):
        case.say(f"We hold {number + 20} trucks in the yard.", EARS)
    assert case.live.keep_up("B") == 5
    assert case.live.keep_up("B") == 0
    case.say("The yard is guarded by forty-one men.", EARS)
    assert case.live.keep_up("B") == 1
    assert case.live.keep_up_everywhere() == 6


def test_a_room_that_is_not_there_is_named() -> None:
    """Words for nobody must not look checked."""
    with pytest.raises(WrongRoom, match="'C' is no room"):
        _Case().live.look(_typed(WORDS, to="C"))


def test_what_the_guard_stops_crosses_only_with_a_typed_reason_that_the_journal_keeps() -> None:
    """Who let a leak pass must be able to say why, later."""
    case = _Case()
    case.say(FERRY, EARS)
    free = case.say("We could meet.", FREE)
    crossing = in_substance(free, "They could meet on the twelfth of June.")
    stopped = [f for f in preview(case.desk, crossing).asking if f.strength is Strength.STOP]
    assert [finding.kind for finding in stopped] == ["date"]
    with pytest.raises(GateRefused):
        convey(case.desk, crossing)
    with pytest.raises(GateRefused):
        convey(case.desk, with_reasons(crossing, {stopped[0]: "  "}))
    assert not case.desk.room("B").talks.conveyances
    convey(case.desk, with_reasons(crossing, {stopped[0]: "The fair is that day."}))
    (carry,) = case.desk.journal.talks.carries.values()
    assert [reason.reason for reason in carry.intent.stop_reasons] == ["The fair is that day."]
    assert stopped[0] in carry.intent.findings


def test_a_finding_shows_no_room_another_rooms_words() -> None:
    """The reason may stand on any screen; the finding itself stays in the journal."""
    case = _Case()
    said = case.say(FERRY, EARS)
    free = case.say("We could meet.", FREE)
    crossing = in_substance(free, "They could meet on the twelfth of June.")
    (finding,) = case.live.look(crossing)
    assert not {"ferry", "run", "again", "12"} & set(finding.why.lower().split())
    convey(case.desk, with_reasons(crossing, {finding: "The fair is that day."}))
    boris = case.house.room("boris")
    boris.receive()
    theirs = boris.log.talks.snapshot().decode(errors="replace")
    assert "twelfth of June" in theirs
    assert not [text for text in (said, "ferry", finding.why, "The fair", "leak") if text in theirs]
