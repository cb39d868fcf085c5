"""What is new for a person, and a look at a crossing before it leaves."""

from tests.scenarios.memory_house import MemoryHouse, in_substance
from wasit.seat.conveying import convey
from wasit.seat.inbox import inbox_lines
from wasit.seat.previewing import preview, with_reasons
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.people import Side
from wasit.talks.refusals import MarkEarsOnly
from wasit.talks.rounds import RoundEvent

IN_SUBSTANCE = Mark(code=MarkCode.IN_SUBSTANCE)


def test_each_side_sees_the_others_acts_and_not_its_own() -> None:
    """An inbox of one's own words hides the one line that matters."""
    house = MemoryHouse()
    amal, boris = house.room("amal"), house.room("boris")
    said = amal.say(["One.", "Two."], language="en", mark=IN_SUBSTANCE)
    amal.convene("r1", RoundEvent.REQUEST, words="Let us meet.")
    desk = house.desk
    desk.seat.send()
    desk.convene("A", "r1", RoundEvent.RECOMMENDATION, words="Good.")
    convey(desk, in_substance(said, "The first."))
    boris.receive()
    amal.receive()
    desk.seat.send()

    def kinds(name: str, side: Side, after: int = 0) -> list[str]:
        talks = desk.room(name).talks
        return [line.kind for line in inbox_lines(name, talks, side=side, after=after)]

    assert kinds("A", Side.DESK) == ["statement", "convening"]
    assert kinds("A", Side.ROOM) == ["counterpart", "convening"]
    assert kinds("B", Side.ROOM) == ["counterpart", "conveyance"]
    assert kinds("B", Side.DESK) == ["receipt"]
    newest = desk.room("B").number
    assert kinds("B", Side.ROOM, after=newest) == []


def test_a_look_tells_findings_and_refusal_and_keeps_nothing() -> None:
    """Looking must not fill the journal, and must not say yes where the gate will say no."""
    house = MemoryHouse()
    amal, desk = house.room("amal"), house.desk
    free = amal.say(["We could meet."], language="en", mark=IN_SUBSTANCE)
    secret = amal.say(["Noon on Monday."], language="en")
    desk.seat.send()
    before = desk.journal.number
    assert isinstance(preview(desk, in_substance(secret, "At midday.")).refusal, MarkEarsOnly)
    crossing = in_substance(free, "Noon on Monday.")
    seen = preview(desk, crossing)
    assert seen.refusal is None
    assert [each.span for each in seen.asking] == ["Noon on Monday"]
    reasoned = with_reasons(crossing, {seen.asking[0]: "the harbour's hours"})
    assert preview(desk, reasoned).asking == ()
    assert preview(desk, reasoned).findings == seen.findings
    assert desk.journal.number == before
    convey(desk, reasoned)
