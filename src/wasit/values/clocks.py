"""Times of day: 18:00, 6 p.m., 18 h 30, الساعة السادسة مساء, ساعت ۱۸, в 18 часов, noon.

Where a language says morning or evening beside an hour, the hour is moved to the afternoon; an
hour of twelve or less with no such word is kept as said.
"""

import re
from fractions import Fraction
from functools import lru_cache

from wasit.values.found import ClockTime
from wasit.values.languages import Language
from wasit.values.month_names import day_parts, zone_names
from wasit.values.numbers import read_number
from wasit.values.tokens import Token, fold_word, to_ascii_digits, tokens_of

__all__ = ["clock_times"]

_FIGURES = re.compile(
    r"(?<![\d:.,/])(?P<h>[01]?\d|2[0-4])"
    r"(?:(?P<sep>[:.]|\s?h\s?)(?P<m>[0-5]\d)(?:\s?(?:h|hrs|hours|Uhr)\b)?)?"
    r"\s?(?P<half>a\.?\s?m\b\.?|p\.?\s?m\b\.?|o['’]clock)?(?![\d:%])",
    re.IGNORECASE,
)
_FRENCH_HOUR = re.compile(
    r"(?<![\w,.])(?:à|a|dès|avant|après|vers|de|jusqu['’]à)\s(?P<h>[01]?\d|2[0-4])\s?"
    r"(?:h|heures?)\b(?:\s?(?P<m>[0-5]\d)\b)?",
    re.IGNORECASE,
)
_SPANISH_HOUR = re.compile(
    r"\ba?\s?las?\s(?P<h>[01]?\d|2[0-4])(?:[:.h](?P<m>[0-5]\d))?(?:\s?(?:h|horas)\b)?"
)
_RUSSIAN_HOUR = re.compile(
    r"(?<!\w)(?:в|до|к|с|после|около)\s(?P<h>[01]?\d|2[0-4])\s?(?:часов|часа|час|ч)\b"
    r"(?:\s(?P<m>[0-5]\d)\sмин\w*)?"
)
_HOUR_LEADS: dict[Language, tuple[str, ...]] = {
    "ar": ("الساعة",),
    "fa": ("ساعت",),
    "es": ("las", "la"),
    "fr": (),
    "en": ("at",),
    "ru": (),
}
_FOREVENING: dict[Language, dict[bool, frozenset[str]]] = {
    "en": {True: frozenset({"evening", "afternoon", "night"}), False: frozenset({"morning"})},
    "fr": {True: frozenset({"soir", "apres"}), False: frozenset({"matin"})},
    "es": {True: frozenset({"tarde", "noche"}), False: frozenset({"manana", "madrugada"})},
    "ar": {
        True: frozenset(fold_word(w) for w in ("مساء", "مساءً", "عصرا", "ليلا", "المساء")),
        False: frozenset(fold_word(w) for w in ("صباحا", "صباحًا", "الصباح", "فجرا")),
    },
    "fa": {
        True: frozenset(fold_word(w) for w in ("عصر", "شب", "بعدازظهر", "غروب")),
        False: frozenset(fold_word(w) for w in ("صبح", "بامداد")),
    },
    "ru": {
        True: frozenset({"вечера", "дня", "вечером"}),
        False: frozenset({"утра", "ночи", "утром"}),
    },
}  # fmt: skip
_SKIPPED = frozenset(
    {"in", "the", "du", "de", "la", "l", "'", "of", "-", "midi", "في", "من", "heures"}
)
_AFTERNOON = 720


def _shift(minute: int, *, evening: bool | None) -> int:
    if evening is True and minute < _AFTERNOON:
        return minute + _AFTERNOON
    if evening is False and _AFTERNOON <= minute < _AFTERNOON + 60:
        return minute - _AFTERNOON
    return minute % 1440


def _finish(
    tokens: tuple[Token, ...], start: int, end: int, minute: int, language: Language
) -> ClockTime:
    """Add what follows an hour: morning or evening, and a zone."""
    index = next((i for i, token in enumerate(tokens) if token.start >= end), len(tokens))
    evening = None
    look = index
    while look < min(index + 4, len(tokens)) and tokens[look].key in _SKIPPED:
        look += 1
    if look < len(tokens):
        for value, words in _FOREVENING[language].items():
            if tokens[look].key in words:
                evening, end, index = value, tokens[look].end, look + 1
    zone = ""
    for length in range(4, 0, -1):
        keys = tuple(token.key for token in tokens[index : index + length])
        name = zone_names().get(keys) or zone_names().get(keys[1:] if len(keys) > 1 else ())
        if name and len(keys) == length:
            zone, end = name, tokens[index + length - 1].end
            break
    return ClockTime(start, end, _shift(minute, evening=evening), zone)


def _from_patterns(text: str, plain: str, language: Language) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for match in _FIGURES.finditer(plain):
        half, separator = (match["half"] or "").lower(), match["sep"]
        if not half and (match["m"] is None or separator == "."):
            continue
        minute = int(match["h"]) * 60 + int(match["m"] or 0)
        if half.startswith("p"):
            minute = _shift(minute, evening=True)
        elif half.startswith("a"):
            minute = _shift(minute, evening=False)
        found.append((match.start("h"), len(plain[: match.end()].rstrip()), minute))
    patterns = {"fr": _FRENCH_HOUR, "es": _SPANISH_HOUR, "ru": _RUSSIAN_HOUR}
    pattern = patterns.get(language)
    for match in pattern.finditer(plain) if pattern else ():
        if language == "es" and not re.match(
            r"\s?(?:h\b|horas|de la|del|en punto|[,.;]|$|hora)", plain[match.end() :]
        ):
            continue
        found.append((match.start("h"), match.end(), int(match["h"]) * 60 + int(match["m"] or 0)))
    del text
    return found


def _spoken(tokens: tuple[Token, ...], language: Language) -> list[tuple[int, int, int]]:
    """Hours in words after "الساعة" or "ساعت", and noon, midnight, dawn, dusk."""
    found: list[tuple[int, int, int]] = []
    leads = {fold_word(word) for word in _HOUR_LEADS[language]}
    names = day_parts(language)
    for index, token in enumerate(tokens):
        lead = token.key in leads or (language == "ar" and token.key[1:] in leads)
        if lead and index + 1 < len(tokens):
            number = read_number(tokens, index + 1, language)
            if number and _is_hour(tokens, number.value, number.end, language):
                found.append((token.start, number.end, int(number.value * 60)))
                continue
        for length in (3, 2, 1):
            keys = tuple(each.key for each in tokens[index : index + length])
            if len(keys) == length and keys in names:
                found.append((token.start, tokens[index + length - 1].end, names[keys]))
                break
    return found


def _is_hour(tokens: tuple[Token, ...], value: Fraction, end: int, language: Language) -> bool:
    if not 0 < value <= 24 or (value * 60).denominator != 1:
        return False
    if language in ("ar", "fa"):
        return True
    index = next((i for i, token in enumerate(tokens) if token.start >= end), len(tokens))
    words = _FOREVENING[language][True] | _FOREVENING[language][False] | {"clock", "punto"}
    return any(token.key in words for token in tokens[index : index + 4])


@lru_cache(maxsize=256)
def clock_times(text: str, language: Language) -> tuple[ClockTime, ...]:
    """Every time of day, in order, overlapping readings joined into the longest."""
    tokens = tokens_of(text, language)
    raw = _from_patterns(text, to_ascii_digits(text), language) + _spoken(tokens, language)
    found: list[ClockTime] = []
    for start, end, minute in sorted(raw, key=lambda item: (item[0], -item[1])):
        if found and start < found[-1].end:
            continue
        found.append(_finish(tokens, start, end, minute, language))
    return tuple(found)
