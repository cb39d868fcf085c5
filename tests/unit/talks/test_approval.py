"""A second person's approval: for whom it counts, until when, and for what alone."""

from collections.abc import Callable

import msgspec
import pytest

from tests.unit.talks.case import DESK, HEAD, SECOND, VERBATIM, Case, authored
from wasit.talks import (
    ApprovalAsked,
    ApprovalMissing,
    ApprovalStale,
    Crossing,
    Finding,
    Manner,
    NotTheirs,
    NotWellFormed,
    Strength,
    UnknownReference,
    Withdrawal,
    approval_of,
    decide,
    judge,
    words_hash,
)
from wasit.talks.approval_rules import waiting_for_approval

WORDS = "We will open the bridge."
NOTE = Finding(check="repeated", strength=Strength.NOTE, kind="repeated_wording", span="bridge")


class Asked:
    """Words that the first desk person asked the second to approve."""

    def __init__(self, *, approved: bool = True) -> None:
        self.case = Case(second_approval=True)
        self.source = self.case.say(WORDS, mark=VERBATIM)
        self.crossing = self.case.crossing(WORDS, sources=(self.source,))
        self.ask()
        if approved:
            self.approve()

    def ask(self) -> None:
        """Ask for the approval of the crossing as it is now."""
        self.case.keep(ApprovalAsked(crossing=self.crossing))

    def approve(self) -> None:
        """The second person's yes to what stands now."""
        case = self.case
        cleared = judge(self.crossing, rooms=case.rooms, journal=case.journal, now=case.now)
        case.keep(approval_of(cleared), by=SECOND)

    def decide(self, by: str | None = DESK.id, **told: object) -> None:
        """The gate's decision for that person."""
        case = self.case
        decide(self.crossing, rooms=case.rooms, journal=case.journal, now=case.now, by=by, **told)  # pyright: ignore[reportArgumentType]

    def hand_on(self) -> None:
        """Convey it all the way."""
        case = self.case
        case.convey(self.crossing, by=DESK.id)


def test_an_approval_is_good_once() -> None:
    """Saying the same again is another decision, for which somebody must look again."""
    asked = Asked()
    asked.hand_on()
    with pytest.raises(ApprovalMissing):
        asked.decide()
    asked.ask()
    asked.approve()
    asked.decide()


@pytest.mark.parametrize("by", [None, SECOND.id])
def test_nobody_conveys_on_their_own_approval(by: str | None) -> None:
    """Nor does a caller that does not say who conveys."""
    asked = Asked()
    asked.decide()
    with pytest.raises(ApprovalMissing):
        asked.decide(by)


def _other_words(crossing: Crossing) -> Crossing:
    return msgspec.structs.replace(crossing, sentences=(WORDS, WORDS))


def _other_room(crossing: Crossing) -> Crossing:
    return msgspec.structs.replace(crossing, target="east")


def _other_name(crossing: Crossing) -> Crossing:
    return msgspec.structs.replace(crossing, counterpart="the eastern side")


@pytest.mark.parametrize("change", [_other_words, _other_room, _other_name])
def test_an_approval_is_of_those_words_alone(change: Callable[[Crossing], Crossing]) -> None:
    """Whoever could change a word after the yes would need no yes."""
    asked = Asked()
    asked.crossing = change(asked.crossing)
    with pytest.raises(ApprovalMissing):
        asked.decide()


def test_what_the_approver_did_not_see_makes_it_stale() -> None:
    """A new finding, or another source for the same words, returns to both persons."""
    asked = Asked()
    with pytest.raises(ApprovalStale):
        asked.decide(findings=(NOTE,))
    again = asked.case.say(WORDS, mark=VERBATIM)
    asked.crossing = msgspec.structs.replace(asked.crossing, sources=(again,))
    with pytest.raises(ApprovalStale):
        asked.decide()


def test_more_talk_in_the_room_does_not_make_it_stale() -> None:
    """Sources are named with their marks; what else is said there changes nothing of them."""
    asked = Asked()
    asked.case.say("And another thing.", mark=VERBATIM)
    asked.decide()


def test_the_desks_own_words_and_other_cases_need_none() -> None:
    """A case that does not ask for it goes on as before."""
    asked = Asked(approved=False)
    case = asked.case
    own = case.crossing("We meet at nine.", manner=Manner.OWN_WORDS)
    decide(own, rooms=case.rooms, journal=case.journal, now=case.now)
    other = Case()
    crossing = other.crossing(WORDS, sources=(other.say(WORDS, mark=VERBATIM),))
    decide(crossing, rooms=other.rooms, journal=other.journal, now=other.now)


def test_what_waits_is_what_was_asked_and_not_answered_or_sent() -> None:
    """The second person's list holds what is for them, and empties."""
    asked = Asked(approved=False)
    journal = asked.case.journal
    assert list(waiting_for_approval(journal)) == [words_hash(asked.crossing)]
    asked.approve()
    assert waiting_for_approval(journal) == {}
    asked.ask()
    assert len(waiting_for_approval(journal)) == 1
    asked.hand_on()
    assert waiting_for_approval(journal) == {}


def test_the_journal_takes_no_approval_of_ones_own_or_of_nothing() -> None:
    """An approval that looks good and is not would be read as one, later."""
    asked = Asked(approved=False)
    case = asked.case
    cleared = judge(asked.crossing, rooms=case.rooms, journal=case.journal, now=case.now)
    number, before = case.journal.number + 1, case.journal.snapshot()
    unasked = msgspec.structs.replace(approval_of(cleared), words_hash="0" * 64)
    own = case.crossing("We meet at nine.", manner=Manner.OWN_WORDS)
    for author, body, error in (
        (DESK, approval_of(cleared), NotTheirs),
        (HEAD, approval_of(cleared), NotTheirs),
        (SECOND, unasked, UnknownReference),
        (DESK, ApprovalAsked(crossing=own), NotWellFormed),
        (DESK, ApprovalAsked(crossing=_with_target(asked.crossing)), UnknownReference),
    ):
        with pytest.raises(error):
            case.journal.apply(authored(number, author, body, at=case.now))
    assert case.journal.snapshot() == before


def _with_target(crossing: Crossing) -> Crossing:
    return msgspec.structs.replace(crossing, target="north")


def test_a_withdrawn_source_stops_an_approved_crossing() -> None:
    """The side's no stands above two yeses of the desk."""
    asked = Asked()
    asked.case.act("east", HEAD, Withdrawal(statement=asked.source.statement))
    with pytest.raises(Exception, match="nothing was sent") as caught:
        asked.decide()
    assert getattr(caught.value, "code", "") == "mark-withdrawn"
