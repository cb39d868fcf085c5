"""Days of the Gregorian, Jalali and Hijri calendars.

Jalali years follow the 33-year cycle, which agrees with the official calendar for every year that
talks of our time can name. Hijri dates follow the tabular (civil) calendar; the moon is sighted
locally, so a Hijri day always carries a doubt of one day either way (``HIJRI_DOUBT_DAYS``).
"""

import calendar
from datetime import date, timedelta

from wasit.values.found import Calendar, DateMention

__all__ = ["HIJRI_DOUBT_DAYS", "days_of", "from_hijri", "from_jalali", "same_day"]

HIJRI_DOUBT_DAYS = 1
_JALALI_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_JALALI_ANCHOR = (1404, date(2025, 3, 21))
_HIJRI_EPOCH = date(622, 7, 19)  # 1 Muharram 1, proleptic Gregorian
_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (25, 31)}


def _jalali_leap(year: int) -> bool:
    return year % 33 in _JALALI_LEAP


def from_jalali(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Jalali date.

    >>> from_jalali(1404, 12, 24)
    datetime.date(2026, 3, 15)
    """
    anchor_year, start = _JALALI_ANCHOR
    step = 1 if year >= anchor_year else -1
    span = range(anchor_year, year) if step == 1 else range(year, anchor_year)
    total = sum(366 if _jalali_leap(each) else 365 for each in span) * step
    within = (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30
    return start + timedelta(days=total + within + day - 1)


def from_hijri(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Hijri date by the tabular calendar, right within one day.

    >>> from_hijri(1447, 9, 26)
    datetime.date(2026, 3, 15)
    """
    months = (59 * (month - 1) + 1) // 2
    total = (year - 1) * 354 + (3 + 11 * year) // 30 + months + day - 1
    return _HIJRI_EPOCH + timedelta(days=total)


def _month_range(mention: DateMention, year: int, month: int) -> tuple[date, date]:
    if mention.calendar is Calendar.GREGORIAN:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    convert = from_jalali if mention.calendar is Calendar.JALALI else from_hijri
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return convert(year, month, 1), convert(*following, 1) - timedelta(days=1)


def days_of(mention: DateMention, *, default_year: int | None = None) -> tuple[date, date] | None:
    """First and last Gregorian day a mention can mean; None without a year or below a month."""
    year = mention.year if mention.year is not None else default_year
    if year is None or not 1 <= year <= 9000:
        return None
    if mention.month is None:
        if mention.calendar is Calendar.GREGORIAN:
            return date(year, 1, 1), date(year, 12, 31)
        first, last = _month_range(mention, year, 1)[0], _month_range(mention, year, 12)[1]
        return first, last
    first, last = _month_range(mention, year, mention.month)
    if mention.day is not None:
        chosen = first + timedelta(days=mention.day - 1)
        doubt = HIJRI_DOUBT_DAYS if mention.calendar is Calendar.HIJRI else 0
        return chosen - timedelta(days=doubt), chosen + timedelta(days=doubt)
    if mention.part:
        low, high = _PARTS[mention.part]
        return first + timedelta(days=low - 1), min(last, first + timedelta(days=high - 1))
    return first, last


_PLAUSIBLE_YEARS = range(2018, 2034)


def _plausible_years(mention: DateMention) -> list[int]:
    if mention.year is not None:
        return [mention.year]
    shift = {Calendar.GREGORIAN: 0, Calendar.JALALI: -621, Calendar.HIJRI: -579}[mention.calendar]
    return [year + shift for year in _PLAUSIBLE_YEARS]


def same_day(one: DateMention, other: DateMention) -> bool:
    """Whether two mentions can mean the same: equal words, or overlapping days in some year.

    A year that only one of them names is not a difference. Where no year is named, any year of
    our time that makes them meet will do; a day against its whole month does not meet.
    """
    if one.weekday is not None or other.weekday is not None:
        return one.weekday == other.weekday
    if one.relative or other.relative:
        return one.relative == other.relative
    if (one.month is None) != (other.month is None):
        return False
    if one.month is None and (one.day is not None or other.day is not None):
        return one.day == other.day
    if one.calendar is other.calendar:
        years = {one.year, other.year} - {None}
        if len(years) == 2 or one.month != other.month:
            return False
        if one.day is not None and other.day is not None:
            return one.day == other.day
        if one.day is None and other.day is None:
            return one.part == other.part or not (one.part and other.part)
    if (one.day is None and not one.part) != (other.day is None and not other.part):
        return False
    return any(
        _overlap(days_of(one, default_year=a), days_of(other, default_year=b))
        for a in _plausible_years(one)
        for b in _plausible_years(other)
    )


def _overlap(one: tuple[date, date] | None, other: tuple[date, date] | None) -> bool:
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]
