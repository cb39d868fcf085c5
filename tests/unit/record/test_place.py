"""Positions in any spacing, and the waters a place name says."""

import pytest

from wasit.record.place import PositionUnreadable, Waters, read_position, waters_of


@pytest.mark.parametrize(
    "text",
    ["12°30'00\"N\n043°15'00\"E", "12°30'00\"N 43°15'00\"E", "12.5, 43.25",
     "12° 30.0' N 43° 15.0' E",
     "12-30N 043-15E"],
)  # fmt: skip
def test_one_position_in_many_spellings(text: str) -> None:
    """Two downloads of one list differ in white space alone in every row."""
    assert read_position(text) == pytest.approx((12.5, 43.25))


@pytest.mark.parametrize(
    "text", ["", "12.5", "95.0, 43.0", "12°75'00\"N 043°15'00\"E", "north of it"]
)
def test_an_impossible_position_is_refused(text: str) -> None:
    """A ship at 95 degrees north would be drawn somewhere."""
    with pytest.raises(PositionUnreadable):
        read_position(text)


@pytest.mark.parametrize(
    ("name", "waters"),
    [
        ("South Red Sea", Waters.OPEN),
        ("Gulf of Aden", Waters.OPEN),
        ("Strait of Bab el Mandeb", Waters.OPEN),
        ("Northwestern Indian Ocean", Waters.OPEN),
        ("Coast of Al Mukha", Waters.COASTAL),
        ("Gulfport", Waters.LAND),
        ("Red Sea Mills", Waters.LAND),
        ("Swansea", Waters.LAND),
    ],
)
def test_a_name_says_its_waters(name: str, waters: Waters) -> None:
    """Whether an event is at sea decides which counts it is in."""
    assert waters_of(name) is waters
