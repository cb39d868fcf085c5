"""This machine's clock and randomness: the only place that asks the system for either."""

import os
from datetime import UTC, datetime

__all__ = ["SystemClock", "SystemRandomness"]


class SystemClock:
    """A ``Clock`` that shows this machine's time."""

    def now(self) -> datetime:
        """The time now, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the Clock port made real


class SystemRandomness:
    """A ``Randomness`` out of the operating system's generator."""

    def random_bytes(self, count: int) -> bytes:
        """``count`` bytes nobody can foretell."""
        return os.urandom(count)  # noqa: TID251 - this is the Randomness port made real

    def stream(self, name: str) -> "SystemRandomness":  # noqa: ARG002 - there are no streams
        """Itself: the system generator has no streams that could hang on each other."""
        return self
