"""Big GDELT files by the database: the same outcome as row by row."""

from pathlib import Path

import pytest

from bench.record import make
from wasit.adapters import gdelt_bulk
from wasit.adapters.gdelt_bulk import can_take, take_in_bulk
from wasit.adapters.record_files import header_of
from wasit.cli.record_files import read_vintage
from wasit.record.table import as_parquet, connect, fetch, from_parquet, rows_of

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


def test_a_vintage_comes_back_from_its_parquet_as_it_was(file: Path) -> None:
    """What the vault opens must be what was sealed."""
    cells, separator = header_of(file)
    big = take_in_bulk(file, cells, separator)
    again = from_parquet(as_parquet(big.table), backend=connect())
    assert fetch(again.order_by("line")) == fetch(big.table.order_by("line"))


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
