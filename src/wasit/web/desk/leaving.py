"""Words about to leave: a few seconds in which they can be held back, and what came of them.

A person confirmed them; when the time is over the gate is asked again and they leave, or do not and
the page says why. Nothing waits here longer than that: if the seat is closed first, they stay.
"""

import threading
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from starlette.responses import Response

from wasit.errors import WasitError, describe
from wasit.seat.conveying import References, convey
from wasit.talks.crossing import Crossing
from wasit.web.desk.rooms import rooms_at
from wasit.web.drafts import erase_draft
from wasit.web.open_seat import OpenSeat
from wasit.web.visit import Face, Page, Visit

__all__ = ["PAGES", "UNDO_S", "Leaving", "LeavingState", "let_leave"]

UNDO_S = 6.0


class LeavingState(StrEnum):
    """Where words about to leave are."""

    LEAVING = "leaving"
    HELD_BACK = "held_back"
    LEFT = "left"
    REFUSED = "refused"


@dataclass(slots=True)
class Leaving:
    """Words about to leave, and what came of it."""

    crossing: Crossing
    references: References
    begun: datetime
    fields: list[tuple[str, str]]
    state: LeavingState = LeavingState.LEAVING
    conveyance: str = ""
    fault: dict[str, str] | None = None
    timer: threading.Timer | None = None


def let_leave(
    seat: OpenSeat,
    crossing: Crossing,
    references: References,
    *,
    fields: list[tuple[str, str]],
) -> str:
    """An id for words that leave this seat in ``UNDO_S`` seconds unless they are held back.

    Args:
        fields: of the form that was confirmed, so that it can be filled in again; a draft that it
            names is forgotten once the words have left, and not before.
    """
    name = seat.seat.ports.randomness.random_bytes(8).hex()
    leaving = Leaving(crossing, references, begun=seat.seat.ports.clock.now(), fields=fields)
    seat.kept[f"leaving/{name}"] = leaving
    leaving.timer = threading.Timer(UNDO_S, lambda: seat.soon(lambda: _leave(seat, leaving)))
    leaving.timer.daemon = True
    leaving.timer.start()
    return name


def _leave(seat: OpenSeat, leaving: Leaving) -> None:
    if leaving.state is not LeavingState.LEAVING:
        return
    try:
        leaving.conveyance = convey(seat.desk(), leaving.crossing, leaving.references)
        leaving.state = LeavingState.LEFT
        erase_draft(seat.seat.ports.vault, dict(leaving.fields).get("draft_page", ""))
    except WasitError as error:
        leaving.fault = describe(error)
        leaving.state = LeavingState.REFUSED
    seat.tell()


def shown(visit: Visit) -> Response:
    """Where the words are, and the way to hold them back."""
    leaving = _named(visit)
    target = next(each for each in rooms_at(visit.desk) if each.name == leaving.crossing.target)
    return visit.show(
        "desk/leaving.html",
        name=visit.named("leaving"),
        leaving=leaving,
        target=target,
        desk=visit.desk,
        undo_s=int(UNDO_S),
        remaining_s=_remaining_s(visit, leaving),
    )


def _remaining_s(visit: Visit, leaving: Leaving) -> float:
    gone = visit.desk.seat.ports.clock.now() - leaving.begun
    return round(max(0.0, UNDO_S - gone.total_seconds()), 1)


def hold_back(visit: Visit) -> Response:
    """Do not let them leave."""
    leaving = _named(visit)
    if leaving.state is LeavingState.LEAVING:
        leaving.state = LeavingState.HELD_BACK
        if leaving.timer is not None:
            leaving.timer.cancel()
    return visit.go(f"leaving/{visit.named('leaving')}")


def at_once(visit: Visit) -> Response:
    """Let them leave now."""
    leaving = _named(visit)
    if leaving.timer is not None:
        leaving.timer.cancel()
    _leave(visit.at, leaving)
    return visit.go(f"leaving/{visit.named('leaving')}")


def _named(visit: Visit) -> Leaving:
    leaving = visit.at.kept.get(f"leaving/{visit.named('leaving')}")
    if not isinstance(leaving, Leaving):
        visit.not_found("a conveyance about to leave")
    return leaving


PAGES = [
    Page("GET", "/leaving/{leaving}", Face.DESK, shown),
    Page("POST", "/leaving/{leaving}/hold-back", Face.DESK, hold_back),
    Page("POST", "/leaving/{leaving}/now", Face.DESK, at_once),
]
