"""Numbers, dates and times of a text as facts, and where an index keeps them.

A ``Fact`` is one value of a text brought to its dimension's base unit: a quantity, a day (feasts,
seasons and bare days of the month among them) or a time of day. Facts of like size or of one month
share a shelf, so that those a draft's fact may meet are found without looking at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log
from typing import Protocol

from wasit.checks.leak.compound import grouped, odds_in, rate_of, shares_in, summed
from wasit.checks.leak.feast_days import feast_days, in_part, seasons
from wasit.checks.leak.named_days import (
    moved,
    moving_feasts,
    numbered_weeks,
    parts_of_years,
    weekdays_of_months,
)
from wasit.values.dates import find_clock_times, find_dates
from wasit.values.folding import Folded
from wasit.values.found import Bound, Calendar, ClockTime, DateMention, Quantity
from wasit.values.languages import Language
from wasit.values.quantities import find_quantities
from wasit.values.tokens import fold_word
from wasit.values.units import unit_names, units

__all__ = ["Fact", "NounsOf", "days_between", "facts_of", "labels_of", "near_shelves", "shelves_of"]

_SMALL = 12
_SCALES = (1_000_000_000, 1_000_000, 1_000)
_WIDEST = 10
_DUAL = 2
_OF_TIME = frozenset({"time", "months", "share"})
_LONG_UNITS = frozenset({"fortnight", "decade"})
_LAST_DAY = 31
_MONTHS = 12
_SLASHED = re.compile(r"(?<![\d/.,])(\d{1,2})[/.](\d{1,2})(?![\d/%])\.?(?!\d)")
_COMMON_ORDINALS = 5
_DAY_LEAD = re.compile(r"(?:\ble|\bel|\bel d[ií]a|\bon the|يوم|روز)\s+$")
_WORDS_AFTER = re.compile(r"\s+([^\W\d_]+)\s+([^\W\d_]+)")
_ADDED = frozenset(
    ["more", "extra", "further", "additional", "full", "whole", "long", "autres", "longs", "más"]
)
_LEAD = 24
_LEAD_WORDS = {
    "before": "before|by|ahead of|no later than|until|avant|d['’]ici|au plus tard|jusqu['’]a"
    "|antes del?|hasta|قبل|حتي|پيش از|قبل از|تا|до|к|перед|не позднее",
    "after": "after|past|apres|passe|despues del?|tras|بعد|پس از|بعد از|после",
}
_LEADS = {
    lead: re.compile(rf"(?<![^\W_])(?:{words})\s*(?:the|le|la|l|el|of)?\s*['’]?\s*$")
    for lead, words in _LEAD_WORDS.items()
}
_STEPS = 20
_STEPS_NEAR = 3


class NounsOf(Protocol):
    """What is counted between two offsets of a text, as features."""

    def __call__(self, start: int, end: int, noun: str = "") -> frozenset[str]:
        """Features of the words beside the number, and of the noun it holds itself."""
        ...


@dataclass(frozen=True, slots=True)
class Fact:
    """A value in a text; exactly one of ``quantity``, ``day`` and ``clock`` is there."""

    start: int
    end: int
    quantity: Quantity | None = None
    day: DateMention | None = None
    clock: ClockTime | None = None
    base: float = 0.0
    dimension: str = ""
    nouns: frozenset[str] = frozenset()
    per: float = 0.0
    """What the quantity is told per ("a day", "a kilo") in base units, 0 where per none."""
    lead: str = ""
    """``"before"`` or ``"after"`` where the words before a day say so."""

    @property
    def kind(self) -> str:
        """``"number"`` or ``"date"``, as findings name it."""
        return "number" if self.quantity else "date"

    @property
    def small(self) -> bool:
        """Whether the value is too common to mean anything by itself."""
        return self.base <= _SMALL and self.base == int(self.base)


def facts_of(folded: Folded, language: Language, nouns: NounsOf) -> tuple[Fact, ...]:
    """Every fact of a text, in order; a disguised text is read in its plain form."""
    found = list(_facts_in(folded.original, language, nouns, None))
    found.extend(Fact(day.start, day.end, day=day) for day in feast_days(folded))
    found.extend(Fact(day.start, day.end, day=day) for day in seasons(folded))
    found.extend(_days_by_rule(folded, language))
    found.extend(_slashed(folded, found))
    if folded.disguised:
        plain = list(_facts_in(folded.text, language, nouns, folded))
        kept = [f for f in found if not any(p.start <= f.start and f.end <= p.end for p in plain)]
        found = kept + plain
    found = [_led(folded.original, fact) for fact in _with_moved(folded, found)]
    return tuple(sorted(found, key=lambda f: f.start))


def _days_by_rule(folded: Folded, language: Language) -> Iterator[Fact]:
    for day in moving_feasts(folded):
        yield Fact(day.start, day.end, day=day)
    for day in parts_of_years(folded):
        yield Fact(day.start, day.end, day=day)
    for day in weekdays_of_months(folded, language):
        yield Fact(day.start, day.end, day=day)
    for day in numbered_weeks(folded):
        yield Fact(day.start, day.end, day=day)


def _with_moved(folded: Folded, found: list[Fact]) -> Iterator[Fact]:
    """The facts, a day moved by the words around it ("the eve of") in the place it is moved to."""
    for fact in found:
        day = moved(folded, fact.day) if fact.day else None
        yield replace(fact, start=day.start, end=day.end, day=day) if day else fact


def _led(text: str, fact: Fact) -> Fact:
    if fact.day is None:
        return fact
    before = fold_word(text[max(0, fact.start - _LEAD) : fact.start])
    for lead, pattern in _LEADS.items():
        if pattern.search(before):
            return replace(fact, lead=lead)
    return fact


def _facts_in(
    text: str,
    language: Language,
    nouns: NounsOf,
    folded: Folded | None,
) -> Iterator[Fact]:
    def place(start: int, end: int) -> tuple[int, int]:
        return folded.span(start, end) if folded else (start, end)

    quantities = find_quantities(text, language)
    rated = 0
    for odds in odds_in(quantities, text):
        base = float(odds.value)
        start, end = place(odds.start, odds.end)
        yield Fact(start, end, quantity=odds, base=base, dimension="odds")
    for found in (*summed(quantities, text), *shares_in(quantities, text)):
        quantity = grouped(_scaled(found), text, language)
        if quantity.start < rated and quantity.unit in unit_names(language).values():
            continue
        start, end = place(quantity.start, quantity.end)
        if _may_be_day(text, quantity) and not nouns(start, end) - labels_of(nouns(start, end)):
            day = int(quantity.value)
            yield Fact(start, end, day=DateMention(start, end, day=day))
        if _says_nothing(quantity) or quantity.unit == "ordinal":
            continue
        unit = units().get(quantity.unit or _unit_further_on(text, quantity, language))
        base = float(quantity.value * (unit.factor if unit else 1))
        dimension = unit.dimension if unit else ""
        per, told_to = (0.0, 0) if dimension in _OF_TIME else rate_of(quantity, text, language)
        rated = max(rated, told_to) if per else rated
        yield Fact(
            start,
            end,
            quantity=quantity,
            base=base if dimension != "months" else base * 30 * 86400,
            dimension="time" if dimension == "months" else dimension,
            nouns=nouns(start, end, _noun_inside(quantity, text)),
            per=per,
        )
    for date in find_dates(text, language):
        day = in_part(text, date)
        start, end = place(day.start, day.end)
        yield Fact(start, end, day=day)
    for clock in find_clock_times(text, language):
        start, end = place(clock.start, clock.end)
        yield Fact(start, end, clock=clock)


def _slashed(folded: Folded, found: list[Fact]) -> Iterator[Fact]:
    """Day and month in figures without a year, in both readings: "14/11", "14.11."."""
    for match in _SLASHED.finditer(folded.text):
        start, end = folded.span(match.start(), match.end())
        if any(f.day and f.start < end and start < f.end for f in found):
            continue
        one, other = int(match.group(1)), int(match.group(2))
        readings = [
            DateMention(start, end, month=month, day=day)
            for day, month in ((one, other), (other, one))
            if 1 <= month <= _MONTHS and 1 <= day <= _LAST_DAY
        ]
        if readings and one != other:
            yield Fact(start, end, day=replace(readings[0], alternatives=tuple(readings[1:])))


def _scaled(quantity: Quantity) -> Quantity:
    """The quantity with a range's scale given to both its ends: "between two and three million"."""
    if quantity.upper is None or quantity.value <= 0:
        return quantity
    for scale in _SCALES:
        if 1 <= quantity.upper / (quantity.value * scale) < _WIDEST:
            return replace(quantity, value=quantity.value * scale)
    return quantity


def _says_nothing(quantity: Quantity) -> bool:
    """Whether the number is an article ("a day") rather than a count or a bound."""
    telling = quantity.bound is not Bound.EXACT or quantity.unit in _LONG_UNITS
    return quantity.weak and not (telling and quantity.unit)


def _may_be_day(text: str, quantity: Quantity) -> bool:
    """Whether a bare number stands where a day of the month would: "on the 19th", "le 19"."""
    if quantity.value.denominator != 1 or not 1 <= quantity.value <= _LAST_DAY:
        return False
    if quantity.unit == "ordinal":
        return quantity.value > _COMMON_ORDINALS
    if quantity.unit or quantity.value <= _COMMON_ORDINALS:
        return False
    return bool(_DAY_LEAD.search(text[: quantity.start].lower()))


def labels_of(nouns: frozenset[str]) -> frozenset[str]:
    """The features that name a thing by its number: "page 40", "cell 9"."""
    return frozenset(noun for noun in nouns if noun.startswith("label:"))


def _noun_inside(quantity: Quantity, text: str) -> str:
    """The noun of an Arabic dual, which says "two" by its ending alone."""
    word = text[quantity.start : quantity.end]
    return quantity.noun if quantity.value == _DUAL and word.isalpha() else ""


def _unit_further_on(text: str, quantity: Quantity, language: Language) -> str:
    """The unit of a bare count behind one adjective ("eleven more days") or made one ("متری")."""
    if language == "fa" and quantity.noun.endswith("ي"):
        return unit_names(language).get((quantity.noun[:-1],), "")
    after = _WORDS_AFTER.match(text, quantity.end)
    if after is None or after.group(1).lower() not in _ADDED:
        return ""
    return unit_names(language).get((fold_word(after.group(2)),), "")


def shelves_of(fact: Fact) -> tuple[str, ...]:
    """Where an index keeps the fact: by the size of its value, or by calendar and month."""
    if fact.day:
        readings = (fact.day, *fact.day.alternatives)
        return tuple({f"day {day.calendar.value} {day.month}" for day in readings})
    if fact.clock:
        return (f"clock {fact.clock.minute}",)
    return tuple(f"value {size}" for size in _sizes(fact))


def near_shelves(fact: Fact) -> tuple[str, ...]:
    """Every shelf on which a fact that the draft's fact meets can stand."""
    if fact.day:
        plain = fact.day.calendar is Calendar.GREGORIAN and fact.day.month is not None
        plain = plain and not fact.day.alternatives
        month = fact.day.month or 0
        near = {month, (month - 2) % 12 + 1, month % 12 + 1}
        months = [f"day {c.value} {m}" for c in Calendar for m in (None, *range(1, 13))
                  if not plain or c is not Calendar.GREGORIAN or m in near]  # fmt: skip
        return tuple(months)
    if fact.clock:
        return (f"clock {fact.clock.minute}",)
    return tuple(
        f"value {near}"
        for size in _sizes(fact)
        for near in range(size - _STEPS_NEAR, size + _STEPS_NEAR + 1)
    )


def _sizes(fact: Fact) -> set[int]:
    """The value's size in steps of one per cent or so, in base units and as written."""
    written = float(fact.quantity.value) if fact.quantity else fact.base
    return {int(log(abs(value) + 1) * _STEPS) for value in (fact.base, written)}


def days_between(one: DateMention, other: DateMention) -> int | None:
    """Days from the first mention to the second in one year, where both are single days."""
    first, second = one.days(default_year=2026), other.days(default_year=2026)
    if first is None or second is None or first[0] != first[1] or second[0] != second[1]:
        return None
    return (second[0] - first[0]).days
