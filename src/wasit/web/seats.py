"""The seats behind a web address: opened by passphrase, made when an invitation is answered.

``Seats`` is what the pages know. ``FolderSeats`` holds the hosted seats of one room, or of the
desk, each in a folder under a random id; ``OneSeat`` the seat of the person at this machine.
"""

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wasit.adapters.system import SystemRandomness
from wasit.adapters.vault import EncryptedVault, NoSuchVault
from wasit.adapters.vault_lock import change_passphrase
from wasit.bootstrap import check_passphrase, existing_vault, open_vault, real_ports
from wasit.crypto.vault_keys import RECOMMENDED_COST, PassphraseCost, spend_passphrase
from wasit.errors import Refused
from wasit.seat.seat import Seat

__all__ = ["FolderSeats", "OneSeat", "Opened", "Seats", "new_address", "seat_on"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A seat that was opened, and what closes it with everything it stands on."""

    seat: Seat
    closing: ExitStack


class SeatHere(Refused):
    """A program that serves one's own seat makes no other. Nothing was made."""

    code = "seat-here"
    advice = "Answer an invitation with: wasit join."


class Seats(Protocol):
    """Where seats are kept. Ids are the part of an address that names a seat."""

    def open(self, seat_id: str, passphrase: str) -> Opened:
        """The seat, open.

        Raises:
            NoSuchVault, WrongPassphrase: it takes as long to say the one as the other.
        """
        ...

    def create(self, passphrase: str) -> tuple[str, Opened]:
        """A new seat: its id, and itself, open and with no log yet."""
        ...

    def check(self, seat_id: str, passphrase: str) -> None:
        """Return when that is the passphrase of a seat that is open already.

        Raises:
            WrongPassphrase: it is not.
        """
        ...

    def change(self, seat_id: str, *, held: str, new: str) -> None:
        """Let the seat be opened by another passphrase, and no more by the one it was held with.

        Raises:
            WrongPassphrase: ``held`` does not open it; nothing was changed.
        """
        ...

    def forget(self, seat_id: str) -> None:
        """Remove a seat that was just made and belongs to nothing."""
        ...

    def is_empty(self) -> bool:
        """Whether there is no seat yet."""
        ...


def new_address(random: bytes) -> str:
    """An id for an address out of 10 random bytes: 16 letters and digits, all lower case."""
    alphabet = "abcdefghijkmnpqrstuvwxyz23456789"
    bits = int.from_bytes(random[:10], "big")
    return "".join(alphabet[(bits >> shift) & 31] for shift in range(0, 80, 5))


class FolderSeats:
    """Hosted seats: one folder each, under its id."""

    def __init__(
        self, folder: Path, *, cost: PassphraseCost = RECOMMENDED_COST, plain_http: bool = False
    ) -> None:
        self._folder = folder
        self._cost = cost
        self._plain_http = plain_http

    def open(self, seat_id: str, passphrase: str) -> Opened:
        """See ``Seats.open``."""
        folder = self._folder / seat_id
        if not seat_id.isalnum() or not (folder / "vault").exists():
            spend_passphrase(passphrase, cost=self._cost)
            raise NoSuchVault("there is no such seat; nothing was opened")
        return seat_on(existing_vault(folder, passphrase=passphrase), plain_http=self._plain_http)

    def create(self, passphrase: str) -> tuple[str, Opened]:
        """See ``Seats.create``."""
        seat_id = new_address(SystemRandomness().random_bytes(10))
        vault = open_vault(self._folder / seat_id, passphrase=passphrase, cost=self._cost)
        return seat_id, seat_on(vault, plain_http=self._plain_http)

    def check(self, seat_id: str, passphrase: str) -> None:
        """See ``Seats.check``."""
        check_passphrase(self._folder / seat_id, passphrase=passphrase)

    def change(self, seat_id: str, *, held: str, new: str) -> None:
        """See ``Seats.change``."""
        vault = self._folder / seat_id / "vault"
        change_passphrase(vault, held=held, new=new, cost=self._cost)

    def forget(self, seat_id: str) -> None:
        """See ``Seats.forget``."""
        shutil.rmtree(self._folder / seat_id)

    def is_empty(self) -> bool:
        """See ``Seats.is_empty``."""
        return not any(self._folder.glob("*/vault"))


class OneSeat:
    """The seat of the person at this machine; another cannot be made beside it."""

    def __init__(
        self, folder: Path, *, seat_id: str, cost: PassphraseCost = RECOMMENDED_COST
    ) -> None:
        self._folder = folder
        self._seat_id = seat_id
        self._cost = cost

    def open(self, seat_id: str, passphrase: str) -> Opened:
        """See ``Seats.open``."""
        if seat_id != self._seat_id:
            spend_passphrase(passphrase, cost=self._cost)
            raise NoSuchVault("there is no such seat; nothing was opened")
        return seat_on(existing_vault(self._folder, passphrase=passphrase))

    def create(self, passphrase: str) -> tuple[str, Opened]:
        """See ``Seats.create``."""
        del passphrase
        raise SeatHere("this program serves the seat that is here; no other was made")

    def check(self, seat_id: str, passphrase: str) -> None:
        """See ``Seats.check``."""
        if seat_id != self._seat_id:
            raise NoSuchVault("there is no such seat; nothing was opened")
        check_passphrase(self._folder, passphrase=passphrase)

    def change(self, seat_id: str, *, held: str, new: str) -> None:
        """See ``Seats.change``."""
        if seat_id != self._seat_id:
            raise NoSuchVault("there is no such seat; nothing was changed")
        change_passphrase(self._folder / "vault", held=held, new=new, cost=self._cost)

    def forget(self, seat_id: str) -> None:
        """See ``Seats.forget``; none is ever made here."""

    def is_empty(self) -> bool:
        """See ``Seats.is_empty``."""
        return False


def seat_on(vault: EncryptedVault, *, plain_http: bool = False) -> Opened:
    """The seat in an open vault, with its relays; closing it closes the vault."""
    with ExitStack() as closing:
        closing.callback(vault.close)
        ports = real_ports(vault, plain_http=plain_http, closing=closing, folder=vault.folder)
        seat = Seat.open(ports) if vault.names("") else Seat.create(ports)
        closing.callback(seat.close)
        return Opened(seat, closing.pop_all())
