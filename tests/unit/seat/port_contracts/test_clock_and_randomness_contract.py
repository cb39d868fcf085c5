"""What every clock and every source of randomness does."""

from datetime import UTC, datetime, timedelta

import pytest

from wasit.adapters.system import SystemClock, SystemRandomness
from wasit.seat.ports import Clock, Randomness
from wasit.testing.clocks import FrozenClock
from wasit.testing.randomness import SeededRandomness


@pytest.mark.parametrize("clock", [SystemClock(), FrozenClock()], ids=["system", "frozen"])
def test_time_is_aware_in_utc_and_does_not_run_back_by_itself(clock: Clock) -> None:
    """A local time in an entry would tell where its writer sits."""
    first, second = clock.now(), clock.now()
    assert first.utcoffset() == timedelta(0)
    assert second >= first


def test_the_systems_clock_shows_the_time() -> None:
    """A clock that shows another time is a frozen one."""
    assert abs(SystemClock().now() - datetime.now(UTC)) < timedelta(seconds=10)


@pytest.mark.parametrize(
    "randomness", [SystemRandomness(), SeededRandomness("seed")], ids=["system", "seeded"]
)
def test_bytes_are_as_many_as_asked_for_and_never_the_same_twice(randomness: Randomness) -> None:
    """A repeated salt would be a repeated key."""
    for count in (0, 1, 31, 32, 33, 128):
        assert len(randomness.random_bytes(count)) == count
    assert len({randomness.random_bytes(32) for _ in range(200)}) == 200
