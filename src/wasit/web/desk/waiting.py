"""What waits for an act of the desk: the most urgent first, then the oldest.

Everything here is read off the logs; nothing is counted anywhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from wasit.seat.admitting import invitations
from wasit.seat.approving import waiting_for_approval
from wasit.seat.desk import DeskSeat
from wasit.seat.records import InvitationState
from wasit.talks.carried import ReadBackState
from wasit.talks.kept import CarryState
from wasit.talks.room import RoomTalks
from wasit.talks.room_state import KeptStatement
from wasit.talks.rounds import RoundState
from wasit.talks.urgent import QuestionState, urgent_questions

__all__ = ["WaitingAct", "Wants", "waiting_acts"]


class Wants(StrEnum):
    """What a thing that waits wants of the desk."""

    ANSWER = "answer"
    READ_BACK = "read_back"
    ROUND = "round"
    APPROVAL = "approval"
    ADMISSION = "admission"
    FATE = "fate"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class WaitingAct:
    """One thing that waits.

    Attributes:
        room: its room, or empty where it belongs to none.
        at: since when, a UTC time.
        due: until when, where it has a clock.
        id: of the statement, conveyance, round, draft or invitation.
    """

    wants: Wants
    room: str
    at: str
    text: str
    id: str
    due: str = ""
    overdue: bool = False


def waiting_acts(desk: DeskSeat) -> list[WaitingAct]:
    """Everything that waits for this desk person, in the order to take it up."""
    found = [*_of_case(desk)]
    for name, talks in desk.rooms().items():
        found.extend(_of_room(desk, name, talks))
    return sorted(found, key=_urgency)


def _urgency(act: WaitingAct) -> tuple[bool, str, bool, str]:
    return (not act.due, act.due, act.wants is Wants.STATEMENT, act.at)


def _of_case(desk: DeskSeat) -> Iterator[WaitingAct]:
    me = desk.me.id
    for words, asking in waiting_for_approval(desk).items():
        if asking.by != me:
            text = " ".join(asking.crossing.sentences)
            yield WaitingAct(Wants.APPROVAL, asking.crossing.target, "", text, words)
    for carry in desk.journal.talks.carries.values():
        if carry.state is CarryState.INTENDED and carry.by == me:
            intent = carry.intent
            yield WaitingAct(Wants.FATE, intent.target, carry.at, "", intent.conveyance)
    for id_, record in invitations(desk).items():
        if record.state is InvitationState.OPEN and record.expires_at > desk.seat.now():
            yield WaitingAct(
                Wants.ADMISSION, "", record.made_at, record.person.name, id_, record.expires_at
            )


def _of_room(desk: DeskSeat, name: str, talks: RoomTalks) -> Iterator[WaitingAct]:
    urgent = urgent_questions(talks, now=desk.seat.now())
    by_source = desk.journal.talks.by_source.get(name, {})
    for id_, kept in talks.statements.items():
        if all(each.withdrawn is not None for each in kept.sentences.values()):
            continue
        text = " ".join(each.text for each in kept.sentences.values() if each.withdrawn is None)
        question = urgent.get(id_)
        due = question.due if question is not None else ""
        overdue = question is not None and question.state is QuestionState.OVERDUE
        if kept.said.asks is not None and not kept.answered_by:
            yield WaitingAct(Wants.ANSWER, name, kept.at, text, id_, due, overdue)
        elif kept.said.reads_back is not None and kept.read_back is ReadBackState.OPEN:
            yield WaitingAct(Wants.READ_BACK, name, kept.at, text, id_)
        elif _untouched(kept) and id_ not in by_source:
            yield WaitingAct(Wants.STATEMENT, name, kept.at, text, id_)
    for id_, round_ in talks.rounds.items():
        if round_.state in {RoundState.REQUESTED, RoundState.ACCEPTED, RoundState.POSTPONED}:
            last = round_.steps[-1]
            yield WaitingAct(Wants.ROUND, name, last.at, round_.state.value, id_)


def _untouched(kept: KeptStatement) -> bool:
    """Whether the desk has neither carried nor reported anything of it."""
    return not kept.reports and kept.said.asks is None and kept.said.reads_back is None
