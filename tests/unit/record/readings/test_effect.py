"""Before and after an event, and refusing."""

from datetime import timedelta

import pytest

from tests.unit.record.readings.series_of import START, series_of
from wasit.record.readings.effect import Happening, effect

pytestmark = pytest.mark.slow


def on(name: str, day: int) -> Happening:
    """Something that happened on a day of the series."""
    return Happening(name, START + timedelta(days=day))


def test_a_fall_to_a_sixth_is_seen() -> None:
    """A plain change must not be hidden by caution."""
    found = effect(series_of([4, 8, 6] * 20 + [1, 2, 0] * 20), on("talks", 60))
    assert not found.refused
    assert 0.05 < found.low < 1 / 6 < found.high < 0.6


def test_the_earlier_of_two_close_events_is_refused() -> None:
    """Talks on the tenth and strikes on the eleventh: no method can tell them apart."""
    series = series_of([1, 0, 2] * 40)
    talks, strikes = on("talks", 60), on("strikes", 61)
    refused = effect(series, talks, others=[strikes])
    assert refused.refused == "confounded"
    assert "talks" in refused.reason
    assert "strikes" in refused.reason
    read = effect(series, strikes, others=[talks])
    assert read.low <= 1 <= read.high
    assert "cannot be told apart from talks" in read.cannot_say()


def test_two_events_of_one_day_are_both_refused() -> None:
    """Neither has a day of its own."""
    series = series_of([1, 0, 2] * 40)
    one, two = on("one", 60), on("two", 60)
    assert effect(series, one, others=[two]).refused == "confounded"
    assert effect(series, two, others=[one]).refused == "confounded"


def test_an_event_far_off_does_not_confound() -> None:
    """Refusing always would be as useless as never."""
    series = series_of([1, 0, 2] * 40)
    assert not effect(series, on("talks", 60), others=[on("storm", 90)]).refused


@pytest.mark.parametrize("day", [0, 5, 115, 200])
def test_too_little_on_one_side_is_refused(day: int) -> None:
    """Five days before an event say nothing about the rate before it."""
    assert effect(series_of([1] * 120), on("talks", day)).refused == "too short"


def test_a_refusal_prints_no_number_of_an_effect() -> None:
    """A figure beside "refused" would be quoted."""
    told = effect(series_of([1] * 120), on("a", 60), others=[on("b", 61)]).data()
    assert not {"rate_ratio", "low", "high", "p"} & told.keys()
    assert told["refused"] == "confounded"
