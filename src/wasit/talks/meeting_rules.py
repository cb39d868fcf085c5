"""Rules for opening, closing and keeping a room, introductions, rounds and their outcomes.

``check`` raises before anything is changed; ``keep`` then changes the fold and cannot fail.
"""

from typing import assert_never

from wasit.talks.grounds import a_moment, from_desk, from_room, known, new_id, new_name, some_text
from wasit.talks.marks import MarkCode
from wasit.talks.opening import Counterpart, RoomClosed, RoomOpened
from wasit.talks.people import Authored, Side
from wasit.talks.retention import RetentionSet, check_retention
from wasit.talks.room_state import (
    KeptConvening,
    KeptIntroduction,
    KeptOutcome,
    KeptRound,
    RoomFold,
)
from wasit.talks.rounds import WHO, Convening, Outcome, Result, RoundEvent, RoundState, advance
from wasit.talks.void import NotWellFormed

__all__ = ["MeetingBody", "check", "keep"]

MeetingBody = RoomOpened | Counterpart | RoomClosed | RetentionSet | Convening | Outcome

_OUTCOME_ONLY = frozenset({RoundEvent.ADJOURNED, RoundEvent.ENDED})


def check(fold: RoomFold, entry: Authored[object], body: MeetingBody) -> None:
    """Return when the entry may be kept."""
    match body:
        case RoomOpened():
            from_desk(entry, "the opening of a room")
            _check_opening(body)
        case Counterpart():
            from_desk(entry, "an introduction")
            new_name(body.name, fold.counterparts, "counterpart")
        case RoomClosed():
            from_desk(entry, "the closing of a room")
        case RetentionSet():
            check_retention(entry)
        case Convening():
            _check_convening(fold, entry, body)
        case Outcome():
            from_desk(entry, "an outcome")
            round_ = known(fold.rounds, body.round, "round")
            advance(round_.state, _event_of(body.result), side=Side.DESK)
        case _:
            assert_never(body)


def keep(fold: RoomFold, entry: Authored[object], body: MeetingBody) -> None:
    """Change the fold by an entry that ``check`` let pass; ``RoomFold.life`` is the caller's."""
    match body:
        case RoomOpened():
            fold.opened, fold.retention = body, body.retention
        case Counterpart():
            fold.counterparts[body.name] = KeptIntroduction(number=entry.number, at=entry.at)
        case RoomClosed():
            fold.closing_words = body.words
        case RetentionSet():
            fold.retention = body.rule
        case Convening():
            _keep_convening(fold, entry, body)
        case Outcome():
            round_ = fold.rounds[body.round]
            round_.state = advance(round_.state, _event_of(body.result), side=Side.DESK)
            round_.outcomes.append(KeptOutcome(number=entry.number, at=entry.at, outcome=body))
        case _:
            assert_never(body)


def _check_opening(body: RoomOpened) -> None:
    some_text(body.title, "the case's title")
    some_text(body.room, "the room's name")
    some_text(body.desk, "the desk's name")
    if body.default_mark is MarkCode.IF_OFFER:
        raise NotWellFormed("if_offer needs an offer and is no default mark; nothing was opened")
    if not body.languages or not all(body.languages):
        some_text("", "the list of the room's languages")


def _check_convening(fold: RoomFold, entry: Authored[object], body: Convening) -> None:
    _check_taken_down(entry, body)
    if entry.author.side is Side.ROOM:
        from_room(entry, body.event.value, speaking=True)
    if body.event in _OUTCOME_ONLY:
        raise NotWellFormed(f"{body.event.value} is told by an outcome; the round was not moved")
    kept = fold.rounds.get(body.round)
    if kept is None:
        new_id(body.round, fold.rounds, "round")
    state = kept.state if kept is not None else RoundState.UNHEARD
    advance(state, body.event, side=_side_of(entry, body))
    if body.event is RoundEvent.SET:
        some_text(body.place or "", "the place of a round")
        some_text(body.time or "", "the time of a round")
    if body.time is not None:
        a_moment(body.time)


def _check_taken_down(entry: Authored[object], body: Convening) -> None:
    """Only the desk takes down, only what is the side's to do, and names who did it."""
    if body.taken_down is None:
        return
    from_desk(entry, "what is taken down")
    if Side.ROOM not in WHO[body.event]:
        raise NotWellFormed(f"{body.event.value} is the desk's own and not taken down")
    some_text(body.taken_down.place, "the place where it was heard")
    some_text(body.taken_down.speaker_name, "the name of who said it")
    a_moment(body.taken_down.heard_at)


def _side_of(entry: Authored[object], body: Convening) -> Side:
    return Side.ROOM if body.taken_down is not None else entry.author.side


def _keep_convening(fold: RoomFold, entry: Authored[object], body: Convening) -> None:
    kept = fold.rounds.setdefault(body.round, KeptRound(state=RoundState.UNHEARD, steps=[]))
    kept.state = advance(kept.state, body.event, side=_side_of(entry, body))
    kept.steps.append(
        KeptConvening(number=entry.number, at=entry.at, author=entry.author.name, convening=body)
    )
    if body.event is RoundEvent.SET:
        kept.place, kept.time = body.place, body.time


def _event_of(result: Result) -> RoundEvent:
    return RoundEvent.ADJOURNED if result is Result.ADJOURNED else RoundEvent.ENDED
