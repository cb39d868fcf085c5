"""Meetings at the desk: each room's rounds, what can follow, and how a round came out."""

from dataclasses import dataclass

from starlette.responses import Response

from wasit.talks.people import Side
from wasit.talks.room_state import KeptRound
from wasit.talks.rounds import TRANSITIONS, WHO, Result, RoundEvent, RoundState
from wasit.web.desk.rooms import RoomAtDesk, rooms_at
from wasit.web.marks_typed import time_typed
from wasit.web.visit import Face, NotFilledIn, Page, Visit

__all__ = ["PAGES", "RoundShown", "events_for"]

_BY_OUTCOME = {RoundEvent.ADJOURNED, RoundEvent.ENDED}


@dataclass(frozen=True, slots=True)
class RoundShown:
    """A round in one room's view, and what the visitor's side may do with it now."""

    room: RoomAtDesk
    id: str
    kept: KeptRound
    events: list[RoundEvent]

    @property
    def is_over(self) -> bool:
        """Whether nothing can follow."""
        return not TRANSITIONS[self.kept.state]


def events_for(state: RoundState, side: Side) -> list[RoundEvent]:
    """What that side may do with a round in that state; an outcome has a form of its own."""
    allowed = TRANSITIONS[state]
    return [each for each in allowed if side in WHO[each] and each not in _BY_OUTCOME]


def meetings(visit: Visit) -> Response:
    """Every round of every room."""
    rooms = rooms_at(visit.desk)
    shown = [
        RoundShown(room, id_, kept, events_for(kept.state, Side.DESK))
        for room in rooms
        for id_, kept in room.talks.rounds.items()
    ]
    return visit.show(
        "desk/meetings.html",
        desk=visit.desk,
        rooms=rooms,
        rounds=list(reversed(shown)),
        held=[each for each in shown if each.kept.state is RoundState.HELD],
        results=list(Result),
    )


def step(visit: Visit) -> Response:
    """Recommend a meeting to a room, or go on with one."""
    desk = visit.desk
    room = _room_typed(visit)
    event = visit.chosen_one("event", RoundEvent, "what happens to the meeting")
    desk.convene(
        room.name,
        visit.typed("round") or desk.room(room.name).new_id(),
        event,
        place=visit.typed("place") or None,
        time=time_typed(visit.typed("time")),
        words=visit.typed("words"),
    )
    visit.at.tell()
    return visit.go("meetings")


def outcome(visit: Visit) -> Response:
    """Record how meetings came out, and tell their rooms."""
    result = visit.chosen_one("result", Result, "how it came out")
    by_key = {room.key: room.name for room in rooms_at(visit.desk)}
    refs: list[tuple[str, str]] = []
    for each in visit.typed_all("round"):
        key, _, round_id = each.partition("~")
        if key not in by_key:
            raise NotFilledIn("a meeting was named that is not in this case; nothing was sent")
        refs.append((by_key[key], round_id))
    if not refs:
        raise NotFilledIn("no meeting was chosen; nothing was sent")
    visit.desk.outcome(result, rounds=refs, words=visit.typed("words"))
    visit.at.tell()
    return visit.go("meetings")


def _room_typed(visit: Visit) -> RoomAtDesk:
    key = visit.typed("room")
    for room in rooms_at(visit.desk):
        if room.key == key:
            return room
    raise NotFilledIn("no room was chosen; nothing was sent")


PAGES = [
    Page("GET", "/meetings", Face.DESK, meetings),
    Page("POST", "/meetings/step", Face.DESK, step, meetings),
    Page("POST", "/meetings/outcome", Face.DESK, outcome, meetings),
]
