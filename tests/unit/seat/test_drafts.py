"""Drafts: several for each room, kept until they are dropped, and never offered elsewhere."""

from datetime import timedelta

import pytest

from tests.scenarios.memory_house import MemoryHouse
from wasit.seat.backup import make_backup
from wasit.seat.drafts import DraftGone, drafts_for, drop_draft, load_draft, save_draft

WORDS = {"words": ("We could meet",), "manner": ("in_substance",)}


@pytest.fixture
def house() -> MemoryHouse:
    """The small case in memory."""
    return MemoryHouse()


def test_draft_is_kept_changed_and_dropped(house: MemoryHouse) -> None:
    """What was typed survives a closed lid, as it was left."""
    seat, log = house.desk.seat, house.desk.room("B")
    one = save_draft(seat, log, WORDS, about="convey")
    assert load_draft(seat, log, one.id).fields == WORDS
    again = save_draft(seat, log, {"words": ("We",)}, about="convey", draft=one.id)
    assert again.id == one.id
    assert drafts_for(seat, log) == [again]
    drop_draft(seat, log, one.id)
    drop_draft(seat, log, one.id)
    assert drafts_for(seat, log) == []
    with pytest.raises(DraftGone):
        save_draft(seat, log, WORDS, about="convey", draft=one.id)
    assert drafts_for(seat, log) == []


def test_several_drafts_are_listed_by_kind_the_newest_first(house: MemoryHouse) -> None:
    """One is written while another waits for a telephone call."""
    amal = house.room("amal")
    said = save_draft(amal.seat, amal.log, WORDS, about="say")
    house.theatre.clock.advance(timedelta(minutes=1))
    answer = save_draft(amal.seat, amal.log, WORDS, about="answer/c1")
    assert drafts_for(amal.seat, amal.log) == [answer, said]
    assert drafts_for(amal.seat, amal.log, about="say") == [said]


def test_draft_for_one_room_is_not_there_for_another(house: MemoryHouse) -> None:
    """Words begun for B are never one key away from A."""
    desk = house.desk
    draft = save_draft(desk.seat, desk.room("B"), WORDS, about="convey")
    for other in (desk.room("A"), desk.journal):
        assert drafts_for(desk.seat, other) == []
        with pytest.raises(DraftGone):
            load_draft(desk.seat, other, draft.id)
        with pytest.raises(DraftGone):
            load_draft(desk.seat, other, f"../{desk.room('B').record.log_id.hex()}/{draft.id}")
        drop_draft(desk.seat, other, draft.id)
    assert drafts_for(desk.seat, desk.room("B")) == [draft]


def test_draft_leaves_nothing_in_the_log_and_goes_into_a_backup(house: MemoryHouse) -> None:
    """Unsaid words are nobody's but their writer's, and are lost with no machine."""
    amal = house.room("amal")
    amal.seat.read_up()
    before = amal.log.number
    save_draft(amal.seat, amal.log, {"words": ("Not yet said.",)}, about="say")
    amal.seat.send()
    assert amal.log.number == before
    assert b"Not yet said." in make_backup(amal.seat)
    assert "Not yet said." not in repr(drafts_for(amal.seat, amal.log))
