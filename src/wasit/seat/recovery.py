"""The desk's recovery sheet: printed when the case is opened, read back before anyone is invited.

Whoever holds the paper opens the vault without its passphrase, so there is one sheet at a time: a
new one ends the old one. Two words are asked back, so that nobody starts talks of months with a
sheet that was never written down. Until then ``invite`` refuses.
"""

from collections.abc import Sequence

from wasit.crypto.recovery import SHEET_SIZE, SHEET_WORDS, RecoverySheet
from wasit.errors import Refused
from wasit.seat.records import SheetRecord, load, store
from wasit.seat.seat import Seat

__all__ = [
    "SheetNotConfirmed",
    "SheetWordsDiffer",
    "asked_back",
    "confirm_sheet",
    "print_sheet",
    "refuse_unconfirmed",
]

_RECORD = "sheet"


class SheetNotConfirmed(Refused):
    """The desk's recovery sheet was not printed, or two of its words were not read back."""

    code = "sheet-not-confirmed"
    advice = (
        "Print the recovery sheet, put it in a safe place, and read the two words back from it."
    )


class SheetWordsDiffer(Refused):
    """The two words read back are not the sheet's. The sheet is still not confirmed."""

    code = "sheet-words-differ"
    advice = "Read the two words off the paper again, or print a new sheet."


def print_sheet(seat: Seat) -> tuple[str, ...]:
    """The words of a new recovery sheet, which opens this seat's vault from now on.

    An earlier sheet opens nothing any more, and the new one waits to be confirmed. The words are
    not kept here, but for the two that are asked back.
    """
    ports = seat.ports
    sheet = RecoverySheet(ports.randomness.random_bytes(SHEET_SIZE))
    words = sheet.words()
    first, second = _two_places(ports.randomness.random_bytes(4))
    record = SheetRecord(places=(first, second), words=(words[first - 1], words[second - 1]))
    ports.vault.write(_RECORD, store(record))
    ports.vault.lock_with_sheet(sheet)
    return words


def asked_back(seat: Seat) -> tuple[int, int] | None:
    """The places, counted from 1, of the two words to read back; None once they were.

    Raises:
        SheetNotConfirmed: no sheet was printed.
    """
    record = _record(seat)
    return None if record.confirmed else record.places


def confirm_sheet(seat: Seat, words: Sequence[str]) -> None:
    """Take the two words that were asked back, in the order of their places.

    Raises:
        SheetNotConfirmed: no sheet was printed. SheetWordsDiffer: these are not its words.
    """
    record = _record(seat)
    if record.confirmed:
        return
    if tuple(word.strip().lower() for word in words) != record.words:
        first, second = record.places
        raise SheetWordsDiffer(
            f"words {first} and {second} of the sheet were expected; it is not confirmed"
        )
    seat.ports.vault.write(_RECORD, store(SheetRecord(confirmed=True)))


def refuse_unconfirmed(seat: Seat) -> None:
    """Return only when the sheet was printed and read back.

    Raises:
        SheetNotConfirmed: it was not; nobody was invited.
    """
    if not _record(seat).confirmed:
        raise SheetNotConfirmed(
            "two words of the recovery sheet were not read back yet; nobody was invited"
        )


def _record(seat: Seat) -> SheetRecord:
    raw = seat.ports.vault.read(_RECORD)
    if raw is None:
        raise SheetNotConfirmed("no recovery sheet was printed for this desk; nobody was invited")
    return load(raw, SheetRecord)


def _two_places(random: bytes) -> tuple[int, int]:
    """Two different places on a sheet, the lower first."""
    first = int.from_bytes(random[:2], "big") % SHEET_WORDS
    second = (first + 1 + int.from_bytes(random[2:], "big") % (SHEET_WORDS - 1)) % SHEET_WORDS
    low, high = sorted((first + 1, second + 1))
    return low, high
