"""EDTF dates: kept as said, with the days they allow."""

from datetime import date

import pytest

from wasit.record.when import DateUnreadable, Precision, parse_when, read_date

CASES = [
    ("2024-01-12", date(2024, 1, 12), date(2024, 1, 12), Precision.DAY, False, False),
    ("2024-02~", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH, True, False),
    ("2024-02-XX", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH, False, False),
    ("202X", date(2020, 1, 1), date(2029, 12, 31), Precision.VAGUER, False, False),
    ("2024-01-05/2024-01-10", date(2024, 1, 5), date(2024, 1, 10), Precision.WEEK, False, False),
    ("2024-01-05/..", date(2024, 1, 5), None, Precision.VAGUER, False, False),
    ("../2024-01-05?", None, date(2024, 1, 5), Precision.VAGUER, False, True),
    ("2023%", date(2023, 1, 1), date(2023, 12, 31), Precision.VAGUER, True, True),
    ("2024-01-12T02:30Z", date(2024, 1, 12), date(2024, 1, 12), Precision.HOUR, False, False),
]


@pytest.mark.parametrize(("text", "first", "last", "precision", "about", "unsure"), CASES)
def test_a_date_is_kept_as_said_with_the_days_it_allows(
    text: str,
    first: date | None,
    last: date | None,
    precision: Precision,
    about: bool,
    unsure: bool,
) -> None:
    """A month must never turn into its first day when it is counted or shown."""
    when = parse_when(text)
    assert when.edtf == text
    assert (when.first, when.last, when.precision) == (first, last, precision)
    assert (when.approximate, when.uncertain) == (about, unsure)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2024-13", "2024-02-30", "2024-01-10/2024-01-05", "12/01/24"]
)
def test_what_is_no_date_is_refused_and_not_guessed(text: str) -> None:
    """A guessed date moves an attack to the wrong side of an event."""
    with pytest.raises(DateUnreadable):
        parse_when(text)


@pytest.mark.parametrize(
    "text",
    ["2024-01-12", "20240112", "20240112134500", "12 January 2024", "12-Jan-2024", "12/01/2024",
     "January 12, 2024", " 2024-1-12 ", "2024-01-12 07:00:00"],
)  # fmt: skip
def test_the_spellings_of_data_sets_are_one_day(text: str) -> None:
    """Vintages are compared on parsed values, so spellings must meet."""
    assert read_date(text) == date(2024, 1, 12)


def test_an_open_end_allows_every_later_day() -> None:
    """An understanding "from March on" still binds next year."""
    assert parse_when("2024-03/..").within(since=date(2030, 1, 1), until=None)
    assert not parse_when("2024-03/..").within(since=None, until=date(2024, 2, 29))
