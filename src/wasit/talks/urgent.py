"""Urgent questions: a clarification with a time by which it must be answered, and its clock.

A room asks about what was conveyed to it, or the desk about what a room said; with a due time the
question is urgent. Each log is judged alone: a room's question is answered there when the desk
conveys an answer to it, so its clock tells nothing of any other room.
"""

from enum import StrEnum

from wasit.talks.people import Value
from wasit.talks.room_state import RoomFold

__all__ = ["QuestionState", "UrgentQuestion", "urgent_questions"]


class QuestionState(StrEnum):
    """Where an urgent question is, at some time."""

    RUNNING = "running"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered late"


class UrgentQuestion(Value, frozen=True, kw_only=True):
    """One urgent question of a log.

    Attributes:
        id: of the statement (by the room) or the conveyance (by the desk) that asks.
        by_room: whether the room asks, and the desk is to answer.
        number: of the asking entry.
        due: by when an answer is needed.
        answered_at: when the first answer was given, by its author's clock.
    """

    id: str
    by_room: bool
    number: int
    due: str
    answered_at: str | None
    state: QuestionState


def urgent_questions(talks: RoomFold, *, now: str) -> dict[str, UrgentQuestion]:
    """Every urgent question of the log by its id, in the order asked, as its clock stands now.

    A question whose words were all withdrawn is asked no more.
    """
    found: list[UrgentQuestion] = []
    for id_, kept in talks.statements.items():
        asks, standing = (
            kept.said.asks,
            any(each.withdrawn is None for each in kept.sentences.values()),
        )
        if asks is not None and asks.due is not None and standing:
            answers = [talks.conveyances[each].at for each in kept.answered_by]
            found.append(_question(id_, kept.number, asks.due, answers, by_room=True, now=now))
    for id_, kept in talks.conveyances.items():
        asks = kept.conveyed.asks
        if asks is not None and asks.due is not None:
            answers = [talks.statements[each].at for each in kept.answered_by]
            found.append(_question(id_, kept.number, asks.due, answers, by_room=False, now=now))
    return {each.id: each for each in sorted(found, key=lambda each: each.number)}


def _question(
    id_: str, number: int, due: str, answers: list[str], *, by_room: bool, now: str
) -> UrgentQuestion:
    answered_at = min(answers, default=None)
    if answered_at is None:
        state = QuestionState.OVERDUE if now > due else QuestionState.RUNNING
    else:
        state = QuestionState.ANSWERED_LATE if answered_at > due else QuestionState.ANSWERED
    return UrgentQuestion(
        id=id_, by_room=by_room, number=number, due=due, answered_at=answered_at, state=state
    )
