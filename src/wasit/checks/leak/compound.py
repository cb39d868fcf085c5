"""Values that a text tells by two numbers or by a number and a span of time together.

"Two weeks and a day" is fifteen days; "three in ten" is thirty per cent; "ten dollars a day" and
"300 a month" are one rate; "one for three" are the odds of an exchange. Each is read off the
quantities that ``wasit.values`` finds and the few words between or behind them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from wasit.values.found import Quantity
from wasit.values.languages import Language
from wasit.values.tokens import fold_word
from wasit.values.units import unit_names, units

__all__ = ["grouped", "odds_in", "rate_of", "shares_in", "summed"]

_AND = frozenset(["and", "et", "y", "e", "و", "и", ",", "and a", "plus"])
_POINT = frozenset(["point", "virgule", "coma", "punto", "فاصله", "مميز", "целых", "запятая"])
_TEN, _HUNDRED = 10, 100
_MILLION_AND = re.compile(r"(?:million|milliard)s? (?:deux|trois|quatre|cinq|six|sept|huit|neuf)$")
_GROUPS = {
    fold_word(word): size
    for size, words in {
        12: "dozen douzaine docena دزينة دوجین дюжины дюжину",
        10: "десятка десяток decena dizaine",
        20: "score veintena vingtaine",
        100: "hundred centaine centenar cent сотни сотню مئة صد",
        1000: "thousand millar millier тысячи тысячу ألف هزار",
    }.items()
    for word in words.split()
}
_SUMMED = frozenset(["time", "length"])
_SHARE = re.compile(
    r"\s*(?:in|(?:out )?of(?: the| our| their| your| its| all| every)?|sur(?: les)?|de(?: cada| los"
    r"| las)?|des|من(?: كل| اصل| اصل)?|از(?: هر)?|из(?: них| наших| их| ваших| каждых)?)\s*"
)
_ODDS = re.compile(
    r"(?:\W+\w+){0,2}\W+(?:for|against|pour|contre|por|contra|за|مقابل|در ازای|در برابر)"
    r"(?:\W+(?:each|every|chaque|cada|каждого|каждых|كل|هر))?\s+"
)
_FOR_EACH = re.compile(
    r"(?:for (?:each|every)|por cada|pour chaque|pour chacun|за каждого|за каждых|مقابل كل"
    r"|به ازاي هر|در ازاي هر)\s*$"
)
_WORDS_APART = 6
_LARGEST_ODDS = 100
_SECONDS = {"month": 30 * 86400}
_RATE_WORDS = frozenset(
    [
        *("/", "per", "a", "an", "each", "every", "the", "'", "’"),
        *("par", "chaque", "au", "l", "al", "por", "cada", "la"),
        *("в", "за", "каждый", "في", "كل", "در", "هر"),
    ]
)
_ADVERBS = {
    fold_word(word): unit
    for unit, words in {
        "day": "daily quotidien quotidiens diario diarios diariamente ежедневно يوميا روزانه",
        "week": "weekly hebdomadaire semanal semanales еженедельно اسبوعيا هفتگی",
        "month": "monthly mensuel mensuels mensual mensuales ежемесячно شهريا ماهانه",
        "year": "yearly annually annuel annuels anual anuales ежегодно سنويا سالانه",
    }.items()
    for word in words.split()
}
_PER = frozenset(["time", "months", "mass", "volume", "area", "length"])
_WORD = re.compile(r"[^\W_]+|/|['’]")
_MOST_RATE_WORDS = 3


def summed(quantities: Sequence[Quantity], text: str) -> list[Quantity]:
    """The quantities, those told in two pieces as one: "two weeks and a day", "three point one"."""
    found: list[Quantity] = []
    for quantity in quantities:
        before = found[-1] if found else None
        part = _decimal(before, quantity, text) if before is not None else None
        if before is not None and part is not None:
            found[-1] = replace(
                before,
                end=quantity.end,
                value=before.value + part,
                unit=before.unit or quantity.unit,
                noun=quantity.noun,
            )
        elif before is not None and _adds(before, quantity, text):
            ratio = units()[quantity.unit].factor / units()[before.unit].factor
            value = before.value + quantity.value * ratio
            found[-1] = replace(before, end=quantity.end, value=value, weak=False)
        else:
            found.append(quantity)
    return found


def _decimal(one: Quantity, other: Quantity, text: str) -> Fraction | None:
    """What the second number adds behind the point, or as pence behind pounds; else None."""
    between = fold_word(text[one.end : other.start]).strip()
    if between in _AND and not one.unit and 0 < other.value < 1 and not one.upper:
        return other.value
    whole = not one.upper and not other.upper and one.value.denominator == 1
    if not whole or other.value.denominator != 1 or not 0 < other.value < _HUNDRED:
        return None
    if between in _POINT and not one.unit:
        return Fraction(other.value, 10 if other.value < _TEN else _HUNDRED)
    unit = units().get(one.unit)
    money = unit is not None and unit.dimension.startswith("money")
    return Fraction(other.value, _HUNDRED) if money and not between and not other.unit else None


def _adds(one: Quantity, other: Quantity, text: str) -> bool:
    if not one.unit or not other.unit or one.unit == other.unit or one.upper or other.upper:
        return False
    first, second = units().get(one.unit), units().get(other.unit)
    if first is None or second is None or first.dimension != second.dimension:
        return False
    between = fold_word(text[one.end : other.start]).strip()
    smaller = other.value * second.factor < first.factor
    return first.dimension in _SUMMED and between in _AND and smaller


def shares_in(quantities: Sequence[Quantity], text: str) -> Iterator[Quantity]:
    """Shares told by two counts: "three in ten", "two of our five regions"."""
    for one, other in pairwise(quantities):
        if one.unit or other.unit or not 0 < one.value < other.value or other.value > 1000:
            continue
        if one.value.denominator != 1 or other.value.denominator != 1:
            continue
        if _SHARE.fullmatch(fold_word(text[one.end : other.start])):
            share = one.value / other.value * 100
            yield Quantity(one.start, other.end, share, "percent")


def odds_in(quantities: Sequence[Quantity], text: str) -> Iterator[Quantity]:
    """Exchanges of so many for so many, as the larger over the smaller: "one for three"."""
    for one in quantities:
        if one.upper and 0 < one.upper < one.value <= _LARGEST_ODDS and not one.unit:
            yield Quantity(one.start, one.end, one.value / one.upper)
    for one, other in pairwise(quantities):
        small = 0 < one.value <= _LARGEST_ODDS and 0 < other.value <= _LARGEST_ODDS
        if not small or one.unit or other.unit:
            continue
        between = fold_word(text[one.end : other.start])
        lead = _FOR_EACH.search(fold_word(text[: one.start]))
        if _ODDS.fullmatch(between) or (lead and len(between.split()) <= _WORDS_APART):
            ratio = max(one.value, other.value) / min(one.value, other.value)
            start = lead.start() if lead else one.start
            yield Quantity(start, other.end, Fraction(ratio))


def grouped(quantity: Quantity, text: str, language: Language) -> Quantity:
    """The quantity with the group it counts worked out: "half a dozen", "четверть сотни".

    French says "un million deux" for 1,200,000.
    """
    said = fold_word(text[quantity.start : quantity.end])
    if language == "fr" and _MILLION_AND.search(said):
        tenths = quantity.value % _TEN
        return replace(quantity, value=quantity.value - tenths + tenths * 100_000)
    following = list(_WORD.finditer(text, quantity.end))[:_MOST_RATE_WORDS]
    words = [fold_word(match.group()) for match in following]
    size = _GROUPS.get(words[0], 0) if words else 0
    if quantity.unit or not size or not 0 < quantity.value < 1:
        return quantity
    end, unit = following[0].end(), ""
    if len(words) > 1:
        unit = unit_names(language).get((words[1],), "")
        end = following[1].end() if unit else end
    noun = words[1] if len(words) > 1 and not unit else ""
    return replace(quantity, end=end, value=quantity.value * size, unit=unit, noun=noun)


def rate_of(quantity: Quantity, text: str, language: Language) -> tuple[float, int]:
    """What the quantity is told per, in base units (seconds, kilos), and where; 0 for none.

    >>> from wasit.values.quantities import find_quantities
    >>> [dollars, _] = find_quantities("300 dollars per month", "en")
    >>> rate_of(dollars, "300 dollars per month", "en")[0] / 86400
    30.0
    """
    names = unit_names(language)
    led = False
    for count, match in enumerate(_WORD.finditer(text, quantity.end)):
        word = fold_word(match.group())
        if count == 0 and text[quantity.end : match.start()].strip():
            break
        if word in _ADVERBS and count <= 1:
            return _seconds(_ADVERBS[word]), match.end()
        code = names.get((word,), "") or names.get((word.removeprefix("ال"),), "")
        if led and code and units()[code].dimension in _PER:
            return _seconds(code), match.end()
        if word not in _RATE_WORDS or count >= _MOST_RATE_WORDS:
            break
        led = True
    return 0.0, quantity.end


def _seconds(code: str) -> float:
    unit = units()[code]
    if unit.dimension != "months":
        return float(unit.factor)
    months = float(unit.factor)
    return 365 * 86400 if months == 12 else months * _SECONDS["month"]
