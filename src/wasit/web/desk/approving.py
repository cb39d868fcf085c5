"""Words that wait: for another person's yes, for the relay, or for somebody to say their fate."""

from starlette.responses import Response

from wasit.seat import conveying
from wasit.seat.approving import approve, waiting_for_approval
from wasit.seat.previewing import preview
from wasit.talks.kept import CarryState
from wasit.web.desk.rooms import rooms_at
from wasit.web.visit import Face, Page, Visit

__all__ = ["PAGES"]


def unsent(visit: Visit) -> Response:
    """Everything that was worded and has not crossed."""
    desk = visit.desk
    by_name = {room.name: room for room in rooms_at(desk)}
    waiting = waiting_for_approval(desk)
    return visit.show(
        "desk/unsent.html",
        desk=desk,
        by_name=by_name,
        waiting=waiting,
        names={person.id: person.name for person in desk.journal.talks.people.values()},
        seen={words: preview(desk, each.crossing) for words, each in waiting.items()},
        drafts=conveying.drafts(desk),
        interrupted=[
            carry
            for carry in desk.journal.talks.carries.values()
            if carry.state is CarryState.INTENDED
        ],
        refusals=list(reversed(desk.journal.talks.refusals))[:20],
    )


def say_yes(visit: Visit) -> Response:
    """Approve exactly these words, as they and their sources stand now."""
    approve(visit.desk, visit.needed("words", "the words to approve"))
    visit.at.tell()
    return visit.go("unsent")


def drop(visit: Visit) -> Response:
    """Forget a draft that waited for the relay."""
    conveying.drop_draft(visit.desk, visit.needed("draft", "the draft"))
    return visit.go("unsent")


PAGES = [
    Page("GET", "/unsent", Face.DESK, unsent),
    Page("POST", "/unsent/approve", Face.DESK, say_yes, unsent),
    Page("POST", "/unsent/drop", Face.DESK, drop, unsent),
]
