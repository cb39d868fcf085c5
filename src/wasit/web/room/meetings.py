"""Meetings as a room sees them: asking for one, accepting or refusing, postponing."""

from starlette.responses import Response

from wasit.talks.people import Side
from wasit.talks.rounds import RoundEvent
from wasit.web.desk.meetings import events_for
from wasit.web.visit import Face, Page, Visit

__all__ = ["PAGES"]


def meetings(visit: Visit) -> Response:
    """Every round of this room, newest first."""
    room = visit.room
    rounds = [
        (id_, kept, events_for(kept.state, Side.ROOM)) for id_, kept in room.talks.rounds.items()
    ]
    return visit.show(
        "room/meetings.html", room=room, talks=room.talks, rounds=list(reversed(rounds))
    )


def step(visit: Visit) -> Response:
    """Ask for a meeting, or answer one."""
    room = visit.room
    event = visit.chosen_one("event", RoundEvent, "what happens to the meeting")
    round_id = visit.typed("round") or room.log.new_id()
    room.convene(round_id, event, words=visit.typed("words"))
    visit.at.tell()
    return visit.go("room/meetings")


PAGES = [
    Page("GET", "/room/meetings", Face.ROOM, meetings),
    Page("POST", "/room/meetings/step", Face.ROOM, step, meetings),
]
