# ruff: noqa: E501 - tables of words are kept one entry a line
"""Dates and clock times over three calendars, as they were said.

A date is found around its month's name (day before or after, ordinal or plain, then the year), in
figures (2026-03-15, 15.03.2026), as a weekday, as a relative day, or as a bare year. Figures such
as 03/04/2026 that read as two different days keep both readings; nothing chooses between them.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from wasit.values.clocks import clock_times
from wasit.values.found import Calendar, ClockTime, DateMention
from wasit.values.languages import Language
from wasit.values.month_names import month_names, part_words, relative_days, weekday_names
from wasit.values.numbers import read_number
from wasit.values.tokens import Token, TokenKind, to_ascii_digits, tokens_of

__all__ = ["date_spans", "find_clock_times", "find_dates"]

_T = TypeVar("_T")
_LONGEST_NAME = 5
_BETWEEN_DAY_AND_MONTH = frozenset({"of", "de", "du", "d", "'", "’", "من", "ماه", "-", "شهر"})
_BETWEEN_MONTH_AND_YEAR = frozenset({",", "،", "de", "del", "من", "سال", "عام", "سنه", "-", "of"})
_YEAR_LEADS: dict[Language, frozenset[str]] = {
    "en": frozenset({"in", "of", "since", "by", "until", "year", "from", "during", "before", "after"}),
    "fr": frozenset({"en", "de", "depuis", "annee", "an", "avant", "apres", "fin", "debut"}),
    "es": frozenset({"en", "de", "desde", "ano", "del", "hasta", "antes", "para"}),
    "ar": frozenset({"عام", "سنه", "العام", "منذ", "في", "لعام", "بعام", "لسنه"}),
    "fa": frozenset({"سال", "در"}),
    "ru": frozenset({"в", "с", "до", "к", "году", "год"}),
}  # fmt: skip
_YEAR_TAILS = frozenset(
    {"года", "году", "год", "г", "م", "ه", "هـ", "ميلادي", "شمسي", "هجري", "قمري"}
)
_MONTH_LEADS = frozenset(
    {"in", "by", "until", "of", "since", "before", "after", "from", "next", "last", "this"}
)
_MONTH_LEADS_ELSEWHERE = frozenset({"در", "ماه", "تا", "شهر", "اوايل", "اواخر"})
_AMBIGUOUS_MONTHS = frozenset(
    {"may", "mar", "dec", "sep", "jan", "sun", "sat", "wed", "mon", "مي", "مه", "ماي", "دي", "مهر",
     "تير", "اب", "tir", "mehr", "dey", "safar"}
)  # fmt: skip
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_SLASHED = re.compile(r"(?<![\d.,/])(\d{1,4})([/.\-])(\d{1,2})\2(\d{2,4})(?![\d/])")
_ARABIC_LEADS = ("", "و", "ب", "ل", "ف", "ك")
_MONTHS, _DAYS = 12, 31


_FIRST_WORDS: dict[int, frozenset[str]] = {}


def _first_words(names: Mapping[tuple[str, ...], object]) -> frozenset[str]:
    """The words a table's names begin with; tables are made once, so they are known by identity."""
    found = _FIRST_WORDS.get(id(names))
    if found is None:
        found = _FIRST_WORDS[id(names)] = frozenset(key[0] for key in names)
    return found


def _name_at(
    tokens: tuple[Token, ...], index: int, names: dict[tuple[str, ...], _T], language: Language
) -> tuple[_T, int] | None:
    """The longest name beginning at a token, and the token after it."""
    key, first = tokens[index].key, _first_words(names)
    if key not in first and (language != "ar" or key[1:] not in first):
        return None
    for length in range(min(_LONGEST_NAME, len(tokens) - index), 0, -1):
        keys = tuple(token.key for token in tokens[index : index + length])
        leads = _ARABIC_LEADS if language == "ar" else ("",)
        for lead in leads:
            if keys[0].startswith(lead):
                found = names.get((keys[0][len(lead) :], *keys[1:]))
                if found is not None:
                    return found, index + length
    return None


def _figure(token: Token) -> int | None:
    return int(token.key) if token.kind is TokenKind.FIGURE and token.key.isdigit() else None


def _year_at(tokens: tuple[Token, ...], index: int) -> tuple[int, int] | None:
    """A year after a month, over a comma, "de" or "سال": the year and the token after it."""
    steps = 0
    while index < len(tokens) and tokens[index].key in _BETWEEN_MONTH_AND_YEAR and steps < 2:
        index, steps = index + 1, steps + 1
    if index >= len(tokens):
        return None
    value = _figure(tokens[index])
    if value is None or not 1000 <= value <= 2999:
        return None
    if index + 1 < len(tokens) and tokens[index + 1].key in _YEAR_TAILS:
        return value, index + 2
    return value, index + 1


def _day_before(
    tokens: tuple[Token, ...], index: int, language: Language
) -> tuple[int, int] | None:
    """A day that ends just before the month's name: the day and its first token."""
    end = index
    while end > 0 and tokens[end - 1].key in _BETWEEN_DAY_AND_MONTH and index - end < 3:
        end -= 1
    for start in range(max(0, end - 3), end):
        number = read_number(tokens, start, language)
        if number and number.end == tokens[end - 1].end and number.value.denominator == 1:
            day = int(number.value)
            if 1 <= day <= _DAYS and not number.weak:
                return _with_ones(tokens, start, day) if language == "ar" else (day, start)
    return None


def _with_ones(tokens: tuple[Token, ...], start: int, tens: int) -> tuple[int, int]:
    """Arabic says the ones before the tens as an ordinal: "the fourth ten", "fifth and twenty"."""
    ones = read_number(tokens, start - 1, "ar") if start and tens in (10, 20, 30) else None
    if ones is None or not ones.ordinal or ones.value > 9 or ones.end != tokens[start - 1].end:
        return tens, start
    return tens + int(ones.value), start - 1


def _day_after(tokens: tuple[Token, ...], index: int, language: Language) -> tuple[int, int] | None:
    """A day right after an English month's name: "March 15", "March the fifteenth"."""
    if language != "en":
        return None
    if index < len(tokens) and tokens[index].key == "the":
        index += 1
    if index >= len(tokens):
        return None
    number = read_number(tokens, index, language)
    if number is None or number.value.denominator != 1 or not 1 <= number.value <= _DAYS:
        return None
    plain = tokens[index].kind is TokenKind.FIGURE or number.ordinal
    if not plain:
        return None
    after = next(i for i, token in enumerate(tokens) if token.end == number.end) + 1
    return int(number.value), after


def _part_before(
    tokens: tuple[Token, ...], index: int, language: Language
) -> tuple[str, int] | None:
    """ "mid", "fin de", "أواخر" standing before a month: the part and its first token."""
    words = part_words(language)
    end = index
    if end > 0 and tokens[end - 1].key in ("-", "شهر", "ماه"):
        end -= 1
    for length in range(min(6, end), 0, -1):
        keys = tuple(token.key for token in tokens[end - length : end])
        for lead in _ARABIC_LEADS if language == "ar" else ("",):
            part = (
                words.get((keys[0][len(lead) :], *keys[1:])) if keys[0].startswith(lead) else None
            )
            if part:
                return part, end - length
    return None


def _month_mention(
    tokens: tuple[Token, ...], index: int, language: Language
) -> tuple[DateMention, int] | None:
    named = _name_at(tokens, index, month_names(language), language)
    if named is None:
        return None
    (calendar, month), after = named
    if language == "en" and tokens[index].text in ("may", "march"):
        return None
    before, part = _day_before(tokens, index, language), None
    first, day = index, None
    if before:
        day, first = before
    else:
        part = _part_before(tokens, index, language)
        first = part[1] if part else index
        later = _day_after(tokens, after, language)
        if later and not part:
            day, after = later
    year = _year_at(tokens, after)
    if year:
        after = year[1]
    if not (day or part or year) and _doubtful(tokens, index, language):
        return None
    mention = DateMention(
        tokens[first].start,
        tokens[after - 1].end,
        calendar,
        year[0] if year else None,
        month,
        day,
        part[0] if part else "",
    )
    return mention, after


def _doubtful(tokens: tuple[Token, ...], index: int, language: Language) -> bool:
    """Whether a month's name standing alone is more likely another word ("may", "a march")."""
    token = tokens[index]
    if language == "en":
        led = index > 0 and tokens[index - 1].key in _MONTH_LEADS
        return token.text[0].islower() or (token.key in _AMBIGUOUS_MONTHS and not led)
    led = index > 0 and tokens[index - 1].key in _MONTH_LEADS_ELSEWHERE
    return token.key in _AMBIGUOUS_MONTHS and not led


def _read_as(day: int, month: int, year: int, place: tuple[int, int]) -> DateMention | None:
    if not (1 <= month <= _MONTHS and 1 <= day <= _DAYS):
        return None
    calendar = Calendar.GREGORIAN
    if 1300 <= year <= 1420:
        calendar = Calendar.JALALI
    elif 1421 <= year <= 1500:
        calendar = Calendar.HIJRI
    return DateMention(*place, calendar, year, month, day)


def _figured(plain: str) -> list[DateMention]:
    """Dates written in figures only, ambiguous ones with both readings."""
    found: list[DateMention] = []
    for match in _ISO.finditer(plain):
        year, month, day = (int(group) for group in match.groups())
        reading = _read_as(day, month, year, match.span())
        if reading:
            found.append(reading)
    for match in _SLASHED.finditer(plain):
        if any(each.start < match.end() and match.start() < each.end for each in found):
            continue
        one, _, two, three = match.groups()
        if len(one) == 4:
            readings = [_read_as(int(three), int(two), int(one), match.span())]
        else:
            year = int(three) if len(three) == 4 else 2000 + int(three)
            readings = [_read_as(int(one), int(two), year, match.span())]
            if one != two:
                readings.append(_read_as(int(two), int(one), year, match.span()))
        found.extend(_settled([reading for reading in readings if reading]))
    return found


def _settled(readings: list[DateMention]) -> list[DateMention]:
    if len(readings) < 2:
        return readings
    return [replace(readings[0], alternatives=tuple(readings[1:]))]


_MONTH_WORDS: dict[Language, frozenset[str]] = {
    "en": frozenset({"month"}), "fr": frozenset({"mois"}), "es": frozenset({"mes"}),
    "ar": frozenset({"الشهر"}), "fa": frozenset({"ماه"}), "ru": frozenset({"числа", "месяца"}),
}  # fmt: skip


def _day_of_month(
    tokens: tuple[Token, ...], index: int, language: Language
) -> tuple[DateMention, int] | None:
    """ "The tenth of the month", "пятого числа": a day whose month is not said."""
    number = read_number(tokens, index, language)
    if number is None or not number.ordinal or not 1 <= number.value <= _DAYS:
        return None
    after = next(i for i, token in enumerate(tokens) if token.end == number.end) + 1
    for step in range(after, min(after + 4, len(tokens))):
        if tokens[step].key in _MONTH_WORDS[language]:
            place = tokens[index].start, tokens[step].end
            return DateMention(*place, day=int(number.value)), step + 1
        if tokens[step].key not in (
            "of",
            "the",
            "each",
            "every",
            "du",
            "de",
            "del",
            "le",
            "من",
            "هر",
        ):
            return None
    return None


def _bare_year(
    tokens: tuple[Token, ...], index: int, language: Language
) -> tuple[DateMention, int] | None:
    value = _figure(tokens[index])
    if value is None or not (1900 <= value <= 2100 or 1380 <= value <= 1460):
        return None
    led = index > 0 and tokens[index - 1].key in _YEAR_LEADS[language] | {"the"}
    tailed = index + 1 < len(tokens) and tokens[index + 1].key in _YEAR_TAILS
    if not (led or tailed):
        return None
    calendar = Calendar.GREGORIAN
    if value <= 1460:
        calendar = Calendar.JALALI if language == "fa" or value <= 1420 else Calendar.HIJRI
    end = tokens[index + 1].end if tailed else tokens[index].end
    return DateMention(
        tokens[index].start, end, calendar, value
    ), index + 2 if tailed else index + 1


def _weekday_or_relative(
    tokens: tuple[Token, ...], index: int, language: Language
) -> tuple[DateMention, int] | None:
    start = tokens[index].start
    relative = _name_at(tokens, index, relative_days(language), language)
    if relative:
        end = tokens[relative[1] - 1].end
        return DateMention(start, end, relative=relative[0]), relative[1]
    weekday = _name_at(tokens, index, weekday_names(language), language)
    if weekday is None or tokens[index].key in _AMBIGUOUS_MONTHS:
        return None
    end = tokens[weekday[1] - 1].end
    return DateMention(start, end, weekday=weekday[0]), weekday[1]


@lru_cache(maxsize=256)
def _dates(text: str, language: Language) -> tuple[DateMention, ...]:
    tokens = tokens_of(text, language)
    found = _figured(to_ascii_digits(text))
    index = 0
    monthly = any(token.key in _MONTH_WORDS[language] for token in tokens)
    while index < len(tokens):
        token = tokens[index]
        if any(each.start <= token.start < each.end for each in found):
            index += 1
            continue
        hit = (
            _month_mention(tokens, index, language)
            or _weekday_or_relative(tokens, index, language)
            or _bare_year(tokens, index, language)
            or (monthly and _day_of_month(tokens, index, language))
        )
        if not hit:
            index += 1
            continue
        found.append(hit[0])
        index = hit[1]
    found = _without_working_week(found, tokens)
    return tuple(
        sorted(
            (one for one in found if not any(_within(one, other) for other in found)),
            key=lambda mention: mention.start,
        )
    )


_THROUGH = frozenset({"to", "through", "-", "–", "au", "a", "الي", "تا", "по"})


def _without_working_week(found: list[DateMention], tokens: tuple[Token, ...]) -> list[DateMention]:
    """ "From Monday to Friday" says on weekdays, not two dates."""
    days = {m.end: m for m in found if m.weekday is not None}
    dropped: set[int] = set()
    for before, middle, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        first = days.get(before.end)
        last = days.get(after.end)
        if first and last and middle.key in _THROUGH:
            dropped |= {first.start, last.start}
    return [m for m in found if m.start not in dropped]


def _within(one: DateMention, other: DateMention) -> bool:
    """Whether a mention is only a part of a longer one ("fin du mois" de mai)."""
    shorter = one.end - one.start < other.end - other.start
    return shorter and other.start <= one.start and one.end <= other.end


@lru_cache(maxsize=256)
def date_spans(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """The places of every date and clock time, so that their figures are not counted twice."""
    dates = [(d.start, d.end) for d in _dates(text, language) if not d.relative]
    clocks = [(c.start, c.end) for c in find_clock_times(text, language)]
    return tuple(sorted(dates + clocks))


def find_dates(text: str, language: Language) -> list[DateMention]:
    """Every date, weekday and relative day in the text, in order.

    >>> [(d.day, d.month, d.year) for d in find_dates("by the tenth of October 2026", "en")]
    [(10, 10, 2026)]
    """
    return list(_dates(text, language))


def find_clock_times(text: str, language: Language) -> list[ClockTime]:
    """Every time of day in the text, in order.

    >>> [(c.minute, c.zone) for c in find_clock_times("at 6 p.m. GMT", "en")]
    [(1080, 'UTC')]
    """
    return list(clock_times(text, language))
