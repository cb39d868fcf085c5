# ruff: noqa: E501 - tables of words are kept together
"""Figures compared by value: counts, shares, lengths, units, currencies."""

from fractions import Fraction

from wasit.checks.fidelity.limits import TOLD_ALIKE, compare_bounds
from wasit.checks.fidelity.links import Links, words_match
from wasit.checks.fidelity.measures import (
    NOWHERE,
    REWORDED,
    WITHIN,
    dimension_of,
    found_in,
    is_hour,
    is_time,
    keys_of,
    place_of,
    says_both,
    words_before,
)
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Span
from wasit.values import (
    Bound,
    Quantity,
    same_quantity,
)
from wasit.values.stems import stem
from wasit.values.units import unit_names, units

__all__ = ["compare_quantities"]

_LOOSE = 0.55
_SMALL = 3

_FOR = frozenset({"for", "pendant", "durant", "durante", "por", "لمده", "مده", "برای", "براي", "на",
    "during", "throughout", "over", "طوال", "طيله", "به"})  # fmt: skip


def _same_noun(one: Quantity, other: Quantity, a: Reading, b: Reading) -> bool:
    if not one.noun or not other.noun:
        return False
    if a.language == b.language and stem(one.noun, a.language) == stem(other.noun, b.language):
        return True
    first = next((c for c in a.content if c.start >= one.end), None)
    second = next((c for c in b.content if c.start >= other.end), None)
    across = a.language != b.language
    return first is not None and second is not None and words_match(first, second, across=across)


def _match(a: Reading, b: Reading) -> tuple[dict[int, int], list[int], list[int]]:
    """Equal quantities of two texts, those beside the same noun first; and what is left."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for strict in (True, False):
        for i, one in enumerate(a.quantities):
            if i in pairs:
                continue
            for j, other in enumerate(b.quantities):
                if j in used or not same_quantity(one, other):
                    continue
                if strict and not one.unit and not _same_noun(one, other, a, b):
                    continue
                pairs[i] = j
                used.add(j)
                break
    for i, one in enumerate(a.quantities):
        for j, other in enumerate(b.quantities):
            if i not in pairs and j not in used and _ordinal_twin(one, other):
                pairs[i] = j
                used.add(j)
    left = [
        i
        for i, q in enumerate(a.quantities)
        if i not in pairs and not any(is_hour(q, clock) for clock in b.clocks)
    ]
    right = [
        j
        for j, q in enumerate(b.quantities)
        if j not in used and not any(is_hour(q, clock) for clock in a.clocks)
    ]
    return pairs, left, right


_QUARTER = {Fraction(1, 4), 3}
"""A quarter of a year is three months."""


def _ordinal_twin(one: Quantity, other: Quantity) -> bool:
    """ "Year three" and "the third year"."""
    if {one.unit, other.unit} == {"", "month"} and {one.value, other.value} == _QUARTER:
        return True
    units_ = {one.unit, other.unit}
    ordinals = units_ == {"ordinal", ""} or (
        "ordinal" in units_ and bool(units_ & {"day", "week", "month", "year"})
    )
    return ordinals and one.value == other.value and not (one.weak or other.weak)


def compare_quantities(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """Figures changed, lost or added; units and currencies changed; bounds moved."""
    pairs, left, right = _match(a, b)
    found: list[FidelityError] = []
    opposed = {Bound.AT_MOST, Bound.AT_LEAST}
    if links.close < _LOOSE and a.language == b.language:
        found += [
            e
            for i, j in pairs.items()
            if {a.quantities[i].bound, b.quantities[j].bound} == opposed
            for e in compare_bounds(a, b, i, j, False)
        ]
    if links.close >= _LOOSE or a.language != b.language:
        capped = links.close < REWORDED and bool(_CAPS & (keys_of(a) | keys_of(b)))
        alike = links.close >= TOLD_ALIKE
        found += [
            e for i, j in pairs.items() for e in compare_bounds(a, b, i, j, alike) if not capped
        ]
    found += _swapped(a, b, pairs)
    for same_kind in (_unit_changed, _figure_changed):
        for i in list(left):
            for j in list(right):
                error = same_kind(a, b, i, j)
                if error is not None:
                    found.append(error)
                    left.remove(i)
                    right.remove(j)
                    break
    found += _currency_renamed(a, b)
    small = _SMALL if links.close < REWORDED else 0
    if links.close < REWORDED and a.language == b.language:
        return found
    left = [i for i in left if a.quantities[i].unit or a.quantities[i].value > small]
    right = [j for j in right if b.quantities[j].unit or b.quantities[j].value > small]
    found += [e for i in left if (e := _lost(a, b, a.quantities[i])) is not None]
    found += [e for j in right if (e := _added(a, b, b.quantities[j])) is not None]
    return found


def _currency_renamed(a: Reading, b: Reading) -> list[FidelityError]:
    """ "In dinars, 3.1 million" told as "in dollars": a currency named apart from the figure."""
    first, second = _currencies(a), _currencies(b)
    gone = [c for c in first if c not in second]
    new = [c for c in second if c not in first]
    if len(gone) != 1 or len(new) != 1 or any(q.unit in gone for q in a.quantities):
        return []
    return [found_in(ErrorKind.CURRENCY, first[gone[0]], second[new[0]], "another currency")]


_NAMED = 5
"""Letters of a currency's name; shorter ones are codes, and words of other meanings."""


def _currencies(reading: Reading) -> dict[str, Span]:
    """The currencies a text names, by code, with the first place of each."""
    names = unit_names(reading.language)
    found: dict[str, Span] = {}
    for token in reading.tokens:
        code = names.get((token.key,), "") if len(token.key) >= _NAMED else ""
        if code and units()[code].dimension.startswith("money"):
            found.setdefault(code, (token.start, token.end))
    return found


def _unit_changed(a: Reading, b: Reading, i: int, j: int) -> FidelityError | None:
    one, other = a.quantities[i], b.quantities[j]
    if one.value != other.value or "ordinal" in (one.unit, other.unit) or one.unit == other.unit:
        return None
    if one.weak and not (one.unit and other.unit):
        return None
    if one.weak != other.weak:
        return None
    money = [dimension_of(q).startswith("money") for q in (one, other)]
    kind = ErrorKind.CURRENCY if all(money) else ErrorKind.UNIT
    if is_time(one) and is_time(other):
        kind = ErrorKind.NUMBER
    return found_in(
        kind, place_of(one), place_of(other), "the same figure is given in another unit"
    )


def _figure_changed(a: Reading, b: Reading, i: int, j: int) -> FidelityError | None:
    one, other = a.quantities[i], b.quantities[j]
    if (one.unit == "ordinal") != (other.unit == "ordinal"):
        return None
    times = is_time(one) and is_time(other)
    if not times and dimension_of(one) != dimension_of(other):
        if one.unit and other.unit:
            return None
        if one.weak or other.weak:
            return None
    if one.weak and other.weak and not times:
        return None
    if times and _about_as_long(one, other):
        return None
    if (one.weak or other.weak) and not one.unit:
        return None
    if {one.value, other.value} == {1, 2} and (says_both(a) or says_both(b)) and not one.unit:
        return None
    if not one.unit and (one.unit == other.unit) and _years_apart(one, other):
        return None
    return found_in(ErrorKind.NUMBER, place_of(one), place_of(other), "the figures differ")


_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def _about_as_long(one: Quantity, other: Quantity) -> bool:
    """Six weeks and a month and a half: lengths in units that no calendar makes equal."""
    if one.unit == other.unit or not {one.unit, other.unit} <= _DAYS.keys():
        return False
    if not {one.unit, other.unit} & {"month", "year"}:
        return False
    first, second = one.value * _DAYS[one.unit], other.value * _DAYS[other.unit]
    return abs(first - second) * 12 <= max(first, second)


def _years_apart(one: Quantity, other: Quantity) -> bool:
    """Whether one is a year and the other a plain count: two facts, not one changed."""

    def year(q: Quantity) -> bool:
        return 1900 <= q.value <= 2100 and not q.noun

    return year(one) != year(other)


def _lost(a: Reading, b: Reading, quantity: Quantity) -> FidelityError | None:
    if quantity.weak or quantity.unit == "ordinal":
        return None
    if quantity.value == 2 and says_both(b):
        return None
    if quantity.value == _HALF_EACH and _EQUALLY & keys_of(b):
        return None
    if not quantity.unit and quantity.value in (1, 0):
        return None
    words = words_before(a, quantity.start if quantity.bound_start < 0 else quantity.bound_start)
    if is_time(quantity):
        if any(word in _FOR for word in words[-2:]):
            return found_in(
                ErrorKind.SCOPE, place_of(quantity), NOWHERE, "how long it holds is gone"
            )
        if any(word in WITHIN for word in words):
            return found_in(ErrorKind.DATE, place_of(quantity), NOWHERE, "the deadline is gone")
    return found_in(ErrorKind.NUMBER, place_of(quantity), NOWHERE, "the figure is gone")


_HALF_EACH = Fraction(1, 2)
_EQUALLY = frozenset({"equally", "evenly", "equal", "alike", "fifty", "également", "egalement", "parts", "igual", "iguales",
    "поровну", "пополам", "مساوي", "بالتساوي", "مناصفه", "برابر", "moitie"})  # fmt: skip


def _added(a: Reading, b: Reading, quantity: Quantity) -> FidelityError | None:
    if quantity.weak or quantity.unit == "ordinal":
        return None
    if quantity.value in (1, 2, 0) and not quantity.unit:
        return None
    if quantity.value == 2 and says_both(a):
        return None
    words = words_before(b, quantity.start)
    if is_time(quantity) and any(word in _FOR for word in words[-2:]):
        return found_in(ErrorKind.SCOPE, NOWHERE, place_of(quantity), "a length of time was added")
    return found_in(ErrorKind.NUMBER, NOWHERE, place_of(quantity), "a figure was added")


def _swapped(a: Reading, b: Reading, pairs: dict[int, int]) -> list[FidelityError]:
    """Two counts that changed places: five trucks and three buses, three trucks and five buses."""
    counts = [
        (i, j)
        for i, j in pairs.items()
        if not a.quantities[i].unit and not b.quantities[j].unit and not a.quantities[i].weak
    ]
    for n, (i, j) in enumerate(counts):
        for k, m in counts[n + 1 :]:
            one, two = a.quantities[i], a.quantities[k]
            first, second = b.quantities[j], b.quantities[m]
            crossed = _same_noun(one, second, a, b) and _same_noun(two, first, a, b)
            straight = _same_noun(one, first, a, b) or _same_noun(two, second, a, b)
            if crossed and not straight:
                return [
                    found_in(
                        ErrorKind.NUMBER, place_of(one), place_of(second), "figures changed places"
                    )
                ]
    return []


_CAPS = frozenset({"maximum", "minimum", "ceiling", "limit", "plafond", "limite", "tope",
    "maximo", "minimo", "techo", "предел", "потолок", "максимум", "минимум", "سقف", "اقصي", "حداكثر",
    "حداقل", "floor", "cap", "lowest", "highest"})  # fmt: skip
