"""The desk's recovery sheet is read back before anybody is invited."""

import pytest

from tests.scenarios.memory_house import MemoryTheatre
from wasit.crypto.recovery import RecoverySheet
from wasit.seat.admitting import invite
from wasit.seat.desk import DeskSeat
from wasit.seat.recovery import (
    SheetNotConfirmed,
    SheetWordsDiffer,
    asked_back,
    confirm_sheet,
    print_sheet,
)
from wasit.seat.seat import Seat
from wasit.talks.marks import MarkCode
from wasit.talks.people import Person, Role, Side

DALAL = Person(id="dalal", name="Dalal", side=Side.DESK, role=Role.HEAD)
ANNA = Person(id="anna", name="Anna", side=Side.ROOM)


class OneDesk:
    """A case with one room and nobody in it."""

    def __init__(self) -> None:
        theatre = MemoryTheatre()
        ports, _ = theatre.ports("desk")
        self.vault = theatre.vaults["desk"]
        self.seat = Seat.create(ports)
        self.desk = DeskSeat.open_case(
            self.seat,
            title="Case",
            desk="Desk",
            person=DALAL,
            default_mark=MarkCode.EARS_ONLY,
            relay=theatre.relay,
            creation_token=theatre.creation_token,
            checks=(),
        )
        self.desk.add_room("A", default_mark=MarkCode.EARS_ONLY, languages=["en"])

    def asked(self, words: tuple[str, ...]) -> list[str]:
        """The two words of that sheet that are asked back."""
        places = asked_back(self.seat)
        assert places is not None
        return [words[place - 1] for place in places]

    def invite(self) -> str:
        """Invite Anna; the link."""
        return invite(self.desk, ANNA, rooms=["A"])[1]


@pytest.fixture(name="case")
def one_desk() -> OneDesk:
    """A case whose sheet is not printed."""
    return OneDesk()


def test_nobody_is_invited_before_the_sheet_is_read_back(case: OneDesk) -> None:
    """Talks of months must not hang on one passphrase."""
    with pytest.raises(SheetNotConfirmed):
        case.invite()
    words = print_sheet(case.seat)
    with pytest.raises(SheetNotConfirmed):
        case.invite()
    confirm_sheet(case.seat, case.asked(words))
    assert asked_back(case.seat) is None
    assert case.invite()


def test_the_printed_sheet_opens_the_vault(case: OneDesk) -> None:
    """The words on paper, and not some others, are the lock's."""
    words = print_sheet(case.seat)
    assert case.vault.opens_with(RecoverySheet.from_words(words))


def test_other_words_confirm_nothing(case: OneDesk) -> None:
    """Nor the right ones in the wrong order, nor one alone."""
    words = case.asked(print_sheet(case.seat))
    for wrong in (words[::-1], words[:1], [], ["babab", "babab"]):
        with pytest.raises(SheetWordsDiffer):
            confirm_sheet(case.seat, wrong)
    with pytest.raises(SheetNotConfirmed):
        case.invite()


def test_a_new_sheet_is_asked_back_anew(case: OneDesk) -> None:
    """It replaces the one that was confirmed."""
    first = print_sheet(case.seat)
    confirm_sheet(case.seat, case.asked(first))
    second = print_sheet(case.seat)
    assert not case.vault.opens_with(RecoverySheet.from_words(first))
    with pytest.raises(SheetNotConfirmed):
        case.invite()
    confirm_sheet(case.seat, [f" {word.upper()} " for word in case.asked(second)])
    assert case.invite()


def test_two_different_words_are_asked(case: OneDesk) -> None:
    """One word twice would show half as much."""
    for _ in range(50):
        print_sheet(case.seat)
        places = asked_back(case.seat)
        assert places is not None
        assert 1 <= places[0] < places[1] <= 17


def test_words_asked_of_no_sheet_are_refused(case: OneDesk) -> None:
    """There is nothing to read back before it is printed."""
    with pytest.raises(SheetNotConfirmed):
        asked_back(case.seat)
    with pytest.raises(SheetNotConfirmed):
        confirm_sheet(case.seat, ["babab", "babab"])
