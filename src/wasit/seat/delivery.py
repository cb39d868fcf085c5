"""How far an act of this seat has come, in the three states that a room may know.

A room sees of its own words: kept here, at the relay, received by the desk. What the desk did with
them is told by a report only.
"""

from enum import StrEnum

from wasit.seat.log import SeatLog
from wasit.talks.room import RoomTalks

__all__ = ["DELIVERY_WORDS", "Delivery", "delivery_of"]


class Delivery(StrEnum):
    """How far words have come."""

    KEPT_HERE = "kept_here"
    AT_RELAY = "at_relay"
    RECEIVED_BY_DESK = "received_by_desk"


DELIVERY_WORDS: dict[Delivery, str] = {
    Delivery.KEPT_HERE: "kept here, not yet at the relay",
    Delivery.AT_RELAY: "at the relay",
    Delivery.RECEIVED_BY_DESK: "received by the desk",
}
"""The states in plain words."""


def delivery_of(log: SeatLog[RoomTalks], number: int) -> Delivery:
    """How far the act under ``number`` in ``log.view()`` has come.

    Waiting acts are shown there under numbers above the newest accepted.
    """
    if number > log.number:
        return Delivery.KEPT_HERE
    if log.talks.received_by_desk(number):
        return Delivery.RECEIVED_BY_DESK
    return Delivery.AT_RELAY
