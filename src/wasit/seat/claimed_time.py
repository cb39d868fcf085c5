"""The time an entry claims: this seat's clock, and never earlier than what it claimed before."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from wasit.seat.faults import ClockSetBack
from wasit.talks.moments import moment, moment_text

__all__ = ["time_to_claim"]

_SLACK = timedelta(minutes=2)


def time_to_claim(now: datetime, claimed: Iterable[str]) -> str:
    """The time to claim: this clock's, or the newest this seat claimed if that is just ahead.

    Raises:
        ClockSetBack: the clock is more than two minutes behind what was claimed before.
    """
    newest = max(claimed, default="")
    if not newest or moment_text(now) >= newest:
        return moment_text(now)
    if moment(newest) - now > _SLACK:
        raise ClockSetBack(
            f"the clock says {moment_text(now)}, and this seat claimed {newest} before; "
            "nothing was kept"
        )
    return newest
