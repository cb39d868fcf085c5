"""Numbers with their units, currencies, bounds and nouns.

From each number the parser looks right for a unit (over a hyphen, "de" or "of"), left for a
currency sign, and on both sides for the words of a bound. Two numbers joined by a dash, "to" or
"and" after "between" are one range. An article before a unit of time counts as a weak "one"; an
Arabic dual counts as two.
"""

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from wasit.values.bounds import Phrases, bounds_after, bounds_before
from wasit.values.counted import bare_units, dual_nouns
from wasit.values.dates import date_spans
from wasit.values.found import Bound, Number, Quantity
from wasit.values.languages import Language
from wasit.values.number_words import ARTICLES, JOINERS
from wasit.values.numbers import numbers_and_ends, read_number
from wasit.values.tokens import Token, TokenKind, tokens_of
from wasit.values.units import unit_names, units

__all__ = ["find_durations", "find_quantities", "same_quantity"]

_LONGEST_NAME = 3
_LONGEST_BOUND = 6
_LINKS = frozenset({"-", "de", "d", "'", "’", "of"})
_NOUN_LINKS = _LINKS | {"the", "les", "des", "los", "las", "el", "la", "le"}
_RANGE_SIGNS: dict[Language, frozenset[str]] = {
    "en": frozenset({"-", "–", "—", "to"}),
    "fr": frozenset({"-", "–", "—", "a"}),
    "es": frozenset({"-", "–", "—", "a"}),
    "ar": frozenset({"-", "–", "الي"}),
    "fa": frozenset({"-", "–", "تا"}),
    "ru": frozenset({"-", "–", "—", "до"}),
}
_BETWEEN: dict[Language, frozenset[str]] = {
    "en": frozenset({"between", "from"}),
    "fr": frozenset({"entre", "de"}),
    "es": frozenset({"entre", "de"}),
    "ar": frozenset({"بين", "من"}),
    "fa": frozenset({"بين", "از"}),
    "ru": frozenset({"между", "от", "с"}),
}
_RATE_WORDS = frozenset({"per", "par", "por", "each", "every", "chaque", "cada", "كل", "هر"})
_TIME = frozenset({"time", "months"})
_NEAR_CONVERSION = Fraction(35, 1000)
_ROUNDED_SHARE = Fraction(2, 100)
_IMPERIAL = frozenset({"mile", "nm", "foot", "inch", "yard", "acre", "sqmile", "pound", "gallon"})


def _forms(key: str, language: Language) -> tuple[str, ...]:
    """A word's key, and for Arabic the key without joined prefixes."""
    if language != "ar":
        return (key,)
    return (key, *(key[len(p) :] for p in ("ال", "و", "ب", "ل", "لل") if key.startswith(p)))


def _unit_at(tokens: tuple[Token, ...], index: int, language: Language) -> tuple[str, int] | None:
    """The unit named at a token, by the longest name: its code and the token after it."""
    names = unit_names(language)
    for length in range(min(_LONGEST_NAME, len(tokens) - index), 0, -1):
        keys = tuple(token.key for token in tokens[index : index + length])
        for first in _forms(keys[0], language):
            code = names.get((first, *keys[1:]))
            if code:
                return code, index + length
    return None


def _unit_after(
    tokens: tuple[Token, ...], index: int, language: Language, *, over_article: bool = False
) -> tuple[str, int] | None:
    """The unit right after a number, or over a hyphen, "de", or the article of "half an hour"."""
    direct = _unit_at(tokens, index, language)
    if over_article and direct is None and language == "en":
        of_a = [token.key for token in tokens[index : index + 2]] in (["of", "a"], ["of", "an"])
        direct = _unit_at(tokens, index + 2, language) if of_a else None
    if direct:
        return direct
    step = index
    while step < min(index + 2, len(tokens)) and tokens[step].key in _LINKS:
        step += 1
    if over_article and step < len(tokens) and step == index:
        step += 1 if tokens[step].key in ARTICLES[language] else 0
    if step == index:
        return None
    return _unit_at(tokens, step, language)


def _money_before(
    tokens: tuple[Token, ...], first: int, language: Language
) -> tuple[str, int] | None:
    """A currency sign or code standing before a figure: its code and its first token."""
    for length in (2, 1):
        if first < length:
            continue
        keys = tuple(token.key for token in tokens[first - length : first])
        code = unit_names(language).get(keys)
        if code is None or not units()[code].dimension.startswith("money"):
            continue
        if length == 2 or tokens[first - 1].kind is TokenKind.SIGN or keys[0] == code.lower():
            return code, first - length
    return None


def _bound_before(
    tokens: tuple[Token, ...], first: int, language: Language
) -> tuple[Bound, int] | None:
    phrases = bounds_before(language)
    ends = [first]
    if first > 0 and tokens[first - 1].key in ARTICLES[language] | {"the", "les", "los", "las"}:
        ends.append(first - 1)
    for end in ends:
        found = _phrase_ending(tokens, end, phrases, language)
        if found:
            return found
    return None


def _phrase_ending(
    tokens: tuple[Token, ...], end: int, phrases: Phrases, language: Language
) -> tuple[Bound, int] | None:
    for length in range(min(_LONGEST_BOUND, end), 0, -1):
        keys = tuple(token.key for token in tokens[end - length : end])
        for lead in _forms(keys[0], language):
            bound = phrases.get((lead, *keys[1:]))
            if bound is not None:
                return bound, end - length
    return None


def _bound_after(
    tokens: tuple[Token, ...], index: int, language: Language
) -> tuple[Bound, int] | None:
    phrases = bounds_after(language)
    for start in (index, index + 1):
        if start == index + 1 and (index >= len(tokens) or tokens[index].key not in (",", "،")):
            break
        for length in range(min(_LONGEST_BOUND, len(tokens) - start), 0, -1):
            keys = tuple(token.key for token in tokens[start : start + length])
            if keys in phrases:
                return phrases[keys], start + length
    return None


def _half_after(
    tokens: tuple[Token, ...], index: int, language: Language
) -> tuple[Fraction, int] | None:
    """ "and a half" behind a unit: the part to add and the token after it."""
    if index >= len(tokens):
        return None
    joined = tokens[index].key in JOINERS[language]
    if not joined and not (language == "ar" and tokens[index].key.startswith("و")):
        return None
    start = index + 1 if joined else index
    if start >= len(tokens) or tokens[index].key == "-":
        return None
    if joined:
        number = read_number(tokens, start, language)
    else:
        stripped = tokens[index].key[1:]
        number = None
        if stripped == "نصف":
            return Fraction(1, 2), index + 1
    if number is None or number.value.denominator == 1 or number.value > 1:
        return None
    end = next(i for i, token in enumerate(tokens) if token.end == number.end) + 1
    if _unit_after(tokens, end, language):
        return None
    return number.value, end


@lru_cache(maxsize=256)
def _quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    tokens = tokens_of(text, language)
    taken = date_spans(text, language)
    numbers = [
        entry
        for entry in numbers_and_ends(text, language)
        if not any(start < entry[0].end and entry[0].start < end for start, end in taken)
    ]
    found: list[Quantity] = []
    position = 0
    while position < len(numbers):
        used, quantity = _one(tokens, numbers, position, language)
        position += used
        if quantity is not None:
            found.append(quantity)
    spans = [(q.start, q.end) for q in found] + list(taken)
    found.extend(
        _with_bound(_with_half(extra, tokens, language), tokens, language)
        for extra in dual_nouns(tokens, language) + bare_units(tokens, language)
        if not any(start < extra.end and extra.start < end for start, end in spans)
    )
    found.sort(key=lambda q: (q.start, -q.end))
    return tuple(
        q for i, q in enumerate(found) if not any(q.start < each.end for each in found[:i])
    )


def _with_half(quantity: Quantity, tokens: tuple[Token, ...], language: Language) -> Quantity:
    index = next((i for i, t in enumerate(tokens) if t.start >= quantity.end), len(tokens))
    half = _half_after(tokens, index, language) if quantity.unit else None
    if half is None:
        return quantity
    return replace(
        quantity, end=tokens[half[1] - 1].end, value=quantity.value + half[0], weak=False
    )


def _with_bound(quantity: Quantity, tokens: tuple[Token, ...], language: Language) -> Quantity:
    first = next(i for i, token in enumerate(tokens) if token.start >= quantity.start)
    before = _bound_before(tokens, first, language)
    if before is None or before[0] is Bound.ABOUT:
        return quantity
    bound, at = before
    return replace(quantity, bound=bound, bound_start=tokens[at].start)


def _one(
    tokens: tuple[Token, ...],
    numbers: list[tuple[Number, int, int]],
    position: int,
    language: Language,
) -> tuple[int, Quantity | None]:
    """The quantity that begins with a number, and how many numbers it uses."""
    number, first, after = numbers[position]
    used, upper = 1, None
    if _in_a_name(tokens, first):
        return used, None
    unit = _unit_after(tokens, after, language, over_article=number.value < 1)
    linked = unit[1] if unit else after
    if position + 1 < len(numbers) and numbers[position + 1][1] == linked + 1:
        sign = tokens[linked].key
        between = first > 0 and tokens[first - 1].key in _BETWEEN[language]
        joins = sign in JOINERS[language] and between
        second = _unit_after(tokens, numbers[position + 1][2], language)
        joins = joins and not (unit and second and unit[0] != second[0])
        if (joins or sign in _RANGE_SIGNS[language]) and not number.ordinal:
            upper, after, used = numbers[position + 1][0].value, numbers[position + 1][2], 2
            unit = _unit_after(tokens, after, language) or unit
            unit = (unit[0], max(unit[1], after)) if unit else None
    if number.ordinal:
        noun = _noun(tokens, after)
        return used, Quantity(number.start, number.end, number.value, "ordinal", noun)
    return used, _measured(tokens, number, (first, after), unit, upper, language)


def _in_a_name(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether a figure is tied to a word before it: COVID-19, F-16, S-300."""
    if first < 2 or tokens[first].kind is not TokenKind.FIGURE:
        return False
    dash, word = tokens[first - 1], tokens[first - 2]
    tied = dash.key == "-" and dash.end == tokens[first].start and word.end == dash.start
    return tied and word.kind is TokenKind.WORD


def _measured(
    tokens: tuple[Token, ...],
    number: Number,
    place: tuple[int, int],
    unit: tuple[str, int] | None,
    upper: Fraction | None,
    language: Language,
) -> Quantity:
    first, after = place
    value = number.value
    money = _money_before(tokens, first, language)
    code, end = unit or ("", after)
    if money and (not code or code == money[0] or code == "m"):
        if code == "m":
            value = value * 10**6
        code, first = money[0], money[1]
    half = _half_after(tokens, end, language) if code else None
    if half:
        value, end = value + half[0], half[1]
    bound, start, bound_end = Bound.EXACT, first, -1
    before = _bound_before(tokens, first, language)
    behind = _bound_after(tokens, end, language)
    if before and not (upper is not None and before[0] is Bound.AT_LEAST):
        bound, start = before
    elif behind:
        bound, bound_end = behind[0], tokens[behind[1] - 1].end
    stop = tokens[max(end, after) - 1].end
    return Quantity(
        tokens[first].start,
        stop,
        value,
        code,
        "" if code else _noun(tokens, end),
        bound,
        upper,
        tokens[start].start if start != first else -1,
        bound_end,
        number.weak and half is None,
    )


def _noun(tokens: tuple[Token, ...], index: int) -> str:
    """The next word, taken as what is counted; empty where a sign follows."""
    while index < len(tokens) and tokens[index].key in _NOUN_LINKS:
        index += 1
    if index < len(tokens) and tokens[index].kind is TokenKind.WORD:
        return tokens[index].key
    return ""


def find_quantities(text: str, language: Language) -> list[Quantity]:
    """Every quantity in the text, in order; figures that belong to dates are left out.

    >>> [(str(q.value), q.unit, q.bound.value) for q in find_quantities("up to $6 billion", "en")]
    [('6000000000', 'USD', 'at most')]
    """
    return list(_quantities(text, language))


def find_durations(text: str, language: Language) -> list[Quantity]:
    """The quantities of time among ``find_quantities``."""
    return [
        found
        for found in find_quantities(text, language)
        if found.unit in units() and units()[found.unit].dimension in _TIME
    ]


def _close(one: Fraction, other: Fraction, tolerance: Fraction) -> bool:
    return abs(one - other) <= tolerance * max(abs(one), abs(other))


def _days_and_months(seconds: Fraction, months: Fraction) -> bool:
    days = seconds / 86400
    return months > 0 and Fraction(28) * months < days <= Fraction(31) * months


def same_quantity(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are equal by value, across units of one dimension.

    Metric against imperial is equal within 3.5 per cent (8 km and 5 miles); within one system only
    exactly. Thirty days are one month; 28 are not. Half is fifty per cent, a third 33. The bound is
    not compared.
    """
    for share, part in ((one, other), (other, one)):
        if share.unit == "percent" and not part.unit and part.value.denominator != 1:
            return _close(share.value / 100, part.value, _ROUNDED_SHARE) and not share.upper
    if not one.unit or not other.unit or "ordinal" in (one.unit, other.unit):
        same_unit = one.unit == other.unit or "ordinal" not in (one.unit, other.unit)
        return same_unit and one.value == other.value and one.upper == other.upper
    first, second = units()[one.unit], units()[other.unit]
    a, b = one.value * first.factor, other.value * second.factor
    if first.dimension != second.dimension and {first.dimension, second.dimension} <= _TIME:
        seconds, months = (a, b) if first.dimension == "time" else (b, a)
        return _days_and_months(seconds, months)
    if first.dimension != second.dimension:
        return False
    if (one.upper is None) != (other.upper is None):
        return False
    across = (one.unit in _IMPERIAL) != (other.unit in _IMPERIAL)
    tolerance = _NEAR_CONVERSION if across else Fraction(0)
    if not _close(a, b, tolerance):
        return False
    if one.upper is None or other.upper is None:
        return True
    return _close(one.upper * first.factor, other.upper * second.factor, tolerance)
