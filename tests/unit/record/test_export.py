"""The record given on, with who claims what."""

import csv
import io
import json
from typing import Any

from tests.unit.record.notes import incident
from wasit.record.export import csv_text, features, parquet_bytes, statements
from wasit.record.untyped import library

HIT = incident(
    "On 2 May 2030, Houthi forces claimed to have fired 1 missile at the Alpha tanker "
    "(IMO: 9074729). The attack killed between 1 and 2 sailors.",
    name="7",
    dead="1",
)


def test_csv_keeps_a_row_for_each_claim_with_its_sayer() -> None:
    """A flat row would print one truth where somebody only claims it."""
    rows = list(csv.DictReader(io.StringIO(csv_text([HIT]))))
    dead = next(row for row in rows if row["field"] == "dead of target")
    assert (dead["incident"], dead["value"], dead["low"], dead["high"]) == ("7", "1", "1", "2")
    assert {row["said_by"] for row in rows} == {"Houthi forces"}
    assert {row["status"] for row in rows} == {"claimed"}


def test_parquet_holds_the_same_claims_as_csv() -> None:
    """Two exports of one record must not differ."""
    arrow: Any = library("pyarrow")
    table: Any = library("pyarrow.parquet").read_table(arrow.BufferReader(parquet_bytes([HIT])))
    rows = list(csv.DictReader(io.StringIO(csv_text([HIT]))))
    assert table.to_pylist() == rows


def test_geojson_leaves_out_what_has_no_point() -> None:
    """An attack drawn at nought degrees would be drawn in the Atlantic."""
    assert features([HIT])["features"] == []
    json.dumps(features([HIT]))


def test_statements_keep_value_source_and_dataset_apart() -> None:
    """Losing the source of each value when flattening was a bug elsewhere."""
    found = list(statements([HIT]))
    assert {said["schema"] for said in found} == {"Event"}
    assert len({said["entity_id"] for said in found}) == 1
    assert len({said["id"] for said in found}) == len(found)
    by_prop = {str(said["prop"]): said for said in found}
    assert by_prop["date"]["value"] == "2030-05-02"
    assert by_prop["name"]["origin"] == "Houthi forces"
    assert any(said["value"] == "dead of target: 1 (1 to 2)" for said in found)
