"""Whether two facts give the same thing away, whatever their figures, words, unit or calendar.

Values meet when equal, when converted and rounded (8 km, 5 miles), or when the draft says "about"
and is near. Large or odd values speak for themselves; a small or round count ("two", "forty") only
meets another when both count the same thing, by stem in one language or by concept across two. The
number of a page, a room or an item is the name of it and no value.
"""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from wasit.checks.leak.facts import Fact, labels_of
from wasit.values.calendars import same_day
from wasit.values.found import Bound, Calendar, DateMention
from wasit.values.quantities import same_quantity
from wasit.values.tokens import fold_word

__all__ = ["meets"]

_PROCEDURAL = frozenset(
    form
    for words in (
        "page room item annex article paragraph version chapter section slide seat floor",
        "page salle point annexe article paragraphe version chapitre section étage",
        "página sala punto anexo artículo párrafo versión capítulo sección piso",
        "صفحة قاعة غرفة بند ملحق مادة فقرة نسخة فصل طابق",
        "صفحه اتاق بند پیوست ماده نسخه فصل طبقه",
        "страница странице комната комнате пункт приложение статья параграф версия этаж",
    )
    for word in words.split()
    for form in (fold_word(word), fold_word(word) + "s")
)
_ROUNDED = 0.05
_LONG_UNITS = frozenset({"month", "year", "quarter_year", "semester"})
_SPANS = frozenset({"day", "week", "month", "year", "hour", "minute"})
_LARGE = 1_000
_UNLIKE = 0.45
_ODD = 0.9
_ROUND = ((5, 30), (10, 100), (100, 1_000))
_DAY_ALONE = 0.85
_NEXT_TO = 0.85
_WEEK = 7
_OUR_YEARS = {
    Calendar.GREGORIAN: (2026, 2027),
    Calendar.JALALI: (1404, 1405),
    Calendar.HIJRI: (1447, 1448),
}
_TIME_BRACKET = 0.2
_WEEKS = frozenset({"week", "fortnight"})
_BY_WEEKS = 0.17
_WIDE_BRACKET = 0.2
_RATES = 0.025
_SCALES = (1_000_000, 1_000)
_WIDEST = 10
_NEAR = 0.01
_ABOUT = 0.06
_CONVERTED = 0.085
_BRACKET = 0.12
_ANY_NOUN = frozenset(
    f"{language}:{noun}"
    for language, nouns in {
        "en": ("man", "men", "peopl", "person", "figur", "sum", "total"),
        "fr": ("hom", "person"),
        "es": ("hombr", "person"),
        "ar": ("رجل", "شخص", "اشخاص"),
        "fa": ("نفر",),
        "ru": ("человек", "люд"),
    }.items()
    for noun in nouns
)


def meets(draft: Fact, kept: Fact) -> float:
    """How surely the draft's fact is the kept one: 0 not, below 1 only with support, 1 alone."""
    if draft.day and kept.day:
        surety = _days_meet(draft.day, kept.day)
        return max(surety, _NEXT_TO * _is_next_to(draft, kept)) if surety < _NEXT_TO else surety
    if draft.clock and kept.clock:
        return 1.0 if draft.clock.minute == kept.clock.minute else 0.0
    if draft.quantity is None or kept.quantity is None:
        return 0.0
    closeness = _values_meet(draft, kept)
    return closeness * _same_matter(draft, kept) if closeness else 0.0


def _days_meet(draft: DateMention, kept: DateMention) -> float:
    return max(
        _one_day_meets(one, other)
        for one in (draft, *draft.alternatives)
        for other in (kept, *kept.alternatives)
    )


def _is_next_to(draft: Fact, kept: Fact) -> bool:
    """Whether "before" or "after" one of the days leaves the other within a week of it."""
    if draft.day is None or kept.day is None:
        return False
    if draft.lead and kept.day.day is not None:
        return _leads_to(draft.day, draft.lead, kept.day)
    telling = draft.day.day is not None or bool(draft.day.part)
    return bool(kept.lead) and telling and _leads_to(kept.day, kept.lead, draft.day)


def _leads_to(named: DateMention, lead: str, meant: DateMention) -> bool:
    for one in (named, *named.alternatives):
        for other in (meant, *meant.alternatives):
            for first, last in _once(one, other.year):
                for begins, ends in _once(other, one.year):
                    gap = first - ends if lead == "before" else begins - last
                    if 0 < gap.days <= _WEEK:
                        return True
    return False


def _once(mention: DateMention, year: int | None) -> list[tuple[date, date]]:
    """The mention's days in each year of our time that it may be in."""
    if mention.month is None:
        return []
    years = _OUR_YEARS[mention.calendar] if year is None else (year, *_OUR_YEARS[mention.calendar])
    if mention.year is not None:
        years = (mention.year,)
    found = [mention.days(default_year=each) for each in years]
    return [days for days in found if days is not None]


def _one_day_meets(draft: DateMention, kept: DateMention) -> float:
    if _same(replace(draft, start=0, end=0), replace(kept, start=0, end=0)):
        return 1.0 if draft.weekday is None and not draft.relative else 0.8
    if draft.month is None and draft.day is not None and draft.weekday is None:
        return _DAY_ALONE if draft.day == kept.day else 0.0
    alike = draft.calendar is kept.calendar and draft.month == kept.month
    if not alike or draft.month is None:
        return 0.0
    vague = (draft.day is None and not draft.part) or (kept.day is None and not kept.part)
    return 0.6 if vague and len({draft.year, kept.year} - {None}) < 2 else 0.0


@lru_cache(maxsize=8192)
def _same(one: DateMention, other: DateMention) -> bool:
    """``same_day`` with the cheap answers first: it tries every year of our time otherwise."""
    if one.weekday is not None or other.weekday is not None or one.relative or other.relative:
        return same_day(one, other)
    calendars = {one.calendar, other.calendar}
    if len(calendars) == 1 and one.month != other.month:
        return False
    if one.month is None or other.month is None:
        return same_day(one, other) if one.day is None and other.day is None else False
    if Calendar.HIJRI in calendars:
        return same_day(one, other)
    if len({one.year, other.year} - {None}) > 1:
        return same_day(one, other)
    vague = [m for m in (one, other) if m.day is None and not m.part]
    if len(vague) == 1:
        return False
    return any(
        first[0] <= second[1] and second[0] <= first[1]
        for first in _in_our_time(one)
        for second in _in_our_time(other)
    )


def _in_our_time(mention: DateMention) -> list[tuple[date, date]]:
    """The mention's days in the years that cover 2026, where it names none itself."""
    years = {Calendar.GREGORIAN: (2026,), Calendar.JALALI: (1404, 1405)}.get(mention.calendar, ())
    found = [replace(mention, year=None).days(default_year=year) for year in years]
    return [days for days in found if days is not None]


def _values_meet(draft: Fact, kept: Fact) -> float:
    """1 for equal values, 0.9 for near ones that the draft calls near or brackets, else 0."""
    one, other = draft.quantity, kept.quantity
    if one is None or other is None or not _comparable(draft, kept):
        return 0.0
    if draft.per and kept.per and draft.per != kept.per:
        ours, theirs = draft.base / draft.per, kept.base / kept.per
        return 1.0 if abs(ours - theirs) <= _RATES * theirs else 0.0
    if one.unit and other.unit and same_quantity(one, other):
        return 1.0
    a, b = _figures(draft, kept)
    if one.value == other.value and not draft.small and one.upper is None:
        return 1.0 if a == b else 0.85
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    low, high = _range(draft, a)
    least, most = _range(kept, b)
    if one.upper is not None or other.upper is not None:
        if (abs(low - least) <= _NEAR * least) and (abs(high - most) <= _NEAR * most):
            return 1.0
        width = _WIDE_BRACKET if b >= _LARGE else _BRACKET
        inside = low <= b <= high and high - low <= 2 * width * b
        return 0.9 if inside and other.upper is None else 0.0
    off = abs(a - b) / b
    if off <= _NEAR and not draft.small:
        return 0.95
    if off <= _ROUNDED and min(a, b) >= _LARGE:
        return 0.85
    return _near_by_words(draft, kept, off, a, b)


def _near_by_words(draft: Fact, kept: Fact, off: float, a: float, b: float) -> float:
    """0.9 where the draft's own words ("about", "less than") reach from its value to the kept."""
    one, other = draft.quantity, kept.quantity
    if one is None or other is None:
        return 0.0
    calendar = {one.unit, other.unit} & _LONG_UNITS
    if len(calendar) == 1 and draft.dimension == kept.dimension == "time" and off <= _CONVERTED:
        return 0.9
    if one.bound is Bound.ABOUT and off <= (_ABOUT if one.unit == other.unit else _CONVERTED):
        return 0.9
    if one.unit in _WEEKS and other.unit == "day" and off <= _BY_WEEKS:
        return 0.9
    bracket = _TIME_BRACKET if draft.dimension == "time" else _BRACKET
    if one.bound in (Bound.AT_LEAST, Bound.MORE_THAN) and 0 <= (b - a) / b <= bracket:
        return 0.9
    if one.bound in (Bound.AT_MOST, Bound.LESS_THAN) and 0 <= (a - b) / b <= bracket:
        return 0.9
    return 0.0


def _figures(draft: Fact, kept: Fact) -> tuple[float, float]:
    """The two values to compare: in base units, or as written where one leaves its unit unsaid."""
    if draft.dimension == kept.dimension or draft.quantity is None or kept.quantity is None:
        return draft.base, kept.base
    fraction = not draft.dimension and draft.quantity.value < 1
    if fraction and kept.dimension == "share":
        return draft.base, kept.base
    return float(draft.quantity.value), float(kept.quantity.value)


def _range(fact: Fact, value: float) -> tuple[float, float]:
    quantity = fact.quantity
    if quantity is None or quantity.upper is None or not quantity.value:
        return value, value
    ratio = float(quantity.upper / quantity.value)
    for scale in _SCALES:
        if ratio >= scale and ratio / scale < _WIDEST:
            return value * scale, value * ratio
    return value, value * ratio


def _comparable(draft: Fact, kept: Fact) -> bool:
    """Whether both measure the same thing, or one leaves its unit unsaid."""
    if draft.dimension == kept.dimension:
        return True
    if "odds" in (draft.dimension, kept.dimension):
        return False
    if draft.dimension.startswith("money") and kept.dimension.startswith("money"):
        return False
    if not draft.dimension:
        return kept.dimension != "time" and not _counts_another_thing(draft, kept)
    if not kept.dimension:
        telling = draft.base > _LARGE or draft.base != int(draft.base)
        return draft.dimension.startswith("money") and telling
    return False


def _counts_another_thing(draft: Fact, kept: Fact) -> bool:
    """Whether a bare draft number counts something while the kept one is a measure."""
    concepts = {n for n in draft.nouns if n.startswith("concept:")}
    return kept.dimension == "length" and bool(concepts)


def _same_matter(draft: Fact, kept: Fact) -> float:
    """1 where the value alone tells, less where it needs the thing counted to be the same."""
    if _only_numbers_a_thing(draft) and not draft.nouns & kept.nouns:
        return 0.0
    if draft.dimension and draft.dimension == kept.dimension:
        return _measured(draft, kept)
    shared = draft.nouns & kept.nouns
    if shared:
        return 1.0
    if draft.dimension != kept.dimension:
        return 0.35 if draft.small else 1.0
    named = _nouns_named(draft) and _nouns_named(kept)
    comparable = _speaks(draft) == _speaks(kept)
    if draft.small:
        return 0.3 if named and comparable else 0.45
    unlike = named and (comparable or (_concepts(draft) and _concepts(kept)))
    if not unlike or draft.base >= _LARGE:
        return 1.0
    return _UNLIKE if _is_round(draft.base) else _ODD


def _is_round(value: float) -> bool:
    """Whether people name the value for want of a better one: 15, 40, 300."""
    return any(value % step == 0 and value <= most for step, most in _ROUND)


def _only_numbers_a_thing(fact: Fact) -> bool:
    """Whether the number is the name of a page, a room or an item of the agenda."""
    return any(noun.removeprefix("label:") in _PROCEDURAL for noun in labels_of(fact.nouns))


def _measured(draft: Fact, kept: Fact) -> float:
    """A shared unit is a shared matter, but an hour or a day is said of many things."""
    if draft.dimension == "time" and draft.base <= 3600:
        return 0.6
    one = draft.quantity is not None and draft.quantity.value == 1
    if draft.dimension == "time" and one and draft.quantity and draft.quantity.unit in _SPANS:
        return 0.4
    del kept
    return 1.0


def _nouns_named(fact: Fact) -> bool:
    nouns = {noun for noun in fact.nouns if not noun.startswith("label:")}
    return bool(nouns) and not nouns & _ANY_NOUN


def _concepts(fact: Fact) -> bool:
    return any(n.startswith("concept:") for n in fact.nouns)


def _speaks(fact: Fact) -> str:
    """The language of a fact's nouns, empty where it has none."""
    for noun in fact.nouns:
        if not noun.startswith(("concept:", "label:")):
            return noun[:2]
    return ""
