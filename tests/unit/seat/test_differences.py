"""Words beside the words they came from, for those who may see both."""

from tests.scenarios.memory_house import MemoryHouse, in_substance
from wasit.seat.conveying import References, convey
from wasit.seat.differences import beside_its_sources, beside_what_it_bears_on
from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing
from wasit.talks.marks import Mark, MarkCode
from wasit.values.word_diff import Change, Piece


def changed(pieces: tuple[Piece, ...]) -> list[tuple[str, str]]:
    return [(each.change.value, each.text) for each in pieces if each.change is not Change.KEPT]


def test_each_difference_is_for_those_who_may_see_both_texts() -> None:
    """The desk sees original and conveyed; a room what it was told, what corrects it, its own."""
    house = MemoryHouse()
    said = house.room("amal").say(
        ["The road by May.", "No tolls."],
        language="en",
        mark=Mark(code=MarkCode.IN_SUBSTANCE),
    )
    desk, boris = house.desk, house.room("boris")
    desk.seat.read_up()
    conveyance = convey(desk, in_substance(said, "The road before May."))
    boris.receive()
    shown = beside_its_sources(desk, "B", conveyance)
    assert shown is not None
    assert (shown.before, shown.after) == ("original", "conveyed")
    assert changed(shown.pieces) == [
        ("removed", "by"),
        ("added", "before"),
        ("removed", "\nNo tolls."),
    ]
    assert beside_what_it_bears_on(boris.talks, conveyance) is None
    restated = boris.say(["The road before June."], language="en", reads_back=conveyance)
    mine = beside_what_it_bears_on(boris.talks, restated)
    assert mine is not None
    assert changed(mine.pieces) == [("removed", "May"), ("added", "June")]
    right = Crossing(
        target="B", sentences=("The road till May.",), language="en", manner=Manner.OWN_WORDS
    )
    desk.seat.read_up()
    corrected = convey(desk, right, References(corrects=conveyance))
    boris.receive()
    correction = beside_what_it_bears_on(boris.talks, corrected)
    assert correction is not None
    assert changed(correction.pieces) == [("removed", "before"), ("added", "till")]
    assert beside_its_sources(desk, "B", corrected) is None
    assert beside_its_sources(desk, "A", conveyance) is None
