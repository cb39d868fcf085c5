"""What an open seat does by itself before a person acts: send what waits, read up, settle.

Where the relay is away, or a log is stopped, reading and drafting go on; what stands in the way is
told, never swallowed. A desk's seat also learns the fate of what it was about to hand on when it
was interrupted.
"""

from contextlib import suppress
from dataclasses import dataclass

from wasit.channel.faults import LogStopped
from wasit.errors import NotFound, Refused, Unreachable, Untrusted, WasitError
from wasit.seat.conveying import finish_conveyances
from wasit.seat.desk import DeskSeat
from wasit.seat.farewells import shut_out
from wasit.seat.faults import SeatCopied
from wasit.seat.ports import LinkLost, NoSuchLog
from wasit.seat.seat import Seat
from wasit.talks.kept import CarryState

__all__ = ["CaughtUp", "catch_up"]


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """What came of it.

    Attributes:
        faults: what kept a log from being read up, each once.
        fates: conveyances whose fate was not known, and is now.
    """

    faults: tuple[WasitError, ...] = ()
    fates: tuple[tuple[str, CarryState], ...] = ()

    @property
    def offline(self) -> bool:
        """Whether a relay was away."""
        return any(isinstance(fault, LinkLost) for fault in self.faults)


def catch_up(seat: Seat) -> CaughtUp:
    """Send and read every log as far as it goes; what stood in the way comes back.

    A sealed seat does nothing.
    """
    if seat.ports.sealed:
        return CaughtUp()
    faults: dict[str, WasitError] = {}
    for log in seat.logs():
        try:
            log.send()
        except NoSuchLog as fault:
            told = shut_out(seat, log, fault)
            faults.setdefault(f"{told.code} {told}", told)
        except (Unreachable, NotFound, Refused, Untrusted) as fault:
            faults.setdefault(f"{fault.code} {fault}", fault)
    fates: list[tuple[str, CarryState]] = []
    if seat.journal is not None:
        with suppress(LinkLost, LogStopped, SeatCopied):
            fates = finish_conveyances(DeskSeat(seat, checks=()))
    return CaughtUp(faults=tuple(faults.values()), fates=tuple(fates))
