"""What ``wasit doctor`` looks at, each as one finding in plain words.

A finding is well, not well, or not looked at with the reason why. Nothing here changes a room or
the journal.
"""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path

from wasit.errors import WasitError
from wasit.seat.desk import DeskSeat
from wasit.seat.faults import CaseSealed, NotASeat, YouLeft
from wasit.seat.probing import send_test_entry
from wasit.seat.seat import Seat
from wasit.talks.moments import moment

__all__ = ["Health", "Look", "look_at_disk", "look_at_seat"]

_ENOUGH_BYTES = 64 * 1024 * 1024
_AHEAD = timedelta(minutes=2)


class Health(StrEnum):
    """How a thing is."""

    WELL = "well"
    NOT_WELL = "not_well"
    NOT_LOOKED_AT = "not_looked_at"


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that was looked at; ``code`` is an error's, where one was met."""

    what: str
    health: Health
    words: str
    code: str = ""


def look_at_disk(folder: Path) -> Iterator[Look]:
    """Free space, and whether the vault's files are their owner's alone."""
    free = shutil.disk_usage(folder).free
    health = Health.WELL if free >= _ENOUGH_BYTES else Health.NOT_WELL
    yield Look("disk", health, f"{free // (1024 * 1024):,} MiB free in {folder}")
    for path in sorted(each for each in folder.iterdir() if each.name.startswith("vault")):
        mode = stat.S_IMODE(path.stat().st_mode)
        alone = mode & 0o077 == 0 and path.stat().st_uid == os.getuid()
        words = f"{path.name} has mode {mode:04o}" + ("" if alone else "; 0600 was expected")
        yield Look("file", Health.WELL if alone else Health.NOT_WELL, words)


def look_at_seat(seat: Seat) -> Iterator[Look]:
    """Vault, clock, each relay with each log, and a test entry where one can be sent."""
    for log in seat.logs():
        yield _looked(
            "vault",
            log.recheck,
            f"log {log.record.name!r} folded anew from {log.number} frames is as it is shown",
        )
    yield _clock(seat)
    relays = dict.fromkeys(log.record.relay for log in seat.logs())
    for relay in relays:
        yield _looked("relay", partial(_ask, seat, relay), f"{relay} answers")
    for log in seat.logs():
        held = f"the relay's checkpoint of log {log.record.name!r} fits what is kept here"
        yield _looked("checkpoint", log.read_up, held)
    yield _test_entry(seat)


def _ask(seat: Seat, relay: str) -> None:
    seat.ports.link_to(relay).facts()


def _clock(seat: Seat) -> Look:
    """A clock can only be held against what others claimed; a relay sends no time."""
    now = seat.ports.clock.now()
    claimed = [at for log in seat.logs() for at in log.channel.state.claimed.values()]
    newest = max(claimed, default="")
    if not newest:
        return Look("clock", Health.NOT_LOOKED_AT, "nobody has claimed a time yet")
    if moment(newest) - now > _AHEAD:
        words = f"somebody claimed {newest}, and this clock is behind that"
        return Look("clock", Health.NOT_WELL, words)
    words = f"not behind the newest time that anybody claimed ({newest}); more cannot be told"
    return Look("clock", Health.WELL, words)


def _test_entry(seat: Seat) -> Look:
    try:
        desk = DeskSeat(seat, checks=())
        case = desk.case
    except NotASeat:
        words = "only the desk's seat that opened the case can make a log for it"
        return Look("test entry", Health.NOT_LOOKED_AT, words)
    return _looked(
        "test entry",
        lambda: send_test_entry(seat, case, desk.me),
        "a sealed entry went to the relay and came back the same, in a small log of its own",
    )


def _looked(what: str, look: Callable[[], object], well: str) -> Look:
    try:
        look()
    except (CaseSealed, YouLeft) as over:
        return Look(what, Health.NOT_LOOKED_AT, str(over), over.code)
    except WasitError as error:
        return Look(what, Health.NOT_WELL, str(error), error.code)
    return Look(what, Health.WELL, well)
