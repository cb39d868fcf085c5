"""Surges by the temporal scan."""

import pytest

from tests.unit.record.readings.series_of import START, series_of
from wasit.record.readings.series import ReadingRefused
from wasit.record.readings.surges import surges


def test_a_burst_is_found_where_it_is() -> None:
    """Ten events in three days of a quiet season."""
    found = surges(series_of([0, 1, 0, 0] * 10 + [3, 4, 3] + [0, 0, 1, 0] * 10), draws=199)
    assert [((s.first - START).days, (s.last - START).days) for s in found] == [(40, 42)]
    assert found[0].n == 10


def test_steady_days_have_no_surge() -> None:
    """Every day alike."""
    assert surges(series_of([1] * 60), draws=199) == ()


def test_one_event_is_no_series() -> None:
    """Nothing can surge of one."""
    with pytest.raises(ReadingRefused):
        surges(series_of([0] * 30 + [1]))
