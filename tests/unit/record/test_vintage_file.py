"""A vintage's file: what goes in comes out, and two are compared as vintages are."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.seat.record_samples import ROWS, vintage
from wasit.crypto.sealed_file import SealedReader, seal_file
from wasit.record.table import connect, fetch
from wasit.record.vintage import compare
from wasit.record.vintage_file import VintageFile, difference, pack

KEY = bytes(32)


def sealed(plain: bytes) -> SealedReader:
    """The file, read through its seal."""
    return SealedReader(io.BytesIO(b"".join(seal_file([plain], key=KEY))), key=KEY)


@pytest.mark.slow
def test_a_vintage_comes_back_whole(tmp_path: Path) -> None:
    """Incidents, rows kept aside with their lines, and the layout that reads the rows."""
    taken = vintage(tmp_path)
    file = VintageFile(sealed(pack(taken)))
    assert (file.rows, file.taken, file.layout.name) == (3, 2, "acled")
    assert file.aside == taken.aside
    assert tuple(file.incidents()) == taken.incidents
    assert [each.id for each in file.incidents(frozenset({"2"}))] == ["2"]
    rows = fetch(connect().create_table("t", file.incident_rows()).select("id", "status"))
    assert rows == [{"id": "1", "status": "confirmed"}, {"id": "2", "status": "claimed"}]
    file.close()


CHANGES = {
    "the same": ROWS,
    "white space and spelling": tuple(row.replace(",14,", ", 14.0,") for row in ROWS),
    "another order": ROWS[::-1],
    "one changed": (ROWS[0].replace("struck", "hit"), *ROWS[1:]),
    "one more, one gone": (ROWS[0], ROWS[1].replace("2,2030", "9,2030", 1)),
    "one no longer read": (ROWS[0].replace("2030-05-02", "2030-15-02"), *ROWS[1:]),
    "none": (),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_two_files_differ_as_their_vintages_do(name: str, tmp_path: Path) -> None:
    """The quick comparison by sums and the plain one must say the same."""
    older, newer = vintage(tmp_path), vintage(tmp_path, CHANGES[name])
    plain = compare(older=older, newer=newer)
    found = difference(older=VintageFile(pack(older)), newer=VintageFile(pack(newer)))
    assert found == replace(plain, added=tuple(sorted(plain.added)))
    assert (found.added or found.changed or found.withdrawn) or name in {
        "the same", "white space and spelling", "another order", "one no longer read",
    }  # fmt: skip
