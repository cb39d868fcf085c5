"""Search at a seat: by words however they are spelled, among what this seat may see only."""

import time
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from tests.scenarios.memory_house import MemoryHouse, in_substance
from tests.unit.talks.case import DESK, HEAD, authored, conveyance, opened_room, statement
from wasit.seat.conveying import convey
from wasit.seat.searching import BadQuery, Query, Searcher, query_typed, spans_in
from wasit.seat.seat import Seat
from wasit.talks.marks import Mark, MarkCode
from wasit.talks.room import RoomTalks


@dataclass
class Room:
    """What a search asks of a log."""

    talks: RoomTalks
    log_id: bytes = b"log"

    @property
    def record(self) -> "Room":
        return self

    def view(self) -> RoomTalks:
        return self.talks


@dataclass
class Place:
    """What a search asks of a seat."""

    rooms: dict[str, Room] = field(default_factory=dict[str, Room])
    journal: None = None


def searcher(*texts: str) -> Searcher:
    """A seat with one room whose head said each of the texts."""
    room = opened_room()
    for number, text in enumerate(texts, 3):
        room.apply(authored(number, HEAD, statement(text, id=f"s{number}")))
    return Searcher(cast("Seat", cast("Any", Place({"east": Room(room)}))))


def found(texts: tuple[str, ...], typed: str) -> list[str]:
    hits = searcher(*texts).search(query_typed(typed))
    return [hit.sentences[0].text for hit in hits]


SPELLINGS = [
    ("الحُدَيْدَة", "الحديدة"),
    ("الحديدة", "الحُدَيْدَة"),
    ("البحر الأحمر", "الاحمر"),
    ("علي", "علی"),
    ("كتاب", "کتاب"),
    ("می‌خواهیم", "میخواهیم"),
    ("مـــوانئ", "موانئ"),
    ("۱۲ کشتی", "12"),
    ("١٢ سفينة", "۱۲"),
    ("L’évêque", "eveque"),
    ("STRASSE", "straße"),
    ("Groß", "GROSS"),
]


@pytest.mark.parametrize(("said", "typed"), SPELLINGS)
def test_word_is_found_however_it_is_spelled(said: str, typed: str) -> None:
    """Nobody remembers which keyboard an entry was typed on."""
    assert found((said, "something else"), typed) == [said]


MATCHES = [
    ("port", {"The port opens.", "Airports too."}),
    ("port two", {"The port opens in two days."}),
    ("two port", {"The port opens in two days."}),
    ('"two days"', {"The port opens in two days."}),
    ('"days two"', set[str]()),
    ('"in two', {"The port opens in two days."}),
    ("po", {"The port opens.", "The port opens in two days.", "Airports too."}),
    ("nothing", set[str]()),
]


def test_all_words_of_a_query_must_occur() -> None:
    """Each word narrows; a phrase is told apart from words that happen to be there."""
    texts = ("The port opens.", "The port opens in two\ndays.", "Airports too.")
    whole = {" ".join(text.split()) for text in texts}
    for typed, expected in MATCHES:
        hits = {" ".join(text.split()) for text in found(texts, typed)}
        assert hits == (whole if typed == "port" else expected), typed


@pytest.mark.parametrize("typed", ["", "  ", '""', "َ"])
def test_query_without_a_word_is_refused(typed: str) -> None:
    """It would list everything, which is another wish."""
    with pytest.raises(BadQuery):
        query_typed(typed)


def test_found_words_are_shown_where_they_stand() -> None:
    """A page marks them in the text as it was written, not as it was compared."""
    text = "في الحُدَيْدَة، ثم الحديدة."
    spans = spans_in(text, query_typed("الحديدة").words)
    assert [text[start:end] for start, end in spans] == ["الحُدَيْدَة", "الحديدة"]
    assert spans_in("aaa", ("aa",)) == [(0, 3)]


def test_newest_is_found_first_and_only_so_many() -> None:
    """A long case answers with what was said last."""
    hits = searcher(*(f"offer {n}" for n in range(9))).search(query_typed("offer"), limit=3)
    assert [hit.sentences[0].text for hit in hits] == ["offer 8", "offer 7", "offer 6"]


def test_filters_narrow_what_is_found() -> None:
    """Who said it, when, under which mark: each alone and with words."""
    room = opened_room()
    early, late = "2024-01-10T08:00:00Z", "2024-02-01T08:00:00Z"
    ears = Mark(code=MarkCode.EARS_ONLY)
    room.apply(authored(3, HEAD, statement("The offer.", id="s1"), at=early))
    room.apply(authored(4, HEAD, statement("The offer.", id="s2", mark=ears), at=late))
    room.apply(authored(5, DESK, conveyance("An offer.", id="c1"), at=late))
    search = Searcher(cast("Seat", cast("Any", Place({"east": Room(room)})))).search

    def ids(query: Query) -> set[str]:
        return {hit.id for hit in search(query)}

    assert ids(query_typed("offer")) == {"s1", "s2", "c1"}
    assert ids(query_typed("offer", speaker="PARVIN")) == {"s1", "s2"}
    assert ids(query_typed("", mark=MarkCode.EARS_ONLY)) == {"s2"}
    assert ids(query_typed("offer", since="2024-02")) == {"s2", "c1"}
    assert ids(query_typed("offer", until="2024-01")) == {"s1"}
    assert ids(query_typed("offer", room="west")) == set()


def test_what_has_come_since_is_found_too() -> None:
    """A seat that stays open all day searches the whole day."""
    room = opened_room()
    search = Searcher(cast("Seat", cast("Any", Place({"east": Room(room)})))).search
    assert search(query_typed("road")) == []
    room.apply(authored(3, HEAD, statement("The road.", id="s1")))
    assert [hit.id for hit in search(query_typed("road"))] == ["s1"]


def test_each_seat_finds_what_it_may_see() -> None:
    """A room finds its own room's words; the desk all rooms' and its journal's."""
    house = MemoryHouse()
    said = house.room("amal").say(["The eastern road."], language="en")
    house.room("boris").say(["The western road."], language="en")
    house.desk.note("The road is what matters.")
    house.desk.seat.read_up()
    house.room("amal").mark(said, Mark(code=MarkCode.IN_SUBSTANCE))
    house.desk.seat.read_up()
    convey(house.desk, in_substance(said, "They speak of a road."))
    boris = house.room("boris")
    boris.receive()
    query = query_typed("road")
    a = {(hit.room, hit.kind) for hit in Searcher(house.room("amal").seat).search(query)}
    b = [hit.sentences[0].text for hit in Searcher(boris.seat).search(query)]
    desk = {(hit.room, hit.kind) for hit in Searcher(house.desk.seat).search(query)}
    assert a == {("A", "statement")}
    assert set(b) == {"They speak of a road.", "The western road."}
    assert desk == {
        ("A", "statement"),
        ("B", "statement"),
        ("B", "conveyance"),
        ("journal", "note"),
    }


def test_words_that_wait_to_be_sent_are_found() -> None:
    """What one has just written offline is the first thing one looks for."""
    house = MemoryHouse()
    house.theatre.switches["amal"].offline = True
    amal = house.room("amal")
    amal.say(["The eastern road."], language="en")
    assert len(Searcher(amal.seat).search(query_typed("eastern"))) == 1


@pytest.mark.slow
def test_hundred_thousand_statements_are_searched_quickly() -> None:
    """Years of talks answer while one types: the first search folds, the others only look."""
    count = 100_000
    room = opened_room()
    for number in range(3, count + 3):
        text = f"السفينة رقم {number} تعبر الميناء، and the port opens for ship {number}."
        room.apply(authored(number, HEAD, statement(text, id=f"s{number}")))
    search = Searcher(cast("Seat", cast("Any", Place({"east": Room(room)})))).search
    began = time.perf_counter()
    assert len(search(query_typed("السفينه 99999"))) == 1
    first = time.perf_counter() - began
    began = time.perf_counter()
    assert len(search(query_typed("port ship 77"), limit=50)) == 50
    then = time.perf_counter() - began
    print(f"first {first:.3f} s, then {then:.3f} s")
    assert (first < 10, then < 2) == (True, True)
