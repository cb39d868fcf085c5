"""An urgent question runs against a clock that each log shows by itself."""

from collections.abc import Callable

import pytest

from tests.scenarios.memory_house import MemoryHouse, MemoryTheatre, in_substance
from wasit.play.performance import Performance
from wasit.play.script import parse_script
from wasit.play.stage import Stage
from wasit.seat.conveying import References, convey
from wasit.seat.screen import screen_of
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.moments import moment
from wasit.talks.said import Question
from wasit.talks.urgent import QuestionState, urgent_questions
from wasit.talks.void import NotWellFormed

SUBSTANCE = Mark(code=MarkCode.IN_SUBSTANCE)
DUE = "2024-03-01T12:00:00Z"
BEFORE, AFTER = "2024-03-01T11:59:59Z", "2024-03-01T12:00:01Z"


class AskedInB:
    """Boris was told something, and asked about it with a due time."""

    def __init__(self) -> None:
        self.house = MemoryHouse()
        said = self.house.room("amal").say(["The road opens."], language="en", mark=SUBSTANCE)
        self.said = said
        told = convey(self.house.desk, in_substance(said, "They would open the road."))
        self.boris = self.house.room("boris")
        self.boris.receive()
        (sentence,) = self.boris.talks.conveyances[told].conveyed.sentences
        self.about = (told, sentence.id)
        self.asked = self.ask(DUE)

    def ask(self, due: str) -> str:
        """Boris's question; its id."""
        told, sentence = self.about
        question = Question(about=told, sentence=sentence, due=due)
        return self.boris.say(["Which road?"], language="en", mark=SUBSTANCE, asks=question)

    def answer(self, at: str) -> None:
        """The desk conveys an answer at that time."""
        self.house.theatre.clock.set(moment(at))
        crossing = in_substance(self.said, "They mean the northern one.")
        convey(self.house.desk, crossing, References(answers=self.asked))
        self.boris.receive()

    def state(self, now: str) -> QuestionState:
        """Where the question is then, the same at the desk and in the room."""
        self.house.desk.seat.send()
        here = urgent_questions(self.boris.talks, now=now)
        assert here == urgent_questions(self.house.desk.room("B").talks, now=now)
        assert here[self.asked].by_room
        return here[self.asked].state


@pytest.fixture(name="asked")
def asked_in_b() -> AskedInB:
    """A question that runs."""
    return AskedInB()


def test_an_unanswered_question_is_overdue_once_its_time_is_over(asked: AskedInB) -> None:
    """Nobody has to keep the time in their head."""
    assert asked.state(BEFORE) is QuestionState.RUNNING
    assert asked.state(DUE) is QuestionState.RUNNING
    assert asked.state(AFTER) is QuestionState.OVERDUE
    (line,) = [each for each in screen_of(asked.boris.talks, now=AFTER) if each.id == asked.asked]
    assert line.text == f"Which road? [urgent, answer due {DUE}, overdue]"


@pytest.mark.parametrize(
    ("at", "state"),
    [(BEFORE, QuestionState.ANSWERED), (AFTER, QuestionState.ANSWERED_LATE)],
)
def test_an_answer_stops_the_clock(asked: AskedInB, at: str, state: QuestionState) -> None:
    """And it stays seen whether it came in time."""
    asked.answer(at)
    assert asked.state(AFTER) is state


def test_the_other_room_has_no_clock(asked: AskedInB) -> None:
    """That somebody asks, and by when, crosses only by the desk's own act."""
    asked.house.room("amal").receive()
    talks = asked.house.room("amal").talks
    assert urgent_questions(talks, now=AFTER) == {}
    assert not any("urgent" in line.text for line in screen_of(talks, now=AFTER))


def test_the_desk_asks_with_a_clock_and_the_room_answers(asked: AskedInB) -> None:
    """Both directions: the desk carries B's question on, with a due time that it chooses."""
    house = asked.house
    question = Question(about=asked.said, sentence="1", due=DUE)
    on = convey(
        house.desk,
        in_substance(asked.asked, "They want to know what you mean.", room="B", to="A"),
        References(asks=question),
    )
    amal = house.room("amal")
    amal.receive()
    assert urgent_questions(amal.talks, now=AFTER)[on].state is QuestionState.OVERDUE
    amal.say(["The northern one."], language="en", mark=SUBSTANCE, answers=on)
    assert urgent_questions(amal.talks, now=AFTER)[on].state is QuestionState.ANSWERED


def test_a_question_that_is_withdrawn_runs_no_more(asked: AskedInB) -> None:
    """Who asks may take it back."""
    asked.boris.withdraw(asked.asked)
    assert urgent_questions(asked.boris.talks, now=AFTER) == {}


SCRIPT = """
title = "A clock"
starts = 2024-03-01T08:00:00Z
[[room]]
name = "A"
people = [{ seat = "amal" }]
[[room]]
name = "B"
people = [{ seat = "boris" }]
[[step]]
seat = "amal"
act = "say"
id = "said"
text = "The road opens."
mark = "in_substance"
[[step]]
seat = "desk"
act = "convey"
id = "told"
to = "B"
manner = "in_substance"
text = "They would let people through."
sources = ["said"]
[[step]]
seat = "boris"
act = "ask"
about = "told"
text = "When?"
due = 2024-03-01T12:00:00Z
[[step]]
seat = "boris"
at = "+3h"
act = "expect"
sees = ["When? [urgent, answer due 2024-03-01T12:00:00Z, running]"]
[[step]]
seat = "desk"
at = "+2h"
act = "expect"
where = "B"
sees = ["When? [urgent, answer due 2024-03-01T12:00:00Z, overdue]"]
[[step]]
seat = "amal"
act = "expect"
not_sees = ["urgent"]
"""


def test_a_script_asks_with_a_clock_and_expects_what_it_shows() -> None:
    """Training cases have deadlines too."""
    script, lines = parse_script(SCRIPT, name="case")
    stage = Stage(MemoryTheatre())
    stage.set_up(script)
    Performance(script, lines, "case", stage).run()


def _over(asked: AskedInB) -> None:
    asked.ask("2024-03-01T07:00:00Z")


def _no_time(asked: AskedInB) -> None:
    asked.ask("soon")


@pytest.mark.parametrize("ask", [_over, _no_time])
def test_a_due_time_is_a_time_to_come(asked: AskedInB, ask: Callable[[AskedInB], None]) -> None:
    """A question that is overdue when asked would only be a reproach."""
    with pytest.raises(NotWellFormed):
        ask(asked)
    assert list(urgent_questions(asked.boris.talks, now=AFTER)) == [asked.asked]
