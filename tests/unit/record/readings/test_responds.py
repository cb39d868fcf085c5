"""Who answers whom."""

import pytest

from tests.unit.record.readings.series_of import series_of
from wasit.record.readings.responds import answers
from wasit.record.readings.series import ReadingRefused

pytestmark = pytest.mark.slow
GAPS = (5, 9, 4, 7, 11, 6, 8, 5, 10, 7, 4, 9)


def acts() -> list[int]:
    """Acts at uneven gaps."""
    days = [0] * 90
    place = 0
    for gap in GAPS:
        place += gap
        days[place] = 1
    return days


def test_an_answer_on_the_next_day_is_found_and_its_lag_told() -> None:
    """Every act is followed the day after: one answer for each, after one day."""
    first = acts()
    second = [0, *first[:-1]]
    found = answers(series_of(second), series_of(first), draws=199)
    assert found.found
    assert found.low <= 1 <= found.high
    assert found.mean_lag_days < 1.6


def test_following_one_way_is_not_following_the_other() -> None:
    """Who began is what both sides dispute."""
    first = acts()
    second = [0, *first[:-1]]
    assert not answers(series_of(first), series_of(second), draws=199).found


def test_acts_of_one_day_are_no_answers() -> None:
    """Of two acts on one day nobody knows which came first."""
    both = acts()
    found = answers(series_of(both), series_of(both), draws=199)
    assert not found.found
    assert found.same_day == len(GAPS)


def test_too_few_acts_are_refused() -> None:
    """Three acts show nothing."""
    with pytest.raises(ReadingRefused):
        answers(series_of([1, 1, 1] + [0] * 60), series_of([1] * 63))
