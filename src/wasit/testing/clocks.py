"""A clock that stands still until it is told to move."""

from datetime import UTC, datetime, timedelta

__all__ = ["FrozenClock"]


class FrozenClock:
    """A ``Clock`` that shows the time it was set to."""

    def __init__(self, at: datetime = datetime(2024, 1, 10, 9, 0, tzinfo=UTC)) -> None:
        self._now = at

    def now(self) -> datetime:
        """The time it was last set to."""
        return self._now

    def set(self, at: datetime) -> None:
        """Show ``at`` from here on, earlier or later."""
        self._now = at

    def advance(self, by: timedelta) -> None:
        """Move on by that much."""
        self._now += by
