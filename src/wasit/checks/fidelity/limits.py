# ruff: noqa: E501 - tables of words are kept together
"""Bounds of figures compared: at least, at most, about, exactly.

A figure without a bound beside a word that may set one in a way no table knows is left alone.
"""

from wasit.checks.fidelity.measures import WITHIN, found_in, is_time, words_after, words_before
from wasit.checks.fidelity.phrases import folded
from wasit.checks.fidelity.reading import Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError
from wasit.values import (
    Bound,
    Quantity,
)

__all__ = ["TOLD_ALIKE", "compare_bounds"]

TOLD_ALIKE = 0.8
_COMPLEMENTS = ({Bound.MORE_THAN, Bound.AT_MOST}, {Bound.LESS_THAN, Bound.AT_LEAST})
"""Bounds of which one is the other with a "not"."""
_BOUND_GROUPS = (
    {Bound.EXACT},
    {Bound.ABOUT, Bound.LESS_THAN},
    {Bound.AT_LEAST, Bound.MORE_THAN},
    {Bound.AT_MOST, Bound.LESS_THAN},
)
_AHEAD = frozenset({"before", "ahead", "beforehand", "advance", "avant", "antes", "قبل", "پيش", "до", "за",
    "notice", "previously", "antelacion"})  # fmt: skip


def compare_bounds(a: Reading, b: Reading, i: int, j: int, alike: bool) -> list[FidelityError]:
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
    ahead = _AHEAD & {*words_after(a, one.end), *words_after(b, other.end)}
    if is_time(one) and ahead and bounds <= {Bound.EXACT, Bound.AT_LEAST, Bound.AT_MOST}:
        return []
    if is_time(one) and bounds <= {Bound.EXACT, Bound.AT_MOST, Bound.LESS_THAN, Bound.ABOUT}:
        words = words_before(a, one.start) + words_before(b, other.start)
        if any(word in WITHIN for word in words) and Bound.ABOUT not in bounds:
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
    return [found_in(kind, span_one, span_two, why)]


_LIMITS = folded("""
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
    """)
"""Words that may set a limit in a way no table of bounds knows."""


def _limits(reading: Reading, quantity: Quantity) -> bool:
    """Whether a word near a figure may bound it."""
    words = words_before(reading, quantity.start, _LIMIT_BEFORE)
    return any(
        word in _LIMITS for word in (*words, *words_after(reading, quantity.end, _LIMIT_BEHIND))
    )


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
