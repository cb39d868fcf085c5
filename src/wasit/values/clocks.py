"""Times of day: 18:00, 6 p.m., 18 h 30, الساعة السادسة مساء, ساعت ۱۸, в 18 часов, noon.

Where a language says morning or evening beside an hour, the hour is moved to the afternoon; an
hour of twelve or less with no such word is kept as said.
"""

import re
from fractions import Fraction
from functools import lru_cache

from wasit.values.found import ClockTime
from wasit.values.languages import Language
from wasit.values.month_names import day_parts, weekday_names, zone_names
from wasit.values.numbers import read_number
from wasit.values.tokens import Token, TokenKind, fold_word, to_ascii_digits, tokens_of

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
    tokens: tuple[Token, ...],
    raw: tuple[int, int, int],
    language: Language,
    *,
    certain: bool,
) -> ClockTime:
    """Add what follows an hour: morning or evening, and a zone."""
    start, end, minute = raw
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
    sure = certain or evening is not None
    return ClockTime(start, end, _shift(minute, evening=evening), zone, sure)


def _from_patterns(plain: str, language: Language) -> list[tuple[int, int, int]]:
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
    return found


_WORD_HOURS: dict[Language, tuple[frozenset[str], frozenset[str]]] = {
    "fr": (
        frozenset({"a", "avant", "apres", "vers", "des", "jusqu"}),
        frozenset({"heure", "heures"}),
    ),
    "ru": (
        frozenset({"в", "до", "после", "к", "около"}),
        frozenset({"часов", "часа", "час", "утра", "вечера"}),
    ),
}


def _hours_in_words(tokens: tuple[Token, ...], language: Language) -> list[tuple[int, int, int]]:
    """ "À cinq heures", "в шесть часов": an hour in words after a preposition."""
    leads, tails = _WORD_HOURS.get(language, (frozenset[str](), frozenset[str]()))
    found: list[tuple[int, int, int]] = []
    for index in range(1, len(tokens) - 1):
        token, following = tokens[index], tokens[index + 1]
        if tokens[index - 1].key not in leads or token.kind is not TokenKind.WORD:
            continue
        number = read_number(tokens, index, language)
        if number is None or number.end != token.end or following.key not in tails:
            continue
        if number.value.denominator == 1 and 1 <= number.value <= 24:
            named = following.key in ("утра", "вечера")
            end = token.end if named else following.end
            found.append((token.start, end, int(number.value) * 60))
    return found


def _spoken(tokens: tuple[Token, ...], language: Language) -> list[tuple[int, int, int]]:
    """Hours in words after "الساعة" or "ساعت", and noon, midnight, dawn, dusk."""
    found = _hours_in_words(tokens, language)
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
                twelve = index > 0 and tokens[index - 1].key in ("12", "twelve")
                start = tokens[index - 1].start if twelve else token.start
                found.append((start, tokens[index + length - 1].end, names[keys]))
                break
    return found


def _is_hour(tokens: tuple[Token, ...], value: Fraction, end: int, language: Language) -> bool:
    if not 0 < value <= 24 or (value * 60).denominator != 1:
        return False
    if language in ("ar", "fa"):
        return True
    index = next((i for i, token in enumerate(tokens) if token.start >= end), len(tokens))
    words = _FOREVENING[language][True] | _FOREVENING[language][False] | {"clock", "punto"}
    words |= {key[0] for key in weekday_names(language)} if language == "es" else set[str]()
    return any(token.key in words for token in tokens[index : index + 4])


_AFTER_HOUR = frozenset(
    {
        "we",
        "they",
        "on",
        "and",
        "i",
        "he",
        "she",
        "sharp",
        "tomorrow",
        "today",
        "tonight",
        "to",
        "or",
    }
)
_BEFORE_HOUR = frozenset({"at", "between", "before", "after", "until", "by", "from", "around"})
_NEXT_HOUR = frozenset({"to", "and", "until", "till", "-", "–"})


_HALF_PAST: dict[str, int] = {"half": 30, "quarter": 15}


def _past_the_hour(tokens: tuple[Token, ...]) -> list[tuple[int, int, int]]:
    """ "Half past five", "a quarter to six"."""
    found: list[tuple[int, int, int]] = []
    for index, token in enumerate(tokens[:-2]):
        part, side = _HALF_PAST.get(token.key), tokens[index + 1].key
        if part is None or side not in ("past", "to"):
            continue
        number = read_number(tokens, index + 2, "en")
        if number is not None and number.value.denominator == 1 and 1 <= number.value <= 12:
            minute = int(number.value) * 60 + (part if side == "past" else -part)
            found.append((token.start, number.end, minute))
    return found


_HALF_AFTER: dict[Language, dict[tuple[str, ...], int]] = {
    "fr": {("et", "demie"): 30, ("et", "quart"): 15},
    "es": {("y", "media"): 30, ("y", "cuarto"): 15},
    "ar": {("والنصف",): 30, ("والربع",): 15, ("ونصف",): 30},
    "fa": {("و", "نيم"): 30, ("و", "ربع"): 15},
}


def _with_part(
    tokens: tuple[Token, ...], each: tuple[int, int, int], language: Language
) -> tuple[int, int, int]:
    """An hour with "et demie", "y media", "والنصف" behind it."""
    index = next((i for i, t in enumerate(tokens) if t.start >= each[1]), len(tokens))
    for words, part in _HALF_AFTER.get(language, {}).items():
        keys = tuple(t.key for t in tokens[index : index + len(words)])
        if keys == words and each[2] % 60 == 0:
            return each[0], tokens[index + len(words) - 1].end, each[2] + part
    return each


def _bare_hours(
    tokens: tuple[Token, ...], known: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """English hours said without "o'clock": "at nine", "between ten and noon", "10 a.m. to 12"."""
    if not _BEFORE_HOUR & {token.key for token in tokens}:
        return []
    found: list[tuple[int, int, int]] = []
    starts = {start for start, _, _ in known}
    ends = {end for _, end, _ in known}
    for index, token in enumerate(tokens[1:], 1):
        if tokens[index - 1].key not in _BEFORE_HOUR | _NEXT_HOUR:
            continue
        number = read_number(tokens, index, "en")
        if number is None or number.end != token.end or number.weak or number.ordinal:
            continue
        if not 1 <= number.value <= 12 or number.value.denominator != 1 or token.start in starts:
            continue
        before, following = tokens[index - 1], tokens[index + 1 : index + 3]
        closed = not following or following[0].kind is not TokenKind.WORD
        closed = closed or following[0].key in _AFTER_HOUR
        said = token.kind is TokenKind.WORD
        at = before.key in ("at", "after", "before", "until") and closed and said
        to_clock = (
            before.key in _BEFORE_HOUR
            and len(following) == 2
            and following[0].key in _NEXT_HOUR
            and following[1].start in starts
        )
        from_clock = (
            before.key in _NEXT_HOUR and index > 1 and tokens[index - 2].end in ends and closed
        )
        if at or to_clock or from_clock:
            found.append((token.start, token.end, int(number.value) * 60))
    return found


@lru_cache(maxsize=256)
def clock_times(text: str, language: Language) -> tuple[ClockTime, ...]:
    """Every time of day, in order, overlapping readings joined into the longest."""
    tokens = tokens_of(text, language)
    plain = to_ascii_digits(text)
    written = [_with_part(tokens, each, language) for each in _from_patterns(plain, language)]
    spoken = [_with_part(tokens, each, language) for each in _spoken(tokens, language)]
    names = set(day_parts(language).values())
    raw = [(each, ":" in plain[each[0] : each[1]] or each[2] > _AFTERNOON) for each in written]
    raw = [
        (each, sure or plain[each[0] : each[1]].lower().rstrip(". ").endswith("m"))
        for each, sure in raw
    ]
    raw += [(each, each[2] in names or each[2] > _AFTERNOON) for each in spoken]
    if language == "en":
        raw += [(each, False) for each in _past_the_hour(tokens)]
        raw += [(each, False) for each in _bare_hours(tokens, [r for r, _ in raw])]
    found: list[ClockTime] = []
    for each, sure in sorted(raw, key=lambda item: (item[0][0], -item[0][1])):
        if found and each[0] < found[-1].end:
            continue
        found.append(_finish(tokens, each, language, certain=sure))
    return tuple(found)
