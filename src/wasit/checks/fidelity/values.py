# ruff: noqa: E501 - tables of words are kept together
"""Quantities, dates and clock times compared by value: number, unit, currency, date, bounds."""

from fractions import Fraction

from wasit.checks.fidelity.links import Links, words_match
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Span
from wasit.values import (
    Bound,
    ClockTime,
    DateMention,
    Quantity,
    fold_word,
    same_day,
    same_quantity,
)
from wasit.values.stems import stem
from wasit.values.units import unit_names, units

__all__ = ["compare_clocks", "compare_dates", "compare_quantities"]

_NONE: Span = (0, 0)
_ALIKE = 0.8
_LOOSE, _REWORDED, _TOLD_ALIKE, _SMALL = 0.55, 0.65, 0.75, 3
_TIMES = frozenset({"time", "months"})
_BOTH = frozenset({"both", "deux", "ambos", "ambas", "كلا", "كلتا", "оба", "обе", "обоих",
    "обеих", "two", "couple", "pair", "twice", "double", "هردو", "مرتين"})  # fmt: skip
_WITHIN = frozenset({"within", "dans", "sous", "plazo", "خلال", "غضون", "ظرف", "течение", "in",
    "inside", "delai", "en", "قبل", "لا", "max", "under"})  # fmt: skip
_FOR = frozenset({"for", "pendant", "durant", "durante", "por", "لمده", "مده", "برای", "براي", "на",
    "during", "throughout", "over", "طوال", "طيله", "به"})  # fmt: skip
_COMPLEMENTS = ({Bound.MORE_THAN, Bound.AT_MOST}, {Bound.LESS_THAN, Bound.AT_LEAST})
"""Bounds of which one is the other with a "not"."""
_BOUND_GROUPS = (
    {Bound.EXACT},
    {Bound.ABOUT, Bound.LESS_THAN},
    {Bound.AT_LEAST, Bound.MORE_THAN},
    {Bound.AT_MOST, Bound.LESS_THAN},
)


def _dimension(quantity: Quantity) -> str:
    return units()[quantity.unit].dimension if quantity.unit in units() else quantity.unit


def _is_time(quantity: Quantity) -> bool:
    return _dimension(quantity) in _TIMES


def _before(reading: Reading, start: int, count: int = 3) -> list[str]:
    """Keys of the words just before a place."""
    return [token.key for token in reading.tokens if token.end <= start][-count:]


_AHEAD = frozenset({"before", "ahead", "beforehand", "advance", "avant", "antes", "قبل", "پيش", "до", "за",
    "notice", "previously", "antelacion"})  # fmt: skip


def _after(reading: Reading, end: int, count: int = 2) -> list[str]:
    """Keys of the words just behind a place."""
    return [token.key for token in reading.tokens if token.start >= end][:count]


def _span(quantity: Quantity) -> Span:
    return quantity.start, quantity.end


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
        if i not in pairs and not any(_is_hour(q, clock) for clock in b.clocks)
    ]
    right = [
        j
        for j, q in enumerate(b.quantities)
        if j not in used and not any(_is_hour(q, clock) for clock in a.clocks)
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


def _is_hour(quantity: Quantity, clock: ClockTime) -> bool:
    """Whether a bare figure may be the hour that the other text names as one: "at six"."""
    bare = quantity.unit in ("", "hour") and clock.minute % 60 == 0
    return bare and quantity.value % 12 == clock.minute // 60 % 12


def _says_both(reading: Reading) -> bool:
    return any(token.key in _BOTH for token in reading.tokens)


def _error(kind: ErrorKind, one: Span, other: Span, why: str) -> FidelityError:
    return FidelityError(kind, one, other, why)


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
            for e in _bounds(a, b, i, j, False)
        ]
    if links.close >= _LOOSE or a.language != b.language:
        capped = links.close < _REWORDED and bool(_CAPS & (_keys(a) | _keys(b)))
        alike = links.close >= _ALIKE
        found += [e for i, j in pairs.items() for e in _bounds(a, b, i, j, alike) if not capped]
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
    small = _SMALL if links.close < _REWORDED else 0
    if links.close < _REWORDED and a.language == b.language:
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
    return [_error(ErrorKind.CURRENCY, first[gone[0]], second[new[0]], "another currency")]


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
    money = [_dimension(q).startswith("money") for q in (one, other)]
    kind = ErrorKind.CURRENCY if all(money) else ErrorKind.UNIT
    if _is_time(one) and _is_time(other):
        kind = ErrorKind.NUMBER
    return _error(kind, _span(one), _span(other), "the same figure is given in another unit")


def _figure_changed(a: Reading, b: Reading, i: int, j: int) -> FidelityError | None:
    one, other = a.quantities[i], b.quantities[j]
    if (one.unit == "ordinal") != (other.unit == "ordinal"):
        return None
    times = _is_time(one) and _is_time(other)
    if not times and _dimension(one) != _dimension(other):
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
    if {one.value, other.value} == {1, 2} and (_says_both(a) or _says_both(b)) and not one.unit:
        return None
    if not one.unit and (one.unit == other.unit) and _years_apart(one, other):
        return None
    return _error(ErrorKind.NUMBER, _span(one), _span(other), "the figures differ")


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
    if quantity.value == 2 and _says_both(b):
        return None
    if quantity.value == _HALF_EACH and _EQUALLY & _keys(b):
        return None
    if not quantity.unit and quantity.value in (1, 0):
        return None
    words = _before(a, quantity.start if quantity.bound_start < 0 else quantity.bound_start)
    if _is_time(quantity):
        if any(word in _FOR for word in words[-2:]):
            return _error(ErrorKind.SCOPE, _span(quantity), _NONE, "how long it holds is gone")
        if any(word in _WITHIN for word in words):
            return _error(ErrorKind.DATE, _span(quantity), _NONE, "the deadline is gone")
    return _error(ErrorKind.NUMBER, _span(quantity), _NONE, "the figure is gone")


_HALF_EACH = Fraction(1, 2)
_EQUALLY = frozenset({"equally", "evenly", "equal", "alike", "fifty", "également", "egalement", "parts", "igual", "iguales",
    "поровну", "пополам", "مساوي", "بالتساوي", "مناصفه", "برابر", "moitie"})  # fmt: skip


def _added(a: Reading, b: Reading, quantity: Quantity) -> FidelityError | None:
    if quantity.weak or quantity.unit == "ordinal":
        return None
    if quantity.value in (1, 2, 0) and not quantity.unit:
        return None
    if quantity.value == 2 and _says_both(a):
        return None
    words = _before(b, quantity.start)
    if _is_time(quantity) and any(word in _FOR for word in words[-2:]):
        return _error(ErrorKind.SCOPE, _NONE, _span(quantity), "a length of time was added")
    return _error(ErrorKind.NUMBER, _NONE, _span(quantity), "a figure was added")


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
                    _error(ErrorKind.NUMBER, _span(one), _span(second), "figures changed places")
                ]
    return []


def _bounds(a: Reading, b: Reading, i: int, j: int, alike: bool) -> list[FidelityError]:
    one, other = a.quantities[i], b.quantities[j]
    if one.bound is other.bound or any({one.bound, other.bound} <= g for g in _BOUND_GROUPS):
        return []
    if one.weak and other.weak:
        return []
    bounds = {one.bound, other.bound}
    if not alike and "over" in (_first_word(a, one), _first_word(b, other)):
        return []
    if Bound.EXACT in bounds and one.bound is not Bound.ABOUT is not other.bound:
        loose = (a, one) if one.bound is Bound.EXACT else (b, other)
        if _limits(*loose):
            return []
    ahead = _AHEAD & {*_after(a, one.end), *_after(b, other.end)}
    if _is_time(one) and ahead and bounds <= {Bound.EXACT, Bound.AT_LEAST, Bound.AT_MOST}:
        return []
    if _is_time(one) and bounds <= {Bound.EXACT, Bound.AT_MOST, Bound.LESS_THAN, Bound.ABOUT}:
        words = _before(a, one.start) + _before(b, other.start)
        if any(word in _WITHIN for word in words) and Bound.ABOUT not in bounds:
            return []
    if bounds == {Bound.EXACT, Bound.AT_LEAST} and _explicit(one, other):
        return []
    span_one = (one.bound_start if one.bound_start >= 0 else one.start, max(one.end, one.bound_end))
    span_two = (
        other.bound_start if other.bound_start >= 0 else other.start,
        max(other.end, other.bound_end),
    )
    if bounds in _COMPLEMENTS and not alike and not _both_beside(a, b, one, other):
        return []
    why = f"the figure was {one.bound.value}, now it is {other.bound.value}"
    denied = any(bounds == pair for pair in _COMPLEMENTS)
    kind = ErrorKind.NEGATION if denied else ErrorKind.QUANTIFIER
    return [_error(kind, span_one, span_two, why)]


_LIMITS = frozenset(
    fold_word(word)
    for word in """
    last final dernier dernière último última последнее последний آخر maximum minimum max min limit limits ceiling floor cap least most more less fewer exceed exceeds
    exceeding over under above below beyond within even no not none never nobody only just short up top
    closer nearer farther further late later earlier sooner until till any lowest highest before
    maximal minimal limite plafond plancher moins plus dépasser dépasse même aucun pas ne jamais ni que
    au-delà inférieur inférieure supérieur supérieure seulement jusqu sans
    máximo mínimo límite tope menos más exceder pasar pasen pase superar ni no nunca sólo solo hasta ningún sin
    inferior superior aunque
    لا لن لم فقط أقل أكثر يتجاوز تتجاوز يزيد تزيد يقل تقل حتى بأقل بأكثر دون أقصى أدنى سوى إلا
    نه فقط تنها حداکثر حداقل کمتر بیشتر بیش کم تا نمی هیچ
    не ни нет без только лишь максимум минимум меньше больше менее более до хотя свыше предел самое
    """.split()
)
"""Words that may set a limit in a way no table of bounds knows."""


def _limits(reading: Reading, quantity: Quantity) -> bool:
    """Whether a word near a figure may bound it."""
    words = _before(reading, quantity.start, _LIMIT_BEFORE)
    return any(word in _LIMITS for word in (*words, *_after(reading, quantity.end, _LIMIT_BEHIND)))


_LIMIT_BEFORE, _LIMIT_BEHIND = 5, 7


def _first_word(reading: Reading, quantity: Quantity) -> str:
    """The first word of a figure's bound: "over ten nights" lasts, it does not exceed."""
    return reading.text[max(quantity.bound_start, 0) : quantity.start].strip().lower()


def _both_beside(a: Reading, b: Reading, one: Quantity, other: Quantity) -> bool:
    """Whether no "not" stands in the sentence of either figure: then the bounds are opposed."""
    for reading, quantity in ((a, one), (b, other)):
        index = next((n for n, t in enumerate(reading.tokens) if t.start >= quantity.start), 0)
        first, last = reading.sentence_of(index)
        if any(first <= at <= last for at in reading.denials):
            return False
    return True


def _explicit(one: Quantity, other: Quantity) -> bool:
    """Whether both bounds were said in words ("a full year" against "at least a year")."""
    return all(q.bound_start >= 0 or q.bound_end >= 0 for q in (one, other))


def _adjacent(mention: DateMention, others: list[DateMention], text: str) -> bool:
    """Whether a weekday stands beside a date that was found in the other text."""
    return any(
        len(text[min(mention.end, o.end) : max(mention.start, o.start)].strip(" ,،")) <= 4
        for o in others
    )


def compare_dates(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """Days, months, weekdays and relative days changed, lost or added."""
    pairs: list[tuple[DateMention, DateMention]] = []
    left = list(a.dates)
    right = list(b.dates)
    for one in a.dates:
        twin = next((o for o in right if _may_be_same(one, o)), None)
        if twin is not None:
            pairs.append((one, twin))
            left.remove(one)
            right.remove(twin)
    left = [
        m
        for m in left
        if not (m.weekday is not None and _adjacent(m, [p[0] for p in pairs], a.text))
    ]
    right = [
        m
        for m in right
        if not (m.weekday is not None and _adjacent(m, [p[1] for p in pairs], b.text))
    ]
    left = [m for m in left if not any(same_day(m, o) for _, o in pairs) and not _next(a, b, m)]
    right = [m for m in right if not any(same_day(m, o) for o, _ in pairs)]
    found: list[FidelityError] = []
    for one in list(left):
        if right:
            other = min(right, key=lambda m: (_shape(m) != _shape(one), abs(m.start - one.start)))
            left.remove(one)
            right.remove(other)
            years = _bare_year(one) and _bare_year(other)
            kind = ErrorKind.NUMBER if years else ErrorKind.DATE
            spans = (one.start, one.end), (other.start, other.end)
            found.append(_error(kind, *spans, "the days differ"))
    found += [
        _error(
            ErrorKind.SCOPE if _lasting(a, m) else ErrorKind.DATE,
            (m.start, m.end),
            _NONE,
            "a date or deadline is gone",
        )
        for m in left
        if _worth_telling(m, links)
    ]
    found += [
        _error(ErrorKind.DATE, _NONE, (m.start, m.end), "a date was added")
        for m in right
        if _worth_telling(m, links)
        and not (m.weekday is not None and _reworded(a, b, links) and _counts_days(a))
    ]
    found += [error for one, other in pairs for error in _deadline_moved(a, b, one, other)]
    return found


_FOLLOWING = frozenset({"following", "next", "coming", "subsequent", "suivant", "suivante", "suivants", "siguiente",
    "siguientes", "التالي", "التاليه", "المقبل", "المقبله", "القادم", "القادمه", "بعد", "بعدي", "اينده", "следующий",
    "следующем", "следующего", "следующую", "будущем", "prochain", "prochaine", "proximo", "proxima"})  # fmt: skip


def _next(a: Reading, b: Reading, mention: DateMention) -> bool:
    """Whether "next year" may be told as "the following one"."""
    words = {t.key for t in a.tokens if mention.start <= t.start < mention.end}
    return bool(mention.relative and words & _FOLLOWING and _keys(b) & _FOLLOWING)


def _worth_telling(mention: DateMention, links: Links) -> bool:
    """Whether a date without a fellow is a change by itself: "next week" can be said otherwise."""
    if mention.relative == "today":
        return False
    loose = mention.relative or (mention.month is not None and mention.day is None)
    return not loose or links.close >= _TOLD_ALIKE


def _reworded(a: Reading, b: Reading, links: Links) -> bool:
    return a.language == b.language and links.close < _REWORDED


def _counts_days(reading: Reading) -> bool:
    """Whether a text counts time ("two days later"), which may be told as a weekday."""
    return any(_is_time(q) for q in reading.quantities) or bool(_EACH_DAY & _keys(reading))


_EACH_DAY = frozenset({"كل", "هر"})
_CAPS = frozenset({"maximum", "minimum", "ceiling", "limit", "plafond", "limite", "tope",
    "maximo", "minimo", "techo", "предел", "потолок", "максимум", "минимум", "سقف", "اقصي", "حداكثر",
    "حداقل", "floor", "cap", "lowest", "highest"})  # fmt: skip


def _keys(reading: Reading) -> set[str]:
    return {token.key for token in reading.tokens}


def _bare_year(mention: DateMention) -> bool:
    return mention.year is not None and mention.month is None


_LASTING = frozenset({"during", "until", "till", "throughout", "pendant", "durant", "jusqu", "durante",
    "hasta", "خلال", "طوال", "حتي", "در"})  # fmt: skip


def _lasting(reading: Reading, mention: DateMention) -> bool:
    """Whether a date says how long something holds, not by when it is due."""
    words = [w for w in _before(reading, mention.start, 4) if w not in _FILLERS]
    return bool(words) and words[-1] in _LASTING


def _shape(mention: DateMention) -> tuple[bool, bool, bool]:
    return mention.weekday is None, not mention.relative, mention.month is None


def _may_be_same(one: DateMention, other: DateMention) -> bool:
    readings = [(x, y) for x in (one, *one.alternatives) for y in (other, *other.alternatives)]
    return any(same_day(x, y) for x, y in readings)


_DATE_LEADS: dict[str, str] = {
    **dict.fromkeys(["by", "before", "than", "later", "within", "avant", "antes", "قبل", "بحلول", "موعد", "قبل", "پیش", "до", "к", "раньше", "позднее", "tard", "tardar", "limite", "latest"], "by"),
    **dict.fromkeys(["until", "till", "through", "hasta", "jusqu", "jusque", "حتى", "لغايه", "تا", "вплоть"], "until"),
    **dict.fromkeys(["from", "after", "since", "starting", "as", "partir", "depuis", "apres", "desde", "despues", "من", "بعد", "منذ", "اعتبارا", "از", "پس", "после", "с", "начиная", "des", "dès", "following"], "from"),
    **dict.fromkeys(["on", "in", "at", "le", "en", "el", "في", "در", "в", "во", "on"], "on"),
}  # fmt: skip
_FILLERS = frozenset({"the", "of", "le", "la", "el", "los", "de", "du", "يوم", "روز", "than", "end",
    "fin", "noon", "midnight", "au", "a", "l", "'", "شهر", "ماه", "تاريخ", "انتهاء", "انقضاء", "حلول", "نهايه", "پايان", "dawn", "dusk"})  # fmt: skip


def _lead(reading: Reading, start: int) -> str:
    for word in reversed(_before(reading, start, 4)):
        if word in _DATE_LEADS:
            return _DATE_LEADS[word]
        if word not in _FILLERS:
            return ""
    return ""


def _deadline_moved(
    a: Reading, b: Reading, one: DateMention, other: DateMention
) -> list[FidelityError]:
    first, second = _lead(a, one.start), _lead(b, other.start)
    ends, starts = {"by", "until"}, {"from"}
    moved = (first in ends and second in starts) or (first in starts and second in ends)
    english = a.language == b.language == "en"
    moved = moved or (english and {first, second} == {"by", "until"})
    if not moved:
        return []
    why = f"the date was a limit '{first}', now it is '{second}'"
    return [_error(ErrorKind.DATE, (one.start, one.end), (other.start, other.end), why)]


def compare_clocks(a: Reading, b: Reading) -> list[FidelityError]:
    """Times of day and zones changed, lost or added."""
    found: list[FidelityError] = []
    left, right = list(a.clocks), list(b.clocks)
    for one in a.clocks:
        twin = next((o for o in right if one.same_time(o)), None)
        if twin is None:
            continue
        left.remove(one)
        right.remove(twin)
        if one.zone != twin.zone:
            spans = (one.start, one.end), (twin.start, twin.end)
            found.append(_error(ErrorKind.DATE, *spans, "the time zone differs"))
    left = [c for c in left if right or not any(_is_hour(q, c) for q in b.quantities)]
    right = [c for c in right if left or not any(_is_hour(q, c) for q in a.quantities)]
    for one, other in zip(left, right, strict=False):
        spans = (one.start, one.end), (other.start, other.end)
        found.append(_error(ErrorKind.DATE, *spans, "the hours differ"))
    found += [
        _error(ErrorKind.DATE, (one.start, one.end), _NONE, "a time of day is gone")
        for one in left[len(right) :]
    ]
    found += [
        _error(ErrorKind.DATE, _NONE, (other.start, other.end), "a time was added")
        for other in right[len(left) :]
    ]
    return found + _day_parts(a, b)


def _day_parts(a: Reading, b: Reading) -> list[FidelityError]:
    first, second = a.family("time"), b.family("time")
    lost = [o for o in first if o.value not in {p.value for p in second}]
    new = [o for o in second if o.value not in {p.value for p in first}]
    if lost and new and not a.clocks and not b.clocks:
        spans = (lost[0].start, lost[0].end), (new[0].start, new[0].end)
        return [_error(ErrorKind.DATE, *spans, "another part of the day")]
    return []
