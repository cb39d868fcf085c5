"""Big GDELT files by the database: the same outcome as row by row."""

from pathlib import Path

import pytest

from bench.record import make
from wasit.adapters import gdelt_bulk
from wasit.adapters.gdelt_bulk import can_take, take_in_bulk
from wasit.adapters.record_files import header_of
from wasit.cli.record_files import read_vintage
from wasit.record.table import connect, fetch, rows_of
from wasit.record.vintage_file import VintageFile, difference, pack, pack_batches

pytestmark = pytest.mark.slow


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two thousand events, one in ten spoilt."""
    path = tmp_path / "events.tsv"
    make(path, rows=2000, spoilt=0.1, seed=4)
    return path


def test_the_database_takes_what_the_reader_takes(file: Path) -> None:
    """A row must not depend on how big its file is."""
    cells, separator = header_of(file)
    big = take_in_bulk(file, cells, separator)
    plain = read_vintage(file)
    assert big.rows == plain.rows == 2000
    assert [row.line for row in big.aside] == [row.line for row in plain.aside]
    assert len(plain.aside) > 100
    found = fetch(big.table.order_by("line"))
    expected = [rows_of(incident) for incident in plain.incidents]
    for row in (*found, *expected):
        del row["line"]
    assert found == expected


def packed(path: Path) -> VintageFile:
    """The file's vintage, by way of the database."""
    big = take_in_bulk(path, *header_of(path), keep_rows=True)
    data = pack_batches(
        big.batches(), columns=big.columns, layout="gdelt-events", rows=big.rows, aside=big.aside
    )
    return VintageFile(data)


def test_a_big_vintage_holds_what_a_small_one_does(file: Path) -> None:
    """Every row as found, and the incident that is read from it, by either way."""
    big, plain = packed(file), read_vintage(file)
    small = VintageFile(pack(plain))
    assert (big.rows, big.taken) == (small.rows, small.taken)
    assert {name: row for name, _, row in big.said()} == dict(plain.said)
    assert {each.id for each in big.incidents()} == {each.id for each in plain.incidents}
    for one, other in ((big, small), (small, big)):
        found = difference(older=one, newer=other)
        assert (found.added, found.changed, found.withdrawn) == ((), (), ())


def test_a_changed_cell_of_a_big_vintage_is_a_change(file: Path, tmp_path: Path) -> None:
    """Compared on parsed values, by sums first: what is spelled otherwise is the same."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    good = next(n for n, line in enumerate(lines) if n and "Some Port" in line)
    wide = [line.replace("Some Port", "  Some   Port") for line in lines]
    wide[good] = lines[good].replace("Some Port", "")
    other = tmp_path / "other.tsv"
    other.write_text("".join(wide), encoding="utf-8")
    found = difference(older=packed(file), newer=packed(other))
    assert (found.added, found.withdrawn, len(found.changed)) == ((), (), 1)


def test_small_files_go_row_by_row(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is for size; the reasons it prints are shorter."""
    cells, _ = header_of(file)
    assert not can_take(file, cells)
    monkeypatch.setattr(gdelt_bulk, "BIG_BYTES", 1)
    assert can_take(file, cells)
    assert not can_take(file, ["a", "b"])


def test_nothing_is_spilled_to_disk() -> None:
    """A database that spills writes a vintage in clear."""
    con = connect().con
    assert con.execute("SELECT current_setting('temp_directory')").fetchone() == ("",)
    assert con.execute("SELECT current_setting('TimeZone')").fetchone() == ("UTC",)
