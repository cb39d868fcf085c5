"""Dates and clock times over three calendars."""

from wasit.values.found import ClockTime, DateMention
from wasit.values.languages import Language

__all__ = ["find_clock_times", "find_dates"]


def find_dates(text: str, language: Language) -> list[DateMention]:
    """Every date, weekday and relative day in the text, in order."""
    del text, language
    return []


def find_clock_times(text: str, language: Language) -> list[ClockTime]:
    """Every time of day in the text, in order."""
    del text, language
    return []
