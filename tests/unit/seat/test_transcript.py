"""A transcript holds one room's words, the same at the desk as in the room."""

from tests.scenarios.memory_house import MemoryHouse, in_substance
from wasit.seat.conveying import convey
from wasit.seat.giving import GivenFile
from wasit.seat.transcript import transcript_of_journal, transcript_of_room
from wasit.talks.marks import Mark, MarkCode

AT = "2024-03-01T12:00:00Z"
IN_SUBSTANCE = Mark(code=MarkCode.IN_SUBSTANCE)


def house_with_words() -> MemoryHouse:
    """A says something of which the desk conveys one part; B answers; A takes a part back."""
    house = MemoryHouse()
    amal, boris = house.room("amal"), house.room("boris")
    said = amal.say(
        ["The road by May.", "The price\u202e is open."],
        language="en",
        mark=IN_SUBSTANCE,
        files=[GivenFile(name="road.txt", media_type="text/plain", content=b"map")],
    )
    house.desk.seat.read_up()
    convey(house.desk, in_substance(said, "They speak of a road."))
    boris.receive()
    boris.say(["Which road?"], language="fr")
    amal.withdraw(said, sentence="2")
    house.desk.note("Careful with the price.")
    house.desk.seat.read_up()
    amal.seat.read_up()
    return house


def test_transcript_is_the_rooms_own_and_the_same_at_the_desk() -> None:
    """What a delegation takes home and what the desk files are one text."""
    house = house_with_words()
    for name, seat in (("A", "amal"), ("B", "boris")):
        house.room(seat).seat.read_up()
        there = transcript_of_room(house.room(seat).log.talks, made_at=AT)
        assert transcript_of_room(house.desk.room(name).talks, made_at=AT) == there
    a = transcript_of_room(house.room("amal").log.talks, made_at=AT)
    b = repr(transcript_of_room(house.room("boris").log.talks, made_at=AT))
    assert "road by May" not in b
    assert "road.txt" not in b
    assert "Which road" not in repr(a)
    assert "Careful" not in repr(a) + b


def test_transcript_shows_marks_files_and_what_was_taken_back() -> None:
    """A record that hides a withdrawal, or the mark it was under, is no record."""
    house = house_with_words()
    a = transcript_of_room(house.room("amal").log.talks, made_at=AT)
    (said,) = [line for line in a.lines if line.kind == "statement"]
    first, second, file = said.sentences
    assert "conveyed in other words" in first.marks
    assert (first.withdrawn, second.withdrawn) == (False, True)
    assert second.text == "The price<U+202E> is open."
    assert file.file.startswith("text/plain, 3 bytes, SHA-256 ")
    assert [line.number for line in a.lines] == sorted(line.number for line in a.lines)
    assert {person.name for person in a.people} == {"Amal", "Adel", "Dalal"}


def test_words_not_yet_sent_are_in_no_transcript() -> None:
    """It says what stands in the log, not what somebody meant to say."""
    house = house_with_words()
    amal = house.room("amal")
    house.theatre.switches["amal"].offline = True
    amal.say(["Not yet sent."], language="en")
    assert "Not yet sent." not in repr(transcript_of_room(amal.log.talks, made_at=AT))


def test_journals_transcript_is_the_desks() -> None:
    """It lists what the desk did, in order, with its notes."""
    house = house_with_words()
    journal = transcript_of_journal(house.desk, made_at=AT)
    assert journal.lines[0].kind == "case_opened"
    assert "Careful with the price." in journal.lines[-1].sentences[0].text
