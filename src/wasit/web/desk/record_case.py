"""The record behind the desk's pages: the case opened once, and what a page asks of it.

The case as one table is kept with the open seat until the journal says something new of the
record, so that a page costs a query and not a reading of every data set. The analysis libraries are
an extra: without it every page of the record says so in one line. Nothing here reaches a room.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from wasit.errors import Refused
from wasit.record.incident import Incident
from wasit.record.rule import SHIPPED, CountingRule, rule_named
from wasit.seat.record_views import rounds_held, rules_of
from wasit.web.language import plain_digits
from wasit.web.visit import NotFilledIn, Visit

if TYPE_CHECKING:
    from wasit.record.count import Window
    from wasit.seat.record_book import Case, RecordBook

__all__ = ["DRAWN", "RecordAt", "RecordExtraMissing", "book_at", "day_of", "forget", "record_at"]

DRAWN = 2000
"""Most incidents that one page draws or reads whole; the newest, where there are more."""
_CASE = "record case"


class RecordExtraMissing(Refused):
    """The libraries that the record is read with are not installed. Nothing was done."""

    code = "record-extra-missing"
    advice = "Install the extra: wasit[record]. Every other page works without it."


@dataclass(frozen=True, slots=True)
class RecordAt:
    """The record as one visit asks for it."""

    book: "RecordBook"
    case: "Case"
    window: "Window"
    rules: tuple[CountingRule, ...]
    whole: dict[str, Incident]
    """Incidents that were read whole since the case was opened."""

    def rule(self, name: str) -> CountingRule:
        """The counting rule of that name; ``attacks`` where none was chosen."""
        return rule_named(name or "attacks", self.rules)

    def rows(self) -> Any:
        """The rows within the days asked for, as a query."""
        from wasit.record.count import admitted

        return admitted(self.case.table, rule_named("events"), window=self.window)

    def incidents(self) -> tuple[list[Incident], int]:
        """The newest incidents of the days asked for, read whole, and how many there are."""
        from wasit.record.overview import newest

        n = int(self.rows().count().to_pyarrow().as_py())
        found = newest(self.case.table, rule_named("events"), window=self.window, most=DRAWN)
        if missing := frozenset(found) - self.whole.keys():
            self.whole.update((each.id, each) for each in self.case.incidents(missing))
        return [self.whole[name] for name in found if name in self.whole], n

    def talks(self) -> tuple[tuple[date, str], ...]:
        """Days on which rounds were held."""
        return rounds_held(self.book.desk.rooms())

    def threats(self) -> tuple[tuple[date, str], ...]:
        """Days on which something was announced."""
        kept = self.book.kept.threats.values()
        return tuple((date.fromisoformat(t.said_on), f"{t.said_by}: {t.words}") for t in kept)


def book_at(visit: Visit) -> "RecordBook":
    """The record book of this seat.

    Raises:
        RecordExtraMissing: the libraries are not there.
    """
    try:
        from wasit.seat.record_book import RecordBook
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.startswith("wasit"):
            raise
        raise RecordExtraMissing(
            f"the record's pages need {error.name}, which is not installed; nothing was done"
        ) from error
    return RecordBook(visit.desk)


def record_at(visit: Visit) -> RecordAt:
    """The record within the days asked for in the address, as known on the day asked for."""
    book = book_at(visit)
    from wasit.record.count import Window

    window = Window(
        since=day_of(visit.asked("since")),
        until=day_of(visit.asked("until")),
        known_on=day_of(visit.asked("known_on")),
    )
    case, whole = _case(visit, book, window.known_on)
    return RecordAt(book, case, window, (*SHIPPED, *rules_of(book.kept)), whole)


def forget(visit: Visit) -> None:
    """Close the table that is kept, so that the next page reads the case anew."""
    held = visit.at.kept.pop(_CASE, None)
    if held is not None:
        held[1].close()


def day_of(text: str) -> date | None:
    """The day that was typed, in any of the three sets of digits; None where nothing was.

    Raises:
        NotFilledIn: it is no day.
    """
    if not text.strip():
        return None
    try:
        return date.fromisoformat(plain_digits(text.strip()))
    except ValueError as error:
        raise NotFilledIn(f"{text!r} was typed where a day as YYYY-MM-DD was expected") from error


def _case(
    visit: Visit, book: "RecordBook", known_on: date | None
) -> "tuple[Case, dict[str, Incident]]":
    """The case as known on a day, and what was read of it whole; kept until something changes."""
    state = hashlib.sha256(msgspec.msgpack.encode(book.kept)).digest()
    held = visit.at.kept.get(_CASE)
    if held is None or held[0] != (state, known_on):
        forget(visit)
        case, whole = book.open_case(known_on=known_on), dict[str, Incident]()
        held = visit.at.kept[_CASE] = ((state, known_on), case, whole)
    return held[1], held[2]
