"""An invitation's link falls into other hands: before it was answered, after it, and once used."""

import pytest

from tests.scenarios.breaking import SmallCase
from wasit.crypto.invitations import BadInvitation
from wasit.seat.admitting import admit, invitations, invite, newcomer, revoke
from wasit.seat.faults import NoSuchInvitation, NotYetAdmitted, WordsDiffer
from wasit.seat.joining import answer_invitation, complete_joining, parse_link
from wasit.seat.ports import NoSuchLog
from wasit.seat.records import InvitationState
from wasit.seat.seat import Seat
from wasit.talks.people import Person, Side

CARLA = Person(id="carla", name="Carla", side=Side.ROOM, may_speak=True)


@pytest.fixture(scope="module")
def begun() -> SmallCase:
    """Set up once; each test begins again from here."""
    return SmallCase()


@pytest.fixture
def case(begun: SmallCase) -> SmallCase:
    """The small case, everybody in place."""
    return begun.begin_again()


def seat_of(case: SmallCase, name: str) -> Seat:
    ports, _ = case.theatre.ports(name)
    return Seat.create(ports)


def test_who_answers_first_with_a_stolen_link_is_found_out_by_the_words(case: SmallCase) -> None:
    """The link alone must let nobody in: two people compare words over another way."""
    invitation, link = invite(case.desk(), CARLA, rooms=["A"])
    thief, carla = seat_of(case, "thief"), seat_of(case, "carla")
    thiefs_words = answer_invitation(thief, link)
    with pytest.raises(BadInvitation, match="answered already"):
        answer_invitation(carla, link)
    seen = newcomer(case.desk(), invitation)
    assert seen is not None
    assert seen.words == thiefs_words
    other_words = ("babab",) * 6
    with pytest.raises(WordsDiffer):
        admit(case.desk(), invitation, words=other_words)
    assert "carla" not in case.desk().room("A").talks.people
    with pytest.raises(NotYetAdmitted):
        complete_joining(thief)


def test_a_link_that_was_used_opens_nothing_more(case: SmallCase) -> None:
    """A link found later in somebody's mail must not be a way in."""
    invitation, link = invite(case.desk(), CARLA, rooms=["A"])
    carla = seat_of(case, "carla")
    admit(case.desk(), invitation, words=answer_invitation(carla, link))
    with pytest.raises(BadInvitation):
        answer_invitation(seat_of(case, "thief"), link)
    with pytest.raises(NoSuchInvitation):
        admit(case.desk(), invitation, words=None)
    complete_joining(carla)
    assert case.desk().room("A").talks.people.keys() >= {"anna", "carla", "dalal"}


def test_a_link_reads_no_log_of_the_case(case: SmallCase) -> None:
    """What a link opens is the letters of the invitation, and nothing that was said."""
    _, link = invite(case.desk(), CARLA, rooms=["A"])
    _, invitation = parse_link(link)
    for log in case.seat("dalal").logs():
        with pytest.raises(NoSuchLog):
            case.theatre.memory_relay.read(log.record.log_id, after=0, token=invitation.token)


def test_a_revoked_link_is_worth_nothing(case: SmallCase) -> None:
    """Who sent a link to the wrong address must be able to end it."""
    invitation, link = invite(case.desk(), CARLA, rooms=["A"])
    revoke(case.desk(), invitation)
    with pytest.raises(NoSuchLog):
        answer_invitation(seat_of(case, "thief"), link)
    assert invitations(case.desk())[invitation].state is InvitationState.REVOKED
