"""Talks under chance: no order of acts brings words into a room that a mark kept out of it.

The machine plays one case twice, under other room names, and keeps a model of its own: the marks
in force as plain lists, and a yes or no written out from the table of marks without the gate.
"""

from dataclasses import dataclass, field

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from tests.unit.talks.case import (
    DESK,
    HEAD,
    MEMBER,
    Case,
    authored,
    conveyance,
    mark,
    opened_room,
    statement,
)
from wasit.talks import (
    ConditionMet,
    Conveyance,
    Counterpart,
    GateRefused,
    Journal,
    Manner,
    Mark,
    MarkCode,
    Override,
    OverrideKind,
    PeopleChanged,
    Remark,
    RoomBody,
    RoomTalks,
    SourceRef,
    VoidEntry,
    Withdrawal,
    first_mark_id,
    words_hash,
)

LIFE = Override(kind=OverrideKind.RISK_TO_LIFE, text="People are under the rubble.")
NOON = "2024-01-10T12:00:00Z"
SIDES = st.sampled_from(["east", "west"])
MARKS = st.sampled_from(
    [
        mark(MarkCode.EARS_ONLY),
        mark(MarkCode.VERBATIM),
        mark(MarkCode.VERBATIM, until=NOON),
        mark(MarkCode.VERBATIM, not_before=NOON),
        mark(MarkCode.VERBATIM, to="the northern side"),
        mark(MarkCode.IN_SUBSTANCE),
        mark(MarkCode.IN_SUBSTANCE, ad_referendum=True),
        mark(MarkCode.OWN_IDEA),
        mark(MarkCode.OWN_IDEA, personal_capacity=True),
        mark(MarkCode.IF_OFFER),
        mark(MarkCode.IF_OFFER, then=mark(MarkCode.VERBATIM)),
    ]
)
MANNERS = st.sampled_from([Manner.VERBATIM, Manner.IN_SUBSTANCE, Manner.OWN_IDEA])
PARAPHRASE = "The crossing could be reopened."


@dataclass
class Said:
    """The model of one sentence: who said it, and which marks hold, as (id, mark)."""

    side: str
    statement: str
    text: str
    marks: list[tuple[str, Mark]]
    withdrawn: bool = False
    met: set[str] = field(default_factory=set[str])


def _allowed(said: Said, manner: Manner, *, exact: bool, flags: bool, now: str) -> bool:
    """Whether the sentence may cross so, told without the gate."""
    return not said.withdrawn and all(
        _mark_allows(one, manner, exact=exact, flags=flags, now=now, met=name in said.met)
        for name, one in said.marks
    )


def _mark_allows(
    one: Mark, manner: Manner, *, exact: bool, flags: bool, now: str, met: bool
) -> bool:
    if one.code is MarkCode.IF_OFFER:
        assert one.then is not None
        return met and _mark_allows(one.then, manner, exact=exact, flags=flags, now=now, met=True)
    timely = (one.until is None or now <= one.until) and (
        one.not_before is None or now >= one.not_before
    )
    capacity = not (one.personal_capacity or one.ad_referendum) or flags
    fits = {
        (MarkCode.VERBATIM, Manner.VERBATIM): exact,
        (MarkCode.IN_SUBSTANCE, Manner.IN_SUBSTANCE): not exact,
        (MarkCode.IN_SUBSTANCE, Manner.OWN_IDEA): not exact,
        (MarkCode.OWN_IDEA, Manner.OWN_IDEA): not exact,
    }
    carries = manner is Manner.OWN_IDEA or capacity
    return timely and one.to is None and carries and fits.get((one.code, manner), False)


class Talks(RuleBasedStateMachine):
    """Two rooms and a desk at once, twice over."""

    @initialize()
    def open(self) -> None:
        """Open the case under two pairs of room names."""
        self.cases = (Case(), Case(names=("ب", "alpha")))
        self.said: list[Said] = []
        self.shown: list[tuple[Said, str, Said]] = []
        self.say("east", mark(MarkCode.IF_OFFER, then=mark(MarkCode.VERBATIM)))
        self.say("west", mark(MarkCode.VERBATIM))

    def _room(self, case: Case, side: str) -> str:
        return case.east if side == "east" else case.west

    def _act(self, side: str, body: RoomBody) -> None:
        """The same act of the side's head in both cases; taken in both or void in both."""
        for case in self.cases:
            case.act(self._room(case, side), HEAD, body)

    @rule(side=SIDES, made=MARKS)
    def say(self, side: str, made: Mark) -> None:
        """A side says one sentence, unlike any other; four are enough to confuse."""
        number = len(self.said)
        if number == 4:
            return
        text = f"We will open bridge number {number} for good."
        body = statement(text, id=f"s{number}", mark=made)
        self._act(side, body)
        first = first_mark_id(body.id, "a")
        self.said.append(Said(side=side, statement=body.id, text=text, marks=[(first, made)]))

    def _pick(self, chance: int) -> Said:
        return self.said[chance % len(self.said)]

    @rule(chance=st.integers(0, 5), made=st.lists(MARKS, min_size=1, max_size=3))
    def remark(self, chance: int, made: list[Mark]) -> None:
        """The head re-marks on as many seats at once; none of them knows of the others."""
        said = self._pick(chance)
        replaces = tuple(name for name, _ in said.marks)
        bodies = [
            Remark(
                id=self.cases[0].new_id("m"),
                statement=said.statement,
                mark=one,
                replaces=replaces,
            )
            for one in made
        ]
        for body in bodies:
            if said.withdrawn:
                with pytest.raises(VoidEntry):
                    self._act(said.side, body)
            else:
                self._act(said.side, body)
        if not said.withdrawn:
            said.marks = [(body.id, body.mark) for body in bodies]

    @rule(chance=st.integers(0, 5))
    def withdraw(self, chance: int) -> None:
        """The head takes a sentence back, once."""
        said = self._pick(chance)
        if said.withdrawn:
            with pytest.raises(VoidEntry):
                self._act(said.side, Withdrawal(statement=said.statement))
        else:
            self._act(said.side, Withdrawal(statement=said.statement))
        said.withdrawn = True

    @rule(chance=st.integers(0, 5), shown=st.integers(0, 5))
    def record_offer(self, chance: int, shown: int) -> None:
        """The desk records the offer that the latest mark waits for, by a statement that stands."""
        said, showing = self._pick(chance), self._pick(shown)
        name, latest = said.marks[-1]
        if showing.side == said.side or latest.code is not MarkCode.IF_OFFER:
            return
        for case in self.cases:
            by = SourceRef(room=self._room(case, showing.side), statement=showing.statement)
            case.keep(
                ConditionMet(
                    room=self._room(case, said.side),
                    statement=said.statement,
                    mark=name,
                    offered="a pause",
                    shown_by=by,
                )
            )
        said.met.add(name)
        self.shown.append((said, name, showing))

    def _forget_offers_taken_back(self) -> None:
        for said, name, _ in self.shown:
            said.met.discard(name)
        for said, name, showing in self.shown:
            if not showing.withdrawn:
                said.met.add(name)

    @rule(hours=st.integers(1, 3))
    def wait(self, hours: int) -> None:
        """Time passes."""
        for case in self.cases:
            case.tick(hours=hours)

    @rule(
        chance=st.integers(0, 5),
        manner=MANNERS,
        exact=st.booleans(),
        flags=st.booleans(),
        override=st.booleans(),
        home=st.booleans(),
    )
    def convey(
        self, chance: int, manner: Manner, exact: bool, flags: bool, override: bool, home: bool
    ) -> None:
        """The desk tries; the gate says what the model says, and the same under other names."""
        self._forget_offers_taken_back()
        said = self._pick(chance)
        words = said.text if exact or manner is Manner.VERBATIM else PARAPHRASE
        exact = words == said.text
        target_side = said.side if home else ("west" if said.side == "east" else "east")
        results: list[str] = []
        for case in self.cases:
            now = case.now
            crossing = case.crossing(
                words,
                target=self._room(case, target_side),
                sources=(SourceRef(room=self._room(case, said.side), statement=said.statement),),
                manner=manner,
                personal_capacity=flags,
                ad_referendum=flags,
                override=LIFE if override else None,
            )
            room = case.rooms[crossing.target]
            before = room.snapshot()
            expected = home or _allowed(said, manner, exact=exact, flags=flags, now=now)
            try:
                made = case.convey(crossing)
            except GateRefused as refused:
                assert not expected
                assert not override
                assert room.snapshot() == before
                results.append(refused.code)
                continue
            intent = case.journal.carries[made].intent
            assert expected or override
            assert (intent.passed != ()) == (not expected)
            assert (intent.override is not None) == override
            assert intent.words_hash == words_hash(crossing)
            results.append("crossed")
        assert results[0] == results[1]

    @rule(side=SIDES, chance=st.integers(0, 5))
    def forge(self, side: str, chance: int) -> None:
        """A member of the room posts as the desk or re-marks what is the head's."""
        forgeries: list[RoomBody] = [conveyance("Hear this.", id="c0"), Counterpart("a friend")]
        name = self._pick(chance).statement
        first = (first_mark_id(name, "a"),)
        made = mark(MarkCode.VERBATIM)
        forgeries.append(Remark(id="m0", statement=name, mark=made, replaces=first))
        forgeries.append(Withdrawal(statement=name))
        for case in self.cases:
            room = case.rooms[self._room(case, side)]
            before = room.snapshot()
            for body in forgeries:
                with pytest.raises(VoidEntry):
                    room.apply(authored(room.number + 1, MEMBER, body))
            assert room.snapshot() == before

    @rule(side=SIDES)
    def start_again(self, side: str) -> None:
        """A seat starts from its snapshots."""
        for case in self.cases:
            room = self._room(case, side)
            case.rooms[room] = RoomTalks.restore(case.rooms[room].snapshot())
            case.journal = Journal.restore(case.journal.snapshot())

    @invariant()
    def every_conveyance_has_its_intent(self) -> None:
        """What stands in a room stands in the journal too, with the same words."""
        for case in getattr(self, "cases", ()):
            for name, room in case.rooms.items():
                for made, kept in room.conveyances.items():
                    carry = case.journal.carries[made]
                    assert carry.intent.target == name
                    words: Conveyance = kept.conveyed
                    assert words.manner is carry.intent.manner

    def teardown(self) -> None:
        """A full re-fold of every log equals the state that was kept."""
        for case in getattr(self, "cases", ()):
            logs = {name: opened_room(name, _other(case, name)) for name in case.rooms}
            for name, entry in case.taken:
                if name in logs:
                    logs[name].apply(entry)  # pyright: ignore[reportArgumentType]
            for name, room in logs.items():
                assert room.snapshot() == case.rooms[name].snapshot()
            journal = Journal()
            journal.apply(PeopleChanged((DESK,)))
            for name, entry in case.taken:
                if name == "":
                    journal.apply(entry)  # pyright: ignore[reportArgumentType]
            assert journal.snapshot() == case.journal.snapshot()


def _other(case: Case, name: str) -> str:
    return "the western side" if name == case.east else "the eastern side"


TestTalks = Talks.TestCase
TestTalks.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestTalks = pytest.mark.slow(TestTalks)
