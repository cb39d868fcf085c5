"""What one log may take of a relay: how long, how fast, how many readers; and how slow a sender.

Each limit is counted per log and from that log alone, never per address or over all logs: a room
that could feel another's traffic in a refusal would learn that there is another. Only frames that
were numbered count, so that nobody without the right to append uses up a log's pace. Paces live in
memory; a relay that is started again begins with full ones.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from wasit.errors import BadInput

__all__ = ["BadLimit", "Limits", "Paces"]

_PRUNE_ABOVE = 4096
_MINUTE_S = 60.0
_ABOVE_0 = (
    "frames",
    "frame_bytes",
    "appends_per_minute",
    "blob_bytes",
    "blobs_per_minute",
    "streams",
    "body_s",
    "head_s",
)


class BadLimit(BadInput):
    """A limit that would let nothing through. The relay did not start."""

    code = "bad-limit"
    advice = "Give each limit as a number above 0."


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of each log, and of one request.

    Attributes:
        frames: frames a log may hold.
        frame_bytes: bytes that a log's frames may have together.
        appends_per_minute: frames a log takes in a minute; as many may come at once.
        blob_bytes: bytes that a log's blobs may have together; those of its owners are counted
            apart, and have as much room.
        blobs_per_minute: blobs a log takes in a minute, likewise apart.
        streams: readers that may wait for a log at the same time.
        body_s: seconds in which a request's body must be there.
        head_s: seconds in which a request's head must be there.
        owners_only: whether frames are taken from owners only, while an old backup that was put
            back gets its frames from the seats; others are told to wait.
    """

    frames: int = 1_000_000
    frame_bytes: int = 4 * 1024**3
    appends_per_minute: int = 3000
    blob_bytes: int = 1024**3
    blobs_per_minute: int = 6000
    streams: int = 256
    body_s: float = 30.0
    head_s: float = 30.0
    owners_only: bool = False

    def __post_init__(self) -> None:
        """Refuse a limit that lets nothing through."""
        for name in _ABOVE_0:
            if not getattr(self, name) > 0:
                raise BadLimit(f"the limit {name} is {getattr(self, name)}; above 0 was expected")


class Paces:
    """How fast each log has lately been written; used by the one thread that writes.

    For a log it keeps the moment by which all that it took would have come at an even pace; a log
    may be ahead of that by a minute's worth, and is forgotten when it is not ahead at all.
    """

    def __init__(self, per_minute: int, *, monotonic_s: Callable[[], float]) -> None:
        self._per_minute = per_minute
        self._monotonic_s = monotonic_s
        self._even_at: dict[bytes, float] = {}

    def wait_s(self, log_id: bytes, *, besides: int) -> int:
        """Whole seconds until the log may take one more after ``besides`` others; 0 for now."""
        now = self._monotonic_s()
        ahead = max(self._even_at.get(log_id, now) - now, 0.0)
        over = ahead + (besides + 1) * _MINUTE_S / self._per_minute - _MINUTE_S
        return math.ceil(over) if over > 1e-9 else 0

    def took(self, log_id: bytes, frames: int) -> None:
        """The log took that many frames, now."""
        now = self._monotonic_s()
        at = max(self._even_at.get(log_id, now), now)
        self._even_at[log_id] = at + frames * _MINUTE_S / self._per_minute
        if len(self._even_at) > _PRUNE_ABOVE:
            self._even_at = {log: even for log, even in self._even_at.items() if even > now}
