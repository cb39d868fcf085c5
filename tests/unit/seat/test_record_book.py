"""The record of a case: data sets and people's claims, as one table under two clocks."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.scenarios.memory_house import MemoryHouse
from tests.unit.seat.record_samples import ROWS, book, taken
from wasit.record.claim import ClaimUnreadable
from wasit.record.count import Window, count
from wasit.record.incident import Status
from wasit.record.rule import rule_named
from wasit.seat.backup import make_backup, restore_backup
from wasit.seat.desk import DeskSeat
from wasit.seat.ports import NoSuchSealedFile
from wasit.seat.record_acts import RecordNameUnknown, Saying, WordUnknown
from wasit.seat.record_book import RecordBook, SeriesUnlike
from wasit.talks.record_entries import ClaimRelation, PairVerdict
from wasit.testing.memory_files import MemoryFiles
from wasit.testing.memory_vault import MemoryVault

pytestmark = pytest.mark.slow

HARBOUR = Saying(said_by="harbour", learned_at="2030-05-05")
OWN = (
    ("kind", "attack on shipping"),
    ("when", "2030-05-04"),
    ("place", "Gulf of Aden"),
    ("ship", "9074729"),
)


def attacks(record: RecordBook, rule: str = "attacks", *, known_on: date | None = None) -> int:
    """How many the case's record counts."""
    case = record.open_case(known_on=known_on)
    found = count(case.table, rule_named(rule), window=Window())
    case.close()
    return found.total


def test_taking_a_file_in_twice_changes_nothing(tmp_path: Path) -> None:
    """Nor does one that differs by white space alone."""
    record = book()
    first = taken(record, tmp_path)
    assert (first.rows, first.added, first.kept is not None) == (3, 2, True)
    number = record.desk.journal.number
    for rows in (ROWS, tuple(row.replace(",14,", ",  14.0,") for row in ROWS)):
        again = taken(record, tmp_path, rows)
        assert (again.added, again.changed, again.withdrawn, again.kept) == (0, 0, 0, None)
    assert record.desk.journal.number == number
    assert len(record.kept.vintages) == 1


def test_a_newer_vintage_says_what_it_did_and_the_older_stays(tmp_path: Path) -> None:
    """As known on an earlier day, the older vintage counts."""
    record = book()
    taken(record, tmp_path, on="2030-05-10")
    newer = (ROWS[0].replace("struck", "hit"), ROWS[1].replace("2,2030", "9,2030", 1))
    did = taken(
        record, tmp_path, (*newer, newer[1].replace("9,2030", "8,2030", 1)), on="2030-06-01"
    )
    assert (did.added, did.changed, did.withdrawn) == (2, 1, 1)
    assert attacks(record) == 3
    assert attacks(record, known_on=date(2030, 5, 20)) == 2
    assert attacks(record, known_on=date(2030, 5, 1)) == 0


def test_another_data_set_under_the_same_name_is_refused(tmp_path: Path) -> None:
    """Else every row of the first would be called withdrawn."""
    record = book()
    taken(record, tmp_path)
    other = tuple(row.replace("2030-05", "2031-05").replace(",", "7,", 1) for row in ROWS)
    with pytest.raises(SeriesUnlike):
        taken(record, tmp_path, other)
    assert len(record.kept.vintages) == 1


def test_an_import_cut_off_leaves_nothing_to_be_found(tmp_path: Path) -> None:
    """A crash before the journal knew of a vintage: the next import clears its file away."""
    record = book()
    record.shelf.keep("0badc0de", b"rows")
    did = taken(record, tmp_path)
    assert did.kept is not None
    files = record.desk.seat.ports.files
    assert files is not None
    assert files.names() == [did.kept.id]


def test_claims_and_data_sets_are_counted_together(tmp_path: Path) -> None:
    """An incident told by a person counts as a row does, from the day it was learned."""
    record = book()
    taken(record, tmp_path, on="2030-05-04")
    record.open_incident(OWN, HARBOUR)
    assert (attacks(record), attacks(record, "ships")) == (3, 1)
    assert attacks(record, known_on=date(2030, 5, 4)) == 2


def test_a_dispute_of_a_row_shows_in_the_count(tmp_path: Path) -> None:
    """The data set is not altered; how its incident stands is."""
    record = book()
    taken(record, tmp_path)
    record.say(
        "sea/1",
        [("perpetrator", "not us")],
        Saying(said_by="Houthi forces"),
        relation=ClaimRelation.DISPUTES,
        earlier="sea/1#perpetrator",
    )
    case = record.open_case()
    found = count(case.table, rule_named("attacks"), window=Window())
    assert found.by_status == {"disputed": 1, "claimed": 1}
    assert case.incident("sea/1").status is Status.DISPUTED
    assert {claim.said_by for claim in case.said_of("sea/1")} >= {"Houthi forces"}
    case.close()


def test_two_judged_one_are_counted_once_until_judged_otherwise(tmp_path: Path) -> None:
    """Reversible, and nothing is rewritten."""
    record = book()
    taken(record, tmp_path)
    own = record.open_incident(OWN, HARBOUR)
    record.judge_same(own, "sea/2", PairVerdict.SAME, why="same ship")
    assert attacks(record) == 2
    case = record.open_case()
    assert len(list(case.incidents())) == 2
    case.close()
    record.judge_same("sea/2", own, PairVerdict.UNSURE)
    assert attacks(record) == 3


def test_a_source_that_is_graded_later_changes_which_claim_is_held() -> None:
    """Reliability belongs to the source; its claims follow it."""
    record = book()
    own = record.open_incident([("target", "a tanker")], HARBOUR)
    record.say(own, [("target", "a carrier")], Saying(said_by="radio", learned_at="2030-05-06"))
    case = record.open_case()
    assert case.incident(own).target == "a tanker"
    record.grade("radio", "A", why="its owner was there")
    assert record.open_case().incident(own).target == "a carrier"


def test_what_cannot_be_read_later_is_refused_when_said() -> None:
    """The journal takes words as they come; the seat does not."""
    record = book()
    with pytest.raises(ClaimUnreadable):
        record.open_incident([("kind", "bang")], HARBOUR)
    with pytest.raises(WordUnknown):
        record.open_incident(OWN, Saying(said_by="x", learned_at="soon"))
    with pytest.raises(RecordNameUnknown):
        record.say("0000", [("note", "x")], HARBOUR)
    assert record.kept.claims == {}


def test_a_withdrawn_claim_stands_no_more() -> None:
    """By its own sayer; the words stay in the journal."""
    record = book()
    own = record.open_incident(OWN, HARBOUR)
    (hit,) = record.say(own, [("outcome", "hit")], HARBOUR)
    assert record.open_case().incident(own).outcome.value == "hit"
    record.withdraw(hit[:6], HARBOUR)
    assert record.open_case().incident(own).outcome.value == "unknown"
    assert hit in record.kept.claims


def test_another_seat_has_the_rows_only_when_the_file_is_taken_in_there(tmp_path: Path) -> None:
    """The journal tells of the vintage; the rows travel by a person's act alone."""
    house = MemoryHouse()
    record = RecordBook(house.desk)
    did = taken(record, tmp_path)
    assert did.kept is not None
    record.shelf.tidy(())
    with pytest.raises(NoSuchSealedFile):
        record.open_case()
    with pytest.raises(NoSuchSealedFile):
        taken(record, tmp_path, ROWS[:1])
    again = taken(record, tmp_path)
    assert (again.held_now, again.kept, len(record.kept.vintages)) == (True, None, 1)
    assert attacks(record) == 2


def test_a_backup_and_a_copy_of_the_sealed_files_open_the_record_again(tmp_path: Path) -> None:
    """The backup holds the keys, the folder the files; neither alone holds the rows."""
    house = MemoryHouse()
    taken(RecordBook(house.desk), tmp_path)
    seat = house.desk.seat
    ports = replace(seat.ports, vault=MemoryVault())
    again = RecordBook(DeskSeat(restore_backup(ports, make_backup(seat)), checks=()))
    assert attacks(again) == 2
    without = replace(seat.ports, vault=MemoryVault(), files=MemoryFiles())
    lost = RecordBook(DeskSeat(restore_backup(without, make_backup(seat)), checks=()))
    with pytest.raises(NoSuchSealedFile):
        lost.open_case()
