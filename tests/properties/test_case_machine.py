"""A whole case under chance: messages lost, repeated and late, seats that crash, people who come.

Rules act as people do: say, withdraw, convey, lose a link, crash in the middle and open again, join
and leave. After every step: no room holds words that no conveyance gave it, no mark is broken, all
seats of a log agree on what they both have, and nothing that was acknowledged is lost or doubled.
"""

from collections import Counter

from hypothesis import strategies as st
from hypothesis.stateful import (  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]
    RuleBasedStateMachine,
    initialize,
    rule,
)

from tests.scenarios.breaking import SmallCase
from wasit.talks.marks import Mark, MarkCode
from wasit.testing.lossy_link import Loss

MARKS = st.sampled_from([MarkCode.EARS_ONLY, MarkCode.IN_SUBSTANCE, MarkCode.OWN_IDEA])
ROOMS = {"anna": "A", "bilal": "B"}
PEOPLE = st.sampled_from(sorted(ROOMS))
FRESH = SmallCase()


class CaseMachine(RuleBasedStateMachine):
    """Two rooms, a desk and a relay; ``said`` is what was acknowledged, by room."""

    @initialize()
    def begin(self) -> None:
        """Everybody has taken their place."""
        self.case = FRESH.begin_again()
        self.said: dict[str, Counter[str]] = {"A": Counter(), "B": Counter()}
        self.marks: dict[str, MarkCode] = {}
        self.carried: set[str] = set()
        self.count = 0

    def words(self, who: str) -> str:
        """Words nobody said before."""
        self.count += 1
        return f"Sentence {self.count} of {who}."

    @rule(who=PEOPLE, mark=MARKS)
    def say(self, who: str, mark: MarkCode) -> None:
        """A side says something; once the call returns it is acknowledged."""
        words = self.words(who)
        self.case.room(who).say([words], language="en", mark=Mark(code=mark))
        self.said[ROOMS[who]][words] += 1
        self.marks[words] = mark

    @rule(who=PEOPLE, losses=st.lists(st.sampled_from(list(Loss)), min_size=1, max_size=4))
    def lose(self, who: str, losses: list[Loss]) -> None:
        """The next calls of a seat are lost on the way there, on the way back, or doubled."""
        self.case.theatre.places[who].link.lose_next(*losses)
