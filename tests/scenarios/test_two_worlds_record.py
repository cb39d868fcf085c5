"""Nothing that room A can get depends on the desk's record, unless a person released it to A."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scenarios.worlds import Elsewhere, SeenByA, play_world, world
from tests.unit.seat.record_samples import ROWS, taken
from wasit.seat.desk import DeskSeat
from wasit.seat.record_acts import Saying
from wasit.seat.record_book import RecordBook
from wasit.seat.releasing import release, release_crossing
from wasit.talks.record_entries import PairVerdict, PromiseWatched, ThreatNoted

pytestmark = pytest.mark.slow

SAYS = Saying(said_by="harbour", learned_at="2030-05-06", visible_to=("A", "B"))
DAY = "2030-05-01"
OWN = (("kind", "attack on shipping"), ("when", "2030-05-04"), ("place", "Gulf of Aden"))


def claims_only(desk: DeskSeat) -> str:
    """An incident and what is said of it; its id."""
    book = RecordBook(desk)
    own = book.open_incident(OWN, SAYS)
    book.say(own, [("note", "Side A did it. " * 40)], Saying(said_by="side B"))
    book.grade("harbour", "B")
    return own


def everything(desk: DeskSeat, folder: Path) -> str:
    """All that a desk can keep of what happens outside; the id of its own incident."""
    book = RecordBook(desk)
    taken(book, folder, on="2030-05-10")
    taken(book, folder, ROWS[:1], on="2030-06-10")
    own = claims_only(desk)
    book.judge_same(own, "sea/1", PairVerdict.UNSURE)
    book.claim_total(102, "attacks", SAYS)
    book.watch_promise(PromiseWatched(name="n", promised="x", by="A", since=DAY, kinds=("strike",)))
    book.judge_bearing("n", own, "does not", why="a test")
    book.note_threat(ThreatNoted(name="t", said_by="A", words="Wider.", said_on=DAY))
    return own


def told(desk: DeskSeat, own: str, room: str) -> None:
    """Release the incident to a room."""
    book = RecordBook(desk)
    crossing = release_crossing(book, book.open_case(), room, [own])
    release(book, crossing, [own])


def play(folder: Path, on_record: Callable[[DeskSeat], object] | None = None) -> SeenByA:
    """What A gets in a world whose desk keeps such a record."""

    def kept(desk: DeskSeat) -> None:
        if on_record is not None:
            on_record(desk)

    return play_world(world(Elsewhere()), folder, on_record=kept)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> SeenByA:
    """What A gets where the desk keeps no record."""
    return play(tmp_path_factory.mktemp("base"))


@pytest.mark.parametrize("name", ["claims", "everything", "released to B"])
def test_room_a_gets_the_same_bytes_whatever_is_on_record(
    name: str, base: SeenByA, tmp_path: Path
) -> None:
    """Data sets, claims, judgements, and what another room was told of them."""

    def on_record(desk: DeskSeat) -> None:
        own = claims_only(desk) if name == "claims" else everything(desk, tmp_path)
        if name == "released to B":
            told(desk, own, "B")

    other = play(tmp_path / "world", on_record)
    assert other.screen == base.screen
    assert other.bytes_by_seat == base.bytes_by_seat
    assert all(len(received) > 10_000 for received in base.bytes_by_seat.values())


def test_room_a_sees_what_is_released_to_it(base: SeenByA, tmp_path: Path) -> None:
    """The comparison is not blind to the record."""
    seen = play(tmp_path, lambda desk: told(desk, claims_only(desk), "A"))
    assert seen.bytes_by_seat != base.bytes_by_seat
    assert len(seen.screen) > len(base.screen)
