"""Rates and their exact interval."""

import pytest

from tests.unit.record.readings.series_of import series_of
from wasit.record.readings.rate import by_month, dispersion_of, rate


def test_the_interval_is_garwoods() -> None:
    """Ten events: 4.80 to 18.39, as printed in tables of the exact Poisson interval."""
    found = rate(10, days=1)
    assert (found.low, found.high) == pytest.approx((4.7954, 18.3904), abs=1e-3)


def test_no_event_still_has_an_upper_end() -> None:
    """Nought in a hundred days leaves up to 3.69 in a hundred days open."""
    found = rate(0, days=100)
    assert (found.low, found.high) == pytest.approx((0, 0.036889), abs=1e-5)


def test_clustered_days_widen_the_interval() -> None:
    """Bursts carry less information than the same number of days apart."""
    even, burst = (1,) * 20, (10, 10) + (0,) * 18
    narrow = rate(20, days=20, dispersion=dispersion_of(even))
    wide = rate(20, days=20, dispersion=dispersion_of(burst))
    assert wide.low < narrow.low < narrow.high < wide.high


def test_months_add_up() -> None:
    """A month that the window only touches counts the days it touches."""
    found = by_month(series_of([1] * 40))
    assert {month: (r.n, r.days) for month, r in found.items()} == {
        "2030-01": (31, 31),
        "2030-02": (9, 9),
    }
