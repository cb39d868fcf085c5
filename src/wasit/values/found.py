"""What the parsers find in a text: numbers, quantities, dates and clock times as exact values.

Each value carries ``start`` and ``end``, offsets into the original text. Numbers are fractions,
never floats. A date keeps what was said (a day, a month, a weekday, "mid-March") and in which
calendar; ``days`` turns it into a range of Gregorian days. What may be read two ways carries both
readings in ``alternatives`` and is for a person to settle.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

__all__ = ["Bound", "Calendar", "ClockTime", "DateMention", "Number", "Quantity"]


class Bound(Enum):
    """On which side of the figure the stated quantity lies."""

    EXACT = "exactly"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    MORE_THAN = "more than"
    LESS_THAN = "less than"


class Calendar(Enum):
    """The calendar a date was given in."""

    GREGORIAN = "gregorian"
    JALALI = "jalali"
    HIJRI = "hijri"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in figures or words. ``weak`` is an article that may count ("one", "un", "یک")."""

    start: int
    end: int
    value: Fraction
    ordinal: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts.

    ``unit`` is a code of ``wasit.values.units`` (``"km"``, ``"USD"``, ``"day"``, ``"percent"``) or
    empty for a bare count, whose noun's look-up key is then in ``noun``. ``upper`` is the far end
    of a stated range. ``bound_start`` and ``bound_end`` are where the bound's own words
    begin or end, -1 where none stand on that side.
    """

    start: int
    end: int
    value: Fraction
    unit: str = ""
    noun: str = ""
    bound: Bound = Bound.EXACT
    upper: Fraction | None = None
    bound_start: int = -1
    bound_end: int = -1
    weak: bool = False


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as said: any of year, month and day in ``calendar``; or a weekday; or a relative day.

    ``part`` is ``"early"``, ``"mid"``, ``"late"`` or ``"end"`` of the month or year. ``weekday``
    is 0 for Monday. ``relative`` is a word such as ``"tomorrow"``. Non-empty ``alternatives``
    means the figures can be read another way: ask, never guess.
    """

    start: int
    end: int
    calendar: Calendar = Calendar.GREGORIAN
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    weekday: int | None = None
    relative: str = ""
    alternatives: tuple["DateMention", ...] = ()

    def days(self, *, default_year: int | None = None) -> tuple[date, date] | None:
        """First and last Gregorian day it can mean, or None where it names no year or day."""
        from wasit.values.calendars import days_of

        return days_of(self, default_year=default_year)


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day in minutes after midnight, with its zone where one was named.

    ``sure`` is False where only an hour up to twelve was said, so that twelve hours may be missing.
    """

    start: int
    end: int
    minute: int
    zone: str = ""
    sure: bool = True

    def same_time(self, other: "ClockTime") -> bool:
        """Whether two times can be one time of day; the zone is not compared."""
        if self.sure and other.sure:
            return self.minute % 1440 == other.minute % 1440
        return self.minute % 720 == other.minute % 720
