"""Since the last visit: what is unread, what a visit is, and that it is this seat's alone."""

from datetime import timedelta

import pytest

from tests.scenarios.memory_house import MemoryHouse, in_substance
from wasit.seat.conveying import convey
from wasit.seat.room import RoomSeat
from wasit.seat.visits import last_visit, note_visit, since_last_visit, unread, unread_by_room
from wasit.talks.marks import Mark, MarkCode

IN_SUBSTANCE = Mark(code=MarkCode.IN_SUBSTANCE)


@pytest.fixture
def house() -> MemoryHouse:
    """The small case in memory."""
    return MemoryHouse()


def brings(house: MemoryHouse, text: str) -> RoomSeat:
    """The desk brings words to B; Boris has read them."""
    said = house.room("amal").say([text], language="en", mark=IN_SUBSTANCE)
    house.desk.seat.read_up()
    convey(house.desk, in_substance(said, f"They said: {text}"))
    boris = house.room("boris")
    boris.log.read_up()
    return boris


def test_unread_is_what_the_others_did_since_it_was_last_shown(house: MemoryHouse) -> None:
    """One's own words are no news, and what was shown is none any more."""
    boris = house.room("boris")
    note_visit(boris.seat, boris.log)
    assert unread(boris.seat, boris.log) == 0
    brings(house, "One.")
    brings(house, "Two.")
    boris.say(["We heard."], language="en")
    assert unread_by_room(boris.seat) == {"B": 2}
    note_visit(boris.seat, boris.log)
    assert unread(boris.seat, boris.log) == 0


def test_receipts_are_no_news_at_the_desk(house: MemoryHouse) -> None:
    """A badge that counts what happens by itself is not looked at any more."""
    desk = house.desk
    note_visit(desk.seat, desk.room("B"))
    brings(house, "One.").note_opened()
    desk.seat.read_up()
    assert unread(desk.seat, desk.room("B")) == 0
    house.room("boris").say(["Yes."], language="en")
    desk.seat.read_up()
    assert unread_by_room(desk.seat)["B"] == 1


def test_since_your_last_visit_stays_while_the_visit_goes_on(house: MemoryHouse) -> None:
    """Loading a page again must not make the line move; going away for a while does."""
    clock, boris = house.theatre.clock, house.room("boris")
    first = clock.now()
    note_visit(boris.seat, boris.log)
    clock.set(first + timedelta(hours=3))
    brings(house, "One.")
    news = since_last_visit(boris.seat, boris.log)
    assert [line.kind for line in news.lines] == ["conveyance"]
    assert news.since == last_visit(boris.seat, boris.log).seen_at != ""
    note_visit(boris.seat, boris.log)
    assert since_last_visit(boris.seat, boris.log) == news
    clock.set(first + timedelta(hours=3, minutes=20))
    brings(house, "Two.")
    assert [line.text for line in since_last_visit(boris.seat, boris.log).lines] == [
        "They said: One.",
        "They said: Two.",
    ]
    note_visit(boris.seat, boris.log)
    clock.set(first + timedelta(hours=9))
    assert since_last_visit(boris.seat, boris.log).lines == ()


def test_first_visit_shows_everything(house: MemoryHouse) -> None:
    """Who comes for the first time has seen nothing."""
    boris = brings(house, "One.")
    news = since_last_visit(boris.seat, boris.log)
    assert news.since == ""
    assert [line.kind for line in news.lines] == ["counterpart", "conveyance"]


def test_visit_is_told_to_nobody(house: MemoryHouse) -> None:
    """Looking is not reading out: only a receipt says that something was opened."""
    boris = brings(house, "One.")
    number = boris.log.number
    note_visit(boris.seat, boris.log)
    boris.seat.send()
    assert boris.log.number == number
    assert boris.log.waiting == []
