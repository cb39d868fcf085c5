"""What a person types to name something: short, and never taken for something else."""

import pytest

from tests.scenarios.memory_house import MemoryHouse, in_substance
from wasit.errors import WasitError
from wasit.seat.conveying import convey
from wasit.seat.references import (
    AmbiguousId,
    NoSuchId,
    asked_conveyance,
    asked_statement,
    conveyance_named,
    one_of,
    person_named,
    statement_named,
)
from wasit.talks.marks import Mark, MarkCode


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("abc1", "abc1"),
        ("abc12", "abc12"),
        ("b", "b2"),
        ("abc", AmbiguousId),
        ("", NoSuchId),
        ("c", NoSuchId),
        ("ABC1", NoSuchId),
        ("abc123", NoSuchId),
    ],
)
def test_a_beginning_names_one_thing_or_nothing(typed: str, found: str | type[WasitError]) -> None:
    """Taking the nearest would mark, withdraw or convey another statement than was meant."""
    ids = ["abc1", "abc12", "b2"]
    if isinstance(found, str):
        assert one_of(typed, ids, what="statement") == found
        return
    with pytest.raises(found):
        one_of(typed, ids, what="statement")


class Case:
    def __init__(self) -> None:
        house = MemoryHouse()
        mark = Mark(code=MarkCode.IN_SUBSTANCE)
        self.said = house.room("amal").say(["One.", "Two."], language="en", mark=mark)
        house.room("boris").say(["Three."], language="en")
        house.desk.seat.send()
        self.carried = convey(house.desk, in_substance(self.said, "The first and the second."))
        self.rooms = house.desk.rooms()


@pytest.fixture(scope="module")
def case() -> Case:
    return Case()


def test_a_sentence_is_counted_from_one(case: Case) -> None:
    """A person counts the sentences they see."""
    for typed, sentence in [("", None), ("#1", "1"), ("#2", "2")]:
        for prefix in (case.said, case.said[:8], f"A/{case.said[:8]}"):
            ref = statement_named(f"{prefix}{typed}", case.rooms)
            assert (ref.room, ref.statement, ref.sentence) == ("A", case.said, sentence)
    conveyed = case.rooms["B"].conveyances[case.carried].conveyed.sentences
    assert conveyance_named(f"{case.carried}#1", case.rooms).sentence == conveyed[0].id


@pytest.mark.parametrize("ending", ["#0", "#3", "#x", "#-1", "#\u0661", "#1#1"])
def test_a_sentence_that_is_not_there_is_refused(case: Case, ending: str) -> None:
    """Falling back to the whole statement would do more than was asked."""
    with pytest.raises(NoSuchId):
        statement_named(f"{case.said}{ending}", case.rooms)


def test_a_room_before_the_id_is_looked_in_alone(case: Case) -> None:
    """The same beginning may name something else in another room."""
    with pytest.raises(NoSuchId):
        statement_named(f"B/{case.said}", case.rooms)
    with pytest.raises(NoSuchId):
        statement_named(f"C/{case.said}", case.rooms)


def test_a_question_needs_its_sentence_where_there_are_several(case: Case) -> None:
    """A question about the wrong sentence misleads both sides."""
    with pytest.raises(AmbiguousId):
        asked_statement(case.said, case.rooms)
    assert asked_statement(f"{case.said}#2", case.rooms).sentence == "2"
    only = case.rooms["B"].conveyances[case.carried].conveyed.sentences[0]
    assert asked_conveyance(case.carried, case.rooms).sentence == only.id


def test_a_person_is_named_whole_or_by_id(case: Case) -> None:
    """Removing by half a name would remove the wrong person."""
    people = case.rooms["A"].people
    assert person_named("Amal", people).id == "amal"
    assert person_named("ad", people).name == "Adel"
    with pytest.raises(AmbiguousId):
        person_named("a", people)
    with pytest.raises(NoSuchId):
        person_named("Am", people)
