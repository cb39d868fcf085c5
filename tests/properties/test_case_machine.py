"""A whole case under chance: calls lost or answered in vain, seats that die and open again, people
who come and go.

Rules act as people do: say, withdraw, convey, read, cut a link, die in the middle of an act and
open again, let somebody in or out. Throughout: no room holds words that no conveyance gave it, no
mark is broken, all seats of a log agree on what they both have, and nothing acknowledged is lost or
doubled.
"""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from tests.scenarios.breaking import ProgramDied, SmallCase, Way
from wasit.errors import WasitError
from wasit.play.script import PersonLine
from wasit.seat.admitting import remove
from wasit.seat.conveying import convey, finish_conveyances
from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing, SourceRef
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.people import Role

MARKS = st.sampled_from([MarkCode.EARS_ONLY, MarkCode.IN_SUBSTANCE, MarkCode.OWN_IDEA])
ROOMS = {"anna": "A", "bilal": "B"}
PEOPLE = st.sampled_from(sorted(ROOMS))
SEATS = st.sampled_from([*sorted(ROOMS), "dalal"])
FRESH = SmallCase()


class CaseMachine(RuleBasedStateMachine):
    """Two rooms, a desk and a relay. ``said`` is what was acknowledged, by room."""

    @initialize()
    def begin(self) -> None:
        """Everybody has taken their place."""
        self.case = FRESH.begin_again()
        self.said: dict[str, Counter[str]] = {"A": Counter(), "B": Counter()}
        self.in_doubt: set[str] = set()
        self.marks: dict[str, MarkCode] = {}
        self.sources: dict[str, str] = {}
        self.count = 0

    def attempt(self, who: str, act: Callable[[], object]) -> bool:
        """Do an act at a seat; whether it was acknowledged. A seat that died is opened again."""
        try:
            act()
        except ProgramDied:
            self.case.reopen(who)
            return False
        except WasitError:
            return False
        return True

    @rule(who=PEOPLE, mark=MARKS)
    def say(self, who: str, mark: MarkCode) -> None:
        """A side says something nobody said before."""
        self.count += 1
        words = f"Sentence {self.count} of {who}."
        self.marks[words] = mark
        room = self.case.room(who)
        if self.attempt(who, lambda: room.say([words], language="en", mark=Mark(code=mark))):
            self.said[ROOMS[who]][words] += 1
        else:
            self.in_doubt.add(words)

    @rule(who=PEOPLE, data=st.data())
    def withdraw(self, who: str, data: st.DataObject) -> None:
        """A side takes something back."""
        statements = sorted(self.case.room(who).talks.statements)
        if statements:
            chosen = data.draw(st.sampled_from(statements))
            self.attempt(who, lambda: self.case.room(who).withdraw(chosen))

    @rule(data=st.data(), manner=st.sampled_from([Manner.IN_SUBSTANCE, Manner.OWN_IDEA]))
    def convey(self, data: st.DataObject, manner: Manner) -> None:
        """The desk tries to carry a statement to the other room, in words of its own."""
        rooms = self.case.desk().rooms()
        known = [(room, each) for room in ("A", "B") for each in sorted(rooms[room].statements)]
        if not known:
            return
        room, statement = data.draw(st.sampled_from(known))
        self.count += 1
        words = f"Carried {self.count}."
        self.sources[words] = rooms[room].statements[statement].said.sentences[0].text
        crossing = Crossing(
            target="B" if room == "A" else "A",
            sentences=(words,),
            language="en",
            manner=manner,
            sources=(SourceRef(room=room, statement=statement),),
        )
        self.attempt("dalal", lambda: convey(self.case.desk(), crossing))

    @rule(who=SEATS)
    def catch_up(self, who: str) -> None:
        """A seat sends what waits and reads up; the desk finishes what was cut."""
        self.attempt(who, self.case.seat(who).send)
        if who == "dalal":
            self.attempt(who, lambda: finish_conveyances(self.case.desk()))

    @rule(who=SEATS, offline=st.booleans())
    def link(self, who: str, offline: bool) -> None:
        """A seat loses its link, or has it again."""
        self.case.place(who).link.offline = offline

    @rule(who=SEATS, way=st.sampled_from(list(Way)), at=st.integers(1, 6))
    def break_soon(self, who: str, way: Way, at: int) -> None:
        """One of the next points of a seat breaks."""
        self.case.place(who).breaker.rest()
        self.case.place(who).breaker.arm(way, at)

    @rule(who=SEATS)
    def open_again(self, who: str) -> None:
        """A seat is closed without a word and opened again."""
        self.case.reopen(who)

    @rule(room=st.sampled_from(["A", "B"]))
    def come_and_go(self, room: str) -> None:
        """Somebody joins a room and is taken out again: two epochs."""
        self.count += 1
        line = PersonLine(seat=f"guest{self.count}", role=Role.MEMBER)
        place = self.case.place("dalal")
        if place.link.offline or place.breaker.way is not None:
            return
        if self.attempt("dalal", lambda: self.case.stage.join(self.case.desk(), line, room=room)):
            self.attempt("dalal", lambda: remove(self.case.desk(), line.seat, rooms=[room]))

    @invariant()
    def seats_of_a_log_agree(self) -> None:
        """What two seats of a log both have is the same, number for number."""
        desk = self.case.seat("dalal")
        for who, room in ROOMS.items():
            ours, theirs = desk.rooms[room].channel.state, self.case.room(who).log.channel.state
            common = min(ours.number, theirs.number)
            assert ours.head(common) == theirs.head(common)
            assert not ours.differ
            assert not theirs.differ

    @invariant()
    def no_room_holds_words_that_were_not_conveyed_to_it(self) -> None:
        """Words of the other side are on no screen; carried words rest on a mark that let them."""
        for who in ROOMS:
            talks = self.case.room(who).talks
            own = {each.text for kept in talks.statements.values() for each in kept.said.sentences}
            assert all(text.endswith(f"of {who}.") for text in own)
            for kept in talks.conveyances.values():
                for sentence in kept.conveyed.sentences:
                    mark = self.marks[self.sources[sentence.text]]
                    assert mark is not MarkCode.EARS_ONLY
                    if kept.conveyed.manner is Manner.IN_SUBSTANCE:
                        assert mark in {MarkCode.IN_SUBSTANCE, MarkCode.OWN_IDEA}

    def teardown(self) -> None:
        """In the end everybody is back, and all that was acknowledged is there, once."""
        if not hasattr(self, "case"):
            return
        for who in (*ROOMS, "dalal"):
            self.case.place(who).link.offline = False
            self.case.reopen(who)
        for who in (*ROOMS, "dalal", *ROOMS, "dalal"):
            self.case.seat(who).send()
        finish_conveyances(self.case.desk())
        for who, room in ROOMS.items():
            at_desk = self.case.desk().rooms()[room]
            found = Counter(
                each.text for kept in at_desk.statements.values() for each in kept.said.sentences
            )
            acknowledged = self.said[room]
            assert all(found[words] == 1 for words in acknowledged), acknowledged - found
            assert set(found) <= set(acknowledged) | self.in_doubt
            assert max(found.values(), default=1) == 1
            self.case.room(who).log.recheck()
            self.case.desk().room(room).recheck()


CaseMachine.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.mark.slow
class TestCaseUnderChance(CaseMachine.TestCase):
    """Run the machine."""
