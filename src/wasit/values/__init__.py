"""Numbers, quantities, dates, names, folding of scripts: what checks, record and reader read.

Every function takes a text and its language and gives values with ``(start, end)`` offsets into
that text as it was given. Nothing here guesses: what can be read two ways says so.
"""

from wasit.values.calendars import same_day
from wasit.values.dates import find_clock_times, find_dates
from wasit.values.found import Bound, Calendar, ClockTime, DateMention, Number, Quantity
from wasit.values.languages import LANGUAGES, Language, language_of
from wasit.values.numbers import find_numbers
from wasit.values.quantities import find_durations, find_quantities, same_quantity
from wasit.values.tokens import Token, TokenKind, fold_word, tokens_of

__all__ = [
    "LANGUAGES",
    "Bound",
    "Calendar",
    "ClockTime",
    "DateMention",
    "Language",
    "Number",
    "Quantity",
    "Token",
    "TokenKind",
    "find_clock_times",
    "find_dates",
    "find_durations",
    "find_numbers",
    "find_quantities",
    "fold_word",
    "language_of",
    "same_day",
    "same_quantity",
    "tokens_of",
]
