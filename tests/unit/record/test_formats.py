"""Published layouts, on rows of our own: what is read, what is kept aside, what is the same."""

import json
from pathlib import Path

import pytest

from wasit.adapters.record_files import lines_of
from wasit.cli.record_files import read_vintage
from wasit.record.formats.gdelt import EVENT_COLUMNS
from wasit.record.formats.known import FormatUnknown
from wasit.record.formats.mapped import MappingUnreadable, read_mapping
from wasit.record.incident import Kind, Outcome, Status
from wasit.record.vintage import Vintage, compare

ACLED = "event_id_cnty,event_date,event_type,location,latitude,longitude,fatalities,notes,timestamp"
ASAM = "reference,date,position,navArea,subreg,hostility,victim,description"
GED = "id,type_of_violence,date_start,date_end,date_prec,low,best,high,deaths_a,deaths_b"
IMO = "incident_id,date,time,time_basis,ship_name,incident_type,lat_dd,lon_dd,details"
UKMTO = "incident_number,incident_type,date,latitude,longitude,vessel,details,source"


def vintage(path: Path, text: str, *, name: str = "a.csv", mapping: str | None = None) -> Vintage:
    """The vintage that a text makes as a file."""
    file = path / name
    file.write_text(text, encoding="utf-8")
    described = None
    if mapping is not None:
        described = path / "map.toml"
        described.write_text(mapping, encoding="utf-8")
    return read_vintage(file, mapping=described)


BAD = [
    (ACLED, "A1,2030-02-31,Battles,Aden,12,45,0,x,1", "2030-02-31"),
    (ACLED, "A1,2030-02-01,Battles,Aden,95,45,0,x,1", "95"),
    (ACLED, "A1,2030-02-01,Battles,Aden,12,45,many,x,1", "many"),
    (ACLED, "A1,2030-02-01,Battles,Aden,12,45,-2,x,1", "-2"),
    (ACLED, "A1,2030-02-01,Battles,,12,45,0,x,1", "location is empty"),
    (ACLED, "A1,2030-02-01,Battles,Aden,12,45,0", "7 cells where 9"),
    (ACLED, "A1,2030-02-01,,Aden,12,45,0,x,1", "event_type is empty"),
    (ASAM, "2030-1,soon,1°00'00\"N 2°00'00\"E,I,1,P,V,D", "soon"),
    (ASAM, "2030-1,2030-01-02,off the cape,I,1,P,V,D", "offthecape"),
    (ASAM, ",2030-01-02,1°00'00\"N 2°00'00\"E,I,1,P,V,D", "reference is empty"),
    (GED, "1,1,2030-01-05,2030-01-02,1,0,0,0,0,0", "before date_start"),
    (GED, "1,1,2030-01-05,2030-01-05,1,0,,0,0,0", "empty"),
    (IMO, "I1,2030-13-01,01:00,x,Ship,Boarding / Theft,1,2,d", "2030-13-01"),
    (UKMTO, "eleven,Attack,2030-01-02,1,2,V,D,Master", "number and year"),
]


@pytest.mark.parametrize(("header", "row", "reason"), BAD)
def test_a_bad_row_is_kept_aside_with_reason_and_line(
    tmp_path: Path, header: str, row: str, reason: str
) -> None:
    """A row dropped in silence is an incident that one side will find missing."""
    taken = vintage(tmp_path, f"{header}\n{row}\n")
    assert (taken.rows, len(taken.incidents)) == (1, 0)
    assert taken.aside[0].line == 2
    assert reason.replace(" ", "") in taken.aside[0].reason.replace(" ", "")


def test_the_line_is_where_the_row_begins_also_after_line_breaks(tmp_path: Path) -> None:
    """A person must find the row in the file with the line that is printed."""
    broken = 'A1,2030-01-01,Battles,Aden,1,2,0,"one\ntwo\nthree",1'
    rows = f"{ACLED}\n{broken}\nA2,bad,Battles,Aden,1,2,0,x,1\n"
    taken = vintage(tmp_path, rows)
    assert [row.line for row in taken.aside] == [5]


def test_a_row_that_stands_twice_is_taken_once(tmp_path: Path) -> None:
    """One event under one id is one event."""
    row = "A1,2030-01-01,Battles,Aden,1,2,0,x,1\n"
    taken = vintage(tmp_path, f"{ACLED}\n{row}{row}")
    assert (taken.rows, len(taken.incidents), taken.aside[0].line) == (2, 1, 3)


SAME = [
    (ACLED, "A1,2030-01-02,Battles,Aden,12.5,45,3,two words,1",
     "A1,02 January 2030,Battles, Aden ,12.50,45.0,3.0,\"two\n  words\",9"),
    (ASAM, "2030-1,2030-01-02,\"1°30'00\"\"N\n2°00'00\"\"E\",I,1,P,V,D",
     "2030-1,2030-01-02,\"1°30'00\"\"N 2°00'00\"\"E\",I, 1,P ,V,D"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "first", "second"), SAME)
def test_spelling_and_white_space_are_no_change(
    tmp_path: Path, header: str, first: str, second: str
) -> None:
    """Two downloads six weeks apart differed in every row by white space alone."""
    older = vintage(tmp_path, f"{header}\n{first}\n")
    newer = vintage(tmp_path, f"{header}\n{second}\n")
    difference = compare(older=older, newer=newer)
    assert (difference.added, difference.changed, difference.withdrawn) == ((), (), ())


def test_a_newer_vintage_shows_added_changed_and_withdrawn(tmp_path: Path) -> None:
    """A record that edits itself in silence cannot be a common record."""
    older = vintage(
        tmp_path,
        f"{ACLED}\nA1,2030-01-01,Battles,Aden,1,2,0,x,1\nA2,2030-01-01,Battles,Aden,1,2,0,x,1\n"
        "A3,2030-01-01,Battles,Aden,1,2,0,x,1\n",
    )
    newer = vintage(
        tmp_path,
        f"{ACLED}\nA4,2030-01-01,Battles,Aden,1,2,0,x,1\nA3,2030-01-01,Battles,Aden,1,2,9,x,1\n"
        "A1,2030-01-01,Battles,Aden,1,2,0,x,1\n",
    )
    difference = compare(older=older, newer=newer)
    assert (difference.added, difference.changed, difference.withdrawn) == (
        ("A4",),
        ("A3",),
        ("A2",),
    )


def test_casualties_of_ged_keep_low_best_high_and_whose(tmp_path: Path) -> None:
    """A sum hides that the range was given and whose the dead were."""
    taken = vintage(tmp_path, f"{GED}\n7.0,1,2030-01-01,2030-01-20,4,1,2,5,0,2\n")
    incident = taken.incidents[0]
    part = incident.casualties[0]
    assert (incident.id, part.low, part.best, part.high) == ("7", 1, 2, 5)
    assert incident.when.precision.value == "month"


def test_gdelt_as_published_has_no_header(tmp_path: Path) -> None:
    """The daily files carry 61 tab columns and no names; a quote in a cell is a letter."""
    cells = dict.fromkeys(EVENT_COLUMNS, "")
    cells |= {
        "globaleventid": "5",
        "sqldate": "20300102",
        "eventcode": "190",
        "actor1name": 'THE "X',
    }
    bad = cells | {"globaleventid": "6", "sqldate": "20301302"}
    text = "".join("\t".join(row.values()) + "\n" for row in (cells, bad))
    taken = vintage(tmp_path, text, name="20300102.export.CSV")
    assert taken.format == "gdelt-events"
    assert [incident.kind for incident in taken.incidents] == [Kind.REPORT]
    assert [row.line for row in taken.aside] == [2]


def test_ukmto_lists_are_known_by_number_type_and_date(tmp_path: Path) -> None:
    """Attack, suspicious activity and advisory are three things."""
    taken = vintage(
        tmp_path,
        f"{UKMTO}\n062-30,Attack,2030-01-02,13.5,42.5,MV A,hit by a missile,Master\n"
        "063-30,Suspicious activity,2030-01-03,13.5,42.5,MV B,followed,\n",
    )
    assert [incident.kind for incident in taken.incidents] == [Kind.ATTACK_SHIP, Kind.APPROACH]
    assert taken.incidents[0].outcome is Outcome.HIT
    assert [incident.status for incident in taken.incidents] == [Status.CONFIRMED, Status.REPORTED]


MAPPING = """
name = "ours"
[columns]
id = "Ref"
date = "Day"
place = "Where"
kind = "Type"
ships = "IMO"
[kinds]
"Missile" = "attack on shipping"
"""


def test_any_csv_is_read_by_a_mapping(tmp_path: Path) -> None:
    """A desk's own spreadsheet must count under the same rules as a published list."""
    rows = "1;2030-01~;Gulf of Aden;Missile;9074729, 9333034\n2;2030-01;X;Odd;\n"
    text = f"Ref;Day;Where;Type;IMO\n{rows}"
    taken = vintage(tmp_path, text, mapping=MAPPING)
    incident = taken.incidents[0]
    assert (incident.kind, incident.when.edtf) == (Kind.ATTACK_SHIP, "2030-01~")
    assert incident.ships == ("9074729", "9333034")
    assert "Odd" in taken.aside[0].reason


def test_rows_without_ids_that_say_the_same_are_all_taken(tmp_path: Path) -> None:
    """Two tests of one missile on one day are two."""
    mapping = '[columns]\ndate = "day"\nkind = "type"\n[kinds]\n"*" = "attack on land"\n'
    text = "day,type\n2030-01-01,a\n2030-01-01,a\n2030-01-01,b\n"
    first = vintage(tmp_path, text, mapping=mapping)
    assert (len(first.incidents), len(first.aside)) == (3, 0)
    assert len({incident.id for incident in first.incidents}) == 3
    again = vintage(tmp_path, text, name="b.csv", mapping=mapping)
    assert compare(older=first, newer=again) == compare(older=first, newer=first)
    fewer = vintage(tmp_path, "day,type\n2030-01-01,a\n", name="c.csv", mapping=mapping)
    assert len(compare(older=first, newer=fewer).withdrawn) == 2


def test_geojson_is_read_like_a_table(tmp_path: Path) -> None:
    """Maps carry their rows as features."""
    feature = {
        "type": "Feature",
        "properties": {
            "Ref": 1,
            "Day": "2030-01-02",
            "Where": "Gulf of Aden",
            "Type": "Missile",
            "IMO": None,
        },
        "geometry": {"type": "Point", "coordinates": [45.0, 12.0]},
    }
    text = json.dumps({"type": "FeatureCollection", "features": [feature, {"type": "Feature"}, 3]})
    taken = vintage(tmp_path, text, name="a.geojson", mapping=MAPPING)
    assert [incident.id for incident in taken.incidents] == ["1"]
    assert [row.line for row in taken.aside] == [2, 3]


@pytest.mark.parametrize(
    "text", ["[columns]\nid='a'", "columns=3", "[columns]\ndate='d'\nhue='x'", "["]
)
def test_a_mapping_that_does_not_say_enough_is_refused(text: str) -> None:
    """A misspelt field would silently be left out."""
    with pytest.raises(MappingUnreadable):
        read_mapping(text)


def test_a_file_of_no_known_layout_is_refused_and_named(tmp_path: Path) -> None:
    """Nothing is taken in by a guess."""
    with pytest.raises(FormatUnknown, match="colour"):
        vintage(tmp_path, "colour,size\nred,3\n")


def test_bytes_that_are_no_text_keep_their_row_aside(tmp_path: Path) -> None:
    """One bad byte must not stop ten thousand rows."""
    file = tmp_path / "a.csv"
    file.write_bytes(b"a,b\n1,\xff\n2,x\n")
    lines = list(lines_of(file))
    assert [(line.number, line.row is None) for line in lines] == [(2, True), (3, False)]
