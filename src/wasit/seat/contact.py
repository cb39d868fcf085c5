"""When a relay last answered for a log: kept when the seat closes, so that silence can be dated.

Withholding cannot be told from silence; what can be told is since when nothing was heard.
"""

from wasit.seat.log import SeatLog
from wasit.seat.ports import Vault
from wasit.talks.journal import Journal
from wasit.talks.moments import moment_text
from wasit.talks.room import RoomTalks

__all__ = ["keep_contact", "last_contact"]

AnyLog = SeatLog[RoomTalks] | SeatLog[Journal]


def last_contact(log: AnyLog) -> str:
    """When this log was last read up at its relay, by this seat's clock; empty if never."""
    if log.last_contact is not None:
        return moment_text(log.last_contact)
    return (log.ports.vault.read(_name(log)) or b"").decode()


def keep_contact(log: AnyLog, vault: Vault) -> None:
    """Keep when this log was last read up, if it was since the seat was opened."""
    if log.last_contact is not None:
        vault.write(_name(log), moment_text(log.last_contact).encode())


def _name(log: AnyLog) -> str:
    return f"contact/{log.record.log_id.hex()}"
