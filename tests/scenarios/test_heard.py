"""Words said and brought aloud pass the same gate, in rooms with seats and in rooms without."""

import pytest

from tests.scenarios.memory_house import MemoryHouse, MemoryTheatre
from wasit.play.performance import Performance
from wasit.play.script import parse_script
from wasit.play.stage import Stage
from wasit.play.telling import Told
from wasit.seat.conveying import convey
from wasit.seat.heard import Speaker, remark_for, take_down, withdraw_for
from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing, SourceRef
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.refusals import MarkEarsOnly, MarkWithdrawn, RoomIsClosed
from wasit.talks.void import NotTheirs, OutOfTurn, VoidEntry

SUBSTANCE, EARS = Mark(code=MarkCode.IN_SUBSTANCE), Mark(code=MarkCode.EARS_ONLY)
COLONEL = Speaker(name="The colonel")

SCRIPT = """
title = "A room without seats"
starts = 2024-03-01T08:00:00Z
[[room]]
name = "A"
people = [{ seat = "amal", role = "head" }]
[[room]]
name = "Hills"
people = []
[[step]]
seat = "desk"
act = "take_down"
id = "heard"
room = "Hills"
speaker_name = "The colonel"
place = "the mill"
text = "We can let the doctors through."
mark = "in_substance"
[[step]]
seat = "desk"
act = "convey"
to = "A"
id = "told"
manner = "in_substance"
text = "Medical staff could pass."
sources = ["heard"]
[[step]]
seat = "amal"
act = "say"
id = "reply"
text = "Then let them come by day."
mark = "in_substance"
[[step]]
seat = "desk"
act = "convey"
to = "Hills"
manner = "in_substance"
text = "They would want daylight."
sources = ["reply"]
aloud = { carried_by = "Dalal", heard_by = ["The colonel"], left_behind = "nothing" }
[[step]]
seat = "desk"
act = "expect"
where = "Hills"
sees = [
  "[taken down at the mill, 2024-03-01T08:00:00Z, unconfirmed]",
  "[brought by Dalal to The colonel",
]
[[step]]
seat = "amal"
act = "expect"
sees = ["Medical staff could pass."]
not_sees = ["the mill", "The colonel", "doctors"]
[[step]]
seat = "desk"
act = "take_down"
id = "aside"
room = "A"
speaker = "amal"
place = "the corridor"
text = "Only two of them."
[[step]]
seat = "desk"
act = "convey"
to = "Hills"
manner = "in_substance"
text = "They have a number in mind."
sources = ["aside"]
expect = { refused = "mark-ears-only" }
[[step]]
seat = "amal"
act = "accept"
what = "aside"
[[step]]
seat = "amal"
act = "expect"
sees = ["Only two of them. [taken down at the corridor, 2024-03-01T08:00:00Z, accepted]"]
"""


def test_a_room_without_seats_takes_part_in_the_talks() -> None:
    """A side with no software at all has its words marked, carried and kept like any other."""
    script, lines = parse_script(SCRIPT, name="case")
    stage = Stage(MemoryTheatre())
    stage.set_up(script)
    performance = Performance(script, lines, "case", stage)
    performance.run()
    for log in stage.desk().seat.logs():
        log.recheck()
    assert [line.kind for line in Told.of(performance).journal].count("handed_on") == 2


@pytest.fixture(name="house")
def small_house() -> MemoryHouse:
    """Rooms A and B, with Amal, Adel and Boris."""
    return MemoryHouse()


def heard(house: MemoryHouse, room: str, speaker: Speaker, mark: Mark = SUBSTANCE) -> str:
    """A sentence taken down in that room."""
    return take_down(
        house.desk,
        room,
        ["We could wait until May."],
        speaker=speaker,
        place="the mill",
        heard_at="2024-03-01T07:30:00Z",
        language="en",
        mark=mark,
    )


def carried(house: MemoryHouse, statement: str, *, room: str, to: str = "B") -> str:
    """Convey what was taken down, in substance."""
    crossing = Crossing(
        target=to,
        sentences=("They are in no hurry.",),
        language="en",
        manner=Manner.IN_SUBSTANCE,
        sources=(SourceRef(room=room, statement=statement),),
    )
    return convey(house.desk, crossing)


def test_what_the_side_asks_aloud_of_its_words_is_done(house: MemoryHouse) -> None:
    """Re-marking and taking back bind the gate, and only who said it can ask."""
    statement = heard(house, "A", COLONEL, EARS)
    with pytest.raises(MarkEarsOnly):
        carried(house, statement, room="A")
    with pytest.raises(NotTheirs):
        remark_for(house.desk, "A", statement, SUBSTANCE, instructed_by=Speaker(name="Another"))
    remark_for(house.desk, "A", statement, SUBSTANCE, instructed_by=COLONEL)
    assert carried(house, statement, room="A")
    withdraw_for(house.desk, "A", statement, instructed_by=COLONEL)
    with pytest.raises(MarkWithdrawn):
        carried(house, statement, room="A")


def test_accepted_words_are_the_sides_own_to_re_mark(house: MemoryHouse) -> None:
    """Once a person of the side has accepted them, the desk does not loosen their mark."""
    statement = heard(house, "A", Speaker(id="amal"), EARS)
    amal = house.room("amal")
    amal.receive()
    amal.accept(statement)
    house.desk.seat.send()
    with pytest.raises(VoidEntry):
        remark_for(house.desk, "A", statement, SUBSTANCE, instructed_by=Speaker(id="amal"))


def test_a_third_room_comes_in_and_leaves_while_talks_go_on(house: MemoryHouse) -> None:
    """It is founded midway, heard, carried, closed; the two others notice none of it but words."""
    house.room("amal").receive()
    before = house.room("amal").log.number
    house.desk.add_room("C", default_mark=MarkCode.EARS_ONLY, languages=["en"])
    statement = heard(house, "C", COLONEL)
    assert carried(house, statement, room="C")
    house.desk.close_room("C")
    amal, boris = house.room("amal"), house.room("boris")
    amal.receive()
    boris.receive()
    assert amal.log.number == before
    (told,) = boris.talks.conveyances.values()
    assert [each.text for each in told.conveyed.sentences] == ["They are in no hurry."]
    said = amal.say(["We go on."], language="en", mark=SUBSTANCE)
    house.desk.seat.send()
    with pytest.raises(RoomIsClosed):
        carried(house, said, room="A", to="C")
    with pytest.raises(OutOfTurn):
        heard(house, "C", COLONEL)
    assert carried(house, said, room="A", to="B")
