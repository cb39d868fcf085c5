"""An owner's token is stolen: it can close a log for a while, and neither read, say nor end it."""

import pytest

from tests.sample_frames import opening_nobody_made
from tests.scenarios.breaking import SmallCase
from wasit.channel.faults import NotAMember
from wasit.seat.comparing import AnyLog
from wasit.seat.faults import OnlyTheDesk
from wasit.seat.joining import token_hash
from wasit.seat.ports import NoSuchLog
from wasit.seat.renewing import renew

HIGHEST = 2**32 - 1


@pytest.fixture(scope="module")
def begun() -> SmallCase:
    """Set up once; each test begins again from here."""
    return SmallCase()


@pytest.fixture
def case(begun: SmallCase) -> SmallCase:
    """The small case, everybody in place."""
    return begun.begin_again()


def close_with(case: SmallCase, log: AnyLog, token: bytes, *, epoch: int = HIGHEST) -> None:
    """Send an opening that no device of the desk made, as whoever has the token can."""
    frame = opening_nobody_made(log.channel.state, epoch=epoch)
    case.theatre.memory_relay.append(log.record.log_id, frame, token=token)


def texts(case: SmallCase) -> list[str]:
    case.seat("dalal").send()
    statements = case.desk().room("A").talks.statements.values()
    return [each.text for kept in statements for each in kept.sentences.values()]


@pytest.mark.parametrize("epoch", [1, 2, 3, HIGHEST])
def test_talks_go_on_after_an_opening_that_nobody_made(case: SmallCase, epoch: int) -> None:
    """One stolen token must not end a log: the desk begins an epoch, and what waited is sent."""
    log = case.desk().room("A")
    closes = epoch != log.channel.state.epoch
    close_with(case, log, log.record.token, epoch=epoch)
    if closes:
        with pytest.raises(NotAMember, match="was not sent"):
            case.room("anna").say(["Is anybody there?"], language="en")
    renew(log)
    case.seat("anna").send()
    case.room("anna").say(["Here we are."], language="en")
    assert texts(case)[-1] == "Here we are."
    assert texts(case).count("Is anybody there?") == closes
    for name in ("anna", "dalal"):
        case.seat(name).room("A").recheck()
        assert case.seat(name).room("A").waiting == []


def test_a_stolen_token_is_worth_nothing_once_it_was_renewed(case: SmallCase) -> None:
    """Else the thief closes the log again, and goes on watching its sizes and times."""
    token, log = case.desk().room("A").record.token, case.desk().room("A")
    renew(log)
    with pytest.raises(NoSuchLog):
        close_with(case, log, token)
    with pytest.raises(NoSuchLog):
        case.theatre.memory_relay.read(log.record.log_id, after=0, token=token)
    assert (
        log.channel.state.members[log.channel.device_id].token == token_hash(log.record.token).hex()
    )


def test_the_journal_goes_on_too_with_what_waited_in_it(case: SmallCase) -> None:
    """Acts of the journal wait in the vault; they must come after the epoch that lets them in."""
    desk = case.desk()
    case.place("dalal").link.offline = True
    desk.note("Written on a train.")
    case.place("dalal").link.offline = False
    close_with(case, desk.journal, desk.journal.record.token)
    with pytest.raises(NotAMember):
        desk.seat.send()
    renew(desk.journal)
    desk.note("Written at the desk.")
    assert [entry[2].text for entry in desk.journal.talks.notes] == [
        "Written on a train.",
        "Written at the desk.",
    ]
    assert desk.journal.waiting == []


def test_a_renewed_right_is_the_desks_to_take_and_nobody_elses(case: SmallCase) -> None:
    """A room's seat owns nothing, and must not come to own anything this way."""
    log = case.seat("anna").room()
    with pytest.raises(OnlyTheDesk):
        renew(log)
    assert case.room("anna").say(["Still here."], language="en")
    assert log.waiting == []
